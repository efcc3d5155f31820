"""What customers see: line displays over the wire, and the view of the second screen."""
import pytest

from daemon import until
from devices import Devices, missing_devices
from live import Live


@pytest.fixture(scope="module", params=["esc_pos", "cd5220"])
def rack(request, tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    rack = Devices(tmp_path_factory.mktemp("display")).start(display="links/display", display_dialect=request.param)
    rack.dialect = request.param
    yield rack
    rack.stop()


@pytest.fixture
def display(rack, till):
    device = till.manager("createDevice", {"kind": "customer_display", "name": "Front", "address": rack.addresses["display"],
                                           "profile": rack.dialect, "registers": [till.register_id],
                                           "settings": {"upper": "Welcome", "lower": "to the shop"}})
    until(lambda: till.terminal("getDevice", id=device["id"])["state"] == "online", 5, "the display is online")
    yield device
    till.manager("removeDevice", id=device["id"])


def shows(rack, *words, seconds=5):
    def look():
        rows = rack.get("display")["rows"]
        return rows if all(word.lower() in row.lower() for word, row in zip(words, rows)) else None
    try:
        return until(look, seconds, f"the display shows {words}")
    except AssertionError:
        raise AssertionError(f"wanted {words}, shown {rack.get('display')['rows']}")


def test_a_line_display_follows_the_sale_of_its_register(till, shop, rack, display):
    shows(rack, "Welcome", "to the shop")
    cart = till.cart("MANGO")
    name = cart["items"][0]["name"]
    rows = shows(rack, name[:5], "Total")
    price = f"{cart['total'] / 100:.2f}"
    assert rows[0].rstrip().endswith(price) and rows[1].rstrip().endswith(price), rows
    other = shop.till()
    other.cart("BANANA")  # of another register: not here
    cart = till.add(cart, "KIWI")
    rows = shows(rack, cart["items"][1]["name"][:4], "Total")
    assert rows[1].rstrip().endswith(f"{cart['total'] / 100:.2f}")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash", "amount": 5000}]})
    rows = shows(rack, "Total", "Change")
    assert rows[1].rstrip().endswith(f"{order['change'] / 100:.2f}")


def test_a_display_is_tested_by_its_name_and_then_goes_on(till, rack, display):
    till.cart("MANGO")
    shows(rack, "", "Total")
    assert till.cashier("testDevice", id=display["id"], expect=200)["kind"] == "customer_display"
    shows(rack, "TEST", "Front")
    shows(rack, "", "Total", seconds=10)


def test_a_display_that_was_away_shows_the_newest_when_it_is_back(till, rack, display):
    rack.do("display", "unplug")
    try:
        until(lambda: till.terminal("getDevice", id=display["id"])["state"] == "offline", 3, "offline is shown")
        till.cashier("testDevice", id=display["id"], expect="conflict")
        cart = till.cart("MANGO")
    finally:
        rack.do("display", "plug")
    shows(rack, cart["items"][0]["name"][:5], "Total", seconds=10)


def test_the_second_screen_follows_a_sale(till):
    screen = till.shop.anyone.as_(till.shop.pair("Second screen"))
    view = screen("getCustomerView", id=till.register_id)
    assert (view["state"], view["items"], view["total"], view["qr"]) == ("idle", [], 0, None)
    with Live(screen) as live:
        cart = till.cart("MANGO", {"sku": "BANANA", "quantity": "0.482"})
        selling = live.wait("Display", lambda found: found and len(found[-1]["items"]) == 2)[-1]
        assert (selling["state"], selling["total"]) == ("selling", cart["total"])
        assert [line["latest"] for line in selling["items"]] == [False, True]
        order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash", "amount": 5000}]})
        done = live.wait("Display", lambda found: found and found[-1]["state"] == "done")[-1]
        assert (done["change"], done["receiptNumber"]) == (order["change"], order["receiptNumber"]) and done["qr"]
        assert not till.shop.contract.errors_of(till.shop.contract.document["components"]["schemas"]["CustomerView"], done)
    assert screen("getCustomerView", id=till.register_id)["state"] == "done"
    till.cart("KIWI")
    assert screen("getCustomerView", id=till.register_id)["state"] == "selling"


def test_a_view_of_no_register_and_of_nobody(till):
    till.terminal("getCustomerView", id=till.shift_id, expect="not-found")
    till.shop.anyone("getCustomerView", id=till.register_id, expect="unauthenticated")
