"""kill -9 while a day is being sealed: it is sealed once, whatever was answered."""
import pytest
import requests

from shop import Shop


@pytest.mark.parametrize("point", ["mid-command", "before-commit", "after-commit", "after-answer"])
def test_a_day_is_sealed_once(daemon, point):
    daemon.start()
    shop = Shop(daemon)
    till = shop.till()
    for _ in range(3):
        till.sell("MANGO")
    kills = 0
    for passage in range(1, 6):
        daemon.kill()
        daemon.start(HOLDFAST_FAULT=f"{point}:{passage}")
        shop.back_office.base = daemon.base
        try:
            shop.back_office("closeDay", {"openShifts": "name"}, key="close-of-the-day-1")
        except requests.ConnectionError:
            kills += 1
            daemon.process.wait(30)
            continue
        break
    assert kills > 0 or point == "after-answer", "nothing was ever killed"
    daemon.kill()
    daemon.verify()
    daemon.start()
    shop.back_office.base = daemon.base
    sealed = shop.back_office("closeDay", {"openShifts": "name"}, key="close-of-the-day-1")
    assert sealed["number"] == 1 and [day["number"] for day in shop.back_office.every("listDays")] == [1]
    assert sealed["seal"]["records"] == 3
    shop.back_office("closeDay", {"openShifts": "name"}, expect="conflict")
    daemon.stop()
    daemon.verify()
