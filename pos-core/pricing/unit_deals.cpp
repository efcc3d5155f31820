#include <algorithm>

#include "pricing/deal.h"

namespace holdfast::pricing {
namespace {
using promotions::Action;
using promotions::Pick;

LineKind kind_of(const Action& action) {
  return action.target == promotions::Target::charges ? LineKind::charge : LineKind::item;
}

std::int64_t count_of(std::span<const Run> runs) {
  std::int64_t count = 0;
  for (const Run& run : runs) count = checked_add(count, run.count);
  return count;
}

std::int64_t limited(std::int64_t applications, const Action& action) {
  return action.max_applications ? std::min(applications, *action.max_applications) : applications;
}

/// The first `wanted` units of the runs, line by line.
std::vector<Run> first_units(std::span<const Run> runs, std::int64_t wanted) {
  std::vector<Run> result;
  for (const Run& run : runs) {
    const std::int64_t count = std::min(run.count, wanted);
    if (count > 0) result.push_back({run.line, count, run.price});
    wanted -= count;
  }
  return result;
}

/// Of each of `groups` groups of n units, cut from the beginning, the unit at `place`.
std::vector<Run> one_of_each(std::span<const Run> runs, std::int64_t groups, std::int64_t n, std::int64_t place) {
  const auto before = [&](std::int64_t position) {  // picked units in front of a position
    return position <= place ? 0 : std::min(groups, (position - place - 1) / n + 1);
  };
  std::vector<Run> result;
  std::int64_t begin = 0;
  for (const Run& run : runs) {
    const std::int64_t end = begin + run.count;
    const std::int64_t count = before(end) - before(begin);
    if (count > 0) result.push_back({run.line, count, run.price});
    begin = end;
  }
  return result;
}

Plan give_all(const DealContext& context, std::vector<Run> given, promotions::DealKind kind, const Rational& value) {
  std::sort(given.begin(), given.end(), [](const Run& a, const Run& b) { return a.line < b.line; });
  Plan plan;
  for (const Run& run : given) plan.add(run.line, give(context, run.line, Rational{run.count}, kind, value));
  return plan;
}

Plan plan_cheapest(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  const std::vector<std::uint32_t> lines = context.lines.matching(picked.select, kind_of(action));
  std::vector<Run> given;
  if (action.per_group_of == 0) {
    given = first_units(runs_of(context, lines, action.pick), limited(1, action));
  } else if (action.group_from == Pick::line_order) {
    const std::vector<Run> runs = runs_of(context, lines, action.pick);
    given = first_units(runs, limited(count_of(runs) / action.per_group_of, action));
  } else {
    const std::vector<Run> runs = runs_of(context, lines, action.group_from);
    const std::int64_t groups = limited(count_of(runs) / action.per_group_of, action);
    const std::int64_t place = action.pick == action.group_from ? 0 : action.per_group_of - 1;
    given = one_of_each(runs, groups, action.per_group_of, place);
  }
  return give_all(context, std::move(given), promotions::DealKind::percent, action.value);
}

void consume(Plan& plan, std::span<const Run> runs) {
  for (const Run& run : runs) plan.consumed.emplace_back(run.line, run.count);
}

/// The same goods pay and are given.
Plan plan_shared(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  const std::vector<std::uint32_t> lines = context.lines.matching(picked.buy, kind_of(action));
  const std::vector<Run> runs = runs_of(context, lines, action.pick);
  const std::int64_t count = count_of(runs);
  const std::int64_t group = action.buy + action.get;
  const std::int64_t applications = limited(count / group, action);
  std::int64_t given = applications * action.get;
  std::int64_t used = applications * group;
  if (action.partial && (!action.max_applications || applications < *action.max_applications)) {
    const std::int64_t extra = std::clamp(count - used - action.buy, std::int64_t{0}, action.get);
    given += extra;
    if (extra > 0) used += action.buy + extra;
  }
  Plan plan = give_all(context, first_units(runs, given), action.gift.kind, action.gift.value);
  if (action.consume_units) consume(plan, first_units(runs, used));
  return plan;
}

/// Units that pay, then the units that are given: a unit does one of the two. Goods that can only pay are used first,
/// then those that would be given last.
struct Pools {
  std::vector<Run> only_pay;
  std::vector<Run> both;   ///< from the end that is given last
  std::vector<Run> given;  ///< everything that can be given, from the picked end
};

Pools pools_of(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  const std::vector<std::uint32_t> paying = context.lines.matching(picked.buy, kind_of(action));
  const std::vector<std::uint32_t> giving = context.lines.matching(picked.get, kind_of(action));
  Pools pools;
  pools.given = runs_of(context, giving, action.pick);
  for (const Run& run : runs_of(context, paying, Pick::line_order))
    if (!std::binary_search(giving.begin(), giving.end(), run.line)) pools.only_pay.push_back(run);
  for (auto run = pools.given.rbegin(); run != pools.given.rend(); ++run)
    if (std::binary_search(paying.begin(), paying.end(), run->line)) pools.both.push_back(*run);
  return pools;
}

/// How often the deal is done: what gives most, and of that the fewest times.
std::int64_t best_applications(const Action& action, std::int64_t only_pay, std::int64_t both, std::int64_t giving) {
  const std::int64_t most = limited((only_pay + both) / action.buy, action);
  const auto given = [&](std::int64_t times) {
    const std::int64_t taken = std::max<std::int64_t>(0, times * action.buy - only_pay);
    return std::min(times * action.get, giving - taken);
  };
  const std::int64_t crossing = (giving + only_pay) / (action.buy + action.get);
  std::int64_t best = 0;
  for (const std::int64_t times : {(giving + action.get - 1) / action.get, crossing, crossing + 1, most}) {
    const std::int64_t candidate = std::clamp<std::int64_t>(times, 0, most);
    const std::int64_t gain = given(candidate) - given(best);
    if (gain > 0 || (gain == 0 && candidate < best)) best = candidate;
  }
  return best;
}

void remove_units(std::vector<Run>& runs, std::span<const Run> gone) {
  for (const Run& used : gone)
    for (Run& run : runs)
      if (run.line == used.line) run.count -= used.count;
}

Plan plan_separate(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  Pools pools = pools_of(context, action, picked);
  const std::int64_t only_pay = count_of(pools.only_pay);
  const std::int64_t applications = best_applications(action, only_pay, count_of(pools.both), count_of(pools.given));
  const std::int64_t paid = applications * action.buy;
  std::vector<Run> bought = first_units(pools.only_pay, paid);
  const std::vector<Run> further = first_units(pools.both, std::max<std::int64_t>(0, paid - only_pay));
  remove_units(pools.given, further);
  const std::vector<Run> given = first_units(pools.given, applications * action.get);
  Plan plan = give_all(context, given, action.gift.kind, action.gift.value);
  if (action.consume_units) {
    consume(plan, bought);
    consume(plan, further);
    consume(plan, given);
  }
  return plan;
}
}  // namespace

Plan plan_unit_deal(const DealContext& context, const Action& action, const promotions::PickedAction& picked) {
  if (action.kind == promotions::ActionKind::cheapest) return plan_cheapest(context, action, picked);
  return action.shared_pool ? plan_shared(context, action, picked) : plan_separate(context, action, picked);
}
}  // namespace holdfast::pricing
