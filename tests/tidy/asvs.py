"""docs/asvs.md answers every requirement of OWASP ASVS 4.0.3, levels 1 and 2, once, with evidence or a reason, and counts them rightly."""
import re
from pathlib import Path

from evidence import paths_named_in, tests_named_in

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = ROOT / "docs/asvs.md"
STATES = ("yes", "part", "no", "n/a")
# Of level 3 alone, or taken out in 4.0.3: 1.4.2 1.4.3 1.11.3 1.12.1 2.2.4-7 3.6.1-2 4.1.4 6.2.7-8 6.3.3 7.3.2 8.1.5-6 9.2.5 10.1.1 10.2.3-6
# 13.1.2 13.2.4 14.1.5 14.3.1.
WANTED = """
1.1:1-7 1.2:1-4 1.4:1,4-5 1.5:1-4 1.6:1-4 1.7:1-2 1.8:1-2 1.9:1-2 1.10:1 1.11:1-2 1.12:2 1.14:1-6
2.1:1-12 2.2:1-3 2.3:1-3 2.4:1-5 2.5:1-7 2.6:1-3 2.7:1-6 2.8:1-7 2.9:1-3 2.10:1-4
3.1:1 3.2:1-4 3.3:1-4 3.4:1-5 3.5:1-3 3.7:1
4.1:1-3,5 4.2:1-2 4.3:1-3
5.1:1-5 5.2:1-8 5.3:1-10 5.4:1-3 5.5:1-4
6.1:1-3 6.2:1-6 6.3:1-2 6.4:1-2
7.1:1-4 7.2:1-2 7.3:1,3-4 7.4:1-3
8.1:1-4 8.2:1-3 8.3:1-8
9.1:1-3 9.2:1-4
10.2:1-2 10.3:1-3
11.1:1-8
12.1:1-3 12.2:1 12.3:1-6 12.4:1-2 12.5:1-2 12.6:1
13.1:1,3-5 13.2:1-3,5-6 13.3:1-2 13.4:1-2
14.1:1-4 14.2:1-6 14.3:2-3 14.4:1-7 14.5:1-4
"""


def wanted():
    numbers = []
    for section, parts in (word.split(":") for word in WANTED.split()):
        for part in parts.split(","):
            first, _, last = part.partition("-")
            numbers += [f"{section}.{number}" for number in range(int(first), int(last or first) + 1)]
    return numbers


def rows(text):
    """(number, state, what is said of it, line) of each requirement."""
    for at, line in enumerate(text.splitlines(), 1):
        if match := re.fullmatch(r"\| (\d+\.\d+\.\d+) \| [^|]+ \| ([^|]+) \| ([^|]*) \|", line):
            yield match.group(1), match.group(2).strip(), match.group(3).strip(), at


def summary(text):
    """The table of counts, by chapter and of all."""
    lines = ["| chapter | " + " | ".join(STATES) + " | all |", "|---|" + "--:|" * (len(STATES) + 1)]
    answered = [(number.split(".")[0], state) for number, state, _, _ in rows(text)]
    for heading in re.findall(r"^## (\d+ .*)$", text, re.M) + ["all"]:
        own = [state for chapter, state in answered if heading == "all" or chapter == heading.split()[0]]
        lines.append(f"| {heading} | " + " | ".join(str(own.count(state)) for state in STATES) + f" | {len(own)} |")
    return "\n".join(lines) + "\n"


def with_counts(text):
    return re.sub(r"^\| chapter \|.*\n(?:\|.*\n)*", lambda _: summary(text), text, count=1, flags=re.M)


def write_counts():
    PAGE.write_text(with_counts(PAGE.read_text()))


def every_requirement_of_asvs_is_answered():
    text = PAGE.read_text()
    answered = list(rows(text))
    problems = []
    numbers = [number for number, _, _, _ in answered]
    problems += [f"docs/asvs.md: {number} is not answered" for number in wanted() if number not in numbers]
    problems += [f"docs/asvs.md: {number} is no requirement of levels 1 and 2" for number in numbers if number not in wanted()]
    problems += [f"docs/asvs.md: {number} is answered twice" for number in sorted(set(numbers)) if numbers.count(number) > 1]
    if not problems and numbers != wanted():
        problems.append("docs/asvs.md: its requirements do not stand in order")
    for number, state, said, at in answered:
        if state not in STATES:
            problems.append(f"docs/asvs.md:{at}: {number} is `{state}`, which is none of {', '.join(STATES)}")
        elif not said:
            problems.append(f"docs/asvs.md:{at}: {number} has neither evidence nor a reason")
        elif state == "yes" and not (any(tests_named_in(said)) or any(paths_named_in(said)) or re.search(r"\]\([\w-]+\.md\)", said)):
            problems.append(f"docs/asvs.md:{at}: {number} is `yes` by nothing that can be looked at")
    if with_counts(text) != text:
        problems.append("docs/asvs.md: its counts are not those of its rows: tests/tidy/tidy.py --write")
    return problems
