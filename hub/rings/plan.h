#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

/// How a release goes through a fleet: ring after ring, watched. Source: the update design, section 4, "Rings".
namespace holdfast::rings {
struct Ring {
  std::string name;
  std::vector<std::string> sites;  ///< by id, whatever the share says
  int permille = 0;                ///< of all sites; each ring contains those before it
  std::int64_t soak_s = 86'400;    ///< that it is watched once nearly all of it runs the release
};

/// When a ring is done, and when the release stops by itself. Shares are in thousandths.
struct Rules {
  int committed_permille = 950;  ///< of the ring's reachable sites
  int rollback_sites = 2;        ///< so many sites that went back stop it,
  int rollback_permille = 20;    ///< or such a share of those that tried, when that is more
  int worse_permille =
      1500;  ///< of what was to be expected: unknown scans, failed prints, declined cards, errors, p95 of a sale, lag
  int fewer_sales_permille = 800;  ///< of the sales to be expected
};

struct Plan {
  Uuid id;
  std::string bundle, digest;  ///< its name in the repository; SHA-256 in hex
  std::int64_t counter = 0;    ///< of the release
  std::int64_t before = 0;     ///< of the release it replaces
  std::vector<Ring> rings;     ///< the last one holds every site
  Rules rules;
  bool automatic = true;              ///< the next ring begins by itself; else a person begins it
  bool back_when_stopped = false;     ///< a rule that stops it also sends those that have it back
  std::int64_t least_safe = 0;        ///< counter below which no site installs anything or goes back; 0: none
  std::int64_t bytes_per_second = 0;  ///< of a site's line, for a download; 0: as the site's own policy says
};

/// One site, then 1 %, 10 %, 50 % and all, as the design says; what nobody asked for otherwise.
std::vector<Ring> usual_rings();

/// The first ring a site is in. Each release deals the sites anew, the same way on every hub.
std::size_t ring_of(const Plan& plan, std::string_view site);

/// Complains by JSON Pointer:
/// `{"rings":[{"name","sites":[],"permille","soakHours"|"soakSeconds"}],"rules":{...},"automatic", "backWhenStopped",
/// "leastSafeCounter", "bytesPerSecond"}`;
/// every member may be left out. The rest of the plan is the caller's.
Result<Plan> parse_plan(std::string_view text);
Result<Plan> parse_plan(const Json& document);
std::string plan_text(const Plan& plan);
}  // namespace holdfast::rings
