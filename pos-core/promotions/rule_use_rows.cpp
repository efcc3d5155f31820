#include "promotions/rule_use_rows.h"

namespace holdfast::promotions {
namespace {
bool exists(db::Transaction& tx, const std::string& code) {
  db::Statement& row = tx.prepare(
      "SELECT EXISTS (SELECT 1 FROM rule_code WHERE code = ?1) OR EXISTS (SELECT 1 FROM promotion_code WHERE code = "
      "?1)");
  const bool found = row.all(code).step() && row.flag(0);
  row.reset();
  return found;
}
}  // namespace

std::optional<RuleCode> find_rule_code(db::Connection& connection, std::string_view code) {
  db::Statement& row =
      connection.prepare("SELECT code, rule, max_uses, uses, person_id, expires_us FROM rule_code WHERE code = ?");
  std::optional<RuleCode> found;
  if (row.all(code).step())
    found = RuleCode{row.string(0),  row.string(1),        row.maybe_integer(2),
                     row.integer(3), row.maybe_integer(4), row.maybe_instant(5)};
  row.reset();
  return found;
}

Result<> insert_rule_codes(db::Transaction& tx, const std::vector<RuleCode>& codes, Instant now) {
  for (std::size_t i = 0; i < codes.size(); ++i) {
    const RuleCode& each = codes[i];
    if (exists(tx, each.code))
      return refuse(ErrorCode::duplicate, "there is a code `" + each.code + "` already",
                    {{"/codes/" + std::to_string(i), "exists"}});
    tx.prepare(
          "INSERT INTO rule_code(code, rule, max_uses, person_id, expires_us, created_us) VALUES (?, ?, ?, ?, ?, ?)")
        .exec(each.code, each.rule, each.max_uses, each.person_row, each.expires, now);
  }
  return {};
}

RuleUses uses_of(db::Connection& connection, std::string_view rule, std::optional<std::int64_t> person_row) {
  db::Statement& row = connection.prepare(
      "SELECT count(*), coalesce(sum(person_id IS ?2 AND ?2 IS NOT NULL), 0), coalesce(sum(amount), 0) FROM rule_use "
      "WHERE rule = ?1");
  RuleUses out;
  if (row.all(rule, person_row).step()) out = {row.integer(0), row.integer(1), row.integer(2)};
  row.reset();
  return out;
}

Result<> keep_use(db::Transaction& tx, const RuleUse& use, std::int64_t order_row,
                  std::optional<std::int64_t> person_row, Instant now) {
  if (const auto code = use.code.empty() ? std::nullopt : find_rule_code(tx.connection(), use.code)) {
    if (code->max_uses && code->uses >= *code->max_uses)
      return refuse(ErrorCode::coupon_refused, "the code `" + use.code + "` was used already");
    tx.prepare("UPDATE rule_code SET uses = uses + 1 WHERE code = ?").exec(use.code);
  }
  tx.prepare(
        "INSERT INTO rule_use(rule, version, code, order_id, person_id, amount, used_us) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(use.rule, use.version, use.code, order_row, person_row, use.amount, now);
  return {};
}

void give_back_uses(db::Transaction& tx, std::int64_t order_row) {
  tx.prepare(
        "UPDATE rule_code SET uses = uses - 1 WHERE uses > 0 AND code IN (SELECT code FROM rule_use WHERE order_id = ? "
        "AND code <> '')")
      .exec(order_row);
  tx.prepare("DELETE FROM rule_use WHERE order_id = ?").exec(order_row);
}
}  // namespace holdfast::promotions
