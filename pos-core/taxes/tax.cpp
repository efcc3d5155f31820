#include "taxes/tax.h"

#include <array>

namespace holdfast::taxes {
namespace {
constexpr std::array<std::string_view, 4> levels{"line", "unit", "document", "document_residual_net"};
constexpr std::array<std::string_view, 3> kinds{"percent", "fixed_per_unit", "division"};
constexpr std::array<std::string_view, 2> targets{"tax", "net"};
constexpr std::array<std::string_view, 2> compounds{"rounded", "raw"};
constexpr std::array<std::string_view, 2> discounts{"merged", "separate"};
constexpr std::array<std::string_view, 4> bands{"none", "unit", "line", "document"};
constexpr std::array<std::string_view, 3> reverses{"never", "elsewhere", "anywhere"};
constexpr std::array<std::string_view, 3> treatments{"", "exempt", "reverse_charge"};
constexpr std::string_view exempt_ending = "-EX";
constexpr std::string_view reverse_ending = "-RC";

template <class Enum, std::size_t n>
std::optional<Enum> parse(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t i = 0; i < n; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}
}  // namespace

std::optional<TaxLevel> parse_tax_level(std::string_view name) { return parse<TaxLevel>(levels, name); }
std::string_view name_of(TaxLevel level) { return levels[static_cast<std::size_t>(level)]; }
std::optional<TaxKind> parse_tax_kind(std::string_view name) { return parse<TaxKind>(kinds, name); }
std::string_view name_of(TaxKind kind) { return kinds[static_cast<std::size_t>(kind)]; }
std::optional<IncludedTarget> parse_included_target(std::string_view name) {
  return parse<IncludedTarget>(targets, name);
}
std::string_view name_of(IncludedTarget target) { return targets[static_cast<std::size_t>(target)]; }
std::optional<CompoundBase> parse_compound_base(std::string_view name) { return parse<CompoundBase>(compounds, name); }
std::string_view name_of(CompoundBase base) { return compounds[static_cast<std::size_t>(base)]; }
std::optional<DiscountTax> parse_discount_tax(std::string_view name) { return parse<DiscountTax>(discounts, name); }
std::string_view name_of(DiscountTax how) { return discounts[static_cast<std::size_t>(how)]; }
std::optional<BandOf> parse_band_of(std::string_view name) { return parse<BandOf>(bands, name); }
std::string_view name_of(BandOf of) { return bands[static_cast<std::size_t>(of)]; }
std::optional<ReverseCharge> parse_reverse_charge(std::string_view name) {
  return parse<ReverseCharge>(reverses, name);
}
std::string_view name_of(ReverseCharge of) { return reverses[static_cast<std::size_t>(of)]; }
std::string_view name_of(Treatment treatment) { return treatments[static_cast<std::size_t>(treatment)]; }
Treatment parse_treatment(std::string_view name) {
  return parse<Treatment>(treatments, name).value_or(Treatment::taxed);
}

std::string code_without_tax(std::string_view code, Treatment treatment) {
  std::string out{taxed_code(code)};
  if (treatment == Treatment::exempt) out += exempt_ending;
  if (treatment == Treatment::reverse_charge) out += reverse_ending;
  return out;
}
std::string_view taxed_code(std::string_view code) {
  return treatment_of_code(code) == Treatment::taxed ? code : code.substr(0, code.size() - exempt_ending.size());
}
Treatment treatment_of_code(std::string_view code) {
  if (code.size() > exempt_ending.size() && code.ends_with(exempt_ending)) return Treatment::exempt;
  if (code.size() > reverse_ending.size() && code.ends_with(reverse_ending)) return Treatment::reverse_charge;
  return Treatment::taxed;
}
}  // namespace holdfast::taxes
