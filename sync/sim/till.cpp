#include "sim/till.h"

#include <cstdlib>

namespace holdfast::sim {
using capabilities::Dependency;
using capabilities::Mode;
using capabilities::State;

namespace {
constexpr std::int64_t trusted_error_us = 300'000'000;

bool is_via_hub(Dependency needs) {
  return needs == Dependency::hub || (needs != Dependency::none && capabilities::row_of(needs).via_hub);
}
/// Nothing but the hub is configured here.
Mode mode_for(const capabilities::Operation& row, Mode line) {
  return row.needs == Dependency::none || is_via_hub(row.needs) ? line : Mode::alone;
}
}  // namespace

void Till::on_hub_time(std::int64_t clock_error_us) { clock_trusted_ = std::abs(clock_error_us) <= trusted_error_us; }

const capabilities::Evaluation& Till::look(Instant now, Instant wall) {
  link_.on_time(now);
  capabilities::Inputs inputs;
  capabilities::Health& hub = inputs.health[static_cast<std::size_t>(Dependency::hub)];
  hub = {.configured = true, .mode = link_.mode(), .cause = link_.cause(), .since = link_.since()};
  inputs.clock_trusted = clock_trusted_;
  inputs.masters_as_of = inputs.staff_as_of = masters_as_of_;
  inputs.now = wall;
  capabilities::Evaluation next = capabilities::evaluate(inputs, matrix_ ? &*matrix_ : nullptr);
  if (!matrix_ || matrix_->since != next.since) used_.clear();
  matrix_ = std::move(next);
  return *matrix_;
}

Attempt Till::by_hand(std::size_t operation, std::int64_t amount, bool manager, Instant wall) const {
  Attempt attempt;
  attempt.operation = operation;
  attempt.amount = amount;
  attempt.manager = manager;
  const auto used = used_.find(operation);
  attempt.used = used != used_.end() ? used->second : 0;
  attempt.line = link_.mode();
  attempt.wall = wall;
  attempt.clock_trusted = clock_trusted_;
  attempt.masters_as_of = masters_as_of_;
  return attempt;
}

Attempt Till::attempt(Chance& chance, Instant now, Instant wall) {
  look(now, wall);
  const auto operation = static_cast<std::size_t>(chance.below(static_cast<std::int64_t>(matrix_->operations.size())));
  const std::int64_t amount = chance.in(800) ? chance.between(1, 5000) : chance.between(1, 100'000);
  Attempt attempt = by_hand(operation, amount, chance.in(200), wall);
  attempt.decision = capabilities::judge(*matrix_, attempt.operation, {attempt.amount, attempt.used, attempt.manager});
  return attempt;
}

void Till::succeeded(const Attempt& attempt) { used_[attempt.operation] += attempt.amount; }

bool asks_the_hub(const Attempt& attempt) {
  return is_via_hub(capabilities::operations()[attempt.operation].needs) && attempt.decision.state == State::allowed;
}

std::optional<std::string> against_the_table(const Attempt& attempt) {
  const capabilities::Operation& row = capabilities::operations()[attempt.operation];
  const Mode mode = mode_for(row, attempt.line);
  const State state = row.in(mode);
  const auto wrong = [&](const std::string& why) {
    return std::optional{std::string{row.name} + " in mode " + std::string{capabilities::name_of(mode)} + ": " + why};
  };
  if (state == State::denied) return wrong("is denied there");
  if (state == State::allowed) {
    if (row.data == capabilities::Data::none || attempt.manager) return std::nullopt;
    const auto& hours = capabilities::row_of(row.data);
    const bool fresh =
        attempt.masters_as_of && attempt.masters_as_of->plus_seconds(hours.manager_hours * 3600) >= attempt.wall;
    return attempt.clock_trusted && !fresh ? wrong("on data that are too old, without a manager")
           : !attempt.clock_trusted        ? wrong("with a clock that is not trusted, without a manager")
                                           : std::nullopt;
  }
  if (row.opt_in) return wrong("no policy opens it");
  for (const capabilities::Limit& limit : row.limits) {
    using Kind = capabilities::LimitKind;
    if (limit.kind == Kind::amount && attempt.amount > limit.value) return wrong("above its limit");
    if (limit.kind == Kind::total && attempt.used + attempt.amount > limit.value)
      return wrong("above the limit of an outage");
    if (limit.kind == Kind::manager_above && attempt.amount > limit.value && !attempt.manager)
      return wrong("above its limit, without a manager");
    if (limit.kind == Kind::approval && !attempt.manager) return wrong("without a manager");
  }
  return std::nullopt;
}
}  // namespace holdfast::sim
