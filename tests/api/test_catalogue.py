"""The catalogue: lists, search, scanned codes, and changes to it."""
import itertools

import pytest

from shop import with_check_digit

names = itertools.count(1)


@pytest.fixture(scope="module")
def api(shop):
    return shop.back_office


def test_every_article_of_the_file_is_listed_once_over_pages_of_any_size(shop, api):
    products = api.every("listProducts", {"limit": 200})
    skus = [v["sku"] for p in products for v in p["variants"]]
    assert len(skus) == len(set(skus))
    assert set(shop.articles) <= set(skus)
    assert [p["id"] for p in api.every("listProducts", {"limit": 37})] == [p["id"] for p in products]


def test_an_article_is_as_it_was_imported(api):
    found = api("lookupCode", code="9524873033558")["variant"]
    assert (found["sku"], found["price"], found["currency"], found["unit"], found["taxCategory"]) == ("MANGO", 169, "EUR", "piece", "zero")
    assert found["inventorySource"] == "store" and found["active"] is True and found["priceKind"] == "fixed"
    product = api("getProduct", id=found["productId"])
    assert [v["sku"] for v in product["variants"]] == ["MANGO"]
    assert {c["name"] for c in product["categories"]} & {"Fruit", "Fruit and vegetables"}
    assert [v["id"] for v in api("listVariants", id=product["id"])["items"]] == [found["id"]]


@pytest.mark.parametrize("words, sku", [("mango", "MANGO"), ("MANG", "MANGO"), ("muesli loose", "MUESLI-LOOSE"), ("müsli", "MUESLI-LOOSE"),
                                        ("9524873033558", "MANGO"), ("seedless red", "GRAPE-RED"), ("MANGO", "MANGO")])
def test_search_finds_by_the_beginning_of_words_without_accents_or_case(api, words, sku):
    found = {v["sku"] for p in api("listProducts", query={"q": words})["items"] for v in p["variants"]}
    assert sku in found, (words, sorted(found)[:20])


@pytest.mark.parametrize("words", ['"', "AND", "mango*", "(", "NEAR(", "x" * 200, "' OR 1=1", "-", "a:b", "^"])
def test_search_words_are_never_a_query_language(api, words):
    api("listProducts", query={"q": words})


def test_search_without_a_match_is_an_empty_page(api):
    assert api("listProducts", query={"q": "zzqqxx"}).body == {"items": [], "next": None}


def test_categories_are_a_tree_and_filter_the_list(api):
    categories = {c["id"]: c for c in api.every("listCategories")}
    assert all(c["parentId"] is None or c["parentId"] in categories for c in categories.values())
    fruit = next(c for c in categories.values() if c["name"] == "Fruit")
    assert categories[fruit["parentId"]]["name"] == "Fruit and vegetables"
    by_slug = api.every("listProducts", {"category": fruit["slug"]})
    assert by_slug and [p["id"] for p in by_slug] == [p["id"] for p in api.every("listProducts", {"category": fruit["id"]})]
    assert all(fruit["id"] in {c["id"] for c in p["categories"]} for p in by_slug)


def in_store(prefix, item, value):
    return with_check_digit(prefix + item + value)


@pytest.mark.parametrize("code, sku, more", [
    ("9524873033558", "MANGO", {}),
    ("09524873033558", "MANGO", {}),
    ("4959", "MANGO", {}),
    ("4011", "BANANA", {}),
    ("452135505385", "BEER-LAGER-6", {}),
    ("0452135505385", "BEER-LAGER-6", {}),
    (in_store("21", "04011", "00482"), "BANANA", {"quantity": "0.482"}),
    (in_store("21", "04011", "12345"), "BANANA", {"quantity": "12.345"}),
    (in_store("23", "02501", "01990"), "FISH-SALMON", {"price": 1990}),
    (in_store("02", "06201", "92875"), "CAKE-CRUMBLE", {"price": 2875}),
    ("(01)09524873033558(10)ABC123", "MANGO", {"gs1": {"01": "09524873033558", "10": "ABC123"}}),
    ("]C10109524873033558", "MANGO", {"gs1": {"01": "09524873033558"}}),
    ("010952487303355810ABC\x1d17271231", "MANGO", {"gs1": {"01": "09524873033558", "10": "ABC", "17": "271231"}}),
    ("https://id.example.com/01/09524873033558/10/LOT7?17=271231", "MANGO", {"gs1": {"01": "09524873033558", "10": "LOT7", "17": "271231"}}),
], ids=lambda value: None if isinstance(value, dict) else str(value).replace("\x1d", "<FNC1>"))
def test_a_scanned_code_is_understood(api, code, sku, more):
    found = api("lookupCode", code=code)
    assert found["variant"]["sku"] == sku
    for name in ("quantity", "price"):
        assert found.get(name) == more.get(name), (name, found.body)
    assert {k: v for k, v in found.get("gs1", {}).items() if k in more.get("gs1", {})} == more.get("gs1", {})


@pytest.mark.parametrize("code", ["9524873033559", "0000000000000", "99999", "nothing", "(01)09524873033558(99", in_store("21", "99999", "00482"),
                                  "https://id.example.com/01/09524873033559", "é", " "])
def test_a_code_that_is_not_on_file_is_said_so(api, code):
    api("lookupCode", code=code, expect=("unknown-code", "invalid-argument"))


def test_a_new_product_is_found_sold_and_changed(till):
    api, number = till.shop.back_office, next(names)
    category = api("createCategory", {"name": f"Shelf {number}"})
    assert api("updateCategory", {"name": f"Shelf {number}b", "sortOrder": 5}, id=category["id"])["sortOrder"] == 5
    sku = f"NEW-{number}"
    product = api("createProduct", {"name": f"Lantern {number}", "taxCategory": "standard", "categories": [category["id"]],
                                    "variants": [{"sku": sku, "price": 1230, "barcodes": [with_check_digit(f"95299990{number:04d}")]}]})
    assert product["variants"][0]["price"] == 1230 and product["categories"][0]["id"] == category["id"]
    assert till.sell(sku, payments=[{"tender": "card"}])["total"] == 1230
    second = api("createVariant", {"sku": sku + "-L", "title": "large", "price": 1500}, id=product["id"])
    assert second["productId"] == product["id"]
    assert api("updateVariant", {"price": 1100}, id=second["id"])["price"] == 1100
    assert till.sell(sku + "-L", payments=[{"tender": "card"}])["total"] == 1100
    changed = api("updateProduct", {"name": f"Storm lantern {number}", "active": False}, id=product["id"])
    assert changed["active"] is False and changed["name"].startswith("Storm")
    active = {p["id"] for p in api.every("listProducts", {"q": f"lantern {number}", "active": True})}
    assert product["id"] not in active
    assert product["id"] in {p["id"] for p in api.every("listProducts", {"q": "storm lantern", "active": False})}
    api("createProduct", {"name": "Twin", "taxCategory": "standard", "variants": [{"sku": sku, "price": 1}]}, expect="duplicate")


def test_a_price_book_sets_prices_by_quantity(till):
    api, number = till.shop.back_office, next(names)
    code = f"book-{number}"
    sku = f"BOOKED-{number}"
    api("createProduct", {"name": f"Candle {number}", "taxCategory": "standard", "variants": [{"sku": sku, "price": 300}]})
    book = api("createPriceBook", {"code": code, "name": "Week", "priority": 100})
    assert code in {b["code"] for b in api.every("listPriceBooks")} and book["code"] == code
    api("putPrices", {"items": [{"sku": sku, "amount": 250}, {"sku": sku, "amount": 200, "minQuantity": "3"}]}, code=code)
    assert {(p["sku"], p["amount"]) for p in api.every("listPrices", code=code)} == {(sku, 250), (sku, 200)}
    assert till.sell(sku, payments=[{"tender": "card"}])["total"] == 250
    assert till.sell({"sku": sku, "quantity": 3}, payments=[{"tender": "card"}])["total"] == 600


def test_taxes_and_tenders_are_listed_and_changed(shop, api):
    assert {t["code"] for t in api.every("listTaxCategories")} >= {"standard", "reduced", "zero"}
    assert [r["rate"] for r in api("getTaxCategory", code="standard")["rates"]] == ["23"]
    put = api("putTaxCategory", {"name": "Special", "rates": [{"code": "VAT4.8", "name": "VAT 4.8 %", "rate": "4.8"}]}, code="special")
    assert put["rates"][0]["rate"] == "4.8" and api("getTaxCategory", code="special").body == put.body
    tenders = {t["code"]: t for t in api.every("listTenders")}
    assert tenders["cash"]["roundingStep"] == 5 and tenders["cash"]["givesChange"] is True and tenders["usd"]["rate"] == "0.92"
    put = api("putTender", {"name": "Swiss francs", "kind": "foreign_cash", "currency": "CHF", "rate": "1.05", "givesChange": True}, code="chf")
    assert put["rate"] == "1.05" and "chf" in {t["code"] for t in api.every("listTenders")}


def rows(api, text, **query):
    return api("importCatalogue", data=text.encode(), headers={"Content-Type": "text/csv"}, query=query or None)


def test_the_exported_catalogue_imports_without_a_change(api):
    text = api("exportCatalogue").raw.decode()
    assert text.startswith("sku,name,price") and "MANGO" in text
    report = rows(api, text)
    assert (report["added"], report["changed"], report["rejected"]) == (0, 0, []) and report["unchanged"] == len(text.splitlines()) - 1
    exported = api("exportCatalogue", headers={"Accept": "application/json"})
    assert api("importCatalogue", exported.body)["changed"] == 0


def test_an_import_adds_and_changes_by_sku_and_says_what_is_wrong(api):
    sku = f"IMPORT-{next(names)}"
    text = f"sku,name,price\n{sku},Tin whistle,4.50\n{sku}-B,Bodhran,cheap\n"
    assert rows(api, text, dryRun=True)["added"] == 1
    assert api("listProducts", query={"q": sku})["items"] == [], "a dry run stored something"
    report = rows(api, text)
    assert report["added"] == 1 and [(r["line"], r["sku"]) for r in report["rejected"]] == [(3, sku + "-B")] and report["rejected"][0]["reasons"]
    assert rows(api, text)["unchanged"] == 1
    changed = rows(api, f"sku,name,price\n{sku},Tin whistle in D,4.75\n")
    assert changed["changed"] == 1
    found = api("listProducts", query={"q": sku})["items"]
    assert [(v["sku"], v["price"]) for p in found for v in p["variants"]] == [(sku, 475)]


@pytest.mark.parametrize("text", ["", "name,price\nx,1\n", "sku,name,price\n\"open", "[1]"])
def test_a_file_that_cannot_be_read_is_refused(api, text):
    reply = api("importCatalogue", data=text.encode() or b" ", headers={"Content-Type": "text/csv"}, expect=("invalid-argument", "invalid-body"))
    assert reply["detail"]


def test_a_cashier_changes_nothing_in_the_catalogue(till):
    till.cashier("createProduct", {"name": "No", "taxCategory": "zero"}, expect=("permission-denied", "approval-required"))


@pytest.mark.parametrize("operation, path", [("getProduct", {"id": "019b76da-b000-7000-8000-00000000dead"}), ("getProduct", {"id": "nonsense"}),
                                             ("getTaxCategory", {"code": "none"}), ("listPrices", {"code": "none"})])
def test_what_is_not_there_is_not_found(api, operation, path):
    api(operation, **path, expect="not-found")
