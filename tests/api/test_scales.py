"""Scales: a weight for one line, over the wire of a virtual scale, and what is kept of it."""
import pytest

from daemon import until
from devices import Devices, missing_devices
from live import Live

PROTOCOLS = ("toledo_8217", "nci", "sics")


@pytest.fixture(scope="module", params=PROTOCOLS)
def rack(request, tmp_path_factory):
    if missing_devices():
        pytest.skip(missing_devices())
    rack = Devices(tmp_path_factory.mktemp("scale")).start(scale="links/scale", scale_protocol=request.param)
    rack.protocol = request.param
    yield rack
    rack.stop()


@pytest.fixture
def scale(rack, till):
    device = till.manager("createDevice", {"kind": "scale", "name": f"Scale of {till.number}", "address": rack.addresses["scale"],
                                           "profile": rack.protocol, "registers": [till.register_id]})
    until(lambda: till.terminal("getDevice", id=device["id"])["state"] == "online", 5, "the scale is online")
    rack.patch("scale", goods="0")
    yield device
    till.manager("removeDevice", id=device["id"])


def ended(till, weighing, seconds=10):
    def look():
        now = till.terminal("getWeighing", id=weighing["deviceId"], weighingId=weighing["weighingId"])
        return now if now["endedAt"] else None
    return until(look, seconds, "the weighing ends")


def weigh(till, rack, scale, goods="0.482", sku="BANANA"):
    rack.patch("scale", goods="0")
    rack.patch("scale", goods=goods)
    return ended(till, till.cashier("startWeighing", {"variantId": till.variant(sku)["id"]}, id=scale["id"]))


def test_a_weight_is_bound_to_its_line_and_kept_with_the_order(till, rack, scale):
    weighing = weigh(till, rack, scale)
    assert (weighing["state"], weighing["weight"], weighing["unit"], weighing["stable"]) == ("weighed", "0.482", "kg", True)
    cart = till.cart({"variantId": till.variant("BANANA")["id"], "weighingId": weighing["weighingId"]})
    line = cart["items"][0]
    assert (line["quantity"], line["weighing"]["weight"], line["weighing"]["deviceId"]) == ("0.482", "0.482", scale["id"])
    assert line["total"] == 86 and bytes.fromhex(line["weighing"]["raw"])
    again = till.cashier("getCart", id=cart["cartId"])
    assert again["items"][0]["weighing"] == line["weighing"]
    order = till.cashier("placeOrder", {"cartId": cart["cartId"], "payments": [{"tender": "cash"}]})
    kept = till.cashier("getOrder", id=order["orderId"])["items"][0]
    assert kept["quantity"] == "0.482" and kept["weighing"] == line["weighing"]
    receipt = till.cashier("getReceipt", id=order["orderId"], headers={"Accept": "text/plain"}).raw.decode()
    assert "0.482 kg" in receipt.replace("\u00a0", " ")


def test_a_weighing_that_is_asked_for_again_is_the_same_one(till, rack, scale):
    wish = {"variantId": till.variant("BANANA")["id"]}
    first = till.cashier("startWeighing", wish, id=scale["id"], key="weigh-" + till.register_id)
    again = till.cashier("startWeighing", wish, id=scale["id"], key="weigh-" + till.register_id)
    assert again["weighingId"] == first["weighingId"] and again.headers["Idempotency-Replayed"] == "true"
    till.cashier("startWeighing", {"variantId": till.variant("MANGO")["id"]}, id=scale["id"], key="weigh-" + till.register_id, expect="idempotency-key-reused")


def test_a_weight_is_sold_once_and_by_the_till_that_weighed_it(till, shop, rack, scale):
    banana = till.variant("BANANA")["id"]
    weighing = weigh(till, rack, scale)
    other = shop.till()
    stolen = other.cart()
    other.cashier("addCartItem", {"variantId": banana, "weighingId": weighing["weighingId"]}, id=stolen["cartId"], expect="in-use-elsewhere")
    cart = till.cart()
    item = {"variantId": banana, "weighingId": weighing["weighingId"]}
    till.cashier("addCartItem", {**item, "quantity": 1}, id=cart["cartId"], expect="invalid-body")
    till.cashier("addCartItem", {"variantId": till.variant("MANGO")["id"], "weighingId": weighing["weighingId"]}, id=cart["cartId"], expect="invalid-argument")
    added = till.cashier("addCartItem", item, id=cart["cartId"], key="weighed-" + weighing["weighingId"])
    replayed = till.cashier("addCartItem", item, id=cart["cartId"], key="weighed-" + weighing["weighingId"])
    assert replayed.body == added.body, "the repeated request is the same line"
    till.cashier("addCartItem", item, id=cart["cartId"], expect="conflict")
    line = added["items"][0]
    till.cashier("updateCartItem", {"quantity": "0.5"}, id=cart["cartId"], itemId=line["itemId"], expect="conflict")
    noted = till.cashier("updateCartItem", {"note": "ripe"}, id=cart["cartId"], itemId=line["itemId"])
    assert noted["items"][0]["weighing"] == line["weighing"]
    second = weigh(till, rack, scale, "0.100")
    cart = till.cashier("addCartItem", {"variantId": banana, "weighingId": second["weighingId"]}, id=cart["cartId"])
    assert [i["quantity"] for i in cart["items"]] == ["0.482", "0.1"], "each weight has a line of its own"
    till.cashier("addCartItem", {**item, "weighingId": scale["id"]}, id=cart["cartId"], expect="conflict")


def test_another_registers_scale_weighs_for_itself(till, shop, rack, scale):
    weighing = weigh(till, rack, scale)
    register = shop.back_office("createRegister", {"number": next(shop.numbers), "name": "Elsewhere"})
    cart = till.cashier("createCart", {"registerId": register["id"]})
    till.cashier("addCartItem", {"variantId": till.variant("BANANA")["id"], "weighingId": weighing["weighingId"]}, id=cart["cartId"], expect="conflict")


def test_the_till_sees_the_weight_while_it_moves(till, rack, scale):
    with Live(till.cashier) as live:
        rack.patch("scale", goods="0.250", settleMs=700)
        weighing = till.cashier("startWeighing", {"variantId": till.variant("BANANA")["id"]}, id=scale["id"])
        told = live.wait("Weight", lambda found: found and found[-1]["state"] == "weighed")
        schema = till.shop.contract.document["components"]["schemas"]["Weighing"]
        assert not [wrong for data in told for wrong in till.shop.contract.errors_of(schema, data)]
    assert any(data["obstacle"] in ("in_motion", "no_weight") for data in told), told
    assert {data["weighingId"] for data in told} == {weighing["weighingId"]}
    assert told[-1]["weight"] == "0.250"


def test_the_same_goods_again_are_asked_for(till, rack, scale):
    banana = {"variantId": till.variant("BANANA")["id"]}
    weigh(till, rack, scale, "0.300")
    again = till.cashier("startWeighing", banana, id=scale["id"])
    path = {"id": scale["id"], "weighingId": again["weighingId"]}
    until(lambda: till.terminal("getWeighing", **path)["state"] == "same_goods", 5, "the same goods are noticed")
    till.cashier("confirmWeighing", **path)
    assert ended(till, again)["state"] == "weighed"
    till.cashier("confirmWeighing", **path, expect="conflict")
    third = till.cashier("startWeighing", banana, id=scale["id"])
    path = {"id": scale["id"], "weighingId": third["weighingId"]}
    gone = till.cashier("cancelWeighing", **path)
    assert (gone["state"], gone["why"]) == ("failed", "cancelled")


def test_a_shared_scale_weighs_for_one_till_at_a_time(till, shop, rack, scale):
    other = shop.till()
    rack.patch("scale", inMotion=True, goods="0.5", settleMs=5000)
    began = till.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"])
    refused = other.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"], expect="in-use-elsewhere")
    assert f"Terminal {till.number}" in refused["detail"]
    till.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"], expect="conflict")
    other.cashier("cancelWeighing", id=scale["id"], weighingId=began["weighingId"], expect="in-use-elsewhere")
    till.cashier("cancelWeighing", id=scale["id"], weighingId=began["weighingId"])
    till.cashier("claimDevice", id=scale["id"])
    other.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"], expect="in-use-elsewhere")
    other.cashier("testDevice", id=scale["id"], expect="in-use-elsewhere")
    till.cashier("releaseDevice", id=scale["id"])


def test_a_scale_is_tested_zeroed_and_tared(till, rack, scale):
    rack.patch("scale", goods="0.020")
    tested = ended(till, till.cashier("testDevice", id=scale["id"]))
    assert (tested["task"], tested["state"], tested["weight"]) == ("test", "tested", "0.020")
    tared = till.cashier("tareScale", id=scale["id"], expect=(201, "invalid-argument"))
    if tared.status == 201:
        assert ended(till, tared)["state"] in ("adjusted", "failed")
    cleared = till.cashier("tareScale", {"clear": True}, id=scale["id"], expect=(201, "invalid-argument"))
    if cleared.status == 201:
        ended(till, cleared)
    rack.patch("scale", goods="0")
    zeroed = till.cashier("zeroScale", id=scale["id"])
    assert ended(till, zeroed)["task"] == "zero"


def test_a_scale_that_is_pulled_ends_its_weighing_and_is_told(till, rack, scale):
    rack.patch("scale", inMotion=True, goods="0.5", settleMs=5000)
    began = till.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"])
    rack.do("scale", "unplug")
    try:
        assert ended(till, began, 3)["why"] in ("link_lost", "no_answer")
        until(lambda: till.terminal("getDevice", id=scale["id"])["state"] == "offline", 3, "offline is shown")
        till.cashier("startWeighing", {"unitPrice": 199}, id=scale["id"], expect="conflict")
    finally:
        rack.do("scale", "plug")
    until(lambda: till.terminal("getDevice", id=scale["id"])["state"] == "online", 10, "the scale is back")


def test_what_no_scale_weighs_is_refused(till, rack, scale, shop):
    till.cashier("startWeighing", {"variantId": till.variant("MANGO")["id"]}, id=scale["id"], expect="invalid-argument")
    till.cashier("startWeighing", {"tare": {"weight": "x", "unit": "kg"}}, id=scale["id"], expect="invalid-body")
    till.cashier("startWeighing", {}, id=till.register_id, expect="not-found")
    till.terminal("getWeighing", id=scale["id"], weighingId=till.register_id, expect="not-found")
    till.cashier("confirmWeighing", id=scale["id"], weighingId=till.register_id, expect="not-found")
