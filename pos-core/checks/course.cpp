#include "checks/course.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/check.h"
#include "base/json.h"

namespace holdfast::checks {
namespace {
constexpr std::array<std::string_view, 4> kinds{"fire", "change", "void", "move"};

const carts::Item* find(const carts::Cart& cart, int item) {
  const auto found =
      std::find_if(cart.items.begin(), cart.items.end(), [&](const carts::Item& each) { return each.item == item; });
  return found == cart.items.end() ? nullptr : &*found;
}
/// An extra is of the course of its line.
int course_of(const carts::Cart& cart, const carts::Item& item) {
  const carts::Item* main = item.terms.modifies != 0 ? find(cart, item.terms.modifies) : nullptr;
  return main != nullptr ? main->terms.course : item.terms.course;
}

TicketLine line_of(const carts::Cart& cart, const carts::Item& item, Quantity quantity) {
  TicketLine line{item.item, item.variant_id, item.sku,        item.name, item.unit,
                  item.note, quantity,        item.terms.seat, {},        {}};
  if (const carts::Item* main = item.terms.modifies != 0 ? find(cart, item.terms.modifies) : nullptr) {
    line.to = main->name;
    if (!item.terms.of_combo) line.variant_row = main->variant_id;  // the station that makes the dish
  }
  return line;
}
std::string extra_of(const carts::Item& item, Quantity quantity, Quantity of) {
  std::string text = quantity == of ? item.name : to_string(quantity) + " × " + item.name;
  return item.note.empty() ? text : text + " (" + item.note + ')';
}
bool belongs(const carts::Item& item, const carts::Item& main) {
  return item.terms.modifies == main.item && is_made(item);
}

void text(JsonWriter& json, std::string_view name, const std::string& value) {
  if (!value.empty()) json.member(name, value);
}
std::string text_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr && found->is_string() ? found->text() : std::string{};
}
std::int64_t number_of(const Json& json, std::string_view name) {
  const Json* found = json.find(name);
  return found != nullptr ? found->integer().value_or(0) : 0;
}
TicketLine decode_line(const Json& json) {
  TicketLine line;
  line.item = static_cast<int>(number_of(json, "item"));
  if (json.find("variant") != nullptr) line.variant_row = number_of(json, "variant");
  line.sku = text_of(json, "sku");
  line.name = text_of(json, "name");
  line.unit = text_of(json, "unit");
  line.note = text_of(json, "note");
  line.quantity = parse_quantity(text_of(json, "quantity")).value_or(Quantity{});
  line.seat = static_cast<int>(number_of(json, "seat"));
  line.to = text_of(json, "to");
  if (const Json* with = json.find("with"))
    for (const Json& each : with->items()) line.with.emplace_back(each.text());
  return line;
}
}  // namespace

std::string_view name_of(TicketKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<TicketKind> parse_ticket_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<TicketKind>(i);
  return std::nullopt;
}

bool is_made(const carts::Item& item) { return item.quantity.micro() > 0 && !item.return_of && !item.card; }
Quantity unfired(const carts::Item& item) {
  return is_made(item) && item.quantity > item.terms.fired ? item.quantity - item.terms.fired : Quantity{};
}

std::vector<int> courses_to_fire(const carts::Cart& cart) {
  std::set<int> courses;
  for (const carts::Item& item : cart.items)
    if (!unfired(item).is_zero()) courses.insert(course_of(cart, item));
  return {courses.begin(), courses.end()};
}

Fired fire(carts::Cart& cart, int course) {
  Fired out;
  const auto told = [&](carts::Item& item) {
    item.terms.fired = item.quantity;
    out.items.push_back(item.item);
  };
  for (carts::Item& item : cart.items) {
    if (item.terms.modifies != 0 || item.terms.course != course || !is_made(item)) continue;
    const Quantity rest = unfired(item);
    TicketLine line = line_of(cart, item, rest);
    const bool combo = item.terms.parts == carts::Parts::combo;  // its parts are made, each at its own station
    for (carts::Item& extra : cart.items) {
      if (!belongs(extra, item) || unfired(extra).is_zero()) continue;
      if (rest.is_zero() || combo)
        out.lines.push_back(line_of(cart, extra, unfired(extra)));
      else
        line.with.push_back(extra_of(extra, unfired(extra), rest));
      told(extra);
    }
    if (rest.is_zero()) continue;
    if (!combo) out.lines.push_back(std::move(line));
    told(item);
  }
  return out;
}

std::optional<TicketLine> change_of(const carts::Cart& cart, const carts::Item& before, const carts::Item* after) {
  if (before.terms.fired.is_zero() || before.terms.parts == carts::Parts::combo) return std::nullopt;
  const Quantity left = after != nullptr && is_made(*after) ? after->quantity : Quantity{};
  if (left < before.terms.fired) return line_of(cart, before, left - before.terms.fired);
  if (after->note == before.note && after->terms.seat == before.terms.seat) return std::nullopt;
  return line_of(cart, *after, before.terms.fired);
}

std::vector<TicketLine> known_lines(const carts::Cart& cart, const std::vector<int>& items, Count count) {
  std::vector<TicketLine> lines;
  for (const carts::Item& item : cart.items) {
    if (item.terms.fired.is_zero() || item.terms.parts == carts::Parts::combo) continue;
    if (item.terms.modifies != 0 && !item.terms.of_combo) continue;
    if (std::find(items.begin(), items.end(), item.item) == items.end()) continue;
    lines.push_back(line_of(cart, item, count == Count::as_gone ? -item.terms.fired : item.terms.fired));
  }
  return lines;
}

std::string encode(const CourseTicket& ticket) {
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  text(json, "receipt", ticket.receipt);
  text(json, "table", ticket.table);
  text(json, "fromTable", ticket.from_table);
  if (ticket.guests != 0) json.member("guests", ticket.guests);
  if (ticket.service != carts::Service::unsaid) json.member("service", carts::name_of(ticket.service));
  text(json, "staff", ticket.staff);
  text(json, "note", ticket.note);
  json.key("lines").begin_array();
  for (const TicketLine& line : ticket.lines) {
    json.begin_object().member("item", line.item).optional("variant", line.variant_row);
    text(json, "sku", line.sku);
    json.member("name", line.name).member("unit", line.unit).member("quantity", to_string(line.quantity));
    text(json, "note", line.note);
    if (line.seat != 0) json.member("seat", line.seat);
    text(json, "to", line.to);
    if (!line.with.empty()) {
      json.key("with").begin_array();
      for (const std::string& each : line.with) json.value(each);
      json.end_array();
    }
    json.end_object();
  }
  json.end_array().end_object();
  return out;
}

void decode(std::string_view document, CourseTicket& ticket) {
  const auto json = parse_json(document);
  check(json.has_value());  // what is stored was written here
  ticket.receipt = text_of(*json, "receipt");
  ticket.table = text_of(*json, "table");
  ticket.from_table = text_of(*json, "fromTable");
  ticket.guests = static_cast<int>(number_of(*json, "guests"));
  ticket.service = carts::parse_service(text_of(*json, "service")).value_or(carts::Service::unsaid);
  ticket.staff = text_of(*json, "staff");
  ticket.note = text_of(*json, "note");
  if (const Json* lines = json->find("lines"))
    for (const Json& line : lines->items()) ticket.lines.push_back(decode_line(line));
}
}  // namespace holdfast::checks
