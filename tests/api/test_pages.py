"""The till's page below /pos: what a browser gets, and what it may do with it."""
import gzip

import pytest
import requests


def get(shop, path, method="GET", **headers):
    return requests.request(method, shop.daemon.base + path, headers={"Accept-Encoding": "identity", **headers}, timeout=30, allow_redirects=False)


@pytest.mark.parametrize("path", ["/pos", "/pos/", "/pos/sale"])
def test_every_address_of_the_page_gives_the_page(shop, path):
    page = get(shop, path)
    assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert page.text.lstrip().lower().startswith("<!doctype html>")
    assert page.headers["Cache-Control"] == "no-cache" and page.headers["Vary"] == "Accept-Encoding"


def test_the_root_leads_to_the_till(shop):
    assert (get(shop, "/").status_code, get(shop, "/").headers["Location"]) == (302, "/pos")


def test_the_page_may_load_and_talk_to_nothing_but_this_daemon(shop):
    for path in ("/pos", "/pos/none.js"):
        headers = get(shop, path).headers
        rules = dict(rule.strip().split(" ", 1) for rule in headers["Content-Security-Policy"].split(";"))
        assert rules == {"default-src": "'self'", "script-src": "'self' 'wasm-unsafe-eval'", "style-src": "'self'", "connect-src": "'self'",
                         "img-src": "'self' data: blob:", "object-src": "'none'", "base-uri": "'none'", "form-action": "'none'",
                         "frame-ancestors": "'none'"}
        assert headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer"
        assert "microphone=()" in headers["Permissions-Policy"] and "camera=()" in headers["Permissions-Policy"]


def test_a_page_that_the_browser_has_is_not_sent_again(shop):
    page = get(shop, "/pos")
    again = get(shop, "/pos", **{"If-None-Match": page.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", page.headers["ETag"])
    head = get(shop, "/pos", "HEAD")
    assert (head.status_code, head.content, head.headers["Content-Length"]) == (200, b"", str(len(page.content)))


def test_a_compressed_page_is_the_same_page(shop):
    plain = get(shop, "/pos")
    packed = requests.get(shop.daemon.base + "/pos", headers={"Accept-Encoding": "gzip"}, stream=True, timeout=30)
    if packed.headers.get("Content-Encoding") == "gzip":  # the placeholder has none
        assert packed.headers["ETag"] != plain.headers["ETag"]
        assert gzip.decompress(packed.raw.read(decode_content=False)) == plain.content
    else:
        assert packed.content == plain.content


def test_what_is_not_there_is_not_the_page(shop):
    assert get(shop, "/pos/assets/none-1234.js").status_code == 404
    assert get(shop, "/pos/../../etc/passwd.txt").status_code == 404
    refused = get(shop, "/pos", "POST")
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")


def test_a_name_that_is_not_the_stores_gets_no_page(shop):
    assert get(shop, "/pos", Host="evil.example").status_code == 400
