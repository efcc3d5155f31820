"""A terminal's token ends and is followed by another without a hub and without anybody at the terminal: by the key it proves with."""
import sqlite3
import uuid

import pytest
import requests

from client import Api
from daemon import Daemon, missing_programs
from pairing import Proof, pair, proved
from shop import CASHIER, MANAGER, PINS, Shop

DAY = 86_400_000_000
GRACE = 600_000_000
TARGET = "/v1/terminals/current/token"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    if reason := missing_programs():
        pytest.skip(reason)
    daemon = Daemon(tmp_path_factory.mktemp("tokens")).create().start()
    yield Shop(daemon)
    daemon.stop()
    daemon.verify()


def terminal(shop, name="A till"):
    return pair(shop.anyone, shop.back_office("createPairingCode")["code"], name)


def with_token(shop, paired, token):
    """The same terminal, which proves with its key, by another token."""
    return proved(shop.anyone, paired, token)


def later(shop, paired, **columns):
    """As if the terminal's rows were so much older: what only time does."""
    shop.daemon.stop()
    with sqlite3.connect(shop.daemon.data / "store.db") as books:
        for column, microseconds in columns.items():
            books.execute(f"UPDATE terminal SET {column} = {column} - ? WHERE uuid = ?", (microseconds, uuid.UUID(paired.terminal_id).bytes))
    shop.daemon.start()
    fresh = Shop(shop.daemon)
    shop.__dict__.update(fresh.__dict__)


def own(shop, paired):
    return next(each for each in shop.back_office("listTerminals")["items"] if each["id"] == paired.terminal_id)


def trail(shop, action):
    return shop.back_office("listAudit", query={"action": action, "limit": 200})["items"]


def test_a_terminal_takes_a_new_token_and_the_one_before_ends(store):
    paired = terminal(store, "Turning")
    api = with_token(store, paired, paired.token)
    assert "Holdfast-Renew" not in api("getOwnTerminal").headers
    session = api("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    fresh = api("renewToken")
    assert fresh["terminalId"] == paired.terminal_id and fresh["token"] != paired.token
    assert with_token(store, paired, fresh["token"])("getOwnTerminal")["id"] == paired.terminal_id
    # Whoever has the old one still in use is told, and may go on for some minutes; sessions do not end at all.
    assert api("getOwnTerminal").headers["Holdfast-Renew"] == "token"
    with_token(store, paired, session["token"])("getSession")
    [entry] = [each for each in trail(store, "terminal_token_renewed") if each["subject"] == paired.terminal_id]
    assert entry["terminalId"] == paired.terminal_id and entry["staff"] is None and entry["detail"] == {"name": "Turning"}
    later(store, paired, former_us=GRACE)
    refused = with_token(store, paired, paired.token)("getOwnTerminal", expect="unauthenticated")
    assert refused.headers["Holdfast-Renew"] == "token"
    with_token(store, paired, paired.token)("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]}, expect="unauthenticated")
    assert "Holdfast-Renew" not in with_token(store, paired, fresh["token"])("getOwnTerminal").headers
    with_token(store, paired, session["token"])("getSession")
    assert store.back_office("verifyAudit")["sound"]


def test_a_stolen_old_token_is_worth_nothing(store):
    paired = terminal(store, "Robbed")
    fresh = with_token(store, paired, paired.token)("renewToken")
    later(store, paired, former_us=GRACE)
    # By itself, by another key, and for the one thing that an old token is good for.
    thief = type(paired)(paired.token, "", b"another key" * 3, "", {})
    for operation in ("getOwnTerminal", "renewToken"):
        store.anyone.as_(paired.token)(operation, expect="unauthenticated")
        with_token(store, thief, paired.token)(operation, expect="unauthenticated")
    # One that is two generations old is nobody's, with the key too.
    last = with_token(store, paired, fresh["token"])("renewToken")
    with_token(store, paired, paired.token)("renewToken", expect="unauthenticated")
    with_token(store, paired, last["token"])("getOwnTerminal")


def test_a_lost_answer_locks_nobody_out(store):
    paired = terminal(store, "Cut off")
    lost = with_token(store, paired, paired.token)("renewToken")
    # Back after a night: the token that it has opens nothing, but it takes another.
    later(store, paired, former_us=DAY)
    api = with_token(store, paired, paired.token)
    api("getOwnTerminal", expect="unauthenticated")
    again = api("renewToken")
    with_token(store, paired, again["token"])("getOwnTerminal")
    with_token(store, paired, lost["token"])("getOwnTerminal", expect="unauthenticated")
    # Asking again did not make the old one good again.
    api("getOwnTerminal", expect="unauthenticated")


def test_a_renewal_that_was_heard_is_not_sent_again(store):
    paired = terminal(store, "Heard")
    proof, key = Proof(paired.key), str(uuid.uuid4())
    url, bearer = store.anyone.base, {"Authorization": "Bearer " + paired.token, "Idempotency-Key": key}
    proof.nonce = requests.post(url + TARGET, headers=bearer, timeout=10).headers["Holdfast-Nonce"]
    sent = {**bearer, "Holdfast-Proof": proof.of("POST", TARGET, paired.token, bearer)}
    first = requests.post(url + TARGET, headers=sent, timeout=10)
    assert first.status_code == 201
    assert requests.post(url + TARGET, headers=sent, timeout=10).status_code == 401
    # The terminal itself may ask once more under its key, and is told the same.
    sent["Holdfast-Proof"] = proof.of("POST", TARGET, paired.token, bearer)
    assert requests.post(url + TARGET, headers=sent, timeout=10).json() == first.json()
    assert len([each for each in trail(store, "terminal_token_renewed") if each["subject"] == paired.terminal_id]) == 1


def test_a_token_is_due_by_age_and_then_good_for_nothing_else(store):
    paired = terminal(store, "Ageing")
    later(store, paired, token_us=60 * DAY)
    api = with_token(store, paired, paired.token)
    assert api("getOwnTerminal").headers["Holdfast-Renew"] == "token"
    session = api("createSession", {"staffCode": CASHIER, "pin": PINS[CASHIER]})
    later(store, paired, token_us=30 * DAY)
    with_token(store, paired, paired.token)("getOwnTerminal", expect="unauthenticated")
    assert with_token(store, paired, session["token"])("getSession").headers["Holdfast-Renew"] == "token"
    fresh = with_token(store, paired, paired.token)("renewToken")
    assert "Holdfast-Renew" not in with_token(store, paired, fresh["token"])("getOwnTerminal").headers


def test_how_old_is_set_by_who_may(store):
    office = store.back_office
    paired = terminal(store, "Policy")
    later(store, paired, token_us=200 * DAY)
    office = store.back_office
    with_token(store, paired, paired.token)("getOwnTerminal", expect="unauthenticated")
    assert office("getTokenPolicy").body == {"days": 90}
    for wrong in (-1, 3651, "90"):
        office("putTokenPolicy", {"days": wrong}, expect="invalid-body")
    store.sign_on(store.pair("Till"), CASHIER)("putTokenPolicy", {"days": 1}, expect="permission-denied")
    assert office("putTokenPolicy", {"days": 0})["days"] == 0
    # At once, without a restart.
    assert "Holdfast-Renew" not in with_token(store, paired, paired.token)("getOwnTerminal").headers
    office("putTokenPolicy", {"days": 90})
    assert [each["detail"] for each in trail(store, "token_policy")] == [{"days": 90, "before": 0}, {"days": 0, "before": 90}]


def test_new_tokens_are_ordered_for_all_terminals(store):
    on, off = terminal(store, "On"), terminal(store, "Off")
    store.sign_on(store.pair("Till"), CASHIER)("orderTokens", expect="permission-denied")
    ordered = store.back_office("orderTokens", {"reason": "a till was stolen"})
    listed = [each for each in store.back_office("listTerminals")["items"] if each["revokedAt"] is None]
    assert ordered["terminals"] == sum(each["tokenAt"] is not None for each in listed) >= 2
    assert ordered["withoutKey"] == sum(each["tokenAt"] is None for each in listed) >= 1
    assert own(store, on)["tokenOrdered"] and own(store, off)["tokenOrdered"]
    api = with_token(store, on, on.token)
    assert api("getOwnTerminal").headers["Holdfast-Renew"] == "token"
    fresh = api("renewToken")
    assert not own(store, on)["tokenOrdered"]
    # The one that is off finds its token spent, and takes another when it is back.
    later(store, off, token_ordered_us=GRACE)
    api = with_token(store, off, off.token)
    api("getOwnTerminal", expect="unauthenticated")
    with_token(store, off, api("renewToken")["token"])("getOwnTerminal")
    with_token(store, on, fresh["token"])("getOwnTerminal")
    [entry] = trail(store, "terminal_tokens_ordered")
    assert entry["staff"]["code"] == MANAGER and entry["detail"] == {**ordered.body, "reason": "a till was stolen"}
    assert store.back_office("verifyAudit")["sound"]


def test_practice_goes_on_with_the_new_token(store):
    paired = terminal(store, "Trainee")
    practice = Api(store.anyone.base + "/training", store.contract)
    proved(practice, paired)("getOwnTerminal")
    proved(practice, paired)("renewToken", expect="conflict")
    fresh = with_token(store, paired, paired.token)("renewToken")["token"]
    answer = proved(practice, paired, fresh)("getOwnTerminal")
    assert answer["id"] == paired.terminal_id and "Holdfast-Renew" not in answer.headers
    proved(practice, paired, paired.token)("getOwnTerminal", expect="unauthenticated")


def test_who_cannot(store):
    # Without a key, by somebody's session, revoked.
    store.anyone.as_(store.pair("In clear"))("renewToken", expect="conflict")
    paired = terminal(store, "Revoked")
    session = with_token(store, paired, paired.token)("createSession", {"staffCode": MANAGER, "pin": PINS[MANAGER]})
    with_token(store, paired, session["token"])("renewToken", expect="unauthenticated")
    with_token(store, paired, paired.token)("renewToken")
    store.back_office("revokeTerminal", id=paired.terminal_id)
    with_token(store, paired, paired.token)("renewToken", expect="unauthenticated")
