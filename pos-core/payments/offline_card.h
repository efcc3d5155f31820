#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "db/transaction.h"

/// Cards taken while the terminal has no host: the store's risk until they are forwarded. Off unless a policy allows
/// it. Amounts in minor units of the store's currency.
namespace holdfast::payments {
struct OfflineCardPolicy {
  std::int64_t max_per_sale = 0, max_per_till = 0;
  std::int64_t max_store = 0;          ///< one budget for all tills
  int max_hours = 24;                  ///< 1 to 72: once the oldest is older, none is taken until it is settled
  std::vector<std::string> terminals;  ///< protocols of terminals (device.profile) at whose tills it is allowed
};
/// The members of a policy as `PUT` and the hub's data set give them; the caller finishes `fields`.
OfflineCardPolicy read_offline_card_policy(JsonFields& fields);
std::optional<OfflineCardPolicy> offline_card_policy(db::Connection& connection);
/// None: no cards without a host any more.
void save_offline_card_policy(db::Transaction& tx, const std::optional<OfflineCardPolicy>& policy,
                              std::int64_t staff_row, Instant now);

/// What is at risk now.
struct Exposure {
  std::int64_t count = 0, amount = 0;
  std::optional<Instant> oldest;
};
Exposure exposure(db::Connection& connection, std::int64_t register_row = 0);  ///< 0: of the store
/// Pure: may `amount` more be taken in one sale at this till? `terminal`: protocol of the till's terminal, empty
/// without one. Refuses tender_refused and limit_exceeded.
Result<> judge_offline_card(const std::optional<OfflineCardPolicy>& policy, std::int64_t amount,
                            std::string_view terminal, const Exposure& till, const Exposure& store, Instant now);

struct OfflineCard {
  std::int64_t row = 0;
  Uuid id;
  Uuid order, register_id;
  std::int64_t amount = 0;
  std::string reference;
  Instant taken_at;
  std::optional<std::string> outcome;  ///< `forwarded`, `declined`, `voided`; none: at risk
  std::string note;
  std::optional<Instant> outcome_at;
};
void insert_offline_card(db::Transaction& tx, const Uuid& id, std::int64_t order_row, std::int64_t register_row,
                         std::int64_t amount, std::string_view reference, Instant now);
/// Its order was cancelled or voided.
void void_offline_cards(db::Transaction& tx, std::int64_t order_row, Instant now);
/// Refuses not_found, and conflict when it has an outcome.
Result<OfflineCard> settle_offline_card(db::Transaction& tx, const Uuid& id, std::string_view outcome,
                                        std::string_view note, std::int64_t staff_row, Instant now);
/// Newest first.
std::vector<OfflineCard> list_offline_cards(db::Connection& connection, std::optional<bool> open, std::int64_t before,
                                            int limit);

void append_json(JsonWriter& json, const OfflineCard& card, int utc_offset_min);
/// `{allowed, maxPerSale, …, exposure: {count, amount, oldestAt, tills: [{registerId, count, amount}]}}`.
void append_offline_limits(JsonWriter& json, db::Connection& connection, int utc_offset_min);
}  // namespace holdfast::payments
