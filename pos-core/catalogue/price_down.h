#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"

namespace holdfast::catalogue {
/// The book that price-downs lie in: over every other, also those of a hub, which never touches it.
inline constexpr std::string_view price_down_book = "price-down";
inline constexpr int price_down_priority = 2'000'000;  ///< a hub's end at a million

/// One article costs less for a while, by somebody's word. Amounts are minor units.
struct PriceDown {
  std::int64_t row = 0;  ///< also the cursor
  Uuid id;
  std::int64_t variant_row = 0;
  Uuid variant;
  std::string sku, name;
  std::int64_t amount = 0;
  std::int64_t former = 0;  ///< what one cost when it was taken down
  Instant from, to;         ///< from <= now < to
  std::string reason;
  std::int64_t staff_row = 0;                ///< 0: the appliance itself
  std::optional<std::int64_t> approver_row;  ///< who consented, when the actor alone may not
  std::optional<std::string> staff_code;
  Instant created;
  std::optional<Instant> ended;  ///< before its time; then also `to`
  bool running(Instant at) const { return from <= at && at < to; }
};
void insert(db::Transaction& tx, PriceDown& down);
/// `to` and `ended` of it.
void end(db::Transaction& tx, const PriceDown& down, std::int64_t staff_row);
std::optional<PriceDown> find_price_down(db::Connection& connection, const Uuid& id);
/// One that is running or planned within [from, to) of the article.
std::optional<PriceDown> price_down_within(db::Connection& connection, std::int64_t variant_row, Instant from,
                                           Instant to);
struct PriceDownFilter {
  std::optional<std::int64_t> variant_row = std::nullopt;
  std::optional<Instant> open_at = std::nullopt;  ///< only those that are not over at that time
  std::int64_t before = 0;                        ///< row; 0: from the newest
  int limit = 50;
};
std::vector<PriceDown> price_downs(db::Connection& connection, const PriceDownFilter& filter);  ///< newest first

/// A base price that became another one.
struct PriceChange {
  Instant at;
  std::optional<std::int64_t> former, amount;  ///< none: no price
};
std::vector<PriceChange> price_changes(db::Connection& connection, std::int64_t variant_row,
                                       int limit);  ///< newest first
}  // namespace holdfast::catalogue
