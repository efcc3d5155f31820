"""The manual's examples that take a till: consent to a discount, points, cards, layaways and the shares of others, each worked through to the cent."""
import itertools

import pytest

from shop import MANAGER, SUPERVISOR, check_arithmetic
from test_cart_rules import article
from test_loyalty import CLUB
from test_pricing_manual import cents, table

numbers = itertools.count(1)
CONSENT = {"supervisor": SUPERVISOR, "manager": MANAGER}
CARD = [{"tender": "card"}]


def take_off(till, cart, wish, approval=None, expect=None):
    percent = wish.endswith("%")
    body = {"kind": "percent" if percent else "amount", "value": wish.rstrip(" %") if percent else cents(wish), "reason": "scratch"}
    return till.cashier("addDiscount", body, id=cart["cartId"], approval=approval, expect=expect)


def test_the_manual_says_who_may_give_which_discount(till):
    rows = table("### Who may give it")
    assert {row[2] for row in rows} == {"given", "approval-required"}
    for wishes, consent, answer, to_pay in rows:
        cart = till.cart(article(till, 2400, "zero")[0])
        *before, wish = wishes.split(", then ")
        for each in before:
            take_off(till, cart, each)
        approval = till.approval("discount", CONSENT[consent]) if consent else None
        take_off(till, cart, wish, approval, expect=201 if answer == "given" else answer)
        assert till.cashier("getCart", id=cart["cartId"])["total"] == cents(to_pay), wishes


def test_a_price_is_asked_within_the_bounds_that_the_manual_names(till):
    rows = table("### A price that is asked at the till")
    assert {row[1] for row in rows} == {"taken", "no-price", "limit-exceeded"}
    sku, _ = article(till, None, "zero", priceKind="open", minPrice=500, maxPrice=8000)
    for keyed, answer, to_pay in rows:
        cart = till.cart()
        price = {} if keyed == "nothing" else {"unitPrice": cents(keyed)}
        till.add(cart, {"sku": sku, **price}, expect=201 if answer == "taken" else answer)
        assert till.cashier("getCart", id=cart["cartId"])["total"] == cents(to_pay), keyed


def test_the_rate_of_the_day_is_the_one_that_the_manual_names(till):
    rows = table("### When a rate changes")
    assert len(rows) == 3
    rates = []
    for number, (rate, begins, ends, _) in enumerate(rows):
        dates = {"from": begins, "to": ends}
        rates.append({"code": f"DATED{number}", "name": rate, "rate": rate.rstrip(" %"), "included": True}
                     | {name: f"{date}T00:00:00Z" for name, date in dates.items() if date})
    till.manager("putTaxCategory", {"name": "Dated", "rates": rates}, code="dated")
    order = till.sell(article(till, 1250, "dated")[0], payments=CARD)
    check_arithmetic(order)
    assert [(t["name"], t["amount"]) for t in order["taxes"]] == [(row[0], cents(row[3])) for row in rows if cents(row[3])]


def test_taxes_that_are_not_taken_go_out_of_prices_as_the_manual_says(till):
    rate = {"code": f"LIFT{next(numbers)}", "name": "VAT 21 %", "rate": "21", "included": True, "reverseCharge": "elsewhere"}
    till.manager("putTaxCategory", {"name": "Lifted", "rates": [rate]}, code="lifted")
    sku, _ = article(till, 4999, "lifted")
    home = till.cashier("getSite")["country"]
    abroad = "FR" if home != "FR" else "DE"
    buyers = {"certificate": ({"exemption": {"number": "EX-1"}}, {"exempt": True}),
              "another country": ({"taxNumber": {"number": "X1", "country": abroad}}, {"reverseCharge": True}),
              "this country": ({"taxNumber": {"number": "X1", "country": home}}, {"reverseCharge": True})}
    rows = table("### Taxes that are not taken")
    assert len(rows) == 4
    for who, to_pay, tax, stands_as in rows:
        cart = till.cart({"sku": sku, "quantity": 2})
        found = next((buyers[name] for name in buyers if name in who), None)
        if found:
            wanted = {"personId": till.shop.customer(**found[0])["id"], **found[1]}
            changed = till.cashier("updateCart", wanted, id=cart["cartId"], expect="conflict" if "this country" in who else None)
            cart = cart if "this country" in who else changed
        assert (cart["total"], cart["tax"]) == (cents(to_pay), cents(tax)), who
        assert [t.get("treatment", "taxed") for t in cart["taxes"]] == [stands_as], who
        assert cart["items"][0].get("shelfPrice") == (4999 if stands_as != "taxed" else None), who


def bring_back(till, order, quantity, refunds=CARD, item=0):
    line = {"orderItemId": order["items"][item]["orderItemId"], "quantity": quantity, "reason": "no"}
    return till.cashier("returnOrderItems", {"registerId": till.register_id, "items": [line], "refunds": refunds}, id=order["orderId"])


def test_the_points_of_the_manual_are_earned_spent_and_taken_back(till):
    till.manager("putTender", {"name": "Points", "kind": "points", "currency": "EUR"}, code="points")
    till.manager("importLoyaltyProgrammes", [CLUB])
    member = till.shop.customer()["id"]
    rows = table("### Points that pay")
    assert len(rows) >= 4
    balance, sold = 0, []
    for what, total, by_points, spent, earned, left, tier in rows:
        if cents(total) > 0:
            payments = [{"tender": "points", "amount": cents(by_points)}] if cents(by_points) else []
            pieces = 3 if "three" in what else 1
            sku, _ = article(till, cents(total) // pieces, "zero")
            order = till.sell({"sku": sku, "quantity": pieces}, payments=payments + CARD, personId=member)
            assert [p["storedValue"]["points"] for p in order["payments"] if p["tender"] == "points"] == ([int(spent)] if int(spent) else []), what
            sold.append(order)
        else:
            order = bring_back(till, sold[0], 1 if "one of" in what else 2)
        account = till.cashier("getCustomerLoyalty", id=member)
        assert order["total"] == cents(total), what
        assert account["balance"] - balance == int(earned) - int(spent), what
        assert (account["balance"], (account["tier"] or {"name": "none"})["name"].lower()) == (int(left), tier), what
        balance = account["balance"]


@pytest.fixture(scope="module")
def gift(shop):
    """An article that is a gift card, and the tender that takes them."""
    back = shop.back_office
    back("putTender", {"name": "Gift card", "kind": "gift_card", "currency": "EUR"}, code="giftcard")
    product = back("createProduct", {"name": "Gift card of the manual", "taxCategory": "zero",
                                     "variants": [{"sku": "MANUAL-GIFT", "priceKind": "open", "inventorySource": "none"}]})
    back("setGiftCardArticle", {"giftCard": True}, id=product["variants"][0]["id"])
    return "MANUAL-GIFT"


def test_a_gift_card_goes_the_way_of_the_manual(till, gift):
    code = f"MANUALCARD{next(numbers):04}"
    lamp, dear = article(till, 2460)[0], article(till, 4999)[0]
    pays = [{"tender": "giftcard", "amount": 3000, "reference": code}, *CARD]

    def filled(amount, *goods, **members):
        return till.sell({"sku": gift, "quantity": 1, "unitPrice": amount, "cardCode": code}, *goods, by=till.manager, payments=CARD, **members)
    steps = [lambda: filled(5000, lamp, discounts=[{"kind": "percent", "value": "10", "reason": "opening"}]),
             lambda: filled(2000), lambda: till.sell(dear, payments=pays), lambda: bring_back(till, order, 1, pays)]
    rows = table("### Gift cards")
    assert len(rows) == len(steps)
    for step, (what, total, tax, discount, on_it) in zip(steps, rows):
        order = step()
        check_arithmetic(order)
        assert (order["total"], order["tax"], order["discount"]) == (cents(total), cents(tax), cents(discount)), what
        assert till.cashier("lookUpGiftCard", {"code": code})["balance"] == cents(on_it), what
        for item in order["items"]:
            if "giftCard" in item:
                assert (item["discount"], item["tax"]) == (0, 0)


def test_store_credit_goes_the_way_of_the_manual(till, gift):
    credit = till.manager("issueGiftCard", {"kind": "store_credit"})["code"]
    tender = [{"tender": "giftcard", "reference": credit}]
    rows = table("### Store credit")
    assert len(rows) == 3
    for what, total, left in rows:
        if cents(total) < 0:
            order = bring_back(till, till.sell(article(till, -cents(total))[0], payments=CARD), 1, tender)
        else:
            rest = CARD if "card" in what else []
            part = [{**tender[0], "amount": before}] if rest else tender
            order = till.sell(article(till, cents(total))[0], payments=part + rest)
        before = till.cashier("lookUpGiftCard", {"code": credit})["balance"]
        assert (order["total"], before) == (cents(total), cents(left)), what


def lamps_put_by(till):
    sku, variant = article(till, 10000)
    cart = till.cart({"sku": sku, "quantity": 2}, personId=till.shop.customer()["id"])
    first = till.cashier("openLayaway", {"cartId": cart["cartId"], "amount": 2000, "payments": CARD})
    till.manager("updateVariant", {"price": 15000}, id=variant)
    layaway = {"id": first["layaway"]["layawayId"]}
    return first, till.cashier("payLayaway", {"registerId": till.register_id, "amount": 5000, "payments": CARD}, **layaway), layaway


def test_goods_put_by_cost_what_the_manual_says(till):
    rows = table("### Goods put by")
    assert len(rows) == 4
    first, second, layaway = lamps_put_by(till)
    third = till.cashier("pickUpLayaway", {"registerId": till.register_id, "payments": CARD}, **layaway)
    till.manager("updateSite", {"policy": {"layawayFee": 500, "layawayFeePercent": 2}})
    try:
        _, _, layaway = lamps_put_by(till)
        last = till.supervisor("cancelLayaway", {"registerId": till.register_id, "reason": "moved away", "refunds": CARD}, **layaway)
    finally:
        till.manager("updateSite", {"policy": {"layawayFee": 0, "layawayFeePercent": 0}})
    for step, (what, total, by_card, put_by, tax) in zip((first, second, third, last), rows):
        order = step["order"]
        check_arithmetic(order)
        paid = {"card": 0, "layaway": 0} | {p["tender"]: p["amount"] for p in order["payments"]}
        assert (order["total"], paid["card"], paid["layaway"], order["tax"]) == (cents(total), cents(by_card), cents(put_by), cents(tax)), what


def test_others_get_the_shares_that_the_manual_says(till):
    (record, variant), (single, other) = article(till, 2000), article(till, 210)
    terms = {"shares": [{"kind": "royalty", "party": "label-1", "percent": "8"}, {"kind": "commission", "party": "agent-1", "percent": "2.5"}]}
    for each in (variant, other):
        till.manager("putArticleTerms", terms, id=each)
    since = till.shop.back_office("getSync")["headSeq"]
    plain = till.sell(record, payments=CARD)
    events = till.shop.back_office("listEvents", query={"since": since, "limit": 20})["items"]
    told = next(e["event"]["payload"] for e in events if e["event"]["type"] == "OrderCreated" and e["event"]["payload"]["orderId"] == plain["orderId"])
    assert told["items"][0]["splits"] == plain["items"][0]["splits"]
    less = till.sell({"sku": record, "quantity": 1}, payments=CARD, discounts=[{"kind": "percent", "value": "10", "reason": "regular"}])
    back = bring_back(till, less, 1)
    void = till.manager("voidOrder", {"reason": "wrong one"}, id=plain["orderId"])
    three = till.sell({"sku": single, "quantity": 3}, payments=CARD)
    # What is agreed with others later is nothing to what was sold before.
    till.manager("putArticleTerms", {"shares": [{**terms["shares"][0], "percent": "50"}]}, id=other)
    parts = [bring_back(till, three, 1) for _ in range(3)]
    orders = [plain, less, back, void, three, *parts]
    rows = table("## 10. Shares of others")
    assert len(rows) == len(orders)
    for order, (what, net, royalty, commission) in zip(orders, rows):
        item = order["items"][0]
        splits = [(s["kind"], s["party"], s["amount"]) for s in item["splits"]]
        assert (item["net"], splits) == (cents(net), [("royalty", "label-1", cents(royalty)), ("commission", "agent-1", cents(commission))]), what
