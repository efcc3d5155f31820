#include "stored_value/account.h"

#include <array>
#include <catch2/catch.hpp>
#include <random>

namespace holdfast::stored_value {
namespace {
constexpr Instant now{1'795'255'200'000'000};
Account active(std::int64_t balance) {
  Account account;
  account.state = AccountState::active;
  account.balance = balance;
  return account;
}
ErrorCode refusal(const Account& account, const Entry& entry) { return after(account, entry, now).error().code; }
}  // namespace

TEST_CASE("a card is worth nothing before it is sold", "[stored_value]") {
  Account account;
  CHECK(refusal(account, {.kind = EntryKind::redeem, .amount = -1}) == ErrorCode::tender_refused);
  CHECK(refusal(account, {.kind = EntryKind::top_up, .amount = 1}) == ErrorCode::tender_refused);
  const auto sold = after(account, {.kind = EntryKind::activate, .amount = 500}, now);
  REQUIRE(sold);
  CHECK(sold->balance == 500);
  CHECK(sold->state == AccountState::active);
  CHECK(refusal(*sold, {.kind = EntryKind::activate, .amount = 500}) == ErrorCode::conflict);
}

TEST_CASE("what is set aside for one sale pays no other", "[stored_value]") {
  const auto held = after(active(1000), {.kind = EntryKind::authorise, .held = 700}, now);
  REQUIRE(held);
  CHECK(held->available() == 300);
  CHECK(refusal(*held, {.kind = EntryKind::redeem, .amount = -301}) == ErrorCode::insufficient_balance);
  CHECK(refusal(*held, {.kind = EntryKind::adjust, .amount = -301}) == ErrorCode::insufficient_balance);
  const auto captured = after(*held, {.kind = EntryKind::redeem, .amount = -700, .held = -700}, now);
  REQUIRE(captured);
  CHECK(captured->balance == 300);
  CHECK(captured->held == 0);
}

TEST_CASE("an expired card pays nothing, keeps what was set aside before, and takes a refund", "[stored_value]") {
  Account account = active(1000);
  account.held = 400;
  account.expires = now;
  CHECK(refusal(account, {.kind = EntryKind::redeem, .amount = -1}) == ErrorCode::tender_refused);
  CHECK(refusal(account, {.kind = EntryKind::authorise, .held = 1}) == ErrorCode::tender_refused);
  CHECK(after(account, {.kind = EntryKind::redeem, .amount = -400, .held = -400}, now));
  CHECK(after(account, {.kind = EntryKind::refund, .amount = 50}, now));
}

TEST_CASE("no order of entries makes a balance negative or holds more than is there", "[stored_value]") {
  std::mt19937_64 random{20261121};
  const auto below = [&](std::int64_t n) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(n));
  };
  for (int run = 0; run < 200; ++run) {
    Account account = active(below(2000));
    std::int64_t balance = account.balance, held = 0;
    for (int step = 0; step < 200; ++step) {
      const std::int64_t amount = below(600) + 1, aside = std::min(amount, below(600) + 1);
      const std::array<Entry, 8> entries{{{.kind = EntryKind::redeem, .amount = -amount},
                                          {.kind = EntryKind::redeem, .amount = -amount, .held = -aside},
                                          {.kind = EntryKind::authorise, .held = amount},
                                          {.kind = EntryKind::release, .held = -amount},
                                          {.kind = EntryKind::refund, .amount = amount},
                                          {.kind = EntryKind::expire, .amount = -amount},
                                          {.kind = EntryKind::reverse, .amount = -amount},
                                          {.kind = EntryKind::top_up, .amount = amount}}};
      const Entry& entry = entries[static_cast<std::size_t>(below(8))];
      if (const auto next = after(account, entry, now)) {
        account = *next;
        balance += entry.amount;
        held += entry.held;
      }
      REQUIRE(account.balance == balance);
      REQUIRE(account.held == held);
      REQUIRE(account.balance >= account.held);
      REQUIRE(account.held >= 0);
    }
  }
}
}  // namespace holdfast::stored_value
