"""The figures in docs/pricing.md are the engine's: every example is run and compared, character by character."""
import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
MANUAL = ROOT / "docs/pricing.md"
BIN = Path(os.environ.get("HOLDFAST_BIN", ROOT / "build/bin"))
EXAMPLES = re.findall(r"```json\n(.*?)```\n```text\n(.*?)```", MANUAL.read_text(), flags=re.S)


def explained(request, folder):
    file = folder / "cart.json"
    file.write_text(request)
    done = subprocess.run([BIN / "holdfast", "price", "explain", file], capture_output=True, text=True, timeout=20)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_stage_has_an_example():
    assert len(EXAMPLES) >= 10 and all(text.strip() for _, text in EXAMPLES)
    shown = " ".join(text for _, text in EXAMPLES)
    for word in ("list_amount", "line_discount", "promotion", "not applied", "document_discount", "included_tax", "tax "):
        assert word in shown, word


@pytest.mark.parametrize("request_text, answer", EXAMPLES, ids=[f"example {n + 1}" for n in range(len(EXAMPLES))])
def test_the_manual_shows_what_the_engine_says(request_text, answer, tmp_path):
    assert explained(request_text, tmp_path) == answer
