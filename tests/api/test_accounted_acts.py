"""Whoever does something sensitive behind the counter is named in the audit trail, whose chain stays whole: by the API, by
the command line beside the daemon, and by the command line on a folder that nobody serves."""
import getpass
import json
import os
import sqlite3
import time
import uuid

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import MANAGER, Shop

PASSPHRASE = "a long passphrase"


def plant_letters(daemon, count):
    """Dead letters of the first events, as a hub that refused them would have left them."""
    now, ids = time.time_ns() // 1000, [uuid.uuid4() for _ in range(count)]
    with sqlite3.connect(daemon.data / "store.db") as books:
        for number, each in enumerate(ids, 1):
            books.execute("INSERT INTO dead_letter(uuid, direction, epoch, epoch_seq, event_type, error_class, detail, first_us, last_us) "
                          "VALUES (?, 'up', (SELECT max(epoch) FROM event_epoch), ?, 'OrderPlaced', 'ValidationError', 'planted', ?, ?)",
                          (each.bytes, number, now, now))
    return [str(each) for each in ids]


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    if reason := missing_programs():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("acts")
    daemon = Daemon(folder).create().start()
    daemon.stop()
    letters = plant_letters(daemon, 2)
    daemon.start()
    shop = Shop(daemon)
    api = shop.back_office
    api.letters, api.daemon, api.folder = letters, daemon, folder
    api.customer = shop.customer("Ada Lovelace", email="ada@example.com")["id"]
    api.terminal = api("getOwnTerminal")["id"]
    yield api
    daemon.stop()
    daemon.verify()


def entries(api, action):
    return api("listAudit", query={"action": action, "limit": 200})["items"]


def test_it_starts_with_a_schedule(office):
    office("closeDay", {})  # so that there is a journal to export
    office("putBackupSchedule", {"folder": str(office.folder / "kept"), "passphrase": PASSPHRASE})


def make_backup(api):
    api("startBackup", {}, expect=202)
    until(lambda: api("listBackups")["items"] and not api("listBackups")["running"], 60, "a backup is there")


def rehearse(api):
    api("startRehearsal", {"name": api("listBackups")["items"][0]["name"]}, expect=202)
    until(lambda: not api("listBackups")["rehearsing"], 120, "it is rehearsed")


# What is done, the entry's action, and what its detail has to say.
BY_A_PERSON = [
    ("a line is paused", lambda api: api("pauseReplication", {"direction": "up", "reason": "dear today"}),
     "replication.paused", {"direction": "up", "reason": "dear today", "by": "Manager"}),
    ("a line is resumed", lambda api: api("resumeReplication"), "replication.resumed", {"direction": "both"}),
    ("a run is ordered", lambda api: api("startRebuild"), "replication.run", {"kind": "rebuild"}),
    ("a letter goes once more", lambda api: api("replayDeadLetter", {"reason": "mended"}, deadLetterId=api.letters[0]),
     "replication.replay", {"direction": "up", "reason": "mended"}),
    ("a letter is given up", lambda api: api("discardDeadLetter", {"reason": "a test sale"}, deadLetterId=api.letters[1]),
     "replication.discard", {"direction": "up", "reason": "a test sale"}),
    ("a customer's data goes out", lambda api: api("exportCustomer", id=api.customer), "customer_exported", {"format": "json"}),
    ("facts for support go out", lambda api: api("getSupportBundle"), "support_bundle", {}),
    ("a backup by hand", make_backup, "backup_now", {"sealed": True}),
    ("a rehearsal", rehearse, "backup_rehearsed", {}),
    ("a subnet is searched", lambda api: api("startDiscovery", {"sources": [], "scan": "127.0.0.8/30"}), "subnet_searched",
     {"subnet": "127.0.0.8/30"}),
]


@pytest.mark.parametrize("act, action, detail", [pytest.param(*each[1:], id=each[0]) for each in BY_A_PERSON])
def test_an_act_by_the_api_names_person_terminal_and_reason(office, act, action, detail):
    before = len(entries(office, action))
    act(office)
    found = entries(office, action)
    assert len(found) == before + 1, found
    assert found[0]["staff"]["code"] == MANAGER and found[0]["terminalId"] == office.terminal
    assert detail.items() <= found[0]["detail"].items()
    assert office("verifyAudit")["sound"]


def test_what_is_refused_leaves_no_entry(office):
    before = {action: len(entries(office, action)) for action in ("backup_rehearsed", "backup_restored", "replication.replay", "customer_exported")}
    office("startRehearsal", {"name": "none.hfbak"}, expect="not-found")
    office("restoreBackup", {"name": "none.hfbak"}, expect="not-found")
    office("replayDeadLetter", deadLetterId=office.letters[1], expect="conflict")
    office("exportCustomer", id=str(uuid.uuid4()), expect="not-found")
    assert {action: len(entries(office, action)) for action in before} == before


def test_a_consent_does_not_take_a_customer_s_data_out(office):
    till = Shop(office.daemon).till(opened=False)
    consent = till.approval("customer_edit", MANAGER)
    till.cashier("exportCustomer", id=office.customer, approval=consent, expect="permission-denied")


def test_nobody_signed_on_tells_what_a_command_line_did(office):
    office("noteAct", {"action": "books_exported"}, expect="permission-denied")


# The command line, beside the daemon and without it: who typed it stands in the detail.
def typed(*arguments):
    return lambda api, folder: run_cli(*(str(each).format(customer=api.customer, folder=folder) for each in arguments), "--data", api.daemon.data)


BY_COMMAND = [
    ("books", typed("export", "orders", "--out", "{folder}/orders.csv"), "books_exported", {"kind": "orders"}),
    ("the audit file", typed("export", "saft", "--out", "{folder}/saft.xml"), "books_exported", {"kind": "saft"}),
    ("the German tables", typed("export", "dsfinvk", "--out", "{folder}/dsfinvk"), "books_exported", {"kind": "dsfinvk"}),
    ("a customer's data", typed("gdpr", "export", "{customer}", "--out", "{folder}/ada.json"), "customer_exported", {}),
    ("the journal", typed("journal", "export", "{folder}/journal.jsonl.zst"), "books_exported", {"kind": "journal"}),
    ("a backup", typed("backup", "{folder}/copy.hfbak"), "backup_now", {"sealed": False}),
    ("a rehearsal", typed("rehearse", "{folder}/copy.hfbak"), "backup_rehearsed", {}),
    ("a schedule", typed("backup-schedule", "--keep", "9"), "backup_schedule", {"on": True, "sealed": True}),
]


@pytest.mark.parametrize("served", [True, False], ids=["beside the daemon", "without it"])
@pytest.mark.parametrize("act, action, detail", [pytest.param(*each[1:], id=each[0]) for each in BY_COMMAND])
def test_an_act_by_the_command_line_names_who_typed_it(office, tmp_path_factory, act, action, detail, served):
    folder = office.folder / ("served" if served else "alone")
    folder.mkdir(exist_ok=True)
    before = count_of(office, action)
    if not served:
        office.daemon.stop()
    act(office, folder)
    if not served:
        office.daemon.start()
        office.base = office.daemon.base
    after = count_of(office, action)
    assert after["number"] == before["number"] + 1
    assert after["staff"] in (None, 0) and after["detail"]["by"].startswith(getpass.getuser())
    assert detail.items() <= after["detail"].items()
    assert office("verifyAudit")["sound"]


def count_of(office, action):
    """How many entries there are, and the newest, read from the books themselves: beside the daemon, too."""
    with sqlite3.connect(f"file:{office.daemon.data / 'store.db'}?mode=ro", uri=True) as books:
        [number] = books.execute("SELECT count(*) FROM audit_entry WHERE action = ?", (action,)).fetchone()
        newest = books.execute("SELECT staff_id, detail FROM audit_entry WHERE action = ? ORDER BY id DESC LIMIT 1", (action,)).fetchone()
    return {"number": number, "staff": newest and newest[0], "detail": newest and json.loads(newest[1])}


def test_keys_and_certificates_are_changed_by_somebody(office):
    office.daemon.stop()
    (office.daemon.data / "tls").mkdir(mode=0o700, exist_ok=True)
    (office.daemon.data / "tls" / "server-names").write_text("localhost\n")
    before = {action: count_of(office, action)["number"] for action in ("field_keys_rotated", "certificates_renewed")}
    run_cli("keys", "rotate", "--data", office.daemon.data)
    run_cli("cert", "rotate", "--data", office.daemon.data)
    office.daemon.start()
    office.base = office.daemon.base
    for action, number in before.items():
        newest = count_of(office, action)
        assert newest["number"] == number + 1 and newest["detail"]["by"].startswith(getpass.getuser()), action
    assert office("verifyAudit")["sound"]


def test_a_code_that_lives_longer_says_who_made_it_so(office):
    office.daemon.stop()
    run_cli("pair", "--valid-hours", "48", "--data", office.daemon.data)
    office.daemon.start()
    office.base = office.daemon.base
    newest = count_of(office, "pairing_code")
    assert newest["detail"]["validHours"] == 48 and newest["detail"]["by"].startswith(getpass.getuser())


def test_whoever_is_behind_sudo_is_named(office, monkeypatch):
    monkeypatch.setitem(os.environ, "SUDO_USER", "ada")
    run_cli("export", "shifts", "--data", office.daemon.data)
    assert count_of(office, "books_exported")["detail"]["by"].endswith("(ada)")


def test_an_enrolment_is_told(office, tmp_path):
    if reason := missing_hub():
        pytest.skip(reason)
    hub = Hub(tmp_path).start()
    try:
        office("enrolStore", {"hub": hub.url, "token": hub.enrolment_token()})
    finally:
        hub.stop()
    [entry] = entries(office, "replication.enrolled")
    assert entry["staff"]["code"] == MANAGER and entry["detail"]["hub"] == hub.url


def test_a_restored_store_knows_who_restored_it_and_so_does_the_one_before(tmp_path):
    if reason := missing_programs():
        pytest.skip(reason)
    daemon = Daemon(tmp_path).create().start()
    try:
        api = Shop(daemon).back_office
        terminal = api("getOwnTerminal")["id"]
        api("putBackupSchedule", {"folder": str(tmp_path / "kept"), "passphrase": PASSPHRASE})
        make_backup(api)
        name = api("listBackups")["items"][0]["name"]
        api("restoreBackup", {"name": name}, expect=202)
        until(lambda: (daemon.data / "store.previous.db").exists(), 60, "the other store has its place")
        until(daemon._ready, 30, "it answers again")
        back = Shop(daemon).back_office
        [entry] = entries(back, "store_restored")
        assert entry["staff"]["code"] == MANAGER and entry["terminalId"] == terminal
        assert entry["detail"]["by"] == MANAGER and entry["detail"]["file"] == name and entry["detail"]["epoch"] == 2
        assert back("verifyAudit")["sound"] and not entries(back, "backup_restored")
        with sqlite3.connect(f"file:{daemon.data / 'store.previous.db'}?mode=ro", uri=True) as before:
            [(staff,)] = before.execute("SELECT s.code FROM audit_entry a JOIN staff s ON s.id = a.staff_id WHERE action = 'backup_restored'").fetchall()
        assert staff == MANAGER
    finally:
        daemon.stop()
    daemon.verify()
    # The same by the command line, where no daemon runs.
    [copy] = (tmp_path / "kept").glob("*.hfbak")
    (tmp_path / "passphrase").write_text(PASSPHRASE)
    run_cli("restore", copy, "--data", daemon.data, "--force", "--passphrase-file", tmp_path / "passphrase")
    with sqlite3.connect(daemon.data / "store.db") as books:
        [(by,)] = books.execute("SELECT detail ->> 'by' FROM audit_entry WHERE action = 'store_restored'").fetchall()
    assert by.startswith(getpass.getuser())
    daemon.verify()
