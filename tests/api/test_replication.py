"""Replication as a store without a hub shows it; with a hub: test_replication_hub.py."""
import subprocess
import uuid

from daemon import Daemon, binary
from shop import Shop

NOBODY = "HF1.c2VjcmV0.0000000000000000000000000000000000000000000000000000000000000000"


def test_a_store_that_was_never_enrolled_says_what_would_go_up(shop, till):
    before = shop.back_office("getReplication")
    order = till.sell("PINEAPPLE")
    after = shop.back_office("getReplication")
    assert after["enrolled"] is False and after["hub"] is None
    assert after["up"]["link"] == after["down"]["link"] == "none"
    assert after["up"]["pendingOrders"] == before["up"]["pendingOrders"] + 1
    assert after["up"]["pendingAmount"] == before["up"]["pendingAmount"] + order["total"]
    assert after["up"]["pendingRecords"] == after["up"]["headSeq"] > before["up"]["headSeq"]
    assert shop.anyone("getHealth")["backlog"] >= after["up"]["pendingRecords"]
    assert till.terminal("getSync")["backlog"] >= after["up"]["pendingRecords"]


def test_an_enrolment_needs_a_token_and_a_hub_that_is_who_it_says(shop, till):
    office = shop.back_office
    office("enrolStore", {"hub": "https://127.0.0.1:1", "token": "nonsense"}, expect="invalid-argument")
    office("enrolStore", {"hub": "http://hub.example", "token": NOBODY}, expect="invalid-argument")
    office("enrolStore", {"hub": "https://127.0.0.1:1", "token": NOBODY}, expect="not-available-now")
    till.cashier("enrolStore", {"hub": "https://127.0.0.1:1", "token": NOBODY}, expect=403)
    assert office("getReplication")["enrolled"] is False


def test_a_direction_is_paused_with_a_reason_and_resumed(shop, till):
    office = shop.back_office
    office("pauseReplication", {"direction": "up", "reason": "the line is dear today"})
    state = office("getReplication")
    assert state["up"]["paused"] and state["up"]["pauseReason"] == "the line is dear today" and not state["down"]["paused"]
    office("resumeReplication")
    assert not office("getReplication")["up"]["paused"]
    till.cashier("pauseReplication", expect=403)


def test_what_goes_up_keeps_to_a_budget_that_people_set(shop, till):
    office = shop.back_office
    assert office("getReplication")["up"]["budget"] == {"bytesPerSecond": 524288, "configured": 524288}
    for wrong in ({"bytesPerSecond": 1023}, {"bytesPerSecond": 1_000_000_001}, {"bytesPerSecond": "1 MB"}, {"kilobytes": 5}):
        office("setUpsyncBudget", wrong, expect="invalid-body")
    till.cashier("setUpsyncBudget", {"bytesPerSecond": 4096}, expect="permission-denied")
    office("setUpsyncBudget", {"bytesPerSecond": 4096}, expect=204)
    office("setUpsyncBudget", {"bytesPerSecond": 4096}, expect=204)  # it is so already: nothing to tell
    assert office("getReplication")["up"]["budget"] == {"bytesPerSecond": 4096, "configured": 524288, "store": 4096}
    office("setUpsyncBudget", {"bytesPerSecond": None}, expect=204)
    assert office("getReplication")["up"]["budget"] == {"bytesPerSecond": 524288, "configured": 524288}
    trail = [entry["detail"] for entry in office.every("listAudit") if entry["action"] == "replication.budget"]
    assert sorted(str(detail["bytesPerSecond"]) for detail in trail) == ["4096", "None"] and all(detail["owner"] == "store" for detail in trail)


def test_the_configured_budget_is_a_number_of_bytes(tmp_path):
    daemon = Daemon(tmp_path).create()
    daemon.more = ["--upsync-bytes-per-second", "20000"]
    daemon.start()
    try:
        assert Shop(daemon).back_office("getReplication")["up"]["budget"] == {"bytesPerSecond": 20000, "configured": 20000}
    finally:
        daemon.stop()
    for wrong in ("1023", "many", "1000000001"):
        said = subprocess.run([str(binary("holdfastd")), "--data", str(tmp_path), "--listen", "127.0.0.1:0", "--upsync-bytes-per-second", wrong],
                              capture_output=True, text=True, timeout=60)
        assert said.returncode != 0 and "--upsync-bytes-per-second is 1024 to 1000000000" in said.stderr


def test_runs_are_stored_one_of_a_kind_at_a_time(shop, till):
    office = shop.back_office
    run = office("startUpsync")
    assert run["state"] == "running" and run["kind"] == "upsync" and run["progress"]["total"] > 0
    office("startReplicationRun", {"kind": "upsync"}, expect="conflict")
    assert office("getReplicationRun", runId=run["runId"])["runId"] == run["runId"]
    for kind in ("drain",):
        office("startReplicationRun", {"kind": kind})
    office("startDownsync")
    office("startRebuild")
    office("getReplicationRun", runId=str(uuid.uuid4()), expect="not-found")
    listed = [row["kind"] for row in office("listReplicationRuns", query={"limit": 4})["items"]]
    assert listed == ["rebuild", "downsync", "drain", "upsync"]
    till.cashier("startUpsync", expect=403)


def test_dead_letters_are_listed_and_only_those_that_are_there_decided(shop):
    office = shop.back_office
    assert office("listDeadLetters", query={"status": "pending"})["items"] == []
    office("replayDeadLetter", deadLetterId=str(uuid.uuid4()), expect="not-found")
    office("discardDeadLetter", {"reason": "a test"}, deadLetterId=str(uuid.uuid4()), expect="not-found")


def test_the_tracker_says_where_each_thing_stands(shop, till):
    order = till.sell("PINEAPPLE")
    rows = shop.back_office("listSyncEntries", query={"status": "pending", "limit": 20})["items"]
    mine = next(row for row in rows if (row["entityType"], row["entityId"]) == ("order", order["orderId"]))
    assert mine["direction"] == "outbound" and mine["completedAt"] is None
    assert len({(row["entityType"], row["entityId"]) for row in rows}) == len(rows)
    for status in ("success", "failed", "retrying"):
        assert shop.back_office("listSyncEntries", query={"status": status})["items"] == []
    shop.back_office("listSyncEntries", query={"status": "lost"}, expect="invalid-argument")
    first = shop.back_office("listSyncEntries", query={"limit": 3})
    assert len(first["items"]) == 3 and shop.back_office("listSyncEntries", query={"limit": 3, "cursor": first["next"]})["items"]
