#include "orders/order.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/json.h"

namespace holdfast::orders {
namespace {
using enum Status;
constexpr std::array all{pending_payment, paid, awaiting_production, ready_to_ship, shipped, delivered, cancelled};
}  // namespace

TEST_CASE("an order moves along production and shipping, never back", "[orders]") {
  const std::set<std::pair<Status, Status>> allowed{{pending_payment, paid},
                                                    {pending_payment, cancelled},
                                                    {paid, awaiting_production},
                                                    {paid, ready_to_ship},
                                                    {paid, shipped},
                                                    {paid, delivered},
                                                    {paid, cancelled},
                                                    {awaiting_production, ready_to_ship},
                                                    {awaiting_production, shipped},
                                                    {awaiting_production, cancelled},
                                                    {ready_to_ship, shipped},
                                                    {ready_to_ship, delivered},
                                                    {ready_to_ship, cancelled},
                                                    {shipped, delivered}};
  for (const Status from : all)
    for (const Status to : all) {
      INFO(name_of(from) << " to " << name_of(to));
      CHECK(may_follow(from, to) == (allowed.count({from, to}) == 1));
    }
}
TEST_CASE("no status can be reached from itself, and the ends are ends", "[orders]") {
  for (const Status status : all) {
    std::set<Status> reached;
    std::vector<Status> next{status};
    while (!next.empty()) {
      const Status from = next.back();
      next.pop_back();
      for (const Status to : all)
        if (may_follow(from, to) && reached.insert(to).second) next.push_back(to);
    }
    CHECK(reached.count(status) == 0);
    CHECK(reached.empty() == (status == delivered || status == cancelled));
  }
}
TEST_CASE("the names of kinds and statuses read back", "[orders]") {
  for (const Status status : all) CHECK(parse_status(name_of(status)) == status);
  for (const Kind kind : {Kind::sale, Kind::return_, Kind::exchange, Kind::void_})
    CHECK(parse_kind(name_of(kind)) == kind);
  CHECK(name_of(Kind::return_) == "return");
  CHECK_FALSE(parse_kind("SALE"));
  CHECK_FALSE(parse_status("paid"));
  CHECK_FALSE(parse_status(""));
}

TEST_CASE("receipt numbers name the register and its position, and read back", "[orders]") {
  CHECK(receipt_number(3, 42) == "3-000042");
  CHECK(receipt_number(12, 1'234'567) == "12-1234567");
  for (const std::int64_t receipt : {std::int64_t{1}, std::int64_t{999'999}, std::int64_t{1'000'000}, receipt_series - 1}) {
    const auto read = parse_receipt_number(receipt_number(7, receipt));
    REQUIRE(read);
    CHECK(read->register_number == 7);
    CHECK(read->receipt == receipt);
  }
  CHECK(receipt_number(3, receipt_series + 1) == "3R2-000001");
  CHECK(parse_receipt_number("3R2-000001")->receipt == receipt_series + 1);
  CHECK(parse_receipt_number(receipt_number(12, 4 * receipt_series + 77))->receipt == 4 * receipt_series + 77);
  for (const char* text : {"3R-1", "3R1-1", "R2-1", "3R2-", "3R2-100000000", "3r2-1", "3RR2-1"}) CHECK_FALSE(parse_receipt_number(text));
  CHECK(parse_receipt_number("3-42")->receipt == 42);
  for (const char* text : {"", "-", "3", "3-", "-42", "3-0", "0-42", "3--42", "3-+42", "3-42 ", " 3-42", "3-4x", "x-42",
                           "3-42-1", "-3-42", "3-99999999999999999999", "99999999999-1"}) {
    INFO(text);
    CHECK_FALSE(parse_receipt_number(text));
  }
}

TEST_CASE("an order's JSON leaves personal data out of events", "[orders]") {
  Order order;
  order.receipt = 42;
  order.register_number = 3;
  order.address = Address{"Somebody", "Main street 1", "", "Town", "", "1000", "IE"};
  Item item;
  item.position = 1;
  item.name = "Bread \"rye\"";
  item.quantity = Quantity::pieces(2);
  order.items.push_back(item);
  std::string api, event;
  append_json(api, order, Audience::api);
  append_json(event, order, Audience::event);
  const auto full = parse_json(api);
  const auto lean = parse_json(event);
  REQUIRE(full);
  REQUIRE(lean);
  CHECK(full->find("shippingAddress")->find("line1")->text() == "Main street 1");
  CHECK(lean->find("shippingAddress") == nullptr);
  CHECK(event.find("Somebody") == std::string::npos);
  CHECK(full->find("receiptNumber")->text() == "3-000042");
  CHECK(full->find("items")->items()[0].find("name")->text() == "Bread \"rye\"");
  CHECK(full->find("items")->items()[0].find("variantId")->is_null());
  order.receipt.reset();
  std::string without;
  append_json(without, order, Audience::api);
  CHECK(parse_json(without)->find("receiptNumber")->is_null());
}
}  // namespace holdfast::orders
