#!/usr/bin/env python3
"""From kill -9 under load, with a full WAL, to the first served lookup: cold_start.py [ARTICLES] [SALES] [ROUNDS].

Prints one line of JSON: milliseconds of each round, process start included, and the WAL's length at the kill.
"""
import json
import os
import sys
import tempfile
import threading
import time

from loaded_store import LoadedStore, barcode, holdfast

articles, sales, rounds = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((1, 100_000), (2, 100_000), (3, 5)))

with tempfile.TemporaryDirectory() as folder:
    times, wals = [], []
    with LoadedStore(folder, articles, tls=False) as store:
        store.sell(16, False, lambda sold: sold >= sales)
        for _ in range(rounds):
            killed = threading.Event()
            load = threading.Thread(target=lambda: store.sell(8, False, lambda _: killed.is_set()), daemon=True)
            threading.excepthook = lambda _: None  # connections that the kill broke
            load.start()
            time.sleep(2)
            wals.append(os.path.getsize(f"{store.data}/store.db-wal") // 1024)
            store.process.kill()
            killed.set()
            store.process.wait()
            load.join()
            begin = time.monotonic()
            store.start()
            store.client().call("GET", f"/lookup/{barcode(articles // 2)}")
            times.append(round((time.monotonic() - begin) * 1000))
    holdfast("verify", "--data", store.data)
    print(json.dumps({"articles": articles, "sales": sales, "milliseconds": times, "walKB": wals}))
