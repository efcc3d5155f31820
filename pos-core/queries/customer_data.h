#pragma once
#include <string>

#include "customers/person_rows.h"
#include "site/site.h"

namespace holdfast::queries {
/// All that the store keeps of a customer, for the customer: `{customer, orders, addresses, subscriptions, cards,
/// exportedAt}`.
std::string customer_data(db::Connection& connection, const customers::Person& person, const Site& site, Instant now,
                          int utc_offset_min);
/// Their purchases as RFC 4180: a line of an order each, amounts in minor units.
std::string customer_purchases_csv(db::Connection& connection, const customers::Person& person);
}  // namespace holdfast::queries
