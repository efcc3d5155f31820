"""Seals of days checked from the export alone, and the fiscal unit's receipts, on a store of their own."""
import base64
import hashlib
import json
import subprocess

import pytest

from daemon import Daemon, binary, run_cli
from shop import CASHIER, SUPERVISOR, Shop

RATES = {"VAT23": "normal", "VAT13.5": "reduced1"}


@pytest.fixture
def own(shop, tmp_path):
    daemon = Daemon(tmp_path).create().start()
    own = Shop(daemon)
    own.contract.seen = shop.contract.seen  # what is called here counts
    yield own
    daemon.stop()
    daemon.verify()


def verify(file, *options):
    return subprocess.run([str(binary("holdfast-verify")), str(file), *options], capture_output=True, text=True, timeout=60, check=False)


def unpacked(file):
    return subprocess.run(["zstd", "-dc", str(file)], capture_output=True, check=True).stdout.decode().splitlines()


def test_a_day_is_sealed_once_and_checked_from_the_export_alone(own, tmp_path):
    till, office = own.till(), own.back_office
    orders = [till.sell("MANGO"), till.sell("MANGO", "MANGO")]
    refused = office("closeDay", {}, expect="shift-open")
    assert "register" in refused["detail"]
    ahead = office("getOpenDay")
    sealed = office("closeDay", {"openShifts": "name"}, key="day-1-close-0001")
    seal = sealed["seal"]
    mine = next(r for r in seal["registers"] if r["number"] == till.number)
    assert (sealed["number"], mine["first"], mine["last"], mine["total"]) == (1, 1, 2, sum(o["total"] for o in orders))
    assert seal["root"] == ahead["root"] and seal["unsent"]["orders"] == 2
    assert [s["register"] for s in seal["openShifts"]] == [till.register_id]
    assert hashlib.sha256(sealed["document"].encode()).hexdigest() == sealed["sha256"]
    assert office("closeDay", {"openShifts": "name"}, key="day-1-close-0001").body == sealed.body
    office("closeDay", {"openShifts": "name"}, expect="conflict")
    assert office("getDay", number=1).body == sealed.body
    assert [day["number"] for day in office.every("listDays")] == [1]
    office("getDay", number=99, expect="not-found")
    pages = {lang: office("getDay", number=1, query={"lang": lang})["text"] for lang in ("en", "fr", "ar")}
    assert "DAY SEAL 1" in pages["en"] and "SCELLÉ DU JOUR 1" in pages["fr"] and "ختم اليوم 1" in pages["ar"]
    assert office("getDay", number=1)["text"] == pages["en"], "the store's own language"
    office("getDay", number=1, query={"lang": "xx"}, expect="invalid-argument")
    till.cashier("closeDay", {}, expect=("approval-required", "permission-denied"))

    rotated = office("rotateJournalKey")
    assert [key["generation"] for key in office("listJournalKeys")["items"]] == [1, 2] and rotated["endorsement"]
    till.sell("MANGO")
    file = tmp_path / "journal.jsonl.zst"
    run_cli("journal", "export", file, "--data", own.daemon.data)
    assert (good := verify(file, "--key", sealed["key"])).returncode == 0, good.stdout
    found = json.loads(verify(file, "--json").stdout)
    assert (found["sound"], found["records"], found["seals"], found["unsealed"]) == (True, 3, 1, 1)
    lines = unpacked(file)
    plain = tmp_path / "changed.jsonl"
    total = orders[0]["total"]
    plain.write_text("\n".join(line.replace(f'\\"total\\":{total}', f'\\"total\\":{total - 1}', 1) for line in lines) + "\n")
    bad = verify(plain)
    assert bad.returncode == 1 and "[chain]" in bad.stdout
    plain.write_text("\n".join(lines[:-1]) + "\n")
    assert "cut off" in verify(plain).stdout
    assert verify(tmp_path / "none").returncode == 2
    assert verify(file, "--key", "0000-0000-0000-0000").returncode == 1


def test_the_command_line_seals_lists_and_shows(own):
    address = ("--data", own.daemon.data)
    assert "DAY SEAL 1" in run_cli("day", "close", *address).stdout
    assert "1" in run_cli("day", "list", *address).stdout
    assert json.loads(run_cli("day", "show", 1, "--json", *address).stdout)["number"] == 1
    assert run_cli("day", "close", *address, check=False).returncode == 1
    assert "first" in run_cli("journal", "keys", *address).stdout
    assert "follow" in run_cli("journal", "verify-audit", *address).stdout


def test_the_command_line_chooses_watches_and_decides(own, tmp_path):
    till, spare, address = own.till(), own.till(opened=False), ("--data", own.daemon.data)

    def fiscal(*words, check=True):
        return run_cli("fiscal", *words, *address, check=check)

    def standing():
        return json.loads(fiscal("status", "--json").stdout)
    assert "No fiscal unit" in fiscal("status").stdout and standing()["profile"] == "none"
    key = tmp_path / "unit.pem"
    key.write_text(pem())
    refused = fiscal("choose", "rksv", "--unit-serial", "3f9a", "--unit-key-file", key, check=False)
    assert refused.returncode == 1 and "VAT23" in refused.stderr, "a tax that fits no rate"
    assert fiscal("choose", "rksv", "--unit-serial", "3f9a", check=False).returncode == 2
    rates = [word for tax, rate in RATES.items() for word in ("--rate", f"{tax}={rate}")]
    fiscal("choose", "rksv", "--on-failure", "ask", "--cash-box", "SHOP", *rates, "--unit-serial", "3f9a", "--unit-key-file", key)
    fiscal("choose", "rksv")  # what is not said stays as it is
    made = standing()
    assert made["settings"] == {"profile": "rksv", "onFailure": "ask", "cashBox": "SHOP", "rates": RATES} and made["unit"]["serial"] == "3f9a"
    assert "a person is asked" in fiscal("status").stdout
    trail = [entry["detail"] for entry in own.back_office.every("listAudit", {"action": "fiscal_changed"})]
    assert {"fiscal": "rksv", "onFailure": "ask"} in trail, trail
    assert json.loads(fiscal("unit-out", "no answer", "--json").stdout)["unit"] == {"kind": "software", "serial": "3f9a", "working": False, "outReason": "no answer"}
    till.sell("MANGO")
    (waiting,) = json.loads(fiscal("receipts", "--state", "undecided", "--json").stdout)["items"]
    assert waiting["number"] in fiscal("receipts").stdout
    still = fiscal("decide", waiting["id"], "retry", check=False)
    assert still.returncode == 1 and "no answer" in still.stdout
    without = fiscal("decide", waiting["id"], "skip", check=False)
    assert without.returncode == 1 and "why" in without.stderr, "a reason is needed"
    assert json.loads(fiscal("decide", waiting["id"], "postpone", "--reason", "Customer waits", "--json").stdout)["state"] == "postponed"
    fiscal("unit-works")
    assert standing()["unit"]["working"] and json.loads(fiscal("receipts", "--state", "postponed", "--json").stdout)["items"] == []
    assert json.loads(fiscal("check", "--json").stdout)["sound"] and "follow" in fiscal("check").stdout
    file = tmp_path / "dep7.json"
    told = json.loads(fiscal("export", till.number, "--out", file, "--json").stdout)
    assert told == {"file": str(file), "receipts": 3} and check_dep7(json.loads(file.read_text()), f"SHOP-{till.number}") == 3
    assert fiscal("close-box", till.number, check=False).returncode == 1, "its shift is open"
    closed = json.loads(fiscal("close-box", spare.number, "--json").stdout)
    assert [box["closedAt"] is not None for box in closed["boxes"] if box["registerNumber"] == spare.number] == [True]
    assert fiscal("export", 9999, check=False).returncode == 1


def test_the_audit_trail_follows_itself(shop):
    found = shop.back_office("verifyAudit")
    assert found["sound"] and found["entries"] > 0 and len(found["head"]) == 64


def pem():
    return subprocess.run(["openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], capture_output=True, text=True, check=True).stdout


def bytes_of(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def check_dep7(export, cash_box):
    """The chain, by the regulation's own words and nothing of ours."""
    groups = export["Belege-Gruppe"]
    assert all(set(group) == {"Signaturzertifikat", "Zertifizierungsstellen", "Belege-kompakt"} for group in groups)
    before, receipts = cash_box, [receipt for group in groups for receipt in group["Belege-kompakt"]]
    for receipt in receipts:
        head, payload, signature = receipt.split(".")
        fields = bytes_of(payload).decode().split("_")
        assert bytes_of(head) == b'{"alg":"ES256"}' and len(fields) == 13 and fields[1:3] == ["R1-AT1", cash_box]
        assert base64.b64decode(fields[12]) == hashlib.sha256(before.encode()).digest()[:8]
        assert len(bytes_of(signature)) == 64 or bytes_of(signature).decode() == "Sicherheitseinrichtung ausgefallen"
        before = receipt
    return len(receipts)


def test_receipts_are_chained_and_signed_as_the_regulation_says(own):
    till, office = own.till(), own.back_office
    assert office("getFiscal")["profile"] == "none"
    office("putFiscal", {"profile": "rksv", "rates": RATES}, expect="conflict")  # no unit
    unit = {"serial": "3f9a", "privateKey": pem()}
    office("putFiscal", {"profile": "rksv", "unit": unit}, expect="invalid-argument")  # 23 % is none of the regulation's
    office("putFiscal", {"profile": "rksv", "rates": RATES, "unit": {**unit, "privateKey": "none"}}, expect="invalid-argument")
    till.cashier("putFiscal", {"profile": "none"}, expect=("permission-denied", "approval-required"))
    made = office("putFiscal", {"profile": "rksv", "cashBox": "SHOP", "rates": RATES, "unit": unit})
    assert made["unit"] == {"kind": "software", "serial": "3f9a", "working": True, "outReason": ""}
    order = till.sell("MANGO")
    told = till.cashier("getOrderFiscal", id=order["orderId"])
    assert told["state"] == "registered" and told["code"].startswith(f"_R1-AT1_SHOP-{till.number}_{order['receiptNumber']}_")
    text = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "_R1-AT1_SHOP" in text
    office("putFiscalUnit", {"working": False}, expect=("invalid-body", "invalid-argument"))
    office("putFiscalUnit", {"working": False, "reason": "unplugged"})
    out = till.sell("MANGO")
    assert "Sicherheitseinrichtung" in till.cashier("getReceipt", id=out["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert till.cashier("getOrderFiscal", id=out["orderId"])["state"] == "postponed"
    office("putFiscalUnit", {"working": True})
    assert till.cashier("getOrderFiscal", id=out["orderId"])["state"] == "registered"
    assert check_dep7(office("exportSignedReceipts", id=till.register_id).body, f"SHOP-{till.number}") == 4  # start, two sales, collective
    assert office("checkFiscalChains").body == {"sound": True, "receipts": 4 + sum(b["receipts"] for b in office("getFiscal")["boxes"] if b["registerId"] != till.register_id), "finding": ""}


def certified(tmp_path, serial):
    """A key with the certificate of its number behind it, and that certificate as the export has it."""
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    key.write_text(pem())
    subprocess.run(["openssl", "req", "-x509", "-key", key, "-subj", "/CN=unit", "-set_serial", f"0x{serial}", "-days", "9", "-out", certificate], check=True, timeout=30)
    told = "".join(certificate.read_text().split("-----BEGIN CERTIFICATE-----")[1].split("-----END")[0].split())
    return {"serial": serial, "privateKey": key.read_text() + certificate.read_text()}, told


def test_the_export_has_the_certificates_a_group_for_each(own, tmp_path):
    till, office = own.till(), own.back_office
    refused = ("invalid-argument", "invalid-body")
    (first, one), (second, other) = certified(tmp_path, "3f9a"), certified(tmp_path, "0b77")
    office("putFiscal", {"profile": "rksv", "rates": RATES, "unit": {**first, "serial": "3f9b"}}, expect=refused)
    strange = {**first, "privateKey": pem() + first["privateKey"][first["privateKey"].index("-----BEGIN CERT"):]}
    office("putFiscal", {"profile": "rksv", "rates": RATES, "unit": strange}, expect=refused)
    office("putFiscal", {"profile": "rksv", "cashBox": "SHOP", "rates": RATES, "unit": first})
    till.sell("MANGO")
    office("putFiscal", {"profile": "rksv", "cashBox": "SHOP", "rates": RATES, "unit": second})
    till.sell("MANGO")
    export = office("exportSignedReceipts", id=till.register_id).body
    assert [(group["Signaturzertifikat"], len(group["Belege-kompakt"])) for group in export["Belege-Gruppe"]] == [(one, 2), (other, 1)]
    assert check_dep7(export, f"SHOP-{till.number}") == 3 and office("checkFiscalChains")["sound"]


def test_a_person_decides_about_a_receipt_that_was_not_told(own):
    till, office = own.till(), own.back_office
    office("putFiscal", {"profile": "rksv", "onFailure": "ask", "rates": RATES, "unit": {"serial": "1", "privateKey": pem()}})
    office("putFiscalUnit", {"working": False, "reason": "no answer"})
    till.sell("MANGO")
    till.sell("MANGO", expect="conflict")
    (waiting,) = till.cashier("listFiscalReceipts", query={"state": "undecided"})["items"]
    till.cashier("reprintReceipt", id=waiting["orderId"], expect="conflict")  # no paper before somebody has decided
    till.cashier("decideFiscalReceipt", {"choice": "retry"}, id=waiting["id"])
    till.cashier("decideFiscalReceipt", {"choice": "skip", "reason": "Customer waits"}, id=waiting["id"], expect="approval-required")
    office("closeDay", {"openShifts": "name"}, expect="conflict")
    decided = till.cashier("decideFiscalReceipt", {"choice": "postpone", "reason": "Customer waits"}, id=waiting["id"], approval=till.approval("approve"))
    assert (decided["state"], decided["reason"]) == ("postponed", "Customer waits")
    office("putFiscalUnit", {"working": True})
    assert till.cashier("listFiscalReceipts", query={"state": "postponed"})["items"] == []
    till.sell("MANGO")
    till.cashier("decideFiscalReceipt", {"choice": "retry"}, id=waiting["id"], expect="conflict")


@pytest.mark.parametrize("choice, state", [("skip", "skipped"), ("markRegistered", "marked")])
def test_what_a_person_lets_pass_is_accounted_for_to_the_seal(own, tmp_path, choice, state):
    """The two choices after which a unit never hears of a receipt: who may, why, and what the books say of it ever after."""
    till, office = own.till(), own.back_office
    office("putFiscal", {"profile": "rksv", "cashBox": "SHOP", "onFailure": "ask", "rates": RATES, "unit": {"serial": "3f9a", "privateKey": pem()}})
    good = till.sell("MANGO")
    office("putFiscalUnit", {"working": False, "reason": "no answer"})
    passed = till.sell("MANGO", "MANGO")
    (waiting,) = till.cashier("listFiscalReceipts", query={"state": "undecided"})["items"]
    why = {"choice": choice, "reason": "signed by hand"}
    till.cashier("decideFiscalReceipt", why, id=waiting["id"], expect="approval-required")
    for without in ({"choice": choice}, {"choice": choice, "reason": ""}):
        till.manager("decideFiscalReceipt", without, id=waiting["id"], expect=("invalid-argument", "invalid-body"))
    approval = till.approval("approve")
    decided = till.cashier("decideFiscalReceipt", why, id=waiting["id"], approval=approval)
    assert (decided["state"], decided["reason"]) == (state, "signed by hand")
    # Done is done: neither another choice nor the unit's return changes it.
    till.manager("decideFiscalReceipt", {"choice": "retry"}, id=waiting["id"], expect="conflict")
    office("putFiscalUnit", {"working": True})
    told = till.cashier("getOrderFiscal", id=passed["orderId"])
    assert (told["state"], told["reason"], told["code"]) == (state, "signed by hand", None)
    assert till.cashier("getOrderFiscal", id=good["orderId"])["state"] == "registered"
    after = till.sell("MANGO")
    [entry] = [each for each in office.every("listAudit", {"action": "fiscal_decided"})]
    assert (entry["staff"]["code"], entry["approver"]["code"]) == (CASHIER, SUPERVISOR)
    assert entry["detail"] == {"number": passed["receiptNumber"], "state": state, "reason": "signed by hand", "problem": waiting["problem"]}
    # The unit's own export is whole without it; the journal and the seal are whole with it.
    assert office("checkFiscalChains")["sound"]
    export = office("exportSignedReceipts", id=till.register_id).body
    numbers = [bytes_of(each.split(".")[1]).decode().split("_")[3] for group in export["Belege-Gruppe"] for each in group["Belege-kompakt"]]
    assert check_dep7(export, f"SHOP-{till.number}") == len(numbers)
    assert {good["receiptNumber"], after["receiptNumber"]} <= set(numbers) and passed["receiptNumber"] not in numbers
    seal = office("closeDay", {"openShifts": "name"})
    mine = next(each for each in seal["seal"]["registers"] if each["number"] == till.number)
    assert (mine["first"], mine["last"], mine["gaps"]) == (1, 3, []) and seal["seal"]["unregistered"] == 0
    assert mine["total"] == sum(each["total"] for each in (good, passed, after))
    file = tmp_path / "journal.jsonl.zst"
    run_cli("journal", "export", file, "--data", own.daemon.data)
    assert (checked := verify(file, "--key", seal["key"])).returncode == 0, checked.stdout
    lines, plain = unpacked(file), tmp_path / "without.jsonl"
    [its] = [line for line in lines if line.startswith('{"line":"record"') and passed["receiptNumber"] in line]
    plain.write_text("\n".join(line for line in lines if line != its) + "\n")
    assert verify(plain).returncode == 1, "a receipt that was let pass cannot be left out"
    assert office("verifyAudit")["sound"]


def test_a_closing_receipt_takes_a_register_out_of_service(own):
    till, office = own.till(), own.back_office
    office("closeCashBox", id=till.register_id, expect="not-found")  # no profile, no box
    office("putFiscal", {"profile": "rksv", "cashBox": "SHOP", "rates": RATES, "unit": {"serial": "3f9a", "privateKey": pem()}})
    till.sell("MANGO")
    office("closeCashBox", id=till.register_id, expect="shift-open")
    till.cashier("closeShift", {"countedCash": till.report(till.shift_id)["expectedCash"]}, id=till.shift_id)
    till.cashier("closeCashBox", id=till.register_id, expect=("permission-denied", "approval-required"))
    box = next(b for b in office("closeCashBox", id=till.register_id)["boxes"] if b["registerId"] == till.register_id)
    assert box["closedAt"] and box["receipts"] == 3  # start, sale, end
    assert office("listFiscalReceipts")["items"][0]["kind"] == "end"
    assert check_dep7(office("exportSignedReceipts", id=till.register_id).body, f"SHOP-{till.number}") == 3
    assert office("checkFiscalChains")["sound"]
    office("openShift", {"openingCash": 0}, id=till.register_id, expect="conflict")
    office("closeCashBox", id=till.register_id, expect="conflict")
