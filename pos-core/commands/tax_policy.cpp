#include "commands/tax_policy.h"

#include <array>

namespace holdfast::commands {
namespace {
std::optional<std::string> word(JsonFields& fields, std::string_view name, std::span<const std::string_view> allowed) {
  return fields.maybe_word(name, allowed);
}
}  // namespace

TaxPolicy read_tax_policy(JsonFields& policy) {
  static constexpr std::array<std::string_view, 4> levels{"line", "unit", "document", "document_residual_net"};
  static constexpr std::array<std::string_view, 2> targets{"tax", "net"}, bases{"rounded", "raw"},
      discounts{"merged", "separate"};
  TaxPolicy out;
  out.level = word(policy, "taxLevel", levels);
  out.rounding = policy.maybe_text("taxRounding", 20);
  if (out.rounding && !parse_rounding(*out.rounding)) policy.complain("taxRounding", "is no way to round");
  out.included_target = word(policy, "includedTarget", targets);
  out.compound_base = word(policy, "compoundBase", bases);
  out.discount_tax = word(policy, "discountTax", discounts);
  return out;
}

void append_tax_policy(JsonWriter& json, const Site& site) {
  json.member("taxLevel", site.tax_level).member("taxRounding", site.policy.tax_rounding);
  json.member("includedTarget", site.policy.included_target).member("compoundBase", site.policy.compound_base);
  json.member("discountTax", site.policy.discount_tax);
}

taxes::TaxRegime regime_of(const Site& site) {
  const SitePolicy& policy = site.policy;
  taxes::TaxRegime out;
  out.level = taxes::parse_tax_level(site.tax_level).value_or(out.level);
  out.included_target = taxes::parse_included_target(policy.included_target).value_or(out.included_target);
  out.compound_base = taxes::parse_compound_base(policy.compound_base).value_or(out.compound_base);
  out.discount_tax = taxes::parse_discount_tax(policy.discount_tax).value_or(out.discount_tax);
  out.rounding = parse_rounding(policy.tax_rounding).value_or(out.rounding);
  return out;
}
}  // namespace holdfast::commands
