"""A caller of the API that holds every answer against the contract."""
import dataclasses
import json
import threading
import urllib.parse
import uuid

import requests


@dataclasses.dataclass
class Reply:
    operation: str
    status: int
    headers: dict
    body: object
    raw: bytes

    def __getitem__(self, name):
        return self.body[name]

    def get(self, name, default=None):
        return self.body.get(name, default)

    @property
    def problem(self):
        return self.body["type"].rsplit(":", 1)[1] if self.status >= 400 else None


class Api:
    """Calls operations by id with one bearer token. `expect` is a status or the name(s) of a problem."""

    def __init__(self, base, contract, token=None):
        self.base, self.contract, self.token = base, contract, token
        self._local = threading.local()

    def as_(self, token):
        return Api(self.base, self.contract, token)

    @property
    def http(self):
        if not hasattr(self._local, "http"):
            self._local.http = requests.Session()
            self._local.http.trust_env = False
        return self._local.http

    def __call__(self, operation_id, body=None, *, expect=None, query=None, headers=None, key="new", approval=None, if_match=None,
                 data=None, **path):
        operation = self.contract.operations[operation_id]
        url = operation["path"]
        for name, value in path.items():
            url = url.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        sent = self.sent_headers(operation["method"], headers, key, approval, if_match)
        if body is not None:
            data = json.dumps(body, ensure_ascii=False).encode()
        if data is not None:
            sent.setdefault("Content-Type", "application/json")
        response = self.http.request(operation["method"], self.base + url, params=text_query(query), data=data, headers=sent, timeout=60)
        return self.judged(operation_id, response, expect, body)

    def sent_headers(self, method, headers, key, approval, if_match):
        sent = {}
        if self.token:
            sent["Authorization"] = "Bearer " + self.token
        if key is not None and method != "GET":
            sent["Idempotency-Key"] = str(uuid.uuid4()) if key == "new" else key
        if approval:
            sent["Approval"] = approval
        if if_match:
            sent["If-Match"] = if_match
        sent.update(headers or {})
        return {name: value for name, value in sent.items() if value is not None}

    def judged(self, operation_id, response, expect, body):
        decoded = self.contract.check(operation_id, response)
        reply = Reply(operation_id, response.status_code, response.headers, decoded, response.content)
        if expect is None:
            expect = next(int(s) for s in self.contract.operations[operation_id]["responses"] if s.startswith("2"))
        wanted = expect if isinstance(expect, tuple) else (expect,)
        assert reply.status in wanted or reply.problem in wanted, (
            f"{operation_id} {json.dumps(body)[:500]}\n  expected {expect}, got {reply.status} {response.text[:1500]}")
        return reply

    def plain(self, method, path, expect, **options):
        """A request that is no operation of the contract: judged as the problem it has to be."""
        headers = {"Authorization": "Bearer " + self.token} if self.token else {}
        headers.update(options.pop("headers", {}))
        response = self.http.request(method, self.base + path, headers=headers, timeout=60, **options)
        return check_problem(self.contract, response, expect)

    def every(self, operation_id, query=None, **path):
        """All items of a list, page by page."""
        items, cursor = [], None
        while True:
            page = self(operation_id, query={**(query or {}), **({"cursor": cursor} if cursor else {})}, **path)
            items += page["items"]
            cursor = page.get("next")
            if cursor is None:
                return items
            assert page["items"], f"{operation_id}: an empty page with a cursor"


def check_problem(contract, response, expect):
    """`response` has to be the problem named `expect`, whole and well formed."""
    assert response.headers.get("Content-Type", "").startswith("application/problem+json"), (response.status_code, response.text[:500])
    body = response.json()
    wrong = contract.errors_of(contract.document["components"]["schemas"]["Problem"], body)
    row = contract.problems["urn:holdfast:problem:" + expect]
    assert not wrong, (wrong, body)
    assert (response.status_code, body["type"], body["status"]) == (row["status"], "urn:holdfast:problem:" + expect, row["status"]), body
    return response


def text_query(query):
    if query is None:
        return None
    return {name: ("true" if value is True else "false" if value is False else value) for name, value in query.items()}
