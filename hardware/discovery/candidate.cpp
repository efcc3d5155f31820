#include "discovery/candidate.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace holdfast::discovery {
std::string_view name_of(Source source) {
  switch (source) {
    case Source::usb:
      return "usb";
    case Source::serial:
      return "serial";
    case Source::mdns:
      return "mdns";
    case Source::scan:
      return "scan";
  }
  return "";
}
std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::known:
      return "known";
    case Certainty::likely:
      return "likely";
    case Certainty::possible:
      return "possible";
  }
  return "";
}

std::vector<Candidate> sorted(std::vector<Candidate> found) {
  std::ranges::sort(found, {},
                    [](const Candidate& one) { return std::tie(one.certainty, one.source, one.address, one.told_by); });
  std::set<std::string> seen;
  std::erase_if(found, [&](const Candidate& one) { return !one.address.empty() && !seen.insert(one.address).second; });
  return found;
}
}  // namespace holdfast::discovery
