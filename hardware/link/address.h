#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace holdfast::link {
/// A raw TCP port of a device on the LAN (printers: 9100).
struct TcpAddress {
  std::string host;  ///< name or literal; IPv6 without brackets
  std::uint16_t port = 0;
  friend bool operator==(const TcpAddress&, const TcpAddress&) = default;
};

/// How a serial line is set (8N1 at 9600 unless the device's manual says otherwise).
struct LineSettings {
  enum class Parity { none, even, odd };
  enum class Flow { none, hardware, software };
  int baud = 9600;
  int data_bits = 8;
  int stop_bits = 1;
  Parity parity = Parity::none;
  Flow flow = Flow::none;
  friend bool operator==(const LineSettings&, const LineSettings&) = default;
};

/// A serial port, or a pseudo-terminal that stands for one.
struct SerialAddress {
  std::string path;
  LineSettings line;
  friend bool operator==(const SerialAddress&, const SerialAddress&) = default;
};

/// Where a device hangs, as it is written in the store's settings:
/// `tcp://192.168.1.50:9100`, `serial:///dev/ttyUSB0?baud=9600&bits=7&parity=even&stop=1&flow=hardware`.
using Address = std::variant<TcpAddress, SerialAddress>;
Result<Address> parse_address(std::string_view text);
std::string to_string(const Address& address);
}  // namespace holdfast::link
