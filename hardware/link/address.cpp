#include "link/address.h"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <charconv>
#include <optional>

namespace holdfast::link {
namespace {
tl::unexpected<Error> wrong(std::string detail) {
  return refuse(ErrorCode::invalid_argument, "device address: " + std::move(detail));
}

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
  if (key == "baud")
    line.baud = TRY(one_of(key, value, rates));
  else if (key == "bits")
    line.data_bits = TRY(one_of(key, value, {7, 8}));
  else if (key == "stop")
    line.stop_bits = TRY(one_of(key, value, {1, 2}));
  else if (key == "parity" && value == "none")
    line.parity = LineSettings::Parity::none;
  else if (key == "parity" && value == "even")
    line.parity = LineSettings::Parity::even;
  else if (key == "parity" && value == "odd")
    line.parity = LineSettings::Parity::odd;
  else if (key == "flow" && value == "none")
    line.flow = LineSettings::Flow::none;
  else if (key == "flow" && value == "hardware")
    line.flow = LineSettings::Flow::hardware;
  else if (key == "flow" && value == "software")
    line.flow = LineSettings::Flow::software;
  else
    return wrong("`" + std::string{key} + "=" + std::string{value} + "` means nothing here");
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

bool hexadecimal(char digit) {
  return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f') || (digit >= 'A' && digit <= 'F');
}
std::optional<std::uint16_t> usb_id(std::string_view text) {
  std::uint16_t value = 0;
  if (text.size() != 4 || !std::ranges::all_of(text, hexadecimal)) return std::nullopt;
  std::from_chars(text.data(), text.data() + 4, value, 16);
  return value;
}
std::string usb_id(std::uint16_t value) {
  constexpr std::string_view digits = "0123456789abcdef";
  return {digits[value >> 12U], digits[(value >> 8U) & 15U], digits[(value >> 4U) & 15U], digits[value & 15U]};
}

/// `04b8:0e15/SERIAL?port=1-2`. A URL's port is decimal, so the ids are taken off first.
Result<Address> parse_usb_address(std::string_view text, bool printer) {
  const std::string_view scheme = printer ? "usb" : "hid";
  const auto bad = [&] {
    return wrong("`" + std::string{scheme} + "://" + std::string{text} + "` is not " + std::string{scheme} +
                 "://VVVV:PPPP[/SERIAL]");
  };
  const auto vendor = usb_id(text.substr(0, 4));
  const auto product = text.size() >= 9 && text[4] == ':' ? usb_id(text.substr(5, 4)) : std::nullopt;
  if (!vendor || !product || (text.size() > 9 && text[9] != '/' && text[9] != '?')) return bad();
  const std::string rest = "usb://x" + std::string{text.substr(9)};
  const auto url = boost::urls::parse_uri(rest);
  if (!url || url->has_fragment()) return bad();
  UsbAddress out{{*vendor, *product}};
  if (const std::string path = url->path(); !path.empty()) out.device.serial = path.substr(1);
  if (out.device.serial.find('\0') != std::string::npos) return bad();
  for (const auto& param : url->params()) {
    const std::string_view plug = "0123456789-.";
    if (param.key == "port" && !param.value.empty() && param.value.find_first_not_of(plug) == std::string::npos)
      out.device.port = param.value;
    else if (param.key == "interface" && printer && number(param.value) && *number(param.value) >= 0 &&
             *number(param.value) < 32)
      out.interface = number(param.value);
    else
      return wrong("`" + param.key + "=" + param.value + "` means nothing here");
  }
  if (printer) return out;
  return HidAddress{out.device};
}

std::string escaped(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF", plain = "-._~";
  std::string out;
  for (const char letter : text) {
    const auto byte = static_cast<unsigned char>(letter);
    const bool word =
        (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
    if (word || plain.find(letter) != std::string_view::npos)
      out += letter;
    else
      out.append({'%', digits[byte >> 4U], digits[byte & 15U]});
  }
  return out;
}

std::string bracketed(const std::string& host) { return host.find(':') != std::string::npos ? "[" + host + "]" : host; }

std::string text_of(const TcpAddress& tcp) { return "tcp://" + bracketed(tcp.host) + ":" + std::to_string(tcp.port); }
std::string text_of(const SerialAddress& serial) { return "serial://" + serial.path + query_of(serial.line); }
std::string text_of(const UsbIdentity& device) {
  return usb_id(device.vendor) + ":" + usb_id(device.product) +
         (device.serial.empty() ? "" : "/" + escaped(device.serial)) +
         (device.port.empty() ? "" : "?port=" + device.port);
}
std::string text_of(const UsbAddress& usb) {
  const std::string text = "usb://" + text_of(usb.device);
  return usb.interface ? text + (usb.device.port.empty() ? "?" : "&") + "interface=" + std::to_string(*usb.interface)
                       : text;
}
std::string text_of(const HidAddress& hid) { return "hid://" + text_of(hid.device); }
std::string text_of(const LpAddress& lp) { return "lp://" + lp.path; }
std::string text_of(const HttpsAddress& address) {
  const std::string out = "https://" + bracketed(address.host) + ":" + std::to_string(address.port) + address.path;
  switch (address.trust) {
    case HttpsAddress::Trust::machine:
      return out;
    case HttpsAddress::Trust::pinned:
      return out + "?sha256=" + address.pin;
    case HttpsAddress::Trust::authority:
      return out + "?ca=" + address.file + (address.name.empty() ? "" : "&name=" + address.name);
    case HttpsAddress::Trust::nothing:
      return out + "?verify=none";
  }
  return out;
}
}  // namespace

Result<Address> parse_address(std::string_view text) {
  if (text.starts_with("usb://") || text.starts_with("hid://"))
    return parse_usb_address(text.substr(6), text.starts_with("usb"));
  if (text.starts_with("https://")) return TRY(parse_https_address(text));
  const auto url = boost::urls::parse_uri(text);
  if (!url) return wrong("`" + std::string{text} + "` is not of the form tcp://host:port or serial:///dev/…");
  if (url->scheme() == "tcp") {
    const int port = number(url->port()).value_or(0);
    if (url->host().empty() || port < 1 || port > 65'535 || !url->path().empty() || url->has_query() ||
        url->has_userinfo())
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
  if (url->scheme() == "lp") {
    LpAddress lp{url->path()};
    if (!url->host().empty() || !lp.path.starts_with("/dev/") || lp.path.find("..") != std::string::npos ||
        lp.path.find('\0') != std::string::npos || url->has_query())
      return wrong("`" + std::string{text} + "` is not lp:///dev/usb/lp0");
    return lp;
  }
  return wrong("there is no way `" + std::string{url->scheme()} + "`: tcp, serial, usb, hid, lp and https there are");
}

std::string to_string(const Address& address) {
  return std::visit([](const auto& one) { return text_of(one); }, address);
}
}  // namespace holdfast::link
