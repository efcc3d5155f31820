"""A store that has a hub: online while it answers, edge once it does not, with everything that hangs on it told and refused."""
import datetime
import http.server
import json
import re
import threading
import time

import pytest
import requests

from daemon import Daemon, missing_programs, run_cli, until
from hub import Hub as OperatedHub, Store as Enrolled
from hub_process import Hub, missing_hub
from shop import Shop


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("modes")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    shop = Shop(store)
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def test_online_while_the_hub_answers_and_edge_once_it_is_gone(pair):
    shop, hub = pair

    def matrix():
        return shop.back_office("getCapabilities")

    def state(name):
        return next(each for each in matrix()["operations"] if each["operation"] == name)

    online = until(lambda: (m := matrix())["mode"] == "online" and m, 60, "the store to be online")
    assert online["cause"] == "answers" and not online["standalone"]
    assert state("giftCard.balance")["state"] == state("catalogue.edit")["state"] == "allowed"
    till = shop.till()
    till.sell("MANGO")
    assert shop.anyone("getHealth")["mode"] == "online"
    hub.stop()
    begin = time.monotonic()
    edge = until(lambda: (m := matrix())["mode"] == "edge" and m, 90, "the store to notice")
    print(f"\nnoticed after {time.monotonic() - begin:.0f} s")
    assert edge["cause"] in ("noAnswer", "unsteady") and not edge["standalone"]
    refused = shop.back_office("createProduct", {"name": "No", "variants": []}, expect=("not-available-now", "circuit-open"))
    assert refused["dependency"] == "hub" and refused["instead"] == "override_price"
    till.sell("MANGO")
    made = shop.customer("Made at the edge")
    assert made["id"]


class OtherClock:
    """Between a store and its hub: passes everything on, and moves the hub's clock."""

    def __init__(self, hub, enrolled):
        self.behind = datetime.timedelta()
        session = requests.Session()
        session.trust_env = False
        session.verify, session.cert = hub.ca, (enrolled.cert, enrolled.key)
        between = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def pass_on(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                kept = {name: self.headers[name] for name in ("Content-Type", "Content-Encoding") if name in self.headers}
                try:
                    answer = session.request(self.command, hub.url + self.path, data=body,
                                             headers={**kept, "Accept-Encoding": "identity"}, timeout=60)
                except requests.RequestException:
                    self.close_connection = True
                    return
                told = re.sub(rb'"serverTime":"([^"]+)"', between.moved, answer.content)
                self.send_response(answer.status_code)
                self.send_header("Content-Type", answer.headers.get("Content-Type", "application/json"))
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = pass_on

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def moved(self, found):
        at = datetime.datetime.fromisoformat(found[1].decode().replace("Z", "+00:00")) - self.behind
        return b'"serverTime":"' + at.strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3].encode() + b'Z"'


@pytest.fixture
def clocks(tmp_path):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    hub = OperatedHub(tmp_path / "hub").start()
    store = Daemon(tmp_path).create().start()
    shop = Shop(store)
    shop.one = shop.till()
    site = shop.anyone("getHealth")["siteId"]
    enrolled = Enrolled(tmp_path / "own", site).enrol(hub)
    clock = OtherClock(hub, enrolled)
    identity = {"url": clock.url, "siteId": site, "tenantId": enrolled.grant["tenantId"], "channelId": enrolled.grant["channelId"], "key": "-",
                "certificate": "-", "authority": "-", "renewAfter": "2036-01-01T00:00:00.000Z"}
    file = store.data / "hub.json"
    file.write_text(json.dumps(identity))
    file.chmod(0o600)
    yield shop, clock
    store.stop()
    clock.server.shutdown()
    hub.stop()
    store.verify()


def test_a_clock_that_is_hours_off_its_hubs_is_not_trusted_until_a_manager_says_so(clocks):
    shop, clock = clocks

    def sale():
        return next(each for each in shop.back_office("getCapabilities")["operations"] if each["operation"] == "sale")

    def told_up():
        up = shop.back_office("getReplication")["up"]
        return up["pendingRecords"] == 0 and up.get("clockErrorMs")

    clock.behind = datetime.timedelta(hours=3)
    shop.one.sell("MANGO")
    limited = until(lambda: (s := sale())["state"] == "limited" and s, 120, "the store to doubt its clock")
    assert limited["reason"] == "CLOCK_UNTRUSTED" and limited["managerConfirms"] and limited["oldData"]
    assert until(told_up, 60, "how far it is off") > 2 * 3_600_000
    refused = shop.one.sell("MANGO", expect="approval-required")
    assert refused["reason"] == "CLOCK_UNTRUSTED" and refused["operation"] == "sale"
    shop.back_office("confirmOldData")
    until(lambda: sale()["state"] == "allowed", 60, "a manager's word to count")
    clock.behind = datetime.timedelta()
    shop.one.sell("MANGO")
    until(lambda: "oldData" not in sale(), 120, "the clock to be trusted again")
