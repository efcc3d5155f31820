#include "routes/cart_answer.h"

#include "commands/show_cart.h"

namespace holdfast::routes {
Answer cart_answer(int status, const commands::CartView& view, const Site& site, int utc_offset_min) {
  Answer answer;
  answer.status = status;
  answer.body.reserve(512 + view.priced.items.size() * 400);
  commands::append_json(answer.body, view, site, utc_offset_min);
  answer.headers.emplace_back("ETag", '"' + std::to_string(view.cart.version) + '"');
  return answer;
}
Result<Answer> cart_answer(Result<commands::CartView> view, int status, const commands::Context& context) {
  if (!view) return tl::unexpected<Error>(std::move(view).error());
  return cart_answer(status, *view, context.site, context.utc_offset_min);
}

Result<commands::CartTarget> target_of(const Input& input) {
  commands::CartTarget target{TRY(input.id(0)), std::nullopt};
  std::string_view tag = input.http.header("If-Match");
  if (tag.empty() || tag == "*") return target;
  if (tag.size() >= 2 && tag.front() == '"' && tag.back() == '"') tag = tag.substr(1, tag.size() - 2);
  const auto version = parse_scaled(tag, 0);
  if (!version) return refuse(ErrorCode::stale_version, "If-Match names no version of a cart");
  target.if_match = *version;
  return target;
}
}  // namespace holdfast::routes
