"""A month of a real shop is rung up while its line to the hub is cut, stalled and spoiled and both programs are killed; then
the hub's sums are the month's, day by day, to the penny. On PostgreSQL there are two hubs beside each other, killed in turn."""
import collections
import json
import os
import pathlib
import random
import shutil
import subprocess
import threading
import time

import pytest

from bad_line import BadLine
from conftest import SERVER, fresh_database
from daemon import Daemon, binary, missing_programs, run_cli, until
from hub import Hub
from openapi import ROOT
from shop import Shop

SHARED = pathlib.Path(os.environ.get("HOLDFAST_SHARED", ROOT.parent / "shared"))
LEAST = int(os.environ.get("HOLDFAST_CHAOS_TROUBLES", "40"))
MONTHS = os.environ.get("HOLDFAST_CHAOS_MONTHS", "2010-12").split()
SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.SystemRandom().getrandbits(32)


class FixedPort(Daemon):
    """It comes back where it was: its tills do not look for it anew."""

    port = 0

    def start(self, **environment):
        command = [str(binary("holdfastd")), "--data", str(self.data), "--listen", f"127.0.0.1:{self.port}", "--port-file", str(self.port_file)]
        self.port_file.unlink(missing_ok=True)
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
        self.port = until(self._port, 60, "holdfastd starts")
        self.base = f"http://127.0.0.1:{self.port}"
        until(self._ready, 60, "holdfastd answers")
        return self


def beside(first, folder, database):
    """A second hub on the first one's database: the same authority, a certificate of its own."""
    shutil.copytree(first.data / "tls", folder / "tls", ignore=shutil.ignore_patterns("server*"))
    shutil.copy(first.data / "field-keys", folder)
    return Hub(folder, database).start()


def chaos(rng, line, hubs, store, over, counts):
    """One trouble after the other until `over`, and never fewer than LEAST: what is left drains through them too."""
    while not over.is_set() or counts.total() < LEAST:
        trouble = rng.choice(("cut", "cut", "stalled", "corrupt", "corrupt", "drop", "kill hub", "kill store"))
        counts[trouble] += 1
        if trouble == "drop":
            line.drop()
        elif trouble == "kill hub":
            hub = hubs[counts[trouble] % len(hubs)]
            hub.stop(9)
            time.sleep(rng.uniform(0, 0.4))
            hub.start(hub.port)
        elif trouble == "kill store":
            store.kill()
            time.sleep(rng.uniform(0, 0.2))
            store.start()
        else:
            line.set(trouble)
            time.sleep(rng.uniform(0.02, 0.3))
            line.set("good")
        time.sleep(rng.uniform(0.01, 0.15))
    line.set("good")


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
@pytest.mark.parametrize("month", MONTHS)
def test_a_month_through_chaos(kind, month, tmp_path):
    documents = SHARED / "data" / "online-retail" / f"{month}.csv.zst"
    if missing_programs() or not os.access(binary("holdfast-hub"), os.X_OK):
        pytest.skip("the programs are not built")
    if not documents.exists():
        pytest.skip(f"no reference data in {SHARED}")
    if kind == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL (tests/hub/with_postgres.sh)")
    print(f"HOLDFAST_SEED={SEED}")
    rng = random.Random(f"{SEED} {kind} {month}")
    database = fresh_database() if kind == "postgres" else None
    hub = Hub(tmp_path / "hub", database).start()
    hubs = [hub, beside(hub, tmp_path / "second", database)] if database else [hub]
    line = BadLine(*(each.port for each in hubs), seed=rng.random())
    (tmp_path / "site").mkdir()
    store = FixedPort(tmp_path / "site").create(catalogue=False)
    store.start()
    run_cli("enrol", hub.cli("token", "create", "--channel", "shops"), "--hub", f"https://127.0.0.1:{line.port}", "--data", store.data)
    shop = Shop(store)
    terminal = shop.pair("Replay")
    until(lambda: shop.back_office("getCapabilities")["mode"] == "online", 60, "the line is taken for good")

    over, counts = threading.Event(), collections.Counter()
    trouble = threading.Thread(target=chaos, args=(rng, line, hubs, store, over, counts))
    replay = subprocess.Popen([str(binary("holdfast")), "replay", str(documents), "--url", store.base, "--token", terminal,
                               "--connections", "3", "--patience", "60", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    # The articles are taken while the hub is there: without it nobody changes them.
    until(lambda: replay.poll() is not None or shop.back_office("listOrders", query={"limit": 1})["items"], 120, "the first sale")
    trouble.start()
    try:
        out, err = replay.communicate(timeout=600)
    finally:
        over.set()
        trouble.join()
        replay.kill()
    assert replay.returncode == 0, (SEED, out[-3000:], err[-3000:])

    def settled():
        up = shop.back_office("getReplication")["up"]
        return up["pendingRecords"] == 0 and up["link"] == "up" and up["appliedSeq"] == up["ackSeq"]
    begun = time.monotonic()
    until(settled, 400, "everything is up and booked")
    drained = time.monotonic() - begun

    site = shop.anyone("getHealth")["siteId"]
    days, cursor, ids, priced = collections.Counter(), None, set(), 0
    while True:
        page = hub.ask("GET", f"/v1/sites/{site}/orders?limit=500" + (f"&cursor={cursor}" if cursor else ""))
        for event in page["items"]:
            order = event["payload"]
            assert order["orderId"] not in ids, "an order stands twice at the hub"
            ids.add(order["orderId"])
            priced += "pricing" in order
            days[order["externalRef"].split("@")[1]] += order["total"]
        cursor = page["next"]
        if not cursor:
            break
    expected = json.loads((documents.parent / f"{month}.expected.json").read_text())["minor_by_day"]
    assert dict(days) == {day: amount for day, amount in expected.items() if amount or day in days}
    totals = hub.ask("GET", f"/v1/sites/{site}/totals")
    assert sum(day["net"] for day in totals["days"]) == sum(expected.values())
    assert hub.ask("GET", f"/v1/sites/{site}/dead-letters")["items"] == []
    # Each of them was priced again by the hub, and the store had charged what it finds.
    assert priced == len(ids)
    odd = [item["code"] for item in hub.ask("GET", f"/v1/sites/{site}/exceptions")["items"]]
    assert not [code for code in odd if code.startswith("price_")], collections.Counter(odd)
    # Whichever is asked says the same.
    for other in hubs[1:]:
        assert other.ask("GET", f"/v1/sites/{site}/totals") == totals
    print(f"chaos {kind} {month}: {len(ids)} orders, {len(days)} days agree; {len(hubs)} hubs, {dict(counts)}, {line.spoiled} spoiled, drained in {drained:.1f} s")
    store.stop()
    store.verify()
    for each in hubs:
        each.stop()
    line.close()
