"""The demo store as the tests see it: its staff, fresh tills, and the few things a cashier does all day."""
import csv
import itertools
import time

from client import Api
from daemon import DEMO
from openapi import Contract

PINS = {"1001": "1111", "1002": "2222", "2001": "33333", "9001": "909090"}
CASHIER, OTHER_CASHIER, SUPERVISOR, MANAGER = PINS
FLOAT = 20000
CODE_IS_GOOD = 300  # seconds: a code ends after 15 minutes, and a whole run of the tests takes longer


class Shop:
    """A running daemon with its contract, and a way to get tills that no other test uses."""

    def __init__(self, daemon):
        self.daemon = daemon
        self.contract = Contract()
        self.anyone = Api(daemon.base, self.contract)
        self.code, self.code_made = daemon.pairing_code(), time.monotonic()
        self.numbers = itertools.count(101)
        with open(DEMO / "catalogue.csv", encoding="utf-8", newline="") as file:
            self.articles = {row["sku"]: row for row in csv.DictReader(file)}
        self.back_office = self.sign_on(self.pair("Back office"), MANAGER)

    def pair(self, name):
        if time.monotonic() - self.code_made > CODE_IS_GOOD:
            self.code, self.code_made = self.daemon.pairing_code(), time.monotonic()
        return self.anyone("createPairing", {"code": self.code, "name": name})["token"]

    def sign_on(self, terminal_token, staff, pin=None):
        session = self.anyone.as_(terminal_token)("createSession", {"staffCode": staff, "pin": pin or PINS[staff]})
        return self.anyone.as_(session["token"])

    def price(self, sku):
        return round(float(self.articles[sku]["price"]) * 100)

    def till(self, opened=True):
        number = next(self.numbers)
        register = self.back_office("createRegister", {"number": number, "name": f"Till {number}"})
        till = Till(self, register["id"], number)
        if opened:
            till.open()
        return till

    def customer(self, name="A customer", **members):
        return self.back_office("createCustomer", {"name": name, **members})


class Till:
    """A register with a terminal of its own; sessions are made when first asked for."""

    def __init__(self, shop, register_id, number):
        self.shop, self.register_id, self.number = shop, register_id, number
        self.terminal_token = shop.pair(f"Terminal {number}")
        self.terminal = shop.anyone.as_(self.terminal_token)
        self.sessions = {}
        self.shift_id = None

    def session(self, staff):
        if staff not in self.sessions:
            self.sessions[staff] = self.shop.sign_on(self.terminal_token, staff)
        return self.sessions[staff]

    cashier = property(lambda self: self.session(CASHIER))
    supervisor = property(lambda self: self.session(SUPERVISOR))
    manager = property(lambda self: self.session(MANAGER))

    def open(self, cash=FLOAT):
        shift = self.cashier("openShift", {"openingCash": cash}, id=self.register_id)
        self.shift_id = shift["shiftId"]
        return shift

    def approval(self, action, staff=SUPERVISOR, reason="At the till"):
        """Consent of `staff` to one action of the cashier."""
        return self.cashier("createApproval", {"staffCode": staff, "pin": PINS[staff], "action": action, "reason": reason})["approvalId"]

    def cart(self, *items, **members):
        """A cart with lines; an item is a body of addCartItem or a SKU."""
        cart = self.cashier("createCart", {"registerId": self.register_id, **members})
        for item in items:
            cart = self.add(cart, item)
        return cart

    def add(self, cart, item, **options):
        body = {"sku": item} if isinstance(item, str) else item
        return self.cashier("addCartItem", body, id=cart["cartId"], **options)

    def sell(self, *items, payments=None, expect=201, by=None, key="new", **members):
        """A one-shot sale; paid in cash without change unless told."""
        lines = [{"sku": item, "quantity": 1} if isinstance(item, str) else item for item in items]
        body = {"registerId": self.register_id, "items": lines, "payments": payments or [{"tender": "cash"}], **members}
        return (by or self.cashier)("createSale", body, expect=expect, key=key)

    def report(self, shift_id=None):
        return self.manager("getShiftReport", id=shift_id or self.shift_id)

    def variant(self, sku):
        found = [v for product in self.cashier.every("listProducts", {"q": self.shop.articles[sku]["name"].split(",")[0]})
                 for v in product["variants"] if v["sku"] == sku]
        assert len(found) == 1, f"{sku} found {len(found)} times"
        return found[0]


def with_check_digit(body):
    """GS1 check digit behind 7, 11, 12 or 13 digits."""
    total = sum(int(digit) * (3 if i % 2 == 0 else 1) for i, digit in enumerate(reversed(body)))
    return body + str(-total % 10)


def check_arithmetic(order):
    """What must hold of every order and cart, whatever was sold."""
    columns = ("subtotal", "discount", "net", "tax")
    for column in columns:
        whole = order[column]
        parts = sum(item[column] for item in order["items"] if column in item)
        if all(column in item for item in order["items"]):
            assert parts == whole, f"{column}: lines add up to {parts}, the document says {whole}"
    assert order["net"] + order["tax"] == order["total"], (order["net"], order["tax"], order["total"])
    assert sum(tax["amount"] for tax in order["taxes"]) == order["tax"], (order["taxes"], order["tax"])
    if "paid" in (order.body if hasattr(order, "body") else order):
        assert order["paid"] - order["change"] == order["total"] + order["rounding"], (
            f"paid {order['paid']} - change {order['change']} is not total {order['total']} + rounding {order['rounding']}")
