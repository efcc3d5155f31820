#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <deque>
#include <functional>
#include <memory>
#include <string>

#include "link/address.h"
#include "link/trace.h"
#include "registry/line_device.h"
#include "registry/link_health.h"

namespace holdfast::registry {
/// Keeps the line of one scale, scanner or display open until stop(), and drives its LineDevice: see README.md. What
/// arrives is handed on at once, without another turn of the loop. It decides nothing.
class LineActor : public std::enable_shared_from_this<LineActor> {
 public:
  using Clock = std::function<Instant()>;
  /// Called after each change of health.
  using OnHealth = std::function<void(const DeviceHealth&)>;
  LineActor(boost::asio::any_io_executor executor, link::Address address, LineDevice& device, Clock clock);
  ~LineActor();
  void on_health(OnHealth tell) { on_health_ = std::move(tell); }
  void start();
  void wake();                       ///< the device has something to send, or another deadline
  void retry() { pause_.cancel(); }  ///< it may have been plugged in: the pause before the next try ends now
  /// Closes the line at once; the device is not called from here on.
  void stop();
  bool connected() const { return line_ != nullptr; }
  LinkHealth& health() { return health_; }
  const LinkHealth& health() const { return health_; }
  const link::Trace& trace() const { return trace_; }
  void record(link::Recording recording) { trace_.set(recording); }

 private:
  struct Line;
  template <class T>
  using Task = boost::asio::awaitable<T>;
  static Task<void> run(std::shared_ptr<LineActor> self);
  static Task<void> write(std::shared_ptr<LineActor> self, std::shared_ptr<Line> line);
  Task<bool> connect();
  Task<void> pause(Instant until);
  void lose(const std::shared_ptr<Line>& line, std::string why);
  void drain();
  void arm();
  void on_timer();
  void judge();
  Instant now() const { return clock_(); }

  boost::asio::steady_timer timer_;  ///< of the device and of the health
  boost::asio::steady_timer pause_;  ///< between two tries
  link::Address address_;
  LineDevice* device_;
  Clock clock_;
  OnHealth on_health_;
  LinkHealth health_;
  link::Trace trace_;
  std::shared_ptr<Line> line_;
  std::optional<Instant> armed_;
  bool stopped_ = false, draining_ = false;
};
}  // namespace holdfast::registry
