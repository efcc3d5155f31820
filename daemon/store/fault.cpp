#include "store/fault.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <string_view>

namespace holdfast::store {
namespace {
constexpr std::array<std::string_view, 5> names{"mid-command", "before-commit", "after-commit", "after-answer",
                                                "checkpoint"};
struct Plan {
  int point = -1;
  long passes = 0;
  bool hangs = false;
};
Plan plan_of_environment() {
  const char* text = std::getenv("HOLDFAST_FAULT");
  if (text == nullptr) return {};
  const std::string_view plan{text};
  const std::size_t colon = plan.find(':');
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (plan.substr(0, colon) != names[i]) continue;
    long passes = 1;
    if (colon != std::string_view::npos) std::from_chars(plan.data() + colon + 1, plan.data() + plan.size(), passes);
    return {static_cast<int>(i), passes, plan.ends_with(":hang")};
  }
  return {};
}
}  // namespace

void pass(FaultPoint point) {
  static const Plan plan = plan_of_environment();
  static std::atomic<long> passed{0};
  if (static_cast<int>(point) != plan.point) return;
  if (passed.fetch_add(1) + 1 != plan.passes) return;
  while (plan.hangs) ::pause();
  ::kill(::getpid(), SIGKILL);
}
}  // namespace holdfast::store
