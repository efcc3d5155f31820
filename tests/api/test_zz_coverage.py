"""Runs last: was every operation of openapi.yaml called, and which documented answers were never seen?"""
import pytest


def test_every_operation_was_called(shop, request):
    if request.config.getoption("keyword") or len({item.fspath for item in request.session.items}) < 9:
        pytest.skip("only counts when the whole folder runs")
    contract = shop.contract
    never = sorted(set(contract.operations) - set(contract.seen))
    unseen = sorted(f"{name} {status}" for name, operation in contract.operations.items() for status in operation["responses"]
                    if status[0] == "2" and int(status) not in contract.seen.get(name, set()))
    print(f"\n{len(contract.operations) - len(never)} of {len(contract.operations)} operations called; answers never seen: {unseen or 'none'}")
    if contract.unlisted:
        print("problems seen that their operation does not list in x-problems: " + ", ".join(f"{o} {p}" for o, p in sorted(contract.unlisted)))
    assert not never, f"never called: {never}"
