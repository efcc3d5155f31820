"""Card payments while the daemon is killed, the terminal's plug is pulled and links are cut: afterwards cards and books agree."""
import os
import random
import re
import threading
import time
import uuid

import pytest
import requests

from daemon import until
from devices import Devices, missing_devices
from shop import Shop

SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.SystemRandom().getrandbits(32)
ROUNDS = int(os.environ.get("HOLDFAST_CRASH_ROUNDS", "10"))
QUICK = {"customerMs": 20, "hostMs": 20, "bootMs": 200, "patienceMs": 1500}
STAGES = ("card", "authorising", "approved", "confirmed")
MISHAPS = ("cut", "half", "garbage", "duplicate", "unplug", "power_cycle", "silence")
ARTICLES = ("MANGO", "KIWI", "PINEAPPLE", "AVOCADO")
NO_FAULTS = {"silent": False, "deaf": False, "bytePauseMs": 0, "cut": 0, "lost": 0, "half": 0, "garbage": 0, "duplicate": 0}
CARD = "5413330089010012"


class Terminal:
    """The virtual terminal of one protocol as somebody in front of it."""

    def __init__(self, devices, protocol):
        self.devices, self.protocol = devices, protocol
        self.name = "terminal" if protocol == "zvt" else "nexo"
        self.change(times=QUICK)

    @property
    def state(self):
        return self.devices.get(self.name)

    def change(self, **members):
        return self.devices.patch(self.name, **members)

    def act(self, action, **members):
        return self.devices.do(self.name, action, **members)

    def well(self):
        self.change(mishap=None, next=[], mode="auto", faults=NO_FAULTS)
        self.act("plug")

    def standing(self):
        return [entry for entry in self.state["journal"] if entry["state"] == "valid"]


class Counter:
    """A till with that terminal; its requests survive the daemon."""

    def __init__(self, daemon, terminal):
        self.daemon, self.terminal = daemon, terminal
        daemon.start()
        self.shop = Shop(daemon)
        self.till = self.shop.till()
        state = terminal.state if terminal else {"address": "none:"}
        protocol = terminal.protocol if terminal else "external"
        settings = {} if protocol != "nexo" else {
            "poiId": "P400Plus-123456789", "saleId": "till-1", "certificate": state["certificate"]}
        self.device = self.till.manager("createDevice", {
            "kind": "card_terminal", "name": "Cards", "address": state["address"], "profile": protocol,
            "registers": [self.till.register_id], "settings": settings})["id"]
        self.asked = {}     # idempotency key -> body
        self.orders = {}    # idempotency key -> order id
        self.seen = []      # every answer's text, for the search for card numbers

    def restart(self, **environment):
        self.daemon.start(**environment)
        for api in (self.shop.anyone, self.shop.back_office, self.till.terminal, *self.till.sessions.values()):
            api.base = self.daemon.base

    def restart_doomed(self, fault):
        """It may die as early as at its first write, before it answers anybody."""
        ready = self.daemon._ready
        self.daemon._ready = lambda: ready() or not self.daemon.running()
        try:
            self.restart(HOLDFAST_FAULT=fault)
        except AssertionError:
            assert not self.daemon.running()
        finally:
            del self.daemon._ready

    def call(self, method, path, body=None, key=None, token=None):
        headers = {"Authorization": "Bearer " + (token or self.till.cashier.token)}
        if method != "GET":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        http = requests.Session()
        http.trust_env = False
        response = http.request(method, self.daemon.base + path, json=body, headers=headers, timeout=60)
        self.seen.append(response.text)
        return response

    def ask(self, chance):
        """A sale by card; the key stays for a second try when nobody answers."""
        key = str(uuid.UUID(int=chance.getrandbits(128), version=4))
        self.asked[key] = {"registerId": self.till.register_id, "payments": [{"tender": "card"}],
                           "items": [{"sku": chance.choice(ARTICLES), "quantity": chance.randint(1, 9)}]}
        self.try_again(key)
        return key

    def try_again(self, key):
        try:
            response = self.call("POST", "/v1/sales", self.asked[key], key)
        except requests.RequestException:
            return None
        if response.status_code in (201, 202):
            self.orders[key] = response.json()["orderId"]
        else:
            assert response.status_code in (409, 503), response.text
            del self.asked[key]     # refused: nothing was begun
        return response

    def order(self, key):
        return self.call("GET", f"/v1/orders/{self.orders[key]}").json()

    def open_payments(self):
        response = self.call("GET", "/v1/card-payments?open=true")
        return response.json()["items"]

    def payments(self):
        items, cursor = [], ""
        while True:
            page = self.call("GET", f"/v1/card-payments?limit=100{cursor}").json()
            items += page["items"]
            if not page.get("next"):
                return items
            cursor = f"&cursor={page['next']}"

    def booked(self):
        return sum(payment["approvedAmount"] for payment in self.payments() if payment["state"] == "approved")

    def settle(self, seconds=240):
        """Everything well again, what had no answer asked again, persons asked where the terminal cannot say."""
        self.terminal.well()
        for key in [key for key in self.asked if key not in self.orders]:
            self.try_again(key)
        persons = 0
        end = time.monotonic() + seconds
        while left := self.open_payments():
            assert time.monotonic() < end, f"not settled in {seconds} s: {left}"
            stuck = [payment for payment in left if payment["state"] == "manual"]
            if stuck and not self.terminal.state["busy"]:
                persons += self.decide(stuck[0])
            time.sleep(0.05)
        return persons

    def decide(self, payment):
        """A person with the terminal's journal and our record side by side."""
        missing = self.terminal.state["charged"] - self.booked()
        body = {"charged": missing > 0, "reason": "read from the terminal's journal"}
        if missing > 0:
            body["amount"] = missing
        response = self.call("POST", f"/v1/card-payments/{payment['id']}/decide", body, token=self.till.manager.token)
        assert response.status_code == 200, response.text
        return 1

    def judge(self):
        """Cards against books, orders against payments, receipts without a gap."""
        standing = self.terminal.standing()
        on_cards = sum(entry["amount"] for entry in standing)
        assert self.terminal.state["charged"] == on_cards
        assert on_cards == self.booked(), f"on cards {on_cards}, in the books {self.booked()}"
        receipts, paid = [], 0
        for key in self.orders:
            order = self.order(key)
            assert order["status"] in ("PAID", "CANCELLED"), order
            if order["status"] == "PAID":
                receipts.append(int(order["receiptNumber"].split("-")[1]))
                paid += order["total"]
        assert paid == on_cards, f"paid orders {paid}, on cards {on_cards}"
        assert sorted(receipts) == list(range(1, len(receipts) + 1)), sorted(receipts)
        assert len(standing) == len(receipts)
        return len(receipts)


@pytest.fixture
def devices(tmp_path):
    if missing_devices():
        pytest.skip(missing_devices())
    devices = Devices(tmp_path).start(zvt="127.0.0.1:0", nexo="127.0.0.1:0", show_card_numbers="yes")
    yield devices
    devices.stop()


@pytest.fixture(params=["zvt", "nexo"])
def counter(request, daemon, devices):
    return Counter(daemon, Terminal(devices, request.param))


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed([int(d) for d in digits])):
        total += digit if place % 2 == 0 else (2 * digit - 9 if digit > 4 else 2 * digit)
    return total % 10 == 0


def card_numbers(text):
    """What looks like the number of the test card, also with blanks between its digits or as bytes of two digits."""
    found = [run for run in re.findall(r"\d(?:[ -]?\d){12,18}", text) if CARD in re.sub(r"\D", "", run) or (
        re.sub(r"\D", "", run)[:6] == CARD[:6] and luhn(re.sub(r"\D", "", run)))]
    return found


def assert_no_card_number(counter, folder):
    counter.seen.append(counter.call("GET", f"/v1/devices/{counter.device}/trace", token=counter.till.manager.token).text)
    for text in counter.seen:
        assert not card_numbers(text), card_numbers(text)[:2]
    packed = bytes.fromhex(CARD)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in ("devices-log", "devices-ports"):
            content = path.read_bytes()
            assert packed not in content, path
            assert not card_numbers(content.decode("latin-1")), path


def test_cards_and_books_agree_after_kills_at_random_moments(counter, tmp_path):
    print(f"\nHOLDFAST_SEED={SEED}, {ROUNDS} rounds, {counter.terminal.protocol}")
    persons = kills = 0
    for number in range(ROUNDS):
        chance = random.Random(SEED * 100003 + number)
        killer = threading.Timer(chance.choice([0.0, 0.02, 0.05, 0.1, 0.2, 0.5]) * (0.5 + chance.random()), counter.daemon.kill)
        if chance.random() < 0.4:
            counter.terminal.change(mishap={"at": chance.choice(STAGES), "what": chance.choice(MISHAPS)})
        killer.start()
        counter.ask(chance)
        killer.join()
        kills += 1
        until(lambda: not counter.daemon.running(), 30, "the daemon is dead")
        counter.daemon.verify()
        counter.restart()
        persons += counter.settle()
        sold = counter.judge()
    print(f"{kills} kills, {sold} sales paid of {len(counter.asked)}, {persons} settled by a person")
    assert_no_card_number(counter, tmp_path)
    counter.daemon.stop()
    counter.daemon.verify()


@pytest.mark.parametrize("point", ["before-commit", "after-commit", "mid-command"])
def test_cards_and_books_agree_after_a_kill_at_each_commit_of_a_payment(counter, point):
    """Every commit of one payment in turn: the daemon that starts with passage n dies at its n-th commit."""
    chance = random.Random(SEED)
    persons = 0
    for passage in range(1, 9):
        counter.daemon.stop()
        counter.restart_doomed(f"{point}:{passage}")
        key = counter.ask(chance)
        survived = False
        end = time.monotonic() + 20
        while counter.daemon.running() and not survived and time.monotonic() < end:
            try:
                survived = key in counter.orders and counter.order(key)["status"] in ("PAID", "CANCELLED")
            except (requests.RequestException, KeyError):
                pass
        counter.daemon.kill()
        counter.restart()
        persons += counter.settle()
        counter.judge()
    print(f"\n{counter.terminal.protocol} {point}: 8 kills, {counter.judge()} sales paid, {persons} settled by a person")


@pytest.mark.parametrize("what", ["unplug", "power_cycle", "cut", "silence"])
def test_the_plug_pulled_in_an_approval_is_one_charge_and_one_sale_or_none(counter, what):
    first = counter.ask(random.Random(SEED))    # a ZVT terminal that never took a payment has nothing to repeat: a person's case
    until(lambda: counter.order(first)["status"] == "PAID", 30, "the first sale is paid")
    counter.terminal.change(mishap={"at": "approved", "what": what})
    key = counter.ask(random.Random(SEED + 1))
    until(lambda: counter.terminal.state["mishap"] is None, 30, "the mishap happens")
    persons = counter.settle()
    assert counter.judge() in (1, 2)
    assert persons == 0
    print(f"\n{counter.terminal.protocol} {what}: {counter.order(key)['status']}, {persons} settled by a person")


def test_what_the_terminal_cannot_say_is_decided_by_a_person_with_both_records(counter):
    """The terminal stays away: a person who has read its journal decides, and the driver hears of it."""
    counter.terminal.change(mishap={"at": "authorising", "what": "unplug"})
    counter.ask(random.Random(SEED))
    until(lambda: counter.terminal.state["mishap"] is None, 30, "the plug is pulled")
    payment = until(lambda: [p for p in counter.open_payments() if p["state"] == "unknown"], 60, "in doubt")[0]
    assert payment["amount"] > 0
    response = counter.call("POST", f"/v1/card-payments/{payment['id']}/decide", {"charged": False, "reason": "nothing on the journal"},
                            token=counter.till.manager.token)
    assert response.status_code == 200, response.text
    assert response.json()["decision"]["charged"] is False
    counter.terminal.well()
    chance = random.Random(SEED + 1)

    def paid():
        key = counter.ask(chance)
        if key not in counter.orders:
            return False
        until(lambda: counter.order(key)["status"] in ("PAID", "CANCELLED"), 60, "it has an answer")
        return counter.order(key)["status"] == "PAID"
    until(paid, 120, "the terminal takes payments again")
    counter.judge()


def test_a_terminal_worked_by_hand_asks_again_after_a_kill_and_yields_to_a_manager(daemon):
    counter = Counter(daemon, None)
    chance = random.Random(SEED)

    def question():
        return until(lambda: [p for p in counter.open_payments() if p["question"]], 30, "the cashier is asked")[0]

    def answer(payment, **said):
        response = counter.call("POST", f"/v1/card-payments/{payment['id']}/answer", {"number": payment["question"]["number"], **said})
        assert response.status_code == 202, response.text
    key = counter.ask(chance)
    answer(question(), verdict="approved", amount=question()["amount"])
    daemon.kill()   # before the second look
    counter.restart()
    payment = question()
    assert (payment["state"], payment["question"]["kind"]) == ("unknown", "result")
    answer(payment, verdict="approved", amount=payment["amount"])
    answer(until(lambda: [p for p in [question()] if p["question"]["kind"] == "confirmResult"], 30, "the second look")[0], yes=True)
    until(lambda: counter.order(key)["status"] == "PAID", 30, "the sale is paid")
    key = counter.ask(chance)
    question()
    daemon.kill()
    counter.restart()
    response = counter.call("POST", f"/v1/card-payments/{question()['id']}/decide", {"charged": False, "reason": "no paper, no entry"},
                            token=counter.till.manager.token)
    assert response.status_code == 200, response.text
    until(lambda: counter.order(key)["status"] == "CANCELLED", 30, "the sale is cancelled")
    counter.ask(chance)
    assert question()["state"] == "armed"
    daemon.kill()
    daemon.verify()
