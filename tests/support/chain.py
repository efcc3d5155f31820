"""Two real stores of one tenant at one real hub."""
import json
import uuid
from contextlib import contextmanager

import pytest

from daemon import DEMO, Daemon, missing_programs, run_cli
from hub_process import Hub, missing_hub
from shop import Shop


@contextmanager
def two_stores(folder, prepare, ready):
    """`prepare` while a store is its own, `ready` once it is enrolled. Gives the hub and the shops; at the end every book is verified."""
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    hub = Hub(folder / "hub").start()
    stores = []
    for name in ("one", "two"):
        config = json.loads((DEMO / "store.json").read_text())
        config["site"].update(name=name, siteId=str(uuid.uuid4()))
        (folder / name).mkdir()
        (folder / name / "store.json").write_text(json.dumps(config))
        shop = Shop(Daemon(folder / name).create(store=folder / name / "store.json").start())
        prepare(shop)
        run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", shop.daemon.data)
        ready(shop)
        stores.append(shop)
    yield hub, *stores
    for shop in stores:
        shop.daemon.stop()
    hub.stop()
    for shop in stores:
        shop.daemon.verify()
