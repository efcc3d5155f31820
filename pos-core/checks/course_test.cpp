#include "checks/course.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "checks/split.h"

namespace holdfast::checks {
namespace {
carts::Item line(int item, std::int64_t pieces, int course = 0, int modifies = 0) {
  carts::Item out;
  out.item = item;
  out.variant_id = item;
  out.name = "dish " + std::to_string(item);
  out.unit = "piece";
  out.quantity = Quantity::pieces(pieces);
  out.terms.course = course;
  out.terms.modifies = modifies;
  return out;
}
carts::Cart check_of(std::vector<carts::Item> items) {
  carts::Cart cart;
  cart.items = std::move(items);
  return cart;
}
/// What the kitchen has to make by all it was told.
std::map<std::string, std::int64_t> wanted(const std::vector<TicketLine>& told) {
  std::map<std::string, std::int64_t> out;
  for (const TicketLine& each : told) out[each.name] += each.quantity.micro();
  std::erase_if(out, [](const auto& each) { return each.second == 0; });
  return out;
}
}  // namespace

TEST_CASE("a course is told with its extras, and once", "[checks]") {
  carts::Cart cart = check_of({line(1, 2, 1), line(2, 1, 2), line(3, 2, 0, 1), line(4, 1, 1)});
  cart.items[0].note = "no salt";
  cart.items[0].terms.seat = 3;
  CHECK(courses_to_fire(cart) == std::vector<int>{1, 2});
  const Fired first = fire(cart, 1);
  REQUIRE(first.lines.size() == 2);
  CHECK(first.items == std::vector<int>{3, 1, 4});
  CHECK(first.lines[0].with == std::vector<std::string>{"dish 3"});
  CHECK(first.lines[0].note == "no salt");
  CHECK(first.lines[0].seat == 3);
  CHECK(fire(cart, 1).lines.empty());
  CHECK(courses_to_fire(cart) == std::vector<int>{2});
  cart.items[0].quantity = Quantity::pieces(5);
  const Fired more = fire(cart, 1);
  REQUIRE(more.lines.size() == 1);
  CHECK(more.lines[0].quantity == Quantity::pieces(3));
  CHECK(more.lines[0].with.empty());
}

TEST_CASE("of a combo its parts are made, each by itself, and the combo is known with them", "[checks]") {
  carts::Cart cart = check_of({line(1, 2, 1), line(2, 2, 1, 1), line(3, 4, 1, 1)});
  cart.items[0].terms.parts = carts::Parts::combo;
  for (const std::size_t part : {1u, 2u}) {
    cart.items[part].terms.choice = "group";
    cart.items[part].terms.of_combo = true;
  }
  const Fired fired = fire(cart, 1);
  REQUIRE(fired.lines.size() == 2);
  CHECK(fired.lines[0].name == "dish 2");
  CHECK(fired.lines[0].to == "dish 1");
  CHECK(fired.lines[0].variant_row == 2);  // its own station
  CHECK(fired.lines[1].quantity == Quantity::pieces(4));
  CHECK(courses_to_fire(cart).empty());
  const auto gone = known_lines(cart, {1, 2, 3}, Count::as_gone);
  CHECK(wanted(gone) == std::map<std::string, std::int64_t>{{"dish 2", -2'000'000}, {"dish 3", -4'000'000}});
  CHECK_FALSE(change_of(cart, cart.items[0], nullptr).has_value());
}

TEST_CASE("an extra that is ordered later comes alone and says what it belongs to", "[checks]") {
  carts::Cart cart = check_of({line(1, 1, 2)});
  (void)fire(cart, 2);
  cart.items.push_back(line(2, 1, 0, 1));
  CHECK(courses_to_fire(cart) == std::vector<int>{2});
  const Fired extra = fire(cart, 2);
  REQUIRE(extra.lines.size() == 1);
  CHECK(extra.lines[0].to == "dish 1");
  CHECK(extra.lines[0].variant_row == 1);  // the station that makes the dish
}

TEST_CASE("what comes back is never made", "[checks]") {
  carts::Cart cart = check_of({line(1, -1), line(2, 1)});
  cart.items[1].return_of = carts::ReturnOf{};
  CHECK(courses_to_fire(cart).empty());
}

TEST_CASE("only what the kitchen knows is taken back from it", "[checks]") {
  carts::Cart cart = check_of({line(1, 3)});
  carts::Item after = cart.items[0];
  CHECK_FALSE(change_of(cart, cart.items[0], nullptr));
  (void)fire(cart, 0);
  const carts::Item known = cart.items[0];
  after = known;
  after.quantity = Quantity::pieces(5);
  CHECK_FALSE(change_of(cart, known, &after));
  after.quantity = Quantity::pieces(1);
  CHECK(change_of(cart, known, &after)->quantity == Quantity::pieces(-2));
  CHECK(change_of(cart, known, nullptr)->quantity == Quantity::pieces(-3));
  after = known;
  after.note = "rare";
  CHECK(change_of(cart, known, &after)->quantity == Quantity::pieces(3));
  CHECK(change_of(cart, known, &after)->note == "rare");
}

TEST_CASE("after any changes the kitchen was told exactly what the check has", "[checks]") {
  std::mt19937_64 random{7};
  for (int round = 0; round < 300; ++round) {
    carts::Cart cart;
    std::vector<TicketLine> told;
    int next = 1;
    for (int step = 0; step < 40; ++step) {
      const auto dice = random() % 4;
      if (dice == 0 || cart.items.empty()) {
        cart.items.push_back(line(next++, static_cast<std::int64_t>(random() % 4) + 1, static_cast<int>(random() % 3)));
      } else if (dice == 1) {
        const Fired fired = fire(cart, static_cast<int>(random() % 3));
        told.insert(told.end(), fired.lines.begin(), fired.lines.end());
      } else {
        const std::size_t at = random() % cart.items.size();
        const carts::Item before = cart.items[at];
        carts::Item& after = cart.items[at];
        if (dice == 2) after.quantity = Quantity::pieces(static_cast<std::int64_t>(random() % 5) + 1);
        if (const auto change = change_of(cart, before, dice == 2 ? &after : nullptr)) {
          told.push_back(*change);
          after.terms.fired = before.terms.fired + change->quantity;
        }
        if (dice == 3) cart.items.erase(cart.items.begin() + static_cast<std::ptrdiff_t>(at));
      }
    }
    for (const int course : courses_to_fire(cart)) {
      const Fired fired = fire(cart, course);
      told.insert(told.end(), fired.lines.begin(), fired.lines.end());
    }
    std::map<std::string, std::int64_t> has;
    for (const carts::Item& item : cart.items) has[item.name] = item.quantity.micro();
    REQUIRE(wanted(told) == has);
  }
}

TEST_CASE("the parts of a check know as much as the whole did", "[checks]") {
  carts::Cart cart = check_of({line(1, 5), line(2, 2)});
  cart.items[0].terms.fired = Quantity::pieces(3);
  cart.items[1].terms.fired = Quantity::pieces(2);
  const auto parts = split(cart, {{{1, Quantity::pieces(2)}}, {{1, Quantity::pieces(2)}, {2, {}}}}, {});
  REQUIRE(parts);
  Quantity one, two;
  for (const carts::Cart& part : *parts)
    for (const carts::Item& item : part.items) {
      CHECK(item.terms.fired <= item.quantity);
      (item.item == 1 ? one : two) = (item.item == 1 ? one : two) + item.terms.fired;
    }
  CHECK(one == Quantity::pieces(3));
  CHECK(two == Quantity::pieces(2));
}

TEST_CASE("a ticket is read as it was written", "[checks]") {
  CourseTicket ticket;
  ticket.table = "7";
  ticket.from_table = "3";
  ticket.guests = 4;
  ticket.service = carts::Service::eat_in;
  ticket.staff = "1001";
  ticket.note = "birthday";
  TicketLine soup{1, 17, "SOUP", "Soup", "piece", "hot", Quantity::pieces(2), 3, {}, {"bread", "2 × butter"}};
  ticket.lines = {soup, {2, {}, "", "Cake", "piece", "", Quantity::pieces(-1), 0, "Soup", {}}};
  CourseTicket again;
  decode(encode(ticket), again);
  CHECK(encode(again) == encode(ticket));
  CHECK(again.lines[0].with == soup.with);
  CHECK(again.lines[0].variant_row == 17);
  CHECK_FALSE(again.lines[1].variant_row);
  CHECK(again.lines[1].quantity == Quantity::pieces(-1));
}
}  // namespace holdfast::checks
