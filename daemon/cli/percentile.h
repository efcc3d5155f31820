#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace holdfast::cli {
/// The value that `percent` of 100 are not above; 0 of none. Reorders the values.
inline std::int64_t percentile(std::vector<std::int64_t>& values, int percent) {
  if (values.empty()) return 0;
  const std::size_t at = std::min(values.size() - 1, values.size() * static_cast<std::size_t>(percent) / 100);
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}
}  // namespace holdfast::cli
