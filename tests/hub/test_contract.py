"""schema/hub.yaml and schema/sync.yaml name every route, and the hub serves every one they name."""
import re

import jsonschema
import requests
import yaml

from openapi import ROOT

METHODS = ("get", "put", "post", "delete", "patch")


def operations(name):
    document = yaml.safe_load((ROOT / "schema" / name).read_text())
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]["operationId"]


def routes_of(*files):
    text = "".join((ROOT / "hub" / "server" / file).read_text() for file in files)
    return {(method.rstrip("_"), re.sub(r"\{\w+\}", "{}", path))
            for method, path in re.findall(r'api\.add\(\s*(?:http::)?Method::(\w+),\s*"([^"]+)"', text)}


def named(name, prefix=""):
    return {(method, re.sub(r"\{\w+\}", "{}", path if path.startswith("/enrol/") else prefix + path)) for method, path, _ in operations(name)}


def test_every_route_is_described():
    assert named("sync.yaml", "/sync/v1") == routes_of("sync_routes.cpp", "enrolment_routes.cpp", "realtime_routes.cpp", "release_routes.cpp", "correction_routes.cpp")
    assert named("hub.yaml") == routes_of("fleet_routes.cpp", "totals_routes.cpp", "review_routes.cpp", "masters_routes.cpp", "carry_routes.cpp", "system_routes.cpp",
                                          "webhook_routes.cpp", "connector_routes.cpp", "inbound_routes.cpp", "delivery_routes.cpp", "customer_routes.cpp", "rollout_routes.cpp", "directive_routes.cpp", "split_routes.cpp", "audit_routes.cpp")


def test_every_operation_is_served(hub):
    for method, path, operation in operations("hub.yaml"):
        if operation in ("health", "metrics", "takeInbound"):
            continue
        answer = requests.request(method, hub.api + re.sub(r"\{\w+\}", "x", path), timeout=10)
        assert answer.status_code == 401, (operation, answer.status_code, answer.text)
        assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff"), operation


def test_no_browser_keeps_or_guesses_what_the_hub_answers(hub):
    for path, kept in [("/v1/sites", "no-store"), ("/v1/line", "no-store"), ("/v1/nowhere", "no-store"), ("/", "no-cache")]:
        answer = requests.get(hub.api + path, headers={"Authorization": "Bearer " + hub.token}, timeout=10)
        assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == (kept, "nosniff"), path


def test_answers_are_as_described(hub, store):
    store.sell(1000)
    store.push(hub)
    document = yaml.safe_load((ROOT / "schema" / "hub.yaml").read_text())
    for path, schema in [(f"/v1/sites/{store.site}", "Site"), (f"/v1/sites/{store.site}/totals", "Totals"), ("/v1/line", "Line")]:
        jsonschema.Draft202012Validator({"$ref": f"#/components/schemas/{schema}", "components": document["components"]}).validate(hub.ask("GET", path))
