"""Calls that a cashier waits for, against a hub of a few lines that is well, slow or broken as the test wants it."""
import http.server
import json
import threading
import time

import pytest

from daemon import Daemon, missing_programs, until
from shop import Shop

ARTICLE = "PINEAPPLE"


class FewLines(http.server.ThreadingHTTPServer):
    """Answers pings and realtime calls; everything else is not there."""
    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.realtime, self.ping, self.calls, self.failed_pings = "well", True, [], 0
        self.wake = threading.Event()

    def handle_error(self, request, client_address):
        pass  # whoever hung up did not want the answer


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def reply(self, status, body):
        text = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def do_GET(self):
        if self.path != "/sync/v1/ping":
            return self.reply(404, {})
        if not self.server.ping:
            self.server.failed_pings += 1
            return self.reply(503, {})
        return self.reply(200, {"serverTime": "2026-11-21T10:00:00Z"})

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if "/realtime/" not in self.path:
            return self.reply(503, {})
        self.server.calls.append((self.path, json.loads(body)))
        if self.server.realtime == "slow":
            self.server.wake.wait(20)
            return self.reply(503, {})
        if self.server.realtime == "broken":
            return self.reply(503, {})
        if self.server.realtime == "no":
            return self.reply(404, {"type": "urn:holdfast:problem:not-found", "title": "Not found", "status": 404, "detail": "nobody has it"})
        sites = [{"siteId": "there", "name": "There", "quantity": "7", "asOf": "2026-11-21T09:00:00.000Z"}]
        return self.reply(200, {"answer": {"sku": ARTICLE, "sites": sites}})


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    hub = FewLines()
    threading.Thread(target=hub.serve_forever, daemon=True).start()
    store = Daemon(tmp_path_factory.mktemp("calls")).create().start()
    shop = Shop(store)
    site = shop.anyone("getHealth")["siteId"]
    identity = {"url": f"http://127.0.0.1:{hub.server_port}", "siteId": site, "tenantId": "t", "channelId": "c", "key": "-", "certificate": "-",
                "authority": "-", "renewAfter": "2036-01-01T00:00:00.000Z"}
    file = store.data / "hub.json"
    file.write_text(json.dumps(identity))
    file.chmod(0o600)
    shop.session = shop.sign_on(shop.pair("Calls"), "1001")
    until(lambda: matrix(shop)["mode"] == "online", 60, "the store takes it for its hub")
    yield shop, hub
    hub.realtime = "well"
    hub.wake.set()
    store.stop()
    hub.shutdown()


def matrix(shop):
    return shop.back_office("getCapabilities")


def stores(shop):
    return next(each for each in matrix(shop)["dependencies"] if each["dependency"] == "stores")


def ask(shop, expect=200):
    begin = time.monotonic()
    answer = shop.session("getStockElsewhere", query={"sku": ARTICLE}, expect=expect)
    return answer, time.monotonic() - begin


def test_an_answer_and_a_refusal_are_answers(pair):
    shop, hub = pair
    answer, _ = ask(shop)
    assert [site["name"] for site in answer["sites"]] == ["There"]
    path, question = hub.calls[-1]
    assert path.endswith("/realtime/stock.elsewhere") and question["request"] == {"sku": ARTICLE} and question["operationId"]
    hub.realtime = "no"
    for _ in range(8):
        ask(shop, "not-found")
    assert stores(shop)["breaker"] == "closed", "a service that says no is well"
    hub.realtime = "well"


def test_nobody_waits_longer_than_the_deadline_and_then_the_breaker_opens_for_that_service_alone(pair):
    shop, hub = pair
    hub.realtime = "slow"
    took = []
    while len(took) < 8:
        problem, seconds = ask(shop, ("not-available-now", "circuit-open"))
        assert problem["dependency"] == "stores" and problem["instead"] == "call_store"
        if problem["reason"] == "CIRCUIT_OPEN":
            break
        took.append(seconds)
    hub.wake.set()
    print(f"\nwaited {', '.join(f'{seconds:.1f}' for seconds in took)} s, then the breaker was open")
    assert len(took) == 5 and all(1.5 < seconds < 15 for seconds in took), "the hub answers after 20 s"
    until(lambda: stores(shop)["breaker"] == "open", 10, "the matrix says so")
    now = matrix(shop)
    row = next(each for each in now["operations"] if each["operation"] == "stock.elsewhere")
    assert row["state"] == "denied" and row["reason"] == "CIRCUIT_OPEN" and row["until"]
    assert now["mode"] == "online", "the hub itself answers"
    assert next(each for each in now["operations"] if each["operation"] == "customer")["state"] == "allowed"
    before = len(hub.calls)
    problem, seconds = ask(shop, "circuit-open")
    assert len(hub.calls) == before, "while it is open nothing goes out"
    assert problem["reason"] == "CIRCUIT_OPEN"


def test_half_open_it_is_slow_and_good_answers_close_it(pair):
    shop, hub = pair
    assert stores(shop)["breaker"] == "open"
    hub.realtime = "well"
    hub.ping = False
    until(lambda: hub.failed_pings > 0, 20, "one ping is not answered")
    hub.ping = True
    half = until(lambda: (s := stores(shop))["breaker"] == "halfOpen" and s, 20, "the next sign of life lets trials through")
    assert half["mode"] == "slow"
    for _ in range(3):
        ask(shop)
    until(lambda: stores(shop)["breaker"] == "closed", 10, "three good answers close it")
    assert next(each for each in matrix(shop)["operations"] if each["operation"] == "stock.elsewhere")["state"] == "allowed"


def test_a_failure_while_it_is_half_open_opens_it_again(pair):
    shop, hub = pair
    hub.realtime = "broken"
    for _ in range(3):  # a read is tried twice
        ask(shop, ("not-available-now", "circuit-open"))
    until(lambda: stores(shop)["breaker"] == "open", 10, "open")
    hub.failed_pings, hub.ping = 0, False
    until(lambda: hub.failed_pings > 0, 20, "one ping is not answered")
    hub.ping = True
    until(lambda: stores(shop)["breaker"] == "halfOpen", 20, "half open")
    ask(shop, ("not-available-now", "circuit-open"))
    until(lambda: stores(shop)["breaker"] == "open", 10, "open again")
    told = shop.anyone("getMetrics").raw.decode()
    assert 'hub_calls_total{' in told and 'outcome="circuit_open"' in told
