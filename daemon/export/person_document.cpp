#include "export/person_document.h"

#include <algorithm>
#include <fstream>

#include "base/json_writer.h"
#include "customers/buyer_rows.h"
#include "customers/person_rows.h"
#include "events/event_log.h"
#include "export/raw_rows.h"
#include "orders/order_rows.h"
#include "vault/notes.h"

namespace holdfast::exports {
namespace {
struct Part {
  std::string_view name;
  std::string_view sql;  ///< ?1 is the person's row
};
/// Rows told column by column, by the column's own name: what is added to a table is in the document.
constexpr Part parts[] = {
    {"subscriptions",
     "SELECT s.status, p.code AS plan, s.start_date, s.next_billing_date FROM subscription s JOIN subscription_plan p "
     "ON p.id = "
     "s.plan_id WHERE s.person_id = ?1"},
    {"valueAccounts", "SELECT kind, last_four, state, balance, created_us FROM value_account WHERE person_id = ?1"},
    {"promotionUse",
     "SELECT c.code, r.amount, r.redeemed_us FROM promotion_redemption r JOIN promotion_code c ON c.id = "
     "r.promotion_id WHERE r.person_id "
     "= ?1"},
    {"clicks", "SELECT url, referrer, clicked_us FROM affiliate_click WHERE person_id = ?1"},
};
void append_rows(JsonWriter& json, db::Connection& connection, const Part& part, std::int64_t row) {
  json.key(part.name).begin_array();
  RawRows rows{connection, std::string{part.sql}};
  rows.bind(row);
  while (rows.step()) {
    json.begin_object();
    for (int i = 0; i < rows.columns(); ++i) {
      const std::string_view name = rows.name(i);
      if (rows.is_null(i))
        json.key(name).null();
      else if (name.ends_with("_us"))
        json.key(name.substr(0, name.size() - 3)).time(Instant{rows.integer(i)}, 0);
      else if (rows.is_text(i))
        json.member(name, rows.bytes(i));
      else
        json.member(name, rows.integer(i));
    }
    json.end_object();
  }
  json.end_array();
}
void append_open_carts(JsonWriter& json, db::Connection& connection, std::int64_t row) {
  json.key("openCarts").begin_array();
  db::Statement& rows =
      connection.prepare("SELECT uuid, status, note, created_us, updated_us FROM cart WHERE person_id = ?");
  rows.all(row);
  while (rows.step())
    json.begin_object()
        .member("status", rows.text(1))
        .member("note", vault::open_note(connection, rows.text(2), "cart", rows.uuid(0)))
        .key("created")
        .time(rows.instant(3), 0)
        .key("updated")
        .time(rows.instant(4), 0)
        .end_object();
  json.end_array();
}
std::vector<Uuid> orders_of(db::Connection& connection, std::int64_t row) {
  std::vector<Uuid> found;
  db::Statement& rows = connection.prepare("SELECT uuid FROM orders WHERE person_id = ? ORDER BY id");
  rows.all(row);
  while (rows.step()) found.push_back(rows.uuid(0));
  return found;
}
void append_order(JsonWriter& json, const orders::Order& order) {
  json.begin_object()
      .member("orderId", order.id)
      .member("businessDate", order.business_date)
      .key("createdAt")
      .time(order.created_at, 0);
  json.member("total", order.total).member("note", order.note).key("items").begin_array();
  for (const orders::Item& item : order.items)
    json.begin_object()
        .member("sku", item.sku)
        .member("name", item.name)
        .member("quantity", to_string(item.quantity))
        .member("total", item.total)
        .end_object();
  json.end_array().key("address");
  if (!order.address) {
    json.null();
  } else {
    const orders::Address& a = *order.address;
    json.begin_object().member("name", a.name).member("line1", a.line1).member("line2", a.line2).member("city", a.city);
    json.member("state", a.state).member("postalCode", a.postal_code).member("country", a.country).end_object();
  }
  json.end_object();
}
/// Notes that are sealed to the row they are of.
struct SealedNotes {
  std::string_view table, sql;
};
constexpr SealedNotes sealed_notes[] = {{"orders", "SELECT note, uuid FROM orders WHERE note LIKE 'hf1.%'"},
                                        {"cart", "SELECT note, uuid FROM cart WHERE note LIKE 'hf1.%'"},
                                        {"layaway", "SELECT note, uuid FROM layaway WHERE note LIKE 'hf1.%'"},
                                        {"kitchen_ticket",
                                         "SELECT document ->> '$', uuid FROM kitchen_ticket WHERE document LIKE "
                                         "'\"hf1.%'"}};
bool holds_any(std::string_view text, const std::vector<std::string>& wanted) {
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& each) { return text.find(each) != std::string_view::npos; });
}
}  // namespace

Result<std::string> person_document(db::Connection& connection, const Uuid& id) {
  const auto person = customers::find(connection, id);
  if (!person) return refuse(ErrorCode::not_found, "no customer " + to_string(id));
  const customers::Buyer buyer = customers::load_buyer(connection, person->row);
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("customerId", person->id).member("name", person->name).nullable("email", person->email);
  json.nullable("phone", person->phone).member("note", person->note).member("accountLimit", person->account_limit);
  json.member("accountBalance", person->account_balance).key("createdAt").time(person->created, 0);
  json.key("updatedAt").time(person->updated, 0);
  json.key("groups").begin_array();
  for (const std::string& group : buyer.groups) json.value(group);
  json.end_array().nullable("netDays", buyer.net_days).key("exemptionNumber");
  if (buyer.exemption)
    json.value(buyer.exemption->number);
  else
    json.null();
  for (const Part& part : parts) append_rows(json, connection, part, person->row);
  append_open_carts(json, connection, person->row);
  json.key("orders").begin_array();
  for (const Uuid& order : orders_of(connection, person->row))
    if (const auto loaded = orders::load(connection, order)) append_order(json, *loaded);
  json.end_array().end_object();
  return out;
}

std::vector<std::string> traits_of(db::Connection& connection, const Uuid& id) {
  constexpr std::size_t least = 4;  // "Li" stands in half of all words
  std::vector<std::string> traits;
  const auto add = [&](const std::string& text) {
    if (text.size() >= least && std::find(traits.begin(), traits.end(), text) == traits.end()) traits.push_back(text);
  };
  const auto person = customers::find(connection, id);
  if (!person || person->erased) return traits;
  add(person->name);
  add(person->email.value_or(""));
  add(person->phone.value_or(""));
  add(person->note);
  for (const Uuid& order : orders_of(connection, person->row))
    if (const auto loaded = orders::load(connection, order); loaded && loaded->address) {
      add(loaded->address->name);
      add(loaded->address->line1);
      add(loaded->address->line2);
    }
  return traits;
}

std::vector<Trace> search_everywhere(db::Connection& connection, const std::vector<std::string>& texts,
                                     const std::vector<std::string>& files) {
  std::vector<Trace> found;
  if (texts.empty()) return found;
  std::vector<std::string> tables;
  db::Statement& names =
      connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'");
  while (names.step()) tables.push_back(names.string(0));
  for (const std::string& table : tables) {
    RawRows rows{connection, "SELECT * FROM \"" + table + "\""};
    std::vector<std::int64_t> hits(static_cast<std::size_t>(rows.columns()));
    while (rows.step())
      for (int i = 0; i < rows.columns(); ++i)
        if (rows.is_text(i) && holds_any(rows.bytes(i), texts)) ++hits[static_cast<std::size_t>(i)];
    for (int i = 0; i < rows.columns(); ++i)
      if (const std::int64_t count = hits[static_cast<std::size_t>(i)]; count > 0)
        found.push_back({table + "." + std::string{rows.name(i)}, count, false});
  }
  for (const SealedNotes& each : sealed_notes) {
    db::Statement& rows = connection.prepare_text(each.sql);
    std::int64_t hits = 0;
    while (rows.step())
      hits += holds_any(vault::open_note(connection, rows.text(0), each.table, rows.uuid(1)), texts) ? 1 : 0;
    if (hits > 0) found.push_back({std::string{each.table} + ".note, opened", hits, false});
  }
  std::int64_t events = 0;
  for (std::int64_t seq = 0;;) {
    const std::int64_t last = events::read_after(
        connection, seq, 1000, [&](const events::Stored& event) { events += holds_any(event.body, texts) ? 1 : 0; });
    if (last == seq) break;
    seq = last;
  }
  if (events > 0) found.push_back({"event_log, unpacked", events, false});
  for (const std::string& file : files) {
    std::ifstream in{file, std::ios::binary};
    if (!in) {
      found.push_back({file, 0, true});
      continue;
    }
    // Pieces that overlap by the longest text.
    std::size_t longest = 0;
    for (const std::string& text : texts) longest = std::max(longest, text.size());
    std::string piece, next(1 << 20, '\0');
    std::int64_t hits = 0;
    while (in.read(next.data(), static_cast<std::streamsize>(next.size())), in.gcount() > 0) {
      piece.append(next, 0, static_cast<std::size_t>(in.gcount()));
      hits += holds_any(piece, texts) ? 1 : 0;
      if (piece.size() > longest) piece.erase(0, piece.size() - longest);
    }
    if (hits > 0) found.push_back({file, hits, false});
  }
  return found;
}
}  // namespace holdfast::exports
