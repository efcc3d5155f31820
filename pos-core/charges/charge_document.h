#pragma once
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "charges/charge.h"
#include "db/connection.h"
#include "money/money.h"

namespace holdfast::charges {
/// Reads a list of charges (schema/charge.schema.json), complaints by path; ids are unique. Refused as a whole
/// (invalid_body).
Result<std::vector<Rule>> read_charges(const Json& list, const Rational& minor_per_major);

struct StoredCharges {
  std::vector<Rule> rules;
  Instant valid_from, valid_until;  ///< the span in which no version begins
};
/// The newest versions as of `at`. Documents that no longer read are left out: they take nothing.
StoredCharges load_charges(db::Connection& connection, Currency currency, Instant at);
}  // namespace holdfast::charges
