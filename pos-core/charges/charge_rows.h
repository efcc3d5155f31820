#pragma once
#include <vector>

#include "charges/charge.h"
#include "db/connection.h"
#include "money/money.h"

namespace holdfast::charges {
struct StoredCharges {
  std::vector<Rule> rules;
  Instant valid_from, valid_until;  ///< the span in which no version begins
};
/// The newest versions; as of `at`, if it is given. Documents that no longer read are left out: they take nothing.
StoredCharges load_charges(db::Connection& connection, Currency currency, std::optional<Instant> at);
}  // namespace holdfast::charges
