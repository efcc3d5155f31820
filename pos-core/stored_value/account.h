#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/result.h"

/// The ledger's pure half: what an account is, and what an entry may do to it. Gift cards, store credit and points
/// follow the same rules at the store and at the hub. Amounts are minor units; of points, whole points (currency
/// `PTS`).
namespace holdfast::stored_value {
enum class AccountKind : std::uint8_t { gift_card, store_credit, points };
enum class AccountState : std::uint8_t {
  inactive,  ///< known, not paid for
  active,
  closed,  ///< its sale was taken back
};
enum class EntryKind : std::uint8_t {
  activate,   ///< sold; + amount
  top_up,     ///< + amount
  earn,       ///< + points
  authorise,  ///< set aside; held + amount
  redeem,     ///< - amount; held - amount when it was set aside before
  release,    ///< no longer set aside; held - amount
  refund,     ///< + amount, for goods that came back
  reverse,    ///< + or -: what an order did is taken back
  expire,     ///< - amount
  adjust,     ///< + or -: by a person, with a reason
  grant,      ///< + amount: lent to this store by the hub
  give_back,  ///< - amount: what was lent and not used
};
std::string_view name_of(AccountKind kind);
std::string_view name_of(AccountState state);
std::string_view name_of(EntryKind kind);
std::optional<AccountKind> parse_account_kind(std::string_view name);
std::optional<AccountState> parse_account_state(std::string_view name);
std::optional<EntryKind> parse_entry_kind(std::string_view name);

inline constexpr std::string_view points_currency = "PTS";
/// No account ever holds more: far from overflow.
inline constexpr std::int64_t most_value = 1'000'000'000'000'000;

struct Account {
  std::int64_t row = 0;
  Uuid id;
  AccountKind kind = AccountKind::gift_card;
  AccountState state = AccountState::inactive;
  std::string last_four;
  bool own_code = false;
  bool without_code = false;  ///< of a layaway: nobody can name it; opening only
  bool at_hub = false;  ///< what is here was lent by the hub, which keeps the account
  std::string currency;
  std::string programme;  ///< of points
  std::int64_t balance = 0, held = 0;
  std::optional<std::int64_t> person_row;
  std::optional<Uuid> person;
  std::optional<Instant> expires;
  Instant created;

  bool has_code() const { return !last_four.empty(); }
  std::int64_t available() const { return balance - held; }
  bool expired(Instant now) const { return expires && now >= *expires; }
};

/// What one entry changes. The same operation, part and kind on one account is the same entry, however often it comes.
struct Entry {
  EntryKind kind = EntryKind::redeem;
  std::int64_t amount = 0;  ///< added to the balance
  std::int64_t held = 0;    ///< added to what is set aside
  Uuid operation = {};
  int part = 0;
  std::optional<std::int64_t> order_row = std::nullopt;
  std::optional<std::int64_t> staff_row = std::nullopt;
  std::string reason = {};
};

/// The account after the entry. Refuses tender_refused (not sold yet, taken back, expired), insufficient_balance (the
/// detail says what is left) and limit_exceeded. Entries that only take away or take back never make a balance
/// negative; what value came from decides nothing. An entry that could not be meant (a redeem that adds) is a bug:
/// check().
Result<Account> after(const Account& account, const Entry& entry, Instant now);
}  // namespace holdfast::stored_value
