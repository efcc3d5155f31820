"""Masters go in by version and come out as a feed."""
import concurrent.futures
import hashlib
import struct
import time

import requests

from daemon import DEMO, until
from hub import Store


def page(hub, store, since="0", **query):
    answer = store.call(hub, "GET", f"/sync/v1/channels/{store.grant['channelId']}/changes", params={"since": since, **query})
    assert answer.status_code == 200, answer.text
    return answer.json()


def own_channel(hub, tmp_path, name):
    return Store(tmp_path / name).enrol(hub, name + "-" + tmp_path.name.replace("[", "-").replace("]", ""))


def root(dataset, rows):
    """By the formula of schema/sync.yaml."""
    buckets = [0] * 256
    for key, version, body in rows:
        element = hashlib.sha256(b"HF-ROW1\0" + struct.pack(">I", len(key)) + key.encode() + struct.pack(">Q", version)
                                 + hashlib.sha256(body.encode()).digest()).digest()
        at = hashlib.sha256(key.encode()).digest()[0]
        buckets[at] = (buckets[at] + int.from_bytes(element, "big")) % (1 << 256)
    return hashlib.sha256(b"HF-SET1\0" + dataset.encode() + b"\0" + struct.pack(">Q", len(rows))
                          + b"".join(bucket.to_bytes(32, "big") for bucket in buckets)).hexdigest()


def test_files_are_imported_once_and_proved(hub, tmp_path):
    store = own_channel(hub, tmp_path, "files")
    channel = store.grant["channelId"]
    assert "version 1" in hub.cli("import", DEMO / "catalogue.csv", "--channel", channel)
    assert "version 1" in hub.cli("import", DEMO / "catalogue.csv", "--channel", channel)
    assert "version 2" in hub.cli("import", DEMO / "store.json", "--channel", channel)
    rows, since = [], "0"
    while True:
        got = page(hub, store, since, limit=200)
        rows += got["changes"]
        since = got["to"]
        if got["checkpoint"] and since == "2":
            break
    articles = [(row["key"], row["rowVersion"], row["body"]) for row in rows if row["dataset"] == "article"]
    assert len(articles) == len(DEMO.joinpath("catalogue.csv").read_text().splitlines()) - 1
    digests = dict(got["digests"])
    assert digests["article"] == root("article", articles)
    staff = [row["body"] for row in rows if row["dataset"] == "staff"]
    assert staff and not any("pin" in body for body in staff), "a PIN is not the hub's to know"


def test_prices_come_from_a_file_with_their_dates(hub, tmp_path):
    store = own_channel(hub, tmp_path, "dated")
    channel = store.grant["channelId"]
    hub.ask("PUT", f"/v1/channels/{channel}/price-books/winter", json={"name": "Winter", "currency": "EUR", "prices": []})
    file = tmp_path / "prices.csv"
    file.write_text("book,sku,priceMinor,validFrom\nwinter,TEA,350,\nwinter,TEA,390,2026-12-01T00:00:00+01:00\n")
    assert "version 2" in hub.cli("import", file, "--channel", channel)
    assert "version 2" in hub.cli("import", file, "--channel", channel)
    listed = hub.ask("GET", f"/v1/channels/{channel}/masters/price")["items"]
    assert [(row["key"], row["body"].get("validFrom")) for row in listed] == [
        ("winter/TEA", None), ("winter/TEA@2026-11-30T23:00:00.000Z", "2026-11-30T23:00:00.000Z")]
    changes = [(row["key"], row["version"]) for row in page(hub, store, "1")["changes"]]
    assert changes == [("winter/TEA", 2), ("winter/TEA@2026-11-30T23:00:00.000Z", 2)]
    hub.ask("POST", f"/v1/channels/{channel}/imports", 400, data="book,sku,priceMinor,validform\nwinter,TEA,1,\n", headers={"Content-Type": "text/csv"})
    assert hub.ask("GET", f"/v1/channels/{channel}/masters/price")["version"] == 2, "nothing of a file that is wrong is published"


def test_the_rows_of_a_bucket_are_asked_for_by_themselves(hub, tmp_path):
    store = own_channel(hub, tmp_path, "buckets")
    channel = f"/sync/v1/channels/{store.grant['channelId']}"
    hub.cli("import", DEMO / "catalogue.csv", "--channel", store.grant["channelId"])
    sums = store.call(hub, "GET", channel + "/buckets").json()
    assert sums["version"] == 1
    articles = next(each for each in sums["datasets"] if each["dataset"] == "article")
    rows = []
    while True:
        got = page(hub, store, rows and f"1.{len(rows)}" or "0", limit=100)
        rows += got["changes"]
        if got["checkpoint"]:
            break
    rows = [row for row in rows if row["dataset"] == "article"]
    assert articles["rows"] == len(rows)
    bucket = hashlib.sha256(rows[0]["key"].encode()).digest()[0]
    of = f"{1 << (255 - bucket):064x}"
    expected = sorted(row["key"] for row in rows if hashlib.sha256(row["key"].encode()).digest()[0] == bucket)
    found = store.call(hub, "GET", channel + "/buckets/article/rows", params={"version": 1, "of": of}).json()
    assert [row["key"] for row in found["rows"]] == expected and "upto" not in found
    after = store.call(hub, "GET", channel + "/buckets/article/rows", params={"version": 1, "of": of, "after": expected[0]}).json()
    assert [row["key"] for row in after["rows"]] == expected[1:]
    whole = sum(int.from_bytes(hashlib.sha256(b"HF-ROW1\0" + struct.pack(">I", len(row["key"])) + row["key"].encode()
                                              + struct.pack(">Q", row["rowVersion"]) + hashlib.sha256(row["body"].encode()).digest()).digest(), "big")
                for row in found["rows"]) % (1 << 256)
    assert articles["buckets"][bucket * 64:][:64] == f"{whole:064x}"
    assert store.call(hub, "GET", channel + "/buckets/article/rows", params={"version": 0, "of": of}).status_code == 410
    assert store.call(hub, "GET", channel + "/buckets/article/rows", params={"version": 1, "of": "zz"}).status_code == 400


def test_what_is_old_goes_when_somebody_asks(hub, tmp_path):
    own_channel(hub, tmp_path, "upkeep")
    assert hub.cli("maintain") == "let go of: 0 versions of masters, 0 bodies, 0 answers, 0 months of logs"
    gone = hub.ask("POST", "/v1/maintenance", json={})
    assert gone == {"versions": 0, "bodies": 0, "answers": 0, "months": []}


def test_a_price_book_has_versions_and_dates(hub, tmp_path):
    store = own_channel(hub, tmp_path, "prices")
    channel = store.grant["channelId"]
    book = {"name": "Winter", "currency": "EUR", "prices": [
        {"sku": "TEA", "price": 350}, {"sku": "TEA", "price": 390, "validFrom": "2026-12-01T00:00:00+01:00"}]}
    assert hub.ask("PUT", f"/v1/channels/{channel}/price-books/winter", json=book)["version"] == 1
    assert hub.ask("PUT", f"/v1/channels/{channel}/price-books/winter", json=book)["changed"] is False
    book["prices"][0]["price"] = 340
    assert hub.ask("PUT", f"/v1/channels/{channel}/price-books/winter", json=book)["version"] == 2
    changes = page(hub, store, "1")["changes"]
    assert [(row["key"], row["body"]) for row in changes] == [("winter/TEA", '{"book":"winter","sku":"TEA","price":340}')]
    hub.ask("DELETE", f"/v1/channels/{channel}/masters/price/winter%2FTEA")
    assert page(hub, store, "2")["changes"][0]["op"] == "del"
    listed = hub.ask("GET", f"/v1/channels/{channel}/masters/price")["items"]
    assert [row["key"] for row in listed] == ["winter/TEA@2026-11-30T23:00:00.000Z"]
    until(lambda: hub.ask("GET", f"/v1/sites/{store.site}")["feedVersion"] == 2, 5, "the hub knows what the store has")


def test_a_waiting_store_hears_of_a_publication_at_once(hub, tmp_path):
    store = own_channel(hub, tmp_path, "waiting")
    channel = store.grant["channelId"]
    with concurrent.futures.ThreadPoolExecutor() as pool:
        began = time.monotonic()
        waiting = pool.submit(page, hub, store, "0", wait=20)
        row = {"dataset": "price", "key": "a", "body": {"price": 1}}
        hub.ask("POST", f"/v1/channels/{channel}/publications", json={"rows": [row]})
        got = waiting.result(30)
    assert [change["key"] for change in got["changes"]] == ["a"] and time.monotonic() - began < 5


def test_a_wait_ends_with_an_empty_page(hub, tmp_path):
    store = own_channel(hub, tmp_path, "patient")
    assert page(hub, store, "0", wait=1) == {"from": "0", "to": "0", "checkpoint": True, "changes": [], "digests": []}


def test_a_snapshot_is_whole_and_may_be_packed(hub, tmp_path):
    store = own_channel(hub, tmp_path, "snapshot")
    channel = store.grant["channelId"]
    rows = [{"dataset": "price", "key": f"k{i}", "body": {"price": i}} for i in range(3000)]
    hub.ask("POST", f"/v1/channels/{channel}/publications", json={"rows": rows})
    base = f"/sync/v1/channels/{channel}/snapshots"
    manifest = store.call(hub, "GET", f"{base}/latest/manifest").json()
    part = store.call(hub, "GET", f"{base}/{manifest['version']}/parts/0", headers={"Accept-Encoding": "identity"}).content
    assert (len(part), hashlib.sha256(part).hexdigest()) == (manifest["parts"][0]["bytes"], manifest["parts"][0]["sha256"])
    packed = store.call(hub, "GET", f"{base}/{manifest['version']}/parts/0", headers={"Accept-Encoding": "zstd"}, stream=True)
    assert packed.headers["Content-Encoding"] == "zstd" and len(packed.raw.read(decode_content=False)) < len(part) / 3
    assert store.call(hub, "GET", f"{base}/99/parts/0").status_code == 410
    assert store.call(hub, "GET", f"/sync/v1/channels/{channel}/changes?since=99").status_code == 409


def test_wrong_publications_leave_no_version(hub, tmp_path):
    store = own_channel(hub, tmp_path, "wrong")
    at = f"/v1/channels/{store.grant['channelId']}"
    problem = hub.ask("POST", at + "/publications", json={"rows": [{"dataset": "price", "key": ""}, {"key": "x", "body": {}}]}, expect=400)
    assert {error["pointer"] for error in problem["errors"]} >= {"/rows/0/key", "/rows/1/dataset"}
    csv = {"headers": {"Content-Type": "text/csv"}, "expect": 400}
    for text, words in [("sku,name\nA,B\n", "price"), ("sku,name,price\nA,B\n", "line 2"), ("sku,name,price\nA,B,1\nA,C,2\n", "twice"),
                        ('sku,name,price\nA,"B,1\n', "never closed")]:
        assert words in hub.ask("POST", at + "/imports", data=text.encode(), **csv)["detail"]
    hub.ask("POST", "/v1/channels/nobodys/imports", data=b"sku,name,price\nA,B,1\n", headers=csv["headers"], expect=404)
    assert page(hub, store)["to"] == "0"


def test_an_article_is_published_by_a_number_that_could_be_a_cards_and_no_card_is(hub, tmp_path):
    store = own_channel(hub, tmp_path, "numbers")
    at = f"/v1/channels/{store.grant['channelId']}/publications"
    number = "36000000000081"  # a trade item number of a case that Diners might have given to a card
    row = {"dataset": "article", "key": number, "body": {"sku": number, "name": "Case of tea"}}
    problem = hub.ask("POST", at, json={"rows": [{**row, "body": {"sku": number, "name": f"Case {number}"}}]}, expect=400)
    assert problem["errors"][0]["pointer"] == "/rows/0/body/name", problem
    hub.ask("POST", at, json={"rows": [row]})
    assert [change["key"] for change in page(hub, store)["changes"]] == [number]


def test_hello_agrees_on_what_both_speak(hub, store):
    offer = {"protocol": [1, 1], "datasets": [["article", [1]], ["price", [9]]], "eventTypes": [["OrderPaid", [1]], ["Odd", [1]]]}
    answer = store.call(hub, "POST", "/sync/v1/hello", json=offer).json()
    assert answer["datasets"] == [["article", 1]] and "price" in answer["withheldDatasets"] and answer["unreadTypes"] == ["Odd"]
    none = store.call(hub, "POST", "/sync/v1/hello", json={"protocol": [8, 9]})
    assert (none.status_code, none.json()["reason"]) == (400, "protocol")


def test_the_line_can_be_cut_and_mended(hub, store):
    hub.ask("PUT", "/v1/line", json={"state": "cut"})
    try:
        def reaches():
            try:
                return store.call(hub, "GET", "/sync/v1/ping").status_code == 200
            except requests.exceptions.ConnectionError:
                return False
        until(lambda: not reaches(), 10, "the line is cut")
        assert hub.ask("GET", "/v1/line")["state"] == "cut"
    finally:
        hub.ask("PUT", "/v1/line", json={"state": "open"})
    until(reaches, 10, "the line is mended")
    hub.ask("PUT", "/v1/line", json={"state": "bent"}, expect=400)


def test_a_stores_report_is_shown(hub, store):
    at = f"/sync/v1/sites/{store.site}/status"
    report = {"mode": "edge", "release": "1.2.3", "backlog": 7, "backlogSince": "2026-11-21T10:00:00Z",
              "waiting": [{"currency": "EUR", "orders": 3, "total": 4500}]}
    assert store.call(hub, "POST", at, json=report).status_code == 204
    site = hub.ask("GET", f"/v1/sites/{store.site}")
    assert (site["mode"], site["release"], site["lag"]["records"]) == ("edge", "1.2.3", 7) and site["lag"]["seconds"] > 0
    assert site["report"]["waiting"][0]["total"] == 4500
    assert store.call(hub, "POST", at, json={"mode": "edge"}).status_code == 400


def test_what_came_since_a_store_spoke_is_not_behind_any_more(hub, store):
    for total in (300, 420):
        store.sell(total)
    lag = lambda: hub.ask("GET", f"/v1/sites/{store.site}")["lag"]["records"]
    report = {"mode": "online", "release": "1.2.3", "backlog": 2, "backlogSince": "2026-11-21T10:00:00Z", "epoch": store.epoch, "headSeq": len(store.lines)}
    assert store.call(hub, "POST", f"/sync/v1/sites/{store.site}/status", json=report).status_code == 204
    assert lag() == 2
    assert store.push(hub, store.batch(last=len(store.lines) - 1)).status_code == 200
    assert lag() == 1
    assert store.push(hub, store.batch(first=len(store.lines))).status_code == 200
    assert lag() == 0
