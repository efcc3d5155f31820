"""A store and a hub, two real programs over TLS with certificates of both sides: the line is cut, the sums stay equal."""
import datetime
import json
import re
import sqlite3
import stat

import pytest
import requests

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("replication")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    shop = Shop(store)
    shop.one = shop.till()  # made while the store is its own: without its hub an enrolled one takes no new registers
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def restart(shop):
    """The same daemon once more: its tills sign on anew."""
    shop.daemon.start()
    fresh = Shop(shop.daemon)
    fresh.numbers, fresh.one = shop.numbers, shop.one
    shop.__dict__.update(fresh.__dict__)
    shop.one.terminal, shop.one.sessions = shop.anyone.as_(shop.one.terminal_token), {}


def state(shop):
    return shop.back_office("getReplication")


def caught_up(shop):
    up = state(shop)["up"]
    return up["pendingRecords"] == 0 and up["link"] == "up" and up["appliedSeq"] >= 0


def site_of(shop):
    return shop.anyone("getHealth")["siteId"]


def sums_of_store(shop):
    """By business date: orders, gross, refunds, tax and tenders, from the orders as the store lists them."""
    days = {}
    for row in shop.back_office.every("listOrders"):
        order = shop.back_office("getOrder", id=row["orderId"])
        day = days.setdefault(order["businessDate"], {"total": 0, "tax": 0, "tenders": {}})
        day["total"] += order["total"] + order["rounding"]
        day["tax"] += order["tax"]
        for payment in order["payments"]:
            day["tenders"][payment["tender"]] = day["tenders"].get(payment["tender"], 0) + payment["amount"]
    return days


def sums_of_hub(shop, hub):
    answer = hub.get(f"/v1/sites/{site_of(shop)}/totals?from=2000-01-01&to=2100-01-01")
    return {day["day"]: day for day in answer["days"]}


def agree(shop, hub):
    own, theirs = sums_of_store(shop), sums_of_hub(shop, hub)
    assert own.keys() == theirs.keys()
    for date, day in own.items():
        assert sum(theirs[date]["tenders"].values()) == sum(day["tenders"].values()), (day, theirs[date])
        assert theirs[date]["tax"] == day["tax"], (day, theirs[date])
    return own


def test_enrolment_leaves_a_secret_file_and_a_link(pair):
    shop, hub = pair
    until(lambda: state(shop)["up"]["link"] == "up", 30, "the store reaches its hub")
    identity = shop.daemon.data / "hub.json"
    assert stat.S_IMODE(identity.stat().st_mode) == 0o600
    assert not (shop.daemon.data / "hub-key.json").exists()
    held = json.loads(identity.read_text())
    assert held["siteId"] == site_of(shop) and held["key"].startswith("hf1.")  # sealed by the field keys
    assert "PRIVATE KEY" not in identity.read_text()
    assert state(shop)["hub"] == hub.url
    assert [site["siteId"] for site in hub.get("/v1/sites")["items"]] == [site_of(shop)]
    said = until(lambda: hub.get("/v1/sites/" + site_of(shop)).get("release"), 30, "the store has said how it is")
    assert said == shop.anyone("getHealth")["version"]


def test_a_token_lets_one_store_in_once(pair, tmp_path):
    shop, hub = pair
    token = hub.enrolment_token()
    run_cli("enrol", token, "--hub", hub.url, "--data", shop.daemon.data)
    other = Daemon(tmp_path).create(catalogue=False)
    refused = run_cli("enrol", token, "--hub", hub.url, "--data", other.data, check=False)
    assert refused.returncode == 1 and "hub refused" in refused.stderr
    wrong = token[:-64] + "0" * 64
    assert run_cli("enrol", wrong, "--hub", hub.url, "--data", other.data, check=False).returncode == 1


def test_sales_reach_the_hub_over_a_cut_and_a_kill_of_each_side(pair):
    shop, hub = pair
    till = shop.one
    for _ in range(10):
        till.sell("PINEAPPLE", "DOUGHNUT-JAM")
    until(lambda: caught_up(shop), 30, "the first sales are up")
    hub.kill()
    offline = [till.sell("PINEAPPLE") for _ in range(15)]
    until(lambda: state(shop)["up"]["link"] == "down", 30, "the store sees that the hub is gone")
    waiting = state(shop)["up"]
    assert waiting["pendingOrders"] == 15 and waiting["pendingAmount"] == sum(order["total"] for order in offline)
    assert waiting["oldestPendingSeconds"] is not None
    shop.daemon.kill()
    restart(shop)
    hub.start()
    run = shop.back_office("startReplicationRun", {"kind": "drain"})
    until(lambda: shop.back_office("getReplicationRun", runId=run["runId"])["state"] == "done", 60, "the drain ends")
    until(lambda: caught_up(shop), 30, "everything is up")
    until(lambda: sums_of_hub(shop, hub), 30, "the hub has booked")
    until(lambda: sum(day["orders"] for day in sums_of_hub(shop, hub).values()) == 25, 30, "every order is booked once")
    agree(shop, hub)


def test_masters_come_down_and_tills_sell_by_them(pair):
    shop, hub = pair
    until(lambda: state(shop)["down"]["link"] == "up", 30, "the feed is there")
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    answer = hub.call("PUT", f"/v1/channels/{channel}/masters/article/HUB-1",
                      {"sku": "HUB-1", "name": "From the hub", "price": "3.25", "taxCategory": "standard"})
    assert answer.status_code in (200, 201), answer.text
    answer = hub.call("PUT", f"/v1/channels/{channel}/price-books/promo",
                      {"currency": "EUR", "priority": 5, "prices": [{"sku": "HUB-1", "price": 299}]})
    assert answer.status_code in (200, 201), answer.text
    version = answer.json()["version"]
    until(lambda: state(shop)["down"]["activeVersion"] >= version, 5, "both versions are in force")
    till = shop.one
    assert till.sell("HUB-1")["total"] == 299
    down = state(shop)["down"]
    # The hub publishes the store's own key for receipts as well, whenever it has it.
    assert {set_["dataset"]: set_["rows"] for set_ in down["datasets"] if set_["dataset"] != "receipt_key"} == \
        {"article": 1, "price": 1, "price_book": 1}
    assert all(set_["notInForce"] == 0 for set_ in down["datasets"])
    version = hub.call("DELETE", f"/v1/channels/{channel}/masters/price/promo%2FHUB-1").json()["version"]
    until(lambda: state(shop)["down"]["activeVersion"] >= version, 5, "the price is gone")
    assert till.sell("HUB-1")["total"] == 325


def datasets(shop):
    return {each["dataset"]: each for each in state(shop)["down"]["datasets"]}


def test_each_data_set_says_since_when_it_is_known_to_be_the_hubs(pair):
    shop, hub = pair
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    before = until(lambda: (sets := datasets(shop)) and all(each["confirmedAt"] for each in sets.values()) and sets, 30, "all are compared")
    answer = hub.call("PUT", f"/v1/channels/{channel}/masters/article/HUB-1",
                      {"sku": "HUB-1", "name": "Changed at the hub", "price": "3.25", "taxCategory": "standard"})
    assert answer.status_code in (200, 201), answer.text
    until(lambda: datasets(shop)["article"]["changedAt"] > before["article"]["changedAt"], 10, "articles have changed")
    after = datasets(shop)
    assert after["price_book"]["changedAt"] == before["price_book"]["changedAt"] and after["price_book"]["digest"] == before["price_book"]["digest"]
    assert after["article"]["confirmedAt"] >= after["article"]["changedAt"]
    assert not any(each["stale"] for each in after.values())
    until(lambda: datasets(shop)["price_book"]["confirmedAt"] > after["price_book"]["confirmedAt"], 30, "it is compared again without a change")

    hub.stop()
    shop.daemon.stop()
    connection = sqlite3.connect(shop.daemon.data / "store.db")  # as if it had been off since the day before yesterday
    connection.execute("UPDATE capability_as_of SET masters_us = masters_us - 48 * 3600000000, staff_us = staff_us - 48 * 3600000000")
    connection.commit()
    connection.close()
    restart(shop)
    article = datasets(shop)["article"]
    assert article["stale"] and article["staleAfterSeconds"] == 24 * 3600
    assert 48 * 3600 - 600 < article["ageSeconds"] < 50 * 3600 and article["changedAt"] == after["article"]["changedAt"]
    said = run_cli("replication", "status", "--data", shop.daemon.data).stdout
    assert re.search(r"article .*\(stale\)", said), said
    hub.start()
    fresh = until(lambda: not (now := datasets(shop)["article"])["stale"] and now, 60, "it is compared again")
    assert fresh["ageSeconds"] < 60
    until(lambda: caught_up(shop), 60, "everything is up")


def test_a_row_dated_for_later_comes_into_force_without_the_hub(pair):
    shop, hub = pair
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    begins = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=4)).isoformat()
    answer = hub.call("PUT", f"/v1/channels/{channel}/masters/article/HUB-1",
                      {"sku": "HUB-1", "name": "From the hub", "price": "4.50", "effectiveFrom": begins})
    assert answer.status_code in (200, 201), answer.text
    until(lambda: state(shop)["down"]["activeVersion"] >= answer.json()["version"], 5, "the version is here")
    hub.kill()
    till = shop.one
    assert till.sell("HUB-1")["total"] == 325
    until(lambda: till.sell("HUB-1")["total"] == 450, 15, "the day comes without the hub")
    hub.start()
    until(lambda: caught_up(shop), 60, "everything is up")


def test_a_row_that_cannot_be_in_force_is_a_dead_letter_until_it_is_mended(pair):
    shop, hub = pair
    channel = json.loads((shop.daemon.data / "hub.json").read_text())["channelId"]
    hub.call("PUT", f"/v1/channels/{channel}/masters/article/HUB-2", {"sku": "HUB-2", "name": "No tax", "price": "1.00", "taxCategory": "moon"})
    letters = until(lambda: shop.back_office("listDeadLetters", query={"status": "pending"})["items"], 10, "it is told")
    assert letters[0]["dataset"] == "article" and letters[0]["key"] == "HUB-2" and "moon" in letters[0]["detail"]
    shown = shop.back_office("getDeadLetter", deadLetterId=letters[0]["deadLetterId"])
    assert shown["letter"] == letters[0] and shown["document"]["taxCategory"] == "moon"
    shop.back_office("replayDeadLetter", deadLetterId=letters[0]["deadLetterId"], expect="conflict")
    hub.call("PUT", f"/v1/channels/{channel}/masters/article/HUB-2", {"sku": "HUB-2", "name": "Taxed", "price": "1.00"})
    until(lambda: not shop.back_office("listDeadLetters", query={"status": "pending"})["items"], 10, "it is settled")


def test_a_rebuild_of_the_feed_takes_a_snapshot_and_ends_equal(pair):
    shop, _ = pair
    def content():
        return {name: {what: set_[what] for what in ("rows", "digest", "notInForce")} for name, set_ in datasets(shop).items()}
    before = content()
    run_cli("replication", "run", "rebuild", "--data", shop.daemon.data)
    after = content()
    before.setdefault("receipt_key", after.get("receipt_key"))  # may have come meanwhile
    after.setdefault("receipt_key", before["receipt_key"])
    assert after == before


def test_rows_that_changed_by_themselves_are_mended_bucket_by_bucket(pair):
    shop, _ = pair
    shop.daemon.stop()
    connection = sqlite3.connect(shop.daemon.data / "store.db")
    everything = "SELECT dataset, row_key, row_version, body_sha, body FROM feed_row ORDER BY dataset, row_key"
    before = connection.execute(everything).fetchall()
    gone, other = [row[1] for row in before if row[0] == "article"][:2]
    connection.execute("DELETE FROM feed_row WHERE dataset = 'article' AND row_key = ?", (gone,))
    connection.execute("UPDATE feed_row SET body = replace(body, 'name', 'nome') WHERE dataset = 'article' AND row_key = ?", (other,))
    connection.commit()
    assert connection.execute(everything).fetchall() != before
    connection.close()
    restart(shop)
    until(lambda: state(shop)["down"]["link"] == "up", 30, "the feed is there")
    run_cli("replication", "run", "downsync", "--data", shop.daemon.data)

    def rows():
        reader = sqlite3.connect(f"file:{shop.daemon.data}/store.db?mode=ro", uri=True)
        found = reader.execute(everything).fetchall()
        reader.close()
        return found
    until(lambda: rows() == before, 20, "the rows are the hub's again")
    repairs, = [line for line in requests.get(shop.daemon.base + "/metrics", timeout=10).text.splitlines()
                if "replication_repairs" in line and not line.startswith("#")]
    assert repairs.endswith(" 1") and not state(shop)["down"]["loadingSnapshot"]


def test_a_paused_store_sends_nothing_and_goes_on_where_it_was(pair):
    shop, hub = pair
    till = shop.one
    until(lambda: caught_up(shop), 30, "everything is up")
    run_cli("replication", "pause", "--direction", "up", "--data", shop.daemon.data)
    till.sell("PINEAPPLE")
    until(lambda: state(shop)["up"]["link"] == "paused", 10, "it is paused")
    assert state(shop)["up"]["pendingOrders"] == 1
    run_cli("replication", "resume", "--data", shop.daemon.data)
    until(lambda: caught_up(shop), 30, "everything is up")
    agree(shop, hub)


def test_receipts_of_a_restored_store_are_of_another_series(pair, tmp_path):
    shop, hub = pair
    till = shop.one
    number = int(till.sell("PINEAPPLE")["receiptNumber"].split("-")[1])
    backup = tmp_path / "backup.db"
    run_cli("backup", backup, "--data", shop.daemon.data)
    assert till.sell("PINEAPPLE")["receiptNumber"] == f"{till.number}-{number + 1:06}"
    until(lambda: caught_up(shop), 30, "everything is up")
    shop.daemon.stop()
    run_cli("restore", backup, "--data", shop.daemon.data, "--force")
    restart(shop)
    order = till.sell("PINEAPPLE")
    assert order["receiptNumber"] == f"{till.number}R2-000001"
    found = till.cashier("listOrders", query={"receiptNumber": order["receiptNumber"]})["items"]
    assert [row["orderId"] for row in found] == [order["orderId"]]
    until(lambda: caught_up(shop), 60, "the restored store is up in its new epoch")


def test_a_restored_store_takes_a_new_epoch_and_nothing_is_lost_or_doubled(pair, tmp_path):
    shop, hub = pair
    backup = tmp_path / "backup.db"
    run_cli("backup", backup, "--data", shop.daemon.data)
    till = shop.one
    forgotten = till.sell("PINEAPPLE")
    until(lambda: caught_up(shop), 30, "the sale after the backup is up")
    before = sum(day["orders"] for day in sums_of_hub(shop, hub).values())
    shop.daemon.stop()
    run_cli("restore", backup, "--data", shop.daemon.data, "--force")
    restart(shop)
    shop.one.sell("PINEAPPLE")
    until(lambda: caught_up(shop), 60, "the restored store is up in its new epoch")
    assert state(shop)["up"]["epoch"] > 2
    until(lambda: sum(day["orders"] for day in sums_of_hub(shop, hub).values()) == before + 1, 30,
          "the forgotten sale stays, the new one is added")
    connection = sqlite3.connect(f"file:{shop.daemon.data}/store.db?mode=ro", uri=True)
    assert connection.execute("SELECT count(DISTINCT event_id) = count(*) FROM event_log").fetchone()[0] == 1
    connection.close()
    assert forgotten["total"] > 0
