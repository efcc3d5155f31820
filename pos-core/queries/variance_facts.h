#pragma once
#include "shifts/shift.h"
#include "shifts/variance_causes.h"
#include "site/site.h"

namespace holdfast::queries {
/// What happened in a closed shift that may explain its variance. At most some dozens of each kind are looked at.
shifts::VarianceFacts variance_facts(db::Connection& connection, const shifts::Shift& shift);
/// `{shiftId, variance, limit, beyondLimit, causes: […]}`; of an open shift without variance and causes.
void append_variance_json(std::string& out, db::Connection& connection, const shifts::Shift& shift, const Site& site,
                          int utc_offset_min);
}  // namespace holdfast::queries
