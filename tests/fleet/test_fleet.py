"""Real stores under their launchers take a good release from a real hub ring by ring, and come back from two bad ones by themselves.
Four stores; HOLDFAST_FLEET_STORES says how many otherwise (twenty at night)."""
import os

import pytest

from daemon import binary
from fleet import Fleet

STORES = int(os.environ.get("HOLDFAST_FLEET_STORES", "4"))
PROGRAMS = ("holdfast", "holdfastd", "holdfast-hub", "holdfast-launcher")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory):
    absent = [name for name in PROGRAMS if not os.access(binary(name), os.X_OK)]
    if absent:
        pytest.skip(f"not built: {', '.join(absent)}")
    with Fleet(tmp_path_factory.mktemp("fleet") / "fleet", binary("holdfastd").parent, STORES) as running:
        yield running.start()


def releases(fleet):
    return sorted(store.runs() for store in fleet.stores)


def kinds(ended):
    return {reason["kind"] for reason in ended["rollout"]["reasons"]}


def test_a_good_release_reaches_every_store_while_it_sells(fleet):
    ended = fleet.ship(fleet.publish(2, "good"), 3, 1)
    assert ended["rollout"]["phase"] == "done"
    assert releases(fleet) == [2] * STORES
    begun = [event["text"] for event in ended["events"] if "begins" in event["text"]]
    assert [text.split("`")[1] for text in reversed(begun)] == ["canary", "early", "broad"]
    assert all(store.answers() for store in fleet.stores)


def test_one_that_cannot_prove_itself_leaves_no_ring_and_no_store_without_a_release(fleet):
    ended = fleet.ship(fleet.publish(3, "cannot prove itself", "proof"), 600, 600)
    assert ended["rollout"]["phase"] == "goneBack" and kinds(ended) == {"wentBack"}
    assert ended["rollout"]["ring"] == "canary" and releases(fleet) == [2] * STORES
    assert all(store.answers() for store in fleet.stores)


def test_one_whose_tills_find_half_of_the_articles_is_taken_back_by_the_hub(fleet):
    ended = fleet.ship(fleet.publish(4, "finds half", "scans"), 600, 600)
    assert ended["rollout"]["phase"] == "goneBack" and "scans" in kinds(ended)
    assert ended["rollout"]["ring"] == "canary" and releases(fleet) == [2] * STORES
    signals = ended["fleet"]["signals"]
    assert signals["without"]["after"]["scans"] > 0
    assert all(store.answers() for store in fleet.stores)
