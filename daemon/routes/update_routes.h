#pragma once
#include <functional>

#include "routes/api.h"

namespace holdfast::rollout {
struct UpdatePolicy;
}
namespace holdfast::routes {
/// /v1/update…: what runs, what is on its way, when it is put in place; `update/updater.h` does it. All on the I/O
/// thread, at once.
struct UpdateDesk {
  std::function<std::string(int utc_offset_min)> status, history;  ///< JSON
  std::function<void()> check;
  std::function<Result<>()> now, back;
  std::function<void(const std::string& folder)> take_from;
  std::function<Result<>(const std::string& sha256)> clear_bad;
  std::function<Result<>(const rollout::UpdatePolicy&)> set_policy;
};
void add_update_routes(Api& api, const UpdateDesk& desk);
}  // namespace holdfast::routes
