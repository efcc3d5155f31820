"""Frappe's REST API with three of ERPNext's documents: token authentication, lists with filters as JSON, documents under `data`."""
import json

from fakes.strict import DATE, NUMBER, Refused, Strict, shape, words

FLAG = words(0, 1)


def sales_invoice(doc):
    shape(doc, {"company": str, "customer": str, "currency": str, "is_pos": words(1), "items": list, "payments": list, "posting_date": DATE},
          {"is_return": FLAG, "return_against": str, "set_posting_time": FLAG, "update_stock": FLAG, "po_no": str, "remarks": str, "docstatus": FLAG, "taxes": list})
    sign = -1 if doc.get("is_return") else 1
    if not doc["items"]:
        raise Refused(417, "an invoice has items")
    total = 0.0
    for i, item in enumerate(doc["items"]):
        shape(item, {"item_code": str, "qty": NUMBER, "rate": NUMBER}, {"item_name": str, "warehouse": str}, f"/items/{i}")
        if item["qty"] * sign <= 0 or item["rate"] < 0:
            raise Refused(417, f"item {i}: quantity of a {'return' if sign < 0 else 'sale'} is {item['qty']}")
        total += round(item["qty"] * item["rate"], 2)
    for i, tax in enumerate(doc.get("taxes", [])):
        shape(tax, {"charge_type": words("Actual"), "account_head": str, "description": str, "tax_amount": NUMBER}, at=f"/taxes/{i}")
        total += tax["tax_amount"]
    paid = 0.0
    for i, payment in enumerate(doc["payments"]):
        shape(payment, {"mode_of_payment": words("Cash", "Credit Card"), "amount": NUMBER}, at=f"/payments/{i}")
        paid += payment["amount"]
    if round(paid - total, 2) != 0:
        raise Refused(417, f"paid {paid:.2f} of {total:.2f}")
    doc["grand_total"] = round(total, 2)


def stock_entry(doc):
    shape(doc, {"company": str, "stock_entry_type": words("Material Receipt", "Material Issue"), "items": list},
          {"posting_date": DATE, "set_posting_time": FLAG, "remarks": str, "docstatus": FLAG})
    side = "t_warehouse" if doc["stock_entry_type"] == "Material Receipt" else "s_warehouse"
    for i, item in enumerate(doc["items"]):
        shape(item, {"item_code": str, "qty": NUMBER, side: str}, at=f"/items/{i}")
        if item["qty"] <= 0:
            raise Refused(417, "quantities are positive")


def payment_entry(doc):
    shape(doc, {"company": str, "payment_type": words("Receive", "Pay", "Internal Transfer"), "paid_from": str, "paid_to": str, "paid_amount": NUMBER,
                "received_amount": NUMBER, "reference_no": str, "reference_date": DATE},
          {"posting_date": DATE, "paid_from_account_currency": str, "paid_to_account_currency": str, "source_exchange_rate": NUMBER,
           "target_exchange_rate": NUMBER, "docstatus": FLAG})


KINDS = {"Sales Invoice": (sales_invoice, "ACC-SINV"), "Stock Entry": (stock_entry, "MAT-STE"), "Payment Entry": (payment_entry, "ACC-PAY")}


class ErpNext(Strict):
    def __init__(self):
        super().__init__()
        self.documents = {kind: [] for kind in KINDS}

    def authorised(self, call):
        self.wants(call, "Authorization", "token key-1:secret-1")

    def find(self, call, kind):
        self.only(call, "fields", "filters", "limit_page_length")
        if kind not in KINDS:
            raise Refused(404, f"DocType {kind} not found")
        found = self.documents[kind]
        for field, operator, value in json.loads(call.query.get("filters", "[]")):
            if operator not in ("=", "!="):
                raise Refused(417, f"operator {operator}")
            found = [doc for doc in found if (doc.get(field) == value) == (operator == "=")]
        fields = json.loads(call.query.get("fields", '["name"]'))
        return {"data": [{field: doc[field] for field in fields} for doc in found[:int(call.query.get("limit_page_length", 20))]]}

    def make(self, call, kind):
        if kind not in KINDS:
            raise Refused(404, f"DocType {kind} not found")
        check, prefix = KINDS[kind]
        doc = self.json(call)
        check(doc)
        against = doc.get("return_against")
        if against and not any(other["name"] == against for other in self.documents[kind]):
            raise Refused(417, f"Could not find Return Against: {against}")
        doc["name"] = f"{prefix}-2026-{len(self.documents[kind]) + 1:05}"
        self.documents[kind].append(doc)
        return {"data": doc}

    routes = [("GET", "/api/resource/([^/]+)", find), ("POST", "/api/resource/([^/]+)", make)]
