#pragma once
#include <chrono>
#include <string>
#include <string_view>

namespace holdfast::service {
/// The service manager that started us, told how we are: lines of NAME=VALUE in a datagram to the socket
/// $NOTIFY_SOCKET, as sd_notify(3) says. Started by hand there is none, and everything here does nothing.
class Supervisor {
 public:
  /// `socket`: a path, or an abstract name behind `@`; `watchdog_usec`: $WATCHDOG_USEC, within which it wants to hear
  /// of us.
  Supervisor(std::string_view socket, std::string_view watchdog_usec);
  /// Takes both names out of the environment, so that no child speaks in our name.
  static Supervisor from_environment();
  /// Leaves the names where they are, for who is started next.
  static Supervisor of_environment();

  bool there() const { return !address_.empty(); }
  std::chrono::microseconds patience() const { return patience_; }  ///< zero: nobody waits for us
  void ready(std::string_view status) const;
  void alive() const;
  void stopping() const;
  /// No need to give us up within `more`, whether we are starting or should have been heard of.
  void still_at_it(std::chrono::seconds more) const;

 private:
  void say(std::string_view lines) const;
  std::string address_;
  std::chrono::microseconds patience_{};
};
}  // namespace holdfast::service
