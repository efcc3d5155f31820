"""What the doctor finds is in the manager's inbox as well, with its money, its fix, who may do it and until when."""
import contextlib
import subprocess

import pytest

from daemon import Daemon
from shop import Shop
from test_doctor import FAULTS, folder, healthy  # noqa: F401  fixtures

DIRECTOR = {"permission": "device_admin", "amount": None, "canBeSeen": False}


@contextlib.contextmanager
def served(data, **environment):
    daemon = Daemon(data.parent)
    daemon.start(**environment)
    try:
        yield Shop(daemon)
    finally:
        daemon.stop()


def found(shop):
    return {item["id"]: item for item in shop.back_office("listExceptions")["items"]}


def end_soon(data):
    """The authority's certificate, made anew for a week."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", data / "tls" / "ca-key.pem",
                    "-out", data / "tls" / "ca.pem", "-subj", "/CN=authority", "-days", "7"], capture_output=True, check=True)


# What is planted, the exception's id, and what it says.
PLANTED = [
    ("fiscal-undecided", "fiscal-undecided:1/1-S1", {"severity": "trouble", "fix": "decideFiscal", "permission": "approve", "facts": {"register": "1", "receipt": "1-S1", "why": ""}}),
    ("fiscal-unit-out", "fiscal-unit-out", DIRECTOR | {"fix": "seeFiscal", "facts": {"why": "unplugged"}}),
    ("day-unsealed", "day-unsealed", {"severity": "warning", "fix": "closeDay", "permission": "reports", "facts": {"shifts": "1"}}),
    ("certificate-ended", "certificate-ended:server", DIRECTOR | {"severity": "trouble", "fix": "seeSystem", "since": "2020-02-01T", "facts": {"whose": "server"}}),
    ("certificate-unreadable", "certificate-unreadable:server", DIRECTOR | {"severity": "trouble", "fix": "seeSystem"}),
    ("backup-not-sent", "backup-not-sent", DIRECTOR | {"severity": "trouble", "fix": "backUp", "facts": {"place": "copies"}}),
    ("backup-in-clear-not-sent", "backup-in-clear-not-sent", DIRECTOR | {"fix": "backUp", "facts": {"place": "copies"}}),
    ("update-failed", "update-failed", DIRECTOR | {"severity": "warning", "fix": "seeUpdates", "facts": {"release": "9.9.9", "why": "its page was not whole"}}),
]


@pytest.mark.parametrize("fault, wanted, says", [pytest.param(*each, id=each[0]) for each in PLANTED])
def test_a_planted_cause_is_in_the_inbox_until_it_is_gone(folder, fault, wanted, says):  # noqa: F811
    FAULTS[fault](folder)
    environment = {"HOLDFAST_RELEASES": str(folder / "releases")} if fault.startswith("update") else {}
    with served(folder, **environment) as shop:
        all_found = found(shop)
        assert wanted in all_found, all_found
        for name, value in says.items():
            got = all_found[wanted][name]
            assert got.startswith(value) if name == "since" else got == value, (name, got)


def test_a_certificate_that_ends_says_until_when(folder):  # noqa: F811
    end_soon(folder)
    with served(folder) as shop:
        item = found(shop)["certificate-ending:authority"]
        assert item["severity"] == "warning" and item["until"] and item["since"] is None


def test_a_shop_in_order_has_none_of_them(folder):  # noqa: F811
    with served(folder) as shop:
        assert not {wanted for _, wanted, _ in PLANTED} & set(found(shop))
