"""Whether a customer is old enough, by their wallet: the till asks, the hub has a connector ask walt.id, the decision comes back."""
import json
import pathlib
import sys

import pytest

from daemon import missing_programs, until
from hub_process import Hub, missing_hub
from openapi import ROOT
from test_cart_rules import article
from test_tenant_hub import mode, open_shop

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "hub"))
from fakes.others import WaltId  # noqa: E402


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    reason = missing_programs() or missing_hub()
    if reason:
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("age")
    hub = Hub(folder / "hub").start("--allow-private-targets")
    shop = open_shop(folder, hub, "one")
    for name, value in (("waltid_token", "walt-1"), ("waltid_webhook", "walt-secret")):
        assert hub.call("PUT", f"/v1/secrets/{name}", {"value": value}).status_code == 204
    with WaltId() as waltid:
        yield hub, shop, waltid
    shop.daemon.stop()
    hub.stop()
    shop.daemon.verify()


def connect(hub, waltid):
    document = json.loads((ROOT / "packaging" / "connectors" / "waltid.json").read_text())
    answer = hub.call("PUT", "/v1/connectors/waltid", {"document": {**document, "retrySeconds": [0, 1, 1]}, "url": waltid.url})
    assert answer.status_code in (200, 201), answer.text


def grown_up_cart(till):
    sku, _ = article(till, 1200, "zero")
    product = next(p for p in till.shop.back_office.every("listProducts", {"q": f"Thing {sku}"}) if p["variants"][0]["sku"] == sku)
    till.shop.back_office("updateProduct", {"minAge": 18}, id=product["id"])
    return till.cart(sku)


def reaches(till, check, state):
    return until(lambda: (now := till.cashier("getAgeCheck", id=check["ageCheckId"]))["state"] == state and now, 30, f"the check is {state}")


def test_without_a_provider_the_till_hears_it_and_looks_at_a_document(world):
    _, shop, _ = world
    till = shop.till()
    cart = grown_up_cart(till)
    assert "identity provider" in till.cashier("startAgeCheck", {}, id=cart["cartId"], expect="not-found")["detail"]
    cart = till.cashier("updateCartItem", {"birthDate": "1980-02-03"}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])
    till.cashier("startAgeCheck", {}, id=cart["cartId"], expect="conflict")


def test_a_wallet_proves_the_age_and_nothing_else_is_kept(world):
    hub, shop, waltid = world
    connect(hub, waltid)
    till = shop.till()
    cart = grown_up_cart(till)
    check = till.cashier("startAgeCheck", {}, id=cart["cartId"])
    assert (check["minAge"], check["state"], check["url"]) == (18, "asked", None)
    ready = reaches(till, check, "ready")
    assert ready["url"].startswith("openid4vp://")
    session = ready["url"].rsplit("=", 1)[1]
    assert waltid.sessions[session]["asked"]["core_flow"]["dcql_query"]["credentials"][0]["claims"] == [{"path": ["org.iso.18013.5.1", "age_over_18"]}]
    view = till.terminal("getCustomerView", id=till.register_id)
    assert (view["wallet"], view["minAge"]) == (ready["url"], 18), "the customer's screen shows it too"
    waltid.sessions[session]["status"] = "SUCCESSFUL"
    assert reaches(till, check, "proved")["url"] is None
    cart = till.cashier("getCart", id=cart["cartId"])
    assert (cart["ageProven"], cart["ageProof"]) == (18, check["ageCheckId"])
    assert till.terminal("getCustomerView", id=till.register_id)["wallet"] is None
    till.cashier("startAgeCheck", {}, id=cart["cartId"], expect="conflict")
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    assert (order["ageProven"], order["ageProof"]) == (18, check["ageCheckId"])
    assert not waltid.complaints, waltid.complaints


def test_who_is_too_young_or_leaves_is_told_and_another_check_may_begin(world):
    hub, shop, waltid = world
    connect(hub, waltid)
    till = shop.till()
    cart = grown_up_cart(till)
    first = till.cashier("startAgeCheck", {"minAge": 21}, id=cart["cartId"])
    session = reaches(till, first, "ready")["url"].rsplit("=", 1)[1]
    waltid.sessions[session]["status"] = "UNSUCCESSFUL"
    assert reaches(till, first, "refused")["minAge"] == 21
    assert "ageProven" not in till.cashier("getCart", id=cart["cartId"]).body
    second = till.cashier("startAgeCheck", {}, id=cart["cartId"])
    third = till.cashier("startAgeCheck", {}, id=cart["cartId"])
    assert till.cashier("getAgeCheck", id=second["ageCheckId"])["state"] == "cancelled", "one check of a cart at a time"
    assert till.cashier("cancelAgeCheck", id=third["ageCheckId"])["state"] == "cancelled"
    session = list(waltid.sessions)[-1]
    waltid.sessions[session]["status"] = "SUCCESSFUL"
    assert till.cashier("getAgeCheck", id=third["ageCheckId"])["state"] == "cancelled", "what was called off proves nothing"


def test_without_the_line_the_till_says_what_to_do_instead(world):
    hub, shop, _ = world
    till = shop.till()
    cart = grown_up_cart(till)
    hub.stop()
    until(lambda: mode(shop) == "edge", 90, "the store is alone")
    problem = till.cashier("startAgeCheck", {}, id=cart["cartId"], expect="not-available-now")
    assert problem["operation"] == "identity.check" and problem["instead"] == "look_at_id"
    assert till.cashier("updateCartItem", {"birthDate": "1980-02-03"}, id=cart["cartId"], itemId=cart["items"][0]["itemId"])["items"][0]["ageChecked"]
