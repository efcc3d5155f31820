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
    devices = Devices(tmp_path_factory.mktemp("devices")).start(zvt="127.0.0.1:0")
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
