"""Why a cart costs what it costs, and what a till prices by itself with until the store has answered."""
import itertools
import json
import os
import subprocess
from pathlib import Path

numbers = itertools.count(1)
BIN = Path(os.environ.get("HOLDFAST_BIN", Path(__file__).resolve().parents[2] / "build/bin"))


def article(till, price=1000, **product):
    sku = f"WHY-{next(numbers)}"
    till.shop.back_office("createProduct", {"name": f"Thing {sku}", "taxCategory": "zero", "variants": [{"sku": sku, "price": price}], **product})
    return sku


def trail_of(explained, line):
    return [(entry["stage"], entry.get("rule", ""), entry["amount"]) for entry in explained["answer"]["trail"] if entry["line"] == line]


def test_a_cart_says_where_its_prices_came_from_and_what_was_taken_off(till):
    sku, other = article(till), article(till, 500)
    till.manager("importPromotionRules", [
        {"id": f"why-{sku}", "name": "Why week", "version": 3, "actions": [{"type": "percent", "value": "10", "select": {"skus": [sku]}}]},
        {"id": f"big-{sku}", "conditions": {"min_amount": {"amount": "5000"}}, "actions": [{"type": "percent", "value": "5", "select": {"skus": [sku]}}]}])
    cart = till.cart({"sku": sku, "quantity": 2}, other)
    explained = till.cashier("explainCart", id=cart["cartId"])
    assert (explained["cartId"], explained["version"], explained["answer"]["total"]) == (cart["cartId"], cart["version"], cart["total"])
    assert [(line["id"], line["priceFrom"]) for line in explained["lines"]] == [(item["itemId"], "shelf") for item in cart["items"]]
    assert [line["id"] for line in explained["answer"]["lines"]] == [item["itemId"] for item in cart["items"]]
    assert ("promotion", f"why-{sku}", -200) in trail_of(explained, 1)
    named = {rule["id"]: rule for rule in explained["answer"]["applied"]}
    assert named[f"why-{sku}"] == {"id": f"why-{sku}", "version": 3, "name": "Why week", "amount": 200}
    refused = {rule["id"]: rule["because"] for rule in explained["answer"]["notApplied"]}
    assert refused[f"big-{sku}"] == "min_amount"
    assert sum(entry["amount"] for entry in explained["answer"]["trail"] if entry["stage"] != "included_tax") == cart["total"]


def test_a_price_book_is_named(till):
    sku = article(till)
    book = f"WHY-BOOK-{sku}"
    till.shop.back_office("createPriceBook", {"code": book, "name": "Winter sale", "priority": 90})
    till.shop.back_office("putPrices", {"items": [{"sku": sku, "amount": 800}]}, code=book)
    cart = till.cart(sku)
    line = till.cashier("explainCart", id=cart["cartId"])["lines"][0]
    assert (line["priceFrom"], line["priceBook"], line["unitPrice"], line["listPrice"]) == ("book", "Winter sale", 800, 800)
    listed = {a["sku"]: a for a in till.cashier.every("listPricedArticles")}
    assert listed[sku]["price"] == 800
    till.cashier("explainCart", id="019b76da-b000-7000-8000-00000000ffff", expect="not-found")


def test_what_comes_back_is_explained_as_what_was_paid(till):
    sold = till.sell("MANGO", payments=[{"tender": "card"}])
    cart = till.cart()
    cart = till.supervisor("addCartItem", {"orderItemId": sold["items"][0]["orderItemId"], "quantity": "-1", "reason": "faulty"}, id=cart["cartId"])
    explained = till.cashier("explainCart", id=cart["cartId"])
    assert [line["priceFrom"] for line in explained["lines"]] == ["returned"] and explained["answer"]["lines"] == []


def test_the_rules_and_articles_of_a_till_price_a_cart_as_the_store_does(till):
    sku = article(till, 333)
    till.manager("importPromotionRules", [{"id": f"third-{sku}", "actions": [{"type": "percent", "value": "33", "select": {"skus": [sku]}}]}])
    rules = till.cashier("getPricingRules")
    known = {a["sku"]: a for a in till.cashier.every("listPricedArticles")}
    assert known["MANGO"]["codes"] and known["MANGO"]["price"] == 169 and not known["MANGO"]["steps"]
    cart = till.cart({"sku": sku, "quantity": 3}, "MANGO", {"sku": "BANANA", "quantity": "0.482"})
    lines = [{"id": item["itemId"], "sku": item["sku"], "quantity": item["quantity"], "unit_price": f"{known[item['sku']]['price'] / 100:.2f}",
              "categories": known[item["sku"]]["categories"], "taxes": rules["taxCategories"][known[item["sku"]]["taxCategory"]]}
             for item in cart["items"]]
    request = {"currency": rules["currency"], "channel": rules["channel"], "policy": rules["policy"], "taxes": rules["taxes"], "lines": lines,
               "utc_offset_minutes": rules["utcOffsetMinutes"], "customer": {"previous_orders": -1},
               "promotions": [{**rule["document"], "version": rule["version"]} for rule in rules["promotions"]]}
    explained = till.cashier("explainCart", id=cart["cartId"])["answer"]
    answer = till.cashier("priceBasket", request)
    assert (answer["total"], answer["digest"], answer["engineVersion"]) == (cart["total"], explained["digest"], rules["engineVersion"])
    if (BIN / "price_lines").exists():
        alone = subprocess.run([BIN / "price_lines"], input=json.dumps(request) + "\n", capture_output=True, text=True, check=True)
        assert json.loads(alone.stdout)["digest"] == explained["digest"]


def test_a_till_that_foresaw_another_total_is_counted(till):
    def count():
        text = till.shop.anyone("getMetrics").raw.decode()
        return next(int(line.split()[-1]) for line in text.splitlines() if line.startswith("holdfast_till_price_differences"))
    before = count()
    told = {"cartId": till.cart()["cartId"], "version": 2, "foreseen": 100, "answered": 101, "engineVersion": "1.0"}
    assert till.cashier("reportPriceDifference", told).status == 204
    assert count() == before + 1
    till.cashier("reportPriceDifference", {"version": 2}, expect="invalid-body")
    assert count() == before + 1


def test_a_deposit_is_a_line_of_its_own_in_the_explanation(till):
    sku = article(till, 200)
    till.manager("importCharges", [{"id": f"deposit-{sku}", "kind": "deposit", "name": "Bottle deposit", "amount": "0.25",
                                    "goods": {"skus": [sku]}, "tax_category": "zero"}])
    cart = till.cart({"sku": sku, "quantity": 4})
    explained = till.cashier("explainCart", id=cart["cartId"])
    assert [(line["name"], line["priceFrom"], line["unitPrice"]) for line in explained["lines"]][1] == ("Bottle deposit", "charge", 25)
    assert [line["id"] for line in explained["answer"]["lines"]] == [cart["items"][0]["itemId"], "charge-1"]
    assert explained["answer"]["total"] == cart["total"] == 900
    # A till alone does not know this any more: it waits for the answer where this article is scanned.
    priced = {each["sku"]: each for each in till.cashier.every("listPricedArticles")}
    assert priced[sku]["ask"] is True and "ask" not in priced["MANGO"]
    assert priced[sku]["prices"] == {"": 200}


def test_a_till_is_told_the_prices_of_price_lists_by_customer_group_and_uses_of_limited_rules(till):
    sku, timed = article(till, 1000), article(till, 500)
    till.manager("importPriceLists", [
        {"id": f"list-{sku}", "rules": [{"sku": sku, "value": "9.00"}, {"sku": sku, "value": "7.50", "customer_groups": [f"staff-{sku}"]}]},
        {"id": f"hours-{timed}", "ends": "2090-01-01T00:00:00Z", "rules": [{"sku": timed, "value": "4.00"}]}])
    till.manager("importPromotionRules", [{"id": f"few-{sku}", "uses_left": 9, "actions": [{"type": "percent", "value": "10", "select": {"skus": [sku]}}]}])
    priced = {each["sku"]: each for each in till.cashier.every("listPricedArticles")}
    assert priced[sku]["prices"] == {"": 900, f"staff-{sku}": 750}
    assert priced[timed]["ask"] is True and "prices" not in priced[timed]
    uses = {rule["document"]["id"]: rule.get("uses") for rule in till.cashier("getPricingRules")["promotions"]}
    assert uses[f"few-{sku}"] == 0 and list(uses) == sorted(uses)  # among equals the first of the list counts first
    till.sell(sku, payments=[{"tender": "card"}])
    uses = {rule["document"]["id"]: rule.get("uses") for rule in till.cashier("getPricingRules")["promotions"]}
    assert uses[f"few-{sku}"] == 1


def test_what_is_imported_is_told_to_the_tills_that_are_open(till):
    def told(since):
        found, items = [], [None]
        while items:
            items = till.manager("listEvents", query={"since": since, "limit": 200})["items"]
            since = items[-1]["seq"] if items else since
            found += [item["event"]["payload"] for item in items if item["event"] and item["event"]["type"] == "CatalogueChanged"]
        return [payload["rules"] for payload in found if "rules" in payload], since
    _, since = told(0)
    sku = article(till, 900)
    documents = {"importPromotionRules": [{"id": f"told-{sku}", "actions": [{"type": "percent", "value": "1", "select": {"skus": [sku]}}]}],
                 "importCharges": [{"id": f"told-{sku}", "kind": "deposit", "name": "Tin", "amount": "0.10", "goods": {"skus": [sku]}}],
                 "importPriceLists": [{"id": f"told-{sku}", "rules": [{"sku": sku, "value": "8.50"}]}]}
    for _ in range(2):  # what is known already is no news
        for operation, document in documents.items():
            till.manager(operation, document)
    assert told(since)[0] == ["promotion", "charge", "price_list"]


def test_open_prices_and_quantity_breaks_are_told_to_a_till(till):
    sku, loose, listed = article(till, 1000), f"LOOSE-{next(numbers)}", article(till, 700)
    till.shop.back_office("createProduct", {"name": "Loose", "taxCategory": "zero",
                                            "variants": [{"sku": loose, "price": 400, "unit": "kg", "decimals": 3}]})
    till.shop.back_office("createPriceBook", {"code": f"MORE-{sku}", "name": "More", "priority": 3})
    till.shop.back_office("putPrices", {"items": [{"sku": sku, "amount": 900, "minQuantity": "6"}, {"sku": sku, "amount": 850, "minQuantity": "12"},
                                                  {"sku": loose, "amount": 350, "minQuantity": "0.5"}]}, code=f"MORE-{sku}")
    till.manager("importPriceLists", [{"id": f"more-{listed}", "rules": [
        {"sku": listed, "value": "6.50"}, {"sku": listed, "value": "6", "min_quantity": "3", "customer_groups": [f"crew-{listed}"]}]}])
    priced = {each["sku"]: each for each in till.cashier.every("listPricedArticles")}
    assert priced[sku]["steps"] and priced[sku]["breaks"] == [{"from": "6", "price": 900}, {"from": "12", "price": 850}]
    assert (priced[loose]["price"], priced[loose]["breaks"]) == (350, [{"from": "0.001", "price": 400}, {"from": "0.5", "price": 350}])
    crew = f"crew-{listed}"
    assert priced[listed]["prices"] == {"": 650, crew: 650}
    assert priced[listed]["breaks"] == [{"from": "3", "price": 700, "prices": {"": 650, crew: 600}}]
    assert priced["MISC-STANDARD-OPEN"]["open"] is True and "open" not in priced["MANGO"]
