#include "escpos/code_page.h"

#include <catch2/catch.hpp>

using namespace holdfast::escpos;

TEST_CASE("a page holds ASCII and what its table says, and nothing else", "[escpos]") {
  const CodePage* page = find_code_page("cp858");
  REQUIRE(page);
  CHECK(page->encode(U'A') == 'A');
  CHECK(page->encode(U'€') == 0xd5);
  CHECK(page->encode(U'ß') == 0xe1);
  CHECK_FALSE(page->encode(U'ж'));
  CHECK_FALSE(page->encode(U'\n'));
  CHECK_FALSE(page->encode(0x7f));
  CHECK_FALSE(page->encode(0x1f600));
  CHECK(page->decode(0xd5) == U'€');
  CHECK_FALSE(page->decode(0x0a));
  CHECK(find_code_page("cp999") == nullptr);
  CHECK(find_code_page("") == nullptr);
}

TEST_CASE("what a page decodes it encodes to a byte of the same letter", "[escpos]") {
  CHECK(code_pages().size() == 65);
  for (const CodePage& page : code_pages()) {
    INFO(page.name);
    CHECK(find_code_page(page.name) == &page);
    for (unsigned byte = 0x80; byte <= 0xff; ++byte) {
      const auto letter = page.decode(static_cast<std::uint8_t>(byte));
      if (!letter) continue;
      const auto again = page.encode(*letter);
      REQUIRE(again);
      CHECK(page.decode(*again) == letter);
    }
  }
}

TEST_CASE("letters that a page lacks become question marks", "[escpos]") {
  CHECK(encode_lossy(*find_code_page("cp437"), "Tee ж \xff 5") == "Tee ? ? 5");
  CHECK(decode(*find_code_page("cp858"), "5 \xd5\x07") == "5 €\xef\xbf\xbd");
}
