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


SAYS_SINCE = 38  # migrations from here on say in their first line down to which schema programs can read what they leave


def tables_of(database):
    """Each table's columns and text, its unique indexes, and the triggers on it: what a program that reads and writes it relies on."""
    out = {}
    for name, sql in database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
        columns = [row[1:] for row in database.execute("SELECT * FROM pragma_table_xinfo(?)", (name,))]
        unique = {row[0] for row in database.execute("SELECT name FROM pragma_index_list(?) WHERE \"unique\"", (name,))}
        triggers = dict(database.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", (name,)))
        out[name] = columns, sql, unique, triggers
    return out


def only_grew(before, after):
    """A text into which one piece was put, and from which nothing was taken."""
    start = next((i for i, (a, b) in enumerate(zip(before, after)) if a != b), min(len(before), len(after)))
    return after[start + len(after) - len(before):] == before[start:]


def what_older_programs_miss(known, before, after, sources):
    """Why a program that knows the tables `known` cannot go on with what a migration made of `before`."""
    functions = {f for *_, triggers in known.values() for sql in triggers.values() for f in re.findall(r"\bhf_\w+(?=\()", sql)}
    for name in known:
        if name not in after:
            yield f"table {name} is gone"
            continue
        (columns, sql, unique, _), (now, now_sql, now_unique, now_triggers) = before[name], after[name]
        more = now[len(columns):]
        if now[:len(columns)] != columns or not only_grew(sql, now_sql):
            yield f"table {name} is not what it was with something added"
        if any(required and default is None for _, _, required, default, *_ in more):
            yield f"table {name} has a column that has to be given"
        if more and re.search(rf"INTO\s+{name}\s+(VALUES|SELECT)\b", sources):
            yield f"rows of {name} are inserted without naming their columns"
        if unique != now_unique:
            yield f"table {name} has other unique indexes"
        if strange := {f for sql in now_triggers.values() for f in re.findall(r"\bhf_\w+(?=\()", sql)} - functions:
            yield f"triggers of {name} call {', '.join(sorted(strange))}"


def wrong_migrations(migrations, sources, since):
    """What is wrong with what numbered migrations say of who can read what they leave."""
    database = sqlite3.connect(":memory:")
    made, problems = {0: {}}, []
    for number, sql in migrations:
        database.executescript(sql)
        made[number] = tables_of(database)
        said = re.match(r"-- readable-by: (\d{4})\n", sql)
        if not said:
            if number >= since:
                problems.append((number, "does not begin with `-- readable-by: NNNN` (its own number: by nothing older)"))
            continue
        down_to = int(said[1])
        if not 1 <= down_to <= number:
            problems.append((number, f"cannot be readable by {said[1]}"))
        elif down_to < number:
            problems += [(number, f"is not readable by {said[1]}: {why}")
                         for why in what_older_programs_miss(made[down_to], made[number - 1], made[number], sources)]
    return problems


def migrations_say_who_can_read_what_they_leave():
    paths = sorted((ROOT / "schema/edge").glob("[0-9]*.sql"))
    sources = "\n".join(path.read_text() for folder in ("pos-core", "daemon", "sync") for path in (ROOT / folder).rglob("*.cpp") if "_test" not in path.name)
    return [f"schema/edge/{paths[number - 1].name} {why}"
            for number, why in wrong_migrations(enumerate((path.read_text() for path in paths), 1), sources, SAYS_SINCE)]


def the_rule_for_migrations_sees_what_it_should():
    """Each of these would break a program of schema 1, but for the first ones."""
    base = "CREATE TABLE a (x INTEGER NOT NULL, y TEXT, CHECK (x > 0)); CREATE UNIQUE INDEX of_x ON a(x); CREATE TABLE b (z); CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT hf_now(); END;"
    good = ["CREATE TABLE c (x INTEGER NOT NULL);", "ALTER TABLE a ADD COLUMN z TEXT;", "ALTER TABLE a ADD COLUMN z TEXT NOT NULL DEFAULT '';",
            "CREATE INDEX of_y ON a(y);", "DROP TRIGGER t; CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT hf_now(), 1; END;", "INSERT INTO b VALUES (1);"]
    bad = {"DROP TABLE b;": "gone", "ALTER TABLE a RENAME COLUMN y TO w;": "is not what it was", "CREATE UNIQUE INDEX of_y ON a(y);": "unique",
           "DROP INDEX of_x;": "unique", "ALTER TABLE b ADD COLUMN y TEXT;": "without naming",
           "DROP TABLE b; CREATE TABLE b (z, w NOT NULL);": "has to be given", "DROP TABLE a; CREATE TABLE a (x INTEGER NOT NULL, y TEXT, CHECK (x > 9)); CREATE UNIQUE INDEX of_x ON a(x);": "is not what it was",
           "CREATE TRIGGER u AFTER INSERT ON b BEGIN SELECT hf_new(); END;": "call hf_new"}
    sources = 'execute("INSERT INTO b VALUES (1)")'
    problems = [f"complains of `{sql}`" for sql in good if wrong_migrations([(1, base), (2, "-- readable-by: 0001\n" + sql)], sources, 2)]
    problems += [f"says nothing of `{sql}`" for sql, why in bad.items()
                 if not any(why in said for _, said in wrong_migrations([(1, base), (2, "-- readable-by: 0001\n" + sql)], sources, 2))]
    problems += [f"says nothing of `{line}`" for line in ("", "-- readable-by: 0003\n", "-- readable-by: 0000\n", "-- readable-by: 1\n")
                 if not wrong_migrations([(1, base), (2, line + good[0])], sources, 2)]
    if wrong_migrations([(1, base), (2, "-- readable-by: 0002\nDROP TABLE a;")], sources, 2):
        problems.append("complains of one that nothing older can read, and says so")
    return problems


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
         migrations_say_who_can_read_what_they_leave, the_rule_for_migrations_sees_what_it_should,
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
