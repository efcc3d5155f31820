#pragma once
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <memory>

#include "service/supervisor.h"

namespace holdfast::service {
/// Tells the supervisor that we live, three times within its patience, and only while our work gets done: each time
/// `prove` sends something through the part that must not hang, and calls back once it came out at the other end.
class Heartbeat {
 public:
  using Prove = std::function<void(std::function<void()> came_through)>;
  Heartbeat(boost::asio::io_context& io, const Supervisor& supervisor, Prove prove);
  void start();  ///< does nothing when nobody waits for us
  void stop();

 private:
  void next();
  const Supervisor& supervisor_;
  Prove prove_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<Heartbeat*> self_ = std::make_shared<Heartbeat*>(this);  ///< answers may come after our end
};
}  // namespace holdfast::service
