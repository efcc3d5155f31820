#pragma once
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "base/result.h"
#include "db/connection.h"
#include "money/quantity.h"
#include "site/site.h"

namespace holdfast::commands {
/// What the customer at a register is to see just now. Amounts in minor units, negative on what comes back.
struct CustomerView {
  enum class State {
    idle,     ///< the greeting
    selling,  ///< lines and total
    paying,   ///< a terminal is at work: total, what is due
    done,     ///< paid, change, where the receipt is; for half a minute
  };
  struct Line {
    std::string name;
    Quantity quantity;
    std::string unit;
    std::int64_t unit_price = 0;
    std::int64_t amount = 0;  ///< after discounts
    bool latest = false;      ///< the one that was touched last
    friend bool operator==(const Line&, const Line&) = default;
  };
  struct Payment {
    std::string tender;
    std::int64_t tendered = 0;
    friend bool operator==(const Payment&, const Payment&) = default;
  };
  State state = State::idle;
  Uuid register_id;
  std::string upper, lower;  ///< the greeting
  std::vector<Line> lines;
  std::int64_t total = 0;
  std::optional<std::int64_t> due;  ///< paying
  std::vector<Payment> payments;
  std::int64_t change = 0;
  std::string receipt_number, receipt_link;  ///< done; a link where the site has one
  std::optional<Instant> until;              ///< done ends
  std::string wallet;  ///< selling: where the customer's wallet proves their age; empty: nobody asks
  int min_age = 0;
  friend bool operator==(const CustomerView&, const CustomerView&) = default;
};
std::string_view name_of(CustomerView::State state);
/// not_found when there is no such register.
Result<CustomerView> customer_view(db::Connection& connection, std::int64_t register_row, const Site& site,
                                   Instant now, int utc_offset_min = 0);
/// As GET /v1/registers/{id}/display and the live message `Display` show it.
void append_json(JsonWriter& json, const CustomerView& view, const Site& site);
}  // namespace holdfast::commands
