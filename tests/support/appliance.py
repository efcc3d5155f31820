"""An appliance under the launcher: releases are the built daemon behind a line of shell, so that one can be made to fail."""
import datetime
import json
import os
import pathlib
import random
import subprocess

from client import Api
from daemon import Daemon, binary, run_cli, until


class Publisher:
    """Somebody who builds, signs and publishes releases."""

    def __init__(self, folder, days=None):
        """`days`: for which what is signed holds; otherwise as long as the command line thinks right."""
        self.folder = pathlib.Path(folder)
        self.folder.mkdir()
        self.days = ["--days", days] if days else []
        self.repository = self.folder / "repository"
        for name in ("first", "second", "targets", "online"):
            run_cli("bundle", "key", self.folder / name)
        self.root = self.folder / "root.json"
        run_cli("bundle", "root", self.root, "--root-key", self.folder / "first.pub", "--root-key", self.folder / "second.pub", "--root-threshold", 2,
                "--targets-key", self.folder / "targets.pub", "--online-key", self.folder / "online.pub", *self.days)
        for name in ("first", "second"):
            run_cli("bundle", "sign", self.root, "--key", self.folder / name)

    def build(self, counter, before="", noise=0, proving_seconds=600, later=""):
        """`before`: what the release does before it becomes the real daemon; `$PROVING` says whether it has to prove itself.
        `later`: `-next` or `-after`, the programs that bring migrations of their own (tests/later)."""
        programs = self.folder / f"programs-{counter}"
        programs.mkdir()
        script = programs / "holdfastd"
        script.write_text(f"#!/bin/sh\ncase \" $* \" in *\" --prove \"*) PROVING=1 ;; *) PROVING= ;; esac\nDATA=$2\n{before}\nexec {binary('holdfastd' + later).resolve()} \"$@\"\n")
        script.chmod(0o755)
        extra = []
        if noise:  # what no packing makes smaller, the same in every release
            (self.folder / "noise").write_bytes(random.Random(1).randbytes(noise))
            extra = ["--add", f"share/noise={self.folder / 'noise'}"]
        bundle = self.folder / f"r{counter}.hfb"
        run_cli("bundle", "build", bundle, "--release", f"0.{counter}.0", "--counter", counter, "--programs", programs, "--proving-seconds", proving_seconds, *extra,
                program="holdfast" + later)
        return bundle

    def publish(self, bundle, *delta_from):
        options = [word for each in delta_from for word in ("--delta-from", each)]
        if self.days:
            options += [*self.days, "--online-days", self.days[1]]
        run_cli("bundle", "publish", self.repository, bundle, "--root", self.root, "--targets-key", self.folder / "targets", "--online-key", self.folder / "online", *options)
        return json.loads(run_cli("bundle", "inspect", bundle, "--json").stdout)["sha256"]


class Appliance(Daemon):
    def __init__(self, folder, publisher, first_release):
        super().__init__(folder)
        self.releases = pathlib.Path(folder) / "releases"
        self.packaged = pathlib.Path(folder) / "packaged"
        run_cli("bundle", "unpack", first_release, self.packaged)
        run_cli("update", "trust", publisher.root, "--releases", self.releases)

    def launch(self, **environment):
        self.port_file.unlink(missing_ok=True)
        command = [str(binary("holdfast-launcher")), "--root", str(self.releases), "--data", str(self.data), "--packaged", str(self.packaged),
                   "--listen", "127.0.0.1:0", "--port-file", str(self.port_file), *self.more]
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **environment})
        return self.process

    def start(self, **environment):
        self.launch(**environment)
        return self.reach()

    def reach(self):
        """Where it serves now: each release that takes over says so anew."""
        def serving():
            port = self._port()
            if not port:
                return False
            self.base = f"http://127.0.0.1:{port}"
            return self._ready()
        until(serving, 90, f"the appliance serves ({self.log})")
        return self

    def update(self, *words, check=True):
        return run_cli("update", *words, "--data", self.data, check=check).stdout

    def update_refused(self, *words):
        """What is said instead."""
        done = run_cli("update", *words, "--data", self.data, check=False)
        assert done.returncode != 0
        return done.stdout + done.stderr

    def state(self):
        done = run_cli("update", "status", "--json", "--data", self.data, check=False)
        return json.loads(done.stdout) if done.returncode == 0 else {}

    def known_state(self):
        """As soon as it answers; a machine under load may let one question time out."""
        return until(self.state, 60, f"the appliance says how things stand ({self.log})")

    def until_it_runs(self, counter, outcome="committed"):
        def there():
            state = self.state()
            return state if state and state["runs"]["counter"] == counter and (state.get("last") or {}).get("outcome") == outcome else None
        state = until(there, 120, f"release {counter} runs, {outcome} ({self.log})")
        self.reach()
        return state

    def another_day(self):
        """A window that is days away, wherever the store and whatever the hour: what lies ready goes on lying there."""
        day = (datetime.datetime.now(datetime.timezone.utc).isoweekday() + 3 - 1) % 7 + 1
        return ("--from", "12:00", "--to", "12:01", "--days", day)

    def any_time(self):
        self.update("policy", "--from", "00:00", "--to", "00:00", "--needs-no-open-shift", "false")

    def enrol(self, hub):
        (self.data / "hub.json").write_text(json.dumps({"url": hub.url, "siteId": "site-1", "tenantId": "t", "channelId": "c", "key": "none", "certificate": "none", "authority": "none"}))

    def api(self, contract):
        return Api(self.base, contract)
