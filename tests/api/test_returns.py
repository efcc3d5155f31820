"""Goods that come back: with and without receipt, in exchange, and sales that are voided."""
import pytest

from shop import check_arithmetic


def line(order, sku):
    return next(i for i in order["items"] if i["sku"] == sku)


def take_back(till, order, *items, refunds=None, expect=201, by=None):
    body = {"registerId": till.register_id, "refunds": refunds or [{"tender": "cash"}],
            "items": [{"orderItemId": i, "quantity": q, "reason": "Changed mind", "condition": "new"} for i, q in items]}
    return (by or till.cashier)("returnOrderItems", body, id=order["orderId"], expect=expect)


def test_a_part_then_the_rest_then_nothing_more(till):
    sale = till.sell({"sku": "MISC-STANDARD-OPEN", "quantity": 3, "unitPrice": 333}, "KIWI", discounts=[{"kind": "percent", "value": "10", "reason": "x"}],
                     payments=[{"tender": "card"}])
    item = line(sale, "MISC-STANDARD-OPEN")["orderItemId"]
    first = take_back(till, sale, (item, 1), refunds=[{"tender": "card"}])
    assert (first["kind"], first["originalOrderId"]) == ("return", sale["orderId"])
    assert first["total"] < 0 and first["items"][0]["quantity"] == "-1" and first["items"][0]["originalOrderItemId"] == item
    assert line(till.cashier("getOrder", id=sale["orderId"]), "MISC-STANDARD-OPEN").get("returnedQuantity") == "1"
    take_back(till, sale, (item, 3), refunds=[{"tender": "card"}], expect="nothing-left-to-return")
    second = take_back(till, sale, (item, 2), refunds=[{"tender": "card"}])
    third = take_back(till, sale, (line(sale, "KIWI")["orderItemId"], 1), refunds=[{"tender": "card"}])
    take_back(till, sale, (item, 1), refunds=[{"tender": "card"}], expect="nothing-left-to-return")
    for column in ("net", "tax", "total"):
        assert sum(r[column] for r in (first, second, third)) == -sale[column], column
    for document in (first, second, third):
        check_arithmetic(document.body)


def test_all_of_a_cash_sale_pays_back_what_was_paid(till):
    sale = till.sell({"sku": "MANGO", "quantity": 2}, payments=[{"tender": "cash", "tendered": 500}])
    assert (sale["total"], sale["rounding"]) == (338, 2)
    back = take_back(till, sale, (sale["items"][0]["orderItemId"], 2))
    assert (back["total"], back["rounding"], back["paid"] - back["change"]) == (-338, -2, -340)
    assert till.report()["expectedCash"] == till.report()["openingCash"]


def test_a_split_refund_must_come_to_what_is_owed(till):
    sale = till.sell({"sku": "PINEAPPLE", "quantity": 2}, payments=[{"tender": "card"}])
    item = (sale["items"][0]["orderItemId"], 2)
    take_back(till, sale, item, refunds=[{"tender": "card", "amount": 400}], expect=("underpaid", "overpaid", "conflict"))
    take_back(till, sale, item, refunds=[{"tender": "card", "amount": 499}], expect=("overpaid", "conflict"))
    back = take_back(till, sale, item, refunds=[{"tender": "card", "amount": 398}, {"tender": "cash"}])
    assert sorted(p["amount"] for p in back["payments"]) == [-398, -100]


@pytest.mark.parametrize("quantity", [0, -1, "0.5", "x"])
def test_a_quantity_that_cannot_come_back_is_refused(till, quantity):
    sale = till.sell("MANGO")
    take_back(till, sale, (sale["items"][0]["orderItemId"], quantity), expect=("invalid-body", "invalid-argument"))


def test_a_line_of_another_receipt_is_not_found(till):
    one, two = till.sell("MANGO"), till.sell("KIWI")
    take_back(till, one, (two["items"][0]["orderItemId"], 1), expect=("not-found", "invalid-argument", "nothing-left-to-return"))


def test_without_a_receipt_a_supervisor_decides(till):
    body = {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 2, "reason": "No receipt", "condition": "new"}],
            "refunds": [{"tender": "cash"}]}
    till.cashier("returnWithoutReceipt", body, expect=("approval-required", "permission-denied"))
    back = till.cashier("returnWithoutReceipt", body, approval=till.approval("return_without_receipt"))
    assert (back["kind"], back["total"], back["originalOrderId"]) == ("return", -338, None)
    check_arithmetic(back.body)
    body["items"][0]["unitPrice"] = 100
    assert till.manager("returnWithoutReceipt", body)["total"] == -200


def test_an_exchange_is_one_document_for_the_difference(till):
    sale = till.sell("MANGO", payments=[{"tender": "card"}])
    back = {"orderItemId": sale["items"][0]["orderItemId"], "quantity": 1, "reason": "Wanted pineapple", "condition": "new"}
    cart = till.cart("PINEAPPLE", back)
    assert cart["total"] == 249 - 169
    returned = next(i for i in cart["items"] if i.get("return"))
    assert returned["quantity"] == "-1" and returned["return"]["orderId"] == sale["orderId"]
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    assert (order["kind"], order["total"]) == ("exchange", 80)
    check_arithmetic(order.body)
    assert till.cashier("getOrder", id=sale["orderId"])["items"][0]["returnedQuantity"] == "1"
    again = till.cart("PINEAPPLE")
    till.add(again, back, expect="nothing-left-to-return")


def test_an_exchange_for_less_pays_back(till):
    sale = till.sell("PINEAPPLE", payments=[{"tender": "card"}])
    cart = till.cart("MANGO", {"orderItemId": sale["items"][0]["orderItemId"], "quantity": 1, "reason": "x", "condition": "new"})
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    assert order["total"] == -80 and sum(p["amount"] for p in order["payments"]) == -80


def test_a_sale_of_today_is_voided_by_a_document_of_its_own(till):
    sale = till.sell({"sku": "MANGO", "quantity": 2}, payments=[{"tender": "cash"}])
    till.cashier("voidOrder", {"reason": "Wrong goods"}, id=sale["orderId"], expect=("approval-required", "permission-denied"))
    void = till.supervisor("voidOrder", {"reason": "Wrong goods"}, id=sale["orderId"])
    assert (void["kind"], void["total"], void["rounding"], void["originalOrderId"]) == ("void", -338, -2, sale["orderId"])
    check_arithmetic(void.body)
    after = till.cashier("getOrder", id=sale["orderId"])
    assert after["voidedBy"] == void["orderId"] and after["receiptNumber"] == sale["receiptNumber"]
    till.supervisor("voidOrder", {"reason": "Again"}, id=sale["orderId"], expect="conflict")
    take_back(till, sale, (sale["items"][0]["orderItemId"], 1), expect=("nothing-left-to-return", "conflict"))
    report = till.report()
    assert report["expectedCash"] == report["openingCash"] and report["gross"] == 0


def test_a_sale_with_goods_back_already_cannot_be_voided(till):
    sale = till.sell({"sku": "MANGO", "quantity": 2})
    take_back(till, sale, (sale["items"][0]["orderItemId"], 1))
    till.supervisor("voidOrder", {"reason": "x"}, id=sale["orderId"], expect="conflict")


def test_goods_come_back_to_the_shelf(till):
    def stock():
        return till.cashier("listStock", query={"sku": "POMEGRANATE"})["items"][0]["quantity"]
    before = int(stock())
    sale = till.sell({"sku": "POMEGRANATE", "quantity": 2})
    assert int(stock()) == before - 2
    take_back(till, sale, (sale["items"][0]["orderItemId"], 1))
    assert int(stock()) == before - 1


def test_a_preview_of_a_return_is_the_return_and_leaves_nothing(till):
    sale = till.sell({"sku": "KIWI", "quantity": 3})
    body = {"registerId": till.register_id, "items": [{"orderItemId": sale["items"][0]["orderItemId"], "quantity": 1}], "refunds": []}
    cash, head = till.report()["expectedCash"], till.cashier("getSync")["headSeq"]
    preview = till.cashier("returnOrderItems", body, query={"preview": True}, id=sale["orderId"], expect=200, key="preview-of-a-kiwi")
    assert (till.cashier("getSync")["headSeq"], till.report()["expectedCash"]) == (head, cash)
    assert preview["receiptNumber"] is None
    till.cashier("getOrder", id=preview["orderId"], expect="not-found")
    real = till.cashier("returnOrderItems", {**body, "refunds": [{"tender": "cash"}]}, id=sale["orderId"], key="preview-of-a-kiwi")
    for name in ("total", "rounding", "net", "tax", "paid"):
        assert real[name] == preview[name], name
    assert [i["total"] for i in real["items"]] == [i["total"] for i in preview["items"]]
    till.cashier("returnOrderItems", {**body, "items": [{"orderItemId": sale["items"][0]["orderItemId"], "quantity": 3}]},
                 query={"preview": True}, id=sale["orderId"], expect="nothing-left-to-return")


def test_a_preview_does_not_spend_the_consent_it_needs(till):
    body = {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1, "reason": "Soft"}], "refunds": [{"tender": "cash"}]}
    till.cashier("returnWithoutReceipt", body, query={"preview": True}, expect="approval-required")
    consent = till.approval("return_without_receipt")
    preview = till.cashier("returnWithoutReceipt", body, query={"preview": True}, approval=consent, expect=200)
    assert till.cashier("returnWithoutReceipt", body, approval=consent)["total"] == preview["total"]
