"""What holds of every call: idempotency, errors, lists, tracing, and the calls that describe the daemon."""
import json
import socket
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlparse

import pytest

from client import check_problem

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"


def sale(till):
    return {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "card"}]}


# Idempotency ---------------------------------------------------------------------------------------------------------
def test_the_same_key_and_body_give_the_same_bytes_and_one_effect(till):
    first = till.cashier("createSale", sale(till), key="once-1/" + till.register_id)
    again = till.cashier("createSale", sale(till), key="once-1/" + till.register_id)
    assert again.raw == first.raw and again.status == first.status
    assert again.headers["Idempotency-Replayed"] == "true" and "Idempotency-Replayed" not in first.headers
    assert again.headers.get("Location") == first.headers.get("Location")
    assert till.report()["receipts"]["count"] == 1


def test_the_same_key_for_another_request_is_refused(till):
    key = "once-2/" + till.register_id
    till.cashier("createSale", sale(till), key=key)
    till.cashier("createSale", {**sale(till), "note": "other"}, key=key, expect="idempotency-key-reused")
    till.cashier("createCart", {"registerId": till.register_id}, key=key, expect="idempotency-key-reused")
    assert till.report()["receipts"]["count"] == 1


def test_a_hundred_at_once_with_one_key_have_one_effect(till):
    till.cashier("getSession")
    with ThreadPoolExecutor(100) as pool:
        replies = list(pool.map(lambda _: till.cashier("createSale", sale(till), key="hundred/" + till.register_id), range(100)))
    assert {reply.raw for reply in replies} == {replies[0].raw}
    assert till.report()["receipts"]["count"] == 1


def test_a_refused_request_may_be_sent_again_with_its_key(till):
    key = "refused/" + till.register_id
    body = {**sale(till), "payments": [{"tender": "card", "amount": 1}]}
    assert till.cashier("createSale", body, key=key, expect="underpaid").raw != b""
    till.cashier("createSale", body, key=key, expect="underpaid")


@pytest.mark.parametrize("key", ["x" * 201, "with space", "ümlaut".encode().decode("latin-1")])
def test_a_key_is_1_to_200_visible_ascii_characters(till, key):
    till.cashier("createSale", sale(till), key=key, expect=("invalid-argument", "malformed-json"))


def test_a_key_is_not_needed(till):
    till.cashier("createSale", sale(till), key=None)
    till.cashier("createSale", sale(till), key=None)
    assert till.report()["receipts"]["count"] == 2


def test_other_writes_are_replayed_too(till):
    key = "patch/" + till.register_id
    cart = till.cart("MANGO")
    path = {"id": cart["cartId"], "itemId": cart["items"][0]["itemId"]}
    first = till.cashier("updateCartItem", {"quantity": 4}, key=key, **path)
    again = till.cashier("updateCartItem", {"quantity": 4}, key=key, **path)
    assert again.raw == first.raw and again.headers["ETag"] == first.headers["ETag"]


# Bodies --------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("body, problem", [
    (b"", "malformed-json"), (b"{", "malformed-json"), (b"nonsense", "malformed-json"), (b'{"a":1,}', "malformed-json"), (b"{'a':1}", "malformed-json"),
    (b'{"registerId":"x"} trailing', "malformed-json"), (b'"\xff"', "malformed-json"), (b"[01]", "malformed-json"), (b"[NaN]", "malformed-json"),
    (b"\xef\xbb\xbf{}", "malformed-json"),
    (b'{"note":"a","note":"b"}', "strict-json"), (b'{"note":1e400}', "strict-json"), (b"[" * 65 + b"]" * 65, "strict-json"),
    (b'{"x":' * 100 + b"1" + b"}" * 100, "strict-json"),
], ids=lambda value: repr(value)[:30])
def test_a_body_that_is_not_clean_json_is_refused(till, body, problem):
    till.cashier("createCart", data=body, expect=(problem, "invalid-body") if body == b"" else problem)


@pytest.mark.parametrize("change, pointer", [
    ({"registerId": 5}, "/registerId"), ({"registerId": "nonsense"}, "/registerId"), ({"registerId": None}, "/registerId"),
    ({"nonsense": 1}, "/nonsense"), ({"items": {}}, "/items"), ({"items": [{"sku": "MANGO", "quantity": True}]}, "/items/0/quantity"),
    ({"items": [{"sku": "MANGO", "quantity": 1, "Sku": "x"}]}, "/items/0/Sku"), ({"payments": [{"tender": 5}]}, "/payments/0/tender"),
    ({"payments": [{"tender": "card", "amount": "5"}]}, "/payments/0/amount"), ({"note": ["x"]}, "/note"), ({"a/b~c": 1}, "/a~1b~0c"),
    ({"items": [{"sku": "MANGO", "quantity": 1}, {"sku": 7, "quantity": 1}]}, "/items/1/sku"),
], ids=str)
def test_a_wrong_member_is_pointed_at(till, change, pointer):
    problem = till.cashier("createSale", {**sale(till), **change}, expect="invalid-body")
    assert pointer in [e["pointer"] for e in problem["errors"]], problem["errors"]
    assert till.report()["receipts"]["count"] == 0


@pytest.mark.parametrize("missing", ["registerId", "items"])
def test_a_missing_member_is_named(till, missing):
    body = sale(till)
    del body[missing]
    problem = till.cashier("createSale", body, expect="invalid-body")
    assert any(missing in e["pointer"] + e["detail"] for e in problem["errors"]), problem["errors"]


@pytest.mark.parametrize("body", [b"[]", b"null", b"5", b'"x"'])
def test_a_body_that_is_no_object_is_refused(till, body):
    till.cashier("createSale", data=body, expect="invalid-body")


def test_text_is_kept_as_it_came(till):
    note = "Ünïcode ☕ \u202e\t\"quoted\" \\ </script> 漢字 \U0001f600"
    assert till.cart(note=note)["note"] == note


# HTTP ----------------------------------------------------------------------------------------------------------------
def test_an_unknown_path_is_not_found(till):
    for path in ("/v1/nothing", "/v2/health", "/v1/carts/x/y/z", "/v1/health/", "/v1//health", "/v1/%68ealth/x"):
        till.cashier.plain("GET", path, "not-found")


@pytest.mark.parametrize("method, path, allowed", [("DELETE", "/v1/health", {"GET"}), ("PUT", "/v1/carts", {"GET", "POST"}), ("GET", "/v1/pairings", {"POST"})])
def test_a_method_that_is_not_there_names_those_that_are(till, method, path, allowed):
    response = till.cashier.plain(method, path, "method-not-allowed")
    assert allowed <= {m.strip() for m in response.headers["Allow"].split(",")}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "multipart/form-data; boundary=x"])
def test_a_body_of_another_type_is_refused(till, kind):
    till.cashier("createSale", data=json.dumps(sale(till)).encode(), headers={"Content-Type": kind}, expect="unsupported-media-type")


def test_json_may_name_its_charset(till):
    till.cashier("createSale", data=json.dumps(sale(till)).encode(), headers={"Content-Type": "application/json; charset=utf-8"})


def test_a_body_that_is_too_large_is_refused_before_it_is_read(till):
    address = urlparse(till.cashier.base)
    with socket.create_connection((address.hostname, address.port), timeout=30) as connection:
        connection.sendall((f"POST /v1/sales HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {till.cashier.token}\r\n"
                            "Content-Type: application/json\r\nContent-Length: 200000000\r\n\r\n").encode())
        answer = b""
        while b"payload-too-large" not in answer:
            piece = connection.recv(65536)
            if not piece:
                break
            answer += piece
    assert answer.startswith(b"HTTP/1.1 413 ") and b"urn:holdfast:problem:payload-too-large" in answer, answer[:500]


def test_a_page_of_another_site_is_given_nothing_it_could_read(till):
    response = till.cashier.http.get(till.cashier.base + "/v1/health", headers={"Origin": "https://evil.example"})
    assert response.headers.get("Access-Control-Allow-Origin") in (None, "null"), response.headers


def test_the_store_answers_to_its_own_names_only(till):
    till.cashier.plain("GET", "/v1/sessions/current", "invalid-argument", headers={"Host": "evil.example"})


# Lists ---------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 201}, {"limit": -1}, {"limit": "x"}, {"limit": "1e2"}, {"cursor": "not a cursor"}, {"limit": ""}])
def test_a_limit_or_cursor_that_cannot_be_is_refused(till, query):
    till.cashier("listProducts", query=query, expect="invalid-argument")


def test_a_list_that_grows_while_it_is_read_repeats_and_skips_nothing(till):
    old = [till.sell("KIWI", payments=[{"tender": "card"}])["orderId"] for _ in range(6)]
    page = till.cashier("listOrders", query={"registerId": till.register_id, "limit": 3})
    till.sell("KIWI", payments=[{"tender": "card"}])
    rest = till.cashier("listOrders", query={"registerId": till.register_id, "limit": 3, "cursor": page["next"]})
    assert [o["orderId"] for o in page["items"] + rest["items"]] == old[::-1]


# Tracing -------------------------------------------------------------------------------------------------------------
def test_a_correlation_id_comes_back_and_reaches_events(till):
    order = till.cashier("createSale", sale(till), headers={"X-Correlation-Id": "walk-in-42"})
    assert order.headers["X-Correlation-Id"] == "walk-in-42"
    found = [e for e in events_of(till) if e["aggregateId"] == order["orderId"]]
    assert found and {e["correlationId"] for e in found} == {"walk-in-42"}


def test_a_trace_id_is_the_correlation_id_when_there_is_no_other(till):
    traceparent = f"00-{TRACE}-00f067aa0ba902b7-01"
    reply = till.cashier("getSession", headers={"traceparent": traceparent})
    assert reply.headers["X-Correlation-Id"] == TRACE and TRACE in reply.headers["traceparent"]
    both = till.cashier("getSession", headers={"traceparent": traceparent, "X-Correlation-Id": "mine"})
    assert both.headers["X-Correlation-Id"] == "mine"


def test_a_correlation_id_is_made_when_none_or_a_bad_one_is_sent(till):
    ids = {till.cashier("getSession").headers["X-Correlation-Id"] for _ in range(3)}
    assert len(ids) == 3
    assert till.cashier("getSession", headers={"X-Correlation-Id": "x" * 500}).headers["X-Correlation-Id"] != "x" * 500


def test_a_problem_carries_the_correlation_id(till):
    problem = till.cashier("getOrder", id="019b76da-b000-7000-8000-00000000dead", headers={"X-Correlation-Id": "lost"}, expect="not-found")
    assert problem["correlationId"] == "lost"


def events_of(till):
    api, since, found = till.shop.back_office, 0, []
    while True:
        items = api("listEvents", query={"since": since, "limit": 200})["items"]
        if not items:
            return found
        found += [item["event"] for item in items if item["event"]]
        since = items[-1]["seq"]


# The daemon about itself -----------------------------------------------------------------------------------------------
def test_health_needs_no_token(shop):
    health = shop.anyone("getHealth")
    assert (health["status"], health["mode"], health["siteId"]) == ("ok", "edge", "019b76da-a800-7000-8000-000000000001")
    shop.anyone("getLivez")
    shop.anyone("getReadyz")


def test_the_description_served_is_the_file(shop):
    assert shop.anyone("getOpenapi").body == shop.contract.document


def test_metrics_are_prometheus_text(shop):
    import re
    shop.back_office("getSession")
    text = shop.anyone("getMetrics").raw.decode()
    sample = re.compile(r'[a-zA-Z_:][a-zA-Z0-9_:]*(\{[a-zA-Z_][a-zA-Z0-9_]*="[^"]*"(,[a-zA-Z_][a-zA-Z0-9_]*="[^"]*")*,?\})? (-?[0-9.eE+-]+|NaN|[+-]Inf)( [0-9]+)?')
    bad = [line for line in text.splitlines() if line and not line.startswith("#") and not sample.fullmatch(line)]
    assert not bad and "# TYPE " in text and "http" in text, (bad[:5], text[:500])


def test_capabilities_sync_and_devices_answer(shop):
    capabilities = shop.back_office("getCapabilities")
    assert capabilities["mode"] == "edge" and capabilities["operations"]
    assert shop.back_office("getSync")["backlog"] >= 0
    shop.back_office("listDevices")


def test_every_operation_that_needs_a_token_refuses_without_one(shop):
    for name, operation in shop.contract.operations.items():
        if operation["security"] == [] or name == "openStream":
            continue
        path = operation["base"] + operation["path"].replace("{code}", "x").replace("{discountId}", "1")
        while "{" in path:
            path = path[:path.index("{")] + "019b76da-b000-7000-8000-00000000dead" + path[path.index("}") + 1:]
        response = shop.anyone.http.request(operation["method"], shop.anyone.base + path, data=b"{}", headers={"Content-Type": "application/json"})
        check_problem(shop.contract, response, "unauthenticated")
