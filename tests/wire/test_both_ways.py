"""The previous release's own programs with this one's: an earlier store at this hub, and this store at an earlier hub. Only under
with_previous.sh, which builds them."""
import contextlib
import os

import pytest

from daemon import DEMO, Daemon, missing_programs, run_cli, until
from hub import Hub
from record import SITE, SKU
from shop import Shop

PREVIOUS = os.environ.get("HOLDFAST_PREVIOUS_BIN")
NOW = os.environ.get("HOLDFAST_BIN")


@contextlib.contextmanager
def programs_of(folder):
    """What is started meanwhile is of that folder."""
    os.environ["HOLDFAST_BIN"] = folder
    try:
        yield
    finally:
        if NOW is None:
            del os.environ["HOLDFAST_BIN"]
        else:
            os.environ["HOLDFAST_BIN"] = NOW


@pytest.mark.skipif(not PREVIOUS, reason="no previous release: tests/wire/with_previous.sh builds it")
@pytest.mark.parametrize("earlier", ["store", "hub"])
def test_a_shop_sells_with_one_side_of_the_previous_release(earlier, tmp_path):
    if trouble := missing_programs():
        pytest.skip(trouble)
    now = os.environ.get("HOLDFAST_BIN", str(DEMO.parents[1] / "build" / "bin"))
    of_hub, of_store = (now, PREVIOUS) if earlier == "store" else (PREVIOUS, now)
    with programs_of(of_hub):
        hub = Hub(tmp_path / "hub").start()
        channel = ("--channel", SITE["salesChannelId"], "--tenant", SITE["tenantId"])
        token = hub.cli("token", "create", *channel)
        for name in ("store.json", "catalogue.csv"):
            hub.cli("import", DEMO / name, *channel)
    with programs_of(of_store):
        store = Daemon(tmp_path / "store").create(catalogue=False)
        run_cli("enrol", token, "--hub", hub.url, "--data", store.data)
        store.start()
        until(lambda: all(word in store.tail(100_000) for word in ("are in force", '"online ')), 60, "the masters are there, and the hub")
        till = Shop(store).till()
        for pieces in (1, 2, 3):
            till.sell({"sku": SKU, "quantity": pieces})

        def booked():
            return sum(day["orders"] for day in hub.ask("GET", f"/v1/sites/{SITE['siteId']}/totals")["days"])
        until(lambda: booked() == 3, 60, "the sales are booked")
        site = hub.ask("GET", f"/v1/sites/{SITE['siteId']}")
        assert (site["deadLetters"], site["exceptions"]) == (0, 0)
        assert store.stop() == 0
        store.verify()
    hub.stop()
