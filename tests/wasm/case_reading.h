#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "money/money.h"
#include "money/rational.h"
#include "promotions/rule_document.h"

/// What the decoders of case_figures.cpp share: a case's members as texts and exact numbers, and the text of the
/// figures.
namespace holdfast::wasm {
inline std::string text_of(const Json& object, std::string_view name, std::string otherwise = "") {
  const Json* found = object.find(name);
  return found == nullptr || found->is_null() ? otherwise : found->text();
}
inline const Json& member(const Json& object, std::string_view name) {
  static const Json none;
  const Json* found = object.find(name);
  return found == nullptr ? none : *found;
}
/// More digits than an engine's document may have are cut off: the same in every build.
inline Rational number(std::string text) {
  const std::size_t point = text.find('.');
  if (point != std::string::npos) text = text.substr(0, point + 9);
  return promotions::parse_exact(text).value_or(Rational{});
}
inline std::optional<Rational> maybe(const Json& object, std::string_view name, const Rational& scale = 1) {
  const Json* found = object.find(name);
  if (found == nullptr || found->is_null()) return std::nullopt;
  return number(found->text()) * scale;
}
inline std::string policy(const Json& item, std::string_view name, std::string otherwise) {
  return text_of(member(item, "policy"), name, std::move(otherwise));
}
inline Rounding rounding_of(const Json& item) {
  return parse_rounding(policy(item, "rounding", "half_up")).value_or(Rounding::half_up);
}
inline std::string shown(const Rational& value) {
  const auto digits = [](Int128 whole) {
    const bool negative = whole < 0;
    std::string out;
    for (Int128 rest = negative ? -whole : whole; rest != 0 || out.empty(); rest /= 10)
      out.insert(out.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    return negative ? "-" + out : out;
  };
  return digits(value.numerator()) + "/" + digits(value.denominator());
}
inline std::string shown(Money amount) { return std::to_string(amount.minor()); }

class Figures {
 public:
  template <class Value>
  void add(std::string_view name, const Value& value) {
    text_ += std::string{name} + "=" + shown(value) + ";";
  }
  void say(std::string_view name, std::string_view value) {
    text_ += std::string{name} + "=" + std::string{value} + ";";
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

struct Scale {
  Currency currency;
  Rational per_major;
};
inline Scale scale_of(const Json& input) {
  const Json& currency = member(input, "currency");
  const int decimals = static_cast<int>(member(currency, "minor_units").integer().value_or(2));
  const Currency code{text_of(currency, "code", "EUR").substr(0, 3), decimals};
  return {code, Rational{code.minor_per_major()}};
}
}  // namespace holdfast::wasm
