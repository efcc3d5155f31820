"""The hub derives anew what a store charged: honest sales of all kinds agree to the cent with the rules it published."""
import json
import sqlite3

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("prices-at-hub")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    shop = Shop(store)
    shop.one = shop.till()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def priced_orders(hub):
    """The bodies of OrderPaid as the hub holds them."""
    rows = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    bodies = [json.loads(body) for (body,) in rows.execute("SELECT body FROM site_log WHERE body IS NOT NULL ORDER BY seq")]
    rows.close()
    return [body["payload"] for body in bodies if body["type"] == "OrderPaid"]


def test_honest_sales_agree_with_the_published_rules(pair):
    shop, hub = pair
    till, site = shop.one, shop.anyone("getHealth")["siteId"]
    channel = hub.get("/v1/sites")["items"][0]["channelId"]
    rule = {"id": "mango-deal", "name": "Mango deal", "actions": [{"type": "percent", "value": "25", "select": {"skus": ["MANGO"]}}]}
    answer = hub.call("POST", f"/v1/channels/{channel}/publications", {"rows": [{"dataset": "promotion_rule", "key": "mango-deal", "body": rule}]})
    assert answer.status_code in (200, 201), answer.text
    until(lambda: any(row["id"] == "mango-deal" for row in shop.back_office("listPromotionRules")["items"]), 30, "the rule is in the store")

    plain = till.sell("KIWI", "PINEAPPLE")
    deal = till.sell({"sku": "MANGO", "quantity": 3}, "KIWI")
    assert deal["discount"] == round(3 * shop.price("MANGO") * 0.25), deal.body
    cart = till.cart("MANGO", "AVOCADO")
    till.supervisor("addDiscount", {"kind": "amount", "value": 10, "reason": "Bruised", "itemId": cart["items"][1]["itemId"]}, id=cart["cartId"])
    till.supervisor("addDiscount", {"kind": "percent", "value": "5", "reason": "Loyal"}, id=cart["cartId"])
    by_hand = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}, key="new")

    until(lambda: len(priced_orders(hub)) == 3, 60, "the orders are at the hub")
    until(lambda: shop.back_office("getReplication")["up"]["pendingRecords"] == 0, 60, "all is up")
    told = {order["orderId"]: order["pricing"] for order in priced_orders(hub)}
    for order in (plain, deal, by_hand):
        assert told[order["orderId"]]["total"] == order["total"], order.body
    assert [row["id"] for row in told[deal["orderId"]]["rules"]] == ["mango-deal"]
    assert "rules" not in told[plain["orderId"]]
    until(lambda: len(hub.get(f"/v1/sites/{site}/orders")["items"]) == 3, 60, "they are booked")
    assert hub.get(f"/v1/sites/{site}/exceptions")["items"] == []
