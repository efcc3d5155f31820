#include "payments/offline_card.h"

#include <algorithm>

#include "base/json.h"

namespace holdfast::payments {
namespace {
OfflineCard read(const db::Statement& row) {
  OfflineCard card;
  card.row = row.integer(0);
  card.id = row.uuid(1);
  card.order = row.uuid(2);
  card.register_id = row.uuid(3);
  card.amount = row.integer(4);
  card.reference = row.string(5);
  card.taken_at = row.instant(6);
  card.outcome = row.maybe_string(7);
  card.note = row.string(8);
  card.outcome_at = row.maybe_instant(9);
  return card;
}
#define HF_OFFLINE_CARD                                                                                              \
  "SELECT c.id, c.uuid, o.uuid, r.uuid, c.amount, c.reference, c.taken_us, c.outcome, c.outcome_note, c.outcome_us " \
  "FROM offline_card c JOIN orders o ON o.id = c.order_id JOIN register r ON r.id = c.register_id "
}  // namespace

OfflineCardPolicy read_offline_card_policy(JsonFields& fields) {
  constexpr std::int64_t most_money = 1'000'000'000'000;
  OfflineCardPolicy policy;
  policy.max_per_sale = fields.integer("maxPerSale", 1, most_money);
  policy.max_per_till = fields.integer("maxPerTill", 1, most_money);
  policy.max_store = fields.integer("maxStore", 1, most_money);
  policy.max_hours = static_cast<int>(fields.maybe_integer("maxHours", 1, 72).value_or(24));
  for (const Json& each : fields.array("terminals", true, 10)) {
    if (!each.is_string()) fields.complain("terminals", "must be protocols of terminals");
    policy.terminals.push_back(each.text());
  }
  return policy;
}

std::optional<OfflineCardPolicy> offline_card_policy(db::Connection& connection) {
  db::Statement& row = connection.prepare(
      "SELECT max_per_sale, max_per_till, max_store, max_hours, terminals FROM offline_card_policy WHERE id = 1");
  std::optional<OfflineCardPolicy> policy;
  if (row.step()) {
    policy = OfflineCardPolicy{row.integer(0), row.integer(1), row.integer(2), row.small(3), {}};
    const auto terminals = parse_json(row.text(4));
    if (terminals && terminals->is_array())
      for (const Json& each : terminals->items()) policy->terminals.push_back(each.text());
  }
  row.reset();
  return policy;
}

void save_offline_card_policy(db::Transaction& tx, const std::optional<OfflineCardPolicy>& policy,
                              std::int64_t staff_row, Instant now) {
  tx.prepare("DELETE FROM offline_card_policy").exec();
  if (!policy) return;
  std::string terminals;
  JsonWriter json{terminals};
  json.begin_array();
  for (const std::string& each : policy->terminals) json.value(each);
  json.end_array();
  tx.prepare(
        "INSERT INTO offline_card_policy(id, max_per_sale, max_per_till, max_store, max_hours, terminals, staff_id, "
        "updated_us) "
        "VALUES (1, ?, ?, ?, ?, ?, ?, ?)")
      .exec(policy->max_per_sale, policy->max_per_till, policy->max_store, policy->max_hours, terminals, staff_row,
            now);
}

Exposure exposure(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT count(*), coalesce(sum(amount), 0), min(taken_us) FROM offline_card WHERE outcome IS NULL AND (?1 = 0 OR "
      "register_id = ?1)");
  Exposure sum;
  if (row.all(register_row).step()) sum = {row.integer(0), row.integer(1), row.maybe_instant(2)};
  row.reset();
  return sum;
}

Result<> judge_offline_card(const std::optional<OfflineCardPolicy>& policy, std::int64_t amount,
                            std::string_view terminal, const Exposure& till, const Exposure& store, Instant now) {
  if (!policy) return refuse(ErrorCode::tender_refused, "this store takes no cards without the terminal's host");
  if (std::find(policy->terminals.begin(), policy->terminals.end(), terminal) == policy->terminals.end())
    return refuse(ErrorCode::tender_refused, terminal.empty()
                                                 ? "this till has no card terminal"
                                                 : "not with a terminal of the kind `" + std::string{terminal} + "`");
  if (store.oldest && store.oldest->plus_seconds(std::int64_t{policy->max_hours} * 3600) <= now)
    return refuse(ErrorCode::limit_exceeded, "a card taken without the host waits for more than " +
                                                 std::to_string(policy->max_hours) + " hours: settle it first");
  const auto above = [amount](std::string_view what, std::int64_t limit, std::int64_t already) {
    return refuse(ErrorCode::limit_exceeded, "without the terminal's host at most " + std::to_string(limit) + " " +
                                                 std::string{what} + ": " + std::to_string(already) +
                                                 " are at risk already, " + std::to_string(amount) + " are wanted");
  };
  if (amount > policy->max_per_sale) return above("a sale", policy->max_per_sale, 0);
  if (amount > policy->max_per_till - till.amount) return above("a till", policy->max_per_till, till.amount);
  if (amount > policy->max_store - store.amount) return above("for the whole store", policy->max_store, store.amount);
  return {};
}

void insert_offline_card(db::Transaction& tx, const Uuid& id, std::int64_t order_row, std::int64_t register_row,
                         std::int64_t amount, std::string_view reference, Instant now) {
  tx.prepare(
        "INSERT INTO offline_card(uuid, order_id, register_id, amount, reference, taken_us) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(id, order_row, register_row, amount, reference, now);
}
void void_offline_cards(db::Transaction& tx, std::int64_t order_row, Instant now) {
  tx.prepare("UPDATE offline_card SET outcome = 'voided', outcome_us = ? WHERE order_id = ? AND outcome IS NULL")
      .exec(now, order_row);
}

Result<OfflineCard> settle_offline_card(db::Transaction& tx, const Uuid& id, std::string_view outcome,
                                        std::string_view note, std::int64_t staff_row, Instant now) {
  const auto load = [&]() -> std::optional<OfflineCard> {
    db::Statement& row = tx.prepare(HF_OFFLINE_CARD "WHERE c.uuid = ?");
    std::optional<OfflineCard> found;
    if (row.all(id).step()) found = read(row);
    row.reset();
    return found;
  };
  const auto card = load();
  if (!card) return refuse(ErrorCode::not_found, "there is no such card");
  if (card->outcome) return refuse(ErrorCode::conflict, "it was " + *card->outcome + " already");
  tx.prepare("UPDATE offline_card SET outcome = ?, outcome_note = ?, staff_id = ?, outcome_us = ? WHERE id = ?")
      .exec(outcome, note, staff_row, now, card->row);
  return *load();
}

std::vector<OfflineCard> list_offline_cards(db::Connection& connection, std::optional<bool> open, std::int64_t before,
                                            int limit) {
  db::Statement& rows = connection.prepare(
      HF_OFFLINE_CARD
      "WHERE (?1 = 0 OR c.id < ?1) AND (?2 IS NULL OR ?2 = (c.outcome IS NULL)) ORDER BY c.id DESC LIMIT ?3");
  rows.all(before, open, limit);
  std::vector<OfflineCard> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}

void append_json(JsonWriter& json, const OfflineCard& card, int utc_offset_min) {
  json.begin_object().member("id", card.id).member("orderId", card.order).member("registerId", card.register_id);
  json.member("amount", card.amount)
      .member("reference", card.reference)
      .key("takenAt")
      .time(card.taken_at, utc_offset_min);
  json.nullable("outcome", card.outcome).member("note", card.note).key("outcomeAt");
  if (card.outcome_at)
    json.time(*card.outcome_at, utc_offset_min);
  else
    json.null();
  json.end_object();
}

void append_offline_limits(JsonWriter& json, db::Connection& connection, int utc_offset_min) {
  const auto policy = offline_card_policy(connection);
  json.begin_object().member("allowed", policy.has_value());
  if (policy) {
    json.member("maxPerSale", policy->max_per_sale)
        .member("maxPerTill", policy->max_per_till)
        .member("maxStore", policy->max_store);
    json.member("maxHours", policy->max_hours).key("terminals").begin_array();
    for (const std::string& each : policy->terminals) json.value(each);
    json.end_array();
  }
  const Exposure store = exposure(connection);
  json.key("exposure").begin_object().member("count", store.count).member("amount", store.amount).key("oldestAt");
  if (store.oldest)
    json.time(*store.oldest, utc_offset_min);
  else
    json.null();
  json.key("tills").begin_array();
  db::Statement& rows = connection.prepare(
      "SELECT r.uuid, count(*), sum(c.amount) FROM offline_card c JOIN register r ON r.id = c.register_id WHERE "
      "c.outcome IS NULL "
      "GROUP BY r.id ORDER BY r.number");
  while (rows.step())
    json.begin_object()
        .member("registerId", rows.uuid(0))
        .member("count", rows.integer(1))
        .member("amount", rows.integer(2))
        .end_object();
  json.end_array().end_object().end_object();
}
}  // namespace holdfast::payments
