"""Sales under load that may be cut off at any moment: every request is kept with its key until it has an answer."""
import json
import threading

import requests

ARTICLES = ("MANGO", "KIWI", "PINEAPPLE", "AVOCADO", "GRAPEFRUIT-RED")
THREADS = 8


class Load:
    """What clients asked and what they were told. `answered` maps key to the order's bytes."""

    def __init__(self, register_id, token):
        self.register_id, self.token = register_id, token
        self.asked, self.answered, self.refused, self.failures = {}, {}, [], []
        self.lock = threading.Lock()
        self.more = threading.Condition(self.lock)
        self.stopping = False
        self.threads = []

    def body(self, random):
        items = [{"sku": random.choice(ARTICLES), "quantity": random.randint(1, 3)} for _ in range(random.randint(1, 4))]
        payments = random.choice([[{"tender": "cash"}], [{"tender": "card"}], [{"tender": "card", "amount": 5}, {"tender": "cash"}]])
        return json.dumps({"registerId": self.register_id, "items": items, "payments": payments}).encode()

    def start(self, base, random, threads=THREADS):
        """Clients that sell until the daemon is gone, or until stop()."""
        self.stopping = False
        seeds = [random.getrandbits(64) for _ in range(threads)]
        self.threads = [threading.Thread(target=self._client, args=(base, type(random)(seed), seed)) for seed in seeds]
        for thread in self.threads:
            thread.start()

    def _client(self, base, random, seed):
        http = requests.Session()
        http.trust_env = False
        number = 0
        while not self.stopping:
            number += 1
            key = f"{seed:016x}-{number}"
            body = self.body(random)
            with self.lock:
                self.asked[key] = body
            try:
                self.take(key, self.send(http, base, key, body))
            except requests.RequestException:
                return
            except AssertionError as failure:
                self.failures.append(failure)
                return
            finally:
                with self.more:
                    self.more.notify_all()

    def send(self, http, base, key, body):
        response = http.post(base + "/v1/sales", data=body, timeout=60, headers={
            "Authorization": "Bearer " + self.token, "Content-Type": "application/json", "Idempotency-Key": key})
        if len(response.content) != int(response.headers["Content-Length"]):
            raise requests.ConnectionError("the answer was cut off")    # requests does not notice
        return response

    def take(self, key, response):
        with self.lock:
            if response.status_code == 201:
                before = self.answered.setdefault(key, response.content)
                assert before == response.content, f"{key} was answered twice, differently:\n{before}\n{response.content}"
            else:
                self.refused.append((key, response.status_code, response.content))

    def wait_for_answers(self, count, seconds=120):
        with self.more:
            done = self.more.wait_for(lambda: len(self.answered) >= count or not any(t.is_alive() for t in self.threads), seconds)
        assert done, f"only {len(self.answered)} of {count} answers in {seconds} s"

    def join(self):
        for thread in self.threads:
            thread.join(90)
        assert not any(t.is_alive() for t in self.threads), "a client hangs"
        assert not self.failures, self.failures[0]

    def stop(self):
        self.stopping = True
        self.join()

    def replay_unanswered(self, base):
        """What a till does after a power cut: the same requests with the same keys."""
        http = requests.Session()
        http.trust_env = False
        pending = [key for key in self.asked if key not in self.answered]
        for key in pending:
            response = self.send(http, base, key, self.asked[key])
            assert response.status_code == 201, f"replay of {key}: {response.status_code} {response.text[:500]}"
            self.take(key, response)
        return len(pending)

    def stored_orders(self, base):
        """All orders of the register; not held against the contract, there are too many."""
        http, cursor, orders = requests.Session(), None, {}
        http.trust_env = False
        while True:
            page = http.get(base + "/v1/orders", timeout=60, headers={"Authorization": "Bearer " + self.token}, params={
                "registerId": self.register_id, "limit": 200, **({"cursor": cursor} if cursor else {})}).json()
            for order in page["items"]:
                assert order["orderId"] not in orders, f"{order['orderId']} is listed twice"
                orders[order["orderId"]] = order
            cursor = page["next"]
            if cursor is None:
                return orders

    def check(self, base, number):
        """Every request became exactly one order, as it was answered; the receipts are 1 to n."""
        orders = self.stored_orders(base)
        told = {json.loads(body)["orderId"]: json.loads(body) for body in self.answered.values()}
        assert len(told) == len(self.answered), "two requests were answered with one order"
        lost, extra = set(told) - set(orders), set(orders) - set(told)
        assert not lost, f"{len(lost)} acknowledged sales are lost: {sorted(lost)[:5]}"
        assert not extra, f"{len(extra)} sales that nobody was told of, after all were replayed: {sorted(extra)[:5]}"
        for order_id, answer in told.items():
            same = ("receiptNumber", "total", "net", "tax", "paid", "change", "rounding")
            assert [answer[m] for m in same] == [orders[order_id][m] for m in same], f"{order_id} differs from its answer"
        numbers = sorted(order["receiptNumber"] for order in orders.values())
        assert numbers == [f"{number}-{i:06d}" for i in range(1, len(orders) + 1)], f"receipts: {numbers[:3]} ... {numbers[-3:]} of {len(orders)}"
