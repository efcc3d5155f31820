"""Consent asked of a manager who is elsewhere: given with a PIN, for one call, once, while the cart is the same."""
import json

import pytest

from shop import CASHIER, OTHER_CASHIER, PINS, SUPERVISOR
from test_stream import all_events


def ask(till, operation, body, action, **path):
    """What the till's page does after a refusal: names the very call it is going to make again."""
    known = till.shop.contract.operations[operation]
    url = known["path"]
    for name, value in path.items():
        url = url.replace("{" + name + "}", value)
    text = "" if body is None else json.dumps(body, ensure_ascii=False)
    return till.cashier("askApproval", {"action": action, "title": "Void the sale", "before": "2.00", "after": "0.00", "reason": "left",
                                        "call": {"method": known["method"].upper(), "path": url, "body": text}})


@pytest.fixture
def phone(shop):
    """A supervisor signed on at a console of their own, without a register."""
    return shop.sign_on(shop.pair("A phone"), SUPERVISOR)


def decide(phone, request, decision="approve", pin=PINS[SUPERVISOR], **options):
    return phone("decideApprovalRequest", {"decision": decision, "pin": pin}, id=request["requestId"], **options)


def test_consent_from_afar_lets_the_very_call_through_once(till, phone):
    cart = till.cart("MANGO")
    body = {"reason": "left"}
    till.cashier("voidCart", body, id=cart["cartId"], expect=("approval-required", "permission-denied"))
    request = ask(till, "voidCart", body, "void_cart", id=cart["cartId"])
    assert (request["state"], request["cart"]["total"], request["cart"]["lines"]) == ("pending", cart["total"], 1)
    assert (request["staff"]["code"], request["terminal"], request["decidedBy"]) == (CASHIER, f"Terminal {till.number}", None)
    listed = phone("listApprovalRequests")["items"][0]
    assert (listed["requestId"], listed["title"], listed["call"]["body"]) == (request["requestId"], "Void the sale", body)
    decided = decide(phone, request)
    assert (decided["state"], decided["decidedBy"]) == ("approved", SUPERVISOR)
    assert "approvalId" not in decided.body, "the consent is told to who asked, and to nobody else"
    approval = till.cashier("getApprovalRequest", id=request["requestId"])["approvalId"]
    voided = till.cashier("voidCart", body, id=cart["cartId"], approval=approval)
    assert voided["status"] == "VOIDED"
    again = till.cart("MANGO")
    till.cashier("voidCart", body, id=again["cartId"], approval=approval, expect=("approval-required", "permission-denied"))
    entries = till.manager("listAudit", query={"subject": request["requestId"]})["items"]
    assert [(entry["action"], entry["detail"]["approved"]) for entry in entries] == [("remote_approval", True)]


@pytest.fixture
def granted(till, phone):
    """A cart that may be voided, by consent from afar."""
    cart = till.cart("MANGO")
    request = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=cart["cartId"])
    decide(phone, request)
    return cart, till.cashier("getApprovalRequest", id=request["requestId"])["approvalId"]


def test_it_counts_for_no_other_body(till, granted):
    cart, approval = granted
    till.cashier("voidCart", {"reason": "another"}, id=cart["cartId"], approval=approval, expect=("approval-required", "permission-denied"))
    till.cashier("voidCart", {"reason": "left"}, id=cart["cartId"], approval=approval)


def test_it_counts_for_no_other_cart(till, granted):
    _, approval = granted
    other = till.cart("CUCUMBER")
    till.cashier("voidCart", {"reason": "left"}, id=other["cartId"], approval=approval, expect=("approval-required", "permission-denied"))


def test_it_does_not_count_once_the_cart_has_changed(till, granted):
    cart, approval = granted
    till.add(cart, "STRAWB-400")
    till.cashier("voidCart", {"reason": "left"}, id=cart["cartId"], approval=approval, expect=("approval-required", "permission-denied"))


def test_it_counts_for_nobody_else(till, granted):
    cart, approval = granted
    till.session(OTHER_CASHIER)("voidCart", {"reason": "left"}, id=cart["cartId"], approval=approval,
                                expect=("approval-required", "permission-denied", "in-use-elsewhere"))


def test_a_refusal_is_told_with_its_note_and_gives_nothing(till, phone):
    cart = till.cart("MANGO")
    request = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=cart["cartId"])
    phone("decideApprovalRequest", {"decision": "deny", "pin": PINS[SUPERVISOR], "note": "Call me"}, id=request["requestId"])
    told = till.cashier("getApprovalRequest", id=request["requestId"])
    assert (told["state"], told["note"]) == ("denied", "Call me") and "approvalId" not in told.body
    decide(phone, request, expect="conflict")


def test_a_wrong_pin_decides_nothing_and_counts(till, shop):
    shop.back_office("createStaff", {"code": "7801", "name": "Chief", "role": "supervisor", "pin": "56789"})
    chief = shop.sign_on(shop.pair("Chief's phone"), "7801", "56789")
    request = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=till.cart("MANGO")["cartId"])
    for _ in range(4):
        decide(chief, request, pin="00000", expect="wrong-pin")
    decide(chief, request, pin="00000", expect=("wrong-pin", "locked-out"))
    decide(chief, request, pin="56789", expect="locked-out")
    assert till.cashier("getApprovalRequest", id=request["requestId"])["state"] == "pending"


def test_nobody_approves_their_own_request_nor_what_they_may_not_do(till, shop):
    cart = till.cart("MANGO")
    call = {"method": "POST", "path": f"/v1/carts/{cart['cartId']}/void", "body": "{}"}
    own = till.supervisor("askApproval", {"action": "void_cart", "title": "Mine", "call": call})
    till.supervisor("decideApprovalRequest", {"decision": "approve", "pin": PINS[SUPERVISOR]}, id=own["requestId"], expect="conflict")
    erase = till.cashier("askApproval", {"action": "customer_erase", "title": "Erase", "call": call})
    shop.sign_on(shop.pair("Phone"), SUPERVISOR)("decideApprovalRequest", {"decision": "approve", "pin": PINS[SUPERVISOR]},
                                                 id=erase["requestId"], expect="permission-denied")
    till.cashier("decideApprovalRequest", {"decision": "approve", "pin": PINS[CASHIER]}, id=erase["requestId"], expect="permission-denied")
    till.cashier("listApprovalRequests", expect="permission-denied")


def test_a_till_asks_for_one_thing_at_a_time_and_may_take_it_back(till, phone):
    cart = till.cart("MANGO")
    first = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=cart["cartId"])
    second = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=cart["cartId"])
    assert till.cashier("getApprovalRequest", id=first["requestId"])["state"] == "withdrawn"
    assert till.cashier("withdrawApprovalRequest", id=second["requestId"])["state"] == "withdrawn"
    decide(phone, second, expect="conflict")
    phone("withdrawApprovalRequest", id=second["requestId"], expect="permission-denied")
    till.session(OTHER_CASHIER)("getApprovalRequest", id=second["requestId"], expect="permission-denied")
    till.cashier("getApprovalRequest", id=till.register_id, expect="not-found")


def test_the_log_tells_that_it_was_asked_and_decided_and_never_the_consent(till, phone):
    request = ask(till, "voidCart", {"reason": "left"}, "void_cart", id=till.cart("MANGO")["cartId"])
    decide(phone, request)
    approval = till.cashier("getApprovalRequest", id=request["requestId"])["approvalId"]
    told = [(item["event"]["type"], item["event"]["payload"]["state"]) for item in all_events(till.manager)
            if item["event"]["aggregateId"] == request["requestId"]]
    assert told == [("ApprovalRequested", "pending"), ("ApprovalDecided", "approved")]
    assert approval not in json.dumps([item["event"] for item in all_events(till.manager) if item["event"]["aggregateType"] == "approval"])


@pytest.mark.parametrize("change", [{"action": "staff_admin"}, {"action": "nothing"}, {"title": ""}, {"call": None},
                                    {"call": {"method": "GET", "path": "/v1/carts"}}, {"call": {"method": "POST", "path": "http://elsewhere"}}])
def test_a_request_that_makes_no_sense_is_refused(till, change):
    body = {"action": "void_cart", "title": "Void", "call": {"method": "POST", "path": "/v1/carts", "body": "{}"}, **change}
    till.cashier("askApproval", {name: value for name, value in body.items() if value is not None},
                 expect=("invalid-body", "invalid-argument"))
