#include "stored_value/account.h"

#include <array>

#include "base/check.h"

namespace holdfast::stored_value {
namespace {
constexpr std::array<std::string_view, 3> account_kinds{"gift_card", "store_credit", "points"};
constexpr std::array<std::string_view, 3> account_states{"inactive", "active", "closed"};
constexpr std::array<std::string_view, 12> entry_kinds{"activate", "top_up",  "earn",   "authorise",
                                                       "redeem",   "release", "refund", "reverse",
                                                       "expire",   "adjust",  "grant",  "give_back"};

template <class T, std::size_t N>
std::optional<T> parse(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<T>(i);
  return std::nullopt;
}

bool is_sound(const Entry& entry) {
  using enum EntryKind;
  switch (entry.kind) {
    case activate:
    case top_up:
    case earn:
    case refund:
    case grant:
      return entry.amount > 0 && entry.held == 0;
    case authorise:
      return entry.amount == 0 && entry.held > 0;
    case release:
      return entry.amount == 0 && entry.held < 0;
    case redeem:
      return entry.amount < 0 && entry.held <= 0;
    case expire:
    case give_back:
      return entry.amount < 0 && entry.held == 0;
    case reverse:
    case adjust:
      return entry.amount != 0 && entry.held == 0;
  }
  return false;
}

std::string_view noun(const Account& account) {
  return account.kind == AccountKind::gift_card      ? "card"
         : account.kind == AccountKind::store_credit ? "credit"
                                                     : "account";
}

Result<> allowed(const Account& account, const Entry& entry, Instant now) {
  using enum EntryKind;
  const std::string what = "the " + std::string{noun(account)};
  const bool opens = entry.kind == activate || entry.kind == refund || entry.kind == earn || entry.kind == grant;
  if (account.state == AccountState::closed && entry.kind != release && entry.kind != reverse)
    return refuse(ErrorCode::tender_refused, what + " was taken back and is closed");
  if (account.state == AccountState::inactive && !opens)
    return refuse(ErrorCode::tender_refused, what + " has not been sold yet");
  if (entry.kind == activate && account.state == AccountState::active)
    return refuse(ErrorCode::conflict, what + " is active already");
  const bool spends = entry.kind == authorise || (entry.kind == redeem && entry.held == 0) || entry.kind == top_up;
  if (spends && account.expired(now)) return refuse(ErrorCode::tender_refused, what + " has expired");
  return {};
}
}  // namespace

std::string_view name_of(AccountKind kind) { return account_kinds[static_cast<std::size_t>(kind)]; }
std::string_view name_of(AccountState state) { return account_states[static_cast<std::size_t>(state)]; }
std::string_view name_of(EntryKind kind) { return entry_kinds[static_cast<std::size_t>(kind)]; }
std::optional<AccountKind> parse_account_kind(std::string_view name) { return parse<AccountKind>(account_kinds, name); }
std::optional<AccountState> parse_account_state(std::string_view name) {
  return parse<AccountState>(account_states, name);
}
std::optional<EntryKind> parse_entry_kind(std::string_view name) { return parse<EntryKind>(entry_kinds, name); }

Result<Account> after(const Account& account, const Entry& entry, Instant now) {
  check(is_sound(entry));
  TRY(allowed(account, entry, now));
  Account next = account;
  if (entry.amount > most_value || entry.held > most_value || account.balance > most_value - entry.amount)
    return refuse(ErrorCode::limit_exceeded, "no account holds that much");
  next.balance += entry.amount;
  next.held += entry.held;
  // What is set aside for one sale is not there for another; what the entry itself had set aside is.
  if (next.held < 0 || next.balance < next.held || next.balance < 0)
    return refuse(ErrorCode::insufficient_balance,
                  "the " + std::string{noun(account)} + " has only " + std::to_string(account.available()) + " left");
  if (entry.amount > 0 && next.state == AccountState::inactive) next.state = AccountState::active;
  return next;
}
}  // namespace holdfast::stored_value
