#pragma once
#include <optional>

#include "base/digest.h"
#include "db/transaction.h"
#include "staff/permission.h"

namespace holdfast::store {
/// The consent a request came with, if it still counts: not used, not expired, asked for by this actor, and given by
/// somebody who still works here. One that was given from afar counts for the call that it was asked for (`request`: its
/// digest) and only while the cart is as it was then.
std::optional<Approval> find_approval(db::Transaction& tx, const Uuid& id, const Actor* actor, const Sha256& request,
                                      Instant now);
}  // namespace holdfast::store
