#include "checks/course_rows.h"

#include "base/check.h"
#include "vault/notes.h"

namespace holdfast::checks {
namespace {
// One text for every read; a macro because prepared statements are found by their literal's address.
#define HF_TICKET                                                                                            \
  "SELECT t.id, t.uuid, t.kind, t.course, t.cart_id, c.uuid, t.register_id, r.uuid, r.number, t.document, "  \
  "t.created_us, t.ready_us, t.order_id, o.uuid FROM kitchen_ticket t LEFT JOIN cart c ON c.id = t.cart_id " \
  "LEFT JOIN orders o ON o.id = t.order_id JOIN register r ON r.id = t.register_id "

/// It repeats its lines' notes, so it is sealed as they are; the column takes JSON, so what is sealed is a string in
/// it.
std::string stored_document(db::Connection& connection, const CourseTicket& ticket) {
  const std::string document = encode(ticket);
  const std::string sealed = vault::seal_note(connection, document, "kitchen_ticket", ticket.id);
  return sealed == document ? document : '"' + sealed + '"';
}
std::string opened_document(db::Connection& connection, std::string_view stored, const Uuid& id) {
  if (!stored.starts_with('"')) return std::string{stored};
  return vault::open_note(connection, stored.substr(1, stored.size() - 2), "kitchen_ticket", id);
}

CourseTicket ticket_of(db::Connection& connection, const db::Statement& row) {
  CourseTicket ticket;
  ticket.row = row.integer(0);
  ticket.id = row.uuid(1);
  const auto kind = parse_ticket_kind(row.text(2));
  check(kind.has_value());
  ticket.kind = *kind;
  ticket.course = row.small(3);
  if (!row.is_null(4)) {
    ticket.cart_row = row.integer(4);
    ticket.cart = row.uuid(5);
  } else {
    ticket.order_row = row.integer(12);
    ticket.order = row.uuid(13);
  }
  ticket.register_row = row.integer(6);
  ticket.register_id = row.uuid(7);
  ticket.register_number = row.small(8);
  decode(opened_document(connection, row.text(9), ticket.id), ticket);
  ticket.created_at = row.instant(10);
  if (!row.is_null(11)) ticket.ready_at = row.instant(11);
  return ticket;
}
Result<CourseTicket> one_of(db::Connection& connection, db::Statement& row) {
  if (!row.step()) {
    row.reset();
    return refuse(ErrorCode::not_found, "no such ticket");
  }
  CourseTicket ticket = ticket_of(connection, row);
  row.reset();
  return ticket;
}
}  // namespace

void insert(db::Transaction& tx, CourseTicket& ticket) {
  tx.prepare(
        "INSERT INTO kitchen_ticket(uuid, cart_id, order_id, register_id, kind, course, document, created_us) VALUES "
        "(?, nullif(?, 0), nullif(?, 0), ?, ?, ?, ?, ?)")
      .exec(ticket.id, ticket.cart_row, ticket.order_row, ticket.register_row, name_of(ticket.kind), ticket.course,
            stored_document(tx.connection(), ticket), ticket.created_at);
  ticket.row = tx.last_rowid();
}

Result<CourseTicket> load_ticket(db::Connection& connection, const Uuid& id) {
  return one_of(connection, connection.prepare(HF_TICKET "WHERE t.uuid = ?").all(id));
}
Result<CourseTicket> load_ticket(db::Connection& connection, std::int64_t row) {
  return one_of(connection, connection.prepare(HF_TICKET "WHERE t.id = ?").all(row));
}

void set_ready(db::Transaction& tx, std::int64_t row, std::optional<Instant> at) {
  tx.prepare("UPDATE kitchen_ticket SET ready_us = ? WHERE id = ?").exec(at, row);
}

std::vector<CourseTicket> tickets_of_order(db::Connection& connection, std::int64_t order_row) {
  db::Statement& rows = connection.prepare(HF_TICKET "WHERE t.order_id = ? ORDER BY t.id");
  std::vector<CourseTicket> found;
  rows.all(order_row);
  while (rows.step()) found.push_back(ticket_of(connection, rows));
  return found;
}

std::vector<CourseTicket> list_tickets(db::Connection& connection, const TicketFilter& filter) {
  const std::int64_t before = filter.before == 0 ? INT64_MAX : filter.before;
  db::Statement& rows =
      filter.cart ? connection.prepare(HF_TICKET
                                       "WHERE t.cart_id = (SELECT id FROM cart WHERE uuid = ?3) AND t.id < ?1 AND (?4 "
                                       "= 0 OR t.ready_us IS NULL) ORDER BY t.id DESC LIMIT ?2")
      : filter.open
          ? connection.prepare(HF_TICKET
                               "WHERE t.ready_us IS NULL AND t.id < ?1 AND ?3 IS NULL AND ?4 = 1 ORDER BY t.id DESC "
                               "LIMIT ?2")
          : connection.prepare(HF_TICKET "WHERE t.id < ?1 AND ?3 IS NULL AND ?4 = 0 ORDER BY t.id DESC LIMIT ?2");
  rows.all(before, filter.limit, filter.cart, filter.open);
  std::vector<CourseTicket> found;
  while (rows.step()) found.push_back(ticket_of(connection, rows));
  return found;
}
}  // namespace holdfast::checks
