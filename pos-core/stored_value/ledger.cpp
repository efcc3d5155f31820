#include "stored_value/ledger.h"

#include "base/check.h"

namespace holdfast::stored_value {
namespace {
#define HF_ACCOUNT                                                                                             \
  "SELECT a.id, a.uuid, a.kind, a.state, a.last_four, a.own_code, a.home = 'hub', a.currency, a.programme, "   \
  "a.balance, "                                                                                                \
  "a.held, a.person_id, p.uuid, a.expires_us, a.created_us FROM value_account a LEFT JOIN person p ON p.id = " \
  "a.person_id "

std::optional<Account> one_account(db::Statement& row) {
  if (!row.step()) return std::nullopt;
  Account account;
  account.row = row.integer(0);
  account.id = row.uuid(1);
  account.kind = parse_account_kind(row.text(2)).value_or(AccountKind::gift_card);
  account.state = parse_account_state(row.text(3)).value_or(AccountState::closed);
  account.last_four = row.string(4);
  account.own_code = row.flag(5);
  account.at_hub = row.flag(6);
  account.currency = row.string(7);
  account.programme = row.string(8);
  account.balance = row.integer(9);
  account.held = row.integer(10);
  account.person_row = row.maybe_integer(11);
  if (!row.is_null(12)) account.person = row.uuid(12);
  account.expires = row.maybe_instant(13);
  account.created = row.instant(14);
  row.reset();
  return account;
}

CodeKind code_kind(AccountKind kind) {
  return kind == AccountKind::store_credit ? CodeKind::store_credit : CodeKind::gift_card;
}
}  // namespace

std::optional<Account> find(db::Connection& connection, const Uuid& id) {
  return one_account(connection.prepare(HF_ACCOUNT "WHERE a.uuid = ?").all(id));
}
std::optional<Account> load(db::Connection& connection, std::int64_t row) {
  return one_account(connection.prepare(HF_ACCOUNT "WHERE a.id = ?").all(row));
}
std::optional<Account> find_by_code(db::Connection& connection, std::string_view typed, const CodeKey& key) {
  const Sha256 digest = code_digest(key, normal_code(typed));
  return one_account(
      connection.prepare(HF_ACCOUNT "WHERE a.code_digest = ?").all(std::span<const std::uint8_t>{digest}));
}
std::optional<Account> find_points(db::Connection& connection, std::int64_t person_row, std::string_view programme) {
  return one_account(connection.prepare(HF_ACCOUNT "WHERE a.person_id = ? AND a.programme = ? AND a.kind = 'points'")
                         .all(person_row, programme));
}

Result<Account> open(db::Transaction& tx, Account account, std::string_view code, const CodeKey& key, Instant now) {
  const bool points = account.kind == AccountKind::points;
  const bool coded = !points && !account.without_code;
  account.own_code = coded && code.empty();
  const std::string own = account.own_code ? code_of(account.id, code_kind(account.kind), key) : std::string{};
  if (account.own_code) code = own;
  account.last_four = coded ? last_four(code) : "";
  account.state = points ? AccountState::active : AccountState::inactive;
  account.created = now;
  const Sha256 digest = coded ? code_digest(key, code) : Sha256{};
  if (coded && find_by_code(tx.connection(), code, key))
    return refuse(ErrorCode::duplicate, "the card is on file already");
  const auto blob = !coded ? std::nullopt : std::optional<std::span<const std::uint8_t>>{digest};
  tx.prepare(
        "INSERT INTO value_account(uuid, kind, code_digest, last_four, own_code, currency, person_id, programme, home, "
        "state, "
        "expires_us, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(account.id, name_of(account.kind), blob, account.last_four, account.own_code, account.currency,
            account.person_row, points ? std::optional<std::string_view>{account.programme} : std::nullopt,
            account.at_hub ? "hub" : "store", name_of(account.state), account.expires, now, now);
  account.row = tx.last_rowid();
  return account;
}

Result<Account> post(db::Transaction& tx, const Account& account, const Entry& entry, Instant now) {
  db::Statement& known = tx.prepare(
      "SELECT amount, held FROM value_entry WHERE account_id = ? AND operation = ? AND part = ? AND kind = ?");
  if (known.all(account.row, entry.operation, entry.part, name_of(entry.kind)).step()) {
    const bool same = known.integer(0) == entry.amount && known.integer(1) == entry.held;
    known.reset();
    if (!same) return refuse(ErrorCode::conflict, "that operation was done with another amount");
    return *load(tx.connection(), account.row);
  }
  // The row, not the caller's copy: two payments of one order may be by one card.
  const auto current = load(tx.connection(), account.row);
  check(current.has_value());
  Account next = TRY(after(*current, entry, now));
  tx.prepare(
        "INSERT INTO value_entry(account_id, operation, part, kind, amount, held, balance, order_id, staff_id, reason, "
        "at_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(account.row, entry.operation, entry.part, name_of(entry.kind), entry.amount, entry.held, next.balance,
            entry.order_row, entry.staff_row, entry.reason, now);
  tx.prepare("UPDATE value_account SET balance = ?, held = ?, state = ?, updated_us = ? WHERE id = ?")
      .exec(next.balance, next.held, name_of(next.state), now, next.row);
  return next;
}

void set_state(db::Transaction& tx, Account& account, AccountState state, Instant now) {
  account.state = state;
  tx.prepare("UPDATE value_account SET state = ?, updated_us = ? WHERE id = ?").exec(name_of(state), now, account.row);
}
void set_expiry(db::Transaction& tx, Account& account, std::optional<Instant> expires, Instant now) {
  account.expires = expires;
  tx.prepare("UPDATE value_account SET expires_us = ?, updated_us = ? WHERE id = ?").exec(expires, now, account.row);
}

std::vector<Posted> history(db::Connection& connection, std::int64_t account_row, std::int64_t before, int limit) {
  std::vector<Posted> out;
  db::Statement& rows = connection.prepare(
      "SELECT e.id, e.kind, e.amount, e.held, e.operation, e.part, e.order_id, o.uuid, e.staff_id, e.reason, "
      "e.balance, e.at_us "
      "FROM value_entry e LEFT JOIN orders o ON o.id = e.order_id WHERE e.account_id = ?1 AND (?2 = 0 OR e.id < ?2) "
      "ORDER BY e.id DESC LIMIT ?3");
  rows.bind(1, account_row).bind(2, before).bind(3, limit);
  while (rows.step()) {
    Posted posted;
    posted.row = rows.integer(0);
    posted.entry = {parse_entry_kind(rows.text(1)).value_or(EntryKind::adjust),
                    rows.integer(2),
                    rows.integer(3),
                    rows.uuid(4),
                    rows.small(5),
                    rows.maybe_integer(6),
                    rows.maybe_integer(8),
                    rows.string(9)};
    if (!rows.is_null(7)) posted.order = rows.uuid(7);
    posted.balance = rows.integer(10);
    posted.at = rows.instant(11);
    out.push_back(std::move(posted));
  }
  return out;
}
}  // namespace holdfast::stored_value
