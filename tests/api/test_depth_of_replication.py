"""Data sets beyond prices, certificates that end soon, and a stop that waits for nobody."""
import json
import sqlite3
import time

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop

CUSTOMER = "01890000-0000-7000-8000-0000000000c1"


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("depth")
    hub = Hub(folder).start("--certificate-life", 12)
    store = Daemon(folder).create().start()
    shop = Shop(store)
    shop.one = shop.till()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    until(lambda: down(shop)["link"] == "up", 30, "the feed is there")
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def down(shop):
    return shop.back_office("getReplication")["down"]


def publish(shop, hub, *rows):
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    answer = hub.call("POST", f"/v1/channels/{channel}/publications", {"rows": [dict(zip(("dataset", "key", "body"), row)) for row in rows]})
    assert answer.status_code == 200, answer.text
    version = answer.json()["version"]
    until(lambda: down(shop)["activeVersion"] >= version, 10, "the version is in force")
    return version


def test_staff_customers_devices_and_policy_come_from_the_hub(pair):
    shop, hub = pair
    publish(shop, hub,
            ("staff", "7001", {"name": "New", "role": "cashier", "pin": "4711"}),
            ("customer", CUSTOMER, {"name": "Ada", "email": "ada@example.org"}),
            ("device", "kitchen", {"kind": "receipt_printer", "name": "Kitchen", "address": "tcp://127.0.0.1:1", "active": False}),
            ("policy", "capabilities", {"version": "2026-4", "operations": {"customer.erase": {"state": "denied"}}}))
    assert all(row["notInForce"] == 0 for row in down(shop)["datasets"]), shop.back_office("listDeadLetters")
    until(lambda: (shop.daemon.data / "hub-pin-key").exists(), 10, "the store knows the hub's key for PINs")
    assert shop.sign_on(shop.pair("Another"), "7001", "4711") is not None
    shop.anyone.as_(shop.pair("Wrong"))("createSession", {"staffCode": "7001", "pin": "4712"}, expect=401)
    assert shop.back_office("getCustomer", id=CUSTOMER)["name"] == "Ada"
    assert "Kitchen" in [device["name"] for device in shop.back_office("listDevices")["items"]]
    until(lambda: shop.anyone.as_(shop.one.terminal_token)("getCapabilities")["policyVersion"].endswith("2026-4"), 10, "the policy is shown with its version")
    # The PIN itself is nowhere: not in the store's file, not in the hub's.
    connection = sqlite3.connect(f"file:{shop.daemon.data}/store.db?mode=ro", uri=True)
    body, = connection.execute("SELECT body FROM feed_row WHERE dataset = 'staff' AND row_key = '7001'").fetchone()
    connection.close()
    assert "4711" not in body and json.loads(body)["pinHash"].startswith("hub$argon2id$")
    connection = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    assert not [row for row in connection.execute("SELECT body FROM feed_change") if row[0] and b'"pin"' in bytes(row[0])]
    connection.close()


def test_a_row_that_cannot_be_is_told_by_name(pair):
    shop, hub = pair
    publish(shop, hub, ("device", "odd", {"kind": "toaster", "name": "T", "address": "tcp://h:1"}))
    letter, = [row for row in shop.back_office("listDeadLetters", query={"status": "pending"})["items"] if row["key"] == "odd"]
    assert letter["dataset"] == "device" and "kind" in letter["detail"]
    publish(shop, hub, ("device", "odd", {"kind": "scale", "name": "T", "address": "tcp://h:1", "active": False}))
    until(lambda: not [row for row in shop.back_office("listDeadLetters", query={"status": "pending"})["items"]], 10, "it is settled")


def test_price_lists_charges_and_a_loyalty_programme_reach_the_tills_price(pair):
    shop, hub = pair
    till = shop.one
    usual = till.cart("MANGO")["total"]
    publish(shop, hub,
            ("price_list", "cheap", {"id": "cheap", "rules": [{"sku": "MANGO", "value": "0.77"}]}),
            ("charge", "crate", {"id": "crate", "kind": "deposit", "name": "Crate", "amount": "0.25", "goods": {"skus": ["MANGO"]}, "tax_category": "standard"}),
            ("loyalty", "club", {"id": "club", "name": "Club", "earn": [{"id": "base", "perAmount": 100, "points": 10}], "redeem": {"pointValue": 1}}))
    assert all(row["notInForce"] == 0 for row in down(shop)["datasets"] if row["dataset"] in ("price_list", "charge", "loyalty"))
    cart = till.cart("MANGO")
    assert (cart["total"], cart["items"][0]["listPrice"]) == (77 + 25, 77)
    assert [(charge["charge"], charge["total"]) for charge in cart["charges"]] == [("crate", 25)]
    customer = shop.customer()
    cart = till.cashier("updateCart", {"personId": customer["id"]}, id=cart["cartId"])
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert order["total"] == 77 + 25
    # Each change is the next version, and what goes is over.
    publish(shop, hub, ("price_list", "cheap", {"id": "cheap", "rules": [{"sku": "MANGO", "value": "0.66"}]}))
    assert till.cart("MANGO")["total"] == 66 + 25
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    for dataset, key in (("price_list", "cheap"), ("charge", "crate"), ("loyalty", "club")):
        hub.call("DELETE", f"/v1/channels/{channel}/masters/{dataset}/{key}")
    until(lambda: till.cart("MANGO")["total"] == usual, 10, "the price is the usual one again")


def test_substitutes_and_the_plan_of_the_tables_come_down(pair):
    shop, hub = pair
    till = shop.one
    room = {"label": "Hall", "tables": [{"code": "H1", "column": 0, "row": 0}]}
    publish(shop, hub, ("article_terms", "PINEAPPLE", {"substitutes": [{"sku": "MANGO", "price": "original"}]}),
            ("layout", "till", {"pages": [{"label": "All", "tiles": []}], "rooms": [room]}))
    assert all(row["notInForce"] == 0 for row in down(shop)["datasets"] if row["dataset"] in ("article_terms", "layout"))
    assert [table["code"] for table in till.cashier("listTables")["rooms"][0]["tables"]] == ["H1"]
    cart = till.cart("PINEAPPLE")
    given = till.cashier("substituteCartItem", {"sku": "MANGO"}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    assert given["items"][0]["sku"] == "MANGO" and given["total"] == cart["total"]
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    hub.call("DELETE", f"/v1/channels/{channel}/masters/article_terms/PINEAPPLE")
    until(lambda: "substitutes" not in till.cashier("getArticleTerms", id=till.variant("PINEAPPLE")["id"]).body, 10, "nothing is given instead any more")


def test_a_backlog_keeps_to_the_lower_of_what_store_and_hub_allow(pair):
    shop, hub = pair
    office = shop.back_office

    def up():
        return office("getReplication")["up"]

    def drained():
        until(lambda: up()["pendingRecords"] == 0, 120, "everything is at the hub")
    publish(shop, hub, ("policy", "site", {"upsyncBytesPerSecond": 4096}))
    assert up()["budget"] == {"bytesPerSecond": 4096, "configured": 524288, "hub": 4096}
    office("setUpsyncBudget", {"bytesPerSecond": 2048}, expect=204)
    assert up()["budget"] == {"bytesPerSecond": 2048, "configured": 524288, "store": 2048, "hub": 4096}
    drained()
    office("pauseReplication", {"direction": "up"}, expect=204)
    for _ in range(30):
        shop.one.sell("PINEAPPLE", "MANGO")
    before, began = up()["bytesOut"], time.monotonic()
    office("resumeReplication", {"direction": "up"}, expect=204)
    drained()
    first = up()["bytesOut"] - before
    shop.one.sell("PINEAPPLE")  # the tills sell meanwhile; what they sold waits for its turn
    drained()
    waited = time.monotonic() - began
    said_besides = 2000  # that it is there, and how it is
    assert first > 4000 and waited >= (first - 1024 - said_besides) / 2048, (first, waited)
    publish(shop, hub, ("policy", "site", {}))
    office("setUpsyncBudget", {"bytesPerSecond": None}, expect=204)
    assert up()["budget"] == {"bytesPerSecond": 524288, "configured": 524288}


def test_the_hub_knows_registers_by_their_names(pair):
    shop, hub = pair
    shop.one.sell("PINEAPPLE")
    site = shop.anyone("getHealth")["siteId"]

    def rows():
        return [row for row in hub.get(f"/v1/sites/{site}/register-totals")["items"] if row["registerId"] == shop.one.register_id]
    until(lambda: rows() and rows()[0].get("registerName") == f"Till {shop.one.number}", 90, "the report says what the register is called")


def test_a_certificate_is_renewed_at_two_thirds_of_its_life(pair):
    shop, hub = pair
    identity = shop.daemon.data / "hub.json"
    first = json.loads(identity.read_text())["certificate"]
    second = until(lambda: json.loads(identity.read_text())["certificate"] != first and json.loads(identity.read_text()), 30, "it is renewed")
    # Both lives have gone by more than once: who is still heard has renewed in time, again and again.
    until(lambda: json.loads(identity.read_text())["certificate"] != second["certificate"], 30, "and once more")
    shop.one.sell("PINEAPPLE")
    until(lambda: shop.back_office("getReplication")["up"]["pendingRecords"] == 0, 30, "sales go up by the new one")
    assert json.loads(identity.read_text())["key"] != second["key"]


def test_a_store_stops_at_once_while_it_waits_for_its_hub(pair):
    shop, hub = pair
    hub.process.send_signal(19)  # SIGSTOP: it takes connections and answers nothing
    try:
        shop.one.sell("PINEAPPLE")
        until(lambda: shop.back_office("getReplication")["up"]["pendingRecords"] > 0, 10, "something waits")
        began = time.monotonic()
        shop.daemon.stop()  # the hub is still silent: an answer that is waited for costs a timeout of 20 s
        took = time.monotonic() - began
    finally:
        hub.process.send_signal(18)
    assert took < 15, f"the whole daemon took {took:.1f} s to stop"
    shop.daemon.start()
    fresh = Shop(shop.daemon)
    shop.back_office, shop.anyone = fresh.back_office, fresh.anyone


def test_a_revoked_store_is_refused_and_says_so(pair):
    shop, hub = pair
    until(lambda: shop.back_office("getReplication")["up"]["link"] == "up", 30, "it is heard")
    site = shop.anyone("getHealth")["siteId"]
    assert hub.call("POST", f"/v1/sites/{site}/revoke").status_code in (200, 204)
    until(lambda: "403" in (shop.back_office("getReplication")["up"]["lastError"] or "") + (down(shop)["lastError"] or ""), 40, "it is told")
