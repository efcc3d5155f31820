"""Vouchers of one store in another: brought over through the hub, spent once, and a clear no while the hub is away."""
import time

import pytest

from chain import two_stores
from daemon import until
from shop import Shop


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    def prepare(shop):
        shop.one = shop.till()  # made while the store is its own

    def ready(shop):
        until(lambda: shop.back_office("getCapabilities")["mode"] == "online", 60, "the store to be online")

    with two_stores(tmp_path_factory.mktemp("vouchers"), prepare, ready) as world:
        yield world


def issued(shop, amount):
    return shop.one.manager("createVoucher", {"amount": amount}, expect=201)["code"]


def left(shop, code):
    return shop.one.cashier("getVoucher", code=code)["balance"]


def fetched(shop, code):
    """Asked as the till asks, until it is here."""
    def here():
        time.sleep(0.2)
        answer = shop.one.cashier("fetchVoucher", code=code, expect=(200, 202, "not-found"))  # its store has not told of it yet
        return answer.status == 200 and answer
    return until(here, 60, "the voucher to come")


def pays(shop, code, amount):
    cart = shop.one.cart("PINEAPPLE", "PINEAPPLE", "PINEAPPLE")
    return shop.one.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [
        {"tender": "voucher", "amount": amount, "voucherCode": code}, {"tender": "cash"}]}, expect=201)


def test_a_voucher_of_one_store_is_spent_in_another_and_goes_back(world):
    _, one, two = world
    code = issued(one, 700)
    assert fetched(two, code)["balance"] == 700
    assert left(one, code) == 0 and left(two, code) == 700
    pays(two, code, 300)
    assert fetched(one, code)["balance"] == 400
    assert left(two, code) == 0
    pays(one, code, 400)
    assert left(one, code) + left(two, code) == 0
    trail = [entry["action"] for entry in one.back_office("listAudit")["items"]]
    assert trail.count("voucher_handed_over") == 1 and trail.count("voucher_received") == 1


def test_money_goes_back_to_a_voucher_where_it_is(world):
    _, one, two = world
    code = issued(one, 900)
    order = pays(one, code, 300)
    assert fetched(two, code)["balance"] == 600
    refused = one.one.manager("voidOrder", {"reason": "rung up twice"}, id=order["orderId"], expect="conflict")
    assert "another store" in refused["detail"]
    assert left(one, code) == 0 and left(two, code) == 600
    assert fetched(one, code)["balance"] == 600
    one.one.manager("voidOrder", {"reason": "rung up twice"}, id=order["orderId"], expect=201)
    assert left(one, code) == 900 and left(two, code) == 0


def signed_on_anew(shop):
    shop.one.terminal, shop.one.sessions = shop.anyone.as_(shop.one.terminal_token), {}
    fresh = Shop(shop.daemon)
    fresh.numbers, fresh.one = shop.numbers, shop.one
    shop.__dict__.update(fresh.__dict__)


def test_no_credit_is_lost_over_kills_of_each_side(world):
    hub, one, two = world
    code = issued(one, 500)
    asked = ("fetchVoucher", (200, 202, "not-found", "conflict", "not-available-now", "circuit-open"))
    until(lambda: two.one.cashier(asked[0], code=code, expect=asked[1]).status in (200, 202), 30, "the hub to order it")
    one.daemon.kill()
    one.daemon.start()
    signed_on_anew(one)
    hub.kill()
    hub.start()

    def there():
        time.sleep(0.5)
        return two.one.cashier(asked[0], code=code, expect=asked[1]).status == 200
    until(there, 120, "the voucher to come all the same")
    assert left(two, code) == 500 and left(one, code) == 0


def test_what_cannot_be_is_told_apart(world):
    hub, one, two = world
    two.one.cashier("fetchVoucher", code="NOBODYHASIT0", expect="not-found")
    code = issued(two, 250)
    assert two.one.cashier("fetchVoucher", code=code)["balance"] == 250  # its own: nobody is asked
    hub.stop()
    until(lambda: two.back_office("getCapabilities")["mode"] == "edge", 90, "the store to notice")
    denied = two.one.cashier("fetchVoucher", code="ANOTHERSTORE", expect=("not-available-now", "circuit-open"))
    assert denied["instead"] == "other_tender" and denied["dependency"] in ("stores", "hub")
    assert two.one.cashier("getVoucher", code=code)["balance"] == 250
    pays(two, code, 250)  # its own pay as ever
    hub.start()
