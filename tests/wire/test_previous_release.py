"""What earlier releases' stores and hubs said to each other (golden/, written down by record.py) is played against this one's hub and
store: N and N-1 understand each other. with_previous.sh runs the previous release's programs themselves."""
import base64
import http.server
import json
import os
import pathlib
import re
import subprocess
import threading

import pytest

from daemon import DEMO, Daemon, binary, missing_programs, until
from hub import Hub, Store
from proxy import read

GOLDEN = sorted(pathlib.Path(__file__).parent.glob("golden/*.jsonl.gz"))
SAME = ("epoch", "ackSeq", "ackHash")


@pytest.fixture(params=GOLDEN, ids=lambda file: file.name.removesuffix(".jsonl.gz"))
def conversation(request):
    if trouble := missing_programs():
        pytest.skip(trouble)
    return read(request.param)


def test_this_hub_takes_what_an_earlier_store_says(conversation, tmp_path):
    about, calls = conversation
    if not os.access(binary("holdfast-hub"), os.X_OK):
        pytest.skip("holdfast-hub is not built")
    hub = Hub(tmp_path / "hub").start()
    store = Store(tmp_path / "store", about["site"])
    granted = store.ask_in(hub, hub.cli("token", "create", "--channel", about["channel"], "--tenant", about["tenant"]))
    pathlib.Path(store.cert).write_text(granted.json()["certificate"])
    for call in calls:
        if call["method"] != "POST":
            continue
        answer = store.call(hub, "POST", call["path"], data=base64.b64decode(call["body"]), headers=call["headers"])
        # What had no body then may have one now: an earlier store does not look.
        assert answer.status_code == call["status"] or (call["status"], answer.status_code) == (204, 200), (call["path"], answer.text)
        if call["path"].endswith("/events"):
            before, now = json.loads(call["answer"]), answer.json()
            assert {name: now[name] for name in SAME} == {name: before[name] for name in SAME}
        if call["path"].endswith("/hello"):
            before, now = json.loads(call["answer"]), answer.json()
            assert now["protocol"] == before["protocol"] and dict(map(tuple, before["datasets"])).items() <= dict(map(tuple, now["datasets"])).items()

    def booked():
        days = hub.ask("GET", f"/v1/sites/{about['site']}/totals")["days"]
        return {"orders": sum(day["orders"] for day in days), "net": sum(day["net"] for day in days)}
    until(lambda: booked() == about["sold"], 30, f"the sales are booked as they were: {about['sold']}")
    site = hub.ask("GET", f"/v1/sites/{about['site']}")
    assert (site["deadLetters"], site["exceptions"]) == (0, 0)
    known = {name for call in calls if call["path"].endswith("/hello") for name, _ in json.loads(call["answer"])["datasets"]}
    assert not known & set(site["withheldDatasets"])  # what is new since is not for it
    hub.stop()


def key_of(method, path):
    """Without how long and how much, and without what that hub did not know and passed over."""
    place, _, rest = path.partition("?")
    return method, place, "".join(re.findall(r"(?:^|&)since=([^&]*)", rest)[:1])


class EarlierHub:
    """Answers as the hub of the recording did; batches are taken as their first line says."""

    def __init__(self, calls):
        self.acked, self.refused = 0, []
        told = {key_of(call["method"], call["path"]): call for call in calls}
        earlier = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def reply(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                call = told.get(key_of(self.command, self.path))
                if self.path.endswith("/events") and self.command == "POST":
                    status, text = 200, earlier.take(body, self.headers.get("Content-Encoding"))
                elif call:
                    status, text = call["status"], call["answer"]
                    if self.path.endswith("/hello"):  # without the dictionary, so that batches can be read here
                        text = json.dumps({**json.loads(text), "dictionary": False})
                else:  # what that hub did not know
                    status, text = 404, json.dumps({"type": "about:blank", "title": "not found", "status": 404, "detail": "no such resource", "errorClass": "x", "retryable": False, "reason": "form"})
                    earlier.refused.append(self.path)
                data = text.encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = reply

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def take(self, body, coding):
        if coding:
            body = subprocess.run(["zstd", "-d", "-q", "-c"], input=body, capture_output=True, timeout=30, check=True).stdout
        header = json.loads(body.split(b"\n", 1)[0])
        self.acked = header["firstSeq"] + header["count"] - 1
        return json.dumps({"epoch": header["epoch"], "ackSeq": self.acked, "ackHash": header["lastHash"], "appliedSeq": self.acked,
                           "serverTime": "2026-11-22T00:00:00.000Z", "maxEvents": 1000, "maxBytes": 8388608, "holes": [], "earlierHoles": []})


def test_this_store_lives_with_an_earlier_hub(conversation, tmp_path):
    about, calls = conversation
    hub = EarlierHub(calls)
    store = Daemon(tmp_path / "store").create(catalogue=False)
    site = json.loads((DEMO / "store.json").read_text())["site"]
    assert site["siteId"] == about["site"]
    (store.data / "hub.json").write_text(json.dumps({"url": hub.url, "siteId": about["site"], "tenantId": about["tenant"], "channelId": about["channel"],
                                                     "key": "none", "certificate": "none", "authority": "none"}))
    store.start()
    newest = max(int(json.loads(call["answer"])["to"]) for call in calls if "/changes" in call["path"] and call["status"] == 200)

    def status():
        done = subprocess.run([str(binary("holdfast")), "replication", "status", "--data", str(store.data), "--json"], capture_output=True, text=True, timeout=30, check=False)
        return json.loads(done.stdout) if done.returncode == 0 else {}
    until(lambda: status().get("down", {}).get("activeVersion") == newest, 60, "the earlier hub's masters are in force")
    articles = {each["dataset"]: each["rows"] for each in status()["down"]["datasets"]}
    assert articles["article"] > 500
    until(lambda: status().get("up", {}).get("pendingRecords") == 0, 60, "the earlier hub has the log")
    assert hub.acked > 0 and status()["withheldDatasets"] == []
    assert store.stop() == 0
    store.verify()
