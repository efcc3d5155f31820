"""The figures in docs/pricing.md are the engine's: every example is run and compared, character by character."""
import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from test_cart_rules import article

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


def table(after):
    """The rows of the first table behind some words."""
    lines = MANUAL.read_text().split(after, 1)[1].splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("|---"))
    rows = [line for line in lines[start + 1:start + 20]]
    rows = rows[:next(n for n, line in enumerate(rows) if not line.startswith("|"))]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def cents(text):
    return round(float(text) * 100)


def test_the_price_list_of_the_manual_makes_its_prices(till):
    sku, _ = article(till, 2000, "zero")
    document = json.loads(re.search(r"```json price-list\n(.*?)```", MANUAL.read_text(), flags=re.S).group(1))
    group = f"trade-{sku}"
    for rule in document["rules"]:
        rule["sku"] = sku
    till.manager("importPriceLists", [document | {"id": group, "customer_groups": [group]}])
    customer = till.shop.customer(groups=[group])
    rows = table("### Which price it is")
    assert len(rows) == 4
    for who, count, one, all_of_it in rows:
        cart = till.cart(sku, **({"personId": customer["id"]} if "trade" in who else {}))
        cart = till.cashier("updateCartItem", {"quantity": int(count)}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
        assert (cart["items"][0]["unitPrice"], cart["total"]) == (cents(one), cents(all_of_it)), who
        if count == "1":
            wanted = customer["id"] if "trade" in who else "till"
            assert till.cashier("lookupCode", code=sku, query={"priceFor": wanted})["variant"]["price"] == cents(one)
    till.cashier("lookupCode", code=sku, query={"priceFor": "somebody"}, expect="invalid-argument")
    till.cashier("lookupCode", code=sku, query={"priceFor": "018f0000-0000-7000-8000-000000000000"}, expect="not-found")


def test_the_manual_says_what_cash_comes_to(till):
    rows = table("### Cash")
    assert len(rows) >= 5
    for due, by_card, in_cash, rounding in rows:
        sku, _ = article(till, cents(due), "zero")
        payments = [{"tender": "card", "amount": cents(by_card)}] if cents(by_card) else []
        payments += [{"tender": "cash"}] if cents(by_card) != cents(due) else []
        order = till.sell(sku, payments=payments)
        paid = sum(p["amount"] for p in order["payments"] if p["tender"] == "cash")
        assert (order["total"], order["rounding"]) == (cents(due), cents(rounding)), due
        assert paid == cents(in_cash), order["payments"]
