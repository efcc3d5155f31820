#include "commands/lease_value.h"

#include <algorithm>

#include "commands/points.h"
#include "commands/value_event.h"
#include "customers/person_rows.h"

namespace holdfast::commands {
namespace {
using stored_value::Account;
using stored_value::EntryKind;
constexpr int accounts_a_run = 200;

bool is_posted(db::Connection& connection, std::int64_t account_row, const Uuid& grant) {
  db::Statement& row =
      connection.prepare("SELECT 1 FROM value_entry WHERE account_id = ? AND operation = ? AND kind = 'grant'");
  const bool found = row.all(account_row, grant).step();
  row.reset();
  return found;
}

/// A card has to have been here: its code is nowhere in the feed. Points are opened for a customer who is on file.
Result<Account> account_of(db::Transaction& tx, const OfferedLease& lease, Context& context) {
  if (!lease.points) {
    auto card = stored_value::find(tx.connection(), lease.account);
    if (!card || !card->at_hub) return refuse(ErrorCode::not_found, "no such card of the hub's is on file here");
    return *std::move(card);
  }
  const auto person = lease.person ? customers::find(tx.connection(), *lease.person) : std::nullopt;
  if (!person || person->erased) return refuse(ErrorCode::not_found, "that customer is not on file here");
  if (auto known = stored_value::find_points(tx.connection(), person->row, lease.programme)) {
    if (!known->at_hub) return refuse(ErrorCode::conflict, "this store keeps those points itself");
    return *std::move(known);
  }
  Account fresh;
  fresh.id = lease.account;
  fresh.kind = stored_value::AccountKind::points;
  fresh.currency = stored_value::points_currency;
  fresh.programme = lease.programme;
  fresh.person_row = person->row;
  fresh.at_hub = true;
  const Account opened = TRY(stored_value::open(tx, fresh, "", code_key(context.site), context.now));
  return *stored_value::load(tx.connection(), opened.row);
}

std::int64_t give_back(db::Transaction& tx, std::int64_t account_row, Context& context) {
  const auto account = stored_value::load(tx.connection(), account_row);
  if (!account || !account->at_hub || account->available() <= 0) return 0;
  const auto posted = post_value(tx, *account,
                                 {.kind = EntryKind::give_back,
                                  .amount = -account->available(),
                                  .operation = context.ids.next(context.now),
                                  .reason = "the lease is over"},
                                 std::nullopt, context);
  return posted ? 1 : 0;
}

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
}  // namespace

Result<OfferedLease> read_lease(const Json& body) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  OfferedLease lease;
  lease.account = fields.uuid("accountId");
  lease.points = text_of(body, "kind") == "points";
  lease.person = fields.maybe_uuid("personId");
  lease.programme = fields.maybe_text("programme", 100).value_or("");
  lease.open = text_of(body, "state") != "recalled";
  lease.until = parse_rfc3339(fields.text("until", 40)).value_or(Instant{});
  lease.balance = fields.maybe_integer("balance", 0, stored_value::most_value).value_or(0);
  lease.as_of = parse_rfc3339(fields.text("asOf", 40)).value_or(Instant{});
  for (const Json& item : fields.array("grants", true, 10'000)) {
    JsonFields grant{item, errors, "/grants/" + std::to_string(lease.grants.size())};
    const Uuid id = grant.uuid("id");
    lease.grants.push_back({id, grant.integer("amount", 0, stored_value::most_value)});
  }
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, errors.front().pointer + " " + errors.front().detail);
  return lease;
}

Result<> take_lease(db::Transaction& tx, const OfferedLease& lease, Context& context) {
  Account account = TRY(account_of(tx, lease, context));
  const bool open = lease.open && context.now < lease.until;
  stored_value::put_lease(tx, account.row, {open, lease.until, lease.balance, lease.as_of});
  // Also of a lease that is over already: the hub waits to hear of each grant, and gets it back below.
  for (const OfferedLease::Grant& grant : lease.grants) {
    if (grant.amount == 0 || is_posted(tx.connection(), account.row, grant.id)) continue;
    account = TRY(post_value(
        tx, account,
        {.kind = EntryKind::grant, .amount = grant.amount, .operation = grant.id, .reason = "lent by the hub"},
        std::nullopt, context));
  }
  if (!open) give_back(tx, account.row, context);
  return {};
}

void lose_lease(db::Transaction& tx, const Uuid& id, Context& context) {
  const auto account = stored_value::find(tx.connection(), id);
  if (!account) return;
  if (auto lease = stored_value::find_lease(tx.connection(), account->row)) {
    lease->open = false;
    stored_value::put_lease(tx, account->row, *lease);
  }
  give_back(tx, account->row, context);
}

std::int64_t end_leases(db::Transaction& tx, Context& context) {
  std::int64_t done = 0;
  for (const std::int64_t row : stored_value::over(tx.connection(), context.now, accounts_a_run)) {
    if (auto lease = stored_value::find_lease(tx.connection(), row); lease && lease->open) {
      lease->open = false;
      stored_value::put_lease(tx, row, *lease);
    }
    done += give_back(tx, row, context);
  }
  return done;
}

std::int64_t covered_here(db::Connection& connection, const Account& account, std::int64_t amount, std::int64_t held,
                          const Context& context) {
  const std::int64_t there = stored_value::leased(connection, account, context.now) + held;
  if (there <= 0 || !account.at_hub) return 0;
  if (account.kind != stored_value::AccountKind::points) return std::min(amount, there);
  const auto cost = points_for_payment(connection, account.programme, amount, context);
  if (!cost || *cost <= 0) return 0;
  return *cost <= there ? amount : amount / *cost * there;
}
}  // namespace holdfast::commands
