#include "link/address.h"

#include <boost/url/parse.hpp>
#include <charconv>
#include <optional>

namespace holdfast::link {
namespace {
tl::unexpected<Error> wrong(std::string detail) { return refuse(ErrorCode::invalid_argument, "device address: " + std::move(detail)); }

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Result<int> one_of(std::string_view name, std::string_view text, std::initializer_list<int> allowed) {
  const std::optional<int> value = number(text);
  for (const int candidate : allowed)
    if (value == candidate) return candidate;
  return wrong(std::string{name} + " cannot be " + std::string{text});
}

/// Rates of RFC 2217's and every UART's table that termios has a constant for.
constexpr std::initializer_list<int> rates = {300, 600, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200, 230400};

Result<> set(LineSettings& line, std::string_view key, std::string_view value) {
  if (key == "baud") line.baud = TRY(one_of(key, value, rates));
  else if (key == "bits") line.data_bits = TRY(one_of(key, value, {7, 8}));
  else if (key == "stop") line.stop_bits = TRY(one_of(key, value, {1, 2}));
  else if (key == "parity" && value == "none") line.parity = LineSettings::Parity::none;
  else if (key == "parity" && value == "even") line.parity = LineSettings::Parity::even;
  else if (key == "parity" && value == "odd") line.parity = LineSettings::Parity::odd;
  else if (key == "flow" && value == "none") line.flow = LineSettings::Flow::none;
  else if (key == "flow" && value == "hardware") line.flow = LineSettings::Flow::hardware;
  else if (key == "flow" && value == "software") line.flow = LineSettings::Flow::software;
  else return wrong("`" + std::string{key} + "=" + std::string{value} + "` means nothing here");
  return {};
}

std::string query_of(const LineSettings& line) {
  const LineSettings usual;
  std::string out;
  const auto add = [&](std::string_view key, std::string_view value) {
    out += (out.empty() ? '?' : '&');
    out.append(key).append("=").append(value);
  };
  if (line.baud != usual.baud) add("baud", std::to_string(line.baud));
  if (line.data_bits != usual.data_bits) add("bits", std::to_string(line.data_bits));
  if (line.parity != usual.parity) add("parity", line.parity == LineSettings::Parity::even ? "even" : "odd");
  if (line.stop_bits != usual.stop_bits) add("stop", std::to_string(line.stop_bits));
  if (line.flow != usual.flow) add("flow", line.flow == LineSettings::Flow::hardware ? "hardware" : "software");
  return out;
}
}  // namespace

Result<Address> parse_address(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url) return wrong("`" + std::string{text} + "` is not of the form tcp://host:port or serial:///dev/…");
  if (url->scheme() == "tcp") {
    const int port = number(url->port()).value_or(0);
    if (url->host().empty() || port < 1 || port > 65'535 || !url->path().empty() || url->has_query() || url->has_userinfo())
      return wrong("`" + std::string{text} + "` is not tcp://host:port");
    return TcpAddress{url->host_address(), static_cast<std::uint16_t>(port)};
  }
  if (url->scheme() == "serial") {
    SerialAddress serial{url->path(), {}};
    if (!url->host().empty() || serial.path.size() < 2 || serial.path.find('\0') != std::string::npos)
      return wrong("`" + std::string{text} + "` is not serial:///dev/…");
    for (const auto& param : url->params()) TRY(set(serial.line, param.key, param.value));
    return serial;
  }
  return wrong("there is no way `" + std::string{url->scheme()} + "`: tcp and serial there are");
}

std::string to_string(const Address& address) {
  if (const auto* tcp = std::get_if<TcpAddress>(&address)) {
    const bool bare_v6 = tcp->host.find(':') != std::string::npos;
    return "tcp://" + (bare_v6 ? "[" + tcp->host + "]" : tcp->host) + ":" + std::to_string(tcp->port);
  }
  const auto& serial = std::get<SerialAddress>(address);
  return "serial://" + serial.path + query_of(serial.line);
}
}  // namespace holdfast::link
