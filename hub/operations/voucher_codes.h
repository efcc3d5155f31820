#pragma once
#include <string>
#include <string_view>

#include "base/digest.h"
#include "engine/hub_database.h"

namespace holdfast::operations {
/// What a voucher's code (in its normal form) is kept as: nobody who reads the database can pay with it. `seed` makes
/// the tenant's secret if there is none yet.
Sha256 voucher_digest(engine::HubTransaction& tx, const std::string& tenant, const Uuid& seed, std::string_view code);
}  // namespace holdfast::operations
