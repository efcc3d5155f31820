#pragma once
#include "customers/buyer_rows.h"
#include "orders/order.h"
#include "pricing/rules.h"
#include "site/site.h"

namespace holdfast::commands {
/// The same rules with the certificate's taxes lifted (pricing/lifted_taxes.h).
pricing::Rules exempt_rules(const pricing::Rules& rules, const customers::Exemption& exemption, const Site& site);
/// The same with the taxes that this business owes itself.
pricing::Rules reverse_rules(const pricing::Rules& rules, const customers::TaxNumber& buyer, const Site& site);
/// Refuses conflict when the buyer has no tax number, or no tax of the store is left to a business of that country.
Result<> may_reverse(const pricing::Rules& rules, const customers::Buyer& buyer, const Site& site);

/// A row of an order's tax table as the rules name it; one of a rate that is no longer in force by its code.
orders::Tax named_tax(const pricing::Rules& rules, const orders::ItemTax& tax, const Site& site);
/// `VAT 21 % (Reverse charge)`, in the store's language.
std::string name_without_tax(std::string_view name, taxes::Treatment treatment, const Site& site);
}  // namespace holdfast::commands
