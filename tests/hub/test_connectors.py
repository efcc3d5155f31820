"""The shipped connectors against strict fakes of what they speak to; programs that go wrong; and what comes in."""
import base64
import hashlib
import hmac
import json
import time
import uuid

import jsonschema
import pytest
import requests

from conftest import SERVER, fresh_database
from daemon import until
from fakes.erpnext import ErpNext
from fakes.medusa import Medusa
from fakes.others import Fleetbase, PayloadCms, Temporal, WaltId
from fakes.receiver import Receiver, signature
from fakes.stripe import Stripe, signed
from hub import Hub, Store
from openapi import ROOT

SECRETS = {"erpnext_key": "key-1", "erpnext_secret": "secret-1", "medusa_api_key": "sk_medusa", "stripe_key": "sk_test_1", "stripe_webhook": "whsec_stripe",
           "fleetbase_key": "flb_test_1", "fleetbase_webhook": "fleet-secret", "waltid_token": "walt-1", "waltid_webhook": "walt-secret",
           "payload_key": "payload-1", "payload_webhook": "payload-secret", "temporal_token": "temporal-1"}
QUICK = {"retrySeconds": [0, 1, 1], "timeoutMs": 5000}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def hub(request, tmp_path_factory):
    if request.param == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    database = fresh_database() if request.param == "postgres" else None
    running = Hub(tmp_path_factory.mktemp(request.param), database, ["--allow-private-targets"]).start()
    running.cli("token", "create", "--channel", "main")
    for name, value in SECRETS.items():
        running.ask("PUT", f"/v1/secrets/{name}", 204, json={"value": value})
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


@pytest.fixture
def store(hub, tmp_path):
    store = Store(tmp_path / "store").enrol(hub, "main")
    yield store
    for endpoint in hub.ask("GET", "/v1/endpoints")["items"]:
        hub.ask("DELETE", f"/v1/endpoints/{endpoint['endpointId']}", 204)


def document(name):
    return json.loads((ROOT / "packaging" / "connectors" / f"{name}.json").read_text())


def install(hub, name, fake, config=None, **change):
    body = {"document": {**document(name), **QUICK, **change}, "url": fake.url}
    if config:
        body["config"] = config
    return hub.ask("PUT", f"/v1/connectors/{name}", 201, json=body)


def at(hub, name):
    return hub.ask("GET", f"/v1/endpoints/{name}")


def trail(hub, name):
    return hub.ask("GET", f"/v1/endpoints/{name}/deliveries?limit=200")["items"]


def dead(hub, name):
    return hub.ask("GET", f"/v1/endpoints/{name}/dead-letters")["items"]


def caught_up(hub, name):
    """Everything that the stores sent is booked, and the endpoint is past it."""
    until(lambda: all(site["lag"]["unprojected"] == 0 for site in hub.ask("GET", "/v1/sites")["items"]) and at(hub, name)["waiting"] == 0, 30,
          "everything is delivered")


def settled(hub, name):
    caught_up(hub, name)
    assert not dead(hub, name), dead(hub, name)


def item(sku, quantity, unit, net, tax=0, name=None):
    return {"orderItemId": str(uuid.uuid4()), "sku": sku, "name": name or sku, "unit": "each", "quantity": quantity, "unitPrice": unit,
            "net": net, "tax": tax, "total": net + tax}


def order(store, items, payments, kind="sale", **more):
    """As a store logs it: the document, then that it was paid."""
    order_id = str(uuid.uuid4())
    net, tax = sum(line["net"] for line in items), sum(line["tax"] for line in items)
    facts = {"orderId": order_id, "kind": kind, "registerId": "r1", "currency": "EUR", "receiptNumber": f"1-{len(store.lines) + 1:06}", "total": net + tax,
             "businessDate": "2026-11-21"}
    store.add("OrderCreated", {**facts, "items": items, "payments": payments, "net": net, "tax": tax, **more}, order_id)
    store.add("OrderPaid", {**facts, "net": net, "tax": tax, "rounding": 0,
                            "payments": [{"tender": payment["tender"], "amount": payment["amount"]} for payment in payments]}, order_id)
    return order_id


def test_every_shipped_document_is_as_its_schema_says():
    schema = json.loads((ROOT / "schema" / "connector.schema.json").read_text())
    names = sorted(path.stem for path in (ROOT / "packaging" / "connectors").glob("*.json"))
    assert names == ["erpnext", "fleetbase", "medusa", "payload-cms", "stripe", "temporal", "waltid"]
    for name in names:
        jsonschema.Draft202012Validator(schema).validate(document(name))


# Seed 004: breakers of section 4.5.3, first waits and how often they double of 4.5.2 (Medusa and Temporal: NetworkError of 4.5.1).
SEEDED = {"erpnext": ((10, 300, 120, 5), 5, 5), "fleetbase": ((5, 120, 60, 3), 10, 3), "waltid": ((3, 60, 60, 1), 5, 3), "stripe": ((5, 60, 30, 2), 1, 5),
          "payload-cms": ((5, 120, 60, 3), 5, 5), "medusa": (None, 1, 5), "temporal": (None, 1, 5)}


@pytest.mark.parametrize("name", sorted(SEEDED))
def test_breakers_and_first_tries_have_the_seeds_numbers(name):
    shipped = document(name)
    breaker, first, tries = SEEDED[name]
    if breaker:
        assert tuple(shipped["breaker"][key] for key in ("failures", "windowSeconds", "openSeconds", "trials")) == breaker
    waits = shipped["retrySeconds"]
    assert waits[:tries] == [first << i for i in range(tries)]
    assert sum(waits) > 2 * 86400, "an outage of a day makes no dead letter"


def test_erpnext_books_sales_returns_stock_and_settlements(hub, store):
    with ErpNext() as erp:
        install(hub, "erpnext", erp)
        sale = order(store, [item("TEA", "3", 333, 999, 200), item("HAM", "0.312", 1990, 621, 43), item("PEN", "2", 150, 299, 1)],
                     [{"tender": "cash", "amount": 1000}, {"tender": "card", "amount": 1163}])
        back = order(store, [item("TEA", "-1", 333, -333, -67)], [{"tender": "cash", "amount": -400}], "return", originalOrderId=sale)
        store.add("StockMoved", {"orderId": sale, "moves": [{"variantId": "v1", "quantity": "-3"}]}, sale)
        store.add("StockMoved", {"kind": "receipt", "reason": "delivery", "moves": [{"variantId": "v1", "quantity": "24"}, {"variantId": "v2", "quantity": "1.5"}]}, "m1")
        store.add("StockMoved", {"kind": "count", "reason": "count", "moves": [{"variantId": "v1", "quantity": "-2"}, {"variantId": "v2", "quantity": "1"}]}, "m2")
        store.add("OfflineCardChanged", {"offlineCardId": "oc-1", "orderId": sale, "amount": 1163, "currency": "EUR", "outcome": "forwarded"}, "oc-1")
        store.push(hub)
        settled(hub, "erpnext")
        assert not erp.complaints, erp.complaints
        first, second = erp.documents["Sales Invoice"]
        assert (first["po_no"], first["grand_total"], first["is_return"]) == (sale, 21.63, 0)
        assert (second["po_no"], second["grand_total"], second["return_against"]) == (back, -4.0, first["name"])
        assert [entry["stock_entry_type"] for entry in erp.documents["Stock Entry"]] == ["Material Receipt", "Material Receipt", "Material Issue"]
        assert erp.documents["Payment Entry"][0]["paid_amount"] == 11.63


def test_erpnext_looks_before_it_books_again(hub, store):
    """The answer to a booking is lost: the next try finds it."""
    with ErpNext() as erp:
        lose = {"next": True}
        reply = erp.reply

        def answer(call):
            said = reply(call)
            if call.method == "POST" and lose["next"]:
                lose["next"] = False
                return None
            return said
        erp.answer = answer
        install(hub, "erpnext", erp)
        sale = order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        settled(hub, "erpnext")
        assert [doc["po_no"] for doc in erp.documents["Sales Invoice"]] == [sale]
        assert "already" in [entry for entry in trail(hub, "erpnext") if entry["outcome"] == "delivered"][0]["detail"]


def test_what_erpnext_refuses_waits_for_a_person_and_the_rest_goes_on(hub, store):
    with ErpNext() as erp:
        install(hub, "erpnext", erp)
        order(store, [item("TEA", "1", 500, 500)], [{"tender": "voucher", "amount": 500}])
        good = order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        caught_up(hub, "erpnext")
        assert [doc["po_no"] for doc in erp.documents["Sales Invoice"]] == [good]
        letter = dead(hub, "erpnext")[0]
        assert letter["attempts"] == 1 and "400" in letter["trouble"]
        entry = next(entry for entry in trail(hub, "erpnext") if entry["outcome"] == "refused")
        assert "voucher" in entry["request"] and "secret-1" not in json.dumps(trail(hub, "erpnext"))
        body = document("erpnext")
        body["config"]["modesOfPayment"]["voucher"] = "Cash"
        hub.ask("PUT", "/v1/connectors/erpnext", json={"document": {**body, **QUICK}, "url": erp.url})
        hub.ask("POST", f"/v1/endpoints/erpnext/dead-letters/{letter['id']}/replay", json={"reviewedBy": "Ada"})
        until(lambda: len(erp.documents["Sales Invoice"]) == 2, 20, "it is booked after the settings were put right")


def test_medusa_gets_orders(hub, store):
    with Medusa() as medusa:
        body = {**document("medusa"), **QUICK}
        del body["pull"]
        hub.ask("PUT", "/v1/connectors/medusa", 201, json={"document": body, "url": medusa.url, "config": {"variants": {"TEA": "variant_1"}}})
        sale = order(store, [item("TEA", "2", 450, 900), item("HAM", "0.5", 1000, 500)], [{"tender": "cash", "amount": 1400}])
        store.push(hub)
        settled(hub, "medusa")
        assert not medusa.complaints, medusa.complaints
        assert [made["metadata"]["holdfast_order"] for made in medusa.orders] == [sale]
        lines = medusa.orders[0]["items"]
        assert lines[0]["variant_id"] == "variant_1" and (lines[0]["quantity"], lines[0]["unit_price"]) == (2, 4.5)
        assert sum(line["quantity"] * line["unit_price"] for line in lines) == 14


def test_medusas_catalogue_comes_into_the_masters(hub, store):
    def product(number, updated, status="published", price=19.99):
        return {"id": f"prod_{number}", "title": f"Mug {number}", "status": status, "updated_at": updated,
                "variants": [{"id": f"variant_{number}", "sku": f"MUG-{number}", "title": "Default variant", "barcode": None,
                              "prices": [{"amount": price, "currency_code": "eur"}, {"amount": 99, "currency_code": "usd"}]}]}
    with Medusa([product(i, f"2026-11-01T00:00:{i:02}.000Z") for i in range(5)]) as medusa:
        body = {**document("medusa"), **QUICK}
        body["pull"]["everySeconds"] = 1
        hub.ask("PUT", "/v1/connectors/medusa", 201, json={"document": body, "url": medusa.url, "config": {"pageSize": 2}})

        def masters():
            return {row["key"]: row["body"] for row in hub.ask("GET", "/v1/channels/main/masters/article")["items"]}
        until(lambda: len(masters()) == 5, 20, "all pages are in")
        assert masters()["MUG-3"] == {"sku": "MUG-3", "name": "Mug 3", "price": "19.99", "currency": "EUR"}
        medusa.products[1] = product(1, "2026-11-02T00:00:00.000Z", price=7)
        medusa.products[2] = product(2, "2026-11-02T00:00:01.000Z", status="draft")
        until(lambda: len(masters()) == 4 and masters()["MUG-1"]["price"] == "7.00", 20, "what changed is in, what was withdrawn is out")
        until(lambda: medusa.calls[-1].query.get("updated_at[$gte]") == "2026-11-02T00:00:01.000Z", 20, "the next turn begins where this one ended")
        assert not medusa.complaints, medusa.complaints


def test_stripe_reconciles_and_tells_a_difference(hub, store):
    with Stripe() as stripe, Receiver() as watcher:
        install(hub, "stripe", stripe)
        hub.ask("POST", "/v1/webhooks", 201, json={"url": watcher.url, "types": ["signal.stripe.*"]})
        stripe.intents = {"pi_good": {"id": "pi_good", "status": "succeeded", "amount_received": 1000, "currency": "eur"},
                          "pi_odd": {"id": "pi_odd", "status": "succeeded", "amount_received": 990, "currency": "eur"}}
        order(store, [item("TEA", "1", 1000, 1000)], [{"tender": "card", "amount": 1000, "reference": "pi_good"}])
        odd = order(store, [item("TEA", "1", 1000, 1000)], [{"tender": "card", "amount": 1000, "reference": "pi_odd"}])
        store.push(hub)
        settled(hub, "stripe")
        event = watcher.wait_for(1)[0].event
        assert event["type"] == "holdfast.signal.stripe.mismatch" and event["subject"] == odd
        assert event["data"]["payments"] == [{"intent": "pi_odd", "status": "succeeded", "received": 990, "tillTook": 1000, "currency": "eur"}]
        assert not stripe.complaints and len(watcher.calls) == 1


def test_stripe_terminal_is_asked_once_though_answers_are_lost(hub, store):
    with Stripe() as stripe:
        lose = {"left": 2}
        reply = stripe.reply

        def answer(call):
            said = reply(call)
            if lose["left"]:
                lose["left"] -= 1
                return None
            return said
        stripe.answer = answer
        install(hub, "stripe", stripe, {"readers": {"r1": "tmr_1"}})
        store.add("PaymentRequested", {"orderId": "o1", "attemptId": "a1", "tender": "card", "amount": 2599, "currency": "EUR", "registerId": "r1"}, "o1")
        store.push(hub)
        settled(hub, "stripe")
        assert not stripe.complaints, stripe.complaints
        assert [intent["amount"] for intent in stripe.intents.values()] == [2599] and stripe.reader_actions == ["pi_1"]


def test_fleetbase_gets_what_is_to_be_delivered(hub, store):
    with Fleetbase() as fleetbase:
        install(hub, "fleetbase", fleetbase, {"pickup": {"name": "Shop", "street1": "Quay 1", "city": "Cork", "country": "IE"}})
        order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        sent = order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}], shipping={"provider": "fleetbase", "method": "courier"},
                     shippingAddress={"name": "R", "line1": "Hill 2", "line2": "", "city": "Cobh", "state": "", "postalCode": "P24", "country": "IE"})
        store.add("OrderCancelled", {"orderId": sent, "reason": "customer"}, sent)
        store.push(hub)
        settled(hub, "fleetbase")
        assert not fleetbase.complaints, fleetbase.complaints
        assert [(made["internal_id"], made["status"]) for made in fleetbase.orders] == [(sent, "canceled")]
        assert fleetbase.orders[0]["payload"]["dropoff"] == {"name": "R", "street1": "Hill 2", "city": "Cobh", "postal_code": "P24", "country": "IE"}


def test_walt_id_is_asked_and_its_verdict_comes_back(hub, store):
    with WaltId() as waltid, Receiver() as watcher:
        install(hub, "waltid", waltid)
        hub.ask("POST", "/v1/webhooks", 201, json={"url": watcher.url, "types": ["signal.identity.ready", "signal.identity.checked"]})
        hub.ask("POST", "/v1/signals", 202, json={"name": "identity.requested", "id": "check-1", "subject": "cart-1", "data": {"check": "age", "minAge": 21}})
        ready = watcher.wait_for(1)[0].event
        assert ready["subject"] == "cart-1" and ready["data"]["url"].startswith("openid4vp://")
        asked = waltid.sessions["session-1"]["asked"]["core_flow"]["dcql_query"]["credentials"][0]
        assert asked["claims"] == [{"path": ["org.iso.18013.5.1", "age_over_21"]}]
        hub.ask("POST", "/v1/signals", 202, json={"name": "identity.poll", "id": "poll-1", "subject": "cart-1", "data": {"sessionId": "session-1"}})
        until(lambda: any(call.method == "GET" for call in waltid.calls), 20, "it is asked for")
        waltid.sessions["session-1"]["status"] = "SUCCESSFUL"
        checked = watcher.wait_for(2)[1].event
        assert checked["data"] == {"sessionId": "session-1", "status": "SUCCESSFUL", "verified": True} and not waltid.complaints


def test_payload_brings_content_and_settings_down(hub, store):
    documents = [{"id": i, "slug": f"page-{i}", "title": f"Page {i}", "createdAt": "x", "updatedAt": f"2026-11-01T00:00:0{i}.000Z"} for i in range(5)]
    with PayloadCms(documents, {"returnDays": 30, "greeting": "Welcome"}) as payload:
        body = {**document("payload-cms"), **QUICK}
        body["pull"]["everySeconds"] = 1
        hub.ask("PUT", "/v1/connectors/payload-cms", 201, json={"document": body, "url": payload.url, "config": {"pageSize": 2}})

        def masters():
            return {row["key"]: row["body"] for row in hub.ask("GET", "/v1/channels/main/masters/policy")["items"]}
        until(lambda: "content/page-4" in masters(), 20, "all pages are in")
        assert masters()["store-settings"] == {"returnDays": 30, "greeting": "Welcome"}
        assert masters()["content/page-2"] == {"slug": "page-2", "title": "Page 2"} and not payload.complaints
        told = json.dumps({"operation": "update", "doc": {**documents[1], "title": "New"}}).encode()
        now = str(int(time.time()))
        mac = hmac.new(b"payload-secret", now.encode() + b"." + told, hashlib.sha256).hexdigest()
        said = requests.post(hub.api + "/v1/inbound/payload-cms", data=told, timeout=10,
                             headers={"Content-Type": "application/json", "X-Payload-Signature": mac, "X-Payload-Timestamp": now, "X-Payload-Event": "e1"})
        assert said.status_code == 202, said.text
        until(lambda: any(entry["type"] == "inbound" and entry["outcome"] == "delivered" for entry in trail(hub, "payload-cms")), 20, "the nudge is acted on")


def test_temporal_starts_and_signals_by_ids_that_say_what_they_are(hub, store):
    with Temporal() as temporal:
        install(hub, "temporal", temporal)
        sale = order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.add("OrderShipped", {"orderId": sale}, sale)
        store.add("OrderShipped", {"orderId": "unknown"}, "unknown")
        store.push(hub)
        settled(hub, "temporal")
        assert not temporal.complaints, temporal.complaints
        assert list(temporal.workflows) == [f"tenant:default:order:{sale}:placement"]
        assert [(workflow, name) for workflow, name, _ in temporal.signals] == [(f"tenant:default:order:{sale}:placement", "delivery.order.shipped")]
        started = temporal.workflows[f"tenant:default:order:{sale}:placement"]
        assert started["workflowType"] == {"name": "OrderPlacement"} and started["input"][0]["data"]["order"]["items"]


BROKEN = {"an endless loop": "def f: f; f", "all the memory": "[range(1000000000)] | length", "a syntax error": "{done: ", "an error": "error(\"no\")",
          "nothing": "empty", "a file": 'input_filename | "x" as $x | import', "too many words": "{done: true, skip: \"x\"}",
          "calls without end": '{call: {path: "/x", expect: [200, 404]}}', "another host": '{call: {path: "@evil.example/x"}}',
          "a header of its own": '{call: {path: "/x", headers: {A: "b\\r\\nC: d"}}}'}


# What the database is makes no difference to these.
only_sqlite = pytest.mark.parametrize("hub", ["sqlite"], indirect=True)


@only_sqlite
@pytest.mark.parametrize("name", BROKEN)
def test_a_program_that_goes_wrong_hits_its_own_connector_alone(hub, store, name):
    with Receiver(lambda call: (200, b"{}")) as target, Receiver() as other:
        broken = {"connector": "broken", "url": target.url, "events": ["order.paid"], "program": BROKEN[name], **QUICK}
        hub.ask("PUT", "/v1/connectors/broken", 201, json={"document": broken})
        webhook = hub.ask("POST", "/v1/webhooks", 201, json={"url": other.url, "types": ["order.paid"]})
        order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        other.wait_for(1)
        until(lambda: dead(hub, "broken"), 30, "the event is set aside")
        caught_up(hub, "broken")
        assert hub.ask("GET", "/v1/health")["status"] == "ok"
        assert hub.ask("GET", f"/v1/endpoints/{webhook['endpointId']}")["deadLetters"] == 0


@only_sqlite
def test_a_program_sees_no_credential_no_environment_and_no_file(hub, store):
    with Receiver(lambda call: (200, b"{}")) as target:
        nosy = {"connector": "nosy", "url": target.url, "events": ["order.paid"], "headers": {"X-Key": "{secret:stripe_key}"}, **QUICK,
                "program": 'if (.answers | length) == 0 then {call: {method: "POST", path: "/x", body: {env: env, all: (. | tostring)}}} else {done: true} end'}
        hub.ask("PUT", "/v1/connectors/nosy", 201, json={"document": nosy})
        order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        call = target.wait_for(1)[0]
        assert call.headers["X-Key"] == "sk_test_1"
        assert json.loads(call.body)["env"] == {} and b"sk_test_1" not in call.body
        settled(hub, "nosy")
        assert "sk_test_1" not in json.dumps(trail(hub, "nosy"))


@only_sqlite
def test_a_credential_that_is_not_there_is_waited_for(hub, store):
    with Receiver(lambda call: (200, b"{}")) as target:
        body = {"connector": "late", "url": target.url, "events": ["order.paid"], "headers": {"X-Key": "{secret:comes-later}"}, "retrySeconds": [1] * 20,
                "program": 'if (.answers | length) == 0 then {call: {method: "POST", path: "/x"}} else {done: true} end'}
        hub.ask("PUT", "/v1/connectors/late", 201, json={"document": body})
        order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        until(lambda: trail(hub, "late"), 20, "it is tried")
        assert "{secret:comes-later} leads nowhere" in trail(hub, "late")[0]["detail"] and not target.calls
        hub.ask("PUT", "/v1/secrets/comes-later", 204, json={"value": "here"})
        assert target.wait_for(1)[0].headers["X-Key"] == "here"
        assert "comes-later" in hub.ask("GET", "/v1/secrets")["items"]
        hub.ask("DELETE", "/v1/secrets/comes-later", 204)


@only_sqlite
def test_documents_are_checked_when_they_are_installed(hub, store):
    def refused(**change):
        body = {"connector": "x", "url": "https://example.org", "events": ["order.paid"], "program": "{done: true}", **change}
        return hub.ask("PUT", "/v1/connectors/x", 400, json={"document": {key: value for key, value in body.items() if value is not None}})
    refused(program=None)
    refused(events=None)
    refused(unknown=1)
    refused(url="ftp://example.org")
    refused(headers={"X: y": "z"})
    refused(headers={"X": "a\r\nY: b"})
    refused(inbound={"verify": {"kind": "hmac", "secrets": ["s"]}, "idPointer": "/id", "program": "."})
    refused(pull={"everySeconds": 0, "program": "."})
    assert hub.ask("GET", "/v1/endpoints/x", 404)


INBOUND = {"connector": "in", "url": "https://example.org", "inbound": {"verify": {"kind": "standard", "secrets": ["{secret:in}"]}, "idHeader": "webhook-id",
           "program": '{done: {commands: [{publish: {channelId: "main", rows: [{dataset: "policy", key: "told", body: .body}]}}, '
                      '{signal: {name: "told", subject: "s", data: .body}}]}}'}}


def test_inbound_webhooks_are_verified_and_taken_once(hub, store):
    secret = "whsec_" + base64.b64encode(b"k" * 32).decode()
    hub.ask("PUT", "/v1/secrets/in", 204, json={"value": secret})
    hub.ask("PUT", "/v1/connectors/in", 201, json={"document": INBOUND})

    def post(body, event_id="e1", at_s=None, key=secret, path="/v1/inbound/in"):
        stamp = str(int(at_s or time.time()))
        headers = {"webhook-id": event_id, "webhook-timestamp": stamp, "webhook-signature": signature(key, event_id, stamp, body)}
        return requests.post(hub.api + path, data=body, headers=headers, timeout=10)
    with Receiver() as watcher:
        hub.ask("POST", "/v1/webhooks", 201, json={"url": watcher.url, "types": ["signal.told"]})
        assert post(b'{"a":1}', key="whsec_" + base64.b64encode(b"x" * 32).decode()).status_code == 401
        assert post(b'{"a":1}', at_s=time.time() - 1000).status_code == 401
        assert requests.post(hub.api + "/v1/inbound/in", data=b"{}", timeout=10).status_code == 401
        assert post(b"{}", path="/v1/inbound/nobody").status_code == 404
        assert post(b"not json", "e0").status_code == 400
        hub.ask("POST", "/v1/signals", 400, json={"name": "told", "id": "a\r\nb: c"})
        first = post(b'{"a":1}')
        assert first.status_code == 202 and first.json() == {"eventId": "e1", "repeated": False}
        again = post(b'{"a":1}')
        assert again.status_code == 202 and again.json()["repeated"] is True
        assert post(b'{"a":2}').status_code == 422
        until(lambda: any(row["key"] == "told" for row in hub.ask("GET", "/v1/channels/main/masters/policy")["items"]), 20, "the masters have it")
        assert watcher.wait_for(1)[0].event["data"] == {"a": 1}
        post(b'{"a":3}', "e3")
        assert [call.event["data"] for call in watcher.wait_for(2)] == [{"a": 1}, {"a": 3}]
        assert hub.metric("hub_inbound_refused_total") >= 3
        text = requests.get(hub.api + "/metrics", timeout=60).text
        assert 'webhook_received_total{system="in"} 3' in text
        assert 'sync_operation_total{system="in",entity_type="webhook",direction="inbound",status="success"} 2' in text
        assert 'webhook_processing_duration_seconds_count{system="in"} 2' in text
        until(lambda: 'integration_health_status{system="in",name="in"} 1' in requests.get(hub.api + "/metrics", timeout=60).text, 60, "its health is told")


def test_what_came_in_and_was_refused_is_decided_by_a_person(hub, store):
    secret = "whsec_" + base64.b64encode(b"q" * 32).decode()
    hub.ask("PUT", "/v1/secrets/late", 204, json={"value": secret})
    program = '{done: {commands: [{signal: {name: "late", subject: "s", data: .body}}]}}'
    inbound = {**INBOUND["inbound"], "verify": {"kind": "standard", "secrets": ["{secret:late}"]}}
    hub.ask("PUT", "/v1/connectors/late", 201, json={"document": {**INBOUND, "connector": "late", "inbound": {**inbound, "program": '{refuse: "no such article"}'}}})

    def post(body, event_id):
        stamp = str(int(time.time()))
        headers = {"webhook-id": event_id, "webhook-timestamp": stamp, "webhook-signature": signature(secret, event_id, stamp, body)}
        assert requests.post(hub.api + "/v1/inbound/late", data=body, headers=headers, timeout=10).status_code == 202

    def listed(status=None):
        return hub.ask("GET", "/v1/endpoints/late/inbound", **({"params": {"status": status}} if status else {}))["items"]
    with Receiver() as watcher:
        hub.ask("POST", "/v1/webhooks", 201, json={"url": watcher.url, "types": ["signal.late"]})
        for number in (1, 2, 3):
            post(json.dumps({"n": number}).encode(), f"late/{number}")
        until(lambda: len(listed()) == 3, 30, "they are refused")
        assert [event["event"] for event in listed()] == [{"n": 1}, {"n": 2}, {"n": 3}] and "no such article" in listed()[0]["trouble"]
        assert hub.ask("GET", "/v1/endpoints/late")["inboundRefused"] == 3
        hub.ask("POST", "/v1/endpoints/late/inbound/late%2F1/discard", 400, json={"reviewedBy": "Ada"})
        hub.ask("POST", "/v1/endpoints/late/inbound/late%2F1/replay", 400, json={})
        hub.ask("POST", "/v1/endpoints/late/inbound/nobody/replay", 404, json={"reviewedBy": "Ada"})
        hub.ask("GET", "/v1/endpoints/late/inbound?status=odd", 400)
        assert hub.ask("POST", "/v1/endpoints/late/inbound/late%2F3/discard", json={"reviewedBy": "Bo", "notes": "sold out"}) == {"decided": 1}
        gone = listed("discarded")
        assert [(event["id"], event["reviewedBy"], event["notes"]) for event in gone] == [("late/3", "Bo", "sold out")] and gone[0]["reviewedAt"]
        # The connector is put right, and what was refused is acted on, once each.
        hub.ask("PUT", "/v1/connectors/late", 200, json={"document": {**INBOUND, "connector": "late", "inbound": {**inbound, "program": program}}})
        hub.ask("POST", "/v1/endpoints/late/inbound/late%2F1/replay", json={"reviewedBy": "Ada", "notes": "put right"})
        assert watcher.wait_for(1)[0].event["data"] == {"n": 1}
        assert hub.ask("POST", "/v1/endpoints/late/inbound/all/replay", json={"reviewedBy": "Ada"}) == {"decided": 1}
        assert [call.event["data"] for call in watcher.wait_for(2)] == [{"n": 1}, {"n": 2}]
        until(lambda: len(listed("done")) == 2, 30, "both are done")
        assert {(event["id"], event["reviewedBy"], event["notes"]) for event in listed("done")} == {("late/1", "Ada", "put right"), ("late/2", "Ada", "")}
        hub.ask("POST", "/v1/endpoints/late/inbound/late%2F1/replay", 404, json={"reviewedBy": "Ada"})
        assert hub.ask("GET", "/v1/endpoints/late")["inboundRefused"] == 0
        told = [(entry["outcome"], entry["eventId"], entry["detail"]) for entry in trail(hub, "late") if entry["outcome"] in ("replayed", "discarded")]
        assert sorted(told) == [("discarded", "late/3", "Bo: sold out"), ("replayed", "late/1", "Ada: put right"), ("replayed", "late/2", "Ada")]


@only_sqlite
def test_stripes_own_signature_is_understood(hub, store):
    hub.ask("PUT", "/v1/connectors/stripe", 201, json={"document": {**document("stripe"), **QUICK}})
    body = json.dumps({"id": "evt_1", "type": "payment_intent.succeeded",
                       "data": {"object": {"id": "pi_1", "status": "succeeded", "amount": 500, "currency": "eur", "metadata": {"holdfast_order": "o1"}}}}).encode()

    def post(header):
        return requests.post(hub.api + "/v1/inbound/stripe", data=body, headers={"Stripe-Signature": header}, timeout=10).status_code
    with Receiver() as watcher:
        hub.ask("POST", "/v1/webhooks", 201, json={"url": watcher.url, "types": ["signal.*"]})
        assert post(signed("wrong", body)) == 401
        assert post(signed("whsec_stripe", body, time.time() - 400)) == 401
        assert post(signed("whsec_stripe", body + b" ")) == 401
        assert post("t=1") == 401
        assert post(signed("whsec_stripe", body)) == 202
        event = watcher.wait_for(1)[0].event
        assert event["type"] == "holdfast.signal.stripe.payment_intent.succeeded" and event["subject"] == "o1"


@only_sqlite
def test_the_command_line_installs_a_connector(hub, store, tmp_path):
    with Temporal() as temporal:
        (tmp_path / "config.json").write_text('{"taskQueue": "night"}')
        said = hub.cli("connector", "put", "temporal", "--file", ROOT / "packaging/connectors/temporal.json", "--url", temporal.url, "--config", tmp_path / "config.json")
        assert "connector" in said and temporal.url in hub.cli("connector", "list")
        assert "stripe_key" in hub.cli("secret", "list")
        sale = order(store, [item("TEA", "1", 500, 500)], [{"tender": "cash", "amount": 500}])
        store.push(hub)
        settled(hub, "temporal")
        assert temporal.workflows[f"tenant:default:order:{sale}:placement"]["taskQueue"] == {"name": "night"}
