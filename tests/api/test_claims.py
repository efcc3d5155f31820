"""Who works with a shared device: one terminal at a time, told, and written down."""
import collections
import random
import threading

import pytest

from daemon import until
from live import Live
from test_stream import all_events, last_seq, listen


@pytest.fixture
def device(till):
    device = till.manager("createDevice", {"kind": "scale", "name": "Shared", "address": "tcp://127.0.0.1:9", "profile": "sics"})
    yield device
    till.manager("removeDevice", id=device["id"])


def test_a_claim_shows_who_works_with_a_device(till, shop, device):
    other = shop.till()
    claim = till.cashier("claimDevice", {"seconds": 60}, id=device["id"])
    shown = other.terminal("getDevice", id=device["id"])["claim"]
    assert shown == claim.body and shown["terminalName"] == f"Terminal {till.number}"
    refused = other.cashier("claimDevice", id=device["id"], expect="in-use-elsewhere")
    assert f"Terminal {till.number}" in refused["detail"]
    other.cashier("releaseDevice", id=device["id"], expect="in-use-elsewhere")
    renewed = till.cashier("claimDevice", id=device["id"])
    assert renewed["since"] == claim["since"] and renewed["expiresAt"] > claim["expiresAt"]
    till.cashier("releaseDevice", id=device["id"])
    assert other.cashier("claimDevice", id=device["id"])["staff"] == "1001"
    other.cashier("releaseDevice", id=device["id"])
    assert till.terminal("getDevice", id=device["id"])["claim"] is None


def test_force_takes_device_admin_or_an_approval(till, shop, device):
    other = shop.till()
    other.cashier("claimDevice", id=device["id"])
    till.cashier("releaseDevice", id=device["id"], query={"force": True}, expect="approval-required")
    since = last_seq(till)
    till.manager("releaseDevice", id=device["id"], query={"force": True})
    found = listen(till, since, lambda messages: any(m["event"]["type"] == "DeviceClaimChanged" for m in messages), ["devices"])
    told = next(m["event"]["payload"] for m in found if m["event"]["type"] == "DeviceClaimChanged")
    assert (told["change"], told["terminalName"]) == ("forced", f"Terminal {other.number}")
    entries = till.manager("listAudit", query={"limit": 50})["items"]
    assert any(e["action"] == "device_claim_forced" and e["subject"] == device["id"] for e in entries)
    till.manager("releaseDevice", id=device["id"], query={"force": "perhaps"}, expect="invalid-argument")


def test_claims_end_with_sign_off_and_with_the_terminal(till, shop, device):
    other = shop.till()
    other.cashier("claimDevice", id=device["id"])
    other.cashier("endSession")
    assert till.terminal("getDevice", id=device["id"])["claim"] is None
    third = shop.till()
    claim = third.cashier("claimDevice", id=device["id"])
    shop.back_office("revokeTerminal", id=claim["terminalId"])
    assert till.terminal("getDevice", id=device["id"])["claim"] is None


def test_what_is_out_of_bounds(till, device):
    till.cashier("claimDevice", {"seconds": 0}, id=device["id"], expect="invalid-body")
    till.cashier("claimDevice", {"seconds": 3601}, id=device["id"], expect="invalid-body")
    till.cashier("claimDevice", id=till.register_id, expect="not-found")
    till.shop.anyone.as_(till.terminal_token)("claimDevice", id=device["id"], expect="unauthenticated")


def test_many_tills_at_once_lose_no_claim(till, shop):
    """The crowd of fifty is in tests/store; here a dozen real clients push at the same time."""
    devices = [till.manager("createDevice", {"kind": "scale", "name": f"Shared {i}", "address": "tcp://127.0.0.1:9", "profile": "sics"})["id"]
               for i in range(3)]
    tills = [shop.till(opened=False) for _ in range(12)]
    for each in tills:
        each.cashier, each.manager  # signed on before it begins
    since = last_seq(till)
    problems = []

    def push(each, seed):
        chance = random.Random(seed)
        try:
            for _ in range(15):
                device = chance.choice(devices)
                what = chance.random()
                if what < 0.6:
                    each.cashier("claimDevice", {"seconds": 60}, id=device, expect=(200, "in-use-elsewhere"))
                elif what < 0.9:
                    each.cashier("releaseDevice", id=device, expect=(204, "in-use-elsewhere"))
                else:
                    each.manager("releaseDevice", id=device, query={"force": True})
        except Exception as problem:  # noqa: BLE001: told by the test below
            problems.append(problem)

    threads = [threading.Thread(target=push, args=(each, i)) for i, each in enumerate(tills)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not problems, problems[0]
    holder, counts = {}, collections.Counter()
    for item in all_events(shop.back_office):
        event = item["event"]
        if item["seq"] <= since or not event or event["type"] != "DeviceClaimChanged":
            continue
        payload = event["payload"]
        counts[payload["change"]] += 1
        if payload["change"] == "claimed":
            assert payload["deviceId"] not in holder, "two owners"
            holder[payload["deviceId"]] = payload["terminalId"]
        else:
            assert holder.pop(payload["deviceId"]) == payload["terminalId"]
    shown = {device: till.terminal("getDevice", id=device)["claim"] for device in devices}
    assert {device: claim["terminalId"] for device, claim in shown.items() if claim} == holder
    assert counts["claimed"] and counts["released"] and counts["forced"], counts
    for device in devices:
        till.manager("removeDevice", id=device)


def test_who_asks_next_has_what_a_till_held_that_has_gone(till, shop, device):
    other = shop.till()
    with Live(other.cashier):
        other.cashier("claimDevice", id=device["id"])
        till.cashier("claimDevice", id=device["id"], expect="in-use-elsewhere")
    since = last_seq(other)
    claim = until(lambda: (now := till.cashier("claimDevice", id=device["id"], expect=(200, "in-use-elsewhere"))).get("staff") and now, 5,
                  "the daemon has seen the stream close")
    assert claim["terminalName"] == f"Terminal {till.number}"
    told = [item["event"]["payload"]["change"] for item in all_events(shop.back_office)
            if item["seq"] > since and item["event"] and item["event"]["type"] == "DeviceClaimChanged"]
    assert told == ["left", "claimed"]
    with Live(other.cashier):
        other.cashier("claimDevice", id=device["id"], expect="in-use-elsewhere")


def test_taking_over_takes_take_over_or_an_approval(till, shop, device):
    other = shop.till()
    other.cashier("claimDevice", id=device["id"])
    till.cashier("claimDevice", {"takeOver": True}, id=device["id"], expect="approval-required")
    claim = till.cashier("claimDevice", {"takeOver": True}, id=device["id"], approval=till.approval("take_over"))
    assert claim["terminalName"] == f"Terminal {till.number}"
    other.cashier("claimDevice", id=device["id"], expect="in-use-elsewhere")
    entry = next(e for e in till.manager("listAudit", query={"limit": 50})["items"] if e["action"] == "device_claim_taken_over")
    assert entry["subject"] == device["id"]
