#pragma once
#include "db/connection.h"

namespace holdfast::queries {
/// Row from which on no order is left out that was made at `at` or later: orders are numbered in time, so it is found
/// by halving. An order that was paid for more than a day after it was begun may be missed. One above the last row when
/// there is none.
std::int64_t first_order_since(db::Connection& connection, Instant at);
}  // namespace holdfast::queries
