"""What a Debian copyright file (https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/) says of licences, as SPDX writes it."""
import hashlib
import re

SPDX = {  # Debian's short names, in lower case, where they are not SPDX's own
    "expat": "MIT", "x11": "X11", "mit-x11": "MIT", "apache-2": "Apache-2.0", "boost-1.0": "BSL-1.0", "boost": "BSL-1.0", "bsd-2": "BSD-2-Clause", "bsd-3": "BSD-3-Clause",
    "cc0": "CC0-1.0", "openldap-2.8": "OLDAP-2.8", "libpng": "Libpng", "artistic": "Artistic-1.0-Perl", "postgresql": "PostgreSQL", "tcl": "TCL", "openssl": "OpenSSL"}
OWN = {name.lower(): name for name in (
    "AFL-2.0", "Apache-2.0", "Beerware", "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "BSL-1.0", "bzip2-1.0.6", "CC-BY-3.0", "CC-BY-SA-3.0", "CC0-1.0", "FSFAP", "FSFUL",
    "FSFULLR", "FTL", "ICU", "ISC", "MIT", "MPL-1.1", "MPL-2.0", "OFL-1.1", "Unicode-DFS-2016", "Zlib", "HPND", "CC-BY-4.0")}
GNU = re.compile(r"(l?gpl|gfdl)-?v?([123])(\.[0-9])?(?:\.0)?(\+?)", re.I)

# Copyright files in prose: what was read there, and a sentence that has to stand in them for as long as that holds.
PROSE = {
    "libc6": ("LGPL-2.1-or-later", "either version 2.1 of the License, or (at your option) any later version"),
    "libcairo2": ("LGPL-2.1-only OR MPL-1.1", "Mozilla Public License"),
    "libfontconfig1": ("HPND-sell-variant", "Permission to use, copy, modify, distribute, and sell this software"),
    "libgcc-s1": ("GPL-3.0-or-later WITH GCC-exception-3.1", "GCC Runtime Library Exception"),
    "libstdc++6": ("GPL-3.0-or-later WITH GCC-exception-3.1", "GCC Runtime Library Exception"),
    "libgnutls30": ("LGPL-2.1-or-later", "i.e. LGPLv2.1+ for the main library"),
    "libpixman-1-0": ("MIT", "Permission is hereby granted, free of charge"),
    "libselinux1": ("libselinux-1.0", "This library (libselinux) is public domain software"),
    "libtasn1-6": ("LGPL-2.1-or-later", "The library itself is licensed as LGPLv2.1+"),
    "libusb-1.0-0": ("LGPL-2.1-or-later", "version 2.1"),
    "libx11-6": ("MIT AND MIT-open-group AND HPND-sell-variant AND HPND", "Open Group shall not be used"),
    "libxext6": ("MIT AND MIT-open-group AND HPND-sell-variant AND HPND", "Open Group shall not be used"),
    "libxau6": ("MIT-open-group", "Open Group shall not be used"),
    "libxdmcp6": ("MIT-open-group", "Open Group shall not be used"),
    "libxrender1": ("HPND-sell-variant", "Permission to use, copy, modify, distribute, and sell this software"),
    **{name: ("MIT", "Permission is hereby granted, free of charge") for name in ("libxcb1", "libxcb-render0", "libxcb-shm0")},
    **{name: ("MIT AND HPND", "Massachusetts Institute of Technology") for name in ("libgssapi-krb5-2", "libk5crypto3", "libkrb5-3", "libkrb5support0")},
}


class Licences:
    """Gathers the texts that SPDX has no name for, each once."""

    def __init__(self):
        self.texts = {}  # LicenseRef: (name, text)

    def extracted(self):
        return [{"licenseId": ref, "name": name, "extractedText": text} for ref, (name, text) in sorted(self.texts.items())]

    def reference(self, name, text):
        known = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:8]
        ref = "LicenseRef-" + re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-") + "-" + known
        self.texts[ref] = (name, text)
        return ref

    def one(self, name, text):
        low = name.lower()
        if found := GNU.fullmatch(name):
            family, major, minor, later = found.groups()
            return f"{family.upper()}-{major}{minor or '.0'}{'-or-later' if later else '-only'}"
        return SPDX.get(low) or OWN.get(low) or self.reference(name, text)

    def expression(self, written, texts, own_text=""):
        """`GPL-2+ or MIT` and the like; what is granted with an exception keeps its name."""
        def text(name):
            return own_text or texts.get(name.lower()) or f"Named {name} by the copyright file, without its text."
        if re.search(r"\bwith\b", written):
            return self.reference(written, text(written))
        either = re.split(r"\s*(?:,\s*)?\bor\b\s*", written, flags=re.I)
        parts = [" AND ".join(self.one(name, text(name)) for name in re.split(r"\s*(?:,\s*|,?\s*\band\b\s*)", each, flags=re.I) if name) for each in either]
        return parts[0] if len(parts) == 1 else "(" + " OR ".join(f"({part})" if " AND " in part else part for part in parts) + ")"

    def of_copyright(self, package, copyright_file):
        """All that its files are under, without those of Debian's packaging; the whole text as a licence of its own where nobody has read it."""
        if package in PROSE:
            declared, sentence = PROSE[package]
            if sentence in re.sub(r"[\s*]+", " ", copyright_file):
                return declared
        declared = self.of_stanzas(copyright_file) if re.match(r"Format(-Specification)?:", copyright_file.lstrip(), re.I) else []
        return " AND ".join(declared) or self.reference(package, copyright_file.strip() or "It has no copyright file.")

    def of_stanzas(self, copyright_file):
        stanzas = []
        for block in re.split(r"\n[ \t]*\n", copyright_file):
            fields = {}
            for line in block.splitlines():
                if field := re.match(r"([A-Za-z-]+):[ \t]*(.*)", line):
                    last = field[1].lower()
                    fields[last] = [field[2].strip()]
                elif fields and line.startswith((" ", "\t")):
                    fields[last].append(line.strip())
            stanzas.append(fields)
        texts = {}
        for stanza in stanzas:
            if "license" in stanza and len(stanza["license"]) > 1:
                texts.setdefault(stanza["license"][0].lower(), "\n".join(stanza["license"][1:]))
        found = set()
        for stanza in stanzas:
            files = " ".join(stanza.get("files", [])).split()
            if not files or all(file.startswith("debian/") for file in files) or not stanza.get("license", [""])[0]:
                continue
            own = "\n".join(stanza["license"][1:])
            whole = self.expression(stanza["license"][0], texts, own)
            found |= {whole} if whole.startswith("(") else set(whole.split(" AND "))
        return sorted(found)
