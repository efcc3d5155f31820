#include "staff/lockout.h"

#include <catch2/catch.hpp>

#include "staff/terminal_rows.h"

namespace holdfast::staff {
namespace {
constexpr Instant t0{1'795'255'200'000'000};
}

TEST_CASE("the fifth wrong try locks for a minute and each further one for twice as long, up to an hour", "[staff]") {
  Tries tries;
  for (int i = 0; i < 4; ++i) {
    tries = after_failure(tries, t0);
    CHECK_FALSE(tries.locked(t0));
  }
  for (const std::int64_t minutes : {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
    tries = after_failure(tries, t0);
    CHECK(tries.locked_until == t0.plus_seconds(minutes * 60));
    CHECK(tries.locked(t0.plus_seconds(minutes * 60 - 1)));
    CHECK_FALSE(tries.locked(t0.plus_seconds(minutes * 60)));
  }
}

TEST_CASE("five wrong pairing codes in a minute bar an address until the oldest is a minute old", "[staff]") {
  PairingGuard guard;
  for (int i = 0; i < 5; ++i) {
    CHECK(guard.barred_until("10.0.0.1", t0.plus_seconds(i)) <= t0);
    guard.failed("10.0.0.1", t0.plus_seconds(i));
  }
  CHECK(guard.barred_until("10.0.0.1", t0.plus_seconds(5)) == t0.plus_seconds(60));
  CHECK(guard.barred_until("10.0.0.2", t0.plus_seconds(5)) == Instant{});
  CHECK(guard.barred_until("10.0.0.1", t0.plus_seconds(60)) == Instant{});
}

TEST_CASE("the guard forgets when it is asked to remember too many addresses", "[staff]") {
  PairingGuard guard;
  for (int i = 0; i < 5; ++i) guard.failed("attacker", t0);
  for (int i = 0; i < 5000; ++i) guard.failed("10.1." + std::to_string(i), t0.plus_seconds(61));
  CHECK(guard.barred_until("attacker", t0.plus_seconds(61)) == Instant{});
}

TEST_CASE("pairing codes are read as people type them", "[staff]") {
  const std::string code = make_pairing_code(0x0123456789ABCDEFU);
  CHECK(code.size() == 9);
  CHECK(code[4] == '-');
  CHECK(normal_pairing_code("k7p2-m9qx") == "K7P2M9QX");
  CHECK(normal_pairing_code(" oil0 ") == "0110");
}

TEST_CASE("tokens tell their kind and carry 256 bits", "[staff]") {
  TokenBytes bytes;
  bytes.fill(0xAB);
  CHECK(terminal_token(bytes).starts_with("hft_ababab"));
  CHECK(session_token(bytes).starts_with("hfs_ababab"));
  CHECK(session_token(bytes).size() == 68);
}
}  // namespace holdfast::staff
