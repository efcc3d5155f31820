#include "backup/stamp.h"

namespace holdfast::backup {
std::string stamp(Instant at) {
  std::string out;
  for (const char c : to_rfc3339(at).substr(0, 19))
    if (c != '-' && c != ':') out += c;
  return out + "Z";
}
}  // namespace holdfast::backup
