#pragma once
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "display/dialect.h"
#include "escpos/printer_profile.h"
#include "http/server.h"
#include "panel/panel.h"
#include "scale/scale_driver.h"

namespace holdfast::panel {
/// Where a device is served: on a TCP port (0 takes a free one), or on a pseudo-terminal under `link`.
struct Place {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;
  std::string link;  ///< a path; empty: TCP
};
/// What is to be served; what is empty is not.
struct RackWishes {
  Place printer;
  std::optional<Place> zvt, zvt_serial, nexo, scale, scanner, display;
  const escpos::PrinterProfile* profile = nullptr;
  bool nexo_plain = false;  ///< HTTP instead of HTTPS
  bool shows_card_numbers = false;  ///< terminals that mask nothing, as careless ones do
  std::string nexo_passphrase, nexo_key_id;
  int nexo_key_version = 1;
  scale::ScaleProtocol scale_protocol = scale::ScaleProtocol::toledo_8217;
  display::Dialect dialect = display::Dialect::esc_pos;
};

/// All virtual devices of one process, each with its line and its place in the control API: `printer`, `terminal`,
/// `terminal-serial`, `nexo`, `scale`, `scanner`, `display`. I/O thread only; it outlives the io_context's run.
class Rack {
 public:
  /// Every port is open and every link in its place afterwards; throws std::system_error where that cannot be.
  Rack(boost::asio::io_context& io, const RackWishes& wishes);
  ~Rack();
  http::Response answer(const http::Request& request) { return panel_.answer(request); }
  std::uint16_t printer_port() const;
  /// Of all but the printer, as the daemon's settings write it.
  struct Served {
    std::string name, address;
  };
  const std::vector<Served>& served() const { return served_; }

 private:
  struct Devices;
  void add(std::unique_ptr<Station> station);
  void add_terminals(const RackWishes& wishes);
  void add_line_devices(const RackWishes& wishes);
  boost::asio::io_context& io_;
  std::unique_ptr<Devices> devices_;
  Panel panel_;
  std::vector<Served> served_;
};
}  // namespace holdfast::panel
