#include "base/error.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/result.h"

namespace holdfast {
namespace {
Result<int> halved(int number) {
  if (number % 2 != 0) return refuse(ErrorCode::invalid_argument, "odd", {{"/number", "must be even"}});
  return number / 2;
}
Result<> both(int a, int b) {
  const int sum = TRY(halved(TRY(halved(a)) + TRY(halved(b))));
  if (sum > 10) return refuse(ErrorCode::limit_exceeded, "too much");
  return {};
}
}  // namespace

TEST_CASE("every way to refuse has one row with a type of its own", "[base]") {
  std::set<std::string_view> types;
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    const ErrorRow& row = taxonomy(static_cast<ErrorCode>(i));
    INFO(row.type);
    CHECK(row.code == static_cast<ErrorCode>(i));
    CHECK(row.type.substr(0, 21) == "urn:holdfast:problem:");
    CHECK(row.type.size() > 21);
    CHECK(types.insert(row.type).second);
    CHECK_FALSE(row.title.empty());
    CHECK(row.title.back() != '.');
    CHECK(row.status >= 400);
    CHECK(row.status < 600);
  }
}
TEST_CASE("the classes are those of the taxonomy, and what is retryable says so", "[base]") {
  const std::set<std::string_view> classes{
      "InvalidArgumentError",   "SchemaValidationError",    "AuthenticationError",     "CredentialExpiredError",
      "RateLimitError",         "ComplianceViolationError", "DataConflictError",       "DuplicateRequestError",
      "InsufficientFundsError", "PaymentDeclinedError",     "ServiceUnavailableError", "TimeoutError",
      "ConfigurationError",     "DataIntegrityError",       "CircuitBreakerOpenError"};
  for (int i = 0; i <= static_cast<int>(ErrorCode::internal); ++i) {
    const ErrorRow& row = taxonomy(static_cast<ErrorCode>(i));
    INFO(row.type);
    CHECK(classes.count(row.error_class) == 1);
    const bool passes = row.error_class == "ServiceUnavailableError" || row.error_class == "TimeoutError" ||
                        row.error_class == "RateLimitError" || row.error_class == "CircuitBreakerOpenError";
    if (passes) CHECK(row.retryable);
    if (row.status == 503 || row.status == 504 || row.status == 429) CHECK(row.retryable);
    if (row.status == 400 || row.status == 422) CHECK_FALSE(row.retryable);
  }
}
TEST_CASE("TRY hands on the value, or the refusal with all it says", "[base]") {
  CHECK(both(4, 8));
  const auto odd = both(4, 3);
  REQUIRE_FALSE(odd);
  CHECK(odd.error().code == ErrorCode::invalid_argument);
  CHECK(odd.error().fields == std::vector<FieldError>{{"/number", "must be even"}});
  CHECK(both(40, 44).error().code == ErrorCode::limit_exceeded);
}
}  // namespace holdfast
