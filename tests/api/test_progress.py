"""What takes long at the command line shows how far it is: to people at a terminal, and to nobody else."""
import json
import os
import pty
import re
import subprocess

import pytest

from daemon import Daemon, binary, missing_programs, run_cli


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A store at rest, and a backup of it."""
    if reason := missing_programs():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("progress")
    daemon = Daemon(folder).create()
    run_cli("backup", folder / "kept.db", "--data", daemon.data)
    return folder, daemon.data


COMMANDS = {  # by name: its arguments, the bar's label, and its last figure
    "verify": (lambda f, d, n: ["verify", "--data", d], "verifying", "100/100"),
    "doctor": (lambda f, d, n: ["doctor", "--data", d], "looking", "100/100"),
    "doctor --deep": (lambda f, d, n: ["doctor", "--deep", "--data", d], "looking", "100/100"),
    "backup": (lambda f, d, n: ["backup", f / f"{n}.db", "--data", d], "copy", "100/100"),
    "rehearse": (lambda f, d, n: ["rehearse", f / "kept.db", "--data", d, "--scratch", f / f"scratch-{n}"], "rehearsal", "100/100"),
    "restore": (lambda f, d, n: ["restore", f / "kept.db", "--data", f / n], "restore", "100/100"),
    "export": (lambda f, d, n: ["export", "stock-moves", "--data", d, "--out", f / f"{n}.csv"], "stock-moves rows", None),
}


def at_a_terminal(*arguments):
    """Its answer and what a person saw on the terminal meanwhile."""
    master, terminal = pty.openpty()
    with subprocess.Popen([str(binary("holdfast")), *map(str, arguments)], stdout=subprocess.PIPE, stderr=terminal, text=True) as process:
        os.close(terminal)
        seen = b""
        while True:
            try:
                piece = os.read(master, 65536)
            except OSError:  # it has ended
                break
            if not piece:
                break
            seen += piece
        answer = process.stdout.read()
        process.wait(timeout=60)
    os.close(master)
    return answer, seen.decode()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_bar_runs_at_a_terminal_and_is_gone_at_the_end(kept, name):
    folder, data = kept
    make, label, last = COMMANDS[name]
    answer, seen = at_a_terminal(*make(folder, data, "shown-" + name.replace(" ", "")))
    shown = re.findall(re.escape(label) + (r" \[[# ]{30}\] (\d+/\d+)" if last else r" (\d+)"), seen)
    assert shown, seen
    assert seen.endswith("\r\x1b[K"), "the line is clean afterwards"
    if last:
        figures = [int(each.split("/")[0]) for each in shown]
        assert figures == sorted(figures) and shown[-1] == last, shown
    assert label + " [" not in answer


@pytest.mark.parametrize("name", COMMANDS)
def test_programs_and_files_get_none(kept, name):
    folder, data = kept
    make, label, _ = COMMANDS[name]
    arguments = make(folder, data, "json-" + name.replace(" ", ""))
    answer, seen = at_a_terminal(*arguments, "--json")
    assert label not in seen and "\x1b" not in seen, seen
    json.loads(answer)
    piped = run_cli(*make(folder, data, "piped-" + name.replace(" ", "")), check=False)
    assert label + " [" not in piped.stderr and "\x1b" not in piped.stderr
