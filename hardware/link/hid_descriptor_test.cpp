#include "link/hid_descriptor.h"

#include <catch2/catch.hpp>
#include <string>

using namespace holdfast::link;
using namespace std::string_literals;

TEST_CASE("a report descriptor tells scanner, scale and keyboard apart", "[link]") {
  const std::string pos = "\x05\x8c\x09\x02\xa1\x01\x09\x12\xa1\x02\x85\x02\x75\x08\xc0\xc0"s;
  CHECK(top_level_usages(pos) == std::vector{hid_pos_scanner});
  const std::string both = "\x05\x01\x09\x06\xa1\x01\xc0\x0b\x01\x00\x8d\x00\xa1\x01\xc0"s;
  CHECK(top_level_usages(both) == std::vector{hid_keyboard, hid_scale});
  for (std::size_t length = 0; length < pos.size(); ++length)
    CHECK(top_level_usages(std::string_view{pos}.substr(0, length)).size() == (length >= 6 ? 1U : 0U));
}
