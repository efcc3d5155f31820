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

/// What a threshold looks at: the amount after discounts, in the price's basis (with the taxes it contains).
enum class BandOf : std::uint8_t {
  none,
  unit,  ///< of one unit of the line
  line,
  document,  ///< the lines under this tax together, sales and returns apart
};
/// A tax that is taken from a threshold on, or up to one: clothing under 110.00, the part of a price above 175.00.
struct TaxBand {
  BandOf of = BandOf::none;
  std::int64_t from = 0;              ///< minor units; the first amount that is in it
  std::optional<std::int64_t> below;  ///< the first that is not any more; none: no end
  bool within = false;                ///< only the part of a unit's price between the two is taxed; on top, by `unit`
  friend bool operator==(const TaxBand&, const TaxBand&) = default;
};

/// Why a tax is shown without an amount. A rate of zero is no exemption: its tax is owed, and comes to nothing.
enum class Treatment : std::uint8_t {
  taxed,
  exempt,          ///< by law, or by the customer's certificate
  reverse_charge,  ///< the customer owes it where they are
};
/// Whose tax may be left to the customer.
enum class ReverseCharge : std::uint8_t {
  never,
  elsewhere,  ///< of a business in another country
  anywhere,   ///< of any business
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
  TaxBand band = {};
  ReverseCharge reverse_charge = ReverseCharge::never;
  Treatment treatment = Treatment::taxed;  ///< why it is exempt, where it is
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
std::optional<IncludedTarget> parse_included_target(std::string_view name);
std::string_view name_of(IncludedTarget target);
std::optional<CompoundBase> parse_compound_base(std::string_view name);
std::string_view name_of(CompoundBase base);
std::optional<DiscountTax> parse_discount_tax(std::string_view name);
std::string_view name_of(DiscountTax how);
std::optional<BandOf> parse_band_of(std::string_view name);
std::string_view name_of(BandOf of);
std::optional<ReverseCharge> parse_reverse_charge(std::string_view name);
std::string_view name_of(ReverseCharge of);
std::string_view name_of(Treatment treatment);  ///< `exempt`, `reverse_charge`; empty: taxed
Treatment parse_treatment(std::string_view name);

/// A tax that is not taken stands under a code of its own, so that what is reported of the other stays base times rate.
std::string code_without_tax(std::string_view code, Treatment treatment);
/// `VAT21` of `VAT21-RC`; the code itself when it is no such code.
std::string_view taxed_code(std::string_view code);
/// What the ending of such a code says.
Treatment treatment_of_code(std::string_view code);

/// The rates that exist, and for each tax category of the catalogue the indices of its rates in order of computation
/// (groups are flattened by whoever loads this).
struct TaxTable {
  std::vector<TaxRate> rates;
  std::vector<std::vector<std::uint32_t>> categories;

  std::span<const std::uint32_t> of_category(std::uint32_t category) const { return categories[category]; }
};
}  // namespace holdfast::taxes
