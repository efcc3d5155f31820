#include "payments/host_answers.h"

#include "support/card_shop.h"

using namespace holdfast;
using namespace holdfast::test;

TEST_CASE("what payments showed of a terminal's host, and nothing of those that never came so far", "[card]") {
  Shop shop;
  const auto end_with = [&](CardResult result) {
    REQUIRE(shop.place(shop.fill_cart(1), {card()}));
    shop.answer(result);
  };
  CardResult unreachable = refused();
  unreachable.words = "eft.result.communication";
  CardResult stored = approved(1000);
  stored.offline = true;
  CardResult aborted = refused("aborted");
  aborted.words = "eft.result.aborted";
  end_with(unreachable);
  end_with(refused());
  end_with(aborted);
  end_with(stored);
  end_with(approved(1000));
  const Instant long_ago = shop.now.plus_seconds(-3600);
  std::vector<bool> reached;
  for (const payments::HostAnswer& each : payments::host_answers(shop.db, long_ago)) {
    CHECK(each.device_row == shop.device_row);
    reached.push_back(each.reached);
  }
  CHECK(reached == std::vector<bool>{false, true, false, true});
  CHECK(payments::host_answers(shop.db, shop.now.plus_seconds(60)).empty());
}
