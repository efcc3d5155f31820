"""What the console asks of a day: sales by the hour, shifts of the store, causes of a variance, receipts by what somebody remembers,
a customer's data, exceptions."""
import csv
import datetime
import io

import pytest

from shop import FLOAT, SUPERVISOR


def test_sales_by_the_hour_add_up_to_what_the_reports_say(shop, till):
    before = till.manager("getSalesByHour")
    sold = till.sell("MANGO", "CUCUMBER")
    back = till.sell("MANGO")
    till.supervisor("voidOrder", {"reason": "Rung up by mistake"}, id=back["orderId"])
    after = till.manager("getSalesByHour")
    assert after["total"]["amount"] - before["total"]["amount"] == sold["total"]
    assert after["total"]["receipts"] - before["total"]["receipts"] == 3
    assert sum(hour["amount"] for hour in after["hours"]) == after["total"]["amount"]
    assert [hour["hour"] for hour in after["hours"]] == list(range(24))
    gross = sum(till.report(shift["shiftId"])["gross"]
                for shift in till.manager.every("listStoreShifts", {"businessDate": after["date"]}))
    assert gross == after["total"]["amount"]


def test_a_report_adds_the_day_up_by_whatever_is_asked_for(shop, till):
    def report(by):
        return till.manager("getSalesReport", query={"by": by})

    before = {by: report(by) for by in ("article", "tender", "staff")}
    sold = till.sell("MANGO", "CUCUMBER")
    for by, earlier in before.items():
        after = report(by)
        assert after["total"]["amount"] - earlier["total"]["amount"] == sold["total"]
        assert after["total"]["receipts"] - earlier["total"]["receipts"] == 1
        assert after["total"]["average"] == round(after["total"]["amount"] / after["total"]["receipts"])
    mango = [next((row for row in each["rows"] if row["key"] == "MANGO"), {"receipts": 0, "quantity": "0"}) for each in (before["article"], report("article"))]
    assert mango[1]["receipts"] - mango[0]["receipts"] == 1 and float(mango[1]["quantity"]) - float(mango[0]["quantity"]) == 1
    for by in ("day", "weekday", "hour", "category", "register", "tax"):
        told = report(by)
        assert sum(row["amount"] for row in told["rows"]) == told["total"]["amount"], by
    (day,) = report("day")["rows"]
    assert day["key"] == report("day")["from"] and day["amount"] == till.manager("getSalesByHour")["total"]["amount"]


def test_a_report_that_cannot_be_is_refused(till):
    for query in ({"by": "weather"}, {"from": "2026-02-30"}, {"from": "2026-03-02", "to": "2026-03-01"}, {"from": "2020-01-01", "to": "2026-01-01"}):
        till.manager("getSalesReport", query=query, expect="invalid-argument")
    till.cashier("getSalesReport", expect="permission-denied")
    empty = till.manager("getSalesReport", query={"from": "2020-01-01", "to": "2020-01-31"})
    assert (empty["rows"], empty["total"]["average"], empty["before"]["from"]) == ([], None, "2019-12-01")


def test_sales_are_held_against_the_same_weekday_a_week_before(till):
    day = till.manager("getSalesByHour", query={"date": "2026-03-05"})
    assert (day["comparedWith"], day["untilHour"], day["total"]["receipts"]) == ("2026-02-26", 24, 0)
    till.manager("getSalesByHour", query={"date": "2026-02-30"}, expect="invalid-argument")
    till.cashier("getSalesByHour", expect="permission-denied")


def test_a_day_without_sales_is_all_noughts(till):
    tomorrow = (datetime.date.today() + datetime.timedelta(days=40)).isoformat()
    day = till.manager("getSalesByHour", query={"date": tomorrow})
    assert {(hour["receipts"], hour["amount"]) for hour in day["hours"]} == {(0, 0)}


def test_shifts_of_the_store_are_listed_across_tills(shop):
    one, other = shop.till(), shop.till()
    open_ids = {shift["shiftId"] for shift in one.manager.every("listStoreShifts", {"status": "OPEN"})}
    assert {one.shift_id, other.shift_id} <= open_ids
    other.cashier("closeShift", {"countedCash": FLOAT}, id=other.shift_id)
    assert other.shift_id not in {s["shiftId"] for s in one.manager.every("listStoreShifts", {"status": "OPEN"})}
    assert other.shift_id in {s["shiftId"] for s in one.manager.every("listStoreShifts", {"status": "CLOSED"})}
    one.manager("listStoreShifts", query={"status": "LOST"}, expect="invalid-argument")


def causes(till):
    said = till.manager("getShiftVariance", id=till.shift_id)
    return said, [(cause["cause"], cause["likelihood"], cause["explains"]) for cause in said["causes"]]


def close(till, off, reason="Counted twice"):
    expected = till.report()["expectedCash"]
    till.manager("closeShift", {"countedCash": expected + off, "varianceReason": reason}, id=till.shift_id)


def test_a_drawer_that_agrees_has_no_causes(till):
    till.sell("MANGO")
    close(till, 0)
    said, proposed = causes(till)
    assert (said["variance"], said["beyondLimit"], proposed) == (0, False, [])


def test_no_sale_openings_are_a_hint_when_cash_is_short(till):
    till.supervisor("addCashMovement", {"kind": "noSale", "reason": "Coins for the trolley"}, id=till.shift_id)
    close(till, -777)
    said, proposed = causes(till)
    assert said["beyondLimit"] and proposed == [("noSale", "hint", 0)]
    fact = said["causes"][0]["facts"][0]
    assert (fact["kind"], fact["label"]) == ("cashMovement", "Coins for the trolley")


def test_a_missing_float_accounts_for_all_of_it(till):
    close(till, -FLOAT)
    _, proposed = causes(till)
    assert ("missingFloat", "exact", -FLOAT) in proposed


def test_a_sale_of_exactly_the_difference_is_proposed_with_its_receipt(till):
    sold = till.sell("STRAWB-400")
    cash = sold["paid"] - sold["change"]  # rounded to what coins there are
    close(till, -cash)
    said, proposed = causes(till)
    assert proposed[0] == ("wrongTender", "exact", -cash)
    fact = said["causes"][0]["facts"][0]
    assert (fact["kind"], fact["id"], fact["label"]) == ("order", sold["orderId"], sold["receiptNumber"])


def test_an_open_shift_tells_no_causes(till):
    said, proposed = causes(till)
    assert (said["variance"], proposed) == (None, [])
    till.cashier("getShiftVariance", id=till.register_id, expect="not-found")


def found(till, **query):
    return [order["orderId"] for order in till.manager.every("listOrders", query)]


def test_receipts_are_found_by_article_amount_card_and_kind(till):
    mango = till.sell("MANGO")["orderId"]
    paid = till.sell("CUCUMBER", payments=[{"tender": "card", "reference": f"AUTH{till.number}"}])
    here = {"registerId": till.register_id}
    assert found(till, **here, article="MANGO") == [mango]
    assert found(till, **here, article="mang") == [mango]
    assert found(till, **here, card=f"AUTH{till.number}") == [paid["orderId"]]
    assert found(till, **here, minTotal=paid["total"], maxTotal=paid["total"], article="cucumb") == [paid["orderId"]]
    assert found(till, **here, minTotal=10**9) == []
    assert found(till, **here, kind="void") == []
    day = datetime.datetime.now(datetime.timezone.utc)
    assert len(found(till, **here, **{"from": (day - datetime.timedelta(hours=1)).isoformat().replace("+00:00", "Z")})) == 2
    assert found(till, **here, **{"from": (day + datetime.timedelta(hours=1)).isoformat().replace("+00:00", "Z")}) == []


@pytest.mark.parametrize("query", [{"minTotal": "-1"}, {"maxTotal": "ten"}, {"kind": "gift"}, {"article": ""}])
def test_a_search_that_makes_no_sense_is_refused(till, query):
    till.manager("listOrders", query=query, expect="invalid-argument")


def test_a_customer_gets_all_that_is_kept_of_them(shop, till):
    person = shop.customer("Zoé =Formula", email="zoe@example.org", phone="+353 1 555", note="Likes tea")
    sold = till.sell("MANGO", personId=person["id"])
    till.sell("CUCUMBER")
    data = shop.back_office("exportCustomer", id=person["id"])
    assert (data["customer"]["name"], data["customer"]["email"]) == ("Zoé =Formula", "zoe@example.org")
    assert [order["orderId"] for order in data["orders"]] == [sold["orderId"]]
    file = shop.back_office("exportCustomer", id=person["id"], query={"format": "csv"}, headers={"Accept": "text/csv"})
    assert file.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(file.raw.decode())))
    assert [(row["receipt"], row["sku"], int(row["total"])) for row in rows] == [(sold["receiptNumber"], "MANGO", sold["total"])]
    shop.back_office("exportCustomer", id=person["id"], query={"format": "xml"}, expect="invalid-argument")
    shop.back_office("exportCustomer", id=till.register_id, expect="not-found")
    till.cashier("exportCustomer", id=person["id"], expect="permission-denied")
    shop.back_office("eraseCustomer", id=person["id"])
    erased = shop.back_office("exportCustomer", id=person["id"])
    assert "zoe@example.org" not in erased.raw.decode() and "Likes tea" not in erased.raw.decode()


def exception_of(api, code, subject, **query):
    items = api("listExceptions", query=query)["items"]
    return next((item for item in items if item["code"] == code and item["subject"] == subject), None)


def test_a_variance_is_an_exception_until_somebody_has_seen_to_it(till):
    close(till, -1234, "Nobody knows")
    subject = {"kind": "shift", "id": till.shift_id}
    item = exception_of(till.manager, "drawer-variance", subject)
    assert (item["amount"], item["fix"], item["permission"], item["canBeSeen"]) == (-1234, "seeVariance", "approve", True)
    assert item["facts"]["reason"] == "Nobody knows"
    till.cashier("markExceptionSeen", {}, id=item["id"], expect=("permission-denied", "approval-required"))
    till.supervisor("markExceptionSeen", {"note": "Counted again"}, id=item["id"])
    assert exception_of(till.manager, "drawer-variance", subject) is None
    seen = exception_of(till.manager, "drawer-variance", subject, all="true")["seen"]
    assert (seen["by"], seen["note"]) == (SUPERVISOR, "Counted again")
    audit = till.manager("listAudit", query={"subject": item["id"]})["items"]
    assert [entry["action"] for entry in audit] == ["exception_seen"]


def test_a_variance_within_the_limit_is_none(till):
    close(till, -100)
    assert exception_of(till.manager, "drawer-variance", {"kind": "shift", "id": till.shift_id}) is None


def test_somebody_locked_out_is_an_exception_that_nobody_can_wave_away(shop, till):
    shop.back_office("createStaff", {"code": "7900", "name": "Locked", "role": "cashier", "pin": "4321"})
    terminal = shop.anyone.as_(shop.pair("Locking out"))
    for _ in range(5):
        terminal("createSession", {"staffCode": "7900", "pin": "0000"}, expect=("wrong-pin", "locked-out"))
    person = next(p for p in shop.back_office.every("listStaff") if p["code"] == "7900")
    item = exception_of(till.manager, "staff-locked", {"kind": "staff", "id": person["id"]})
    assert (item["severity"], item["fix"], item["permission"]) == ("notice", "resetPin", "staff_admin")
    shop.back_office("markExceptionSeen", {}, id=item["id"], expect="conflict")
    shop.back_office("updateStaff", {"pin": "8765"}, id=person["id"])
    assert exception_of(till.manager, "staff-locked", {"kind": "staff", "id": person["id"]}) is None


def test_a_total_that_a_till_foresaw_otherwise_is_an_exception_once_a_cart(till):
    cart = till.cart("MANGO")
    body = {"cartId": cart["cartId"], "version": 2, "foreseen": cart["total"] + 5, "answered": cart["total"], "engineVersion": "1.0"}
    for _ in range(2):
        till.cashier("reportPriceDifference", body)
    items = [item for item in till.manager("listExceptions")["items"]
             if item["code"] == "price-difference" and item["subject"]["id"] == cart["cartId"]]
    assert [item["amount"] for item in items] == [-5]
    till.cashier("markExceptionSeen", {"note": "told support"}, id=items[0]["id"])


def test_exceptions_are_for_who_sees_reports_and_unknown_ones_cannot_be_seen_to(till):
    till.cashier("listExceptions", expect="permission-denied")
    till.manager("listExceptions", query={"all": "perhaps"}, expect="invalid-argument")
    till.manager("markExceptionSeen", {}, id="drawer-variance:nothing", expect="not-found")
