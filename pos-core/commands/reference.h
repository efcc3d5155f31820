#pragma once
#include <unordered_map>
#include <unordered_set>

#include "base/result.h"
#include "carts/terms.h"
#include "charges/charge_rows.h"
#include "loyalty/programme.h"
#include "payments/tender.h"
#include "pricing/price_list_document.h"
#include "pricing/rules.h"
#include "promotions/rule_rows.h"
#include "site/site.h"
#include "taxes/tax_rows.h"

namespace holdfast::commands {
struct Register {
  std::int64_t row = 0;
  Uuid id;
  int number = 0;
  std::string name;
  std::int64_t location_row = 0;
  bool active = true;
};

/// The small tables that every sale consults: taxes in force, tenders, registers.
struct Reference {
  pricing::Rules rules;
  taxes::StoredTaxes taxes;                   ///< its table has moved into rules.taxes
  promotions::StoredRules promotions;         ///< those in `rules`, with the span in which none begins
  charges::StoredCharges charges;
  pricing::StoredPriceLists price_lists;
  std::vector<std::string> limited_rules;     ///< ids of promotion rules whose uses have to be counted
  bool names_categories = false;              ///< some rule may ask for an article's categories
  std::vector<payments::Tender> tenders;
  std::vector<Register> registers;
  std::vector<loyalty::Programme> programmes;   ///< the newest versions; see Programme::in_force()
  std::unordered_set<std::int64_t> gift_cards;  ///< variants whose sale puts value on a card

  /// The loyalty programme that sales follow now: the first that is in force.
  const loyalty::Programme* programme(Instant at) const;
  std::uint32_t tax_index(std::int64_t category_row) const;
  /// What it is taxed as when it is served so, or sent to that place (`US-CA`, else `US`; empty: taken along).
  std::uint32_t tax_index(std::int64_t category_row, carts::Service service, std::string_view ship_to) const;
  /// Of a category's code; the first category when there is none of that code.
  std::uint32_t tax_index(std::string_view code, std::string_view ship_to = {}) const;
  const payments::Tender* tender(std::string_view code) const;
  Result<const Register*> active_register(const Uuid& id) const;
  const Register* register_by_row(std::int64_t row) const;
};

/// As of now, kept with the connection and read again when reference_version moved or a tax rate begins or ends.
const Reference& reference(db::Connection& connection, const Site& site, Instant now);
/// As of a moment gone by: the versions of promotions, charges and price lists that stood then.
Reference reference_as_of(db::Connection& connection, const Site& site, Instant then);
}  // namespace holdfast::commands
