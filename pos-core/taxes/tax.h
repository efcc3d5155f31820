#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "money/quantity.h"
#include "money/rational.h"

namespace holdfast::taxes {
enum class TaxKind : std::uint8_t {
  percent,         ///< of the net, plus the earlier taxes that affect it
  fixed_per_unit,  ///< an amount per unit: never discounted, its sign follows the quantity
  division,        ///< a percentage of the price that contains it and its division neighbours ("por dentro")
};

struct TaxRate {
  std::string code;  ///< `A`, `vat21`: as on the receipt's tax table
  std::string name;
  TaxKind kind = TaxKind::percent;
  Percent rate;               ///< percent and division
  Rational amount_per_unit;   ///< fixed_per_unit, in minor units; may be finer than one
  bool included = false;      ///< the shelf price contains it
  bool affects_base = false;  ///< later taxes of the line are taken on the net plus this one
  bool affected_by_previous = true;
  bool exempt = false;  ///< shown with its base and no amount
  friend bool operator==(const TaxRate&, const TaxRate&) = default;
};

enum class TaxLevel : std::uint8_t {
  line,                   ///< each tax of each line is rounded; the document adds up lines
  unit,                   ///< each tax of each unit is rounded
  document,               ///< raw taxes are summed per tax over the document and rounded; lines show carried shares
  document_residual_net,  ///< as document, but the gross is the rounded raw gross and the net the rest
};
/// What is rounded when the price contains the tax; the other one is the rest, so the gross stays the shelf price.
enum class IncludedTarget : std::uint8_t { tax, net };
/// Whether a tax on tax is taken on the earlier tax as shown or as computed.
enum class CompoundBase : std::uint8_t { rounded, raw };

/// Whether the tax is that of what is left of a line, or that of the full line minus that of its discount, each
/// rounded (levels line and unit; summed raw taxes are the same either way).
enum class DiscountTax : std::uint8_t { merged, separate };

/// The law's choices, part of the configuration of a site. Names as in the pricing cases.
struct TaxRegime {
  TaxLevel level = TaxLevel::line;
  IncludedTarget included_target = IncludedTarget::tax;
  CompoundBase compound_base = CompoundBase::rounded;
  DiscountTax discount_tax = DiscountTax::merged;
  Rounding rounding = Rounding::half_up;
  friend bool operator==(const TaxRegime&, const TaxRegime&) = default;
};
std::optional<TaxLevel> parse_tax_level(std::string_view name);
std::string_view name_of(TaxLevel level);
std::optional<TaxKind> parse_tax_kind(std::string_view name);
std::string_view name_of(TaxKind kind);

/// The rates that exist, and for each tax category of the catalogue the indices of its rates in order of computation
/// (groups are flattened by whoever loads this).
struct TaxTable {
  std::vector<TaxRate> rates;
  std::vector<std::vector<std::uint32_t>> categories;

  std::span<const std::uint32_t> of_category(std::uint32_t category) const { return categories[category]; }
};
}  // namespace holdfast::taxes
