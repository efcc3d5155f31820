#pragma once
#include "commands/edit_cart.h"
#include "routes/api.h"

namespace holdfast::routes {
/// The cart, priced, with its version as ETag.
Answer cart_answer(int status, const commands::CartView& view, const Site& site, int utc_offset_min);
Result<Answer> cart_answer(Result<commands::CartView> view, int status, const commands::Context& context);
/// The cart of the path and the version of If-Match, if there is one (`*` matches any).
Result<commands::CartTarget> target_of(const Input& input);
}  // namespace holdfast::routes
