#pragma once
#include <cstdint>
#include <optional>
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

/// One of the devices on USB with these ids. Clones have no serial number, or all the same: then `port` tells them
/// apart, the plug that it hangs on as the kernel names it (`1-2.3`).
struct UsbIdentity {
  std::uint16_t vendor = 0, product = 0;
  std::string serial = {};  ///< empty: any
  std::string port = {};    ///< empty: any
  friend bool operator==(const UsbIdentity&, const UsbIdentity&) = default;
};
/// A printer on USB, driven by its bulk endpoints.
struct UsbAddress {
  UsbIdentity device;
  std::optional<int> interface = std::nullopt;  ///< none: the one of printer class, or of the maker's own
  friend bool operator==(const UsbAddress&, const UsbAddress&) = default;
};
/// A scanner or scale that sends HID reports (never one in keyboard mode).
struct HidAddress {
  UsbIdentity device;
  friend bool operator==(const HidAddress&, const HidAddress&) = default;
};
/// The node of a printer driver of the kernel's: `/dev/usb/lp0`, `/dev/lp0`.
struct LpAddress {
  std::string path;
  friend bool operator==(const LpAddress&, const LpAddress&) = default;
};

/// A device that is spoken to by HTTPS (https_exchange.h; it is no stream):
/// `https://192.168.1.60:8443/nexo?sha256=HEX` (its certificate, by the SHA-256 of its DER form; names do not matter),
/// `https://…?ca=/etc/holdfast/terminals.pem[&name=.live.terminal.example]` (chained to an authority of that file, and
/// made out to the host or to `name`: a leading dot takes every name below it, `*` any name at all),
/// `https://…?verify=none` (the site's own choice), or nothing of this: an authority of the machine, made out to the
/// host.
struct HttpsAddress {
  enum class Trust { machine, pinned, authority, nothing };
  std::string host;  ///< name or literal; IPv6 without brackets
  std::uint16_t port = 443;
  std::string path = "/";
  Trust trust = Trust::machine;
  std::string pin = {};   ///< pinned: 64 hexadecimal digits in lower case
  std::string file = {};  ///< authority: a PEM file
  std::string name = {};  ///< authority: who it must be made out to; empty: the host
  friend bool operator==(const HttpsAddress&, const HttpsAddress&) = default;
};
Result<HttpsAddress> parse_https_address(std::string_view text);

/// Where a device hangs, as it is written in the store's settings: `tcp://192.168.1.50:9100`,
/// `serial:///dev/ttyUSB0?baud=9600&bits=7&parity=even&stop=1&flow=hardware`,
/// `usb://04b8:0e15[/SERIAL][?port=1-2&interface=0]`, `hid://0c2e:0b61[/SERIAL][?port=1-2]`, `lp:///dev/usb/lp0`,
/// `https://…`.
using Address = std::variant<TcpAddress, SerialAddress, UsbAddress, HidAddress, LpAddress, HttpsAddress>;
Result<Address> parse_address(std::string_view text);
std::string to_string(const Address& address);
}  // namespace holdfast::link
