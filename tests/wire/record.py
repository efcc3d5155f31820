"""Writes down what this release's store and hub say to each other, to be played against the next one: tests/wire/record.py FILE.
Run once for each release, with its programs in HOLDFAST_BIN; the file goes into tests/wire/golden."""
import json
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.dont_write_bytecode = True

from daemon import DEMO, Daemon, binary, until  # noqa: E402
from hub import Hub, Store  # noqa: E402
from proxy import Recorder  # noqa: E402
from shop import Shop  # noqa: E402

SITE = json.loads((DEMO / "store.json").read_text())["site"]
SKU = "AMERICANO-S"


def sold(hub):
    days = hub.ask("GET", f"/v1/sites/{SITE['siteId']}/totals")["days"]
    return {"orders": sum(day["orders"] for day in days), "net": sum(day["net"] for day in days)}


def identity(url, granted):
    return {"url": url, "siteId": SITE["siteId"], "tenantId": SITE["tenantId"], "channelId": SITE["salesChannelId"], "key": "none",
            "certificate": granted["certificate"], "authority": granted["caCertificate"], "renewAfter": granted["renewAfter"]}


def release_now():
    return subprocess.run([str(binary("holdfastd")), "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]


def record(folder, file):
    hub = Hub(folder / "hub").start()
    store = Daemon(folder / "store").create(catalogue=False)
    # The recorder speaks for the store, with a certificate of the store's; the store itself speaks plainly to the recorder.
    speaker = Store(folder / "speaker", SITE["siteId"])
    token = hub.cli("token", "create", "--channel", SITE["salesChannelId"], "--tenant", SITE["tenantId"])
    granted = speaker.ask_in(hub, token).json()
    pathlib.Path(speaker.cert).write_text(granted["certificate"])
    for name in ("store.json", "catalogue.csv"):
        hub.cli("import", DEMO / name, "--channel", SITE["salesChannelId"], "--tenant", SITE["tenantId"])
    line = Recorder(hub.url, hub.ca, (speaker.cert, speaker.key))
    (store.data / "hub.json").write_text(json.dumps(identity(line.url, granted)))
    store.start()
    shop = Shop(store)
    until(lambda: all(word in store.tail(100_000) for word in ("are in force", '"online ')), 60, "the masters are there, and the hub")
    till = shop.till()
    for pieces in (1, 2, 3):
        till.sell({"sku": SKU, "quantity": pieces})
    orders = until(lambda: sold(hub)["orders"] >= 3 and sold(hub), 60, "the sales are booked")
    until(lambda: any(call["path"].endswith("/status") for call in line.calls), 60, "the store reports")
    store.stop()
    hub.stop()
    line.stop()
    version = release_now()
    line.write(file, {"release": version, "site": SITE["siteId"], "tenant": SITE["tenantId"], "channel": SITE["salesChannelId"], "sku": SKU, "sold": orders})
    print(f"{len(line.calls)} calls of release {version}: {file}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as where:
        record(pathlib.Path(where), sys.argv[1])
