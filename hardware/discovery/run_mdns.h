#pragma once
#include <boost/asio/awaitable.hpp>
#include <string>
#include <vector>

#include "discovery/candidate.h"
#include "discovery/mdns.h"

namespace holdfast::discovery {
/// Asks every network of this machine for its printers and listens for some two seconds (RFC 6762 6.7: who asks from a
/// port of its own is answered there, so nobody else on this machine is in the way).
boost::asio::awaitable<std::vector<Candidate>> ask_mdns(std::string group, std::uint16_t port);
/// The same for one service, `_holdfast._tcp`.
boost::asio::awaitable<std::vector<mdns::Place>> ask_mdns_for(std::string service, std::string group,
                                                              std::uint16_t port);
}  // namespace holdfast::discovery
