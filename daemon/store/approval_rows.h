#pragma once
#include <optional>

#include "db/transaction.h"
#include "staff/permission.h"

namespace holdfast::store {
/// The consent a request came with, if it still counts: not used, not expired, asked for by this actor, and given by
/// somebody who still works here.
std::optional<Approval> find_approval(db::Transaction& tx, const Uuid& id, const Actor* actor, Instant now);
}  // namespace holdfast::store
