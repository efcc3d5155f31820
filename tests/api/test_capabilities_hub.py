"""A store that has a hub: online while it answers, edge once it does not, with everything that hangs on it told and refused."""
import time

import pytest

from daemon import Daemon, missing_programs, run_cli, until
from hub_process import Hub, missing_hub
from shop import Shop


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("modes")
    hub = Hub(folder).start()
    store = Daemon(folder).create().start()
    run_cli("enrol", hub.enrolment_token(), "--hub", hub.url, "--data", store.data)
    shop = Shop(store)
    yield shop, hub
    store.stop()
    hub.stop()
    store.verify()


def test_online_while_the_hub_answers_and_edge_once_it_is_gone(pair):
    shop, hub = pair

    def matrix():
        return shop.back_office("getCapabilities")

    def state(name):
        return next(each for each in matrix()["operations"] if each["operation"] == name)

    online = until(lambda: (m := matrix())["mode"] == "online" and m, 60, "the store to be online")
    assert online["cause"] == "answers" and not online["standalone"]
    assert state("giftCard.balance")["state"] == state("catalogue.edit")["state"] == "allowed"
    till = shop.till()
    till.sell("MANGO")
    assert shop.anyone("getHealth")["mode"] == "online"
    hub.stop()
    begin = time.monotonic()
    edge = until(lambda: (m := matrix())["mode"] == "edge" and m, 90, "the store to notice")
    print(f"\nnoticed after {time.monotonic() - begin:.0f} s")
    assert edge["cause"] in ("noAnswer", "unsteady") and not edge["standalone"]
    refused = shop.back_office("createProduct", {"name": "No", "variants": []}, expect=("not-available-now", "circuit-open"))
    assert refused["dependency"] == "hub" and refused["instead"] == "override_price"
    till.sell("MANGO")
    made = shop.customer("Made at the edge")
    assert made["id"]
