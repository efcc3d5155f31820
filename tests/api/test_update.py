"""Releases on an appliance: the real launcher, daemon and proof; by stick, by hub, from a neighbour; good ones, bad ones, and back."""
import contextlib
import datetime
import json
import os
import re
import select
import shutil
import socket
import sqlite3
import subprocess
import threading

import pytest

from appliance import Appliance, Publisher
from daemon import DEMO, binary, missing_programs, run_cli, until
from fake_hub import FakeHub
from shop import Shop

ANYWHERE = 700_000  # of noise: what a delta does not carry


@pytest.fixture(scope="module")
def publisher(tmp_path_factory):
    if missing_programs():
        pytest.skip(missing_programs())
    return Publisher(tmp_path_factory.mktemp("publisher") / "desk")


@pytest.fixture(scope="module")
def first(publisher):
    return publisher.build(1, noise=ANYWHERE)


@pytest.fixture
def appliance(tmp_path, publisher, first):
    made = Appliance(tmp_path, publisher, first).create().start()
    yield made
    made.stop()
    made.verify()


def sell(appliance):
    shop = Shop(appliance)
    till = shop.till()
    order = till.cashier("createSale", {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "cash"}]})
    return till, order["orderId"]


def cashier(appliance, till):
    """The same person, of whatever serves now."""
    return till.shop.anyone.__class__(appliance.base, till.shop.contract).as_(till.cashier.token)


def sell_again(appliance, till):
    return cashier(appliance, till)("createSale", {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "cash"}]})["orderId"]


def sold(appliance, till, order):
    return cashier(appliance, till)("getOrder", id=order)["orderId"] == order


def changes_of_software(office):
    found, since = [], 0
    while page := office("listEvents", query={"since": since, "limit": 200})["items"]:
        found += [item["event"]["payload"] for item in page if item["event"]["type"] == "SoftwareChanged"]
        since = page[-1]["seq"]
    return found


def stick_of(publisher, folder):
    shutil.copytree(publisher.repository, folder / "holdfast-update")
    return folder


def test_what_was_not_started_by_the_launcher_cannot_be_updated(shop):
    office = shop.back_office
    state = office("getUpdate")
    assert (state["managed"], state["state"], state["runs"]["counter"]) == (False, "idle", 0)
    assert office("getUpdateHistory")["items"] == []
    office("postUpdateCheck", {})
    office("postUpdateNow", {}, expect=409)
    office("postUpdateBack", {}, expect=409)
    office("putUpdatePolicy", {"from": "03:00"}, expect=409)
    office("putUpdatePolicy", {"from": "28:00"}, expect=400)
    office("postUpdateFrom", {"path": "/nowhere/at/all"}, expect=400)
    office("deleteBadRelease", sha256="0" * 64, expect=404)


def test_a_stick_brings_a_release_that_proves_itself_and_one_that_does_not(appliance, publisher, tmp_path):
    state = appliance.known_state()
    assert state["managed"] and state["runs"]["counter"] == 1
    till, order = sell(appliance)
    publisher.publish(publisher.build(2))
    appliance.any_time()
    appliance.update("from", stick_of(publisher, tmp_path / "stick"))
    state = appliance.until_it_runs(2)
    assert (state["runs"]["release"], state["last"]["source"], state["before"]["counter"]) == ("0.2.0", "stick", 1)
    assert sold(appliance, till, order)

    # The next one spoils the books before it is found out, and hides it from nobody.
    bad = publisher.publish(publisher.build(3, before='[ "$PROVING" ] && { echo spoilt >"$DATA/store.db"; exit 70; }'))
    appliance.update("from", stick_of(publisher, tmp_path / "second"))
    state = appliance.until_it_runs(2, "wentBack")
    assert state["bad"] == [bad] and state["last"]["code"] == "not-proved" and "did not prove itself" in state["last"]["cause"]
    assert sold(appliance, till, order)
    appliance.update("from", tmp_path / "second")
    refused = until(lambda: (s := appliance.state()) and "failed here before" in s.get("problem", "") and s, 30, "it is refused")
    assert refused["problemCode"] == refused["last"]["code"] == "failed-before"
    appliance.update("clear", bad)
    until(lambda: appliance.state().get("bad") == [], 30, "it is forgiven")
    assert appliance.known_state().get("before") is None, "its slot was taken"


def test_a_person_goes_back_to_the_release_before_with_what_was_sold_since(appliance, publisher, tmp_path):
    newer = publisher.publish(publisher.build(12))
    appliance.any_time()
    appliance.update("from", stick_of(publisher, tmp_path / "stick"))
    appliance.until_it_runs(12)
    till, order = sell(appliance)
    appliance.update("back")
    state = appliance.until_it_runs(1)
    assert state["last"]["source"] == "back" and state["bad"] == [newer] and state["before"]["counter"] == 12
    assert sold(appliance, till, order)


def test_a_release_that_ends_by_itself_again_and_again_is_left_with_what_it_sold(appliance, publisher, tmp_path):
    crash = tmp_path / "crash"
    bad = publisher.publish(publisher.build(15, before=f'[ -z "$PROVING" ] && [ -e {crash} ] && exit 134'))
    appliance.any_time()
    appliance.update("from", stick_of(publisher, tmp_path / "stick"))
    appliance.until_it_runs(15)
    till, order = sell(appliance)
    crash.touch()
    appliance.stop()
    for _ in range(3):  # as the service manager starts it again
        assert appliance.launch().wait(120) == 134
    crash.unlink()
    appliance.start()
    state = appliance.known_state()
    assert (state["runs"]["counter"], state["bad"], state["last"]["outcome"]) == (1, [bad], "wentBack")
    assert state["last"]["code"] == "kept-ending" and "ended by itself 3 times" in state["last"]["cause"] and state["last"]["release"] == "0.15.0"
    assert sold(appliance, till, order)
    office = Shop(appliance).back_office
    changes = until(lambda: len(found := changes_of_software(office)) == 2 and found, 60, "both changes are told")
    assert [(each["before"]["counter"], each["now"]["counter"]) for each in changes] == [(1, 15), (15, 1)]


NO_PLANS = """/usr/bin/python3 -c 'import sqlite3; sqlite3.connect("'$DATA'/store.db").execute("DROP TABLE subscription_plan")'"""
CANNOT = {
    "reach the hub": ("""echo '{"hub":true,"devices":[]}' >"$HOLDFAST_RELEASES/reach.json" """, "The hub answered before, and does not any more."),
    "reach a device": ("""echo '{"hub":false,"devices":["tcp://127.0.0.1:1"]}' >"$HOLDFAST_RELEASES/reach.json" """, "Of 1 devices that answered before, 0 do."),
    "make a practice sale": (NO_PLANS, "sells: "),
}


@pytest.mark.parametrize("what", CANNOT)
def test_whatever_a_release_cannot_do_leads_back_to_the_one_before_with_its_data(appliance, publisher, tmp_path, what):
    spoil, said = CANNOT[what]
    till, order = sell(appliance)
    bad = publisher.publish(publisher.build(16 + list(CANNOT).index(what), before=f'[ "$PROVING" ] && {spoil}'))
    appliance.any_time()
    appliance.update("from", stick_of(publisher, tmp_path / "stick"))
    state = appliance.until_it_runs(1, "wentBack")
    assert state["bad"] == [bad] and "did not prove itself" in state["last"]["cause"]
    assert said in appliance.log.read_text()
    assert sold(appliance, till, order) and sold(appliance, till, sell_again(appliance, till)), "what was dropped is back"


def test_nothing_is_believed_without_its_signatures(appliance, publisher, tmp_path):
    publisher.publish(publisher.build(20))
    stick = stick_of(publisher, tmp_path / "stick") / "holdfast-update"
    newest = max(stick.glob("metadata/*.targets.json"), key=lambda file: int(file.name.split(".")[0]))
    newest.write_text(newest.read_text().replace("0.20.0", "0.21.0"))
    appliance.update("from", stick)
    until(lambda: "not believed" in appliance.state().get("problem", ""), 30, "it is refused")
    assert appliance.state()["problemCode"] == "mismatch"
    shutil.rmtree(stick)
    stick_of(publisher, tmp_path / "stick")
    for file in stick.glob("targets/*r20.hfb*"):
        file.write_bytes(file.read_bytes()[:-1] + b"!")
    appliance.update("from", stick)
    until(lambda: "not what was signed" in appliance.state().get("problem", ""), 30, "it is refused")
    assert appliance.state()["problemCode"] in ("mismatch", "damaged")
    assert appliance.known_state()["runs"]["counter"] == 1


def test_the_hub_brings_only_what_differs_and_a_broken_line_goes_on_where_it_was(appliance, publisher, first):
    large = publisher.build(30, noise=ANYWHERE)
    digest = publisher.publish(large, first)
    hub = FakeHub(publisher.repository)
    try:
        appliance.enrol(hub)
        appliance.update("policy", *appliance.another_day(), "--automatic", "true")
        hub.wish = {"want": "release", "target": "r30.hfb", "sha256": digest, "counter": 30, "protocol": [1, 1], "askAgainAfter": 1}
        appliance.update("check")
        waiting = until(lambda: "waitsFor" in (s := appliance.state()) and s["state"] == "waiting" and s, 60, "it lies ready")
        assert waiting["form"] == "delta" and waiting["bytesOf"] < 20_000 < ANYWHERE, waiting
        assert waiting["waitsFor"] == "window"
        until(lambda: any(r["state"] == "waiting" and r["percent"] == 100 for r in hub.reports), 20, "the hub is told")
        assert hub.reports[0]["runs"]["counter"] == 1 and hub.reports[0]["managed"]
        appliance.update("now")  # whatever the hour
        state = appliance.until_it_runs(30)
        assert state["last"]["source"] == "hub" and state["last"]["bytes"] == waiting["bytesOf"]
        until(lambda: hub.reports[-1]["runs"].get("sha256") == digest, 30, "the hub is told")

        # Another one, without the ground for a delta: in pieces, the line broken after the first of them, the power cut.
        other = publisher.folder / "noise"
        bundle = publisher.build(31, noise=6_000_000)
        assert other.stat().st_size == 6_000_000
        digest = publisher.publish(bundle)
        hub.ranges.clear()
        hub.break_after = 1
        appliance.update("policy", "--bytes-per-second", "400000000")
        hub.wish = {**hub.wish, "target": "r31.hfb", "sha256": digest, "counter": 31}
        appliance.update("check")
        broken = until(lambda: len(hub.ranges) >= 2 and (s := appliance.state()).get("waitsFor") == "line" and s, 60, "the line is broken")
        half = broken["bytes"]
        assert 0 < half < 6_000_000
        appliance.kill()
        hub.ranges.clear()
        hub.break_after = None
        appliance.start()
        until(lambda: appliance.state().get("state") == "waiting", 90, "it lies ready")
        assert hub.ranges and min(at for _, at in hub.ranges) >= half, "what was there is not fetched again"

        # A neighbour has it, so the hub is not asked for a byte.
        before = len(hub.ranges)
        near = Appliance(appliance.data.parent / "near", publisher, first)
        near.data.parent.mkdir(exist_ok=True)
        try:
            near.create().start()
            near.enrol(hub)
            near.update("policy", "--peer", appliance.base, *near.another_day())
            near.update("check")
            until(lambda: near.state().get("state") == "waiting", 90, "the neighbour's lies ready")
            assert len(hub.ranges) == before
        finally:
            near.stop()
    finally:
        hub.stop()


def test_what_the_hub_calls_off_while_it_waits_for_its_window_stays_where_it_lies(appliance, publisher, first):
    digest = publisher.publish(publisher.build(35), first)
    hub = FakeHub(publisher.repository)
    try:
        appliance.enrol(hub)
        appliance.update("policy", *appliance.another_day(), "--automatic", "true")
        hub.wish = {"want": "release", "target": "r35.hfb", "sha256": digest, "counter": 35, "protocol": [1, 1], "askAgainAfter": 1}
        appliance.update("check")
        until(lambda: appliance.state().get("waitsFor") == "window", 60, "it lies ready")
        # The rollout is stopped; the night comes.
        wished, hub.wish = hub.wish, {"want": "nothing", "protocol": [1, 1], "askAgainAfter": 1}
        appliance.update("check")
        until(lambda: appliance.state().get("waitsFor") == "hub", 30, "the store heard of it")
        appliance.update("policy", "--days", "1,2,3,4,5,6,7")
        appliance.any_time()
        told = len(hub.reports)
        until(lambda: len(hub.reports) >= told + 3, 30, "the store looked for its moment again and again")
        state = appliance.state()
        assert (state["state"], state["waitsFor"], state["runs"]["counter"]) == ("waiting", "hub", 1)
        assert hub.reports[-1]["waitsFor"] == "hub"
        # It goes on, and nothing is fetched again.
        hub.ranges.clear()
        hub.wish = wished
        appliance.update("check")
        appliance.until_it_runs(35)
        assert not hub.ranges
    finally:
        hub.stop()


def test_a_package_that_is_newer_than_what_runs_is_proved_like_any_release(appliance, publisher):
    till, order = sell(appliance)
    appliance.stop()
    shutil.rmtree(appliance.packaged)
    run_cli("bundle", "unpack", publisher.build(40, before='[ "$PROVING" ] && exit 70'), appliance.packaged)
    appliance.start()
    state = appliance.known_state()
    assert state["runs"]["counter"] == 1 and len(state["bad"]) == 1
    appliance.stop()
    shutil.rmtree(appliance.packaged)
    run_cli("bundle", "unpack", publisher.build(41), appliance.packaged)
    appliance.start()
    assert appliance.known_state()["runs"]["counter"] == 41
    assert os.readlink(appliance.releases / "current").startswith("slots/")
    assert sold(appliance, till, order)


def drip(listener, asked):
    """A neighbour that promises everything and gives a byte now and then, until nobody wants it any more."""
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        with line:
            asked.append(line.recv(4096))
            first, last = map(int, re.search(rb"bytes=(\d+)-(\d+)", asked[-1]).groups())
            line.sendall(b"HTTP/1.1 206 Partial Content\r\nContent-Length: %d\r\n\r\n" % (last - first + 1))
            with contextlib.suppress(OSError):
                while not select.select([line], [], [], 0.2)[0]:
                    line.sendall(b"x")


def test_a_neighbour_that_gives_a_byte_now_and_then_is_left_for_the_hub(appliance, publisher):
    digest = publisher.publish(publisher.build(50, noise=200_000))
    hub, asked = FakeHub(publisher.repository), []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener, asked), daemon=True).start()
        try:
            appliance.enrol(hub)
            appliance.update("policy", "--peer", f"http://127.0.0.1:{listener.getsockname()[1]}", *appliance.another_day(), "--automatic", "true")
            hub.wish = {"want": "release", "target": "r50.hfb", "sha256": digest, "counter": 50, "protocol": [1, 1], "askAgainAfter": 1}
            appliance.update("check")
            until(lambda: appliance.state().get("state") == "waiting", 60, "the hub's lies ready")
            assert len(asked) == 1 and hub.ranges, "who drips is asked once"
            assert "slower than" in appliance.tail(100_000)
        finally:
            hub.stop()
            listener.shutdown(socket.SHUT_RDWR)


def test_a_clock_that_was_set_back_is_not_believed_and_a_person_helps_where_one_ran_ahead(appliance, publisher, tmp_path):
    publisher.publish(publisher.build(51))
    stick = stick_of(publisher, tmp_path / "stick")
    appliance.any_time()
    # As a store has it that saw a later time than its clock now says.
    (appliance.releases / "time.json").write_text('{"proven":"2036-01-01T00:00:00.000Z"}')
    appliance.update("from", stick)
    problem = until(lambda: appliance.state().get("problem"), 30, "it is refused")
    assert "out of date" in problem and "2036-01-01" in problem and "is past" in problem, problem
    assert appliance.known_state()["runs"]["counter"] == 1
    run_cli("update", "trust", publisher.root, "--releases", appliance.releases)
    appliance.update("from", stick)
    appliance.until_it_runs(51)
    proven = json.loads((appliance.releases / "time.json").read_text())["proven"]
    assert proven[:4] == str(datetime.datetime.now(datetime.timezone.utc).year), "what was signed says when"


def test_a_store_follows_its_publisher_to_new_keys(appliance, publisher, tmp_path):
    """By a stick and without a word of anybody's: old root, new root, and a release by keys that the old root does not know."""
    desk, repository = tmp_path / "desk", tmp_path / "stick" / "holdfast-update"
    desk.mkdir()
    for name in ("third", "releaser", "machine"):
        run_cli("bundle", "key", desk / name)
    root = desk / "root2.json"
    run_cli("bundle", "root", root, "--before", publisher.root, "--root-key", publisher.folder / "second.pub", "--root-key", desk / "third.pub", "--root-threshold", 2,
            "--targets-key", desk / "releaser.pub", "--online-key", desk / "machine.pub")
    for key in (publisher.folder / "first", publisher.folder / "second", desk / "third"):
        run_cli("bundle", "sign", root, "--key", key)
    run_cli("bundle", "publish", repository, publisher.build(52), "--root", publisher.root, "--targets-key", publisher.folder / "targets", "--online-key", publisher.folder / "online")
    run_cli("bundle", "publish", repository, publisher.build(53), "--root", root, "--targets-key", desk / "releaser", "--online-key", desk / "machine")
    appliance.any_time()
    appliance.update("from", repository)
    appliance.until_it_runs(53)
    assert '\\"version\\":2' in json.dumps(json.loads((appliance.releases / "trust.json").read_text())["root"])


# Releases are published into one repository, and the newest is taken: these come last.
@pytest.fixture(scope="module")
def later():
    if absent := [name for name in ("holdfastd-next", "holdfast-next", "holdfastd-after", "holdfast-after") if not os.access(binary(name), os.X_OK)]:
        pytest.skip(f"not built: {', '.join(absent)}")


def schema_of(appliance):
    with sqlite3.connect(f"file:{appliance.data / 'store.db'}?mode=ro", uri=True) as books:
        return books.execute("PRAGMA user_version").fetchone()[0]


def test_a_release_that_migrated_is_left_and_taken_again_with_all_that_was_sold(appliance, publisher, tmp_path, later):
    own = schema_of(appliance)
    till, first = sell(appliance)
    bundle = publisher.build(70, later="-next")
    manifest = json.loads(run_cli("bundle", "inspect", bundle, "--json").stdout)["manifest"]
    assert (manifest["schemaWrites"], manifest["schemaReadableBy"]) == (own + 1, own)
    newer = publisher.publish(bundle)
    appliance.any_time()
    stick = stick_of(publisher, tmp_path / "stick")
    appliance.update("from", stick)
    state = appliance.until_it_runs(70)
    assert schema_of(appliance) == own + 1 and "noWayBack" not in state
    with_the_new = sell_again(appliance, till)
    appliance.update("back")
    state = appliance.until_it_runs(1)
    assert (state["last"]["source"], state["bad"]) == ("back", [newer])
    assert schema_of(appliance) == own + 1, "nothing is taken back"
    assert sold(appliance, till, first) and sold(appliance, till, with_the_new)
    # It trades on, practises, and starts again on the newer data.
    with_the_old = sell_again(appliance, till)
    assert "program-too-old" not in run_cli("doctor", "--json", "--data", appliance.data, check=False).stdout
    appliance.stop()
    appliance.start()
    assert sold(appliance, till, with_the_old) and appliance.known_state()["runs"]["counter"] == 1
    appliance.update("clear", newer)
    appliance.update("from", stick)
    appliance.until_it_runs(70)
    assert schema_of(appliance) == own + 1
    assert all(sold(appliance, till, each) for each in (first, with_the_new, with_the_old))


def test_a_release_that_migrated_for_good_stays_and_says_why_and_what_leads_on(appliance, publisher, tmp_path, later):
    own = schema_of(appliance)
    hub = FakeHub(publisher.repository)
    try:
        publisher.publish(publisher.build(80, later="-after"))
        appliance.any_time()
        appliance.update("from", stick_of(publisher, tmp_path / "stick"))
        sentence = f"It cannot go back: the data were migrated (schema {own + 2}; release 0.1.0 reads at most {own})."
        state = appliance.until_it_runs(80)
        assert state["noWayBack"] == {"reason": "migrated", "detail": sentence, "release": "0.1.0", "schema": own + 2, "reads": own}
        till, order = sell(appliance)
        refused = appliance.update_refused("back")
        assert sentence in refused and "newer release" in refused and "backup" in refused
        assert sentence in appliance.update("status")
        # The hub hears it before it orders anything; ordered all the same, the store says at once that it is refused.
        appliance.enrol(hub)
        hub.wish = {"want": "releaseBefore", "counter": 80, "protocol": [1, 1], "askAgainAfter": 1}
        appliance.update("check")
        until(lambda: any(r.get("noWayBack", {}).get("detail") == sentence for r in hub.reports), 30, "the hub is told beforehand")
        until(lambda: (hub.reports[-1].get("last") or {}).get("outcome") == "refused", 30, "the hub is told that it was refused")
        last = hub.reports[-1]
        assert (last["runs"]["counter"], last["last"]["cause"], last["state"]) == (80, sentence, "idle")
        assert (last["schema"], last["schemaReadableBy"]) == (own + 2, own + 2)
        assert sold(appliance, till, order) and schema_of(appliance) == own + 2
    finally:
        hub.stop()
    # What is started on these data by hand is refused as clearly, and they are left as they are.
    appliance.stop()
    done = subprocess.run([str(binary("holdfastd")), "--data", str(appliance.data), "--listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "written by a newer release" in said and f"readable from schema {own + 2} on, and this program knows {own}" in said and "restore a backup" in said
