"""Printing under faults from a seed, and kill -9 of the daemon in mid-print: every receipt once, or reported unknown."""
import os
import random
import time

import pytest

from daemon import until
from devices import Devices, missing_devices
from shop import Shop

SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.SystemRandom().getrandbits(32)
JOBS = int(os.environ.get("HOLDFAST_PRINT_JOBS", "200"))
KILLS = int(os.environ.get("HOLDFAST_CRASH_ROUNDS", "10"))
ENDED = ("sent", "confirmed", "unknown", "failed", "expired")


@pytest.fixture
def devices(tmp_path):
    if missing_devices():
        pytest.skip(missing_devices())
    devices = Devices(tmp_path).start()
    yield devices
    devices.stop()


@pytest.fixture
def till(daemon, devices):
    daemon.start()
    till = Shop(daemon).till()
    till.manager("createDevice", {"kind": "receipt_printer", "name": "Printer", "address": devices.address, "profile": "epson-tm-t88vi",
                                  "registers": [till.register_id], "settings": {"openWhenHigh": True}})
    return till


def open_jobs(till):
    return [job for state in ("queued", "printing") for job in till.cashier("listPrintJobs", query={"state": state, "limit": 200})["items"]]


def sell(till, chance):
    return till.sell("MANGO", payments=[{"tender": "cash"}] if chance.random() < 0.5 else [{"tender": "card", "reference": "1"}])


def break_something(devices, chance):
    fault = chance.choice(["paper", "lines", "cover", "drop", "power", "stall", "slow", "refuse"])
    if fault == "paper":
        devices.set(paper="out")
    elif fault == "lines":
        devices.set(linesLeft=chance.randint(1, 30))
    elif fault == "cover":
        devices.set(coverOpen=True)
    elif fault == "drop":
        devices.drop()
    elif fault == "power":
        devices.power_cycle()
    elif fault == "stall":
        devices.set(stalled=True)
    elif fault == "slow":
        devices.set(slow=True)
    elif fault == "refuse":
        devices.set(refusing=True)
    return fault


def gather(till, devices, paper):
    """Waits until all that was sold is over and adds what was printed to `paper`; the roll forgets what is too long ago."""
    devices.well()
    until(lambda: not open_jobs(till) and devices.state["idle"], 120, "all jobs end")
    for number, times in devices.whole_receipts().items():
        paper.setdefault(number, []).extend(times)
    devices.tear_off()


def judge(till, paper):
    """Holds the ledger against the paper; returns how many ended as what."""
    tally = {}
    for job in till.cashier.every("listPrintJobs"):
        if job["kind"] != "receipt":
            continue
        tally[job["state"]] = tally.get(job["state"], 0) + 1
        times = len(paper.get(job["receiptNumber"], []))
        if job["state"] == "confirmed":
            assert times == 1, f"confirmed and printed {times} times: {job}"
        elif job["state"] == "unknown":
            assert times <= 1, f"unknown and printed {times} times: {job}"
        else:
            assert job["state"] in ("failed", "expired") and times == 0, f"printed {times} times: {job}"
    return tally


def test_every_job_is_printed_once_or_reported_unknown_whatever_the_printer_does(till, devices):
    chance = random.Random(SEED)
    print(f"\nHOLDFAST_SEED={SEED}, {JOBS} jobs")
    faults, paper = {}, {}
    for count in range(JOBS):
        if count % 100 == 99:
            gather(till, devices, paper)
        sell(till, chance)
        if chance.random() < 0.4:
            time.sleep(chance.random() * 0.03)
            fault = break_something(devices, chance)
            faults[fault] = faults.get(fault, 0) + 1
            if chance.random() < 0.5:
                sell(till, chance)
            time.sleep(chance.random() * 0.3)
            devices.well()
    gather(till, devices, paper)
    tally = judge(till, paper)
    print(f"{sum(faults.values())} faults {faults}; ended {tally}")
    assert tally.get("confirmed", 0) > JOBS // 2


def test_a_daemon_killed_in_mid_print_repeats_nothing_by_itself(daemon, till, devices):
    chance = random.Random(SEED + 1)
    print(f"\nHOLDFAST_SEED={SEED}, {KILLS} kills")
    for _ in range(KILLS):
        devices.set(slow=chance.random() < 0.5)
        for _ in range(chance.randint(1, 3)):
            sell(till, chance)
        time.sleep(chance.random() * 0.25)
        daemon.kill()
        if chance.random() < 0.5:
            devices.power_cycle()
        else:
            until(lambda: devices.state["idle"], 30, "what the printer has is printed")
        devices.set(slow=False)
        daemon.start()
        for api in (till.shop.anyone, till.cashier, till.manager, till.shop.back_office):
            api.base = daemon.base
        until(lambda: not open_jobs(till), 60, "all jobs end")
    paper = {}
    gather(till, devices, paper)
    tally = judge(till, paper)
    print(f"ended {tally}")
    assert set(tally) <= {"confirmed", "unknown"}
    daemon.stop()
    daemon.verify()
