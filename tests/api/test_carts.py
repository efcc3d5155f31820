"""Carts: lines, prices, discounts, coupons, and carts that change hands."""
import pytest

from shop import FLOAT, with_check_digit

LIMIT = ("approval-required", "limit-exceeded", "permission-denied")


def test_a_cart_begins_empty(till):
    cart = till.cart(note="For Saturday", affiliateCode="FLYER")
    assert (cart["status"], cart["items"], cart["total"], cart["version"], cart["note"]) == ("ACTIVE", [], 0, 1, "For Saturday")
    assert cart.headers["ETag"] == '"1"' and cart.headers["Location"] == "/v1/carts/" + cart["cartId"]
    assert till.cashier("getCart", id=cart["cartId"]).body == cart.body
    assert cart["cartId"] in {c["cartId"] for c in till.cashier.every("listCarts", {"registerId": till.register_id, "status": "ACTIVE"})}


def test_without_an_open_shift_nothing_is_sold(closed_till):
    cart = closed_till.cashier("createCart", {"registerId": closed_till.register_id}, expect=(201, "no-open-shift"))
    if cart.status == 201:
        closed_till.add(cart, "MANGO")
        closed_till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect="no-open-shift")


@pytest.mark.parametrize("item", [{"sku": "MANGO"}, {"code": "9524873033558"}, {"code": "4959"}, {"code": "(01)09524873033558"}])
def test_an_article_goes_in_by_any_of_its_names(till, item):
    cart = till.cart(item)
    line = cart["items"][0]
    assert (line["sku"], line["quantity"], line["unitPrice"], line["total"], cart["total"]) == ("MANGO", "1", 169, 169, 169)
    assert till.add(cart, {"variantId": line["variantId"]})["items"][0]["quantity"] == "2"


def test_the_same_article_twice_is_one_line_of_two(till):
    cart = till.cart("MANGO", "KIWI", {"sku": "MANGO", "quantity": 2})
    assert [(i["sku"], i["quantity"], i["subtotal"]) for i in cart["items"]] == [("MANGO", "3", 507), ("KIWI", "1", 35)]
    assert cart["total"] == 542 and cart["version"] == 4


def test_goods_by_weight_take_a_quantity_as_string_or_number(till):
    cart = till.cart({"sku": "BANANA", "quantity": "0.482"})
    assert cart["items"][0]["quantity"] == "0.482" and cart["total"] == 86      # 0.482 kg at 1.79 is 0.86278
    cart = till.cart({"sku": "BANANA", "quantity": 1.5})
    assert cart["items"][0]["quantity"] == "1.5" and cart["total"] == 269       # 2.685: half a cent goes up


def test_a_label_with_weight_or_price_says_what_it_costs(till):
    weight = with_check_digit("210401100482")
    price = with_check_digit("230250101990")
    cart = till.cart({"code": weight}, {"code": price})
    assert [(i["sku"], i["total"]) for i in cart["items"]] == [("BANANA", 86), ("FISH-SALMON", 1990)]
    assert cart["items"][0]["quantity"] == "0.482"


@pytest.mark.parametrize("item", [{"sku": "MANGO", "quantity": "1.5"}, {"sku": "MANGO", "quantity": 0}, {"sku": "MANGO", "quantity": -1},
                                  {"sku": "MANGO", "quantity": "1e3"}, {"sku": "MANGO", "quantity": "x"}, {"sku": "BANANA", "quantity": "0.1234567"},
                                  {"sku": "MANGO", "quantity": 10**30}, {"sku": "MANGO", "quantity": True}, {"quantity": 1}])
def test_a_quantity_that_cannot_be_is_refused_and_nothing_is_added(till, item):
    cart = till.cart()
    refusals = ("invalid-body", "invalid-argument", "limit-exceeded", "strict-json")
    if item.get("quantity") == -1:      # goods that come back without a receipt: not a cashier's decision
        refusals = ("approval-required", "permission-denied")
    till.add(cart, item, expect=refusals)
    assert till.cashier("getCart", id=cart["cartId"]).body == cart.body


def test_an_unknown_article_is_refused(till):
    cart = till.cart()
    till.add(cart, {"sku": "NO-SUCH"}, expect=("not-found", "unknown-code"))
    till.add(cart, {"code": "9524873033559"}, expect=("unknown-code", "invalid-argument"))
    till.add(cart, {"variantId": "019b76da-b000-7000-8000-00000000dead"}, expect=("not-found", "unknown-code"))


def test_an_open_price_has_to_be_given_and_within_bounds(till):
    cart = till.cart()
    till.add(cart, "MISC-STANDARD-OPEN", expect=("no-price", "invalid-body", "invalid-argument", 201))
    cart = till.cart({"sku": "MISC-STANDARD-OPEN", "unitPrice": 799}, {"sku": "MISC-STANDARD-OPEN", "unitPrice": 250})
    assert [i["total"] for i in cart["items"]] == [799, 250]                    # different prices stay apart
    till.add(cart, {"sku": "MISC-STANDARD-OPEN", "unitPrice": 50001}, expect=("limit-exceeded", "invalid-argument", "approval-required"))
    till.add(cart, {"sku": "MISC-STANDARD-OPEN", "unitPrice": 10001}, expect=LIMIT)   # the cashier's own limit
    till.add(cart, {"sku": "MISC-STANDARD-OPEN", "unitPrice": 10001}, approval=till.approval("price_override"))


def test_an_article_that_is_not_on_file_needs_consent(till):
    item = {"name": "Umbrella from the window", "unitPrice": 1500, "taxCategory": "standard"}
    cart = till.cart()
    till.add(cart, item, expect=LIMIT)
    cart = till.add(cart, item, approval=till.approval("unlisted_item"))
    line = cart["items"][0]
    assert (line["variantId"], line["name"], line["total"]) == (None, "Umbrella from the window", 1500)
    till.add(cart, {**item, "taxCategory": "none"}, approval=till.approval("unlisted_item"), expect=("not-found", "invalid-argument", "invalid-body"))


def test_an_article_that_is_not_on_file_keeps_its_tax_when_its_line_changes(till):
    item = {"name": "Bread from the market", "unitPrice": 300, "taxCategory": "zero"}
    cart = till.supervisor("addCartItem", item, id=till.cart()["cartId"])
    changed = till.supervisor("updateCartItem", {"quantity": 2}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    assert (changed["total"], changed["tax"], [t["code"] for t in changed["taxes"]]) == (600, 0, ["VAT0"])


def test_lines_change_and_go(till):
    cart = till.cart("MANGO", "KIWI")
    mango, kiwi = cart["items"]
    cart = till.cashier("updateCartItem", {"quantity": 5, "note": "ripe"}, id=cart["cartId"], itemId=mango["itemId"])
    assert (cart["items"][0]["quantity"], cart["items"][0]["note"], cart["total"]) == ("5", "ripe", 845 + 35)
    cart = till.cashier("removeCartItem", id=cart["cartId"], itemId=kiwi["itemId"])
    assert [i["sku"] for i in cart["items"]] == ["MANGO"]
    till.cashier("removeCartItem", id=cart["cartId"], itemId=kiwi["itemId"], expect="not-found")
    till.cashier("updateCartItem", {"quantity": 1}, id=cart["cartId"], itemId=kiwi["itemId"], expect="not-found")
    assert till.add(cart, "KIWI")["items"][1]["itemId"] != kiwi["itemId"]       # an id is never used again


def test_a_price_is_overridden_with_consent_and_a_reason(till):
    cart = till.cart("MANGO")
    line = {"id": cart["cartId"], "itemId": cart["items"][0]["itemId"]}
    till.cashier("updateCartItem", {"unitPrice": 99, "reason": "Last one"}, **line, expect=LIMIT)
    changed = till.cashier("updateCartItem", {"unitPrice": 99, "reason": "Last one"}, **line, approval=till.approval("price_override"))
    item = changed["items"][0]
    assert (item["unitPrice"], item["listPrice"], item["priceReason"], item["total"]) == (99, 169, "Last one", 99)
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    assert till.report()["overrides"] == {"count": 1}


def test_discounts_on_line_and_cart_are_spread_and_come_off_again(till):
    cart = till.cart("MANGO", {"sku": "KIWI", "quantity": 10})                  # 1.69 + 3.50
    with_line = till.supervisor("addDiscount", {"kind": "amount", "value": 50, "reason": "Bruised", "itemId": cart["items"][1]["itemId"]},
                                id=cart["cartId"])
    assert with_line["total"] == 519 - 50 and with_line["discount"] == 50 and with_line["items"][1]["total"] == 300
    both = till.cashier("addDiscount", {"kind": "percent", "value": "10", "reason": "Loyal"}, id=cart["cartId"])
    assert both["total"] == 422 and both["discount"] == 97                      # 10 % of 4.69 is 0.469
    assert sum(i["total"] for i in both["items"]) == 422
    assert sorted(d["amount"] for d in both["discounts"]) == [47, 50]
    for discount in both["discounts"]:
        last = till.cashier("removeDiscount", id=cart["cartId"], discountId=discount["discountId"])
    assert last["total"] == 519 and last["discounts"] == []


@pytest.mark.parametrize("value, allowed", [("10", True), ("10.5", False), ("100", False)])
def test_a_discount_above_the_persons_limit_needs_consent(till, value, allowed):
    cart = till.cart("PINEAPPLE")
    body = {"kind": "percent", "value": value, "reason": "Damaged"}
    till.cashier("addDiscount", body, id=cart["cartId"], expect=201 if allowed else LIMIT)


def test_consent_reaches_as_far_as_the_one_who_gave_it(till):
    cart = till.cart("PINEAPPLE")
    body = {"kind": "percent", "value": "25", "reason": "Damaged"}
    assert till.cashier("addDiscount", body, id=cart["cartId"], approval=till.approval("discount"))["discount"] == 62   # of 2.49
    cart = till.cart("PINEAPPLE")
    body["value"] = "50"
    till.cashier("addDiscount", body, id=cart["cartId"], approval=till.approval("discount"), expect=LIMIT)
    till.cashier("addDiscount", body, id=cart["cartId"], approval=till.approval("discount", "9001"))


@pytest.mark.parametrize("body", [{"kind": "percent", "value": "0", "reason": "x"}, {"kind": "percent", "value": "101", "reason": "x"},
                                  {"kind": "amount", "value": -5, "reason": "x"}, {"kind": "half", "value": 5, "reason": "x"},
                                  {"kind": "amount", "value": 5}, {"kind": "amount", "value": "0.5", "reason": "x"}])
def test_a_discount_that_makes_no_sense_is_refused(till, body):
    cart = till.cart("PINEAPPLE")
    till.manager("addDiscount", body, id=cart["cartId"], expect=("invalid-body", "invalid-argument", "limit-exceeded"))


def test_a_coupon_applies_or_says_why_not(till):
    cart = till.cart("PINEAPPLE")
    result = till.cashier("applyPromotion", {"code": "welcome10"}, id=cart["cartId"])
    assert result["valid"] is True and result["cart"]["total"] == 224 and result["cart"]["promotions"][0]["amount"] == 25
    back = till.cashier("removePromotion", id=cart["cartId"], code="WELCOME10")
    assert back["total"] == 249 and back["promotions"] == []
    refused = till.cashier("applyPromotion", {"code": "NO-SUCH-CODE"}, id=cart["cartId"])
    assert refused["valid"] is False and refused["reason"] and refused["cart"]["total"] == 249
    five = till.cashier("applyPromotion", {"code": "FIVEOFF"}, id=cart["cartId"])
    assert five["cart"]["total"] == 0 if five["valid"] else five["cart"]["total"] == 249


def test_a_stale_if_match_is_refused_and_the_right_one_passes(till):
    cart = till.cart("MANGO")
    seen = cart.headers["ETag"]
    newer = till.add(cart, "KIWI", if_match=seen)
    stale = till.add(cart, "KIWI", if_match=seen, expect="stale-version")
    assert stale["retryable"] is True
    assert newer.headers["ETag"] == f'"{newer["version"]}"' != seen
    till.cashier("updateCart", {"note": "x"}, id=cart["cartId"], if_match=newer.headers["ETag"])
    till.add(cart, "KIWI", if_match="*")


def test_customer_note_and_affiliate_change(till):
    customer = till.shop.customer("Anna")
    cart = till.cashier("updateCart", {"personId": customer["id"], "note": "gift", "affiliateCode": "RADIO"}, id=till.cart("MANGO")["cartId"])
    assert (cart["personId"], cart["note"], cart["affiliateCode"]) == (customer["id"], "gift", "RADIO")
    assert till.cashier("updateCart", {"personId": None}, id=cart["cartId"])["personId"] is None
    till.cashier("updateCart", {"personId": "019b76da-b000-7000-8000-00000000dead"}, id=cart["cartId"],
                 expect=("not-found", "invalid-argument"))


def test_a_parked_cart_goes_on_at_another_till(shop, till):
    other = shop.till()
    cart = till.cart("MANGO")
    parked = till.cashier("suspendCart", {"note": "Fetching a purse"}, id=cart["cartId"])
    assert parked["status"] == "SUSPENDED"
    till.add(cart, "KIWI", expect=("conflict", "in-use-elsewhere"))
    assert cart["cartId"] in {c["cartId"] for c in other.cashier.every("listCarts", {"status": "SUSPENDED"})}
    resumed = other.cashier("resumeCart", {"registerId": other.register_id}, id=cart["cartId"])
    assert (resumed["status"], resumed["registerId"], resumed["total"]) == ("ACTIVE", other.register_id, 169)
    till.add(cart, "KIWI", expect="in-use-elsewhere")
    order = other.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    assert order["registerId"] == other.register_id and order["receiptNumber"].startswith(f"{other.number}-")


def test_an_active_cart_is_taken_over_only_with_permission(shop, till):
    other = shop.till()
    cart = till.cart("MANGO")
    other.cashier("resumeCart", {"registerId": other.register_id}, id=cart["cartId"], expect=("in-use-elsewhere", "conflict"))
    other.cashier("takeOverCart", {"registerId": other.register_id}, id=cart["cartId"], expect=LIMIT)
    taken = other.supervisor("takeOverCart", {"registerId": other.register_id}, id=cart["cartId"])
    assert (taken["status"], taken["registerId"]) == ("ACTIVE", other.register_id)
    till.add(cart, "KIWI", expect="in-use-elsewhere")


def test_a_voided_or_paid_cart_takes_nothing_more(till):
    cart = till.cart("MANGO")
    assert till.supervisor("voidCart", {"reason": "Left"}, id=cart["cartId"])["status"] == "VOIDED"
    till.add(cart, "KIWI", expect="conflict")
    till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect="conflict")
    paid = till.cart("MANGO")
    till.cashier("placeOrder", {"cartId": paid["cartId"], "payments": [{"tender": "card"}]})
    assert till.cashier("getCart", id=paid["cartId"])["status"] == "CHECKED_OUT"
    till.add(paid, "KIWI", expect="conflict")
    till.cashier("placeOrder", {"cartId": paid["cartId"], "payments": [{"tender": "card"}]}, expect="conflict")


def test_an_empty_cart_cannot_be_paid(till):
    till.cashier("placeOrder", {"cartId": till.cart()["cartId"], "payments": []}, expect=("conflict", "invalid-argument", "invalid-body"))


def test_carts_leave_the_drawer_alone(till):
    till.cart("MANGO")
    assert till.report()["expectedCash"] == FLOAT and till.report()["receipts"]["count"] == 0


def test_a_list_of_carts_says_whose_they_are(till):
    cart = till.cart("MANGO", {"sku": "BANANA", "quantity": "0.5"})
    assert [(item["decimals"] > 0, item["discountable"]) for item in cart["items"]] == [(False, True), (True, True)]
    listed = next(c for c in till.cashier.every("listCarts", {"registerId": till.register_id}) if c["cartId"] == cart["cartId"])
    assert listed["terminalName"] == f"Terminal {till.number}"
