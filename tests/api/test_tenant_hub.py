"""What belongs to all stores of a tenant: customers, goods on their way, and the fraud check that the appliance asks for itself."""
import json
import sqlite3
import time
import uuid

import pytest

from daemon import DEMO, Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop


def open_shop(folder, hub, name):
    config = json.loads((DEMO / "store.json").read_text())
    config["site"].update(name=name, siteId=str(uuid.uuid4()))
    (folder / name).mkdir()
    (folder / name / "store.json").write_text(json.dumps(config))
    daemon = Daemon(folder / name).create(store=folder / name / "store.json").start()
    shop = Shop(daemon)
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", daemon.data)
    shop.site = shop.anyone("getHealth")["siteId"]
    until(lambda: mode(shop) == "online", 60, "the store is online")
    return shop


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("tenant")
    hub = Hub(folder / "hub").start()
    stores = [open_shop(folder, hub, name) for name in ("one", "two")]
    yield hub, *stores
    for shop in stores:
        shop.daemon.stop()
    hub.stop()
    for shop in stores:
        shop.daemon.verify()


def mode(shop):
    return shop.back_office("getCapabilities")["mode"]


def away(hub, *shops):
    hub.stop()
    for shop in shops:
        until(lambda shop=shop: mode(shop) == "edge", 90, "the store is alone")


def back(hub, *shops):
    hub.start()
    for shop in shops:
        until(lambda shop=shop: mode(shop) == "online", 120, "the line is back")


def restarted(shop, till):
    """The daemon has another port then: clients ask there."""
    shop.daemon.start()
    for api in (shop.anyone, shop.back_office, till.terminal, *till.sessions.values()):
        api.base = shop.daemon.base


def publish(hub, dataset, key, body):
    answer = hub.call("POST", "/v1/channels/shops/publications", {"rows": [{"dataset": dataset, "key": key, "body": body}]})
    assert answer.status_code == 200, answer.text


def found(till, words):
    time.sleep(0.2)
    return till.cashier("listCustomers", query={"q": words})["items"]


def test_a_customer_of_one_store_is_found_in_the_other(world):
    hub, one, two = world
    first, second = one.till(), two.till()
    made = first.manager("createCustomer", {"name": "Ada Lovelock", "email": "ada@example.com"}, expect=201)
    assert made["hub"] == "confirmed"
    hits = found(second, "Lovelock")
    assert [(each["id"], each["elsewhere"]) for each in hits] == [(made["id"], True)]
    here = second.cashier("getCustomer", id=made["id"])
    assert here["name"] == "Ada Lovelock" and here["hub"] == "confirmed"
    assert "elsewhere" not in found(second, "Lovelock")[0]
    second.sell("MANGO", personId=made["id"])
    # The same address again is somebody who is known.
    second.manager("createCustomer", {"name": "A. Lovelock", "email": "ADA@example.com"}, expect="duplicate")
    # What the other store changed meanwhile is not overwritten.
    second.manager("updateCustomer", {"phone": "+32 2 555 01 01"}, id=made["id"])
    first.manager("updateCustomer", {"phone": "+32 2 555 02 02"}, id=made["id"], expect="conflict")
    first.manager("updateCustomer", {"note": "Likes figs"}, id=made["id"])


def test_done_alone_it_is_provisional_and_what_clashes_is_for_a_person(world):
    hub, one, two = world
    first, second = one.till(), two.till()
    known = first.manager("createCustomer", {"name": "Grace Hop", "email": "grace@example.com"}, expect=201)
    away(hub, one, two)
    assert found(second, "Grace") == []  # what is known here, and nothing else
    new = second.manager("createCustomer", {"name": "Grace H.", "email": "grace@example.com"}, expect=201)
    other = second.manager("createCustomer", {"name": "Mary Swift"}, expect=201)
    assert new["hub"] == other["hub"] == "provisional"
    with sqlite3.connect(f"file:{two.daemon.data}/store.db?mode=ro", uri=True) as file:
        waiting = [row[0] for row in file.execute("SELECT request FROM realtime_call WHERE operation = 'customer.put' AND state = 'queued'")]
    assert len(waiting) == 2 and not any("Swift" in each or "grace" in each for each in waiting)  # sealed while they wait
    two.daemon.kill()
    restarted(two, second)
    back(hub, one, two)
    until(lambda: second.cashier("getCustomer", id=other["id"])["hub"] == "confirmed", 60, "the hub has heard")
    until(lambda: second.cashier("getCustomer", id=new["id"])["hub"] == "review", 60, "the hub has doubts")
    assert [each["id"] for each in found(first, "Swift")] == [other["id"]]
    reviews = [each for each in hub.get("/v1/customer-reviews")["items"] if each["customer"]["personId"] == new["id"]]
    assert len(reviews) == 1 and reviews[0]["code"] == "customer_duplicate" and reviews[0]["other"]["personId"] == known["id"]
    path = f"/v1/customer-reviews/{reviews[0]['id']}/decide"
    assert hub.call("POST", path, {"decision": "take", "reviewedBy": "Office"}).status_code == 400
    merged = hub.call("POST", path, {"decision": "merge", "reviewedBy": "Office"})
    assert merged.status_code == 200 and merged.json()["status"] == "merged"
    assert hub.call("POST", path, {"decision": "merge", "reviewedBy": "Office"}).status_code == 409
    assert [each["id"] for each in found(first, "Grace")] == [known["id"]]


def level(shop, sku):
    return float(shop.one.cashier("listStock", query={"sku": sku})["items"][0]["quantity"])


def transfer(till, id):
    time.sleep(0.2)
    return next((each for each in till.manager("listStockTransfers")["items"] if each["transferId"] == id), None)


def test_goods_go_from_store_to_store_with_and_without_the_line(world):
    hub, one, two = world
    one.one, two.one = one.till(), two.till()
    before = level(one, "MANGO"), level(two, "MANGO")
    asked = two.one.manager("createStockTransfer", {"kind": "request", "otherSite": one.site, "items": [{"sku": "MANGO", "quantity": "5"}]}, expect=201)
    assert asked["state"] == "requested" and not asked["outgoing"]
    seen = until(lambda: transfer(one.one, asked["transferId"]), 60, "the other store is asked")
    assert seen["outgoing"] and seen["lines"][0]["requested"] == "5"
    away(hub, one, two)
    sent = one.one.manager("sendStockTransfer", {}, id=asked["transferId"])
    assert sent["state"] == "sent" and level(one, "MANGO") == before[0] - 5
    one.one.manager("sendStockTransfer", {}, id=asked["transferId"], expect="conflict")
    back(hub, one, two)
    until(lambda: transfer(two.one, asked["transferId"])["state"] == "sent", 60, "it is on its way")
    came = two.one.manager("receiveStockTransfer", {"items": [{"sku": "MANGO", "quantity": "4"}]}, id=asked["transferId"])
    assert came["state"] == "received" and level(two, "MANGO") == before[1] + 4
    until(lambda: [each for each in hub.get(f"/v1/sites/{two.site}/exceptions")["items"] if each["code"] == "transfer_differs"], 60, "one is missing, and told")


RULES = {"rules": [{"name": "big", "answer": "hold", "reason": "Over 20.00", "amountAbove": 2000},
                   {"name": "blind", "answer": "review", "reason": "No receipt", "kinds": ["unreceipted"]}],
         "ask": [{"amountFrom": 1000}, {"kinds": ["unreceipted"]}]}


def test_the_appliance_asks_for_the_fraud_check_itself(world):
    hub, one, _ = world
    till = one.till()
    publish(hub, "fraud", "rules", RULES)
    price = one.price("MANGO")
    few, some, many = (max(1, amount // price) for amount in (900, 1500, 3000))
    assert price * few < 1000 <= price * some <= 2000 < price * many

    def checked():
        order = till.sell({"sku": "MANGO", "quantity": some})
        return order.get("fraudCheck")
    check = until(checked, 60, "the policy is down")
    assert check["verdict"] == "pass" and check["rulesVersion"]
    assert "fraudCheck" not in till.sell({"sku": "MANGO", "quantity": few}).body
    held = till.sell({"sku": "MANGO", "quantity": many}, expect="approval-required")
    assert "Over 20.00" in held["detail"]
    cart = till.cart(*["MANGO"] * many)
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}, expect="approval-required")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}, approval=till.approval("approve"), expect=201)
    assert order["fraudCheck"] == {**order["fraudCheck"], "verdict": "hold", "rule": "big", "amount": order["total"]}
    returned = till.manager("returnWithoutReceipt", {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}],
                                                     "refunds": [{"tender": "cash"}]}, expect=201)
    assert returned["fraudCheck"]["verdict"] == "review"

    def told():
        with sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True) as file:
            bodies = [row[0] for row in file.execute("SELECT body FROM site_log")]
        return any(b'"OrderCreated"' in bytes(body or b"") and b'"fraudCheck"' in bytes(body or b"") for body in bodies)
    until(told, 60, "the decision is at the hub")
    away(hub, one)
    unchecked = till.sell({"sku": "MANGO", "quantity": some})
    assert unchecked["fraudCheck"]["verdict"] == "unchecked"
    assert any(each["operation"] == "fraud.check" and each["policyVersion"] for each in unchecked["capabilities"])
    huge = max(1, 26000 // price)
    denied = till.sell({"sku": "MANGO", "quantity": huge}, expect="limit-exceeded")
    assert denied["operation"] == "fraud.check" and denied["instead"] == "pass_and_flag"
    back(hub, one)
