#include "sim/campaign.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace holdfast::sim {
namespace {
void add(Outcome& outcome, const Plan& plan, const Report& report) {
  ++outcome.worlds;
  outcome.store_days += std::int64_t{plan.sites} * plan.days;
  outcome.slowest_settle_s = std::max(outcome.slowest_settle_s, report.settle_s);
  outcome.trace ^= report.trace + plan.seed;
  for (const auto& [what, count] : report.marks) outcome.marks[what] += count;
  for (const auto& [what, count] : report.checks) outcome.checks[what] += count;
  if (!report.violations.empty()) outcome.failures.push_back({plan.seed, report.trace, report.violations});
}
}  // namespace

Outcome run_campaign(const Campaign& campaign) {
  const auto began = std::chrono::steady_clock::now();
  Outcome outcome;
  std::mutex lock;
  std::atomic<std::int64_t> next{0};
  const auto work = [&] {
    for (std::int64_t i = next++; i < campaign.seeds; i = next++) {
      Plan plan = campaign.plan;
      plan.seed = campaign.first_seed + static_cast<std::uint64_t>(i);
      const Report report = World{plan}.run();
      const std::scoped_lock held{lock};
      add(outcome, plan, report);
      if (campaign.on_world) campaign.on_world(plan.seed, report, outcome.worlds);
    }
  };
  {
    std::vector<std::jthread> others;
    for (int i = 1; i < campaign.jobs; ++i) others.emplace_back(work);
    work();
  }
  std::sort(outcome.failures.begin(), outcome.failures.end(),
            [](const auto& a, const auto& b) { return a.seed < b.seed; });
  outcome.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  return outcome;
}
}  // namespace holdfast::sim
