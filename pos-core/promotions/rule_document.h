#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "promotions/rule.h"

namespace holdfast::promotions {
/// Reads one rule (schema/promotion-rule.schema.json). Amounts are decimal strings in major units, of which
/// `minor_per_major` minor ones are made; times are RFC 3339. Every complaint is added with its JSON Pointer below
/// `pointer`; a rule with complaints is not to be used.
Rule read_rule(const Json& document, const Rational& minor_per_major, std::vector<FieldError>& errors,
               const std::string& pointer = "");

/// A list of them, complaints by path (`/0/actions/1/value`); ids are unique. Refused as a whole (invalid_body).
Result<std::vector<Rule>> read_rules(const Json& list, const Rational& minor_per_major);

/// `12.30`, `-0.05`, `1/3`: exact, whatever the number of decimals; at most 15 digits a number.
std::optional<Rational> parse_exact(std::string_view text);
}  // namespace holdfast::promotions
