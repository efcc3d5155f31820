"""What commands ask the matrix themselves: each operation of schema/capabilities.yaml that is no route of its own is tried in each mode, and
under a policy that denies it, by a way of the API that leads to it. One that nothing here tries fails the first test."""
import pytest

from daemon import Daemon, until
from shop import Shop
from test_capabilities import REFUSALS, ROWS, standing, state_in

# Routes ask for these too; a sale in one call, or a line of a cart, has to ask as well.
ALSO_INSIDE = {"discount", "promotion", "return", "voucher.issue", "giftCard.redeem", "giftCard.activate"}
INSIDE = {name for name, row in ROWS.items() if row.get("inside")} | ALSO_INSIDE
MODES = ["alone", "edge", "slow", "draining"]
CASH = [{"tender": "cash"}]
BACK = {"quantity": 1, "reason": "too many", "condition": "resellable"}
ANY = (200, 201, 202, "not-available-now", "circuit-open", "policy-off", "conflict")
# What the matrix lets go and a drill cannot do: where a hub counts, a new card is made known to it before it is sold.
NEEDS_A_HUB = {("giftCard.activate", "slow"), ("giftCard.activate", "draining")}


class Counter:
    """A till with a card terminal that is worked by hand, and all that somebody could pay with."""

    def __init__(self, shop):
        self.shop = shop
        back = shop.back_office
        back("putTender", {"name": "Points", "kind": "points", "currency": "EUR"}, code="points")
        back("putTender", {"name": "Meal cheque", "kind": "other", "currency": "EUR"}, code="meal")
        back("importLoyaltyProgrammes", [{"id": "inside", "name": "House club", "earn": [{"id": "base", "perAmount": 100}],
                                          "redeem": {"pointValue": 5, "lot": 2}}])
        product = back("createProduct", {"name": "Gift card of the house", "taxCategory": "zero",
                                         "variants": [{"sku": "INSIDE-GIFT", "priceKind": "open", "inventorySource": "none"}]})
        back("setGiftCardArticle", {"giftCard": True}, id=product["variants"][0]["id"])
        back("importPromotionRules", [{"id": "inside-once", "coupon": "INSIDE-ONCE", "actions": [
            {"type": "amount", "value": "1", "select": {"skus": ["MANGO"]}}]}])
        back("putOfflineCardPolicy", {"maxPerSale": 5000, "maxPerTill": 600000, "maxStore": 900000, "maxHours": 24, "terminals": ["external"]})
        self.till = shop.till()
        back("createDevice", {"kind": "card_terminal", "name": "Cards", "address": "none:", "profile": "external",
                              "registers": [self.till.register_id]})
        self.customer = shop.customer("Regular", accountLimit=10_000_000)["id"]
        back("adjustPoints", {"points": 5000, "reason": "a present"}, id=self.customer)
        self.coupons = iter(back("issuePromotionCodes", {"count": 10, "maxUses": 1}, id="inside-once")["codes"])
        self.vouchers = iter([back("createVoucher", {"amount": 500})["code"] for _ in range(len(MODES) + 1)])
        self.voucher = back("createVoucher", {"amount": 500})["code"]
        self.card = "INSIDE500001"
        self.till.sell({"sku": "INSIDE-GIFT", "quantity": 1, "unitPrice": 9000, "cardCode": self.card}, by=self.till.manager)
        self.sold = [self.till.sell("MANGO") for _ in range(3 * (len(MODES) + 1))]

    def ask(self, operation, body, **path):
        return self.till.manager(operation, body, expect=ANY, **path)

    def sell(self, *items, payments=None, **more):
        return self.till.sell(*items, payments=payments or CASH, expect=ANY, by=self.till.manager, **more)

    def pay(self, tender, **payment):
        """A part of a sale by that tender, the rest in cash."""
        return self.sell("PINEAPPLE", payments=[{"tender": tender, **payment}, {"tender": "cash"}], personId=self.customer)

    def add(self, line, *others):
        return self.ask("addCartItem", line, id=self.till.cart(*others)["cartId"])

    def bring_back(self, tender, **refund):
        return self.ask("returnWithoutReceipt", {"registerId": self.till.register_id, "items": [{"sku": "MANGO", **BACK}],
                                                 "refunds": [{"tender": tender, **refund}]})

    def line_back(self, sale):
        return {"orderItemId": sale["items"][0]["orderItemId"], **BACK}

    def to_an_account(self):
        sale = self.sold.pop()
        return self.ask("returnOrderItems", {"registerId": self.till.register_id, "items": [self.line_back(sale)],
                                             "refunds": [{"tender": "account"}], "personId": self.customer}, id=sale["orderId"])

    def exchange(self):
        cart = self.till.cart("PINEAPPLE", self.line_back(self.sold.pop()))
        return self.ask("placeOrder", {"cartId": cart["cartId"], "payments": CASH})

    def by_card(self):
        return self.ask("placeOrder", {"cartId": self.till.cart("MANGO")["cartId"], "payments": [{"tender": "card"}]})

    def settle(self, order):
        """Nobody's card was charged: the terminal is free for the next."""
        payment = self.till.manager("getOrder", id=order["orderId"])["cardPayments"][-1]["id"]

        def now():
            return self.till.manager("getCardPayment", id=payment)
        question = until(lambda: now()["question"], 60, "the cashier is asked")
        self.till.manager("answerCardPayment", {"number": question["number"], "verdict": "declined"}, id=payment)
        look = until(lambda: (q := now()["question"]) and q["kind"] == "confirmResult" and q, 60, "a second look is asked for")
        self.till.manager("answerCardPayment", {"number": look["number"], "yes": True}, id=payment)
        until(lambda: now()["state"] == "declined", 60, "the terminal is free")


# How each of them is asked for.
WAYS = {
    "item.unlisted": lambda c: c.add({"name": "Umbrella", "unitPrice": 900, "taxCategory": "standard"}),
    "price.override": lambda c: c.sell({"sku": "MANGO", "quantity": 1, "unitPrice": 100, "reason": "bruised"}),
    "discount": lambda c: c.sell("MANGO", discounts=[{"kind": "percent", "value": "5", "reason": "kind"}]),
    "promotion": lambda c: c.sell({"sku": "PINEAPPLE", "quantity": 4}, promotions=["FIVEOFF"]),
    "coupon.single": lambda c: c.sell("MANGO", promotions=[next(c.coupons)]),
    "tender.cash": lambda c: c.sell("MANGO"),
    "tender.foreign": lambda c: c.sell("MANGO", payments=[{"tender": "usd", "foreignAmount": 1000}]),
    "tender.other": lambda c: c.sell("MANGO", payments=[{"tender": "meal"}]),
    "card.payment": Counter.by_card,
    "card.offline": lambda c: c.sell("MANGO", payments=[{"tender": "card", "reference": "imprint", "offline": True}]),
    "card.refund": lambda c: c.bring_back("card"),
    "voucher.redeem": lambda c: c.sell("MANGO", payments=[{"tender": "voucher", "voucherCode": next(c.vouchers)}]),
    "voucher.issue": lambda c: c.bring_back("voucher", voucherCode=c.voucher),
    "account.charge": lambda c: c.sell("MANGO", payments=[{"tender": "account"}], personId=c.customer),
    "account.deposit": Counter.to_an_account,
    "giftCard.redeem": lambda c: c.pay("giftcard", amount=100, reference=c.card),
    "giftCard.activate": lambda c: c.sell({"sku": "INSIDE-GIFT", "quantity": 1, "unitPrice": 500}),
    "loyalty.redeem": lambda c: c.pay("points", amount=20),
    "refund.cash": lambda c: c.bring_back("cash"),
    "return": lambda c: c.add(c.line_back(c.sold.pop())),
    "exchange": Counter.exchange,
}


@pytest.fixture(scope="module")
def counter(shop, tmp_path_factory):
    """A store of its own: a drill and a policy would be in the way of every other test."""
    daemon = Daemon(tmp_path_factory.mktemp("inside")).create().start()
    own = Shop(daemon)
    yield Counter(own)
    for operation, statuses in own.contract.seen.items():
        shop.contract.seen.setdefault(operation, set()).update(statuses)
    daemon.stop()
    daemon.verify()


def tried(counter, name):
    answer = WAYS[name](counter)
    if answer.status == 202:
        counter.settle(answer)
    return answer


def test_nothing_that_commands_ask_for_is_left_out():
    assert set(WAYS) == INSIDE


@pytest.mark.parametrize("mode", MODES)
def test_every_operation_inside_commands_goes_or_not_as_its_row_says(counter, mode):
    back = counter.shop.back_office
    if mode != "alone":
        back("startDrill", {"mode": mode, "minutes": 30, "reason": "a test"})
    try:
        stands = standing(back("getCapabilities"))
        denied = 0
        for name in WAYS:
            row, answer = ROWS[name], tried(counter, name)
            assert stands[name]["state"] == state_in(row, mode), name
            if stands[name]["state"] == "denied":
                denied += 1
                assert answer.problem in REFUSALS and answer["operation"] == name, (name, answer.body)
                assert (answer["reason"], answer["instead"]) == (stands[name]["reason"], row["instead"]) and answer["dependency"] and answer["since"]
            elif answer.problem == "conflict":
                assert (name, mode) in NEEDS_A_HUB, (name, answer.body)
            elif answer.problem:  # a drill has no hub behind it: who really asks one hears that nobody is there
                assert "depends" in row and answer["operation"] == name and answer["reason"] in ("CIRCUIT_OPEN", "DEPENDENCY_DOWN"), (name, answer.body)
        assert (denied >= 3) == (mode == "edge"), denied
    finally:
        if mode != "alone":
            back("endDrill")


# Those of a group do not stand in each other's way: what brings goods back is no refund in cash there, and so on.
SECOND = {"tender.cash", "refund.cash", "promotion", "return"}


@pytest.mark.parametrize("group", [set(WAYS) - SECOND, SECOND], ids=["most", "the rest"])
def test_what_a_policy_denies_no_way_leads_around(counter, group):
    back = counter.shop.back_office
    back("putCapabilityPolicy", {"version": "shut", "operations": {name: {"state": "denied"} for name in sorted(group)}})
    try:
        until(lambda: (m := standing(back("getCapabilities"))) and all(m[name]["state"] == "denied" for name in group), 60, "the policy is in force")
        for name in sorted(group):
            answer = tried(counter, name)
            assert (answer.problem, answer.body.get("operation"), answer.body.get("reason")) == ("policy-off", name, "POLICY_OFF"), (name, answer.body)
    finally:
        back("putCapabilityPolicy", {"version": "0"})
    until(lambda: all(each["state"] != "denied" or name not in group for name, each in standing(back("getCapabilities")).items()), 60,
          "the policy is gone")
