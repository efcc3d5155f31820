#!/usr/bin/env python3
"""Writes hardware/escpos/code_page_table.inc from a table of code pages: code_pages.py table-codepages.json [out]

The result is committed, so a build never needs the table. Left out: control characters and private code points, which no
text to be printed holds.
"""
import json
import pathlib
import sys

# Pages of scripts that are drawn by us (right to left, shaped or stacked letters): known by name, never chosen for text.
DRAWN = {"cp720", "cp862", "cp864", "cp874", "cp1001", "cp1098", "cp1162", "khmer", "windows1255", "windows1256",
         "thai11", "thai13", "thai14", "thai16", "thai18", "thai42"}


def printable(point):
    return not (0x80 <= point < 0xA0 or 0xE000 <= point <= 0xF8FF)


def page(name, points):
    cells = [int(points.get(f"{byte:02X}", "0"), 16) for byte in range(0x80, 0x100)]
    cells = [cell if printable(cell) else 0 for cell in cells]
    rows = [", ".join(f"0x{cell:04X}" for cell in cells[at:at + 16]) for at in range(0, 128, 16)]
    use = "Use::drawn" if name in DRAWN else "Use::text"
    return f'    CodePage{{"{name}", {use}, {{{{\n' + ",\n".join("         " + row for row in rows) + "}}},\n"


def main():
    table = json.loads(pathlib.Path(sys.argv[1]).read_text())
    default = pathlib.Path(__file__).resolve().parent.parent / "hardware/escpos/code_page_table.inc"
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else default
    text = "// Made by cmake/code_pages.py; do not edit. Code points of the bytes 80 to FF, 0 for none.\n"
    text += "// Source: " + table["source"] + ".\n"
    out.write_text(text + "".join(page(name, points) for name, points in sorted(table["pages"].items())))


main()
