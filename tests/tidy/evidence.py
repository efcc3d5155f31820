"""Pages of docs/ that name tests and sources as evidence: a threat's test, or a requirement's, is worth what it is only while it is there."""
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = ("docs/threat-model.md", "docs/asvs.md", "docs/fiscal.md")


def tests_named_in(text):
    """(file, name or None, whether the name is only its beginning, offset) of every test and source; `…::test_x` is of the file named before."""
    named = r"`(?P<file>[\w./*-]+\.(?:py|cpp|h|ts|mjs|md|service|txt|sh))(?:::(?P<of>\w+)(?P<more>…)?)?`(?: \"(?P<case>[^\"]+)\")?"
    again = r"`…::(?P<next>\w+)(?P<nextmore>…)?`|, (?=\")\"(?P<also>[^\"]+)\""
    last, end = None, -1
    for match in re.finditer(f"{named}|{again}", text):
        if match.group("file"):
            last = match.group("file")
        if match.group("also") and match.start() != end:
            continue  # a list of words, not of tests
        end = match.end()
        name = match.group("of") or match.group("next") or match.group("case") or match.group("also")
        yield last, name, bool(match.group("more") or match.group("nextmore")), match.start()


def paths_named_in(text):
    """(path, offset) of what lies below one of the folders here: folders, and files of any kind."""
    for match in re.finditer(r"`([\w.-]+/[\w./*-]*)(?:::[\w…]+)?`", text):
        if (ROOT / match.group(1).split("/")[0]).is_dir():
            yield match.group(1), match.start()


def files_of(name):
    """A test's file without a folder is one of tests/api, a page without one of docs."""
    folder = "tests/api" if "/" not in name and name.endswith(".py") else "docs" if "/" not in name else "."
    return sorted((ROOT / folder).glob(name))


def is_there(file, name, beginning):
    wanted = f"def {name}" + ("" if beginning else "(") if file.endswith(".py") else f'"{name}'
    return any(wanted in re.sub(r'"\s*\n\s*"', "", each.read_text()) for each in files_of(file))


def what_pages_name_exists():
    problems = []
    for page in PAGES:
        text = (ROOT / page).read_text()

        def told(at):
            return f"{page}:{text.count(chr(10), 0, at) + 1}"
        for file, name, beginning, at in tests_named_in(text):
            if not files_of(file):
                problems.append(f"{told(at)}: there is no {file}")
            elif name and not is_there(file, name, beginning):
                problems.append(f"{told(at)}: {file} has no test `{name}`")
        problems += [f"{told(at)}: there is no {path}" for path, at in paths_named_in(text)
                     if not files_of(path) and not any(f"no {path}" in said for said in problems)]
    return problems
