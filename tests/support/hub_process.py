"""A real hub for tests: started, killed and started again on the same ports."""
import json
import os
import pathlib
import signal
import subprocess

import requests

from daemon import binary, until


def missing_hub():
    """Why the hub cannot be run, or None."""
    return None if os.access(binary("holdfast-hub"), os.X_OK) else f"not built: {binary('holdfast-hub')}"


class Hub:
    """One data folder and the process that serves it; 127.0.0.1 alone, TLS for stores."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.data, self.port_file, self.log = self.folder / "hub", self.folder / "hub-ports", self.folder / "hub-log"
        self.process, self.ports = None, (0, 0)

    def start(self, *more):
        self.port_file.unlink(missing_ok=True)
        command = [str(binary("holdfast-hub")), "--data", str(self.data), "--listen", f"127.0.0.1:{self.ports[0]}",
                   "--operator-listen", f"127.0.0.1:{self.ports[1]}", "--port-file", str(self.port_file), *map(str, more)]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        self.ports = until(self._ports, 60, f"holdfast-hub starts ({self.log})")
        self.token = (self.data / "hub-token").read_text().strip()
        until(self._ready, 30, "holdfast-hub answers")
        return self

    url = property(lambda self: f"https://127.0.0.1:{self.ports[0]}")

    def _ports(self):
        if self.process.poll() is not None:
            raise AssertionError(f"holdfast-hub ended with {self.process.returncode}\n{self.log.read_text()[-3000:]}")
        words = self.port_file.read_text().split() if self.port_file.exists() else []
        return tuple(int(word) for word in words) if len(words) == 2 else None

    def _ready(self):
        try:
            return self.call("GET", "/v1/sites").status_code == 200
        except requests.RequestException:
            return False

    def call(self, method, path, body=None):
        with requests.Session() as session:
            session.trust_env = False
            return session.request(method, f"http://127.0.0.1:{self.ports[1]}{path}", json=body, timeout=30,
                                   headers={"Authorization": "Bearer " + self.token})

    def get(self, path):
        answer = self.call("GET", path)
        assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text}"
        return answer.json()

    def enrolment_token(self, channel="shops"):
        command = [str(binary("holdfast-hub")), "token", "create", "--data", str(self.data), "--channel", channel, "--json"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)["token"]

    def kill(self):
        self.process.kill()
        self.process.wait(30)

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
