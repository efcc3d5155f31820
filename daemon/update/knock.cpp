#include "update/knock.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <charconv>
#include <chrono>
#include <filesystem>

namespace holdfast::update {
namespace {
namespace asio = boost::asio;
constexpr std::chrono::seconds patience{1};

bool connects(const std::string& host, std::uint16_t port) {
  asio::io_context io;
  asio::ip::tcp::socket socket{io};
  boost::system::error_code wrong;
  // A name would have to be looked up, which nothing limits: a device of a shop is set up by its address.
  const auto address = asio::ip::make_address(host, wrong);
  if (wrong) return host == "localhost" ? connects("127.0.0.1", port) : false;
  bool there = false;
  socket.async_connect({address, port}, [&](const boost::system::error_code& failed) { there = !failed; });
  io.run_for(patience);
  return there;
}
}  // namespace

bool knock(const std::string& address) {
  const std::size_t colon = address.find("://");
  if (colon == std::string::npos) return true;
  const std::string scheme = address.substr(0, colon), rest = address.substr(colon + 3);
  if (scheme == "serial" || scheme == "lp") {
    std::error_code error;
    return std::filesystem::exists(rest.substr(0, rest.find('?')), error);
  }
  if (scheme == "usb" || scheme == "hid") return true;
  const std::string place = rest.substr(0, rest.find_first_of("/?"));
  const std::size_t port_at = place.rfind(':');
  if (port_at == std::string::npos) return true;
  std::string host = place.substr(0, port_at);
  if (host.size() > 2 && host.front() == '[') host = host.substr(1, host.size() - 2);
  std::uint16_t port = 0;
  std::from_chars(place.data() + port_at + 1, place.data() + place.size(), port);
  return port == 0 || connects(host, port);
}
}  // namespace holdfast::update
