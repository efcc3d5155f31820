"""Nothing that identifies a customer, and no secret, is readable in anything that a thief of the disk would find."""
import itertools
import json
import pathlib
import shutil
import socket
import subprocess

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from shop import Shop

PLANTED = {"name": "Zenobia Quandary", "email": "zenobia.quandary@example.net", "phone": "0699 7654321", "note": "allergic to marzipan"}
ADDRESS = {"name": "Zenobia Quandary", "line1": "77 Umbrage Crescent", "line2": "Flat Nonpareil", "city": "Ballydehob", "postalCode": "P81 QQ77", "country": "IE"}
SECRET = "terminal-password-4711x"
SIGNS = ["Zenobia", "Quandary", "zenobia.quandary", "0699 7654321", "06997654321", "marzipan", "Umbrage", "Nonpareil", "Ballydehob", "P81 QQ77", SECRET]


def found_in(folder):
    """Which of the signs stand in which file."""
    hits = []
    for file in sorted(pathlib.Path(folder).rglob("*")):
        if file.is_file():
            content = file.read_bytes()
            hits += [(str(file.relative_to(folder)), sign) for sign in SIGNS if sign.encode() in content or sign.encode("utf-16-le") in content]
    return hits


@pytest.fixture
def store(tmp_path):
    if reason := missing_programs():
        pytest.skip(reason)
    daemon = Daemon(tmp_path).create().start()
    till = Shop(daemon).till()
    till.folder = tmp_path
    till.customer = till.shop.customer(**PLANTED)
    api = till.shop.back_office
    api("updateCustomer", {"note": PLANTED["note"] + "!"}, id=till.customer["id"])  # its history, too
    till.order = till.sell("MANGO", payments=[{"tender": "card"}], personId=till.customer["id"], shippingAddress=ADDRESS)
    api("createDevice", {"kind": "card_terminal", "name": "Terminal", "address": "tcp://127.0.0.1:9", "profile": "zvt", "secret": SECRET,
                         "registers": [till.register_id]})
    for words in ("zenobia", "quandary", "zenobia.q", "0699-76", "0"):
        found = api.every("listCustomers", {"q": words})
        assert [each["name"] for each in found] == [PLANTED["name"]], words
    yield till
    if daemon.running():
        daemon.stop()
    daemon.verify()


def test_planted_values_are_in_no_file_of_the_folder_nor_in_the_log(store):
    assert found_in(store.folder) == []
    run_cli("backup", store.folder / "backup.db", "--data", store.shop.daemon.data)
    assert found_in(store.folder) == []
    store.shop.daemon.stop()
    assert found_in(store.folder) == []


def test_the_api_still_tells_them(store):
    read = store.shop.back_office("getCustomer", id=store.customer["id"])
    assert (read["name"], read["email"], read["phone"]) == (PLANTED["name"], PLANTED["email"], PLANTED["phone"])
    assert store.cashier("getOrder", id=store.order["orderId"])["shippingAddress"]["line1"] == ADDRESS["line1"]


def test_a_customer_gets_everything_and_is_erased_without_a_trace(store):
    data = store.shop.daemon.data
    document = json.loads(run_cli("gdpr", "export", PLANTED["email"], "--data", data).stdout)
    assert document["name"] == PLANTED["name"] and document["orders"][0]["address"]["line1"] == ADDRESS["line1"]
    assert document["orders"][0]["orderId"] == store.order["orderId"]
    refused = run_cli("gdpr", "erase", store.customer["id"], "--data", data, check=False)
    assert refused.returncode == 1  # nobody said yes
    done = json.loads(run_cli("gdpr", "erase", store.customer["id"], "--yes", "--data", data, "--log", store.shop.daemon.log, "--json").stdout)
    assert done["left"] == [] and done["searchedFor"] >= 6, done
    assert store.shop.back_office.every("listCustomers", {"q": "zenobia"}) == []
    kept = store.cashier("getOrder", id=store.order["orderId"])
    assert kept["total"] == store.order["total"]
    assert "Zenobia" not in run_cli("export", "customers", "--data", data).stdout
    assert found_in(store.folder) == []


def test_what_stays_in_clear_somewhere_is_found_by_the_search(store):
    """The proof has to be able to fail."""
    till = store.shop.till()
    till.sell("MANGO", payments=[{"tender": "card"}], note="for Zenobia Quandary")
    done = run_cli("gdpr", "erase", store.customer["id"], "--yes", "--data", store.shop.daemon.data, "--json", check=False)
    assert done.returncode == 1
    assert any("note" in trace["place"] or "event" in trace["place"] for trace in json.loads(done.stdout)["left"]), done.stdout


NOTE = "ring Wilhelmina Ottoline first"


def test_what_people_note_lies_sealed_and_is_read_and_found(store):
    till = store.shop.till()
    cart = till.cart("MANGO")
    item = cart["items"][0]["itemId"]
    till.cashier("updateCart", {"note": NOTE}, id=cart["cartId"])
    till.cashier("updateCartItem", {"note": NOTE + ", the red one"}, id=cart["cartId"], itemId=item)
    shown = till.cashier("getCart", id=cart["cartId"])
    assert shown["note"] == NOTE and shown["items"][0]["note"] == NOTE + ", the red one"
    assert NOTE in json.dumps(till.cashier("fireCourse", {}, id=cart["cartId"])["tickets"]), "the kitchen reads it"
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}], "note": NOTE})
    other = till.cart("BANANA")
    till.cashier("suspendCart", {"note": NOTE}, id=other["cartId"])
    events = [event for event in store.shop.back_office("listEvents", query={"since": 0, "limit": 200})["items"] if NOTE in json.dumps(event)]
    assert events, "events tell of it to whoever may read them"

    def hits():
        return [str(file) for file in sorted(store.folder.rglob("*")) if file.is_file() and b"Wilhelmina" in file.read_bytes()]
    assert hits() == []
    run_cli("backup", store.folder / "noted.db", "--data", store.shop.daemon.data)
    store.shop.daemon.stop()
    assert hits() == []
    store.shop.daemon.start()
    again = Shop(store.shop.daemon)
    kept = again.back_office("getOrder", id=order["orderId"])
    assert kept["note"] == NOTE and kept["items"][0]["note"] == NOTE + ", the red one"

    # The key is changed: everything is told over under the new one, and the old one may go.
    store.shop.daemon.stop()
    done = json.loads(run_cli("keys", "rotate", "--data", store.shop.daemon.data, "--json").stdout)
    assert done["stillSealedByOldKeys"] == [] and hits() == []
    store.shop.daemon.start()
    again = Shop(store.shop.daemon)
    kept = again.back_office("getOrder", id=order["orderId"])
    assert kept["note"] == NOTE and kept["items"][0]["note"] == NOTE + ", the red one"
    assert again.back_office("getCart", id=other["cartId"])["note"] == NOTE
    assert NOTE in json.dumps(again.back_office("listKitchenTickets")["items"])
    assert [event for event in again.back_office("listEvents", query={"since": 0, "limit": 200})["items"] if NOTE in json.dumps(event)] == events


def test_another_key_opens_nothing_and_the_store_still_sells(store):
    daemon = store.shop.daemon
    keys = daemon.data / "field-keys"
    right = keys.read_text()
    assert (keys.stat().st_mode & 0o77) == 0
    daemon.stop()
    keys.write_text("00" * 32 + "\n")
    daemon.start()
    shop = Shop(daemon)
    shop.numbers = itertools.count(201)
    shop.back_office("getCustomer", id=store.customer["id"], expect=500)
    assert shop.till().sell("MANGO", payments=[{"tender": "card"}])["total"] > 0
    daemon.stop()
    keys.write_text(right)
    daemon.start()
    assert Shop(daemon).back_office("getCustomer", id=store.customer["id"])["name"] == PLANTED["name"]


class Tpm:
    """A TPM in software, with a state of its own; systemd's tools reach it by its two ports."""

    def __init__(self, folder):
        folder.mkdir()
        self.port = next(port for port in range(23000, 24000, 2) if all(free(each) for each in (port, port + 1)))
        self.process = subprocess.Popen(["swtpm", "socket", "--tpm2", "--server", f"type=tcp,port={self.port},bindaddr=127.0.0.1", "--ctrl",
                                         f"type=tcp,port={self.port + 1},bindaddr=127.0.0.1", "--flags", "not-need-init,startup-clear",
                                         "--tpmstate", f"dir={folder}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: not free(self.port + 1), 20, "swtpm listens")

    def creds(self, *words):
        device = f"--tpm2-device=swtpm:host=127.0.0.1,port={self.port}"
        return subprocess.run(["systemd-creds", words[0], device, "--name=holdfast-field-keys", *map(str, words[1:])], capture_output=True, text=True,
                              timeout=60, check=False)

    def stop(self):
        self.process.terminate()
        self.process.wait(20)


def free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            return True
        except OSError:
            return False


@pytest.mark.skipif(shutil.which("swtpm") is None or shutil.which("systemd-creds") is None, reason="no swtpm, or no systemd-creds")
def test_a_key_that_the_tpm_holds_opens_the_store_and_no_other_machine_has_it(store, tmp_path_factory):
    """As the unit's LoadCredentialEncrypted does it: systemd opens the credential by the TPM and hands it over in a folder."""
    daemon, elsewhere = store.shop.daemon, tmp_path_factory.mktemp("etc")
    keys, sealed, handed = daemon.data / "field-keys", elsewhere / "holdfast-field-keys", elsewhere / "handed"
    handed.mkdir(mode=0o700)
    ours, another = Tpm(elsewhere / "ours"), Tpm(elsewhere / "another")
    try:
        daemon.stop()
        made = ours.creds("encrypt", "--with-key=tpm2", keys, sealed)
        assert made.returncode == 0, made.stderr
        right = keys.read_text()
        secret = next(line for line in right.splitlines() if line and not line.startswith("#"))
        keys.unlink()
        opened = ours.creds("decrypt", sealed, handed / "holdfast-field-keys")
        assert opened.returncode == 0, opened.stderr
        stolen = another.creds("decrypt", sealed, "-")
        assert stolen.returncode != 0 and secret not in stolen.stdout, "the disk, and another machine's TPM"
        daemon.start(CREDENTIALS_DIRECTORY=str(handed))
        assert Shop(daemon).back_office("getCustomer", id=store.customer["id"])["name"] == PLANTED["name"]
        daemon.stop()
        for file in [sealed, *daemon.data.rglob("*")]:
            assert not file.is_file() or secret.encode() not in file.read_bytes(), file
        assert not keys.exists() and run_cli("status", "--data", daemon.data, check=False).returncode == 1, "no key is made beside the one that is elsewhere"
        keys.write_text(right)
        keys.chmod(0o600)
    finally:
        ours.stop()
        another.stop()


def test_keys_are_rotated_and_an_older_release_s_rows_are_sealed(store):
    daemon = store.shop.daemon
    daemon.stop()
    before = (daemon.data / "field-keys").read_text()
    done = json.loads(run_cli("keys", "rotate", "--data", daemon.data, "--json").stdout)
    after = (daemon.data / "field-keys").read_text()
    lines = [line for line in after.splitlines() if not line.startswith("#")]
    assert len(lines) == 1 and lines[0] not in before
    assert pathlib.Path(done["oldKeys"]).exists()
    daemon.start()
    shop = Shop(daemon)
    assert [each["name"] for each in shop.back_office.every("listCustomers", {"q": "quandary"})] == [PLANTED["name"]]
    assert shop.back_office("getOrder", id=store.order["orderId"])["shippingAddress"]["line1"] == ADDRESS["line1"]
    assert found_in(daemon.data) == []
