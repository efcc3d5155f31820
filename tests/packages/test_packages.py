"""The Debian packages on a fresh Debian 12: installed, run as their own users, upgraded with the shop's books in place, removed.

The root is made by debootstrap (kept packed in build/, as it takes a mirror); without root or a mirror these are skipped.
No service manager runs in it, so the units are judged by systemd-analyze and the programs started as the units say."""
import json, os, pathlib, re, shutil, sqlite3, subprocess, time, tomllib, urllib.request, xml.etree.ElementTree

import pytest

import hub as hubs

HOME = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("HOLDFAST_BIN", HOME / "build/release/bin"))
PACKED = HOME / "build/fresh-root.tar.zst"
SERVICES = {"holdfastd": "holdfastd.service", "holdfast-hub": "holdfast-hub.service", "holdfast-devices": "holdfast-devices.service"}
MOST_EXPOSED = 2.0  # what systemd-analyze security may say at most
FIRST_COUNTER = 1000  # of the release in the package; the later one has the next


EPOCH = {"SOURCE_DATE_EPOCH": "1767225600"}  # a commit made meanwhile is no other release


def run(*command, check=True, **more):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, **{"env": {**os.environ, **EPOCH}, **more})
    assert not check or done.returncode == 0, f"{' '.join(map(str, command))}: {done.stdout[-3000:]}{done.stderr[-3000:]}"
    return done


class Root:
    def __init__(self, path):
        self.path = path
        self.started = []

    def __call__(self, *command, user=None, check=True):
        who = ["--userspec", f"{user}:{user}"] if user else []
        return run("chroot", *who, self.path, "/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND=noninteractive", "LC_ALL=C.UTF-8", *command, check=check)

    def start(self, user, *command):
        self.started.append(subprocess.Popen(["chroot", "--userspec", f"{user}:{user}", str(self.path), *command], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
        return self.started[-1]

    def end_what_runs(self):
        """A test that failed leaves nothing that listens."""
        for process in self.started:
            if process.poll() is None:
                process.terminate()
                process.wait(180)

    def files(self):
        """What a removal has to take away again; caches, logs and the package manager's own notes aside."""
        out = set()
        for top in ("etc", "usr", "var/lib", "opt"):
            for folder, names, leaves in os.walk(self.path / top):
                at = "/" + str(pathlib.Path(folder).relative_to(self.path))
                if re.match(r"/var/lib/(dpkg|apt|systemd)|/usr/share/man|/var/lib/ucf", at):
                    names[:] = []
                    continue
                out |= {f"{at}/{leaf}" for leaf in leaves}
        return {f for f in out if not re.match(r"/etc/(passwd|group|shadow|gshadow|subuid|subgid)-?$|/etc/ld.so.cache|.*\.pyc$|.*/mime.cache", f)}


def programs_of_the_next_release(folder):
    """What is built, but for those that bring a migration more (tests/later)."""
    for program in BIN.iterdir():
        further = BIN / f"{program.name}-next"
        (folder / program.name).symlink_to((further if further.exists() else program).resolve())
    assert (folder / "holdfastd").resolve() != (BIN / "holdfastd").resolve(), "holdfastd-next is built"
    return folder


@pytest.fixture(scope="module")
def packages(tmp_path_factory):
    made = {}
    version = run(BIN / "holdfastd", "--version").stdout.split()[1]
    later = version + "+next"
    programs = {version: BIN, later: programs_of_the_next_release(tmp_path_factory.mktemp("next"))}
    for counter, each in enumerate((version, later), FIRST_COUNTER):
        out = tmp_path_factory.mktemp("packages")
        run(HOME / "packaging/deb/build.sh", "--bin", programs[each], "--out", out, "--version", each, "--counter", counter)
        made[each] = {name: next(out.glob(name + "_*.deb")) for name in SERVICES}
    return {"now": made[version], "later": made[later], "versions": (version, later)}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        pytest.skip("a fresh root takes debootstrap and the right to change root")
    path = tmp_path_factory.mktemp("root") / "debian"
    if not PACKED.exists():
        made = run("debootstrap", "--variant=minbase", "--include=adduser,ca-certificates", "bookworm", path, check=False)
        if made.returncode != 0:
            pytest.skip("debootstrap found no mirror: " + (made.stdout + made.stderr)[-300:])
        PACKED.parent.mkdir(exist_ok=True)
        run("tar", "-C", path, "--zstd", "-cf", str(PACKED) + ".new", ".")
        os.rename(str(PACKED) + ".new", PACKED)
    else:
        path.mkdir(parents=True)
        run("tar", "-C", path, "--zstd", "-xf", PACKED)
    shutil.copy("/etc/resolv.conf", path / "etc/resolv.conf")
    for proxy in pathlib.Path("/etc/apt/apt.conf.d").glob("*proxy*"):
        shutil.copy(proxy, path / "etc/apt/apt.conf.d")
    (path / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    (path / "usr/sbin/policy-rc.d").chmod(0o755)
    run("mount", "-t", "proc", "proc", path / "proc")
    run("mount", "--bind", "/dev", path / "dev")
    made = Root(path)
    yield made
    made.end_what_runs()
    for mounted in ("dev", "proc"):
        run("umount", "-l", path / mounted, check=False)
    shutil.rmtree(path, ignore_errors=True)


def install(root, files):
    for file in files.values():
        shutil.copy(file, root.path / "tmp")
    inside = [f"/tmp/{file.name}" for file in files.values()]
    if root("apt-get", "install", "-y", "--no-install-recommends", *inside, check=False).returncode != 0:
        root("apt-get", "update")
        root("apt-get", "install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", *inside)


class Daemon:
    """What its unit starts, but for the ports."""

    def __init__(self, root):
        unit = (root.path / "usr/lib/systemd/system/holdfastd.service").read_text()
        self.process = root.start("holdfast", *re.search(r"^ExecStart=(.*)$", unit, re.M)[1].split(), "--listen", "127.0.0.1:0", "--port-file", "/var/lib/holdfast/port")
        self.port_file = root.path / "var/lib/holdfast/port"
        self.find()

    def find(self):
        """Where it serves; a release that takes over says so anew."""
        until = time.monotonic() + 180
        while not (self.port_file.exists() and self.port_file.read_text().strip()):
            assert self.process.poll() is None, self.process.stderr.read()[-2000:]
            assert time.monotonic() < until, "the daemon does not come up"
            time.sleep(0.05)
        self.api = f"http://127.0.0.1:{self.port_file.read_text().split()[0]}/v1"
        self.port_file.unlink()

    def until_it_runs(self, counter, terminal):
        until = time.monotonic() + 300
        while True:
            assert self.process.poll() is None, self.process.stderr.read()[-2000:]
            assert time.monotonic() < until, f"release {counter} does not run"
            self.find()  # the one that proves itself, or the one that serves
            try:
                session = self.call("POST", "/sessions", terminal, {"staffCode": "9001", "pin": "909090"})["token"]
                state = self.call("GET", "/update", session)
            except OSError:
                continue
            if state["runs"]["counter"] == counter:
                return state

    def call(self, method, path, token=None, body=None):
        headers = {"Content-Type": "application/json", **({"Authorization": "Bearer " + token} if token else {})}
        request = urllib.request.Request(self.api + path, None if body is None else json.dumps(body).encode(), headers, method=method)
        with urllib.request.urlopen(request, timeout=120) as answer:
            return json.loads(answer.read() or b"null")

    def stop(self):
        self.process.terminate()
        assert self.process.wait(180) == 0


class Hub:
    """What its unit starts, but for the ports; as tests/support/hub.py has one."""

    def __init__(self, root):
        self.root, self.data = root, root.path / "var/lib/holdfast-hub"
        unit = (root.path / "usr/lib/systemd/system/holdfast-hub.service").read_text()
        words = [word for word in re.search(r"^ExecStart=(.*)$", unit, re.M)[1].split() if not word.startswith("$")]
        ports, until = self.data / "ports", time.monotonic() + 180
        ports.unlink(missing_ok=True)
        self.process = root.start("holdfast-hub", *words, "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0", "--port-file", "/var/lib/holdfast-hub/ports")
        while not (ports.exists() and len(ports.read_text().split()) == 2):
            assert self.process.poll() is None, self.process.stderr.read()[-2000:]
            assert time.monotonic() < until, "the hub does not come up"
            time.sleep(0.05)
        port, operators = ports.read_text().split()
        self.url, self.api, self.ca = f"https://localhost:{port}", f"http://127.0.0.1:{operators}", str(self.data / "tls/ca.pem")
        self.token = (self.data / "hub-token").read_text()

    ask = hubs.Hub.ask

    def cli(self, *arguments):
        return self.root("holdfast-hub", *arguments, "--data", "/var/lib/holdfast-hub", user="holdfast-hub").stdout.strip()

    def stop(self):
        self.process.terminate()
        assert self.process.wait(180) == 0


def schema_of(database):
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as rows:
        return rows.execute("PRAGMA user_version").fetchone()[0], {name for (name,) in rows.execute("SELECT name FROM sqlite_schema")}


def the_container_file_holds(root, files):
    """What Containerfile.hub names is there once its package is installed, and its entry point serves as its user."""
    lines = [line.split(None, 1) for line in (HOME / "packaging/Containerfile.hub").read_text().splitlines() if line and line[0] not in "# "]
    steps = {word: rest for word, rest in lines}
    pattern, target = steps["COPY"].split()
    assert target == "/tmp/" and [f.name for f in files.values() if f.match(pattern)] == [files["holdfast-hub"].name]
    assert pattern in steps["RUN"] and "bookworm" in steps["FROM"]
    assert root("stat", "-c", "%U", steps["VOLUME"]).stdout.strip() == steps["USER"]
    entry = json.loads(steps["ENTRYPOINT"])
    ports = [word.rsplit(":", 1)[1] for word in entry if word.startswith("0.0.0.0:")]
    assert ports == steps["EXPOSE"].split()
    process = root.start(steps["USER"], *[re.sub(r"^0\.0\.0\.0:\d+$", "127.0.0.1:0", word) for word in entry])
    until = time.monotonic() + 180
    while not (root.path / "var/lib/holdfast-hub/hub-token").exists():
        assert process.poll() is None, process.stderr.read()[-2000:]
        assert time.monotonic() < until, "the hub does not come up"
        time.sleep(0.05)
    process.terminate()
    process.wait(180)
    shutil.rmtree(root.path / "var/lib/holdfast-hub")
    root("install", "-d", "-m", "700", "-o", "holdfast-hub", "-g", "holdfast-hub", "/var/lib/holdfast-hub")


def test_tills_find_the_store_by_its_announcement():
    service = xml.etree.ElementTree.parse(HOME / "packaging/avahi/holdfastd.service").getroot()
    config = tomllib.loads((HOME / "packaging/etc/holdfastd.toml").read_text())
    assert service.tag == "service-group" and service.find("name").get("replace-wildcards") == "yes"
    announced = service.findall("service")
    assert [each.tag for each in announced[0]] == ["type", "port", "txt-record", "txt-record"] and len(announced) == 1
    assert announced[0].findtext("type") == "_holdfast._tcp"
    assert int(announced[0].findtext("port")) == int(config["tls_listen"][0].rsplit(":", 1)[1])
    assert {each.text.split("=")[0]: each.text.split("=")[1] for each in announced[0].findall("txt-record")} == {"path": "/pos", "console": "/console"}


def test_units_are_confined_and_correct():
    for service in SERVICES.values():
        unit = HOME / "packaging/systemd" / service
        said = run("systemd-analyze", "security", "--offline=true", "--threshold", int(MOST_EXPOSED * 10), unit).stdout
        print(f"\n{service}: {re.search(r'exposure level.*: ([0-9.]+)', said).group(1)}")
        wrong = run("systemd-analyze", "verify", unit, check=False).stderr
        lines = [line for line in wrong.splitlines() if service in line and "is not executable" not in line and "Command 'man" not in line]
        assert not lines, lines


def test_a_stick_is_mounted_to_be_read_and_nothing_else(packages, tmp_path):
    run("dpkg-deb", "-x", packages["now"]["holdfastd"], tmp_path)
    rules = [line for line in (tmp_path / "usr/lib/udev/rules.d/71-holdfast-media.rules").read_text().splitlines() if line and not line.startswith("#")]
    mounting = [line for line in rules if "RUN" in line]
    assert len(mounting) == 1 and 'SUBSYSTEMS=="usb"' in mounting[0] and 'ENV{ID_FS_USAGE}=="filesystem"' in mounting[0]
    assert {label for line in rules for label in re.findall(r'GOTO="(\w+)"', line)} == {label for line in rules for label in re.findall(r'LABEL="(\w+)"', line)}
    command = re.search(r'RUN\{program\}\+="([^"]+)"', mounting[0])[1].split()
    known = run("systemd-mount", "--help").stdout
    assert all(word.partition("=")[0] in known for word in command if word.startswith("--")), command
    options = next(word for word in command if word.startswith("--options=")).partition("=")[2].split(",")
    assert {"ro", "nosuid", "nodev", "noexec"} <= set(options)
    assert command[0] == "/usr/bin/systemd-mount" and command[-2:] == ["$devnode", "/run/media/holdfast/$name"]


def test_programs_are_hardened(packages, tmp_path):
    """As Debian's hardening=+all has it; each would be noticed by itself."""
    programs = bounded = 0
    for name, file in packages["now"].items():
        run("dpkg-deb", "-x", file, tmp_path / name)
        for program in [*(tmp_path / name).rglob("usr/bin/*"), *(tmp_path / name).rglob("usr/lib/holdfast/release/bin/*")]:
            if program.is_symlink() or program.read_bytes()[:4] != b"\x7fELF":
                continue
            programs += 1
            headers = run("readelf", "-dlW", program).stdout
            symbols = run("readelf", "--dyn-syms", "-W", program).stdout
            assert "Type:    PIE" in headers or "DYN (Position-Independent Executable file)" in headers, program
            assert "BIND_NOW" in headers or re.search(r"FLAGS_1.*NOW", headers), f"{program}: calls are bound when it starts"
            assert "GNU_RELRO" in headers and re.search(r"GNU_STACK\s+\S+ \S+ \S+ \S+ \S+ RW ", headers), program
            assert "__stack_chk_fail" in symbols, f"{program}: frames are guarded"
            bounded += bool(re.search(r"__\w+_chk@", symbols))
    assert programs >= 3 and bounded >= 3, "copies are bounded where a program has some that can be"


def test_the_same_programs_make_the_same_packages(packages, tmp_path):
    run(HOME / "packaging/deb/build.sh", "--bin", BIN, "--out", tmp_path, "--version", packages["versions"][0], "--counter", FIRST_COUNTER)
    for name, file in packages["now"].items():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), name


def test_what_a_package_is_made_of_is_listed(packages, tmp_path):
    for name, file in packages["now"].items():
        run("dpkg-deb", "-x", file, tmp_path / name)
        listed = json.loads((tmp_path / name / f"usr/share/doc/{name}/sbom.spdx.json").read_text())
        nobody_read = [part["name"] for part in listed["packages"] if "NOASSERTION" in part["licenseDeclared"]]
        assert not nobody_read, nobody_read
        assert listed["spdxVersion"] == "SPDX-2.3" and listed["dataLicense"] == "CC0-1.0"
        ids = [part["SPDXID"] for part in listed["packages"] + listed["files"]]
        assert len(ids) == len(set(ids))
        assert all(r["relatedSpdxElement"] in ids for r in listed["relationships"])
        loaded = {line.split("=>")[0].strip().split(".so")[0] for line in run("ldd", tmp_path / name / "usr/bin" / name).stdout.splitlines() if "=>" in line}
        assert len(listed["packages"]) > len(loaded) / 3 and any(p["name"] == "libc6" for p in listed["packages"])
        from_npm = {part["name"] for part in listed["packages"] if part["SPDXID"].startswith("SPDXRef-npm-")}
        wanted = set(json.loads((HOME / "daemon/ui/package.json").read_text())["dependencies"]) if name == "holdfastd" else set()
        assert wanted <= from_npm and (not wanted or {"@noble/hashes", "@preact/signals-core"} <= from_npm), "the page's libraries and what those take"
        pages = {page.name.split(".")[0] for page in (tmp_path / name / "usr/share/man").rglob("*.gz")}
        programs = {program.name for program in (tmp_path / name / "usr/bin").iterdir()} - {"holdfast-jq"}  # the hub's own, in a sandbox
        assert programs == pages, "every program has its page for man, and no page is of none"
        for page in (tmp_path / name / "usr/share/man").rglob("*.gz"):
            warned = run("man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page, env={**os.environ, **EPOCH, "MANROFFSEQ": ""}).stderr if shutil.which("man") else ""
            assert not warned, (page, warned)
        for script in (tmp_path / name / "usr/share/bash-completion").rglob("*"):
            if script.is_file():
                run("bash", "-n", script)


def test_installed_upgraded_and_removed_on_a_fresh_root(root, packages, tmp_path):
    before = root.files()
    install(root, packages["now"])
    installed = root.files()
    the_container_file_holds(root, packages["now"])
    shop, hub = packages["versions"]
    assert root("holdfastd", "--version").stdout.split()[1] == packages["versions"][0]
    assert root("stat", "-c", "%U %a", "/var/lib/holdfast").stdout.split() == ["holdfast", "700"]
    assert root("stat", "-c", "%U %a", "/var/lib/holdfast-hub").stdout.split() == ["holdfast-hub", "700"]
    assert root("dpkg", "-V", *SERVICES, check=False).stdout == ""

    # The shop is set up and sells.
    shutil.copy(HOME / "packaging/demo/store.json", root.path / "tmp/store.json")
    shutil.copy(HOME / "packaging/demo/catalogue.csv", root.path / "tmp/catalogue.csv")
    root("holdfast", "init", "--data", "/var/lib/holdfast", "--from", "/tmp/store.json", user="holdfast")
    root("holdfast", "catalog", "import", "/tmp/catalogue.csv", "--data", "/var/lib/holdfast", user="holdfast")
    code = json.loads(root("holdfast", "pair", "--data", "/var/lib/holdfast", "--json", user="holdfast").stdout)["code"]
    daemon = Daemon(root)
    terminal = daemon.call("POST", "/pairings", body={"code": code, "name": "Till 1"})["token"]
    session = daemon.call("POST", "/sessions", terminal, {"staffCode": "9001", "pin": "909090"})["token"]
    register = daemon.call("GET", "/registers", session)["items"][0]["id"]
    daemon.call("POST", f"/registers/{register}/shifts", session, {"openingCash": 10000})
    article = daemon.call("GET", "/products", session)["items"][0]["id"]
    variant = daemon.call("GET", f"/products/{article}/variants", session)["items"][0]
    order = daemon.call("POST", "/sales", session, {"registerId": register, "items": [{"variantId": variant["id"], "quantity": 1}], "payments": [{"tender": "cash"}]})
    assert order["receiptNumber"]
    daemon.stop()
    books = root.path / "var/lib/holdfast/store.db"
    schema, tables = schema_of(books)
    assert "later_sold" not in tables
    # A hub keeps what a store sends to it.
    hub = Hub(root)
    store = hubs.Store(tmp_path / "store", "shop-1").enrol(hub)
    store.sell(1250)
    assert store.push(hub).json()["ackSeq"] == 1
    totals = hub.ask("GET", "/v1/totals?from=2026-11-21&to=2026-11-21")
    assert "1250" in json.dumps(totals)
    hub.stop()
    hub_rows = root.path / "var/lib/holdfast-hub/hub.db"
    hub_schema, hub_tables = schema_of(hub_rows)
    assert "later_note" not in hub_tables

    # The operator's word in the configuration stays through an upgrade, and so do the books, with a way back beside them.
    config = root.path / "etc/holdfast/holdfastd.toml"
    config.write_text(config.read_text() + '\nnode_id = "back-room"\n')
    install(root, packages["later"])
    assert 'node_id = "back-room"' in config.read_text()
    points = list((root.path / "var/lib/holdfast/restore-points").glob(f"before-{packages['versions'][1]}-*.db"))
    assert len(points) == 1 and points[0].stat().st_size > 100_000
    daemon = Daemon(root)  # the package's release went into the other slot, proved itself, and is what runs
    session = daemon.call("POST", "/sessions", terminal, {"staffCode": "9001", "pin": "909090"})["token"]
    running = daemon.call("GET", "/update", session)
    assert (running["managed"], running["runs"]["counter"], running["before"]["counter"]) == (True, FIRST_COUNTER + 1, FIRST_COUNTER)
    assert root("readlink", "/var/lib/holdfast/releases/current").stdout.strip() == "slots/b"
    kept = daemon.call("GET", f"/orders/{order['orderId']}", session)
    assert (kept["receiptNumber"], kept["total"]) == (order["receiptNumber"], order["total"])
    again = daemon.call("POST", "/sales", session, {"registerId": register, "items": [{"variantId": variant["id"], "quantity": 1}], "payments": [{"tender": "cash"}]})
    # Its migration ran over the books of the release before, which could still go on with them.
    assert schema_of(books)[0] == schema + 1 and "later_sold" in schema_of(books)[1]
    with sqlite3.connect(f"file:{books}?mode=ro", uri=True) as rows:
        assert rows.execute("SELECT total FROM later_sold").fetchall() == [(order["total"],)]
    assert "noWayBack" not in running
    daemon.call("POST", "/update/back", session)
    assert daemon.until_it_runs(FIRST_COUNTER, terminal)["bad"] == [running["runs"]["sha256"]]
    session = daemon.call("POST", "/sessions", terminal, {"staffCode": "9001", "pin": "909090"})["token"]
    for each in (order, again):
        assert daemon.call("GET", f"/orders/{each['orderId']}", session)["receiptNumber"] == each["receiptNumber"]
    assert schema_of(books)[0] == schema + 1, "nothing is taken back"
    daemon.stop()
    root("holdfast", "verify", "--data", "/var/lib/holdfast", user="holdfast")
    # The hub's, too: what was there is there, its migration ran over it, and the store goes on where it was.
    hub = Hub(root)
    assert hub.ask("GET", "/v1/totals?from=2026-11-21&to=2026-11-21") == totals
    store.sell(300)
    assert store.push(hub, store.batch(2)).json()["ackSeq"] == 2
    hub.stop()
    assert schema_of(hub_rows)[0] == hub_schema + 1
    with sqlite3.connect(f"file:{hub_rows}?mode=ro", uri=True) as rows:
        assert rows.execute("SELECT site_id FROM later_note").fetchall() == [("shop-1",)]

    # Removed: no program is left. Purged: no configuration either. The books stay until somebody takes them away.
    root("apt-get", "remove", "-y", *SERVICES)
    assert not list((root.path / "usr/bin").glob("holdfast*"))
    assert config.exists() and hub_rows.exists()
    for kept_by_hand in hub_rows.parent.iterdir():  # somebody needs what the hub kept no more: then its owner goes, too
        shutil.rmtree(kept_by_hand) if kept_by_hand.is_dir() else kept_by_hand.unlink()
    root("dpkg", "--purge", *SERVICES)
    assert not config.exists()
    assert (root.path / "var/lib/holdfast/store.db").exists() and not (root.path / "var/lib/holdfast/releases").exists()
    left = {f for f in root.files() - before if "holdfast" in f and not f.startswith("/var/lib/holdfast/")}
    assert not left, left
    assert "holdfast:" in (root.path / "etc/passwd").read_text(), "the owner of the books stays with them"
    assert "holdfast-hub:" not in (root.path / "etc/passwd").read_text()
    assert any("holdfast" in f for f in installed - before)
