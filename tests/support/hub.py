"""A real holdfast-hub, and stores that speak schema/sync.yaml to it from nothing but the published formulas."""
import hashlib
import json
import pathlib
import signal
import struct
import subprocess
import uuid

import requests

from daemon import binary, until

EVENTS = "application/vnd.holdfast.events+ndjson"
BODIES = "application/vnd.holdfast.bodies+ndjson"


def openssl(*arguments, text=None):
    done = subprocess.run(["openssl", *map(str, arguments)], input=text, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def zstd(data):
    return subprocess.run(["zstd", "-q", "-c", "-3", "--content-size", "--stream-size=%d" % len(data)], input=data,
                          capture_output=True, timeout=30, check=True).stdout


class Hub:
    """One data folder and the process that serves it."""

    def __init__(self, folder, database=None, options=()):
        self.data = pathlib.Path(folder)
        self.data.mkdir(parents=True, exist_ok=True)
        self.database = ["--database", database] if database else []
        self.options = [str(option) for option in options]
        self.process = None

    def start(self, port=0):
        ports = self.data / "ports"
        ports.unlink(missing_ok=True)
        command = [str(binary("holdfast-hub")), "--data", str(self.data), *self.database, "--listen", f"127.0.0.1:{port}",
                   "--operator-listen", "127.0.0.1:0", "--port-file", str(ports), *self.options]
        with open(self.data / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        until(lambda: ports.exists() or self.process.poll() is not None, 30, "the hub listens")
        assert self.process.poll() is None, (self.data / "log").read_text()
        self.port, operators = map(int, ports.read_text().split())
        self.url = f"https://localhost:{self.port}"
        self.api = f"http://127.0.0.1:{operators}"
        self.ca = str(self.data / "tls" / "ca.pem")
        self.token = (self.data / "hub-token").read_text()
        return self

    def stop(self, how=signal.SIGTERM):
        if self.process and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(20)

    def cli(self, *arguments):
        done = subprocess.run([str(binary("holdfast-hub")), *map(str, arguments), "--data", str(self.data), *self.database],
                              capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def ask(self, method, path, expect=200, **more):
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        answer = requests.request(method, self.api + path, headers=headers, timeout=60, **more)
        assert answer.status_code == expect, (method, path, answer.status_code, answer.text)
        return answer.json() if answer.content else None

    def metric(self, name):
        """The sum over all labels."""
        text = requests.get(self.api + "/metrics", timeout=10).text
        return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines()
                   if line.startswith((f"holdfast_{name}{{", f"holdfast_{name} ")))


class Store:
    """A store's log, key and certificate."""

    def __init__(self, folder, site=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.site = site or str(uuid.uuid4())
        self.key, self.cert = str(self.folder / "key.pem"), str(self.folder / "cert.pem")
        openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", self.key)
        self.epoch, self.lines, self.ids = 1, [], []
        self.hashes = [hashlib.sha256(b"HF-GENESIS1\0" + self.site.encode() + b"\0" + struct.pack(">Q", 1)).digest()]
        self.session = requests.Session()

    def request(self):
        return openssl("req", "-new", "-key", self.key, "-subj", "/CN=whoever")

    def ask_in(self, hub, token, **change):
        body = {"token": token, "csr": self.request(), "siteId": self.site, "siteName": "A shop", **change}
        return requests.post(hub.url + "/enrol/v1/sites", json=body, verify=hub.ca, timeout=30)

    def enrol(self, hub, channel="channel-1"):
        answer = self.ask_in(hub, hub.cli("token", "create", "--channel", channel))
        assert answer.status_code == 201, answer.text
        self.grant = answer.json()
        self.session = requests.Session()
        pathlib.Path(self.cert).write_text(self.grant["certificate"])
        return self

    def call(self, hub, method, path, cert=None, **more):
        # A session keeps its connections whatever certificate it is asked to show next.
        caller = self.session if cert is None else requests
        return caller.request(method, hub.url + path, cert=(cert or self.cert, self.key), verify=hub.ca, timeout=40, **more)

    def add(self, kind, payload, aggregate, event_id=None):
        event_id = event_id or str(uuid.uuid4())
        body = json.dumps({"id": event_id, "type": kind, "aggregateType": "order", "aggregateId": aggregate, "payload": payload},
                          separators=(",", ":")).encode()
        seq = len(self.lines) + 1
        self.lines.append(body)
        self.ids.append(event_id)
        self.hashes.append(hashlib.sha256(b"HF-EV1\0" + self.hashes[-1] + struct.pack(">Q", seq) + uuid.UUID(event_id).bytes
                                          + hashlib.sha256(body).digest()).digest())

    def sell(self, total, day="2026-11-21", tender="cash", tax=0, register="till-1"):
        order = str(uuid.uuid4())
        self.add("OrderPaid", {"orderId": order, "kind": "sale" if total >= 0 else "return", "registerId": register, "currency": "EUR",
                               "receiptNumber": f"1-{len(self.lines) + 1:06}", "total": total, "tax": tax, "rounding": 0,
                               "payments": [{"tender": tender, "amount": total}], "businessDate": day}, order)
        return order

    def batch(self, first=1, last=None, **change):
        last = last or len(self.lines)
        header = {"protocol": 1, "siteId": self.site, "epoch": self.epoch, "firstSeq": first, "count": last - first + 1,
                  "prevHash": self.hashes[first - 1].hex(), "lastHash": self.hashes[last].hex(), **change}
        return b"".join(line + b"\n" for line in [json.dumps(header).encode(), *self.lines[first - 1:last]])

    def push(self, hub, body=None, packed=True, path=None, **more):
        body = self.batch() if body is None else body
        headers = {"Content-Type": EVENTS}
        if packed:
            headers["Content-Encoding"] = "zstd"
            body = zstd(body)
        return self.call(hub, "POST", path or f"/sync/v1/sites/{self.site}/events", data=body, headers=headers, **more)
