#include "routes/decode_sale.h"

#include <array>

#include "money/most_money.h"
#include "routes/decode_terms.h"

namespace holdfast::routes {
namespace {
}

std::optional<Quantity> quantity_of(JsonFields& fields, std::string_view name, std::vector<FieldError>& errors) {
  const auto text = fields.maybe_decimal(name);
  if (!text) return std::nullopt;
  const auto quantity = parse_quantity(*text);
  if (!quantity) errors.push_back({fields.pointer(name), "must be a plain decimal with at most 6 decimals"});
  return quantity;
}

std::optional<Quantity> tare_of(JsonFields& fields, std::vector<FieldError>& errors) {
  const auto tare = quantity_of(fields, "tare", errors);
  if (tare && tare->micro() < 0) fields.complain("tare", "must be 0 or more");
  return tare;
}

std::vector<commands::Choice> choices_of(JsonFields& fields, std::vector<FieldError>& errors) {
  std::vector<commands::Choice> choices;
  for (const Json& entry : fields.array("choices", false, 100)) {
    JsonFields choice{entry, errors, fields.pointer("choices") + '/' + std::to_string(choices.size())};
    commands::Choice out{choice.text("group", 60), choice.text("sku", 100), 1};
    out.count = static_cast<int>(choice.maybe_integer("count", 1, 20).value_or(1));
    choice.finish();
    choices.push_back(std::move(out));
  }
  return choices;
}

commands::ArticleRef article_of(JsonFields& fields, bool allow_order_item) {
  commands::ArticleRef article;
  article.variant = fields.maybe_uuid("variantId");
  article.sku = fields.maybe_text("sku", 100);
  article.code = fields.maybe_text("code", 500);
  article.unlisted_name = fields.maybe_text("name", 200);
  if (allow_order_item) article.order_item = fields.maybe_uuid("orderItemId");
  const int named = int{article.variant.has_value()} + int{article.sku.has_value()} + int{article.code.has_value()} +
                    int{article.unlisted_name.has_value()} + int{article.order_item.has_value()};
  if (named != 1) {
    fields.complain(named == 0 ? "variantId" : "code", allow_order_item ? "name the article by exactly one of variantId, sku, code, name, orderItemId"
                                                                         : "name the article by exactly one of variantId, sku, code, name");
    if (named == 0) article.sku = "";
  }
  return article;
}

commands::AddItem add_item_of(JsonFields& fields, std::vector<FieldError>& errors, bool allow_order_item) {
  commands::AddItem item;
  item.article = article_of(fields, allow_order_item);
  item.quantity = quantity_of(fields, "quantity", errors);
  item.unit_price = fields.maybe_integer("unitPrice", 0, most_money);
  item.reason = fields.maybe_text("reason", 200).value_or("");
  item.condition = fields.maybe_text("condition", 100).value_or("");
  item.tax_category = fields.maybe_text("taxCategory", 50).value_or("");
  item.note = fields.maybe_text("note", 500).value_or("");
  item.terms = line_terms_of(fields);
  item.card_code = fields.maybe_text("cardCode", 60);
  item.tare = tare_of(fields, errors);
  item.choices = choices_of(fields, errors);
  return item;
}

commands::AddDiscount discount_of(JsonFields& fields, std::vector<FieldError>& errors) {
  static constexpr std::array<std::string_view, 2> kinds{"percent", "amount"};
  commands::AddDiscount discount;
  discount.percent = fields.word("kind", kinds) != "amount";
  const auto value = fields.maybe_decimal("value");
  if (!value) {
    fields.complain("value", "is required");
  } else if (discount.percent) {
    const auto percent = parse_percent(*value);
    if (!percent || percent->micro() <= 0 || *percent > Percent::whole(100)) errors.push_back({fields.pointer("value"), "must be a percentage above 0 and up to 100"});
    else discount.value = percent->micro();
  } else {
    const auto minor = parse_scaled(*value, 0);
    if (!minor || *minor <= 0 || *minor > most_money) errors.push_back({fields.pointer("value"), "must be a positive amount in minor units"});
    else discount.value = *minor;
  }
  discount.reason = fields.text("reason", 200);
  discount.item_id = fields.maybe_uuid("itemId");
  return discount;
}

std::vector<commands::PaymentOffer> payments_of(JsonFields& fields, std::string_view name, std::vector<FieldError>& errors) {
  std::vector<commands::PaymentOffer> out;
  std::size_t index = 0;
  for (const Json& entry : fields.array(name, true, 50)) {
    JsonFields payment{entry, errors, fields.pointer(name) + '/' + std::to_string(index++)};
    commands::PaymentOffer offer;
    offer.tender = payment.text("tender", 50);
    offer.amount = payment.maybe_integer("amount", 0, most_money);
    const auto tendered = payment.maybe_integer("tendered", 0, most_money);
    if (tendered && (!offer.amount || *tendered > *offer.amount)) offer.amount = tendered;  // what was handed over counts
    offer.foreign_amount = payment.maybe_integer("foreignAmount", 1, most_money);
    offer.reference = payment.maybe_text("reference", 100);
    if (const auto code = payment.maybe_text("voucherCode", 100)) offer.reference = code;
    offer.person = payment.maybe_uuid("personId");
    offer.tip = payment.maybe_integer("tip", 0, most_money);
    offer.offline = payment.flag("offline", false);
    offer.cashback = payment.maybe_integer("cashback", 0, most_money);
    payment.finish();
    out.push_back(std::move(offer));
  }
  return out;
}

std::optional<orders::Address> address_of(JsonFields& fields, std::vector<FieldError>& errors) {
  const Json* given = fields.maybe_object("shippingAddress");
  if (given == nullptr) return std::nullopt;
  JsonFields address{*given, errors, fields.pointer("shippingAddress")};
  orders::Address out;
  out.name = address.maybe_text("name", 200).value_or("");
  out.line1 = address.text("line1", 200);
  out.line2 = address.maybe_text("line2", 200).value_or("");
  out.city = address.text("city", 100);
  out.state = address.maybe_text("state", 100).value_or("");
  out.postal_code = address.text("postalCode", 20);
  out.country = address.text("country", 2);
  if (out.country.size() == 1) address.complain("country", "must be an ISO 3166 code of two letters");
  address.finish();
  return out;
}

commands::Checkout checkout_of(JsonFields& fields, std::vector<FieldError>& errors) {
  commands::Checkout checkout;
  checkout.payments = payments_of(fields, "payments", errors);
  checkout.person = fields.maybe_uuid("personId");
  for (const commands::PaymentOffer& offer : checkout.payments)
    if (offer.person && !checkout.person) checkout.person = offer.person;
  checkout.address = address_of(fields, errors);
  checkout.note = fields.maybe_text("note", 500).value_or("");
  checkout.external_ref = fields.maybe_text("externalRef", 100);
  return checkout;
}
}  // namespace holdfast::routes
