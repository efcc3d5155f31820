"""The operator's command line on a store that sells: exports, logs, one request's trace, audit, backups, rehearsal, keys."""
import csv
import io
import json
import os
import pty
import re
import sqlite3
import subprocess
import uuid
import xml.etree.ElementTree

import pytest

from daemon import Daemon, binary, missing_programs, run_cli
from shop import Shop


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """A store of its own, which these tests stop and start."""
    if reason := missing_programs():
        pytest.skip(reason)
    daemon = Daemon(tmp_path_factory.mktemp("operator")).create().start()
    shop = Shop(daemon)
    till = shop.till()
    customer = shop.customer("Ada Lovelace", email="ada@example.com", phone="0664 1234567", note="keeps engines")
    till.sell("MANGO", payments=[{"tender": "card"}])
    order = till.sell("BANANA", "MANGO", payments=[{"tender": "card"}], personId=customer["id"],
                      shippingAddress={"name": "Ada Lovelace", "line1": "12 Analytical Row", "city": "Cork", "postalCode": "T1", "country": "IE"})
    till.customer, till.order = customer, order
    yield till
    daemon.stop()
    daemon.verify()


def data(store):
    return store.shop.daemon.data


def rows_of(store, kind, *more):
    text = run_cli("export", kind, "--data", data(store), *more).stdout
    return list(csv.DictReader(io.StringIO(text)))


def test_the_books_go_out_as_csv_and_json_lines_to_the_cent(store):
    orders, lines, payments, taxes = (rows_of(store, kind) for kind in ("orders", "lines", "payments", "taxes"))
    mine = next(row for row in orders if row["orderId"] == store.order["orderId"])
    assert mine["receipt"] == store.order["receiptNumber"]
    assert mine["total"] == f"{store.order['total'] / 100:.2f}"
    assert mine["customerId"] == store.customer["id"]

    def cents(rows, name):
        return sum(round(float(row[name]) * 100) for row in rows if row["orderId"] == mine["orderId"])
    assert cents(lines, "total") == cents(payments, "amount") == store.order["total"]
    assert cents(taxes, "amount") == cents([mine], "tax")
    as_json = [json.loads(line) for line in run_cli("export", "orders", "--format", "jsonl", "--data", data(store)).stdout.splitlines()]
    assert [row["total"] for row in as_json] == [row["total"] for row in orders]
    for kind in ("shifts", "stock-moves", "cash-movements", "customers"):
        assert rows_of(store, kind) or kind == "cash-movements"
    assert rows_of(store, "orders", "--from", "2999-01-01") == []
    assert [row["email"] for row in rows_of(store, "customers") if row["name"] == "Ada Lovelace"] == ["ada@example.com"]


def test_an_export_never_overwrites_and_says_what_it_cannot(store, tmp_path):
    out = tmp_path / "orders.csv"
    assert "rows" in run_cli("export", "orders", "--data", data(store), "--out", out).stdout
    assert run_cli("export", "orders", "--data", data(store), "--out", out, check=False).returncode == 1
    assert run_cli("export", "dreams", "--data", data(store), check=False).returncode == 1
    assert run_cli("export", "orders", "--from", "yesterday", "--data", data(store), check=False).returncode == 1
    assert (out.stat().st_mode & 0o77) == 0


def test_the_audit_file_adds_up(store):
    text = run_cli("export", "saft", "--data", data(store)).stdout
    root = xml.etree.ElementTree.fromstring(text)
    space = {"s": "urn:OECD:StandardAuditFile-Taxation/2.00"}
    invoices = root.findall(".//s:Invoice", space)
    assert len(invoices) == int(root.find(".//s:NumberOfEntries", space).text) == len(rows_of(store, "orders"))
    credit = sum(round(float(each.find("s:DocumentTotals/s:NetTotal", space).text) * 100) for each in invoices)
    assert credit == round(float(root.find(".//s:TotalCredit", space).text) * 100)
    assert "Lovelace" not in text


def test_the_german_tables_come_with_their_description(store, tmp_path):
    till = store.shop.till()
    till.sell("MANGO", payments=[{"tender": "card"}])
    till.manager("closeShift", {"countedCash": till.report()["expectedCash"]}, id=till.shift_id)
    folder = tmp_path / "dsfinvk"
    run_cli("export", "dsfinvk", "--data", data(store), "--out", folder)
    index = xml.etree.ElementTree.fromstring((folder / "index.xml").read_text().replace('<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">', ""))
    tables = {}
    for table in index.iter("Table"):
        columns = [column.find("Name").text for column in table.iter("VariableColumn")]
        with open(folder / table.find("URL").text, newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file, delimiter=";"))
        assert rows[0] == columns and all(len(row) == len(columns) for row in rows)
        tables[table.find("Name").text] = [dict(zip(rows[0], row)) for row in rows[1:]]
    assert len(tables) == 10

    def cents(text):
        assert re.fullmatch(r"-?\d+,\d{2}", text), text
        return int(text.replace(",", ""))
    closing = tables["cashpointclosing"][-1]
    key = (closing["Z_KASSE_ID"], closing["Z_NR"])
    mine = {name: [row for row in rows if (row["Z_KASSE_ID"], row["Z_NR"]) == key] for name, rows in tables.items()}
    total = sum(cents(row["UMS_BRUTTO"]) for row in mine["transactions"])
    assert total > 0
    for name, column in (("lines_vat", "POS_BRUTTO"), ("transactions_vat", "BON_BRUTTO"), ("businesscases", "Z_UMS_BRUTTO"),
                         ("payment", "Z_ZAHLART_BETRAG"), ("datapayment", "BASISWAEH_BETRAG")):
        assert sum(cents(row[column]) for row in mine[name]) == total, name


def test_every_tax_of_a_line_and_every_tip_is_told_apart(store, tmp_path):
    till = store.shop.till()
    rates = [{"code": "XGST", "name": "GST 5 %", "rate": "5", "included": False, "affectsBase": True},
             {"code": "XQST", "name": "QST 9.5 %", "rate": "9.5", "included": False}]
    till.manager("putTaxCategory", {"name": "Twice", "rates": rates}, code="twice")
    till.manager("createProduct", {"name": "Twice taxed", "taxCategory": "twice", "variants": [{"sku": "TWICE", "price": 10000}]})
    cash = next(each for each in till.manager("listTenders")["items"] if each["code"] == "cash")
    till.manager("putTender", {k: v for k, v in cash.items() if k != "code"} | {"tips": {}}, code="cash")
    order = till.sell("TWICE", payments=[{"tender": "cash", "tip": 250}])
    amounts = {tax["code"]: f"{tax['amount'] / 100:.2f}" for tax in order["items"][0]["taxes"]}
    assert set(amounts) == {"XGST", "XQST"}

    def mine(kind):
        return [row for row in rows_of(store, kind) if row["orderId"] == order["orderId"]]
    assert [row["taxCode"] for row in mine("lines")] == ["XGST+XQST"]
    assert {row["taxCode"]: row["amount"] for row in mine("line-taxes")} == amounts
    assert [(row["tip"], row["amount"]) for row in mine("payments")] == [("2.50", f"{(order['total'] + order['rounding']) / 100:.2f}")]
    text = run_cli("export", "saft", "--data", data(store)).stdout
    space = {"s": "urn:OECD:StandardAuditFile-Taxation/2.00"}
    invoice = next(each for each in xml.etree.ElementTree.fromstring(text).findall(".//s:Invoice", space)
                   if each.find("s:InvoiceNo", space).text == order["receiptNumber"])
    assert {tax.find("s:TaxCode", space).text: tax.find("s:TaxAmount", space).text for tax in invoice.findall("s:Line/s:Tax", space)} == amounts
    till.manager("closeShift", {"countedCash": till.report()["expectedCash"]}, id=till.shift_id)
    folder = tmp_path / "tips"
    run_cli("export", "dsfinvk", "--data", data(store), "--out", folder)

    def table(name):
        with open(folder / f"{name}.csv", newline="", encoding="utf-8") as file:
            return [row for row in csv.DictReader(file, delimiter=";") if row["Z_KASSE_ID"] == f"KASSE{till.number:04d}"]
    gross = f"{(order['total'] + 250) / 100:.2f}".replace(".", ",")
    assert [row["UMS_BRUTTO"] for row in table("transactions")] == [gross]
    assert [row["STK_BR"] for row in table("lines") if row["GV_TYP"] == "TrinkgeldAN"] == ["2,50"]
    assert [(row["UST_SCHLUESSEL"], row["Z_UMS_BRUTTO"]) for row in table("businesscases") if row["GV_TYP"] == "TrinkgeldAN"] == [("5", "2,50")]
    assert len(table("lines_vat")) == 3 and len(table("transactions_vat")) == 3
    paid = f"{(order['total'] + order['rounding'] + 250) / 100:.2f}".replace(".", ",")
    assert [row["Z_ZAHLART_BETRAG"] for row in table("payment")] == [row["BASISWAEH_BETRAG"] for row in table("datapayment")] == [paid]


def test_customers_go_out_with_their_tax_number(store):
    number = {"number": "ATU99999999", "country": "AT"}
    made = store.shop.customer("Example & Sons", taxNumber=number, exemption={"number": "CERT-7", "taxes": []})
    row = next(each for each in rows_of(store, "customers") if each["customerId"] == made["id"])
    assert (row["taxNumber"], row["taxCountry"], row["certificate"]) == ("ATU99999999", "AT", "CERT-7")


def test_one_request_is_followed_through_everything_it_did(store):
    correlation = f"trace-{uuid.uuid4()}"
    cart = store.cart("MANGO")
    order = store.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]}, expect=(201, 202), headers={"X-Correlation-Id": correlation})
    seen = json.loads(run_cli("trace", correlation, "--data", data(store), "--file", store.shop.daemon.log, "--json").stdout)
    assert seen["correlationId"] == correlation and seen["hub"] == "no hub"
    told = [(moment["source"], moment["what"]) for moment in seen["moments"]]
    assert any(source == "event" and "OrderPaid" in what and order["orderId"] in what for source, what in told), told
    assert any(source == "order" and order["receiptNumber"] in what for source, what in told)
    assert any(source == "payment" for source, _ in told)
    assert [moment["at"] for moment in seen["moments"]] == sorted(moment["at"] for moment in seen["moments"])
    assert run_cli("trace", "never-was", "--data", data(store), "--file", store.shop.daemon.log, check=False).returncode == 1


def test_logs_are_filtered(store):
    log = store.shop.daemon.log
    all_lines = [json.loads(line) for line in run_cli("logs", "--file", log, "--level", "debug", "--json").stdout.splitlines()]
    assert any(line["message"].startswith("ready") for line in all_lines)
    assert run_cli("logs", "--file", log, "--level", "fatal").stdout == ""
    assert len(run_cli("logs", "--file", log, "--lines", "1").stdout.splitlines()) == 1
    assert run_cli("logs", "--file", log, "--since", "2999-01-01").stdout == ""
    assert run_cli("logs", "--file", log, "--since", "soon", check=False).returncode == 1
    assert run_cli("logs", "--file", "/nowhere", check=False).returncode == 1


def test_audit_and_users(store):
    where = ("--data", data(store))
    run_cli("user", "add", "7001", "Terry Till", "--role", "cashier", "--pin", "7777", *where)
    assert "7001" in run_cli("user", "list", *where).stdout
    run_cli("user", "pin", "7001", "-", *where, stdin="8888\n")
    assert run_cli("user", "pin", "7001", "-", *where, check=False, stdin="").returncode == 1
    run_cli("user", "lock", "7001", *where)
    terminal = store.shop.anyone.as_(store.terminal_token)
    terminal("createSession", {"staffCode": "7001", "pin": "8888"}, expect=(401, 403))
    run_cli("user", "unlock", "7001", *where)
    assert store.shop.sign_on(store.terminal_token, "7001", "8888")
    assert "manager" in run_cli("user", "roles", *where).stdout
    entries = json.loads(run_cli("audit", "--lines", "500", "--json", *where).stdout)
    assert any("staff" in entry["action"] for entry in entries)
    assert len(json.loads(run_cli("audit", "--lines", "3", "--json", *where).stdout)) == 3


def test_a_pin_typed_at_a_terminal_is_not_shown(store):
    keyboard, terminal = pty.openpty()
    asking = subprocess.Popen([str(binary("holdfast")), "user", "add", "7002", "Typed Till", "--role", "cashier", "--pin", "-", "--data", data(store)],
                              stdin=terminal, stdout=terminal, stderr=terminal)
    seen = b""
    while b"PIN: " not in seen:
        seen += os.read(keyboard, 1000)
    os.write(keyboard, b"6543\n")
    assert asking.wait(60) == 0
    os.close(terminal)
    try:
        while more := os.read(keyboard, 1000):
            seen += more
    except OSError:  # the other end is closed
        pass
    os.close(keyboard)
    assert b"may sign on" in seen and b"6543" not in seen
    assert store.shop.sign_on(store.terminal_token, "7002", "6543")


def test_a_sealed_backup_is_rehearsed_with_equal_totals_and_restored_elsewhere(store, tmp_path):
    secret = tmp_path / "passphrase"
    secret.write_text("correct horse battery\n")
    file = tmp_path / "store.hfbak"
    made = json.loads(run_cli("backup", file, "--data", data(store), "--passphrase-file", secret, "--json").stdout)
    assert made["sealed"] and made["sound"]
    store.sell("MANGO", payments=[{"tender": "card"}])  # the store goes on
    done = json.loads(run_cli("rehearse", file, "--data", data(store), "--passphrase-file", secret, "--json").stdout)
    assert done["good"] and done["totals"] > 10 and done["differences"] == [] and done["eventsSince"] > 0, done
    assert not (data(store) / "rehearsal").exists()
    assert json.loads((data(store) / "rehearsals.jsonl").read_text().splitlines()[-1]) == done
    wrong = tmp_path / "wrong"
    wrong.write_text("correct horse batterz\n")
    failed = run_cli("rehearse", file, "--data", data(store), "--passphrase-file", wrong, "--json", check=False)
    assert failed.returncode == 1 and "does not open" in json.loads(failed.stdout)["failure"]
    altered = bytearray(file.read_bytes())
    altered[len(altered) // 2] ^= 1
    (tmp_path / "altered").write_bytes(altered)
    other = tmp_path / "other"
    assert run_cli("restore", tmp_path / "altered", "--data", other, "--passphrase-file", secret, check=False).returncode == 1
    assert not (other / "store.db").exists()
    run_cli("restore", file, "--data", other, "--passphrase-file", secret)
    again = Daemon(tmp_path / "again")
    again.data = other
    again.port_file.parent.mkdir()
    again.start()
    twin = Shop(again)  # signs the manager on: the PINs came along
    assert [c["name"] for c in twin.back_office.every("listCustomers", {"q": "lovelace"})] == ["Ada Lovelace"]
    again.stop()


def test_a_rehearsal_notices_a_backup_of_other_books(store, tmp_path):
    strange = Daemon(tmp_path).create()
    file = tmp_path / "strange.db"
    run_cli("backup", file, "--data", strange.data)
    done = run_cli("rehearse", file, "--data", data(store), "--json", check=False)
    assert done.returncode == 1 and json.loads(done.stdout)["differences"]


def test_a_schedule_is_set_shown_and_kept_sealed(store, tmp_path):
    secret = tmp_path / "key"
    secret.write_text("ab" * 32 + "\n")
    run_cli("backup-schedule", "--data", data(store), "--folder", tmp_path / "backups", "--at", "03:15", "--keep", "5", "--key-file", secret)
    shown = json.loads(run_cli("backup-schedule", "--data", data(store), "--json").stdout)
    assert (shown["on"], shown["at"], shown["keep"], shown["sealed"], shown["files"]) == (True, "03:15", 5, True, [])
    assert "abab" not in (data(store) / "backup.json").read_text()
    assert run_cli("backup-schedule", "--data", data(store), "--at", "25:00", check=False).returncode == 2
    run_cli("backup-schedule", "--data", data(store), "--off")


def test_maintenance_counts_beside_the_daemon_and_works_without_it(store):
    counted = json.loads(run_cli("maintain", "--dry-run", "--data", data(store), "--json").stdout)
    assert counted["dryRun"] and counted["ordersDetached"] == 0
    assert run_cli("maintain", "--data", data(store), check=False).returncode == 1
    store.shop.daemon.stop()
    done = json.loads(run_cli("maintain", "--data", data(store), "--json").stdout)
    assert not done["dryRun"]
    store.shop.daemon.start()
    store.shop.daemon.verify()


def test_maintenance_gives_space_back_in_slices_until_none_is_free(tmp_path):
    daemon = Daemon(tmp_path).create(catalogue=False)
    file = daemon.data / "store.db"

    def figures():
        with sqlite3.connect(file) as books:
            [free], [pages] = (books.execute(f"PRAGMA {name}").fetchone() for name in ("freelist_count", "page_count"))
        return free, pages
    # Twenty megabytes come and go, as years of trade do that are kept no longer.
    with sqlite3.connect(file) as books:
        books.execute("CREATE TABLE gone (bytes BLOB)")
        books.executemany("INSERT INTO gone VALUES (zeroblob(?))", [(4000,)] * 5000)
        books.execute("DROP TABLE gone")
    with sqlite3.connect(file) as books:
        books.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    free, pages = figures()
    size = file.stat().st_size
    assert free > 4900 and size == pages * 4096
    done = json.loads(run_cli("maintain", "--data", daemon.data, "--json").stdout)
    left, now = figures()
    assert left == 0 and pages - now >= free
    assert done["bytesGivenBack"] == (pages - now) * 4096
    assert file.stat().st_size == now * 4096 <= size - free * 4096
    daemon.verify()


def test_certificates_are_shown_renewed_and_rotated(store, tmp_path):
    daemon = Daemon(tmp_path).create(catalogue=False)
    assert json.loads(run_cli("cert", "show", "--data", daemon.data, "--json").stdout) == []
    run_cli("cert", "renew", "--data", daemon.data)
    first = {each["name"]: each for each in json.loads(run_cli("cert", "show", "--data", daemon.data, "--json").stdout)}
    assert 390 < first["server"]["daysLeft"] < 398 and first["authority"]["daysLeft"] > 3000
    run_cli("cert", "renew", "--data", daemon.data)
    second = {each["name"]: each for each in json.loads(run_cli("cert", "show", "--data", daemon.data, "--json").stdout)}
    assert second["server"]["spkiSha256"] != first["server"]["spkiSha256"] and second["authority"] == first["authority"]
    run_cli("cert", "rotate", "--data", daemon.data)
    third = {each["name"]: each for each in json.loads(run_cli("cert", "show", "--data", daemon.data, "--json").stdout)}
    assert third["authority"]["spkiSha256"] != first["authority"]["spkiSha256"]
    assert run_cli("cert", "renew", "--data", data(store), check=False).returncode == 1  # its daemon runs


def test_every_command_is_in_the_manual(store):
    manual = run_cli("manual").stdout
    for command in ("logs", "trace", "audit", "export", "gdpr export", "gdpr erase", "user add", "user lock", "cert show", "cert rotate", "rehearse",
                    "backup\\-schedule", "keys rotate", "maintain"):
        assert f"holdfast {command}" in manual, command
    assert "EXIT STATUS" in manual
    assert data(store).exists()
