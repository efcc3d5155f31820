"""Between a store that speaks plain HTTP and a hub that wants certificates: passes every call on and writes down both sides."""
import base64
import gzip
import http.server
import json
import threading

import requests

KEPT = ("Content-Type", "Content-Encoding", "Content-Range", "Range", "Retry-After")


def written(answer):
    """An answer as it is read best: pieces of a release are no text."""
    if answer.headers.get("Content-Type") == "application/octet-stream":
        return {"bytes": base64.b64encode(answer.content).decode(), "answered": {"Content-Range": answer.headers.get("Content-Range")}}
    return {"answer": answer.text}


class Recorder:
    """`calls` is what was said, in order: a call that waits for news is there once it is answered."""

    def __init__(self, hub_url, verify, certificate):
        self.calls, self.lock = [], threading.Lock()
        recorder = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name: self.headers[name] for name in KEPT if name in self.headers}
                # Answers as they are: a recording is to be read.
                answer = recorder.session.request(self.command, hub_url + self.path, data=body, verify=verify, cert=certificate,
                                                  headers={**headers, "Accept-Encoding": "identity"}, timeout=60)
                with recorder.lock:
                    recorder.calls.append({"method": self.command, "path": self.path, "headers": headers, "body": base64.b64encode(body).decode(),
                                           "status": answer.status_code, **written(answer)})
                self.send_response(answer.status_code)
                for name in KEPT:
                    if name in answer.headers:
                        self.send_header(name, answer.headers[name])
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_POST = handle_one

            def log_message(self, *_):
                pass

        self.session = requests.Session()
        self.session.trust_env = False
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()

    def write(self, file, about):
        with self.lock, gzip.open(file, "wt", encoding="utf-8") as out:
            out.write(json.dumps(about, sort_keys=True) + "\n")
            for call in self.calls:
                out.write(json.dumps(call, sort_keys=True) + "\n")


def read(file):
    """What is said about a conversation, and its calls."""
    with gzip.open(file, "rt", encoding="utf-8") as text:
        lines = [json.loads(line) for line in text]
    return lines[0], lines[1:]
