#include "catalogue/in_store_rules.h"

#include <array>

#include "base/check.h"

namespace holdfast::catalogue {
namespace {
using barcodes::InStoreRule;
struct Kept {
  std::int64_t version = -1;
  std::vector<InStoreRule> rules;
};
constexpr std::array<std::string_view, 4> kinds{"weight", "price", "count",
                                                "none"};  // in the order of InStoreRule::Value

InStoreRule::Value kind_of(std::string_view name) {
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == name) return static_cast<InStoreRule::Value>(i);
  check(false);
  return InStoreRule::Value::none;
}
std::vector<InStoreRule> load(db::Connection& connection) {
  std::vector<InStoreRule> rules;
  // The longest prefix that fits decides.
  db::Statement& rows = connection.prepare(
      "SELECT prefix, item_digits, value_digits, kind, decimals, price_verifier FROM in_store_rule ORDER BY "
      "length(prefix) DESC, prefix");
  while (rows.step())
    rules.push_back({rows.string(0), rows.small(1), rows.small(2), kind_of(rows.text(3)), rows.small(4), rows.flag(5)});
  return rules;
}
}  // namespace

std::span<const InStoreRule> in_store_rules(db::Connection& connection) {
  Kept& kept = connection.attached<Kept>();
  db::Statement& version = connection.prepare("SELECT version FROM reference_version");
  const std::int64_t now = version.step() ? version.integer(0) : 0;
  version.reset();
  if (kept.version != now) kept = {now, load(connection)};
  return kept.rules;
}

Result<> save_in_store_rule(db::Transaction& tx, const InStoreRule& rule) {
  TRY(barcodes::check_rule(rule));
  if (rule.item_digits < 3 || rule.item_digits > 7 || rule.value_digits > 7 || rule.decimals > 5)
    return refuse(ErrorCode::invalid_argument,
                  "in-store rule " + rule.prefix + ": 3 to 7 item digits, up to 7 value digits, up to 5 decimals");
  tx.prepare(
        "INSERT INTO in_store_rule(prefix, item_digits, value_digits, kind, decimals, price_verifier) VALUES (?, ?, ?, "
        "?, ?, ?) "
        "ON CONFLICT(prefix) DO UPDATE SET item_digits = excluded.item_digits, value_digits = excluded.value_digits, "
        "kind = excluded.kind, decimals = excluded.decimals, price_verifier = excluded.price_verifier")
      .exec(rule.prefix, rule.item_digits, rule.value_digits, kinds[static_cast<std::size_t>(rule.kind)], rule.decimals,
            rule.verified);
  return {};
}

std::string in_store_code(std::string_view prefix, std::string_view item) {
  std::string code{prefix};
  code.append(":").append(item);
  return code;
}
}  // namespace holdfast::catalogue
