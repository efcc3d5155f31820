#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <string>

#include "emulator/line_faults.h"
#include "emulator/virtual_printer.h"

namespace holdfast::emulator {
/// The printer's TCP port: one client at a time, the next waits in the queue of the port. I/O thread only; `printer`
/// and this outlive the io_context's run.
class PrinterPort {
 public:
  PrinterPort(boost::asio::io_context& io, VirtualPrinter& printer, const std::string& address, std::uint16_t port);
  std::uint16_t port() const { return port_; }
  void start();
  /// The client is hung up on.
  void drop();
  /// Nobody can connect until it is told otherwise, as while the printer has no power.
  void refuse(bool how);
  bool connected() const { return client_.is_open(); }
  std::string address() const;
  /// Of what the printer says; what it hears is its state's (stalled, silent).
  LineFaults& faults() { return faults_; }

 private:
  void accept();
  void read();
  void write();
  void tick();
  void open_listener();

  VirtualPrinter& printer_;
  LineFaults faults_;
  boost::asio::ip::tcp::endpoint endpoint_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::tcp::socket client_;
  boost::asio::steady_timer timer_;
  std::uint16_t port_ = 0;
  std::array<char, 1024> buffer_{};
  std::string outgoing_;
  std::uint64_t generation_ = 0;  ///< of the client
  bool reading_ = false, writing_ = false, refusing_ = false;
};
}  // namespace holdfast::emulator
