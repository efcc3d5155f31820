"""Two card terminals, of which one is cut: what goes through it is off, what goes through the other goes on."""
import pytest

from daemon import until
from devices import Devices, missing_devices
from test_card_terminal import HEALTHY, QUICK, pay, settled

REFUND = {"quantity": 1, "reason": "too many", "condition": "resellable"}


@pytest.fixture(scope="module")
def racks(tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    racks = [Devices(tmp_path_factory.mktemp(f"rack{number}")).start(zvt="127.0.0.1:0") for number in (1, 2)]
    for rack in racks:
        rack.patch("terminal", mode="auto", next=[], times=QUICK, mishap=None, faults=HEALTHY)
    yield racks
    for rack in racks:
        rack.stop()


@pytest.fixture
def counters(racks, shop):
    """Two tills, each with a terminal of its own that is there, and one without any."""
    tills, made = [shop.till(), shop.till(), shop.till()], []
    for till, rack in zip(tills, racks):
        rack.do("terminal", "plug")
        made.append(till.manager("createDevice", {"kind": "card_terminal", "name": f"Cards {till.number}", "profile": "zvt",
                                                  "address": rack.addresses["terminal"], "registers": [till.register_id]}))
    for till, device in zip(tills, made):
        until(lambda: terminal_of(till, device)["cause"] == "answers", 30, "the terminal answers")
    yield tills, made
    for device in made:
        shop.back_office("removeDevice", id=device["id"])
    for rack in racks:
        rack.do("terminal", "plug")


def terminal_of(till, device):
    matrix = till.terminal("getCapabilities")
    return next((each for each in matrix["terminals"] if each["id"] == device["id"]), {"cause": None})


def standing(till, operation, **query):
    matrix = till.terminal("getCapabilities", query=query)
    return next(each for each in matrix["operations"] if each["operation"] == operation)


def at_register(till, operation):
    return standing(till, operation, registerId=till.register_id)


def refund(till, expect):
    return till.manager("returnWithoutReceipt", {"registerId": till.register_id, "items": [{"sku": "MANGO", **REFUND}],
                                                 "refunds": [{"tender": "card"}]}, expect=expect)


def test_one_terminal_that_is_cut_is_off_alone(counters, racks):
    (first, second, third), (here, gone) = counters
    for till in (first, second, third):
        assert at_register(till, "card.refund")["state"] == "allowed"
    revision = first.terminal("getCapabilities")["revision"]
    racks[1].do("terminal", "unplug")
    away = until(lambda: (now := terminal_of(second, gone)).get("mode") == "edge" and now, 60, "the terminal to be taken for away")
    assert away["cause"] == "noAnswer" and away["registers"] == [second.register_id]
    assert {each["operation"]: each["state"] for each in away["operations"]}["card.refund"] == "denied"
    still = terminal_of(first, here)
    assert (still["mode"], still["cause"]) == ("online", "answers")
    assert {each["operation"]: each["state"] for each in still["operations"]}["card.refund"] == "allowed"
    assert first.terminal("getCapabilities")["revision"] > revision

    off = at_register(second, "card.refund")
    assert (off["state"], off["reason"], off["cause"], off["since"]) == ("denied", "DEPENDENCY_DOWN", "noAnswer", away["since"])
    assert off["terminal"] == {"id": gone["id"], "name": gone["name"]} and off["instead"] == "cash_refund"
    assert at_register(second, "card.payment")["state"] == "limited"
    assert at_register(first, "card.refund")["state"] == "allowed" and at_register(first, "card.payment")["state"] == "allowed"
    assert at_register(third, "card.refund")["state"] == "allowed", "cards are taken by hand there"
    # Who asks for no register hears the best of them, as ever.
    assert standing(first, "card.refund")["state"] == "allowed"
    hosts = {each["dependency"]: each for each in first.terminal("getCapabilities")["dependencies"]}
    assert (hosts["cardHost"]["configured"], hosts["cardHost"]["mode"]) == (True, "online")

    problem = refund(second, "not-available-now")
    assert problem["terminal"]["id"] == gone["id"] and problem["dependency"] == "cardHost" and gone["name"] in problem["detail"]
    assert settled(first, refund(first, 202))["status"] == "PAID"
    assert settled(first, pay(first))["status"] == "PAID"

    # What changed is told and kept by the terminal's own name.
    history = first.manager("getCapabilityHistory", query={"limit": 5})["items"]
    assert any(row["changes"].get(f"card.refund@{gone['id']}") == ["denied", "DEPENDENCY_DOWN"] for row in history)

    racks[1].do("terminal", "plug")
    back = until(lambda: (now := terminal_of(second, gone))["mode"] == "online" and now, 60, "the terminal to be taken for back")
    assert back["since"] > away["since"] and at_register(second, "card.refund")["state"] == "allowed"


def test_a_register_that_is_none_is_refused(till):
    till.terminal("getCapabilities", query={"registerId": "019b76da-b000-7000-8000-00000000dead"}, expect="not-found")
    till.terminal("getCapabilities", query={"registerId": "no"}, expect="invalid-argument")
