#include "cli/simulate.h"

#include <algorithm>
#include <chrono>
#include <iomanip>
#include <iostream>
#include <sstream>
#include <thread>

#include "base/json_writer.h"
#include "sim/campaign.h"
#include "simulation/core_shop.h"

namespace holdfast::cli {
namespace {
using Clock = std::chrono::steady_clock;

std::string hex(std::uint64_t value) {
  std::ostringstream out;
  out << std::hex << std::setw(16) << std::setfill('0') << value;
  return out.str();
}

/// At most a line a second: a night's run is watched, not read.
class Progress {
 public:
  void tell(const std::string& line) {
    const auto now = Clock::now();
    if (now - last_ < std::chrono::seconds{1}) return;
    last_ = now;
    std::cerr << line << std::endl;
  }

 private:
  Clock::time_point last_ = Clock::now();
};

void print_json(const Simulate& options, const sim::Outcome& outcome) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("seed", static_cast<std::int64_t>(options.seed)).member("seeds", outcome.worlds);
  json.member("sites", options.sites).member("days", options.days).member("salesADay", options.sales);
  json.member("cores", options.cores);
  json.member("storeDays", outcome.store_days)
      .member("milliseconds", static_cast<std::int64_t>(outcome.seconds * 1000));
  json.member("trace", hex(outcome.trace)).member("slowestToSettleSeconds", outcome.slowest_settle_s);
  json.key("tried").begin_object();
  for (const auto& [what, count] : outcome.marks) json.member(what, count);
  json.end_object().key("invariants").begin_object();
  for (const auto& [what, count] : outcome.checks) json.member(what, count);
  json.end_object().key("failures").begin_array();
  for (const auto& failure : outcome.failures) {
    json.begin_object().member("seed", static_cast<std::int64_t>(failure.seed)).member("trace", hex(failure.trace));
    json.key("violations").begin_array();
    for (const std::string& violation : failure.violations) json.value(violation);
    json.end_array().end_object();
  }
  json.end_array().end_object();
  std::cout << out << '\n';
}

void print_text(const Simulate& options, const sim::Outcome& outcome) {
  std::cout << "what happened\n";
  for (const auto& [what, count] : outcome.marks) std::cout << std::setw(12) << count << "  " << what << '\n';
  std::cout << "what was looked at\n";
  for (const auto& [what, count] : outcome.checks) std::cout << std::setw(12) << count << "  " << what << '\n';
  for (const auto& failure : outcome.failures) {
    std::cout << "seed " << failure.seed << " FAILED, trace " << hex(failure.trace) << '\n';
    for (const std::string& violation : failure.violations) std::cout << "  " << violation << '\n';
    std::cout << "  again: holdfast simulate --seed " << failure.seed << " --sites " << options.sites << " --days "
              << options.days << " --sales " << options.sales << " --cores " << options.cores << '\n';
  }
  const double rate = static_cast<double>(outcome.store_days) / std::max(outcome.seconds, 0.001);
  std::cout << "simulation: " << options.cores << " cores, " << outcome.worlds << " seeds, " << outcome.store_days << " store days, "
            << outcome.seconds << " s (" << static_cast<std::int64_t>(rate) << " store days/s), trace "
            << hex(outcome.trace) << ", slowest to settle " << outcome.slowest_settle_s << " s, "
            << outcome.failures.size() << " failed\n";
}
}  // namespace

int simulate(const Simulate& options) {
  Progress progress;
  sim::Campaign campaign;
  campaign.first_seed = options.seed;
  const std::int64_t a_world = std::int64_t{options.sites} * options.days;
  campaign.seeds = options.store_days > 0 ? (options.store_days + a_world - 1) / a_world : options.seeds;
  const int threads =
      options.jobs > 0 ? options.jobs : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  campaign.jobs = static_cast<int>(std::min<std::int64_t>(threads, campaign.seeds));
  campaign.plan = {.sites = options.sites, .days = options.days, .sales_a_day = options.sales};
  if (options.cores == "full") campaign.plan.kind = simulation::core_kind();
  if (campaign.seeds == 1)
    campaign.plan.on_day = [&](int day) {
      progress.tell("day " + std::to_string(day) + " of " + std::to_string(options.days));
    };
  campaign.on_world = [&](std::uint64_t seed, const sim::Report& report, std::int64_t done) {
    if (!report.violations.empty())
      std::cerr << "seed " << seed << " failed: " << report.violations.front() << std::endl;
    progress.tell(std::to_string(done) + " of " + std::to_string(campaign.seeds) + " seeds, " +
                  std::to_string(done * a_world) + " store days");
  };
  const sim::Outcome outcome = sim::run_campaign(campaign);
  options.json ? print_json(options, outcome) : print_text(options, outcome);
  return outcome.failures.empty() ? 0 : 1;
}
}  // namespace holdfast::cli
