"""The floor: courses told to the kitchen, the plan of the tables, what is given instead of something."""
import pytest

from daemon import Daemon, until
from shop import Shop, check_arithmetic
from test_cart_rules import article
from test_devices import ended_job, shown
from test_printing import set_up, start  # noqa: F401  fixtures
from test_stream import all_events, last_seq


def dish(till, price=900):
    return article(till, price, "zero")[0]


def tickets(till, cart):
    return till.terminal("listKitchenTickets", query={"cartId": cart["cartId"]})["items"]


def told(ticket):
    return [(line["name"], line["quantity"]) for line in ticket["lines"]]


def table_of(till, code):
    plan = till.cashier("listTables")
    return next(table for room in plan["rooms"] for table in room["tables"] if table["code"] == code)


def with_rooms(till, *rooms):
    """The layout with this plan; the pages stay."""
    shown = till.manager("getLayout")
    page = {"label": "All", "tiles": []}
    return till.manager("putLayout", {"pages": [page], "rooms": list(rooms)}, headers={"If-Match": f'"{shown["version"]}"'})


def test_courses_are_told_once_and_changes_after_them(till):
    soup, steak, sauce = dish(till), dish(till, 2400), dish(till, 100)
    cart = till.cart({"sku": soup, "quantity": 2, "course": 1, "seat": 1}, {"sku": steak, "quantity": 1, "course": 2, "note": "rare"})
    cart = till.add(cart, {"sku": sauce, "quantity": 1, "modifies": cart["items"][1]["itemId"]})
    till.cashier("updateCart", {"table": "12", "guests": 3}, id=cart["cartId"])
    before = last_seq(till)
    key = "c0ffee00-0000-4000-8000-000000000001"
    fired = till.cashier("fireCourse", {"course": 1}, id=cart["cartId"], key=key)
    again = till.cashier("fireCourse", {"course": 1}, id=cart["cartId"], key=key)
    assert again["tickets"] == fired["tickets"] and len(tickets(till, cart)) == 1, "an answer that was lost is told again, no ticket"
    ticket, = fired["tickets"]
    assert (ticket["kind"], ticket["course"], ticket["table"], ticket["guests"]) == ("fire", 1, "12", 3)
    assert [(l["quantity"], l["seat"]) for l in ticket["lines"]] == [("2", 1)]
    assert fired["cart"]["items"][0]["fired"] == "2" and "fired" not in fired["cart"]["items"][1]
    till.cashier("fireCourse", {"course": 1}, id=cart["cartId"], expect="conflict")
    main, = till.cashier("fireCourse", {}, id=cart["cartId"])["tickets"]
    assert main["lines"][0]["note"] == "rare" and len(main["lines"][0]["with"]) == 1
    item = [i["itemId"] for i in cart["items"]]
    cart = till.cashier("updateCartItem", {"quantity": 1}, id=cart["cartId"], itemId=item[0])
    assert cart["items"][0]["fired"] == "1"
    till.cashier("updateCartItem", {"note": "well done"}, id=cart["cartId"], itemId=item[1])
    cart = till.cashier("updateCartItem", {"quantity": 4}, id=cart["cartId"], itemId=item[0])
    till.cashier("removeCartItem", id=cart["cartId"], itemId=item[1])
    changes = [t for t in reversed(tickets(till, cart)) if t["kind"] == "change"]
    assert [[l["quantity"] for l in t["lines"]] for t in changes] == [["-1"], ["1"], ["-1"]], "one soup less, another note, no steak"
    assert changes[1]["lines"][0]["note"] == "well done"
    more, = till.cashier("fireCourse", {}, id=cart["cartId"])["tickets"]
    assert [l["quantity"] for l in more["lines"]] == ["3"], "of four soups the kitchen knew one"
    events = [e["event"] for e in all_events(till.shop.back_office) if e["seq"] > before and e["event"]["type"] == "KitchenTicketChanged"]
    assert [e["payload"]["kind"] for e in events] == ["fire", "fire", "change", "change", "change", "fire"]
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    assert order["items"][0]["fired"] == "4"


def test_a_check_given_up_or_moved_is_told_too(till):
    soup = dish(till)
    cart = till.cart({"sku": soup, "quantity": 2})
    till.cashier("updateCart", {"table": "1"}, id=cart["cartId"])
    till.cashier("fireCourse", {}, id=cart["cartId"])
    till.cashier("updateCart", {"table": "2"}, id=cart["cartId"])
    move = tickets(till, cart)[0]
    assert (move["kind"], move["fromTable"], move["table"], [l["quantity"] for l in move["lines"]]) == ("move", "1", "2", ["2"])
    other = till.cart()
    till.cashier("updateCart", {"table": "3", "guests": 2}, id=other["cartId"])
    till.cashier("updateCart", {"guests": 2}, id=cart["cartId"])
    merged = till.cashier("transferCartItems", {"toCartId": other["cartId"]}, id=cart["cartId"])
    assert merged["items"][0]["fired"] == "2" and merged["guests"] == 4
    assert tickets(till, other)[0]["kind"] == "move"
    till.cashier("fireCourse", {}, id=other["cartId"], expect="conflict")
    till.manager("voidCart", {"reason": "left"}, id=other["cartId"])
    gone = tickets(till, other)[0]
    assert (gone["kind"], [l["quantity"] for l in gone["lines"]]) == ("void", ["-2"])
    shown = till.terminal("finishKitchenTicket", {"ready": True}, id=gone["ticketId"])
    assert shown["readyAt"] and gone["ticketId"] not in [t["ticketId"] for t in till.terminal.every("listKitchenTickets", {"open": True})]
    assert till.terminal("finishKitchenTicket", {"ready": False}, id=gone["ticketId"])["readyAt"] is None


def jobs_of_ticket(till, ticket):
    return [j for j in till.cashier("listPrintJobs", query={"limit": 50})["items"] if j["ticketId"] == ticket["ticketId"]]


def test_courses_are_printed_where_they_are_made_and_not_again_when_they_are_paid(till, start, set_up):  # noqa: F811
    kitchen = start()
    fruit = next(c for c in till.cashier.every("listCategories") if c["name"] == "Fruit and vegetables")
    set_up(kitchen, name="Cold kitchen", registers=False, printsReceipts=False, kitchen={"categories": [fruit["slug"]]})
    other = next(s for s, row in till.shop.articles.items() if not row["category"].startswith("Fruit") and not row["minAge"]
                 and row["priceKind"] == "fixed" and row["unit"] == "piece")
    cart = till.cart({"sku": "MANGO", "quantity": 2, "course": 1, "note": "peeled"}, {"sku": other, "quantity": 1, "course": 1})
    till.cashier("updateCart", {"table": "9", "guests": 2}, id=cart["cartId"])
    ticket, = till.cashier("fireCourse", {"course": 1}, id=cart["cartId"])["tickets"]
    job, = jobs_of_ticket(till, ticket)
    assert ended_job(till, job)["state"] == "confirmed"
    words = " ".join(kitchen.roll.split())
    mango = till.shop.articles["MANGO"]["name"]
    assert f"2 × {mango}" in words and "peeled" in words and "Table 9" in words and "Course 1" in words and "Guests 2" in words
    assert till.shop.articles[other]["name"] not in words and f"#{ticket['number']}" in words and "COPY" not in words
    copy, = till.cashier("repeatKitchenTicket", id=ticket["ticketId"])["items"]
    assert ended_job(till, copy)["state"] == "confirmed" and "COPY" in kitchen.roll
    till.cashier("updateCartItem", {"quantity": 1}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    change = tickets(till, cart)[0]
    job, = jobs_of_ticket(till, change)
    assert ended_job(till, job)["state"] == "confirmed"
    assert "CHANGE" in kitchen.roll and f"-1 × {mango}" in " ".join(kitchen.roll.split()).replace("−", "-")
    cuts = kitchen.state["cuts"]
    cart = till.cashier("updateCartItem", {"quantity": 3}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card", "reference": "1"}]})
    until(lambda: kitchen.state["cuts"] == cuts + 1, 10, "what the kitchen does not know comes when it is paid")
    assert f"2 × {mango}" in " ".join(kitchen.roll[kitchen.roll.rindex(order["receiptNumber"]):].split())


@pytest.fixture
def own_till(tmp_path):
    """A till of a daemon that the test may kill."""
    daemon = Daemon(tmp_path).create().start()
    yield Shop(daemon).till()
    daemon.stop()
    daemon.verify()


def test_a_printer_that_is_away_gets_its_ticket_once_even_over_a_crash(own_till, start):  # noqa: F811
    kitchen, till = start(), own_till
    kitchen.set(paper="out")
    fruit = next(c for c in till.cashier.every("listCategories") if c["name"] == "Fruit and vegetables")
    device = till.manager("createDevice", {"kind": "receipt_printer", "name": "Kitchen", "address": kitchen.address, "profile": "epson-tm-t88vi", "registers": [],
                                           "settings": {"printsReceipts": False, "kitchen": {"categories": [fruit["slug"]]}}})
    until(lambda: shown(till, device)["words"] == "paper_end", 20, "the appliance knows that it has no paper")
    cart = till.cart({"sku": "MANGO", "quantity": 1})
    ticket, = till.cashier("fireCourse", {}, id=cart["cartId"])["tickets"]
    till.shop.daemon.kill()
    till.shop.daemon.start()
    for api in (till.shop.anyone, till.shop.back_office, till.terminal, *till.sessions.values()):
        api.base = till.shop.daemon.base
    kitchen.well()
    job, = jobs_of_ticket(till, ticket)
    assert ended_job(till, job)["state"] == "confirmed" and kitchen.state["cuts"] == 1
    till.cashier("fireCourse", {}, id=cart["cartId"], expect="conflict")


def test_the_plan_shows_what_is_open_where(own_till):
    till = own_till
    assert till.cashier("listTables")["rooms"] == []
    hall = {"label": "Hall", "tables": [{"code": "H1", "column": 0, "row": 0}, {"code": "H2", "shape": "round", "seats": 6, "column": 3, "row": 0}]}
    layout = with_rooms(till, hall)
    assert layout["rooms"][0]["tables"][1] == {"code": "H2", "shape": "round", "seats": 6, "column": 3, "row": 0, "columns": 2, "rows": 2}
    bad = {"label": "Bar", "tables": [{"code": "H1", "column": 0, "row": 0}]}
    problem = till.manager("putLayout", {"pages": [{"label": "All", "tiles": []}], "rooms": [hall, bad]}, expect="invalid-body")
    assert [e["pointer"] for e in problem["errors"]] == ["/rooms/1/tables/0/code"]
    assert table_of(till, "H1")["checks"] == []
    cart = till.cart({"sku": dish(till, 700), "quantity": 2})
    till.cashier("updateCart", {"table": "H2", "guests": 2}, id=cart["cartId"])
    check, = table_of(till, "H2")["checks"]
    assert (check["total"], check["guests"], check["lines"], check["unfired"], check["status"]) == (1400, 2, 1, 1, "ACTIVE")
    assert check["staff"] == "1001" and check["terminalName"].startswith("Terminal")
    till.cashier("fireCourse", {}, id=cart["cartId"])
    till.cashier("suspendCart", {}, id=cart["cartId"])
    check, = table_of(till, "H2")["checks"]
    assert (check["unfired"], check["status"], check["terminalId"]) == (0, "SUSPENDED", None)
    other = till.cart({"sku": dish(till, 300), "quantity": 1})
    till.cashier("updateCart", {"table": "Garden"}, id=other["cartId"])
    assert [each["code"] for each in till.cashier("listTables")["elsewhere"] if each["code"] == "Garden"] == ["Garden"]
    till.cashier("resumeCart", id=cart["cartId"])
    till.cashier("transferCartItems", {"toCartId": other["cartId"]}, id=cart["cartId"])
    assert table_of(till, "H2")["checks"] == []
    till.manager("voidCart", {"reason": "test"}, id=other["cartId"])
    till.manager("putLayout", {"pages": [{"label": "All", "tiles": []}]})
    assert till.cashier("listTables")["rooms"] == []


def test_something_else_is_given_at_the_price_that_the_policy_says(till):
    (wanted, variant), (dearer, dearer_id), (cheaper, _), (stranger, _) = (article(till, p, "zero") for p in (500, 650, 420, 100))
    terms = {"substitutes": [{"sku": dearer}, {"sku": cheaper, "price": "cheaper"}]}
    till.manager("putArticleTerms", terms, id=variant)
    cart = till.cart({"sku": wanted, "quantity": 2, "seat": 2})
    line = cart["items"][0]["itemId"]
    cart = till.cashier("addDiscount", {"kind": "percent", "value": "10", "itemId": line, "reason": "regular"}, id=cart["cartId"])
    offers = till.cashier("listSubstitutes", id=cart["cartId"], itemId=line)["items"]
    assert [(o["sku"], o["price"], o["ownPrice"], o["unitPrice"]) for o in offers] == [(dearer, "cheaper", 650, 500), (cheaper, "cheaper", 420, 420)]
    assert all(o["inStock"] == "0" for o in offers)
    till.cashier("substituteCartItem", {"sku": stranger}, id=cart["cartId"], itemId=line, expect="conflict")
    cart = till.cashier("substituteCartItem", {"variantId": dearer_id}, id=cart["cartId"], itemId=line)
    item, = cart["items"]
    assert (item["itemId"], item["sku"], item["unitPrice"], item["listPrice"], item["quantity"], item["seat"]) == (line, dearer, 500, 650, "2", 2)
    assert item["substitute"] and item["insteadOf"]["sku"] == wanted and item["priceReason"].startswith("instead of ")
    assert item["discount"] == 100 and cart["total"] == 900
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    check_arithmetic(order)
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "Instead of" in receipt
    given, left = ([(m["quantity"], m["orderId"]) for m in till.manager("listStockMoves", variantId=each)["items"]] for each in (dearer_id, variant))
    assert given == [("-2", order["orderId"])] and left == [], "what was given left the shelf"


def test_each_policy_of_a_substitute_has_its_price(till):
    (wanted, variant), (other, _) = (article(till, p, "zero") for p in (500, 420))
    for policy, price in (("own", 420), ("original", 500), ("cheaper", 420)):
        till.manager("putArticleTerms", {"substitutes": [{"sku": other, "price": policy}]}, id=variant)
        cart = till.cart(wanted)
        cart = till.cashier("substituteCartItem", {"sku": other}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
        assert cart["total"] == price, policy
        till.manager("voidCart", {"reason": "test"}, id=cart["cartId"])


def test_a_membership_is_let_in_again_and_again(till):
    sku, variant = article(till, 4900, "zero")
    till.manager("putArticleTerms", {"issues": "membership", "validDays": 365}, id=variant)
    code, = till.sell({"sku": sku, "quantity": 1})["items"][0]["issued"]
    assert [till.cashier("useSoldUnit", code=code)["status"] for _ in range(3)] == ["sold"] * 3


def counter_tickets(till, order):
    return [t for t in till.terminal.every("listKitchenTickets") if t["orderId"] == order["orderId"]]


def test_an_order_that_is_paid_at_once_is_shown_to_the_kitchen(own_till):
    till = own_till
    fruit = next(c for c in till.cashier.every("listCategories") if c["name"] == "Fruit and vegetables")
    assert counter_tickets(till, till.sell("MANGO")) == [], "nothing is shown that nobody asked for"
    till.manager("updateSite", {"policy": {"kitchenCategories": [fruit["slug"]]}})
    other = next(s for s, row in till.shop.articles.items() if not row["category"].startswith("Fruit") and not row["minAge"]
                 and row["priceKind"] == "fixed" and row["unit"] == "piece")
    before = last_seq(till)
    order = till.sell({"sku": "MANGO", "quantity": 2, "note": "peeled"}, other)
    ticket, = counter_tickets(till, order)
    assert (ticket["kind"], ticket["receiptNumber"], ticket["cartId"]) == ("fire", order["receiptNumber"], None)
    assert [(l["sku"], l["quantity"], l["note"], l["itemId"]) for l in ticket["lines"]] == [("MANGO", "2", "peeled", order["items"][0]["orderItemId"])]
    events = [e["event"] for e in all_events(till.shop.back_office) if e["seq"] > before and e["event"]["type"] == "KitchenTicketChanged"]
    assert [(e["payload"]["orderId"], e["payload"]["ready"]) for e in events] == [(order["orderId"], False)]
    assert till.terminal("finishKitchenTicket", {"ready": True}, id=ticket["ticketId"])["readyAt"]
    assert till.terminal.every("listKitchenTickets", {"open": True}) == []
    assert counter_tickets(till, till.sell(other)) == []
    till.manager("voidOrder", {"reason": "left"}, id=order["orderId"])
    told_off = counter_tickets(till, order)[0]
    assert (told_off["kind"], [l["quantity"] for l in told_off["lines"]]) == ("void", ["-2"])
    cart = till.cart({"sku": "MANGO", "quantity": 3})
    till.cashier("fireCourse", {}, id=cart["cartId"])
    cart = till.cashier("updateCartItem", {"quantity": 4}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    paid = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert [told(t) for t in counter_tickets(till, paid)] == [[(till.shop.articles["MANGO"]["name"], "1")]], "what no course told of"
