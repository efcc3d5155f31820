"""The practice store: everything works as in the shop, and nothing of it gets there."""
import pytest

from client import Api
from shop import FLOAT, PINS


class Practice:
    def __init__(self, till):
        self.till = till
        self.base = till.shop.daemon.base + "/training"
        self.terminal = Api(self.base, till.shop.contract, till.terminal_token)

    def sign_on(self, staff="1001"):
        session = self.terminal("createSession", {"staffCode": staff, "pin": PINS[staff]})
        return self.terminal.as_(session["token"])


@pytest.fixture
def practice(closed_till):
    made = Practice(closed_till)
    made.terminal("resetTraining")  # a register of this test's own has to be in it
    return made


def open_shift(practice, api):
    register = practice.till.register_id
    return register, api("openShift", {"openingCash": FLOAT}, id=register)


def counters(api):
    head = api("getSync")["headSeq"]
    return head, api.http.get(api.base + "/metrics", timeout=30).text.split("sales_total ")[1].split("\n")[0]


def test_a_day_of_practice_leaves_no_trace_in_the_shop(practice):
    live = practice.till.cashier
    before = counters(live)
    api = practice.sign_on()
    register, shift = open_shift(practice, api)
    sale = api("createSale", {"registerId": register, "items": [{"sku": "MANGO", "quantity": 2}], "payments": [{"tender": "cash", "tendered": 1000}]})
    assert sale["total"] == 2 * practice.till.shop.price("MANGO") and sale["receiptNumber"].endswith("-9000001")
    assert sale.headers["Location"] == f"/training/v1/orders/{sale['orderId']}"
    back = api("returnOrderItems", {"registerId": register, "items": [{"orderItemId": sale["items"][0]["orderItemId"], "quantity": 1}],
                                    "refunds": [{"tender": "cash"}]}, id=sale["orderId"])
    assert back["receiptNumber"].endswith("-9000002")
    api("closeShift", {"countedCash": api("getShiftReport", id=shift["shiftId"])["expectedCash"]}, id=shift["shiftId"])
    assert counters(live) == before
    live("getOrder", id=sale["orderId"], expect="not-found")
    assert live("listOrders", query={"receiptNumber": sale["receiptNumber"]})["items"] == []
    assert live("listRegisters")["items"] and all(r["openShift"] is None for r in live.every("listRegisters") if r["id"] == register)
    real = practice.till
    real.open()
    assert real.sell("MANGO")["receiptNumber"].endswith("-000001")


def test_the_practice_store_says_what_it_is(practice):
    assert practice.sign_on()("getSite")["training"] is True
    assert practice.till.cashier("getSite")["training"] is False


def test_a_practice_receipt_is_marked(practice):
    api = practice.sign_on()
    register, _ = open_shift(practice, api)
    sale = api("createSale", {"registerId": register, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "cash"}]})
    receipt = api("getReceipt", id=sale["orderId"], headers={"Accept": "text/plain"})
    assert b"TRAINING" in receipt.raw


def test_sessions_are_good_on_their_own_side_only(practice):
    api = practice.sign_on()
    Api(practice.till.shop.daemon.base, practice.till.shop.contract, api.token)("getSite", expect="unauthenticated")
    Api(practice.base, practice.till.shop.contract, practice.till.cashier.token)("getSite", expect="unauthenticated")


def test_a_terminal_that_pairs_later_may_practise_and_one_that_is_revoked_may_not(practice):
    shop = practice.till.shop
    practice.sign_on()
    paired = shop.anyone("createPairing", {"code": shop.code, "name": "Late"})
    late = Api(practice.base, shop.contract, paired["token"])
    token = late("createSession", {"staffCode": "1001", "pin": PINS["1001"]})["token"]
    session = late.as_(token)
    session("getSite")
    shop.back_office("revokeTerminal", id=paired["terminalId"])
    late("getOwnTerminal", expect="unauthenticated")
    session("getSite", expect=("unauthenticated", "session-expired"))
    practice.sign_on()("getSite")


def test_a_reset_forgets_what_was_practised(practice):
    api = practice.sign_on()
    register, _ = open_shift(practice, api)
    api("resetTraining")
    api("getSite", expect="unauthenticated")
    again = practice.sign_on()
    assert all(r["openShift"] is None for r in again.every("listRegisters"))
    sale_open = again("openShift", {"openingCash": 0}, id=register)
    assert sale_open["number"] == 1


def test_nobody_practises_without_a_paired_terminal(shop):
    Api(shop.daemon.base + "/training", shop.contract)("getHealth", expect=(200, "unauthenticated"))
    Api(shop.daemon.base + "/training", shop.contract, "hft_0")("getSite", expect="unauthenticated")
    shop.anyone("resetTraining", expect=("unauthenticated", "not-found"))
