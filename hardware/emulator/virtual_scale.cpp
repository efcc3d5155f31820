#include "emulator/virtual_scale.h"

#include <utility>

namespace holdfast::emulator {
void VirtualScale::lay(Quantity gross, std::optional<Instant> still) {
  platter_.gross = gross;
  platter_.in_motion = still.has_value();
  still_ = still;
}

void VirtualScale::on_bytes(std::string_view bytes, Instant) {
  ++questions_;
  out_ += scale_->on_bytes(bytes);
}

void VirtualScale::on_time(Instant now) {
  if (!still_ || now < *still_) return;
  still_.reset();
  platter_.in_motion = false;
}

std::optional<std::string> VirtualScale::poll() {
  if (out_.empty()) return std::nullopt;
  return std::exchange(out_, {});
}
}  // namespace holdfast::emulator
