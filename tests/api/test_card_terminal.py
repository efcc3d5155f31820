"""Card payments over the daemon's own ZVT line to the virtual terminal, and what a cashier can do meanwhile."""
import pytest

from daemon import until
from devices import Devices, missing_devices

QUICK = {"customerMs": 20, "hostMs": 20, "bootMs": 50}
HEALTHY = {"silent": False, "deaf": False, "bytePauseMs": 0, "cut": 0, "lost": 0, "half": 0, "garbage": 0, "duplicate": 0}


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    devices = Devices(tmp_path_factory.mktemp("devices")).start(zvt="127.0.0.1:0", nexo="127.0.0.1:0")
    yield devices
    devices.stop()


@pytest.fixture
def terminal(devices, till):
    devices.patch("terminal", mode="auto", next=[], times=QUICK, mishap=None, faults=HEALTHY)
    devices.do("terminal", "plug")
    device = till.manager("createDevice", {"kind": "card_terminal", "name": f"Cards {till.number}", "address": devices.addresses["terminal"],
                                           "profile": "zvt", "registers": [till.register_id]})
    yield devices
    devices.patch("terminal", mode="auto", next=[], mishap=None, faults=HEALTHY)
    devices.do("terminal", "plug")
    till.manager("removeDevice", id=device["id"])


def pay(till, cart=None):
    cart = cart or till.cart("MANGO")
    return till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect=202)


def payment_of(till, order):
    return till.cashier("getCardPayment", id=till.cashier("getOrder", id=order["orderId"])["cardPayments"][-1]["id"])


def settled(till, order):
    def look():
        now = till.cashier("getOrder", id=order["orderId"])
        return now if now["status"] != "PENDING_PAYMENT" else None
    return until(look, 40, "the order is settled")


def test_the_cashier_stops_waiting_for_the_customer(till, terminal):
    charged = terminal.get("terminal")["charged"]
    terminal.patch("terminal", mode="wait")
    cart = till.cart("MANGO")
    order = pay(till, cart)
    until(lambda: terminal.get("terminal")["awaitsCustomer"], 10, "the terminal waits for a card")
    payment = payment_of(till, order)
    assert payment["state"] == "running"
    till.cashier("abortCardPayment", id=payment["id"], expect=202)
    assert settled(till, order)["status"] == "CANCELLED"
    assert payment_of(till, order)["state"] in ("declined", "cancelled")
    assert terminal.get("terminal")["charged"] == charged
    till.cashier("abortCardPayment", id=payment["id"], expect="conflict")
    assert till.cashier("getCart", id=cart["cartId"])["status"] == "ACTIVE"


def test_a_terminal_that_is_away_is_asked_again_when_it_is_back(till, terminal):
    charged = terminal.get("terminal")["charged"]
    terminal.patch("terminal", mishap={"at": "authorising", "what": "unplug"})
    order = pay(till)
    until(lambda: payment_of(till, order)["state"] == "unknown", 10, "the payment is in doubt")
    payment = payment_of(till, order)
    terminal.do("terminal", "plug")
    till.cashier("askCardPaymentAgain", id=payment["id"], expect=202)
    assert settled(till, order)["status"] == "CANCELLED"
    assert terminal.get("terminal")["charged"] == charged
    till.cashier("askCardPaymentAgain", id=payment["id"], expect="conflict")


def test_half_of_an_approval_is_a_doubt_and_not_an_approval(till, terminal):
    charged = terminal.get("terminal")["charged"]
    terminal.patch("terminal", mishap={"at": "approved", "what": "half"})
    order = pay(till)
    until(lambda: payment_of(till, order)["state"] == "unknown", 20, "half a message ends the link")
    after = settled(till, order)
    taken = terminal.get("terminal")["charged"] - charged
    assert (after["status"], taken) in (("PAID", order["total"]), ("CANCELLED", 0))


def pay_on_top(till, **more):
    cart = till.cart("MANGO")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card", **more}]}, expect=202)
    return settled(till, order)


def on_top(order):
    card = order["payments"][0]["card"]
    return card["tip"], card["cashback"]


@pytest.fixture(params=["zvt", "nexo"])
def either(devices, till, request):
    """The name of a virtual terminal of each protocol that serves the till."""
    name = "terminal" if request.param == "zvt" else "nexo"
    devices.patch(name, mode="auto", next=[], times=QUICK, mishap=None, faults=HEALTHY)
    settings = {"offersTip": True, "offersCashback": True}
    if name == "nexo":
        settings |= {"poiId": "P400Plus-123456789", "certificate": devices.get("nexo")["certificate"]}
    device = till.manager("createDevice", {"kind": "card_terminal", "name": f"{name} {till.number}", "address": devices.addresses[name],
                                           "profile": request.param, "registers": [till.register_id], "settings": settings})
    shown = till.cashier("getDevice", id=device["id"])["settings"]
    assert shown["offersTip"] and shown["offersCashback"], "the till knows what the terminal has"
    yield name
    devices.patch(name, mode="auto", next=[], mishap=None, faults=HEALTHY)
    till.manager("removeDevice", id=device["id"])


def test_tip_and_cashback_are_charged_with_the_goods(till, devices, either):
    charged = devices.get(either)["charged"]
    order = pay_on_top(till, tip=150, cashback=2000)
    assert order["status"] == "PAID" and on_top(order) == (150, 2000) and order["change"] == 2000
    entry = devices.get(either)["journal"][-1]
    assert (entry["amount"], entry["tip"], entry["cashback"]) == (order["total"] + 2150, 150, 2000)
    assert devices.get(either)["charged"] - charged == order["total"] + 2150
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "Tip" in receipt and "Cash back" in receipt


def test_a_tip_added_at_the_terminal_is_booked_as_one(till, devices, either):
    devices.do(either, "tip", amount=75)
    assert devices.get(either)["tip"] == 75
    order = pay_on_top(till, tip=100)
    assert order["status"] == "PAID" and on_top(order) == (175, 0) and order["payments"][0]["amount"] == order["total"]
    assert devices.get(either)["journal"][-1]["tip"] == 175 and devices.get(either)["tip"] == 0
    assert on_top(pay_on_top(till)) == (0, 0)


def test_a_card_that_pays_a_part_pays_no_tip(till, devices, either):
    devices.patch(either, next=["pays_part"])
    cart = till.cart("MANGO")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card", "tip": 100}]}, expect=202)
    part = until(lambda: (now := payment_of(till, order))["approvedAmount"] and now, 20, "a part is approved")
    assert (part["approvedAmount"], part["tip"]) == ((order["total"] + 1) // 2, 0)
    till.manager("giveUpOrder", {"reason": "test"}, id=order["orderId"], expect=(200, 202))
    assert settled(till, order)["status"] == "CANCELLED"


def test_a_void_takes_tip_and_cashback_back(till, devices, either):
    charged = devices.get(either)["charged"]
    order = pay_on_top(till, tip=150, cashback=1000)
    void = till.manager("voidOrder", {"reason": "test"}, id=order["orderId"], expect=202)
    after = settled(till, void)
    assert after["status"] == "PAID" and after["change"] == -1000 and on_top(after) == (-150, -1000)
    assert devices.get(either)["charged"] == charged
