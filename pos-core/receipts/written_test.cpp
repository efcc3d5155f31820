#include "receipts/written.h"

#include <catch2/catch.hpp>

#include "receipts/labels.h"

namespace holdfast::receipts {
namespace {
constexpr Locale english{Language::en}, french{Language::fr}, arabic{Language::ar}, arabic_digits{Language::ar, true};
Money eur(std::int64_t minor) { return {minor, *find_currency("EUR")}; }
}  // namespace

TEST_CASE("a locale is that of its language, whatever the region; others are none of ours", "[receipts]") {
  CHECK(parse_locale("en-IE") == english);
  CHECK(parse_locale("FR") == french);
  CHECK(parse_locale("ar_EG") == arabic);
  CHECK(parse_locale("ar-EG-u-nu-arab") == arabic_digits);
  CHECK(parse_locale("en-u-nu-arab") == english);
  for (const char* tag : {"", "de-DE", "english", "e", "-fr"}) CHECK_FALSE(parse_locale(tag));
}
TEST_CASE("money is written as the language writes it", "[receipts]") {
  struct Case {
    Money amount;
    Locale locale;
    const char* amount_text;
    const char* price_text;
  };
  const std::vector<Case> cases{
      {eur(123'450), english, "1,234.50", "€1,234.50"},
      {eur(-57), english, "-0.57", "-€0.57"},
      {eur(123'450), french, "1\u00a0234,50", "1\u00a0234,50\u00a0€"},
      {eur(-99'999), french, "-999,99", "-999,99\u00a0€"},
      {eur(123'456'789'012), french, "1\u00a0234\u00a0567\u00a0890,12", "1\u00a0234\u00a0567\u00a0890,12\u00a0€"},
      {eur(123'450), arabic, "1,234.50", "1,234.50\u00a0€"},
      {eur(123'450), arabic_digits, "١٬٢٣٤٫٥٠", "١٬٢٣٤٫٥٠\u00a0€"},
      {{1200, *find_currency("CHF")}, english, "12.00", "CHF\u00a012.00"},
      {{1200, *find_currency("CHF")}, french, "12,00", "12,00\u00a0CHF"},
      {{1'234'567, *find_currency("JPY")}, english, "1,234,567", "¥1,234,567"},
      {{1'234'567, *find_currency("KWD")}, english, "1,234.567", "KWD\u00a01,234.567"}};
  for (const Case& each : cases) {
    CHECK(write_amount(each.amount, each.locale) == each.amount_text);
    CHECK(write_price(each.amount, each.locale) == each.price_text);
  }
}
TEST_CASE("quantities and times are written as the language writes them", "[receipts]") {
  const Quantity quantity = Quantity::from_micro(1'234'000);
  CHECK(write_quantity(quantity, english) == "1.234");
  CHECK(write_quantity(quantity, french) == "1,234");
  CHECK(write_quantity(Quantity::pieces(-3), arabic_digits) == "-٣");
  const Instant at{1'767'823'380'000'000};  // 2026-01-07T22:03:00Z
  CHECK(write_time(at, 0, english) == "7\u00a0Jan\u00a02026\u00a022:03");
  CHECK(write_time(at, 120, english) == "8\u00a0Jan\u00a02026\u00a000:03");
  CHECK(write_time(at, 0, french) == "07/01/2026\u00a022:03");
  CHECK(write_time(at, 0, arabic) == "07/01/2026\u00a022:03");
}
TEST_CASE("every label has its word in every language", "[receipts]") {
  for (std::size_t i = 0; i < label_count; ++i)
    for (const Language language : {Language::en, Language::fr, Language::ar}) {
      INFO("label " << i << " in " << tag_of(language));
      CHECK_FALSE(text_of(static_cast<Label>(i), language).empty());
    }
}
}  // namespace holdfast::receipts
