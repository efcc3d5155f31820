"""Who operates the hub: tokens of their own, what each did, chained and checked, on SQLite and PostgreSQL; and what is too often."""
import json
import sqlite3
import subprocess

import pytest
import requests

from conftest import SERVER, fresh_database
from daemon import binary
from hub import Hub, Store

SECRET = "do-not-write-this-down"


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def own(request, tmp_path_factory):
    """A hub that nobody else writes to."""
    if request.param == "postgres" and not SERVER:
        pytest.skip("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set (tests/hub/with_postgres.sh sets it)")
    running = Hub(tmp_path_factory.mktemp("operators"), fresh_database() if request.param == "postgres" else None).start()
    yield running
    running.stop()
    assert running.process.returncode == 0, (running.data / "log").read_text()


def newest(hub, count):
    return [(entry["by"], entry["action"], entry["subject"]) for entry in hub.ask("GET", f"/v1/audit?limit={count}")["items"]]


def as_operator(hub, token):
    return {"Authorization": f"Bearer {token}"}


def test_operators_have_tokens_of_their_own_and_what_they_do_names_them(own, tmp_path):
    store = Store(tmp_path / "store", "shop-7").enrol(own)
    assert newest(own, 2) == [("site shop-7", "site.enrol", "shop-7"), ("hub-token", "token.create", "")]
    imke = own.cli("operator", "add", "imke")
    assert len(imke) == 64 and own.cli("operator", "list").startswith("imke  since ")
    assert own.ask("GET", "/v1/whoami") == {"name": "hub-token", "own": False}
    assert own.ask("GET", "/v1/whoami", headers=as_operator(own, imke)) == {"name": "imke", "own": True}
    # By her token, whatever she says.
    own.ask("POST", f"/v1/sites/{store.site}/directives", expect=201, headers=as_operator(own, imke), json={"kind": "upsync", "orderedBy": "Somebody else", "reason": "a look"})
    own.ask("POST", f"/v1/sites/{store.site}/revoke", headers=as_operator(own, imke), json={})
    assert newest(own, 2) == [("imke", "site.revoke", "shop-7"), ("imke", "directive.order", "shop-7")]
    detail = own.ask("GET", "/v1/audit?action=directive.order")["items"][0]["detail"]
    assert detail == {"by": "imke", "reason": "a look", "kind": "upsync", "orderedBy": "Somebody else"}
    # A refusal is told after what was set about.
    own.ask("POST", "/v1/sites/nowhere/revoke", expect=404, headers=as_operator(own, imke), json={})
    items = own.ask("GET", "/v1/audit?by=imke&limit=2")
    assert [item["action"] for item in items["items"]] == ["site.revoke.refused", "site.revoke"] and items["next"]
    assert items["items"][0]["detail"] == {"by": "imke", "entry": items["items"][1]["id"], "status": 404}
    # No secret is noted.
    own.ask("PUT", "/v1/secrets/shop-key", expect=204, json={"value": SECRET})
    assert SECRET not in json.dumps(own.ask("GET", "/v1/audit"))


def test_an_operator_makes_no_operator_and_is_out_once_removed(own):
    jo = own.cli("operator", "add", "jo")
    own.ask("POST", "/v1/operators", expect=403, headers=as_operator(own, jo), json={"name": "friend"})
    own.ask("DELETE", "/v1/operators/jo", expect=403, headers=as_operator(own, jo))
    own.ask("POST", "/v1/operators", expect=409, json={"name": "jo"})
    for name in ("hub-token", "Jo", "jo smith", "j" * 61, ""):
        own.ask("POST", "/v1/operators", expect=400, json={"name": name})
    assert own.cli("operator", "remove", "jo") == "removed jo"
    own.ask("GET", "/v1/sites", expect=401, headers=as_operator(own, jo))
    own.ask("DELETE", "/v1/operators/jo", expect=404)
    assert own.cli("operator", "list").splitlines()[-1].endswith("removed")
    own.ask("POST", "/v1/operators", expect=409, json={"name": "jo"})


def test_the_chain_is_checked_by_whoever_asks_and_an_altered_entry_is_found(own):
    before = own.ask("GET", "/v1/audit/verification")
    assert before["holds"] and before["wrongAt"] is None and before["entries"] >= 5
    assert own.cli("audit", "--verify") == f"the chain holds: {before['entries']} entries, the newest is {before['newest']}"
    told = json.loads(own.cli("audit", "--json", "--lines", "2"))
    assert len(told["items"]) == 2 and told["items"][0]["id"] == before["entries"]
    assert "  imke  directive.order  shop-7  reason a look" in own.cli("audit", "--by", "imke")
    change = "UPDATE audit_entry SET done_by = 'nobody' WHERE entry_id = 2"
    if own.database:
        subprocess.run(["psql", "-q", own.database[1], "-c", change], check=True, timeout=60)
    else:
        with sqlite3.connect(own.data / "hub.db", timeout=30) as file:
            file.execute(change)
    assert own.ask("GET", "/v1/audit/verification")["wrongAt"] == 2
    done = subprocess.run([binary("holdfast-hub"), "audit", "--verify", "--data", own.data, *own.database], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.strip()) == (1, "the chain is broken at entry 2")


def test_who_asks_too_often_is_told_so_and_others_are_not(own):
    kim, session = own.cli("operator", "add", "kim"), requests.Session()
    def ask(token):
        return session.get(own.api + "/v1/line", headers=as_operator(own, token), timeout=10).status_code
    assert ask("wrong") == 401
    assert any(ask("wrong") == 429 for _ in range(5000))
    assert ask(kim) == 200 and ask(own.token) == 200
