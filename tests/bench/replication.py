#!/usr/bin/python3
"""A store and its hub as two real programs on this machine; each figure is a ratio to what was measured in the same minutes.

  replication.py backlog [ORDERS]     what waited goes up once the hub is back, against a day of 12 hours making it; bytes on the wire
  replication.py selling [SECONDS]    latency of a till that sells while a backlog goes up at full speed, against the same without
  replication.py snapshot [VARIANTS]  a whole catalogue comes down, against SQLite alone loading the same rows
"""
import json
import os
import pathlib
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / "support"), str(pathlib.Path(__file__).resolve().parent)]
sys.dont_write_bytecode = True
import loaded_store  # noqa: E402
from loaded_store import LoadedStore, holdfast, sku  # noqa: E402

os.environ.setdefault("HOLDFAST_BIN", str(loaded_store.binaries))
loaded_store.binaries = pathlib.Path(os.environ["HOLDFAST_BIN"])
from hub_process import Hub  # noqa: E402

DAY_S = 12 * 3600
SELLING_A_SECOND = 40


def load():
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors"


def until(question, seconds, what):
    end = time.monotonic() + seconds
    while not question():
        if time.monotonic() > end:
            raise SystemExit(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def step_aside(process):
    """This program comes behind the store, with all the threads that it makes later: like everybody else where the bench runs in real
    time, and behind everybody else where it does not."""
    behind = os.SCHED_IDLE if os.sched_getscheduler(0) == os.SCHED_OTHER else os.SCHED_OTHER
    for thread in pathlib.Path(f"/proc/{process.pid}/task").iterdir():
        os.sched_setscheduler(int(thread.name), behind, os.sched_param(0))


class Pair:
    """`with Pair(articles) as pair`: a store that is enrolled at a hub, both served. `elsewhere`: the hub stands for another machine,
    so it takes neither processor nor disk from the store: it comes behind, its data are in memory."""

    def __init__(self, articles, elsewhere=False):
        self.folder = tempfile.TemporaryDirectory(prefix="holdfast-bench-")
        path = pathlib.Path(self.folder.name)
        self.elsewhere = tempfile.TemporaryDirectory(prefix="holdfast-bench-", dir="/dev/shm") if elsewhere else None
        self.hub = Hub(pathlib.Path(self.elsewhere.name) if elsewhere else path / "hub")
        (path / "store").mkdir()
        self.store = LoadedStore(path / "store", articles, tls=False)

    def __enter__(self):
        self.hub.start()
        if self.elsewhere:
            step_aside(self.hub.process)
        self.store.__enter__()
        holdfast("enrol", self.hub.enrolment_token(), "--hub", self.hub.url, "--data", self.store.data)
        self.boss = self.store.client()
        until(lambda: self.up()["link"] == "up" and self.up()["pendingRecords"] == 0, 60, "the store reaches its hub")
        return self

    def __exit__(self, *_):
        self.store.__exit__()
        self.hub.stop()
        self.folder.cleanup()
        if self.elsewhere:
            self.elsewhere.cleanup()

    def state(self):
        return self.boss.call("GET", "/replication")

    def up(self):
        return self.state()["up"]

    def pause(self, direction):
        self.boss.call("POST", "/replication/pause", {"direction": direction, "reason": "measuring"})

    def resume(self, direction):
        self.boss.call("POST", "/replication/resume", {"direction": direction})

    def make_backlog(self, orders):
        self.pause("up")
        began = time.monotonic()
        sold = self.store.sell(8, False, lambda count: count >= orders)
        self.boss = self.store.client()  # the other was silent for longer than a connection is kept
        print(f"{sold} orders made in {time.monotonic() - began:.1f} s, {self.up()['pendingRecords']} events wait", flush=True)
        return sold


def backlog(orders):
    with Pair(1000) as pair:
        sold = pair.make_backlog(orders)
        events, bytes_before = pair.up()["pendingRecords"], pair.up()["bytesOut"]
        began = time.monotonic()
        pair.resume("up")
        until(lambda: pair.up()["pendingRecords"] == 0, 3600, "the backlog is up")
        taken = time.monotonic() - began
        # A link that was paused counts from nothing again.
        wire = pair.up()["bytesOut"] - (bytes_before if pair.up()["bytesOut"] >= bytes_before else 0)
        hub = sqlite3.connect(f"file:{pair.hub.data}/hub.db?mode=ro", uri=True)
        bodies, held = hub.execute("SELECT sum(length(body)), count(*) FROM site_log").fetchone()
        hub.close()
        day = DAY_S * sold / 100_000
        print(f"backlog: {sold} orders ({events} events) in {taken:.1f} s, {sold / taken:.0f} orders/s; "
              f"a day of 12 hours that makes 100,000 is {day / taken:.0f} times as long (floor 20); {load()}")
        print(f"wire: {wire / sold:.0f} bytes an order, its JSON {bodies / sold:.0f}, ratio {wire / bodies:.3f} (floor 0.2); "
              f"{held} events at the hub")


def sell_at_a_pace(pair, client, register, seconds):
    """Milliseconds of sales that begin at fixed times, whether or not the one before took long."""
    found, began = [], time.monotonic()
    for number in range(seconds * SELLING_A_SECOND):
        due = began + number / SELLING_A_SECOND
        time.sleep(max(0.0, due - time.monotonic()))
        lines = [{"sku": sku(random.randrange(1, pair.store.articles + 1)), "quantity": 1} for _ in range(5)]
        client.call("POST", "/sales", {"registerId": register, "items": lines, "payments": [{"tender": "cash"}]})
        found.append((time.monotonic() - due) * 1000)
    return found


def p99(values):
    return statistics.quantiles(values, n=100)[98]


TURNS = 10


def selling(seconds):
    print("the hub stands for another machine: it comes behind the store, its data are in memory")
    with Pair(1000, elsewhere=True) as pair:
        pair.make_backlog(max(4000, seconds * 500))
        client, register = pair.store.client(), pair.store.registers[0]
        sell_at_a_pace(pair, client, register, 3)
        still, moving, left, sent = [], [], [], 0
        turn = max(1, seconds // TURNS)
        # In turns, so that what else the machine does weighs on both alike.
        for _ in range(TURNS):
            still.append(sell_at_a_pace(pair, client, register, turn))
            before = pair.up()["ackSeq"]
            pair.resume("up")
            moving.append(sell_at_a_pace(pair, client, register, turn))
            pair.pause("up")
            until(lambda: pair.up()["link"] == "paused", 60, "the link rests")
            left.append(pair.up()["pendingRecords"])
            sent += pair.up()["ackSeq"] - before
        for name, turns in (("paused", still), ("going up", moving)):
            values = sum(turns, [])
            print(f"selling, {name}: {len(values)} sales at {SELLING_A_SECOND}/s, p50 {statistics.median(values):.2f} ms, p99 {p99(values):.2f} ms; "
                  f"each turn's 95th of 100: {', '.join(f'{statistics.quantiles(each, n=20)[18]:.1f}' for each in turns)}")
        odd, even = p99(sum(still[::2], [])), p99(sum(still[1::2], []))
        ratio = p99(sum(moving, [])) / p99(sum(still, []))
        print(f"selling: p99 {100 * (ratio - 1):+.1f} % (most 10), {sent / (turn * TURNS):.0f} events/s went up; "
              f"between odd and even turns of the paused ones {100 * (even / odd - 1):+.1f} %; {load()}")
        # What came after the backlog's end would only have thinned the figure.
        if min(left) < SELLING_A_SECOND * 10:
            raise SystemExit("selling: the backlog ended before the measurement did; a larger one is needed")


def raw_load(source, target_file, names):
    """Seconds that SQLite alone takes for the rows of these tables, with every index, durable at the end; how many.

    `WHERE true` keeps SQLite from copying whole records between tables of one shape, which no row from outside could be."""
    target = sqlite3.connect(target_file, isolation_level=None)
    target.executescript("PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384")
    target.execute(f"ATTACH '{source}' AS store")
    for name in names:
        for (text,) in target.execute("SELECT sql FROM store.sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') "
                                      "AND sql IS NOT NULL ORDER BY type = 'index'", (name,)).fetchall():
            target.execute(text)
    text = names[-1] == "product_text"
    if text:
        target.execute("CREATE VIRTUAL TABLE product_search USING fts5(name, terms, content='product_text', content_rowid='product_id', "
                       "prefix='2 3', tokenize='unicode61 remove_diacritics 2')")
    began = time.monotonic()
    target.execute("BEGIN")
    rows = sum(target.execute(f"INSERT INTO main.{name} SELECT * FROM store.{name} WHERE true").rowcount for name in names)
    if text:
        target.execute("INSERT INTO product_search(product_search) VALUES ('rebuild')")
    target.execute("COMMIT")
    taken = time.monotonic() - began
    target.close()
    return taken, rows


CATALOGUE = ("product", "product_variant", "barcode", "price")
PROOF = ("feed_row", "feed_digest")
SEARCH = ("product_text",)


def ask(database, question):
    """By SQLite, not by the store: what asks is not to be what is measured."""
    reader = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    found = reader.execute(question).fetchone()[0]
    reader.close()
    return found


def snapshot(variants):
    with Pair(10) as pair:
        path = pathlib.Path(pair.folder.name)
        pair.pause("down")
        rows = "\n".join(f"W{n:07d},Ware {n},{1 + n % 40}.{n % 100:02d},{loaded_store.barcode(50_000_000 + n)},standard" for n in range(1, variants + 1))
        (path / "wares.csv").write_text(f"sku,name,price,barcode,taxCategory\n{rows}\n")
        began = time.monotonic()
        channel = pair.hub.get("/v1/sites")["items"][0]["channelId"]
        said = subprocess.run([loaded_store.binaries / "holdfast-hub", "import", path / "wares.csv", "--data", pair.hub.data, "--channel", channel],
                              check=True, capture_output=True, text=True).stdout
        version = int(said.rsplit("version ", 1)[1].split()[0])
        print(f"the hub took {variants} articles in {time.monotonic() - began:.1f} s", flush=True)
        began = time.monotonic()
        pair.resume("down")
        database = pair.store.data / "store.db"
        until(lambda: ask(database, "SELECT active_version FROM feed_state") >= version, 3600, "the catalogue is there")
        taken = time.monotonic() - began
        assert ask(database, "SELECT count(*) FROM product_variant WHERE sku LIKE 'W%'") == variants
        assert ask(database, "SELECT count(*) FROM product_search WHERE product_search MATCH 'ware'") == variants
        print(f"snapshot: {variants} variants in {taken:.1f} s; {load()}")
        for what, names in (("articles, codes and prices", CATALOGUE), ("with the rows that prove them", CATALOGUE + PROOF),
                            ("with these and full-text search", CATALOGUE + PROOF + SEARCH)):
            alone, count = raw_load(database, path / f"raw-{len(names)}.db", names)
            print(f"  SQLite alone, {what}: {count} rows in {alone:.1f} s, ratio {alone / taken:.2f}", flush=True)
        print("  (floor 0.4 of the last: the same rows and indexes)")


def main():
    flow, number = (sys.argv[1:] + ["", ""])[:2]
    flows = {"backlog": (backlog, 100_000), "selling": (selling, 60), "snapshot": (snapshot, 1_000_000)}
    if flow not in flows:
        raise SystemExit(__doc__)
    run, usual = flows[flow]
    run(int(number or usual))


if __name__ == "__main__":
    main()
