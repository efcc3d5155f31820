#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "commands/edit_cart.h"
#include "commands/place_order.h"

namespace holdfast::routes {
/// Reading the bodies that carts, orders, sales and returns share. Complaints are collected in `errors`.
std::optional<Quantity> quantity_of(JsonFields& fields, std::string_view name, std::vector<FieldError>& errors);
/// `tare`: a weight of 0 or more.
std::optional<Quantity> tare_of(JsonFields& fields, std::vector<FieldError>& errors);
/// `choices: [{group, sku, count?}]`.
std::vector<commands::Choice> choices_of(JsonFields& fields, std::vector<FieldError>& errors);
/// Exactly one of variantId, sku, code, name (not on file), orderItemId.
commands::ArticleRef article_of(JsonFields& fields, bool allow_order_item);
commands::AddItem add_item_of(JsonFields& fields, std::vector<FieldError>& errors, bool allow_order_item);
/// `{kind: percent|amount, value, reason, itemId?}`; a percentage as a decimal, an amount in minor units.
commands::AddDiscount discount_of(JsonFields& fields, std::vector<FieldError>& errors);
std::vector<commands::PaymentOffer> payments_of(JsonFields& fields, std::string_view name, std::vector<FieldError>& errors);
std::optional<orders::Address> address_of(JsonFields& fields, std::vector<FieldError>& errors);
commands::Checkout checkout_of(JsonFields& fields, std::vector<FieldError>& errors);
}  // namespace holdfast::routes
