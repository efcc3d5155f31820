"""Gift cards of stores that have a hub: sold in one, spent in another, and what holds while the hub is away."""
import itertools
import time

import pytest

from chain import two_stores
from daemon import until

codes = itertools.count(700001)


def ready(shop):
    back = shop.back_office
    until(lambda: back("getCapabilities")["mode"] == "online", 60, "the store to be online")
    return shop


def article(shop):
    """The article and its tender, set up before the store is governed."""
    back = shop.back_office
    back("putTender", {"name": "Gift card", "kind": "gift_card", "currency": "EUR"}, code="giftcard")
    product = back("createProduct", {"name": "Gift card of the house", "taxCategory": "zero",
                                     "variants": [{"sku": "HOUSE-GIFT", "priceKind": "open", "inventorySource": "none"}]})
    back("setGiftCardArticle", {"giftCard": True}, id=product["variants"][0]["id"])


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with two_stores(tmp_path_factory.mktemp("cards"), article, ready) as world:
        yield world


def sold(till, amount):
    code = f"PLASTIC{next(codes)}"
    till.manager("issueGiftCard", {"code": code}, expect=201)
    till.sell({"sku": "HOUSE-GIFT", "quantity": 1, "unitPrice": amount, "cardCode": code}, by=till.manager)
    return code


def balance(till, code):
    return till.cashier("lookUpGiftCard", {"code": code})["available"]


def comes_to(till, code, amount):
    """The hub books what stores tell it a little later; it is asked five times a second, not as fast as it goes."""
    def asked():
        time.sleep(0.2)
        return balance(till, code) == amount
    until(asked, 60, f"the card to come to {amount}")


def pay(till, code, amount):
    cart = till.cart("MANGO")
    till.cashier("authoriseGiftCard", {"code": code, "amount": amount, "cartId": cart["cartId"]}, expect=201)
    return till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "giftcard", "amount": amount, "reference": code},
                                                                              {"tender": "cash"}]}, expect=201)


def test_a_card_of_one_store_is_spent_in_another(world):
    hub, one, two = world
    first, second = one.till(), two.till()
    code = sold(first, 2000)
    comes_to(second, code, 2000)
    pay(second, code, 100)
    assert balance(first, code) == 1900  # held at the hub from the authorisation on
    cart = first.cart("MANGO")
    first.cashier("authoriseGiftCard", {"code": code, "amount": 1901, "cartId": cart["cartId"]}, expect="insufficient-balance")
    held = first.cashier("authoriseGiftCard", {"code": code, "amount": 1900, "cartId": cart["cartId"]}, expect=201)
    assert balance(second, code) == 0
    first.cashier("releaseGiftCard", id=held["authorisationId"], expect=204)
    comes_to(second, code, 1900)


def test_a_card_that_the_hub_does_not_know_is_not_sold(world):
    _, one, _ = world
    till = one.till()
    till.sell({"sku": "HOUSE-GIFT", "quantity": 1, "unitPrice": 500, "cardCode": "PLASTIC999999"}, by=till.manager, expect="conflict")
    till.cashier("lookUpGiftCard", {"code": "PLASTIC999999"}, expect="not-found")
    card = till.manager("issueGiftCard", {}, expect=201)
    assert card["code"].startswith("GC") and card["state"] == "inactive"
    till.sell({"sku": "HOUSE-GIFT", "quantity": 1, "unitPrice": 500, "cardCode": card["code"]}, by=till.manager)
    comes_to(till, card["code"], 500)


def test_while_the_hub_is_away_a_card_seen_before_pays_within_the_limits(world):
    hub, one, _ = world
    till = one.till()
    code = sold(till, 3000)
    comes_to(till, code, 3000)
    pay(till, code, 100)
    hub.stop()
    until(lambda: one.back_office("getCapabilities")["mode"] == "edge", 90, "the store to notice")
    cart = till.cart("MANGO")
    body = {"code": code, "amount": 120, "cartId": cart["cartId"]}
    denied = till.cashier("authoriseGiftCard", body, expect=("not-available-now", "circuit-open", "policy-off"))
    assert denied["instead"] == "other_tender"
    till.sell("MANGO")
