"""Looking for devices: one search at a time, started by somebody who sets devices up."""
from daemon import until


def finished(till, search, seconds=25):
    def look():
        now = till.manager("getDiscovery", id=search["id"])
        return now if now["state"] == "finished" else None
    return until(look, seconds, "the search is finished")


def test_a_search_is_started_and_asked_for(till):
    search = till.manager("startDiscovery", {"sources": ["usb", "serial"]})
    assert search["state"] in ("running", "finished") and search["finishedAt"] is None
    assert all(item["source"] in ("usb", "serial") for item in finished(till, search)["items"])


def test_a_scan_stays_within_one_private_subnet(till):
    for subnet in ("10.0.0.0/16", "8.8.8.0/24", "192.168.1.1", "fe80::/64", ""):
        till.manager("startDiscovery", {"sources": [], "scan": subnet}, expect=(400, 422))
    till.manager("startDiscovery", {"sources": ["bluetooth"]}, expect=(400, 422))


def test_a_till_that_may_not_set_devices_up_may_not_look_for_them(till):
    till.cashier("startDiscovery", {}, expect=403)
    till.manager("getDiscovery", id="01890000-0000-7000-8000-000000000000", expect=404)
