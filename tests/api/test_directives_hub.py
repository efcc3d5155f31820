"""What the hub's operators order a store to do: done once, told of, over kills of each side, and also while it is paused."""
import json
import sqlite3
import subprocess
import uuid

import pytest
import requests

from daemon import Daemon, binary, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("directives")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    shop = Shop(store)
    shop.one = shop.till()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    until(lambda: state(shop)["up"]["link"] == "up" and state(shop)["down"]["link"] == "up", 60, "the line is there")
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def state(shop):
    return shop.back_office("getReplication")


def site(shop):
    return shop.anyone("getHealth")["siteId"]


def order(shop, hub, kind, **more):
    answer = hub.call("POST", f"/v1/sites/{site(shop)}/directives", {"kind": kind, "orderedBy": "Ann", **more})
    assert answer.status_code == 201, answer.text
    return answer.json()["directiveId"]


def told(shop, hub, directive):
    return next(item for item in hub.get(f"/v1/sites/{site(shop)}/directives")["items"] if item["directiveId"] == directive)


def command_line(hub, *words):
    done = subprocess.run([str(binary("holdfast-hub")), *words, "--data", str(hub.data)], capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def metric(shop, beginning):
    text = requests.get(shop.daemon.base + "/metrics", timeout=10).text
    return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(beginning))


def failures(shop):
    return metric(shop, 'sync_failure_total{system="hub",entity_type="events",error_type="NetworkError"}')


def comes_to(shop, hub, directive, wanted):
    return until(lambda: told(shop, hub, directive)["state"] == wanted and told(shop, hub, directive), 60, f"the directive to be {wanted}")


def signed_on_anew(shop):
    """The same daemon once more: its tills sign on anew."""
    fresh = Shop(shop.daemon)
    fresh.numbers, fresh.one = shop.numbers, shop.one
    shop.__dict__.update(fresh.__dict__)
    shop.one.terminal, shop.one.sessions = shop.anyone.as_(shop.one.terminal_token), {}


def test_runs_are_done_and_told_of(pair):
    shop, hub = pair
    shop.one.sell("PINEAPPLE")
    for kind in ("upsync", "downsync", "drain", "rebuild"):
        done = comes_to(shop, hub, order(shop, hub, kind, reason="a look"), "done")
        assert done["givenAt"] and done["endedAt"] and done["detail"] == ""
    seen = state(shop)["directives"]
    assert [one["kind"] for one in seen] == ["rebuild", "drain", "downsync", "upsync"]
    assert {one["orderedBy"] for one in seen} == {"Ann"} and seen[0]["state"] == "done"
    trail = shop.back_office("listAudit")["items"]
    assert sum(entry["action"] == "replication.directive" for entry in trail) == 4


def test_a_paused_store_still_hears_that_it_may_go_on(pair):
    shop, hub = pair
    comes_to(shop, hub, order(shop, hub, "pause", reason="the line is dear"), "done")
    until(lambda: state(shop)["up"]["link"] == "paused" and state(shop)["down"]["link"] == "paused", 30, "both wait")
    assert state(shop)["up"]["pausedBy"] == [{"owner": "hub", "by": "Ann", "reason": "the line is dear"}]
    acked = hub.get(f"/v1/sites/{site(shop)}")["ackSeq"]
    for _ in range(3):
        shop.one.sell("PINEAPPLE")
    shop.back_office("pauseReplication", {"direction": "down", "reason": "stocktaking"}, expect=204)
    shop.back_office("resumeReplication", {"direction": "up"}, expect=204)  # the store's own switch, not the hub's
    until(lambda: len(hub.get(f"/v1/sites/{site(shop)}")["report"].get("paused", [])) == 3, 60, "the hub sees who holds what")
    assert state(shop)["up"]["link"] == "paused"
    assert hub.get(f"/v1/sites/{site(shop)}")["ackSeq"] == acked  # nothing of the log went up
    report = hub.get(f"/v1/sites/{site(shop)}")["report"]
    assert report["waiting"][0]["orders"] == 3 and report["waiting"][0]["total"] == report["pendingAmount"]
    comes_to(shop, hub, order(shop, hub, "resume"), "done")
    until(lambda: state(shop)["up"]["link"] == "up" and state(shop)["up"]["pendingRecords"] == 0, 60, "sales go up")
    assert state(shop)["down"]["pausedBy"][0]["owner"] == "store"
    shop.back_office("resumeReplication", {}, expect=204)
    until(lambda: state(shop)["down"]["link"] == "up", 60, "masters come down")


def test_an_order_is_done_once_over_kills_of_each_side(pair):
    shop, hub = pair
    before = len(state(shop)["directives"])
    runs = len(shop.back_office("listReplicationRuns")["items"])
    hub.kill()
    until(lambda: failures(shop) > 0, 60, "calls to fail, and to be counted")
    hub.start()
    until(lambda: metric(shop, "sync_retry_total{") > 0, 60, "the hub to be asked again")
    assert metric(shop, "sync_duration_seconds_count{") > 0
    directive = str(uuid.uuid4())
    assert order(shop, hub, "upsync", directiveId=directive) == directive
    # The moment the store has it, it dies: it may have told of it or not, committed it or not.
    until(lambda: told(shop, hub, directive)["state"] != "ordered", 60, "the order goes out")
    shop.daemon.kill()
    shop.daemon.start()
    signed_on_anew(shop)
    assert order(shop, hub, "upsync", directiveId=directive) == directive
    comes_to(shop, hub, directive, "done")
    assert len(state(shop)["directives"]) == before + 1
    assert len(shop.back_office("listReplicationRuns")["items"]) == runs + 1
    # A hub that came back from before it heard of the outcome asks again; nothing is done again.
    hub.stop()
    with sqlite3.connect(hub.data / "hub.db") as database:
        database.execute("UPDATE site_directive SET state = 'ordered', given_us = NULL, ended_us = NULL")
    hub.start()
    comes_to(shop, hub, directive, "done")
    assert len(shop.back_office("listReplicationRuns")["items"]) == runs + 1


def test_an_event_that_the_hub_refuses_is_put_right_and_booked(pair):
    shop, hub = pair
    shop.back_office("pauseReplication", {"direction": "up"}, expect=204)
    order_id = shop.one.sell("PINEAPPLE")["orderId"]
    shop.daemon.stop()
    letter = uuid.uuid4()
    with sqlite3.connect(shop.daemon.data / "store.db") as database:  # as if the hub had refused it before
        seq, = database.execute("SELECT seq FROM event_log WHERE type = 'OrderPaid' ORDER BY seq DESC LIMIT 1").fetchone()
        database.execute("INSERT INTO dead_letter(uuid, direction, epoch, epoch_seq, event_type, error_class, detail, first_us, last_us) "
                         "VALUES (?, 'up', 1, ?, 'OrderPaid', 'SchemaValidationError', 'line', 1, 1)", (letter.bytes, seq))
    shop.daemon.start()
    signed_on_anew(shop)
    shop.back_office("resumeReplication", {"direction": "up"}, expect=204)
    where = f"/v1/sites/{site(shop)}"
    until(lambda: state(shop)["up"]["pendingRecords"] == 0 and state(shop)["up"]["link"] == "up", 60, "the place is there without its body")
    until(lambda: (lambda it: it["ackSeq"] == it["appliedSeq"])(hub.get(where)), 60, "the hub has booked the rest")
    orders = sum(day["orders"] for day in hub.get(where + "/totals?from=2000-01-01&to=2100-01-01")["days"])
    document = shop.back_office("getDeadLetter", deadLetterId=letter)["document"]
    assert order_id in json.dumps(document)
    fix = {"corrected": json.dumps(document), "reason": "looked at"}
    shop.back_office("fixDeadLetter", fix, deadLetterId=uuid.uuid4(), expect="not-found")
    shop.back_office("fixDeadLetter", {**fix, "corrected": "{}"}, deadLetterId=letter, expect="invalid-argument")
    assert shop.back_office("fixDeadLetter", fix, deadLetterId=letter)["status"] == "correcting"
    until(lambda: shop.back_office("getDeadLetter", deadLetterId=letter)["letter"]["status"] == "corrected", 60, "the hub books it")
    assert hub.get(where + "/withheld")["items"] == []
    assert sum(day["orders"] for day in hub.get(where + "/totals?from=2000-01-01&to=2100-01-01")["days"]) == orders + 1
    shop.back_office("fixDeadLetter", fix, deadLetterId=letter, expect="conflict")


def test_orders_wait_are_cancelled_and_are_given_by_the_command_line(pair):
    shop, hub = pair
    shop.daemon.stop()
    where = f"/v1/sites/{site_id(hub)}/directives"
    made = hub.call("POST", where, {"kind": "drain", "orderedBy": "Ann"}).json()
    answer = hub.call("POST", f"{where}/{made['directiveId']}/cancel", {"cancelledBy": "Ben"})
    assert answer.status_code == 200 and answer.json()["state"] == "cancelled", answer.text
    assert hub.call("POST", f"{where}/{uuid.uuid4()}/cancel", {"cancelledBy": "Ben"}).status_code == 404
    assert hub.call("POST", where, {"kind": "explode", "orderedBy": "Ann"}).status_code == 400
    said = command_line(hub, "site", "downsync", site_id(hub), "--reason", "new prices", "--by", "Cleo")
    assert "downsync both  ordered" in said, said
    assert "new prices" in command_line(hub, "site", "directives", site_id(hub))
    shop.daemon.start()
    signed_on_anew(shop)
    until(lambda: hub.get(where)["items"][0]["state"] == "done", 60, "what waited is done")
    assert hub.get(where)["items"][1]["state"] == "cancelled"


def site_id(hub):
    return hub.get("/v1/sites")["items"][0]["siteId"]
