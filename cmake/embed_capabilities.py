"""Writes a .cpp with schema/capabilities.yaml as constant rows: embed_capabilities.py CAPABILITIES.yaml OPENAPI.yaml OUT.cpp
Stops at anything in the table that nobody would understand: a word, an operation or a route that is not one or is there twice."""
import re
import sys

import yaml

STATES = ["allowed", "limited", "queued", "denied"]
MODES = ["alone", "online", "slow", "edge", "draining"]
LIMITS = {"amount": "amount", "total": "total", "managerAbove": "manager_above", "approval": "approval", "offline": "offline_policy",
          "localOnly": "local_only", "creditLimit": "credit_limit", "lease": "lease"}
WORDS = {"operation", "group", "title", "depends", "data", "optIn", "inside", "disk", "limits", "instead", "routes", *MODES}


def enumerator(name):
    return re.sub(r"([A-Z])", lambda match: "_" + match.group(1).lower(), name)


def columns(row):
    """Mode -> state, with what is left out filled in."""
    online = row["online"]
    states = {mode: row.get(mode, online) for mode in MODES}
    for mode, state in states.items():
        if state not in STATES:
            raise SystemExit(f"{row['operation']}: {mode} is {state}")
    return states


def routes_of(openapi):
    methods = ("get", "post", "put", "patch", "delete")
    return {operation["operationId"]: (method.upper(), path) for path, item in openapi["paths"].items()
            for method, operation in item.items() if method in methods}


def check_table(table):
    names, routes = set(), set()
    for row in table["operations"]:
        name = row["operation"]
        if set(row) - WORDS:
            raise SystemExit(f"{name}: nobody knows {sorted(set(row) - WORDS)}")
        if name in names:
            raise SystemExit(f"{name} is there twice")
        names.add(name)
        if row.get("depends", "hub") not in table["dependencies"]:
            raise SystemExit(f"{name}: no dependency {row['depends']}")
        if row.get("data", "masters") not in table["data"]:
            raise SystemExit(f"{name}: no data {row['data']}")
        if bool(row.get("routes")) == bool(row.get("inside")):
            raise SystemExit(f"{name}: it has routes, or it is judged inside of commands")
        for limit in row.get("limits", {}):
            if limit not in LIMITS:
                raise SystemExit(f"{name}: no limit {limit}")
        if routes & set(row.get("routes", [])):
            raise SystemExit(f"{name}: {sorted(routes & set(row['routes']))} belong to another operation too")
        routes |= set(row.get("routes", []))
        if row.get("instead", "later") not in table["alternatives"]:
            raise SystemExit(f"{name}: no alternative {row['instead']}")
        if columns(row)["edge"] == "denied" and "instead" not in row:
            raise SystemExit(f"{name}: says no without saying what to do instead")


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main():
    source, description, out = sys.argv[1:]
    table = yaml.safe_load(open(source, encoding="utf-8"))
    known = routes_of(yaml.safe_load(open(description, encoding="utf-8")))
    check_table(table)
    limits, rows, routes = [], [], []
    for number, row in enumerate(table["operations"]):
        own = [f"{{LimitKind::{LIMITS[kind]}, {value if isinstance(value, int) and value is not True else 0}}}"
               for kind, value in row.get("limits", {}).items()]
        at = f"std::span<const Limit>{{limit_rows}}.subspan({len(limits)}, {len(own)})"
        limits += own
        states = ", ".join(f"State::{state}" for state in columns(row).values())
        rows.append(f'    {{{quoted(row["operation"])}, {quoted(row["group"])}, {quoted(row["title"])}, '
                    f'Dependency::{enumerator(row.get("depends", "none"))}, {{{states}}}, {str(row.get("optIn", False)).lower()}, '
                    f'Data::{row.get("data", "none")}, {str(row.get("disk", False)).lower()}, {quoted(row.get("instead", ""))}, {at}}},')
        routes += [f"    {{{quoted(known[route][0])}, {quoted(known[route][1])}, {number}}}," for route in row.get("routes", []) if route in known]
    dependencies = [f'    {{{quoted(name)}, {quoted(each["title"])}, {str("via" in each).lower()}, {each["breaker"]["failures"]}, '
                    f'{each["breaker"]["windowSeconds"]}, {each["breaker"]["openSeconds"]}, {each["breaker"]["trials"]}}},'
                    for name, each in table["dependencies"].items()]
    data = [f'    {{{quoted(name)}, {quoted(each["title"])}, {each["noteHours"]}, {each["managerHours"]}}},' for name, each in table["data"].items()]
    alternatives = [f"    {{{quoted(word)}, {quoted(text)}}}," for word, text in table["alternatives"].items()]
    nl = "\n"
    with open(out, "w", encoding="utf-8") as file:
        file.write(f"""#include "capabilities/table.h"

namespace holdfast::capabilities {{
namespace {{
constexpr Limit limit_rows[] = {{
    {("," + nl + "    ").join(limits)}}};
constexpr Operation operation_rows[] = {{
{nl.join(rows)}
}};
constexpr Route route_rows[] = {{
{nl.join(routes)}
}};
constexpr DependencyRow dependency_rows[] = {{
{nl.join(dependencies)}
}};
constexpr DataRow data_rows[] = {{
{nl.join(data)}
}};
struct Alternative {{
  std::string_view word, text;
}};
constexpr Alternative alternative_rows[] = {{
{nl.join(alternatives)}
}};
}}  // namespace
std::string_view sentence_of(std::string_view instead) {{
  for (const Alternative& each : alternative_rows)
    if (each.word == instead) return each.text;
  return {{}};
}}
std::span<const Operation> operations() {{ return operation_rows; }}
std::span<const Route> routes() {{ return route_rows; }}
const DependencyRow& row_of(Dependency dependency) {{ return dependency_rows[static_cast<std::size_t>(dependency) - 1]; }}
const DataRow& row_of(Data data) {{ return data_rows[static_cast<std::size_t>(data) - 1]; }}
int table_version() {{ return {table["version"]}; }}
}}  // namespace holdfast::capabilities
""")


if __name__ == "__main__":
    main()
