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

TEST_CASE("a course's ticket says table, course and guests, and of each line what goes with it", "[receipts]") {
  checks::CourseTicket course;
  course.row = 31;
  course.course = 2;
  course.table = "12";
  course.guests = 3;
  course.register_number = 3;
  course.staff = "1001";
  const std::vector<checks::TicketLine> lines{
      {1, 1, "STEAK", "Steak", "piece", "rare", Quantity::pieces(2), 1, "", {"pepper sauce"}}};
  const auto text = [&](bool again) {
    return receipts::to_text(receipts::make_course_ticket(course, lines, {"Grill", again, {}}, 60));
  };
  for (const char* part : {"Grill", "Table 12", "Course 2", "Guests 3", "#31", "2 × Steak", "+ pepper sauce", "rare",
                           "Seat 1", "1001"})
    CHECK(text(false).find(part) != std::string::npos);
  CHECK(text(false).find("COPY") == std::string::npos);
  CHECK(text(true).find("COPY") != std::string::npos);
  course.kind = checks::TicketKind::move;
  course.from_table = "4";
  CHECK(text(false).find("MOVED") != std::string::npos);
  CHECK(text(false).find("4 > 12") != std::string::npos);
  course.kind = checks::TicketKind::cancel;
  CHECK(text(false).find("VOID") != std::string::npos);
}
