"""The real programs: a data folder made by `holdfast`, served by `holdfastd`, started, killed and started again."""
import json
import os
import pathlib
import signal
import subprocess
import time

import requests

from openapi import ROOT

DEMO = ROOT / "packaging" / "demo"


def binary(name):
    folder = pathlib.Path(os.environ.get("HOLDFAST_BIN", ROOT / "build" / "bin"))
    return folder / name


def missing_programs():
    """Why the programs cannot be run, or None."""
    absent = [str(binary(name)) for name in ("holdfast", "holdfastd") if not os.access(binary(name), os.X_OK)]
    return f"not built: {', '.join(absent)} (HOLDFAST_BIN names the folder)" if absent else None


def run_cli(*arguments, check=True, stdin=None, program="holdfast"):
    command = [str(binary(program)), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False, input=stdin)
    if check and done.returncode != 0:
        raise AssertionError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
    return done


def until(question, seconds, what):
    """Asks again and again until the answer is truthy. `seconds` is what it may take on a machine of its own; one that builds
    or tests something else beside it is slower by more than that, so what is awaited is given up only much later."""
    begin, last = time.monotonic(), max(60, 4 * seconds)
    while True:
        answer = question()
        if answer:
            return answer
        waited = time.monotonic() - begin
        if waited > last:
            raise AssertionError(f"{what}: not within {last} s ({seconds} on a machine of its own)")
        time.sleep(min(0.002 + waited / 20, 0.05))


class Daemon:
    """One data folder and the process that serves it."""

    def __init__(self, folder):
        self.data = pathlib.Path(folder) / "data"
        self.port_file = pathlib.Path(folder) / "port"
        self.log = pathlib.Path(folder) / "log"
        self.process = None
        self.base = None
        self.more = []  # further options of the daemon's

    def create(self, catalogue=True, store=DEMO / "store.json"):
        run_cli("init", "--data", self.data, "--from", store)
        if catalogue:
            run_cli("catalog", "import", DEMO / "catalogue.csv", "--data", self.data)
        return self

    def pairing_code(self, uses=1000):
        return json.loads(run_cli("pair", "--data", self.data, "--uses", uses, "--json").stdout)["code"]

    def start(self, **environment):
        self.port_file.unlink(missing_ok=True)
        command = [str(binary("holdfastd")), "--data", str(self.data), "--listen", "127.0.0.1:0", "--port-file", str(self.port_file), *self.more]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
        port = until(self._port, 60, f"holdfastd starts ({self.log})")
        self.base = f"http://127.0.0.1:{port}"
        until(self._ready, 60, "holdfastd answers")
        return self

    def _port(self):
        if self.process.poll() is not None:
            raise AssertionError(f"holdfastd ended with {self.process.returncode} at start\n{self.tail()}")
        text = self.port_file.read_text() if self.port_file.exists() else ""
        return int(text) if text.strip() else None

    def _ready(self):
        try:
            return requests.get(self.base + "/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def running(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a power cut for the process: no clean-up of its own."""
        if self.running():
            self.process.kill()
        self.process.wait(180)

    def stop(self):
        if not self.running():
            return None if self.process is None else self.process.returncode
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(180)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"holdfastd did not stop within 180 s of SIGTERM\n{self.tail()}") from None

    def verify(self):
        """`holdfast verify`; fails with what it found."""
        done = run_cli("verify", "--data", self.data, check=False)
        assert done.returncode == 0, f"verify found\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"

    def tail(self, characters=3000):
        return self.log.read_text(errors="replace")[-characters:] if self.log.exists() else ""
