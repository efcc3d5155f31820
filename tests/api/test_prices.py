"""Promotion rules as versioned documents, and the price of any basket with its trail."""
import itertools

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
