#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "wire/fault.h"
#include "wire/limits.h"

namespace holdfast::wire {
/// What one side can speak, `POST /sync/v1/hello` (design 1.4). Versions are lists, so that N and N-1 are said as such.
struct Offer {
  int protocol_min = protocol_oldest;
  int protocol_max = protocol_newest;
  std::map<std::string, std::vector<int>> event_types;  ///< versions of each payload: made (site), read (hub)
  std::map<std::string, std::vector<int>> datasets;     ///< versions of each data set: applied (site), served (hub)
  std::vector<Sha256> dictionaries;                     ///< for `dcz`
  std::string release;
  friend bool operator==(const Offer&, const Offer&) = default;
};

/// What both speak: the newest of everything.
struct Common {
  int protocol = protocol_newest;
  std::map<std::string, int> datasets;         ///< without those that have no version in common: never sent
  std::vector<std::string> withheld_datasets;  ///< those, to be shown as "needs an update"
  std::vector<std::string> unread_types;       ///< event types the hub stores but cannot project in any version made
  bool dictionary = false;                     ///< `dcz` may be used both ways
  std::string pin_key;                         ///< hex: what the hub hashed PINs with; empty: it sets none
  std::string carry_key;                       ///< hex: what files that are carried to the hub are sealed to
  friend bool operator==(const Common&, const Common&) = default;
};
/// Empty when no protocol is common: the site stays in edge mode and sells on.
std::optional<Common> negotiate(const Offer& site, const Offer& hub);

std::string encode(const Offer& offer);
Decoded<Offer> decode_offer(std::string_view text);
std::string encode(const Common& common);
Decoded<Common> decode_common(std::string_view text);
}  // namespace holdfast::wire
