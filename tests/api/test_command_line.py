"""Every command of the operator's command line, found by its own list: help, JSON, and what it ends with."""
import json
import re

import pytest

from daemon import Daemon, missing_programs, run_cli

FOR_PROGRAMS = {"completion bash", "completion zsh", "completion fish", "manual"}


def commands():
    """From the manual page, which is made of the commands themselves."""
    reason = missing_programs()
    if reason:
        pytest.skip(reason)
    page = run_cli("manual").stdout
    text = re.sub(r"\\f[BIR]", "", page).replace("\\-", "-")
    return sorted({match.group(1) for match in re.finditer(r"^\.SS holdfast ([a-z0-9 -]+)$", text, re.M)})


@pytest.fixture(scope="module")
def listed():
    found = commands()
    assert len(found) > 40, found
    return found


def test_every_command_explains_itself_and_answers_in_json(listed):
    without = []
    for command in listed:
        done = run_cli(*command.split(), "--help", check=False)
        assert done.returncode == 0 and "Usage" in done.stdout, command
        if "--json" not in done.stdout and command not in FOR_PROGRAMS and "SUBCOMMANDS" not in done.stdout.upper():
            without.append(command)
    assert without == []


def test_a_wrong_call_ends_with_2_and_says_why(listed):
    for command in listed:
        done = run_cli(*command.split(), "--no-such-option", check=False)
        assert done.returncode == 2 and done.stderr.strip(), command


def test_what_cannot_be_done_ends_with_1_a_cause_and_what_to_do(tmp_path):
    for call in (["status"], ["staff", "list"], ["replication", "status"], ["day", "list"], ["verify"], ["audit"]):
        done = run_cli(*call, "--data", tmp_path / "nothing", check=False)
        assert done.returncode == 1, call
        lines = done.stderr.strip().splitlines()
        assert lines[0].startswith("holdfast: ") and len(lines) == 2 and lines[1].startswith("  "), (call, done.stderr)


def test_a_command_without_a_document_of_its_own_says_its_lines(tmp_path):
    daemon = Daemon(tmp_path).create(catalogue=False)
    run_cli("staff", "add", "4004", "Robin Tide", "--role", "cashier", "--pin", "135790", "--data", daemon.data)
    told = json.loads(run_cli("staff", "set-pin", "4004", "246800", "--data", daemon.data, "--json").stdout)
    assert len(told["said"]) == 1 and "4004" in told["said"][0]
    refused = run_cli("staff", "set-pin", "9999", "246800", "--data", daemon.data, "--json", check=False)
    assert refused.returncode == 1 and refused.stdout == ""


def test_the_audit_trail_is_verified_by_its_own_command(tmp_path):
    daemon = Daemon(tmp_path).create(catalogue=False)
    run_cli("staff", "set-pin", "9001", "246802", "--data", daemon.data)
    found = json.loads(run_cli("audit", "--verify", "--data", daemon.data, "--json").stdout)
    assert found["sound"] and found["entries"] > 0
