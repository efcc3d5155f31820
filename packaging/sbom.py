#!/usr/bin/env python3
"""sbom.py --name N --version V FILE...: an SPDX 2.3 document (https://spdx.github.io/spdx-spec/v2.3/) of what a package is made of.

Programs: the Debian packages whose libraries they load, with version and the licences that their copyright files name (licences.py); header-only
libraries are in them too, as those of --headers. A package-lock.json: what the browser gets, with the lock's digests."""
import argparse, base64, datetime, hashlib, json, os, pathlib, re, subprocess, sys

sys.dont_write_bytecode = True

from licences import Licences

HEADERS = ["libboost1.81-dev", "libcli11-dev", "libtomlplusplus-dev", "libexpected-dev", "libhowardhinnant-date-dev"]

def said(*command):
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"}).stdout


def owners(libraries):
    """The Debian packages of libraries; one that moved from /lib to /usr/lib is known by its old path. One question for all."""
    names = {}
    for library in libraries:
        real = os.path.realpath(library)
        for path in (library, real, real.removeprefix("/usr"), library.removeprefix("/usr")):
            names.setdefault(path, library)
    found = {}
    for line in said("dpkg", "-S", *names).splitlines():
        package, _, path = line.partition(": ")
        if path in names:
            found.setdefault(names[path], package.split(":")[0].split(",")[0])
    return set(found.values())


def libraries(program):
    return [line.split("=>")[1].split("(")[0].strip() for line in said("ldd", program).splitlines() if "=> /" in line]


def copyright_of(package):
    file = pathlib.Path("/usr/share/doc", package, "copyright")
    return file.read_text(errors="replace") if file.exists() else ""


def spdx_id(text):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", text)


def debian(packages, licences):
    for line in said("dpkg-query", "-W", "-f", "${Package} ${Version}\n", *packages).splitlines():
        yield debian_part(*line.split(), licences)


def debian_part(package, version, licences):
    return {"name": package, "SPDXID": spdx_id("deb-" + package), "versionInfo": version, "supplier": "Organization: Debian",
            "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": "NOASSERTION",
            "licenseDeclared": licences.of_copyright(package, copyright_of(package)), "copyrightText": "NOASSERTION",
            "licenseComments": f"What /usr/share/doc/{package}/copyright names for its files.",
            "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": f"pkg:deb/debian/{package}@{version}"}]}


def npm(lock):
    for path, entry in sorted(json.loads(pathlib.Path(lock).read_text())["packages"].items()):
        name = path.rpartition("node_modules/")[2]
        if not name or entry.get("dev") or entry.get("devOptional"):  # the page itself, and what only builds and tests it
            continue
        kind, _, digest = entry.get("integrity", "").partition("-")
        yield {"name": name, "SPDXID": spdx_id("npm-" + name), "versionInfo": entry["version"], "supplier": "NOASSERTION", "downloadLocation": "NOASSERTION",
               "filesAnalyzed": False, "licenseConcluded": "NOASSERTION", "licenseDeclared": entry["license"], "copyrightText": "NOASSERTION",
               **({"checksums": [{"algorithm": kind.upper(), "checksumValue": base64.b64decode(digest).hex()}]} if digest else {}),
               "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": f"pkg:npm/{name.replace('@', '%40')}@{entry['version']}"}]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--name", required=True)
    parser.add_argument("--version", required=True)
    parser.add_argument("files", nargs="+")
    wanted = parser.parse_args()
    programs = [f for f in wanted.files if not f.endswith(".json")]
    loaded = owners({library for program in programs for library in libraries(program)})
    licences = Licences()
    parts = list(debian(sorted(loaded | set(HEADERS)), licences))
    parts += [part for lock in wanted.files if lock.endswith(".json") for part in npm(lock)]
    made = datetime.datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", 0)), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
    whole = {"name": wanted.name, "SPDXID": spdx_id(wanted.name), "versionInfo": wanted.version, "supplier": "Organization: Holdfast maintainers", "downloadLocation": "NOASSERTION",
             "filesAnalyzed": False, "licenseConcluded": "Apache-2.0", "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION", "primaryPackagePurpose": "APPLICATION"}
    files = [{"fileName": "./usr/bin/" + os.path.basename(p), "SPDXID": spdx_id("file-" + os.path.basename(p)), "fileTypes": ["BINARY"],
              "checksums": [{"algorithm": a.upper(), "checksumValue": hashlib.new(a, pathlib.Path(p).read_bytes()).hexdigest()} for a in ("sha1", "sha256")],
              "licenseConcluded": "Apache-2.0", "copyrightText": "NOASSERTION"} for p in programs]
    digest = hashlib.sha256(json.dumps([parts, files, licences.extracted()], sort_keys=True).encode()).hexdigest()
    print(json.dumps({"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": f"{wanted.name}-{wanted.version}",
                      "documentNamespace": f"urn:holdfast:sbom:{wanted.name}:{wanted.version}:{digest[:32]}",
                      "creationInfo": {"created": made, "creators": ["Tool: holdfast-sbom"]}, "packages": [whole, *parts], "files": files,
                      "hasExtractedLicensingInfos": licences.extracted(), "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": whole["SPDXID"]},
                                        *({"spdxElementId": whole["SPDXID"], "relationshipType": "CONTAINS", "relatedSpdxElement": f["SPDXID"]} for f in files),
                                        *({"spdxElementId": whole["SPDXID"], "relationshipType": "DEPENDS_ON", "relatedSpdxElement": p["SPDXID"]} for p in parts)]}, indent=1))


if __name__ == "__main__":
    main()
