#!/usr/bin/env python3
"""Resident memory with 100,000 articles, 50 stream clients and sales over TLS: memory.py [SECONDS] [ARTICLES] [STREAMS].

One-shot and eight-step sales by 32 clients, half of the time each, every connection over TLS 1.3. Prints one line of JSON.
"""
import asyncio
import json
import pathlib
import random
import re
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPSConnection

import websockets

root = pathlib.Path(__file__).resolve().parents[2]
seconds, articles, streams, clients = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((1, 20), (2, 100_000), (3, 50), (4, 32)))
binaries = root / "build/release/bin"


def run(*words):
    return subprocess.run([binaries / "holdfast", *words], check=True, capture_output=True, text=True).stdout


def trust():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


class Client:
    def __init__(self, port, token):
        self.connection = HTTPSConnection("127.0.0.1", port, context=trust(), timeout=30)
        self.headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}

    def call(self, method, path, body=None):
        self.connection.request(method, "/v1" + path, None if body is None else json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None


def sell(client, register, chatty):
    skus = [f"B{random.randrange(1, articles + 1):06d}" for _ in range(5)]
    if not chatty:
        return client.call("POST", "/sales", {"registerId": register, "items": [{"sku": s, "quantity": 1} for s in skus], "payments": [{"tender": "cash"}]})
    cart = client.call("POST", "/carts", {"registerId": register})["cartId"]
    for sku in skus:
        client.call("POST", f"/carts/{cart}/items", {"sku": sku, "quantity": 1})
    client.call("GET", f"/carts/{cart}")
    client.call("POST", "/orders", {"cartId": cart, "payments": [{"tender": "cash"}]})


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        rows = "\n".join(f"B{n:06d},Article {n},{1 + n % 40}.{n % 100:02d},standard" for n in range(1, articles + 1))
        (work / "catalogue.csv").write_text(f"sku,name,price,taxCategory\n{rows}\n")
        run("init", "--data", work / "data", "--from", root / "packaging/demo/store.json")
        run("catalog", "import", work / "catalogue.csv", "--data", work / "data")
        code = json.loads(run("pair", "--data", work / "data", "--json"))["code"]
        daemon = subprocess.Popen([binaries / "holdfastd", "--data", work / "data", "--tls-listen", "127.0.0.1:0", "--port-file", work / "port"], stderr=subprocess.DEVNULL)
        try:
            for _ in range(400):
                lines = (work / "port").read_text().split() if (work / "port").exists() else []
                if lines:
                    break
                time.sleep(0.025)
            port = int(lines[-1])
            terminal = Client(port, None).call("POST", "/pairings", {"code": code, "name": "memory"})["token"]
            token = Client(port, terminal).call("POST", "/sessions", {"staffCode": "9001", "pin": "909090"})["token"]
            boss = Client(port, token)
            registers = [row["id"] for row in boss.call("GET", "/registers")["items"]]
            for register in registers:
                boss.call("POST", f"/registers/{register}/shifts", {"openingCash": 10000})

            heard, stop, sold = [0] * streams, threading.Event(), [0, 0]

            async def listen(index):
                address = f"wss://127.0.0.1:{port}/v1/stream"
                async with websockets.connect(address, ssl=trust(), extra_headers={"Authorization": f"Bearer {token}"}, max_size=None) as socket:
                    await socket.send(json.dumps({"subscribe": ["orders"]}))
                    while not stop.is_set():
                        try:
                            await asyncio.wait_for(socket.recv(), 1)
                            heard[index] += 1
                        except asyncio.TimeoutError:
                            pass

            async def listen_all():
                await asyncio.gather(*(listen(i) for i in range(streams)))

            def sell_until(end, index, chatty):
                client = Client(port, token)
                while time.monotonic() < end:
                    sell(client, registers[index % len(registers)], chatty)
                    sold[chatty] += 1

            ears = threading.Thread(target=lambda: asyncio.run(listen_all()))
            ears.start()
            time.sleep(2)
            for chatty in (False, True):
                end = time.monotonic() + seconds / 2
                tills = [threading.Thread(target=sell_until, args=(end, i, chatty)) for i in range(clients)]
                [till.start() for till in tills]
                [till.join() for till in tills]
            status = pathlib.Path(f"/proc/{daemon.pid}/status").read_text()
            figure = {name: int(re.search(rf"{name}:\s+(\d+)", status)[1]) // 1024 for name in ("VmRSS", "VmHWM")}
            stop.set()
            ears.join()
        finally:
            daemon.terminate()
            daemon.wait()
        run("verify", "--data", work / "data")
        print(json.dumps({"articles": articles, "streams": streams, "heard": sum(heard), "oneShotSales": sold[0], "chattySales": sold[1],
                          "rssMB": figure["VmRSS"], "peakMB": figure["VmHWM"]}))


main()
