#include "routes/refused_access.h"

#include <catch2/catch.hpp>

namespace holdfast::routes {
TEST_CASE("who is not let in is counted by reason, and the log takes a bounded number a minute", "[routes]") {
  metrics::Registry registry;
  RefusedAccess refused{registry};
  constexpr Instant noon{1'800'000'000'000'000};
  const auto guess = [&](ErrorCode code, Instant at) {
    return refused.note(taxonomy(code).type, {.peer = "192.0.2.7", .route = "/v1/sessions", .correlation_id = "c"}, at);
  };
  int written = 0;
  for (int i = 0; i < 100; ++i) written += guess(ErrorCode::wrong_pin, noon.plus_seconds(i / 2)) ? 1 : 0;
  CHECK(written == RefusedAccess::lines_a_minute);
  CHECK(guess(ErrorCode::unauthenticated, noon.plus_seconds(60)));
  CHECK(guess(ErrorCode::locked_out, noon.plus_seconds(-3600)));  // the clock was set back
  CHECK_FALSE(guess(ErrorCode::invalid_argument, noon));
  const std::string text = registry.text();
  CHECK(text.find("access_refused_total{reason=\"wrong-pin\"} 100") != std::string::npos);
  CHECK(text.find("access_refused_total{reason=\"unauthenticated\"} 1") != std::string::npos);
  CHECK(text.find("access_refused_total{reason=\"locked-out\"} 1") != std::string::npos);
  CHECK(text.find("access_refused_total{reason=\"rate-limited\"} 0") != std::string::npos);
}
}  // namespace holdfast::routes
