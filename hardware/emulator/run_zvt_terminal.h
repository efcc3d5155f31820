#pragma once
#include <boost/asio/io_context.hpp>
#include <memory>

#include "eft/virtual_zvt.h"
#include "emulator/run_device.h"
#include "emulator/virtual_terminal.h"

namespace holdfast::emulator {
/// A ZVT terminal on a TCP port or a serial line; `settings.framing` has to fit the line. I/O thread only; it outlives
/// the io_context's run.
class ZvtTerminal : public TerminalOf<eft::VirtualZvt>, private LineDevice {
 public:
  ZvtTerminal(boost::asio::io_context& io, eft::VirtualZvtSettings settings, std::unique_ptr<Line> line);
  void start() { port_.start(); }
  std::string_view protocol() const override { return "zvt"; }
  void present(eft::VirtualCustomer customer) override;
  void unplug() override { port_.unplug(); }
  void plug() override { port_.plug(); }
  void hang_up() override { port_.cut(); }
  bool powered() const override { return port_.powered(); }
  bool connected() const override { return port_.connected(); }
  std::string address() const override { return port_.address(); }

 private:
  void on_link_up(Instant now) override { device_.on_link_up(now); }
  void on_link_lost(Instant now) override { device_.on_link_lost(now); }
  void on_bytes(std::string_view bytes, Instant now) override;
  void on_time(Instant now) override;
  std::optional<std::string> poll() override;
  std::optional<Instant> deadline() const override { return device_.deadline(); }
  bool accepts_link(Instant now) const override { return device_.accepts_link(now); }
  void power_cycle(Instant now) override { device_.power_cycle(now); }
  void look(bool speaks);
  boost::asio::io_context& io_;
  DevicePort port_;
};
}  // namespace holdfast::emulator
