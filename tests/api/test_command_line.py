"""Every command of the operator's command line, found by its own list: help, JSON, and what it ends with."""
import json
import os
import re
import shutil
import subprocess

import pytest

from daemon import Daemon, binary, missing_programs, run_cli
from openapi import ROOT

FOR_PROGRAMS_ALONE = {"bench", "simulate", "replay"}  # for who works on the programs
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


# What a shell offers for a line that ends in a blank: as bash calls a completion, as zsh's compadd and fish are asked.
SHELLS = {
    "bash": r"""source <(holdfast completion bash); COMP_WORDS=(holdfast "$@" ""); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _holdfast; printf '%s\n' "${COMPREPLY[@]}" """,
    "zsh": r"""compdef() { :; }; compadd() { shift; print -l -- "$@"; }; _files() { :; }; source <(holdfast completion zsh)
               words=(holdfast "$@" ""); CURRENT=${#words}; _holdfast""",
    "fish": r"""holdfast completion fish | source; complete -C "holdfast $argv "; complete -C "holdfast $argv --" """,
}


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes_every_command_and_its_options(listed, shell, tmp_path):
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell}")
    known, environment = set(listed), {**os.environ, "PATH": f"{binary('holdfast').parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    groups = {command.rsplit(" ", depth)[0] for command in known for depth in range(1, command.count(" ") + 1)}
    script = tmp_path / "ask"
    script.write_text(SHELLS[shell])
    options = {"fish": ["--no-config"], "zsh": ["-f"], "bash": ["--norc"]}[shell]
    missing = []
    for path in ["", *sorted(groups), *sorted(known)]:
        done = subprocess.run([program, *options, str(script), *path.split()], capture_output=True, text=True, timeout=60, env=environment, check=False)
        offered = {line.split("\t")[0] for line in done.stdout.splitlines()}
        start = path + " " if path else ""
        wanted = {command[len(start):].split()[0] for command in known if command.startswith(start)}
        if path in known - groups:
            wanted = {"--help"} | ({"--json"} if path not in FOR_PROGRAMS else set())
        if not wanted <= offered:
            missing.append((path, sorted(wanted - offered), done.stderr[-300:]))
    assert missing == []


def test_the_operator_s_page_names_no_command_that_is_not_there(listed):
    page = (ROOT / "docs" / "operator.md").read_text()
    groups = {command.split()[0] for command in listed}
    named = {match.group(1) for match in re.finditer(r"`holdfast ([a-z-]+)", page)} | {match.group(1) for match in re.finditer(r"^holdfast ([a-z-]+)", page, re.M)}
    assert named and named <= groups, named - groups
    told = set(re.findall(r"[a-z-]+", page))
    assert groups - told - FOR_PROGRAMS_ALONE == set(), "a command that the page does not mention"


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
