#pragma once
#include <optional>

#include "base/instant.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "taxes/tax.h"

namespace holdfast::taxes {
/// A rate as a store keeps it: with the days it is in force.
struct DatedRate {
  TaxRate rate;
  std::optional<Instant> from, to;
};

/// One of a tax category's `rates` (schema/tax-category.schema.json), as a store's API, its set-up and the hub's
/// masters have it. Complains by path; `included`: where it is not said. `amountPerUnit` alone makes it fixed_per_unit.
DatedRate read_rate(JsonFields& fields, std::vector<FieldError>& errors, bool included);
/// What cannot be, and where below the rate; none: it can be stored.
std::optional<FieldError> flaw_of(const DatedRate& rate);
/// What few rates have, as members of the object that is being written: `affectsBase`, `affectedByPrevious`, `exempt`,
/// `reverseCharge`, `band`.
void append_rare(JsonWriter& json, const TaxRate& rate);

/// Column `terms` of tax_rate: the same as an object, and `inside` for kind division, which older rows did not know.
std::string encode_terms(const TaxRate& rate);
void decode_terms(std::string_view text, TaxRate& rate);
/// How `kind` stands in its column.
std::string_view stored_kind(TaxKind kind);
}  // namespace holdfast::taxes
