#pragma once
#include <optional>
#include <string>

#include "base/json.h"
#include "base/json_writer.h"
#include "site/site.h"
#include "taxes/tax.h"

namespace holdfast::commands {
/// The law's choices on rounding, as members `taxLevel`, `taxRounding`, `includedTarget`, `compoundBase` and
/// `discountTax` of a site's policy; what is not set stays. Names as in the pricing cases.
struct TaxPolicy {
  std::optional<std::string> level, rounding, included_target, compound_base, discount_tax;
};
/// Complains of words it does not know.
TaxPolicy read_tax_policy(JsonFields& policy);
void append_tax_policy(JsonWriter& json, const Site& site);
taxes::TaxRegime regime_of(const Site& site);
}  // namespace holdfast::commands
