#pragma once
#include "pricing/basket.h"
#include "taxes/tax.h"

namespace holdfast::pricing {
/// The tax is not taken: it is shown with its base and no amount, under a code of its own (taxes::code_without_tax), so
/// that nothing untaxed is reported as taxed. One that is exempt by law stays as it is.
void lift(taxes::TaxRate& rate, taxes::Treatment treatment);

/// What a lifted tax is inside the shelf price goes out of it, exactly: the customer pays the price without the tax.
/// Other taxes of the line stay as they are. `with`: the taxes before, `without`: after lift().
void take_out_lifted_tax(BasketLine& line, const taxes::TaxTable& with, const taxes::TaxTable& without);
}  // namespace holdfast::pricing
