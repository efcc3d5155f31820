#include "queries/observe_exceptions.h"

#include "orders/order.h"
#include "payments/offline_card.h"
#include "queries/show_replication.h"

namespace holdfast::queries {
namespace {
using exceptions::Observed;
constexpr std::int64_t variance_days = 14, print_days = 30, difference_days = 30;

Instant days_before(Instant now, std::int64_t days) { return now.plus_seconds(-days * seconds_per_day); }
std::string receipt_of(const db::Statement& row, int number, int receipt) {
  return row.is_null(receipt) ? "" : orders::receipt_number(row.small(number), row.integer(receipt));
}

void read_cards(db::Connection& connection, Observed& seen) {
  db::Statement& rows = connection.prepare(
      "SELECT a.uuid, o.uuid, r.number, a.amount, a.state, a.contradiction <> '', a.created_us FROM payment_attempt a "
      "JOIN orders o ON o.id = a.order_id JOIN register r ON r.id = a.register_id "
      "WHERE a.state IN ('created', 'armed', 'running', 'unknown', 'reversing', 'manual') AND a.state IN ('unknown', "
      "'manual') "
      "ORDER BY a.id DESC LIMIT 100");
  while (rows.step())
    seen.cards.push_back(
        {rows.uuid(0), rows.uuid(1), rows.small(2), rows.integer(3), rows.string(4), rows.flag(5), rows.instant(6)});
  rows.reset();
  if (const auto policy = payments::offline_card_policy(connection)) seen.offline_card_hours = policy->max_hours;
  db::Statement& offline = connection.prepare(
      "SELECT c.uuid, o.uuid, r.number, o.receipt, c.amount, c.taken_us FROM offline_card c JOIN orders o ON o.id = "
      "c.order_id "
      "JOIN register r ON r.id = c.register_id WHERE c.outcome IS NULL ORDER BY c.id DESC LIMIT 100");
  while (offline.step())
    seen.offline_cards.push_back({offline.uuid(0), offline.uuid(1), offline.small(2), receipt_of(offline, 2, 3),
                                  offline.integer(4), offline.instant(5)});
  offline.reset();
}

void read_orders(db::Connection& connection, Observed& seen) {
  db::Statement& rows = connection.prepare(
      "SELECT o.uuid, r.number, o.total, o.created_us FROM pending_order p JOIN orders o ON o.id = p.order_id "
      "JOIN register r ON r.id = o.register_id WHERE o.status = 'PENDING_PAYMENT' ORDER BY o.id DESC LIMIT 100");
  while (rows.step()) seen.unpaid.push_back({rows.uuid(0), rows.small(1), rows.integer(2), rows.instant(3)});
  rows.reset();
  db::Statement& prices = connection.prepare(
      "SELECT uuid, cart, foreseen, answered, at_us FROM price_difference WHERE at_us >= ? ORDER BY id DESC LIMIT 100");
  prices.all(days_before(seen.now, difference_days));
  while (prices.step())
    seen.price_differences.push_back(
        {prices.uuid(0), prices.uuid(1), prices.integer(2), prices.integer(3), prices.instant(4)});
  prices.reset();
}

void read_shifts(db::Connection& connection, Observed& seen) {
  db::Statement& open = connection.prepare(
      "SELECT s.uuid, r.name, s.opened_us FROM shift s JOIN register r ON r.id = s.register_id WHERE s.status = 'OPEN' "
      "ORDER BY s.id");
  while (open.step()) seen.open_shifts.push_back({open.uuid(0), open.string(1), open.instant(2)});
  open.reset();
  db::Statement& rows = connection.prepare(
      "SELECT s.uuid, r.number, s.number, s.counted_cash - s.expected_cash, c.code, coalesce(s.variance_reason, ''), "
      "s.closed_us "
      "FROM (SELECT * FROM shift ORDER BY id DESC LIMIT 1000) s JOIN register r ON r.id = s.register_id JOIN staff c "
      "ON c.id = s.closed_by "
      "WHERE s.status = 'CLOSED' AND s.closed_us >= ? AND s.counted_cash <> s.expected_cash ORDER BY s.id DESC LIMIT "
      "100");
  rows.all(days_before(seen.now, variance_days));
  while (rows.step())
    seen.variances.push_back({rows.uuid(0), rows.small(1), rows.integer(2), rows.integer(3), rows.string(4),
                              rows.string(5), rows.instant(6)});
  rows.reset();
}

void read_prints(db::Connection& connection, Observed& seen) {
  db::Statement& rows = connection.prepare(
      "SELECT j.uuid, o.uuid, j.state, d.name, r.number, o.receipt, j.why, j.created_us FROM print_job j JOIN orders o "
      "ON o.id = j.order_id "
      "JOIN device d ON d.id = j.device_id JOIN register r ON r.id = o.register_id WHERE j.kind = 'receipt' "
      "AND j.state IN ('unknown', 'failed') AND j.created_us >= ? AND NOT EXISTS (SELECT 1 FROM print_job n WHERE "
      "n.retry_of = j.id) "
      "ORDER BY j.id DESC LIMIT 100");
  rows.all(days_before(seen.now, print_days));
  while (rows.step())
    seen.prints.push_back({rows.uuid(0), rows.uuid(1), rows.string(2), rows.string(3), receipt_of(rows, 4, 5),
                           rows.string(6), rows.small(4), rows.instant(7)});
  rows.reset();
}

void read_fiscal(db::Connection& connection, Observed& seen) {
  db::Statement& rows = connection.prepare(
      "SELECT o.uuid, r.number, f.number, f.problem, o.total, f.at_us FROM fiscal_receipt f JOIN register r ON r.id = "
      "f.register_id LEFT JOIN orders o ON o.id = f.order_id WHERE f.state = 'undecided' ORDER BY f.id DESC LIMIT 100");
  while (rows.step())
    seen.fiscal_receipts.push_back({rows.is_null(0) ? Uuid{} : rows.uuid(0), rows.small(1), rows.string(2),
                                    rows.string(3), rows.maybe_integer(4), rows.instant(5)});
  rows.reset();
  db::Statement& unit = connection.prepare("SELECT out_reason FROM fiscal_unit WHERE active = 1");
  if (unit.step()) seen.fiscal_out = unit.string(0);
  unit.reset();
  db::Statement& shifts = connection.prepare(
      "SELECT count(*), min(closed_us) FROM shift s WHERE status = 'CLOSED' AND NOT EXISTS (SELECT 1 FROM "
      "day_seal_shift d WHERE d.shift_id = s.id)");
  if (shifts.step()) {
    seen.shifts_unsealed = shifts.integer(0);
    seen.unsealed_since = shifts.maybe_instant(1);
  }
  shifts.reset();
}

void read_line(db::Connection& connection, Observed& seen) {
  for (const DeadLetterRow& letter : dead_letters(connection, "pending", 0, 100))
    seen.letters.push_back({letter.id, letter.direction,
                            letter.dataset ? *letter.dataset + " " + *letter.key : letter.event_type,
                            letter.error_class, letter.detail, letter.first_at});
  const UpwardProgress up = upward_progress(connection);
  const Waiting waiting = waiting_after(connection, up.base_seq + up.ack_seq);
  seen.line.unsent = waiting.records;
  seen.line.unsent_amount = waiting.money;
  seen.line.unsent_since = waiting.oldest;
  seen.line.clock_error_us = up.clock_error_us;
  for (const std::string_view direction : {"up", "down"}) {
    const Switch told = replication_switch(connection, direction);
    if (!told.paused) continue;
    seen.line.paused = true;
    seen.line.pause_reason = told.reason;
  }
  db::Statement& as_of = connection.prepare("SELECT masters_us FROM capability_as_of");
  if (as_of.step()) seen.line.masters_as_of = as_of.maybe_instant(0);
  as_of.reset();
}
}  // namespace

exceptions::Observed observe_exceptions(db::Connection& connection, const Site& site, Instant now) {
  Observed seen;
  seen.now = now;
  seen.variance_limit = site.policy.variance_limit;
  read_cards(connection, seen);
  read_orders(connection, seen);
  read_shifts(connection, seen);
  read_prints(connection, seen);
  read_fiscal(connection, seen);
  read_line(connection, seen);
  db::Statement& locked = connection.prepare(
      "SELECT uuid, code, name, locked_until_us FROM staff WHERE locked_until_us > ? AND active = 1");
  locked.all(now);
  while (locked.step()) seen.locked.push_back({locked.uuid(0), locked.string(1), locked.string(2), locked.instant(3)});
  locked.reset();
  return seen;
}

std::vector<Seen> seen_exceptions(db::Connection& connection) {
  std::vector<Seen> out;
  db::Statement& rows = connection.prepare(
      "SELECT e.exception, e.mark, s.code, e.note, e.at_us FROM exception_seen e JOIN staff s ON s.id = e.staff_id");
  while (rows.step()) out.push_back({rows.string(0), rows.string(1), rows.string(2), rows.string(3), rows.instant(4)});
  rows.reset();
  return out;
}
}  // namespace holdfast::queries
