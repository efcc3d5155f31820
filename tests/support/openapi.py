"""schema/openapi.yaml as the judge of answers: what each operation may answer, and what was seen of it."""
import json
import os
import pathlib
import re

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
METHODS = ("get", "put", "post", "patch", "delete")


def load_yaml(name):
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load((ROOT / "schema" / name).read_text(encoding="utf-8"), Loader=loader)


class Contract:
    """Finds operations by their id, and says what is wrong with an answer."""

    seen = {}  # operation -> statuses, of all stores of a test run
    unlisted = set()  # (operation, problem) that the operation does not name

    @classmethod
    def save_seen(cls, path):
        path.write_text(json.dumps({"seen": {name: sorted(statuses) for name, statuses in cls.seen.items()},
                                    "unlisted": sorted(cls.unlisted)}))

    @classmethod
    def add_seen(cls, path):
        """What another run saw."""
        saved = json.loads(path.read_text())
        for name, statuses in saved["seen"].items():
            cls.seen.setdefault(name, set()).update(statuses)
        cls.unlisted.update(map(tuple, saved["unlisted"]))

    def __init__(self):
        self.document = load_yaml("openapi.yaml")
        self.resolver = jsonschema.RefResolver("", self.document)
        self.operations = {}
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    parameters = item.get("parameters", []) + item[method].get("parameters", [])
                    base = item["servers"][0]["url"] if "servers" in item else ""  # of a path that is not at the daemon's root
                    operation = dict(item[method], method=method.upper(), path=path, base=base, parameters=parameters)
                    self.operations[operation["operationId"]] = operation
        self.problems = read_problem_table()
        self._validators = {}

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            node = self.resolver.resolve(node["$ref"])[1]
        return node

    def errors_of(self, schema, value):
        """The first few things wrong with `value`, each with its place."""
        key = id(schema)
        if key not in self._validators:
            self._validators[key] = (schema, jsonschema.Draft202012Validator(schema, resolver=self.resolver))
        found = sorted(self._validators[key][1].iter_errors(value), key=lambda e: list(map(str, e.path)))
        return ["/" + "/".join(map(str, e.path)) + ": " + e.message[:300] for e in found[:8]]

    def response_for(self, operation, status):
        responses = operation["responses"]
        if str(status) in responses:
            return self.resolve(responses[str(status)])
        fallback = self.resolve(responses["default"])
        return fallback if status in fallback["x-statuses"] else None

    def check(self, operation_id, response):
        """Fails with all that differs from the contract; `response` is a requests.Response. Returns the decoded body."""
        operation = self.operations[operation_id]
        status = response.status_code
        where = f"{operation_id}: {response.request.method} {response.request.path_url} answered {status}"
        declared = self.response_for(operation, status)
        assert declared is not None, f"{where}, which openapi.yaml does not declare\n{response.text[:1000]}"
        self.seen.setdefault(operation_id, set()).add(status)
        wrong = []
        if operation["path"].startswith("/v1"):
            wrong += self.wrong_headers(declared, response)
        body = None
        content = declared.get("content")
        if content is None:
            if status == 204 and response.content:
                wrong.append(f"a body of {len(response.content)} bytes where none is declared")
        else:
            body, complaints = self.body_of(content, response)
            wrong += complaints
        if status >= 400:
            wrong += self.wrong_problem(operation, body, response)
        assert not wrong, where + "\n  " + "\n  ".join(wrong) + "\n" + response.text[:2000]
        return body

    def wrong_headers(self, declared, response):
        wrong = []
        for name, header in declared.get("headers", {}).items():
            value = response.headers.get(name)
            if value is None:
                if name in ("X-Correlation-Id", "ETag", "Retry-After", "WWW-Authenticate"):
                    wrong.append(f"header {name} is missing")
                continue
            wrong += [f"header {name} {problem}" for problem in self.errors_of(self.resolve(header)["schema"], value)]
        return wrong

    def body_of(self, content, response):
        media = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if media not in content:
            return None, [f"Content-Type {media!r} is none of {sorted(content)}"]
        if not media.endswith("json"):
            return response.content, []
        try:
            body = json.loads(response.content, parse_float=lambda text: wrong_number(text))
        except ValueError as error:
            return None, [f"the body is not JSON: {error}"]
        return body, self.errors_of(content[media]["schema"], body)

    def wrong_problem(self, operation, body, response):
        if not isinstance(body, dict) or "type" not in body:
            return ["not a problem"]
        row = self.problems.get(body["type"])
        if row is None:
            return [f"{body['type']} is not in the table of problems"]
        seen = (response.status_code, body.get("status"), body.get("title"), body.get("errorClass"), body.get("retryable"))
        due = (row["status"], row["status"], row["title"], row["class"], row["retryable"])
        wrong = [] if seen == due else [f"problem {seen}, the table says {due}"]
        if body.get("correlationId") != response.headers.get("X-Correlation-Id"):
            wrong.append(f"correlationId {body.get('correlationId')!r}, header {response.headers.get('X-Correlation-Id')!r}")
        slug = body["type"].rsplit(":", 1)[1]
        if slug not in operation.get("x-problems", []) and slug not in self.document["x-common-problems"]:
            self.unlisted.add((operation["operationId"], slug))
        return wrong

    def operation_at(self, method, path):
        """The operation of a concrete path, or None."""
        for operation in self.operations.values():
            pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(operation["path"]))
            if operation["method"] == method and re.fullmatch(pattern, path.split("?")[0]):
                return operation
        return None


def wrong_number(text):
    raise ValueError(f"the number {text} is no integer: amounts are minor units, quantities strings")


def read_problem_table():
    """pos-core/base/error.cpp, the one table of problems, by type."""
    source = (ROOT / "pos-core" / "base" / "error.cpp").read_text(encoding="utf-8")
    rows = re.findall(r'ErrorRow\{\w+,\s*HF_TYPE\("([^"]+)"\),\s*"([^"]+)",\s*(\d+),\s*"(\w+)",\s*(true|false)\}', source)
    return {"urn:holdfast:problem:" + slug: {"title": title, "status": int(status), "class": name, "retryable": flag == "true"}
            for slug, title, status, name, flag in rows}


def shared_folder():
    """Reference data, or None where there is none."""
    folder = pathlib.Path(os.environ.get("HOLDFAST_SHARED", ROOT.parent / "shared"))
    return folder if folder.is_dir() else None
