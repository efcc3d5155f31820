"""Nothing that looks like the number of a payment card is kept anywhere: not from terminals that mask nothing, not from a scanner
or a keyboard. Ranges and lengths are those of pos-core/base/card_number.cpp."""
import pathlib
import re

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from devices import Devices, missing_devices
from shop import Shop

TYPED = "4111 1111 1111 1111"
SCANNED = "5555555555554444"
RANGES = [("4", (16, 18, 19)), ("5[1-5]", (16,)), ("222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)), ("3[47]", (15,)),
          ("30[0-5]|36|38|39", (14, 16, 19)), ("352[89]|35[3-8]", (16, 17, 19)), ("6011|62|64[4-9]|65", (16, 17, 19))]


def luhn(digits):
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(digits):
    return luhn(digits) and any(len(digits) in lengths and re.match(start, digits) for start, lengths in RANGES)


def cards_in(content):
    """Numbers in ASCII, together or grouped as on a card, in some bytes."""
    found = set()
    for match in re.finditer(rb"(?<![0-9A-Za-z_])\d{4}(?:[ -]?\d{1,6}){1,4}(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])\d{14,19}(?![0-9A-Za-z_])", content):
        digits = re.sub(rb"[ -]", b"", match.group()).decode()
        if is_card(digits):
            found.add(digits)
    return found


def packed(digits):
    """As ZVT and EMV put it: two digits a byte, filled up with F."""
    digits += "F" * (len(digits) % 2)
    return bytes.fromhex(digits)


def everything(daemon, folder):
    for file in sorted(pathlib.Path(folder).rglob("*")):
        if file.is_file() and "devices" not in file.name:
            yield str(file), file.read_bytes()
    yield "events", b"\n".join(str(row).encode() for row in unpacked(daemon))


def unpacked(daemon):
    """Events as the hub would get them: packed in the file, a number in them would not be seen there."""
    api, since = Shop(daemon).back_office, 0
    while True:
        items = api("listEvents", query={"since": since, "limit": 200})["items"]
        if not items:
            return
        yield from (item["event"] for item in items)
        since = items[-1]["seq"]


def test_the_search_finds_what_it_should():
    assert cards_in(b'{"note":"4111 1111 1111 1111"}') == {"4111111111111111"}
    assert cards_in(b"\x00\x015555555555554444\xff") == {"5555555555554444"}
    assert cards_in(b"3782 822463 10005,4006381333931,356938035643809,1795255200000000") == {"378282246310005"}


@pytest.fixture
def store(tmp_path):
    reason = missing_programs() or missing_devices()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path / "store").create().start()
    devices = Devices(tmp_path)
    devices.start(zvt="127.0.0.1:0", nexo="127.0.0.1:0", show_card_numbers="yes")
    till = Shop(daemon).till()
    till.devices, till.folder = devices, tmp_path / "store"
    yield till
    devices.stop()
    if daemon.running():
        daemon.stop()


def test_terminals_that_mask_nothing_leave_no_number(store):
    for kind, profile in (("terminal", "zvt"), ("nexo", "nexo")):
        store.devices.patch(kind, mode="auto", times={"customerMs": 20, "hostMs": 20, "bootMs": 50})
        settings = {"poiId": "P400Plus-123456789", "certificate": store.devices.get("nexo")["certificate"]} if kind == "nexo" else {}
        device = store.manager("createDevice", {"kind": "card_terminal", "name": profile, "address": store.devices.addresses[kind], "profile": profile,
                                                "registers": [store.register_id], "settings": settings})
        cart = store.cart("MANGO")
        order = store.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect=202)

        def settled():
            now = store.cashier("getOrder", id=order["orderId"])
            return now if now["status"] != "PENDING_PAYMENT" else None
        paid = until(settled, 60, f"{profile} has paid")
        assert paid["status"] == "PAID", paid
        assert cards_in(paid.raw if hasattr(paid, "raw") else str(paid).encode()) == set()
        trace = store.manager("getDeviceTrace", id=device["id"])
        assert cards_in(trace.raw) == set(), "the trace of the line"
        store.manager("removeDevice", id=device["id"])
    store.shop.daemon.stop()
    store.shop.daemon.start()
    for place, content in everything(store.shop.daemon, store.folder):
        assert cards_in(content) == set(), place


def test_a_number_that_is_scanned_or_typed_is_refused_and_kept_nowhere(store):
    api, cart = store.shop.back_office, store.cart("MANGO")
    refused = ("invalid-body", "invalid-argument")
    for number in (TYPED, SCANNED):
        api("createCustomer", {"name": "Ada", "note": f"card {number}"}, expect=refused)
        api("createCustomer", {"name": number}, expect=refused)
        api("createCustomer", {"name": "Ada", "phone": number}, expect=refused)
        store.cashier("updateCart", {"note": number}, id=cart["cartId"], expect=refused)
        store.cashier("addCartItem", {"code": number}, id=cart["cartId"], expect=refused + ("not-found", "unknown-code"))
        store.sell("MANGO", payments=[{"tender": "card", "reference": number}], expect=refused)
        store.manager("addCashMovement", {"kind": "payOut", "amount": 100, "reason": f"refund {number}"}, id=store.shift_id, expect=refused)
        api.every("listCustomers", {"q": number})
        api.every("listProducts", {"q": number})
        store.cashier("lookupCode", code=number, expect=("not-found", "unknown-code", "invalid-argument"))
    store.sell("MANGO", payments=[{"tender": "card", "reference": "4006381333931"}])  # an article's number is none
    run_cli("backup", store.folder / "backup.db", "--data", store.shop.daemon.data)
    for place, content in everything(store.shop.daemon, store.folder):
        assert cards_in(content) == set(), place
        for number in (TYPED, SCANNED):
            digits = number.replace(" ", "")
            assert digits.encode() not in content and number.encode() not in content and packed(digits) not in content, place
