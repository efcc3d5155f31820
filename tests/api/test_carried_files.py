"""A store without a line: a file is carried to the hub, its answer back. And masters that came with it."""
import hashlib
import json

import pytest
import requests

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop

MEDIA = "application/vnd.holdfast.carry"


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("carried")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    shop = Shop(store)
    shop.one = shop.till()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    until(lambda: (store.data / "hub-carry-key").exists(), 30, "the store has heard the hub's key")
    until(lambda: caught_up(shop), 30, "everything is up")
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def up(shop):
    return shop.back_office("getReplication")["up"]


def caught_up(shop):
    return up(shop)["pendingRecords"] == 0 and up(shop)["link"] == "up"


def site_of(shop):
    return shop.anyone("getHealth")["siteId"]


def cut(shop, hub):
    assert hub.call("PUT", "/v1/line", {"state": "cut"}).status_code == 200  # what was connected is dropped by then


def mend(shop, hub):
    assert hub.call("PUT", "/v1/line", {"state": "open"}).status_code == 200
    until(lambda: caught_up(shop), 60, "everything is up")


def carry(hub, content):
    with requests.Session() as session:
        session.trust_env = False
        return session.post(f"http://127.0.0.1:{hub.ports[1]}/v1/carry-out", data=content, timeout=30,
                            headers={"Authorization": "Bearer " + hub.token, "Content-Type": MEDIA})


def take(shop, content):
    answer = requests.post(shop.daemon.base + "/v1/replication/carry-out", data=content, timeout=30,
                           headers={"Authorization": "Bearer " + shop.back_office.token, "Content-Type": MEDIA,
                                    "Idempotency-Key": hashlib.sha256(content).hexdigest()[:40]})
    shop.contract.check("takeCarriedAnswer", answer)
    return answer


def orders_at(hub, shop):
    answer = hub.get(f"/v1/sites/{site_of(shop)}/totals?from=2000-01-01&to=2100-01-01")
    return sum(day["orders"] for day in answer["days"])


def refused(answer, status, *words):
    assert answer.status_code == status, answer.text
    assert all(word in answer.json()["detail"] for word in words), answer.json()


def test_sales_and_masters_cross_without_a_line(pair, tmp_path):
    shop, hub = pair
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    before = orders_at(hub, shop)
    cut(shop, hub)
    for _ in range(5):
        shop.one.sell("PINEAPPLE")
    hub.call("PUT", f"/v1/channels/{channel}/masters/article/CARRIED", {"sku": "CARRIED", "name": "Carried", "price": "7.70", "taxCategory": "standard"})
    waiting = up(shop)["pendingRecords"]
    assert waiting > 0
    file, answer = tmp_path / "out.hfcarry", tmp_path / "answer"
    run_cli("carry-out", "write", file, "--data", shop.daemon.data)
    assert b"PINEAPPLE" not in file.read_bytes() and up(shop)["pendingRecords"] >= waiting, "writing moves nothing"
    taken = carry(hub, file.read_bytes())
    assert taken.status_code == 200, taken.text
    answer.write_bytes(taken.content)
    until(lambda: orders_at(hub, shop) == before + 5, 30, "the hub has booked what was carried")
    run_cli("carry-out", "take", answer, "--data", shop.daemon.data)
    until(lambda: up(shop)["pendingOrders"] == 0, 30, "the store knows that the hub has it")
    until(lambda: up(shop)["link"] == "down", 40, "the store sees that it has no line")
    until(lambda: shop.back_office("getReplication")["down"]["activeVersion"] >= 1, 40, "carried masters are in force")
    assert shop.one.sell("CARRIED")["total"] == 770
    mend(shop, hub)
    until(lambda: orders_at(hub, shop) == before + 6, 30, "every order once")


def test_what_is_wrong_with_a_file_is_said_and_nothing_of_it_is_stored(pair, tmp_path):
    shop, hub = pair
    mend(shop, hub)
    cut(shop, hub)
    shop.one.sell("PINEAPPLE")
    file = tmp_path / "out.hfcarry"
    run_cli("carry-out", "write", file, "--data", shop.daemon.data)
    good = file.read_bytes()
    held = hub.get(f"/v1/sites/{site_of(shop)}")["ackSeq"]
    refused(carry(hub, good[:-40]), 400, "cut off")
    refused(carry(hub, good + b"more"), 400, "grown")
    refused(carry(hub, b"a letter"), 400, "no file")
    changed = bytearray(good)
    changed[len(good) // 2] ^= 1
    refused(carry(hub, bytes(changed)), 409, "not signed")
    other, second = Daemon(tmp_path).create(catalogue=False).start(), Hub(tmp_path / "second").start()
    try:
        run_cli("enrol", second.enrolment_token(), "--hub", second.url, "--data", other.data)
        until(lambda: (other.data / "hub-carry-key").exists(), 30, "it has heard its hub")
        foreign = tmp_path / "foreign"
        run_cli("carry-out", "write", foreign, "--data", other.data)
        refused(carry(hub, foreign.read_bytes()), 409, "knows no such store")

        def taken_there():
            # Until all of its log has gone by the line: then the file holds no event, and the answer is all there is to it.
            run_cli("carry-out", "write", foreign, "--data", other.data)
            answer = carry(second, foreign.read_bytes())
            return answer.content if answer.status_code == 200 else None

        refused(take(shop, until(taken_there, 30, "the other hub answers")), 409, "not of the hub")
    finally:
        other.stop()
        second.stop()
    assert hub.get(f"/v1/sites/{site_of(shop)}")["ackSeq"] == held, "nothing was stored"
    first = carry(hub, good)
    assert first.status_code == 200
    refused(carry(hub, good), 409, "taken already")
    sha = hashlib.sha256(good).hexdigest()
    again = requests.get(f"http://127.0.0.1:{hub.ports[1]}/v1/sites/{site_of(shop)}/carry-out/{sha}", timeout=30,
                         headers={"Authorization": "Bearer " + hub.token})
    assert again.status_code == 200 and again.headers["Content-Type"] == MEDIA
    shop.one.sell("PINEAPPLE")
    run_cli("carry-out", "write", file, "--data", shop.daemon.data)
    later = carry(hub, file.read_bytes())
    assert later.status_code == 200
    broken = bytearray(later.content)
    broken[100] ^= 1
    assert take(shop, bytes(broken)).status_code in (400, 409)
    refused(take(shop, good), 400, "for the hub")
    assert up(shop)["pendingOrders"] == 2
    assert take(shop, later.content).status_code == 200
    until(lambda: up(shop)["pendingOrders"] == 0, 30, "all of it is known to be there")
    refused(take(shop, first.content), 409, "old")
    mend(shop, hub)
    # Everything in it came by the line, too.
    cut(shop, hub)
    shop.one.sell("PINEAPPLE")
    run_cli("carry-out", "write", file, "--data", shop.daemon.data)
    mend(shop, hub)
    refused(carry(hub, file.read_bytes()), 409, "old")


def test_a_file_for_the_one_before_it_is_asked_for(pair, tmp_path):
    shop, hub = pair
    mend(shop, hub)
    cut(shop, hub)
    first, second = tmp_path / "1", tmp_path / "2"
    shop.one.sell("PINEAPPLE")
    run_cli("carry-out", "write", first, "--data", shop.daemon.data)
    ends = shop.back_office("getReplication")["up"]["headSeq"]
    shop.one.sell("PINEAPPLE")
    run_cli("carry-out", "write", second, "--after", ends, "--data", shop.daemon.data)
    refused(carry(hub, second.read_bytes()), 409, "before this one is missing")
    assert carry(hub, first.read_bytes()).status_code == 200
    assert carry(hub, second.read_bytes()).status_code == 200
    mend(shop, hub)


def test_a_cashier_carries_nothing(shop, till):
    till.cashier("writeCarryOut", expect=403)
    shop.back_office("writeCarryOut", expect="conflict")
    answer = requests.post(shop.daemon.base + "/v1/replication/carry-out", data=b"x", timeout=30,
                           headers={"Authorization": "Bearer " + till.cashier.token, "Content-Type": MEDIA, "Idempotency-Key": "carry-cashier-1"})
    assert answer.status_code == 403
