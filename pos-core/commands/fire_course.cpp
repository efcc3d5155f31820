#include "commands/fire_course.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "checks/course_rows.h"
#include "commands/load_cart.h"
#include "commands/print.h"

namespace holdfast::commands {
namespace {
using checks::CourseTicket;
using checks::TicketKind;

void tell(db::Transaction& tx, const CourseTicket& ticket, Context& context) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("ticketId", ticket.id).member("number", ticket.row).member("cartId", ticket.cart);
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
