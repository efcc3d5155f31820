#include "commands/check_fraud.h"

#include <algorithm>

#include "base/json.h"
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
std::optional<Json> policy(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT body FROM feed_row WHERE dataset = 'fraud' AND row_key = 'rules'");
  const std::string body = row.step() ? row.string(0) : std::string{};
  row.reset();
  auto json = parse_json(body);
  if (!json || !json->is_object()) return std::nullopt;
  return *std::move(json);
}
const std::vector<Json>* asks_of(const Json& document) {
  const Json* ask = document.find("ask");
  return ask != nullptr && ask->is_array() && !ask->items().empty() ? &ask->items() : nullptr;
}
/// A list that is left out is any.
bool names(const Json& rule, std::string_view list, const std::vector<std::string>& words) {
  const Json* wanted = rule.find(list);
  if (wanted == nullptr || !wanted->is_array()) return true;
  for (const Json& each : wanted->items())
    if (each.is_string() && std::find(words.begin(), words.end(), each.text()) != words.end()) return true;
  return false;
}
bool takes(const Json& rule, const FraudAct& act) {
  const Json* from = rule.find("amountFrom");
  const Json* absent = rule.find("cardNotPresent");
  if (from != nullptr && act.amount < from->integer().value_or(0)) return false;
  if (absent != nullptr && absent->kind() == Json::Kind::boolean && absent->truth() && !act.card_not_present)
    return false;
  return names(rule, "kinds", {act.kind}) && names(rule, "tenders", act.tenders);
}
Result<> held(db::Transaction& tx, const std::string& why, const Context& context) {
  if (vouched_for(tx, context)) return {};
  return refuse(ErrorCode::approval_required, "the sale is held: " + why);
}
std::optional<std::string> text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? std::optional{member->text()} : std::nullopt;
}
}  // namespace

void take_verdict(FraudCheck& check, std::string_view answer, const Uuid& call) {
  const auto said = parse_json(answer);
  if (!said) return;
  check.verdict = text_of(*said, "verdict").value_or("unchecked");
  check.rule = text_of(*said, "rule");
  check.reason = text_of(*said, "reason");
  check.rules_version = text_of(*said, "rulesVersion");
  check.call = call;
}

bool fraud_asks_at_all(db::Connection& connection) {
  const auto document = policy(connection);
  return document && asks_of(*document) != nullptr;
}
bool fraud_asks(db::Connection& connection, const FraudAct& act) {
  const auto document = policy(connection);
  const std::vector<Json>* rules = document ? asks_of(*document) : nullptr;
  return rules != nullptr &&
         std::any_of(rules->begin(), rules->end(), [&](const Json& rule) { return takes(rule, act); });
}

std::string fraud_fact(const FraudCheck& check) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("verdict", check.verdict).member("amount", check.amount);
  json.optional("rule", check.rule).optional("reason", check.reason).optional("rulesVersion", check.rules_version);
  json.optional("callId", check.call).end_object();
  return out;
}

std::optional<FraudCheck> check_of_cart(db::Connection& connection, const carts::Cart& cart) {
  if (cart.row == 0) return std::nullopt;
  db::Statement& row = connection.prepare(
      "SELECT verdict, amount, rule, reason, rules_version, call_id FROM fraud_check WHERE cart_id = ?");
  std::optional<FraudCheck> found;
  if (row.all(cart.row).step()) {
    found = FraudCheck{cart.id, row.string(0), row.integer(1), {}, {}, {}, {}};
    if (!row.is_null(2)) found->rule = row.string(2);
    if (!row.is_null(3)) found->reason = row.string(3);
    if (!row.is_null(4)) found->rules_version = row.string(4);
    if (!row.is_null(5)) found->call = row.uuid(5);
  }
  row.reset();
  return found;
}

Result<> heed_order_check(db::Transaction& tx, const FraudCheck& check, std::int64_t amount, const Context& context) {
  if (amount > check.amount) return refuse(ErrorCode::conflict, "the sale has changed while it was checked: try again");
  if (check.verdict == "unchecked") return permit(tx, context, "fraud.check", {.amount = amount});
  if (check.verdict == "hold") return held(tx, check.reason.value_or("the fraud check says so"), context);
  return {};
}

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
