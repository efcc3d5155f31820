"""Fleetbase, walt.id's verifier, Payload CMS and Temporal, as far as the shipped connectors speak to them."""
from fakes.strict import Refused, Strict, matching, shape, words


class Fleetbase(Strict):
    def __init__(self):
        super().__init__()
        self.orders = []

    def authorised(self, call):
        self.wants(call, "Authorization", "Bearer flb_test_1")

    def find(self, call):
        self.only(call, "internal_id", "limit")
        return [order for order in self.orders if order["internal_id"] == call.query["internal_id"]]

    def make(self, call):
        body = shape(self.json(call), {"type": str, "payload": dict}, {"internal_id": str, "dispatch": bool, "notes": str, "meta": dict, "scheduled_at": str})
        payload = shape(body["payload"], {"pickup": dict, "dropoff": dict}, {"entities": list}, "/payload")
        for side in ("pickup", "dropoff"):
            place = {name: str for name in ("name", "street2", "province", "postal_code", "phone")}
            shape(payload[side], {"street1": str, "city": str, "country": matching("[A-Z]{2}")}, place, f"/payload/{side}")
        for i, entity in enumerate(payload.get("entities", [])):
            shape(entity, {"name": str}, {"type": str, "internal_id": str, "sku": str, "meta": dict}, f"/payload/entities/{i}")
        self.orders.append({"id": f"order_{len(self.orders) + 1}", "status": "created", **body})
        return 201, self.orders[-1]

    def cancel(self, call, order_id):
        for order in self.orders:
            if order["id"] == order_id:
                order["status"] = "canceled"
                return order
        raise Refused(404, "Order resource not found.")

    routes = [("GET", "/v1/orders", find), ("POST", "/v1/orders", make), ("DELETE", "/v1/orders/([^/]+)/cancel", cancel)]


class WaltId(Strict):
    def __init__(self):
        super().__init__()
        self.sessions = {}

    def authorised(self, call):
        self.wants(call, "Authorization", "Bearer walt-1")

    def create(self, call):
        body = shape(self.json(call), {"flow_type": words("cross_device", "same_device"), "core_flow": dict})
        flow = shape(body["core_flow"], {"dcql_query": dict}, {"webhook": dict, "policies": dict}, "/core_flow")
        for i, credential in enumerate(shape(flow["dcql_query"], {"credentials": list}, at="/dcql_query")["credentials"]):
            at = f"/credentials/{i}"
            shape(credential, {"id": str, "format": words("mso_mdoc", "jwt_vc_json", "dc+sd-jwt"), "meta": dict}, {"claims": list}, at)
            shape(credential["meta"], {"doctype_value": str}, at=at + "/meta")
            for claim in credential["claims"]:
                shape(claim, {"path": list}, at=at + "/claims")
        session = f"session-{len(self.sessions) + 1}"
        self.sessions[session] = {"id": session, "status": "ACTIVE", "asked": body}
        return {"sessionId": session, "bootstrapAuthorizationRequestUrl": f"openid4vp://authorize?request_uri={session}"}

    def info(self, call, session):
        if session not in self.sessions:
            raise Refused(404, "Unknown session")
        return self.sessions[session]

    routes = [("POST", "/verification-session/create", create), ("GET", "/verification-session/([^/]+)/info", info)]


class PayloadCms(Strict):
    def __init__(self, documents=(), settings=None):
        super().__init__()
        self.documents, self.settings = list(documents), settings or {}

    def authorised(self, call):
        self.wants(call, "Authorization", "users API-Key payload-1")

    def global_(self, call, slug):
        self.only(call, "depth")
        if slug != "store-settings":
            raise Refused(404, "no such global")
        return {"id": "g1", "globalType": slug, "updatedAt": "2026-11-20T00:00:00.000Z", "createdAt": "2026-11-20T00:00:00.000Z", **self.settings}

    def find(self, call, collection):
        self.only(call, "depth", "limit", "page", "sort", "where[updatedAt][greater_than_equal]")
        if collection != "store-content":
            raise Refused(404, "no such collection")
        since, limit, page = call.query.get("where[updatedAt][greater_than_equal]", ""), int(call.query["limit"]), int(call.query["page"])
        found = sorted((doc for doc in self.documents if doc["updatedAt"] >= since), key=lambda doc: doc["updatedAt"])
        docs = found[(page - 1) * limit:page * limit]
        more = page * limit < len(found)
        return {"docs": docs, "totalDocs": len(found), "limit": limit, "page": page, "totalPages": -(-len(found) // limit), "pagingCounter": 1,
                "hasNextPage": more, "hasPrevPage": page > 1, "nextPage": page + 1 if more else None, "prevPage": page - 1 if page > 1 else None}

    routes = [("GET", "/api/globals/([^/]+)", global_), ("GET", "/api/([^/]+)", find)]


class Temporal(Strict):
    def __init__(self):
        super().__init__()
        self.workflows, self.signals = {}, []

    def authorised(self, call):
        self.wants(call, "Authorization", "Bearer temporal-1")

    def start(self, call, workflow):
        body = shape(self.json(call), {"workflowType": dict, "taskQueue": dict},
                     {"input": list, "requestId": str, "workflowIdReusePolicy": matching("WORKFLOW_ID_REUSE_POLICY_[A-Z_]+")})
        shape(body["workflowType"], {"name": str}, at="/workflowType")
        shape(body["taskQueue"], {"name": str}, at="/taskQueue")
        known = self.workflows.get(workflow)
        if known and known["requestId"] != body["requestId"]:
            return 409, {"code": 6, "message": "Workflow execution already started"}
        self.workflows[workflow] = body
        return {"runId": f"run-{len(self.workflows)}", "started": known is None}

    def signal(self, call, workflow, name):
        body = shape(self.json(call), {}, {"input": list, "requestId": str, "identity": str})
        if workflow not in self.workflows:
            return 404, {"code": 5, "message": f"workflow not found for ID: {workflow}"}
        self.signals.append((workflow, name, body["requestId"]))
        return {}

    routes = [("POST", "/api/v1/namespaces/default/workflows/([^/]+)", start), ("POST", "/api/v1/namespaces/default/workflows/([^/]+)/signal/([^/]+)", signal)]
