"""Orders paid through a card terminal: the one that the cashier works by hand, behind the same seam as the others."""
import pytest

from daemon import Daemon, missing_programs, until
from shop import SUPERVISOR, Shop, check_arithmetic


def give_terminal(till):
    return till.manager("createDevice", {"kind": "card_terminal", "name": f"Cards {till.number}", "address": "none:", "profile": "external",
                                         "registers": [till.register_id]})


@pytest.fixture
def terminal(till):
    device = give_terminal(till)
    yield device
    till.manager("removeDevice", id=device["id"])


def pay(till, cart, *payments, expect=202):
    return till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": list(payments) or [{"tender": "card"}]}, expect=expect)


def payment_of(till, order, index=-1):
    return till.cashier("getCardPayment", id=till.cashier("getOrder", id=order["orderId"])["cardPayments"][index]["id"])


def asked(till, payment):
    return until(lambda: till.cashier("getCardPayment", id=payment["id"])["question"], 10, "the cashier is asked")


def key_in(till, payment, verdict, amount=None, **facts):
    """The result and the second look at it."""
    question = asked(till, payment)
    assert question["kind"] == "result"
    answer = {"number": question["number"], "verdict": verdict, **facts}
    if amount is not None:
        answer["amount"] = amount
    till.cashier("answerCardPayment", answer, id=payment["id"])
    look = until(lambda: (q := asked(till, payment))["kind"] == "confirmResult" and q, 10, "a second look is asked for")
    till.cashier("answerCardPayment", {"number": look["number"], "yes": True}, id=payment["id"])


def settled(till, order, *statuses):
    def look():
        now = till.cashier("getOrder", id=order["orderId"])
        return now if now["status"] in statuses else None
    return until(look, 10, f"the order becomes {statuses}")


def test_an_order_waits_for_the_terminal_and_is_then_as_any_other(till, terminal):
    cart = till.cart("MANGO")
    order = pay(till, cart)
    assert (order["status"], order["receiptNumber"], order["due"]) == ("PENDING_PAYMENT", None, order["total"])
    payment = payment_of(till, order)
    assert (payment["kind"], payment["amount"], payment["deviceId"]) == ("sale", order["total"], terminal["id"])
    assert till.report()["receipts"]["count"] == 0
    assert order["orderId"] not in [each["orderId"] for each in till.cashier("listOrders", query={"registerId": till.register_id})["items"]]
    pending = till.cashier("listOrders", query={"registerId": till.register_id, "status": "PENDING_PAYMENT"})["items"]
    assert [each["orderId"] for each in pending] == [order["orderId"]]
    key_in(till, payment, "approved", order["total"], brand="Visa", lastFour="1234", text="77")
    paid = settled(till, order, "PAID")
    check_arithmetic(paid)
    assert paid["receiptNumber"] == f"{till.number}-000001"
    assert paid["payments"][0]["card"]["brand"] == "Visa" and paid["payments"][0]["card"]["lastFour"] == "1234"
    text = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "Visa ****1234" in text
    merchant = till.cashier("getReceipt", id=order["orderId"], query={"copy": "merchant"}, headers={"Accept": "text/plain"}).raw.decode()
    assert "MERCHANT COPY" in merchant and "MANGO" not in merchant.upper().replace("MERCHANT", "")
    report = till.report()
    assert [t["amount"] for t in report["tenders"] if t["tender"] == "card"] == [order["total"]]
    after = till.cashier("getCardPayment", id=payment["id"])
    assert (after["state"], after["live"], after["approvedAmount"], after["question"]) == ("approved", False, order["total"], None)


def test_a_decline_opens_the_cart_again(till, terminal):
    cart = till.cart("MANGO")
    order = pay(till, cart)
    till.cashier("voidCart", {"reason": "no"}, id=cart["cartId"], approval=till.approval("void_cart"), expect="conflict")
    pay(till, cart, {"tender": "cash"}, expect="conflict")
    till.cashier("closeShift", {"countedCash": 20000}, id=till.shift_id, expect="conflict")
    key_in(till, payment_of(till, order), "declined")
    assert settled(till, order, "CANCELLED")["receiptNumber"] is None
    assert till.cashier("getCart", id=cart["cartId"])["status"] == "ACTIVE"
    assert pay(till, cart, {"tender": "cash"}, expect=201)["receiptNumber"] == f"{till.number}-000001"


def test_what_is_approved_in_part_leaves_the_rest_due(till, terminal):
    order = pay(till, till.cart("MANGO"))
    key_in(till, payment_of(till, order), "approved", 10)
    waiting = until(lambda: (o := till.cashier("getOrder", id=order["orderId"]))["due"] == order["total"] - 10 and o, 10, "the rest is due")
    assert waiting["status"] == "PENDING_PAYMENT"
    till.cashier("addPayments", {"payments": [{"tender": "cash", "amount": 1}]}, id=order["orderId"], expect="underpaid")
    paid = till.cashier("addPayments", {"payments": [{"tender": "cash"}]}, id=order["orderId"])
    check_arithmetic(paid)
    assert paid["status"] == "PAID" and len(paid["payments"]) == 2
    till.cashier("addPayments", {"payments": [{"tender": "cash"}]}, id=order["orderId"], expect="conflict")


def test_giving_up_takes_back_what_the_terminal_took(till, terminal):
    cart = till.cart("MANGO")
    order = pay(till, cart)
    key_in(till, payment_of(till, order), "approved", 10)
    until(lambda: not payment_of(till, order)["live"], 10, "it is answered")
    till.cashier("giveUpOrder", {"reason": "left"}, id=order["orderId"], expect="approval-required")
    given_up = till.cashier("giveUpOrder", {"reason": "left"}, id=order["orderId"], approval=till.approval("void_cart"), expect=202)
    reversal = given_up["cardPayments"][-1]
    assert (reversal["kind"], reversal["amount"]) == ("reversal", 10)
    key_in(till, reversal, "approved", 10)
    assert [p["state"] for p in settled(till, order, "CANCELLED")["cardPayments"]] == ["reversed", "approved"]
    assert till.cashier("getCart", id=cart["cartId"])["status"] == "ACTIVE"


def test_refund_and_void_go_through_the_terminal(till, terminal):
    order = pay(till, till.cart("MANGO", "MANGO"))
    key_in(till, payment_of(till, order), "approved", order["total"])
    sold = settled(till, order, "PAID")
    refund = till.manager("returnOrderItems", {"registerId": till.register_id, "refunds": [{"tender": "card"}], "items": [
        {"orderItemId": sold["items"][0]["orderItemId"], "quantity": 1, "reason": "soft"}]}, id=order["orderId"], expect=202)
    assert refund["due"] == -refund["total"]
    key_in(till, payment_of(till, refund), "approved", refund["due"])
    assert settled(till, refund, "PAID")["payments"][0]["amount"] == refund["total"]
    second = pay(till, till.cart("MANGO"))
    key_in(till, payment_of(till, second), "approved", second["total"])
    settled(till, second, "PAID")
    mirror = till.manager("voidOrder", {"reason": "wrong"}, id=second["orderId"], expect=202)
    assert payment_of(till, mirror)["kind"] == "reversal"
    key_in(till, payment_of(till, mirror), "approved", second["total"])
    settled(till, mirror, "PAID")
    assert till.cashier("getOrder", id=second["orderId"])["status"] == "CANCELLED"


def test_a_card_recorded_by_hand_is_paid_at_once(till, terminal):
    assert till.sell("MANGO", payments=[{"tender": "card", "reference": "slip 7"}])["status"] == "PAID"
    till.sell("MANGO", payments=[{"tender": "card", "reference": "slip 7", "tip": 100}], expect="invalid-argument")


def test_lists_and_refusals(till, terminal):
    order = pay(till, till.cart("MANGO"))
    payment = payment_of(till, order)
    asked(till, payment)
    listed = till.cashier("listCardPayments", query={"registerId": till.register_id, "open": "true"})["items"]
    assert [each["id"] for each in listed] == [payment["id"]] and listed[0]["question"]["kind"] == "result"
    assert till.cashier("listCardPayments", query={"orderId": order["orderId"]})["items"][0]["id"] == payment["id"]
    assert till.cashier("listCardPayments", query={"deviceId": terminal["id"], "open": "false"})["items"] == []
    till.cashier("listCardPayments", query={"open": "maybe"}, expect="invalid-argument")
    till.cashier("answerCardPayment", {"number": 999}, id=payment["id"], expect="conflict")
    till.cashier("decideCardPayment", {"charged": True, "reason": "?"}, id=payment["id"], approval=till.approval("void_order"), expect="conflict")
    till.cashier("decideCardPayment", {"charged": True, "reason": "?"}, id=payment["id"], expect="approval-required")
    till.manager("startTerminalService", {"kind": "dayEnd"}, id=terminal["id"], expect="conflict")
    assert till.cashier("listTerminalReports", id=terminal["id"])["items"] == []
    other = till.cart("MANGO")
    pay(till, other, expect="conflict")     # the terminal is taken; cash is not
    assert pay(till, other, {"tender": "cash"}, expect=201)["status"] == "PAID"
    key_in(till, payment, "declined")
    settled(till, order, "CANCELLED")


def test_two_cards_run_one_after_another(till, terminal):
    order = pay(till, till.cart("MANGO"), {"tender": "card", "amount": 10}, {"tender": "card"})
    assert len(order["cardPayments"]) == 2
    key_in(till, order["cardPayments"][0], "approved", 10)
    key_in(till, order["cardPayments"][1], "approved", order["total"] - 10)
    assert [p["amount"] for p in settled(till, order, "PAID")["payments"]] == [10, order["total"] - 10]


def test_a_power_cut_during_the_payment_ends_in_one_sale(tmp_path):
    if missing_programs():
        pytest.skip(missing_programs())
    daemon = Daemon(tmp_path).create().start()
    shop = Shop(daemon)
    till = shop.till()
    give_terminal(till)
    orders = []
    for verdict in ("approved", "declined", "decided"):
        order = pay(till, till.cart("MANGO"))
        asked(till, payment_of(till, order))
        daemon.kill()
        daemon.start()
        shop = Shop.__new__(Shop)
        shop.__dict__.update(till.shop.__dict__)
        till.shop, shop.anyone.base = shop, daemon.base
        for api in (till.terminal, shop.back_office, *till.sessions.values()):
            api.base = daemon.base
        payment = payment_of(till, order)
        assert payment["state"] == "unknown"
        till.cashier("closeShift", {"countedCash": 20000}, id=till.shift_id, expect="conflict")
        if verdict == "decided":
            approval = till.approval("void_order")
            decided = till.cashier("decideCardPayment", {"charged": True, "reason": "slip found"}, id=payment["id"], approval=approval)
            assert decided["decision"]["approver"] == SUPERVISOR and decided["state"] == "approved"
        else:
            key_in(till, payment, verdict, order["total"] if verdict == "approved" else None)
        orders.append(settled(till, order, "PAID", "CANCELLED"))
    assert [order["status"] for order in orders] == ["PAID", "CANCELLED", "PAID"]
    assert [order["receiptNumber"] for order in orders] == [f"{till.number}-000001", None, f"{till.number}-000002"]
    until(lambda: pay_again(till), 10, "the terminal is free for the next")
    daemon.stop()
    daemon.verify()


def pay_again(till):
    cart = till.cart("MANGO")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect=(202, "conflict"))
    if order.status != 202:
        return False
    key_in(till, order["cardPayments"][0], "approved", order["total"])
    return settled(till, order, "PAID")


def test_cards_without_the_host_only_within_the_policy(till, terminal):
    offline = {"tender": "card", "reference": "imprint 1", "offline": True}
    till.sell("MANGO", payments=[offline], expect="tender-refused")
    limits = {"maxPerSale": 5000, "maxPerTill": 6000, "maxStore": 100000, "maxHours": 24, "terminals": ["external"]}
    till.cashier("putOfflineCardPolicy", limits, expect="permission-denied")
    assert till.manager("putOfflineCardPolicy", limits)["exposure"]["count"] == 0
    try:
        order = till.sell("MANGO", payments=[offline])
        at_risk = till.cashier("getOfflineCardPolicy")["exposure"]
        assert (at_risk["count"], at_risk["amount"]) == (1, order["total"])
        assert at_risk["tills"] == [{"registerId": till.register_id, "count": 1, "amount": order["total"]}]
        told = {each["operation"]: each for each in till.terminal("getCapabilities")["operations"]}
        assert told["card.payment"]["limits"]["offline"]["exposure"]["amount"] == order["total"]
        till.sell({"sku": "MANGO", "quantity": 40}, payments=[offline], expect="limit-exceeded")
        till.sell("MANGO", payments=[{**offline, "reference": ""}], expect="invalid-argument")
        card = till.cashier("listOfflineCards", query={"open": "true"})["items"][0]
        till.cashier("settleOfflineCard", {"outcome": "forwarded"}, id=card["id"], expect="permission-denied")
        assert till.supervisor("settleOfflineCard", {"outcome": "forwarded", "note": "came through"}, id=card["id"])["outcome"] == "forwarded"
        till.supervisor("settleOfflineCard", {"outcome": "declined"}, id=card["id"], expect="conflict")
        assert till.cashier("getOfflineCardPolicy")["exposure"]["count"] == 0
    finally:
        till.manager("deleteOfflineCardPolicy")
