#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <string>

#include "emulator/line.h"
#include "emulator/line_faults.h"

namespace holdfast::emulator {
/// The time of day, for the devices' own clocks and deadlines.
Instant time_of_day();

/// Runs one device on one line: moves its bytes through the line faults and calls it when its time has come. I/O thread
/// only; `device` and `faults` outlive it, and it outlives the io_context's run.
class DevicePort : private Line::Listener {
 public:
  DevicePort(boost::asio::io_context& io, LineDevice& device, LineFaults& faults, std::unique_ptr<Line> line);
  void start();
  /// Somebody has done something to the device: it is asked what it says now.
  void wake();
  void cut();
  /// Without power nothing happens in the device; plugged in it starts anew.
  void unplug();
  void plug();
  void power_cycle();
  bool powered() const { return powered_; }
  bool connected() const { return line_->connected(); }
  std::string address() const { return line_->address(); }

 private:
  void on_line_up() override;
  void on_line_lost() override;
  void on_line_bytes(std::string_view bytes) override;
  void on_line_written() override;
  void drain();
  void write();
  void arm();
  LineDevice& device_;
  LineFaults& faults_;
  std::unique_ptr<Line> line_;
  boost::asio::steady_timer timer_, pause_;
  std::string waiting_;
  bool cut_when_written_ = false, writing_ = false, pausing_ = false, powered_ = true;
};
}  // namespace holdfast::emulator
