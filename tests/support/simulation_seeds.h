#pragma once
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HOLDFAST_SLOW_BUILD 1
#endif
#endif

/// How many simulations a test runs, and what it says of one that failed.
namespace holdfast::sim {
#ifdef HOLDFAST_SLOW_BUILD
inline constexpr bool slow_build = true;
#else
inline constexpr bool slow_build = false;
#endif
inline std::int64_t setting(const char* name, std::int64_t otherwise) {
  const char* text = std::getenv(name);
  return text != nullptr ? std::atoll(text) : otherwise;
}
inline std::string words(const std::vector<std::string>& violations) {
  std::string out;
  for (const std::string& violation : violations) out += "\n  " + violation;
  return out;
}
}  // namespace holdfast::sim
