"""What an earlier release's store and hub said to each other while a release went to the store (golden/releases, written down by
record_release.py) is played against this one's hub and store."""
import base64
import hashlib
import json
import os
import pathlib

import pytest

from appliance import Appliance, Publisher
from daemon import binary, missing_programs, until
from fake_hub import FakeHub
from hub import Hub, Store
from proxy import read
from record_release import EVERYBODY, QUICK

GOLDEN = sorted(pathlib.Path(__file__).parent.glob("golden/releases/*.jsonl.gz"))
WISHED = ("want", "target", "sha256", "counter", "protocol")


@pytest.fixture(params=GOLDEN, ids=lambda file: file.name.removesuffix(".jsonl.gz"))
def conversation(request):
    if trouble := missing_programs():
        pytest.skip(trouble)
    return read(request.param)


def repository(about, calls, folder):
    """The releases that were spoken of, as far as they were: what the store fetched, and the bundle itself."""
    for part in ("metadata", "targets"):
        (folder / part).mkdir(parents=True)
    (folder / "metadata/1.root.json").write_text(about["root"])
    bundle = base64.b64decode(about["bundle"])
    (folder / "targets" / f"{hashlib.sha256(bundle).hexdigest()}.{about['name']}").write_bytes(bundle)
    for call in calls:
        name = call["path"].rpartition("/")[2]
        if "/tuf/metadata/" in call["path"] and call["status"] == 200:
            (folder / "metadata" / name).write_text(call["answer"])
        if "/bundles/" in call["path"] and call["status"] == 206:
            first = int(call["headers"]["Range"].removeprefix("bytes=").partition("-")[0])
            file = folder / "targets" / f"{name}.{about['name']}.zst" if hashlib.sha256(bundle).hexdigest() != name else None
            if file:
                before = file.read_bytes() if file.exists() else b""
                assert len(before) == first
                file.write_bytes(before + base64.b64decode(call["bytes"]))
    return folder


def wishes(calls):
    return [json.loads(call["answer"]) for call in calls if call["path"].endswith("/update")]


def test_a_conversation_tells_of_all_three(conversation):
    _, calls = conversation
    told = {(call["method"], call["path"].split("/")[3], call["status"]) for call in calls}
    assert {("POST", "sites", 200), ("GET", "tuf", 200), ("GET", "tuf", 404), ("GET", "bundles", 206)} <= told
    assert any(wish["want"] == "release" for wish in wishes(calls))


def test_this_hub_takes_what_an_earlier_store_reports_and_asks_for(conversation, tmp_path):
    about, calls = conversation
    if not os.access(binary("holdfast-hub"), os.X_OK):
        pytest.skip("holdfast-hub is not built")
    hub = Hub(tmp_path / "hub", options=("--releases", repository(about, calls, tmp_path / "releases"), *QUICK)).start()
    store = Store(tmp_path / "store", about["site"])
    granted = store.ask_in(hub, hub.cli("token", "create", "--channel", about["channel"], "--tenant", about["tenant"]))
    pathlib.Path(store.cert).write_text(granted.json()["certificate"])
    begun = False
    for call in calls:
        def say():
            return store.call(hub, call["method"], call["path"], data=base64.b64decode(call["body"]), headers=call["headers"])
        answer = say()
        assert answer.status_code == call["status"], (call["path"], answer.text)
        if call["path"].endswith("/update"):
            before = json.loads(call["answer"])
            if not begun:
                hub.ask("POST", "/v1/rollouts", expect=201, json={"bundle": about["name"], "plan": EVERYBODY, "by": "test"})
                begun = True
            if before["want"] == "release":
                now = until(lambda: (wish := say().json())["want"] == "release" and wish, 30, "the hub wishes what it wished then")
                assert {name: now[name] for name in WISHED} == {name: before[name] for name in WISHED}
                assert before.keys() <= now.keys()
        elif "/tuf/" in call["path"] and call["status"] == 200:
            assert answer.text == call["answer"], "signed bytes go out as they are"
        elif call["status"] == 206:
            assert answer.content == base64.b64decode(call["bytes"]) and answer.headers["Content-Range"] == call["answered"]["Content-Range"]
    row = hub.ask("GET", "/v1/rollouts")["items"][0]["rolloutId"]
    site = hub.ask("GET", f"/v1/rollouts/{row}/sites")["items"][0]
    assert (site["siteId"], site["progress"]) == (about["site"], "taking") or site["progress"] == "waiting", site
    hub.stop()


def test_this_store_takes_a_release_from_an_earlier_hub(conversation, tmp_path):
    about, calls = conversation
    hub = FakeHub(repository(about, calls, tmp_path / "releases"))
    publisher = Publisher(tmp_path / "desk")
    ours = publisher.build(1)
    publisher.root = tmp_path / "root.json"
    publisher.root.write_text(about["root"])
    store = Appliance(tmp_path, publisher, ours).create().start()
    try:
        store.enrol(hub)
        store.update("policy", *store.another_day(), "--automatic", "true")
        hub.wish = next(wish for wish in wishes(calls) if wish["want"] == "release")
        store.update("check")

        def settled():
            state = store.state()
            return state if state.get("state") == "waiting" or "of schema" in state.get("problem", "") else None
        # Believed and judged; a release of an earlier schema than this store's is rightly refused then.
        until(settled, 60, f"the earlier hub's release is taken ({store.log})")
        told = hub.reports[-1]
        for name in json.loads(base64.b64decode(next(call["body"] for call in calls if call["path"].endswith("/update")))):
            assert name in hub.reports[0] or name in told or name == "signals", f"an earlier hub reads `{name}`"
    finally:
        store.stop()
        hub.stop()
