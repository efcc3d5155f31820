"""Stripe's API: forms with brackets, the key as the user of basic authentication, idempotency keys that answer a repeat with the first
answer and refuse another body; and the signature of its events."""
import hashlib
import hmac
import json
import time

from fakes.strict import Refused, Strict, basic, matching, shape, words


def signed(secret, body, at=None):
    at = int(at or time.time())
    return f"t={at},v1=" + hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest() + ",v0=" + "0" * 64


class Stripe(Strict):
    def __init__(self):
        super().__init__()
        self.intents, self.reader_actions, self.kept = {}, [], {}

    def authorised(self, call):
        self.wants(call, "Authorization", basic("sk_test_1"))
        self.wants(call, "Stripe-Version", "2024-06-20")

    def reply(self, call):
        key = call.headers.get("Idempotency-Key")
        if call.method == "POST" and key in self.kept and self.trouble is None:
            body, answer = self.kept[key]
            return answer if body == call.body else (400, json.dumps({"error": {"type": "idempotency_error"}}).encode())
        answer = super().reply(call)
        if call.method == "POST" and key and self.trouble is None:
            self.kept[key] = (call.body, answer)
        return answer

    def keyed(self, call):
        if not 0 < len(call.headers.get("Idempotency-Key", "")) <= 255:
            raise Refused(400, "there is no Idempotency-Key")

    def make(self, call):
        self.keyed(call)
        form = shape(self.form(call), {"amount": matching("[1-9][0-9]*"), "currency": matching("[a-z]{3}"), "payment_method_types[0]": words("card_present")},
                     {"capture_method": words("automatic", "manual"), "metadata[holdfast_order]": str, "metadata[holdfast_attempt]": str})
        intent = {"id": f"pi_{len(self.intents) + 1}", "object": "payment_intent", "amount": int(form["amount"]), "amount_received": 0,
                  "currency": form["currency"], "status": "requires_payment_method", "metadata": {"holdfast_order": form.get("metadata[holdfast_order]")}}
        self.intents[intent["id"]] = intent
        return intent

    def get(self, call, intent):
        self.only(call)
        if intent not in self.intents:
            raise Refused(404, f"No such payment_intent: '{intent}'")
        return self.intents[intent]

    def process(self, call, reader):
        self.keyed(call)
        form = shape(self.form(call), {"payment_intent": str})
        if reader != "tmr_1" or form["payment_intent"] not in self.intents:
            raise Refused(404, "no such reader or intent")
        self.reader_actions.append(form["payment_intent"])
        return {"id": reader, "object": "terminal.reader", "action": {"type": "process_payment_intent", "status": "in_progress"}}

    routes = [("POST", "/v1/payment_intents", make), ("GET", "/v1/payment_intents/([^/]+)", get),
              ("POST", "/v1/terminal/readers/([^/]+)/process_payment_intent", process)]
