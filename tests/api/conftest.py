"""One real daemon for all tests of this folder; every test takes tills of its own from it."""
import os
import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.dont_write_bytecode = True

from daemon import Daemon, missing_programs  # noqa: E402
from openapi import Contract  # noqa: E402
from shop import Shop  # noqa: E402


@pytest.fixture(scope="session")
def shop(tmp_path_factory):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path_factory.mktemp("store")).create().start()
    yield Shop(daemon)
    daemon.stop()
    daemon.verify()


@pytest.fixture(autouse=True)
def daemon_is_there(request):
    """One crash is one failure with its log, not a hundred refused connections."""
    yield
    shop = request.getfixturevalue("shop") if "shop" in request.fixturenames else None
    if shop is not None and not shop.daemon.running():
        pytest.exit(f"holdfastd ended with {shop.daemon.process.returncode} during {request.node.nodeid}\n{shop.daemon.tail()}", 1)


@pytest.fixture
def till(shop):
    """An open till of its own, with 200.00 in the drawer."""
    return shop.till()


@pytest.fixture
def closed_till(shop):
    return shop.till(opened=False)


def pytest_sessionfinish():
    """Runs beside each other leave what they saw in $HOLDFAST_SEEN, for the one that counts after them."""
    if folder := os.environ.get("HOLDFAST_SEEN"):
        Contract.save_seen(pathlib.Path(folder) / f"{os.getpid()}.json")


def pytest_collection_modifyitems(items):
    """The coverage check comes after everything it counts."""
    items.sort(key=lambda item: "test_zz_coverage" in str(item.fspath))
