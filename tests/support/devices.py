"""The real holdfast-devices: virtual devices, their faults, the printer's paper."""
import os
import pathlib
import re
import subprocess

import requests

from daemon import binary, until

CUT = "------------ cut ------------"


def missing_devices():
    path = binary("holdfast-devices")
    return None if os.access(path, os.X_OK) else f"not built: {path}"


class Devices:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.process = None
        self.http = requests.Session()
        self.http.trust_env = False

    def start(self, profile="epson-tm-t88vi", **options):
        """`zvt="127.0.0.1:0", scale="links/scale"`: options of the program, links below the folder of the test."""
        more = [text for name, value in options.items()
                for text in ("--" + name.replace("_", "-"), str(self.folder / value) if value.startswith("links/") else value)]
        port_file = self.folder / "devices-ports"
        port_file.unlink(missing_ok=True)
        with open(self.folder / "devices-log", "ab") as log:
            self.process = subprocess.Popen([str(binary("holdfast-devices")), "--profile", profile, "--port-file", str(port_file), *more],
                                            stdout=log, stderr=log)
        control, printer, *others = until(lambda: port_file.exists() and port_file.read_text().splitlines(), 20, "holdfast-devices starts")
        self.control, self.address = f"http://127.0.0.1:{control}", f"tcp://127.0.0.1:{printer}"
        self.addresses = dict(line.split(" ", 1) for line in others)
        return self

    def stop(self):
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)

    def _call(self, method, path, body=None):
        response = self.http.request(method, self.control + path, json=body, timeout=10)
        assert response.status_code == 200, (path, body, response.text)
        return response

    def get(self, name):
        """How one of the devices is: `terminal`, `nexo`, `scale`, `scanner`, `display`."""
        return self._call("GET", f"/{name}").json()

    def patch(self, name, **change):
        return self._call("PATCH", f"/{name}", change).json()

    def do(self, name, action, **what):
        return self._call("POST", f"/{name}/{action}", what).json()

    @property
    def state(self):
        return self._call("GET", "/printer").json()

    def set(self, **state):
        return self._call("PATCH", "/printer", state).json()

    def well(self):
        """Everything as it should be, and the paper drawn in as new."""
        return self.set(paper="present", coverOpen=False, silent=False, stalled=False, slow=False, refusing=False, drawerOpen=False)

    def drop(self):
        self._call("POST", "/printer/drop")

    def power_cycle(self):
        self._call("POST", "/printer/power-cycle")

    def tear_off(self):
        self._call("DELETE", "/printer/roll")

    @property
    def roll(self):
        return self._call("GET", "/printer/roll").text

    @property
    def picture(self):
        return self._call("GET", "/printer/roll.png").content

    def whole_receipts(self):
        """How often each receipt number stands on a receipt that ends in a cut: {number: [is a copy, …]}."""
        found = {}
        for part in self.roll.split(CUT)[:-1]:
            # What was cut off begins anew at its head; only the last receipt of a part is whole.
            number = re.findall(r"^Receipt (\d+-\d+)", part, re.M)
            if number and f"[code {number[-1]}]" in part:
                last = part[part.rindex("Receipt " + number[-1]):]
                found.setdefault(number[-1], []).append("COPY" in part[-len(last) - 400:])
        return found
