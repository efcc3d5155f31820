"""Menus and dishes with extras: what is chosen, where its price lies, what the kitchen and a return make of it."""
from shop import check_arithmetic
from test_cart_rules import article
from test_floor import told, tickets


def menu(till, price=990, combo=True):
    """A menu of a burger, a side and a drink (beer costs a euro more), by their SKUs."""
    sku, variant = article(till, price, "reduced")
    burger, chips, salad = (article(till, p, "reduced")[0] for p in (800, 300, 350))
    cola, beer = (article(till, p, "standard")[0] for p in (250, 400))
    terms = {"combo": combo, "choices": [
        {"name": "Dish", "options": [{"sku": burger}]},
        {"name": "Side", "least": 1, "most": 2, "options": [{"sku": chips}, {"sku": salad}]},
        {"name": "Drink", "options": [{"sku": cola}, {"sku": beer, "extra": 100}]}]}
    till.manager("putArticleTerms", terms, id=variant)
    return {"sku": sku, "variant": variant, "burger": burger, "chips": chips, "salad": salad, "cola": cola, "beer": beer, "terms": terms}


def chosen(menu, *picks):
    return [{"group": group, "sku": menu[what], **({"count": count} if count > 1 else {})} for group, what, count in picks]


CLASSIC = (("Dish", "burger", 1), ("Side", "chips", 1), ("Drink", "cola", 1))


def test_a_menu_is_one_price_that_lies_on_what_was_chosen(till):
    it = menu(till)
    shown = till.cashier("listChoices", id=it["variant"])
    assert (shown["combo"], shown["price"], [g["name"] for g in shown["groups"]]) == (True, 990, ["Dish", "Side", "Drink"])
    assert [(o["sku"], o["extra"]) for o in shown["groups"][2]["options"]] == [(it["cola"], 0), (it["beer"], 100)]
    cart = till.cart({"sku": it["sku"], "quantity": 2, "choices": chosen(it, *CLASSIC)})
    head, *parts = cart["items"]
    assert (head["parts"], head["total"], cart["total"]) == ("combo", 0, 1980)
    assert [(p["sku"], p["choice"], p["modifies"], p["quantity"]) for p in parts] == [
        (it["burger"], "Dish", head["itemId"], "2"), (it["chips"], "Side", head["itemId"], "2"), (it["cola"], "Drink", head["itemId"], "2")]
    # 9.90 by 8.00, 3.00 and 2.50: 5.867, 2.2 and 1.833
    assert [p["unitPrice"] for p in parts] == [587, 220, 183]
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert {t["code"] for t in order["taxes"]} == {t["code"] for i in order["items"][1:] for t in i["taxes"]} and len(order["taxes"]) == 2
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    names = [i["name"] for i in order["items"]]
    assert f"2 × {names[0]}" in receipt and all(f"+ {name}" in receipt for name in names[1:])
    back = {"registerId": till.register_id, "refunds": [{"tender": "cash"}]}
    one = [{"orderItemId": i["orderItemId"], "quantity": 1, "reason": "cold"} for i in order["items"]]
    first = till.cashier("returnOrderItems", {**back, "items": one}, id=order["orderId"])
    second = till.cashier("returnOrderItems", {**back, "items": one}, id=order["orderId"])
    assert (first["total"], second["total"]) == (-990, -990), "what comes back is what was paid"


def test_extras_come_on_top_and_the_cents_add_up(till):
    it = menu(till)
    cart = till.cart({"sku": it["sku"], "quantity": 1, "choices": chosen(it, ("Dish", "burger", 1), ("Side", "chips", 2), ("Drink", "beer", 1))})
    assert cart["total"] == 990 + 100
    beer = next(i for i in cart["items"] if i["sku"] == it["beer"])
    # of 9.90 by 8.00, 3.00, 3.00 and 4.00 the beer has 2.20, and a euro on top
    assert beer["total"] == 220 + 100
    chips = [i for i in cart["items"] if i["sku"] == it["chips"]]
    assert sum(int(i["quantity"]) for i in chips) == 2 and sum(i["total"] for i in chips) == 330
    check_arithmetic(till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}))
    for price in (1, 2, 100, 991, 997):
        odd = menu(till, price)
        assert till.cart({"sku": odd["sku"], "quantity": 3, "choices": chosen(odd, ("Dish", "burger", 1), ("Side", "chips", 2), ("Drink", "cola", 1))})["total"] == 3 * price
    sale = till.sell({"sku": it["sku"], "quantity": 1, "choices": chosen(it, *CLASSIC)})
    assert sale["total"] == 990 and len(sale["items"]) == 4
    check_arithmetic(sale)


def test_what_is_not_offered_is_refused_by_its_path(till):
    it = menu(till)
    cart = till.cart()

    def refused(*picks):
        problem = till.cashier("addCartItem", {"sku": it["sku"], "choices": chosen(it, *picks)}, id=cart["cartId"], expect="invalid-argument")
        return [e["pointer"] for e in problem["errors"]]
    assert refused() == ["/choices"] * 3
    assert refused(*CLASSIC, ("Drink", "beer", 1)) == ["/choices"]
    assert refused(*CLASSIC[:2], ("Drink", "chips", 1)) == ["/choices/2/sku", "/choices"]
    assert refused(*CLASSIC, ("Sauce", "cola", 1)) == ["/choices/3/group"]
    plain = article(till, 100, "zero")[0]
    till.cashier("addCartItem", {"sku": plain, "choices": [{"group": "Drink", "sku": it["cola"]}]}, id=cart["cartId"], expect="invalid-argument")
    assert till.cashier("getCart", id=cart["cartId"])["items"] == [], "nothing of it was added"
    bad = {"combo": True, "choices": [{"name": "A", "least": 2, "most": 1, "options": [{"sku": "X"}, {"sku": "X"}]}, {"name": "A", "options": []}]}
    problem = till.manager("putArticleTerms", bad, id=it["variant"], expect="invalid-body")
    assert {e["pointer"] for e in problem["errors"]} == {"/choices/0/most", "/choices/0/options/1/sku", "/choices/1/options", "/choices/1/name"}


def test_a_menu_is_changed_as_a_whole(till):
    it = menu(till)
    cart = till.cart({"sku": it["sku"], "quantity": 1, "choices": chosen(it, *CLASSIC)})
    head, burger = (i["itemId"] for i in cart["items"][:2])
    path = {"id": cart["cartId"]}
    cart = till.cashier("updateCartItem", {"quantity": 3}, **path, itemId=head)
    assert [i["quantity"] for i in cart["items"]] == ["3"] * 4 and cart["total"] == 2970
    for body, item in (({"quantity": 2}, burger), ({"unitPrice": 1}, burger), ({"unitPrice": 1}, head)):
        till.manager("updateCartItem", body, **path, itemId=item, expect="conflict")
    till.cashier("removeCartItem", **path, itemId=burger, expect="conflict")
    till.cashier("substituteCartItem", {"sku": it["beer"]}, **path, itemId=head, expect="conflict")
    cart = till.cashier("updateCartItem", {"note": "no onions"}, **path, itemId=burger)
    assert cart["items"][1]["note"] == "no onions" and cart["total"] == 2970
    parted = till.cashier("splitCart", {"by": "items", "parts": [[{"itemId": head, "quantity": 1}]]}, **path)
    assert [c["total"] for c in parted["carts"]] == [1980, 990] and parted["difference"] == 0
    cart = till.cashier("removeCartItem", **path, itemId=head)
    assert cart["items"] == [], "its parts go with it"


def test_a_dish_with_extras_keeps_its_price_and_what_was_chosen_has_its_own(till):
    dish, variant = article(till, 1200, "reduced")
    cheese, rare, sauce = (article(till, p, "reduced")[0] for p in (150, 0, 90))
    till.manager("putArticleTerms", {"choices": [
        {"name": "How", "options": [{"sku": rare}]},
        {"name": "Extras", "least": 0, "most": 3, "options": [{"sku": cheese}, {"sku": sauce, "extra": 50}]}]}, id=variant)
    picks = [{"group": "How", "sku": rare}, {"group": "Extras", "sku": cheese}, {"group": "Extras", "sku": sauce}]
    cart = till.cart({"sku": dish, "quantity": 1, "choices": picks}, {"sku": dish, "quantity": 1, "choices": picks[:1]})
    assert [(i["sku"], i["total"], i.get("parts")) for i in cart["items"]] == [
        (dish, 1200, "extras"), (rare, 0, None), (cheese, 150, None), (sauce, 50, None), (dish, 1200, "extras"), (rare, 0, None)]
    till.cashier("removeCartItem", id=cart["cartId"], itemId=cart["items"][1]["itemId"], expect="conflict")
    cart = till.cashier("removeCartItem", id=cart["cartId"], itemId=cart["items"][3]["itemId"])
    ticket, = till.cashier("fireCourse", {}, id=cart["cartId"])["tickets"]
    assert [len(line["with"]) for line in ticket["lines"]] == [2, 1], "extras go with their dish"
    check_arithmetic(till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]}))


def test_the_kitchen_makes_the_parts_of_a_menu(till):
    it = menu(till)
    cart = till.cart({"sku": it["sku"], "quantity": 2, "course": 1, "seat": 3, "choices": chosen(it, *CLASSIC)})
    names = {i["sku"]: i["name"] for i in cart["items"]}
    ticket, = till.cashier("fireCourse", {"course": 1}, id=cart["cartId"])["tickets"]
    assert told(ticket) == [(names[it[part]], "2") for part in ("burger", "chips", "cola")]
    assert {(line["to"], line["seat"]) for line in ticket["lines"]} == {(names[it["sku"]], 3)}
    till.cashier("fireCourse", {}, id=cart["cartId"], expect="conflict")
    till.cashier("updateCartItem", {"quantity": 1}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    changes = [t for t in tickets(till, cart) if t["kind"] == "change"]
    assert [told(t) for t in reversed(changes)] == [[(names[it[part]], "-1")] for part in ("burger", "chips", "cola")]
    till.manager("voidCart", {"reason": "left"}, id=cart["cartId"])
    assert len(tickets(till, cart)[0]["lines"]) == 3 and tickets(till, cart)[0]["kind"] == "void"


def test_a_menu_keeps_its_terms_as_they_were_given(till):
    it = menu(till)
    kept = till.cashier("getArticleTerms", id=it["variant"])
    assert kept["combo"] and [g["name"] for g in kept["choices"]] == ["Dish", "Side", "Drink"]
    assert kept["choices"][1] == {"name": "Side", "least": 1, "most": 2, "options": [{"sku": it["chips"]}, {"sku": it["salad"]}]}
    assert kept["choices"][2]["options"][1] == {"sku": it["beer"], "extra": 100}
    plain = article(till)[1]
    assert till.cashier("listChoices", id=plain)["groups"] == []


def test_a_menu_in_a_menu_is_refused_by_its_path(till):
    it = menu(till)
    outer, variant = article(till, 1500, "reduced")
    offer = {"combo": True, "choices": [{"name": "Drink", "options": [{"sku": it["cola"]}]}, {"name": "Menu", "options": [{"sku": it["sku"]}]}]}
    problem = till.manager("putArticleTerms", offer, id=variant, expect="invalid-argument")
    assert [e["pointer"] for e in problem["errors"]] == ["/choices/1/options/0/sku"]
    till.manager("putArticleTerms", {"choices": offer["choices"]}, id=variant, expect="invalid-argument")
    # and the other way round: what is offered becomes a menu only once it is not
    till.manager("putArticleTerms", {}, id=it["variant"])
    till.manager("putArticleTerms", offer, id=variant)
    problem = till.manager("putArticleTerms", it["terms"], id=it["variant"], expect="invalid-argument")
    assert [e["pointer"] for e in problem["errors"]] == ["/combo"] and outer in problem["errors"][0]["detail"]
    till.manager("putArticleTerms", {}, id=variant)
    till.manager("putArticleTerms", it["terms"], id=it["variant"])
