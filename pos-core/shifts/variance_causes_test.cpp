#include "shifts/variance_causes.h"

#include <catch2/catch.hpp>

namespace holdfast::shifts {
namespace {
Happening happening(std::int64_t amount, Happening::What what = Happening::What::order) {
  return {what, {}, "1-000007", amount, Instant{1}};
}
/// `exact unknownCard 1250` for each proposal.
std::vector<std::string> words(const VarianceFacts& facts) {
  std::vector<std::string> out;
  for (const ProposedCause& each : variance_causes(facts))
    out.push_back(std::string{name_of(each.likelihood)} + " " + std::string{name_of(each.cause)} + " " +
                  std::to_string(each.explains));
  return out;
}
using Words = std::vector<std::string>;
}  // namespace

TEST_CASE("a drawer that agrees has no causes, whatever happened", "[shifts]") {
  VarianceFacts facts;
  facts.no_sales = {happening(0)};
  facts.doubtful_cards = {happening(500)};
  CHECK(variance_causes(facts).empty());
}

TEST_CASE("each kind of happening explains the difference it would make, and only in its direction", "[shifts]") {
  struct Case {
    const char* name;
    VarianceFacts facts;
    Words expected;
  };
  const auto with = [](std::int64_t variance, auto member, std::vector<Happening> happened) {
    VarianceFacts facts;
    facts.variance = variance;
    facts.*member = std::move(happened);
    return facts;
  };
  const std::vector<Case> cases{
      {"in doubt and paid in cash",
       with(1250, &VarianceFacts::doubtful_cards, {happening(400), happening(1250)}),
       {"exact unknownCard 1250"}},
      {"two together",
       with(1650, &VarianceFacts::doubtful_cards, {happening(400), happening(1250)}),
       {"exact unknownCard 1650"}},
      {"a part", with(1300, &VarianceFacts::doubtful_cards, {happening(1250)}), {"possible unknownCard 1250"}},
      {"larger than the difference", with(1000, &VarianceFacts::doubtful_cards, {happening(1250)}), {}},
      {"doubt takes nothing out", with(-1250, &VarianceFacts::doubtful_cards, {happening(1250)}), {}},
      {"void after print",
       with(799, &VarianceFacts::voids_after_print, {happening(799)}),
       {"exact voidAfterPrint 799"}},
      {"open drawer, short", with(-300, &VarianceFacts::no_sales, {happening(0)}), {"hint noSale 0"}},
      {"open drawer, over", with(300, &VarianceFacts::no_sales, {happening(0)}), {}},
      {"card booked, cash taken",
       with(420, &VarianceFacts::cards_as_large, {happening(420)}),
       {"exact wrongTender 420"}},
      {"cash booked, card taken",
       with(-420, &VarianceFacts::cash_as_large, {happening(420)}),
       {"exact wrongTender -420"}},
      {"not paid back", with(420, &VarianceFacts::refunds_as_large, {happening(420)}), {"exact refundNotPaid 420"}},
      {"paid in twice",
       with(-5000, &VarianceFacts::pay_ins, {happening(5000), happening(5000)}),
       {"exact movementTwice -5000"}},
      {"a pay-in that was a pay-out",
       with(-4000, &VarianceFacts::pay_ins, {happening(2000)}),
       {"exact movementTwice -4000"}},
      {"dropped twice",
       with(5000, &VarianceFacts::pay_outs, {happening(5000), happening(5000)}),
       {"exact movementTwice 5000"}},
  };
  for (const Case& each : cases) {
    INFO(each.name);
    CHECK(words(each.facts) == each.expected);
  }
}

TEST_CASE("a float that was not there is short by all of it", "[shifts]") {
  VarianceFacts facts;
  facts.variance = -10000;
  facts.opening_cash = 10000;
  CHECK(words(facts) == Words{"exact missingFloat -10000"});
}

TEST_CASE("a float nobody entered is over by what the shift before left", "[shifts]") {
  VarianceFacts facts;
  facts.variance = 20000;
  facts.shift_before = happening(20000, Happening::What::shift);
  const auto causes = variance_causes(facts);
  REQUIRE(causes.size() == 1);
  CHECK(causes[0].cause == Cause::missing_float);
  REQUIRE(causes[0].facts.size() == 1);
  CHECK(causes[0].facts[0].what == Happening::What::shift);
}

TEST_CASE("another float than usual is a hint only", "[shifts]") {
  VarianceFacts facts;
  facts.variance = -77;
  facts.opening_cash = 15000;
  facts.usual_float = 20000;
  facts.shift_before = happening(20000, Happening::What::shift);
  CHECK(words(facts) == Words{"hint missingFloat 0"});
}

TEST_CASE("one note more or less than was counted is a possibility", "[shifts]") {
  VarianceFacts facts;
  facts.variance = -2000;
  facts.denominations = {5000, 2000, 1000};
  CHECK(words(facts) == Words{"possible miscount -2000"});
}

TEST_CASE("what accounts for everything comes first, hints last", "[shifts]") {
  VarianceFacts facts;
  facts.variance = -2000;
  facts.no_sales = {happening(0)};
  facts.denominations = {2000};
  facts.cash_as_large = {happening(2000)};
  CHECK(words(facts) == Words{"exact wrongTender -2000", "possible miscount -2000", "hint noSale 0"});
}
}  // namespace holdfast::shifts
