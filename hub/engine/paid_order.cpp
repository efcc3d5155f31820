#include "engine/paid_order.h"

#include <algorithm>
#include <charconv>

namespace holdfast::engine {
namespace {
// Sums of a day stay far from the ends of 64 bits: a thousand million million in minor units.
constexpr std::int64_t most_money = 1'000'000'000'000'000;
}  // namespace

Result<PaidOrder> read_paid_order(const Json& payload) {
  std::vector<FieldError> errors;
  JsonFields fields{payload, errors, "/payload"};
  PaidOrder order;
  order.order_id = fields.uuid("orderId");
  order.currency = fields.text("currency", 3);
  order.total = fields.integer("total", -most_money, most_money);
  order.tax = fields.maybe_integer("tax", -most_money, most_money).value_or(0);
  order.is_return = fields.maybe_text("kind", 20).value_or("sale") == "return";
  order.rounding = fields.maybe_integer("rounding", -most_money, most_money).value_or(0);
  order.register_id = fields.text("registerId", 64);
  order.receipt_number = fields.text("receiptNumber", 64);
  order.business_date = fields.text("businessDate", 10);
  for (const Json& item : fields.array("payments", true, 1000)) {
    JsonFields payment{item, errors, "/payload/payments"};
    order.payments.push_back({payment.text("tender", 64), payment.integer("amount", -most_money, most_money)});
  }
  if (errors.empty() && !parse_date(order.business_date)) fields.complain("businessDate", "is no day");
  if (errors.empty() && (order.currency.size() != 3 || !std::all_of(order.currency.begin(), order.currency.end(),
                                                                    [](char c) { return c >= 'A' && c <= 'Z'; })))
    fields.complain("currency", "is no currency");
  TRY(accept_fields(std::move(errors)));
  return order;
}

bool tenders_add_up(const PaidOrder& order) {
  std::int64_t sum = 0;
  for (const Payment& payment : order.payments) sum += payment.amount;
  return sum == order.total + order.rounding;
}

std::pair<std::string, std::int64_t> split_receipt_number(const std::string& receipt_number) {
  const std::size_t dash = receipt_number.rfind('-');
  std::int64_t number = 0;
  if (dash != std::string::npos) {
    const char* const end = receipt_number.data() + receipt_number.size();
    const auto [stop, failed] = std::from_chars(receipt_number.data() + dash + 1, end, number);
    if (failed != std::errc{} || stop != end || number < 0) number = 0;
  }
  return {receipt_number.substr(0, dash == std::string::npos ? receipt_number.size() : dash), number};
}
}  // namespace holdfast::engine
