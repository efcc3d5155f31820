#include "routes/kept_refusal.h"

#include "routes/problem.h"

namespace holdfast::routes {
Answer kept_refusal(const Error& error, Instant retry_at, const commands::Context& context) {
  http::Response response = problem(error, context.correlation_id);
  Answer answer;
  answer.status = response.status;
  answer.body = std::move(response.body);
  answer.content_type = std::move(response.content_type);
  for (http::ResponseHeader& header : response.headers) {
    if (header.name == "Retry-After") {
      const std::int64_t seconds = (retry_at.unix_us() - context.now.unix_us() + 999'999) / 1'000'000;
      header.value = std::to_string(std::max<std::int64_t>(seconds, 1));
    }
    answer.headers.emplace_back(std::move(header.name), std::move(header.value));
  }
  return answer;
}
Answer kept_refusal(const commands::PinRejected& rejected, const commands::Context& context) {
  return kept_refusal(Error{rejected.code, rejected.detail, {}}, rejected.retry_at, context);
}
}  // namespace holdfast::routes
