#include "commands/enter_code.h"

#include <algorithm>

#include "commands/cart_basket.h"
#include "commands/permit.h"
#include "commands/reference.h"
#include "pricing/eligibility.h"
#include "promotions/promotion_rows.h"
#include "promotions/rule_use_rows.h"

namespace holdfast::commands {
namespace {
bool same_code(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

const promotions::Rule* rule_of(const Reference& ref, const auto& wanted) {
  if (!ref.promotions.set) return nullptr;
  for (const promotions::Rule& rule : ref.promotions.set->rules())
    if (wanted(rule)) return &rule;
  return nullptr;
}

std::string words_of(pricing::Why why) {
  using enum pricing::Why;
  switch (why) {
    case not_yet:
      return "it is not valid yet";
    case over:
      return "it is not valid any more";
    case off_hours:
      return "it is not valid at this time";
    case channel:
      return "it is not valid in stores";
    case customer_group:
      return "it is for other customers";
    case used_up:
      return "it was used already";
    case currency:
      return "it is for another currency";
    case nth_order:
      return "it is for another order of the customer";
    default:
      return {};
  }
}

bool single(const promotions::Rule& rule, const std::optional<promotions::RuleCode>& batch) {
  return batch ? batch->max_uses == 1 : rule.uses_left == 1 || rule.uses_left_customer == 1;
}

Result<> check_batch(const promotions::RuleCode& batch, const carts::Cart& cart, Instant now) {
  if (batch.expires && *batch.expires < now) return refuse(ErrorCode::coupon_refused, "the code is not valid any more");
  if (batch.max_uses && batch.uses >= *batch.max_uses)
    return refuse(ErrorCode::coupon_refused, "the code was used already");
  if (batch.person_row && batch.person_row != cart.person_row)
    return refuse(ErrorCode::coupon_refused, "the code belongs to another customer");
  return {};
}

Result<Entered> enter_rule_code(db::Transaction& tx, carts::Cart& cart, const std::string& code, Context& context) {
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const auto batch = promotions::find_rule_code(tx.connection(), code);
  const promotions::Rule* rule =
      batch ? rule_of(ref, [&](const auto& each) { return each.id == batch->rule; })
            : rule_of(ref, [&](const auto& each) { return !each.coupon.empty() && same_code(each.coupon, code); });
  if (rule == nullptr) return refuse(ErrorCode::coupon_refused, "there is no code `" + code + "`");
  if (batch) TRY(check_batch(*batch, cart, context.now));
  for (const carts::EnteredCode& each : cart.terms.codes)
    if (each.coupon == rule->coupon) return refuse(ErrorCode::coupon_refused, "the coupon is on this cart already");
  cart.terms.codes.push_back({batch ? batch->code : code, rule->id, rule->coupon});
  const Draft draft = TRY(draft_of(tx.connection(), cart, context.site, ref, {context.now, context.utc_offset_min}));
  if (const auto why = pricing::standing_refusal(*rule, draft.basket)) {
    const std::string words = words_of(*why);
    if (!words.empty()) return refuse(ErrorCode::coupon_refused, words);
  }
  if (single(*rule, batch)) {
    const PricedCart priced = TRY(price_cart(tx.connection(), cart, context.site, context.now, context.utc_offset_min));
    TRY(permit(tx, context, "coupon.single", {.amount = priced.code_amounts.back()}));
  }
  return Entered{cart.terms.codes.back().code, std::nullopt};
}
}  // namespace

Result<Entered> enter_code(db::Transaction& tx, carts::Cart& cart, const std::string& code, Context& context) {
  TRY(permit(tx, context, "promotion"));  // of a sale in one call, too
  if (!promotions::find(tx.connection(), code)) return enter_rule_code(tx, cart, code, context);
  carts::Cart copy = cart;
  const PricedCart priced = TRY(price_cart(tx.connection(), copy, context.site, context.now, context.utc_offset_min));
  const promotions::Promotion found =
      TRY(promotions::usable(tx.connection(), code, context.now, cart.person_row, priced.subtotal));
  for (const carts::Promotion& promotion : cart.promotions)
    if (promotion.id == found.row) return refuse(ErrorCode::coupon_refused, "the coupon is on this cart already");
  cart.promotions.push_back({found.row, found.code, found.type == promotions::DiscountType::percentage, found.value});
  return Entered{found.code, found.row};
}

Result<> keep_rule_uses(db::Transaction& tx, const std::vector<promotions::RuleUse>& uses, const orders::Order& order,
                        Context& context) {
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  for (const promotions::RuleUse& use : uses) {
    const promotions::Rule* rule = rule_of(ref, [&](const auto& each) { return each.id == use.rule; });
    const auto batch = use.code.empty() ? std::nullopt : promotions::find_rule_code(tx.connection(), use.code);
    if (rule != nullptr && !use.code.empty() && single(*rule, batch))
      TRY(permit(tx, context, "coupon.single", {.amount = use.amount}));
    TRY(promotions::keep_use(tx, use, order.row, order.person_row, context.now));
    if (use.code.empty()) continue;
    std::string payload;
    JsonWriter json{payload};
    json.begin_object().member("orderId", order.id).member("code", use.code).member("rule", use.rule);
    json.member("amount", use.amount).member("currency", order.currency.code()).end_object();
    context.emit(tx, "PromotionApplied", "order", order.id, std::move(payload));
  }
  return {};
}

Result<std::vector<std::string>> issue_codes(db::Transaction& tx, const IssueCodes& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const Reference& ref = reference(tx.connection(), context.site, context.now);
  const promotions::Rule* rule = rule_of(ref, [&](const auto& each) { return each.id == command.rule; });
  if (rule == nullptr) return refuse(ErrorCode::not_found, "no promotion rule `" + command.rule + "`");
  if (rule->coupon.empty()) return refuse(ErrorCode::conflict, "the rule asks for no coupon: codes would open nothing");
  std::optional<std::int64_t> person;
  if (command.person) {
    db::Statement& row = tx.prepare("SELECT id FROM person WHERE uuid = ? AND erased_us IS NULL");
    if (row.all(*command.person).step()) person = row.integer(0);
    row.reset();
    if (!person) return refuse(ErrorCode::not_found, "no customer " + to_string(*command.person));
  }
  std::vector<promotions::RuleCode> batch;
  for (const std::string& code : command.codes)
    batch.push_back({code, rule->id, command.max_uses, 0, person, command.expires});
  TRY(promotions::insert_rule_codes(tx, batch, context.now));
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("rule", rule->id)
      .member("codes", static_cast<std::int64_t>(batch.size()))
      .end_object();
  audit(tx, context, "promotion_codes_issued", rule->id, detail, consent);
  return command.codes;
}
}  // namespace holdfast::commands
