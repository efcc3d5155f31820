#include "engine/value_ledger.h"

#include <algorithm>

#include "engine/customer_review.h"

namespace holdfast::engine {
namespace {
using stored_value::Account;
using stored_value::AccountKind;
using stored_value::Entry;
using stored_value::EntryKind;
constexpr int parts_of_one = 64;  // one entry of a store's may be several here: one for each grant that it used

std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::int64_t integer_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer().value_or(0) : 0;
}

/// What a store said of an entry.
struct Told {
  Uuid account;
  EntryKind kind;
  std::int64_t amount = 0;
  Uuid operation;
  int part = 0;
  std::optional<Uuid> order;
};
std::optional<Told> read_told(const Json& payload) {
  const auto account = parse_uuid(text_of(payload, "accountId"));
  const auto operation = parse_uuid(text_of(payload, "operation"));
  const auto kind = stored_value::parse_entry_kind(text_of(payload, "entry"));
  if (!account || !operation || !kind) return std::nullopt;
  Told told{*account, *kind, integer_of(payload, "amount"), *operation, static_cast<int>(integer_of(payload, "part")),
            {}};
  told.order = parse_uuid(text_of(payload, "orderId"));
  return told;
}

/// Points of a customer are one account, whatever each store calls its own.
std::optional<Account> account_of(HubTransaction& tx, const SiteKey& key, const Told& told, const Json& payload,
                                  Instant now) {
  auto person = parse_uuid(text_of(payload, "personId"));
  if (person) person = current_person(tx, key.tenant, *person);
  const std::string programme = text_of(payload, "programme");
  if (text_of(payload, "kind") != "points" || !person || programme.empty())
    return tx.values.lock(key.tenant, told.account);
  if (auto known = tx.values.lock_points(key.tenant, *person, programme)) return known;
  Account fresh;
  fresh.id = told.account;
  fresh.kind = AccountKind::points;
  fresh.state = stored_value::AccountState::active;
  fresh.currency = stored_value::points_currency;
  fresh.programme = programme;
  fresh.person = person;
  fresh.created = now;
  tx.values.insert(key.tenant, fresh, std::nullopt);
  return fresh;
}

/// One telling may be several entries, and of another kind than it was told as: the first of them says that it was
/// booked.
bool is_booked(HubTransaction& tx, const SiteKey& key, const Account& account, const Told& told) {
  const auto has = [&](EntryKind kind) {
    return tx.values.has_entry(key.tenant, account.id, told.operation, told.part * parts_of_one, kind);
  };
  if (told.kind == EntryKind::activate) return has(EntryKind::activate) || has(EntryKind::top_up);
  return has(told.kind == EntryKind::give_back ? EntryKind::release : told.kind);
}

struct Taking {
  HubTransaction& tx;
  const SiteKey& key;
  const Told& told;
  Instant now;
  int part = 0;

  Account post(const Account& account, Entry entry) {
    entry.operation = told.operation;
    entry.part = told.part * parts_of_one + std::min(part++, parts_of_one - 1);
    const auto next = post_value(tx, key, account, entry, told.order, now);
    return next ? *next : account;
  }
  /// From what the store holds, the oldest first; what is left of the amount.
  std::int64_t from_grants(Account& account, std::int64_t amount) {
    for (ValueGrant grant : tx.values.open_grants(key.tenant, account.id)) {
      const std::int64_t taken = std::min(amount, grant.left());
      if (grant.site != key.site || taken <= 0) continue;
      account = post(account, {.kind = EntryKind::redeem, .amount = -taken, .held = -taken});
      grant.used += taken;
      grant.open = grant.left() > 0;
      tx.values.put_grant(key.tenant, grant);
      amount -= taken;
    }
    return amount;
  }
  std::int64_t from_free(Account& account, EntryKind kind, std::int64_t amount) {
    const std::int64_t taken = std::min(amount, account.available());
    if (taken > 0) account = post(account, {.kind = kind, .amount = -taken});
    return amount - taken;
  }
};

/// A grant that a store no longer needs, or part of it.
void give_back(HubTransaction& tx, const SiteKey& key, Account account, const Told& told, Instant now) {
  std::int64_t amount = -told.amount;
  int part = 0;
  for (ValueGrant grant : tx.values.open_grants(key.tenant, account.id)) {
    const std::int64_t back = std::min(amount, grant.left());
    if (grant.site != key.site || back <= 0) continue;
    const auto next = post_value(tx, key, account,
                                 {.kind = EntryKind::release,
                                  .held = -back,
                                  .operation = told.operation,
                                  .part = told.part * parts_of_one + std::min(part++, parts_of_one - 1)},
                                 std::nullopt, now);
    if (next) account = *next;
    grant.amount -= back;
    grant.open = grant.left() > 0;
    tx.values.put_grant(key.tenant, grant);
    amount -= back;
  }
}
}  // namespace

Result<Account> post_value(HubTransaction& tx, const SiteKey& key, const Account& account, const Entry& entry,
                           const std::optional<Uuid>& order, Instant now) {
  Account next = TRY(stored_value::after(account, entry, now));
  if (!tx.values.add_entry(key, next, entry, order, now)) return account;  // it counts once
  tx.values.update(key.tenant, next);
  return next;
}

Result<ValueGrant> grant_value(HubTransaction& tx, const SiteKey& key, const Account& account, ValueGrant wanted,
                               Instant now) {
  if (auto known = tx.values.grant(key.tenant, wanted.id)) return *std::move(known);
  TRY(post_value(tx, key, account, {.kind = EntryKind::authorise, .held = wanted.amount, .operation = wanted.id},
                 std::nullopt, now));
  wanted.account = account.id;
  wanted.site = key.site;
  wanted.at = now;
  tx.values.put_grant(key.tenant, wanted);
  return wanted;
}

std::int64_t close_grant(HubTransaction& tx, const SiteKey& key, const Uuid& id, Instant now) {
  auto found = tx.values.grant(key.tenant, id);
  if (!found || !found->open || found->site != key.site) return 0;
  const auto account = tx.values.lock(key.tenant, found->account);
  found = tx.values.grant(key.tenant, id);  // as it is now that nobody else changes it
  const std::int64_t left = found->open ? found->left() : 0;
  if (!account || left <= 0) return 0;
  const auto posted =
      post_value(tx, key, *account, {.kind = EntryKind::release, .held = -left, .operation = id}, std::nullopt, now);
  if (!posted) return 0;
  found->amount -= left;
  found->open = false;
  tx.values.put_grant(key.tenant, *found);
  return left;
}

std::vector<Oddity> note_value(HubTransaction& tx, const SiteKey& key, const Json& payload, Instant now) {
  if (text_of(payload, "home") != "hub") return {};  // the store's own
  const auto told = read_told(payload);
  if (!told) return {{"value_unknown", "an entry of stored value that cannot be read"}};
  auto account = account_of(tx, key, *told, payload, now);
  if (!account) return {{"value_unknown", "no account " + to_string(told->account) + " is known here"}};
  if (is_booked(tx, key, *account, *told)) return {};
  tx.leases.mark_due(key.tenant, account->id, now);
  Taking taking{tx, key, *told, now};
  std::int64_t missing = 0;
  switch (told->kind) {
    case EntryKind::activate:
    case EntryKind::top_up:
    case EntryKind::earn:
    case EntryKind::refund: {
      const bool active = account->state == stored_value::AccountState::active;
      const EntryKind kind = told->kind == EntryKind::activate && active ? EntryKind::top_up : told->kind;
      taking.post(*account, {.kind = kind, .amount = told->amount});
      break;
    }
    case EntryKind::reverse:
    case EntryKind::adjust:
      if (told->amount > 0)
        taking.post(*account, {.kind = told->kind, .amount = told->amount});
      else
        missing = taking.from_free(*account, told->kind, -told->amount);
      break;
    case EntryKind::redeem:
      missing = taking.from_free(*account, EntryKind::redeem, taking.from_grants(*account, -told->amount));
      break;
    case EntryKind::give_back:
      give_back(tx, key, *account, *told, now);
      break;
    case EntryKind::authorise:
    case EntryKind::release:
    case EntryKind::expire:
    case EntryKind::grant:
      break;  // within what the store holds
  }
  if (missing == 0) return {};
  return {{"value_overdrawn", "of " + std::to_string(-told->amount) + " that " + key.site + " took of account ****" +
                                  account->last_four + ", " + std::to_string(missing) + " was not there"}};
}
}  // namespace holdfast::engine
