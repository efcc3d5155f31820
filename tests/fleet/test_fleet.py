"""`./run --fleet N` itself: real stores under their launchers take a good release from a real hub ring by ring, and come back from two bad ones by
themselves, while the hub's page shows it. Four stores; HOLDFAST_FLEET_STORES says how many otherwise (twenty at night)."""
import json
import os
import shutil
import signal
import subprocess
import urllib.request

import pytest

from daemon import binary, until
from openapi import ROOT

NODE = ROOT / "daemon/ui/node_modules/.bin/node"
STORES = int(os.environ.get("HOLDFAST_FLEET_STORES", "4"))
PROGRAMS = ("holdfast", "holdfastd", "holdfast-hub", "holdfast-launcher")
STORIES = 3
PATIENCE_S = 1200


def get(url, token=None):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"} if token else {}), timeout=30) as answer:
        return json.load(answer)


class Demo:
    """What somebody sees who starts it: the lines it prints, and what it then serves."""

    def __init__(self, folder):
        self.lines_file = folder / "said"
        with open(self.lines_file, "wb") as said:
            self.process = subprocess.Popen([str(ROOT / "run"), "--fleet", str(STORES), "--port", "0", "--data", str(folder / "fleet")], stdout=said,
                                            stderr=subprocess.STDOUT, env={**os.environ, "HOLDFAST_BIN": str(binary("holdfastd").parent)}, start_new_session=True)
        ready = self.until_it_says("READY ")
        self.at = json.loads(ready.removeprefix("READY "))
        self.hub, self.token, self.stores = self.at["hub"], self.at["hubToken"], self.at["stores"]

    def lines(self):
        return self.lines_file.read_text().splitlines()

    def until_it_says(self, begins):
        found = until(lambda: next((line for line in self.lines() if line.startswith(begins)), None) or self.process.poll() is not None, PATIENCE_S, f"it says {begins}")
        assert found is not True, "\n".join(self.lines()[-40:])
        return found

    def ask(self, path):
        return get(self.hub + path, self.token)

    def rollout(self, release):
        found = next(each for each in self.ask("/v1/rollouts")["items"] if each["release"] == release)
        return self.ask(f"/v1/rollouts/{found['rolloutId']}")

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(120)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            raise


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    absent = [name for name in PROGRAMS if not os.access(binary(name), os.X_OK)]
    if absent:
        pytest.skip(f"not built: {', '.join(absent)}")
    running = Demo(tmp_path_factory.mktemp("fleet"))
    yield running
    assert running.stop() == 0 and running.lines()[-1] == "Closing."


@pytest.fixture(scope="module")
def page(demo):
    """Somebody looks at the page all the time, on a desk and on a phone."""
    if not NODE.exists() or not shutil.which("chromium"):
        yield None
        return
    looker = subprocess.Popen([str(NODE), str(ROOT / "tests/fleet/look_at_fleet.mjs"), f"{demo.hub}/#token={demo.token}", "fleet", str(STORIES)], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, text=True)
    yield looker
    looker.kill()
    looker.wait()


@pytest.fixture(scope="module")
def told(demo, page):
    demo.until_it_says("That was all")
    return demo


def kinds(ended):
    return {reason["kind"] for reason in ended["rollout"]["reasons"]}


def test_a_good_release_reaches_every_store_ring_by_ring(told):
    ended = told.rollout("0.2.0")
    assert ended["rollout"]["phase"] == "done"
    begun = [event["text"] for event in ended["events"] if "begins" in event["text"]]
    assert [text.split("`")[1] for text in reversed(begun)] == ["canary", "early", "broad"]


def test_one_that_cannot_prove_itself_leaves_no_ring(told):
    ended = told.rollout("0.3.0")
    assert (ended["rollout"]["phase"], ended["rollout"]["ring"], kinds(ended)) == ("goneBack", "canary", {"wentBack"})


def test_one_whose_tills_find_half_of_the_articles_is_taken_back_by_the_hub(told):
    ended = told.rollout("0.4.0")
    assert (ended["rollout"]["phase"], ended["rollout"]["ring"]) == ("goneBack", "canary") and "scans" in kinds(ended)
    assert ended["fleet"]["signals"]["without"]["after"]["scans"] > 0


def test_every_store_serves_the_good_release_and_the_hub_names_it(told):
    rows = [site for site in told.ask(f"/v1/rollouts/{told.rollout('0.4.0')['rollout']['rolloutId']}/sites?limit=1000")["items"]]
    assert [site["running"] for site in rows] == [2] * STORES
    assert [site["release"] for site in told.ask("/v1/sites?limit=1000")["items"]] == ["0.2.0"] * STORES
    for store in told.stores:
        assert get(store + "/v1/health")["status"] == "ok"
    assert f"  {STORES} of {STORES} stores run release 2." in told.lines() and f"  0 of {STORES} stores run release 4." in told.lines()


def test_what_was_ordered_and_who_enrolled_is_in_the_audit_log(told):
    items = told.ask("/v1/audit?limit=200")["items"]
    assert [item["action"] for item in items].count("rollout.create") == STORIES
    assert [item["action"] for item in items].count("site.enrol") == STORES
    assert told.ask("/v1/audit/verification")["holds"]


def test_the_page_showed_each_of_them_by_itself(told, page):
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
