"""Open checks: tables and seats, splitting and transferring; and what is sold with a number or code of its own."""
from shop import check_arithmetic
from test_cart_rules import article


def test_a_check_is_parted_by_seat_and_by_items_and_shares_add_up(till):
    soup, wine, cheese = (article(till, p, "zero")[0] for p in (700, 1250, 150))
    cart = till.cart({"sku": soup, "quantity": 1, "seat": 1, "course": 1}, {"sku": wine, "quantity": 2, "seat": 2})
    till.cashier("updateCart", {"table": "7", "guests": 3}, id=cart["cartId"])
    cart = till.add(cart, {"sku": cheese, "quantity": 2, "modifies": cart["items"][1]["itemId"]})
    assert cart["items"][2]["modifies"] == cart["items"][1]["itemId"] and cart["items"][2]["seat"] == 2
    cart = till.cashier("addDiscount", {"kind": "amount", "value": 101, "reason": "waited"}, id=cart["cartId"])
    assert cart["total"] == 700 + 2500 + 300 - 101
    shares = till.cashier("getCartShares", id=cart["cartId"], query={"count": 3})
    assert sum(shares["amounts"]) == cart["total"] and max(shares["amounts"]) - min(shares["amounts"]) <= 1
    assert till.cashier("getCartShares", id=cart["cartId"], query={"amounts": "1000,399"})["amounts"] == [1000, 399, 2000]
    till.cashier("getCartShares", id=cart["cartId"], query={"amounts": "4000"}, expect="invalid-argument")
    parted = till.cashier("splitCart", {"by": "seat"}, id=cart["cartId"])
    first, second = parted["carts"]
    assert parted["difference"] == 0 and first["total"] + second["total"] == cart["total"]
    assert [i["sku"] for i in first["items"]] == [soup] and [i["sku"] for i in second["items"]] == [wine, cheese]
    assert (second["status"], second["table"]) == ("SUSPENDED", "7")
    second = till.cashier("resumeCart", id=second["cartId"])
    wines = second["items"][0]["itemId"]
    halves = till.cashier("splitCart", {"by": "items", "parts": [[{"itemId": wines, "quantity": 1}]]}, id=second["cartId"])
    assert [c["items"][0]["quantity"] for c in halves["carts"]] == ["1", "1"] and [c["items"][1]["quantity"] for c in halves["carts"]] == ["1", "1"]
    assert halves["difference"] == 0
    till.cashier("splitCart", {"by": "items", "parts": [[{"itemId": first["items"][0]["itemId"]}]]}, id=second["cartId"], expect="invalid-body")
    till.cashier("splitCart", {"by": "seat"}, id=first["cartId"], expect="conflict")
    orders = []
    for part in [first, *halves["carts"]]:
        till.cashier("resumeCart", id=part["cartId"])
        orders.append(till.cashier("placeOrder", {"cartId": part["cartId"], "payments": [{"tender": "cash"}]}))
    assert sum(o["total"] for o in orders) == cart["total"]
    for order in orders:
        check_arithmetic(order)


def test_lines_move_to_another_check(till):
    one, two = (article(till, p, "zero")[0] for p in (300, 500))
    source, target = till.cart(one, two), till.cart()
    moved = till.cashier("transferCartItems", {"toCartId": target["cartId"], "itemIds": [source["items"][0]["itemId"]]}, id=source["cartId"])
    assert moved["total"] == 300 and till.cashier("getCart", id=source["cartId"])["total"] == 500
    assert till.cashier("transferCartItems", {"toCartId": target["cartId"]}, id=source["cartId"])["total"] == 800
    assert till.cashier("getCart", id=source["cartId"])["status"] == "VOIDED"
    till.cashier("transferCartItems", {"toCartId": target["cartId"]}, id=target["cartId"], expect="invalid-argument")


def test_serial_numbers_are_asked_for_and_found_again_with_their_warranty(till):
    sku, variant = article(till, 10000, "zero")
    terms = {"serial": True, "warrantyMonths": 24, "validDays": 0, "shares": [{"kind": "commission", "party": "agent-1", "percent": "2.5"}]}
    assert till.manager("putArticleTerms", terms, id=variant).body == terms
    assert till.cashier("getArticleTerms", id=variant).body == terms
    till.sell(sku, expect="invalid-argument")
    order = till.sell({"sku": sku, "quantity": 2, "serials": [f"SN1-{sku}", f"SN2-{sku}"]}, purchaseOrder="PO-9")
    assert order["purchaseOrder"] == "PO-9" and order["items"][0]["serials"] == [f"SN1-{sku}", f"SN2-{sku}"]
    assert order["items"][0]["splits"] == [{"kind": "commission", "party": "agent-1", "amount": 500}]
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert f"SN2-{sku}" in receipt and "PO-9" in receipt
    unit = till.cashier("findSoldUnits", code=f"SN1-{sku}")["items"][0]
    assert (unit["status"], unit["orderId"]) == ("sold", order["orderId"]) and int(unit["validUntil"][:4]) == int(unit["soldOn"][:4]) + 2
    till.sell({"sku": sku, "quantity": 1, "serials": [f"SN1-{sku}"]}, expect="conflict")
    come_back = {"registerId": till.register_id, "refunds": [{"tender": "cash"}],
                 "items": [{"orderItemId": order["items"][0]["orderItemId"], "quantity": 1, "reason": "x", "serials": [f"SN1-{sku}"]}]}
    back = till.cashier("returnOrderItems", come_back, id=order["orderId"])
    till.manager("voidOrder", {"reason": "wrong one"}, id=back["orderId"])
    assert till.cashier("findSoldUnits", code=f"SN1-{sku}")["items"][0]["status"] == "sold"
    till.cashier("returnOrderItems", come_back, id=order["orderId"])
    assert till.cashier("findSoldUnits", code=f"SN1-{sku}")["items"][0]["status"] == "returned"
    assert till.sell({"sku": sku, "quantity": 1, "serials": [f"SN1-{sku}"]})["total"] == 10000
    till.cashier("useSoldUnit", code=f"SN2-{sku}", expect="not-found")


def test_tickets_are_issued_and_let_in_once(till):
    sku, variant = article(till, 1500, "zero")
    till.manager("putArticleTerms", {"issues": "ticket", "validDays": 30}, id=variant)
    order = till.sell({"sku": sku, "quantity": 3})
    codes = order["items"][0]["issued"]
    assert len(set(codes)) == 3
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert all(code in receipt for code in codes)
    assert till.cashier("useSoldUnit", code=codes[0])["status"] == "used"
    till.cashier("useSoldUnit", code=codes[0], expect="conflict")
    till.manager("voidOrder", {"reason": "rain"}, id=order["orderId"])
    till.cashier("useSoldUnit", code=codes[1], expect="conflict")


def test_net_terms_say_when_an_invoice_is_due(till):
    sku, _ = article(till, 1000, "zero")
    customer = till.shop.customer(accountLimit=5000, netDays=30)
    order = till.sell(sku, payments=[{"tender": "account"}], personId=customer["id"], purchaseOrder="PO-1")
    assert order["dueOn"] > order["businessDate"] and order["purchaseOrder"] == "PO-1"
    assert "dueOn" not in till.sell(sku, personId=customer["id"]).body


def test_a_date_of_birth_is_judged_and_not_kept(till):
    sku, _ = article(till, 1000, "zero")
    cart = till.cart(sku)
    item = cart["items"][0]["itemId"]
    till.cashier("updateCartItem", {"birthDate": "2999-01-01"}, id=cart["cartId"], itemId=item, expect="invalid-argument")
    till.cashier("updateCartItem", {"birthDate": "1980-02-31"}, id=cart["cartId"], itemId=item, expect="invalid-argument")
    cart = till.cashier("updateCartItem", {"birthDate": "1980-02-03"}, id=cart["cartId"], itemId=item)
    assert cart["items"][0]["ageChecked"] and "1980" not in str(cart.body)
