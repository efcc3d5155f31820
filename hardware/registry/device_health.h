#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace holdfast::registry {
/// How any device is, in the words of the API; `word` and `hint` are keys for which the screens have texts.
struct DeviceHealth {
  std::string_view light = "offline";  ///< `online`, `warning`, `fault` or `offline`
  std::string_view word = "connecting";
  std::string_view hint;  ///< empty: nothing to do
  std::string why;        ///< in words of the operating system or of the device
  Instant since;
  std::optional<Instant> last_good;
  std::string_view drawer = "unknown";  ///< `open`, `closed`: of a printer that has one
};
}  // namespace holdfast::registry
