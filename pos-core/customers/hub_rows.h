#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "db/transaction.h"

namespace holdfast::customers {
/// How the hub stands to a customer, where this store told it of them or had them from it: `confirmed`; `provisional`,
/// the hub has not heard yet; `review`, it does not go with what the hub knows and a person looks at it. Nothing: the
/// hub was never told.
std::optional<std::string> hub_state(db::Connection& connection, std::int64_t person_row);
/// `call`: whose answer says the state (realtime_call); none: it is `state` now.
void put_hub_state(db::Transaction& tx, std::int64_t person_row, std::string_view state,
                   const std::optional<Uuid>& call, Instant now);
}  // namespace holdfast::customers
