#include "queries/customer_data.h"

#include <algorithm>

#include "base/json_writer.h"
#include "customers/buyer_rows.h"
#include "money/quantity.h"
#include "orders/order_rows.h"

namespace holdfast::queries {
namespace {
/// Oldest first; without those that were erased.
std::vector<orders::Order> orders_of(db::Connection& connection, std::int64_t person) {
  std::vector<std::int64_t> found;
  db::Statement& rows = connection.prepare("SELECT id FROM orders WHERE person_id = ? ORDER BY id");
  rows.all(person);
  while (rows.step()) found.push_back(rows.integer(0));
  rows.reset();
  std::vector<orders::Order> out;
  for (const std::int64_t row : found)
    if (auto order = orders::load(connection, row)) out.push_back(*std::move(order));
  return out;
}

void append_person(JsonWriter& json, db::Connection& connection, const customers::Person& person, int utc_offset_min) {
  json.key("customer").begin_object().member("id", person.id).member("name", person.name);
  json.nullable("email", person.email).nullable("phone", person.phone).member("note", person.note);
  json.member("accountLimit", person.account_limit).member("accountBalance", person.account_balance);
  const customers::Buyer buyer = customers::load_buyer(connection, person.row);
  json.key("groups").begin_array();
  for (const std::string& group : buyer.groups) json.value(group);
  json.end_array().nullable("netDays", buyer.net_days);
  json.key("exemption");
  if (buyer.exemption)
    json.value(buyer.exemption->number);
  else
    json.null();
  json.key("createdAt")
      .time(person.created, utc_offset_min)
      .key("updatedAt")
      .time(person.updated, utc_offset_min)
      .end_object();
}

/// Those that orders were sent to, each once.
void append_addresses(JsonWriter& json, const std::vector<orders::Order>& bought) {
  std::vector<orders::Address> told;
  json.key("addresses").begin_array();
  for (const orders::Order& order : bought) {
    if (!order.address || std::find(told.begin(), told.end(), *order.address) != told.end()) continue;
    const orders::Address& a = told.emplace_back(*order.address);
    json.begin_object().member("name", a.name).member("line1", a.line1).member("line2", a.line2);
    json.member("postalCode", a.postal_code).member("city", a.city).member("state", a.state);
    json.member("country", a.country).end_object();
  }
  json.end_array();
}

void append_cards(JsonWriter& json, db::Connection& connection, std::int64_t person, int utc_offset_min) {
  json.key("cards").begin_array();
  db::Statement& rows = connection.prepare(
      "SELECT uuid, kind, last_four, currency, programme, balance, created_us FROM value_account WHERE person_id = ? "
      "ORDER BY id");
  rows.all(person);
  while (rows.step()) {
    json.begin_object().member("id", rows.uuid(0)).member("kind", rows.text(1)).member("lastFour", rows.text(2));
    json.member("currency", rows.text(3))
        .nullable("programme", rows.maybe_string(4))
        .member("balance", rows.integer(5));
    json.key("createdAt").time(rows.instant(6), utc_offset_min).end_object();
  }
  rows.reset();
  json.end_array();
}

void append_subscriptions(JsonWriter& json, db::Connection& connection, std::int64_t person) {
  json.key("subscriptions").begin_array();
  db::Statement& rows = connection.prepare(
      "SELECT s.uuid, p.code, s.status, s.start_date, s.next_billing_date FROM subscription s JOIN subscription_plan p "
      "ON p.id = s.plan_id "
      "WHERE s.person_id = ? ORDER BY s.id");
  rows.all(person);
  while (rows.step()) {
    json.begin_object().member("id", rows.uuid(0)).member("plan", rows.text(1)).member("status", rows.text(2));
    json.member("startDate", rows.text(3)).nullable("nextBillingDate", rows.maybe_string(4)).end_object();
  }
  rows.reset();
  json.end_array();
}

/// A cell that a spreadsheet takes for a formula would be run there.
std::string cell(std::string_view text) {
  std::string out;
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) out = "'";
  out += text;
  if (out.find_first_of("\",\r\n") == std::string::npos) return out;
  std::string quoted = "\"";
  for (const char c : out) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}
}  // namespace

std::string customer_data(db::Connection& connection, const customers::Person& person, const Site& site, Instant now,
                          int utc_offset_min) {
  const std::vector<orders::Order> bought = orders_of(connection, person.row);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("store", site.name).member("currency", site.currency.code());
  json.key("exportedAt").time(now, utc_offset_min);
  append_person(json, connection, person, utc_offset_min);
  append_addresses(json, bought);
  append_cards(json, connection, person.row, utc_offset_min);
  append_subscriptions(json, connection, person.row);
  json.key("orders").begin_array();
  for (const orders::Order& order : bought) {
    std::string one;
    orders::append_json(one, order, orders::Audience::api);
    json.raw(one);
  }
  json.end_array().end_object();
  return out;
}

std::string customer_purchases_csv(db::Connection& connection, const customers::Person& person) {
  std::string out = "receipt,at,kind,sku,name,quantity,unit_price,discount,tax,total,currency\r\n";
  for (const orders::Order& order : orders_of(connection, person.row)) {
    const std::string receipt = order.receipt ? orders::receipt_number(order.register_number, *order.receipt) : "";
    const std::string head = receipt + ',' + to_rfc3339(order.created_at, order.utc_offset_min) + ',' +
                             std::string{orders::name_of(order.kind)} + ',';
    for (const orders::Item& item : order.items)
      out += head + cell(item.sku) + ',' + cell(item.name) + ',' + to_string(item.quantity) + ',' +
             std::to_string(item.unit_price) + ',' + std::to_string(item.discount) + ',' + std::to_string(item.tax) +
             ',' + std::to_string(item.total) + ',' + std::string{order.currency.code()} + "\r\n";
  }
  return out;
}
}  // namespace holdfast::queries
