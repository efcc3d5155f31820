"""Releases through a fleet: what is published, wishes to stores, rings, signals, what people decide; stores are a few lines each."""
import datetime
import hashlib
import json
import os
import shutil
import subprocess
import uuid

import pytest

from conftest import SERVER, fresh_database
from daemon import binary, until
from hub import Hub, Store
from openapi import ROOT

NODE = ROOT / "daemon/ui/node_modules/.bin/node"
OLD, NEW, BAD = 7, 8, 9
QUICK = ["--rollout-look", 1, "--update-ask", 5, "--signal-stretch", 1]


def holdfast(*arguments):
    done = subprocess.run([str(binary("holdfast")), *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, (arguments, done.stderr)
    return done.stdout


class Repository:
    """Keys in files, a root that trusts them, and bundles of a script each."""

    def __init__(self, folder, keys):
        self.folder, self.keys = folder, keys
        keys.mkdir()
        for name in ("root", "targets", "online"):
            holdfast("bundle", "key", keys / name)
        holdfast("bundle", "root", keys / "root.json", "--root-key", keys / "root", "--root-threshold", 1, "--targets-key", keys / "targets",
                 "--targets-threshold", 1, "--online-key", keys / "online")
        holdfast("bundle", "sign", keys / "root.json", "--key", keys / "root")
        (folder / "metadata").mkdir(parents=True)
        (folder / "metadata" / "1.root.json").write_bytes((keys / "root.json").read_bytes())

    def publish(self, counter, *more):
        programs = self.keys / f"programs-{counter}"
        programs.mkdir()
        (programs / "holdfastd").write_text(f"#!/bin/sh\n# {counter}\n" + "echo\n" * 20_000)
        (programs / "holdfastd").chmod(0o755)
        name = f"holdfast-0.{counter}.0.hfb"
        holdfast("bundle", "build", self.keys / name, "--release", f"0.{counter}.0", "--counter", counter, "--programs", programs, *more)
        holdfast("bundle", "publish", self.folder, self.keys / name, "--targets-key", self.keys / "targets", "--online-key", self.keys / "online")
        return name


class Shop(Store):
    """Says what it runs, as schema/sync.yaml has it."""

    running, managed, bad, went, told = OLD, True, (), None, None

    def report(self, hub, expect=200, site=None, **more):
        now = datetime.datetime.now(datetime.timezone.utc)
        body = {"runs": {"release": f"0.{self.running}.0", "counter": self.running}, "managed": self.managed, "architecture": "amd64",
                "schema": 20, "launcher": 1, "state": "idle", "bad": list(self.bad), **more}
        if "signals" in body:
            body["signals"] = {"from": (self.told or now - datetime.timedelta(seconds=60)).isoformat(), "to": now.isoformat(), **body["signals"]}
            self.told = now
        answer = self.call(hub, "POST", f"/sync/v1/sites/{site or self.site}/update", json=body)
        assert answer.status_code == expect, answer.text
        return answer.json()

    def trade(self, hub, unknown=5):
        return self.report(hub, signals={"tradingSeconds": 3600, "sales": 1000, "scans": 1000, "scansUnknown": unknown, "prints": 1000,
                                         "cards": 500, "cardsDeclined": 10, "saleMicroseconds": 20_000_000, "lagSeconds": 3600})


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def hub(request, tmp_path_factory):
    if not os.access(binary("holdfast-hub"), os.X_OK) or not os.access(binary("holdfast"), os.X_OK):
        pytest.skip("holdfast-hub or holdfast is not built")
    if request.param == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    running = Hub(tmp_path_factory.mktemp("fleet"), fresh_database() if request.param == "postgres" else None, QUICK).start()
    running.shops = [Shop(tmp_path_factory.mktemp("shop"), f"shop-{number}").enrol(running) for number in range(1, 5)]
    assert running.ask("GET", "/v1/releases") == {"items": [], "trouble": running.ask("GET", "/v1/releases")["trouble"], "next": None}
    assert "1.root.json" in running.ask("GET", "/v1/releases")["trouble"]
    running.ask("POST", "/v1/rollouts", expect=409, json={"bundle": "x"})
    running.repository = Repository(running.data / "releases", tmp_path_factory.mktemp("keys") / "keys")
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


def rings(*soaks):
    """The first site, then all."""
    return {"rings": [{"name": "first", "sites": ["shop-1"], "permille": 0, "soakSeconds": soaks[0]},
                      {"name": "all", "permille": 1000, "soakSeconds": soaks[1]}]}


def phase(hub, rollout, wanted, why):
    def reached():
        now = hub.ask("GET", f"/v1/rollouts/{rollout}")["rollout"]
        return now if (now["phase"], now["ring"]) == wanted or now["phase"] == wanted else None
    return until(reached, 30, why)


def test_a_release_goes_ring_by_ring(hub):
    name = hub.repository.publish(NEW)
    first, second = hub.shops[:2]
    for shop in hub.shops:
        wish = shop.trade(hub)
        assert wish.pop("hubRelease").count(".") == 2 and wish == {"want": "nothing", "protocol": [1, 1], "askAgainAfter": 5}
    offered = hub.ask("GET", "/v1/releases")
    assert offered["trouble"] is None and [each["counter"] for each in offered["items"]] == [NEW]
    hub.ask("POST", "/v1/rollouts", expect=404, json={"bundle": "another.hfb"})
    hub.ask("POST", "/v1/rollouts", expect=400, json={"bundle": name, "ring": "another"})
    begun = hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": name, "ring": "first", "plan": rings(0, 0), "by": "Imke"})
    assert begun["before"] == OLD and begun["phase"] == "running"
    hub.ask("POST", "/v1/rollouts", expect=409, json={"bundle": name})
    wish = first.report(hub)
    assert (wish["want"], wish["target"], wish["counter"], wish["sha256"]) == ("release", name, NEW, begun["sha256"])
    assert second.report(hub)["want"] == "nothing"
    # What the store fetches, by pieces; nothing else of the hub's disk.
    assert first.call(hub, "GET", "/sync/v1/tuf/metadata/timestamp.json").json()["signed"]["_type"] == "timestamp"
    for gone in ("9.root.json", "..%2f1.root.json", "%2e%2e%2f%2e%2e%2fhub-token", ".json"):
        assert first.call(hub, "GET", f"/sync/v1/tuf/metadata/{gone}").status_code == 404, gone
    at = f"/sync/v1/bundles/{begun['sha256']}"
    whole = first.call(hub, "GET", at)
    assert whole.status_code == 200 and hashlib.sha256(whole.content).hexdigest() == begun["sha256"]
    part = first.call(hub, "GET", at, headers={"Range": "bytes=1000-65999"})
    assert (part.status_code, part.content) == (206, whole.content[1000:66000])
    assert part.headers["Content-Range"] == f"bytes 1000-65999/{len(whole.content)}"
    last = first.call(hub, "GET", at, headers={"Range": f"bytes={len(whole.content) - 10}-"})
    assert last.content == whole.content[-10:]
    assert first.call(hub, "GET", at, headers={"Range": f"bytes={len(whole.content)}-"}).status_code == 416
    assert first.call(hub, "GET", "/sync/v1/bundles/" + "0" * 64).status_code == 404
    # On its way there, then there; the second ring begins by itself.
    taking = {"state": "fetching", "target": name, "sha256": begun["sha256"], "percent": 40}
    assert first.report(hub, **taking)["want"] == "release"
    row = hub.ask("GET", f"/v1/rollouts/{begun['rolloutId']}/sites")["items"][0]
    assert (row["siteId"], row["progress"], row["percent"], row["ring"]) == ("shop-1", "taking", 40, "first")
    first.running = NEW
    assert first.report(hub)["want"] == "nothing"
    phase(hub, begun["rolloutId"], ("running", "all"), "the second ring begins")
    for shop in hub.shops[1:]:
        assert shop.report(hub)["want"] == "release"
        shop.running = NEW
        shop.report(hub)
    assert {site["release"] for site in hub.ask("GET", "/v1/sites")["items"]} == {f"0.{NEW}.0"}
    done = phase(hub, begun["rolloutId"], "done", "every ring runs it")
    assert done["reasons"] == []
    texts = [event["text"] for event in hub.ask("GET", f"/v1/rollouts/{begun['rolloutId']}")["events"]]
    assert texts[0] == "Done: every ring runs it." and "begins with ring `first`" in texts[-1]


def test_bad_signals_stop_a_release_and_going_back_reaches_who_has_it(hub):
    name = hub.repository.publish(BAD)
    first, second = hub.shops[:2]
    for shop in hub.shops:
        shop.running = NEW
        shop.trade(hub)
    begun = json.loads(hub.cli("rollout", "create", name, "--plan", plan_file(hub), "--by", "Imke", "--json"))
    rollout = begun["rolloutId"]
    first.running = BAD
    first.report(hub)
    first.trade(hub, unknown=300)
    stopped = phase(hub, rollout, "stopped", "the rule stops it")
    assert [reason["kind"] for reason in stopped["reasons"]] == ["scans"]
    assert all(shop.trade(hub)["want"] == "nothing" for shop in hub.shops[1:])
    fleet = hub.ask("GET", f"/v1/rollouts/{rollout}")["fleet"]
    assert fleet["signals"]["with"]["after"]["scansUnknown"] == 300 and fleet["signals"]["with"]["before"]["scansUnknown"] >= 5
    assert fleet["signals"]["without"]["after"]["scansUnknown"] == 15
    hub.ask("POST", f"/v1/rollouts/{rollout}/advance", expect=409, json={})
    hub.ask("POST", f"/v1/rollouts/{rollout}/rollback", expect=400, json={"by": "Imke"})
    assert "going" in hub.cli("rollout", "back", rollout, "--reason", "scans", "--by", "Imke")
    wish = first.report(hub)
    assert (wish["want"], wish["counter"]) == ("releaseBefore", BAD)
    assert second.report(hub)["want"] == "nothing"
    first.running = NEW
    first.report(hub)
    phase(hub, rollout, "goneBack", "nobody runs it any more")
    assert "Imke (hub-token): Goes back: scans" in hub.cli("rollout", "show", rollout)
    # One that was away with it all the time leaves it when it comes.
    second.running = BAD
    assert second.report(hub)["want"] == "releaseBefore"
    second.running = NEW
    second.report(hub)


def plan_file(hub):
    file = hub.data / "plan.json"
    file.write_text(json.dumps(rings(3600, 0)))
    return file


def test_what_does_not_fit_is_refused_with_why_and_a_lost_answer_counts_once(hub):
    name = hub.repository.publish(10, "--from-counter", 8)
    for shop, running in zip(hub.shops, (OLD, NEW, NEW, NEW)):
        shop.running = running
    hub.shops[1].managed = False
    hub.shops[3].bad = ("0" * 64,)
    for shop in hub.shops:
        shop.report(hub)
    careful = rings(0, 3600) | {"automatic": False}
    hub.ask("POST", "/v1/rollouts", expect=409, json={"bundle": name, "plan": careful | {"leastSafeCounter": 11}})
    begun = hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": name, "ring": "all", "plan": careful | {"leastSafeCounter": 8, "bytesPerSecond": 65536}})
    wish = hub.shops[2].report(hub)
    assert (wish["want"], wish["leastSafeCounter"], wish["bytesPerSecond"]) == ("release", 8, 65536)
    # The first is too old for it, and takes the one that came before.
    wishes = [shop.report(hub).get("counter") for shop in hub.shops]
    assert wishes == [NEW, None, 10, 10]
    hub.shops[3].bad = (begun["sha256"],)
    assert hub.shops[3].report(hub, last={"target": name, "sha256": begun["sha256"], "counter": 10, "outcome": "wentBack", "cause": "no sale", "at": "2026-11-22T00:00:00Z"})["want"] == "nothing"
    at = f"/v1/rollouts/{begun['rolloutId']}"
    sites = {site["siteId"]: site for site in hub.ask("GET", at + "/sites")["items"]}
    assert [sites[f"shop-{i}"]["progress"] for i in range(1, 5)] == ["refused", "refused", "waiting", "wentBack"]
    assert "one in between comes first" in sites["shop-1"]["why"][0] and "launcher" in sites["shop-2"]["why"][0] and sites["shop-4"]["why"] == ["no sale"]
    assert hub.ask("GET", at + "/sites?limit=3")["next"] == "shop-3"
    assert [site["siteId"] for site in hub.ask("GET", at + "/sites?cursor=shop-3")["items"]] == ["shop-4"]
    told = hub.shops[1].report(hub)  # who does not get it hears all the same below what nothing is safe
    assert (told["want"], told["leastSafeCounter"], told.get("bytesPerSecond")) == ("nothing", 8, None)
    # Paused: nobody new; going on: as before.
    assert hub.ask("POST", at + "/pause", json={"by": "Imke", "reason": "lunch"})["reasons"] == [{"kind": "person", "text": "lunch"}]
    assert hub.shops[2].report(hub)["want"] == "nothing"
    hub.ask("POST", at + "/resume", json={"by": "Imke"})
    assert hub.shops[2].report(hub)["want"] == "release"
    # The same stretch again counts once.
    hub.shops[2].running, told = 10, hub.shops[2].told
    for _ in range(2):
        hub.shops[2].told = told
        hub.shops[2].trade(hub)
    assert hub.ask("GET", at)["fleet"]["signals"]["with"]["after"]["sales"] == 1000
    # A store speaks for itself alone, and says what it should.
    hub.shops[0].report(hub, expect=403, site="shop-2")
    assert "state" in hub.shops[0].report(hub, expect=400, state="asleep")["detail"]
    hub.ask("GET", f"/v1/rollouts/{uuid.uuid4()}", expect=404)
    look_at_the_page(hub)
    hub.ask("POST", at + "/rollback", json={"by": "Imke", "reason": "the end of the test"})


def test_the_declared_matrix_holds_for_the_hub_and_for_each_site(hub):
    """Hub first, then stores, whose release serves what their tills speak."""
    ahead = hub.repository.publish(11, "--beside", "holdfast-hub:99.0.0")
    refused = hub.ask("POST", "/v1/rollouts", expect=409, json={"bundle": ahead, "plan": rings(0, 3600)})
    assert "runs beside holdfast-hub 99.0.0" in refused["detail"] and "the hub is updated first" in refused["detail"]
    name = hub.repository.publish(12, "--beside", "holdfast-launcher:0.2.0", "--beside", "holdfastd:0.5.0:0.11.0")
    begun = hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": name, "ring": "all", "plan": rings(0, 3600) | {"automatic": False}})
    fits = {"api": {"least": 1, "most": 1}, "components": [{"name": "holdfastd", "version": "0.10.0"}, {"name": "holdfast-launcher", "version": "0.2.1-1"}]}
    cases = [(fits, ""), (fits | {"api": {"least": 2, "most": 3}}, "Tills here speak API 2 to 3, it serves 1"),
             (fits | {"components": [{"name": "holdfastd", "version": "0.11.0"}]}, "holdfastd below 0.11.0, 0.11.0 is there"),
             (fits | {"components": [{"name": "holdfast-launcher", "version": "0.1.9"}]}, "holdfast-launcher 0.2.0 and newer, 0.1.9 is there")]
    for shop, (more, _) in zip(hub.shops, cases):
        shop.running, shop.managed, shop.bad = NEW, True, ()
        assert shop.report(hub, **more)["want"] == ("release" if more is fits else "nothing")
    sites = hub.ask("GET", f"/v1/rollouts/{begun['rolloutId']}/sites")["items"]
    for site, (_, why) in zip(sites, cases):
        assert (site["progress"] == "refused" and why in site["why"][0]) if why else (site["progress"], site["why"]) == ("waiting", [])
    assert "/components/0/version" in hub.shops[0].report(hub, expect=400, components=[{"name": "holdfastd"}])["detail"]
    hub.ask("POST", f"/v1/rollouts/{begun['rolloutId']}/rollback", json={"by": "Imke", "reason": "the end of the test"})


def test_a_release_that_migrated_is_taken_back_where_it_can_be_and_the_others_are_named(hub):
    name = hub.repository.publish(20)
    first, second, third = hub.shops[:3]
    for shop in hub.shops:
        shop.running, shop.managed, shop.bad = NEW, True, ()
        shop.report(hub)
    rollout = hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": name, "plan": rings(3600, 3600), "by": "Imke"})["rolloutId"]
    sentence = "It cannot go back: the data were migrated (schema 38; release 0.8.0 reads at most 37)."
    closed = {"noWayBack": {"reason": "migrated", "schema": 38, "reads": 37, "release": "0.8.0", "detail": sentence}}
    for shop in (first, second, third):
        shop.running = 20
    for shop in (first, second):
        shop.report(hub, **closed)
    third.report(hub)

    def of(site):
        return next(row for row in hub.ask("GET", f"/v1/rollouts/{rollout}/sites")["items"] if row["siteId"] == site)
    # Whoever thinks of taking it back sees beforehand where that would not do.
    assert (of("shop-1")["progress"], of("shop-1")["why"]) == ("committed", [sentence]) and of("shop-3")["why"] == []
    hub.cli("rollout", "back", rollout, "--reason", "too slow", "--by", "Imke")
    assert first.report(hub, **closed)["want"] == "nothing", "nobody is told what cannot be done"
    assert third.report(hub)["want"] == "releaseBefore"
    assert hub.ask("GET", f"/v1/rollouts/{rollout}")["rollout"]["phase"] == "goingBack"
    third.running = NEW
    third.report(hub)
    gone = phase(hub, rollout, "goneBack", "nobody who can leave it runs it any more")
    assert [reason["kind"] for reason in gone["reasons"]] == ["person", "stays"]
    assert "2 sites cannot go back" in gone["reasons"][1]["text"] and "backup" in gone["reasons"][1]["text"]
    assert (of("shop-1")["progress"], of("shop-2")["progress"]) == ("stays", "stays")
    shown = hub.cli("rollout", "show", rollout)
    assert shown.count(", 1 cannot go back") == 2 and gone["reasons"][1]["text"] in shown
    if seen := look(hub, "hub-releases-stay", "taken back"):
        assert (seen["axe"], seen["errors"]) == ([], [])
        assert "cannot go back, keeps it" in seen["text"] and sentence in seen["text"] and gone["reasons"][1]["text"] in seen["text"]
    # The way on: the next release begins at once, and those that stayed take it.
    mended = hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": hub.repository.publish(21), "plan": {"rings": [{"name": "all", "permille": 1000, "soakSeconds": 3600}]}, "by": "Imke"})
    wish = first.report(hub, **closed)
    assert (wish["want"], wish["counter"]) == ("release", 21)
    for shop in hub.shops:
        shop.running = NEW
        shop.report(hub)
    hub.ask("POST", f"/v1/rollouts/{mended['rolloutId']}/rollback", json={"reason": "over", "by": "Imke"})
    phase(hub, mended["rolloutId"], "goneBack", "nobody runs it")


def look(hub, *words):
    """A person's eyes, fingers and axe; once, as both databases show the same."""
    if hub.database or not NODE.exists() or not shutil.which("chromium"):
        return None
    done = subprocess.run([str(NODE), str(ROOT / "tests/hub/look_at_releases.mjs"), f"{hub.api}/#token={hub.token}", *words],
                          capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def look_at_the_page(hub):
    """While it is on its way."""
    seen = look(hub, "hub-releases")
    if not seen:
        return
    assert (seen["axe"], seen["errors"]) == ([], [])
    assert "paused" in seen["paused"] and "went back by itself" in seen["text"] and "Scans that find nothing" in seen["text"]
