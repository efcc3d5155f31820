#include "queries/variance_facts.h"

#include <algorithm>

#include "base/json_writer.h"
#include "orders/order.h"

namespace holdfast::queries {
namespace {
using shifts::Happening;

/// Rows of (uuid, label, amount, at).
std::vector<Happening> happenings(db::Statement& rows, Happening::What what) {
  std::vector<Happening> out;
  while (rows.step()) out.push_back({what, rows.uuid(0), rows.string(1), rows.integer(2), rows.instant(3)});
  rows.reset();
  return out;
}
/// Rows of (uuid, register, receipt, amount, at).
std::vector<Happening> receipts(db::Statement& rows) {
  std::vector<Happening> out;
  while (rows.step())
    out.push_back({Happening::What::order, rows.uuid(0), orders::receipt_number(rows.small(1), rows.integer(2)),
                   rows.integer(3), rows.instant(4)});
  rows.reset();
  return out;
}

std::vector<Happening> movements(db::Connection& connection, std::int64_t shift, std::string_view kind,
                                 std::string_view other) {
  db::Statement& rows = connection.prepare(
      "SELECT uuid, reason, amount, at_us FROM cash_movement WHERE shift_id = ? AND kind IN (?, ?) ORDER BY id LIMIT "
      "50");
  return happenings(rows.all(shift, kind, other), Happening::What::cash_movement);
}

std::vector<Happening> voids_after_print(db::Connection& connection, std::int64_t shift) {
  db::Statement& rows = connection.prepare(
      "SELECT s.uuid, r.number, s.receipt, -sum(p.amount), v.created_us FROM orders v JOIN orders s ON s.id = "
      "v.original_order_id "
      "JOIN register r ON r.id = s.register_id JOIN payment p ON p.order_id = v.id JOIN tender t ON t.id = p.tender_id "
      "WHERE v.shift_id = ? AND v.kind = 'void' AND s.receipt IS NOT NULL AND t.kind = 'cash' AND EXISTS (SELECT 1 "
      "FROM print_job j "
      "WHERE j.order_id = s.id AND j.kind = 'receipt' AND j.state IN ('sent', 'confirmed', 'unknown')) "
      "GROUP BY v.id HAVING sum(p.amount) < 0 LIMIT 50");
  return receipts(rows.all(shift));
}

std::vector<Happening> doubtful_cards(db::Connection& connection, const shifts::Shift& shift) {
  db::Statement& rows = connection.prepare(
      "SELECT uuid, reference, amount, created_us FROM payment_attempt WHERE register_id = ? AND created_us >= ? AND "
      "created_us < ? "
      "AND kind = 'sale' AND (state IN ('unknown', 'manual') OR decision IS NOT NULL OR contradiction <> '') ORDER BY "
      "id LIMIT 50");
  return happenings(rows.all(shift.register_row, shift.opened_at, shift.closed_at), Happening::What::card_payment);
}

/// Payments of exactly `amount`, by tenders of this kind; by card only those that no connected terminal made.
std::vector<Happening> payments_of(db::Connection& connection, std::int64_t shift, std::string_view tender,
                                   std::int64_t amount) {
  db::Statement& rows = connection.prepare(
      "SELECT o.uuid, r.number, o.receipt, abs(p.amount), o.created_us FROM orders o JOIN register r ON r.id = "
      "o.register_id "
      "JOIN payment p ON p.order_id = o.id JOIN tender t ON t.id = p.tender_id WHERE o.shift_id = ? AND o.receipt IS "
      "NOT NULL "
      "AND o.voided_by IS NULL AND t.kind = ? AND p.amount = ? AND p.attempt_id IS NULL ORDER BY o.id DESC LIMIT 5");
  return receipts(rows.all(shift, tender, amount));
}

void read_floats(db::Connection& connection, const shifts::Shift& shift, shifts::VarianceFacts& facts) {
  db::Statement& rows = connection.prepare(
      "SELECT uuid, number, counted_cash, closed_us, opening_cash FROM shift WHERE register_id = ? AND id < ? AND "
      "status = 'CLOSED' "
      "ORDER BY id DESC LIMIT 9");
  rows.all(shift.register_row, shift.row);
  std::vector<std::int64_t> floats;
  while (rows.step()) {
    if (!facts.shift_before)
      facts.shift_before = Happening{Happening::What::shift, rows.uuid(0), "Z " + std::to_string(rows.integer(1)),
                                     rows.integer(2), rows.instant(3)};
    floats.push_back(rows.integer(4));
  }
  rows.reset();
  if (floats.empty()) return;
  const auto middle = floats.begin() + static_cast<std::ptrdiff_t>(floats.size() / 2);
  std::nth_element(floats.begin(), middle, floats.end());
  facts.usual_float = *middle;
}

void append_cause(JsonWriter& json, const shifts::ProposedCause& cause, int utc_offset_min) {
  json.begin_object()
      .member("cause", shifts::name_of(cause.cause))
      .member("likelihood", shifts::name_of(cause.likelihood));
  json.member("explains", cause.explains).key("facts").begin_array();
  for (const Happening& fact : cause.facts) {
    json.begin_object().member("kind", shifts::name_of(fact.what)).member("id", fact.id).member("label", fact.label);
    json.member("amount", fact.amount).key("at").time(fact.at, utc_offset_min).end_object();
  }
  json.end_array().end_object();
}
}  // namespace

shifts::VarianceFacts variance_facts(db::Connection& connection, const shifts::Shift& shift) {
  shifts::VarianceFacts facts;
  facts.variance = shift.variance().value_or(0);
  facts.opening_cash = shift.opening_cash;
  if (facts.variance == 0) return facts;
  read_floats(connection, shift, facts);
  facts.no_sales = movements(connection, shift.row, shifts::total::no_sale, "");
  facts.pay_ins = movements(connection, shift.row, shifts::total::pay_in, "");
  facts.pay_outs = movements(connection, shift.row, shifts::total::pay_out, shifts::total::drop);
  facts.voids_after_print = voids_after_print(connection, shift.row);
  facts.doubtful_cards = doubtful_cards(connection, shift);
  if (facts.variance > 0) {
    facts.cards_as_large = payments_of(connection, shift.row, "card", facts.variance);
    facts.refunds_as_large = payments_of(connection, shift.row, "cash", -facts.variance);
  } else {
    facts.cash_as_large = payments_of(connection, shift.row, "cash", -facts.variance);
  }
  for (const shifts::Denomination& each : shifts::denominations(connection, shift.row))
    facts.denominations.push_back(each.value);
  return facts;
}

void append_variance_json(std::string& out, db::Connection& connection, const shifts::Shift& shift, const Site& site,
                          int utc_offset_min) {
  const std::int64_t variance = shift.variance().value_or(0);
  JsonWriter json{out};
  json.begin_object()
      .member("shiftId", shift.id)
      .member("currency", shift.currency)
      .nullable("variance", shift.variance());
  json.member("limit", site.policy.variance_limit);
  json.member("beyondLimit", variance > site.policy.variance_limit || variance < -site.policy.variance_limit);
  json.key("causes").begin_array();
  if (!shift.open)
    for (const shifts::ProposedCause& cause : shifts::variance_causes(variance_facts(connection, shift)))
      append_cause(json, cause, utc_offset_min);
  json.end_array().end_object();
}
}  // namespace holdfast::queries
