#pragma once
#include "base/json.h"
#include "engine/book_rows.h"

namespace holdfast::engine {
/// The payload of OrderPaid as the books need it. Refuses `invalid_body`, naming the first member that is wrong.
Result<PaidOrder> read_paid_order(const Json& payload);
/// Payments add up to total + rounding (amounts are net of change).
bool tenders_add_up(const PaidOrder& order);
/// `3` and 42 of "3-000042"; number 0 when it is not of that form.
std::pair<std::string, std::int64_t> split_receipt_number(const std::string& receipt_number);
}  // namespace holdfast::engine
