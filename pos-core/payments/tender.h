#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "money/money.h"

namespace holdfast::payments {
enum class TenderKind { cash, foreign_cash, card, voucher, account, other };
std::string_view name_of(TenderKind kind);
std::optional<TenderKind> parse_tender_kind(std::string_view name);

/// A way to pay, as the store set it up.
struct Tender {
  std::int64_t id = 0;
  std::string code;
  std::string name;
  TenderKind kind = TenderKind::other;
  std::string currency;
  std::optional<std::int64_t> rate_micro;   ///< store currency for one unit of a foreign one, millionths
  std::int64_t rounding_step = 1;           ///< minor units; cash only
  Rounding rounding_mode = Rounding::half_up;
  bool gives_change = false;
  bool opens_drawer = false;
  std::optional<std::int64_t> max_amount;
  bool active = true;
};
std::vector<Tender> load_tenders(db::Connection& connection);
}  // namespace holdfast::payments
