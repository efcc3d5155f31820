#pragma once
#include <string_view>
#include <utility>

#include "engine/rollout_rows.h"
#include "rollout/manifest.h"

namespace holdfast::rollouts {
/// What a store counts while it trades, by its name on the wire; sums of times stand beside them.
inline constexpr std::pair<std::string_view, std::int64_t rings::Signals::*> counted_signals[] = {
    {"tradingSeconds", &rings::Signals::trading_s},
    {"sales", &rings::Signals::sales},
    {"scans", &rings::Signals::scans},
    {"scansUnknown", &rings::Signals::scans_unknown},
    {"prints", &rings::Signals::prints},
    {"printsFailed", &rings::Signals::prints_failed},
    {"cards", &rings::Signals::cards},
    {"cardsDeclined", &rings::Signals::cards_declined},
    {"errors", &rings::Signals::errors},
    {"restarts", &rings::Signals::restarts},
    {"integrityErrors", &rings::Signals::integrity_errors},
    {"cardMismatches", &rings::Signals::card_mismatches}};

/// What a store says of what it runs: `UpdateReport` in schema/sync.yaml.
struct SiteReport {
  std::string release, running_digest;
  std::int64_t counter = 0, counter_before = 0;
  bool managed = false;  ///< a launcher can put a release in its place
  std::string architecture;
  std::int64_t schema = 0, launcher = 0;
  rollout::Span api;                           ///< majors that its tills speak; both 0: not said
  std::vector<rollout::Component> components;  ///< what runs there beside, and the release's own
  std::string state, digest, waits_for;        ///< `idle`, `fetching`, `waiting`, `switching`, with what
  std::int64_t percent = 0;
  struct Last {
    std::string digest, outcome, cause;  ///< `committed`, `wentBack`, `refused`, `failed`
  } last;
  std::string digest_before;        ///< of the release that could be gone back to; empty: not said
  std::string no_way_back;          ///< why it cannot, in a sentence; empty: it can, or is too old to say
  std::vector<std::string> bad;     ///< digests that went back there
  std::optional<Instant> from, to;  ///< of the signals
  rings::Signals signals;
};
/// Members of later releases are passed over.
Result<SiteReport> parse_report(std::string_view text);

/// Keeps the report. A stretch of signals that was told before (a lost answer) counts once. `stretch_s`: by how long
/// stretches signals are kept apart.
engine::SiteRelease take_report(engine::RolloutRows& rows, const engine::SiteKey& site, const SiteReport& report,
                                std::string document, std::int64_t stretch_s, Instant now);

/// Where the site stands with a bundle, and why it cannot have it: in sentences, empty when it can.
struct Stand {
  rings::Progress progress = rings::Progress::waiting;
  std::vector<std::string> why;
};
Stand stand_of(const SiteReport& report, const rollout::Manifest& manifest, std::string_view digest);
/// Why a site that runs a release would not leave it for the one before, whoever ordered it; empty: it would.
std::string no_way_back(const SiteReport& report);
}  // namespace holdfast::rollouts
