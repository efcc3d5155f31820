"""What a store may do with cards and points of the hub's while the hub is away: leases sent down ahead, caps, and nothing twice."""
import itertools
import json
import sqlite3
import time
import uuid

import pytest

from daemon import DEMO, Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop

codes = itertools.count(810001)
POLICY = {"cards": {"sharePercent": 40, "most": 4000, "least": 100, "stores": 2, "hours": 48},
          "points": {"sharePercent": 50, "most": 500, "stores": 2, "hours": 48}}
CLUB = {"id": "club", "name": "Club", "keptBy": "hub", "earn": [{"id": "base", "perAmount": 100, "points": 10}],
        "redeem": {"pointValue": 1}}


def open_shop(folder, hub, name):
    config = json.loads((DEMO / "store.json").read_text())
    config["site"].update(name=name, siteId=str(uuid.uuid4()))
    (folder / name).mkdir()
    (folder / name / "store.json").write_text(json.dumps(config))
    daemon = Daemon(folder / name).create(store=folder / name / "store.json").start()
    shop = Shop(daemon)
    back = shop.back_office
    back("putTender", {"name": "Gift card", "kind": "gift_card", "currency": "EUR"}, code="giftcard")
    back("putTender", {"name": "Points", "kind": "points", "currency": "EUR"}, code="points")
    product = back("createProduct", {"name": "Gift card of the house", "taxCategory": "zero",
                                     "variants": [{"sku": "HOUSE-GIFT", "priceKind": "open", "inventorySource": "none"}]})
    back("setGiftCardArticle", {"giftCard": True}, id=product["variants"][0]["id"])
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", daemon.data)
    shop.site = shop.anyone("getHealth")["siteId"]
    return shop


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("leases")
    hub = Hub(folder / "hub").start()
    stores = [open_shop(folder, hub, name) for name in ("one", "two")]
    person = str(uuid.uuid4())
    publish(hub, ("lease_policy", "leases", POLICY), ("loyalty", "club", CLUB),
            ("customer", person, {"name": "Regular", "email": "regular@example.com"}))
    for shop in stores:
        until(lambda shop=shop: mode(shop) == "online", 60, "the store is online")
        until(lambda shop=shop: shop.back_office("listCustomers", query={"q": "Regular"})["items"], 60, "the customer is down")
    yield hub, *stores, person
    for shop in stores:
        shop.daemon.stop()
    hub.stop()
    for shop in stores:
        shop.daemon.verify()


def publish(hub, *rows):
    answer = hub.call("POST", "/v1/channels/shops/publications", {"rows": [{"dataset": d, "key": k, "body": b} for d, k, b in rows]})
    assert answer.status_code == 200, answer.text


def mode(shop):
    return shop.back_office("getCapabilities")["mode"]


def operation(shop, name):
    return next(each for each in shop.back_office("getCapabilities")["operations"] if each["operation"] == name)


def rows(shop, sql, *values):
    with sqlite3.connect(f"file:{shop.daemon.data}/store.db?mode=ro", uri=True) as file:
        return file.execute(sql, values).fetchall()


def lent(shop, kind="gift_card"):
    return rows(shop, "SELECT coalesce(sum(balance - held), 0) FROM value_account WHERE home = 'hub' AND kind = ?", kind)[0][0]


def is_up(shop):
    return shop.back_office("getReplication")["up"]["pendingRecords"] == 0


def sold(till, amount):
    code = f"PLASTIC{next(codes)}"
    till.manager("issueGiftCard", {"code": code}, expect=201)
    till.sell({"sku": "HOUSE-GIFT", "quantity": 1, "unitPrice": amount, "cardCode": code}, by=till.manager)
    return code


def asked(till, code):
    time.sleep(0.2)
    return till.cashier("lookUpGiftCard", {"code": code})


def pay(till, code, amount, expect=201):
    cart = till.cart("MANGO", "MANGO", "MANGO", "MANGO", "MANGO", "MANGO")
    held = till.cashier("authoriseGiftCard", {"code": code, "amount": amount, "cartId": cart["cartId"]}, expect=expect)
    if expect != 201:
        return held
    return till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "giftcard", "amount": amount, "reference": code},
                                                                              {"tender": "cash"}]}, expect=201)


def restarted(shop, till):
    """The daemon has another port then: clients ask there."""
    shop.daemon.start()
    for api in (shop.anyone, shop.back_office, till.terminal, *till.sessions.values()):
        api.base = shop.daemon.base


def exceptions(hub, *shops):
    return [each["code"] for shop in shops for each in hub.get(f"/v1/sites/{shop.site}/exceptions")["items"]]


def test_a_lease_comes_down_pays_without_the_hub_and_settles_once(world):
    hub, one, two, _ = world
    first, second = one.till(), two.till()
    code = sold(first, 2000)
    until(lambda: lent(one) == 800, 60, "the lease is down")
    assert asked(second, code)["available"] == 1200  # nobody else has what is lent
    hub.stop()
    until(lambda: mode(one) == "edge" and mode(two) == "edge", 90, "both stores are alone")
    card = asked(first, code)
    assert card["leased"] == 800 and card["available"] == 800 and card["balance"] == 2000 and card["asOf"]
    state = operation(one, "giftCard.redeem")
    assert state["state"] == "limited" and state["limits"] == {"lease": True}
    assert operation(two, "giftCard.redeem")["state"] == "denied"
    denied = pay(first, code, 801, expect="limit-exceeded")
    assert denied["limit"] == {"kind": "lease", "value": 800, "left": 800} and denied["instead"] == "other_tender"
    order = pay(first, code, 300)
    fact = next(each for each in order["capabilities"] if each["operation"] == "giftCard.redeem")
    assert fact["state"] == "limited" and fact["limit"]["kind"] == "lease" and fact["policyVersion"]
    assert first.cashier("getOrder", id=order["orderId"])["capabilities"] == order["capabilities"]
    one.daemon.kill()  # what was spent is on the disk, and goes up once
    restarted(one, first)
    until(lambda: operation(one, "giftCard.redeem")["state"] == "limited", 60, "the store is alone again")
    pay(first, code, 501, expect="limit-exceeded")
    pay(first, code, 500)
    hub.start()
    until(lambda: mode(one) == "online" and mode(two) == "online", 120, "the line is back")
    until(lambda: is_up(one), 60, "the log is up")
    until(lambda: asked(second, code)["balance"] == 1200, 60, "the hub has booked it once")
    assert exceptions(hub, one, two) == []


def test_what_is_lent_elsewhere_is_asked_back(world):
    hub, one, two, _ = world
    first, second = one.till(), two.till()
    code = sold(first, 900)
    until(lambda: asked(second, code)["available"] == 540, 60, "360 of it are the first store's")
    refused = pay(second, code, 800, expect="insufficient-balance")
    assert "asked back" in refused["detail"]
    until(lambda: asked(second, code)["available"] == 900, 60, "it came back")
    pay(second, code, 800)
    assert exceptions(hub, one, two) == []


def points(shop, till, person):
    time.sleep(0.2)
    return till.cashier("getCustomerLoyalty", id=person)


def test_points_are_one_balance_of_all_stores(world):
    hub, one, two, person = world
    first, second = one.till(), two.till()
    first.sell({"sku": "PINEAPPLE", "quantity": 5}, personId=person)
    earned = until(lambda: points(two, second, person)["balance"], 60, "what was earned in one store is known in the other")
    assert points(one, first, person)["keptBy"] == "hub" and points(one, first, person)["asOf"]
    # Online: the appliance asks the hub while it books the order.
    cart = second.cart("MANGO", personId=person)
    paid = second.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "points", "amount": 40}, {"tender": "cash"}]}, expect=201)
    value = next(each for each in paid["payments"] if each["tender"] == "points")
    assert value["storedValue"]["points"] == 40
    total = second.cashier("getOrder", id=paid["orderId"])["total"]
    # What the rest of that sale earned comes on top.
    until(lambda: points(one, first, person)["balance"] >= earned - 40, 60, "the hub has booked it")
    cart = second.cart("MANGO", personId=person)
    second.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "points", "amount": 1}, {"tender": "cash"}]}, expect=201)
    assert total > 40


def test_points_go_as_far_as_the_lease_while_the_hub_is_away(world):
    hub, one, two, person = world
    first = one.till()
    leased = until(lambda: lent(one, "points"), 60, "points are lent")
    hub.stop()
    until(lambda: mode(one) == "edge", 90, "the store is alone")
    cart = first.cart("MANGO", "PINEAPPLE", personId=person)
    shown = cart["loyalty"]["leased"]
    assert 0 < shown["points"] <= leased and cart["loyalty"]["asOf"]
    too_much = [{"tender": "points", "amount": leased + 1}, {"tender": "cash"}]
    first.cashier("placeOrder", {"cartId": cart["cartId"], "payments": too_much}, expect=("limit-exceeded", "insufficient-balance"))
    order = first.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "points", "amount": shown["amount"]}, {"tender": "cash"}]}, expect=201)
    assert any(each["operation"] == "loyalty.redeem" and each["limit"]["kind"] == "lease" for each in order["capabilities"])
    hub.start()
    until(lambda: mode(one) == "online" and mode(two) == "online", 120, "the line is back")
    until(lambda: is_up(one), 60, "the log is up")
    assert exceptions(hub, one, two) == []
