#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstdint>
#include <string>

#include "emulator/line.h"

namespace holdfast::emulator {
/// A device's TCP port: one client at a time, the next waits in the queue of the port. I/O thread only; it outlives the
/// io_context's run.
class TcpLine : public Line {
 public:
  /// Listens at once; throws boost::system::system_error when the port is taken. Port 0 takes a free one.
  TcpLine(boost::asio::io_context& io, const std::string& address, std::uint16_t port);
  void start(Listener& listener) override;
  void write(std::string bytes) override;
  void cut() override;
  void plug(bool in) override;
  bool connected() const override { return client_.is_open(); }
  std::string address() const override;
  std::uint16_t port() const { return endpoint_.port(); }

 private:
  void open();
  void accept();
  void read();
  boost::asio::ip::tcp::endpoint endpoint_;
  boost::asio::ip::tcp::acceptor acceptor_;
  boost::asio::ip::tcp::socket client_;
  Listener* listener_ = nullptr;
  std::array<char, 4096> buffer_{};
  std::string outgoing_;
  std::uint64_t generation_ = 0;  ///< of the client
};
}  // namespace holdfast::emulator
