"""Backups off site: a strict S3-compatible store that checks every signature by itself, answers badly when told to, and gives back what
a new appliance is restored from."""
import json
import sqlite3
import subprocess

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from s3_store import ACCESS, BEFORE_HOST, BUCKET, REGION, SECRET, S3Store
from shop import Shop

PASSPHRASE = "correct horse battery"


@pytest.fixture
def s3():
    store = S3Store()
    yield store
    store.close()


@pytest.fixture
def till(tmp_path):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path / "store").create().start()
    yield Shop(daemon).till()
    daemon.stop()


def place(s3, **other):
    return {"endpoint": s3.url, "bucket": BUCKET, "prefix": "shop 1/ü", "region": REGION, "accessKey": ACCESS, "secretKey": SECRET, **other}


def put(till, folder, expect=None, **members):
    return till.manager("putBackupSchedule", {"folder": str(folder), "passphrase": PASSPHRASE, "keep": 2, **members}, expect=expect)


def made(till, count):
    """A backup now; when `count` of them are known off site, the newest."""
    till.manager("startBackup")
    until(lambda: not till.manager("listBackups")["running"], 120, "a backup")
    listed = till.manager("listBackups")
    assert listed["problem"] == "", listed["problem"]
    there = [each for each in listed["items"] if each["offSite"]]
    assert len(there) == count, listed.body
    return there[0]


def test_a_backup_goes_off_site_and_a_new_appliance_comes_from_it(till, s3, tmp_path):
    till.sell("MANGO")
    answer = put(till, tmp_path / "backups", s3=place(s3))
    assert answer["s3"] == {**{name: value for name, value in place(s3).items() if name != "secretKey"}, "prefix": "shop 1/ü/", "pathStyle": True,
                            "caPem": ""}
    assert SECRET not in (till.shop.daemon.data / "backup.json").read_text()
    assert not s3.objects  # what was tried is gone again
    s3.trouble = [None, 503, "hang up", 500]  # it is sent all the same
    newest = made(till, 1)
    [(name, content)] = s3.objects.items()
    assert name == "shop 1/ü/" + newest["name"] and newest["here"] and newest["sealed"]
    assert content == (tmp_path / "backups" / newest["name"]).read_bytes()

    # The folder is lost: the copy off site is proved, and a new appliance starts from it.
    (tmp_path / "backups" / newest["name"]).unlink()
    assert [each["here"] for each in till.manager("listBackups")["items"]] == [False]
    till.manager("startRehearsal", {"name": newest["name"]})
    until(lambda: not till.manager("listBackups")["rehearsing"], 120, "the rehearsal")
    proved = till.manager("listRehearsals")["items"][0]
    assert proved["good"] and proved["totals"] > 0 and not proved["differences"], proved

    keys, passphrase = tmp_path / "keys", tmp_path / "passphrase"
    keys.write_text(f"{ACCESS}\n{SECRET}\n")
    passphrase.write_text(PASSPHRASE + "\n")
    options = ["--s3-endpoint", s3.url, "--s3-bucket", BUCKET, "--s3-prefix", "shop 1/ü", "--s3-region", REGION, "--s3-key-file", keys]
    file = json.loads(run_cli("backup-fetch", "--to", tmp_path / "fetched", *options, "--json").stdout)["file"]
    run_cli("restore", file, "--data", tmp_path / "new" / "data", "--passphrase-file", passphrase)
    with sqlite3.connect(tmp_path / "new" / "data" / "store.db") as restored:
        assert restored.execute("SELECT count(*) FROM orders").fetchone() == (1,)
    wrong = tmp_path / "wrong"
    wrong.write_text(f"{ACCESS}\nanother secret\n")
    refused = run_cli("backup-fetch", "--to", tmp_path / "no", *options[:-1], wrong, check=False)
    assert refused.returncode != 0 and "SignatureDoesNotMatch" in refused.stderr + refused.stdout


def test_only_so_many_are_kept_there_and_others_files_are_left_alone(till, s3, tmp_path):
    put(till, tmp_path / "backups", s3=place(s3))
    s3.objects["shop 1/ü/notes.txt"] = b"somebody's"
    s3.objects["elsewhere/holdfast-x-20200101T000000Z.hfbak"] = b"another store's"
    for old in ("20200101T000000Z", "20200102T000000Z", "20200103T000000Z"):
        site = till.manager("getSite")["siteId"].replace("-", "_")
        s3.objects[f"shop 1/ü/holdfast-{site}-{old}.hfbak"] = b"old"
    newest = made(till, 2)
    names = sorted(key.rsplit("/", 1)[1] for key in s3.objects)
    assert len(names) == 4 and newest["name"] in names and "notes.txt" in names, names
    assert f"holdfast-{site}-20200103T000000Z.hfbak" in names


def test_what_cannot_work_is_said_when_it_is_set(till, s3, tmp_path):
    folder = tmp_path / "backups"
    refused = ("invalid-body",)
    put(till, folder, s3=place(s3, secretKey="another"), expect=refused)
    put(till, folder, s3=place(s3, bucket="nobodys"), expect=refused)
    put(till, folder, s3=place(s3, region="elsewhere-1"), expect=refused)
    put(till, folder, s3=place(s3, endpoint="ftp://127.0.0.1"), expect=refused)
    till.manager("putBackupSchedule", {"folder": str(folder), "passphrase": "", "s3": place(s3)}, expect=refused)
    put(till, folder, s3=place(s3))
    # The secret is kept while server and key are the same, and never sent to another server.
    again = {name: value for name, value in place(s3).items() if name != "secretKey"}
    put(till, folder, s3=again)
    put(till, folder, s3={**again, "endpoint": "http://127.0.0.1:9"}, expect=refused)
    assert put(till, folder, s3=None)["s3"] is None


def test_a_store_that_cannot_be_reached_leaves_the_backup_in_the_folder_and_says_so(till, s3, tmp_path):
    put(till, tmp_path / "backups", s3=place(s3))
    s3.trouble = [403] * 50
    till.manager("startBackup")
    until(lambda: not till.manager("listBackups")["running"], 120, "a backup")
    listed = till.manager("listBackups")
    assert [(each["here"], each["offSite"]) for each in listed["items"]] == [(True, False)]
    assert "not off site" in listed["problem"] and "403" in listed["problem"]
    s3.trouble = []
    made(till, 1)


@pytest.fixture
def authority(tmp_path):
    """Certificate and key of a server at 127.0.0.1, signed by themselves."""
    certificate, key = tmp_path / "s3.pem", tmp_path / "s3-key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "3650", "-subj", "/CN=s3",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate], check=True, capture_output=True)
    return certificate, key


def test_over_tls_only_a_server_of_the_named_authority_is_spoken_to(till, authority, tmp_path):
    s3 = S3Store(tls=authority)
    try:
        put(till, tmp_path / "backups", s3=place(s3), expect=("invalid-body",))  # nobody here knows its authority
        assert not s3.requests, "nothing was sent to a server that could be anybody"
        put(till, tmp_path / "backups", s3=place(s3, caPem=authority[0].read_text()))
        newest = made(till, 1)
        assert s3.objects["shop 1/ü/" + newest["name"]] == (tmp_path / "backups" / newest["name"]).read_bytes()
    finally:
        s3.close()


@pytest.mark.parametrize("tls", [False, True])
def test_a_bucket_may_be_part_of_the_host_name(till, authority, tmp_path, tls):
    s3 = S3Store(tls=authority if tls else None, virtual=True)
    try:
        there = place(s3, bucket=BEFORE_HOST, caPem=authority[0].read_text())
        put(till, tmp_path / "backups", s3=there, expect=("invalid-body",))  # as a part of the path it is another place
        put(till, tmp_path / "backups", s3={**there, "pathStyle": False})
        newest = made(till, 1)
        assert list(s3.objects) == ["shop 1/ü/" + newest["name"]]
    finally:
        s3.close()


def test_credentials_that_end_carry_their_token(till, tmp_path):
    token = "FwoGZXIvYXdzEBYaD/session+token=="
    s3 = S3Store(token=token)
    try:
        put(till, tmp_path / "backups", s3=place(s3), expect=("invalid-body",))
        put(till, tmp_path / "backups", s3=place(s3, sessionToken=token))
        assert token not in (till.shop.daemon.data / "backup.json").read_text()
        made(till, 1)
        again = {name: value for name, value in place(s3).items() if name != "secretKey"}
        put(till, tmp_path / "backups", s3=again)  # it stays with its secret
        keys = tmp_path / "keys"
        keys.write_text(f"{ACCESS}\n{SECRET}\n{token}\n")
        options = ["--s3-endpoint", s3.url, "--s3-bucket", BUCKET, "--s3-prefix", "shop 1/ü", "--s3-region", REGION, "--s3-key-file", keys]
        assert json.loads(run_cli("backup-fetch", "--to", tmp_path / "fetched", *options, "--json").stdout)["file"]
        put(till, tmp_path / "backups", s3=place(s3), expect=("invalid-body",))  # a new secret is of credentials that stay
    finally:
        s3.close()


def test_a_clock_that_is_off_does_not_matter(till, s3, tmp_path):
    s3.clock_off = 7200
    put(till, tmp_path / "backups", s3=place(s3))
    made(till, 1)


def test_a_large_backup_goes_in_parts(till, s3, tmp_path):
    with sqlite3.connect(till.shop.daemon.data / "store.db", timeout=30) as other:
        other.execute("CREATE TABLE ballast(x BLOB)")
        other.execute("INSERT INTO ballast VALUES (randomblob(20000000))")
    put(till, tmp_path / "backups", s3=place(s3))
    newest = made(till, 1)
    assert newest["bytes"] > 20_000_000 and not s3.uploads
    assert s3.objects["shop 1/ü/" + newest["name"]] == (tmp_path / "backups" / newest["name"]).read_bytes()
    assert len([path for method, path in s3.requests if method == "PUT" and "partNumber" in path]) >= 3
