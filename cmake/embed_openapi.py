"""Writes a .cpp with schema/openapi.yaml as compact JSON: embed_openapi.py IN.yaml OUT.cpp"""
import json
import os
import sys

PIECE = 16000  # characters; compilers need not take longer literals than 64 KiB


def main() -> None:
    source, out = sys.argv[1:]
    text = ""
    if os.path.exists(source):
        import yaml

        with open(source, encoding="utf-8") as file:
            text = json.dumps(yaml.safe_load(file), ensure_ascii=True, separators=(",", ":"), default=str)
    pieces = [text[i : i + PIECE] for i in range(0, len(text), PIECE)]
    with open(out, "w", encoding="utf-8") as file:
        file.write('#include "routes/system_routes.h"\n\nnamespace holdfast::routes {\nconst std::string& openapi_json() {\n')
        file.write("  static const std::string text = [] {\n    std::string all;\n")
        file.write(f"    all.reserve({len(text)});\n")
        for piece in pieces:
            file.write(f"    all += {json.dumps(piece)};\n")
        file.write("    return all;\n  }();\n  return text;\n}\n}  // namespace holdfast::routes\n")


main()
