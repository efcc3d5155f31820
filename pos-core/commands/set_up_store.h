#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "db/transaction.h"
#include "site/site.h"

namespace holdfast::commands {
/// argon2id of a PIN, as `staff.pin_hash` keeps it.
using HashPin = std::function<std::string(std::string_view pin)>;

/// Applies a store document (packaging/demo/store.json shows its shape): site, taxCategories, tenders, roles, staff with PINs,
/// registers, inStoreRules, promotions, plans, customers, promotionRules, charges, priceLists, loyaltyProgrammes. By their
/// codes: running it again changes only what differs, and PINs of people who exist stay as they are. Refuses invalid_body with pointers; nothing is stored then.
Result<> set_up_store(db::Connection& connection, const Json& document, const HashPin& hash_pin, IdSource& ids, Instant now);
}  // namespace holdfast::commands
