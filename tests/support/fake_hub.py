"""As much of a hub as an update takes: a wish for every report, a repository's metadata, bundles by range. Plain HTTP, for stores
whose `hub.json` says so. It can break off in the middle of an answer."""
import http.server
import json
import pathlib
import re
import threading


class FakeHub:
    def __init__(self, repository):
        self.repository = pathlib.Path(repository)
        self.wish = {"want": "nothing", "askAgainAfter": 1}
        self.reports = []
        self.ranges = []  # (digest, first byte) that were asked for
        self.break_after = None  # so many ranges are answered, what follows is cut off in the middle
        hub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, body=b"", **headers):
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if not re.fullmatch(r"/sync/v1/sites/[^/]+/update", self.path):
                    return self.answer(404)
                hub.reports.append(json.loads(body))
                self.answer(200, json.dumps(hub.wish).encode(), Content_Type="application/json")

            def do_GET(self):
                if self.path == "/sync/v1/ping":
                    return self.answer(200, b'{"serverTime":"2026-01-01T00:00:00Z"}', Content_Type="application/json")
                if found := re.fullmatch(r"/sync/v1/tuf/(metadata/[^/]+)", self.path):
                    file = hub.repository / found[1]
                    return self.answer(200, file.read_bytes()) if file.exists() else self.answer(404)
                if found := re.fullmatch(r"/sync/v1/bundles/([0-9a-f]{64})", self.path):
                    file = next((hub.repository / "targets").glob(found[1] + "*"), None)
                    if file is None:
                        return self.answer(404)
                    first, last = map(int, re.fullmatch(r"bytes=(\d+)-(\d+)", self.headers["Range"]).groups())
                    body = file.read_bytes()[first:last + 1]
                    hub.ranges.append((found[1], first))
                    if hub.break_after is not None and len(hub.ranges) > hub.break_after:
                        self.send_response(206)
                        self.send_header("Content-Length", str(len(body)))
                        self.end_headers()
                        self.wfile.write(body[:len(body) // 2])
                        self.close_connection = True
                        return None
                    return self.answer(206, body)
                return self.answer(404)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
