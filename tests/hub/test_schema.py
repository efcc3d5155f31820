"""The hub's tables as a distributed PostgreSQL can hold them: keys lead with the tenant, nothing reaches across."""
import re

from openapi import ROOT

# Of the hub as a whole, or asked for by a stranger who has not said whose they are yet.
WHOLE = {"authority", "enrolment_token", "operator", "audit_entry", "audit_head"}
# Only looked through by the hub's own upkeep, tenant after tenant; no key.
BY_AGE = {"realtime_answer_age"}


def statements():
    for file in sorted((ROOT / "schema/hub").glob("0*.sql")):
        text = re.sub(r"--[^\n]*", "", file.read_text())
        for statement in text.split(";"):
            if statement.strip():
                yield file.name, " ".join(statement.split())


def test_keys_lead_with_the_tenant():
    tables = 0
    for name, text in statements():
        made = re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", text)
        if not made or made[1] in WHOLE:
            continue
        tables += 1
        key = re.search(r"PRIMARY KEY \(([^)]*)\)", text)
        assert key, (name, made[1], "has no key of its own")
        assert key[1].split(",")[0].strip() == "tenant_id", (name, made[1], key[1])
        for unique in re.findall(r"UNIQUE \(([^)]*)\)", text):
            assert unique.split(",")[0].strip() == "tenant_id", (name, made[1], unique)
    assert tables > 40


def test_indexes_lead_with_the_tenant():
    for name, text in statements():
        made = re.match(r"CREATE (UNIQUE )?INDEX (\w+) ON (\w+) ?\(([^)]*)\)", text)
        if made and made[2] not in BY_AGE and made[3] not in WHOLE:
            assert made[4].split(",")[0].strip() == "tenant_id", (name, made[2], made[4])


def test_nothing_is_made_by_the_database_or_reaches_across_tables():
    for name, text in statements():
        for word in (r"\bREFERENCES\b", r"\bFOREIGN KEY\b", r"\bTRIGGER\b", r"\bAUTOINCREMENT\b", r"\bSERIAL\b", r"\bSEQUENCE\b",
                     r"\bGENERATED\b", r"->>?"):
            assert not re.search(word, text, re.I), (name, word, text[:120])
