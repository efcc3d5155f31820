#include "catalogue/lookup.h"

#include "barcodes/scan.h"
#include "base/utf8.h"
#include "catalogue/in_store_rules.h"
#include "catalogue/variant_rows.h"

namespace holdfast::catalogue {
namespace {
using barcodes::Scan;
constexpr std::int64_t pound_nanograms = 453'592'370;  // millionths of a gram; exact by definition

/// What a label's weight is in the unit the article is sold by; none when the two have nothing to do with each other (a
/// packet sold by the piece has a weight, too).
std::optional<Quantity> in_unit(const Scan& scan, std::string_view unit) {
  const auto given = parse_quantity(*scan.quantity);
  if (!given || given->is_zero()) return std::nullopt;
  const auto converted = [&](std::int64_t numerator, std::int64_t denominator) {
    // To the thousandth, as far as any label goes.
    const std::int64_t milli = divide(Int128{given->micro()} * numerator, Int128{denominator} * 1000);
    return Quantity::from_micro(milli * 1000);
  };
  switch (scan.unit) {
    case Scan::Unit::piece:
      if (unit == "kg" || unit == "lb" || unit == "g") return std::nullopt;
      return given;
    case Scan::Unit::kilogram:
      if (unit == "kg") return given;
      if (unit == "g") return converted(1000, 1);
      if (unit == "lb") return converted(1'000'000'000, pound_nanograms);
      return std::nullopt;
    case Scan::Unit::pound:
      if (unit == "lb") return given;
      if (unit == "kg") return converted(pound_nanograms, 1'000'000'000);
      if (unit == "g") return converted(pound_nanograms, 1'000'000);
      return std::nullopt;
  }
  return std::nullopt;
}

bool names_currency(std::string_view numeric, Currency currency) {
  const auto number = parse_scaled(numeric, 0);
  for (const CurrencyRow& row : iso_currencies())
    if (row.code == currency.code()) return number == row.numeric;
  return false;
}

Result<std::int64_t> label_price(const barcodes::Amount& amount, Currency currency) {
  if (!amount.currency.empty() && !names_currency(amount.currency, currency))
    return refuse(ErrorCode::invalid_argument, "the price on this label is in another currency");
  const auto micro = parse_scaled(amount.decimal, 6);
  if (!micro) return refuse(ErrorCode::invalid_argument, "the price on this label cannot be read");
  return divide(Int128{*micro} * currency.minor_per_major(), 1'000'000);
}

std::optional<Lookup> found_as(db::Connection& connection, std::string code) {
  if (code.empty()) return std::nullopt;
  auto variant = find_variant_by_code(connection, code);
  if (!variant) return std::nullopt;
  return Lookup{*std::move(variant), std::nullopt, std::nullopt, {}, std::move(code)};
}

/// The article of an in-store number: under its rule and item, or under its number with a value of zero.
std::optional<Lookup> find_in_store(db::Connection& connection, const Scan& scan,
                                    std::span<const barcodes::InStoreRule> rules) {
  const std::string_view ean = std::string_view{scan.code}.substr(1);
  for (const barcodes::InStoreRule& rule : rules)
    if (ean.starts_with(rule.prefix)) {
      if (auto found = found_as(connection, in_store_code(rule.prefix, scan.in_store_item))) return found;
      break;
    }
  return found_as(connection, scan.code);
}

Result<Lookup> with_label(Lookup found, const Scan& scan, const Site& site) {
  if (scan.quantity) found.quantity = in_unit(scan, found.variant.unit);
  if (scan.price) found.price = TRY(label_price(*scan.price, site.currency));
  for (const barcodes::Element& element : scan.elements.elements) found.gs1.emplace_back(element.ai, element.value);
  return found;
}

std::string_view without_blanks(std::string_view raw) {
  constexpr std::string_view blanks{" \t\r\n"};
  const std::size_t begin = raw.find_first_not_of(blanks);
  return begin == std::string_view::npos ? std::string_view{}
                                         : raw.substr(begin, raw.find_last_not_of(blanks) - begin + 1);
}
}  // namespace

Result<Lookup> look_up(db::Connection& connection, std::string_view raw, const Site& site) {
  const auto rules = in_store_rules(connection);
  const Scan scan = barcodes::interpret(raw, rules);
  auto labelled =
      scan.kind == Scan::Kind::in_store ? find_in_store(connection, scan, rules) : found_as(connection, scan.code);
  if (labelled) return with_label(*std::move(labelled), scan, site);
  if (auto whole = found_as(connection, scan.alternative)) return *std::move(whole);  // then nothing in it is a value
  for (const std::string_view text : {without_blanks(raw), std::string_view{scan.code}}) {
    if (text.empty()) continue;
    if (auto variant = find_variant_by_sku(connection, text)) {
      std::string code = variant->sku;
      return Lookup{*std::move(variant), std::nullopt, std::nullopt, {}, std::move(code)};
    }
  }
  return refuse(ErrorCode::unknown_code,
                "nothing on file for `" + std::string{utf8_prefix(without_blanks(raw), 60)} + "`");
}
}  // namespace holdfast::catalogue
