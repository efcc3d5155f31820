"""What a cart follows besides articles: charges, codes of promotion rules, price lists, certificates, served food."""
import itertools

from shop import check_arithmetic

numbers = itertools.count(1)


def article(till, price=1000, tax="standard", category=None, **variant):
    sku = f"CARTED-{next(numbers)}"
    body = {"name": f"Thing {sku}", "taxCategory": tax, "variants": [{"sku": sku, "price": price, **variant}]}
    if category:
        body["categories"] = [category]
    return sku, till.shop.back_office("createProduct", body)["variants"][0]["id"]


def charges_of(cart):
    return [(c["charge"], c["quantity"], c["total"]) for c in cart["charges"]]


def test_a_deposit_comes_with_its_goods_and_goes_back_with_them_and_with_empties(till):
    sku, _ = article(till, 150)
    rule = {"id": f"deposit-{sku}", "kind": "deposit", "name": "Deposit", "amount": "0.25", "goods": {"skus": [sku]}, "tax_category": "standard"}
    assert till.manager("importCharges", [rule]).body == {"added": 1, "unchanged": 0}
    assert till.manager("importCharges", [rule]).body == {"added": 0, "unchanged": 1}
    cart = till.cart({"sku": sku, "quantity": 6})
    assert charges_of(cart) == [(rule["id"], "6", 150)] and cart["total"] == 1050
    assert cart["charges"][0]["itemId"] == cart["items"][0]["itemId"] and cart["charges"][0]["chargeId"] is None
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    goods, deposit = order["items"]
    assert (deposit["charge"], deposit["chargeKind"], deposit["modifies"], deposit["total"]) == (rule["id"], "deposit", goods["orderItemId"], 150)
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": goods["orderItemId"], "quantity": 2, "reason": "full"}],
                                             "refunds": [{"tender": "cash"}]}, id=order["orderId"])
    assert back["total"] == -350 and [i["total"] for i in back["items"]] == [-300, -50]
    check_arithmetic(back)
    rest = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": goods["orderItemId"], "reason": "full"}],
                                             "refunds": [{"tender": "cash"}]}, id=order["orderId"])
    assert rest["total"] == -700
    empties = till.cart()
    empties = till.cashier("askCharge", {"charge": rule["id"], "quantity": -4}, id=empties["cartId"])
    assert empties["total"] == -100
    empties = till.cashier("askCharge", {"charge": rule["id"], "quantity": -2}, id=empties["cartId"])
    assert charges_of(empties) == [(rule["id"], "-6", -150)]
    till.cashier("askCharge", {"charge": rule["id"], "quantity": -100}, id=empties["cartId"], expect="limit-exceeded")
    till.cashier("askCharge", {"charge": rule["id"]}, id=empties["cartId"], expect="conflict")
    empties = till.add(empties, sku)
    paid = till.cashier("placeOrder", {"cartId": empties["cartId"], "payments": [{"tender": "cash"}]})
    assert paid["total"] == 150 + 25 - 150


def test_a_bag_is_asked_for_and_service_is_a_share_of_the_goods_as_they_are_taxed(till):
    bag, service, food, drink = f"bag-{next(numbers)}", f"service-{next(numbers)}", *(article(till, p, t)[0] for p, t in ((1001, "standard"), (999, "reduced")))
    till.manager("importCharges", [
        {"id": bag, "kind": "fee", "name": "Bag", "amount": "0.10", "tax_category": "standard"},
        {"id": service, "kind": "service", "name": "Service", "percent": "12.5", "goods": {"skus": [food, drink]}, "min_guests": 6}])
    cart = till.cart(food, drink)
    assert cart["charges"] == []
    cart = till.cashier("askCharge", {"charge": bag, "quantity": 2}, id=cart["cartId"])
    assert charges_of(cart) == [(bag, "2", 20)] and cart["total"] == 2020
    assert till.cashier("removeCharge", id=cart["cartId"], chargeId=cart["charges"][0]["chargeId"])["charges"] == []
    till.cashier("removeCharge", id=cart["cartId"], chargeId=cart["items"][0]["itemId"], expect="not-found")
    cart = till.cashier("updateCart", {"guests": 6, "table": "12", "service": "eatIn"}, id=cart["cartId"])
    assert (cart["guests"], cart["table"], cart["service"]) == (6, "12", "eatIn")
    assert sum(c["total"] for c in cart["charges"]) == 250 and len(cart["charges"]) == 2
    assert cart["total"] == 2250
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert (order["table"], order["guests"], order["total"]) == ("12", 6, 2250)
    assert till.cashier("getOrder", id=order["orderId"]).body == order.body
    problem = till.manager("importCharges", [{"id": "x", "kind": "fee", "name": "X", "percent": "5", "tax_category": "standard"},
                                             {"id": "y", "kind": "fee", "name": "Y", "amount": "0.005", "tax_category": "no"}], expect="invalid-body")
    assert {e["pointer"] for e in problem["errors"]} >= {"/0/percent", "/1/amount"}
    till.manager("importCharges", [{"id": "y", "kind": "fee", "name": "Y", "amount": "1", "tax_category": "no"}], expect="invalid-argument")
    assert bag in {c["id"] for c in till.manager.every("listCharges")}
    till.cashier("importCharges", [], expect=("permission-denied", "approval-required"))


def test_delivery_is_free_from_an_amount_on(till):
    sku, _ = article(till, 2000, "zero")
    rule = f"delivery-{sku}"
    till.manager("importCharges", [{"id": rule, "kind": "delivery", "name": "Delivery", "amount": "4.90", "automatic": True, "free_from": "50",
                                    "goods": {"skus": [sku]}, "tax_category": "zero"}])
    cart = till.cart({"sku": sku, "quantity": 2})
    assert charges_of(cart) == [(rule, "1", 490)]
    assert till.add(cart, sku)["charges"] == []


def test_codes_of_promotion_rules_are_entered_counted_and_given_back(till):
    sku, _ = article(till, 1000, "zero")
    rule = {"id": f"coded-{sku}", "coupon": f"SPRING{sku}", "uses_left": 2, "uses_left_customer": 1,
            "actions": [{"type": "percent", "value": "20", "select": {"skus": [sku]}}]}
    till.manager("importPromotionRules", [rule])
    code = rule["coupon"]
    cart = till.cart(sku)
    assert cart["total"] == 1000
    entered = till.cashier("applyPromotion", {"code": code.lower()}, id=cart["cartId"])
    assert entered["valid"] and entered["cart"]["total"] == 800
    assert entered["cart"]["promotions"] == [{"code": code.lower(), "valid": True, "amount": 200, "rule": rule["id"]}]
    again = till.cashier("applyPromotion", {"code": code}, id=cart["cartId"])
    assert not again["valid"] and "already" in again["reason"]
    assert not till.cashier("applyPromotion", {"code": "NO-SUCH-CODE"}, id=cart["cartId"])["valid"]
    assert till.cashier("removePromotion", id=cart["cartId"], code=code.lower())["total"] == 1000
    till.cashier("applyPromotion", {"code": code}, id=cart["cartId"])
    first = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert first["total"] == 800
    customer = till.shop.customer()["id"]
    sold = till.sell(sku, promotions=[code], personId=customer)
    assert sold["total"] == 800
    till.sell(sku, promotions=[code], expect="coupon-refused")
    till.manager("voidOrder", {"reason": "wrong"}, id=first["orderId"])
    till.sell(sku, promotions=[code], personId=customer, expect="coupon-refused")  # this customer had it
    assert till.sell(sku, promotions=[code])["total"] == 800


def test_a_batch_of_codes_works_once_each_and_for_its_customer(till):
    sku, _ = article(till, 1000, "zero")
    rule = f"batch-{sku}"
    till.manager("importPromotionRules", [{"id": rule, "coupon": f"INNER-{sku}", "actions": [{"type": "amount", "value": "3", "select": {"skus": [sku]}}]}])
    codes = till.manager("issuePromotionCodes", {"count": 2, "maxUses": 1}, id=rule)["codes"]
    assert len(set(codes)) == 2
    customer = till.shop.customer()["id"]
    given = f"ONLY-{sku}"
    till.manager("issuePromotionCodes", {"codes": [given], "personId": customer}, id=rule)
    till.manager("issuePromotionCodes", {"codes": [given]}, id=rule, expect="duplicate")
    till.manager("issuePromotionCodes", {"count": 1}, id="no-such-rule", expect="not-found")
    assert till.sell(sku, promotions=[codes[0]])["total"] == 700
    till.sell(sku, promotions=[codes[0]], expect="coupon-refused")
    assert till.sell(sku, promotions=[codes[1]])["total"] == 700
    till.sell(sku, promotions=[given], expect="coupon-refused")
    assert till.sell(sku, promotions=[given], personId=customer)["total"] == 700


def test_a_budget_is_spent_over_sales(till):
    sku, _ = article(till, 1000, "zero")
    till.manager("importPromotionRules", [{"id": f"budget-{sku}", "actions": [
        {"type": "percent", "value": "30", "select": {"skus": [sku]}, "budget_left": "5"}]}])
    assert [till.sell(sku)["total"] for _ in range(3)] == [700, 800, 1000]


def test_customer_groups_have_their_prices_and_promotions(till):
    sku, _ = article(till, 1000, "zero")
    group = f"trade-{sku}"
    problem = till.manager("importPriceLists", [{"id": "x", "rules": [{"kind": "percent_off", "value": "120"}, {"sku": "A", "value": "1.234"}]}], expect="invalid-body")
    assert {e["pointer"] for e in problem["errors"]} == {"/0/rules/0/value", "/0/rules/1/value"}
    till.manager("importPriceLists", [{"id": group, "customer_groups": [group], "rules": [
        {"sku": sku, "value": "9.00"}, {"sku": sku, "value": "7.50", "min_quantity": "10"}]}])
    till.manager("importPromotionRules", [{"id": f"group-{sku}", "customer_groups": [group], "conditions": {"min_quantity": {"quantity": "5", "select": {"skus": [sku]}}},
                                           "actions": [{"type": "percent", "value": "10", "select": {"skus": [sku]}}]}])
    customer = till.shop.customer(groups=[group])
    assert customer["groups"] == [group]
    cart = till.cart(sku)
    assert cart["total"] == 1000
    cart = till.cashier("updateCart", {"personId": customer["id"]}, id=cart["cartId"])
    assert (cart["total"], cart["items"][0]["listPrice"]) == (900, 900)
    item = cart["items"][0]["itemId"]
    assert till.cashier("updateCartItem", {"quantity": 5}, id=cart["cartId"], itemId=item)["total"] == 4050
    assert till.cashier("updateCartItem", {"quantity": 10}, id=cart["cartId"], itemId=item)["total"] == 6750
    assert till.shop.back_office("updateCustomer", {"groups": []}, id=customer["id"])["groups"] == []
    assert till.cashier("getCart", id=cart["cartId"])["total"] == 10000
    assert group in {c["id"] for c in till.manager.every("listPriceLists")}


def test_a_promotion_may_ask_how_it_is_paid(till):
    sku, _ = article(till, 1000, "zero")
    till.manager("importPromotionRules", [{"id": f"cash-{sku}", "tenders": ["cash"], "actions": [{"type": "percent", "value": "3", "select": {"skus": [sku]}}]}])
    cart = till.cart(sku)
    assert cart["total"] == 1000
    assert till.cashier("updateCart", {"tender": "cash"}, id=cart["cartId"])["total"] == 970
    assert till.cashier("updateCart", {"tender": ""}, id=cart["cartId"])["total"] == 1000
    till.cashier("updateCart", {"tender": "beads"}, id=cart["cartId"], expect="not-found")
    assert till.sell(sku)["total"] == 970
    assert till.sell(sku, payments=[{"tender": "cash", "amount": 100}, {"tender": "card"}])["total"] == 1000


def test_a_certificate_lifts_taxes_and_stays_on_the_order(till):
    sku, _ = article(till, 1210, "standard")
    customer = till.shop.customer(exemption={"number": "EX-7"})
    cart = till.cart(sku)
    till.cashier("updateCart", {"exempt": True}, id=cart["cartId"], expect="conflict")
    before = cart["tax"]
    cart = till.cashier("updateCart", {"personId": customer["id"], "exempt": True}, id=cart["cartId"])
    assert cart["exempt"] and cart["tax"] == 0 and cart["total"] == 1210 - before
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert order["certificate"] == "EX-7" and order["tax"] == 0 and order["taxes"][0]["amount"] == 0
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": order["items"][0]["orderItemId"], "reason": "no"}],
                                             "refunds": [{"tender": "cash"}]}, id=order["orderId"])
    assert back["total"] == -order["total"] and back["tax"] == 0
    gone = till.shop.customer(exemption={"number": "EX-8", "until": "2020-01-01T00:00:00Z"})
    cart = till.cart(sku, personId=gone["id"])
    till.cashier("updateCart", {"exempt": True}, id=cart["cartId"], expect="conflict")
    assert till.shop.back_office("updateCustomer", {"exemption": None}, id=gone["id"])["exemption"] is None


def test_food_is_taxed_as_it_is_served(till):
    base = {"rates": [{"code": "F7", "name": "Food 7 %", "rate": "7", "included": True}], "name": "Food"}
    till.manager("putTaxCategory", {"name": "Eaten in", "rates": [{"code": "F19", "name": "Served 19 %", "rate": "19", "included": True}]}, code="served")
    category = till.manager("putTaxCategory", {**base, "eatIn": "served"}, code="food")
    assert category["eatIn"] == "served"
    till.manager("putTaxCategory", {**base, "eatIn": "nowhere"}, code="food", expect="invalid-argument")
    sku, _ = article(till, 1190, "food")
    cart = till.cart(sku)
    assert cart["taxes"][0]["code"] == "F7"
    cart = till.cashier("updateCart", {"service": "eatIn"}, id=cart["cartId"])
    assert (cart["taxes"][0]["code"], cart["tax"], cart["total"]) == ("F19", 190, 1190)
    cart = till.cashier("updateCartItem", {"service": "takeAway"}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    assert cart["taxes"][0]["code"] == "F7" and cart["items"][0]["service"] == "takeAway"
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert order["service"] == "eatIn" and order["taxes"][0]["code"] == "F7"


def test_what_is_kept_of_a_promotion_is_priced_again_when_the_store_says_so(till):
    sku, _ = article(till, 300)
    till.manager("importPromotionRules", [{"id": f"three-{sku}", "actions": [
        {"type": "buy_get", "buy": {"quantity": "2", "select": {"skus": [sku]}}, "get": {"quantity": "1", "percent": "100", "select": {"skus": [sku]}}}]}])
    order = till.sell({"sku": sku, "quantity": 3})
    assert order["total"] == 600
    back = {"registerId": till.register_id, "items": [{"orderItemId": order["items"][0]["orderItemId"], "quantity": 1, "reason": "no"}], "refunds": [{"tender": "cash"}]}
    till.shop.back_office("updateSite", {"policy": {"repriceReturns": True}})
    try:
        first = till.cashier("returnOrderItems", back, id=order["orderId"])
        assert (first["total"], first["items"][1]["chargeKind"], first["items"][1]["total"]) == (0, "repriced", 200)
        check_arithmetic(first)
        totals = [till.cashier("returnOrderItems", back, id=order["orderId"])["total"] for _ in range(2)]
        assert totals == [-300, -300]
    finally:
        till.shop.back_office("updateSite", {"policy": {"repriceReturns": False}})


def test_goods_are_taxed_where_they_are_sent(till):
    till.manager("putTaxCategory", {"name": "Abroad", "rates": [{"code": "ABROAD20", "name": "VAT 20 %", "rate": "20"}]}, code="abroad")
    till.manager("putTaxCategory", {"name": "An island", "rates": [{"code": "ISLAND10", "name": "VAT 10 %", "rate": "10"}]}, code="island")
    here = {"name": "Sent about", "rates": [{"code": "HERE21", "name": "VAT 21 %", "rate": "21"}],
            "destinations": [{"place": "FR", "taxedAs": "abroad"}, {"place": "FR-20R", "taxedAs": "island"}]}
    assert till.manager("putTaxCategory", here, code="sent-about")["destinations"] == here["destinations"]
    till.manager("putTaxCategory", {**here, "destinations": [{"place": "FR", "taxedAs": "nowhere"}]}, code="sent-about", expect="invalid-argument")
    sku, _ = article(till, 12100, "sent-about")
    cart = till.cart(sku)
    assert (cart["tax"], cart["total"]) == (2100, 12100)
    till.cashier("updateCart", {"shipTo": "Paris"}, id=cart["cartId"], expect="invalid-argument")
    abroad = till.cashier("updateCart", {"shipTo": "FR"}, id=cart["cartId"])
    assert (abroad["shipTo"], abroad["total"]) == ("FR", 12100) and abroad["tax"] == 2017
    assert till.cashier("updateCart", {"shipTo": "FR-20R"}, id=cart["cartId"])["tax"] == 1100
    assert till.cashier("updateCart", {"shipTo": "DE"}, id=cart["cartId"])["tax"] == 2100
    address = {"name": "A customer", "line1": "1 Quay", "city": "Calais", "postalCode": "62100", "country": "FR"}
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}], "shippingAddress": address})
    assert (order["tax"], order["shipTo"], [t["code"] for t in order["taxes"]]) == (2017, "FR", ["ABROAD20"])
    check_arithmetic(order)
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": order["items"][0]["orderItemId"], "reason": "x"}],
                                             "refunds": [{"tender": "cash"}]}, id=order["orderId"])
    assert (back["total"], back["tax"]) == (-12100, -2017)
