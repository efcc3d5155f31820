#pragma once
#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>

#include "link/address.h"

namespace holdfast::link {
/// Something was plugged in or out, as udev tells it once its rules have run (so permissions are right by then).
struct PlugEvent {
  enum class What { plugged, unplugged } what = What::plugged;
  std::string subsystem;                  ///< `usb`, `hidraw`, `tty`, `usbmisc`
  std::string node;                       ///< /dev/hidraw0
  std::uint16_t vendor = 0, product = 0;  ///< 0: not told
  friend bool operator==(const PlugEvent&, const PlugEvent&) = default;
};
/// Whether a device of this address may have come or gone: a reason to try it now rather than at the end of its pause.
bool concerns(const PlugEvent& event, const Address& address);

/// Watches udev until it is destroyed. Where there is no udev it tells nothing, and devices come back by their own
/// retries. I/O thread only.
class HotPlug {
 public:
  using Tell = std::function<void(const PlugEvent&)>;
  HotPlug(const boost::asio::any_io_executor& executor, Tell tell);
  ~HotPlug();
  HotPlug(const HotPlug&) = delete;
  HotPlug& operator=(const HotPlug&) = delete;

 private:
  struct Watch;
  std::shared_ptr<Watch> watch_;
};
}  // namespace holdfast::link
