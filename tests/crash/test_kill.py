"""kill -9 under load: no acknowledged sale lost, none doubled, no number missing."""
import os
import random
import subprocess
import time

import pytest

from load import Load
from shop import Shop

ROUNDS = int(os.environ.get("HOLDFAST_CRASH_ROUNDS", "10"))
SEED = int(os.environ.get("HOLDFAST_SEED", "0")) or random.SystemRandom().getrandbits(32)
POINTS = ("before-commit", "after-commit", "after-answer", "mid-command", "checkpoint")


def begin(daemon):
    """The store with one open till; its session outlives the daemon."""
    daemon.start()
    shop = Shop(daemon)
    till = shop.till()
    return shop, till, Load(till.register_id, till.cashier.token)


def restart(daemon, shop, till):
    began = time.monotonic()
    daemon.start()
    took = time.monotonic() - began
    shop.anyone.base = shop.back_office.base = till.cashier.base = daemon.base
    return took


def recover_and_check(daemon, shop, till, load):
    took = restart(daemon, shop, till)
    replayed = load.replay_unanswered(daemon.base)
    load.check(daemon.base, till.number)
    assert not load.refused, load.refused[:3]
    return took, replayed


def test_kills_at_random_moments(daemon):
    print(f"\nHOLDFAST_SEED={SEED}, {ROUNDS} rounds")
    shop, till, load = begin(daemon)
    for round_number in range(ROUNDS):
        chance = random.Random(SEED * 100003 + round_number)
        load.start(daemon.base, chance)
        load.wait_for_answers(len(load.answered) + chance.randint(0, 60))
        spin = chance.randint(0, 20000)
        while spin:
            spin -= 1
        daemon.kill()
        load.join()
        daemon.verify()
        took, replayed = recover_and_check(daemon, shop, till, load)
        print(f"round {round_number}: {len(load.answered)} sales, {replayed} replayed, up again after {took:.2f} s")
    daemon.stop()
    daemon.verify()


@pytest.mark.parametrize("point", POINTS)
def test_kills_at_a_named_point(daemon, point):
    shop, till, load = begin(daemon)
    chance = random.Random(SEED)
    passages = (1, 1) if point == "checkpoint" else (1, chance.randint(2, 30))
    for passage in passages:
        daemon.stop()
        daemon.start(HOLDFAST_FAULT=f"{point}:{passage}")
        shop.anyone.base = shop.back_office.base = till.cashier.base = daemon.base
        load.start(daemon.base, chance)
        try:
            daemon.process.wait(120)
        except subprocess.TimeoutExpired:
            load.stop()
            raise AssertionError(f"{len(load.answered)} sales and the point {point}:{passage} was never reached") from None
        assert daemon.process.returncode != 0, "the daemon ended as if all were well"
        load.join()
        daemon.verify()
        took, replayed = recover_and_check(daemon, shop, till, load)
        print(f"{point}:{passage}: {len(load.answered)} sales, {replayed} replayed, up again after {took:.2f} s")
    daemon.stop()
    daemon.verify()
