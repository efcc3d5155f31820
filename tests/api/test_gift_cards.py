"""Gift cards and store credit: sold, looked up, paid with in part, brought back, set aside for a cart, adjusted."""
import itertools

import pytest

from shop import MANAGER

codes = itertools.count(500001)
GIFT = "MISC-STANDARD-OPEN"


@pytest.fixture(scope="module")
def gift(shop):
    """An open-price article that is a gift card, and the tender that takes them."""
    back = shop.back_office
    back("putTender", {"name": "Gift card", "kind": "gift_card", "currency": "EUR"}, code="giftcard")
    product = back("createProduct", {"name": "Gift card of the house", "taxCategory": "zero",
                                     "variants": [{"sku": "HOUSE-GIFT", "priceKind": "open", "inventorySource": "none"}]})
    variant = product["variants"][0]
    assert back("setGiftCardArticle", {"giftCard": True}, id=variant["id"])["giftCard"] is True
    assert variant["id"] in [article["variantId"] for article in back("listGiftCardArticles")["items"]]
    return variant


def fresh_code():
    return f"PLASTIC{next(codes)}"


def sell_card(till, amount, code=None, **options):
    item = {"sku": "HOUSE-GIFT", "quantity": 1, "unitPrice": amount}
    if code:
        item["cardCode"] = code
    return till.sell(item, by=till.manager, **options)


def look_up(till, code, expect=None):
    return till.cashier("lookUpGiftCard", {"code": code}, expect=expect)


def test_a_card_is_sold_and_pays_part_of_a_sale(till, gift):
    code = fresh_code()
    look_up(till, code, expect="not-found")
    sale = sell_card(till, 2000, code)
    assert sale["items"][0]["giftCard"]["lastFour"] == code[-4:]
    assert "cardCode" not in str(sale.body) and code not in str(sale.body)
    card = look_up(till, code.lower())
    assert (card["balance"], card["available"], card["state"]) == (2000, 2000, "active")
    paid = till.sell("MANGO", payments=[{"tender": "giftcard", "amount": 100, "reference": code}, {"tender": "cash"}])
    value = paid["payments"][0]["storedValue"]
    assert (value["kind"], value["lastFour"], value["balance"]) == ("gift_card", code[-4:], 1900)
    assert "reference" not in paid["payments"][0]
    receipt = till.cashier("getReceipt", id=paid["orderId"], headers={"Accept": "text/plain"})
    assert "19.00" in receipt.raw.decode() and "****" + code[-4:] in receipt.raw.decode()
    entries = till.cashier("listGiftCardEntries", id=value["accountId"])["items"]
    assert [(e["entry"], e["amount"], e["balance"]) for e in entries] == [("redeem", -100, 1900), ("activate", 2000, 2000)]
    assert entries[0]["orderId"] == paid["orderId"]
    assert till.cashier("getGiftCard", id=value["accountId"])["balance"] == 1900


def test_more_than_is_on_it_is_refused_and_changes_nothing(till, gift):
    code = fresh_code()
    sell_card(till, 100, code)
    till.sell("MANGO", payments=[{"tender": "giftcard", "amount": 101, "reference": code}, {"tender": "cash"}], expect="insufficient-balance")
    assert look_up(till, code)["available"] == 100


def test_a_repeat_of_the_sale_is_the_same_card_once(till, gift):
    code, key = fresh_code(), "gift-" + fresh_code()
    first = sell_card(till, 700, code, key=key)
    again = sell_card(till, 700, code, key=key)
    assert first["orderId"] == again["orderId"]
    assert look_up(till, code)["balance"] == 700


def test_a_voided_sale_closes_its_card(till, gift):
    code = fresh_code()
    sale = sell_card(till, 500, code)
    till.manager("voidOrder", {"reason": "Wrong amount"}, id=sale["orderId"])
    card = look_up(till, code)
    assert (card["state"], card["balance"]) == ("closed", 0)
    till.sell("MANGO", payments=[{"tender": "giftcard", "reference": code}], expect="tender-refused")


def test_a_card_line_of_a_cart_keeps_its_card(till, gift):
    code = fresh_code()
    cart = till.cart()
    body = {"sku": "HOUSE-GIFT", "unitPrice": 1500, "cardCode": code}
    cart = till.manager("addCartItem", body, id=cart["cartId"], expect=201)
    line = cart["items"][0]
    assert line["giftCard"]["lastFour"] == code[-4:]
    cart = till.manager("updateCartItem", {"note": "Happy birthday"}, id=cart["cartId"], itemId=line["itemId"])
    assert cart["items"][0]["giftCard"] == line["giftCard"]
    till.manager("updateCartItem", {"quantity": "2"}, id=cart["cartId"], itemId=line["itemId"], expect=("conflict", "invalid-argument"))
    assert look_up(till, code)["state"] == "inactive"
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}, expect=201)
    assert look_up(till, code)["balance"] == 1500


def test_an_authorisation_holds_until_its_cart_ends(till, gift):
    code = fresh_code()
    sell_card(till, 1000, code)
    cart = till.cart("MANGO")
    held = till.cashier("authoriseGiftCard", {"code": code, "amount": 900, "cartId": cart["cartId"]}, expect=201)
    assert (held["amount"], held["giftCard"]["available"]) == (900, 100)
    again = till.cashier("authoriseGiftCard", {"code": code, "amount": 300, "cartId": cart["cartId"]}, expect=201)
    assert again["giftCard"]["available"] == 700
    till.cashier("releaseGiftCard", id=again["authorisationId"], expect=204)
    till.cashier("releaseGiftCard", id=again["authorisationId"], expect=204)
    assert look_up(till, code)["available"] == 1000
    till.cashier("releaseGiftCard", id="018f0000-0000-7000-8000-000000000000", expect="not-found")
    till.cashier("authoriseGiftCard", {"code": code, "amount": 1001, "cartId": cart["cartId"]}, expect="insufficient-balance")
    till.cashier("authoriseGiftCard", {"code": code, "amount": 400, "cartId": cart["cartId"]}, expect=201)
    till.manager("voidCart", {"reason": "Changed mind"}, id=cart["cartId"])
    assert look_up(till, code)["available"] == 1000


def test_store_credit_takes_a_refund_and_pays(till, gift):
    sale = till.sell("MANGO")
    credit = till.manager("issueGiftCard", {"kind": "store_credit"}, expect=201)
    assert credit["code"].startswith("SC") and credit["state"] == "inactive"
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [{"orderItemId": sale["items"][0]["orderItemId"]}],
                                             "refunds": [{"tender": "giftcard", "reference": credit["code"]}]}, id=sale["orderId"], expect=201)
    assert back["payments"][0]["storedValue"]["balance"] == sale["total"]
    again = till.sell("MANGO", payments=[{"tender": "giftcard", "reference": credit["code"]}])
    assert again["payments"][0]["storedValue"]["balance"] == 0


def test_codes_that_cannot_be_are_refused(till, gift):
    for code in ("4111 1111 1111 1111", "12", "GC00000000000001"):
        look_up(till, code, expect=("invalid-argument", "invalid-body"))
    till.manager("issueGiftCard", {"code": "5555555555554444"}, expect=("invalid-argument", "invalid-body"))
    till.manager("issueGiftCard", {"amount": 100}, expect="invalid-body")
    code = fresh_code()
    till.manager("issueGiftCard", {"code": code, "amount": 100, "reason": "Goodwill"}, expect=201)
    till.manager("issueGiftCard", {"code": code}, expect="duplicate")


def test_an_adjustment_needs_a_reason_and_stays_above_zero(till, gift):
    card = till.manager("issueGiftCard", {"amount": 300, "reason": "Goodwill"}, expect=201)
    assert "code" not in till.cashier("getGiftCard", id=card["accountId"]).body
    up = till.manager("adjustGiftCard", {"amount": 50, "reason": "Counted again"}, id=card["accountId"])
    assert up["balance"] == 350
    till.manager("adjustGiftCard", {"amount": -351, "reason": "x"}, id=card["accountId"], expect="insufficient-balance")
    till.manager("adjustGiftCard", {"amount": 0, "reason": "x"}, id=card["accountId"], expect=("invalid-body", "invalid-argument"))
    till.manager("adjustGiftCard", {"amount": 1, "reason": "x"}, id="018f0000-0000-7000-8000-000000000000", expect="not-found")


def test_only_who_may_edit_the_catalogue_marks_articles(till, gift):
    till.cashier("setGiftCardArticle", {"giftCard": False}, id=gift["id"], expect="permission-denied")
    till.sell({"sku": "MANGO", "quantity": 1, "cardCode": fresh_code()}, expect="invalid-argument")


def test_a_taxed_article_is_no_gift_card(till, gift):
    back = till.shop.back_office
    taxed = back("createProduct", {"name": "Card with tax", "taxCategory": "standard",
                                   "variants": [{"sku": "TAXED-GIFT", "priceKind": "open", "inventorySource": "none"}]})["variants"][0]
    refused = back("setGiftCardArticle", {"giftCard": True}, id=taxed["id"], expect="conflict")
    assert "VAT 23 %" in refused["detail"]
    assert taxed["id"] not in [article["variantId"] for article in back("listGiftCardArticles")["items"]]
    assert back("setGiftCardArticle", {"giftCard": False}, id=taxed["id"])["giftCard"] is False
