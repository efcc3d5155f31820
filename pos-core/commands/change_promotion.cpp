#include "commands/change_promotion.h"

#include "customers/person_rows.h"
#include "money/quantity.h"
#include "promotions/promotion_rows.h"

namespace holdfast::commands {
namespace {
Result<> check_promotion(const promotions::Promotion& promotion) {
  const auto wrong = [](const char* pointer, const char* why) {
    return refuse(ErrorCode::invalid_argument, why, {{pointer, why}});
  };
  const bool percent = promotion.type == promotions::DiscountType::percentage;
  if (promotion.value <= 0) return wrong("/value", "must be more than 0");
  if (percent && promotion.value > Percent::whole(100).micro()) return wrong("/value", "must be at most 100 percent");
  if (promotion.valid_from && promotion.valid_to && *promotion.valid_from >= *promotion.valid_to)
    return wrong("/validTo", "must be after validFrom");
  if (promotion.max_redemptions && *promotion.max_redemptions < promotion.redemptions)
    return wrong("/maxRedemptions", "is less than it was used already");
  return {};
}
void report(db::Transaction& tx, Context& context, const promotions::Promotion& promotion, std::string_view action,
            const Consent& consent) {
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("code", promotion.code).member("discountType", promotions::name_of(promotion.type));
  json.member("value", promotion.value).member("active", promotion.active).end_object();
  context.emit(tx, "PromotionChanged", "promotion", promotion.id, payload);
  audit(tx, context, action, promotion.code, payload, consent);
}
template <class T>
void take(T& value, const std::optional<T>& wanted) {
  if (wanted) value = *wanted;
}
}  // namespace

Result<promotions::Promotion> create_promotion(db::Transaction& tx, promotions::Promotion promotion, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  promotion.redemptions = 0;
  TRY(check_promotion(promotion));
  if (promotions::find(tx.connection(), promotion.code))
    return refuse(ErrorCode::duplicate, "the code `" + promotion.code + "` exists", {{"/code", "is taken"}});
  promotion.id = context.ids.next(context.now);
  promotions::insert(tx, promotion, context.now);
  report(tx, context, promotion, "promotion_created", consent);
  return promotion;
}

Result<promotions::Promotion> change_promotion(db::Transaction& tx, const ChangePromotion& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  auto found = promotions::find(tx.connection(), command.id);
  if (!found) return refuse(ErrorCode::not_found, "no promotion code " + to_string(command.id));
  promotions::Promotion promotion = *std::move(found);
  take(promotion.value, command.value);
  take(promotion.valid_from, command.valid_from);
  take(promotion.valid_to, command.valid_to);
  take(promotion.max_redemptions, command.max_redemptions);
  take(promotion.max_per_person, command.max_per_person);
  take(promotion.min_subtotal, command.min_subtotal);
  take(promotion.active, command.active);
  TRY(check_promotion(promotion));
  promotions::update(tx, promotion, context.now);
  report(tx, context, promotion, "promotion_changed", consent);
  return promotion;
}

Result<payments::StoredValue> issue_voucher(db::Transaction& tx, const IssueVoucher& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::cash_movement));
  payments::StoredValue value;
  if (command.person) {
    const auto person = customers::find(tx.connection(), *command.person);
    if (!person || person->erased)
      return refuse(ErrorCode::not_found, "no customer " + to_string(*command.person),
                    {{"/personId", "is not on file"}});
    value.person_row = person->row;
    value.person = person->id;
  }
  value.id = context.ids.next(context.now);
  value.code = payments::make_voucher_code(command.random);
  value.currency = context.site.currency.code();
  value.balance = command.amount;
  value.created = context.now;
  payments::insert_stored_value(tx, value, std::nullopt, "issued");
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("amount", value.balance).member("currency", value.currency).end_object();
  audit(tx, context, "voucher_issued", to_string(value.id), detail, consent);
  return value;
}
}  // namespace holdfast::commands
