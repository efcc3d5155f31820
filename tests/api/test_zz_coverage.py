"""Runs last: was every operation of openapi.yaml called, and which documented answers were never seen?"""
import os
import pathlib

import pytest

from openapi import Contract


def test_every_operation_was_called(request):
    contract = Contract()
    others = sorted(pathlib.Path(os.environ["HOLDFAST_SEEN"]).glob("*.json")) if "HOLDFAST_SEEN" in os.environ else []
    if not others and (request.config.getoption("keyword") or len({item.fspath for item in request.session.items}) < 9):
        pytest.skip("only counts when the whole folder runs")
    for path in others:
        contract.add_seen(path)
    never = sorted(set(contract.operations) - set(contract.seen))
    unseen = sorted(f"{name} {status}" for name, operation in contract.operations.items() for status in operation["responses"]
                    if status[0] == "2" and int(status) not in contract.seen.get(name, set()))
    print(f"\n{len(contract.operations) - len(never)} of {len(contract.operations)} operations called; answers never seen: {unseen or 'none'}")
    if contract.unlisted:
        print("problems seen that their operation does not list in x-problems: " + ", ".join(f"{o} {p}" for o, p in sorted(contract.unlisted)))
    assert not never, f"never called: {never}"
