"""Pairing that a sniffer and a man in the middle learn nothing from, and tokens that are worth nothing without their terminal's key."""
import asyncio
import hashlib
import json
import socket
import ssl
import subprocess
import threading

import pytest
import requests
import websockets
from requests.adapters import HTTPAdapter

from client import Api
from daemon import Daemon, missing_programs
from pairing import Paired, Proof, Stranger, pair, proved
from shop import CASHIER, MANAGER, PINS, SUPERVISOR, Shop


class TlsDaemon(Daemon):
    def _port(self):
        if self.process.poll() is not None:
            raise AssertionError(self.tail())
        ports = self.port_file.read_text().split() if self.port_file.exists() else []
        self.tls_port = int(ports[1]) if len(ports) == 2 else None
        return int(ports[0]) if len(ports) == 2 else None


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = TlsDaemon(tmp_path_factory.mktemp("guarded"))
    daemon.more = ["--tls-listen", "127.0.0.1:0"]
    daemon.create().start()
    yield Shop(daemon)
    daemon.stop()
    daemon.verify()


def fresh(shop, uses=1):
    return shop.back_office("createPairingCode", {"uses": uses} if uses > 1 else {})["code"]


def from_address(api, address):
    """The same calls from another address of this machine: wrong codes bar addresses."""
    class Bound(HTTPAdapter):
        def init_poolmanager(self, *arguments, **options):
            return super().init_poolmanager(*arguments, **options, source_address=(address, 0))
    other = Api(api.base, api.contract, api.token)
    other.http.mount("http://", Bound())
    return other


class Middle:
    """Stands between: records what passes in clear, and may change answers. With TLS it shows a certificate of its own."""

    def __init__(self, to, folder, tls_to=None, change=lambda text: text):
        self.to, self.tls_to, self.change, self.heard = to, tls_to, change, bytearray()
        self.context = None
        if tls_to is not None:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout",
                            folder / "key.pem", "-out", folder / "cert.pem", "-subj", "/CN=store", "-days", "2"], check=True, capture_output=True)
            self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.relay, args=(near,), daemon=True).start()

    def relay(self, near):
        try:
            if self.context:
                near = self.context.wrap_socket(near, server_side=True)
            far = socket.create_connection(("127.0.0.1", self.to))
            if self.tls_to:
                trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
                far = trusting.wrap_socket(far)
            threading.Thread(target=self.pump, args=(near, far, lambda text: text), daemon=True).start()
            self.pump(far, near, self.change)
        except OSError:
            near.close()

    def pump(self, source, sink, change):
        try:
            while data := source.recv(1 << 16):
                self.heard += data
                sink.sendall(change(data))
        except OSError:
            pass
        finally:
            for end in (source, sink):
                end.close()

    def close(self):
        self.listener.close()


def test_what_a_sniffer_sees_is_of_no_use(store, tmp_path):
    code = fresh(store)
    middle = Middle(int(store.anyone.base.rsplit(":", 1)[1]), tmp_path)
    through = Api(f"http://127.0.0.1:{middle.port}", store.contract)
    paired = pair(through, code, "Sniffed")
    terminal = proved(through, paired)
    session = terminal("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    cashier = proved(through, paired, session["token"])
    cashier("getSession")
    middle.close()
    heard = bytes(middle.heard)
    for secret in (code, code.replace("-", ""), paired.key.hex()):
        assert secret.encode() not in heard and secret.lower().encode() not in heard
    # What is heard in clear, tokens and old proofs, opens nothing.
    assert session["token"].encode() in heard
    store.anyone.as_(paired.token)("getOwnTerminal", expect="unauthenticated")
    store.anyone.as_(session["token"])("getSession", expect="unauthenticated")
    thief = proved(store.anyone, Paired(paired.token, "", b"another key" * 3, "", {}), session["token"])
    thief("getSession", expect="unauthenticated")
    assert [each for each in store.back_office.every("listTerminals") if each["name"] == "Sniffed"]


def test_a_proof_is_of_one_request_and_heard_once(store):
    paired = pair(store.anyone, fresh(store))
    proof = Proof(paired.key)
    url, target = store.anyone.base, "/v1/terminals/current"
    bearer = {"Authorization": "Bearer " + paired.token}
    first = requests.get(url + target, headers=bearer, timeout=10)
    assert first.status_code == 401
    proof.nonce = first.headers["Holdfast-Nonce"]
    made = proof.of("GET", target, paired.token)
    assert requests.get(url + target, headers={**bearer, "Holdfast-Proof": made}, timeout=10).status_code == 200
    again = requests.get(url + target, headers={**bearer, "Holdfast-Proof": made}, timeout=10)
    assert again.status_code == 401 and again.headers["Holdfast-Nonce"]
    # Proved for one body and sent with another.
    body, other = json.dumps({"staffCode": CASHIER, "pin": PINS[CASHIER]}), json.dumps({"staffCode": MANAGER, "pin": PINS[MANAGER]})
    made = proof.of("POST", "/v1/sessions", paired.token, body=body)
    sent = {**bearer, "Holdfast-Proof": made, "Content-Type": "application/json"}
    assert requests.post(url + "/v1/sessions", data=other, headers=sent, timeout=10).status_code == 401
    assert requests.post(url + "/v1/sessions", data=body, headers=sent, timeout=10).status_code == 201
    # Training mode is the same terminal at another address: a proof for one is none for the other.
    made = proof.of("GET", target, paired.token)
    assert requests.get(url + "/training" + target, headers={**bearer, "Holdfast-Proof": made}, timeout=20).status_code == 401


def test_the_stream_takes_a_proof_beside_its_token(store):
    paired = pair(store.anyone, fresh(store))
    terminal = proved(store.anyone, paired)
    terminal("getOwnTerminal")
    proof = terminal.http.auth
    address = store.anyone.base.replace("http", "ws") + f"/v1/stream?token={paired.token}"

    async def status(uri):
        try:
            async with websockets.connect(uri):
                return 101
        except websockets.exceptions.InvalidStatusCode as refused:
            return refused.status_code
    assert asyncio.run(status(address)) == 401
    made = proof.of("GET", "/v1/stream", paired.token)
    assert asyncio.run(status(address + "&proof=" + made)) == 101
    assert asyncio.run(status(address + "&proof=" + made)) == 401


def test_each_wrong_guess_costs_the_code_one_of_five(store):
    code = fresh(store, uses=9)
    wrong = code[:2] + ("0000" if code[2:4] != "00" else "1111") + code[-3:]
    for guess in range(5):
        caller = from_address(store.anyone, f"127.0.1.{guess + 1}")
        pair(caller, wrong, expect="unauthenticated")
    refused = from_address(store.anyone, "127.0.1.9")
    with pytest.raises(AssertionError, match="401"):
        pair(refused, code)
    refused("createPairing", {"code": code, "name": "In clear"}, expect="unauthenticated")


def test_an_address_that_guesses_is_barred(store):
    guesser = from_address(store.anyone, "127.0.2.1")
    code = fresh(store)
    for other in range(5):
        selector = f"{other}Z" if not code.startswith(f"{other}Z") else "ZZ"
        guesser("startPairingExchange", {"selector": selector, "share": "BAAA", "name": "x"}, expect=("unauthenticated", "invalid-argument"))
    guesser("startPairingExchange", {"selector": code[:2], "share": "BAAA", "name": "x"}, expect="locked-out")


def test_an_exchange_is_of_one_answer_and_a_share_has_to_be_a_point(store):
    code = fresh(store)
    store.anyone("startPairingExchange", {"selector": code[:2], "share": "BAAA", "name": "x"}, expect="invalid-argument")
    store.anyone("startPairingExchange", {"selector": code[:2], "share": "!", "name": "x"}, expect="invalid-body")
    store.anyone("finishPairingExchange", {"confirmation": "AAAA"}, id="019b76da-b000-7000-8000-000000000003", expect="not-found")
    pair(store.anyone, code)
    with pytest.raises(AssertionError, match="401"):
        pair(store.anyone, code)


@pytest.mark.parametrize("rewrites", [False, True])
def test_a_man_in_the_middle_of_tls_pairs_nothing(store, tmp_path, rewrites):
    daemon, code = store.daemon, fresh(store)
    own = hashlib.sha256(ssl.PEM_cert_to_DER_cert((daemon.data / "tls" / "server.pem").read_text())).hexdigest()

    def change(data):
        fooled = hashlib.sha256(ssl.PEM_cert_to_DER_cert((tmp_path / "cert.pem").read_text())).hexdigest()
        return data.replace(own.encode(), fooled.encode()) if rewrites else data
    middle = Middle(daemon.tls_port, tmp_path, tls_to=daemon.tls_port, change=change)
    through = Api(f"https://127.0.0.1:{middle.port}", store.contract)
    through.http.verify = False  # who waves the browser's warning away
    shown = hashlib.sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", middle.port)))).hexdigest()
    assert shown != own
    if rewrites:
        pair(through, code, certificate=shown, expect="unauthenticated")
    else:
        with pytest.raises(Stranger):
            pair(through, code, certificate=shown)
    middle.close()
    assert code.encode() not in middle.heard and b"hft_" not in middle.heard
    # The code is still good for its owner, who pairs with the store itself.
    direct = Api(f"https://127.0.0.1:{daemon.tls_port}", store.contract)
    direct.http.verify = str(daemon.data / "tls" / "ca.pem")
    paired = pair(direct, code, certificate=own)
    assert paired.authority == (daemon.data / "tls" / "ca.pem").read_text()
    proved(direct, paired).http.verify = direct.http.verify


def test_who_relays_a_page_that_looks_at_no_certificate_can_change_nothing(store, tmp_path):
    """A page cannot see its certificate: pairing through a relay works, and still gives the relay nothing to act with."""
    middle = Middle(store.daemon.tls_port, tmp_path, tls_to=store.daemon.tls_port)
    through = Api(f"https://127.0.0.1:{middle.port}", store.contract)
    through.http.verify = False
    paired = pair(through, fresh(store), "Relayed")
    assert b"hft_" not in middle.heard
    terminal = proved(through, paired)
    terminal.http.verify = False
    session = terminal("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    middle.close()
    heard = session["token"]
    store.anyone.as_(heard)("getSession", expect="unauthenticated")
    store.back_office("revokeTerminal", id=paired.terminal_id)
    proved(store.anyone, paired)("getOwnTerminal", expect="unauthenticated")


def test_a_terminal_s_key_survives_a_restart_and_lies_sealed(store):
    paired = pair(store.anyone, fresh(store))
    store.daemon.kill()
    store.daemon.start()
    store.anyone.base = store.back_office.base = store.daemon.base
    assert proved(store.anyone, paired)("getOwnTerminal")["id"] == paired.terminal_id
    for file in store.daemon.data.glob("store.db*"):
        content = file.read_bytes()
        assert paired.key not in content and paired.key.hex().encode() not in content


def test_a_store_may_be_stricter(tmp_path):
    daemon = Daemon(tmp_path).create().start()
    shop = Shop(daemon)
    paired = pair(shop.anyone, fresh(shop))
    daemon.stop()
    daemon.more = ["--pairing-in-clear", "no", "--require-proof", "yes", "--requests-per-minute", "40"]
    daemon.start()
    anyone = Api(daemon.base, shop.contract)
    anyone("createPairing", {"code": daemon.pairing_code(), "name": "In clear"}, expect="conflict")
    anyone.as_(shop.back_office.token)("getSession", expect="unauthenticated")
    terminal = proved(anyone, paired)
    session = terminal("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    cashier = proved(anyone, paired, session["token"])
    answers = [cashier.http.get(daemon.base + "/v1/sessions/current", headers={"Authorization": "Bearer " + session["token"]}, timeout=10)
               for _ in range(60)]
    refused = [each for each in answers if each.status_code == 429]
    assert refused and {each.status_code for each in answers} == {200, 429}
    assert refused[0].json()["type"] == "urn:holdfast:problem:rate-limited" and int(refused[0].headers["Retry-After"]) >= 1
    # Somebody at another terminal is not held up by it.
    other = pair(anyone, daemon.pairing_code(), "Another")
    signed_on = proved(anyone, other)("createSession", {"staffCode": MANAGER, "pin": PINS[MANAGER]})
    proved(anyone, other, signed_on["token"])("getSession")
    daemon.stop()


def test_a_person_is_held_to_their_rate_at_however_many_terminals(tmp_path):
    """Each terminal stays below what it may do; the person who works at all of them does not."""
    daemon = Daemon(tmp_path).create()
    daemon.more = ["--requests-per-minute", "60"]
    daemon.start()
    shop = Shop(daemon)
    # Signing on is the terminal's own request; what comes after it counts for both.
    greedy = [shop.sign_on(shop.pair(f"Till {number}"), CASHIER) for number in range(3)]
    last = shop.pair("The last till")
    here, beside = shop.sign_on(last, CASHIER), shop.sign_on(last, SUPERVISOR)
    answers = [[each("getSession", expect=(200, "rate-limited")) for _ in range(40)] for each in greedy]
    refused = [answer for row in answers for answer in row if answer.status == 429]
    assert all(answer.status == 200 for answer in answers[0]), "a terminal below its rate, of a person below theirs"
    assert len(refused) > 30, "forty at each of three terminals are more than sixty and what a minute gives back"
    assert int(refused[0].headers["Retry-After"]) >= 1
    here("getSession", expect="rate-limited")
    beside("getSession")
    daemon.stop()


def test_certificates_are_told_by_what_whoever_pairs_can_compare(store):
    def told():
        return {each["whose"]: each for each in store.back_office("getSystem")["certificates"]}
    tls = store.daemon.data / "tls"
    for whose, name in (("The store's own authority's", "ca.pem"), ("The store's", "server.pem")):
        der = ssl.PEM_cert_to_DER_cert((tls / name).read_text())
        assert told()[whose]["sha256"] == hashlib.sha256(der).hexdigest()
    kept = (tls / "server.pem").read_text()
    (tls / "server.pem").write_text("nothing")
    assert (told()["The store's"]["readable"], told()["The store's"]["sha256"]) == (False, None)
    (tls / "server.pem").write_text(kept)


def test_nothing_older_than_tls_1_3_is_spoken(store):
    """Asked as an old machine on the LAN would ask: the handshake itself is refused, whatever it would have said then."""
    address = ("127.0.0.1", store.daemon.tls_port)

    def handshake(**versions):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        context.set_ciphers("ALL:@SECLEVEL=0")
        for name, version in versions.items():
            setattr(context, name, version)
        with socket.create_connection(address, timeout=10) as raw, context.wrap_socket(raw) as line:
            return line.version()

    assert handshake() == "TLSv1.3"
    for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1, ssl.TLSVersion.TLSv1_2):
        with pytest.raises((ssl.SSLError, ConnectionResetError)) as refused:
            handshake(minimum_version=version, maximum_version=version)
        assert "PROTOCOL_VERSION" in str(refused.value).upper() or isinstance(refused.value, ConnectionResetError), refused.value
    assert handshake() == "TLSv1.3", "and it serves on"
