"""Promotion rules as versioned documents, and the price of any basket with its trail."""
import itertools

import pytest

numbers = itertools.count(1)


def rule(sku, percent, **more):
    return {"id": f"rule-{sku}", "actions": [{"type": "percent", "value": str(percent), "select": {"skus": [sku]}}], **more}


def article(till, price=1000):
    sku = f"RULED-{next(numbers)}"
    till.shop.back_office("createProduct", {"name": f"Thing {sku}", "taxCategory": "zero", "variants": [{"sku": sku, "price": price}]})
    return sku


def test_any_basket_is_priced_by_the_rules_it_brings_and_says_why(till):
    basket = {"currency": "EUR", "lines": [{"id": "A", "sku": "TEA", "quantity": "3", "unit_price": "3.00"}],
              "promotions": [{"id": "three-for-two", "version": 4, "actions": [
                                 {"type": "buy_get", "buy": {"quantity": "2"}, "get": {"quantity": "1", "percent": "100"}}]},
                             {"id": "big", "conditions": {"min_amount": {"amount": "50"}}, "actions": [{"type": "percent", "value": "5"}]}]}
    answer = till.cashier("priceBasket", basket)
    assert (answer["total"], answer["discount"]) == (600, 300)
    assert answer["applied"] == [{"id": "three-for-two", "version": 4, "amount": 300}]
    assert answer["notApplied"] == [{"id": "big", "version": 1, "because": "min_amount"}]
    assert sum(entry["amount"] for entry in answer["trail"]) == 600
    assert till.cashier("priceBasket", basket).raw == answer.raw
    wrong = {**basket, "promotions": [{"id": "x", "actions": [{"type": "percent", "value": "120"}]}]}
    problem = till.cashier("priceBasket", wrong, expect="invalid-body")
    assert [e["pointer"] for e in problem["errors"]] == ["/promotions/0/actions/0/value"]


def test_a_sale_takes_the_newest_version_and_an_old_one_is_never_changed(till):
    sku = article(till)
    assert till.sell(sku, payments=[{"tender": "card"}])["total"] == 1000
    assert till.manager("importPromotionRules", [rule(sku, 10)])["added"] == 1
    assert till.manager("importPromotionRules", [rule(sku, 10)]).body == {"added": 0, "unchanged": 1}
    assert till.sell(sku, payments=[{"tender": "card"}])["total"] == 900
    till.manager("importPromotionRules", [rule(sku, 25)])
    till.manager("importPromotionRules", [rule(sku, 50, version=2)], expect="conflict")
    sold = till.sell(sku, payments=[{"tender": "card"}])
    assert (sold["total"], sold["discount"]) == (750, 250)
    listed = {r["id"]: r for r in till.manager.every("listPromotionRules")}
    assert listed[f"rule-{sku}"]["version"] == 2
    till.cashier("importPromotionRules", [rule(sku, 90)], expect=("permission-denied", "approval-required"))


def test_large_currencies_are_priced_and_what_no_document_carries_is_refused_whole(till):
    def priced(currency, price, quantity, **options):
        return till.cashier("priceBasket", {"currency": currency, "promotions": [], "taxes": {"t": {"rate": "11", "included": True}},
                                            "lines": [{"unit_price": price, "quantity": quantity, "taxes": ["t"]}]}, **options)
    # A car in rupiah, flats in dong, a wedding in Lebanese pounds, down to the last unit.
    assert (priced("IDR", "1250000000.50", "2")["total"], priced("IDR", "1250000000.50", "2")["tax"]) == (250000000100, 24774774785)
    assert priced("VND", "12500000000", "3")["total"] == 37500000000
    assert priced("LBP", "89500000000.25", "7")["total"] == 62650000000175
    problem = priced("IDR", "999999999999.99", "9", expect="limit-exceeded")
    assert problem["status"] == 403 and "too large" in problem["detail"] and not problem["retryable"]


@pytest.mark.parametrize("taxes", [{"a": {"rate": "-100", "included": True}},
                                   {"a": {"rate": "50", "type": "division"}, "b": {"rate": "50", "type": "division"}},
                                   {"a": {"rate": "1000", "affects_base": True}, "b": {"rate": "1000"}, "c": {"rate": "9000"}}])
def test_taxes_that_leave_nothing_of_a_price_are_refused(till, taxes):
    body = {"currency": "EUR", "promotions": [], "taxes": taxes, "lines": [{"unit_price": "10.00", "taxes": list(taxes)}]}
    till.cashier("priceBasket", body, expect="invalid-argument")


def test_figures_beyond_any_money_are_refused_or_held(till):
    def asked(line, expect=None, **more):
        return till.cashier("priceBasket", {"currency": "CLF", "promotions": [], "lines": [{"unit_price": "1", **line}], **more}, expect=expect)
    for wrong in ("999999999999999", "999999999999999/0.0001"):
        asked({"unit_price": wrong}, expect="invalid-body")
    asked({}, expect="invalid-body", document_discounts=[{"amount": "999999999999999/0.0001"}])
    most = {"type": "fixed_price", "value": "999999999999999"}
    assert asked({"quantity": "1000000"}, promotions=[{"id": "p", "actions": [most]}])["discount"] == 0


def test_a_price_list_never_pays_for_taking_goods(till):
    sku = article(till, 300)
    dearest = [{"sku": sku, "kind": "markup_percent", "value": "999999999999999"}]
    problem = till.manager("importPriceLists", [{"id": f"list-{sku}", "rules": dearest}], expect="invalid-body")
    assert [e["pointer"] for e in problem["errors"]] == ["/0/rules/0/value"]
    till.manager("importPriceLists", [{"id": f"list-{sku}", "rules": [{"sku": sku, "kind": "surcharge", "value": "-5.00"}]}])
    assert till.cart(sku)["total"] == 0


def test_a_line_beyond_the_limit_leaves_the_cart_as_it_was(till):
    sku = article(till, 1_000_000_000_000)
    cart = till.cart({"sku": sku, "quantity": 2})
    assert cart["total"] == 2_000_000_000_000
    till.cashier("addCartItem", {"sku": sku, "quantity": 99}, id=cart["cartId"], expect="limit-exceeded")
    now = till.cashier("getCart", id=cart["cartId"])
    assert (now["version"], now["total"], [item["quantity"] for item in now["items"]]) == (cart["version"], cart["total"], ["2"])
