"""The receipt in each of its forms."""
import pytest


@pytest.fixture
def order(till):
    return till.sell({"sku": "MANGO", "quantity": 2}, {"sku": "BANANA", "quantity": "0.5"}, payments=[{"tender": "cash", "tendered": 1000}])


def receipt(till, order, accept, expect=200, **query):
    return till.cashier("getReceipt", id=order["orderId"], headers={"Accept": accept}, query=query or None, expect=expect)


def test_as_data(till, order):
    document = receipt(till, order, "application/json")
    assert (document["orderId"], document["receiptNumber"], document["opensDrawer"]) == (order["orderId"], order["receiptNumber"], True)
    assert "3.38" in [row.get("right") for row in document["rows"]], document["rows"]


def test_as_text_it_has_what_a_customer_looks_for(till, order):
    reply = receipt(till, order, "text/plain")
    text = reply.raw.decode()
    for part in ("Harbour Corner Shop", order["receiptNumber"], "Mango", "3.38", "VAT 0 %", "IE0000000X", "Thank you for your visit"):
        assert part in text, f"{part!r} is not on\n{text}"
    assert max(map(len, text.splitlines())) <= 42, "wider than the paper"
    narrow = receipt(till, order, "text/plain", width=32).raw.decode()
    assert max(map(len, narrow.splitlines())) <= 32 and "Mango" in narrow


def test_for_the_printer_it_begins_with_initialise_and_cuts(till, order):
    data = receipt(till, order, "application/vnd.escpos").raw
    assert data.startswith(b"\x1b@") and b"\x1dV" in data


def test_any_form_will_do_when_the_caller_does_not_care(till, order):
    assert receipt(till, order, "*/*").status == 200
    assert receipt(till, order, "image/gif;q=1, text/plain;q=0.5").headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("query", [{"width": 10}, {"width": "x"}, {"copy": -1}, {"copy": 1000}])
def test_a_width_or_copy_that_cannot_be_is_refused(till, order, query):
    receipt(till, order, "text/plain", expect="invalid-argument", **query)


@pytest.mark.parametrize("accept", ["image/gif", "application/xml", "text/plain;q=0"])
def test_other_forms_are_not_to_be_had(till, order, accept):
    receipt(till, order, accept, expect="not-acceptable")


def test_a_copy_says_so_and_the_first_does_not(till, order):
    first = receipt(till, order, "text/plain").raw.decode()
    copy = receipt(till, order, "text/plain", copy=1).raw.decode()
    assert "copy" in copy.lower() and "copy" not in first.lower()


def test_a_gift_receipt_has_no_prices(till, order):
    text = receipt(till, order, "text/plain", gift=True).raw.decode()
    assert "Mango" in text and order["receiptNumber"] in text and "3.38" not in text


def test_the_same_receipt_is_the_same_bytes(till, order):
    for form in ("application/json", "text/plain", "application/vnd.escpos"):
        assert receipt(till, order, form).raw == receipt(till, order, form).raw


def test_a_return_has_a_receipt_too(till, order):
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "refunds": [{"tender": "cash"}],
                        "items": [{"orderItemId": order["items"][0]["orderItemId"], "quantity": 1, "reason": "x", "condition": "new"}]}, id=order["orderId"])
    assert "-1.69" in receipt(till, back, "text/plain").raw.decode()
