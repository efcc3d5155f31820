"""Goods that are kept for who pays in parts: every part a receipt, the prices of the day, the money to the cent."""
from shop import check_arithmetic
from test_cart_rules import article


def cash(**more):
    return [{"tender": "cash", **more}]


def kept(till, price=10000, amount=2000, **members):
    sku, variant = article(till, price)
    customer = till.shop.customer()
    cart = till.cart({"sku": sku, "quantity": 2}, personId=customer["id"])
    step = till.cashier("openLayaway", {"cartId": cart["cartId"], "amount": amount, "payments": cash(), **members})
    return sku, variant, cart, step


def totals(till):
    report = till.report()
    return report["expectedCash"], {t["tender"]: t["amount"] for t in report["tenders"]}


def test_goods_are_kept_at_their_price_paid_in_parts_and_handed_out(till):
    before = totals(till)[0]
    sku, variant, cart, step = kept(till)
    layaway, first = step["layaway"], step["order"]
    assert (layaway["status"], layaway["total"], layaway["paid"], layaway["left"]) == ("open", 20000, 2000, 18000)
    assert (first["kind"], first["total"], first["tax"], first["status"]) == ("sale", 2000, 0, "PAID") and first["receiptNumber"]
    check_arithmetic(first)
    level = till.manager("listStock", query={"sku": sku})["items"][0]
    assert (level["quantity"], level["reserved"]) == ("0", "2")
    till.cashier("resumeCart", id=cart["cartId"], expect="conflict")
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": cash()}, expect="conflict")
    # Dearer meanwhile, and a promotion begins: the customer pays what was agreed.
    till.manager("updateVariant", {"price": 15000}, id=variant)
    till.cashier("payLayaway", {"registerId": till.register_id, "amount": 18001, "payments": cash()}, id=layaway["layawayId"], expect="overpaid")
    second = till.cashier("payLayaway", {"registerId": till.register_id, "amount": 5000, "payments": cash(tendered=6000)}, id=layaway["layawayId"])
    assert second["layaway"]["left"] == 13000 and second["order"]["change"] == 1000
    assert [p["amount"] for p in second["layaway"]["payments"]] == [2000, 5000]
    paper = till.cashier("getReceipt", id=second["order"]["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "Layaway payment" in paper and "50.00" in paper and "****" not in paper
    till.cashier("pickUpLayaway", {"registerId": till.register_id}, id=layaway["layawayId"], expect="underpaid")
    done = till.cashier("pickUpLayaway", {"registerId": till.register_id, "payments": cash()}, id=layaway["layawayId"])
    order = done["order"]
    check_arithmetic(order)
    assert (order["total"], order["items"][0]["sku"], done["layaway"]["status"]) == (20000, sku, "pickedUp")
    assert [(p["tender"], p["amount"]) for p in order["payments"]] == [("layaway", 7000), ("cash", 13000)]
    assert order["tax"] > 0 and done["layaway"]["left"] == 20000 - 0 and done["layaway"]["orderId"] == order["orderId"]
    level = till.manager("listStock", query={"sku": sku})["items"][0]
    assert (level["quantity"], level["reserved"]) == ("-2", "0")
    cash_in, tenders = totals(till)
    assert cash_in - before == 20000 and tenders["layaway"] == 7000 and tenders["cash"] == 20000
    till.cashier("payLayaway", {"registerId": till.register_id, "amount": 1, "payments": cash()}, id=layaway["layawayId"], expect="conflict")
    assert layaway["layawayId"] in [each["layawayId"] for each in till.cashier("listLayaways", query={"open": "false"})["items"]]
    # Voiding the order of the goods puts the money back where it came from.
    till.manager("voidOrder", {"reason": "wrong one"}, id=order["orderId"])
    again = till.cashier("getLayaway", id=layaway["layawayId"])
    assert (again["status"], again["paid"], again["orderId"]) == ("open", 7000, None)
    assert till.cashier("pickUpLayaway", {"registerId": till.register_id, "payments": cash()}, id=layaway["layawayId"])["order"]["total"] == 20000


def test_giving_up_pays_back_all_but_the_fee(till):
    till.manager("updateSite", {"policy": {"layawayFee": 500, "layawayFeePercent": 2, "layawayMinPercent": 25, "layawayDays": 14}})
    sku, _ = article(till, 10000, "zero")
    cart = till.cart({"sku": sku, "quantity": 1})
    body = {"cartId": cart["cartId"], "amount": 2500, "payments": cash()}
    till.cashier("openLayaway", body, expect="invalid-argument")
    customer = till.shop.customer()
    till.cashier("openLayaway", {**body, "personId": customer["id"], "amount": 2499}, expect="underpaid")
    till.cashier("openLayaway", {**body, "personId": customer["id"], "dueOn": "2001-01-01"}, expect="invalid-argument")
    layaway = till.cashier("openLayaway", {**body, "personId": customer["id"]})["layaway"]
    assert layaway["cancellationFee"] == 700 and not layaway["overdue"]
    changed = till.cashier("changeLayaway", {"dueOn": "2099-12-31", "note": "the blue one"}, id=layaway["layawayId"])
    assert (changed["dueOn"], changed["note"]) == ("2099-12-31", "the blue one")
    before = totals(till)[0]
    give_up = {"registerId": till.register_id, "reason": "found it elsewhere", "refunds": cash()}
    till.cashier("cancelLayaway", give_up, id=layaway["layawayId"], expect="approval-required")
    till.supervisor("cancelLayaway", {**give_up, "fee": 701}, id=layaway["layawayId"], expect="limit-exceeded")
    done = till.supervisor("cancelLayaway", give_up, id=layaway["layawayId"])
    check_arithmetic(done["order"])
    assert (done["layaway"]["status"], done["layaway"]["fee"], done["layaway"]["paid"]) == ("cancelled", 700, 0)
    assert totals(till)[0] - before == -(2500 - done["order"]["items"][1]["total"])
    till.manager("voidOrder", {"reason": "no"}, id=done["order"]["orderId"], expect="conflict")
    assert till.manager("listStock", query={"sku": sku})["items"][0]["reserved"] == "0"
    till.manager("updateSite", {"policy": {"layawayFee": 0, "layawayFeePercent": 0, "layawayMinPercent": 10, "layawayDays": 60}})


def test_what_was_paid_in_can_be_voided_until_it_is_used(till):
    _, _, _, step = kept(till, amount=3000)
    layaway = step["layaway"]["layawayId"]
    till.manager("voidOrder", {"reason": "wrong till"}, id=step["order"]["orderId"])
    assert till.cashier("getLayaway", id=layaway)["paid"] == 0 and till.cashier("getLayaway", id=layaway)["payments"] == []
    till.cashier("payLayaway", {"registerId": till.register_id, "amount": 20000, "payments": cash()}, id=layaway)
    order = till.cashier("pickUpLayaway", {"registerId": till.register_id}, id=layaway)["order"]
    assert [(p["tender"], p["amount"]) for p in order["payments"]] == [("layaway", 20000)]
    till.cashier("payLayaway", {"registerId": till.register_id, "amount": 1, "payments": cash()}, id="019b76da-b000-7000-8000-000000000003", expect="not-found")


def test_promotions_of_the_day_it_was_kept_count_on_the_day_it_is_picked_up(till):
    sku, variant = article(till, 5000, "zero")
    rule = {"id": f"kept-{sku}", "ends": "2099-01-01T00:00:00Z", "actions": [{"type": "percent", "value": "20", "select": {"skus": [sku]}}]}
    till.manager("importPromotionRules", [rule])
    cart = till.cart(sku, personId=till.shop.customer()["id"])
    assert cart["total"] == 4000
    layaway = till.cashier("openLayaway", {"cartId": cart["cartId"], "amount": 400, "payments": cash()})["layaway"]
    till.manager("importPromotionRules", [{**rule, "version": 2, "ends": "2001-01-01T00:00:00Z"}])
    assert till.cart(sku)["total"] == 5000
    assert till.cashier("pickUpLayaway", {"registerId": till.register_id, "payments": cash()}, id=layaway["layawayId"])["order"]["total"] == 4000
