"""What the fakes of other people's APIs have in common: they refuse whatever those APIs do not document."""
import base64
import json
import re
import urllib.parse

from fakes.receiver import Receiver


class Refused(Exception):
    def __init__(self, status, why):
        super().__init__(why)
        self.status, self.why = status, why


NUMBER = (int, float)


def shape(value, required, optional=None, at=""):
    """`required` and `optional` name each member with its type, a set of values, or a function that says whether it is right."""
    if not isinstance(value, dict):
        raise Refused(400, f"{at or 'the body'} is no object")
    known = {**required, **(optional or {})}
    for name in value:
        if name not in known:
            raise Refused(400, f"{at}/{name} is not known here")
    for name, kind in known.items():
        if name not in value:
            if name in required:
                raise Refused(400, f"{at}/{name} is missing")
            continue
        given = value[name]
        if isinstance(kind, (type, tuple)):
            right = isinstance(given, kind) and not (isinstance(given, bool) and kind is not bool)
        elif isinstance(kind, (set, frozenset)):
            right = given in kind
        else:
            right = kind(given)
        if not right:
            raise Refused(400, f"{at}/{name} is {given!r}")
    return value


def words(*allowed):
    return frozenset(allowed)


def matching(pattern):
    return lambda text: isinstance(text, str) and re.fullmatch(pattern, text) is not None


DATE = matching(r"\d{4}-\d{2}-\d{2}")


class Strict(Receiver):
    """Subclasses list `routes`: (method, pattern of the path, function of (self, request, *groups) -> body or (status, body))."""
    routes = ()

    def __init__(self):
        self.complaints, self.trouble = [], None
        super().__init__(lambda call: self.reply(call))

    def reply(self, call):
        if self.trouble is not None:
            return self.trouble
        url = urllib.parse.urlsplit(call.path)
        call.query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True))
        try:
            self.authorised(call)
            for method, pattern, answer in self.routes:
                found = re.fullmatch(pattern, url.path)
                if method == call.method and found:
                    said = answer(self, call, *[urllib.parse.unquote(group) for group in found.groups()])
                    status, body = said if isinstance(said, tuple) else (200, said)
                    return status, json.dumps(body).encode(), {"Content-Type": "application/json"}
            raise Refused(404, f"no {call.method} {url.path} is documented")
        except Refused as refused:
            self.complaints.append(refused.why)
            return refused.status, json.dumps({"error": refused.why}).encode(), {"Content-Type": "application/json"}

    def authorised(self, call):
        raise NotImplementedError

    def wants(self, call, header, value):
        if call.headers.get(header) != value:
            raise Refused(401, f"{header} is not {value}")

    def only(self, call, *names):
        for name in call.query:
            if name not in names:
                raise Refused(400, f"the query has `{name}`")

    def json(self, call):
        if call.headers.get("Content-Type") != "application/json":
            raise Refused(415, "the body is not sent as JSON")
        return json.loads(call.body)

    def form(self, call):
        if call.headers.get("Content-Type") != "application/x-www-form-urlencoded":
            raise Refused(415, "the body is not sent as a form")
        return dict(urllib.parse.parse_qsl(call.body.decode(), strict_parsing=True))


def basic(user, password=""):
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
