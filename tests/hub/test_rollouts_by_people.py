"""People who steer a release: by the command line and by the page's buttons, at a real hub; each of them is named, and what they did is in the audit log."""
import json
import shutil
import subprocess

import pytest

from hub import Hub
from openapi import ROOT
from test_rollouts import NODE, OLD, QUICK, Repository, Shop

SHOPS = 12  # so that more than one of the usual rings holds some


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    running = Hub(tmp_path_factory.mktemp("people"), None, QUICK).start()
    running.shops = [Shop(tmp_path_factory.mktemp("shop"), f"shop-{number}").enrol(running) for number in range(1, SHOPS + 1)]
    for shop in running.shops:
        shop.report(running)
    running.repository = Repository(running.data / "releases", tmp_path_factory.mktemp("keys") / "keys")
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


def now(hub, rollout):
    state = hub.ask("GET", f"/v1/rollouts/{rollout}")["rollout"]
    return state["phase"], state["ring"]


def plan(hub):
    file = hub.data / "plan.json"
    file.write_text(json.dumps({"rings": [{"name": name, "sites": [f"shop-{place}"], "permille": 0, "soakSeconds": 3600} for place, name in enumerate(("one", "two"), 1)] +
                                [{"name": "all", "permille": 1000}], "automatic": False}))
    return file


def test_the_command_line_halts_resumes_advances_and_rolls_back(hub):
    name = hub.repository.publish(20)
    rollout = json.loads(hub.cli("rollout", "create", name, "--plan", plan(hub), "--by", "Imke", "--json"))["rolloutId"]
    assert now(hub, rollout) == ("running", "one")
    said = hub.cli("rollout", "halt", rollout, "--reason", "Black Friday", "--by", "Imke")
    assert "paused" in said and "Black Friday" in said and now(hub, rollout) == ("paused", "one")
    assert hub.shops[0].report(hub)["want"] == "nothing"
    with pytest.raises(AssertionError, match="does not run"):
        hub.cli("rollout", "advance", rollout)
    assert "running  ring one" in hub.cli("rollout", "resume", rollout)
    assert hub.shops[0].report(hub)["want"] == "release" and hub.shops[1].report(hub)["want"] == "nothing"
    assert "running  ring two" in hub.cli("rollout", "advance", rollout, "--by", "Imke")
    assert hub.shops[1].report(hub)["want"] == "release"
    for command in ("halt", "rollback"):
        with pytest.raises(AssertionError, match="needs --reason"):
            hub.cli("rollout", command, rollout)
    hub.shops[0].running = 20
    hub.shops[0].report(hub)
    assert "goingBack" in hub.cli("rollout", "rollback", rollout, "--reason", "the till is too slow", "--by", "Imke")
    assert hub.shops[0].report(hub)["want"] == "releaseBefore"
    hub.shops[0].running = OLD
    hub.shops[0].report(hub)
    shown = hub.cli("rollout", "show", rollout)
    assert "Imke (hub-token): Paused: Black Friday" in shown and "hub-token: Goes on." in shown
    told = [line.split("  ")[2:4] for line in hub.cli("audit", "--lines", "7").splitlines()]
    assert [action for _, action in told] == ["rollout.rollback", "rollout.advance", "rollout.resume", "rollout.advance.refused", "rollout.advance", "rollout.halt",
                                              "rollout.create"]
    assert {who for who, _ in told} == {"hub-token"}


def test_the_page_ships_holds_up_advances_and_takes_back_as_the_one_who_uses_it(hub):
    if not NODE.exists() or not shutil.which("chromium"):
        pytest.skip("no Chromium, or no Node: daemon/ui is not set up")
    name, token = hub.repository.publish(21), hub.cli("operator", "add", "imke")
    done = subprocess.run([str(NODE), str(ROOT / "tests/hub/ship_by_page.mjs"), f"{hub.api}/#token={token}", "hub-ship", name], capture_output=True, text=True,
                          timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert (seen["axe"], seen["errors"]) == ([], [])
    first, second = seen["rings"]
    assert first != second and "paused" in seen["paused"] and seen["chain"].startswith("The chain holds: ")
    rollout = hub.ask("GET", "/v1/rollouts")["items"][0]
    assert (rollout["madeBy"], rollout["bundle"]) == ("imke", name) and rollout["phase"] in ("goingBack", "goneBack")
    assert rollout["plan"]["automatic"] is False
    done_by = [(entry["by"], entry["action"]) for entry in hub.ask("GET", "/v1/audit?by=imke")["items"]]
    assert done_by == [("imke", f"rollout.{verb}") for verb in ("rollback", "advance", "resume", "halt", "create")]
    assert hub.ask("GET", "/v1/audit?by=imke&action=rollout.rollback")["items"][0]["detail"] == {"by": "imke", "reason": "the till is too slow"}
