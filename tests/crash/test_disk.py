"""A disk that is full or cannot be written: sales are refused clearly, reads go on, nothing is lost."""
import os
import random
import subprocess
import time

import pytest
import requests

from daemon import Daemon, missing_programs, until
from load import Load
from shop import Shop


def mounted(tmp_path, *command):
    """A folder with a file system of its own."""
    if missing_programs():
        pytest.skip(missing_programs())
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"cannot mount: {done.stderr.strip()}")
    return folder


@pytest.fixture
def small_disk(tmp_path):
    folder = mounted(tmp_path, "mount", "-t", "tmpfs", "-o", "size=24m", "none")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture
def loop_disk(tmp_path):
    image = tmp_path / "image"
    with open(image, "wb") as file:
        file.truncate(64 << 20)
    subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], check=False)
    folder = mounted(tmp_path, "mount", "-o", "loop", str(image))
    yield folder, image
    subprocess.run(["umount", "-l", str(folder)], check=False)


def begin(folder):
    daemon = Daemon(folder).create()
    daemon.log = folder.parent / "log"
    daemon.port_file = folder.parent / "port"
    daemon.start()
    till = Shop(daemon).till()
    return daemon, till, Load(till.register_id, till.cashier.token)


def sell_until_refused(load, base, most=30000):
    chance, http = random.Random(7), requests.Session()
    for number in range(most):
        key, body = f"fill-{len(load.asked)}", load.body(chance)
        load.asked[key] = body
        response = load.send(http, base, key, body)
        if response.status_code != 201:
            return key, response
        load.take(key, response)
    raise AssertionError(f"{most} sales and none was refused")


def reads_go_on(till):
    till.cashier("listProducts", query={"q": "mango"})
    till.cashier("lookupCode", code="4959")
    till.cashier("listOrders", query={"registerId": till.register_id, "limit": 5})
    till.shop.anyone("getHealth")


def check_refusal(till, response, slugs):
    till.shop.contract.check("createSale", response)
    problem = response.json()
    assert problem["type"].rsplit(":", 1)[1] in slugs, problem
    assert problem["retryable"] is True and problem["status"] == 503


def test_a_full_disk_stops_sales_alone_and_space_brings_them_back(small_disk):
    daemon, till, load = begin(small_disk)
    for cycle in range(3):
        load.start(daemon.base, random.Random(cycle))
        load.wait_for_answers(len(load.answered) + 60)
        load.stop()
        assert not load.refused, load.refused[0]
        filler = small_disk / "filler"
        with open(filler, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 4096)
            except OSError:
                pass
        key, refused = sell_until_refused(load, daemon.base)
        check_refusal(till, refused, {"storage-full"})
        reads_go_on(till)
        http = requests.Session()
        filler.unlink()
        began = time.monotonic()
        response = until(lambda: (lambda r: r if r.status_code == 201 else None)(load.send(http, daemon.base, key, load.asked[key])), 30,
                         "selling again after there is space")
        took = time.monotonic() - began
        load.take(key, response)
        print(f"cycle {cycle}: {len(load.answered)} sales, selling again after {took:.2f} s")
        assert took <= 5, f"selling again took {took:.1f} s"
        assert daemon.running()
    load.check(daemon.base, till.number)
    daemon.stop()
    daemon.verify()


def test_a_disk_that_turns_read_only_stops_sales_and_loses_nothing(loop_disk):
    folder, image = loop_disk
    daemon, till, load = begin(folder)
    load.start(daemon.base, random.Random(11))
    load.wait_for_answers(40)
    load.stop()
    # Nothing is under way at this moment: ext4 may acknowledge an fdatasync that races with the abort and lose it.
    if subprocess.run(["mount", "-o", "remount,abort", str(folder)], capture_output=True, check=False).returncode != 0:
        pytest.skip("this kernel cannot turn a mounted disk read-only")
    key, refused = sell_until_refused(load, daemon.base)
    check_refusal(till, refused, {"storage-read-only", "storage-failed"})
    reads_go_on(till)
    daemon.kill()
    subprocess.run(["umount", str(folder)], check=True)
    subprocess.run(["e2fsck", "-fy", str(image)], capture_output=True, check=False)
    subprocess.run(["mount", "-o", "loop", str(image), str(folder)], check=True)
    daemon.verify()
    daemon.start()
    till.cashier.base = daemon.base
    load.replay_unanswered(daemon.base)
    load.check(daemon.base, till.number)
    daemon.stop()
    daemon.verify()
