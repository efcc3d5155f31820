#include "gateway/line_post.h"

namespace holdfast::gateway {
LinePost::LinePost(PostParts parts, devices::Device device, link::Address address)
    : parts_{std::move(parts)},
      device_{std::move(device)},
      actor_{std::make_shared<registry::LineActor>(parts_.executor, std::move(address), *this,
                                                   [&store = parts_.store] { return store.now(); })},
      teller_{parts_.store} {}

void LinePost::start() {
  actor_->on_health([weak = weak_from_this()](const registry::DeviceHealth& health) {
    if (const auto self = weak.lock()) self->teller_.tell(self->device_.row, health);
  });
  actor_->start();
}

int LinePost::utc_offset_min(Instant at) const {
  const auto view = parts_.store.view();
  return view && view->utc_offset_min ? view->utc_offset_min(at) : 0;
}
}  // namespace holdfast::gateway
