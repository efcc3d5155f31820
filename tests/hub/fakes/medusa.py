"""Medusa 2's admin API: a secret key as the user of basic authentication, lists with count and offset."""
from fakes.strict import NUMBER, Refused, Strict, basic, shape


class Medusa(Strict):
    def __init__(self, products=()):
        super().__init__()
        self.drafts, self.orders, self.products = [], [], list(products)

    def authorised(self, call):
        self.wants(call, "Authorization", basic("sk_medusa"))

    def find_orders(self, call):
        self.only(call, "q", "fields", "limit", "offset")
        found = [order for order in self.orders if call.query["q"] in str(order["metadata"])]
        return {"orders": found, "count": len(found), "offset": 0, "limit": int(call.query["limit"])}

    def draft(self, call):
        body = shape(self.json(call), {"region_id": str, "sales_channel_id": str, "email": str, "items": list},
                     {"currency_code": str, "metadata": dict, "shipping_methods": list})
        for i, item in enumerate(body["items"]):
            shape(item, {"quantity": NUMBER, "unit_price": NUMBER}, {"title": str, "variant_id": str, "metadata": dict}, f"/items/{i}")
            if "title" not in item and "variant_id" not in item:
                raise Refused(400, "an item has a title or a variant")
        draft = {"id": f"order_{len(self.drafts) + 1}", **body}
        self.drafts.append(draft)
        return {"draft_order": draft}

    def convert(self, call, draft_id):
        for draft in self.drafts:
            if draft["id"] == draft_id:
                self.orders.append(draft)
                return {"order": draft}
        raise Refused(404, f"Order with id: {draft_id} was not found")

    def list_products(self, call):
        self.only(call, "fields", "limit", "offset", "order", "updated_at[$gte]")
        since, offset, limit = call.query.get("updated_at[$gte]", ""), int(call.query.get("offset", 0)), int(call.query.get("limit", 50))
        found = sorted((product for product in self.products if product["updated_at"] >= since), key=lambda product: product["updated_at"])
        return {"products": found[offset:offset + limit], "count": len(found), "offset": offset, "limit": limit}

    routes = [("GET", "/admin/orders", find_orders), ("POST", "/admin/draft-orders", draft), ("POST", "/admin/draft-orders/([^/]+)/convert-to-order", convert),
              ("GET", "/admin/products", list_products)]
