#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "carts/cart.h"

/// What the kitchen is told of an open check. Each line remembers how many of it the kitchen knows (`terms.fired`), so
/// nothing is told twice, wherever the line goes: another check, another table, the order in the end.
namespace holdfast::checks {
enum class TicketKind : std::uint8_t {
  fire,    ///< to be made now
  change,  ///< of what was told before: fewer (quantities below zero), or another note
  cancel,  ///< the check was given up: nothing of it is wanted any more
  move,    ///< it goes to another table
};
std::string_view name_of(TicketKind kind);  ///< `fire`, `change`, `void`, `move`
std::optional<TicketKind> parse_ticket_kind(std::string_view name);

struct TicketLine {
  int item = 0;                             ///< of the cart
  std::optional<std::int64_t> variant_row;  ///< says which station makes it
  std::string sku, name, unit, note;
  Quantity quantity;  ///< below zero: no longer wanted
  int seat = 0;
  std::string to;                 ///< of an extra that comes alone: what it belongs to
  std::vector<std::string> with;  ///< extras that come with it: `extra cheese`, `2 × extra cheese`
};

/// As it was told; what the check becomes later does not change it.
struct CourseTicket {
  std::int64_t row = 0;  ///< its number on paper
  Uuid id;
  TicketKind kind = TicketKind::fire;
  int course = 0;                                              ///< 0: the check knows no courses
  std::int64_t cart_row = 0, order_row = 0, register_row = 0;  ///< of a check or of an order; the other is 0
  Uuid cart, order, register_id;
  std::string receipt;  ///< number of the order's
  int register_number = 0;
  std::string table, from_table;  ///< `from_table` of a move
  int guests = 0;
  carts::Service service = carts::Service::unsaid;
  std::string staff;  ///< code
  std::string note;   ///< of the check
  std::vector<TicketLine> lines;
  Instant created_at;
  std::optional<Instant> ready_at;
};

/// Whether the kitchen may have to make it: not what comes back, no gift card.
bool is_made(const carts::Item& item);
/// What the kitchen does not know yet.
Quantity unfired(const carts::Item& item);
/// Courses with something that it does not know yet, in their order.
std::vector<int> courses_to_fire(const carts::Cart& cart);
/// What there is to tell of a course, and marks it as told. An extra goes with its line, whatever its own course; one
/// that was added later comes alone.
struct Fired {
  std::vector<TicketLine> lines;
  std::vector<int> items;  ///< whose terms have changed
};
Fired fire(carts::Cart& cart, int course);

/// What the kitchen has to hear of a line it knows, which is `after` now, or gone; nothing: what changed is none of its
/// business. `cart` names what an extra belongs to.
std::optional<TicketLine> change_of(const carts::Cart& cart, const carts::Item& before, const carts::Item* after);
/// All of these lines that the kitchen knows, as many as it knows, or as many fewer.
enum class Count { as_known, as_gone };
std::vector<TicketLine> known_lines(const carts::Cart& cart, const std::vector<int>& items, Count count);

/// A ticket's lines and head as they are stored; whose and when is in its row.
std::string encode(const CourseTicket& ticket);
void decode(std::string_view document, CourseTicket& ticket);
}  // namespace holdfast::checks
