#include "receipts/ticket.h"

#include <catch2/catch.hpp>

#include "support/sample_receipts.h"

using namespace holdfast;
using receipts::make_ticket;
using receipts::Row;

TEST_CASE("a ticket has quantities, names and notes of its lines in big letters, and nothing that costs",
          "[receipts]") {
  orders::Order order = test::sample_sale();
  order.items[1].note = "no ice";
  order.note = "Table 4";
  const std::vector<int> lines{2, 3};
  const receipts::Receipt ticket = make_ticket(order, lines, {.place = "Kitchen", .locale = {}});
  const std::string text = receipts::to_text(ticket);
  for (const std::string& part : {std::string{"Kitchen"}, std::string{"3-000042"}, "× " + order.items[1].name,
                                  "× " + order.items[2].name, std::string{"no ice"}, std::string{"Table 4"}})
    CHECK(text.find(part) != std::string::npos);
  CHECK(text.find(order.items[0].name) == std::string::npos);
  CHECK(text.find("COPY") == std::string::npos);
  CHECK(text.find(std::to_string(order.total / 100) + ".") == std::string::npos);
  for (const Row& row : ticket.rows) {
    CHECK((row.kind == Row::Kind::text || row.kind == Row::Kind::columns || row.kind == Row::Kind::rule));
    if (row.left.find("× ") != std::string::npos) CHECK((row.large && row.bold));
  }
  CHECK(receipts::to_text(make_ticket(order, lines, {.place = "Bar", .again = true, .locale = {}})).find("COPY") !=
        std::string::npos);
}
