"""Loyalty programmes, and points earned, taken back and paid with."""
import json
import re

import jsonschema
import pytest

from openapi import ROOT

CLUB = {"id": "club", "name": "House club", "earn": [{"id": "base", "perAmount": 100}],
        "tiers": [{"id": "silver", "name": "Silver", "minSpent": 2000, "multiplier": "2"}], "redeem": {"pointValue": 5, "lot": 2}}


@pytest.fixture(scope="module")
def club(shop):
    back = shop.back_office
    back("putTender", {"name": "Points", "kind": "points", "currency": "EUR"}, code="points")
    kept = back("importLoyaltyProgrammes", [CLUB])
    assert (kept["added"], kept["unchanged"]) in ((1, 0), (0, 1))
    return CLUB


def test_programmes_are_versions_that_never_change(shop, club):
    back = shop.back_office
    assert back("importLoyaltyProgrammes", [club])["unchanged"] == 1
    jsonschema.validate(club, json.loads((ROOT / "schema/loyalty-programme.schema.json").read_text()))
    listed = back("listLoyaltyProgrammes")["items"]
    assert [(p["id"], p["version"], p["document"]["name"]) for p in listed] == [("club", 1, "House club")]
    back("importLoyaltyProgrammes", [dict(club, version=1, name="Another")], expect="conflict")
    refused = back("importLoyaltyProgrammes", [dict(club, earn=[{"id": "a", "perAmount": -1}])], expect="invalid-body")
    assert refused["errors"][0]["pointer"].startswith("/0/earn/0/perAmount")


def test_points_follow_sale_return_and_payment(till, shop, club):
    person = shop.customer("Points person")["id"]
    nobody = till.cashier("getCustomerLoyalty", id=person)
    assert (nobody["balance"], nobody["tier"]) == (0, None)
    sale = till.sell({"sku": "MANGO", "quantity": 20}, personId=person)
    points = sale["total"] // 100
    member = till.cashier("getCustomerLoyalty", id=person)
    assert (member["balance"], member["worth"], member["tier"]["id"]) == (points, points * 5, "silver")
    cart = till.cart("MANGO", personId=person)
    loyalty = cart["loyalty"]
    assert (loyalty["balance"], loyalty["tier"]["name"]) == (points, "Silver")
    assert loyalty["wouldEarn"] == cart["total"] * 2 // 100
    pays = min(points // 2 * 2, cart["total"] // 10 * 2)
    assert loyalty["mayRedeem"] == {"points": pays, "amount": pays * 5}
    paid = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "points", "amount": 20}, {"tender": "cash"}]}, expect=201)
    value = paid["payments"][0]["storedValue"]
    assert (value["kind"], value["points"]) == ("points", 4)
    before = till.cashier("getCustomerLoyalty", id=person)["balance"]
    till.sell("MANGO", personId=person, payments=[{"tender": "points", "amount": 7}, {"tender": "cash"}], expect="tender-refused")
    till.sell("MANGO", payments=[{"tender": "points", "amount": 10}, {"tender": "cash"}], expect="tender-refused")
    till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": sale["items"][0]["orderItemId"]}],
                                      "refunds": [{"tender": "cash"}]}, id=sale["orderId"], expect=201)
    after = till.cashier("getCustomerLoyalty", id=person)
    assert after["balance"] == max(before - points, 0)
    entries = till.cashier("listPointEntries", id=person)["items"]
    assert [e["entry"] for e in reversed(entries)][:3] == ["earn", "redeem", "earn"]
    assert sum(e["amount"] for e in entries) == after["balance"]


def test_points_are_adjusted_with_a_reason_by_who_may(till, shop, club):
    person = shop.customer("Adjusted person")["id"]
    assert till.manager("adjustPoints", {"points": 30, "reason": "Welcome"}, id=person)["balance"] == 30
    till.manager("adjustPoints", {"points": -31, "reason": "x"}, id=person, expect="insufficient-balance")
    till.manager("adjustPoints", {"points": 5}, id=person, expect="invalid-body")
    till.cashier("getCustomerLoyalty", id="018f0000-0000-7000-8000-000000000000", expect="not-found")


def test_points_take_something_off_before_taxes(till, shop, club):
    member = shop.customer()["id"]
    off = {**club, "version": 2, "redeem": {**club["redeem"], "asDiscount": True}}
    till.manager("importLoyaltyProgrammes", [off])
    till.manager("adjustPoints", {"points": 1000, "reason": "a present"}, id=member)
    worth = off["redeem"]["pointValue"]
    from test_cart_rules import article
    sku, _ = article(till, 10000)
    cart = till.cart(sku, personId=member)
    assert cart["loyalty"]["asDiscount"] and cart["loyalty"]["balance"] == 1000
    plain = cart["tax"]
    till.cashier("spendPoints", {"points": 1001}, id=cart["cartId"], expect="insufficient-balance")
    less = till.cashier("spendPoints", {"points": 400}, id=cart["cartId"])
    assert less["total"] == 10000 - 400 * worth and less["tax"] < plain
    assert till.cashier("getCustomerLoyalty", id=member)["available"] == 600
    assert till.cashier("spendPoints", {"points": 0}, id=cart["cartId"])["total"] == 10000
    cart = till.cashier("spendPoints", {"points": 500}, id=cart["cartId"])
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert order["total"] == 10000 - 500 * worth and order["discount"] == 500 * worth
    after = till.cashier("getCustomerLoyalty", id=member)["balance"]
    till.manager("voidOrder", {"reason": "wrong one"}, id=order["orderId"])
    assert till.cashier("getCustomerLoyalty", id=member)["balance"] == 1000 and after <= 1000
    # What is worth less than the points is not sold for them, and points that were let go of take nothing off.
    cheap, _ = article(till, 100)
    cart = till.cart(sku, cheap, personId=member)
    cart = till.cashier("spendPoints", {"points": 900}, id=cart["cartId"])
    cart = till.cashier("removeCartItem", id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}, expect="conflict")
    till.supervisor("voidCart", {"reason": "gone"}, id=cart["cartId"])
    assert till.cashier("getCustomerLoyalty", id=member)["available"] == 1000
    till.manager("importLoyaltyProgrammes", [{**off, "version": 3, "redeem": club["redeem"]}])


def test_a_return_gives_back_the_points_the_manual_says(till, club):
    from test_cart_rules import article
    lamp, _ = article(till, 4999)
    bulb, _ = article(till, 499)
    off = {**club, "version": 4, "name": "Points", "earn": [], "redeem": {"pointValue": 1, "asDiscount": True}}
    till.manager("importLoyaltyProgrammes", [off])
    member = till.shop.customer()["id"]
    till.manager("adjustPoints", {"points": 300, "reason": "a present"}, id=member)
    cart = till.cart(lamp, bulb, personId=member)
    till.cashier("spendPoints", {"points": 300}, id=cart["cartId"])
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    assert order["total"] == 4999 + 499 - 300
    said = re.search(r"the lamp took (\d+) and\s+the bulb (\d+), so the bulb that comes back gives (\d+) and pays back (\d+\.\d\d)", (ROOT / "docs/pricing.md").read_text())
    of_lamp, of_bulb, gives, refund = said.groups()
    assert int(of_lamp) + int(of_bulb) == 300 and gives == of_bulb
    for item, points, money in ((order["items"][1], int(gives), round(float(refund) * 100)), (order["items"][0], 300, 4999 - int(of_lamp))):
        back = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": item["orderItemId"], "reason": "no"}],
                                                 "refunds": [{"tender": "card"}]}, id=order["orderId"])
        assert back["total"] == -money
        assert till.cashier("getCustomerLoyalty", id=member)["balance"] == points
    till.manager("importLoyaltyProgrammes", [{**club, "version": 5}])
