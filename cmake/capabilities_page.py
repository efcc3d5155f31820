"""The manual's page of what may be done when, out of schema/capabilities.yaml:
capabilities_page.py [--check] writes docs/capabilities.md, or fails when it is not current."""
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/capabilities.md"
GROUPS = {"selling": "Selling", "tenders": "Tenders", "returns": "Returns", "shift": "Drawer and shift", "customers": "Customers",
          "stock": "Stock", "paper": "Paper", "people": "People", "store": "The store"}
MODES = [("alone", "no hub"), ("online", "online"), ("slow", "slow"), ("edge", "away"), ("draining", "draining")]
INTRO = """# What can be done when

Made from `schema/capabilities.yaml` by `cmake/capabilities_page.py`; do not edit. The same table is compiled into the daemon, where it
gates every command, answers `GET /v1/capabilities` and greys out the till's buttons.

| column | what it means |
|---|---|
| no hub | no hub is configured: the store governs itself |
| online | what the operation depends on answers in time |
| slow | it answers, but late |
| away | it does not answer (the hub, a card terminal), or it failed too often and is not counted on for a while (a service, a card terminal's host) |
| draining | the hub is back, and what waited is going up |

**yes**: as always. **limits**: within the limits named. **later**: done here, takes effect once the hub has it. **no**: refused, with the
reason, since when, and what to do instead. *(opt-in)*: refused unless the store's policy opens it, then within the limits.

The link to the hub is taken for away after 3 failures in a row, 5 of the last 8 over 10 seconds, or a refused certificate, and not
before 30 seconds online (a refused certificate at once). It is taken for online after 3 answers over at least 15 seconds whose median is
under 1.5 seconds; more than 4 changes in 10 minutes double that wait, up to 5 minutes. Sales never wait for it.

Each card terminal is a dependency of its own: what goes through one is decided by the terminal that the register uses, and a register
without one takes cards by hand whatever others do. A terminal is taken for away after 10 seconds without it, and for back after 5 seconds
with it (doubled like the hub's when it comes and goes); it is draining while it is still to be asked what became of a payment. The host behind
it has a breaker: payments that the terminal could not bring to it count, and the first one after the pause is the trial. What the
matrix says of "the card terminal" without a register is the best of them.
"""
WORDS = {"allowed": "yes", "limited": "limits", "queued": "later", "denied": "no"}
LIMITS = {"amount": "{} a time", "total": "{} in one outage", "managerAbove": "above {} a manager", "approval": "a manager approves",
          "offline": "the store's policy for cards without a host", "localOnly": "what is known here", "creditLimit": "the customer's credit limit",
          "lease": "what the hub lent of it ahead, whatever the other limits"}


def cell(row, mode):
    state = row.get(mode, row["online"])
    return "no *(opt-in)*" if state == "limited" and row.get("optIn") else WORDS[state]


def limits(row):
    return ", ".join(LIMITS[name].format(f"{value / 100:.2f}") if value is not True and isinstance(value, int) else LIMITS[name]
                     for name, value in row.get("limits", {}).items())


def page(table):
    lines = [INTRO]
    for group, title in GROUPS.items():
        lines += [f"\n## {title}", "| operation | " + " | ".join(words for _, words in MODES) + " | depends on | limits | instead |",
                  "|---" * (len(MODES) + 4) + "|"]
        for row in (each for each in table["operations"] if each["group"] == group):
            depends = table["dependencies"][row["depends"]]["title"] if "depends" in row else ""
            lines.append(f"| {row['title']} (`{row['operation']}`) | " + " | ".join(cell(row, mode) for mode, _ in MODES) +
                         f" | {depends} | {limits(row)} | {table['alternatives'].get(row.get('instead'), '')} |")
    lines += ["\n## Age of what the hub sent", "While a hub is configured:\n", "| data | noted after | a manager confirms once a day after |", "|---|---|---|"]
    lines += [f"| {row['title']} | {row['noteHours']} h | {row['managerHours']} h |" for row in table["data"].values()]
    lines += ["\n## Breakers", "| dependency | failures | within | stays open | trials to close |", "|---|---|---|---|---|"]
    for row in table["dependencies"].values():
        breaker = row["breaker"]
        lines.append(f"| {row['title']} | {breaker['failures']} | {breaker['windowSeconds']} s | {breaker['openSeconds']} s | {breaker['trials']} |")
    return "\n".join(lines) + "\n"


def main():
    text = page(yaml.safe_load((ROOT / "schema/capabilities.yaml").read_text(encoding="utf-8")))
    if "--check" in sys.argv:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
            raise SystemExit("docs/capabilities.md is not what schema/capabilities.yaml makes: cmake/capabilities_page.py")
        return
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")


main()
