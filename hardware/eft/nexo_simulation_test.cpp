#include <catch2/catch.hpp>
#include <chrono>
#include <iostream>

#include "eft/nexo_terminal.h"
#include "eft/virtual_nexo.h"
#include "support/eft_world.h"

namespace holdfast::eft {
namespace {
using namespace world;

class NexoDevice final : public Device {
 public:
  NexoDevice(VirtualNexoSettings settings, const std::vector<VirtualCustomer>& customers, std::int64_t tip)
      : terminal_{std::move(settings)} {
    terminal_.add_tip(tip);
    for (const VirtualCustomer customer : customers) terminal_.next_customer(customer);
  }
  bool accepts(Instant now) override { return terminal_.accepts_link(now); }
  void on_link_up(Instant) override {}
  void on_link_lost(Instant) override { terminal_.on_link_lost(); }
  void on_bytes(std::uint32_t exchange, std::string_view bytes, Instant now) override {
    terminal_.on_request(exchange, bytes, now);
  }
  void on_time(Instant now) override { terminal_.on_time(now); }
  std::optional<std::pair<std::uint32_t, std::string>> poll() override { return terminal_.poll(); }
  std::optional<Instant> deadline() override { return terminal_.deadline(); }
  void power_cycle(Instant now) override { terminal_.power_cycle(now); }
  VirtualJournal& journal() override { return terminal_.journal(); }
  bool is_charge(std::string_view bytes) const override {
    const auto opened = open_nexo(bytes, terminal_.settings_ref().key.get());
    const auto message = opened ? decode_nexo(*opened) : Result<NexoMessage>{tl::unexpected<Error>(opened.error())};
    return message && (message->payload == "PaymentRequest" || message->payload == "ReversalRequest");
  }

 private:
  struct Terminal : VirtualNexo {
    using VirtualNexo::VirtualNexo;
    const VirtualNexoSettings& settings_ref() const { return const_cast<Terminal*>(this)->settings(); }
  };
  Terminal terminal_;
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
    {"wrong PIN, cancel, walk away", {{}}, {enters_wrong_pin, cancels, walks_away}, {}},
    {"cashier stops", {{.cashier_aborts = true}}, {pays, pays}, {}},
    {"partial approval", {{}}, {pays_part}, {}},
    {"sale and its reversal", {{}, {.kind = PaymentKind::reversal, .takes_back = 0}}, {pays}, {}},
    {"sale, refund", {{}, {.kind = PaymentKind::refund, .amount = 500}}, {pays, pays}, {}},
    {"sale with tip and cashback, and its reversal",
     {{.tip = 200, .cashback = 1000}, {.kind = PaymentKind::reversal, .takes_back = 0}},
     {pays},
     {}},
    {"tipped at the terminal", {{.tip = 200}, {}}, {pays, pays}, {}, 150},
    {"sale and end of day", {{}}, {pays}, ServiceKind::day_end},
};
const std::shared_ptr<const NexoKey>& key() {
  static const auto shared = std::make_shared<const NexoKey>(derive_nexo_key("correct horse", "till", 1));
  return shared;
}
enum class Sealed { no, yes };

Report play(const Scenario& scenario, Sealed sealed, std::uint64_t seed, std::vector<PlannedFault> faults,
            bool grep = false) {
  VirtualNexoSettings device_settings;
  device_settings.shows_card_number = grep;
  if (sealed == Sealed::yes) device_settings.key = key();
  NexoSettings settings;
  settings.poi_id = device_settings.poi_id;
  settings.key = device_settings.key;
  settings.random = [n = seed]() mutable { return ++n * 0x9E3779B97F4A7C15U; };
  NexoDevice device{device_settings, scenario.customers, scenario.tip};
  Plan plan{.seed = seed,
            .streams = false,
            .baskets = scenario.baskets,
            .service_after = scenario.service,
            .faults = std::move(faults),
            .grep_for_card = grep,
            .trace = std::getenv("HOLDFAST_SEED") != nullptr};
  World world{std::move(plan), device,
              [&](std::string_view memory) { return std::make_unique<NexoTerminal>(settings, memory); }};
  return world.run();
}
std::string described(const Scenario& scenario, std::uint64_t seed, const std::vector<PlannedFault>& faults,
                      const Report& report) {
  std::string out = scenario.name + " / seed " + std::to_string(seed) + ":";
  for (const PlannedFault& fault : faults)
    out += " " + std::to_string(fault.boundary) + "x" + std::to_string(static_cast<int>(fault.kind));
  for (const std::string& violation : report.violations) out += "\n  " + violation;
  return out;
}
}  // namespace

TEST_CASE("every Terminal API flow runs through without faults", "[eft]") {
  for (const Sealed sealed : {Sealed::no, Sealed::yes})
    for (const Scenario& scenario : scenarios) {
      const Report report = play(scenario, sealed, 1, {});
      INFO(described(scenario, 1, {}, report) << " boundaries " << report.boundaries);
      CHECK(report.violations.empty());
      CHECK(report.persons == 0);
      CHECK(report.service_done == scenario.service.has_value());
      if (scenario.name == "sale" || scenario.name == "partial approval") CHECK(report.approved == 1);
      if (scenario.name == "sale and its reversal") CHECK(report.approved == 2);
      if (scenario.name == "sale and end of day") CHECK((report.totals && report.totals->amount == 1995));
    }
}

TEST_CASE("a fault at every boundary of every Terminal API flow leaves cards and books agreed", "[eft]") {
  const auto begun = std::chrono::steady_clock::now();
  std::int64_t runs = 0, persons = 0, approved = 0;
  for (const Scenario& scenario : scenarios) {
    const int boundaries = play(scenario, Sealed::no, 1, {}).boundaries;
    for (int boundary = 0; boundary < boundaries; ++boundary)
      for (int kind = 1; kind < fault_kinds; ++kind)
        for (std::uint64_t variant = 0; variant < 5; ++variant) {
          const std::vector<PlannedFault> faults{{boundary, static_cast<Fault>(kind)}};
          const std::uint64_t seed = static_cast<std::uint64_t>(runs) + 1;
          const Report report = play(scenario, variant == 0 ? Sealed::yes : Sealed::no, seed, faults);
          ++runs;
          persons += report.persons;
          approved += report.approved;
          if (!report.violations.empty() || report.persons > 0) {
            INFO(described(scenario, seed, faults, report));
            REQUIRE(report.violations.empty());
            CHECK(report.persons == 0);
          }
        }
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::cout << "simulation nexo, one fault at every boundary: " << runs << " runs, " << approved << " payments, "
            << persons << " for a person, " << runs * 1000 / std::max<std::int64_t>(took, 1) << " runs/s\n";
}

TEST_CASE("many faults in one Terminal API flow leave cards and books agreed", "[eft]") {
  const auto begun = std::chrono::steady_clock::now();
  const char* wanted = std::getenv("HOLDFAST_SEEDS");
  const char* only = std::getenv("HOLDFAST_SEED");
  const std::uint64_t first = only != nullptr ? std::stoull(only) : 1;
  const std::uint64_t last = only != nullptr ? first : wanted != nullptr ? std::stoull(wanted) : 2'000;
  std::int64_t persons = 0, approved = 0;
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    std::mt19937_64 random{seed};
    const Scenario& scenario = scenarios[random() % scenarios.size()];
    std::vector<PlannedFault> faults;
    for (std::uint64_t n = 1 + random() % 8; n > 0; --n)
      faults.push_back({static_cast<int>(random() % 40), static_cast<Fault>(1 + random() % (fault_kinds - 1))});
    const Report report = play(scenario, seed % 16 == 0 ? Sealed::yes : Sealed::no, seed, faults);
    persons += report.persons;
    approved += report.approved;
    if (!report.violations.empty()) {
      INFO(described(scenario, seed, faults, report));
      REQUIRE(report.violations.empty());
    }
  }
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun).count();
  std::cout << "simulation nexo, many faults: " << last - first + 1 << " runs, " << approved << " payments, " << persons
            << " for a person, " << static_cast<std::int64_t>(last - first + 1) * 1000 / std::max<std::int64_t>(took, 1)
            << " runs/s\n";
  CHECK(persons == 0);
}

TEST_CASE("no card number leaves the Terminal API driver, however careless the terminal", "[eft]") {
  for (const Scenario& scenario : scenarios)
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const std::vector<PlannedFault> faults{{static_cast<int>(seed), Fault::cut_after}};
      const Report report = play(scenario, Sealed::no, seed, faults, true);
      INFO(described(scenario, seed, faults, report));
      REQUIRE(report.violations.empty());
    }
}
}  // namespace holdfast::eft
