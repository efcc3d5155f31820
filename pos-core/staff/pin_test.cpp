#include "staff/pin.h"

#include <time.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>

namespace holdfast::staff {
namespace {
Pepper pepper_of(std::uint8_t byte) {
  Pepper pepper;
  pepper.bytes.fill(byte);
  return pepper;
}
}  // namespace

TEST_CASE("a PIN matches its own hash and no other", "[staff]") {
  const Pepper pepper = pepper_of(7);
  const std::string hash = hash_pin("4711", pepper, Salt{1, 2, 3});
  CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(hash.find("4711") == std::string::npos);
  CHECK(verify_pin(hash, "4711", pepper));
  CHECK_FALSE(verify_pin(hash, "4712", pepper));
  CHECK_FALSE(verify_pin(hash, "", pepper));
}

TEST_CASE("a hash is worth nothing without the appliance's pepper", "[staff]") {
  const std::string hash = hash_pin("4711", pepper_of(7), Salt{});
  CHECK_FALSE(verify_pin(hash, "4711", pepper_of(8)));
  CHECK(hash != hash_pin("4711", pepper_of(7), Salt{1}));
}

TEST_CASE("what is no hash matches nothing", "[staff]") {
  for (const char* stored : {"", "!", "4711", "$argon2id$v=19$m=19456,t=2,p=1$", "$argon2id$broken$broken"})
    CHECK_FALSE(verify_pin(stored, "4711", pepper_of(7)));
  CHECK_FALSE(verify_pin(std::string(500, '$'), "4711", pepper_of(7)));
}

TEST_CASE("a code that names nobody costs about as much as a wrong PIN", "[staff]") {
  const std::string hash = hash_pin("4711", pepper_of(7), Salt{});
  // The processor's time of this thread, and the quickest of a few runs: other work on the machine does not count.
  const auto spent_us = [] {
    timespec spent{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return std::int64_t{spent.tv_sec} * 1'000'000 + spent.tv_nsec / 1000;
  };
  const auto time_of = [&](auto&& work) {
    std::int64_t best = std::numeric_limits<std::int64_t>::max();
    for (int i = 0; i < 4; ++i) {
      const std::int64_t begin = spent_us();
      work();
      best = std::min(best, spent_us() - begin);
    }
    return best;
  };
  const auto wrong = time_of([&] { CHECK_FALSE(verify_pin(hash, "0000", pepper_of(7))); });
  const auto nobody = time_of([&] { verify_nobody("0000", pepper_of(7)); });
  CHECK(nobody * 3 > wrong);
  CHECK(wrong * 3 > nobody);
}

TEST_CASE("a PIN is 4 to 12 digits", "[staff]") {
  for (const char* pin : {"1234", "0000", "123456789012"}) CHECK(weakness(pin).empty());
  for (const char* pin : {"", "123", "1234567890123", "12a4", "12 4", "१२३४"}) CHECK_FALSE(weakness(pin).empty());
}
}  // namespace holdfast::staff
