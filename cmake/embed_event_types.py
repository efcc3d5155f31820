"""Writes the event types that schema/events.yaml names as a table: embed_event_types.py events.yaml OUT.cpp"""
import sys

import yaml

source, out = sys.argv[1:]
with open(source, encoding="utf-8") as file:
    types = yaml.safe_load(file)["components"]["schemas"]["Event"]["properties"]["type"]["enum"]
with open(out, "w", encoding="utf-8") as file:
    file.write('#include <algorithm>\n#include <array>\n\n#include "wire/event_types.h"\n\nnamespace holdfast::wire {\nnamespace {\n'
               f"constexpr std::array<std::string_view, {len(types)}> types{{\n    "
               + ",\n    ".join(f'"{name}"' for name in sorted(types))
               + "};\n}  // namespace\nstd::span<const std::string_view> event_types() { return types; }\n}  // namespace holdfast::wire\n")
