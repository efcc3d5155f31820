#pragma once
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <optional>
#include <vector>

#include "discovery/candidate.h"
#include "discovery/cidr.h"

namespace holdfast::discovery {
struct Search {
  bool usb = false, serial = false, mdns = false;
  std::optional<Subnet> scan = std::nullopt;  ///< only when a person asked for it
  std::uint16_t scan_port = 9'100;
  std::string mdns_group = "224.0.0.251";  ///< where multicast DNS is asked; a test's own responder
  std::uint16_t mdns_port = 5'353;
};
/// Looks in all these places at once and says what is there; a few seconds at most, whatever does not answer. Blocks
/// nothing: USB and serial ports are listed on a thread of their own, which is left behind when it hangs.
boost::asio::awaitable<std::vector<Candidate>> discover(Search search);
}  // namespace holdfast::discovery
