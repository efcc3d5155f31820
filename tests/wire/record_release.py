"""Writes down what this release's store and hub say to each other while a release goes to the store, to be played against the next one:
tests/wire/record_release.py FILE. What is signed holds for a hundred years, so that the recording does."""
import base64
import json
import pathlib
import random
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from appliance import Appliance, Publisher  # noqa: E402
from daemon import run_cli, until  # noqa: E402
from hub import Hub, Store  # noqa: E402
from proxy import Recorder  # noqa: E402
from record import SITE, identity, release_now  # noqa: E402

LONG = 36_500  # days
EVERYBODY = {"rings": [{"name": "all", "permille": 1000, "soakSeconds": 0}]}
QUICK = ("--rollout-look", 1, "--update-ask", 1)
PARTS = ("/update", "/tuf/", "/bundles/")


def of_anywhere(folder):
    """A release that is never started: nothing in it is of the machine that writes this down."""
    programs, bundle = folder / "programs", folder / "r2.hfb"
    programs.mkdir()
    (programs / "holdfastd").write_text("#!/bin/sh\nexit 70\n")
    (programs / "holdfastd").chmod(0o755)
    (folder / "noise").write_bytes(random.Random(2).randbytes(20_000))
    run_cli("bundle", "build", bundle, "--release", "0.2.0", "--counter", 2, "--programs", programs, "--add", f"share/noise={folder / 'noise'}")
    return bundle


def record(folder, file):
    publisher = Publisher(folder / "desk", LONG)
    bundle = of_anywhere(publisher.folder)
    publisher.publish(bundle)
    hub = Hub(folder / "hub", options=("--releases", publisher.repository, *QUICK)).start()
    store = Appliance(folder, publisher, publisher.build(1)).create(catalogue=False)
    speaker = Store(folder / "speaker", SITE["siteId"])
    token = hub.cli("token", "create", "--channel", SITE["salesChannelId"], "--tenant", SITE["tenantId"])
    granted = speaker.ask_in(hub, token).json()
    pathlib.Path(speaker.cert).write_text(granted["certificate"])
    line = Recorder(hub.url, hub.ca, (speaker.cert, speaker.key))
    (store.data / "hub.json").write_text(json.dumps(identity(line.url, granted)))
    store.start()
    store.update("policy", *store.another_day(), "--automatic", "true")
    hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": bundle.name, "plan": EVERYBODY, "by": "record"})
    until(lambda: store.state().get("state") == "waiting", 60, "the release lies ready at the store")
    until(lambda: any(call["path"].endswith("/update") and json.loads(base64.b64decode(call["body"])).get("state") == "waiting" for call in line.calls), 60, "the hub is told")
    store.stop()
    hub.stop()
    line.stop()
    line.calls = [call for call in line.calls if any(part in call["path"] for part in PARTS)]
    line.write(file, {"release": release_now(), "site": SITE["siteId"], "tenant": SITE["tenantId"], "channel": SITE["salesChannelId"],
                      "root": publisher.root.read_text(), "name": bundle.name, "bundle": base64.b64encode(bundle.read_bytes()).decode()})
    print(f"{len(line.calls)} calls of release {release_now()}: {file}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        record(pathlib.Path(where), sys.argv[1])
