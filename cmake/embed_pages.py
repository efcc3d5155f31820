"""Writes a folder of files as an assembler file with their bytes and a table of them in C++:
embed_pages.py FOLDER OUT.S OUT.cpp

`x.gz` and `x.br` beside `x` are its compressed forms; without them only the plain bytes are there. Bytes go in by
.incbin, which takes the assembler no time whatever their size.
"""
import hashlib
import os
import sys

CODINGS = (("plain", ""), ("gzip", ".gz"), ("brotli", ".br"))


def files_of(folder):
    """Paths relative to the folder, without hidden and compressed ones, in the order of their bytes."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
                  for name in names if not name.startswith(".") and not name.endswith((".gz", ".br"))]
    return sorted(found, key=lambda path: path.encode())


def main() -> None:
    folder, assembly, table = (os.path.abspath(argument) for argument in sys.argv[1:])
    assembler, externs, rows = [], [], []
    for number, path in enumerate(files_of(folder)):
        with open(os.path.join(folder, path), "rb") as file:
            digest = hashlib.sha256(file.read()).hexdigest()[:32]
        views = []
        for name, end in CODINGS:
            source = os.path.join(folder, path + end)
            if not os.path.exists(source):
                views.append("{}")
                continue
            label = f"holdfast_page_{number}_{name}"
            size = os.path.getsize(source)
            # The digest makes this file another one when only the bytes have changed, so that it is assembled again.
            assembler.append(f"    .global {label}\n{label}:  // {digest}\n    .incbin \"{source}\"\n    .byte 0\n")
            externs.append(f"extern const char {label}[];")
            views.append(f"{{{label}, {size}}}")
        rows.append(f'    {{"{path}", "{digest}", {", ".join(views)}}},')
    with open(assembly, "w", encoding="utf-8") as file:
        file.write("    .section .rodata\n" + "".join(assembler) + '    .section .note.GNU-stack,"",%progbits\n')
    with open(table, "w", encoding="utf-8") as file:
        file.write('#include <array>\n\n#include "pages/embedded_pages.h"\n\nextern "C" {\n' + "\n".join(externs) + "\n}\n\n")
        file.write("namespace holdfast::pages {\nnamespace {\n")
        file.write(f"constexpr std::array<Asset, {len(rows)}> table{{{{\n" + "\n".join(rows) + "\n}};\n}  // namespace\n")
        file.write("std::span<const Asset> embedded_pages() { return table; }\n}  // namespace holdfast::pages\n")


main()
