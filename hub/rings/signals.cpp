#include "rings/signals.h"

#include <algorithm>

namespace holdfast::rings {
namespace {
constexpr std::int64_t million = 1'000'000, whole = 1000, hour_s = 3600;

/// Of a million; 0 when nothing was counted.
std::int64_t rate(std::int64_t part, std::int64_t of) { return of > 0 ? part * million / of : 0; }

struct Watched {
  const char* kind;
  const char* what;
  std::int64_t Signals::* part;
  std::int64_t Signals::* of;
  std::int64_t enough;  ///< of `of`, before it says anything
  std::int64_t slack;   ///< in millionths: so much more is never a reason
};
constexpr Watched watched[] = {
    {"scans", "scans that find nothing", &Signals::scans_unknown, &Signals::scans, 500, 5'000},
    {"prints", "prints that fail", &Signals::prints_failed, &Signals::prints, 200, 10'000},
    {"declined", "cards that are declined", &Signals::cards_declined, &Signals::cards, 200, 20'000},
    {"errors", "errors for each sale", &Signals::errors, &Signals::sales, 200, 5'000},
};

/// What was to be expected: as before, moved as elsewhere. Between half and double, as elsewhere may be few.
std::int64_t expected(std::int64_t before, std::int64_t elsewhere_before, std::int64_t elsewhere_after) {
  if (elsewhere_before <= 0 || elsewhere_after <= 0) return before;
  return std::clamp(before * std::clamp(elsewhere_after * whole / elsewhere_before, whole / 2, whole * 2) / whole,
                    before / 2, before * 2);
}

/// Few scans before, or few elsewhere, say nothing of what to expect.
std::int64_t usual_rate(const Watched& each, const Trend& with, const Trend& without) {
  const bool known = with.before.*each.of >= each.enough, compared = without.after.*each.of >= each.enough;
  const std::int64_t before = rate(with.before.*each.part, with.before.*each.of),
                     elsewhere = rate(without.after.*each.part, without.after.*each.of);
  if (!known) return compared ? std::max(before, elsewhere) : before;
  if (!compared || without.before.*each.of < each.enough) return before;
  return expected(before, rate(without.before.*each.part, without.before.*each.of), elsewhere);
}

/// So many more than `count` happen by themselves: two standard deviations of rare events, rounded up.
std::int64_t by_chance(std::int64_t count) {
  std::int64_t root = 0;
  while (root * root < count) ++root;  // thousands at most, once a look
  return 2 * root;
}

/// Whether sales can be held against each other: days differ, a Sunday from a Saturday, so the sites without it have
/// to have traded for as long of late. Where nobody is left without it, it takes a time as long as that before.
bool same_days(const Trend& with, const Trend& without) {
  const auto lately = [](const Trend& of) {
    return of.before.trading_s > 0 ? of.after.trading_s * whole / of.before.trading_s : 0;
  };
  const std::int64_t here = lately(with), there = lately(without);
  return there > 0 ? here * 4 >= there * 3 && here * 3 <= there * 4 : here >= whole;
}

std::string percent(std::int64_t millionths) {
  return std::to_string(millionths / 10'000) + "." + std::to_string(millionths / 1000 % 10) + " %";
}
}  // namespace

Signals& Signals::operator+=(const Signals& other) {
  for (const auto member :
       {&Signals::trading_s, &Signals::sales, &Signals::scans, &Signals::scans_unknown, &Signals::prints,
        &Signals::prints_failed, &Signals::cards, &Signals::cards_declined, &Signals::errors, &Signals::restarts,
        &Signals::sale_us, &Signals::lag_s, &Signals::integrity_errors, &Signals::card_mismatches})
    this->*member += other.*member;
  return *this;
}
Trend& Trend::operator+=(const Trend& other) {
  before += other.before;
  after += other.after;
  return *this;
}

std::vector<Reason> worse(const Trend& with, const Trend& without, const Rules& rules) {
  std::vector<Reason> out;
  // Books that do not agree need no comparison.
  if (with.after.integrity_errors > with.before.integrity_errors)
    out.push_back({"books", "The books of a site do not agree with themselves."});
  if (with.after.card_mismatches > with.before.card_mismatches)
    out.push_back({"cards", "A card terminal and the books do not agree."});
  for (const Watched& each : watched) {
    const std::int64_t of = with.after.*each.of, seen = with.after.*each.part;
    if (of < each.enough) continue;
    const std::int64_t usual = usual_rate(each, with, without);
    const std::int64_t allowed = (usual * rules.worse_permille / whole + each.slack) * of / million;
    if (seen > allowed + by_chance(allowed))
      out.push_back({each.kind, std::string{"More "} + each.what + ": " + percent(rate(seen, of)) +
                                    ", to be expected were " + percent(usual) + "."});
  }
  constexpr std::int64_t enough_sales = 500;
  const auto sales_an_hour = [](const Signals& of) {
    return of.trading_s > 0 ? of.sales * hour_s * whole / of.trading_s : 0;
  };
  const std::int64_t usual =
      expected(sales_an_hour(with.before), sales_an_hour(without.before), sales_an_hour(without.after));
  if (same_days(with, without) && with.before.sales >= enough_sales && with.after.trading_s >= hour_s &&
      sales_an_hour(with.after) < usual * rules.fewer_sales_permille / whole)
    out.push_back({"sales", "Fewer sales: " + std::to_string(sales_an_hour(with.after) / whole) +
                                " an hour, to be expected were " + std::to_string(usual / whole) + "."});
  const auto slower = [&](const char* kind, const char* what, std::int64_t before, std::int64_t after,
                          std::int64_t there_before, std::int64_t there_after, std::int64_t slack) {
    const std::int64_t to_expect = expected(before, there_before, there_after);
    if (before > 0 && after > to_expect * rules.worse_permille / whole + slack)
      out.push_back({kind, std::string{what} + ": " + std::to_string(after) + ", to be expected were " +
                               std::to_string(to_expect) + "."});
  };
  constexpr std::int64_t slack_us = 5'000, slack_s = 30;
  const auto mean = [](std::int64_t sum, std::int64_t weight) { return weight > 0 ? sum / weight : 0; };
  if (with.after.sales >= enough_sales)
    slower("slow", "A sale takes longer (p95, microseconds)", mean(with.before.sale_us, with.before.sales),
           mean(with.after.sale_us, with.after.sales), mean(without.before.sale_us, without.before.sales),
           mean(without.after.sale_us, without.after.sales), slack_us);
  slower("lag", "The hub hears later (seconds)", mean(with.before.lag_s, with.before.trading_s),
         mean(with.after.lag_s, with.after.trading_s), mean(without.before.lag_s, without.before.trading_s),
         mean(without.after.lag_s, without.after.trading_s), slack_s);
  return out;
}

bool more_restarts(const Trend& with, const Trend& without, const Rules& rules) {
  const auto in_a_million_hours = [](const Signals& of) { return rate(of.restarts, of.trading_s / hour_s); };
  const std::int64_t usual = std::max(in_a_million_hours(with.before), in_a_million_hours(without.after));
  const std::int64_t allowed =
      (usual * rules.worse_permille / whole * (with.after.trading_s / hour_s) + million - 1) / million;
  return with.after.restarts > allowed + by_chance(allowed);
}
}  // namespace holdfast::rings
