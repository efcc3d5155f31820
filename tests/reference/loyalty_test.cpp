#include <catch2/catch.hpp>

#include "pricing/loyalty.h"
#include "reference/cases.h"

namespace holdfast::reference {
namespace {
using namespace pricing;

std::optional<Rational> maybe(const json::object& object, std::string_view name, const Rational& scale = 1) {
  const json::value* found = object.if_contains(name);
  if (!found) return std::nullopt;
  return number(text_of(*found)) * scale;
}

/// The cases name no currency: two decimals, as most have.
const Rational cents{100};

void read_earning(const json::object& earn, LoyaltyProgram& program) {
  only(earn, "earn", {"mode", "amount_per_point", "points_per_unit", "rounding"});
  program.earn = meaning_of<EarnMode>("earn mode", text_of(earn.at("mode")),
                                      {{"per_amount", EarnMode::per_amount},
                                       {"percent_per_amount", EarnMode::percent_per_amount},
                                       {"per_unit", EarnMode::per_unit}});
  program.amount_per_point = maybe(earn, "amount_per_point", cents).value_or(Rational{});
  program.points_per_unit = maybe(earn, "points_per_unit").value_or(Rational{});
  if (earn.contains("rounding")) program.rounding = parse_rounding(text_of(earn.at("rounding"))).value();
}

void read_reward(const json::object& reward, LoyaltyProgram& program) {
  only(reward, "reward", {"kind", "value", "lot", "cost", "cap"});
  program.reward = meaning_of<RewardKind>(
      "reward", text_of(reward.at("kind")),
      {{"per_point", RewardKind::per_point}, {"per_reward", RewardKind::per_reward}, {"percent", RewardKind::percent}});
  const bool percent = program.reward == RewardKind::percent;
  program.value = maybe(reward, "value", percent ? Rational{1} : cents).value_or(Rational{});
  program.lot = maybe(reward, "lot").value_or(Rational{1});
  program.cost = maybe(reward, "cost").value_or(Rational{1});
  program.cap = maybe(reward, "cap", cents);
}

LoyaltyProgram program_of(const json::object& document) {
  only(document, "program", {"earn", "reward", "tiers"});
  LoyaltyProgram program;
  program.minor_per_major = cents;
  if (const json::value* earn = document.if_contains("earn")) read_earning(earn->as_object(), program);
  if (const json::value* reward = document.if_contains("reward")) read_reward(reward->as_object(), program);
  if (const json::value* tiers = document.if_contains("tiers"))
    for (const json::value& each : tiers->as_array())
      program.tiers.push_back(
          {text_of(each.as_object().at("id")), maybe(each.as_object(), "min_spent", cents).value_or(Rational{})});
  return program;
}

struct Outcome {
  Rational points = {};
  Rational discount = {};
  bool accepted = true;
};

/// What came back of sales so far, by what the sale was: several parts of one sale take back what all of it earned.
using Returned = std::map<std::string, Rational>;

Outcome apply(const LoyaltyProgram& program, LoyaltyAccount& account, const json::object& event, Returned& returned) {
  only(event, "event", {"type", "amount", "units", "points", "max_rewards", "original_amount"});
  const std::string type = text_of(event.at("type"));
  const auto amount = maybe(event, "amount", cents);
  Outcome outcome;
  if (type == "earn") {
    outcome.points = amount ? points_for_amount(program, *amount) : Rational{};
    if (const auto units = maybe(event, "units")) outcome.points += points_for_units(program, *units);
    account.balance += outcome.points;
    account.spent += amount.value_or(Rational{});
  } else if (type == "redeem") {
    const Redemption taken =
        redeemable(program, account.balance, maybe(event, "points"), amount, maybe(event, "max_rewards"));
    outcome = {taken.points, taken.discount, true};
    account.balance = account.balance - taken.points;
  } else if (type == "adjust") {
    outcome.points = maybe(event, "points").value();
    outcome.accepted = !(account.balance + outcome.points < Rational{});
    if (outcome.accepted) account.balance += outcome.points;
  } else if (type == "return") {
    const Rational original = maybe(event, "original_amount", cents).value();
    Rational& before = returned[text_of(event.at("original_amount"))];
    if (original < before + amount.value()) before = {};  // another sale of the same amount
    outcome.points = -points_taken_back(program, original, before, amount.value());
    before += *amount;
    account.balance += outcome.points;
    account.spent = account.spent - *amount;
  } else {
    throw NotOffered{"event " + type};
  }
  return outcome;
}

std::string compare(const json::object& wanted, const Outcome& outcome, const LoyaltyProgram& program,
                    const LoyaltyAccount& account) {
  only(wanted, "expected event", {"points", "discount", "balance", "tier", "accepted"});
  if (const auto points = maybe(wanted, "points"); points && *points != outcome.points) return "other points";
  if (const auto off = maybe(wanted, "discount", cents); off && *off != outcome.discount) return "another discount";
  if (const auto balance = maybe(wanted, "balance"); balance && *balance != account.balance) return "another balance";
  if (wanted.contains("tier") && text_of(wanted.at("tier")) != tier_of(program, account.spent)) return "another tier";
  if (wanted.contains("accepted") && wanted.at("accepted").as_bool() != outcome.accepted) return "accepted";
  return "";
}

std::string loyalty_case(const json::object& item) {
  const json::object& input = item.at("input").as_object();
  const json::object& expected = item.at("expected").as_object();
  only(input, "input", {"program", "balance", "spent", "events", "currency"});
  const LoyaltyProgram program = program_of(input.at("program").as_object());
  LoyaltyAccount account{maybe(input, "balance").value_or(Rational{}),
                         maybe(input, "spent", cents).value_or(Rational{})};
  const json::array& events = input.at("events").as_array();
  Returned returned;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const Outcome outcome = apply(program, account, events[i].as_object(), returned);
    if (!expected.contains("events")) continue;
    const json::object& wanted = expected.at("events").as_array().at(i).as_object();
    if (std::string wrong = compare(wanted, outcome, program, account); !wrong.empty()) return wrong;
  }
  const auto balance = maybe(expected, "balance");
  return balance && *balance != account.balance ? "another balance at the end" : "";
}
}  // namespace

TEST_CASE("points come out as the reference cases say", "[reference]") {
  CHECK(run_cases("loyalty", loyalty_case) == 0);
}
}  // namespace holdfast::reference
