#include "store/terminal_watch.h"

#include <algorithm>

namespace holdfast::store {
std::vector<capabilities::Terminal> TerminalWatch::hear(std::vector<TerminalReport> reports, Instant steady,
                                                        Instant wall) {
  std::sort(reports.begin(), reports.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
  std::map<std::int64_t, Known> still;
  std::vector<capabilities::Terminal> out;
  for (TerminalReport& report : reports) {
    const auto before = known_.find(report.row);
    Known known = before != known_.end() ? before->second : Known{capabilities::TerminalMode{steady}, wall};
    const capabilities::Mode mode = known.mode.mode();
    known.mode.on_look(report.light, report.in_doubt, steady);
    if (known.mode.mode() != mode) known.since = wall;
    const auto breaker =
        capabilities::host_breaker(report.host, capabilities::row_of(capabilities::Dependency::card_host), wall);
    const capabilities::Health health{true,        known.mode.mode(), known.mode.cause(),
                                      known.since, breaker.state,     breaker.until};
    still.emplace(report.row, std::move(known));
    out.push_back({report.row, report.device, std::move(report.name), std::move(report.registers), health});
  }
  known_ = std::move(still);
  return out;
}
}  // namespace holdfast::store
