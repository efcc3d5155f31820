"""Orders and one-shot sales: paying in every way, what is refused, and what the documents say."""
from concurrent.futures import ThreadPoolExecutor

import pytest

from shop import check_arithmetic


def pay(till, *items, payments, expect=201, **members):
    cart = till.cart(*items)
    return till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": payments, **members}, expect=expect)


def test_cash_is_rounded_to_the_coin_and_gives_change(till):
    order = pay(till, {"sku": "MANGO", "quantity": 2}, payments=[{"tender": "cash", "tendered": 1000}])
    check_arithmetic(order.body)
    assert (order["total"], order["rounding"], order["paid"], order["change"]) == (338, 2, 1000, 660)
    assert (order["kind"], order["status"], order["originalOrderId"]) == ("sale", "PAID", None)
    assert till.cashier("getOrder", id=order["orderId"]).body == order.body


def test_the_amount_of_a_cash_payment_may_be_what_was_handed_over(till):
    order = pay(till, {"sku": "MANGO", "quantity": 2}, payments=[{"tender": "cash", "amount": 1000}])
    assert (order["total"], order["rounding"], order["change"]) == (338, 2, 660)


@pytest.mark.parametrize("total, rounding", [(170, 0), (171, -1), (172, -2), (173, 2), (174, 1), (175, 0)])
def test_cash_rounding_is_its_own_line_outside_the_tax(till, total, rounding):
    item = {"sku": "MISC-STANDARD-OPEN", "unitPrice": total}
    cash = till.sell(item)
    card = till.sell(item, payments=[{"tender": "card"}])
    assert (cash["total"], cash["rounding"], card["rounding"]) == (total, rounding, 0)
    assert (cash["net"], cash["tax"]) == (card["net"], card["tax"])


def test_included_tax_is_taken_out_of_the_price(till):
    order = till.sell({"sku": "MISC-STANDARD-OPEN", "unitPrice": 1230}, {"sku": "MISC-REDUCED-OPEN", "unitPrice": 1135},
                      {"sku": "MISC-ZERO-OPEN", "unitPrice": 100}, payments=[{"tender": "card"}])
    assert {t["code"]: (t["base"], t["amount"], t["rate"]) for t in order["taxes"]} == {
        "VAT23": (1000, 230, "23"), "VAT13.5": (1000, 135, "13.5"), "VAT0": (100, 0, "0")}
    assert (order["net"], order["tax"], order["total"]) == (2100, 365, 2465)
    check_arithmetic(order.body)


def test_a_payment_without_amount_takes_what_is_due(till):
    order = till.sell({"sku": "MANGO", "quantity": 2}, payments=[{"tender": "card", "amount": 100, "reference": "A1"}, {"tender": "cash"}])
    assert [(p["tender"], p["amount"]) for p in order["payments"]] == [("card", 100), ("cash", 240)]
    assert (order["rounding"], order["paid"], order["change"]) == (2, 340, 0)
    assert order["payments"][0]["reference"] == "A1"


def test_tenders_may_be_split_any_way(till):
    order = till.sell({"sku": "PINEAPPLE", "quantity": 4}, payments=[{"tender": "card", "amount": 300}, {"tender": "card", "amount": 296}, {"tender": "cash", "amount": 400}])
    assert (order["total"], order["paid"] - order["change"], order["rounding"]) == (996, 996, 0)
    check_arithmetic(order.body)


@pytest.mark.parametrize("payments, problem", [
    ([{"tender": "card", "amount": 100}], "underpaid"),
    ([{"tender": "cash", "amount": 100}], "underpaid"),
    ([{"tender": "card", "amount": 170}], "overpaid"),
    ([{"tender": "card", "amount": 169}, {"tender": "card", "amount": 1}], "overpaid"),
    ([], ("underpaid", "invalid-body", "invalid-argument")),
    ([{"tender": "beads"}], ("tender-refused", "not-found", "invalid-argument")),
    ([{"tender": "card", "amount": 0}], ("invalid-body", "invalid-argument", "underpaid")),
    ([{"tender": "card", "amount": -5}], ("invalid-body", "invalid-argument")),
    ([{"tender": "card", "amount": 1.5}], ("invalid-body", "invalid-argument")),
    ([{"tender": "cash", "tendered": 100}], "underpaid"),
], ids=str)
def test_money_that_does_not_fit_is_refused_and_nothing_is_stored(till, payments, problem):
    cart = till.cart("MANGO")
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": payments}, expect=problem)
    assert till.cashier("getCart", id=cart["cartId"]).body == cart.body
    till.cashier("createSale", {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": payments}, expect=problem)
    report = till.report()
    assert report["receipts"]["count"] == 0 and report["expectedCash"] == report["openingCash"]


def test_foreign_cash_is_taken_at_its_rate_with_change_in_our_own(till):
    order = till.sell("MANGO", payments=[{"tender": "usd", "foreignAmount": 1000}])       # 10 USD are 9.20
    check_arithmetic(order.body)
    assert order["payments"][0]["foreignAmount"] == 1000
    assert order["change"] in (750, 751), order["change"]


def test_a_voucher_pays_until_it_is_empty(till):
    voucher = till.manager("createVoucher", {"amount": 200})
    assert voucher["balance"] == 200
    payment = {"tender": "voucher", "voucherCode": voucher["code"]}
    till.sell("MANGO", payments=[{**payment, "amount": 169}])
    assert till.cashier("getVoucher", code=voucher["code"])["balance"] == 31
    till.sell("MANGO", payments=[{**payment, "amount": 100}, {"tender": "card"}], expect="insufficient-balance")
    order = till.sell("MANGO", payments=[{**payment, "amount": 31}, {"tender": "card"}])
    assert order["rounding"] == 0 and till.cashier("getVoucher", code=voucher["code"])["balance"] == 0
    till.sell("MANGO", payments=[{"tender": "voucher", "voucherCode": "NO-SUCH"}],
              expect=("not-found", "tender-refused", "unknown-code", "insufficient-balance"))
    till.sell("MANGO", payments=[{"tender": "voucher"}], expect=("invalid-body", "invalid-argument", "tender-refused"))


def test_a_customer_pays_on_account_up_to_the_limit(till):
    customer = till.shop.customer("Café", accountLimit=500)
    payment = {"tender": "account"}
    till.sell({"sku": "MANGO", "quantity": 2}, payments=[payment], personId=customer["id"])
    assert till.cashier("getCustomer", id=customer["id"])["accountBalance"] == 338
    till.sell("MANGO", payments=[payment], personId=customer["id"], expect=("insufficient-balance", "limit-exceeded", "tender-refused"))
    till.sell("MANGO", payments=[payment], expect=("tender-refused", "invalid-body", "invalid-argument"))


def test_the_customer_of_an_account_may_be_named_by_the_payment(till):
    customer = till.shop.customer("Deli", accountLimit=500)
    till.sell("MANGO", payments=[{"tender": "account", "personId": customer["id"]}])
    assert till.cashier("getCustomer", id=customer["id"])["accountBalance"] == 169


def test_one_call_gives_what_many_calls_give(till):
    customer = till.shop.customer("Ben")
    cart = till.cart({"sku": "MANGO", "quantity": 2}, {"sku": "BANANA", "quantity": "0.7"}, personId=customer["id"])
    till.cashier("addDiscount", {"kind": "percent", "value": "5", "reason": "Loyal"}, id=cart["cartId"])
    till.cashier("applyPromotion", {"code": "WELCOME10"}, id=cart["cartId"])
    chatty = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    once = till.sell({"sku": "MANGO", "quantity": 2}, {"sku": "BANANA", "quantity": "0.7"}, payments=[{"tender": "card"}],
                     personId=customer["id"], discounts=[{"kind": "percent", "value": "5", "reason": "Loyal"}], promotions=["WELCOME10"])

    def bare(order):
        own = {"orderId", "receiptNumber", "createdAt"}
        items = [{k: v for k, v in i.items() if k != "orderItemId"} for i in order["items"]]
        return {**{k: v for k, v in order.body.items() if k not in own}, "items": items}
    assert bare(once) == bare(chatty)


def test_a_line_of_a_sale_may_have_its_own_discount_price_and_note(till):
    order = till.sell({"sku": "MANGO", "quantity": 2, "discount": {"kind": "amount", "value": 30, "reason": "Bruised"}, "note": "ripe"},
                      {"sku": "MISC-ZERO-OPEN", "quantity": 1, "unitPrice": 250}, payments=[{"tender": "card"}])
    assert [(i["subtotal"], i["discount"], i["total"]) for i in order["items"]] == [(338, 30, 308), (250, 0, 250)]
    till.sell({"sku": "MANGO", "quantity": 1, "unitPrice": 50, "reason": "x"}, expect=("approval-required", "permission-denied", "limit-exceeded"))
    assert till.sell({"sku": "MANGO", "quantity": 1, "unitPrice": 50, "reason": "x"}, by=till.manager)["total"] == 50


def test_an_address_and_shipping_move_the_order_on(till):
    order = till.sell("MANGO", payments=[{"tender": "card"}], shippingAddress={"name": "Ann", "line1": "1 Quay", "city": "Cork", "postalCode": "T12", "country": "IE"})
    assert order["shippingAddress"]["city"] == "Cork" and order["shippingAddress"]["line2"] == ""
    sent = till.supervisor("setShipping", {"provider": "post", "method": "parcel", "trackingNumber": "RR1", "status": "SHIPPED"}, id=order["orderId"])
    assert (sent["shipping"]["trackingNumber"], sent["shipping"]["status"], sent["status"]) == ("RR1", "SHIPPED", "SHIPPED")
    done = till.supervisor("setShipping", {"provider": "post", "method": "parcel", "trackingNumber": "RR1", "status": "DELIVERED"}, id=order["orderId"])
    assert done["status"] == "DELIVERED"
    till.supervisor("setOrderStatus", {"status": "PENDING_PAYMENT"}, id=order["orderId"], expect="conflict")


def test_a_status_goes_forward_only(till):
    order = till.sell("MANGO", payments=[{"tender": "card"}])
    for status in ("AWAITING_PRODUCTION", "READY_TO_SHIP"):
        assert till.supervisor("setOrderStatus", {"status": status}, id=order["orderId"])["status"] == status
    till.supervisor("setOrderStatus", {"status": "PENDING_PAYMENT"}, id=order["orderId"], expect="conflict")
    till.supervisor("setOrderStatus", {"status": "LOST"}, id=order["orderId"], expect=("invalid-body", "invalid-argument"))


def test_an_affiliate_code_becomes_the_orders_attribution(till):
    order = till.sell("MANGO", payments=[{"tender": "card"}], affiliateCode="FLYER-7")
    assert order["attribution"] == {"partner": "FLYER-7", "source": "INBOUND"}
    assert "attribution" not in till.sell("MANGO").body


def test_orders_are_found_by_register_receipt_customer_and_time(till):
    customer = till.shop.customer("Cleo")
    orders = [till.sell("KIWI", payments=[{"tender": "card"}], **({"personId": customer["id"]} if i == 2 else {})) for i in range(5)]
    ids = [o["orderId"] for o in reversed(orders)]
    find = till.cashier.every
    assert [o["orderId"] for o in find("listOrders", {"registerId": till.register_id, "limit": 2})] == ids
    assert [o["orderId"] for o in find("listOrders", {"receiptNumber": orders[3]["receiptNumber"]})] == [orders[3]["orderId"]]
    assert [o["orderId"] for o in find("listOrders", {"personId": customer["id"]})] == [orders[2]["orderId"]]
    assert find("listOrders", {"registerId": till.register_id, "status": "CANCELLED"}) == []
    later = find("listOrders", {"registerId": till.register_id, "from": orders[3]["createdAt"]})
    assert [o["orderId"] for o in later] == ids[:2]
    earlier = find("listOrders", {"registerId": till.register_id, "to": orders[3]["createdAt"]})
    assert [o["orderId"] for o in earlier] == ids[2:]
    till.cashier("listOrders", query={"from": "yesterday"}, expect="invalid-argument")
    till.cashier("listOrders", query={"status": "LOST"}, expect="invalid-argument")


def test_receipt_numbers_have_no_gap_whatever_is_refused_in_between_and_however_many_sell(till):
    till.cashier("getSession")

    def one(i):
        if i % 4 == 3:
            till.sell("KIWI", payments=[{"tender": "card", "amount": 1}], expect="underpaid")
            return None
        return till.sell("KIWI", payments=[{"tender": "card"}])["receiptNumber"]
    with ThreadPoolExecutor(8) as pool:
        numbers = sorted(n for n in pool.map(one, range(40)) if n)
    assert numbers == [f"{till.number}-{i:06d}" for i in range(1, 31)]
    assert till.report()["receipts"] == {"first": numbers[0], "last": numbers[-1], "count": 30}
