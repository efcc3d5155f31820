"""A drawer on a port of its own: opened by cash and by hand, once, never late, and never because of a card."""
import os
import pty
import tty

import pytest

from daemon import until


class Port:
    """The drawer's end of a serial line."""

    def __init__(self):
        self.end, self.line = pty.openpty()
        tty.setraw(self.line)
        os.set_blocking(self.end, False)
        self.address = "serial://" + os.ttyname(self.line)
        self.pulses = b""

    def hear(self):
        try:
            self.pulses += os.read(self.end, 100)
        except BlockingIOError:
            pass
        return self.pulses

    def close(self):
        for each in (self.end, self.line):
            if each is not None:
                os.close(each)
        self.end = self.line = None


@pytest.fixture
def port():
    port = Port()
    yield port
    port.close()


@pytest.fixture
def drawer(till, port):
    device = till.manager("createDevice", {"kind": "cash_drawer", "name": "Drawer", "address": port.address, "profile": "",
                                           "registers": [till.register_id], "settings": {"opensWith": "1b40"}})
    assert device["settings"] == {"opensWith": "1b40"}
    until(lambda: till.terminal("getDevice", id=device["id"])["state"] == "online", 5, "the drawer is online")
    yield device
    till.manager("removeDevice", id=device["id"])


def job_of(till, drawer, *states, within=15):
    def look():
        jobs = till.manager("listPrintJobs", query={"deviceId": drawer["id"]})["items"]
        return jobs[0] if jobs and jobs[0]["state"] in states else None
    return until(look, within, f"a job becomes {states}")


def test_cash_opens_it_once_and_a_card_does_not(till, port, drawer):
    sale = lambda tender: till.cashier("placeOrder", {"cartId": till.cart("MANGO")["cartId"], "payments": [{"tender": tender}]})
    sale("card")
    sale("cash")
    until(lambda: port.hear() == b"\x1b@", 5, "the drawer is opened")
    job = job_of(till, drawer, "sent")
    assert (job["kind"], job["drawer"], job["orderId"]) == ("drawer_kick", "sent", None)
    assert len(till.manager("listPrintJobs", query={"deviceId": drawer["id"]})["items"]) == 1


def test_it_is_opened_by_hand_with_permission_and_prints_nothing(till, port, drawer):
    till.cashier("testDevice", id=drawer["id"], expect="approval-required")
    till.manager("testDevice", id=drawer["id"])
    until(lambda: port.hear() == b"\x1b@", 5, "the drawer is opened")
    job_of(till, drawer, "sent")
    order = till.cashier("placeOrder", {"cartId": till.cart("MANGO")["cartId"], "payments": [{"tender": "card"}]})
    till.cashier("queuePrintJob", {"kind": "copy", "orderId": order["orderId"], "deviceId": drawer["id"]}, expect="conflict")
    assert port.hear() == b"\x1b@"


def test_away_it_is_not_opened_later(till, port, drawer):
    port.close()
    until(lambda: till.terminal("getDevice", id=drawer["id"])["state"] == "offline", 5, "the drawer is gone")
    till.cashier("placeOrder", {"cartId": till.cart("MANGO")["cartId"], "payments": [{"tender": "cash"}]})
    lives = 10  # seconds; only then does the usual wait begin
    assert job_of(till, drawer, "expired", within=lives + 15)["drawer"] == "not_sent"


def test_what_opens_it_is_bytes(till, port):
    make = {"kind": "cash_drawer", "name": "Drawer", "address": port.address, "profile": "", "registers": []}
    for wrong in ("", "7", "0x07", "zz", "00" * 33):
        till.manager("createDevice", {**make, "settings": {"opensWith": wrong}}, expect="invalid-body")
    till.manager("createDevice", {**make, "profile": "loud"}, expect="invalid-argument")
    plain = till.manager("createDevice", make)
    assert plain["settings"] == {"opensWith": "07"}
    till.manager("removeDevice", id=plain["id"])
