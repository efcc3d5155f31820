"""The receipt in each of its forms."""
import struct
import zlib

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


def read_png(data):
    """Width, height and a byte a dot of our own PNGs: one bit, no filter."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", data[16:26])
    assert (depth, colour) == (1, 0)
    at = data.index(b"IDAT")
    rows = zlib.decompress(data[at + 4:at + 4 + struct.unpack(">I", data[at - 4:at])[0]])
    stride = (width + 7) // 8
    return width, height, b"".join(bytes(255 * (rows[y * (stride + 1) + 1 + x // 8] >> (7 - x % 8) & 1) for x in range(width)) for y in range(height))


@pytest.mark.parametrize("width", [None, 384, 576, 640])
def test_as_the_picture_that_prints(till, order, width):
    reply = receipt(till, order, "image/png", **({"width": width} if width else {}))
    picture_width, height, dots = read_png(reply.raw)
    assert picture_width == (width or 576) and height > 400
    assert 0.02 < dots.count(0) / len(dots) < 0.5, "mostly white, but not empty"


def test_the_picture_can_be_scanned(till, order):
    zbar = pytest.importorskip("zbar")
    link = till.shop.back_office("updateSite", {"receiptLink": "https://shop.example/r/{receipt}"})["receiptLink"]
    for width in (384, 576):
        picture_width, height, dots = read_png(receipt(till, order, "image/png", width=width).raw)
        image = zbar.Image(picture_width, height, "Y800", dots)
        zbar.ImageScanner().scan(image)
        assert {symbol.data for symbol in image} == {order["receiptNumber"], link.replace("{receipt}", order["receiptNumber"])}
    till.shop.back_office("updateSite", {"receiptLink": ""})


def test_as_pdf_of_the_papers_width(till, order):
    reply = receipt(till, order, "application/pdf", width=384)
    assert reply.raw.startswith(b"%PDF-1.") and order["receiptNumber"] in reply.headers["Content-Disposition"]
    points = float(reply.raw.split(b"/MediaBox [ 0 0 ")[1].split()[0])
    assert abs(points - 58 / 25.4 * 72) < 0.01


def test_as_a_page_that_a_strict_policy_lets_through(till, order):
    reply = receipt(till, order, "text/html,application/xhtml+xml", lang="fr")
    page = reply.raw.decode()
    assert '<html lang="fr" dir="ltr">' in page and order["receiptNumber"] in page and "Mango" in page
    assert "<script" not in page and " style=" not in page
    assert "default-src 'none'" in reply.headers["Content-Security-Policy"] and "unsafe" not in reply.headers["Content-Security-Policy"]


def test_it_is_written_in_the_language_asked_for(till, order):
    assert "Thank you" in receipt(till, order, "text/plain").raw.decode()
    french = receipt(till, order, "text/plain", lang="fr-FR").raw.decode()
    assert "Espèces" in french and "3,38" in french
    arabic = receipt(till, order, "application/json", lang="ar")
    assert (arabic["language"], arabic["direction"]) == ("ar", "rtl")
    assert "الإجمالي" in [row.get("left") for row in arabic["rows"]]
    assert "٣٫٣٨" in receipt(till, order, "text/plain", lang="ar-u-nu-arab").raw.decode()
    drawn = receipt(till, order, "application/vnd.escpos", lang="ar").raw
    assert b"\x1dv0\x00" in drawn and b"TOTAL" not in drawn and order["receiptNumber"].encode() in drawn
    receipt(till, order, "text/plain", lang="de", expect="invalid-argument")


def test_the_logo_is_set_in_dots_and_printed(till, order):
    office = till.shop.back_office
    office("getSiteLogo", expect="not-found")
    before = receipt(till, order, "application/vnd.escpos").raw

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    grey = b"".join(b"\0" + bytes(x * 255 // 799 for x in range(800)) for _ in range(80))
    png = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 800, 80, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(grey)) + chunk(b"IEND", b""))
    as_png = {"Content-Type": "image/png"}
    for wrong in (b"GIF89a", png[:80], png[:16] + struct.pack(">II", 60000, 60000) + png[24:]):
        office("putSiteLogo", data=wrong, headers=as_png, expect="invalid-argument")
    till.cashier("putSiteLogo", data=png, headers=as_png, expect="permission-denied")
    office("putSiteLogo", data=png, headers=as_png, expect=204)
    width, height, dots = read_png(office("getSiteLogo").raw)
    assert (width, height) == (360, 36) and 0.4 < dots.count(0) / len(dots) < 0.6, "a grey ramp is half black"
    assert office("getSite")["receiptLogo"]
    assert receipt(till, order, "application/json")["rows"][0]["kind"] == "logo"
    with_logo = receipt(till, order, "application/vnd.escpos").raw
    assert b"\x1dv0\x00" in with_logo and b"\x1dv0\x00" not in before
    office("deleteSiteLogo", expect=204)
    assert receipt(till, order, "application/vnd.escpos").raw == before


def test_a_reprint_is_journaled_as_the_next_copy(till, order):
    first = till.cashier("reprintReceipt", id=order["orderId"], expect=201)
    assert (first["copy"], first["receiptNumber"]) == (1, order["receiptNumber"])
    again = till.cashier("reprintReceipt", id=order["orderId"], key="the-second-copy")
    assert till.cashier("reprintReceipt", id=order["orderId"], key="the-second-copy")["copy"] == again["copy"] == 2
    assert again.headers["Location"].endswith(f"/v1/orders/{order['orderId']}/receipt?copy=2")
    assert "COPY 2" in receipt(till, order, "text/plain", copy=2).raw.decode()
    trail = till.manager("listAudit", query={"action": "receipt_reprinted", "subject": order["orderId"]})["items"]
    assert len(trail) == 2
    till.cashier("reprintReceipt", id="019b76da-b000-7000-8000-00000000ffff", expect="not-found")


def test_pictures_are_made_beside_each_other(till, order):
    import concurrent.futures
    forms = ["image/png", "application/pdf", "application/vnd.escpos", "text/html"] * 6
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda form: receipt(till, order, form, lang="ar").raw, forms))
    assert all(answers[i] == answers[i % 4] for i in range(len(answers)))


def test_any_form_will_do_when_the_caller_does_not_care(till, order):
    assert receipt(till, order, "*/*").status == 200
    assert receipt(till, order, "image/gif;q=1, text/plain;q=0.5").headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("query", [{"width": 10}, {"width": "x"}, {"width": 100}, {"width": 1000}, {"copy": -1}, {"copy": 1000}, {"lang": ""}])
def test_a_width_or_copy_that_cannot_be_is_refused(till, order, query):
    receipt(till, order, "text/plain", expect="invalid-argument", **query)


def test_a_picture_has_the_dots_of_a_printer(till, order):
    receipt(till, order, "image/png", expect="invalid-argument", width=42)
    assert max(map(len, receipt(till, order, "text/plain", width=576).raw.decode().splitlines())) <= 48


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
    for form in ("application/json", "text/plain", "application/vnd.escpos", "image/png", "application/pdf", "text/html"):
        assert receipt(till, order, form).raw == receipt(till, order, form).raw


def test_a_return_has_a_receipt_too(till, order):
    back = till.cashier("returnOrderItems", {"registerId": till.register_id, "refunds": [{"tender": "cash"}],
                        "items": [{"orderItemId": order["items"][0]["orderItemId"], "quantity": 1, "reason": "x", "condition": "new"}]}, id=order["orderId"])
    assert "-1.69" in receipt(till, back, "text/plain").raw.decode()
