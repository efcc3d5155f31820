"""What the fleet demo needs to talk to programs: JSON over HTTP, and waiting for something with an end."""
import json
import time
import urllib.error
import urllib.request

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


class Refused(Exception):
    """An answer of 400 and more."""

    def __init__(self, status, text):
        super().__init__(f"{status} {text}")
        self.status = status


def call(method, url, body=None, token=None, timeout=30):
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    if method != "GET":
        headers["Idempotency-Key"] = f"fleet-{time.monotonic_ns()}"
    request = urllib.request.Request(url, None if body is None else json.dumps(body).encode(), headers, method=method)
    try:
        with DIRECT.open(request, timeout=timeout) as answer:
            text = answer.read()
    except urllib.error.HTTPError as refused:
        raise Refused(refused.code, refused.read().decode(errors="replace")) from None
    return json.loads(text) if text else None


def until(question, seconds, what):
    end = time.monotonic() + max(180, 4 * seconds)  # of a machine of its own; a busy one takes longer
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > end:
            raise RuntimeError(f"{what}: not within {seconds} s")
        time.sleep(0.05)
