"""What a store sends arrives once, whole, and is proved; what is wrong is told clearly and leaves nothing."""

import hashlib
import http.client
import json
import ssl

import pytest

from daemon import until
from hub import BODIES, Store, zstd


def total(hub, store):
    days = hub.ask("GET", f"/v1/sites/{store.site}/totals")["days"]
    return {day["day"]: (day["orders"], day["returns"], day["gross"], day["refunds"], day["net"], day["tax"], day["tenders"]) for day in days}


def stored(hub, store):
    return hub.ask("GET", f"/v1/sites/{store.site}")["ackSeq"]


def every_total(hub, wish):
    """Of all stores, in pages of one."""
    items, cursor = [], ""
    while cursor is not None:
        page = hub.ask("GET", f"/v1/totals?limit=1&cursor={cursor}&{wish}")
        items, cursor = items + page["items"], page["next"]
    return items


def test_sales_arrive_and_add_up(hub, store):
    store.sell(1000, tax=187)
    store.sell(2550, tender="card", tax=477)
    store.sell(-550, tender="card", tax=-103)
    store.sell(300, day="2026-11-22")
    store.add("ShiftOpened", {}, "shift-1")
    answer = store.push(hub)
    assert answer.status_code == 200
    assert (answer.json()["ackSeq"], answer.json()["ackHash"]) == (5, store.hashes[5].hex())
    until(lambda: hub.ask("GET", f"/v1/sites/{store.site}")["appliedSeq"] == 5, 20, "the log is projected")
    assert total(hub, store) == {
        "2026-11-21": (2, 1, 3550, 550, 3000, 561, {"card": 2000, "cash": 1000}),
        "2026-11-22": (1, 0, 300, 0, 300, 0, {"cash": 300}),
    }
    assert list(total(hub, store)) == ["2026-11-21", "2026-11-22"]
    tills = hub.ask("GET", f"/v1/sites/{store.site}/register-totals")["items"]
    assert [(row["day"], row["registerId"], row["currency"], row["net"], row["tenders"]) for row in tills] == [
        ("2026-11-21", "till-1", "EUR", 3000, {"card": 2000, "cash": 1000}), ("2026-11-22", "till-1", "EUR", 300, {"cash": 300})]
    mine = [row for row in every_total(hub, "to=2026-11-21") if row["siteId"] == store.site]
    assert [(row["day"], row["orders"], row["returns"], row["net"], row["tax"], row["tenders"]) for row in mine] == [
        ("2026-11-21", 2, 1, 3000, 561, {"card": 2000, "cash": 1000})]
    assert [day["day"] for day in hub.ask("GET", f"/v1/sites/{store.site}/totals?from=2026-11-22")["days"]] == ["2026-11-22"]
    orders = hub.ask("GET", f"/v1/sites/{store.site}/orders?limit=3")
    rest = hub.ask("GET", f"/v1/sites/{store.site}/orders?limit=3&cursor={orders['next']}")
    assert [item["payload"]["total"] for item in orders["items"] + rest["items"]] == [1000, 2550, -550, 300]
    assert rest["next"] is None


def test_a_batch_again_is_answered_again_and_counts_once(hub, store):
    store.sell(1000)
    store.sell(500)
    first, again, overlapping = store.push(hub), store.push(hub), None
    store.sell(250)
    overlapping = store.push(hub, store.batch(2, 3))
    assert [answer.status_code for answer in (first, again, overlapping)] == [200, 200, 200]
    assert again.json()["ackHash"] == first.json()["ackHash"] and overlapping.json()["ackSeq"] == 3
    until(lambda: hub.ask("GET", f"/v1/sites/{store.site}")["appliedSeq"] == 3, 20, "the log is projected")
    assert total(hub, store)["2026-11-21"][4] == 1750


def test_a_hole_is_waited_for_and_its_body_booked(hub, store):
    store.sell(1000)
    body = store.lines[0]
    hole = b'{"$hole":{"id":"%s","bodySha256":"%s","errorClass":"deferred"}}' % (
        store.ids[0].encode(), hashlib.sha256(body).hexdigest().encode())
    store.lines[0] = hole
    assert store.push(hub).json()["holes"] == [1]
    head = b'{"protocol":1,"siteId":"%s","places":[[1,1]]}\n' % store.site.encode()
    path = f"/sync/v1/sites/{store.site}/bodies"
    wrong = store.call(hub, "POST", path, data=head + b'{"id":"x"}\n', headers={"Content-Type": BODIES})
    assert (wrong.status_code, wrong.json()["reason"]) == (422, "body")
    right = store.call(hub, "POST", path, data=head + body + b"\n", headers={"Content-Type": BODIES})
    assert (right.status_code, right.json()["holes"]) == (200, [])
    until(lambda: total(hub, store).get("2026-11-21", [0])[0] == 1, 20, "the late sale is booked")


@pytest.mark.parametrize("change, status, reason", [
    ({"firstSeq": 3}, 409, "gap"),
    ({"count": 3}, 422, "count"),
    ({"prevHash": "00" * 32}, 409, "fork"),
    ({"lastHash": "00" * 32}, 422, "chain"),
    ({"epoch": 7}, 409, "epoch"),
    ({"protocol": 9}, 400, "protocol"),
    ({"siteId": "another-site"}, 403, "site"),
])
def test_a_forged_batch_stores_nothing(hub, tmp_path, change, status, reason):
    forger = Store(tmp_path / "forger").enrol(hub)
    forger.sell(1000)
    forger.sell(2000)
    before = hub.metric("hub_sync_refusals_total")
    answer = forger.push(hub, forger.batch(**change))
    assert (answer.status_code, answer.json()["reason"]) == (status, reason), answer.text
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert stored(hub, forger) == 0
    assert hub.metric("hub_sync_refusals_total") == before + 1


def test_another_story_at_a_known_place_freezes_the_site(hub, tmp_path):
    store = Store(tmp_path / "a").enrol(hub)
    store.sell(1000)
    assert store.push(hub).status_code == 200
    fork = Store(tmp_path / "b", store.site)
    fork.sell(9999)
    fork.key, fork.cert = store.key, store.cert
    answer = fork.push(hub)
    assert (answer.status_code, answer.json()["reason"]) == (409, "fork")
    assert hub.ask("GET", f"/v1/sites/{store.site}")["frozen"] is True
    assert store.push(hub).json()["reason"] == "fork"


def test_bombs_and_broken_packing_store_nothing(hub, store):
    store.sell(1000)
    bomb = zstd(b"0" * (64 << 20))
    assert len(bomb) < 10_000
    path = f"/sync/v1/sites/{store.site}/events"
    head = {"Content-Type": "application/vnd.holdfast.events+ndjson", "Content-Encoding": "zstd"}
    for body, reasons in [(bomb, {"size", "packing"}), (b"no frame at all", {"packing"}), (zstd(store.batch())[:-5], {"packing"}),
                          (zstd(store.batch()) + b"more", {"packing"}), (zstd(b""), {"form", "packing", "count"})]:
        answer = store.call(hub, "POST", path, data=body, headers=head)
        assert answer.status_code in (400, 413, 422) and answer.json()["reason"] in reasons, answer.text
    answer = store.call(hub, "POST", path, data=b"x", headers={**head, "Content-Encoding": "br"})
    assert (answer.status_code, answer.json()["reason"]) == (400, "packing")
    answer = store.call(hub, "POST", path, data=b"x", headers={"Content-Type": "text/plain"})
    assert (answer.status_code, answer.json()["reason"]) == (400, "form")
    assert stored(hub, store) == 0
    assert store.push(hub).status_code == 200


def test_a_body_larger_than_the_limit_is_refused_by_its_length(hub, store):
    context = ssl.create_default_context(cafile=hub.ca)
    context.load_cert_chain(store.cert, store.key)
    line = http.client.HTTPSConnection("localhost", hub.port, context=context, timeout=20)
    line.putrequest("POST", f"/sync/v1/sites/{store.site}/events")
    line.putheader("Content-Type", "application/vnd.holdfast.events+ndjson")
    line.putheader("Content-Length", str(9 << 20))
    line.endheaders()
    answer = line.getresponse()
    problem = json.loads(answer.read())
    line.close()
    assert (answer.status, problem["reason"], problem["maxBytes"]) == (413, "size", 8 << 20)
    assert stored(hub, store) == 0


def test_dead_letters_wait_for_a_person_and_others_go_on(hub, store):
    store.sell(1000)
    store.add("OrderPaid", {"orderId": "nonsense"}, "order-x")
    store.add("WhatIsThis", {}, "thing")
    store.sell(500)
    repeated = store.ids[0]
    assert store.push(hub).status_code == 200
    site = f"/v1/sites/{store.site}"
    until(lambda: hub.ask("GET", site)["appliedSeq"] == 4, 20, "the log is projected")
    letters = hub.ask("GET", site + "/dead-letters")["items"]
    assert [(letter["seq"], letter["code"]) for letter in letters] == [(2, "payload"), (3, "unknown_type")]
    assert hub.ask("GET", site)["deadLetters"] == 2 and total(hub, store)["2026-11-21"][0] == 2
    taken = hub.ask("POST", f"{site}/dead-letters/{letters[0]['id']}/review", json={"reviewedBy": "clerk", "notes": "asks the shop"})
    assert (taken["status"], taken["reviewedBy"], taken["lastAt"]) == ("inReview", "clerk", letters[0]["lastAt"])
    assert {letter["status"] for letter in hub.ask("GET", site + "/dead-letters")["items"]} == {"pending", "inReview"}
    assert [letter["seq"] for letter in hub.ask("GET", site + "/dead-letters?status=inReview")["items"]] == [2]
    assert hub.ask("GET", site)["deadLetters"] == 2, "it waits as before"
    hub.ask("POST", f"{site}/dead-letters/1-99-payload/review", json={"reviewedBy": "clerk"}, expect=404)
    corrected = store.lines[3].replace(b"1-000004", b"1-000009").decode()
    other = json.loads(corrected)
    other["payload"]["orderId"] = "0193b2c4-0000-7000-8000-00000000000a"
    verdict = {"reviewedBy": "auditor", "notes": "typed in from paper", "corrected": json.dumps(other)}
    assert hub.ask("POST", f"{site}/dead-letters/{letters[0]['id']}/replay", json=verdict)["status"] == "replayed"
    hub.ask("POST", f"{site}/dead-letters/{letters[1]['id']}/discard", json={"reviewedBy": "auditor"}, expect=400)
    done = hub.ask("POST", f"{site}/dead-letters/{letters[1]['id']}/discard", json={"reviewedBy": "auditor", "notes": "a test"})
    assert (done["status"], done["reviewedBy"]) == ("discarded", "auditor")
    hub.ask("POST", f"{site}/dead-letters/{letters[1]['id']}/replay", json={"reviewedBy": "auditor"}, expect=404)
    hub.ask("POST", f"{site}/dead-letters/{letters[1]['id']}/review", json={"reviewedBy": "clerk"}, expect=404)
    assert total(hub, store)["2026-11-21"][0] == 3 and hub.ask("GET", site)["deadLetters"] == 0
    assert repeated == store.ids[0]


def test_an_odd_sale_is_booked_with_an_exception(hub, store):
    store.sell(1000)
    store.lines.clear(), store.ids.clear(), store.hashes.__delitem__(slice(1, None))
    order = "0193b2c4-0000-7000-8000-0000000000ff"
    store.add("OrderPaid", {"orderId": order, "currency": "EUR", "total": 1000, "registerId": "till-1", "receiptNumber": "1-000001",
                            "businessDate": "2026-11-21", "payments": [{"tender": "cash", "amount": 900}]}, order)
    assert store.push(hub).status_code == 200
    site = f"/v1/sites/{store.site}"
    until(lambda: hub.ask("GET", site)["exceptions"] == 1, 20, "the exception is noted")
    item = hub.ask("GET", site + "/exceptions")["items"][0]
    assert item["code"] == "tender_sum" and item["event"]["payload"]["total"] == 1000
    hub.ask("POST", f"{site}/exceptions/{item['id']}/settle", json={"reviewedBy": "auditor"})
    assert hub.ask("GET", site)["exceptions"] == 0 and total(hub, store)["2026-11-21"][4] == 1000


def test_what_a_killed_hub_acknowledged_is_there(hub, store):
    for i in range(50):
        store.sell(100 + i)
    assert store.push(hub).json()["ackSeq"] == 50
    port = hub.port
    hub.stop(9)
    hub.start(port)
    store.session.close()
    assert stored(hub, store) == 50
    until(lambda: hub.ask("GET", f"/v1/sites/{store.site}")["appliedSeq"] == 50, 40, "the log is projected after all")
    assert total(hub, store)["2026-11-21"][4] == sum(100 + i for i in range(50))
