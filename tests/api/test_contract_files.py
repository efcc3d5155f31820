"""openapi.yaml and events.yaml by themselves: no daemon, no network."""
import json
import re

import jsonschema
import pytest

from openapi import METHODS, ROOT, Contract, load_yaml, read_problem_table

contract = Contract()
document = contract.document
events = load_yaml("events.yaml")


def walk(node, place=""):
    yield place, node
    if isinstance(node, dict):
        for name, child in node.items():
            yield from walk(child, f"{place}/{name}")
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from walk(child, f"{place}/{i}")


def schemas_of(root):
    for place, node in walk(root):
        if place.endswith("/schema") or re.fullmatch(r"/components/schemas/[^/]+", place):
            yield place, node


def test_openapi_yaml_has_the_structure_of_openapi_3_1():
    structure = json.loads((ROOT / "schema" / "openapi-structure.json").read_text())
    jsonschema.Draft202012Validator.check_schema(structure)
    wrong = ["/".join(map(str, e.path)) + ": " + e.message[:200] for e in jsonschema.Draft202012Validator(structure).iter_errors(document)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("root", [document, events], ids=["openapi", "events"])
def test_every_reference_resolves(root):
    resolver = jsonschema.RefResolver("", root)
    for place, node in walk(root):
        if isinstance(node, dict) and isinstance(node.get("$ref"), str):
            try:
                resolver.resolve(node["$ref"])
            except jsonschema.RefResolutionError:
                pytest.fail(f"{place}: {node['$ref']} leads nowhere")


@pytest.mark.parametrize("root", [document, events], ids=["openapi", "events"])
def test_every_schema_is_a_schema_of_2020_12(root):
    for place, schema in schemas_of(root):
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            pytest.fail(f"{place}: {error.message}")


def test_every_component_is_used():
    used = {node["$ref"] for _, node in walk(document) if isinstance(node, dict) and "$ref" in node}
    have = {f"#/components/{kind}/{name}" for kind, group in document["components"].items() if kind != "securitySchemes" for name in group}
    assert not have - used, f"never referred to: {sorted(have - used)}"


def test_operation_ids_are_unique():
    ids = [item[m]["operationId"] for item in document["paths"].values() for m in METHODS if m in item]
    assert len(ids) == len(set(ids)), sorted(name for name in ids if ids.count(name) > 1)


def test_every_path_parameter_is_declared_and_no_other():
    for operation in contract.operations.values():
        declared = [contract.resolve(p) for p in operation["parameters"]]
        named = [(p["in"], p["name"]) for p in declared]
        assert len(named) == len(set(named)), operation["operationId"]
        in_path = {name for where, name in named if where == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", operation["path"])), operation["operationId"]


def test_every_tag_is_described():
    tags = {tag["name"] for tag in document["tags"]}
    assert {tag for operation in contract.operations.values() for tag in operation["tags"]} == tags


def test_every_example_is_what_its_schema_says():
    count = 0
    for place, node in walk(document["paths"]):
        if isinstance(node, dict) and "example" in node and "schema" in node:
            count += 1
            wrong = contract.errors_of(node["schema"], node["example"])
            assert not wrong, f"{place}: {wrong}"
    assert count >= 10


def test_objects_of_requests_and_answers_are_closed():
    for name, schema in document["components"]["schemas"].items():
        if schema.get("type") == "object":
            assert schema.get("additionalProperties") is False, name


def test_problems_are_those_of_the_table():
    table = read_problem_table()
    assert document["components"]["schemas"]["ProblemType"]["enum"] == list(table)
    classes = set(document["components"]["schemas"]["Problem"]["properties"]["errorClass"]["enum"])
    assert classes == {row["class"] for row in table.values()}


def test_an_operation_declares_the_status_of_each_of_its_problems():
    table = {name.rsplit(":", 1)[1]: row for name, row in read_problem_table().items()}
    assert set(document["x-common-problems"]) <= set(table)
    for operation in contract.operations.values():
        for slug in operation.get("x-problems", []):
            assert slug in table, f"{operation['operationId']}: {slug} is no problem"
            assert str(table[slug]["status"]) in operation["responses"], f"{operation['operationId']}: {slug} without its status"


def test_permissions_are_those_of_the_code():
    source = (ROOT / "pos-core" / "staff" / "permission.cpp").read_text()
    names = re.findall(r'"(\w+)"', source.split("names{")[1].split("}")[0])
    assert document["components"]["schemas"]["Permission"]["enum"] == names
    for operation in contract.operations.values():
        assert operation.get("x-permission", "sell") in names, operation["operationId"]


def test_what_the_daemon_serves_is_what_is_described():
    pattern = re.compile(r'\b(?:api|own_routes_)\.\w+\(\s*(?:http::)?(?:Method::)?(get|post|put|patch|delete_),\s*"([^"]+)"')
    sources = [file for folder in ("routes", "training") for file in (ROOT / "daemon" / folder).glob("*.cpp")]
    served = {(method.strip("_").upper(), path) for file in sources if not file.name.endswith("_test.cpp")
              for method, path in pattern.findall(file.read_text())}
    described = {(operation["method"], operation["path"]) for operation in contract.operations.values()}
    assert served - described == set(), "served but not described"
    assert described - served == set(), "described but not served"


def test_every_event_type_has_a_payload_and_every_aggregate_one_topic():
    types = events["components"]["schemas"]["Event"]["properties"]["type"]["enum"]
    assert all(name in events["components"]["schemas"] for name in types)
    aggregates = [name for group in events["topics"].values() for name in group]
    assert len(aggregates) == len(set(aggregates))


def test_every_write_takes_an_idempotency_key():
    for operation in contract.operations.values():
        names = {contract.resolve(p)["name"] for p in operation["parameters"]}
        assert ("Idempotency-Key" in names) == (operation["method"] != "GET"), operation["operationId"]
