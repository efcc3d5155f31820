#pragma once
#include <string>

#include "metrics/metrics.h"
#include "replication/hub_line.h"

namespace holdfast::replication {
/// What one direction's calls come to, by the names that a company's other systems have too (seed 004 section 11.2):
/// `sync_duration_seconds`, `sync_failure_total` by class of error, `sync_retry_total`. One thread's.
class Meters {
 public:
  Meters(metrics::Registry& registry, std::string entity_type);
  /// A call that is held open until there is something says nothing about how fast the hub is.
  enum class Kind { answered_at_once, held_open };
  void note(const HubLine::Answer& answer, Kind kind = Kind::answered_at_once);

 private:
  metrics::Counter& failure(const std::string& error_type);
  metrics::Registry& registry_;
  const std::string entity_type_;
  metrics::Histogram& duration_;
  metrics::Counter& retries_;
  bool failed_ = false;  ///< the call before; this one is a retry then
};
}  // namespace holdfast::replication
