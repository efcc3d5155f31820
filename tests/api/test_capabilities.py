"""What may be done when: the table compiled in, tried through every route in every mode, and what a denial says."""
import asyncio

import pytest
import yaml

from daemon import Daemon, until
from openapi import ROOT
from shop import Shop
from test_stream import VALIDATOR, all_events, read_stream

TABLE = yaml.safe_load((ROOT / "schema/capabilities.yaml").read_text())
ROWS = {row["operation"]: row for row in TABLE["operations"]}
REFUSALS = {"not-available-now", "circuit-open", "policy-off"}
# These end what the test stands on, or reach out of the daemon.
LEFT_OUT = {"leaveStore", "endSession", "startDrill", "endDrill", "openStream", "resetTraining", "startDiscovery"}


@pytest.fixture(scope="module")
def store(shop, tmp_path_factory):
    """A store of its own: a drill would be in the way of every other test."""
    daemon = Daemon(tmp_path_factory.mktemp("capabilities")).create().start()
    own = Shop(daemon)
    yield own
    for operation, statuses in own.contract.seen.items():
        shop.contract.seen.setdefault(operation, set()).update(statuses)
    daemon.stop()
    daemon.verify()


@pytest.fixture
def drill(store):
    """Rehearses a mode; ends it afterwards."""
    def begin(mode):
        store.back_office("startDrill", {"mode": mode, "minutes": 5, "reason": "a test"})
        return store.back_office("getCapabilities")
    yield begin
    if "drill" in store.back_office("getCapabilities").body:
        store.back_office("endDrill")


def standing(matrix):
    return {each["operation"]: each for each in matrix["operations"]}


def state_in(row, mode):
    """Card terminals are away by themselves, not with the hub."""
    state = row.get("alone" if row.get("depends") == "cardHost" else mode, row["online"])
    return "denied" if state == "limited" and row.get("optIn") else state


def call(store, operation_id):
    operation = store.contract.operations[operation_id]
    path = operation["base"] + operation["path"].replace("{code}", "x").replace("{discountId}", "1")
    while "{" in path:
        path = path[:path.index("{")] + "019b76da-b000-7000-8000-00000000dead" + path[path.index("}") + 1:]
    headers = {"Content-Type": "application/json", "Authorization": "Bearer " + store.back_office.token}
    return store.back_office.http.request(operation["method"], store.back_office.base + path, data=b"{}", headers=headers, timeout=60)


def test_every_operation_of_the_api_is_in_the_table(shop):
    named = {route for row in ROWS.values() for route in row.get("routes", [])}
    missing = sorted(name for name in shop.contract.operations if name not in named)
    assert not missing, f"schema/capabilities.yaml does not say what these are: {missing}"


def test_a_store_without_a_hub_governs_itself(store):
    matrix = store.back_office("getCapabilities")
    assert (matrix["mode"], matrix["standalone"], matrix["cause"]) == ("edge", True, "notConfigured")
    assert set(standing(matrix)) == set(ROWS)
    for name, each in standing(matrix).items():
        assert each["state"] == state_in(ROWS[name], "alone"), name
        assert (each["reason"] is None) == (each["state"] == "allowed"), each


@pytest.mark.parametrize("mode", ["alone", "edge", "slow", "draining"])
def test_every_route_is_refused_or_not_as_its_row_says(store, drill, mode):
    matrix = drill(mode) if mode != "alone" else store.back_office("getCapabilities")
    assert matrix["mode"] == ("edge" if mode == "alone" else mode)
    stands, tried, denied = standing(matrix), 0, 0
    for name, row in ROWS.items():
        assert stands[name]["state"] == state_in(row, mode), name
        for route in row.get("routes", []):
            if route in LEFT_OUT or route not in store.contract.operations:
                continue
            response = call(store, route)
            body = response.json() if "json" in response.headers.get("Content-Type", "") else {}
            problem = body.get("type", "").rsplit(":", 1)[-1] if response.status_code >= 400 else ""
            tried += 1
            if stands[name]["state"] == "denied":
                denied += 1
                assert problem in REFUSALS, (route, response.status_code, body)
                assert body["operation"] == name and body["reason"] == stands[name]["reason"]
                assert body["dependency"] and body["since"] and body["instead"] == row["instead"] and body["detail"]
            elif problem in REFUSALS:  # a drill has no hub behind it: who really asks one hears that nobody is there
                assert "depends" in row and body["operation"] == name and body["reason"] in ("CIRCUIT_OPEN", "DEPENDENCY_DOWN"), (route, body)
    assert tried > 110 and (denied > 15) == (mode == "edge"), (tried, denied)


def test_a_drill_is_told_stored_and_ends(store, drill):
    before = store.back_office("getCapabilities")["revision"]
    matrix = drill("edge")
    assert matrix["revision"] > before and matrix["cause"] == "drill" and matrix["drill"]["reason"] == "a test"
    assert next(each for each in matrix["dependencies"] if each["dependency"] == "hub")["mode"] == "edge"
    events = asyncio.run(read_stream(store.daemon.base, store.back_office.token, 0, ["capabilities"],
                                     lambda found: any(m["event"]["payload"]["revision"] == matrix["revision"] for m in found)))
    told = events[-1]["event"]
    VALIDATOR.validate(told)
    assert told["type"] == "CapabilitiesChanged" and told["payload"]["changes"]["catalogue.edit"] == ["denied", "WAN_DOWN"]
    store.back_office("endDrill")
    store.back_office("endDrill", expect="not-found")
    after = until(lambda: (m := store.back_office("getCapabilities"))["standalone"] and m, 5, "the store to stand alone again")
    assert after["revision"] > matrix["revision"]
    rows = until(lambda: (r := store.back_office("getCapabilityHistory", query={"limit": 2})["items"])[0]["revision"] == after["revision"] and r,
                 5, "the result to be stored")
    assert [row["standalone"] for row in rows] == [True, False] and rows[1]["cause"] == "drill"
    assert {"outage_drill"} <= {entry["action"] for entry in store.back_office.every("listAudit")}


def test_only_a_manager_rehearses(store):
    till = store.till()
    till.cashier("startDrill", {"minutes": 5, "reason": "x"}, expect="permission-denied")
    till.cashier("endDrill", expect="permission-denied")
    till.cashier("putCapabilityPolicy", {"version": "x"}, expect="permission-denied")
    till.cashier("confirmOldData", expect="permission-denied")
    store.back_office("startDrill", {"minutes": 61, "reason": "x"}, expect="invalid-body")
    assert "drill" not in store.back_office("getCapabilities").body


def test_what_the_hub_governs_waits_while_it_is_away(store, drill):
    drill("edge")
    refused = store.back_office("createRegister", {"number": 990, "name": "No"}, expect="not-available-now")
    assert (refused["dependency"], refused["cause"], refused["instead"]) == ("hub", "drill", "later") and refused["until"]
    store.back_office("createProduct", {"name": "No", "variants": []}, expect="not-available-now")


def test_what_was_limited_is_on_the_fact(store, drill):
    till = store.till()
    since = all_events(store.back_office)[-1]["seq"]
    matrix = drill("edge")
    till.sell("MANGO")  # nothing is limited of that
    person = store.customer("Made offline")
    queued = [item["event"] for item in all_events(store.back_office) if item["seq"] > since]
    sale = next(event for event in queued if event["type"] == "OrderPaid")
    made = next(event for event in queued if event["type"] == "CustomerCreated")
    assert person["id"] == made["aggregateId"]
    VALIDATOR.validate(made)
    assert "decisions" not in sale["metadata"]
    assert made["metadata"]["decisions"] == [{"operation": "customer.create", "state": "queued", "mode": "edge", "reason": "WAN_DOWN",
                                              "policyVersion": matrix["policyVersion"], "revision": matrix["revision"]}]


def test_above_its_limit_a_return_without_a_receipt_takes_a_manager(store, drill):
    till = store.till()
    drill("edge")
    goods = [{"sku": "MANGO", "quantity": 40, "reason": "too many", "condition": "resellable"}]
    body = {"registerId": till.register_id, "items": goods, "refunds": [{"tender": "cash"}]}
    refused = till.supervisor("returnWithoutReceipt", body, expect=(201, "approval-required", "permission-denied"))
    by_manager = till.manager("returnWithoutReceipt", body)
    assert by_manager.status == 201
    if refused.status >= 400 and "reason" in refused.body:
        assert refused["reason"] == "APPROVAL_NEEDED" and refused["limit"]["kind"] == "managerAbove"


def test_a_policy_narrows_and_nothing_widens(store):
    def state(name):
        return standing(store.back_office("getCapabilities"))[name]

    store.back_office("putCapabilityPolicy", {"version": "v", "operations": {"sale": {"open": True}}}, expect="invalid-body")
    store.back_office("putCapabilityPolicy", {"version": "v", "operations": {"nothing": {}}}, expect="invalid-body")
    store.back_office("putCapabilityPolicy", {"version": "shut", "operations": {"voucher.issue": {"state": "denied"}}})
    try:
        until(lambda: state("voucher.issue")["state"] == "denied", 5, "the policy to be in force")
        assert state("voucher.issue")["reason"] == "POLICY_OFF"
        refused = store.back_office("createVoucher", {"amount": 100}, expect="policy-off")
        assert refused["reason"] == "POLICY_OFF"
    finally:
        store.back_office("putCapabilityPolicy", {"version": "0"})
    until(lambda: state("voucher.issue")["state"] == "allowed", 5, "the policy to be gone")


def test_the_runway_says_what_runs_out(store, drill):
    alone = store.back_office("getRunway")
    assert alone["ready"] and [item["what"] for item in alone["items"]] == ["disk"] and alone["stops"]
    drill("edge")
    assert {"staff", "masters", "disk"} <= {item["what"] for item in store.back_office("getRunway")["items"]}


def test_a_manager_may_confirm_old_data(store):
    assert store.back_office("confirmOldData")["businessDate"]
