#include "commands/fire_course.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "checks/course_rows.h"
#include "commands/load_cart.h"
#include "commands/print.h"
#include "devices/kitchen_route.h"

namespace holdfast::commands {
namespace {
using checks::CourseTicket;
using checks::TicketKind;

void tell(db::Transaction& tx, const CourseTicket& ticket, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("ticketId", ticket.id).member("number", ticket.row);
  if (ticket.order_row != 0)
    json.member("orderId", ticket.order);
  else
    json.member("cartId", ticket.cart);
  json.member("registerId", ticket.register_id).member("kind", checks::name_of(ticket.kind));
  json.member("course", ticket.course).member("table", ticket.table);
  json.member("lines", static_cast<std::int64_t>(ticket.lines.size())).member("ready", ticket.ready_at.has_value());
  json.end_object();
  context.emit(tx, "KitchenTicketChanged", "kitchen_ticket", ticket.id, std::move(payload));
}

CourseTicket write_ticket(db::Transaction& tx, const carts::Cart& cart, TicketKind kind, int course,
                          std::vector<checks::TicketLine> lines, const std::string& from_table, Context& context) {
  CourseTicket ticket;
  ticket.id = context.ids.next(context.now);
  ticket.kind = kind;
  ticket.course = course;
  ticket.cart_row = cart.row;
  ticket.cart = cart.id;
  ticket.register_row = cart.register_row;
  ticket.register_id = cart.register_id;
  ticket.table = cart.terms.table;
  ticket.from_table = from_table;
  ticket.guests = cart.terms.guests;
  ticket.service = cart.terms.service;
  ticket.staff = context.actor != nullptr ? context.actor->staff_code : cart.staff_code;
  ticket.note = cart.note;
  ticket.lines = std::move(lines);
  ticket.created_at = context.now;
  checks::insert(tx, ticket);
  tell(tx, ticket, context);
  queue_course_ticket(tx, ticket, Again::no, context);
  return ticket;
}
}  // namespace

Result<FiredCourses> fire_course(db::Transaction& tx, const CartTarget& target, std::optional<int> course,
                                 Context& context) {
  TRY(require(tx, context, Permission::sell));
  carts::Cart cart = TRY(load_for_change(tx, target, context));
  FiredCourses out;
  const std::vector<int> waiting = checks::courses_to_fire(cart);
  for (const int each : waiting) {
    if (course && each != *course) continue;
    checks::Fired fired = checks::fire(cart, each);
    for (const int item : fired.items) carts::save_terms(tx, cart, *cart.find_item(item));
    out.tickets.push_back(write_ticket(tx, cart, TicketKind::fire, each, std::move(fired.lines), {}, context));
  }
  if (out.tickets.empty()) return refuse(ErrorCode::conflict, "the kitchen knows all of it already");
  out.cart = TRY(finish_step(tx, std::move(cart), "courseFired", context));
  return out;
}

void tell_kitchen_of_change(db::Transaction& tx, const carts::Cart& cart, const carts::Item& before, carts::Item* after,
                            Context& context) {
  auto line = checks::change_of(cart, before, after);
  if (!line) return;
  if (line->quantity.micro() < 0 && after != nullptr) {
    after->terms.fired = before.terms.fired + line->quantity;
    carts::save_terms(tx, cart, *after);
  }
  (void)write_ticket(tx, cart, TicketKind::change, before.terms.course, {*std::move(line)}, {}, context);
}

void tell_kitchen_of_end(db::Transaction& tx, const carts::Cart& cart, Context& context) {
  std::vector<int> all;
  for (const carts::Item& item : cart.items) all.push_back(item.item);
  auto lines = checks::known_lines(cart, all, checks::Count::as_gone);
  if (!lines.empty()) (void)write_ticket(tx, cart, TicketKind::cancel, 0, std::move(lines), {}, context);
}

void tell_kitchen_of_move(db::Transaction& tx, const carts::Cart& cart, const std::vector<int>& items,
                          const std::string& from_table, Context& context) {
  if (cart.terms.table == from_table) return;
  auto lines = checks::known_lines(cart, items, checks::Count::as_known);
  if (!lines.empty()) (void)write_ticket(tx, cart, TicketKind::move, 0, std::move(lines), from_table, context);
}

namespace {
/// What the screen is to show of an order: parts of a combo by themselves, extras with what they belong to.
std::vector<checks::TicketLine> screen_lines(const orders::Order& order, const std::vector<int>& positions) {
  std::vector<checks::TicketLine> lines;
  for (const int position : positions) {
    const orders::Item& item = order.items[static_cast<std::size_t>(position) - 1];
    const Quantity rest = item.quantity - item.terms.fired;
    const auto main = std::find_if(lines.begin(), lines.end(),
                                   [&](const checks::TicketLine& each) { return each.item == item.terms.modifies; });
    if (item.terms.modifies != 0 && !item.terms.of_combo && main != lines.end()) {
      main->with.push_back(rest == main->quantity ? item.name : to_string(rest) + " × " + item.name);
      continue;
    }
    checks::TicketLine line{position, item.variant_id, item.sku, item.name, item.unit, item.note,
                            rest,     item.terms.seat, {},       {}};
    if (item.terms.modifies != 0) line.to = order.items[static_cast<std::size_t>(item.terms.modifies) - 1].name;
    lines.push_back(std::move(line));
  }
  return lines;
}

void show_order(db::Transaction& tx, CourseTicket ticket, Context& context) {
  ticket.id = context.ids.next(context.now);
  ticket.staff = context.actor != nullptr ? context.actor->staff_code : ticket.staff;
  ticket.created_at = context.now;
  ticket.ready_at.reset();
  checks::insert(tx, ticket);
  tell(tx, ticket, context);
}

/// What was told of it is not wanted any more.
void take_order_back(db::Transaction& tx, std::int64_t original_row, Context& context) {
  for (CourseTicket& ticket : checks::tickets_of_order(tx.connection(), original_row)) {
    ticket.kind = TicketKind::cancel;
    for (checks::TicketLine& line : ticket.lines) line.quantity = -line.quantity;
    show_order(tx, std::move(ticket), context);
  }
}
}  // namespace

void tell_kitchen_of_order(db::Transaction& tx, const orders::Order& order, Context& context) {
  if (order.kind == orders::Kind::void_) {
    if (order.original_row) take_order_back(tx, *order.original_row, context);
    return;
  }
  std::vector<std::string> categories = context.site.policy.kitchen_categories;
  for (devices::KitchenRoute& route : devices::kitchen_routes(tx.connection(), order.register_row))
    categories.insert(categories.end(), route.categories.begin(), route.categories.end());
  if (categories.empty()) return;
  const std::vector<int> positions = devices::lines_for_kitchen(tx.connection(), order.row, categories);
  if (positions.empty()) return;
  CourseTicket ticket;
  ticket.order_row = order.row;
  ticket.order = order.id;
  ticket.receipt = orders::receipt_number(order.register_number, *order.receipt);
  ticket.register_row = order.register_row;
  ticket.register_id = order.register_id;
  ticket.table = order.terms.table;
  ticket.guests = order.terms.guests;
  ticket.service = order.terms.service;
  ticket.staff = order.staff_code;
  ticket.note = order.note;
  ticket.lines = screen_lines(order, positions);
  show_order(tx, std::move(ticket), context);
}

Result<std::vector<devices::PrintJob>> repeat_ticket(db::Transaction& tx, const Uuid& id, Context& context) {
  TRY(require(tx, context, Permission::sell));
  const CourseTicket ticket = TRY(checks::load_ticket(tx.connection(), id));
  std::vector<devices::PrintJob> jobs = queue_course_ticket(tx, ticket, Again::yes, context);
  if (jobs.empty()) return refuse(ErrorCode::conflict, "no printer prints anything of it");
  std::string detail;
  JsonWriter{detail}.begin_object().member("number", ticket.row).end_object();
  audit(tx, context, "kitchen_ticket_repeated", to_string(id), detail);
  return jobs;
}

Result<CourseTicket> finish_ticket(db::Transaction& tx, const Uuid& id, bool ready, Context& context) {
  CourseTicket ticket = TRY(checks::load_ticket(tx.connection(), id));
  if (ticket.ready_at.has_value() == ready) return ticket;
  ticket.ready_at = ready ? std::optional{context.now} : std::nullopt;
  checks::set_ready(tx, ticket.row, ticket.ready_at);
  tell(tx, ticket, context);
  return ticket;
}
}  // namespace holdfast::commands
