"""What of sales belongs to others: worked out by stores line by line, added up at the hub by site, day and party."""
import csv
import io

import pytest
import requests

from chain import two_stores
from daemon import until
from test_cart_rules import article


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    def prepare(shop):  # while the store is its own: articles of an enrolled one are the hub's
        shop.one = shop.till()
        shop.sku, variant = article(shop.one, 10000, "zero")
        shop.one.manager("putArticleTerms", {"shares": [{"kind": "commission", "party": "agent-1", "percent": "2.5"},
                                                        {"kind": "royalty", "party": "=label", "percent": "10"}]}, id=variant)

    def ready(shop):
        until(lambda: shop.back_office("getCapabilities")["mode"] == "online", 60, "the store to be online")

    with two_stores(tmp_path_factory.mktemp("splits"), prepare, ready) as world:
        yield world


def test_accounts_follow_sales_returns_and_voids_of_both_stores(world):
    hub, one, two = world
    sold = one.one.sell({"sku": one.sku, "quantity": 3})
    line, = sold["items"]
    one.one.cashier("returnOrderItems", {"registerId": one.one.register_id, "refunds": [{"tender": "cash"}],
                                         "items": [{"orderItemId": line["orderItemId"], "quantity": 1, "reason": "x"}]}, id=sold["orderId"])
    wrong = two.one.sell({"sku": two.sku, "quantity": 1})
    two.one.manager("voidOrder", {"reason": "wrong"}, id=wrong["orderId"])
    two.one.sell({"sku": two.sku, "quantity": 2})
    sites = {s["name"]: s["siteId"] for s in hub.get("/v1/sites")["items"]}

    def accounts(query=""):
        return hub.get("/v1/splits" + query)
    until(lambda: sum(i["lines"] for i in accounts()["items"]) == 10, 120, "five lines of two parties to be booked")
    found = {(i["siteId"], i["party"]): (i["amount"], i["takenBack"], i["lines"], i["net"]) for i in accounts()["items"]}
    assert found == {(sites["one"], "agent-1"): (500, 250, 2, 20000), (sites["one"], "=label"): (2000, 1000, 2, 20000),
                     (sites["two"], "agent-1"): (500, 250, 3, 20000), (sites["two"], "=label"): (2000, 1000, 3, 20000)}
    assert {(p["party"], p["kind"], p["amount"]) for p in accounts()["parties"]} == {("agent-1", "commission", 1000), ("=label", "royalty", 4000)}
    assert {i["siteId"] for i in accounts(f"?siteId={sites['one']}")["items"]} == {sites["one"]}
    assert {i["party"] for i in accounts("?kind=royalty")["items"]} == {"=label"}
    day = sold["businessDate"]
    assert len(accounts(f"?from={day}&party=agent-1")["items"]) == 2 and accounts("?to=2001-01-01")["items"] == []
    assert hub.call("GET", "/v1/splits?from=yesterday").status_code == 400
    assert hub.call("GET", "/v1/splits?kind=tips").status_code == 400
    sheet = requests.get(f"http://127.0.0.1:{hub.ports[1]}/v1/splits", headers={"Authorization": f"Bearer {hub.token}", "Accept": "text/csv"}, timeout=60)
    rows = list(csv.DictReader(io.StringIO(sheet.text)))
    assert sheet.headers["Content-Type"].startswith("text/csv") and len(rows) == 4
    assert {r["party"] for r in rows} == {"agent-1", "'=label"}, "no cell of it is a formula"
    assert sum(int(r["amount"]) for r in rows) == 5000
