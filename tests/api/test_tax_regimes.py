"""Taxes as laws have them: on tax, from a threshold on, by the unit, left to a business, exempt; and how they are rounded."""
import itertools
import json
from pathlib import Path

import jsonschema
import pytest
from shop import check_arithmetic

numbers = itertools.count(1)
SCHEMA = Path(__file__).resolve().parents[2] / "schema"


def fits(document, schema, *members):
    """The document is as the schema's file says, or that part of it."""
    root = json.loads((SCHEMA / schema).read_text())
    part = root
    for member in members:
        part = part["properties"][member]
    jsonschema.Draft202012Validator({**part, "$defs": root.get("$defs", {})}).validate(document)


def goods(till, price, rates, **category):
    """An article under a tax category of its own."""
    n = next(numbers)
    code, sku = f"regime-{n}", f"REGIME-{n}"
    body = {"name": f"Regime {n}", "rates": rates, **category}
    fits(body, "tax-category.schema.json")
    put = till.manager("putTaxCategory", body, code=code)
    till.shop.back_office("createProduct", {"name": f"Thing {sku}", "taxCategory": code, "variants": [{"sku": sku, "price": price}]})
    return sku, put


def taxes_of(document):
    return {tax["code"]: tax["amount"] for tax in document["taxes"]}


def given_back(till, order, position=0, quantity=None):
    line = {"orderItemId": order["items"][position]["orderItemId"], "reason": "no"}
    if quantity:
        line["quantity"] = quantity
    return till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [line], "refunds": [{"tender": "cash"}]}, id=order["orderId"])


def test_a_tax_on_tax_is_set_sold_explained_and_given_back(till):
    rates = [{"code": "RGST", "name": "GST 5 %", "rate": "5", "included": False, "affectsBase": True},
             {"code": "RQST", "name": "QST 9.5 %", "rate": "9.5", "included": False}]
    sku, put = goods(till, 10000, rates)
    assert put["rates"][0]["affectsBase"] and "affectsBase" not in put["rates"][1]
    cart = till.cart({"sku": sku, "quantity": 3})
    assert (cart["net"], taxes_of(cart), cart["total"]) == (30000, {"RGST": 1500, "RQST": 2993}, 34493)
    trail = till.cashier("explainCart", id=cart["cartId"])["answer"]["trail"]
    assert [(e["rule"], e["basis"], e["amount"]) for e in trail if e["stage"] == "tax"] == [("RGST", 30000, 1500), ("RQST", 31500, 2993)]
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    backs = [given_back(till, order, quantity="1") for _ in range(3)]
    for back in backs:
        check_arithmetic(back)
    assert sum(back["total"] for back in backs) == -34493
    assert sum(taxes_of(back)["RQST"] for back in backs) == -2993


def test_clothing_is_taxed_from_a_price_on(till):
    band = {"of": "unit", "from": 11000}
    sku, put = goods(till, 12000, [{"code": "NYS", "name": "State 4 %", "rate": "4", "included": False, "band": band},
                                   {"code": "NYC", "name": "City 4.5 %", "rate": "4.5", "included": False, "band": band}])
    assert put["rates"][0]["band"] == band
    cart = till.cart(sku)
    assert taxes_of(cart) == {"NYS": 480, "NYC": 540}
    cart = till.manager("addDiscount", {"kind": "percent", "value": "10", "reason": "regular", "itemId": cart["items"][0]["itemId"]}, id=cart["cartId"])
    assert (cart["tax"], cart["taxes"], cart["total"]) == (0, [], 10800)
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert till.cashier("getOrder", id=order["orderId"])["items"][0]["taxes"] == []
    rules = till.cashier("getPricingRules")
    fits(rules["taxes"], "price-request.schema.json", "taxes")
    fits(rules["policy"], "price-request.schema.json", "policy")
    assert rules["taxes"]["NYS"]["band"] == {"of": "unit", "from": "110.00", "part": "whole"}


def test_part_of_a_price_and_a_tax_inside_its_own_base(till):
    sku, _ = goods(till, 20000, [{"code": "MA", "name": "Luxury 6.25 %", "rate": "6.25", "included": False, "band": {"of": "unit", "from": 17500, "part": "within"}}])
    cart = till.cart(sku)
    assert [(t["base"], t["amount"]) for t in cart["taxes"]] == [(2500, 156)] and cart["total"] == 20156
    icms, _ = goods(till, 10000, [{"code": "ICMS", "name": "ICMS 18 %", "kind": "division", "rate": "18", "included": True}])
    cart = till.cart(icms)
    assert (cart["net"], cart["tax"], cart["total"]) == (8200, 1800, 10000)
    coal, _ = goods(till, 150000, [{"code": "GST5", "name": "GST 5 %", "rate": "5", "included": False},
                                   {"code": "CESS", "name": "Cess", "kind": "fixed_per_unit", "amount": 40000, "included": False}])
    assert taxes_of(till.cart({"sku": coal, "quantity": 2})) == {"GST5": 15000, "CESS": 80000}


def test_zero_and_exempt_are_not_the_same(till):
    zero, _ = goods(till, 500, [{"code": "Z0", "name": "Zero rate", "rate": "0", "included": True}])
    exempt, _ = goods(till, 700, [{"code": "XMPT", "name": "Exempt", "included": True, "exempt": True}])
    order = till.sell(zero, exempt)
    assert {t["code"]: (t["base"], t["amount"], t.get("treatment")) for t in order["taxes"]} == {"Z0": (500, 0, None), "XMPT": (700, 0, "exempt")}
    check_arithmetic(order)


@pytest.mark.parametrize("country, taken", [("FR", False), (None, True)])
def test_a_business_elsewhere_owes_the_tax_itself(till, country, taken):
    home = till.cashier("getSite")["country"]
    sku, _ = goods(till, 12100, [{"code": f"RV{next(numbers)}", "name": "VAT 21 %", "rate": "21", "included": True, "reverseCharge": "elsewhere"}])
    plain, _ = goods(till, 5000, [{"code": f"RN{next(numbers)}", "name": "VAT 21 %", "rate": "21", "included": True}])
    customer = till.shop.customer(taxNumber={"number": "FR12345678901", "country": country or home})
    assert customer["taxNumber"]["number"] == "FR12345678901"
    cart = till.cart(sku, plain)
    before = cart["total"]
    till.cashier("updateCart", {"reverseCharge": True}, id=cart["cartId"], expect="conflict")
    wanted = {"personId": customer["id"], "reverseCharge": True}
    if taken:  # a business of this country pays as anybody
        till.cashier("updateCart", wanted, id=cart["cartId"], expect="conflict")
        return
    cart = till.cashier("updateCart", wanted, id=cart["cartId"])
    assert cart["reverseCharge"] and (cart["total"], before) == (15000, 17100)
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    apart = [t for t in order["taxes"] if t.get("treatment") == "reverse_charge"]
    assert [(t["base"], t["amount"], t["code"][-3:], t["rate"]) for t in apart] == [(10000, 0, "-RC", "0")]
    assert order["buyerTaxNumber"] == "FR12345678901"
    printed = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "Reverse charge" in printed and "FR12345678901" in printed
    back = given_back(till, order)
    check_arithmetic(back)
    assert back["total"] == -10000 and [t["treatment"] for t in back["taxes"]] == ["reverse_charge"]
    assert "Reverse charge" in back["taxes"][0]["name"]
    assert not till.cashier("updateCart", {"personId": None}, id=till.cart(plain, personId=customer["id"])["cartId"]).body.get("reverseCharge")


def test_a_certificate_keeps_untaxed_goods_apart_in_the_report(till):
    code = f"CX{next(numbers)}"
    sku, _ = goods(till, 12100, [{"code": code, "name": "VAT 21 %", "rate": "21", "included": True}])
    till.sell(sku)
    customer = till.shop.customer(exemption={"number": "EX-99"})
    cart = till.cart(sku, personId=customer["id"])
    till.cashier("updateCart", {"exempt": True}, id=cart["cartId"])
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    report = {t["code"]: t for t in till.report()["taxes"]}
    assert (report[code]["base"], report[code]["amount"]) == (10000, 2100)
    assert (report[f"{code}-EX"]["base"], report[f"{code}-EX"]["amount"], report[f"{code}-EX"]["treatment"]) == (10000, 0, "exempt")


def test_what_cannot_be_is_refused_with_its_place(till):
    def refused(pointer, rate, problem="invalid-argument"):
        body = {"code": "BAD", "name": "Bad", "rate": "5", "included": False, **rate}
        answer = till.manager("putTaxCategory", {"name": "Bad", "rates": [body]}, code="bad-regime", expect=problem)
        assert pointer in [error["pointer"] for error in answer["errors"]], answer.body

    refused("/rates/0/band", {"band": {"of": "unit"}})
    refused("/rates/0/band/below", {"band": {"of": "line", "from": 100, "below": 100}})
    refused("/rates/0/band/of", {"band": {"of": "moon", "from": 1}}, "invalid-body")
    refused("/rates/0/band", {"band": {"of": "document", "from": 100}, "included": True})
    refused("/rates/0/band/part", {"band": {"of": "line", "from": 100, "part": "within"}})
    refused("/rates/0/rate", {"kind": "division", "rate": "100"})
    refused("/rates/0/reverseCharge", {"reverseCharge": "perhaps"}, "invalid-body")
    refused("/rates/0/code", {"code": "VAT-RC"})
    inside = [{"code": code, "name": code, "kind": "division", "rate": "50", "included": True} for code in ("ONE", "TWO")]
    answer = till.manager("putTaxCategory", {"name": "Bad", "rates": inside}, code="bad-regime", expect="invalid-argument")
    assert [error["pointer"] for error in answer["errors"]] == ["/rates"]
    inside[0]["to"] = inside[1]["from"] = "2026-01-01T00:00:00Z"  # one after the other they can be
    till.manager("putTaxCategory", {"name": "In turn", "rates": inside}, code=f"in-turn-{next(numbers)}")
    till.manager("getTaxCategory", code="bad-regime", expect="not-found")


def test_the_store_says_how_taxes_are_rounded(till):
    sku, _ = goods(till, 250, [{"code": "HALF", "name": "Tax 1 %", "rate": "1", "included": False}])
    policy = till.cashier("getSite")["policy"]
    usual = {name: policy[name] for name in ("taxLevel", "taxRounding", "includedTarget", "compoundBase", "discountTax")}
    assert till.cart(sku)["tax"] == 3
    try:
        till.shop.back_office("updateSite", {"policy": {"taxRounding": "half_even"}})
        assert till.cart(sku)["tax"] == 2
        assert till.cashier("getPricingRules")["policy"]["tax_rounding"] == "half_even"
        till.shop.back_office("updateSite", {"policy": {"taxRounding": "half_up", "taxLevel": "unit"}})
        assert till.cart({"sku": sku, "quantity": 3})["tax"] == 9
        till.shop.back_office("updateSite", {"policy": {"taxLevel": "document_residual_net"}})
        assert till.cart({"sku": sku, "quantity": 3})["tax"] == 8
        assert till.cashier("getSite")["policy"]["taxLevel"] == "document_residual_net"
        till.shop.back_office("updateSite", {"policy": {"taxRounding": "sideways"}}, expect="invalid-body")
    finally:
        till.shop.back_office("updateSite", {"policy": usual})
    assert till.cart(sku)["tax"] == 3
