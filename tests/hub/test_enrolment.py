"""Who may speak for a site, and who may not."""
import hashlib
import pathlib
import ssl

import requests

from hub import Store, openssl


def refused(answer, status, *words):
    assert answer.status_code == status, answer.text
    problem = answer.json()
    assert problem["status"] == status and all(word in problem["detail"] for word in words), problem
    return problem


def der_digest(pem):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()


def test_a_token_lets_one_store_in_once(hub, tmp_path):
    token = hub.cli("token", "create", "--channel", "channel-1", "--site-name", "Harbour")
    assert token.startswith("HF1.") and token.rsplit(".", 1)[1] == der_digest(pathlib.Path(hub.ca).read_text())
    store, other = Store(tmp_path / "a"), Store(tmp_path / "b")
    grant = store.ask_in(hub, token)
    assert grant.status_code == 201 and grant.json()["siteId"] == store.site and grant.json()["channelId"] == "channel-1"
    assert grant.json()["renewAfter"] > "2026"
    # A lost answer: the same store with the same key is answered again, another one is not.
    assert store.ask_in(hub, token).status_code == 201
    refused(other.ask_in(hub, token), 401, "used up")
    refused(store.ask_in(hub, token, siteId="another"), 401, "used up")
    # The digest is kept, the secret is not.
    for file in pathlib.Path(hub.data).glob("hub.db*"):
        assert token.split(".")[1].encode() not in file.read_bytes()


def test_tokens_that_are_none(hub, tmp_path):
    store = Store(tmp_path / "a")
    for token in ["", "HF1.x", "HF1." + "A" * 27 + "." + "0" * 64]:
        assert store.ask_in(hub, token).status_code in (400, 401)
    token = hub.cli("token", "create", "--channel", "channel-1")
    refused(store.ask_in(hub, token, csr="no request"), 400, "PKCS #10")
    refused(store.ask_in(hub, token, siteId="../up"), 400, "siteId")
    assert store.ask_in(hub, token).status_code == 201, "what was refused did not use the token up"


def test_without_a_certificate_nothing_is_told(hub, store):
    for path in ["/sync/v1/ping", f"/sync/v1/sites/{store.site}/events", "/sync/v1/channels/channel-1/changes?since=0"]:
        method = "POST" if path.endswith("events") else "GET"
        assert refused(requests.request(method, hub.url + path, verify=hub.ca, timeout=10), 401)["reason"] == "site"


def test_certificates_that_are_wrong(hub, store, tmp_path):
    before = hub.metric("hub_sites_refused_total")
    ping = "/sync/v1/ping"
    own = tmp_path / "own.pem"
    openssl("req", "-x509", "-key", store.key, "-subj", f"/O=default/CN={store.site}", "-days", "9", "-out", own)
    refused(store.call(hub, "GET", ping, cert=str(own)), 403, "not to be trusted")
    # Signed by the real authority, but not by the hub: it knows every certificate it gave out.
    tls = hub.data / "tls"
    request = tmp_path / "request.pem"
    openssl("req", "-new", "-key", store.key, "-subj", f"/O=default/CN={store.site}", "-out", request)
    stray = tmp_path / "stray.pem"
    openssl("x509", "-req", "-in", request, "-CA", tls / "ca.pem", "-CAkey", tls / "ca-key.pem", "-set_serial", "77", "-days", "9", "-out", stray)
    refused(store.call(hub, "GET", ping, cert=str(stray)), 403, "no such certificate")
    expired = tmp_path / "expired.pem"
    (tmp_path / "index").touch()
    (tmp_path / "ca.cnf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={tmp_path}/index\nnew_certs_dir={tmp_path}\nrand_serial=yes\n"
                                     "default_md=sha256\npolicy=p\n[p]\norganizationName=supplied\ncommonName=supplied\n")
    openssl("ca", "-batch", "-config", tmp_path / "ca.cnf", "-in", request, "-cert", tls / "ca.pem", "-keyfile", tls / "ca-key.pem",
            "-startdate", "20250101000000Z", "-enddate", "20250201000000Z", "-notext", "-out", expired)
    refused(store.call(hub, "GET", ping, cert=str(expired)), 403, "expired")
    assert hub.metric("hub_sites_refused_total") == before + 3
    assert store.call(hub, "GET", ping).status_code == 200


def test_a_site_is_held_to_its_own_path_and_channel(hub, tmp_path):
    one, other = Store(tmp_path / "a").enrol(hub), Store(tmp_path / "b").enrol(hub, "channel-2")
    other.sell(1000)
    refused(one.push(hub, other.batch(), path=f"/sync/v1/sites/{other.site}/events"), 403, "another site")
    refused(one.push(hub, other.batch()), 403, "another site")
    refused(one.call(hub, "GET", "/sync/v1/channels/channel-2/changes?since=0"), 403, "another channel")
    assert hub.ask("GET", f"/v1/sites/{other.site}")["ackSeq"] == 0


def test_a_certificate_is_renewed_and_a_site_revoked(hub, store, tmp_path):
    renewed = store.call(hub, "POST", f"/sync/v1/sites/{store.site}/certificate", json={"csr": store.request()})
    assert renewed.status_code == 200
    new = tmp_path / "new.pem"
    new.write_text(renewed.json()["certificate"])
    for cert in (str(new), store.cert):
        assert store.call(hub, "GET", "/sync/v1/ping", cert=cert).status_code == 200
    hub.cli("site", "revoke", store.site)
    assert hub.ask("GET", f"/v1/sites/{store.site}")["revoked"] is True
    for cert in (str(new), store.cert):
        refused(store.call(hub, "GET", "/sync/v1/ping", cert=cert), 403, "revoked")
    # On a connection that was open before, too: requests keeps one alive a certificate.
    store.enrol(hub)
    assert store.call(hub, "GET", "/sync/v1/ping").status_code == 200
    refused(store.call(hub, "GET", "/sync/v1/ping", cert=str(new)), 403, "revoked")


def test_operators_need_the_token(hub):
    for path in ["/v1/sites", "/v1/line", "/v1/channels"]:
        answer = requests.get(hub.api + path, headers={"Authorization": "Bearer " + "0" * 64}, timeout=10)
        refused(answer, 401)
    assert requests.get(hub.api + "/v1/health", timeout=10).json()["status"] == "ok"


def test_the_page_runs_no_script_but_its_own(hub):
    page = requests.get(hub.api + "/", timeout=10)
    assert page.status_code == 200 and "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script>" not in page.text and "style=" not in page.text
    for name in ("board.css", "board.js"):
        assert requests.get(f"{hub.api}/{name}", timeout=10).status_code == 200
