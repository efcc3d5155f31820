"""Pairing, sign-on, lock-out, permissions and another person's consent."""
from concurrent.futures import ThreadPoolExecutor
import itertools
import json
import re

import pytest
import requests

from shop import CASHIER, MANAGER, OTHER_CASHIER, PINS, SUPERVISOR

codes = itertools.count(7001)


def new_person(shop, role="cashier", pin="4321"):
    code = str(next(codes))
    shop.back_office("createStaff", {"code": code, "name": f"Person {code}", "role": role, "pin": pin})
    return code


def test_a_terminal_pairs_once_with_the_code_and_may_sign_people_on(shop):
    pairing = shop.anyone("createPairing", {"code": shop.code, "name": "New till"})
    session = shop.anyone.as_(pairing["token"])("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    assert session["staff"]["code"] == CASHIER and session["staff"]["role"] == "cashier"
    assert "sell" in session["permissions"] and "void_cart" not in session["permissions"]
    current = shop.anyone.as_(session["token"])("getSession")
    assert current["sessionId"] == session["sessionId"] and current["permissions"] == session["permissions"]


def test_a_code_used_up_pairs_nobody_else(shop):
    code = shop.back_office("createPairingCode", {})["code"]
    shop.anyone("createPairing", {"code": code, "name": "First"})
    shop.anyone("createPairing", {"code": code, "name": "Second"}, expect=("unauthenticated", "not-found", "conflict"))


def test_signing_off_ends_the_session(shop):
    api = shop.sign_on(shop.pair("Leaving"), CASHIER)
    api("endSession")
    api("getSession", expect=("unauthenticated", "session-expired"))


def test_a_revoked_terminal_and_its_sessions_are_out_at_once(shop):
    pairing = shop.anyone("createPairing", {"code": shop.code, "name": "Stolen"})
    api = shop.sign_on(pairing["token"], CASHIER)
    listed = [t for t in shop.back_office.every("listTerminals") if t["id"] == pairing["terminalId"]]
    assert len(listed) == 1 and listed[0]["name"] == "Stolen" and listed[0]["revokedAt"] is None
    shop.back_office("revokeTerminal", id=pairing["terminalId"])
    api("getSession", expect=("unauthenticated", "session-expired"))
    shop.anyone.as_(pairing["token"])("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]}, expect="unauthenticated")


@pytest.mark.parametrize("staff, pin", [(CASHIER, "9999"), ("0000", "1111"), (CASHIER, "")])
def test_a_wrong_pin_and_an_unknown_code_look_the_same(shop, staff, pin):
    terminal = shop.anyone.as_(shop.pair("Guess"))
    if pin == "":
        terminal("createSession", {"staffCode": staff, "pin": pin}, expect=("invalid-body", "wrong-pin"))
    else:
        shop_person = new_person(shop) if staff == CASHIER else staff
        terminal("createSession", {"staffCode": shop_person, "pin": pin}, expect="wrong-pin")


def test_five_wrong_pins_lock_the_person_out_and_a_new_pin_lets_in_again(shop):
    code = new_person(shop)
    terminal = shop.anyone.as_(shop.pair("Locking"))
    seen = [terminal("createSession", {"staffCode": code, "pin": "0000"}, expect=("wrong-pin", "locked-out")) for _ in range(5)]
    assert [reply.problem for reply in seen[:4]] == ["wrong-pin"] * 4
    locked = terminal("createSession", {"staffCode": code, "pin": "4321"}, expect="locked-out")
    assert int(locked.headers["Retry-After"]) > 0 and locked["retryable"] is True
    staff_id = next(p["id"] for p in shop.back_office.every("listStaff") if p["code"] == code)
    shop.back_office("updateStaff", {"pin": "8765"}, id=staff_id)
    shop.anyone.as_(shop.pair("Unlocked"))("createSession", {"staffCode": code, "pin": "8765"})


def test_a_new_pin_ends_what_was_begun_with_the_old_one(shop):
    code = new_person(shop)
    session = shop.sign_on(shop.pair("Left signed on"), code, "4321")
    session("getSession")
    staff_id = next(p["id"] for p in shop.back_office.every("listStaff") if p["code"] == code)
    shop.back_office("updateStaff", {"pin": "8765"}, id=staff_id)
    session("getSession", expect="session-expired")
    shop.back_office("getSession")  # who set it is still there


def test_who_is_not_let_in_is_counted_and_in_the_log_with_the_address(shop):
    def counted(reason):
        text = requests.get(shop.daemon.base + "/metrics", timeout=10).text
        return int(re.search(rf'holdfast_access_refused_total{{reason="{reason}"}} (\d+)', text)[1])
    terminal = shop.anyone.as_(shop.pair("Guessing"))
    before = {reason: counted(reason) for reason in ("wrong-pin", "unauthenticated")}
    terminal("createSession", {"staffCode": new_person(shop), "pin": "0000"}, expect="wrong-pin")
    guess = shop.anyone.as_("hft_" + "0" * 64)("getSession", expect="unauthenticated")
    assert {reason: counted(reason) - before[reason] for reason in before} == {"wrong-pin": 1, "unauthenticated": 1}
    lines = [json.loads(line) for line in shop.daemon.log.read_text().splitlines() if guess["correlationId"] in line]
    refused = next(line for line in lines if line["message"] == "access refused")
    assert (refused["reason"], refused["peer"], refused["route"]) == ("unauthenticated", "127.0.0.1", "/v1/sessions/current")
    assert "hft_" not in json.dumps(refused)


def test_someone_who_left_cannot_sign_on(shop):
    code = new_person(shop)
    staff_id = next(p["id"] for p in shop.back_office.every("listStaff") if p["code"] == code)
    shop.back_office("updateStaff", {"active": False, "name": "Gone"}, id=staff_id)
    shop.anyone.as_(shop.pair("Left"))("createSession", {"staffCode": code, "pin": "4321"}, expect="wrong-pin")


def test_a_code_of_the_staff_is_given_once(shop):
    code = new_person(shop)
    shop.back_office("createStaff", {"code": code, "name": "Twin", "role": "cashier", "pin": "1234"}, expect="duplicate")


def test_what_a_role_may_not_do_is_refused_and_changes_nothing(till):
    cart = till.cart("MANGO")
    refused = till.cashier("voidCart", {"reason": "No"}, id=cart["cartId"], expect=("permission-denied", "approval-required"))
    assert refused.status == 403 and refused["retryable"] is False
    assert till.cashier("getCart", id=cart["cartId"])["status"] == "ACTIVE"
    till.cashier("createStaff", {"code": "6999", "name": "No", "role": "cashier", "pin": "1234"},
                 expect=("permission-denied", "approval-required"))
    till.cashier("listAudit", expect=("permission-denied", "approval-required"))


def test_consent_of_another_person_is_for_one_action_once(till):
    first, second = till.cart("MANGO"), till.cart("KIWI")
    consent = till.approval("void_cart")
    voided = till.cashier("voidCart", {"reason": "Left"}, id=first["cartId"], approval=consent)
    assert voided["status"] == "VOIDED"
    till.cashier("voidCart", {"reason": "Again"}, id=second["cartId"], approval=consent, expect=("approval-required", "permission-denied"))
    other = till.approval("price_override")
    till.cashier("voidCart", {"reason": "Other"}, id=second["cartId"], approval=other, expect=("approval-required", "permission-denied"))


def test_consent_given_once_is_used_once_even_at_the_same_moment(till):
    carts = [till.cart("MANGO")["cartId"] for _ in range(8)]
    consent = till.approval("void_cart")
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda cart: till.cashier("voidCart", {"reason": "x"}, id=cart, approval=consent,
                                                          expect=(200, "approval-required", "permission-denied")), carts))
    assert sorted(reply.status for reply in replies) == [200] + [403] * 7


def test_consent_needs_another_person_who_may(till):
    def ask(staff, pin=None, expect="permission-denied"):
        return till.cashier("createApproval", {"staffCode": staff, "pin": pin or PINS[staff], "action": "void_cart", "reason": "x"},
                            expect=expect)
    ask(CASHIER, expect=("conflict", "permission-denied", "invalid-argument"))
    ask(OTHER_CASHIER, expect="permission-denied")
    ask(MANAGER, expect=201)
    assert ask(SUPERVISOR, expect=201)["approver"]["code"] == SUPERVISOR


def test_a_made_up_consent_is_none(till):
    cart = till.cart("MANGO")
    till.cashier("voidCart", {"reason": "x"}, id=cart["cartId"], approval="019b76da-b000-7000-8000-00000000dead",
                 expect=("approval-required", "permission-denied"))


def test_a_role_changed_by_the_manager_counts_from_the_next_sign_on(shop):
    role = {"name": "Trainee", "permissions": ["sell"], "maxDiscountPercent": "0", "maxOpenPrice": 100}
    put = shop.back_office("putRole", role, code="trainee")
    assert put["permissions"] == ["sell"] and put["maxOpenPrice"] == 100
    assert "trainee" in {r["code"] for r in shop.back_office.every("listRoles")}
    api = shop.sign_on(shop.pair("Trainee"), new_person(shop, "trainee"), "4321")
    assert api("getSession")["permissions"] == ["sell"]


@pytest.mark.parametrize("header", [None, "Basic MTAwMToxMTEx", "Bearer", "Bearer nonsense", "Bearer " + "x" * 64, "bearer"])
def test_without_a_valid_token_nobody_gets_in(shop, header):
    shop.anyone("getSession", headers={"Authorization": header}, expect="unauthenticated")


def test_a_terminal_is_not_a_person(till):
    till.terminal("createCart", {"registerId": till.register_id}, expect=("unauthenticated", "session-expired"))
    till.terminal("listRegisters")


def test_wrong_pairing_codes_are_counted(shop, tmp_path):
    from daemon import Daemon
    from client import Api
    daemon = Daemon(tmp_path).create(catalogue=False).start()
    try:
        api = Api(daemon.base, shop.contract)
        seen = [api("createPairing", {"code": f"WRONG-{i}", "name": "x"}, expect=("unauthenticated", "not-found", "rate-limited", "locked-out"))
                for i in range(8)]
        assert seen[0].status != 429 and seen[-1].status == 429, [reply.status for reply in seen]
        assert int(seen[-1].headers["Retry-After"]) > 0
    finally:
        daemon.stop()


def test_the_trail_says_who_did_it_and_who_agreed(till):
    cart = till.cart("MANGO")
    till.cashier("voidCart", {"reason": "Left the shop"}, id=cart["cartId"], approval=till.approval("void_cart"))
    entries = till.shop.back_office("listAudit", query={"subject": cart["cartId"], "action": "void_cart"})["items"]
    assert len(entries) == 1 and entries[0]["staff"]["code"] == CASHIER and entries[0]["approver"]["code"] == SUPERVISOR, entries


def test_no_answer_shows_a_pin_or_its_hash(shop):
    raw = shop.back_office("listStaff").raw.decode()
    assert not re.search(r"argon2|pinHash|909090", raw)


def test_a_terminal_knows_itself_and_leaves_when_nothing_is_in_hand(till):
    own = till.terminal("getOwnTerminal")
    assert own["name"] == f"Terminal {till.number}" and own["revokedAt"] is None
    assert till.cashier("getOwnTerminal").body == own.body
    till.cashier("leaveStore", expect="approval-required")
    cart = till.cart("MANGO")
    till.manager("leaveStore", expect="conflict")
    till.cashier("suspendCart", id=cart["cartId"])
    till.cashier("leaveStore", approval=till.approval("device_admin", staff="9001"))
    till.terminal("getOwnTerminal", expect="unauthenticated")


NO_ONE = "019b76da-b000-7000-8000-00000000dead"
LINE = {"sku": "MANGO", "quantity": 1, "reason": "x", "condition": "sellable"}
# Of the operations that look at their body before they look at who asks.
BODIES = {
    "openShift": {"openingCash": 0}, "setOrderStatus": {"status": "SHIPPED"}, "setShipping": {"provider": "x", "method": "x"}, "giveUpOrder": {"reason": "x"},
    "voidOrder": {"reason": "x"}, "returnOrderItems": {"registerId": NO_ONE, "items": [{"orderItemId": NO_ONE, "quantity": 1, "reason": "x", "condition": "sellable"}],
                                                      "refunds": [{"tender": "cash"}]},
    "returnWithoutReceipt": {"registerId": NO_ONE, "items": [LINE], "refunds": [{"tender": "cash"}]}}


def test_who_may_nothing_is_refused_by_every_operation_that_names_a_permission(shop):
    shop.back_office("putRole", {"name": "Nothing", "permissions": []}, code="nothing")
    nobody = shop.sign_on(shop.pair("Nobody's"), new_person(shop, "nothing"), "4321")
    let_in = []
    for name, operation in shop.contract.operations.items():
        if "x-permission" not in operation:
            continue
        path = re.sub(r"\{\w+\}", NO_ONE, operation["base"] + operation["path"])
        body = None if operation["method"] == "GET" else json.dumps(BODIES.get(name, {}))
        answer = nobody.http.request(operation["method"], nobody.base + path, data=body,
                                     headers={"Content-Type": "application/json", "Authorization": "Bearer " + nobody.token})
        # What the policy has switched off is off for everybody.
        if answer.json().get("type", "").rsplit(":", 1)[-1] not in ("permission-denied", "approval-required", "policy-off"):
            let_in.append((name, operation["x-permission"], answer.status_code, answer.text[:200]))
    assert not let_in, let_in
