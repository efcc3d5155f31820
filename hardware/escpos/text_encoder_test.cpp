#include "escpos/text_encoder.h"

#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>

#include "escpos/command_stream.h"
#include "escpos/unicode.h"

using namespace holdfast::escpos;

namespace {
constexpr std::array epson{PageNumber{0, "cp437"},  PageNumber{19, "cp858"}, PageNumber{16, "windows1252"},
                           PageNumber{18, "cp852"}, PageNumber{17, "cp866"}, PageNumber{14, "cp737"},
                           PageNumber{37, "cp864"}};

/// The text that a printer with these pages shows.
std::string shown(std::string_view bytes, std::span<const PageNumber> pages) {
  CommandStream stream{Listener::printer};
  stream.feed(bytes);
  const CodePage* page = find_code_page(pages.front().page);
  std::string text;
  while (const auto unit = stream.finish()) {
    if (unit->kind == Unit::Kind::text) text += decode(*page, unit->bytes);
    if (unit->kind != Unit::Kind::command) continue;
    for (const PageNumber& each : pages)
      if (each.number == static_cast<std::uint8_t>(unit->bytes[2])) page = find_code_page(each.page);
  }
  return text;
}
}  // namespace

TEST_CASE("plain ASCII needs no switch", "[escpos]") {
  TextEncoder encoder{epson};
  std::string out;
  CHECK(encoder.append(out, "Kaffee 2,50") == 0);
  CHECK(out == "Kaffee 2,50");
  CHECK_FALSE(encoder.selected());
}

TEST_CASE("one page is taken for a whole run, and kept for the next line", "[escpos]") {
  TextEncoder encoder{epson};
  std::string out;
  CHECK(encoder.append(out, "Brötchen 1 €") == 0);
  CHECK(out == "Br\x1bt\x13\x94tchen 1 \xd5");  // CP437 has no euro sign, CP858 has both
  out.clear();
  CHECK(encoder.append(out, "über") == 0);
  CHECK(out ==
        "\x81"
        "ber");
  encoder.forget();
  out.clear();
  CHECK(encoder.append(out, "über") == 0);
  CHECK(out == std::string_view{"\x1bt\x00\x81"
                                "ber",
                                7});
}

TEST_CASE("a text in three scripts is switched as often as it must be", "[escpos]") {
  TextEncoder encoder{epson};
  std::string out;
  CHECK(encoder.append(out, "Łódź, Кій? Москва, ψυχή") == 1);  // CP866 lacks the Ukrainian і
  CHECK(std::count(out.begin(), out.end(), '\x1b') == 3);
}

TEST_CASE("what no page holds is named, each letter once, and never printed as something else", "[escpos]") {
  const TextEncoder encoder{epson};
  CHECK(encoder.covers("Crème brûlée"));
  CHECK_FALSE(encoder.covers("茶 2"));
  CHECK(encoder.missing("茶茶 קפה") == std::vector<char32_t>{U'茶', U'ק', U'פ', U'ה'});
  CHECK_FALSE(encoder.covers("قهوة"));       // a page of the printer has letters of Arabic, but nobody joins them
  CHECK_FALSE(encoder.covers("e\xcc\x81"));  // a mark that would stand beside its letter
  CHECK_FALSE(encoder.covers("a\nb"));
  CHECK_FALSE(encoder.covers(std::string_view{"a\0b", 3}));
  CHECK_FALSE(encoder.covers("\xff"));
  CHECK(TextEncoder{{}}.missing("ä").size() == 1);
}

TEST_CASE("blanks and hyphens that look like the plain ones are printed as those", "[escpos]") {
  TextEncoder encoder{epson};
  std::string out;
  CHECK(encoder.append(out,
                       "1\xc2\xa0\xe2\x82\xac 2\xe2\x80\xaf"
                       "3 a\xe2\x80\x91"
                       "b\xc2\xad") == 0);
  CHECK(out == "1 \x1bt\x13\xd5 2 3 a-b");
}

TEST_CASE("Star switches with its own command", "[escpos]") {
  TextEncoder encoder{epson, TextEncoder::Switch::star};
  std::string out;
  encoder.append(out, "é");
  CHECK(out == std::string_view{"\x1b\x1dt\x00\x82", 5});
}

TEST_CASE("whatever the letters, the printer shows the text, with no more switches than changing page by page",
          "[escpos]") {
  const std::vector<char32_t> alphabet{U'a', U' ', U'é', U'€', U'ł', U'ж', U'ψ', U'ñ', U'č', U'█', U'ß'};
  CHECK(rc::check([&] {
    const auto letters = *rc::gen::container<std::vector<char32_t>>(rc::gen::elementOf(alphabet));
    std::string text;
    for (const char32_t letter : letters) append_utf8(text, letter);
    TextEncoder encoder{epson};
    std::string out;
    RC_ASSERT(encoder.append(out, text) == 0);
    RC_ASSERT(shown(out, epson) == text);
    TextEncoder one_by_one{epson};
    std::string longer;
    for (const char32_t letter : letters) {
      std::string each;
      append_utf8(each, letter);
      one_by_one.append(longer, each);
    }
    RC_ASSERT(std::count(out.begin(), out.end(), '\x1b') <= std::count(longer.begin(), longer.end(), '\x1b'));
  }));
}
