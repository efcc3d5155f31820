"""Packaging is not sold: tares of lines, articles and keys, what a receipt says of them; and labels with a weight or a price."""
import pytest

from shop import check_arithmetic
from test_catalogue import in_store
from test_floor import own_till  # noqa: F401  a store whose layout no other test sees
from test_scales import rack, scale, weigh  # noqa: F401  fixtures


def receipt_of(till, order):
    return till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode().replace("\u00a0", " ")


def test_a_tare_comes_off_what_was_weighed_and_stands_on_the_receipt(till):
    price = till.shop.price("BANANA")
    cart = till.cart({"sku": "BANANA", "quantity": "0.520", "tare": "0.020"})
    line, = cart["items"]
    assert (line["quantity"], line["tare"], line["total"]) == ("0.5", "0.02", (price + 1) // 2)
    cart = till.cart({"sku": "BANANA", "quantity": "0.520", "tare": "0.020"}, {"sku": "BANANA", "quantity": "0.1"})
    assert [i["quantity"] for i in cart["items"]] == ["0.5", "0.1"], "a line with a tare is a line of its own"
    path = {"id": cart["cartId"], "itemId": cart["items"][0]["itemId"]}
    assert till.cashier("updateCartItem", {"tare": "0.120"}, **path)["items"][0]["quantity"] == "0.4"
    assert till.cashier("updateCartItem", {"quantity": "1.000"}, **path)["items"][0]["quantity"] == "0.88", "what was weighed is gross"
    line = till.cashier("updateCartItem", {"tare": "0"}, **path)["items"][0]
    assert line["quantity"] == "1" and "tare" not in line
    line = till.cashier("updateCartItem", {"tare": "0.05", "quantity": "0.75"}, **path)["items"][0]
    assert (line["quantity"], line["tare"]) == ("0.7", "0.05")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert order["items"][0]["tare"] == "0.05"
    text = receipt_of(till, order)
    assert "0.7 kg NET" in text and "Tare 0.05 kg PT" in text


@pytest.mark.parametrize("body", [{"quantity": "0.02", "tare": "0.02"}, {"quantity": "0.02", "tare": "0.5"}])
def test_a_tare_is_below_the_weight(till, body):
    cart = till.cart()
    problem = till.cashier("addCartItem", {"sku": "BANANA", **body}, id=cart["cartId"], expect="invalid-argument")
    assert [e["pointer"] for e in problem["errors"]] == ["/tare"]


def test_what_is_not_weighed_has_no_tare(till):
    cart = till.cart()
    till.cashier("addCartItem", {"sku": "MANGO", "quantity": 2, "tare": "1"}, id=cart["cartId"], expect="invalid-argument")
    till.cashier("addCartItem", {"sku": "BANANA", "quantity": "1", "tare": "-1"}, id=cart["cartId"], expect="invalid-body")
    label = in_store("21", "04011", "00482")
    till.cashier("addCartItem", {"code": label, "tare": "0.01"}, id=cart["cartId"], expect="conflict")
    cart = till.add(cart, {"code": label})
    till.cashier("updateCartItem", {"note": "ripe"}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])


def test_keys_for_tares_are_part_of_the_plan(own_till):  # noqa: F811
    till = own_till
    shown = till.cashier("getLayout")
    tares = [{"label": "Bag", "weight": "0.005"}, {"label": "Tub", "weight": "25", "unit": "g"}]
    kept = till.manager("putTablePlan", {"rooms": shown["rooms"], "tares": tares}, headers={"If-Match": f'"{shown["version"]}"'})
    assert kept["tares"] == [{"label": "Bag", "weight": "0.005", "unit": "kg"}, {"label": "Tub", "weight": "25", "unit": "g"}]
    assert (kept["pages"], kept["derived"]) == (shown["pages"], shown["derived"]), "the pages stay"
    till.manager("putTablePlan", {"rooms": []}, headers={"If-Match": f'"{shown["version"]}"'}, expect="stale-version")
    problem = till.manager("putTablePlan", {"tares": [{"label": "", "weight": "0"}]}, expect="invalid-body")
    assert {e["pointer"] for e in problem["errors"]} == {"/tares/0/label", "/tares/0/weight"}
    till.cashier("putTablePlan", {"rooms": []}, expect="permission-denied")
    assert till.manager("putTablePlan", {"rooms": shown["rooms"]})["tares"] == []


@pytest.mark.parametrize("rack", ["toledo_8217"], indirect=True)
def test_an_articles_usual_packaging_comes_off_what_a_scale_weighs(till, rack, scale):  # noqa: F811
    banana = till.variant("BANANA")["id"]
    till.manager("putArticleTerms", {"tare": "0.012"}, id=banana)
    try:
        first = weigh(till, rack, scale)
        cart = till.cart({"variantId": banana, "weighingId": first["weighingId"]})
        line, = cart["items"]
        assert (line["quantity"], line["tare"], line["weighing"]["weight"]) == ("0.47", "0.012", "0.482")
        second = weigh(till, rack, scale, "0.300")
        cart = till.cashier("addCartItem", {"variantId": banana, "weighingId": second["weighingId"], "tare": "0.1"}, id=cart["cartId"])
        assert cart["items"][1]["quantity"] == "0.2", "another tare is taken instead of the usual one"
        cart = till.cashier("updateCartItem", {"tare": "0"}, id=cart["cartId"], itemId=cart["items"][1]["itemId"])
        assert cart["items"][1]["quantity"] == "0.3" and cart["items"][1]["weighing"]["weight"] == "0.300"
        order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
        check_arithmetic(order)
        text = receipt_of(till, order)
        assert "0.470 kg NET" in text and "Tare 0.012 kg PT" in text, "the net weight has the scale's decimals"
    finally:
        till.manager("putArticleTerms", {}, id=banana)


def test_a_label_with_a_weight_costs_what_it_costs_today_and_one_with_a_price_what_it_says(till):
    """Both from the scan to the receipt: of a weight the price is worked out here, of a price the weight is not known."""
    price = till.shop.price("BANANA")
    weight, amount = in_store("21", "04011", "00482"), in_store("23", "02501", "01990")
    cart = till.cart({"code": weight}, {"code": amount})
    by_weight, by_price = cart["items"]
    assert (by_weight["quantity"], by_weight["unitPrice"], by_weight["total"]) == ("0.482", price, (price * 482 + 500) // 1000)
    assert "labelAmount" not in by_weight and (by_price["labelAmount"], by_price["total"]) == (1990, 1990)
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    text = receipt_of(till, order)
    assert "0.482 kg" in text and "19.90" in text


def test_a_weight_that_is_parted_parts_its_packaging(till):
    cart = till.cart({"sku": "BANANA", "quantity": "1.530", "tare": "0.030"}, "MANGO")
    line = cart["items"][0]["itemId"]
    parted = till.cashier("splitCart", {"by": "items", "parts": [[{"itemId": line, "quantity": "0.5"}]]}, id=cart["cartId"])
    here, there = parted["carts"][0]["items"][0], parted["carts"][1]["items"][0]
    assert (here["quantity"], here["tare"], there["quantity"], there["tare"]) == ("1", "0.02", "0.5", "0.01")
    path = {"id": cart["cartId"], "itemId": here["itemId"]}
    assert till.cashier("updateCartItem", {"tare": "0"}, **path)["items"][0]["quantity"] == "1.02", "no packaging is taken off twice"
