"""Tips that no card terminal takes: policy of the tender, drawer, receipt, reports, voids and returns."""
import pytest

from shop import FLOAT, check_arithmetic

POLICY = {"percents": [5, 10, 15], "amounts": [100, 200], "refunded": False}


@pytest.fixture
def tipped(till):
    """A till at which cash and cards take tips."""
    policies(till, cash=POLICY, card=POLICY)
    yield till
    policies(till, cash=None, card=None)


def policies(till, **wanted):
    for tender in till.manager("listTenders")["items"]:
        if tender["code"] in wanted:
            code = tender.pop("code")
            till.manager("putTender", tender | {"tips": wanted[code]}, code=code)


def drawer(till):
    return till.report()["expectedCash"]


def test_a_tender_says_what_tips_it_takes(tipped):
    tenders = {each["code"]: each["tips"] for each in tipped.cashier("listTenders")["items"]}
    assert tenders["cash"] == POLICY and tenders["voucher"] is None
    voucher = next(each for each in tipped.manager("listTenders")["items"] if each["code"] == "voucher")
    code = voucher.pop("code")
    refused = tipped.manager("putTender", voucher | {"tips": POLICY}, code=code, expect="invalid-argument")
    assert refused["errors"][0]["pointer"] == "/tips"
    for wrong in ({"percents": [0]}, {"percents": [101]}, {"amounts": [0]}, {"amounts": ["1"]}, {"percents": [1] * 7}, {"share": 1}):
        body = {"name": "Cash", "kind": "cash", "currency": "EUR", "tips": wrong}
        refused = tipped.manager("putTender", body, code="cash", expect="invalid-body")
        assert refused["errors"][0]["pointer"].startswith("/tips/")


def test_a_tip_in_cash_stays_in_the_drawer_and_out_of_the_sale(tipped):
    due = tipped.shop.price("MANGO")
    order = tipped.sell("MANGO", payments=[{"tender": "cash", "amount": 1000, "tip": 150}])
    check_arithmetic(order)
    rounded = due + order["rounding"]
    assert (order["total"], order["paid"], order["change"]) == (due, 1000, 1000 - rounded)
    assert (order["payments"][0]["amount"], order["payments"][0]["tendered"], order["payments"][0]["tip"]) == (rounded, 1000, 150)
    assert tipped.cashier("getOrder", id=order["orderId"])["payments"] == order["payments"]
    report = tipped.report()
    assert report["tips"] == {"count": 1, "amount": 150}
    assert (report["gross"], report["sales"]["amount"]) == (due, due)
    assert [(each["tender"], each["amount"]) for each in report["tenders"]] == [("cash", rounded)]
    assert report["expectedCash"] == FLOAT + rounded + 150
    text = tipped.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "11.50" in text and "Tip" in text and "1.50" in text


def test_a_card_keyed_by_hand_brings_its_tip_and_cash_may_be_a_tip_alone(tipped):
    due = tipped.shop.price("MANGO")
    order = tipped.sell("MANGO", payments=[{"tender": "card", "reference": "slip 7", "tip": 100}])
    assert order["payments"][0]["tip"] == 100 and drawer(tipped) == FLOAT
    order = tipped.sell("MANGO", payments=[{"tender": "card", "amount": due}, {"tender": "cash", "amount": 0, "tip": 200}])
    assert (order["change"], order["rounding"], order["total"]) == (0, 0, due)
    report = tipped.report()
    assert report["tips"] == {"count": 2, "amount": 300}
    assert drawer(tipped) == FLOAT + 200
    assert report["gross"] == 2 * due


def test_no_tip_where_the_tender_takes_none(till):
    for payment in ({"tender": "cash"}, {"tender": "card", "reference": "slip 7"}, {"tender": "voucher", "voucherCode": "X", "amount": 1}):
        refused = till.sell("MANGO", payments=[payment | {"tip": 100}], expect=("invalid-argument", "underpaid", "tender-refused"))
        if payment["tender"] != "voucher":
            assert refused["errors"][0]["pointer"] == "/payments/0/tip"
    assert till.report()["receipts"]["count"] == 0


def test_the_most_of_a_tender_counts_the_tip(tipped):
    card = next(each for each in tipped.manager("listTenders")["items"] if each["code"] == "card")
    code = card.pop("code")
    due = tipped.shop.price("MANGO")
    tipped.manager("putTender", card | {"maxAmount": due + 99}, code=code)
    try:
        tipped.sell("MANGO", payments=[{"tender": "card", "tip": 100}], expect="limit-exceeded")
        tipped.sell("MANGO", payments=[{"tender": "card", "tip": 99}])
    finally:
        tipped.manager("putTender", card, code=code)


def test_a_void_gives_the_tip_back(tipped):
    order = tipped.sell("MANGO", payments=[{"tender": "cash", "amount": 1000, "tip": 150}])
    mirror = tipped.manager("voidOrder", {"reason": "wrong"}, id=order["orderId"])
    assert mirror["payments"][0]["tip"] == -150
    assert tipped.report()["tips"]["amount"] == 0 and drawer(tipped) == FLOAT


def back(till, order, payment, expect=201):
    body = {"registerId": till.register_id, "refunds": [payment],
            "items": [{"orderItemId": order["items"][0]["orderItemId"], "quantity": 1, "reason": "changed mind"}]}
    return till.cashier("returnOrderItems", body, id=order["orderId"], expect=expect)


def test_goods_that_come_back_leave_the_tip_unless_the_tender_gives_it_back(tipped):
    kept = tipped.sell({"sku": "MANGO", "quantity": 2}, payments=[{"tender": "cash", "tip": 150}])
    taken = back(tipped, kept, {"tender": "cash"})
    assert "tip" not in taken["payments"][0] and tipped.report()["tips"]["amount"] == 150
    back(tipped, kept, {"tender": "cash", "tip": 150}, expect="tender-refused")
    policies(tipped, cash=POLICY | {"refunded": True})
    back(tipped, kept, {"tender": "cash", "tip": 151}, expect="limit-exceeded")
    before = drawer(tipped)
    gone = back(tipped, kept, {"tender": "cash", "tip": 150})
    assert gone["payments"][0]["tip"] == -150
    assert drawer(tipped) == before + gone["payments"][0]["amount"] - 150
    assert tipped.report()["tips"] == {"count": 2, "amount": 0}


def test_what_went_back_once_does_not_go_back_again(tipped):
    policies(tipped, cash=POLICY | {"refunded": True})
    kept = tipped.sell({"sku": "MANGO", "quantity": 3}, payments=[{"tender": "cash", "tip": 150}])
    back(tipped, kept, {"tender": "cash", "tip": 100})
    back(tipped, kept, {"tender": "cash", "tip": 51}, expect="limit-exceeded")
    back(tipped, kept, {"tender": "cash", "tip": 50})
