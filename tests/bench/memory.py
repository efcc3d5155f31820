#!/usr/bin/env python3
"""Resident memory with 100,000 articles, 50 stream clients and sales over TLS: memory.py [SECONDS] [ARTICLES] [STREAMS].

One-shot and eight-step sales by 32 clients, half of the time each, every connection over TLS 1.3. Prints one line of JSON.
"""
import asyncio
import json
import pathlib
import re
import sys
import tempfile
import threading
import time

import websockets

from loaded_store import LoadedStore, holdfast, trust

seconds, articles, streams, clients = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((1, 20), (2, 100_000), (3, 50), (4, 32)))


class Ears:
    """Stream clients on a thread of their own; being Python, they are slow readers."""

    def __init__(self, store):
        self.store, self.heard, self.stop = store, 0, threading.Event()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.all()))
        self.thread.start()

    async def all(self):
        await asyncio.gather(*(self.one() for _ in range(streams)))

    async def one(self):
        headers = {"Authorization": f"Bearer {self.store.token}"}
        async with websockets.connect(f"wss://127.0.0.1:{self.store.port}/v1/stream", ssl=trust(), extra_headers=headers, max_size=None) as socket:
            await socket.send(json.dumps({"subscribe": ["orders"]}))
            while not self.stop.is_set():
                try:
                    await asyncio.wait_for(socket.recv(), 1)
                    self.heard += 1
                except asyncio.TimeoutError:
                    pass

    def end(self):
        self.stop.set()
        self.thread.join()


with tempfile.TemporaryDirectory() as folder:
    with LoadedStore(folder, articles, tls=True) as store:
        ears = Ears(store)
        time.sleep(2)
        sold = []
        for chatty in (False, True):
            end = time.monotonic() + seconds / 2
            sold.append(store.sell(clients, chatty, lambda _: time.monotonic() >= end))
        status = pathlib.Path(f"/proc/{store.process.pid}/status").read_text()
        rss, peak = (int(re.search(rf"{name}:\s+(\d+)", status)[1]) // 1024 for name in ("VmRSS", "VmHWM"))
        ears.end()
    holdfast("verify", "--data", store.data)
    print(json.dumps({"articles": articles, "streams": streams, "heard": ears.heard, "oneShotSales": sold[0], "chattySales": sold[1], "rssMB": rss, "peakMB": peak}))
