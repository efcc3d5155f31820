#pragma once
#include "customers/buyer_rows.h"
#include "pricing/basket.h"
#include "pricing/rules.h"

namespace holdfast::commands {
/// The same rules with the certificate's taxes lifted: shown with their base and no amount.
pricing::Rules exempt_rules(const pricing::Rules& rules, const customers::Exemption& exemption);
/// What a lifted tax is inside the shelf price goes out of it, exactly: the customer pays the price without the tax.
/// Other taxes of the line stay as they are. `with`: the rules before, `without`: after exempt_rules().
void take_out_lifted_tax(pricing::BasketLine& line, const pricing::Rules& with, const pricing::Rules& without);
}  // namespace holdfast::commands
