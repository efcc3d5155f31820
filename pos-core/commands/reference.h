#pragma once
#include <unordered_map>

#include "base/result.h"
#include "payments/tender.h"
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
  std::vector<payments::Tender> tenders;
  std::vector<Register> registers;

  std::uint32_t tax_index(std::int64_t category_row) const;
  const payments::Tender* tender(std::string_view code) const;
  Result<const Register*> active_register(const Uuid& id) const;
  const Register* register_by_row(std::int64_t row) const;
};

/// As of now, kept with the connection and read again when reference_version moved or a tax rate begins or ends.
const Reference& reference(db::Connection& connection, const Site& site, Instant now);
}  // namespace holdfast::commands
