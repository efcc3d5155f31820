"""What leaves the hub by webhook: signed, in order, at least once, whatever the other side or a power cut does."""
import base64
import email.utils
import json
import signal
import subprocess
import threading
import time

import pytest
import requests

from conftest import SERVER, fresh_database
from daemon import binary, until
from fakes.receiver import Receiver
from hub import Hub, Store

QUICK = {"retrySeconds": [0, 0, 1, 1], "timeoutMs": 2000}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def hub(request, tmp_path_factory):
    if request.param == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    database = fresh_database() if request.param == "postgres" else None
    running = Hub(tmp_path_factory.mktemp(request.param), database, ["--allow-private-targets", "--away-after", "3"]).start()
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


@pytest.fixture
def store(hub, tmp_path):
    store = Store(tmp_path / "store").enrol(hub)
    yield store
    for endpoint in hub.ask("GET", "/v1/endpoints")["items"]:
        hub.ask("DELETE", f"/v1/endpoints/{endpoint['endpointId']}", 204)


def add(hub, url, types=("order.*",), settings=None, **more):
    return hub.ask("POST", "/v1/webhooks", 201, json={"url": url, "types": list(types), "settings": settings or QUICK, **more})


def of(hub, webhook):
    return hub.ask("GET", f"/v1/endpoints/{webhook['endpointId']}")


def caught_up(hub, webhook):
    """Everything that the stores sent is booked, and the endpoint is past it."""
    until(lambda: all(site["lag"]["unprojected"] == 0 for site in hub.ask("GET", "/v1/sites")["items"]) and of(hub, webhook)["waiting"] == 0, 40,
          "everything is delivered")


def trail(hub, webhook):
    return hub.ask("GET", f"/v1/endpoints/{webhook['endpointId']}/deliveries?limit=200")["items"]


def test_a_sale_arrives_as_a_signed_cloud_event(hub, store):
    with Receiver() as receiver:
        webhook = add(hub, receiver.url + "/hook", ["order.paid", "payment.captured"])
        order = store.sell(1234, tender="card")
        store.push(hub)
        first, second = receiver.wait_for(2)[:2]
    assert (first.method, first.path) == ("POST", "/hook")
    assert first.headers["Content-Type"].startswith("application/cloudevents+json")
    event = first.event
    assert (event["specversion"], event["type"], event["subject"]) == ("1.0", "holdfast.order.paid", order)
    assert event["source"] == f"/tenants/default/sites/{store.site}" and event["siteid"] == store.site
    assert event["id"] == first.id == store.ids[0]
    assert event["data"]["total"] == 1234 and event["data"]["orderId"] == order
    assert second.event["type"] == "holdfast.payment.captured" and second.id == store.ids[0] + "-p1"
    assert second.event["data"]["payment"] == {"tender": "card", "amount": 1234}
    assert webhook["secret"].startswith("whsec_") and first.signed_by(webhook["secret"]) and len(first.signatures()) == 1
    assert abs(int(first.headers["webhook-timestamp"]) - time.time()) < 60
    assert "secret" not in json.dumps(of(hub, webhook)), "it is shown once"
    caught_up(hub, webhook)
    entry = trail(hub, webhook)[0]
    assert (entry["outcome"], entry["status"], entry["attempt"]) == ("delivered", 204, 1)


def test_the_whole_order_is_beside_what_was_paid(hub, store):
    with Receiver() as receiver:
        add(hub, receiver.url, ["order.refunded"])
        order = "019b0000-0000-7000-8000-000000000001"
        store.add("OrderCreated", {"orderId": order, "kind": "return", "items": [{"sku": "TEA", "quantity": "-1"}], "total": -500}, order)
        store.add("OrderPaid", {"orderId": order, "kind": "return", "registerId": "r1", "currency": "EUR", "receiptNumber": "1-000009",
                                "total": -500, "payments": [{"tender": "cash", "amount": -500}], "businessDate": "2026-11-21"}, order)
        store.push(hub)
        event = receiver.wait_for(1)[0].event
    assert event["type"] == "holdfast.order.refunded"
    assert event["data"]["order"]["items"] == [{"sku": "TEA", "quantity": "-1"}]


def test_the_asymmetric_signature_holds_by_the_public_key(hub, store, tmp_path):
    with Receiver() as receiver:
        webhook = add(hub, receiver.url, signing="ed25519")
        assert "secret" not in webhook and webhook["publicKey"].startswith("whpk_")
        store.sell(100)
        store.push(hub)
        call = receiver.wait_for(1)[0]
    kind, text = call.signatures()[0].split(",", 1)
    assert kind == "v1a"
    der = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(webhook["publicKey"].removeprefix("whpk_"))
    (tmp_path / "key.der").write_bytes(der)
    (tmp_path / "signature").write_bytes(base64.b64decode(text))
    (tmp_path / "content").write_bytes(f"{call.id}.{call.headers['webhook-timestamp']}.".encode() + call.body)
    command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER", "-rawin", "-in", "content", "-sigfile", "signature"]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=30, check=False).returncode == 0
    (tmp_path / "content").write_bytes(b"something else")
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=30, check=False).returncode != 0


def test_a_changed_secret_signs_beside_the_one_before(hub, store):
    with Receiver() as receiver:
        webhook = add(hub, receiver.url)
        fresh = hub.ask("POST", f"/v1/webhooks/{webhook['endpointId']}/rotate", json={})
        assert fresh["secret"] != webhook["secret"]
        store.sell(100)
        store.push(hub)
        call = receiver.wait_for(1)[0]
        assert len(call.signatures()) == 2 and call.signed_by(webhook["secret"]) and call.signed_by(fresh["secret"])
        last = hub.ask("POST", f"/v1/webhooks/{webhook['endpointId']}/rotate", json={"overlapSeconds": 0})
        store.sell(200)
        store.push(hub)
        call = receiver.wait_for(2)[1]
        assert len(call.signatures()) == 1 and call.signed_by(last["secret"])


def test_order_holds_through_failures_and_the_id_stays(hub, store):
    refuse_first = {}

    def answer(call):
        refuse_first[call.id] = refuse_first.get(call.id, 0) + 1
        return 503 if refuse_first[call.id] <= len(refuse_first) % 3 else 204
    with Receiver(answer) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [0] * 9, "breaker": {"failures": 100}})
        for i in range(20):
            store.sell(100 + i)
        store.push(hub)
        caught_up(hub, webhook)
        ids = [call.id for call in receiver.calls]
    delivered = list(dict.fromkeys(ids))
    assert delivered == store.ids, "each begins after the one before it was taken"
    assert [ids.count(event) for event in delivered] == [refuse_first[event] for event in delivered]
    assert ids == sorted(ids, key=delivered.index), "none overtakes"
    assert len(ids) > 20


def test_one_site_in_trouble_does_not_hold_up_another(hub, store, tmp_path):
    other = Store(tmp_path / "other").enrol(hub)
    with Receiver(lambda call: 503 if call.event["siteid"] == store.site else 204) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [60], "breaker": {"failures": 100}})
        store.sell(100)
        store.push(hub)
        receiver.wait_for(1)
        for i in range(3):
            other.sell(100 + i)
        other.push(hub)
        until(lambda: {call.id for call in receiver.calls} >= set(other.ids), 20, "the other site's events arrive")
        until(lambda: of(hub, webhook)["attempts"], 20, "the try is written down")
        state = of(hub, webhook)
        assert state["attempts"] == 1 and state["waiting"] and "nextAttempt" in state


def test_what_is_never_taken_becomes_a_dead_letter_and_goes_again_when_told(hub, store):
    broken = {"on": True}
    with Receiver(lambda call: 500 if broken["on"] and call.event["data"]["total"] == 666 else 204) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [0, 0], "breaker": {"failures": 100}})
        for total in (100, 666, 300):
            store.sell(total)
        store.push(hub)
        at = f"/v1/endpoints/{webhook['endpointId']}/dead-letters"
        until(lambda: hub.ask("GET", at)["items"], 20, "it is set aside")
        caught_up(hub, webhook)
        dead = hub.ask("GET", at)["items"]
        assert [item["eventId"] for item in dead] == [store.ids[1]] and dead[0]["attempts"] == 3
        assert dead[0]["event"]["data"]["total"] == 666 and "500" in dead[0]["trouble"]
        hub.ask("POST", f"{at}/{dead[0]['id']}/discard", 400, json={"reviewedBy": "Ada"})
        broken["on"] = False
        hub.ask("POST", f"{at}/{dead[0]['id']}/replay", json={"reviewedBy": "Ada"})
        until(lambda: hub.ask("GET", at + "?status=replayed")["items"], 20, "it is delivered")
        assert receiver.calls[-1].id == store.ids[1] and receiver.calls[-1].signed_by(webhook["secret"])
        hub.ask("POST", f"{at}/{dead[0]['id']}/replay", 404, json={"reviewedBy": "Ada"})


def test_the_breaker_opens_and_lets_one_try_through(hub, store):
    answers = {"status": 503}
    with Receiver(lambda call: answers["status"]) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [0] * 50, "breaker": {"failures": 3, "openSeconds": 1, "trials": 2}})
        store.sell(100)
        store.sell(200)
        store.push(hub)
        until(lambda: of(hub, webhook)["breaker"] != "closed", 20, "the breaker opens")
        count = len(receiver.calls)
        assert count == 3
        receiver.wait_for(5)
        gaps = [b.at - a.at for a, b in zip(receiver.calls[2:], receiver.calls[3:])]
        assert min(gaps) > 0.9, gaps
        answers["status"] = 204
        caught_up(hub, webhook)
        assert of(hub, webhook)["breaker"] == "closed"


def test_days_of_failure_disable_it_and_nothing_is_lost(hub, store):
    answers = {"status": 500}
    with Receiver(lambda call: answers["status"]) as receiver, Receiver() as watcher:
        add(hub, watcher.url, ["endpoint.disabled"])
        webhook = add(hub, receiver.url, settings={"retrySeconds": [1] * 50, "disableAfterSeconds": 2})
        store.sell(100)
        store.push(hub)
        until(lambda: of(hub, webhook)["state"] == "disabled", 20, "it is disabled")
        told = watcher.wait_for(1)[0].event
        assert told["data"]["endpointId"] == webhook["endpointId"] and told["source"] == "/tenants/default"
        answers["status"] = 204
        store.sell(200)
        store.push(hub)
        hub.ask("PUT", f"/v1/endpoints/{webhook['endpointId']}/state", json={"state": "enabled"})
        caught_up(hub, webhook)
        assert list(dict.fromkeys(call.id for call in receiver.calls)) == store.ids


def test_gone_ends_it_at_once(hub, store):
    with Receiver(lambda call: 410) as receiver:
        webhook = add(hub, receiver.url)
        store.sell(100)
        store.push(hub)
        until(lambda: of(hub, webhook)["state"] == "disabled", 20, "it is disabled")
        assert len(receiver.calls) == 1 and "410" in of(hub, webhook)["stateReason"]


@pytest.mark.parametrize("after", [lambda: "2", lambda: email.utils.formatdate(time.time() + 3, usegmt=True)], ids=["seconds", "a date"])
def test_a_busy_target_is_left_alone_for_as_long_as_it_asks(hub, store, after):
    with Receiver(lambda call: (429, b"", {"Retry-After": after()}) if len(receiver.calls) == 0 else 204) as receiver:
        add(hub, receiver.url)
        store.sell(100)
        store.push(hub)
        first, second = receiver.wait_for(2)
        assert second.at - first.at > 1.9 and first.id == second.id


def huge(call, handler):
    handler.send_response(200)
    handler.send_header("Content-Length", str(1 << 30))
    handler.end_headers()
    for _ in range(1000):
        handler.wfile.write(b"x" * 65536)


def half(call, handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b"only this")


def drip(call, handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(100):
        time.sleep(0.1)
        handler.wfile.write(b"y")


def silent(call, handler):
    time.sleep(4)


def garbage(call, handler):
    handler.wfile.write(b"\x16\x03\x01 this is no HTTP\r\n\r\n")


# What the database is makes no difference to these.
only_sqlite = pytest.mark.parametrize("hub", ["sqlite"], indirect=True)


@only_sqlite
@pytest.mark.parametrize("answer,words", [(huge, "too large"), (half, "closed"), (drip, "in time"), (silent, "in time"), (garbage, "not HTTP")])
def test_hostile_answers_are_failures_and_bounded(hub, store, answer, words):
    with Receiver(answer) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [600], "timeoutMs": 1000})
        store.sell(100)
        store.push(hub)
        until(lambda: trail(hub, webhook), 20, "the try is written down")
        entry = trail(hub, webhook)[0]
        assert entry["outcome"] == "failed" and entry["durationUs"] < 3_000_000, entry
        assert words in entry["detail"], entry
        assert of(hub, webhook)["waiting"]


@only_sqlite
def test_a_redirect_is_not_followed(hub, store):
    with Receiver() as elsewhere, Receiver(lambda call: (307, b"", {"Location": elsewhere.url + "/stolen"})) as receiver:
        webhook = add(hub, receiver.url, settings={"retrySeconds": [600]})
        store.sell(100)
        store.push(hub)
        until(lambda: trail(hub, webhook), 20, "the try is written down")
        assert trail(hub, webhook)[0]["status"] == 307 and not elsewhere.calls


@only_sqlite
def test_tls_is_verified(hub, store, tmp_path):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", "key.pem", "-out",
                    "cert.pem", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"], cwd=tmp_path, check=True,
                   capture_output=True, timeout=30)
    with Receiver(certificate=(tmp_path / "cert.pem", tmp_path / "key.pem")) as receiver:
        doubted = add(hub, receiver.url, settings={"retrySeconds": [600]})
        trusted = add(hub, receiver.url, settings={**QUICK, "caCertificate": (tmp_path / "cert.pem").read_text()})
        store.sell(100)
        store.push(hub)
        caught_up(hub, trusted)
        until(lambda: trail(hub, doubted), 20, "the other is tried")
        assert "not trusted" in trail(hub, doubted)[0]["detail"] and len(receiver.calls) == 1


def test_what_the_hub_itself_sees_is_told(hub, store):
    with Receiver() as receiver:
        add(hub, receiver.url, ["dead_letter.*", "site.*"])
        store.add("NobodyKnowsThis", {}, "x")
        store.push(hub)
        until(lambda: any(call.event["type"] == "holdfast.dead_letter.raised" for call in receiver.calls), 20, "the dead letter is told")
        told = [call.event for call in receiver.calls if call.event["type"] == "holdfast.dead_letter.raised"]
        assert [event["data"]["code"] for event in told] == ["unknown_type"] and told[0]["siteid"] == store.site
        until(lambda: any(call.event["type"] == "holdfast.site.away" and call.event["subject"] == store.site for call in receiver.calls), 20,
              "silence is told")
        store.sell(100)
        store.push(hub)
        until(lambda: any(call.event["type"] == "holdfast.site.back" and call.event["subject"] == store.site for call in receiver.calls), 20,
              "its return is told")


def test_a_killed_hub_loses_nothing_and_repeats_with_the_same_id(hub, store):
    seen = []
    up = threading.Event()  # it delivers before start() has seen that it is there
    up.set()

    def answer(call):
        seen.append(call.id)
        if len(seen) in (5, 12):
            assert up.wait(20)
            up.clear()
            hub.process.send_signal(signal.SIGKILL)
            time.sleep(0.2)
        return 204
    with Receiver(answer) as receiver:
        webhook = add(hub, receiver.url)
        for i in range(20):
            store.sell(100 + i)
        assert store.push(hub).status_code == 200
        for _ in range(2):
            hub.process.wait(20)
            hub.start()
            up.set()
        caught_up(hub, webhook)
        assert list(dict.fromkeys(seen)) == store.ids, "in order, and all of them"
        assert 22 <= len(seen) <= 24, "only what was under way comes twice"
        assert all(call.signed_by(webhook["secret"]) for call in receiver.calls)


def test_what_was_not_committed_is_not_told_and_pausing_keeps_it(hub, store):
    with Receiver() as receiver:
        webhook = add(hub, receiver.url)
        hub.ask("PUT", f"/v1/endpoints/{webhook['endpointId']}/state", json={"state": "paused"})
        store.sell(100)
        broken = store.batch(1, 1, lastHash="00" * 32)
        assert store.push(hub, broken).status_code >= 400
        store.push(hub)
        until(lambda: of(hub, webhook)["waiting"], 20, "it waits")
        assert not receiver.calls
        hub.ask("PUT", f"/v1/endpoints/{webhook['endpointId']}/state", json={"state": "enabled"})
        assert [call.id for call in receiver.wait_for(1)] == store.ids


@only_sqlite
def test_endpoints_are_checked_when_they_are_made(hub, store):
    def refused(**body):
        return hub.ask("POST", "/v1/webhooks", 400, json={"url": "https://example.org/x", "types": ["order.*"], **body})
    for url in ("ftp://example.org", "https://user:word@example.org/", "https:///x", "https://example.org/#x", "nothing"):
        refused(url=url)
    refused(types=[])
    refused(types=["no.such"])
    refused(secret="whsec_c2hvcnQ=")
    refused(settings={"retrySeconds": ["soon"]})
    refused(settings={"unknown": 1})
    assert "order.paid" in hub.ask("GET", "/v1/event-types")["items"]


def test_private_targets_are_refused_unless_allowed(tmp_path):
    careful = Hub(tmp_path / "hub").start()
    try:
        store = Store(tmp_path / "store").enrol(careful)
        answer = careful.ask("POST", "/v1/webhooks", 400, json={"url": "http://127.0.0.1:1/", "types": ["*"]})
        assert "https" in answer["detail"] or "https" in json.dumps(answer)
        with Receiver() as receiver:
            urls = [f"https://127.0.0.1:{receiver.port}/", f"https://localhost:{receiver.port}/", f"https://[::1]:{receiver.port}/",
                    f"https://[::ffff:127.0.0.1]:{receiver.port}/", "https://169.254.169.254/latest/meta-data/", "https://10.0.0.1/"]
            hooks = [add(careful, url, settings={"retrySeconds": [600]}) for url in urls]
            store.sell(100)
            store.push(careful)
            for hook in hooks:
                until(lambda hook=hook: trail(careful, hook), 20, "it is tried")
                entry = trail(careful, hook)[0]
                assert "may not be called" in entry["detail"] and entry["status"] == 0, entry
            assert not receiver.calls
    finally:
        careful.stop()


@only_sqlite
def test_the_command_line_makes_and_lists_them(hub, store):
    with Receiver() as receiver:
        said = hub.cli("webhook", "add", receiver.url, "--types", "order.paid,shift.closed", "--name", "Ledger")
        assert "whsec_" in said
        name = said.split()[0]
        assert name in hub.cli("webhook", "list")
        store.sell(100)
        store.push(hub)
        receiver.wait_for(1)
        until(lambda: "delivered" in hub.cli("webhook", "deliveries", name), 10, "the trail shows it")
        assert "whsec_" in hub.cli("webhook", "rotate", name) and "whsec_" not in hub.cli("webhook", "list")
        hub.cli("webhook", "pause", name)
        assert "paused" in hub.cli("webhook", "list")
        hub.cli("webhook", "remove", name)
        assert name not in hub.cli("webhook", "list")
    assert requests.get(hub.api + "/v1/endpoints", timeout=10).status_code == 401
    assert hub.metric("hub_deliveries_total") > 0


def test_stopping_does_not_wait_for_a_slow_target(tmp_path):
    hub = Hub(tmp_path / "hub", None, ["--allow-private-targets"]).start()
    store = Store(tmp_path / "store").enrol(hub)
    arrived = threading.Event()

    def answer(call):
        arrived.set()
        time.sleep(12)
        return 204
    with Receiver(answer) as receiver:
        webhook = add(hub, receiver.url, settings={"timeoutMs": 30000})
        store.sell(100)
        store.push(hub)
        assert arrived.wait(20)
        began = time.monotonic()
        hub.stop()
        assert hub.process.returncode == 0 and time.monotonic() - began < 6
        receiver.answer = lambda call: 204
        hub.start()
        caught_up(hub, webhook)
        assert [entry["attempt"] for entry in trail(hub, webhook)] == [1], "what was broken off is no failure of the target"
        assert {call.id for call in receiver.calls} == set(store.ids)
        hub.stop()


def test_two_hubs_on_one_database_send_once(tmp_path):
    if not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    database, options = fresh_database(), ["--allow-private-targets"]
    first = Hub(tmp_path / "first", database, options).start()
    (tmp_path / "second" / "tls").mkdir(parents=True)
    for file in ("tls/ca.pem", "tls/ca-key.pem", "field-keys"):
        (tmp_path / "second" / file).write_bytes((first.data / file).read_bytes())
    second = Hub(tmp_path / "second", database, options).start()
    try:
        store = Store(tmp_path / "store").enrol(first)
        with Receiver() as receiver:
            webhook = add(first, receiver.url)
            for i in range(40):
                store.sell(100 + i)
                if i % 4 == 3:
                    assert store.push((first, second)[i // 4 % 2], store.batch(i - 2, i + 1)).status_code == 200
            caught_up(second, webhook)
            assert [call.id for call in receiver.calls] == store.ids, "in order and none twice, though two hubs look"
    finally:
        for hub in (first, second):
            hub.stop()
            assert hub.process.returncode == 0
