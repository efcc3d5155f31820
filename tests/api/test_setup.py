"""The first start of an empty appliance over the API, and what the console asks of a store about its machine and its backups."""
import json
import re

import pytest
import requests

from client import Api
from daemon import DEMO, Daemon, missing_programs, run_cli, until
from openapi import Contract
from shop import Shop


@pytest.fixture
def box(tmp_path):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = EmptyBox(tmp_path).start()
    yield daemon
    daemon.stop()


class EmptyBox(Daemon):
    """A daemon on a folder without a store: alive, and not ready."""

    def _ready(self):
        try:
            return requests.get(self.base + "/livez", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def setup_code(self):
        return json.loads(run_cli("setup-code", "--data", self.data, "--json").stdout)["code"]


def document():
    return {key: value for key, value in json.loads((DEMO / "store.json").read_text()).items() if key != "customers"}


def test_an_empty_box_becomes_a_store_without_a_restart_by_hand(box):
    anyone = Api(box.base, Contract())
    assert anyone("getSetup")["state"] == "empty"
    anyone("listProducts", expect="not-configured")
    owner = anyone.as_(box.setup_code())
    assert owner("getSetupDraft").body == {}
    assert owner("putSetupDraft", {"step": 3, "name": "Corner"}).body == {"step": 3, "name": "Corner"}
    pid = box.process.pid
    # What is wrong with a document is said by member, and the box stays empty.
    refused = owner("createStore", {**document(), "site": {**document()["site"], "currency": "XYZ"}}, expect="invalid-body")
    assert [error["pointer"] for error in refused["errors"]] == ["/site/currency"]
    refused = owner("createStore", {**document(), "staff": []}, expect="invalid-body")
    assert [error["pointer"] for error in refused["errors"]] == ["/staff"]
    assert owner("createStore", document())["state"] == "store"
    until(lambda: state_of(box) == "store", 30, "the store is there")
    assert box.running() and box.process.pid == pid
    # The code has become the first console's, for a while, and opens no box any more.
    owner("getSetupDraft", expect="conflict")
    code = [line for line in box.log.read_text().splitlines() if "waiting to be set up" in line]
    assert code and not (box.data / "setup-code").exists() and not (box.data / "setup.json").exists()
    claim = re.search(r"code=([0-9A-Z-]+)", code[0]).group(1)
    terminal = anyone("createPairing", {"code": claim, "name": "Console", "kind": "console"})
    session = anyone.as_(terminal["token"])("createSession", {"staffCode": "9001", "pin": "909090"})
    manager = anyone.as_(session["token"])
    assert [item["kind"] for item in manager("listTerminals")["items"]] == ["console"]
    assert {item["step"]: item["state"] for item in manager("listSetupSteps")["items"]} == dict.fromkeys(
        ("catalogue", "printer", "hub", "till", "backup"), "open")
    assert manager("putSetupStep", {"state": "skipped"}, step="hub")["state"] == "skipped"
    manager("putSetupStep", {"state": "done"}, step="nothing", expect="not-found")
    assert ("putSetupStep", "not-found") not in manager.contract.unlisted
    box.stop()
    box.verify()


def state_of(box):
    try:
        return requests.get(box.base + "/v1/setup", timeout=2).json().get("state")
    except (requests.RequestException, ValueError):
        return None


def test_the_draft_and_the_code_survive_a_power_cut(box):
    code = box.setup_code()
    Api(box.base, Contract()).as_(code)("putSetupDraft", {"step": 2})
    box.kill()
    box.start()
    assert box.setup_code() == code
    assert Api(box.base, Contract()).as_(code)("getSetupDraft").body == {"step": 2}


def test_a_store_that_was_made_but_not_yet_adopted_is_there_after_a_power_cut(box, tmp_path):
    """As if the power had gone between the last byte of the new store and its taking the empty one's place."""
    box.kill()
    other = Daemon(tmp_path / "other").create(catalogue=False)
    (other.data / "store.db").rename(box.data / "store.next.db")
    box.start()
    assert until(lambda: state_of(box), 30, "it answers") == "store"
    assert not (box.data / "store.next.db").exists()


def test_an_empty_box_goes_on_from_a_locked_backup(box, tmp_path):
    other = Daemon(tmp_path / "other").create()
    secret, file = tmp_path / "secret", tmp_path / "kept.hfbak"
    secret.write_text("a long passphrase\n")
    run_cli("backup", file, "--data", other.data, "--passphrase-file", secret)
    owner = Api(box.base, Contract()).as_(box.setup_code())
    owner("restoreStore", {"file": str(tmp_path / "nothing")}, expect="not-found")
    owner("restoreStore", {"file": str(file), "passphrase": "another one"}, expect=202)
    until(lambda: owner("getSetup")["state"] == "empty", 60, "a wrong passphrase leaves the box empty")
    assert owner("getSetup")["problem"]
    assert state_of(box) == "empty" and not (box.data / "restoring").exists()
    code = box.setup_code()
    assert owner("restoreStore", {"file": str(file), "passphrase": "a long passphrase"}, expect=202)["state"] == "restoring"
    until(lambda: state_of(box) == "store", 30, "the store is there")
    anyone = Api(box.base, Contract())
    terminal = anyone("createPairing", {"code": code, "name": "Console", "kind": "console"})
    # The people of the other appliance sign on with their PINs: what they are hashed with came along.
    session = anyone.as_(terminal["token"])("createSession", {"staffCode": "9001", "pin": "909090"})
    assert len(anyone.as_(session["token"])("listProducts", query={"limit": 5})["items"]) == 5
    box.stop()
    box.verify()


def test_whoever_does_not_know_the_code_sets_nothing_up(box):
    anyone = Api(box.base, Contract())
    wrong = anyone.as_("AAAA-AAAA")
    for _ in range(5):
        wrong("getSetupDraft", expect="unauthenticated")
    # The sixth is barred before it is looked at, the right one too.
    wrong("createStore", document(), expect="locked-out")
    anyone.as_(box.setup_code())("getSetupDraft", expect="locked-out")
    assert state_of(box) == "empty"


def test_a_store_is_not_set_up_again(shop):
    assert shop.anyone("getSetup")["state"] == "store"
    shop.anyone("getSetupDraft", expect="conflict")
    shop.anyone("putSetupDraft", {}, expect="conflict")
    shop.anyone("createStore", document(), expect="conflict")
    shop.anyone("restoreStore", {"file": "/tmp/nothing"}, expect="conflict")
    assert shop.back_office("listSetupSteps")["items"] == []
    shop.back_office("putSetupStep", {"state": "done"}, step="till", expect="not-found")


# The machine -----------------------------------------------------------------------------------------------------------
def test_the_machine_is_told_to_whoever_looks_after_it(till):
    system = till.shop.back_office("getSystem")
    clock = system["clock"]
    assert clock["quality"] in ("good", "rough", "free") and system["clockSynchronised"] == (clock["quality"] != "free")
    assert clock["errorMs"] >= 0 and clock["hubOffsetMs"] is None
    found = [each["code"] for each in till.shop.back_office("checkSystem")["items"]]
    assert ("clock-free" in found, "clock-rough" in found) == (clock["quality"] == "free", clock["quality"] == "rough")
    assert system["disk"]["size"] > system["disk"]["free"] > 0 and system["database"]["bytes"] > 0
    assert system["version"] and system["addresses"] == []
    findings = till.shop.back_office("checkSystem")["items"]
    assert findings and {finding["severity"] for finding in findings} <= {"good", "notice", "warning", "trouble"}
    till.cashier("getSystem", expect="permission-denied")
    till.shop.back_office("listLogs", query={"level": "loud"}, expect="invalid-argument")
    # The tests' daemon logs to its standard error, so there is a journal to ask or nothing at all.
    till.shop.back_office("listLogs", query={"level": "info", "limit": 5}, expect=(200, "not-found"))


def test_the_support_bundle_names_nobody_and_holds_no_secret(till):
    api = till.shop.back_office
    api("createCustomer", {"name": "Bundled Person", "email": "bundled@example.com"})
    bundle = api("getSupportBundle")
    assert bundle["tables"]["person"] >= 1 and bundle["system"]["version"]
    for secret in (b"Bundled Person", b"bundled@example.com", b"argon2id", b"909090", str(till.shop.daemon.data).encode()):
        assert secret not in bundle.raw, secret


# Backups ---------------------------------------------------------------------------------------------------------------
def test_a_backup_is_made_locked_and_proved_by_restoring_it(till, tmp_path):
    api = till.shop.back_office
    till.sell("MANGO")
    folder = tmp_path / "kept"
    api("putBackupSchedule", {"folder": "relative"}, expect="invalid-body")
    api("putBackupSchedule", {"folder": str(folder), "passphrase": "short"}, expect="invalid-body")
    schedule = api("putBackupSchedule", {"folder": str(folder), "minuteOfDay": 90, "keep": 3, "passphrase": "a long passphrase"})
    assert (schedule["sealed"], schedule["minuteOfDay"], schedule["keep"]) == (True, 90, 3)
    assert api("getBackupSchedule").body == schedule.body
    assert "a long passphrase" not in (till.shop.daemon.data / "backup.json").read_text()
    # Without the passphrase in the body it stays as it is.
    assert api("putBackupSchedule", {"folder": str(folder), "keep": 5})["sealed"] is True
    api("startBackup", {}, expect=202)
    kept = until(lambda: [item for item in api("listBackups")["items"]], 60, "a backup is there")
    assert kept[0]["sealed"] and kept[0]["bytes"] > 0
    until(lambda: not api("listBackups")["running"], 60, "it is through")
    api("startRehearsal", {"name": "none.hfbak"}, expect="not-found")
    api("startRehearsal", {"name": kept[0]["name"]}, expect=202)
    [rehearsal] = until(lambda: api("listRehearsals")["items"], 120, "it is rehearsed")
    assert rehearsal["good"] and rehearsal["totals"] > 0 and rehearsal["differences"] == [], rehearsal
    till.cashier("listBackups", expect="permission-denied")
    api("restoreBackup", {"name": "none.hfbak"}, expect="not-found")


def test_a_backup_takes_the_place_of_the_running_store(tmp_path):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path).create().start()
    try:
        shop = Shop(daemon)
        api, before = shop.back_office, len(shop.back_office("listStaff")["items"])
        api("putBackupSchedule", {"folder": str(tmp_path / "kept"), "passphrase": "a long passphrase"})
        api("startBackup", {}, expect=202)
        [kept] = until(lambda: api("listBackups")["items"], 60, "a backup is there")
        until(lambda: not api("listBackups")["running"], 60, "it is through")
        api("createStaff", {"code": "7777", "name": "Came later", "role": "cashier", "pin": "7777"})
        pid = daemon.process.pid
        api("restoreBackup", {"name": kept["name"]}, expect=202)
        until(lambda: (daemon.data / "store.previous.db").exists(), 60, "the other store has its place")
        until(daemon._ready, 30, "it answers again")
        assert daemon.process.pid == pid
        assert len(Shop(daemon).back_office("listStaff")["items"]) == before
    finally:
        daemon.stop()
    daemon.verify()


