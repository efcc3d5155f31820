#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "eft/virtual_nexo.h"
#include "emulator/virtual_terminal.h"
#include "http/server.h"

namespace holdfast::panel {
/// A terminal of the Terminal API at an HTTP or HTTPS port of its own. Faults of the line are those of its answers'
/// bodies: half of one is a whole HTTP answer with half a message in it, a lost one is never answered. I/O thread only;
/// it outlives the io_context's run.
class NexoTerminal : public emulator::TerminalOf<eft::VirtualNexo> {
 public:
  /// Listens once it is started; without an identity in clear text. Port 0 takes a free one and keeps it.
  NexoTerminal(boost::asio::io_context& io, eft::VirtualNexoSettings settings, http::Endpoint endpoint);
  void start();
  std::string_view protocol() const override { return "nexo"; }
  void present(eft::VirtualCustomer customer) override;
  void unplug() override;
  void plug() override;
  void hang_up() override;
  bool powered() const override { return powered_; }
  bool connected() const override;
  std::string address() const override;
  /// Of its certificate in DER form, 64 hexadecimal digits, as the till's settings want it; empty in clear text.
  const std::string& certificate_sha256() const { return certificate_sha256_; }

 private:
  void open();
  void close();
  void on_request(http::Request&& request, http::Responder&& responder);
  void drain();
  void answer(std::uint32_t exchange, std::string body);
  void look(bool speaks);
  void arm();
  boost::asio::io_context& io_;
  http::Endpoint endpoint_;
  std::string certificate_sha256_;
  std::unique_ptr<http::Server> server_;
  std::map<std::uint32_t, http::Responder> open_;  ///< unanswered, some for ever
  std::uint32_t exchanges_ = 0;
  boost::asio::steady_timer timer_;
  bool powered_ = true;
};
}  // namespace holdfast::panel
