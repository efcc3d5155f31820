#include "routes/api.h"

#include <charconv>

namespace holdfast::routes {
Result<std::string> Input::code(std::size_t index) const {
  constexpr std::size_t longest = 40;
  const std::string& code = param(index);
  if (code.empty() || code.size() > longest) return refuse(ErrorCode::invalid_argument, "a code has 1 to 40 bytes");
  return code;
}

Result<Uuid> Input::id(std::size_t index) const {
  const auto id = parse_uuid(param(index));
  if (!id) return refuse(ErrorCode::not_found, "nothing has the id `" + param(index) + "`");
  return *id;
}

Result<Page> page_of(const Input& input) {
  constexpr int most = 200;
  Page page;
  if (const auto limit = input.http.query_value("limit")) {
    const auto [end, error] = std::from_chars(limit->data(), limit->data() + limit->size(), page.limit);
    if (error != std::errc{} || end != limit->data() + limit->size() || page.limit < 1 || page.limit > most)
      return refuse(ErrorCode::invalid_argument, "limit is a number from 1 to 200");
  }
  if (auto cursor = input.http.query_value("cursor")) page.cursor = *std::move(cursor);
  return page;
}

std::optional<carts::Weighing> Api::weighing_of(const Uuid& id) const {
  return weighing_of_ ? weighing_of_(id) : std::nullopt;
}

Answer ok(std::string json) {
  Answer answer;
  answer.body = std::move(json);
  return answer;
}
Answer created(std::string json, std::string location) {
  Answer answer;
  answer.status = 201;
  answer.body = std::move(json);
  if (!location.empty()) answer.headers.emplace_back("Location", std::move(location));
  return answer;
}
}  // namespace holdfast::routes
