#include "gateway/terminal_reports.h"

#include <set>

#include "gateway/payment_post.h"
#include "payments/card_payment_rows.h"

namespace holdfast::gateway {
namespace {
using Light = capabilities::TerminalMode::Light;
/// A fault of ours (`cannot_store`), or paper that runs out, takes no card's payment away.
Light light_of(const registry::DeviceHealth& health) {
  if (health.light == "offline") return Light::away;
  return health.light == "fault" && health.word == "not_answering" ? Light::fault : Light::well;
}
}  // namespace

std::vector<store::TerminalReport> terminal_reports(const Gateway& gateway, store::Store& store) {
  std::set<std::int64_t> doubts;
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
    doubts = payments::terminals_in_doubt(connection);
    return store::Answer{};
  });
  std::vector<store::TerminalReport> out;
  for (const auto& [row, post] : gateway.posts()) {
    const auto* terminal = dynamic_cast<const PaymentPost*>(post.get());
    if (terminal == nullptr) continue;
    const devices::Device& device = terminal->device();
    out.push_back({row, device.id, device.name, device.registers, light_of(terminal->health()), doubts.contains(row)});
  }
  return out;
}
}  // namespace holdfast::gateway
