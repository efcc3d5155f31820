"""The control API of holdfast-devices, with the wire of each device in the test's own hand."""
import hashlib
import json
import os
import socket
import ssl
import time

import pytest
import requests

from daemon import until
from devices import Devices, missing_devices

KINDS = {"printer": "receipt_printer", "terminal": "card_terminal", "terminal-serial": "card_terminal", "nexo": "card_terminal",
         "scale": "scale", "scanner": "scanner", "display": "customer_display"}
HEALTHY = {"silent": False, "deaf": False, "bytePauseMs": 0, "cut": 0, "lost": 0, "half": 0, "garbage": 0, "duplicate": 0}
QUICK = {"customerMs": 20, "hostMs": 20, "bootMs": 50}


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    devices = Devices(tmp_path_factory.mktemp("devices"))
    devices.start(zvt="127.0.0.1:0", zvt_serial="links/zvt", nexo="127.0.0.1:0", scale="links/scale", scanner="links/scanner",
                  display="links/display")
    yield devices
    devices.stop()
    assert os.listdir(devices.folder / "links") == [], "links are taken away with the devices"


class Line:
    """The till's end of a serial line."""

    def __init__(self, address):
        self.fd = os.open(address.removeprefix("serial://"), os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self.heard = b""

    def say(self, data):
        os.write(self.fd, data)

    def hear(self, done):
        def look():
            try:
                self.heard += os.read(self.fd, 4096)
            except BlockingIOError:
                pass
            return done(self.heard)
        until(look, 5, "the device answers")
        heard, self.heard = self.heard, b""
        return heard

    def close(self):
        os.close(self.fd)


class Till:
    """Just enough of ZVT to pay: says yes to whatever it is told."""

    def __init__(self, address):
        host, port = address.removeprefix("tcp://").split(":")
        self.socket = socket.create_connection((host, int(port)), timeout=5)

    def _message(self):
        head = self.socket.recv(3, socket.MSG_WAITALL)
        if len(head) < 3:
            raise ConnectionError("the terminal is gone")
        return head[:2].hex(), self.socket.recv(head[2], socket.MSG_WAITALL) if head[2] else b""

    def call(self, command):
        """All that the terminal says to this, up to its end."""
        self.socket.sendall(bytes.fromhex(command))
        return self.hear_out()

    def hear_out(self):
        said = []
        while not said or said[-1] not in ("060f", "061e"):
            control, _ = self._message()
            assert not control.startswith("84"), f"refused with {control}"
            said.append(control)
            if not control.startswith("8"):
                self.socket.sendall(bytes.fromhex("800000"))
        return said

    def register(self):
        return self.call("0600 06 000000 80 0978".replace(" ", ""))

    def pay(self, cents):
        return self.call("060107 04" .replace(" ", "") + f"{cents:012d}")

    def close(self):
        self.socket.close()


@pytest.fixture
def terminal(devices):
    devices.patch("terminal", mode="auto", next=[], times=QUICK, mishap=None, faults=HEALTHY)
    devices.do("terminal", "plug")
    until(lambda: not devices.get("terminal")["busy"], 10, "the terminal is free")
    before = devices.get("terminal")
    yield lambda: {name: devices.get("terminal")[name] - before[name] for name in ("charged", "sales")}
    devices.patch("terminal", mode="auto", next=[], mishap=None, faults=HEALTHY)


@pytest.fixture
def zvt(devices, terminal):
    till = connected(devices)
    yield till
    till.close()


def connected(devices):
    def look():
        try:
            till = Till(devices.addresses["terminal"])
            till.register()
            return till
        except OSError:
            return None
    return until(look, 5, "the terminal takes a till")


def test_the_page_and_the_list_name_every_device(devices):
    items = devices.http.get(devices.control + "/devices").json()["items"]
    assert {item["name"]: item["kind"] for item in items} == KINDS
    assert {item["name"]: item["address"] for item in items if item["name"] != "printer"} == devices.addresses
    page = devices.http.get(devices.control + "/")
    assert page.headers["Content-Type"].startswith("text/html") and "Virtual devices" in page.text
    for item in items:
        assert devices.get(item["name"]).items() >= item.items()
        assert devices.get(item["name"])["faults"] == HEALTHY


def test_what_is_wrong_is_refused_and_changes_nothing(devices):
    for name, body in (("scale", {"goods": "heavy"}), ("scale", {"goods": "0.1234"}), ("scale", {"goods": "1", "colour": "red"}),
                       ("terminal", {"mode": "never"}), ("terminal", {"next": ["pays", "sings"]}), ("terminal", {"mishap": {"at": "noon"}}),
                       ("scanner", {"faults": {"half": -1}}), ("display", {"faults": {"loud": True}}), ("printer", {"paper": "wet"})):
        before = devices.get(name)
        response = devices.http.patch(f"{devices.control}/{name}", json=body)
        assert response.status_code == 400 and response.text.startswith("/"), (name, body, response.text)
        assert devices.get(name) == before
    for method, path, status in (("GET", "/toaster", 404), ("POST", "/scale/tip-over", 404), ("POST", "/scanner/scan", 400), ("PUT", "/scale", 405),
                                 ("POST", "/terminal/customer", 400), ("GET", "/terminal/journal", 404)):
        assert devices.http.request(method, devices.control + path).status_code == status, (method, path)


def test_a_customer_pays_by_himself_and_the_journal_has_it(devices, terminal, zvt):
    assert zvt.pay(1234)[-1] == "060f"
    assert terminal() == {"charged": 1234, "sales": 1}
    entry = devices.get("terminal")["journal"][-1]
    assert (entry["kind"], entry["state"], entry["amount"]) == ("sale", "valid", 1234) and entry["trace"] > 100


def test_customers_are_queued_and_each_pays_his_own_way(devices, terminal, zvt):
    assert devices.patch("terminal", next=["declined", "wrong_pin", "cancels", "pays_part", "pays"])["next"][0] == "declined"
    assert [zvt.pay(1000)[-1] for _ in range(5)] == ["061e", "061e", "061e", "060f", "060f"]
    assert terminal() == {"charged": 1500, "sales": 2}


def test_in_wait_mode_the_buttons_decide(devices, terminal, zvt):
    devices.patch("terminal", mode="wait")
    zvt.socket.sendall(bytes.fromhex("06010704" + f"{777:012d}"))
    until(lambda: devices.get("terminal")["awaitsCustomer"], 5, "the terminal waits")
    state = devices.get("terminal")
    assert (state["screen"], state["asked"], state["busy"]) == ("present card", 777, True)
    devices.do("terminal", "customer", how="pays")
    assert zvt.hear_out()[-1] == "060f" and terminal() == {"charged": 777, "sales": 1}


def test_a_plug_pulled_at_the_approval_takes_the_link_and_no_money(devices, terminal, zvt):
    devices.patch("terminal", mishap={"at": "approved", "what": "unplug"})
    with pytest.raises(OSError):
        zvt.pay(900)
    assert not devices.get("terminal")["powered"] and devices.get("terminal")["screen"] == ""
    with pytest.raises(OSError):
        Till(devices.addresses["terminal"])
    devices.do("terminal", "plug")
    connected(devices).close()
    assert terminal() == {"charged": 0, "sales": 0}
    assert devices.get("terminal")["journal"][-1]["state"] == "undone"


def test_a_terminal_silent_after_its_approval_has_charged_all_the_same(devices, terminal, zvt):
    devices.patch("terminal", mishap={"at": "confirmed", "what": "silence"})
    zvt.socket.settimeout(0.5)
    with pytest.raises(OSError):
        zvt.pay(450)
    assert terminal() == {"charged": 450, "sales": 1}
    assert devices.get("terminal")["faults"]["silent"] is True


def test_the_serial_terminal_answers_in_frames(devices):
    line = Line(devices.addresses["terminal-serial"])
    devices.patch("terminal-serial", times=QUICK)
    line.say(bytes.fromhex("1002 0501 00 1003".replace(" ", "")))  # without its check: asked for again
    assert line.hear(len)[:1] == b"\x15"
    line.close()
    until(lambda: not devices.get("terminal-serial")["connected"], 5, "the line is free")


def nexo_message(amount, service):
    return {"SaleToPOIRequest": {
        "MessageHeader": {"ProtocolVersion": "3.0", "MessageClass": "Service", "MessageCategory": "Payment", "MessageType": "Request",
                          "SaleID": "till-9", "ServiceID": service, "POIID": "P400Plus-123456789"},
        "PaymentRequest": {"SaleData": {"SaleTransactionID": {"TransactionID": "b", "TimeStamp": "2026-01-01T00:00:00Z"}},
                           "PaymentTransaction": {"AmountsReq": {"Currency": "EUR", "RequestedAmount": amount}}}}}


def post(devices, body, timeout=5):
    return requests.post(devices.addresses["nexo"], data=json.dumps(body), verify=False, timeout=timeout)


@pytest.mark.filterwarnings("ignore:Unverified HTTPS")
def test_the_terminal_api_pays_over_https_with_the_certificate_it_tells(devices):
    devices.patch("nexo", times=QUICK, faults=HEALTHY, mishap=None, next=[])
    port = int(devices.addresses["nexo"].split(":")[2].split("/")[0])
    leaf = ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", port)))
    assert devices.get("nexo")["certificate"] == hashlib.sha256(leaf).hexdigest()
    answer = post(devices, nexo_message(12.34, "1")).json()["SaleToPOIResponse"]["PaymentResponse"]
    assert answer["Response"]["Result"] == "Success"
    state = devices.get("nexo")
    assert (state["charged"], state["sales"]) == (1234, 1)
    assert state["journal"][-1]["transaction"] == answer["POIData"]["POITransactionID"]["TransactionID"]
    assert state["journal"][-1]["key"] == "till-9/1"
    devices.patch("nexo", faults={"half": 1})
    with pytest.raises(ValueError):
        post(devices, nexo_message(1.0, "2")).json()
    devices.patch("nexo", faults={"cut": 1})
    with pytest.raises(requests.ConnectionError):
        post(devices, nexo_message(1.0, "3"))
    devices.patch("nexo", mishap={"at": "approved", "what": "unplug"})
    with pytest.raises(requests.ConnectionError):
        post(devices, nexo_message(1.0, "4"))
    with pytest.raises(requests.ConnectionError):
        post(devices, nexo_message(1.0, "5"))
    devices.do("nexo", "plug")

    def asks():
        try:
            return post(devices, nexo_message(1.0, "6"))
        except requests.ConnectionError:
            return None
    assert until(asks, 5, "the terminal is back").status_code == 200
    assert devices.get("nexo")["charged"] == 1234 + 4 * 100, "what was charged stays, whoever has heard of it"


def test_goods_on_the_scale_swing_and_then_weigh(devices):
    line = Line(devices.addresses["scale"])
    ends = lambda heard: heard.endswith(b"\r")
    state = devices.patch("scale", goods="0.482", settleMs=60_000)
    assert (state["inMotion"], state["shows"], state["range"]) == (True, "0.482", "within")
    line.say(b"W")
    assert b"?" in line.hear(ends)
    devices.patch("scale", inMotion=False)
    line.say(b"W")
    assert line.hear(ends) == b"\x0200.482\r"
    assert devices.patch("scale", goods="99")["range"] == "over"
    assert devices.patch("scale", goods="-0.1")["range"] == "under"
    devices.patch("scale", goods="0.482", settleMs=30)
    until(lambda: not devices.get("scale")["inMotion"], 5, "it is still")
    devices.patch("scale", faults={"duplicate": 1})
    line.say(b"W")
    assert line.hear(lambda heard: heard.count(b"\r") == 2) == b"\x0200.482\r" * 2
    assert devices.get("scale")["faults"] == HEALTHY
    line.close()


def test_a_scan_goes_down_the_line_with_its_identifier(devices):
    line = Line(devices.addresses["scanner"])
    until(lambda: devices.get("scanner")["connected"], 5, "the scanner has a till")
    devices.do("scanner", "scan", data="9524873033558", symbology="ean13")
    assert line.hear(lambda heard: heard.endswith(b"\r")) == b"]E09524873033558\r"
    devices.do("scanner", "scan", data="9524873033558", symbology="ean13", aim=False)
    assert line.hear(lambda heard: heard.endswith(b"\r")) == b"9524873033558\r"
    devices.patch("scanner", faults={"half": 1})
    devices.do("scanner", "scan", data="12345678", aim=False)
    assert line.hear(len) == b"1234"
    line.close()


def test_the_display_shows_what_is_written(devices):
    line = Line(devices.addresses["display"])
    line.say(b"\x0cMANGO           1.99TOTAL           1.99")
    until(lambda: devices.get("display")["rows"] == ["MANGO           1.99", "TOTAL           1.99"], 5, "the rows are shown")
    assert devices.do("display", "power-cycle")["rows"] == [" " * 20] * 2
    line.close()


def test_the_printers_answers_can_be_spoilt(devices):
    host, port = devices.address.removeprefix("tcp://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as printer:
        printer.sendall(b"\x10\x04\x01")
        assert printer.recv(8) == b"\x12"
        devices.set(faults={"garbage": 1})
        printer.sendall(b"\x10\x04\x01")
        time.sleep(0.05)
        assert printer.recv(8) != b"\x12"
        devices.set(faults={"cut": 1})
        printer.sendall(b"\x10\x04\x01")
        assert printer.recv(8) == b""
