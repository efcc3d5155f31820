#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>

#include "eft/virtual_zvt.h"
#include "eft/zvt_terminal.h"
#include "support/eft_world.h"

namespace holdfast::eft {
namespace {
using namespace world;

class ZvtDevice final : public Device {
 public:
  ZvtDevice(VirtualZvtSettings settings, const std::vector<VirtualCustomer>& customers, bool fresh, std::int64_t tip)
      : terminal_{std::move(settings)} {
    terminal_.add_tip(tip);
    for (const VirtualCustomer customer : customers) terminal_.next_customer(customer);
    if (fresh) return;
    VirtualEntry old;
    old.amount = 1995;  // the same amount as the baskets': the time and the numbers have to tell them apart
    old.trace = 99;
    old.receipt = 39;
    old.state = VirtualEntry::State::valid;
    old.stored = true;
    if (terminal_.settings().unique_id) old.unique_id = "\x01\x02";
    old.at = Instant{1'794'990'000'000'000};
    terminal_.journal().entries.push_back(old);
  }
  bool accepts(Instant now) override { return terminal_.accepts_link(now); }
  void on_link_up(Instant now) override { terminal_.on_link_up(now); }
  void on_link_lost(Instant now) override { terminal_.on_link_lost(now); }
  void on_bytes(std::uint32_t, std::string_view bytes, Instant now) override { terminal_.on_bytes(bytes, now); }
  void on_time(Instant now) override { terminal_.on_time(now); }
  std::optional<std::pair<std::uint32_t, std::string>> poll() override {
    auto bytes = terminal_.poll_bytes();
    return bytes ? std::optional{std::pair{0U, std::move(*bytes)}} : std::nullopt;
  }
  std::optional<Instant> deadline() override { return terminal_.deadline(); }
  void power_cycle(Instant now) override { terminal_.power_cycle(now); }
  VirtualJournal& journal() override { return terminal_.journal(); }
  bool is_charge(std::string_view bytes) const override {
    const std::size_t at = bytes.starts_with("\x10\x02") ? 2 : 0;
    if (bytes.size() < at + 2 || bytes[at] != '\x06') return false;
    return bytes[at + 1] == '\x01' || bytes[at + 1] == '\x30' || bytes[at + 1] == '\x31';
  }

 private:
  VirtualZvt terminal_;
};

struct Scenario {
  std::string name;
  std::vector<Basket> baskets;
  std::vector<VirtualCustomer> customers;
  std::optional<ServiceKind> service;
  std::int64_t tip = 0;  ///< added at the terminal by the first customer
};
using enum VirtualCustomer;
const std::vector<Scenario> scenarios{
    {"sale", {{}}, {pays}, {}},
    {"two equal sales", {{}, {}}, {pays, pays}, {}},
    {"declined, then paid", {{}}, {is_declined, pays}, {}},
    {"wrong PIN, then gives up", {{}}, {enters_wrong_pin, cancels, walks_away}, {}},
    {"cashier stops", {{.cashier_aborts = true}}, {pays, pays}, {}},
    {"partial approval", {{}}, {pays_part}, {}},
    {"sale and its reversal", {{}, {.kind = PaymentKind::reversal, .takes_back = 0}}, {pays}, {}},
    {"sale, sale, reversal of the last, refund",
     {{}, {}, {.kind = PaymentKind::reversal, .takes_back = 1}, {.kind = PaymentKind::refund, .amount = 500}},
     {pays, pays, pays},
     {}},
    {"sale with tip and cashback, and its reversal",
     {{.tip = 200, .cashback = 1000}, {.kind = PaymentKind::reversal, .takes_back = 0}},
     {pays},
     {}},
    {"tipped at the terminal", {{.tip = 200}, {}}, {pays, pays}, {}, 150},
    {"sale and end of day", {{}}, {pays}, ServiceKind::day_end},
};

struct Profile {
  std::string name;
  VirtualZvtSettings device;
  ZvtSettings driver;
};
std::vector<Profile> profiles() {
  using Printing = VirtualZvtSettings::Printing;
  std::vector<Profile> out;
  out.push_back({"lines", {}, {}});
  out.push_back({"blocks, 1F1F", {.printing = Printing::blocks, .unique_id = true}, {.unique_id = true}});
  out.push_back({"no print, stored reversal",
                 {.printing = Printing::nothing, .stores_auto_reversal = true, .registers_while_busy = true},
                 {}});
  out.push_back({"sequence ids",
                 {.printing = Printing::blocks, .waits_without_link = false, .sequence_ids = true},
                 {.offer_sequence_ids = true}});
  out.push_back({"serial",
                 {.framing = ZvtWire::Framing::serial, .printing = Printing::blocks},
                 {.framing = ZvtWire::Framing::serial}});
  return out;
}

Report play(const Scenario& scenario, const Profile& profile, std::uint64_t seed, std::vector<PlannedFault> faults,
            bool grep = false, bool fresh = false) {
  VirtualZvtSettings device_settings = profile.device;
  device_settings.shows_card_number = grep;
  ZvtDevice device{device_settings, scenario.customers, fresh, scenario.tip};
  Plan plan{.seed = seed,
            .baskets = scenario.baskets,
            .service_after = scenario.service,
            .faults = std::move(faults),
            .grep_for_card = grep,
            .trace = std::getenv("HOLDFAST_SEED") != nullptr};
  World world{std::move(plan), device,
              [&](std::string_view memory) { return std::make_unique<ZvtTerminal>(profile.driver, memory); }};
  return world.run();
}

std::string described(const Scenario& scenario, const Profile& profile, std::uint64_t seed,
                      const std::vector<PlannedFault>& faults, const Report& report) {
  std::string out = scenario.name + " / " + profile.name + " / seed " + std::to_string(seed) + ":";
  for (const PlannedFault& fault : faults)
    out += " " + std::to_string(fault.boundary) + "x" + std::to_string(static_cast<int>(fault.kind));
  for (const std::string& violation : report.violations) out += "\n  " + violation;
  return out;
}
}  // namespace

TEST_CASE("every ZVT flow runs through without faults", "[eft]") {
  for (const Profile& profile : profiles())
    for (const Scenario& scenario : scenarios) {
      const Report report = play(scenario, profile, 1, {});
      INFO(described(scenario, profile, 1, {}, report) << " boundaries " << report.boundaries);
      CHECK(report.violations.empty());
      CHECK(report.persons == 0);
      CHECK(report.service_done == scenario.service.has_value());
      if (scenario.name == "sale") CHECK(report.approved == 1);
      if (scenario.name == "sale and its reversal") CHECK(report.approved == 2);
      if (scenario.name == "sale and end of day") CHECK((report.totals && report.totals->amount == 2 * 1995));
    }
}

TEST_CASE("a fault at every boundary of every ZVT flow leaves cards and books agreed", "[eft]") {
  const auto begun = std::chrono::steady_clock::now();
  std::int64_t runs = 0, persons = 0, approved = 0;
  for (const Profile& profile : profiles())
    for (const Scenario& scenario : scenarios) {
      const int boundaries = play(scenario, profile, 1, {}).boundaries;
      for (int boundary = 0; boundary < boundaries; ++boundary)
        for (int kind = 1; kind < fault_kinds; ++kind) {
          const std::vector<PlannedFault> faults{{boundary, static_cast<Fault>(kind)}};
          const std::uint64_t seed = static_cast<std::uint64_t>(runs) + 1;
          const Report report = play(scenario, profile, seed, faults);
          ++runs;
          persons +=
              scenario.name == "partial approval" ? 0 : report.persons;  // another amount is never taken for ours
          approved += report.approved;
          if (!report.violations.empty()) {
            INFO(described(scenario, profile, seed, faults, report));
            REQUIRE(report.violations.empty());
          }
          if (report.persons > 0 && scenario.name != "partial approval")
            UNSCOPED_INFO(described(scenario, profile, seed, faults, report));
        }
    }
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::cout << "simulation zvt, one fault at every boundary: " << runs << " runs, " << approved << " payments, "
            << persons << " for a person, " << runs * 1000 / std::max<std::int64_t>(took, 1) << " runs/s\n";
  CHECK(persons == 0);
}

TEST_CASE("many faults in one ZVT flow leave cards and books agreed", "[eft]") {
  const auto begun = std::chrono::steady_clock::now();
  const char* wanted = std::getenv("HOLDFAST_SEEDS");
  const char* only = std::getenv("HOLDFAST_SEED");
  const std::uint64_t first = only != nullptr ? std::stoull(only) : 1;
  const std::uint64_t last = only != nullptr ? first : wanted != nullptr ? std::stoull(wanted) : 2'000;
  const auto all = profiles();
  std::int64_t persons = 0, approved = 0;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    std::mt19937_64 random{seed};
    const Scenario& scenario = scenarios[random() % scenarios.size()];
    const Profile& profile = all[random() % all.size()];
    std::vector<PlannedFault> faults;
    for (std::uint64_t n = 1 + random() % 8; n > 0; --n)
      faults.push_back({static_cast<int>(random() % 120), static_cast<Fault>(1 + random() % (fault_kinds - 1))});
    const Report report = play(scenario, profile, seed, faults);
    if (scenario.name != "partial approval") persons += report.persons;
    approved += report.approved;
    if (!report.violations.empty()) {
      INFO(described(scenario, profile, seed, faults, report));
      REQUIRE(report.violations.empty());
    }
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::cout << "simulation zvt, many faults: " << last - first + 1 << " runs, " << approved << " payments, " << persons
            << " for a person, " << static_cast<std::int64_t>(last - first + 1) * 1000 / std::max<std::int64_t>(took, 1)
            << " runs/s\n";
  CHECK(persons == 0);
}

TEST_CASE("no card number leaves the ZVT driver, however careless the terminal", "[eft]") {
  for (const Profile& profile : profiles())
    for (const Scenario& scenario : scenarios)
      for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const std::vector<PlannedFault> faults{{static_cast<int>(seed * 3), Fault::cut_after}};
        const Report report = play(scenario, profile, seed, faults, true);
        INFO(described(scenario, profile, seed, faults, report));
        REQUIRE(report.violations.empty());
      }
}

TEST_CASE("a terminal that cannot repeat its status leaves doubt to a person, never to a guess", "[eft]") {
  Profile profile{"mute", {.repeats_status = false}, {}};
  int persons = 0;
  const int boundaries = play(scenarios[0], profile, 1, {}).boundaries;
  for (int boundary = 0; boundary < boundaries; ++boundary)
    for (int kind = 1; kind < fault_kinds; ++kind) {
      const std::vector<PlannedFault> faults{{boundary, static_cast<Fault>(kind)}};
      const Report report = play(scenarios[0], profile, static_cast<std::uint64_t>(boundary * 10 + kind), faults);
      INFO(described(scenarios[0], profile, 0, faults, report));
      REQUIRE(report.violations.empty());
      persons += report.persons;
    }
  CHECK(persons > 20);
}
}  // namespace holdfast::eft
