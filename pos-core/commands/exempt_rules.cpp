#include "commands/exempt_rules.h"

#include <algorithm>

#include "pricing/lifted_taxes.h"
#include "receipts/labels.h"
#include "receipts/language.h"

namespace holdfast::commands {
namespace {
using taxes::Treatment;

void lift(taxes::TaxRate& rate, Treatment treatment, const Site& site) {
  if (rate.exempt) return;  // by law already
  pricing::lift(rate, treatment);
  rate.name = name_without_tax(rate.name, treatment, site);
}

bool is_owed_by(const taxes::TaxRate& rate, const customers::TaxNumber& buyer, const Site& site) {
  switch (rate.reverse_charge) {
    case taxes::ReverseCharge::never:
      return false;
    case taxes::ReverseCharge::elsewhere:
      return buyer.country != site.country;
    case taxes::ReverseCharge::anywhere:
      return true;
  }
  return false;
}
}  // namespace

std::string name_without_tax(std::string_view name, Treatment treatment, const Site& site) {
  const auto label = treatment == Treatment::exempt ? receipts::Label::certificate : receipts::Label::reverse_charge;
  const receipts::Language language = receipts::parse_locale(site.locale).value_or(receipts::Locale{}).language;
  return std::string{name} + " (" + std::string{receipts::text_of(label, language)} + ")";
}

pricing::Rules exempt_rules(const pricing::Rules& rules, const customers::Exemption& exemption, const Site& site) {
  pricing::Rules out = rules;
  for (taxes::TaxRate& rate : out.taxes.rates) {
    const auto& lifted = exemption.taxes;
    if (lifted.empty() || std::find(lifted.begin(), lifted.end(), rate.code) != lifted.end())
      lift(rate, Treatment::exempt, site);
  }
  return out;
}

pricing::Rules reverse_rules(const pricing::Rules& rules, const customers::TaxNumber& buyer, const Site& site) {
  pricing::Rules out = rules;
  for (taxes::TaxRate& rate : out.taxes.rates)
    if (is_owed_by(rate, buyer, site)) lift(rate, Treatment::reverse_charge, site);
  return out;
}

Result<> may_reverse(const pricing::Rules& rules, const customers::Buyer& buyer, const Site& site) {
  if (!buyer.tax_number) return refuse(ErrorCode::conflict, "the customer has no tax number");
  const auto& rates = rules.taxes.rates;
  if (std::any_of(rates.begin(), rates.end(),
                  [&](const auto& rate) { return is_owed_by(rate, *buyer.tax_number, site); }))
    return {};
  return refuse(ErrorCode::conflict, "no tax here is left to a business of " + buyer.tax_number->country);
}

orders::Tax named_tax(const pricing::Rules& rules, const orders::ItemTax& tax, const Site& site) {
  const auto find = [&](std::string_view code) {
    return std::find_if(rules.taxes.rates.begin(), rules.taxes.rates.end(),
                        [&](const taxes::TaxRate& rate) { return rate.code == code; });
  };
  const auto none = rules.taxes.rates.end();
  if (const auto rate = find(tax.code); rate != none)
    return {rate->code, rate->name, rate->rate, rate->included, tax.base, tax.amount, rate->treatment};
  const Treatment treatment = taxes::treatment_of_code(tax.code);
  const auto taxed = treatment == Treatment::taxed ? none : find(taxes::taxed_code(tax.code));
  if (taxed == none)
    return {tax.code, tax.code, Percent{}, treatment == Treatment::taxed, tax.base, tax.amount, treatment};
  return {tax.code, name_without_tax(taxed->name, treatment, site), Percent{}, false, tax.base, tax.amount, treatment};
}
}  // namespace holdfast::commands
