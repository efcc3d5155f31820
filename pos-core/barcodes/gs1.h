#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace holdfast::barcodes {
/// FNC1 as scanners send it inside the data.
constexpr char fnc1 = '\x1d';

/// One application identifier with its value, as in the code: `{"3103", "017230"}`.
struct Element {
  std::string ai;
  std::string value;
  friend bool operator==(const Element&, const Element&) = default;
};

/// A number with the decimals that the identifier implies: `17.230`.
struct Weight {
  enum class Unit { kilogram, pound };
  std::string decimal;
  Unit unit = Unit::kilogram;
  friend bool operator==(const Weight&, const Weight&) = default;
};
struct Amount {
  std::string decimal;
  std::string currency;  ///< three digits of ISO 4217; empty: the currency of the shop
  friend bool operator==(const Amount&, const Amount&) = default;
};

/// The elements of one GS1 code in the order of the code. The parsers below have checked each value against the rules
/// of its identifier, and that no identifier comes twice with different values; gs1_associations.h knows the other
/// rules between identifiers, which labels in shops often break.
struct Gs1Message {
  std::vector<Element> elements;

  bool empty() const { return elements.empty(); }
  /// The first with this identifier; empty when there is none.
  std::optional<std::string_view> find(std::string_view ai) const;
  std::optional<std::string_view> gtin() const { return find("01"); }
  std::optional<std::string_view> content() const { return find("02"); }  ///< the GTIN inside a logistic unit
  std::optional<std::string_view> sscc() const { return find("00"); }
  std::optional<std::string_view> batch() const { return find("10"); }
  std::optional<std::string_view> serial() const { return find("21"); }
  std::optional<std::string_view> variant() const { return find("20"); }
  std::optional<Weight> net_weight() const;  ///< 310n, 320n
  std::optional<std::string> count() const;  ///< 30, else 37: pieces, without leading zeros
  std::optional<Amount> price() const;       ///< 392n, 393n: of the variable-measure item as a whole
  std::optional<Amount> amount() const;      ///< 390n, 391n: to pay, or what a coupon is worth
  /// `YYYY-MM-DD`; the century by the 50-year window around `current_year` (GS1 General Specifications 7.12).
  std::optional<std::string> expiry(int current_year) const;       ///< 17, else the date of 7003
  std::optional<std::string> best_before(int current_year) const;  ///< 15
  std::optional<std::string> sell_by(int current_year) const;      ///< 16

  friend bool operator==(const Gs1Message&, const Gs1Message&) = default;
};

/// An element string: identifiers and values one after the other, FNC1 behind values of variable length, perhaps FNC1
/// in front; no symbology identifier. Refuses with invalid_argument, and the detail names the element and its fault.
Result<Gs1Message> parse_element_string(std::string_view data);
/// The form for people: `(01)09506000134352(10)A\(1`, where a bracket inside a value has a backslash in front.
Result<Gs1Message> parse_bracketed(std::string_view text);

/// Each identifier's own rules and the repeats; what both parsers do behind the splitting.
Result<void> check_elements(const Gs1Message& message);
/// Splitting alone: known identifiers with values of any content; empty when that is not possible.
std::optional<Gs1Message> split_element_string(std::string_view data);
/// Splitting alone: identifiers of 2 to 4 digits, known or not.
std::optional<Gs1Message> split_bracketed(std::string_view text);

/// The element string, FNC1 where needed and none in front.
std::string to_element_string(const Gs1Message& message);
std::string to_bracketed(const Gs1Message& message);

/// The value with its implied decimal point (31nn to 36nn, 390n to 395n): `12.30`; without the currency in front. Empty
/// for other identifiers and for text that is not digits.
std::optional<std::string> decimal_of(const Element& element);
/// Three digits of ISO 4217 (391n, 393n).
std::optional<std::string_view> currency_of(const Element& element);
/// `YYYY-MM-DD` of an identifier that begins with a date; day 00 is the last of the month.
std::optional<std::string> date_of(const Element& element, int current_year);
/// `YYYY-MM-DDThh:mm:ss` where the value has a time.
std::optional<std::string> date_time_of(const Element& element, int current_year);

/// `digits` with a point before the last `decimals` and without superfluous leading zeros: `0.035`, `12`.
std::string with_decimals(std::string_view digits, std::size_t decimals);
}  // namespace holdfast::barcodes
