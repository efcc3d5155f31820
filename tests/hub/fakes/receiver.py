"""A receiver of webhooks that does what a test tells it: answers, stalls, breaks off, redirects, says too much."""
import base64
import hashlib
import hmac
import http.server
import json
import ssl
import threading
import time


def signature(secret, message_id, timestamp, body):
    """Standard Webhooks 1.0.0, from its formula."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    content = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


class Call:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body, self.at = method, path, headers, body, time.monotonic()

    @property
    def id(self):
        return self.headers["webhook-id"]

    @property
    def event(self):
        return json.loads(self.body)

    def signatures(self):
        return self.headers["webhook-signature"].split(" ")

    def signed_by(self, secret):
        return signature(secret, self.id, self.headers["webhook-timestamp"], self.body) in self.signatures()


class Receiver:
    """`answer` is called with each Call and returns a status, (status, body) or (status, body, headers); or it takes the raw
    handler, when it has a second parameter named `handler`, and writes what it likes."""

    def __init__(self, answer=lambda call: 204, certificate=None):
        self.calls, self.lock, self.changed = [], threading.Lock(), threading.Condition()
        self.answer = answer
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def take(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                call = Call(self.command, self.path, self.headers, body)
                reply = receiver.answer(call, self) if receiver.answer.__code__.co_argcount == 2 else receiver.answer(call)
                with receiver.changed:
                    receiver.calls.append(call)
                    receiver.changed.notify_all()
                if reply is None:
                    self.close_connection = True
                    return
                status, text, headers = (reply, b"", {}) if isinstance(reply, int) else (*reply, {})[:3]
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = take

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass  # a peer that breaks off is what some tests are about

        self.server = Server(("127.0.0.1", 0), Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.port = self.server.server_address[1]
        self.url = f"http{'s' if certificate else ''}://{'localhost' if certificate else '127.0.0.1'}:{self.port}"
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()

    def wait_for(self, count, seconds=30):
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.calls) >= count, seconds), f"{len(self.calls)} calls of {count}"
            return list(self.calls)

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
