#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"

namespace holdfast::replication {
enum class Link {
  none,    ///< never enrolled, or stopped
  paused,  ///< by a person
  trying,  ///< no answer yet, or none lately
  up,      ///< the hub answered the last call
};
constexpr std::string_view name_of(Link link) {
  switch (link) {
    case Link::none:
      return "none";
    case Link::paused:
      return "paused";
    case Link::trying:
      return "down";
    case Link::up:
      return "up";
  }
  return "";
}

/// When what is in force here was last compared with what the hub has, and was equal; since the start, by the store's
/// clock.
struct Proof {
  std::optional<Instant> all;           ///< every data set
  std::map<std::string, Instant> sets;  ///< also while another one differs
  std::optional<Instant> of(std::string_view dataset) const {
    const auto found = sets.find(std::string{dataset});
    return found != sets.end() ? std::optional{found->second} : std::nullopt;
  }
};

/// What one direction is about, as its thread last said. Rows (watermark, versions, runs) are read from the file
/// instead.
struct DirectionStatus {
  Link link = Link::none;
  Instant since;  ///< of `link`
  Instant heard;  ///< the hub's last answer; 0: none since the start
  std::string breaker = "closed";
  std::string error;                                                    ///< the last, empty once it has passed
  std::int64_t answers = 0, failures = 0, bytes_out = 0, bytes_in = 0;  ///< since the start
  std::int64_t acked_seq = 0, head_seq = 0, epoch = 0;  ///< up: as the session has it, ahead of the stored row
  std::int64_t version = 0, repairs = 0;                ///< down; how often rows that differed were mended
  Proof proof;                                          ///< down
  std::int64_t budget = 0;                              ///< up: bytes a second, as configured
  int batch = 0;                                        ///< up: events of the next batch
  std::int64_t clock_error_us = 0;                      ///< up: our clock less the hub's, by its last acknowledgement
  // What hello did not agree on: this release, or the hub, needs an update.
  std::vector<std::string> withheld;  ///< data sets that are not sent here
  std::vector<std::string> unread;    ///< event types that the hub keeps and does not understand
};
struct Status {
  std::string hub;  ///< its address; empty: not enrolled
  Instant renew_after;
  DirectionStatus up, down;
};
}  // namespace holdfast::replication
