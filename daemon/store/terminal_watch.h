#pragma once
#include <map>
#include <string>
#include <vector>

#include "capabilities/evaluate.h"
#include "capabilities/host_breaker.h"
#include "capabilities/terminal_mode.h"

namespace holdfast::store {
/// What the driver of one card terminal says of it now.
struct TerminalReport {
  std::int64_t row = 0;  ///< of the device
  Uuid device;
  std::string name;
  std::vector<Uuid> registers;
  capabilities::TerminalMode::Light light = capabilities::TerminalMode::Light::away;
  bool in_doubt = false;                            ///< payments of it have no outcome yet
  std::vector<capabilities::HostAnswer> host = {};  ///< of its last payments, oldest first
};

/// How it stands with each card terminal, as it was heard of over time; one that is no longer driven is forgotten.
class TerminalWatch {
 public:
  /// By row. `steady` never steps; `wall` is what is told.
  std::vector<capabilities::Terminal> hear(std::vector<TerminalReport> reports, Instant steady, Instant wall);

 private:
  struct Known {
    capabilities::TerminalMode mode;
    Instant since;  // wall
  };
  std::map<std::int64_t, Known> known_;
};
}  // namespace holdfast::store
