#include "staff/terminal_tokens.h"

#include <algorithm>

#include "base/check.h"

namespace holdfast::staff {
namespace {
std::int64_t number(db::Statement& row) {
  check(row.step());
  const std::int64_t value = row.integer(0);
  row.reset();
  return value;
}
}  // namespace

TokenTerms terms_of_token(std::int64_t days, Instant given, std::optional<Instant> ordered) {
  TokenTerms terms;
  if (days > 0) {
    // The last third is for tills that are rarely on.
    terms.due = given.plus_seconds(days * seconds_per_day * 2 / 3);
    terms.spent = given.plus_seconds(days * seconds_per_day);
  }
  if (ordered) {
    const Instant end = ordered->plus_seconds(token_grace_seconds);
    terms.due = terms.due ? std::min(*terms.due, *ordered) : *ordered;
    terms.spent = terms.spent ? std::min(*terms.spent, end) : end;
  }
  return terms;
}
TokenTerms terms_of_former(Instant since) { return {since, since.plus_seconds(token_grace_seconds)}; }

std::int64_t token_days(db::Connection& connection) {
  return number(connection.prepare("SELECT days FROM token_policy WHERE id = 1"));
}
void set_token_days(db::Transaction& tx, std::int64_t days) {
  tx.prepare("UPDATE token_policy SET days = ? WHERE id = 1").exec(days);
}

void give_token(db::Transaction& tx, const NewToken& token, Instant now) {
  // Whoever asks by the one before does not win time for it.
  const std::span<const std::uint8_t> presented = token.presented, given = token.given;
  tx.prepare(
        "UPDATE terminal SET former_us = CASE WHEN former_hash = ?2 THEN former_us ELSE ?4 END, former_hash = ?2, "
        "token_hash = ?3, token_us = ?4, token_ordered_us = NULL WHERE id = ?1")
      .exec(token.terminal_row, presented, given, now);
}
std::int64_t order_tokens(db::Transaction& tx, Instant now) {
  tx.prepare("UPDATE terminal SET token_ordered_us = ? WHERE revoked_us IS NULL AND token_us IS NOT NULL").exec(now);
  return tx.connection().changes();
}
std::int64_t terminals_without_key(db::Connection& connection) {
  return number(connection.prepare("SELECT count(*) FROM terminal WHERE revoked_us IS NULL AND token_us IS NULL"));
}
}  // namespace holdfast::staff
