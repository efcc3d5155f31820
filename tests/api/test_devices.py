"""Printers and the print ledger, with the real virtual printer on the other end of the wire."""
import json
import socket
import threading
import time

import pytest

from client import Api
from daemon import run_cli, until
from devices import Devices, missing_devices
from test_stream import listen, last_seq

ENDED = ("sent", "confirmed", "unknown", "failed", "expired")


@pytest.fixture(scope="module")
def devices(tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    devices = Devices(tmp_path_factory.mktemp("devices")).start()
    yield devices
    devices.stop()


@pytest.fixture
def printer(devices, till):
    """The virtual printer as the till's; taken away again, so that the next test has it for itself."""
    devices.well()
    devices.tear_off()
    device = till.manager("createDevice", {"kind": "receipt_printer", "name": f"Printer of {till.number}", "address": devices.address,
                                           "profile": "epson-tm-t88vi", "registers": [till.register_id],
                                           "settings": {"openWhenHigh": True}})
    until(lambda: shown(till, device)["state"] == "online", 5, "the printer is online")
    yield device
    till.manager("removeDevice", id=device["id"])
    devices.well()
    until(lambda: not devices.state["connected"], 5, "the link is closed")


def shown(till, device):
    return till.terminal("getDevice", id=device["id"])


def jobs_of(till, order):
    return till.cashier("listPrintJobs", query={"orderId": order["orderId"]})["items"]


def ended(till, order, kind="receipt", seconds=10):
    """The newest job of that kind, once it is over."""
    def look():
        found = [job for job in jobs_of(till, order) if job["kind"] == kind]
        return found[0] if found and found[0]["state"] in ENDED else None
    return until(look, seconds, f"the {kind} of {order['receiptNumber']} ends")


def ended_job(till, job, seconds=10):
    def look():
        now = till.cashier("getPrintJob", id=job["printJobId"])
        return now if now["state"] in ENDED else None
    return until(look, seconds, f"print job {job['number']} ends")


def test_a_cash_sale_prints_its_receipt_once_and_opens_the_drawer(till, printer, devices):
    order = till.sell("MANGO")
    job = ended(till, order)
    assert (job["state"], job["why"], job["drawer"], job["copy"]) == ("confirmed", "printed", "opened", 0)
    assert devices.state["drawerOpen"] and devices.state["pulses"] >= 1
    assert devices.whole_receipts() == {order["receiptNumber"]: [False]}
    assert devices.picture.startswith(b"\x89PNG") and len(devices.picture) > 2000
    assert shown(till, printer)["drawer"] == "open"


def test_a_card_sale_leaves_the_drawer_closed(till, printer, devices):
    before = devices.state["pulses"]
    job = ended(till, till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}]))
    assert (job["state"], job["drawer"], job["opensDrawer"]) == ("confirmed", None, False)
    assert devices.state["pulses"] == before and not devices.state["drawerOpen"]


def test_a_no_sale_opens_the_drawer_and_prints_nothing(till, printer, devices):
    till.manager("addCashMovement", {"kind": "noSale", "reason": "Change for the customer"}, id=till.shift_id)
    until(lambda: devices.state["drawerOpen"], 3, "the drawer opens")
    job = until(lambda: next((j for j in till.cashier("listPrintJobs", query={"registerId": till.register_id})["items"]
                              if j["state"] in ENDED), None), 5, "the job ends")
    assert (job["kind"], job["state"], job["drawer"]) == ("drawer_kick", "confirmed", "opened")
    assert devices.roll == ""
    till.cashier("retryPrintJob", id=job["printJobId"], expect="conflict")


def test_copies_gift_receipts_and_reports_are_printed_by_hand(till, printer, devices):
    order = till.sell("MANGO")
    ended(till, order)
    copy = till.cashier("queuePrintJob", {"kind": "copy", "orderId": order["orderId"]})
    assert (ended_job(till, copy)["state"], copy["copy"]) == ("confirmed", 1)
    assert devices.whole_receipts()[order["receiptNumber"]] == [False, True]
    gift = till.cashier("queuePrintJob", {"kind": "gift", "orderId": order["orderId"]})
    assert ended_job(till, gift)["state"] == "confirmed" and "GIFT RECEIPT" in devices.roll
    report = till.manager("queuePrintJob", {"kind": "x_report", "shiftId": till.shift_id})
    assert ended_job(till, report)["state"] == "confirmed" and "X REPORT" in devices.roll
    till.cashier("retryPrintJob", id=copy["printJobId"], expect="conflict")
    till.cashier("queuePrintJob", {"kind": "copy"}, expect="invalid-body")
    till.cashier("queuePrintJob", {"kind": "receipt", "orderId": order["orderId"]}, expect="invalid-body")


def test_without_a_printer_nothing_is_queued_and_a_copy_is_refused(till):
    order = till.sell("MANGO")
    till.cashier("queuePrintJob", {"kind": "copy", "orderId": order["orderId"]}, expect="conflict")
    assert jobs_of(till, order) == []


@pytest.mark.parametrize("fault,words,hint", [({"paper": "out"}, "paper_end", "load_paper"), ({"coverOpen": True}, "cover_open", "close_cover")])
def test_trouble_is_shown_within_a_second_and_the_receipt_waits_for_it(till, printer, devices, fault, words, hint):
    devices.set(**fault)
    began = time.monotonic()
    until(lambda: shown(till, printer)["state"] == "fault", 1, "the fault is shown")
    print(f"\n{words} shown after {time.monotonic() - began:.3f} s")
    now = shown(till, printer)
    assert (now["words"], now["hint"]) == (words, hint) and now["lastGoodAt"]
    order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
    time.sleep(0.3)
    assert jobs_of(till, order)[0]["state"] == "queued" and devices.roll == "" and shown(till, printer)["waiting"] == 1
    devices.well()
    assert ended(till, order)["state"] == "confirmed"
    assert devices.whole_receipts() == {order["receiptNumber"]: [False]}
    assert shown(till, printer)["state"] == "online"


def test_paper_that_ends_in_a_receipt_is_gone_on_with(till, printer, devices):
    devices.set(linesLeft=6, slow=True)
    order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
    until(lambda: shown(till, printer)["words"] == "paper_end", 5, "the paper ends")
    assert jobs_of(till, order)[0]["state"] == "printing"
    devices.set(paper="present", slow=False)
    assert ended(till, order)["state"] == "confirmed"
    assert devices.whole_receipts() == {order["receiptNumber"]: [False]}


def test_a_printer_that_is_away_is_said_to_be_within_a_second_and_prints_when_it_is_back(till, printer, devices):
    devices.set(refusing=True)
    began = time.monotonic()
    until(lambda: shown(till, printer)["state"] == "offline", 1.2, "offline is shown")
    print(f"\noffline shown after {time.monotonic() - began:.3f} s")
    assert shown(till, printer)["words"] == "away"
    order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
    devices.set(refusing=False)
    assert ended(till, order)["state"] == "confirmed"


def test_a_link_lost_in_print_ends_unknown_and_comes_again_only_as_a_marked_copy(till, printer, devices):
    devices.set(slow=True)
    order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
    until(lambda: "Receipt" in devices.roll, 5, "printing has begun")
    devices.power_cycle()
    job = ended(till, order)
    assert (job["state"], job["why"]) == ("unknown", "link_lost")
    time.sleep(0.5)
    assert [j["kind"] for j in jobs_of(till, order)] == ["receipt"], "nobody prints it again by itself"
    devices.set(slow=False)
    again = till.cashier("retryPrintJob", id=job["printJobId"])
    assert (again["kind"], again["copy"], again["retryOf"]) == ("copy", 1, job["printJobId"])
    assert ended_job(till, again)["state"] == "confirmed"
    assert devices.whole_receipts() == {order["receiptNumber"]: [True]}


def test_a_silent_printer_never_counts_as_confirmed(till, printer, devices):
    devices.set(silent=True)
    until(lambda: shown(till, printer)["words"] == "not_answering", 10, "its silence is told")
    devices.set(silent=False)
    assert ended(till, till.sell("MANGO"))["state"] == "confirmed"


def test_a_test_page_and_the_drawer_by_hand(till, printer, devices):
    job = till.cashier("testDevice", id=printer["id"])
    assert ended_job(till, job)["state"] == "confirmed" and "TEST" in devices.roll
    till.cashier("testDevice", {"drawer": True}, id=printer["id"], expect="approval-required")
    opened = till.manager("testDevice", {"drawer": True}, id=printer["id"])
    assert ended_job(till, opened)["drawer"] == "opened"
    trace = till.manager("getDeviceTrace", id=printer["id"]).raw.decode()
    assert " > " in trace and " < " in trace


def test_what_goes_over_a_line_is_recorded_until_somebody_stops_it(till, printer, devices):
    def trace():
        return till.manager("getDeviceTrace", id=printer["id"]).raw.decode()

    assert shown(till, printer)["traced"] is True
    ended(till, till.sell("MANGO"))
    assert " > " in trace()
    till.cashier("changeDevice", {"traced": False}, id=printer["id"], expect=403)
    assert till.manager("changeDevice", {"traced": False}, id=printer["id"])["traced"] is False
    until(lambda: trace() == "", 10, "what was kept is forgotten")
    # Its link stays as it is, and printing writes nothing down any more: also after a start, and after a change of the device.
    assert ended(till, till.sell("MANGO"))["state"] == "confirmed"
    assert trace() == ""
    till.manager("changeDevice", {"name": f"Traced of {till.number}"}, id=printer["id"])
    until(lambda: shown(till, printer)["state"] == "online", 20, "it is driven again")
    assert ended(till, till.sell("MANGO"))["state"] == "confirmed"
    assert trace() == "" and shown(till, printer)["traced"] is False
    assert "Nothing of it is recorded" in run_cli("devices", "trace", f"Traced of {till.number}", "--off", "--data", till.shop.daemon.data).stdout
    assert run_cli("devices", "trace", f"Traced of {till.number}", "--data", till.shop.daemon.data).stdout == ""
    run_cli("devices", "trace", f"Traced of {till.number}", "--on", "--data", till.shop.daemon.data)
    assert ended(till, till.sell("MANGO"))["state"] == "confirmed"
    until(lambda: " > " in trace(), 10, "it is recorded again")
    acts = [entry["action"] for entry in till.shop.back_office("listAudit", query={"limit": 50})["items"]]
    assert [act for act in acts if act.startswith("device_trace")] == ["device_trace_on", "device_trace_off"]


def test_the_stream_tells_how_a_job_and_a_printer_are(till, printer, devices):
    since = last_seq(till)
    order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
    ended(till, order)
    devices.set(coverOpen=True)
    found = listen(till, since, lambda messages: any(m["event"]["payload"].get("words") == "cover_open" for m in messages), ["devices"])
    assert {m["topic"] for m in found} == {"devices"}
    told = [m["event"]["payload"]["state"] for m in found if m["event"]["type"] == "PrintJobChanged"]
    assert told == ["queued", "confirmed"]


def test_devices_are_changed_switched_off_and_removed(till, devices):
    body = {"kind": "receipt_printer", "name": "Spare", "address": "tcp://127.0.0.1:9", "profile": ""}
    spare = till.manager("createDevice", body)
    assert spare["active"] and spare["registers"] == [] and spare["settings"]["printsReceipts"]
    changed = till.manager("changeDevice", {"name": "Spare printer", "settings": {"columns": 32, "drawerPin": 5}}, id=spare["id"])
    assert (changed["name"], changed["settings"]["columns"], changed["address"]) == ("Spare printer", 32, body["address"])
    off = till.manager("changeDevice", {"active": False}, id=spare["id"])
    assert off["state"] == "off"
    till.cashier("testDevice", id=spare["id"], expect="conflict")
    till.manager("removeDevice", id=spare["id"])
    till.terminal("getDevice", id=spare["id"], expect="not-found")
    assert spare["id"] not in [d["id"] for d in till.terminal("listDevices")["items"]]
    for wrong in ({"address": "here"}, {"profile": "no-such"}, {"registers": ["01890000-0000-7000-8000-00000000dead"]},
                  {"kind": "scale"}, {"kind": "card_terminal", "profile": "external"}):
        till.manager("createDevice", {**body, **wrong}, expect="invalid-argument")
    till.cashier("createDevice", body, expect="permission-denied")


class Taker(threading.Thread):
    """A port that takes whatever is sent to it, says that all is well, and notes when pulses and receipts came."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.first = []
        self.start()

    @property
    def address(self):
        return f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        while True:
            client, _ = self.listener.accept()
            while data := client.recv(65536):
                now = time.monotonic()
                if b"\x1b@" in data:
                    self.first.append(now)
                answer = b"\x12" * data.count(b"\x10\x04")
                at = data.find(b"\x1d(H")
                if at >= 0:
                    answer += b"\x37\x22" + data[at + 7:at + 11] + b"\0"
                if answer:
                    client.sendall(answer)


def test_the_first_byte_leaves_within_20_ms_of_the_answer(till):
    taker = Taker()
    device = till.manager("createDevice", {"kind": "receipt_printer", "name": "Taker", "address": taker.address,
                                           "profile": "epson-tm-t88vi", "registers": [till.register_id]})
    until(lambda: shown(till, device)["state"] == "online", 5, "it is online")
    late = []
    for count in range(1, 41):
        order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
        answered = time.monotonic()
        until(lambda: len(taker.first) == count, 5, "its bytes arrive")
        late.append(taker.first[-1] - answered)
        ended(till, order)
    late.sort()
    print(f"\nfirst byte after the answer to the sale: median {late[20] * 1000:.1f} ms, worst {late[-1] * 1000:.1f} ms")
    assert late[20] < 0.02
    till.manager("removeDevice", id=device["id"])
