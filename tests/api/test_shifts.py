"""Shifts: opening, cash in and out, counting, and the arithmetic of X and Z."""
import pytest

from shop import FLOAT, check_arithmetic


def test_a_register_has_one_open_shift(closed_till):
    shift = closed_till.open(15000)
    assert (shift["status"], shift["openingCash"], shift["expectedCash"], shift["number"]) == ("OPEN", 15000, 15000, 1)
    closed_till.cashier("openShift", {"openingCash": 0}, id=closed_till.register_id, expect="shift-open")
    listed = next(r for r in closed_till.cashier.every("listRegisters") if r["id"] == closed_till.register_id)
    assert listed["openShift"]["shiftId"] == shift["shiftId"]
    assert closed_till.cashier("getShift", id=shift["shiftId"]).body == shift.body


@pytest.mark.parametrize("cash", [-1, 1.5, "100", None, 10**17])
def test_a_float_is_a_whole_amount_of_money(closed_till, cash):
    closed_till.cashier("openShift", {"openingCash": cash}, id=closed_till.register_id, expect=("invalid-body", "invalid-argument", "strict-json"))


def test_cash_movements_change_what_should_be_in_the_drawer(till):
    move = till.supervisor("addCashMovement", {"kind": "payIn", "amount": 5000, "reason": "Change"}, id=till.shift_id)
    assert (move["kind"], move["amount"], move["currency"], move["shiftId"]) == ("payIn", 5000, "EUR", till.shift_id)
    till.supervisor("addCashMovement", {"kind": "payOut", "amount": 1250, "reason": "Stamps"}, id=till.shift_id)
    till.supervisor("addCashMovement", {"kind": "drop", "amount": 10000, "reason": "Safe"}, id=till.shift_id)
    till.supervisor("addCashMovement", {"kind": "noSale", "reason": "Coins"}, id=till.shift_id)
    report = till.report()
    assert report["expectedCash"] == FLOAT + 5000 - 1250 - 10000
    assert report["cashMovements"] == {"payIn": {"count": 1, "amount": 5000}, "payOut": {"count": 1, "amount": 1250},
                                       "drop": {"count": 1, "amount": 10000}, "noSale": {"count": 1}}


def test_cash_movements_need_permission_or_consent(till):
    body = {"kind": "payOut", "amount": 100, "reason": "Milk"}
    till.cashier("addCashMovement", body, id=till.shift_id, expect=("approval-required", "permission-denied"))
    till.cashier("addCashMovement", body, id=till.shift_id, approval=till.approval("cash_movement"))
    till.cashier("addCashMovement", {"kind": "noSale", "reason": "Coins"}, id=till.shift_id, expect=("approval-required", "permission-denied"))
    till.cashier("addCashMovement", {"kind": "noSale", "reason": "Coins"}, id=till.shift_id, approval=till.approval("no_sale"))


@pytest.mark.parametrize("body", [{"kind": "payIn", "amount": 0, "reason": "x"}, {"kind": "payIn", "amount": -5, "reason": "x"},
                                  {"kind": "payIn", "reason": "x"}, {"kind": "gift", "amount": 5, "reason": "x"}, {"kind": "payIn", "amount": 5}])
def test_a_cash_movement_that_makes_no_sense_is_refused(till, body):
    till.supervisor("addCashMovement", body, id=till.shift_id, expect=("invalid-body", "invalid-argument"))


def test_more_cash_than_there_is_cannot_be_taken_out(till):
    till.supervisor("addCashMovement", {"kind": "drop", "amount": FLOAT + 1, "reason": "x"}, id=till.shift_id,
                    expect="limit-exceeded")
    assert till.report()["expectedCash"] == FLOAT


def test_closing_with_the_right_cash_gives_the_z_report(till):
    till.sell("MANGO", payments=[{"tender": "cash", "tendered": 500}])
    x = till.report()
    assert x["kind"] == "X" and x["closedAt"] is None
    closed = till.cashier("closeShift", {"countedCash": x["expectedCash"]}, id=till.shift_id)
    assert (closed["status"], closed["variance"], closed["countedCash"]) == ("CLOSED", 0, x["expectedCash"])
    z = till.report()
    assert z["kind"] == "Z" and (z["countedCash"], z["variance"]) == (x["expectedCash"], 0)
    moving = {"kind", "closedAt", "countedCash", "variance", "denominations"}
    assert {k: v for k, v in z.body.items() if k not in moving} == {k: v for k, v in x.body.items() if k not in moving}
    till.cashier("closeShift", {"countedCash": 0}, id=till.shift_id, expect=("conflict", "no-open-shift"))
    till.sell("MANGO", expect="no-open-shift")
    again = till.open()
    assert again["number"] == closed["number"] + 1
    listed = till.cashier.every("listShifts", {"limit": 1}, id=till.register_id)
    assert [s["shiftId"] for s in listed] == [again["shiftId"], closed["shiftId"]]
    assert [s["shiftId"] for s in till.cashier.every("listShifts", {"status": "CLOSED"}, id=till.register_id)] == [closed["shiftId"]]


def test_a_count_by_coins_and_notes_is_their_sum(till):
    counted = [{"value": 5000, "count": 3}, {"value": 2000, "count": 2}, {"value": 500, "count": 2}]
    closed = till.cashier("closeShift", {"denominations": counted}, id=till.shift_id)
    assert closed["countedCash"] == FLOAT and closed["variance"] == 0
    assert sorted(till.report()["denominations"], key=lambda d: -d["value"]) == counted


def test_a_small_variance_passes_and_is_written_down(till):
    closed = till.cashier("closeShift", {"countedCash": FLOAT - 500}, id=till.shift_id)
    assert closed["variance"] == -500 == till.report()["variance"]


def test_closing_answers_with_the_z_report_inside(till):
    closed = till.cashier("closeShift", {"countedCash": FLOAT}, id=till.shift_id)
    assert closed.get("report") == till.report().body


def test_a_large_variance_wants_a_reason_and_a_supervisor(till):
    till.cashier("closeShift", {"countedCash": FLOAT + 501}, id=till.shift_id,
                 expect=("approval-required", "limit-exceeded", "permission-denied", "invalid-body", "invalid-argument"))
    till.cashier("closeShift", {"countedCash": FLOAT + 501, "varianceReason": "Found a note"}, id=till.shift_id,
                 expect=("approval-required", "limit-exceeded", "permission-denied"))
    assert till.cashier("getShift", id=till.shift_id)["status"] == "OPEN"
    closed = till.cashier("closeShift", {"countedCash": FLOAT + 501, "varianceReason": "Found a note"}, id=till.shift_id,
                          approval=till.approval("approve"))
    assert (closed["variance"], closed["varianceReason"]) == (501, "Found a note")


@pytest.mark.parametrize("body", [{}, {"countedCash": 1, "denominations": [{"value": 1, "count": 1}]}, {"countedCash": -1},
                                  {"denominations": [{"value": 0, "count": 1}]}, {"denominations": [{"value": 5, "count": -1}]}])
def test_a_count_that_makes_no_sense_is_refused(till, body):
    till.cashier("closeShift", body, id=till.shift_id, expect=("invalid-body", "invalid-argument"))


def test_the_report_adds_up_to_the_orders_of_the_shift(till):
    orders = [till.sell("MANGO", {"sku": "KIWI", "quantity": 4}, payments=[{"tender": "cash", "tendered": 2000}]),
              till.sell("BEER-LAGER-6", payments=[{"tender": "card"}]),
              till.sell({"sku": "BANANA", "quantity": "1.234"}, payments=[{"tender": "card", "amount": 100}, {"tender": "cash"}])]
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "refunds": [{"tender": "cash"}],
                        "items": [{"orderItemId": orders[0]["items"][0]["orderItemId"], "quantity": 1, "reason": "Bruised", "condition": "damaged"}]},
                        id=orders[0]["orderId"])
    cart = till.cart("MANGO")
    till.supervisor("voidCart", {"reason": "Left"}, id=cart["cartId"])
    open_cart = till.cart("KIWI")
    report = till.report()
    documents = [*orders, back]
    for document in documents:
        check_arithmetic(document.body)
    assert report["sales"] == {"count": 3, "amount": sum(o["total"] for o in orders)}
    assert report["returns"]["count"] == 1 and abs(report["returns"]["amount"]) == -back["total"]
    for column, name in (("net", "net"), ("tax", "tax"), ("total", "gross"), ("rounding", "rounding")):
        assert report[name] == sum(d[column] for d in documents), name
    assert report["net"] + report["tax"] == report["gross"]
    taxes = {}
    for line in (line for d in documents for line in d["taxes"]):
        base, amount = taxes.get(line["code"], (0, 0))
        taxes[line["code"]] = (base + line["base"], amount + line["amount"])
    assert {t["code"]: (t["base"], t["amount"]) for t in report["taxes"]} == taxes
    tenders = {t["tender"]: t["amount"] for t in report["tenders"]}
    assert sum(tenders.values()) == sum(d["total"] + d["rounding"] for d in documents), tenders
    assert report["expectedCash"] == FLOAT + tenders["cash"]
    assert report["receipts"]["count"] == 4
    assert (report["receipts"]["first"], report["receipts"]["last"]) == (orders[0]["receiptNumber"], back["receiptNumber"])
    assert report["voidedCarts"]["count"] == 1 and report["voids"]["count"] == 0
    assert [c["cartId"] for c in report["openCarts"]] == [open_cart["cartId"]]


def test_who_stands_behind_a_variance_may_consent_to_the_close(till):
    body = {"countedCash": FLOAT - 900, "varianceReason": "A note is missing"}
    till.cashier("closeShift", body, id=till.shift_id, expect="approval-required")
    consent = till.approval("shift_close")
    assert till.cashier("closeShift", body, id=till.shift_id, approval=consent)["variance"] == -900
    till.open()
    till.cashier("closeShift", body, id=till.shift_id, approval=consent, expect=("approval-required", "not-found", "conflict"))


def test_a_blind_count_is_not_told_by_how_much_it_is_off(till):
    api = till.shop.back_office
    api("updateSite", {"policy": {"blindClose": True}})
    try:
        refused = till.cashier("closeShift", {"countedCash": FLOAT - 900}, id=till.shift_id, expect=("invalid-argument", "invalid-body"))
        assert "9.00" not in refused["detail"] and "reason" in refused["detail"]
    finally:
        api("updateSite", {"policy": {"blindClose": False}})
    refused = till.cashier("closeShift", {"countedCash": FLOAT - 900}, id=till.shift_id, expect=("invalid-argument", "invalid-body"))
    assert "9.00" in refused["detail"]
