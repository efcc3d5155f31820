"""Real stores under their launchers take a good release from a real hub ring by ring, and come back from two bad ones by themselves, while
the hub's page shows it. Four stores; HOLDFAST_FLEET_STORES says how many otherwise (twenty at night)."""
import json
import os
import shutil
import subprocess

import pytest

from daemon import binary
from fleet import Fleet
from openapi import ROOT

NODE = ROOT / "daemon/ui/node_modules/.bin/node"
STORES = int(os.environ.get("HOLDFAST_FLEET_STORES", "4"))
PROGRAMS = ("holdfast", "holdfastd", "holdfast-hub", "holdfast-launcher")


@pytest.fixture(scope="module")
def fleet(tmp_path_factory):
    absent = [name for name in PROGRAMS if not os.access(binary(name), os.X_OK)]
    if absent:
        pytest.skip(f"not built: {', '.join(absent)}")
    with Fleet(tmp_path_factory.mktemp("fleet") / "fleet", binary("holdfastd").parent, STORES) as running:
        yield running.start()


@pytest.fixture(scope="module")
def page(fleet):
    """Somebody looks at the page all the time, on a desk and on a phone."""
    if not NODE.exists() or not shutil.which("chromium"):
        yield None
        return
    looker = subprocess.Popen([str(NODE), str(ROOT / "tests/fleet/look_at_fleet.mjs"), f"{fleet.api}/#token={fleet.token}", "fleet", "3"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    yield looker
    looker.kill()
    looker.wait()


def releases(fleet):
    return sorted(store.runs() for store in fleet.stores)


def kinds(ended):
    return {reason["kind"] for reason in ended["rollout"]["reasons"]}


def test_a_good_release_reaches_every_store_while_it_sells(fleet, page):
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


def test_the_page_showed_each_of_them_by_itself(page):
    if page is None:
        pytest.skip("no Chromium, or no Node: daemon/ui is not set up")
    out, err = page.communicate(timeout=300)
    assert page.returncode == 0, err
    seen = json.loads(out)
    assert (seen["axe"], seen["errors"]) == ([], [])
    ends = {release: of["phases"][-1] for release, of in seen["rollouts"].items()}
    assert ends == {"0.2.0": "done broad", "0.3.0": "goneBack canary", "0.4.0": "goneBack canary"}
    assert "everywhere" in seen["rollouts"]["0.2.0"]["text"] and "went back by itself" in seen["rollouts"]["0.3.0"]["text"]
    assert "More scans that find nothing" in seen["rollouts"]["0.4.0"]["text"]
