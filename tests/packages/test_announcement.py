"""What packaging/avahi says, announced by a real avahi-daemon: a neighbour finds the store's address by it."""
import subprocess

import pytest

from test_packages import BIN, HOME


def test_a_real_responder_announces_the_store_and_a_neighbour_finds_it():
    tests = BIN / "holdfast-tests"
    if not tests.exists():
        pytest.skip("holdfast-tests is not built")
    done = subprocess.run([HOME / "tests/packages/announced.sh", HOME / "packaging/avahi/holdfastd.service", tests, "[.responder]"], capture_output=True, text=True,
                          timeout=120, check=False)
    if done.returncode == 77:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0 and "1 test case" in done.stdout, done.stdout + done.stderr
