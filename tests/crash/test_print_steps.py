"""kill -9 of the daemon between each two steps of a print job: what was sold is printed once, or reported unknown."""
import pytest

from daemon import until
from test_printing import ENDED, devices, gather, judge, open_jobs, till  # noqa: F401 (fixtures)

ROUNDS = 4


def job_of(till, order):  # noqa: F811
    found = [job for job in till.cashier("listPrintJobs", query={"orderId": order["orderId"]})["items"] if job["kind"] == "receipt"]
    return found[0] if found else None


def queued(till, devices):  # noqa: F811
    """The job is in the ledger, and nothing of it has left: there is no paper."""
    devices.set(paper="out")
    until(lambda: till.cashier("listDevices")["items"][0]["words"] == "paper_end", 10, "the paper's end is known")
    return lambda order: (job_of(till, order) or {}).get("state") == "queued"


def before_it_is_known_of(till, devices):  # noqa: F811
    """The sale is answered; its job may be anywhere, in the ledger or not."""
    return lambda order: True


def taken_and_not_printed(till, devices):  # noqa: F811
    """Its first byte has left, and the printer takes no more."""
    devices.set(stalled=True)
    return lambda order: (job_of(till, order) or {}).get("state") == "printing"


def half_printed(till, devices):  # noqa: F811
    devices.set(slow=True)
    return lambda order: order["receiptNumber"] in devices.roll


def printed_and_not_confirmed(till, devices):  # noqa: F811
    """The paper is out and cut, and the printer has not said so."""
    pulls = {"silent": False}

    def reached(order):
        if not pulls["silent"] and (job_of(till, order) or {}).get("state") == "printing":
            devices.set(silent=True)
            pulls["silent"] = True
        job = job_of(till, order)
        return order["receiptNumber"] in devices.whole_receipts() or (job and job["state"] in ENDED)
    devices.set(slow=True)
    return reached


def confirmed(till, devices):  # noqa: F811
    return lambda order: (job_of(till, order) or {}).get("state") in ENDED


STEPS = (before_it_is_known_of, queued, taken_and_not_printed, half_printed, printed_and_not_confirmed, confirmed)


@pytest.mark.parametrize("power_too", [False, True])
def test_killed_between_any_two_steps_of_a_job_nothing_is_printed_twice(daemon, till, devices, power_too):  # noqa: F811
    ends, paper = {}, {}
    for step in STEPS:
        for _ in range(ROUNDS):
            reached = step(till, devices)
            order = till.sell("MANGO", payments=[{"tender": "card", "reference": "1"}])
            until(lambda: reached(order), 20, step.__name__)
            daemon.kill()
            if power_too:
                devices.power_cycle()
            devices.well()
            until(lambda: devices.state["idle"], 30, "what the printer has is printed")
            daemon.start()
            for api in (till.shop.anyone, till.cashier, till.manager, till.shop.back_office):
                api.base = daemon.base
            until(lambda: job_of(till, order) and not open_jobs(till), 60, "its job ends")
            ends.setdefault(step.__name__, []).append(job_of(till, order)["state"])
    gather(till, devices, paper)
    tally = judge(till, paper)
    print("\n" + "\n".join(f"{step}: {' '.join(states)}" for step, states in ends.items()), f"\n{tally}")
    assert set(tally) <= {"confirmed", "unknown"} and sum(tally.values()) == len(STEPS) * ROUNDS
    assert set(ends["queued"]) == set(ends["confirmed"]) == {"confirmed"}
    daemon.stop()
    daemon.verify()
