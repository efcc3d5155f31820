#include "gateway/terminal_reports.h"

#include <set>

#include "gateway/payment_post.h"
#include "payments/card_payment_rows.h"
#include "payments/host_answers.h"

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
  constexpr std::int64_t looked_back_s = 600;  // beyond the breaker's window and pause
  std::set<std::int64_t> doubts;
  std::vector<payments::HostAnswer> answers;
  (void)store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
    doubts = payments::terminals_in_doubt(connection);
    answers = payments::host_answers(connection, store.now().plus_seconds(-looked_back_s));
    return store::Answer{};
  });
  std::vector<store::TerminalReport> out;
  for (const auto& [row, post] : gateway.posts()) {
    const auto* terminal = dynamic_cast<const PaymentPost*>(post.get());
    if (terminal == nullptr) continue;
    const devices::Device& device = terminal->device();
    out.push_back({row, device.id, device.name, device.registers, light_of(terminal->health()), doubts.contains(row)});
    for (const payments::HostAnswer& answer : answers)
      if (answer.device_row == row) out.back().host.push_back({answer.at, answer.reached});
  }
  return out;
}
}  // namespace holdfast::gateway
