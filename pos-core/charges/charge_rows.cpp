#include "charges/charge_rows.h"

#include <limits>

#include "charges/charge_document.h"
#include "rulebook/document_rows.h"

namespace holdfast::charges {
StoredCharges load_charges(db::Connection& connection, Currency currency, std::optional<Instant> at) {
  StoredCharges out{
      {}, Instant{std::numeric_limits<std::int64_t>::min()}, Instant{std::numeric_limits<std::int64_t>::max()}};
  for (const rulebook::Document& document :
       rulebook::in_force(connection, rulebook::Kind::charge, at, out.valid_from, out.valid_until)) {
    const auto parsed = parse_json(document.text);
    if (!parsed) continue;
    std::vector<FieldError> errors;
    Rule rule = read_charge(*parsed, Rational{currency.minor_per_major()}, errors);
    rule.version = document.version;
    if (errors.empty()) out.rules.push_back(std::move(rule));
  }
  return out;
}
}  // namespace holdfast::charges
