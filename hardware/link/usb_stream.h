#pragma once
#include <boost/asio/awaitable.hpp>
#include <optional>

#include "link/byte_stream.h"
#include "link/ieee1284.h"

namespace holdfast::link {
/// Answer to GET_PORT_STATUS. A hint: clones answer with a constant.
struct UsbPortStatus {
  bool paper_out = false, selected = false, trouble = false;
  friend bool operator==(const UsbPortStatus&, const UsbPortStatus&) = default;
};

/// A printer on USB (hardware protocols 1.1): bulk out, bulk in where it has one. Everything of libusb's runs on a
/// thread of its own per open printer, so that one that hangs delays nobody; it is never reset, and its configuration
/// not touched.
class UsbPrinter : public ByteStream {
 public:
  virtual boost::asio::awaitable<std::optional<UsbPortStatus>> port_status(Limit limit) = 0;
  virtual boost::asio::awaitable<std::optional<Ieee1284Id>> device_id(Limit limit) = 0;
};
/// The stream is an UsbPrinter. Not plugged in, not allowed and taken by somebody else are told apart in `outcome.why`.
boost::asio::awaitable<Opened> open_usb(UsbAddress address, ByteStream::Limit limit);
}  // namespace holdfast::link
