#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::barcodes {
/// In-store numbers: EAN-13 whose digits hold an item and what this piece of it weighs or costs. The pattern is a
/// matter of country and shop, so it is configuration. All of it is about 13 digits; a UPC-A gets a zero in front, its
/// number system 2 is prefix "02".

/// One pattern: prefix, item, perhaps a check digit of the value, value, check digit: 13 digits together.
struct InStoreRule {
  enum class Value { weight, price, count, none };
  std::string prefix;  ///< "21", "02", also longer
  int item_digits = 0;
  int value_digits = 0;
  Value kind = Value::none;
  int decimals = 0;       ///< of the value; weight is in kilograms, price in the currency of the shop
  bool verified = false;  ///< a check digit stands before a value of 4 or 5 digits
  friend bool operator==(const InStoreRule&, const InStoreRule&) = default;
};

struct InStoreNumber {
  std::string item;  ///< the digits of the item, without prefix
  std::string key;   ///< the article's own number: value zeroed, check digits made anew; 14 digits
  InStoreRule::Value kind = InStoreRule::Value::none;
  std::string value;  ///< decimal text, `1.234`; empty for Value::none
  friend bool operator==(const InStoreNumber&, const InStoreNumber&) = default;
};

/// Refuses (invalid_argument) a rule whose parts are not 13 digits or whose prefix is not one for restricted
/// circulation.
Result<void> check_rule(const InStoreRule& rule);

/// `gtin` is 12 to 14 digits. The first rule whose prefix fits decides; empty when none fits, a check digit is wrong or
/// the value has a wrong check digit.
std::optional<InStoreNumber> parse_in_store(std::string_view gtin, std::span<const InStoreRule> rules);

/// The 13 digits of a label. `item` has exactly the rule's digits; `value` counts in the last decimal of the rule
/// (grams, cents) and has to fit. Empty when something does not.
std::optional<std::string> make_in_store(const InStoreRule& rule, std::string_view item, std::int64_t value);

/// The patterns that GS1 recommends in a country (ISO 3166 letters: DE SE NO FI EE LV LT DK GB US CA); empty elsewhere.
/// A shop copies them into its configuration and changes what it likes.
std::vector<InStoreRule> national_rules(std::string_view country);
}  // namespace holdfast::barcodes
