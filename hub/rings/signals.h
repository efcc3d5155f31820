#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "rings/plan.h"

namespace holdfast::rings {
/// What a site counted while it traded for some time. Sums of several sites are signals too.
struct Signals {
  std::int64_t trading_s = 0, sales = 0;
  std::int64_t scans = 0, scans_unknown = 0;
  std::int64_t prints = 0, prints_failed = 0;
  std::int64_t cards = 0, cards_declined = 0;
  std::int64_t errors = 0, restarts = 0;
  std::int64_t sale_us = 0;  ///< p95 of each site's sale times that site's sales, so that sums stay means by weight
  std::int64_t lag_s = 0;    ///< of upsync, the same way by trading time
  std::int64_t integrity_errors = 0, card_mismatches = 0;
  Signals& operator+=(const Signals& other);
  friend bool operator==(const Signals&, const Signals&) = default;
};
/// The same sites, or one, before a release and with it; of those that did not get it, over the same two stretches.
struct Trend {
  Signals before, after;
  Trend& operator+=(const Trend& other);
};

/// Why a release stops: a word for programs, a sentence for people.
struct Reason {
  std::string kind;  ///< `books`, `cards`, `scans`, `prints`, `declined`, `errors`, `sales`, `slow`, `lag`, `wentBack`,
                     ///< `crashes`, `silent`, `person`, `stays`
  std::string text;
  friend bool operator==(const Reason&, const Reason&) = default;
};

/// In what the release made its sites worse, in sentences for the operator: each signal against what it was there
/// before, moved as it moved at the sites without it meanwhile (a holiday or a dead card host is nobody's fault).
/// Empty: nothing that can be told from chance; few events say nothing.
std::vector<Reason> worse(const Trend& with, const Trend& without, const Rules& rules);

/// Whether the sites with it start anew by themselves more often than to be expected: than they did before, and than
/// those without it do meanwhile (a night of thunderstorms is nobody's fault). Rare events, so few of them say nothing.
bool more_restarts(const Trend& with, const Trend& without, const Rules& rules);
}  // namespace holdfast::rings
