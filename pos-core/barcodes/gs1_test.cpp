#include "barcodes/gs1.h"

#include <catch2/catch.hpp>
#include <random>

#include "barcodes/check_digit.h"
#include "barcodes/gs1_associations.h"
#include "barcodes/gs1_table.h"
#include "barcodes/gs1_values.h"

using namespace holdfast::barcodes;

namespace {
/// `^` in the tests is FNC1.
std::string elements(std::string text) {
  for (char& c : text)
    if (c == '^') c = fnc1;
  return text;
}
Gs1Message parsed(const std::string& text) {
  auto message = parse_element_string(elements(text));
  REQUIRE(message);
  return *message;
}
}  // namespace

TEST_CASE("a meat label gives article, weight, price, lot and date", "[barcodes]") {
  const Gs1Message message = parsed("0195012345678903310300123439229999^1726112110LOT(7^21S/N");
  CHECK(message.gtin() == "95012345678903");
  CHECK(message.net_weight() == Weight{"1.234", Weight::Unit::kilogram});
  CHECK(message.price() == Amount{"99.99", ""});
  CHECK(message.batch() == "LOT(7");
  CHECK(message.serial() == "S/N");
  CHECK(message.expiry(2026) == "2026-11-21");
  CHECK_FALSE(message.best_before(2026));
  CHECK(to_bracketed(message) == "(01)95012345678903(3103)001234(3922)9999(17)261121(10)LOT\\(7(21)S/N");
  CHECK(parse_bracketed(to_bracketed(message)) == message);
  CHECK(parse_element_string(to_element_string(message)) == message);
}

TEST_CASE("amounts name their currency by number", "[barcodes]") {
  CHECK(parsed("393297801250").price() == Amount{"12.50", "978"});
  CHECK(parsed("391075201250").amount() == Amount{"1250", "752"});
  CHECK(parsed("3902150").amount() == Amount{"1.50", ""});
  CHECK(parsed("3202000150").net_weight() == Weight{"1.50", Weight::Unit::pound});
  CHECK(parsed("300012").count() == "12");
}

TEST_CASE("a refusal says which element is at fault and why", "[barcodes]") {
  struct Case {
    const char* text;
    const char* detail;
  };
  const Case cases[] = {
      {"0195012345678904", "(01)95012345678904: the check digit is wrong"},
      {"17261331", "(17)261331: there is no such date"},
      {"10", "The code is not made of GS1 elements."},
      {"89123", "The code is not made of GS1 elements."},
      {"10ABCDEFGHIJKLMNOPQRSTUV", "(10)ABCDEFGHIJKLMNOPQRSTUV: it is too long"},
      {"10A B", "(10)A B: a character is not allowed there"},
      {"3931999100", "(3931)999100: there is no such currency"},
      {"10A^10B", "(10)B: it comes twice with different values"},
      {"70112611", "(7011)2611: it is too short"},
  };
  for (const Case& each : cases) {
    const auto message = parse_element_string(elements(each.text));
    REQUIRE_FALSE(message);
    CHECK(message.error().code == holdfast::ErrorCode::invalid_argument);
    CHECK(message.error().detail == each.detail);
  }
}

TEST_CASE("no beginning of a message is taken for another message with a wrong value", "[barcodes]") {
  const std::string whole = elements("019501234567890317261121310300123410LOT7^21123");
  const Gs1Message message = parsed(whole);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    const auto part = parse_element_string(std::string_view{whole}.substr(0, length));
    if (!part) continue;
    // Only whole elements and the start of one of variable length get through.
    for (const Element& element : part->elements) {
      const auto full = message.find(element.ai);
      REQUIRE(full);
      CHECK(full->substr(0, element.value.size()) == element.value);
    }
  }
}

TEST_CASE("two-digit years lie within fifty years of today", "[barcodes]") {
  const auto year_of = [](const char* date, int today) { return date_of(Element{"17", date}, today)->substr(0, 4); };
  CHECK(year_of("760101", 2026) == "2076");
  CHECK(year_of("770101", 2026) == "1977");
  CHECK(year_of("000101", 2026) == "2000");
  CHECK(year_of("490101", 2099) == "2149");  // 49 - 99 = -50
  CHECK(year_of("500101", 2099) == "2050");
  CHECK(year_of("990101", 2026) == "1999");
  CHECK(date_of(Element{"17", "280200"}, 2026) == "2028-02-29");
  CHECK(date_of(Element{"7003", "2611211430"}, 2026) == "2026-11-21");
  CHECK(date_time_of(Element{"7003", "2611211430"}, 2026) == "2026-11-21T14:30:00");
  CHECK(date_time_of(Element{"8008", "261121143059"}, 2026) == "2026-11-21T14:30:59");
  CHECK_FALSE(date_of(Element{"10", "261121"}, 2026));
  CHECK_FALSE(date_of(Element{"17", "2611"}, 2026));
}

TEST_CASE("an implied decimal point keeps every digit behind it", "[barcodes]") {
  CHECK(with_decimals("017230", 3) == "17.230");
  CHECK(with_decimals("000035", 3) == "0.035");
  CHECK(with_decimals("000000", 0) == "0");
  CHECK(with_decimals("5", 2) == "0.05");
  CHECK_FALSE(decimal_of(Element{"3103", "12x"}));
  CHECK_FALSE(decimal_of(Element{"3922", ""}));
  CHECK_FALSE(decimal_of(Element{"3932", "978"}));
}

TEST_CASE("every application identifier has a row that hangs together", "[barcodes]") {
  int rows = 0;
  const AiRow* before = nullptr;
  for (int number = 0; number < 10'000; ++number) {
    std::string ai = std::to_string(number);
    ai.insert(0, ai.size() < 2 ? 1 : 0, '0');
    const AiRow* row = find_ai(ai);
    if (row == nullptr || row == before) continue;
    before = row;
    ++rows;
    INFO(ai);
    CHECK(ai_length(ai + "99") == ai.size());
    CHECK((row->fields[0].max > 0 && !row->fields[0].optional));
    bool open_end = false;
    bool optional = false;
    for (const Field& field : row->fields) {
      if (field.max == 0) break;
      CHECK_FALSE(open_end);  // only the last field may vary in length, else there is no telling where it ends
      CHECK(field.min <= field.max);
      CHECK((field.optional || !optional));
      open_end = field.min != field.max;
      optional = field.optional;
    }
    CHECK((!row->predefined || (!open_end && !optional)));
    CHECK((row->qualifiers.empty() || row->key));
  }
  CHECK(rows > 180);
  CHECK(find_ai("") == nullptr);
  CHECK(find_ai("0") == nullptr);
  CHECK(find_ai("3106") == nullptr);
  CHECK(find_ai("010") == nullptr);
  CHECK(ai_length("x1") == 0);
}

TEST_CASE("random elements come back from both notations", "[barcodes]") {
  std::mt19937 random{99};
  constexpr std::string_view letters = "!\"%&'()*+,-./0123456789:;<=>?ABCXYZ_abcxyz";
  for (int round = 0; round < 2'000; ++round) {
    Gs1Message message;
    for (const char* ai : {"10", "21", "240", "3103", "17", "99"}) {
      if (random() % 2 == 0) continue;
      Element element{ai, {}};
      if (element.ai == "17")
        element.value = "261121";
      else if (element.ai == "3103")
        element.value = std::to_string(100'000 + random() % 900'000);
      else
        for (std::size_t i = 1 + random() % 20; i > 0; --i) element.value.push_back(letters[random() % letters.size()]);
      message.elements.push_back(element);
    }
    if (message.empty()) continue;
    // A backslash is not in the character set, so the bracketed form is unambiguous.
    REQUIRE(parse_bracketed(to_bracketed(message)) == message);
    REQUIRE(parse_element_string(to_element_string(message)) == message);
  }
}

TEST_CASE("labels may break the rules between identifiers, and a check tells", "[barcodes]") {
  const Gs1Message lone_lot = parsed("10LOT");
  CHECK_FALSE(check_associations(lone_lot));
  CHECK(check_associations(lone_lot).error().detail == "(10) needs 01,02,03,8006,8026");
  CHECK(check_associations(parsed("019501234567890310LOT")));
  CHECK_FALSE(check_associations(parsed("01950123456789030295012345678903371")));
}
