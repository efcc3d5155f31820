#include "payments/stored_value.h"

#include <array>

#include "base/check.h"

namespace holdfast::payments {
namespace {
// Base 32 without I, L, O and U, which are misread.
constexpr std::string_view letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void add_move(db::Transaction& tx, std::int64_t row, std::int64_t amount, std::optional<std::int64_t> order_row,
              std::string_view reason, Instant now) {
  tx.prepare("INSERT INTO stored_value_move(stored_value_id, amount, order_id, reason, at_us) VALUES (?, ?, ?, ?, ?)")
      .exec(row, amount, order_row, reason, now);
}
void change_balance(db::Transaction& tx, const StoredValue& value, std::int64_t amount,
                    std::optional<std::int64_t> order_row, std::string_view reason, Instant now) {
  tx.prepare("UPDATE stored_value SET balance = balance + ?, updated_us = ? WHERE id = ?").exec(amount, now, value.row);
  add_move(tx, value.row, amount, order_row, reason, now);
}

#define HF_STORED_VALUE                                                                                          \
  "SELECT v.id, v.uuid, v.code, v.currency, v.balance, v.person_id, p.uuid, v.expires_us, v.created_us FROM "    \
  "stored_value v LEFT JOIN person p ON p.id = v.person_id WHERE "

StoredValue value_of(const db::Statement& row) {
  return {row.integer(0),
          row.uuid(1),
          row.string(2),
          row.string(3),
          row.integer(4),
          row.maybe_integer(5),
          row.is_null(6) ? std::nullopt : std::optional{row.uuid(6)},
          row.maybe_instant(7),
          row.instant(8)};
}
std::optional<StoredValue> first(db::Statement& row) {
  std::optional<StoredValue> value;
  if (row.step()) value = value_of(row);
  row.reset();
  return value;
}
}  // namespace

std::optional<StoredValue> find_stored_value(db::Connection& connection, std::string_view code) {
  const std::string normal = normal_voucher_code(code);
  return first(connection.prepare(HF_STORED_VALUE "v.code = ?").all(normal));
}
std::optional<StoredValue> find_stored_value(db::Connection& connection, const Uuid& id) {
  return first(connection.prepare(HF_STORED_VALUE "v.uuid = ?").all(id));
}
std::vector<StoredValue> stored_values_after(db::Connection& connection, std::int64_t row, int most) {
  db::Statement& rows = connection.prepare(HF_STORED_VALUE "v.id > ? AND v.balance > 0 ORDER BY v.id LIMIT ?");
  rows.all(row, most);
  std::vector<StoredValue> out;
  while (rows.step()) out.push_back(value_of(rows));
  return out;
}

void shift_stored_value(db::Transaction& tx, const StoredValue& value, std::int64_t amount, std::string_view reason,
                        Instant now) {
  check(amount != 0 && value.balance + amount >= 0);
  change_balance(tx, value, amount, std::nullopt, reason, now);
}
bool was_shifted(db::Connection& connection, const StoredValue& value, std::string_view reason) {
  db::Statement& row = connection.prepare("SELECT 1 FROM stored_value_move WHERE stored_value_id = ? AND reason = ?");
  const bool found = row.all(value.row, reason).step();
  row.reset();
  return found;
}

void insert_stored_value(db::Transaction& tx, StoredValue& value, std::optional<std::int64_t> order_row,
                         std::string_view reason) {
  check(value.balance > 0);
  tx.prepare(
        "INSERT INTO stored_value(uuid, code, currency, balance, person_id, expires_us, created_us, updated_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(value.id, value.code, value.currency, value.balance, value.person_row, value.expires, value.created,
            value.created);
  value.row = tx.last_rowid();
  add_move(tx, value.row, value.balance, order_row, reason, value.created);
}

Result<> redeem(db::Transaction& tx, std::string_view code, std::int64_t amount, std::int64_t order_row, Instant now) {
  check(amount > 0);
  const auto value = find_stored_value(tx.connection(), code);
  if (!value) return refuse(ErrorCode::not_found, "there is no voucher `" + std::string{code} + "`");
  if (value->expires && now >= *value->expires) return refuse(ErrorCode::tender_refused, "the voucher has expired");
  if (value->balance < amount)
    return refuse(ErrorCode::insufficient_balance, "the voucher has only " + std::to_string(value->balance) + " left");
  change_balance(tx, *value, -amount, order_row, "paid", now);
  return {};
}

Result<> credit(db::Transaction& tx, std::string_view code, std::int64_t amount, std::int64_t order_row, Instant now) {
  check(amount > 0);
  const auto value = find_stored_value(tx.connection(), code);
  if (!value) return refuse(ErrorCode::not_found, "there is no voucher `" + std::string{code} + "`");
  change_balance(tx, *value, amount, order_row, "refunded", now);
  return {};
}

std::string make_voucher_code(std::uint64_t random) {
  std::array<char, 12> symbols;
  std::size_t sum = 0;
  for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
    const std::size_t digit = random & 31U;
    random >>= 5U;
    symbols[i] = letters[digit];
    sum += digit * (i + 1);
  }
  symbols.back() = letters[sum % letters.size()];
  return {symbols.data(), symbols.size()};
}

std::string normal_voucher_code(std::string_view typed) {
  std::string code;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    code += c;
  }
  return code;
}
}  // namespace holdfast::payments
