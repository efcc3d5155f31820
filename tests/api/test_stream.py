"""The event log as a list and as a WebSocket: in order, whole, and as events.yaml says."""
import asyncio
import json
import threading

import jsonschema
import pytest
import websockets

from openapi import load_yaml

SCHEMA = load_yaml("events.yaml")
VALIDATOR = jsonschema.Draft202012Validator({"$ref": "#/components/schemas/Event"}, resolver=jsonschema.RefResolver("", SCHEMA))


def all_events(api):
    since, found = 0, []
    while True:
        items = api("listEvents", query={"since": since, "limit": 200})["items"]
        if not items:
            return found
        found += items
        since = items[-1]["seq"]


async def read_stream(base, token, since, topics, enough, seconds=60):
    """Messages with a sequence until `enough(messages)`."""
    uri = base.replace("http://", "ws://") + "/v1/stream"
    async with websockets.connect(uri, extra_headers={"Authorization": "Bearer " + token}, max_size=None) as socket:
        await socket.send(json.dumps({"subscribe": topics, "since": since}))
        found = []

        async def take():
            while not enough(found):
                message = json.loads(await socket.recv())
                if "seq" in message and "event" in message:
                    found.append(message)
        await asyncio.wait_for(take(), seconds)
        return found


def listen(till, since, enough, topics=("*",)):
    till.shop.contract.seen.setdefault("openStream", set()).add(101)
    return asyncio.run(read_stream(till.cashier.base, till.cashier.token, since, list(topics), enough))


def last_seq(till):
    return all_events(till.shop.back_office)[-1]["seq"]


def test_the_log_has_no_gap_and_every_event_is_as_described(till):
    till.sell("MANGO")
    items = all_events(till.shop.back_office)
    assert [item["seq"] for item in items] == list(range(1, len(items) + 1))
    ids = [item["event"]["id"] for item in items if item["event"]]
    assert len(set(ids)) == len(ids)
    for item in items:
        if item["event"] is None:     # withheld: what it said of a person was erased
            continue
        wrong = [e.json_path + ": " + e.message[:200] for e in VALIDATOR.iter_errors(item["event"])]
        assert not wrong, (item["event"]["type"], wrong, json.dumps(item["event"])[:1500])


def test_a_sale_leaves_its_events_in_order(till):
    cart = till.cart("MANGO")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "card"}]})
    events = [i["event"] for i in all_events(till.shop.back_office) if i["event"] and i["event"]["aggregateId"] in (cart["cartId"], order["orderId"])]
    types = [e["type"] for e in events]
    for earlier, later in (("CartCreated", "OrderCreated"), ("OrderCreated", "OrderPaid")):
        assert types.index(earlier) < types.index(later), types
    assert {e["metadata"]["actorRole"] for e in events} == {"cashier"}


def test_the_stream_gives_the_past_in_order_and_then_the_present(till):
    start = last_seq(till)
    before = [till.sell("KIWI")["orderId"] for _ in range(3)]
    after = []

    def sell_more():
        after.extend(till.sell("MANGO")["orderId"] for _ in range(3))
    worker = threading.Thread(target=sell_more)

    def enough(found):
        ids = paid(found)
        if set(before) <= ids and worker.ident is None:
            worker.start()
        return len(ids) == 6  # an event may come before its sale's answer, so `after` is not asked

    def paid(found):
        return {m["event"]["aggregateId"] for m in found if m["event"]["type"] == "OrderPaid"}
    found = listen(till, start, enough)
    worker.join()
    assert paid(found) == set(before + after)
    assert [m["seq"] for m in found] == list(range(start + 1, start + 1 + len(found)))


def test_a_broken_stream_goes_on_where_it_stopped(till):
    start = last_seq(till)
    orders = [till.sell("KIWI")["orderId"] for _ in range(5)]
    first = listen(till, start, lambda found: len(found) >= 4)
    rest = listen(till, first[-1]["seq"], lambda found: orders[-1] in {m["event"]["aggregateId"] for m in found if m["event"]["type"] == "OrderPaid"})
    together = [m["seq"] for m in first + rest]
    assert together == list(range(start + 1, start + 1 + len(together)))
    logged = {i["seq"]: i["event"] for i in all_events(till.shop.back_office)}
    assert all(m["event"] == logged[m["seq"]] for m in first + rest)


def test_a_topic_brings_its_events_and_no_other(till):
    start = last_seq(till)
    till.cart("MANGO")
    order = till.sell("KIWI")
    found = listen(till, start, lambda f: any(m["event"]["aggregateId"] == order["orderId"] and m["event"]["type"] == "OrderPaid" for m in f), ["orders"])
    assert {m["topic"] for m in found} == {"orders"}
    assert {m["event"]["aggregateType"] for m in found} <= set(SCHEMA["topics"]["orders"]), found
    seqs = [m["seq"] for m in found]
    assert seqs == sorted(set(seqs))


@pytest.mark.parametrize("token", [None, "nonsense"])
def test_the_stream_is_for_those_who_signed_on(till, token):
    async def attempt():
        headers = {"Authorization": "Bearer " + token} if token else {}
        async with websockets.connect(till.cashier.base.replace("http://", "ws://") + "/v1/stream", extra_headers=headers):
            pass
    with pytest.raises(websockets.exceptions.InvalidStatusCode) as refused:
        asyncio.run(attempt())
    assert refused.value.status_code == 401


def test_a_plain_request_for_the_stream_is_refused_politely(till):
    response = till.cashier.http.get(till.cashier.base + "/v1/stream", headers={"Authorization": "Bearer " + till.cashier.token})
    assert response.status_code in (400, 426), response.status_code
    assert response.headers["Content-Type"].startswith("application/problem+json")
