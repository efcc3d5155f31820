#pragma once
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

namespace holdfast::link {
/// Cancels what waits at `target` when the time is up; tells afterwards whether it did.
template <class Target>
class Deadline {
 public:
  Deadline(Target& target, std::chrono::milliseconds limit)
      : timer_{target.get_executor(), limit}, up_{std::make_shared<bool>(false)} {
    timer_.async_wait([up = up_, &target](boost::system::error_code code) {
      if (code) return;  // the work was done in time, and `target` may be gone
      *up = true;
      target.cancel();
    });
  }
  bool up() const { return *up_; }

 private:
  boost::asio::steady_timer timer_;  // its destructor cancels the wait
  std::shared_ptr<bool> up_;
};
}  // namespace holdfast::link
