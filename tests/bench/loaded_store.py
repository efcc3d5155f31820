"""A store of its own with many articles, served by the release build, and clients that sell in it."""
import json
import pathlib
import random
import ssl
import subprocess
import threading
import time
from http.client import HTTPConnection, HTTPSConnection

root = pathlib.Path(__file__).resolve().parents[2]
binaries = root / "build/release/bin"


def holdfast(*words):
    return subprocess.run([binaries / "holdfast", *words], check=True, capture_output=True, text=True).stdout


def trust():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    return context


class Client:
    def __init__(self, port, token, tls):
        self.connection = HTTPSConnection("127.0.0.1", port, context=trust(), timeout=30) if tls else HTTPConnection("127.0.0.1", port, timeout=30)
        self.headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {token}"} if token else {})}

    def call(self, method, path, body=None):
        self.connection.request(method, "/v1" + path, None if body is None else json.dumps(body), self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            raise SystemExit(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text) if text else None


def sku(number):
    return f"B{number:06d}"


def barcode(number):
    code = f"29{number:010d}"
    return code + str(-sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(code)) % 10)


class LoadedStore:
    """`with LoadedStore(folder, articles, tls) as store`: made, served, a manager signed on, every register's shift open."""

    def __init__(self, folder, articles, tls):
        self.folder, self.articles, self.tls, self.process = pathlib.Path(folder), articles, tls, None
        self.data = self.folder / "data"

    def __enter__(self):
        rows = "\n".join(f"{sku(n)},Article {n},{1 + n % 40}.{n % 100:02d},{barcode(n)},standard" for n in range(1, self.articles + 1))
        (self.folder / "catalogue.csv").write_text(f"sku,name,price,barcode,taxCategory\n{rows}\n")
        holdfast("init", "--data", self.data, "--from", root / "packaging/demo/store.json")
        holdfast("catalog", "import", self.folder / "catalogue.csv", "--data", self.data)
        code = json.loads(holdfast("pair", "--data", self.data, "--json"))["code"]
        self.start()
        terminal = Client(self.port, None, self.tls).call("POST", "/pairings", {"code": code, "name": "bench"})["token"]
        self.token = Client(self.port, terminal, self.tls).call("POST", "/sessions", {"staffCode": "9001", "pin": "909090"})["token"]
        boss = self.client()
        self.registers = [row["id"] for row in boss.call("GET", "/registers")["items"]]
        for register in self.registers:
            boss.call("POST", f"/registers/{register}/shifts", {"openingCash": 10000})
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def start(self):
        port_file = self.folder / "port"
        port_file.unlink(missing_ok=True)
        listen = "--tls-listen" if self.tls else "--listen"
        self.process = subprocess.Popen([binaries / "holdfastd", "--data", self.data, listen, "127.0.0.1:0", "--port-file", port_file], stderr=subprocess.DEVNULL)
        while not (port_file.exists() and port_file.read_text().strip()):
            if self.process.poll() is not None:
                raise SystemExit("the daemon did not start")
            time.sleep(0.001)
        self.port = int(port_file.read_text().split()[-1])

    def client(self):
        return Client(self.port, self.token, self.tls)

    def sell(self, clients, chatty, until):
        """Sales of five lines by so many clients at once while until(count) is false; how many."""
        sold = [0] * clients

        def till(index):
            client, register = self.client(), self.registers[index % len(self.registers)]
            while not until(sum(sold)):
                lines = [{"sku": sku(random.randrange(1, self.articles + 1)), "quantity": 1} for _ in range(5)]
                if chatty:
                    cart = client.call("POST", "/carts", {"registerId": register})["cartId"]
                    for line in lines:
                        client.call("POST", f"/carts/{cart}/items", line)
                    client.call("GET", f"/carts/{cart}")
                    client.call("POST", "/orders", {"cartId": cart, "payments": [{"tender": "cash"}]})
                else:
                    client.call("POST", "/sales", {"registerId": register, "items": lines, "payments": [{"tender": "cash"}]})
                sold[index] += 1

        threads = [threading.Thread(target=till, args=(index,)) for index in range(clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sum(sold)
