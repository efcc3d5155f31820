#include "base/utf8.h"

#include <catch2/catch.hpp>
#include <string>

namespace holdfast {
TEST_CASE("well-formed UTF-8 is told from all else", "[base]") {
  for (const char* text : {"", "abc", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                           "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf", "cr\xc3\xa8me"})
    CHECK(is_utf8(text));
  for (const char* text : {"\x80",
                           "\xbf",
                           "\xc0\x80",
                           "\xc1\xbf",
                           "\xc2",
                           "\xc2 ",
                           "\xe0\x80\x80",
                           "\xe0\x9f\xbf",
                           "\xe0\xa0",
                           "\xed\xa0\x80",
                           "\xed\xbf\xbf",
                           "\xf0\x80\x80\x80",
                           "\xf0\x8f\xbf\xbf",
                           "\xf0\x90\x80",
                           "\xf4\x90\x80\x80",
                           "\xf5\x80\x80\x80",
                           "\xf8\x88\x80\x80\x80",
                           "\xfe",
                           "\xff",
                           "a\xff"}) {
    INFO(text);
    CHECK_FALSE(is_utf8(text));
  }
}
TEST_CASE("every code point is well-formed in its shortest form, and surrogates are not", "[base]") {
  int wrong = 0;
  for (unsigned point = 0; point < 0x110000; ++point) {
    std::string text;
    const auto put = [&](unsigned byte) { text += static_cast<char>(byte); };
    if (point < 0x80) {
      put(point);
    } else if (point < 0x800) {
      put(0xc0 | point >> 6);
      put(0x80 | (point & 0x3f));
    } else if (point < 0x10000) {
      put(0xe0 | point >> 12);
      put(0x80 | (point >> 6 & 0x3f));
      put(0x80 | (point & 0x3f));
    } else {
      put(0xf0 | point >> 18);
      put(0x80 | (point >> 12 & 0x3f));
      put(0x80 | (point >> 6 & 0x3f));
      put(0x80 | (point & 0x3f));
    }
    const bool surrogate = point >= 0xd800 && point < 0xe000;
    const bool good = !surrogate ? utf8_length_at(text, 0) == text.size() : !is_utf8(text);
    wrong += good ? 0 : 1;
  }
  CHECK(wrong == 0);
}
TEST_CASE("lengths and prefixes count code points, a stray byte as one", "[base]") {
  const std::string text = "a\xc3\xa9\xe7\x89\x9b\xf0\x9f\x98\x80z";
  CHECK(utf8_count(text) == 5);
  CHECK(utf8_prefix(text, 0).empty());
  CHECK(utf8_prefix(text, 2) == "a\xc3\xa9");
  CHECK(utf8_prefix(text, 4) == "a\xc3\xa9\xe7\x89\x9b\xf0\x9f\x98\x80");
  CHECK(utf8_prefix(text, 99) == text);
  CHECK(utf8_count("\xff\xc3") == 2);
  CHECK(utf8_prefix("\xff\xc3"
                    "ab",
                    3) ==
        "\xff\xc3"
        "a");
  CHECK(utf8_length_at("a", 1) == 0);
  CHECK(utf8_length_at("", 0) == 0);
}
}  // namespace holdfast
