#include "commands/check_fraud.h"

#include <algorithm>

#include "carts/cart_rows.h"
#include "commands/permit.h"
#include "commands/price_cart.h"

namespace holdfast::commands {
namespace {
Result<std::int64_t> amount_of(db::Connection& connection, carts::Cart cart, const Site& site, Instant now) {
  const PricedCart priced = TRY(price_cart(connection, cart, site, now));
  return std::max<std::int64_t>(0, priced.total);
}
/// By who acts, or by another person's consent to this very sale, which is spent.
bool vouched_for(db::Transaction& tx, const Context& context) {
  if (context.actor == nullptr || context.actor->staff_id == 0 || context.actor->may(Permission::approve)) return true;
  if (!context.approval || !context.approval->permissions.test(static_cast<std::size_t>(Permission::approve)))
    return false;
  tx.prepare("UPDATE approval SET used_us = ? WHERE id = ? AND used_us IS NULL")
      .exec(context.now, context.approval->id);
  return true;
}
}  // namespace

Result<FraudQuestion> fraud_question(db::Connection& connection, const Uuid& cart_id,
                                     const std::optional<std::string>& card, const Site& site, Instant now) {
  const carts::Cart cart = TRY(carts::load(connection, cart_id));
  if (cart.status != carts::Status::active) return refuse(ErrorCode::conflict, "the cart is not open");
  FraudQuestion out;
  out.amount = TRY(amount_of(connection, cart, site, now));
  JsonWriter json{out.request};
  json.begin_object().member("amount", out.amount).member("currency", site.currency.code()).optional("card", card);
  json.optional("customer", cart.person)
      .member("register", cart.register_id)
      .member("staff", cart.staff_code)
      .end_object();
  return out;
}

Result<> keep_fraud_check(db::Transaction& tx, const FraudCheck& check, Context& context) {
  const carts::Cart cart = TRY(carts::load(tx.connection(), check.cart));
  if (cart.status != carts::Status::active) return refuse(ErrorCode::conflict, "the cart is not open");
  if (check.verdict == "unchecked") TRY(permit(tx, context, "fraud.check", {.amount = check.amount}));
  tx.prepare(
        "INSERT INTO fraud_check(cart_id, verdict, amount, rule, reason, rules_version, call_id, at_us) VALUES (?, ?, "
        "?, ?, ?, "
        "?, ?, ?) ON CONFLICT(cart_id) DO UPDATE SET verdict = excluded.verdict, amount = excluded.amount, rule = "
        "excluded.rule, "
        "reason = excluded.reason, rules_version = excluded.rules_version, call_id = excluded.call_id, at_us = "
        "excluded.at_us")
      .exec(cart.row, check.verdict, check.amount, check.rule, check.reason, check.rules_version, check.call,
            context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("cartId", check.cart).member("verdict", check.verdict).member("amount", check.amount);
  json.optional("rule", check.rule)
      .optional("reason", check.reason)
      .optional("rulesVersion", check.rules_version)
      .end_object();
  context.emit(tx, "FraudChecked", "cart", check.cart, std::move(payload));
  return {};
}

Result<> heed_fraud_check(db::Transaction& tx, const carts::Cart& cart, Context& context) {
  if (cart.row == 0) return {};
  db::Statement& row = tx.prepare("SELECT verdict, amount, reason FROM fraud_check WHERE cart_id = ?");
  const bool asked = row.all(cart.row).step();
  const std::string verdict = asked ? row.string(0) : std::string{};
  const std::int64_t amount = asked ? row.integer(1) : 0;
  const std::string reason = asked ? row.string(2) : std::string{};
  row.reset();
  if (!asked) return {};
  const bool grown = TRY(amount_of(tx.connection(), cart, context.site, context.now)) > amount;
  if (verdict != "hold" && !grown) return {};
  if (!vouched_for(tx, context))
    return refuse(ErrorCode::approval_required,
                  grown ? "the sale has grown since it was checked: check it again, or have it approved"
                        : "the sale is held: " + reason);
  return {};
}
}  // namespace holdfast::commands
