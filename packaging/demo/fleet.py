"""A hub and some small stores that take releases from it: a good one, one that cannot prove itself, one that finds no articles.

    fleet.py --stores 20 --programs build/bin --folder build/fleet [--port 18080] [--once]

Every store is a real daemon under its launcher, with tills that scan and sell all the time. `./run --fleet 20` starts this."""
import argparse
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from fleet_releases import Releases  # noqa: E402
from fleet_store import Store  # noqa: E402
from fleet_talk import call, until  # noqa: E402

DEMO = pathlib.Path(__file__).resolve().parent
QUICK = ["--rollout-look", "1", "--update-ask", "2", "--signal-stretch", "1", "--allow-private-targets"]


class Fleet:
    def __init__(self, folder, programs, stores, port=0, say=print):
        self.folder, self.programs, self.port, self.say = pathlib.Path(folder), pathlib.Path(programs), port, say
        self.stores, self.hub, self.stopping = [], None, threading.Event()
        self.count, self.threads = stores, []

    def __enter__(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *_):
        self.stop()

    def start(self):
        self.releases = Releases(self.folder, self.programs)
        first = self.releases.build(1, "what the stores run today")
        self.start_hub()
        for number in range(1, self.count + 1):
            self.stores.append(Store(self.folder / f"store-{number:02}", self.programs, number, self.hub_cli).prepare(self.sync_url, first, self.releases.root))
        site = json.loads((DEMO / "store.json").read_text())["site"]
        self.hub_cli("import", DEMO / "store.json", "--channel", site["salesChannelId"], "--tenant", site["tenantId"])
        shutil.copytree(self.releases.keys / "repository", self.hub_data / "releases")
        self.releases.repository = self.hub_data / "releases"
        for store in self.stores:  # one after the other: their starts cost more than their selling
            store.start()
        self.say(f"{self.count} stores are open, each with release {store.runs()}.")
        for part in range(4):
            trader = threading.Thread(target=self.trade, args=(self.stores[part::4], random.Random(part)), daemon=True)
            trader.start()
            self.threads.append(trader)
        until(lambda: sum(site.get("counter") == 1 for site in self.said()) == self.count, 120, "every store said what it runs")
        return self

    def start_hub(self):
        self.hub_data = self.folder / "hub"
        ports = self.folder / "hub-ports"
        with open(self.folder / "hub.log", "ab") as log:
            self.hub = subprocess.Popen([self.programs / "holdfast-hub", "--data", self.hub_data, "--listen", "127.0.0.1:0", "--operator-listen",
                                         f"127.0.0.1:{self.port}", "--port-file", ports, *QUICK], stdout=log, stderr=log, start_new_session=True)
        until(lambda: ports.exists() and len(ports.read_text().split()) == 2 or self.hub.poll() is not None, 30, "the hub listens")
        if self.hub.poll() is not None:
            raise RuntimeError((self.folder / "hub.log").read_text()[-2000:])
        sync, operators = ports.read_text().split()
        self.sync_url, self.api = f"https://127.0.0.1:{sync}", f"http://127.0.0.1:{operators}"
        self.token = (self.hub_data / "hub-token").read_text().strip()

    def hub_cli(self, *arguments):
        done = subprocess.run([self.programs / "holdfast-hub", *map(str, arguments), "--data", self.hub_data], capture_output=True, text=True, timeout=60, check=False)
        if done.returncode != 0:
            raise RuntimeError(done.stderr)
        return done.stdout.strip()

    def ask(self, method, path, body=None):
        return call(method, self.api + path, body, self.token)

    def said(self):
        """What each store said last of what it runs, as a rollout shows it; before the first one, by the site's report."""
        rollouts = self.ask("GET", "/v1/rollouts")["items"]
        if not rollouts:
            return [{"counter": 1} for store in self.stores if store.answers()]
        return [{"counter": site["running"]} for site in self.ask("GET", f"/v1/rollouts/{rollouts[0]['rolloutId']}/sites")["items"]]

    def trade(self, stores, rng):
        while not self.stopping.is_set():
            for store in stores:
                store.trade(rng)
            self.stopping.wait(0.05)

    def publish(self, counter, what, fault=None):
        return self.releases.publish(self.releases.build(counter, what, fault))

    def ship(self, name, soak, watch):
        """Until it is everywhere or back again; `soak` and `watch` are seconds in the first ring and in the others."""
        canaries = self.stores[:max(1, self.count // 10)]
        first = [store.site for store in canaries]
        enough = sum(store.scans for store in canaries) + (0 if self.ask("GET", "/v1/rollouts")["items"] else 800)
        until(lambda: self.stopping.is_set() or sum(store.scans for store in canaries) >= enough, 300, "there is a before to compare with")
        plan = {"rings": [{"name": "canary", "sites": first, "permille": 0, "soakSeconds": soak}, {"name": "early", "permille": 300, "soakSeconds": watch},
                          {"name": "broad", "permille": 1000, "soakSeconds": watch}], "backWhenStopped": True}
        rollout = self.ask("POST", "/v1/rollouts", {"bundle": name, "plan": plan, "by": "demo"})["rolloutId"]
        told = 0
        while not self.stopping.is_set():
            now = self.ask("GET", f"/v1/rollouts/{rollout}")
            events = list(reversed(now["events"]))
            for event in events[told:]:
                self.say(f"  {event['text']}")
            told = len(events)
            if now["rollout"]["phase"] in ("done", "goneBack"):
                return now
            for store in self.stores:
                store.watch()
            self.stopping.wait(0.5)
        return None

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join(10)
        for store in self.stores:
            store.end()
        for store in self.stores:
            store.wait()
        if self.hub and self.hub.poll() is None:
            self.hub.send_signal(signal.SIGTERM)
            self.hub.wait(20)


def show(fleet, counter):
    running = [site["counter"] for site in fleet.said()]
    fleet.say(f"  {running.count(counter)} of {len(running)} stores run release {counter}.")


def demo(options):
    say = lambda text: print(text, flush=True)  # noqa: E731
    with Fleet(options.folder, options.programs, options.stores, options.port, say) as fleet:
        signal.signal(signal.SIGTERM, lambda *_: fleet.stopping.set())
        signal.signal(signal.SIGINT, lambda *_: fleet.stopping.set())
        fleet.start()
        say(f"The hub's page shows it:  {fleet.api}/#token={fleet.token}")
        print("READY " + json.dumps({"hub": fleet.api, "hubToken": fleet.token, "stores": [store.api for store in fleet.stores]}), flush=True)
        stories = [(2, "A good release goes through the rings.", None, 15, 5), (3, "One that cannot prove itself: its sites go back by themselves.", "proof", 300, 60),
                   (4, "One that starts, and then finds only half of what is scanned: the hub takes it back.", "scans", 300, 60)]
        for counter, story, fault, soak, watch in stories:
            if fleet.stopping.is_set():
                break
            say(story)
            ended = fleet.ship(fleet.publish(counter, story, fault), soak, watch)
            if ended:
                show(fleet, counter)
        if not options.once and not fleet.stopping.is_set():
            say("That was all; the stores go on selling. Ctrl-C ends them.")
            fleet.stopping.wait()
        say("Closing.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--stores", type=int, default=20)
    parser.add_argument("--programs", required=True)
    parser.add_argument("--folder", required=True)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--once", action="store_true", help="end when the story is over")
    os.environ.setdefault("HOLDFAST_LOG_LEVEL", "info")
    demo(parser.parse_args())
