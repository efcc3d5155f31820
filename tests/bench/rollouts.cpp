// One look at the signals of a large fleet, on SQLite or, under tests/hub/with_postgres.sh, on PostgreSQL; against the
// interval between looks. bench_rollouts [SITES] [HOURS BEFORE] [HOURS SINCE]
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "database/hub_fixture.h"
#include "rollouts/steering.h"

namespace holdfast::rollouts {
namespace {
constexpr std::int64_t hour = 3600, every_s = 30, old_release = 7, new_release = 8;

double seconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

engine::Rollout wanted() {
  rollout::Manifest manifest;
  manifest.release = "0.8.0";
  manifest.counter = new_release;
  manifest.architecture = "amd64";
  manifest.compatibility = {{1, 1}, {1, 1}, 1, 0};
  manifest.components = {{"holdfastd", "0.8.0"}};
  manifest.schema_writes = 30;
  manifest.files = {{"bin/holdfastd", 1, std::string(64, 'a'), 0755}};
  engine::Rollout out;
  out.plan = rings::parse_plan(R"({"rings":[{"name":"all","permille":1000,"soakSeconds":864000}]})").value();
  out.plan.id = database::numbered_id(1);
  out.plan.bundle = "holdfast-0.8.0.hfb";
  out.plan.digest = std::string(64, 'a');
  out.plan.counter = new_release;
  out.release = manifest.release;
  out.manifest = rollout::manifest_text(manifest);
  return out;
}

struct Bench : database::HubFixture {
  std::string name_of(int site_number) const { return "site-" + std::to_string(1'000'000 + site_number); }
  void enrol_all(int sites) {
    const std::string report =
        R"({"runs":{"release":"0.8.0","counter":8},"managed":true,"architecture":"amd64","schema":20,"launcher":1,)"
        R"("state":"idle","bad":[]})";
    hub.write([&](engine::HubTransaction& tx) {
      for (int i = 1; i <= sites; ++i) {
        const engine::SiteKey key{site.tenant, name_of(i)};
        engine::enrol(tx, key, "channel-" + std::to_string(i), now);
        tx.fleet.put_card(key, name_of(i), now);
        // Half of them have it.
        tx.rollouts.put(site.tenant, {key.site, i % 2 == 0 ? old_release : new_release, now, 0, now, report, now});
      }
    });
  }
  /// An hour a row, from `first` hours before now up to `last`.
  void trade(int sites, std::int64_t first, std::int64_t last, std::int64_t counter, const std::string& which) {
    hub.write([&](engine::HubTransaction&) {
      opened.session
          ->prepare("WITH RECURSIVE place(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM place WHERE n < " +
                    std::to_string(sites) + "), time(h) AS (SELECT " + std::to_string(last) +
                    " UNION ALL SELECT h + 1 FROM time WHERE h < " + std::to_string(first) +
                    ") INSERT INTO site_signals(tenant_id, site_id, stretch_us, counter, trading_s, sales, scans, "
                    "scans_unknown, prints, prints_failed, cards, cards_declined, errors, restarts, sale_us, lag_s, "
                    "integrity_errors, card_mismatches) SELECT 'tenant-1', 'site-' || (1000000 + n), " +
                    std::to_string(now.unix_us()) + " - h * 3600000000, " + std::to_string(counter) +
                    ", 3600, 40, 200, 1, 40, 0, 20, 1, 0, 0, 800000, 3600, 0, 0 FROM place, time WHERE " + which)
          .exec();
    });
  }
};

int run(int sites, int hours_before, int hours_since) {
  Bench bench;
  bench.enrol_all(sites);
  bench.trade(sites, hours_before, 1, old_release, "1 = 1");
  if (!begin(bench.hub, bench.site.tenant, wanted(), "0.8.0", bench.now)) return 1;
  bench.now = bench.now.plus_seconds(hours_since * hour);
  if (hours_since > 0) {
    bench.trade(sites, hours_since - 1, 0, old_release, "n % 2 = 0");
    bench.trade(sites, hours_since - 1, 0, new_release, "n % 2 = 1");
  }
  std::printf("%d sites, %d hours before and %d since: %lld rows\n", sites, hours_before, hours_since,
              static_cast<long long>(bench.count("site_signals")));
  const auto look = [&](const char* what, std::int64_t after_s) {
    bench.now = bench.now.plus_seconds(after_s);
    const double took = seconds([&] { (void)steer(bench.hub, bench.site.tenant, every_s, hour, bench.now); });
    std::printf("%-52s %7.3f s  %6.4f of the interval\n", what, took, took / static_cast<double>(every_s));
  };
  look("first look: sums up what is over", 0);
  for (int i = 0; i < 3; ++i) look("a look", every_s);
  look("first look of the next hour: sums up one more", hour);
  look("a look", every_s);
  const double page = seconds([&] {
    bench.hub.read([&](engine::HubTransaction& tx) {
      const auto rollout = tx.rollouts.rollout(bench.site.tenant, database::numbered_id(1));
      (void)page_of_fleet(tx, bench.site.tenant, *rollout, bench.name_of(sites / 2), 500, bench.now);
    });
  });
  std::printf("%-52s %7.3f s\n", "a page of 500 sites", page);
  return 0;
}
}  // namespace
}  // namespace holdfast::rollouts

int main(int argc, char** argv) {
  const auto number = [&](int index, int otherwise) { return argc > index ? std::atoi(argv[index]) : otherwise; };
  return holdfast::rollouts::run(number(1, 10'000), number(2, 168), number(3, 96));
}
