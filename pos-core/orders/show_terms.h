#pragma once
#include "base/id.h"
#include "base/json_writer.h"
#include "carts/terms.h"

namespace holdfast::orders {
/// The members that only carts and orders with something beyond lines have; none otherwise.
void append_terms(JsonWriter& json, const carts::Terms& terms);
/// Of a line; `whole`: the id of the cart or order whose part it is.
void append_terms(JsonWriter& json, const carts::LineTerms& terms, const Uuid& whole);
}  // namespace holdfast::orders
