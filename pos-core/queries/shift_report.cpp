#include "queries/shift_report.h"

#include "base/json_writer.h"
#include "carts/cart_rows.h"
#include "money/quantity.h"
#include "orders/order.h"
#include "taxes/tax.h"

namespace holdfast::queries {
namespace {
using shifts::Total;

struct Sum {
  std::int64_t count = 0;
  std::int64_t amount = 0;
};
Sum sum_of(const std::vector<Total>& totals, std::string_view kind) {
  Sum sum;
  for (const Total& total : totals) {
    if (total.kind != kind) continue;
    sum.count += total.count;
    sum.amount += total.amount;
  }
  return sum;
}
void sum_json(JsonWriter& json, std::string_view name, Sum sum) {
  json.key(name).begin_object().member("count", sum.count).member("amount", sum.amount).end_object();
}

void taxes_json(JsonWriter& json, db::Connection& connection, const std::vector<Total>& totals) {
  json.key("taxes").begin_array();
  for (const Total& total : totals) {
    if (total.kind != shifts::total::tax) continue;
    db::Statement& rate = connection.prepare("SELECT name, rate_micro FROM tax_rate WHERE code = ? ORDER BY id DESC LIMIT 1");
    const taxes::Treatment treatment = taxes::treatment_of_code(total.key);
    json.begin_object().member("code", total.key);
    if (rate.all(taxes::taxed_code(total.key)).step()) {
      const std::string name = treatment == taxes::Treatment::taxed ? rate.string(0) : rate.string(0) + " (" + total.key + ')';
      const Percent percent = treatment == taxes::Treatment::taxed ? Percent::from_micro(rate.integer(1)) : Percent{};
      json.member("name", name).member("rate", to_string(percent));
    } else {
      json.member("name", total.key).member("rate", "0");
    }
    rate.reset();
    json.member("base", total.base).member("amount", total.amount);
    if (treatment != taxes::Treatment::taxed) json.member("treatment", taxes::name_of(treatment));
    json.end_object();
  }
  json.end_array();
}
void tenders_json(JsonWriter& json, db::Connection& connection, const std::vector<Total>& totals) {
  json.key("tenders").begin_array();
  for (const Total& total : totals) {
    if (total.kind != shifts::total::tender) continue;
    db::Statement& tender = connection.prepare("SELECT name FROM tender WHERE code = ?");
    json.begin_object().member("tender", total.key);
    json.member("name", tender.all(total.key).step() ? tender.string(0) : total.key);
    tender.reset();
    json.member("count", total.count).member("amount", total.amount).end_object();
  }
  json.end_array();
}

/// Numbers follow each other but where a restore began the next series.
std::int64_t receipts_of(db::Connection& connection, const shifts::Shift& shift) {
  if (!shift.first_receipt) return 0;
  if (*shift.first_receipt / orders::receipt_series == *shift.last_receipt / orders::receipt_series)
    return *shift.last_receipt - *shift.first_receipt + 1;
  db::Statement& row = connection.prepare("SELECT count(*) FROM orders WHERE register_id = ? AND receipt BETWEEN ? AND ?");
  row.all(shift.register_row, *shift.first_receipt, *shift.last_receipt);
  const std::int64_t count = row.step() ? row.integer(0) : 0;
  row.reset();
  return count;
}
}  // namespace

void append_shift_json(std::string& out, const shifts::Shift& shift, const Site& site, int utc_offset_min) {
  JsonWriter json{out};
  json.begin_object().member("shiftId", shift.id).member("registerId", shift.register_id).member("registerNumber", shift.register_number);
  json.member("number", shift.number).member("status", shift.open ? "OPEN" : "CLOSED").member("businessDate", shift.business_date);
  json.member("currency", shift.currency).member("openingCash", shift.opening_cash);
  if (shift.open && site.policy.blind_close) json.key("expectedCash").null();
  else json.member("expectedCash", shift.expected_cash);
  json.nullable("countedCash", shift.counted_cash).nullable("variance", shift.variance()).member("varianceReason", shift.variance_reason);
  json.key("openedAt").time(shift.opened_at, utc_offset_min).member("openedBy", shift.opened_by);
  if (shift.closed_at) json.key("closedAt").time(*shift.closed_at, utc_offset_min);
  else json.key("closedAt").null();
  json.nullable("closedBy", shift.closed_by).end_object();
}

void append_report_json(std::string& out, db::Connection& connection, const shifts::Shift& shift, const Site& site, int utc_offset_min) {
  namespace total = shifts::total;
  const auto totals = shifts::totals(connection, shift.row);
  const Sum sales = sum_of(totals, total::sale), returns = sum_of(totals, total::return_), voids = sum_of(totals, total::void_);
  const std::int64_t gross = sales.amount + returns.amount + voids.amount;
  const std::int64_t tax = sum_of(totals, total::tax).amount;
  JsonWriter json{out};
  json.begin_object().member("shiftId", shift.id).member("registerId", shift.register_id).member("registerNumber", shift.register_number);
  json.member("kind", shift.open ? "X" : "Z").member("number", shift.number).member("businessDate", shift.business_date);
  json.member("currency", shift.currency).key("openedAt").time(shift.opened_at, utc_offset_min);
  if (shift.closed_at) json.key("closedAt").time(*shift.closed_at, utc_offset_min);
  else json.key("closedAt").null();
  json.member("openingCash", shift.opening_cash);
  sum_json(json, "sales", sales);
  sum_json(json, "returns", returns);
  sum_json(json, "voids", voids);
  sum_json(json, "discounts", sum_of(totals, total::discount));
  json.key("overrides").begin_object().member("count", sum_of(totals, total::price_override).count).end_object();
  sum_json(json, "tips", sum_of(totals, total::tip));
  sum_json(json, "voidedCarts", sum_of(totals, total::void_cart));
  json.member("gross", gross).member("tax", tax).member("net", gross - tax).member("rounding", sum_of(totals, total::rounding).amount);
  taxes_json(json, connection, totals);
  tenders_json(json, connection, totals);
  json.key("cashMovements").begin_object();
  sum_json(json, "payIn", sum_of(totals, total::pay_in));
  sum_json(json, "payOut", sum_of(totals, total::pay_out));
  sum_json(json, "drop", sum_of(totals, total::drop));
  json.key("noSale").begin_object().member("count", sum_of(totals, total::no_sale).count).end_object().end_object();
  if (shift.open && site.policy.blind_close) json.key("expectedCash").null();
  else json.member("expectedCash", shift.expected_cash);
  json.nullable("countedCash", shift.counted_cash).nullable("variance", shift.variance()).member("varianceReason", shift.variance_reason);
  json.key("receipts").begin_object();
  const auto number = [&](std::string_view name, const std::optional<std::int64_t>& receipt) {
    if (receipt) json.member(name, orders::receipt_number(shift.register_number, *receipt));
    else json.key(name).null();
  };
  number("first", shift.first_receipt);
  number("last", shift.last_receipt);
  json.member("count", receipts_of(connection, shift)).end_object();
  json.key("openCarts").begin_array();
  for (const carts::Summary& cart : carts::open_carts(connection, shift.register_row, 100))
    json.begin_object().member("cartId", cart.id).member("status", carts::name_of(cart.status)).end_object();
  json.end_array().key("denominations").begin_array();
  for (const shifts::Denomination& denomination : shifts::denominations(connection, shift.row))
    json.begin_object().member("value", denomination.value).member("count", denomination.count).end_object();
  json.end_array().end_object();
}
}  // namespace holdfast::queries
