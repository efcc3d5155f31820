#!/usr/bin/env python3
"""From the answer to a sale to the first byte of its receipt at the printer's port: first_byte.py [SALES].

The store is served by the release build; the printer takes all at once and says that it has printed it. Prints one line of
JSON: milliseconds, of the pulse's or receipt's first byte after the answer, and of the whole receipt's confirmation.
"""
import json
import socket
import sys
import tempfile
import threading
import time

from loaded_store import LoadedStore, sku

sales = int(sys.argv[1]) if len(sys.argv) > 1 else 300


class Printer(threading.Thread):
    """Notes when the first bytes of each job come; answers what a printer without any trouble answers."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self.listener.getsockname()[1]}"
        self.begun, self.ended, self.changed = [], [], threading.Condition()
        self.start()

    def run(self):
        while True:
            client, _ = self.listener.accept()
            while data := client.recv(65536):
                now, mark = time.monotonic(), data.find(b"\x1d(H")
                answer = b"\x12" * data.count(b"\x10\x04")
                if mark >= 0:
                    answer += b"\x37\x22" + data[mark + 7:mark + 11] + b"\0"
                if answer:
                    client.sendall(answer)
                with self.changed:
                    if b"\x1b@" in data:
                        self.begun.append(now)
                    if mark >= 0:
                        self.ended.append(now)
                    self.changed.notify_all()

    def wait(self, count):
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.ended) >= count, 10):
                raise SystemExit(f"receipt {count} never comes")


def spread(values):
    values = sorted(values)
    return {"p50": round(values[len(values) // 2] * 1000, 2), "p99": round(values[len(values) * 99 // 100] * 1000, 2),
            "worst": round(values[-1] * 1000, 2)}


with tempfile.TemporaryDirectory() as folder, LoadedStore(folder, 1000, tls=False) as store:
    printer, client = Printer(), store.client()
    register = client.call("GET", "/registers")["items"][0]["id"]
    device = client.call("POST", "/devices", {"kind": "receipt_printer", "name": "Taker", "address": printer.address,
                                              "profile": "epson-tm-t88vi", "registers": [register]})
    while client.call("GET", f"/devices/{device['id']}")["state"] != "online":
        pass
    answered = []
    for count in range(1, sales + 1):
        client.call("POST", "/sales", {"registerId": register, "items": [{"sku": sku(count % 1000 + 1), "quantity": 1}],
                                       "payments": [{"tender": "card", "reference": "1"}]})
        answered.append(time.monotonic())
        printer.wait(count)
    print(json.dumps({"sales": sales, "firstByte": spread([b - a for a, b in zip(answered, printer.begun)]),
                      "confirmed": spread([b - a for a, b in zip(answered, printer.ended)])}))
