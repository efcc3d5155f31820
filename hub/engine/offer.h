#pragma once
#include <string>

#include "wire/hello.h"

namespace holdfast::engine {
/// The data sets that this hub's own imports publish (hub/README.md), each in version 1.
constexpr std::string_view datasets[] = {"article",       "tax_category", "tender",    "role",
                                         "staff",         "register",     "promotion", "plan",
                                         "in_store_rule", "price_book",   "price",     "policy"};
/// What this hub reads and serves, for hello.
wire::Offer hub_offer(const std::string& release);
}  // namespace holdfast::engine
