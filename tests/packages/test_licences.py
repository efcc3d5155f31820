"""What the parts of our programs are under: of each one something is said, in SPDX's own words or with its text."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import pytest

HOME = pathlib.Path(__file__).parents[2]
BIN = pathlib.Path(os.environ.get("HOLDFAST_BIN", HOME / "build/bin"))
PARSER = pathlib.Path("/usr/lib/node_modules/npm/")  # brings SPDX's list and a parser of expressions
sys.path.insert(0, str(HOME / "packaging"))
sys.dont_write_bytecode = True

from licences import Licences  # noqa: E402

HEAD = "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n\n"


def stanza(licence, files="*", text=""):
    return f"Files: {files}\nCopyright: somebody\nLicense: {licence}\n" + "".join(f" {line}\n" for line in text.splitlines()) + "\n"


@pytest.mark.parametrize("written, said", [
    ("Expat", "MIT"), ("BSD-3-clause", "BSD-3-Clause"), ("GPL-2+", "GPL-2.0-or-later"), ("LGPL-2.1", "LGPL-2.1-only"), ("LGPL-3.0+", "LGPL-3.0-or-later"), ("GPLv3+", "GPL-3.0-or-later"),
    ("GPL-1+", "GPL-1.0-or-later"), ("MIT or CC0-1.0", "(MIT OR CC0-1.0)"), ("BSD-3-clause and GPL-2", "BSD-3-Clause AND GPL-2.0-only"), ("MPL-1.1, or GPL-2+ and ISC", "(MPL-1.1 OR (GPL-2.0-or-later AND ISC))")])
def test_debians_names_become_spdxs(written, said):
    licences = Licences()
    assert licences.of_copyright("some", HEAD + stanza(written)) == said
    assert licences.extracted() == []


def test_what_spdx_has_no_name_for_comes_with_its_text_once(tmp_path):
    licences = Licences()
    text = HEAD + stanza("own-words") + stanza("own-words", "b/*") + stanza("GPL-2+ with X exception", "c", "take it") + "License: own-words\n Do as you like.\n .\n But say so.\n"
    first, second = licences.of_copyright("some", text).split(" AND ")
    assert first.startswith("LicenseRef-GPL-2-with-X-exception-") and second.startswith("LicenseRef-own-words-")
    assert licences.of_copyright("another", text) == f"{first} AND {second}"
    assert {each["licenseId"]: each["extractedText"] for each in licences.extracted()} == {first: "take it", second: "Do as you like.\n.\nBut say so."}


def test_debians_own_files_are_no_part_of_a_library():
    assert Licences().of_copyright("some", HEAD + stanza("ISC") + stanza("GPL-2+", "debian/*")) == "ISC"


def test_prose_that_somebody_read_holds_as_long_as_its_sentence_stands_there():
    licences = Licences()
    assert licences.of_copyright("libxcb1", "...\n * Permission is hereby\n *  granted, free of charge, to") == "MIT"
    assert licences.of_copyright("libxcb1", "All rights reserved.").startswith("LicenseRef-libxcb1-")
    assert licences.of_copyright("some", "Some prose.").startswith("LicenseRef-some-")
    assert licences.of_copyright("some", "").startswith("LicenseRef-some-")
    assert {each["extractedText"] for each in licences.extracted()} == {"All rights reserved.", "Some prose.", "It has no copyright file."}


@pytest.mark.parametrize("programs", [["holdfastd", "holdfast", "holdfast-launcher"], ["holdfast-hub", "holdfast-jq"], ["holdfast-devices"]], ids=lambda programs: programs[0])
def test_every_part_of_our_programs_has_a_licence(programs, tmp_path):
    files = [BIN / name for name in programs]
    if missing := [file.name for file in files if not file.exists()]:
        pytest.skip(f"not built: {missing}")
    out = tmp_path / "sbom.json"
    out.write_text(subprocess.run(["/usr/bin/python3", HOME / "packaging/sbom.py", "--name", "it", "--version", "1", *files, HOME / "daemon/ui/package-lock.json"], check=True, capture_output=True, text=True).stdout)
    listed = json.loads(out.read_text())
    parts = {part["name"]: part["licenseDeclared"] for part in listed["packages"]}
    assert "libc6" in parts and "preact" in parts
    unread = {name: said for name, said in parts.items() if "NOASSERTION" in said or f"LicenseRef-{name}-" in said}
    assert not unread, "nobody has read what these are under: packaging/licences.py"
    named = {ref for said in parts.values() for ref in re.findall(r"LicenseRef-[A-Za-z0-9.-]+", said)}
    assert named == {each["licenseId"] for each in listed["hasExtractedLicensingInfos"]}
    assert all(each["extractedText"] for each in listed["hasExtractedLicensingInfos"])
    if not (PARSER / "node_modules/spdx-expression-parse").exists() or not shutil.which("node"):
        pytest.skip("npm's parser of SPDX expressions is not here")
    script = f'const parse = require("module").createRequire("{PARSER}/")("spdx-expression-parse"); for (const each of JSON.parse(require("fs").readFileSync(0))) parse(each);'
    subprocess.run(["node", "-e", script], input=json.dumps(list(parts.values())), check=True, text=True)
