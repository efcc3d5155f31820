#!/usr/bin/env python3
"""Writes hardware/escpos/printer_profile_table.inc from the printer table: printer_profiles.py table-printers.json [out]

The result is committed, so a build never needs the table. Two databases are in it, one entry a model is made: dots, code
pages and features come from the first that has the model, bar codes and knife from the second. What neither says (status
commands, completion by GS ( H) comes from the list below, which is hardware reference 1.7 to 1.10.
"""
import json
import pathlib
import re
import sys

ALIASES = {"TCVN-3-1": "tcvn3", "TCVN-3-2": "tcvn3capitals"}
# Vendors' own variants with the same name, and pages of two bytes a letter, are not used.
LEFT_OUT = {"ISO_8859-2", "CP932", "KATAKANA", "CP928", "CP874", "CP2001", "CP3041", "CP747", "CP856"}
PREFERRED = ["cp437", "cp858", "windows1252", "cp850", "cp852", "cp866", "cp860", "cp863", "cp865", "cp857", "cp737"]
SKIPPED = {"default", "simple", "mcPrint"}  # no model, or two models of different width
DOTS = {"tm-t70": 512, "tm-t70ii": 512, "srp-350": 512, "srp-350iii": 512, "t-1": 504, "tsp800": 832}
STATUS = ["polled_status", "automatic_status", "ordered_status", "answers"]
EPSON = STATUS + ["drawer_at_once"]
NEWER = ["process_id", "real_time_lock"]
EXTRA = [  # pattern of the id, further features
    (r"epson-tm-", EPSON),
    (r"epson-tm-(t20iii?|t88(iv|v|vi|vii)|t70ii|m30(ii|iii)?|p80|p20ii)$", NEWER),
    (r"(bixolon|citizen|metapace|fujitsu)-", ["polled_status", "automatic_status", "ordered_status"]),
    (r"wincor-nixdorf-", ["polled_status", "automatic_status", "ordered_status"]),
    (r"xprinter-", ["polled_status"]),
    (r"star-", ["polled_status", "automatic_status", "process_id", "answers"]),
]
KNIVES = {"epson-tm-p20ii": "none"}
# Models of hardware reference 1.10 that are in neither database: (id, vendor, model, like, changes).
ADDED = [
    ("epson-tm-m30ii", "Epson", "TM-m30II", "epson-tm-m30iii", {}),
    ("epson-tm-m30", "Epson", "TM-m30", "epson-tm-m30iii", {}),
    ("epson-tm-t20", "Epson", "TM-T20", "epson-tm-t20ii", {}),
    ("star-tsp100", "Star", "TSP100", "star-tsp100iii", {"language": "star_raster"}),
    ("star-tsp143", "Star", "TSP143", "star-tsp100iii", {"language": "star_raster"}),
    ("star-mc-print3", "Star", "mC-Print3", "star-tsp100iv", {}),
]
FEATURES = {"barcodeA": "bar_code_a", "barcodeB": "bar_code_b", "qrCode": "qr_code", "pdf417Code": "pdf417", "bitImageRaster": "raster",
            "graphics": "graphics", "bitImageColumn": "column_image", "highDensity": "high_density", "pulseStandard": "drawer",
            "pulseBel": "drawer_bel"}


def page_name(name):
    if name in LEFT_OUT:
        return None
    if name in ALIASES:
        return ALIASES[name]
    match = re.fullmatch(r"CP(125\d)", name)
    return "windows" + match.group(1) if match else name.lower().replace("iso_", "iso")


def pages_of(numbers, known):
    named = [(int(number), page_name(name)) for number, name in numbers.items()]
    found = {}
    for number, name in sorted(named):
        if name in known:
            found.setdefault(name, number)
    order = {name: at for at, name in enumerate(PREFERRED)}
    return sorted(((number, name) for name, number in found.items()), key=lambda each: (order.get(each[1], 99), each[0]))


def slug(vendor, model):
    vendor = {"Star Micronics": "Star", "": "generic"}.get(vendor, vendor)
    model = re.sub(r" series$", "", model, flags=re.I)
    model = {"POS5890": "POS-5890"}.get(model, model)
    text = re.sub(r"[^a-z0-9]+", "-", f"{vendor} {model}".lower()).strip("-")
    text = {"generic-pos-5890": "zjiang-pos-5890", "sunmi-sunmi-v2": "sunmi-v2"}.get(text, text)
    return text, vendor if vendor != "generic" else "", model


def cutter(full, part):
    return "both" if full and part else "full" if full else "partial" if part else "none"


def from_first(entry, known):
    columns = entry["columns"]
    features = {FEATURES[name] for name, there in entry["features"].items() if there and name in FEATURES}
    dots = entry["dots"] if isinstance(entry["dots"], int) else None
    return {"columns": [columns.get("Font " + font, 0) for font in "ABC"], "dots": dots,
            "dpi": entry["dpi"] if isinstance(entry["dpi"], int) else None, "features": features,
            "language": "star_line" if entry["features"].get("starCommands") else "esc_pos",
            "cutter": cutter(entry["features"]["paperFullCut"], entry["features"]["paperPartCut"]),
            "pages": pages_of(entry["codePages"], known)}


def from_second(entry, maps, known):
    language = {"esc-pos": "esc_pos", "star-prnt": "star_prnt", "star-line": "star_line"}[entry["language"]]
    numbers = maps[entry["language"].replace("star-line", "star-prnt") + "/" + entry["codePageMap"].replace("/", "-")]
    features = {"raster", "drawer"}
    features |= {"graphics", "column_image", "high_density"} if entry["vendor"] == "Epson" else set()
    features |= {"bar_code_a", "bar_code_b"} if entry["barcodes"] else set()
    features |= {"qr_code"} if entry["qr"] else set()
    features |= {"pdf417"} if entry["pdf417"] else set()
    width = {"A": 12}
    columns = [entry["columns"].get(font, 0) for font in "ABC"]
    return {"columns": columns, "dots": columns[0] * width["A"], "dpi": entry["dpi"], "features": features, "language": language,
            "cutter": "both" if entry["cutter"] else "none", "feed": entry["cutter"]["feed"] if entry["cutter"] else None,
            "pages": pages_of(numbers, known)}


def profiles_of(table, known):
    made = {}
    for key, entry in table["profiles"].items():
        if key in SKIPPED:
            continue
        name, vendor, model = slug(entry["vendor"], entry["name"])
        first = "features" in entry
        data = from_first(entry, known) if first else from_second(entry, table["codePageNumbers"], known)
        if name in made:  # the second database adds what the first does not say
            old = made[name]
            old["feed"] = data.get("feed")
            old["dots"] = old["dots"] or data["dots"]
            continue
        if data["language"] == "star_line" and first:
            data["features"] -= {"graphics"}
        made[name] = {"vendor": vendor, "model": model} | data
    for name, vendor, model, like, changes in ADDED:
        made[name] = made[like] | {"vendor": vendor, "model": model} | changes
    for name, data in made.items():
        short = name.split("-", 1)[1].removeprefix("nixdorf-")
        epson_180 = name.startswith("epson-tm-t88")
        data["dots"] = 512 if epson_180 else DOTS.get(short) or data["dots"] or data["columns"][0] * 12
        data["dpi"] = data["dpi"] or 203
        data["cutter"] = KNIVES.get(name, data["cutter"])
        for pattern, features in EXTRA:
            if re.match(pattern, name):
                data["features"] = data["features"] | set(features)
    return made


def written(made):
    order = ["bar_code_a", "bar_code_b", "qr_code", "pdf417", "raster", "graphics", "column_image", "high_density", "drawer", "drawer_at_once",
             "drawer_bel", "polled_status", "automatic_status", "ordered_status", "process_id", "real_time_lock", "answers"]
    lists = {}
    pages, rows = [], []
    for name, data in sorted(made.items()):
        key = tuple(data["pages"])
        if key not in lists:
            lists[key] = f"pages_{len(lists)}"
            cells = [f'{{{number}, "{page}"}}' for number, page in key]
            lines = [", ".join(cells[at:at + 6]) for at in range(0, len(cells), 6)]
            pages.append(f"constexpr PageNumber {lists[key]}[] = {{\n    " + ",\n    ".join(lines) + "};\n")
        features = ", ".join("Feature::" + each for each in order if each in data["features"])
        columns = ", ".join(str(each) for each in data["columns"])
        rows.append(f'    PrinterProfile{{.id = "{name}", .vendor = "{data["vendor"]}", .model = "{data["model"]}",\n'
                    f'                   .language = Language::{data["language"]}, .dpi = {data["dpi"]}, .dots = {data["dots"]}, '
                    f'.columns = {{{columns}}},\n'
                    f'                   .cutter = Cutter::{data["cutter"]}, .feed_before_cut = {data.get("feed") or 4},\n'
                    f'                   .features = features({{{features}}}),\n                   .pages = {lists[key]}}},\n')
    return "".join(pages) + "constexpr std::array profiles{\n" + "".join(rows) + "};\n"


def main():
    table = json.loads(pathlib.Path(sys.argv[1]).read_text())
    folder = pathlib.Path(__file__).resolve().parent.parent / "hardware/escpos"
    known = set(re.findall(r'CodePage\{"([^"]+)"', (folder / "code_page_table.inc").read_text()))
    out = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else folder / "printer_profile_table.inc"
    text = "// Made by cmake/printer_profiles.py; do not edit. Sources: escpos-printer-db by receipt-print-hq (CC BY 4.0,\n"
    text += "// changed: merged, renamed, completed), ReceiptPrinterEncoder by Niels Leenheer (MIT).\n"
    out.write_text(text + written(profiles_of(table, known)))


main()
