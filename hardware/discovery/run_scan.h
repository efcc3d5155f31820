#pragma once
#include <boost/asio/awaitable.hpp>
#include <vector>

#include "discovery/candidate.h"
#include "discovery/cidr.h"

namespace holdfast::discovery {
/// Tries this port of every host of the subnet, 32 at a time, and greets who listens (PrinterGreeting). At most 254
/// hosts, so some five seconds when nobody is there.
boost::asio::awaitable<std::vector<Candidate>> scan(Subnet subnet, std::uint16_t port);
}  // namespace holdfast::discovery
