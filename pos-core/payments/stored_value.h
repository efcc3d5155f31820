#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "db/transaction.h"

namespace holdfast::payments {
/// A voucher or store credit of this store: a balance and the moves it is the sum of. Amounts in minor units.
struct StoredValue {
  std::int64_t row = 0;
  Uuid id;
  std::string code;
  std::string currency;
  std::int64_t balance = 0;
  std::optional<std::int64_t> person_row;
  std::optional<Uuid> person;
  std::optional<Instant> expires;
  Instant created;
};
std::optional<StoredValue> find_stored_value(db::Connection& connection, std::string_view code);
std::optional<StoredValue> find_stored_value(db::Connection& connection, const Uuid& id);
/// Writes a new one with its first move. The code is the caller's: make_voucher_code() of fresh randomness.
void insert_stored_value(db::Transaction& tx, StoredValue& value, std::optional<std::int64_t> order_row,
                         std::string_view reason);
/// Pays with it. Refuses not_found, tender_refused when it has expired, insufficient_balance.
Result<> redeem(db::Transaction& tx, std::string_view code, std::int64_t amount, std::int64_t order_row, Instant now);
/// Puts an amount (> 0) on it: a refund, a void. An expired one takes it too.
Result<> credit(db::Transaction& tx, std::string_view code, std::int64_t amount, std::int64_t order_row, Instant now);

/// Takes an amount to or from another place than an order; the reason is kept with it.
void shift_stored_value(db::Transaction& tx, const StoredValue& value, std::int64_t amount, std::string_view reason, Instant now);
/// Whether that happened for this reason already.
bool was_shifted(db::Connection& connection, const StoredValue& value, std::string_view reason);
/// With something left on them, after this row; in the order of their rows.
std::vector<StoredValue> stored_values_after(db::Connection& connection, std::int64_t row, int most);

/// Twelve characters, none of them easily misread: eleven from 55 random bits and one that catches a typing slip.
std::string make_voucher_code(std::uint64_t random);
/// From what was typed: any case, hyphens and blanks do not count, O is 0, I and L are 1.
std::string normal_voucher_code(std::string_view typed);
}  // namespace holdfast::payments
