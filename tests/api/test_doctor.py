"""`holdfast doctor`: every planted fault is found by its name, and a healthy store has none of them."""
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

import pytest

from daemon import Daemon, binary, run_cli, until
from shop import Shop

DAY_US = 86_400_000_000
OF_THE_MACHINE = {"disk-low", "disk-full", "files-low", "memory-low", "clock-free", "clock-rough", "fonts-missing", "time-zones-missing", "device-rules-missing"}


def doctor(folder, *options):
    """Code -> finding, and the exit code."""
    done = run_cli("doctor", "--data", folder, "--json", *options, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {finding["code"]: finding for finding in json.loads(done.stdout)["findings"]}, done.returncode


@pytest.fixture(scope="module")
def healthy(tmp_path_factory):
    """A store that has sold, with its daemon stopped."""
    daemon = Daemon(tmp_path_factory.mktemp("healthy")).create()
    make_certificates(daemon.data)
    daemon.start()
    Shop(daemon).till()
    daemon.stop()
    return daemon.data


def make_certificates(data):
    """One start with HTTPS makes the store's authority and certificate."""
    port_file = data.parent / "tls-port"
    process = subprocess.Popen([str(binary("holdfastd")), "--data", str(data), "--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0",
                                "--port-file", str(port_file)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    until(port_file.exists, 60, "holdfastd starts with HTTPS")
    process.send_signal(signal.SIGTERM)
    process.wait(30)


def sql(folder, *statements):
    with sqlite3.connect(folder / "store.db") as connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('staff', 'tender')").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")  # the history of both wants functions of the daemon's
        for statement in statements:
            connection.execute(statement)
    connection.close()


def spoil_page(folder):
    sql(folder, "PRAGMA wal_checkpoint(TRUNCATE)")
    size = (folder / "store.db").stat().st_size
    with open(folder / "store.db", "r+b") as file:
        for page in range(20, size // 4096, 3):
            file.seek(page * 4096)
            file.write(b"\xff" * 64)


def spoil_header(folder):
    for name in ("store.db-wal", "store.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "store.db").write_bytes(b"not a database at all" * 400)


def swap_key(folder):
    key = subprocess.run(["openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout"], capture_output=True, check=True).stdout
    (folder / "tls" / "server-key.pem").write_bytes(key)


def end_certificate(folder):
    """Signed by an authority in the place of the store's own, and over since yesterday. Keys in clear are taken as well."""
    tls = folder / "tls"
    script = f"""set -e; cd {tls}; mkdir made; : >made/index; echo 01 >made/serial
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout ca-key.pem -out ca.pem -subj /CN=authority -days 3650
    openssl ecparam -name prime256v1 -genkey -noout -out server-key.pem; chmod 600 ca-key.pem server-key.pem
    openssl req -new -key server-key.pem -subj /CN=store -out made/request.pem
    printf '[ca]\\ndefault_ca=d\\n[d]\\ndatabase=made/index\\nserial=made/serial\\nnew_certs_dir=made\\ndefault_md=sha256\\npolicy=p\\n[p]\\ncommonName=supplied\\n' >made/ca.cnf
    openssl ca -batch -config made/ca.cnf -cert ca.pem -keyfile ca-key.pem -startdate 20200101000000Z -enddate 20200201000000Z -in made/request.pem -out made/server.pem -notext
    mv made/server.pem server.pem; rm -r made"""
    subprocess.run(["bash", "-c", script], capture_output=True, check=True)


FUTURE = int(time.time() * 1_000_000) + 30 * DAY_US
LONG_AGO = int(time.time() * 1_000_000) - 30 * DAY_US
LETTER = ("INSERT INTO dead_letter(uuid, direction, dataset, row_key, event_type, error_class, detail, first_us, last_us) "
          "VALUES (randomblob(16), 'down', 'article', 'X', 'row', 'InvalidArgumentError', 'no such tax', 1, 1)")
DOUBT = ("INSERT INTO payment_attempt(uuid, order_id, register_id, device_id, tender_id, kind, state, amount, currency, reference, staff_id, created_us, armed_us, updated_us) "
         "VALUES (randomblob(16), 1, 1, 1, 1, 'sale', 'unknown', 100, 'EUR', 'R1', 1, 1, 1, 1)")


def enrolled(folder):
    (folder / "hub.json").write_text("{}")
    (folder / "hub.json").chmod(0o600)


def schedule_in(folder, **more):
    (folder / "backup.json").write_text(json.dumps({"on": True, "folder": str(folder / "kept"), "minuteOfDay": 150, "keep": 7, **more}))
    (folder / "backup.json").chmod(0o600)


def late_backup(folder):
    schedule_in(folder)
    site = sqlite3.connect(folder / "store.db").execute("SELECT site_id FROM site").fetchone()[0]
    (folder / "kept").mkdir()
    (folder / "kept" / f"holdfast-{''.join(c if c.isalnum() else '_' for c in site)}-20260101T023000Z.db").write_bytes(b"")


def unit_is_out(folder):
    sql(folder, "INSERT INTO fiscal_unit(serial, private_key, public_key, active, out_reason, added_us) VALUES ('1', '', zeroblob(65), 1, 'unplugged', 1)")


def not_sent(folder, sealed=True):
    """A nightly backup of today and one of last month lie in the folder, and none was ever taken by the bucket."""
    late_backup(folder)
    settings = json.loads((folder / "backup.json").read_text())
    settings["s3"] = {"endpoint": "http://127.0.0.1:9", "bucket": "copies", "accessKey": "A"}
    settings["s3Secret"] = "in clear, as before there were field keys"
    (folder / "backup.json").write_text(json.dumps(settings))
    old = next((folder / "kept").iterdir())
    now = time.strftime("%Y%m%dT%H%M%SZ", time.gmtime(time.time() - 60))
    for moment in ("20260101T023000Z", now):
        (folder / "kept" / (old.name.rsplit("-", 1)[0] + f"-{moment}." + ("hfbak" if sealed else "db"))).write_bytes(b"")
    if sealed:
        old.unlink()


def releases(folder, **files):
    """What the launcher keeps beside the data, as the package has it."""
    (folder / "releases").mkdir(mode=0o700)
    for name, content in {"root": {"signed": {}}, "slots": SLOTS, **files}.items():
        (folder / "releases" / f"{name}.json").write_text(json.dumps(content))


SLOTS = {"active": "a", "committedCounter": 1, "badDigests": [], "activeDigest": "cd" * 32}
JOURNEY = {"target": "holdfast", "digest": "ab" * 32, "release": "9.9.9", "source": "hub", "counter": 9, "bytes": 1, "begun": "2026-01-01T00:00:00Z",
           "forced": False, "switching": False}
WENT_BACK = {"items": [{**JOURNEY, "outcome": "wentBack", "cause": "its page was not whole", "ended": "2026-01-02T00:00:00Z"}]}
OVER = {"root": "{}", "timestamp": json.dumps({"signed": {"expires": "2026-01-01T00:00:00Z"}, "signatures": []})}

UNDECIDED = ("INSERT INTO fiscal_receipt(register_id, kind, number, facts, state, at_us) VALUES (1, 'month', '1-S1', '{}', 'undecided', 1)")
FAULTS = {
    "folder-open": lambda f: f.chmod(0o755),
    "secret-open": lambda f: (f / "pepper").chmod(0o644),
    "pepper-missing": lambda f: (f / "pepper").unlink(),
    "identity-unreadable": enrolled,
    "certificate-unreadable": lambda f: (f / "tls" / "server.pem").write_text("nothing"),
    "certificate-of-another-key": swap_key,
    "certificate-ended": end_certificate,
    "store-missing": lambda f: (f / "store.db").unlink(),
    "store-unreadable": spoil_header,
    "store-damaged": spoil_page,
    "program-too-old": lambda f: sql(f, "PRAGMA user_version = 9999"),
    "clock-behind": lambda f: sql(f, f"UPDATE event_log SET recorded_us = {FUTURE} WHERE seq = (SELECT max(seq) FROM event_log)"),
    "nobody-manages": lambda f: sql(f, "UPDATE staff SET active = 0"),
    "no-tender": lambda f: sql(f, "UPDATE tender SET active = 0"),
    "shift-long-open": lambda f: sql(f, f"UPDATE shift SET opened_us = {LONG_AGO}"),
    "payments-in-doubt": lambda f: sql(f, DOUBT),
    "backups-off": lambda f: sql(f, f"UPDATE event_log SET recorded_us = {LONG_AGO}"),
    "backups-unreadable": lambda f: (f / "backup.json").write_text("{on: tru"),
    "backup-folder-gone": schedule_in,
    "backup-late": late_backup,
    "backup-not-sent": not_sent,
    "backup-in-clear-not-sent": lambda f: not_sent(f, sealed=False),
    "update-failed": lambda f: releases(f, history=WENT_BACK),
    "update-waiting": lambda f: releases(f, journey=JOURNEY),
    "update-metadata-ended": lambda f: releases(f, trust=OVER),
    "fiscal-undecided": lambda f: sql(f, UNDECIDED),
    "fiscal-unit-out": unit_is_out,
    "day-unsealed": lambda f: sql(f, f"UPDATE shift SET status = 'CLOSED', closed_us = {LONG_AGO}, counted_cash = 0, closed_by = 1"),
    "dead-letters": lambda f: (enrolled(f), sql(f, LETTER)),
    "replication-paused": lambda f: (enrolled(f), sql(f, "UPDATE replication_switch SET paused = 1 WHERE direction = 'up'")),
    "backlog-old": lambda f: (enrolled(f), sql(f, f"UPDATE event_log SET recorded_us = {LONG_AGO}")),
}


@pytest.fixture
def folder(healthy, tmp_path):
    shutil.copytree(healthy, tmp_path / "data")
    (tmp_path / "data").chmod(0o700)
    return tmp_path / "data"


def test_a_healthy_store_has_nothing_but_a_daemon_that_is_stopped(folder):
    found, code = doctor(folder, "--deep")
    told = {name for name, finding in found.items() if finding["severity"] != "good"}
    assert told - OF_THE_MACHINE <= {"daemon-stopped", "certificate-names-another", "backups-off"}, found
    assert found["backups-off"]["severity"] == "notice", "a store of today may still be given its schedule"
    assert code == 1 and found["daemon-stopped"]["remedy"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(folder, fault):
    before = doctor(folder)[0]
    assert fault not in before or before[fault]["severity"] == "notice"
    FAULTS[fault](folder)
    found, code = doctor(folder)
    assert fault in found, found
    assert code == 1 and found[fault]["severity"] in ("warning", "trouble") and found[fault]["what"] and found[fault]["remedy"]


AT_ONCE = ["folder-open", "secret-open", "certificate-of-another-key", "identity-unreadable", "nobody-manages", "no-tender", "fiscal-undecided",
           "fiscal-unit-out", "day-unsealed", "payments-in-doubt", "dead-letters", "replication-paused", "backlog-old", "backup-late", "clock-behind"]


def test_fifteen_faults_at_once_hide_none_of_each_other(folder):
    for fault in AT_ONCE:
        FAULTS[fault](folder)
    found, code = doctor(folder)
    assert code == 1 and set(AT_ONCE) <= set(found), set(AT_ONCE) - set(found)


def test_releases_are_looked_at_where_the_launcher_keeps_them(folder, tmp_path):
    assert "updates" not in doctor(folder)[0], "nobody manages releases here"
    releases(folder)
    assert doctor(folder)[0]["updates"]["severity"] == "good"
    (folder / "releases").rename(tmp_path / "elsewhere")
    assert "updates" not in doctor(folder)[0]
    assert "updates" in doctor(folder, "--releases", tmp_path / "elsewhere")[0]


def test_what_the_hub_has_is_not_counted_as_waiting(folder):
    enrolled(folder)
    events = sqlite3.connect(folder / "store.db").execute("SELECT max(seq) FROM event_log").fetchone()[0]
    sql(folder, f"UPDATE event_log SET recorded_us = {LONG_AGO}",
        f"INSERT INTO upsync_state(id, epoch, ack_seq, ack_hash, applied_seq, acked_us) VALUES (1, 1, {events}, zeroblob(32), {events}, 1)")
    found, _ = doctor(folder)
    assert "backlog-old" not in found and found["replication"]["what"].startswith("0 ")


def test_a_folder_that_is_not_there(folder):
    found, code = doctor(folder / "elsewhere")
    assert code == 1 and found["folder-missing"]["severity"] == "trouble"


def test_a_store_without_articles(tmp_path):
    daemon = Daemon(tmp_path).create(catalogue=False)
    assert doctor(daemon.data)[0]["no-articles"]["severity"] == "warning"


def test_books_that_were_changed_are_found_when_looked_at_deeply(folder):
    sql(folder, "DROP TRIGGER event_log_immutable", "UPDATE event_log SET body_sha = zeroblob(32) WHERE seq = 3")
    assert "books-wrong" not in doctor(folder)[0]
    assert "books-wrong" in doctor(folder, "--deep")[0]


def test_settings_and_ports(folder, tmp_path):
    settings = tmp_path / "holdfastd.toml"
    settings.write_text(f'data = "{folder}"\nlisten = ["127.0.0.1:18999"]\nwindow = "open"\n')
    assert "window" in doctor(folder, "--config", settings)[0]["settings-wrong"]["what"]
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        settings.write_text(f'data = "{folder}"\nlisten = ["127.0.0.1:{port}"]\n')
        assert str(port) in doctor(folder, "--config", settings)[0]["port-taken"]["what"]
    assert "port-taken" not in doctor(folder, "--config", settings)[0]


def test_a_running_daemon_and_its_devices(tmp_path):
    daemon = Daemon(tmp_path).create().start()
    try:
        found, _ = doctor(daemon.data)
        assert "daemon-stopped" not in found and found["daemon"]["severity"] == "good"
        run_cli("devices", "printer", "Counter", "tcp://127.0.0.1:9", "--data", daemon.data)
        until(lambda: "device-away" in doctor(daemon.data)[0], 30, "a printer that is not there is told")
        os.kill(daemon.process.pid, signal.SIGSTOP)
        assert doctor(daemon.data)[0]["daemon-silent"]["severity"] == "trouble"
        os.kill(daemon.process.pid, signal.SIGCONT)
    finally:
        daemon.stop()
