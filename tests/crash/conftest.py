import pathlib
import sys

import pytest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
sys.dont_write_bytecode = True

from daemon import Daemon, missing_programs  # noqa: E402


@pytest.fixture
def daemon(tmp_path):
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    daemon = Daemon(tmp_path).create()
    yield daemon
    daemon.kill() if daemon.running() else None
