"""One hub on SQLite for all tests of this folder, and one on PostgreSQL when HOLDFAST_TEST_DATABASE names a server."""
import os
import pathlib
import subprocess
import sys
import uuid

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.dont_write_bytecode = True

from daemon import binary  # noqa: E402
from hub import Hub, Store  # noqa: E402

SERVER = os.environ.get("HOLDFAST_TEST_DATABASE")


def fresh_database():
    """A database of its own on the tests' server."""
    name = "hub_" + uuid.uuid4().hex[:12]
    subprocess.run(["psql", "-q", SERVER, "-c", f"CREATE DATABASE {name}"], check=True, timeout=60)
    address, _, query = SERVER.partition("?")
    return f"{address.rsplit('/', 1)[0]}/{name}?{query}"


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def hub(request, tmp_path_factory):
    if not os.access(binary("holdfast-hub"), os.X_OK):
        pytest.skip("holdfast-hub is not built")
    if request.param == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    database = fresh_database() if request.param == "postgres" else None
    running = Hub(tmp_path_factory.mktemp(request.param), database).start()
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


@pytest.fixture
def store(hub, tmp_path):
    return Store(tmp_path / "store").enrol(hub)


@pytest.fixture(scope="session")
def shared_database():
    if not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    return fresh_database()
