#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "charges/charge.h"

namespace holdfast::charges {
/// Reads one charge (schema/charge.schema.json); complaints by path, below `pointer`.
Rule read_charge(const Json& document, const Rational& minor_per_major, std::vector<FieldError>& errors,
                 const std::string& pointer = "");
/// Reads a list of charges; ids are unique. Refused as a whole (invalid_body).
Result<std::vector<Rule>> read_charges(const Json& list, const Rational& minor_per_major);
}  // namespace holdfast::charges
