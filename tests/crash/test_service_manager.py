"""What a service manager hears over a real NOTIFY_SOCKET from what its unit starts: the launcher and the daemon behind it. The manager
here keeps systemd's promises: it kills what falls silent and starts it again."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

import pytest
import requests

from daemon import Daemon, binary, missing_programs, run_cli, until
from openapi import ROOT
from shop import Shop

UNIT = ROOT / "packaging/systemd/holdfastd.service"
WATCHDOG_S = 3  # instead of the unit's 30: the daemon takes its pace from it


class Managed(Daemon):
    """A daemon under the launcher, as the unit starts it, and the manager's end of the socket."""

    def __init__(self, folder):
        super().__init__(folder)
        self.socket_path = str(pathlib.Path(folder) / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.socket_path)
        self.heard = []  # (when, words)
        bundle, programs = pathlib.Path(folder) / "release.hfb", pathlib.Path(folder) / "programs"
        programs.mkdir()
        (programs / "holdfastd").write_text(f"#!/bin/sh\nexec {binary('holdfastd').resolve()} \"$@\"\n")
        (programs / "holdfastd").chmod(0o755)
        run_cli("bundle", "build", bundle, "--release", "0.1.0", "--counter", 1, "--programs", programs)
        self.packaged = pathlib.Path(folder) / "packaged"
        run_cli("bundle", "unpack", bundle, self.packaged)

    def start(self, **environment):
        self.port_file.unlink(missing_ok=True)
        command = [str(binary("holdfast-launcher")), "--root", str(self.data.parent / "releases"), "--data", str(self.data), "--packaged",
                   str(self.packaged), "--listen", "127.0.0.1:0", "--port-file", str(self.port_file)]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True,
                                            env={**os.environ, "NOTIFY_SOCKET": self.socket_path, "WATCHDOG_USEC": str(WATCHDOG_S * 1_000_000), **environment})
        return self

    def end_all(self):
        """All that the unit started, as a manager does in the end."""
        if self.process is not None:
            try:
                os.killpg(self.process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            self.process.wait(60)

    def hear(self, patience):
        """The next message, or None when it is silent for so long."""
        self.socket.settimeout(patience)
        try:
            self.heard.append((time.monotonic(), self.socket.recv(4096).decode().split("\n")))
        except TimeoutError:
            return None
        return self.heard[-1][1]

    def until_it_says(self, words, patience=120):
        end = time.monotonic() + patience
        while (left := end - time.monotonic()) > 0:
            if words in (self.hear(left) or ()):
                return self
        raise AssertionError(f"`{words}` is not said: {self.heard} {self.tail()}")

    def until_ready(self):
        self.until_it_says("READY=1")
        self.base = f"http://127.0.0.1:{self.port_file.read_text().split()[0]}"
        return self

    def until_silent(self):
        """Nothing that keeps it alive for as long as the watchdog waits; fails if that does not come to pass."""
        last, end = time.monotonic(), time.monotonic() + 20 * WATCHDOG_S
        while time.monotonic() - last < WATCHDOG_S:
            words = self.hear(last + WATCHDOG_S - time.monotonic() + 0.001)
            if words and "WATCHDOG=1" in words:
                last = time.monotonic()
            assert last < end, "it never falls silent"


@pytest.fixture
def managed(tmp_path):
    if missing_programs():
        pytest.skip(missing_programs())
    made = Managed(tmp_path).create()
    yield made
    made.end_all()
    made.socket.close()


def test_ready_is_said_once_it_serves_then_it_is_alive_and_says_when_it_stops(managed):
    managed.start().until_ready()
    assert requests.get(managed.base + "/readyz", timeout=5).status_code == 200
    status = next(word for _, words in managed.heard for word in words if word.startswith("STATUS="))
    assert status == "STATUS=selling"
    told = []
    for _ in range(3):
        managed.until_it_says("WATCHDOG=1")
        told.append(managed.heard[-1][0])
    assert all(later - earlier < WATCHDOG_S for earlier, later in zip(told, told[1:])), told
    managed.process.send_signal(signal.SIGTERM)
    managed.until_it_says("STOPPING=1")
    assert managed.process.wait(60) == 0


def test_a_writer_that_hangs_is_missed_killed_and_started_again_and_nothing_is_lost(managed):
    shop = Shop(managed.start().until_ready())
    till = shop.till()
    sale = {"registerId": till.register_id, "items": [{"sku": "MANGO", "quantity": 1}], "payments": [{"tender": "cash"}]}
    order = till.cashier("createSale", sale)
    managed.process.send_signal(signal.SIGTERM)
    assert managed.process.wait(60) == 0

    managed.start(HOLDFAST_FAULT="before-commit:12:hang").until_ready()
    managed.until_silent()
    assert requests.get(managed.base + "/livez", timeout=5).status_code == 200, "only its writer hangs"
    managed.end_all()

    managed.start().until_ready()
    again = till.shop.anyone.__class__(managed.base, till.shop.contract).as_(till.cashier.token)("getOrder", id=order["orderId"])
    assert again["receiptNumber"] == order["receiptNumber"]
    managed.until_it_says("WATCHDOG=1")
    managed.process.send_signal(signal.SIGTERM)
    assert managed.process.wait(60) == 0
    managed.verify()


def test_the_unit_asks_for_what_the_programs_say():
    unit = UNIT.read_text()
    assert re.search(r"^Type=notify$", unit, re.M) and re.search(r"^NotifyAccess=all$", unit, re.M), "the daemon is not the main process"
    watchdog = int(re.search(r"^WatchdogSec=(\d+)$", unit, re.M)[1])
    assert watchdog >= 10, "three commands through the writer in that span"
    assert re.search(r"^Restart=always$", unit, re.M)
