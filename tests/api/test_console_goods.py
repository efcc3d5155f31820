"""What the console's goods pages ask: prices over time, price-downs, counts, the print queue, the matrix in another mode, drills."""
import datetime
import itertools
import time
import uuid

import pytest

numbers = itertools.count(1)


def article(till, price=1000, stock=0):
    sku = f"GOODS-{next(numbers)}"
    body = {"name": f"Goods {sku}", "taxCategory": "zero", "variants": [{"sku": sku, "price": price}]}
    variant = till.shop.back_office("createProduct", body)["variants"][0]
    if stock:
        till.manager("createStockMoves", {"kind": "receipt", "items": [{"sku": sku, "quantity": stock}], "reason": "Delivery 7"})
    return variant


def soon(hours):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=hours)).isoformat()


def test_a_price_down_is_what_the_till_takes_until_it_is_ended(till):
    it = article(till)
    down = till.manager("lowerPrice", {"sku": it["sku"], "amount": 600, "to": soon(2), "reason": "Best before tomorrow"}, expect=201)
    assert (down["former"], down["amount"], down["state"], down["staffCode"]) == (1000, 600, "running", "9001")
    assert till.sell(it["sku"], payments=[{"tender": "card"}])["total"] == 600
    till.manager("lowerPrice", {"sku": it["sku"], "amount": 500, "to": soon(1), "reason": "again"}, expect="conflict")
    till.manager("lowerPrice", {"sku": it["sku"], "amount": 700, "to": soon(-1), "reason": "past"}, expect="invalid-argument")
    assert it["sku"] in {d["sku"] for d in till.manager.every("listPriceDowns", {"state": "open"})}
    till.cashier("endPriceDown", id=down["id"], expect=("permission-denied", "approval-required"))
    assert till.manager("endPriceDown", id=down["id"])["state"] == "ended"
    till.manager("endPriceDown", id=down["id"], expect="conflict")
    assert till.sell(it["sku"], payments=[{"tender": "card"}])["total"] == 1000
    assert it["sku"] not in {d["sku"] for d in till.manager.every("listPriceDowns", {"state": "open"})}
    trail = till.manager.every("listAudit", {"action": "price_down", "subject": it["sku"]})
    assert [entry["detail"]["reason"] for entry in trail] == ["Best before tomorrow"]


def test_an_article_shows_what_it_costs_cost_and_will_cost(till):
    it = article(till)
    code = f"goods-{next(numbers)}"
    till.manager("createPriceBook", {"code": code, "name": "Autumn", "priority": 5})
    later = soon(24)
    price = till.manager("addPrice", {"sku": it["sku"], "amount": 1200, "from": later}, code=code, expect=201)
    assert price["amount"] == 1200
    till.manager("updateVariant", {"price": 1100}, id=it["id"])
    till.manager("lowerPrice", {"sku": it["sku"], "amount": 900, "to": soon(2), "reason": "Torn box"})
    shown = till.manager("showArticlePrices", id=it["id"])
    assert (shown["base"], shown["now"]) == (1100, 900)
    assert [(p["book"], p["amount"], p["state"]) for p in shown["prices"]] == [(code, 1200, "planned")]
    assert [(c["former"], c["amount"]) for c in shown["changes"]] == [(1000, 1100)]
    assert [d["amount"] for d in shown["downs"]] == [900]
    till.manager("removePrice", {"sku": it["sku"]}, code=code, expect="not-found")
    till.manager("removePrice", {"sku": it["sku"], "from": later}, code=code, expect=204)
    assert till.manager("showArticlePrices", id=it["id"])["prices"] == []
    till.manager("addPrice", {"sku": it["sku"], "amount": 1}, code="price-down", expect="conflict")


def test_a_count_posts_differences_and_not_what_was_sold_meanwhile(till):
    it, other = article(till, stock=10), article(till, stock=4)
    count = till.manager("openStockCount", {"name": "Aisle 4"}, expect=201)
    for _ in range(8):
        line = till.manager("countArticle", {"code": it["sku"]}, id=count["id"])
    assert (line["counted"], line["level"], line["difference"]) == ("8", "10", "-2")
    till.manager("countArticle", {"sku": other["sku"], "quantity": 9, "how": "set"}, id=count["id"])
    till.manager("uncountArticle", id=count["id"], variantId=other["id"], expect=204)
    till.sell({"sku": it["sku"], "quantity": 3}, payments=[{"tender": "card"}])
    assert till.manager("getStockCount", id=count["id"])["differing"] == 1
    posted = till.manager("postStockCount", id=count["id"])
    assert [(i["sku"], i["difference"]) for i in posted["items"]] == [(it["sku"], "-2")]
    assert till.manager("listStock", query={"sku": it["sku"]})["items"][0]["quantity"] == "5"
    till.manager("countArticle", {"sku": it["sku"]}, id=count["id"], expect="conflict")
    moves = till.manager("listStockMoves", variantId=it["id"])["items"]
    assert [(m["kind"], m["quantity"], m["staffCode"]) for m in moves][:2] == [("count", "-2", "9001"), ("sale", "-3", "1001")]
    dropped = till.manager("openStockCount", {"name": "Nothing"})
    till.manager("postStockCount", id=dropped["id"], expect="conflict")
    assert till.manager("dropStockCount", id=dropped["id"])["status"] == "dropped"
    states = {c["id"]: c["status"] for c in till.manager.every("listStockCounts")}
    assert (states[count["id"]], states[dropped["id"]]) == ("posted", "dropped")


def test_what_runs_low_is_listed_by_itself(till):
    def low(at_most):
        return {each["sku"]: float(each["quantity"]) for each in till.manager.every("listStock", {"atMost": at_most})}
    everything = {each["sku"]: float(each["quantity"]) for each in till.manager.every("listStock")}
    for at_most in (0, 3, 7.5, 1_000_000):
        assert low(at_most) == {sku: level for sku, level in everything.items() if level <= at_most}
    assert len(set(map(len, (low(0), low(1_000_000))))) == 2, "the demo has some of nothing and some of much"
    till.manager("listStock", query={"atMost": "-1"}, expect=("invalid-argument",))
    till.manager("listStock", query={"atMost": "few"}, expect=("invalid-argument",))


def test_a_print_job_that_waits_is_discarded_once(till):
    body = {"kind": "receipt_printer", "name": f"Nowhere {next(numbers)}", "address": "tcp://127.0.0.1:9", "registers": [till.register_id]}
    device = till.manager("createDevice", body)
    try:
        till.sell(article(till)["sku"], payments=[{"tender": "card"}])
        for _ in range(200):  # the queue follows the event log
            found = till.manager("listPrintJobs", query={"registerId": till.register_id})["items"]
            if found:
                break
            time.sleep(0.05)
        job = found[0]
        gone = till.manager("discardPrintJob", id=job["printJobId"])
        assert (gone["state"], gone["why"]) == ("failed", "discarded")
        till.manager("discardPrintJob", id=job["printJobId"], expect="conflict")
        assert till.manager("retryPrintJob", id=job["printJobId"], expect=201)["state"] == "queued"
    finally:
        till.manager("removeDevice", id=device["id"])


def test_the_outlook_says_what_a_lost_line_would_change_and_changes_nothing(till):
    before = till.manager("getCapabilities")
    outlook = till.manager("getOutlook")
    changed = {c["becomes"]["operation"]: (c["was"], c["becomes"]["state"]) for c in outlook["changes"]}
    assert changed["catalogue.edit"] == ("allowed", "denied")
    assert changed["loyalty.earn"] == ("allowed", "queued")
    assert "sale" not in changed and "price.down" not in changed
    assert till.manager("getCapabilities")["revision"] == before["revision"]
    till.manager("getOutlook", query={"mode": "alone"}, expect="invalid-argument")
    assert till.manager("getCapabilityPolicy")["version"]


def test_a_dead_letter_that_is_not_there_has_no_document(till):
    till.manager("getDeadLetter", deadLetterId=str(uuid.uuid4()), expect="not-found")
    till.cashier("getDeadLetter", deadLetterId=str(uuid.uuid4()), expect="permission-denied")


@pytest.fixture
def drill(till):
    till.manager("startDrill", {"minutes": 15, "reason": f"Practice {next(numbers)}"})
    yield
    if "drill" in till.manager("getCapabilities").body:
        till.manager("endDrill", expect=204)


def test_a_drill_reports_what_was_sold_and_refused(till, drill):
    till.sell("MANGO", payments=[{"tender": "card"}])
    till.manager("createProduct", {"name": "Not now", "taxCategory": "zero", "variants": [{"sku": f"NOT-{next(numbers)}"}]}, expect="not-available-now")
    down = till.manager("lowerPrice", {"sku": "MANGO", "amount": 1, "to": soon(1), "reason": "A drill does not stop this"}, expect=201)
    till.manager("endPriceDown", id=down["id"])
    till.manager("endDrill", expect=204)
    report = till.manager("listDrills")["items"][0]
    assert report["mode"] == "edge" and report["endedAt"] is not None
    assert report["sold"] == {"orders": 1, "amount": till.shop.price("MANGO")}
    assert report["denied"] == [{"operation": "catalogue.edit", "times": 1}]
    till.cashier("listDrills", expect="permission-denied")
