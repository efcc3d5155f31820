#include "http/server_state.h"

#include <catch2/catch.hpp>
#include <thread>

namespace holdfast::http {
TEST_CASE("an address has its burst, then its rate, and loopback has neither", "[http]") {
  boost::asio::io_context io;
  Limits limits;
  limits.requests_per_second = 100;
  limits.request_burst = 10;
  const auto state = std::make_shared<ServerState>(io, Handler{}, FaultPage{}, limits);
  const auto use = state->use_of("192.0.2.1", false);
  CHECK(state->use_of("192.0.2.1", false) == use);
  int admitted = 0;
  for (int i = 0; i < 50; ++i) admitted += state->admit_request(*use) ? 1 : 0;
  CHECK(admitted >= 10);
  CHECK(admitted < 50);
  while (state->admit_request(*use)) {
  }
  std::this_thread::sleep_for(std::chrono::milliseconds{30});
  CHECK(state->admit_request(*use));
  const auto local = state->use_of("127.0.0.1", true);
  for (int i = 0; i < 1000; ++i) REQUIRE(state->admit_request(*local));
}

TEST_CASE("the Date header has the form of RFC 9110, section 5.6.7", "[http]") {
  boost::asio::io_context io;
  const auto state = std::make_shared<ServerState>(io, Handler{}, FaultPage{}, Limits{});
  const std::string_view date = state->date();
  REQUIRE(date.size() == 29);
  CHECK(date.substr(3, 2) == ", ");
  CHECK(date.substr(25) == " GMT");
}
}  // namespace holdfast::http
