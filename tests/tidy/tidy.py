#!/usr/bin/python3
"""Holds the source against the rules of the house that a compiler does not know. `--write` makes schema/edge/head.sql and the counts
of docs/asvs.md anew."""
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

from asvs import every_requirement_of_asvs_is_answered, write_counts
from evidence import what_pages_name_exists

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = (".h", ".cpp")
HEAD = ROOT / "schema/edge/head.sql"


def folders():
    """name -> (path, direct dependencies), as CMakeLists.txt declares them."""
    found = {}
    text = re.sub(r"#.*", "", (ROOT / "CMakeLists.txt").read_text())
    for arguments in re.findall(r"holdfast_folder\(([^)]*)\)", text):
        words = arguments.split()
        links = words.index("LINKS") if "LINKS" in words else len(words)
        depends = words[words.index("DEPENDS") + 1:links] if "DEPENDS" in words else []
        found[words[0].rsplit("/", 1)[1]] = (words[0], depends)
    return found


def closure(declared, name, seen=None):
    seen = set() if seen is None else seen
    for other in declared[name][1]:
        if other not in seen:
            seen.add(other)
            closure(declared, other, seen)
    return seen


def source_files(*roots):
    for root in roots:
        for path in sorted((ROOT / root).rglob("*")):
            if path.suffix in SOURCES and "node_modules" not in path.parts:
                yield path


def code_of(path):
    """The text without comments and the insides of literals, lines kept."""
    pattern = r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''

    def blank(match):
        text = match.group(0)
        if "\n" in text:
            return "\n" * text.count("\n")
        return '""' if text.startswith('"') else " "
    # A digit separator is no literal.
    return re.sub(pattern, blank, re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", path.read_text()), flags=re.S)


def place(path, text, at):
    return f"{path.relative_to(ROOT)}:{text.count(chr(10), 0, at) + 1}"


def includes_follow_the_arrows():
    declared = folders()
    problems = []
    for name, (path, _) in declared.items():
        if not (ROOT / path).is_dir():
            continue
        allowed = closure(declared, name) | {name}
        for file in sorted((ROOT / path).glob("*")):
            if file.suffix not in SOURCES:
                continue
            text = file.read_text()
            for match in re.finditer(r'^#include "([^"/]+)/[^"]+"', text, re.M):
                other = match.group(1)
                test_support = file.name.endswith("_test.cpp") and other in ("support", "reference")
                if other not in allowed and not test_support:
                    problems.append(f"{place(file, text, match.start())}: {name} may not include {other}")
            for match in re.finditer(r'^#include "([^"/]+)"', text, re.M):
                problems.append(f"{place(file, text, match.start())}: name the folder in the include")
    return problems


def folders_have_no_cycle():
    declared = folders()
    problems = [f"{name} depends on itself" for name in declared if name in closure(declared, name)]
    for name, (path, depends) in declared.items():
        problems += [f"{name} depends on {other}, which is declared after it or not at all"
                     for other in depends if other not in declared]
        above = {"pos-core": ("hardware/", "daemon/"), "hardware": ("daemon/",)}.get(path.split("/")[0], ())
        problems += [f"{name} is in {path.split('/')[0]} and looks up to {other}" for other in depends
                     if other in declared and declared[other][0].startswith(above)]
    return problems


def every_folder_is_declared():
    declared = {path for path, _ in folders().values()}
    known = declared | {"daemon/main"}
    return [f"{folder.relative_to(ROOT)} is not declared in CMakeLists.txt" for root in ("pos-core", "hardware", "daemon")
            for folder in sorted((ROOT / root).iterdir())
            if folder.is_dir() and any(f.suffix in SOURCES for f in folder.iterdir()) and str(folder.relative_to(ROOT)) not in known]


def only_http_knows_beast():
    problems = []
    for path in source_files("pos-core", "hardware", "daemon"):
        if path.is_relative_to(ROOT / "daemon/http"):
            continue
        text = path.read_text()
        problems += [f"{place(path, text, m.start())}: Beast belongs in daemon/http" for m in re.finditer(r"#include <boost/beast", text)]
    return problems


def pos_core_is_pure():
    """No socket, thread, clock, randomness or logger below; time and ids are handed in."""
    banned = r"#include <(thread|mutex|random|iostream|sys/socket\.h|boost/asio[^>]*|spdlog[^>]*)>"
    problems = []
    for path in source_files("pos-core"):
        if path.name.endswith("_test.cpp"):
            continue
        text = path.read_text()
        problems += [f"{place(path, text, m.start())}: pos-core does not use <{m.group(1)}>" for m in re.finditer(banned, text)]
        code = code_of(path)
        problems += [f"{place(path, code, m.start())}: pos-core does not read a clock"
                     for m in re.finditer(r"_clock::now|\b(clock_gettime|gettimeofday)\b|std::time\(", code)]
    return problems


def no_floating_point_near_money():
    problems = []
    for path in source_files("pos-core"):
        if path.name.endswith("_test.cpp"):
            continue
        text = code_of(path)
        uses = [m for m in re.finditer(r"\b(float|double|long double)\b", text)]
        # The one exception: a JSON number beyond the finite doubles is refused.
        if path == ROOT / "pos-core/base/json.cpp" and "isfinite" in text and len(uses) <= 1:
            continue
        problems += [f"{place(path, text, m.start())}: floating point in pos-core" for m in uses]
    return problems


def names_say_what_things_are():
    words = "manager helper util utils common impl processor misc".split()
    camel = "|".join(w.capitalize() for w in words)
    problems = []
    for path in source_files("pos-core", "hardware", "daemon", "tests"):
        parts = re.split(r"[_\W]+", str(path.relative_to(ROOT).with_suffix("")))
        problems += [f"{path.relative_to(ROOT)}: `{part}` names nothing" for part in parts if part in words]
        text = code_of(path)
        problems += [f"{place(path, text, m.start())}: `{m.group(2)}` names nothing"
                     for m in re.finditer(rf"\b(class|struct|enum class|namespace) (\w*(?:{camel})(?![a-z])\w*|{'|'.join(words)})\b", text)]
    return problems


def schema_of_all_migrations():
    database = sqlite3.connect(":memory:")
    for path in sorted((ROOT / "schema/edge").glob("[0-9]*.sql")):
        database.executescript(path.read_text())
    rows = database.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name")
    return "-- Made by tests/tidy from the migrations beside it; do not edit.\n\n" + "".join(sql + ";\n\n" for (sql,) in rows)


def head_sql_is_the_sum_of_the_migrations():
    if not HEAD.exists():
        return ["schema/edge/head.sql is missing: tests/tidy/tidy.py --write"]
    return [] if HEAD.read_text() == schema_of_all_migrations() else ["schema/edge/head.sql is not what the migrations make: tests/tidy/tidy.py --write"]


def landed_migrations_stay():
    """A migration that was part of an earlier commit of the main branch is never edited once it was released."""
    tag = subprocess.run(["git", "-C", str(ROOT), "describe", "--tags", "--abbrev=0"], capture_output=True, text=True)
    if tag.returncode != 0:
        return []
    changed = subprocess.run(["git", "-C", str(ROOT), "diff", "--name-only", "--diff-filter=MD", tag.stdout.strip(), "--", "schema/edge"],
                             capture_output=True, text=True).stdout.split()
    return [f"{name} was released with {tag.stdout.strip()} and has changed" for name in changed if re.search(r"/\d+_", name)]


def files_are_text_as_agreed():
    problems = []
    for path in source_files("pos-core", "hardware", "daemon", "tests"):
        data = path.read_bytes()
        if b"\r" in data or b"\t" in data:
            problems.append(f"{path.relative_to(ROOT)}: tabs or carriage returns")
        if data and not data.endswith(b"\n"):
            problems.append(f"{path.relative_to(ROOT)}: no line end at the end")
        if path.suffix == ".h" and not data.startswith(b"#pragma once"):
            problems.append(f"{path.relative_to(ROOT)}: does not start with #pragma once")
    return problems


def the_manual_shows_the_capability_table():
    made = subprocess.run([sys.executable, str(ROOT / "cmake/capabilities_page.py"), "--check"], capture_output=True, text=True, check=False)
    return [] if made.returncode == 0 else [made.stderr.strip()]


def scripts_can_be_run():
    wanted = ["run", "test", ".ci/run"] + [str(p.relative_to(ROOT)) for p in (ROOT / "packaging").glob("*.sh")]
    return [f"{name} is not executable" for name in wanted if not (ROOT / name).stat().st_mode & 0o111]


RULES = [includes_follow_the_arrows, folders_have_no_cycle, every_folder_is_declared, only_http_knows_beast, pos_core_is_pure,
         no_floating_point_near_money, names_say_what_things_are, head_sql_is_the_sum_of_the_migrations, landed_migrations_stay,
         files_are_text_as_agreed, the_manual_shows_the_capability_table, what_pages_name_exists,
         every_requirement_of_asvs_is_answered, scripts_can_be_run]


def main():
    if "--write" in sys.argv[1:]:
        HEAD.write_text(schema_of_all_migrations())
        write_counts()
    failed = 0
    for rule in RULES:
        problems = rule()
        failed += bool(problems)
        for problem in problems:
            print(f"{rule.__name__}: {problem}")
    print(f"{len(RULES) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
