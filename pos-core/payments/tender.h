#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "db/connection.h"
#include "money/money.h"
#include "payments/tip_policy.h"

namespace holdfast::payments {
enum class TenderKind {
  cash,
  foreign_cash,
  card,
  voucher,
  account,
  other,
  gift_card,  ///< by the code of a gift card or store credit: stored_value/
  points,     ///< of the order's customer: stored_value/
};
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
  std::optional<TipPolicy> tips = {};        ///< none: it takes no tip that no terminal asks for
};
/// Those that the ledger of stored value carries.
inline bool is_stored_value(TenderKind kind) { return kind == TenderKind::gift_card || kind == TenderKind::points; }
/// The kinds that the table's `kind` does not know are vouchers there, with the ledger named beside it.
std::string_view stored_kind(TenderKind kind);
std::optional<std::string_view> stored_ledger(TenderKind kind);
std::vector<Tender> load_tenders(db::Connection& connection);
}  // namespace holdfast::payments
