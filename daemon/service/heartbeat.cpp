#include "service/heartbeat.h"

#include <memory>
#include <utility>

namespace holdfast::service {
Heartbeat::Heartbeat(boost::asio::io_context& io, const Supervisor& supervisor, Prove prove)
    : supervisor_{supervisor}, prove_{std::move(prove)}, timer_{io} {}

void Heartbeat::start() {
  if (supervisor_.patience().count() > 0) next();
}
void Heartbeat::stop() {
  self_.reset();
  timer_.cancel();
}

void Heartbeat::next() {
  timer_.expires_after(supervisor_.patience() / 3);
  timer_.async_wait([this](const boost::system::error_code& stopped) {
    if (stopped || !self_) return;
    prove_([weak = std::weak_ptr{self_}] {
      const auto self = weak.lock();
      if (!self) return;
      (*self)->supervisor_.alive();
      (*self)->next();
    });
  });
}
}  // namespace holdfast::service
