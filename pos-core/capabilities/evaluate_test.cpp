#include "capabilities/evaluate.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "capabilities/capability_rows.h"
#include "capabilities/judge.h"

namespace holdfast::capabilities {
namespace {
constexpr Instant now{1'763'000'000'000'000};

Inputs with_hub(Mode mode) {
  Inputs inputs;
  inputs.now = now;
  inputs.masters_as_of = inputs.staff_as_of = now;
  if (mode != Mode::alone) {
    Health hub{true, mode, mode == Mode::edge ? Cause::no_answer : Cause::answers, now, Breaker::closed, {}};
    inputs.health[static_cast<std::size_t>(Dependency::hub)] = hub;
  }
  Health terminal{true, mode == Mode::alone ? Mode::online : mode, Cause::device, now, Breaker::closed, {}};
  inputs.health[static_cast<std::size_t>(Dependency::card_host)] = terminal;
  return inputs;
}
Uuid uuid_of(std::uint8_t number) {
  Uuid out{};
  out.bytes[15] = number;
  return out;
}
Terminal terminal_in(std::int64_t row, Mode mode, std::vector<Uuid> registers, std::int64_t since_s = 0) {
  const Cause cause = mode == Mode::edge ? Cause::no_answer : Cause::answers;
  return {row, uuid_of(static_cast<std::uint8_t>(row)), "T" + std::to_string(row), std::move(registers),
          Health{true, mode, cause, now.plus_seconds(since_s), Breaker::closed, {}}};
}
Inputs random_inputs(std::mt19937& random) {
  Inputs inputs = with_hub(static_cast<Mode>(random() % mode_count));
  for (Health& each : inputs.health) each.breaker = static_cast<Breaker>(random() % 3);
  inputs.disk_low = random() % 4 == 0;
  inputs.clock_trusted = random() % 4 != 0;
  inputs.old_data_confirmed = random() % 2 == 0;
  if (random() % 3 == 0)
    inputs.masters_as_of.reset();
  else
    inputs.masters_as_of = now.plus_seconds(-static_cast<std::int64_t>(random() % 1'000'000));
  for (std::size_t i = 0; i < operations().size(); ++i) {
    if (random() % 5 != 0) continue;
    Policy::Rule rule;
    rule.operation = i;
    if (random() % 2 == 0) rule.at_best = static_cast<State>(random() % 4);
    rule.open = operations()[i].opt_in && random() % 2 == 0;
    inputs.policy.rules.push_back(rule);
  }
  return inputs;
}
}  // namespace

TEST_CASE("the table has one row for each operation, and a no always says what to do instead", "[capabilities]") {
  std::set<std::string_view> names;
  for (const Operation& row : operations()) {
    INFO(row.name);
    CHECK(names.insert(row.name).second);
    CHECK_FALSE(row.title.empty());
    if (row.in(Mode::edge) == State::denied || row.opt_in) CHECK_FALSE(sentence_of(row.instead).empty());
    if (row.opt_in) CHECK(row.in(Mode::edge) == State::limited);
    CHECK(find_operation(row.name) == static_cast<std::size_t>(&row - operations().data()));
  }
  CHECK(operations().size() >= 60);
}

TEST_CASE("each operation stands in each mode as its row says", "[capabilities]") {
  int tried = 0;
  for (std::size_t mode = 0; mode < mode_count; ++mode) {
    const Evaluation matrix = evaluate(with_hub(static_cast<Mode>(mode)), nullptr);
    for (std::size_t i = 0; i < operations().size(); ++i) {
      const Operation& row = operations()[i];
      INFO(row.name << " " << name_of(static_cast<Mode>(mode)));
      const State listed = row.in(static_cast<Mode>(mode));
      const State stands = matrix.operations[i].state;
      CHECK(stands == (row.opt_in && listed == State::limited ? State::denied : listed));
      const Decision decision = judge(matrix, i, {.manager = true});
      CHECK((decision.state == State::denied) == (stands == State::denied));
      if (stands == State::denied) {
        const Error error = error_of(decision, 60);
        CHECK(error.more.find("\"reason\":\"") != std::string::npos);
        CHECK(error.more.find(row.name) != std::string::npos);
        CHECK_FALSE(error.detail.empty());
      }
      ++tried;
    }
  }
  CHECK(tried == static_cast<int>(operations().size() * mode_count));
}

TEST_CASE("selling for cash is allowed whatever is away", "[capabilities]") {
  for (const Mode mode : {Mode::alone, Mode::online, Mode::slow, Mode::edge, Mode::draining}) {
    const Evaluation matrix = evaluate(with_hub(mode), nullptr);
    for (const char* core :
         {"sale", "tender.cash", "receipt", "shift", "shift.report", "cashMovement", "return", "promotion", "lookup"})
      CHECK(matrix.of(core).state == State::allowed);
  }
}

TEST_CASE("a policy only narrows, but for what the table leaves open to it", "[capabilities]") {
  std::mt19937 random{7};
  for (int round = 0; round < 500; ++round) {
    Inputs inputs = random_inputs(random);
    const Evaluation narrowed = evaluate(inputs, nullptr);
    inputs.policy = {};
    const Evaluation plain = evaluate(inputs, nullptr);
    for (std::size_t i = 0; i < operations().size(); ++i)
      if (!operations()[i].opt_in) CHECK(narrowed.operations[i].state >= plain.operations[i].state);
  }
}

TEST_CASE("the revision grows with a change and with nothing else", "[capabilities]") {
  std::mt19937 random{11};
  Evaluation before = evaluate(with_hub(Mode::alone), nullptr);
  for (int round = 0; round < 500; ++round) {
    const Evaluation after = evaluate(round % 3 == 0 ? random_inputs(random) : with_hub(before.mode), &before);
    CHECK(after.revision == before.revision + (same_result(before, after) ? 0 : 1));
    before = after;
  }
}

TEST_CASE("an open breaker is as good as no line, for its service alone", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  Health& gift = inputs.health[static_cast<std::size_t>(Dependency::gift_cards)];
  gift.breaker = Breaker::open;
  gift.until = now.plus_seconds(30);
  const Evaluation matrix = evaluate(inputs, nullptr);
  CHECK(matrix.of("giftCard.redeem").state == State::denied);
  CHECK(matrix.of("giftCard.redeem").reason == Reason::circuit_open);
  CHECK(matrix.of("loyalty.redeem").state == State::allowed);
  const Error error = error_of(judge(matrix, operation_index("giftCard.redeem")), 0);
  CHECK(error.code == ErrorCode::circuit_open);
  CHECK(error.more.find("\"until\":") != std::string::npos);
}

TEST_CASE("old prices are told after a day and confirmed by a manager after a week", "[capabilities]") {
  Inputs inputs = with_hub(Mode::edge);
  const std::size_t sale = operation_index("sale");
  inputs.masters_as_of = now.plus_seconds(-23 * 3600);
  CHECK_FALSE(evaluate(inputs, nullptr).of("sale").old_data);
  inputs.masters_as_of = now.plus_seconds(-25 * 3600);
  CHECK(evaluate(inputs, nullptr).of("sale").old_data);
  CHECK(judge(evaluate(inputs, nullptr), sale).state == State::allowed);
  inputs.masters_as_of = now.plus_seconds(-169 * 3600);
  const Decision refused = judge(evaluate(inputs, nullptr), sale);
  CHECK(refused.state == State::denied);
  CHECK(refused.reason == Reason::data_too_old);
  CHECK(error_of(refused, 0).code == ErrorCode::approval_required);
  CHECK(judge(evaluate(inputs, nullptr), sale, {.manager = true}).state == State::limited);
  inputs.old_data_confirmed = true;
  CHECK(judge(evaluate(inputs, nullptr), sale).state == State::allowed);
  inputs.old_data_confirmed = false;
  inputs.health[static_cast<std::size_t>(Dependency::hub)].configured = false;  // nobody could send newer ones
  CHECK(judge(evaluate(inputs, nullptr), sale).state == State::allowed);
}

TEST_CASE("limits of one act and of a whole outage, in the store's currency", "[capabilities]") {
  Inputs inputs = with_hub(Mode::edge);
  const std::size_t gift = operation_index("giftCard.redeem");
  Policy::Rule open;
  open.operation = gift;
  open.open = true;
  inputs.policy.rules.push_back(open);
  const Evaluation matrix = evaluate(inputs, nullptr);
  REQUIRE(matrix.operations[gift].state == State::limited);
  CHECK(judge(matrix, gift, {.amount = 2500}).state == State::limited);
  const Decision above = judge(matrix, gift, {.amount = 2501});
  CHECK(above.reason == Reason::limit_reached);
  CHECK(above.limit_left == 2500);
  CHECK(judge(matrix, gift, {.amount = 2500, .used_total = 17500}).state == State::limited);
  const Decision spent = judge(matrix, gift, {.amount = 2500, .used_total = 17501});
  CHECK(spent.reason == Reason::limit_reached);
  CHECK(spent.limit_left == 2499);
  CHECK(judge(matrix, gift, {.amount = 25, .currency_digits = 0}).state == State::limited);
  CHECK(judge(matrix, gift, {.amount = 26, .currency_digits = 0}).state == State::denied);
  CHECK(judge(matrix, gift, {.amount = 25'000, .currency_digits = 3}).state == State::limited);
}

TEST_CASE("what the hub lent ahead goes whatever is opened, and counts for no other limit", "[capabilities]") {
  const std::size_t redeem = operation_index("giftCard.redeem");
  Inputs inputs = with_hub(Mode::edge);
  CHECK(evaluate(inputs, nullptr).operations[redeem].state == State::denied);
  inputs.cards_leased = true;
  const Evaluation leased = evaluate(inputs, nullptr);
  REQUIRE(leased.operations[redeem].state == State::limited);
  CHECK(judge(leased, redeem, {.amount = 800, .lease = 800}).state == State::limited);
  const Decision more = judge(leased, redeem, {.amount = 801, .lease = 800});
  CHECK(more.state == State::denied);
  CHECK(more.limit->kind == LimitKind::lease);
  CHECK(more.limit_left == 800);
  CHECK(evaluate(inputs, nullptr).of("loyalty.redeem").state == State::denied);
  Policy::Rule open;
  open.operation = redeem;
  open.open = true;
  inputs.policy.rules.push_back(open);
  const Evaluation opened = evaluate(inputs, nullptr);
  const Decision both = judge(opened, redeem, {.amount = 3000, .used_total = 19'000, .lease = 2000});
  CHECK(both.state == State::limited);  // 1000 at the store's risk, which is all that is left of the outage's total
  CHECK(both.covered == 2000);
  CHECK(judge(opened, redeem, {.amount = 3001, .used_total = 19'000, .lease = 2000}).state == State::denied);
  open.at_best = State::denied;
  inputs.policy.rules = {open};
  CHECK(evaluate(inputs, nullptr).operations[redeem].state == State::denied);
}

TEST_CASE("above its limit some acts take a manager", "[capabilities]") {
  const Evaluation matrix = evaluate(with_hub(Mode::edge), nullptr);
  const std::size_t blind = operation_index("return.unreceipted");
  CHECK(judge(matrix, blind, {.amount = 2000}).state == State::limited);
  CHECK(judge(matrix, blind, {.amount = 2001}).reason == Reason::approval_needed);
  CHECK(judge(matrix, blind, {.amount = 2001, .manager = true}).state == State::limited);
}

TEST_CASE("a policy that allows more than the table is refused", "[capabilities]") {
  const auto decode = [](const char* text) { return decode_policy(*parse_json(text)); };
  CHECK(decode(R"({"version":"a","operations":{"giftCard.redeem":{"open":true,"limits":{"amount":100}}}})"));
  CHECK_FALSE(decode(R"({"version":"a","operations":{"giftCard.redeem":{"limits":{"amount":2501}}}})"));
  CHECK_FALSE(decode(R"({"version":"a","operations":{"sale":{"open":true}}})"));
  CHECK_FALSE(decode(R"({"version":"a","operations":{"nothing":{}}})"));
  CHECK_FALSE(decode(R"({"version":"a","operations":{"sale":{"state":"maybe"}}})"));
  CHECK_FALSE(decode(R"({"operations":{}})"));
}

TEST_CASE("what goes through a card terminal stands as that terminal does, and else as the best of them",
          "[capabilities]") {
  const Uuid front = uuid_of(101), back = uuid_of(102), side = uuid_of(103);
  const std::size_t refund = operation_index("card.refund");
  struct Row {
    Mode first, second;
    State at_first, at_second, at_best;
    Mode best;
    std::int64_t best_since;
  };
  constexpr Row rows[] = {
      {Mode::online, Mode::online, State::allowed, State::allowed, State::allowed, Mode::online, -20},
      {Mode::online, Mode::edge, State::allowed, State::denied, State::allowed, Mode::online, -20},
      {Mode::edge, Mode::online, State::denied, State::allowed, State::allowed, Mode::online, -10},
      {Mode::edge, Mode::edge, State::denied, State::denied, State::denied, Mode::edge, -10},
      {Mode::edge, Mode::draining, State::denied, State::allowed, State::allowed, Mode::draining, -10},
      {Mode::draining, Mode::online, State::allowed, State::allowed, State::allowed, Mode::online, -10},
  };
  for (const Row& row : rows) {
    INFO(name_of(row.first) << " " << name_of(row.second));
    Inputs inputs = with_hub(Mode::online);
    inputs.terminals = {terminal_in(1, row.first, {front}, -20), terminal_in(2, row.second, {back}, -10)};
    const Evaluation matrix = evaluate(inputs, nullptr);
    CHECK(judge(matrix, refund, {.terminal = 1}).state == row.at_first);
    CHECK(judge(matrix, refund, {.terminal = 2}).state == row.at_second);
    CHECK(judge(matrix, refund).state == row.at_best);
    CHECK(judge(matrix, refund, {.terminal = 99}).state == row.at_best);  // it is not driven: nobody knows better
    CHECK(judge_at(matrix.terminal_of(front), matrix, refund).state == row.at_first);
    CHECK(judge_at(matrix.terminal_of(back), matrix, refund).state == row.at_second);
    CHECK(judge_at(matrix.terminal_of(side), matrix, refund).state == State::allowed);  // by hand: no terminal is asked
    const Health& host = matrix.health[static_cast<std::size_t>(Dependency::card_host)];
    CHECK(host.mode == row.best);
    CHECK(host.since == now.plus_seconds(row.best_since));
    CHECK(matrix.of("sale").state == State::allowed);
  }
}

TEST_CASE("a terminal whose host does not answer is not counted on, and the next one is", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  inputs.terminals = {terminal_in(1, Mode::online, {}), terminal_in(2, Mode::online, {})};
  inputs.terminals[0].health.breaker = Breaker::open;
  inputs.terminals[0].health.until = now.plus_seconds(30);
  const std::size_t refund = operation_index("card.refund"), payment = operation_index("card.payment");
  const Evaluation matrix = evaluate(inputs, nullptr);
  const Decision refused = judge(matrix, refund, {.terminal = 1});
  CHECK(refused.state == State::denied);
  CHECK(refused.reason == Reason::circuit_open);
  CHECK(refused.cause == Cause::breaker);
  CHECK(refused.until == now.plus_seconds(30));
  CHECK(judge(matrix, payment, {.terminal = 1}).state == State::limited);  // the next payment is the trial
  CHECK(judge(matrix, refund, {.terminal = 2}).state == State::allowed);
  CHECK(judge(matrix, refund).state == State::allowed);
}

TEST_CASE("a denial names the terminal that is away, its cause and since when", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  inputs.terminals = {terminal_in(1, Mode::online, {}), terminal_in(2, Mode::edge, {}, -70)};
  const Evaluation matrix = evaluate(inputs, nullptr);
  const Decision decision = judge(matrix, operation_index("card.refund"), {.amount = 500, .terminal = 2});
  CHECK(decision.reason == Reason::dependency_down);
  CHECK(decision.dependency == Dependency::card_host);
  CHECK(decision.terminal == uuid_of(2));
  CHECK(decision.cause == Cause::no_answer);
  CHECK(decision.since == now.plus_seconds(-70));
  const Error error = error_of(decision, 0);
  CHECK(error.detail.find("the card terminal T2, away since") != std::string::npos);
  CHECK(error.more.find("\"terminal\":{\"id\":\"" + to_string(uuid_of(2))) != std::string::npos);
  CHECK_FALSE(judge(matrix, operation_index("tender.cash"), {.terminal = 2}).terminal);
}

TEST_CASE("one terminal that goes is a change of the matrix, and is told as that terminal's", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  inputs.terminals = {terminal_in(1, Mode::online, {}), terminal_in(2, Mode::online, {})};
  const Evaluation before = evaluate(inputs, nullptr);
  inputs.terminals[1] = terminal_in(2, Mode::edge, {});
  const Evaluation after = evaluate(inputs, &before);
  CHECK(after.revision == before.revision + 1);
  CHECK(after.operations == before.operations);
  const std::string told = changes_between(after, &before);
  CHECK(told.find("\"card.refund@" + to_string(uuid_of(2)) + "\":[\"denied\",\"DEPENDENCY_DOWN\"]") !=
        std::string::npos);
  CHECK(told.find(to_string(uuid_of(1))) == std::string::npos);
}

TEST_CASE("a terminal that is heard for the first time is no change of the matrix", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  inputs.terminals = {terminal_in(1, Mode::online, {})};
  inputs.terminals[0].health.cause = Cause::starting;
  const Evaluation before = evaluate(inputs, nullptr);
  inputs.terminals[0].health.cause = Cause::answers;
  const Evaluation after = evaluate(inputs, &before);
  CHECK(after.revision == before.revision);
  CHECK(after.terminals != before.terminals);
}

TEST_CASE("a policy narrows what goes through each terminal", "[capabilities]") {
  Inputs inputs = with_hub(Mode::online);
  inputs.terminals = {terminal_in(1, Mode::online, {}), terminal_in(2, Mode::online, {})};
  Policy::Rule rule;
  rule.operation = operation_index("card.payment");
  rule.at_best = State::denied;
  inputs.policy.rules = {rule};
  const Evaluation matrix = evaluate(inputs, nullptr);
  for (const std::int64_t row : {1, 2}) {
    const Decision decision = judge(matrix, rule.operation, {.terminal = row});
    CHECK(decision.state == State::denied);
    CHECK(decision.reason == Reason::policy_off);
  }
}
}  // namespace holdfast::capabilities
