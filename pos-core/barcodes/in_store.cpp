#include "barcodes/in_store.h"

#include <utility>

#include "barcodes/check_digit.h"
#include "barcodes/gs1.h"
#include "barcodes/gs1_values.h"
#include "barcodes/gtin.h"

namespace holdfast::barcodes {
namespace {
std::size_t item_size(const InStoreRule& rule) { return static_cast<std::size_t>(rule.item_digits); }
std::size_t value_size(const InStoreRule& rule) { return static_cast<std::size_t>(rule.value_digits); }

/// The 13 digits for these parts; the check digits are made here.
std::string assemble(const InStoreRule& rule, std::string_view item, std::string_view value) {
  std::string out = rule.prefix + std::string{item};
  if (rule.verified) out.push_back(value_check_digit(value).value_or('0'));
  out.append(value);
  out.push_back(check_digit(out));
  return out;
}

std::optional<InStoreNumber> take_apart(const InStoreRule& rule, std::string_view ean) {
  const std::string_view item = ean.substr(rule.prefix.size(), item_size(rule));
  const std::string_view value = ean.substr(12 - value_size(rule), value_size(rule));
  if (rule.verified && value_check_digit(value) != ean[rule.prefix.size() + item.size()]) return std::nullopt;
  InStoreNumber number;
  number.item = item;
  number.key = "0" + assemble(rule, item, std::string(value.size(), '0'));
  number.kind = rule.kind;
  if (rule.kind != InStoreRule::Value::none)
    number.value = with_decimals(value, static_cast<std::size_t>(rule.decimals));
  return number;
}
}  // namespace

Result<void> check_rule(const InStoreRule& rule) {
  const auto refuse_rule = [&rule](std::string_view why) {
    return refuse(ErrorCode::invalid_argument, "In-store rule " + rule.prefix + ": " + std::string{why});
  };
  const std::string_view prefix = rule.prefix;
  if (!all_digits(prefix) || prefix.size() < 2 || prefix.size() > 8) return refuse_rule("the prefix has 2 to 8 digits");
  if (prefix[0] != '2' && !prefix.starts_with("02") && !prefix.starts_with("04"))
    return refuse_rule("the prefix begins with 02, 04 or 2");
  const bool in_range = rule.item_digits >= 1 && rule.item_digits <= 10 && rule.value_digits >= 0 &&
                        rule.value_digits <= 10 && rule.decimals >= 0 && rule.decimals <= rule.value_digits;
  if (!in_range) return refuse_rule("the digits are out of range");
  if (prefix.size() + item_size(rule) + value_size(rule) + (rule.verified ? 1 : 0) != 12)
    return refuse_rule("prefix, item and value are not 12 digits together");
  if (rule.verified && rule.value_digits != 4 && rule.value_digits != 5)
    return refuse_rule("only a value of 4 or 5 digits can have a check digit");
  if ((rule.kind == InStoreRule::Value::none) != (rule.value_digits == 0))
    return refuse_rule("a value has digits, and digits have a kind");
  if (rule.kind == InStoreRule::Value::count && rule.decimals != 0) return refuse_rule("a count has no decimals");
  return {};
}

std::optional<InStoreNumber> parse_in_store(std::string_view gtin, std::span<const InStoreRule> rules) {
  if (rules.empty() || gtin.size() < 12) return std::nullopt;
  const auto ean = resize_gtin(gtin, 13);
  if (!ean) return std::nullopt;
  for (const InStoreRule& rule : rules)
    if (ean->starts_with(rule.prefix)) return check_rule(rule) ? take_apart(rule, *ean) : std::nullopt;
  return std::nullopt;
}

std::optional<std::string> make_in_store(const InStoreRule& rule, std::string_view item, std::int64_t value) {
  if (!check_rule(rule) || item.size() != item_size(rule) || !all_digits(item) || value < 0) return std::nullopt;
  std::string digits = rule.value_digits == 0 ? std::string{} : std::to_string(value);
  if (digits.size() > value_size(rule) || (rule.value_digits == 0 && value != 0)) return std::nullopt;
  digits.insert(0, value_size(rule) - digits.size(), '0');
  return assemble(rule, item, digits);
}

std::vector<InStoreRule> national_rules(std::string_view country) {
  using enum InStoreRule::Value;
  const auto is_one_of = [country](std::string_view list) {
    return is_country_code(country) && list.find(country) != std::string_view::npos;
  };
  std::vector<InStoreRule> rules;
  if (country == "DE")
    rules = {{"22", 4, 5, price, 2, true}, {"23", 4, 5, price, 2, true},  {"25", 4, 5, count, 0, true},
             {"26", 4, 5, count, 0, true}, {"28", 4, 5, weight, 3, true}, {"29", 4, 5, weight, 3, true}};
  if (country == "DK")
    rules = {{"21", 4, 6, price, 2, false}, {"22", 4, 6, price, 2, false},  {"23", 4, 6, price, 2, false},
             {"24", 4, 6, price, 2, false}, {"26", 4, 6, weight, 3, false}, {"27", 5, 5, weight, 3, false},
             {"28", 4, 6, weight, 3, false}};
  if (country == "GB") rules = {{"20", 5, 4, price, 2, true}};
  if (is_one_of("SE NO"))
    rules = {{"20", 6, 4, price, 2, false}, {"21", 6, 4, price, 1, false}, {"22", 6, 4, price, 0, false}};
  if (is_one_of("SE NO FI EE LV LT"))
    for (const auto& [prefix, decimals] : {std::pair{"23", 3}, std::pair{"24", 2}, std::pair{"25", 1}})
      rules.push_back({prefix, 6, 4, weight, decimals, false});
  if (is_one_of("US CA")) rules = {{"02", 5, 4, price, 2, true}};
  return rules;
}
}  // namespace holdfast::barcodes
