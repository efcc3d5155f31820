#pragma once
#include <functional>
#include <vector>

#include "discovery/candidate.h"
#include "discovery/cidr.h"
#include "routes/api.h"

namespace holdfast::routes {
/// Where a person wants to look for devices.
struct DiscoveryOrder {
  bool usb = true, serial = true, mdns = true;
  std::optional<discovery::Subnet> scan;
};
/// What looks for them. I/O thread; `found` is called there, once, some seconds later and never before `look` returns.
struct DiscoveryDesk {
  using Found = std::function<void(std::vector<discovery::Candidate>)>;
  std::function<void(const DiscoveryOrder& order, Found found)> look;
  std::function<Uuid()> new_id;
};
/// /v1/devices/discoveries. One at a time; the latest few are remembered until the daemon ends.
void add_discovery_routes(Api& api, DiscoveryDesk desk);
/// An array of what was found, as the API says it.
std::string candidates_json(const std::vector<discovery::Candidate>& found);
}  // namespace holdfast::routes
