#include "database/rows.h"

namespace holdfast::database {
using engine::SiteKey;
using engine::ValueGrant;
using stored_value::Account;

namespace {
#define HF_ACCOUNT                                                                                                    \
  "SELECT account_id, kind, state, last_four, currency, person_id, programme, balance, held, expires_us, created_us " \
  "FROM "                                                                                                             \
  "value_account WHERE tenant_id = ? AND "

Account read_account(const sql::Statement& row) {
  Account account;
  account.id = row.uuid(0);
  account.kind = stored_value::parse_account_kind(row.text(1)).value_or(stored_value::AccountKind::gift_card);
  account.state = stored_value::parse_account_state(row.text(2)).value_or(stored_value::AccountState::closed);
  account.last_four = row.string(3);
  account.at_hub = true;
  account.currency = row.string(4);
  if (!row.is_null(5)) account.person = row.uuid(5);
  account.programme = row.string(6);
  account.balance = row.integer(7);
  account.held = row.integer(8);
  if (!row.is_null(9)) account.expires = row.instant(9);
  account.created = row.instant(10);
  return account;
}
std::optional<Account> one_account(sql::Statement& row) {
  std::optional<Account> found;
  if (row.step()) found = read_account(row);
  row.reset();
  return found;
}

constexpr char grant_columns[] =
    "SELECT account_id, grant_id, site_id, purpose, amount, used, is_open, until_us, at_us FROM value_grant WHERE "
    "tenant_id = ? AND account_id = ? AND is_open = 1 ORDER BY at_us, grant_id";
ValueGrant read_grant(const sql::Statement& row) {
  ValueGrant grant{row.uuid(0),         row.uuid(1), row.string(2), row.string(3), row.integer(4), row.integer(5),
                   row.integer(6) != 0, {},          row.instant(8)};
  if (!row.is_null(7)) grant.until = row.instant(7);
  return grant;
}
}  // namespace

std::string Values::secret(const std::string& tenant, const Sha256& seed) {
  db_.prepare("INSERT INTO value_key(tenant_id, secret) VALUES (?, ?) ON CONFLICT DO NOTHING")
      .exec(tenant, std::span<const std::uint8_t>{seed});
  sql::Statement& row = db_.prepare("SELECT secret FROM value_key WHERE tenant_id = ?");
  std::string secret;
  if (row.all(tenant).step()) secret = std::string{row.blob(0)};
  row.reset();
  return secret;
}

std::optional<Account> Values::lock(const std::string& tenant, const Uuid& account) {
  return one_account(db_.prepare_locking(HF_ACCOUNT "account_id = ?").all(tenant, account));
}
std::optional<Account> Values::lock_by_code(const std::string& tenant, const Sha256& digest) {
  return one_account(
      db_.prepare_locking(HF_ACCOUNT "code_digest = ?").all(tenant, std::span<const std::uint8_t>{digest}));
}
std::optional<Account> Values::lock_points(const std::string& tenant, const Uuid& person,
                                           const std::string& programme) {
  return one_account(db_.prepare_locking(HF_ACCOUNT "person_id = ? AND programme = ?").all(tenant, person, programme));
}

std::vector<Account> Values::points_of(const std::string& tenant, const Uuid& person) {
  sql::Statement& rows =
      db_.prepare_locking(HF_ACCOUNT "person_id = ? AND kind = 'points' ORDER BY account_id").all(tenant, person);
  std::vector<Account> found;
  while (rows.step()) found.push_back(read_account(rows));
  return found;
}

void Values::insert(const std::string& tenant, const Account& account, const std::optional<Sha256>& code_digest) {
  const auto digest = code_digest ? std::optional<std::span<const std::uint8_t>>{*code_digest} : std::nullopt;
  db_.prepare(
         "INSERT INTO value_account(tenant_id, account_id, kind, state, code_digest, last_four, currency, person_id, "
         "programme, "
         "balance, held, expires_us, created_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(tenant, account.id, name_of(account.kind), name_of(account.state), digest, account.last_four,
            account.currency, account.person, account.programme, account.balance, account.held, account.expires,
            account.created);
}
void Values::update(const std::string& tenant, const Account& account) {
  db_.prepare(
         "UPDATE value_account SET state = ?, balance = ?, held = ?, expires_us = ? WHERE tenant_id = ? AND account_id "
         "= ?")
      .exec(name_of(account.state), account.balance, account.held, account.expires, tenant, account.id);
}

bool Values::has_entry(const std::string& tenant, const Uuid& account, const Uuid& operation, int part,
                       stored_value::EntryKind kind) {
  sql::Statement& known = db_.prepare(
      "SELECT 1 FROM value_entry WHERE tenant_id = ? AND account_id = ? AND operation = ? AND part = ? AND kind = ?");
  const bool there = known.all(tenant, account, operation, part, name_of(kind)).step();
  known.reset();
  return there;
}

bool Values::add_entry(const SiteKey& key, const Account& after, const stored_value::Entry& entry,
                       const std::optional<Uuid>& order, Instant now) {
  if (has_entry(key.tenant, after.id, entry.operation, entry.part, entry.kind)) return false;
  db_.prepare(
         "INSERT INTO value_entry(tenant_id, account_id, operation, part, kind, amount, held, balance, site_id, "
         "order_id, at_us) "
         "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(key.tenant, after.id, entry.operation, entry.part, name_of(entry.kind), entry.amount, entry.held,
            after.balance, key.site, order, now);
  return true;
}

std::int64_t Values::sum_of_entries(const std::string& tenant, const Uuid& account) {
  sql::Statement& row = db_.prepare(
      "SELECT CAST(coalesce(sum(amount), 0) AS BIGINT) FROM value_entry WHERE tenant_id = ? AND account_id = ?");
  const std::int64_t sum = row.all(tenant, account).step() ? row.integer(0) : 0;
  row.reset();
  return sum;
}

std::vector<ValueGrant> Values::open_grants(const std::string& tenant, const Uuid& account) {
  sql::Statement& rows = db_.prepare(grant_columns);
  rows.all(tenant, account);
  std::vector<ValueGrant> found;
  while (rows.step()) found.push_back(read_grant(rows));
  return found;
}
std::optional<ValueGrant> Values::grant(const std::string& tenant, const Uuid& grant) {
  sql::Statement& row = db_.prepare(
      "SELECT account_id, grant_id, site_id, purpose, amount, used, is_open, until_us, at_us FROM value_grant WHERE "
      "tenant_id = "
      "? AND grant_id = ?");
  std::optional<ValueGrant> found;
  if (row.all(tenant, grant).step()) found = read_grant(row);
  row.reset();
  return found;
}
void Values::put_grant(const std::string& tenant, const ValueGrant& grant) {
  db_.prepare(
         "INSERT INTO value_grant(tenant_id, account_id, grant_id, site_id, purpose, amount, used, is_open, until_us, "
         "at_us) VALUES "
         "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (tenant_id, account_id, grant_id) DO UPDATE SET amount = "
         "excluded.amount, used "
         "= excluded.used, is_open = excluded.is_open")
      .exec(tenant, grant.account, grant.id, grant.site, grant.purpose, grant.amount, grant.used, grant.open ? 1 : 0,
            grant.until, grant.at);
}
}  // namespace holdfast::database
