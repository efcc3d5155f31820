#include "payments/stored_value.h"

#include <catch2/catch.hpp>
#include <set>

namespace holdfast::payments {
TEST_CASE("voucher codes are unlike and read as people type them", "[payments]") {
  std::set<std::string> codes;
  for (std::uint64_t i = 0; i < 1000; ++i) codes.insert(make_voucher_code(i * 0x9E3779B97F4A7C15U));
  CHECK(codes.size() == 1000);
  for (const std::string& code : codes) {
    CHECK(code.size() == 12);
    CHECK(normal_voucher_code(code) == code);
  }
  CHECK(normal_voucher_code("abcd-efgh 0o1l") == "ABCDEFGH0011");
}
}  // namespace holdfast::payments
