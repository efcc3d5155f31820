#pragma once
#include <functional>
#include <optional>

#include "routes/api.h"
#include "scale/weighing.h"

namespace holdfast::routes {
/// What whoever drives the scales does for the routes, at once, on the I/O thread. Members may be empty (the practice
/// store): then nothing is weighed.
struct ScaleDesk {
  /// Whether it multiplies by a unit price itself; nothing: nobody drives that scale.
  std::function<std::optional<bool>(const Uuid& device)> needs_price;
  std::function<Result<scale::Weighing>(const Uuid& device, scale::StartWeighing start)> start;
  std::function<std::optional<scale::Weighing>(const Uuid& device, const Uuid& weighing)> find;
  std::function<Result<scale::Weighing>(const Uuid& device, const Uuid& weighing, const Uuid& terminal)> confirm,
      cancel;
};
/// /v1/devices/{id}/weighings, /zero and /tare.
void add_weighing_routes(Api& api, ScaleDesk desk);
/// Reads what lies on the scale, whatever it is; the end of POST /v1/devices/{id}/test for a scale.
Result<Answer> test_scale(const ScaleDesk& desk, const Input& input, const Uuid& device, const Actor& actor,
                          store::Store& store);
/// What the command needs of a weighing that was found; nothing for one that gave no weight.
std::optional<carts::Weighing> sellable(const scale::Weighing& weighing, int utc_offset_min);
}  // namespace holdfast::routes
