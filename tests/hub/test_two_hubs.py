"""Two hub processes on one PostgreSQL serve the same stores."""
import concurrent.futures
import shutil
import subprocess

import pytest

from daemon import binary, until
from hub import Hub, Store


@pytest.fixture(scope="module")
def hubs(shared_database, tmp_path_factory):
    first = Hub(tmp_path_factory.mktemp("first"), shared_database).start()
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(first.data / "tls", folder / "tls", ignore=shutil.ignore_patterns("server*"))
    shutil.copy(first.data / "field-keys", folder)
    second = Hub(folder, shared_database).start()
    yield first, second
    for hub in (first, second):
        hub.stop()
        assert hub.process.returncode == 0


def test_a_store_may_change_hubs_at_any_batch(hubs, tmp_path):
    store = Store(tmp_path / "store").enrol(hubs[0])
    for i in range(40):
        store.sell(100 + i)
        answer = store.push(hubs[i % 2], store.batch(max(1, i), i + 1))
        assert answer.status_code == 200 and answer.json()["ackSeq"] == i + 1
    for hub in hubs:
        until(lambda hub=hub: hub.ask("GET", f"/v1/sites/{store.site}")["appliedSeq"] == 40, 40, "both say the same")
        assert hub.ask("GET", f"/v1/sites/{store.site}/totals")["days"][0]["net"] == sum(100 + i for i in range(40))


def test_both_at_once_book_each_sale_once(hubs, tmp_path):
    stores = [Store(tmp_path / f"store-{i}").enrol(hubs[i % 2]) for i in range(4)]
    for store in stores:
        for i in range(120):
            store.sell(i + 1)

    def push_all(job):
        store, hub = job
        for first in range(1, 121, 30):
            while True:
                answer = store.push(hub, store.batch(first, first + 29), packed=False)
                if answer.status_code == 200:
                    break
                assert answer.status_code == 409 and answer.json()["reason"] == "gap", answer.text
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(push_all, [(store, hub) for store in stores for hub in hubs]))
    for store in stores:
        until(lambda store=store: hubs[1].ask("GET", f"/v1/sites/{store.site}")["appliedSeq"] == 120, 40, "all is projected")
        day = hubs[0].ask("GET", f"/v1/sites/{store.site}/totals")["days"][0]
        assert (day["orders"], day["net"]) == (120, 120 * 121 // 2)


def test_a_publication_at_one_hub_wakes_a_store_at_the_other(hubs, tmp_path):
    store = Store(tmp_path / "store").enrol(hubs[0], "two-hubs")
    with concurrent.futures.ThreadPoolExecutor() as pool:
        waiting = pool.submit(store.call, hubs[1], "GET", "/sync/v1/channels/two-hubs/changes?since=0&wait=20")
        hubs[0].ask("POST", "/v1/channels/two-hubs/publications", json={"rows": [{"dataset": "price", "key": "a", "body": {}}]})
        answer = waiting.result(30)
    assert [row["key"] for row in answer.json()["changes"]] == ["a"] and answer.elapsed.total_seconds() < 5


def test_both_publishing_at_once_give_every_version_once(hubs, tmp_path):
    store = Store(tmp_path / "store").enrol(hubs[0], "busy")

    def publish(job):
        hub, i = job
        return hub.ask("POST", "/v1/channels/busy/publications", json={"rows": [{"dataset": "price", "key": f"k{i}", "body": {"n": i}}]})["version"]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        versions = list(pool.map(publish, [(hubs[i % 2], i) for i in range(40)]))
    assert sorted(versions) == list(range(1, 41))
    page = store.call(hubs[0], "GET", "/sync/v1/channels/busy/changes?since=0").json()
    assert len(page["changes"]) == 40 and page["to"] == "40"


def test_a_hub_with_another_authority_is_not_let_near(hubs, shared_database, tmp_path):
    done = subprocess.run([str(binary("holdfast-hub")), "--data", str(tmp_path / "stranger"), "--database", shared_database, "--listen",
                           "127.0.0.1:0", "--operator-listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2 and "another authority" in done.stderr
