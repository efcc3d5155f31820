#include <catch2/catch.hpp>

#include "barcodes/check_digit.h"
#include "barcodes/gtin.h"
#include "barcodes/in_store.h"
#include "reference/vectors.h"

using namespace holdfast;
using namespace holdfast::barcodes;
using namespace holdfast::reference;

namespace {
int length_of(const json::object& object, std::string_view name) {
  return static_cast<int>(object.at(name).as_int64());
}

std::string gtin_parse(const json::object& input, const json::object& expect) {
  const int format = gtin_format(text_of(input.at("value")));
  if (const std::string wrong = compare_ok(format != 0, expect); !wrong.empty()) return wrong;
  return expect.contains("format") ? compare(std::to_string(format), member(expect, "format")) : "";
}

std::string gtin_resize(const json::object& input, const json::object& expect) {
  const auto resized = resize_gtin(text_of(input.at("value")), length_of(input, "to"));
  if (const std::string wrong = compare_ok(resized.has_value(), expect); !wrong.empty()) return wrong;
  return compare(resized.value_or(""), member(expect, "value"));
}

std::string upc_expand(const json::object& input, const json::object& expect) {
  const auto upc_a = expand_upc_e(text_of(input.at("value")));
  return compare(upc_a ? resize_gtin(*upc_a, length_of(input, "to")).value_or("") : "", member(expect, "value"));
}

/// Eight digits with a check digit, from 7 or 8 of a UPC-E or the 12 of a UPC-A.
std::optional<std::string> upc_e_of(std::string_view digits) {
  const auto upc_a = expand_upc_e(digits);
  return upc_a ? compress_upc_a(*upc_a) : std::nullopt;
}

std::string upc_parse(const json::object& input, const json::object& expect) {
  const std::string value = text_of(input.at("value"));
  const auto upc_e = upc_e_of(value);
  if (const std::string wrong = compare_ok(upc_e.has_value(), expect); !wrong.empty() || !upc_e) return wrong;
  return compare("UPC_E " + upc_e->substr(0, 1) + " " + upc_e->substr(0, 7) + " " + upc_e->substr(7),
                 member(expect, "format") + " " + member(expect, "number_system_digit") + " " +
                     member(expect, "payload") + " " + member(expect, "check_digit"));
}

std::vector<InStoreRule> rules_of(const json::object& input) {
  const std::map<std::string, std::string> countries{{"SWEDEN", "SE"},  {"NORWAY", "NO"},  {"FINLAND", "FI"},
                                                     {"ESTONIA", "EE"}, {"LATVIA", "LV"},  {"LITHUANIA", "LT"},
                                                     {"DENMARK", "DK"}, {"GERMANY", "DE"}, {"GREAT_BRITAIN", "GB"}};
  const auto at = countries.find(member(input, "region"));
  return at == countries.end() ? std::vector<InStoreRule>{} : national_rules(at->second);
}

std::string in_store_number(const json::object& input, const json::object& expect) {
  const std::string value = text_of(input.at("value"));
  const auto number = parse_in_store(value, rules_of(input));
  const auto value_of = [&](InStoreRule::Value kind) {
    return number && number->kind == kind ? number->value : std::string{};
  };
  if (const std::string usage = member(expect, "usage"); !usage.empty()) {
    const PrefixClass wanted = usage == "COMPANY" ? PrefixClass::own_company : PrefixClass::regional;
    if (prefix_class(value) != wanted) return "another use of the prefix";
  }
  if (auto wrong = compare(value_of(InStoreRule::Value::weight), member(expect, "weight")); !wrong.empty())
    return wrong;
  if (auto wrong = compare(value_of(InStoreRule::Value::price), member(expect, "price")); !wrong.empty()) return wrong;
  const std::string count = value_of(InStoreRule::Value::count);
  return compare(count, member(expect, "count"));
}

/// What to look up: the article's own number, or the number itself.
std::string in_store_strip(const json::object& input, const json::object& expect) {
  const std::string value = text_of(input.at("value"));
  const auto number = parse_in_store(value, rules_of(input));
  const std::string key = number ? resize_gtin(number->key, 13).value_or("") : value;
  return compare(key, member(expect, "value"));
}
}  // namespace

TEST_CASE("keys and numbers agree with the reference vectors", "[barcodes][reference]") {
  const int failed = run_vectors(
      "gs1-keys",
      {{"gtin-parse", gtin_parse},
       {"gtin-resize", gtin_resize},
       {"upc-expand", upc_expand},
       {"upc-parse", upc_parse},
       {"upc-compress",
        [](const auto& input, const auto& expect) {
          return compare(upc_e_of(text_of(input.at("value"))).value_or(""), member(expect, "value"));
        }},
       {"upc-check-digit",
        [](const auto& input, const auto& expect) {
          return compare(upc_e_of(text_of(input.at("upce"))).value_or(""), member(expect, "full"));
        }},
       {"check-digit",
        [](const auto& input, const auto& expect) {
          return compare({check_digit(text_of(input.at("digits")))}, member(expect, "checkDigit"));
        }},
       {"price-weight-check-digit",
        [](const auto& input, const auto& expect) {
          return compare({value_check_digit(text_of(input.at("digits"))).value_or('?')}, member(expect, "checkDigit"));
        }},
       {"sscc-parse",
        [](const auto& input, const auto& expect) { return compare_ok(is_sscc(text_of(input.at("value"))), expect); }},
       {"in-store-number", in_store_number},
       {"in-store-strip", in_store_strip}});
  CHECK(failed == 0);
}
