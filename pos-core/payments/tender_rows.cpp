#include <array>

#include "payments/tender.h"

namespace holdfast::payments {
namespace {
constexpr std::array<std::string_view, 8> kinds{"cash",    "foreign_cash", "card",      "voucher",
                                                "account", "other",        "gift_card", "points"};
}
std::string_view name_of(TenderKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<TenderKind> parse_tender_kind(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<TenderKind>(i);
  return std::nullopt;
}

std::string_view stored_kind(TenderKind kind) { return is_stored_value(kind) ? name_of(TenderKind::voucher) : name_of(kind); }
std::optional<std::string_view> stored_ledger(TenderKind kind) {
  return is_stored_value(kind) ? std::optional{name_of(kind)} : std::nullopt;
}

std::vector<Tender> load_tenders(db::Connection& connection) {
  std::vector<Tender> tenders;
  db::Statement& rows = connection.prepare(
      "SELECT id, code, name, coalesce(ledger, kind), currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active, tips "
      "FROM tender ORDER BY id");
  while (rows.step())
    tenders.push_back({.id = rows.integer(0), .code = rows.string(1), .name = rows.string(2),
                       .kind = parse_tender_kind(rows.text(3)).value_or(TenderKind::other), .currency = rows.string(4),
                       .rate_micro = rows.maybe_integer(5), .rounding_step = rows.integer(6),
                       .rounding_mode = parse_rounding(rows.text(7)).value_or(Rounding::half_up), .gives_change = rows.flag(8),
                       .opens_drawer = rows.flag(9), .max_amount = rows.maybe_integer(10), .active = rows.flag(11),
                       .tips = rows.is_null(12) ? std::nullopt : decode_tip_policy(rows.text(12))});
  return tenders;
}
}  // namespace holdfast::payments
