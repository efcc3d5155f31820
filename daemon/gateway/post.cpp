#include "gateway/post.h"

#include "commands/change_device.h"

namespace holdfast::gateway {
void HealthTeller::tell(std::int64_t device_row, const registry::DeviceHealth& health) {
  if (health.word == "connecting") return;
  if (light_ == health.light && word_ == health.word) return;
  light_ = health.light;
  word_ = health.word;
  store::Call call;
  call.correlation_id = "gateway";
  commands::DeviceHealth told{device_row, light_, word_, std::string{health.hint},
                              std::string{health.drawer}};
  store_.submit(
      std::move(call),
      [told = std::move(told)](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        commands::report_device_health(tx, told, context);
        return store::Answer{};
      },
      [](const Result<store::Answer>&) {});
}
}  // namespace holdfast::gateway
