"""One small store of the fleet demo: its folder, its launcher, and a till that scans and sells."""
import csv
import json
import os
import pathlib
import signal
import subprocess
import time
import urllib.error

from fleet_talk import Refused, call, until

DEMO = pathlib.Path(__file__).resolve().parent
# A store that may change over at any time of the day, so that nobody waits for the night.
POLICY = {"automatic": True, "from": "00:00", "to": "00:00", "needsNoOpenShift": False, "afterClose": False, "shares": False}
SCANS_A_SALE = 20
UNKNOWN_EVERY = 40


class Store:
    def __init__(self, folder, programs, number, hub_cli):
        self.root, self.programs, self.number, self.hub_cli = pathlib.Path(folder), pathlib.Path(programs), number, hub_cli
        self.data, self.process, self.api, self.till, self.ending, self.scans = self.root / "data", None, None, None, False, 0
        self.site = f"019b76da-a800-7000-8000-{number:012x}"
        with open(DEMO / "catalogue.csv", encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["unit"] == "piece" and row["priceKind"] == "fixed" and not row["minAge"]]
        codes = [(row["sku"], code) for row in rows for code in row["barcode"].split("|") if code.isdigit() and len(code) >= 8]
        self.articles = codes[:200]

    def holdfast(self, *arguments):
        done = subprocess.run([self.programs / "holdfast", *map(str, arguments), "--data", self.data], capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"holdfast {arguments[0]}: {done.stderr}")
        return done.stdout

    def prepare(self, hub_url, bundle, root):
        self.root.mkdir(parents=True)
        document = json.loads((DEMO / "store.json").read_text())
        document["site"] |= {"siteId": self.site, "name": f"Shop {self.number}"}
        (self.root / "store.json").write_text(json.dumps(document))
        self.holdfast("init", "--from", self.root / "store.json")
        self.holdfast("catalog", "import", DEMO / "catalogue.csv")
        self.code = json.loads(self.holdfast("pair", "--uses", 1000, "--valid-hours", 720, "--json"))["code"]
        token = self.hub_cli("token", "create", "--channel", document["site"]["salesChannelId"], "--tenant", document["site"]["tenantId"],
                             "--site-name", f"Shop {self.number}")
        self.holdfast("enrol", token, "--hub", hub_url)
        (self.root / "root.json").write_bytes(root.read_bytes())
        (self.root / "policy.json").write_text(json.dumps(POLICY))
        packaged = self.root / "packaged"
        subprocess.run([self.programs / "holdfast", "bundle", "unpack", bundle, packaged], check=True, timeout=120, capture_output=True)
        self.launch("--packaged", packaged, "--adopt").wait(120)
        subprocess.run(["rm", "-rf", packaged], check=True)
        return self

    def launch(self, *more):
        with open(self.root / "log", "ab") as log:
            return subprocess.Popen([self.programs / "holdfast-launcher", "--root", self.root, *map(str, more)], stdout=log, stderr=log,
                                    env={**os.environ, "HOLDFAST_LOG_LEVEL": "info"}, start_new_session=True)

    def start(self):
        port_file = self.root / "port"
        port_file.unlink(missing_ok=True)
        at = self.api.rsplit(":", 1)[1] if self.api else "0"
        self.process = self.launch("--listen", f"127.0.0.1:{at}", "--port-file", port_file)
        until(lambda: port_file.exists() and port_file.read_text().strip() or self.process.poll() is not None, 120, f"store {self.number} starts")
        if self.process.poll() is not None:
            raise RuntimeError(f"store {self.number} did not start:\n{(self.root / 'log').read_text()[-3000:]}")
        if not self.api:  # a store keeps its port: its tills do not look for it anew
            self.api = f"http://127.0.0.1:{port_file.read_text().split()[0]}"
            self.process.terminate()
            self.process.wait(60)
            return self.start()
        until(self.answers, 60, f"store {self.number} answers")
        return self

    def watch(self):
        """As the service manager does: what ended by itself is started again."""
        if self.process and self.process.poll() is not None and not self.ending:
            self.process = self.launch("--listen", f"127.0.0.1:{self.api.rsplit(':', 1)[1]}", "--port-file", self.root / "port")

    def answers(self):
        try:
            return call("GET", self.api + "/v1/health", timeout=5) is not None
        except (Refused, OSError, ValueError):
            return False

    def runs(self):
        return json.loads((self.root / "slots.json").read_text())["committedCounter"]

    def open_till(self):
        terminal = call("POST", self.api + "/v1/pairings", {"code": self.code, "name": "Till"})["token"]
        session = call("POST", self.api + "/v1/sessions", {"staffCode": "1001", "pin": "1111"}, terminal)["token"]
        register = call("GET", self.api + "/v1/registers", token=session)["items"][0]["id"]
        try:
            call("POST", f"{self.api}/v1/registers/{register}/shifts", {"openingCash": 20_000}, session)
        except Refused as refused:  # open already
            if refused.status not in (409, 422):
                raise
        self.till = (session, register)

    def trade(self, rng):
        """Some scans, of which few find nothing, and a sale. A store that changes over is asked again later."""
        try:
            if self.till is None:
                self.open_till()
            session, register = self.till
            for scan in range(SCANS_A_SALE):
                code = "4000000000006" if rng.randrange(UNKNOWN_EVERY) == 0 else rng.choice(self.articles)[1]
                try:
                    call("GET", f"{self.api}/v1/lookup/{code}", token=session, timeout=10)
                except Refused as refused:
                    if refused.status != 404:
                        raise
                self.scans += 1
            call("POST", self.api + "/v1/sales", {"registerId": register, "items": [{"sku": rng.choice(self.articles)[0], "quantity": 1}],
                                                  "payments": [{"tender": "cash"}]}, session, timeout=10)
        except Refused as refused:
            if refused.status in (401, 403):
                self.till = None
        except (OSError, urllib.error.URLError, ValueError):
            time.sleep(0.1)

    def end(self):
        self.ending = True
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def wait(self):
        if not self.process:
            return
        try:
            self.process.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
