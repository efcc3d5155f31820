#pragma once
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <string>
#include <vector>

namespace holdfast::link {
struct Resolved {
  std::vector<boost::asio::ip::tcp::endpoint> endpoints;  ///< empty: `code` says why
  boost::system::error_code code;                         ///< asio::error::timed_out once the limit is up
};
/// Where a name is. An address in figures is answered at once. A look-up of a name cannot be interrupted (getaddrinfo),
/// so at the limit it is left behind to end by itself. Names are looked up one after another on one thread: a device
/// that is to work without the store's name server is configured by its address.
boost::asio::awaitable<Resolved> resolve(std::string host, std::uint16_t port, std::chrono::milliseconds limit);
}  // namespace holdfast::link
