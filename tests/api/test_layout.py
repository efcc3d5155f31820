"""What the till shows to tap on: derived, stored, kept by version."""
import uuid

import pytest

from test_cart_rules import article


def page(*tiles, label="Counter", **members):
    return {"pages": [{"label": label, "tiles": [{"position": i, **tile} for i, tile in enumerate(tiles)], **members}]}


def test_what_nobody_has_made_is_derived_from_the_categories(shop):
    layout = shop.back_office("getLayout")
    if not layout["derived"]:
        pytest.skip("another test stored one before")
    assert (layout["version"], layout["updatedAt"], layout.headers["ETag"]) == (0, None, '"0"')
    assert {"Bakery", "Drinks"} <= {each["label"] for each in layout["pages"]}
    for each in layout["pages"]:
        assert each["tiles"] and [tile["position"] for tile in each["tiles"]] == list(range(len(each["tiles"])))
        assert all((tile["category"] is None) != (tile["variant"] is None) for tile in each["tiles"])


def test_a_layout_is_stored_with_its_tiles_as_they_are_now(till):
    api = till.manager
    stored = api("putLayout", page({"kind": "variant", "sku": "MANGO", "label": "Mango", "colour": "orange"},
                                   {"kind": "category", "slug": "bakery"},
                                   {"kind": "action", "action": "price_check", "image": "/pos/icons/tag.svg"}, colour="green"))
    assert stored["derived"] is False and stored["version"] >= 1
    mango, bakery, action = stored["pages"][0]["tiles"]
    assert (mango["variant"]["sku"], mango["variant"]["price"], mango["label"], mango["colour"]) == ("MANGO", till.shop.price("MANGO"), "Mango", "orange")
    assert (bakery["category"]["slug"], bakery["label"], bakery["variant"]) == ("bakery", None, None)
    assert (action["action"], action["image"], action["variant"], action["category"]) == ("price_check", "/pos/icons/tag.svg", None, None)
    for reader in (till.terminal, till.cashier):
        assert reader("getLayout").body == stored.body
    events = [e["event"] for e in api("listEvents", query={"since": api("getSync")["headSeq"] - 1, "limit": 5})["items"]]
    assert events[-1]["type"] == "LayoutChanged"
    assert events[-1]["payload"] == {"version": stored["version"], "pages": 1, "tiles": 3}


def test_a_tile_costs_what_a_scan_would(till):
    api = till.manager
    sku, _ = article(till, 2000, "zero")
    api("importPriceLists", [
        {"id": f"till-{sku}", "currency": "EUR", "rules": [{"sku": sku, "value": "15.00"}]},
        {"id": f"trade-{sku}", "currency": "EUR", "customer_groups": [f"trade-{sku}"], "rules": [{"sku": sku, "value": "12.00"}]}])
    customer = till.shop.customer(groups=[f"trade-{sku}"])
    stored = api("putLayout", page({"kind": "variant", "sku": sku}))

    def price(layout):
        return layout["pages"][0]["tiles"][0]["variant"]["price"]
    assert price(stored) == price(till.terminal("getLayout")) == price(till.cashier("getLayout", query={"priceFor": "till"})) == 1500
    assert till.cart(sku)["items"][0]["unitPrice"] == 1500
    assert price(till.cashier("getLayout", query={"priceFor": customer["id"]})) == 1200
    assert till.cart(sku, personId=customer["id"])["items"][0]["unitPrice"] == 1200
    till.cashier("getLayout", query={"priceFor": "somebody"}, expect="invalid-argument")
    till.cashier("getLayout", query={"priceFor": str(uuid.uuid4())}, expect="not-found")


def test_a_stale_layout_is_refused_and_an_old_version_can_be_put_back(till):
    api = till.manager
    first = api("putLayout", page({"kind": "variant", "sku": "MANGO"}, label="First"))
    second = api("putLayout", page({"kind": "variant", "sku": "KIWI"}, label="Second"), if_match=first.headers["ETag"])
    assert second["version"] == first["version"] + 1
    api("putLayout", page({"kind": "variant", "sku": "KIWI"}), if_match=first.headers["ETag"], expect="stale-version")
    api("putLayout", page({"kind": "variant", "sku": "KIWI"}), if_match='"none"', expect="stale-version")
    assert api("getLayout")["pages"][0]["label"] == "Second"
    old = api("getLayout", query={"version": first["version"]})
    assert old["pages"][0]["label"] == "First"
    api("getLayout", query={"version": 10**6}, expect="not-found")
    api("getLayout", query={"version": 0}, expect="invalid-argument")


def test_a_tile_whose_article_is_gone_is_left_out(till):
    api, sku = till.manager, f"TILE-{uuid.uuid4().hex[:8]}"
    product = api("createProduct", {"name": sku, "taxCategory": "zero", "variants": [{"sku": sku, "price": 100}]})
    api("putLayout", page({"kind": "variant", "sku": sku}, {"kind": "variant", "sku": "MANGO"}))
    api("updateProduct", {"active": False}, id=product["id"])
    assert [tile["variant"]["sku"] for tile in api("getLayout")["pages"][0]["tiles"]] == ["MANGO"]


@pytest.mark.parametrize("tile", [{"kind": "variant", "sku": "NO-SUCH"}, {"kind": "variant"}, {"kind": "category", "slug": "no-such"},
                                  {"kind": "action", "action": "Not A Word"}, {"kind": "applet"},
                                  {"kind": "variant", "sku": "MANGO", "colour": "mauve"},
                                  {"kind": "variant", "sku": "MANGO", "image": "https://elsewhere.example/x.png"}])
def test_a_tile_that_means_nothing_is_refused(till, tile):
    till.manager("putLayout", page(tile), expect=("invalid-body", "invalid-argument"))


def test_two_tiles_cannot_share_a_place(till):
    tile = {"kind": "variant", "sku": "MANGO", "position": 3}
    till.manager("putLayout", page(tile, tile), expect="invalid-body")


def test_only_who_edits_the_catalogue_changes_the_layout(till):
    till.cashier("putLayout", page({"kind": "variant", "sku": "MANGO"}), expect="permission-denied")
    till.terminal("putLayout", page({"kind": "variant", "sku": "MANGO"}), expect="unauthenticated")


def test_the_demos_layout_fits_the_demos_catalogue(shop):
    from daemon import DEMO, run_cli
    run_cli("layout", "put", DEMO / "layout.json", "--data", shop.daemon.data)
    layout = shop.back_office("getLayout")
    assert len(layout["pages"]) >= 5 and all(len(each["tiles"]) >= 12 for each in layout["pages"])
