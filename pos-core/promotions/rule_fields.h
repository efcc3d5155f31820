#pragma once
#include <string>
#include <vector>

#include "base/json.h"
#include "promotions/rule.h"

/// The parts of a rule document; read_rule() puts them together.
namespace holdfast::promotions {
/// Where complaints go and what a major unit is worth.
struct Reading {
  std::vector<FieldError>& errors;
  Rational minor_per_major;
};
std::optional<Rational> maybe_number(JsonFields& fields, std::string_view name);
std::optional<Rational> maybe_amount(JsonFields& fields, std::string_view name, const Reading& reading);
std::vector<std::string> texts(JsonFields& fields, std::string_view name);

Selection read_selection(const Json* value, const std::string& pointer, const Reading& reading);
Conditions read_conditions(const Json& value, const std::string& pointer, const Reading& reading);
Schedule read_schedule(std::span<const Json> windows, const std::string& pointer, const Reading& reading);
Action read_action(const Json& value, const std::string& pointer, const Reading& reading);
}  // namespace holdfast::promotions
