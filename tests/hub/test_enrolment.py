"""Who may speak for a site, and who may not."""
import base64
import hashlib
import pathlib
import ssl
import subprocess

import pytest
import requests

from daemon import binary
from hub import Hub, Store, openssl


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


@pytest.fixture
def known_authority(tmp_path):
    """A hub whose authority's key is known: made by somebody else, and put there in clear as older releases had it."""
    data = tmp_path / "known"
    (data / "tls").mkdir(parents=True)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", tmp_path / "ca-key.pem", "-out", data / "tls" / "ca.pem",
            "-subj", "/CN=Holdfast hub", "-days", "3650", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    (data / "tls" / "ca-key.pem").write_bytes((tmp_path / "ca-key.pem").read_bytes())
    running = Hub(data).start()
    yield running, tmp_path / "ca-key.pem"
    running.stop()


def test_a_hub_s_private_keys_lie_sealed_and_open_with_its_field_keys_alone(known_authority, tmp_path):
    hub, known = known_authority
    store = Store(tmp_path / "store").enrol(hub)
    for name in ("ca-key.pem", "server-key.pem"):
        file = hub.data / "tls" / name
        assert file.read_text().startswith("hf1.") and file.stat().st_mode & 0o777 == 0o600
    secret = base64.b64decode("".join(known.read_text().splitlines()[1:-1]))
    for file in hub.data.rglob("*"):
        if file.is_file():
            assert b"PRIVATE KEY" not in file.read_bytes() and secret not in file.read_bytes(), file
    hub.stop()
    authority = (hub.data / "tls" / "ca.pem").read_bytes()
    aside = (hub.data / "field-keys").rename(tmp_path / "field-keys")
    done = subprocess.run([binary("holdfast-hub"), "--data", hub.data, "--listen", "127.0.0.1:0", "--operator-listen", "127.0.0.1:0"],
                          capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode != 0 and "field-keys" in done.stderr and (hub.data / "tls" / "ca.pem").read_bytes() == authority
    aside.replace(hub.data / "field-keys")
    hub.start()
    assert store.call(hub, "GET", "/sync/v1/ping").status_code == 200


def test_certificates_that_are_wrong(known_authority, tmp_path):
    hub, authority_key = known_authority
    store = Store(tmp_path / "store").enrol(hub)
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
    openssl("x509", "-req", "-in", request, "-CA", tls / "ca.pem", "-CAkey", authority_key, "-set_serial", "77", "-days", "9", "-out", stray)
    refused(store.call(hub, "GET", ping, cert=str(stray)), 403, "no such certificate")
    expired = tmp_path / "expired.pem"
    (tmp_path / "index").touch()
    (tmp_path / "ca.cnf").write_text(f"[ca]\ndefault_ca=d\n[d]\ndatabase={tmp_path}/index\nnew_certs_dir={tmp_path}\nrand_serial=yes\n"
                                     "default_md=sha256\npolicy=p\n[p]\norganizationName=supplied\ncommonName=supplied\n")
    openssl("ca", "-batch", "-config", tmp_path / "ca.cnf", "-in", request, "-cert", tls / "ca.pem", "-keyfile", authority_key,
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
