"""Nothing that looks like the number of a payment card is kept anywhere: not from terminals that mask nothing, not from a scanner
or a keyboard. Ranges and lengths are those of pos-core/base/card_number.cpp."""
import json
import pathlib
import random
import re
import subprocess
import uuid

import pytest

from daemon import Daemon, binary, missing_programs, run_cli, until
from devices import Devices, missing_devices
from hub_process import Hub, missing_hub
from shop import Shop

TYPED = "4111 1111 1111 1111"
SCANNED = "5555555555554444"
RANGES = [("4", (16, 18, 19)), ("5[1-5]", (16,)), ("222[1-9]|22[3-9]|2[3-6]|27[01]|2720", (16,)), ("3[47]", (15,)),
          ("30[0-5]|36|38|39", (14, 16, 19)), ("352[89]|35[3-8]", (16, 17, 19)), ("6011|62|64[4-9]|65", (16, 17, 19))]


def luhn(digits):
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_card(digits):
    return luhn(digits) and any(len(digits) in lengths and re.match(start, digits) for start, lengths in RANGES)


def cards_in(content):
    """Numbers in ASCII, together or grouped as on a card, in some bytes."""
    found = set()
    for match in re.finditer(rb"(?<![0-9A-Za-z_])\d{4}(?:[ -]?\d{1,6}){1,4}(?![0-9A-Za-z_])|(?<![0-9A-Za-z_])\d{14,19}(?![0-9A-Za-z_])", content):
        digits = re.sub(rb"[ -]", b"", match.group()).decode()
        if is_card(digits):
            found.add(digits)
    return found


def packed(digits):
    """As ZVT and EMV put it: two digits a byte, filled up with F."""
    digits += "F" * (len(digits) % 2)
    return bytes.fromhex(digits)


def everything(daemon, folder):
    for file in sorted(pathlib.Path(folder).rglob("*")):
        if file.is_file() and "devices" not in file.name:
            yield str(file), file.read_bytes()
    yield "events", b"\n".join(str(row).encode() for row in unpacked(daemon))


def unpacked(daemon):
    """Events as the hub would get them: packed in the file, a number in them would not be seen there."""
    api, since = Shop(daemon).back_office, 0
    while True:
        items = api("listEvents", query={"since": since, "limit": 200})["items"]
        if not items:
            return
        yield from (item["event"] for item in items)
        since = items[-1]["seq"]


def test_the_search_finds_what_it_should():
    assert cards_in(b'{"note":"4111 1111 1111 1111"}') == {"4111111111111111"}
    assert cards_in(b"\x00\x015555555555554444\xff") == {"5555555555554444"}
    assert cards_in(b"3782 822463 10005,4006381333931,356938035643809,1795255200000000") == {"378282246310005"}


@pytest.fixture
def store(tmp_path):
    reason = missing_programs() or missing_devices()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path / "store").create().start()
    devices = Devices(tmp_path)
    devices.start(zvt="127.0.0.1:0", nexo="127.0.0.1:0", show_card_numbers="yes")
    till = Shop(daemon).till()
    till.devices, till.folder = devices, tmp_path / "store"
    yield till
    devices.stop()
    if daemon.running():
        daemon.stop()


def test_terminals_that_mask_nothing_leave_no_number(store):
    for kind, profile in (("terminal", "zvt"), ("nexo", "nexo")):
        store.devices.patch(kind, mode="auto", times={"customerMs": 20, "hostMs": 20, "bootMs": 50})
        settings = {"poiId": "P400Plus-123456789", "certificate": store.devices.get("nexo")["certificate"]} if kind == "nexo" else {}
        device = store.manager("createDevice", {"kind": "card_terminal", "name": profile, "address": store.devices.addresses[kind], "profile": profile,
                                                "registers": [store.register_id], "settings": settings})
        cart = store.cart("MANGO")
        order = store.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect=202)

        def settled():
            now = store.cashier("getOrder", id=order["orderId"])
            return now if now["status"] != "PENDING_PAYMENT" else None
        paid = until(settled, 60, f"{profile} has paid")
        assert paid["status"] == "PAID", paid
        assert cards_in(paid.raw if hasattr(paid, "raw") else str(paid).encode()) == set()
        trace = store.manager("getDeviceTrace", id=device["id"])
        assert cards_in(trace.raw) == set(), "the trace of the line"
        store.manager("removeDevice", id=device["id"])
    store.shop.daemon.stop()
    store.shop.daemon.start()
    for place, content in everything(store.shop.daemon, store.folder):
        assert cards_in(content) == set(), place


def test_a_number_that_is_scanned_or_typed_is_refused_and_kept_nowhere(store):
    api, cart = store.shop.back_office, store.cart("MANGO")
    refused = ("invalid-body", "invalid-argument")
    for number in (TYPED, SCANNED):
        api("createCustomer", {"name": "Ada", "note": f"card {number}"}, expect=refused)
        api("createCustomer", {"name": number}, expect=refused)
        api("createCustomer", {"name": "Ada", "phone": number}, expect=refused)
        store.cashier("updateCart", {"note": number}, id=cart["cartId"], expect=refused)
        store.cashier("addCartItem", {"code": number}, id=cart["cartId"], expect=refused + ("not-found", "unknown-code"))
        store.sell("MANGO", payments=[{"tender": "card", "reference": number}], expect=refused)
        store.manager("addCashMovement", {"kind": "payOut", "amount": 100, "reason": f"refund {number}"}, id=store.shift_id, expect=refused)
        api.every("listCustomers", {"q": number})
        api.every("listProducts", {"q": number})
        store.cashier("lookupCode", code=number, expect=("not-found", "unknown-code", "invalid-argument"))
    store.sell("MANGO", payments=[{"tender": "card", "reference": "4006381333931"}])  # an article's number is none
    run_cli("backup", store.folder / "backup.db", "--data", store.shop.daemon.data)
    for place, content in everything(store.shop.daemon, store.folder):
        assert cards_in(content) == set(), place
        for number in (TYPED, SCANNED):
            digits = number.replace(" ", "")
            assert digits.encode() not in content and number.encode() not in content and packed(digits) not in content, place


def test_an_import_takes_no_row_with_a_number_and_tells_none(store):
    api = store.shop.back_office

    def imported(text, kind="text/csv", expect=None):
        return api("importCatalogue", data=text.encode(), headers={"Content-Type": kind}, expect=expect)
    for number in (TYPED, SCANNED):
        for row in (f"{number},Soap,1.00,,", f"S1,{number},1.00,,", f"S1,Soap,1.00,{number},", f"S1,Soap,1.00,,ask for {number} at the desk"):
            report = imported(f"sku,name,price,barcode,description\nS0,Brush,2.00,,\n{row}\n")
            assert [each["line"] for each in report["rejected"]] == [3], report
            assert cards_in(report.raw) == set()
        imported(f"sku,name,price,{number}\nS1,Soap,1.00,x\n", expect=("invalid-argument", "invalid-body"))
        report = imported(json.dumps([{"sku": "S1", "name": f"Soap {number}", "price": "1.00"}]), "application/json")
        assert len(report["rejected"]) == 1 and cards_in(report.raw) == set()
    imported("sku,name,price,barcode\nS9,Comb,1.00,4006381333931\n")
    for place, content in everything(store.shop.daemon, store.folder):
        assert cards_in(content) == set(), place


GTINS = ["36000000000081", "30000000000087"]  # trade item numbers of cases that Diners might have given to a card


def test_an_article_s_number_of_14_digits_is_taken_where_articles_are_named_alone(store):
    """In the catalogue and where it is scanned; in every other text it stays refused."""
    api, refused = store.shop.back_office, ("invalid-body", "invalid-argument")
    assert all(is_card(number) for number in GTINS), "or this shows nothing"
    first, second = GTINS
    report = api("importCatalogue", data=f"sku,name,price,barcode\n{first},Case of soap,9.00,\nCASE,Case of combs,8.00,{second}|4006381333931\n".encode(),
                 headers={"Content-Type": "text/csv"})
    assert report["added"] == 2 and report["rejected"] == [], report
    for column in ("name", "description"):
        report = api("importCatalogue", data=json.dumps([{"sku": "S2", "name": "Soap", "price": "1.00", column: f"of {first}"}]).encode())
        assert len(report["rejected"]) == 1 and cards_in(report.raw) == set()
    store.sell(first)
    cart = store.cart("MANGO")
    for code in (second, f"(01){second}(10)LOT1", f"https://id.gs1.org/01/{second}"):
        store.cashier("addCartItem", {"code": code}, id=cart["cartId"])
    store.sell({"code": second, "quantity": 1})
    for number in GTINS:
        assert store.cashier("lookupCode", code=number)["variant"]["sku"] in (first, "CASE")
        store.cashier("updateCart", {"note": number}, id=cart["cartId"], expect=refused)
        api("createCustomer", {"name": "Ada", "note": number}, expect=refused)
        store.cashier("lookUpGiftCard", {"code": number}, expect=refused)
        store.cashier("applyPromotion", {"code": number}, id=cart["cartId"], expect=refused)
    store.cashier("addCartItem", {"code": "30569309025904"}, id=cart["cartId"], expect=refused)  # no trade item's check digit


def test_a_hub_takes_none_from_its_operators_and_gets_none_from_its_stores(store, tmp_path):
    reason = missing_hub()
    if reason:
        pytest.skip(reason)
    daemon = store.shop.daemon
    hub = Hub(tmp_path / "hub").start()
    try:
        run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", daemon.data)
        site = until(lambda: hub.get("/v1/sites")["items"], 60, "the hub knows the store")[0]["siteId"]
        for number in (TYPED, SCANNED):
            store.sell("MANGO", payments=[{"tender": "card", "reference": number}], expect=("invalid-body", "invalid-argument"))
            store.sell("MANGO", payments=[{"tender": "cash"}], note="no number at all")
            article = {"sku": "X", "name": f"Soap {number}", "price": "1.00"}
            for method, path, body in (("PUT", "/v1/channels/shops/masters/article/X", article), ("POST", "/v1/channels/shops/publications", {"items": [article]}), ("POST", "/v1/webhooks", article),
                                       ("POST", f"/v1/sites/{site}/directives", {"kind": "pauseReplication", "reason": f"for {number}"})):
                answer = hub.call(method, path, body)
                assert answer.status_code == 400 and "payment card" in answer.text, (path, answer.status_code, answer.text)
            # Of a file that row alone is left out; the others are one version.
            answer = hub.call("POST", "/v1/channels/shops/imports", [article, {"sku": "Y", "name": "Comb", "price": "1.00"}])
            assert answer.status_code == 200 and answer.json()["rows"] == 1, answer.text
            assert [each["line"] for each in answer.json()["rejected"]] == [1] and cards_in(answer.content) == set()
            file = tmp_path / "articles.csv"
            file.write_text(f"sku,name,price\nZ,Brush,1.00\nX,Soap {number},1.00\n")
            done = subprocess.run([str(binary("holdfast-hub")), "import", str(file), "--channel", "shops", "--data", str(hub.data)],
                                  capture_output=True, text=True, timeout=60, check=False)
            assert done.returncode == 1 and "1 rows" in done.stdout and "line 3 is left out" in done.stderr and not cards_in(done.stderr.encode()), done

        def told():
            up = store.shop.back_office("getReplication")["up"]
            return up["pendingRecords"] == 0 and up["link"] == "up"
        until(told, 120, "the hub has everything")
    finally:
        hub.stop()
    for file in sorted(pathlib.Path(tmp_path / "hub").rglob("*")):
        if file.is_file() and "log" not in file.name:
            assert cards_in(file.read_bytes()) == set(), file
    assert cards_in(hub.log.read_bytes()) == set()


class Bodies:
    """Bodies for any operation, made of its schema: what has to be there, as plain as it may be."""

    def __init__(self, contract, known, dice):
        self.contract, self.known, self.dice = contract, known, dice

    def value(self, schema, name="", depth=0):
        schema = self.contract.resolve(schema)
        for kind in ("anyOf", "oneOf", "allOf"):
            if kind in schema:
                parts = [self.contract.resolve(part) for part in schema[kind]]
                return self.value(next((part for part in parts if part.get("type") != "null"), parts[0]), name, depth)
        if "enum" in schema:
            return self.dice.choice(schema["enum"])
        if "const" in schema:
            return schema["const"]
        kind = schema.get("type", "object")
        kind = next(each for each in kind if each != "null") if isinstance(kind, list) else kind
        if kind == "object":
            return {each: self.value(part, each, depth + 1) for each, part in schema.get("properties", {}).items() if depth < 5}
        if kind == "array":
            return [self.value(schema.get("items", {}), name, depth + 1)] if depth < 5 else []
        if kind in ("integer", "number"):
            return max(1, schema.get("minimum", 1))
        if kind == "boolean":
            return False
        return self.known.get(name, schema.get("example", "a text"))

    def of(self, operation):
        content = self.contract.resolve(operation.get("requestBody", {})).get("content", {}).get("application/json")
        return None if content is None else content.get("example") or self.value(content["schema"])

    @staticmethod
    def texts(value, path=()):
        """Where in a body a text stands."""
        if isinstance(value, str):
            yield path
        for key, each in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
            yield from Bodies.texts(each, path + (key,))

    @staticmethod
    def with_text(value, path, text):
        copy = json.loads(json.dumps(value))
        at = copy
        for key in path[:-1]:
            at = at[key]
        if not path:
            return text
        at[path[-1]] = text
        return copy


WRITTEN = ["{}", "paid by {} yesterday", "card: {}, thanks", "{}\n"]
FORMS = ["4111111111111111", "4111 1111 1111 1111", "5555-5555-5555-4444", "378282246310005"]
LEFT_ALONE = {"resetTraining", "restoreBackup", "leaveStore", "revokeTerminal", "endSession", "revokeStaff"}  # they end the test's own footing


def test_in_every_text_of_every_operation_a_number_is_refused_or_gone(store):
    """A random busy day, and a card's number in every text of every body, in headers, queries and paths. Afterwards it is in no table,
    log, spool, trace, export or backup."""
    shop, dice = store.shop, random.Random(20261122)
    api = shop.back_office
    person, cart = shop.customer("Grace"), store.cart("MANGO")
    orders = [store.sell(dice.choice(["MANGO", "BANANA"])) for _ in range(5)]
    known = {"registerId": store.register_id, "personId": person["id"], "cartId": cart["cartId"], "orderId": orders[0]["orderId"],
             "sku": "MANGO", "code": "MANGO", "tender": "cash", "currency": "EUR", "note": "a note", "reason": "a reason", "name": "A name",
             "staffCode": "1001", "pin": "1111"}
    bodies, asked, kept = Bodies(shop.contract, known, dice), 0, []
    ids = [store.register_id, person["id"], cart["cartId"], orders[0]["orderId"], store.shift_id]
    for name, operation in sorted(shop.contract.operations.items()):
        if operation["method"] == "GET" or name in LEFT_ALONE:
            continue
        body = bodies.of(operation)
        path = operation["path"]
        for each in re.findall(r"{(\w+)}", path):
            path = path.replace("{" + each + "}", dice.choice(ids) if each.lower().endswith("id") else "a", 1)
        for place in list(Bodies.texts(body)) if body is not None else []:
            number = dice.choice(FORMS)
            spoiled = Bodies.with_text(body, place, dice.choice(WRITTEN).format(number))
            for caller in (api, store.cashier):
                response = caller.http.request(operation["method"], api.base + operation["base"] + path, data=json.dumps(spoiled).encode(), timeout=60,
                                               headers={"Authorization": "Bearer " + caller.token, "Content-Type": "application/json",
                                                        "Idempotency-Key": str(uuid.uuid4())})
                asked += 1
                assert response.status_code < 500 or response.status_code == 503, (name, place, response.text[:300])
                if response.status_code < 300:
                    kept.append((name, place))
    assert asked > 300
    assert not kept, f"taken with a number in it: {kept}"
    number = FORMS[0]
    for method, path in (("GET", f"/v1/lookup/{number}"), ("GET", f"/v1/customers?q={number}"), ("GET", f"/v1/orders/{number}"), ("DELETE", f"/v1/carts/{number}")):
        api.http.request(method, api.base + path, headers={"Authorization": "Bearer " + api.token, "User-Agent": number, "Referer": number}, timeout=30)
    for header in ("X-Correlation-Id", "Idempotency-Key", "traceparent", "Approval", "If-Match"):
        api.http.post(api.base + "/v1/carts", json={"registerId": store.register_id}, headers={"Authorization": "Bearer " + api.token, header: number}, timeout=30)
    for who in ("staffCode", "pin"):
        store.terminal("createSession", {"staffCode": "1001", "pin": "1111", who: number}, expect=("invalid-body", "wrong-pin"))

    daemon, folder = shop.daemon, store.folder
    for sheet in ("orders", "customers", "audit"):
        run_cli("export", sheet, folder / f"{sheet}.csv", "--data", daemon.data, check=False)
    run_cli("backup", folder / "backup.db", "--data", daemon.data)
    run_cli("bundle", folder / "bundle.tar.zst", "--data", daemon.data, check=False)
    daemon.stop()
    daemon.start()
    for place, content in everything(daemon, folder):
        assert cards_in(content) == set(), place
        for number in FORMS:
            digits = re.sub("[ -]", "", number)
            assert digits.encode() not in content and number.encode() not in content and packed(digits) not in content, place
