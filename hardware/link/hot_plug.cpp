#include "link/hot_plug.h"

#include <fcntl.h>

#include <boost/asio/posix/stream_descriptor.hpp>
#include <charconv>
#include <string_view>

#include "link/udev_handles.h"

namespace holdfast::link {
namespace {
/// `4b8/e15/100`, as the kernel writes it without leading zeros.
void take_product(PlugEvent& event, std::string_view text) {
  const auto hex = [](std::string_view digits) {
    std::uint16_t value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    return value;
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return;
  event.vendor = hex(text.substr(0, slash));
  event.product = hex(text.substr(slash + 1, text.find('/', slash + 1) - slash - 1));
}

std::optional<PlugEvent> event_of(udev_device* device) {
  const auto text = [](const char* value) { return std::string_view{value == nullptr ? "" : value}; };
  PlugEvent event;
  const std::string_view action = text(udev_device_get_action(device));
  if (action == "remove")
    event.what = PlugEvent::What::unplugged;
  else if (action != "add" && action != "bind")
    return std::nullopt;
  event.subsystem = text(udev_device_get_subsystem(device));
  event.node = text(udev_device_get_devnode(device));
  take_product(event, text(udev_device_get_property_value(device, "PRODUCT")));
  udev_device* usb =
      event.vendor == 0 ? udev_device_get_parent_with_subsystem_devtype(device, "usb", "usb_device") : nullptr;
  if (usb != nullptr) take_product(event, text(udev_device_get_property_value(usb, "PRODUCT")));
  return event;
}
}  // namespace

bool concerns(const PlugEvent& event, const Address& address) {
  const auto same = [&](const UsbIdentity& device) {
    return event.vendor == 0 || (event.vendor == device.vendor && event.product == device.product);
  };
  if (const auto* usb = std::get_if<UsbAddress>(&address)) return event.subsystem == "usb" && same(usb->device);
  if (const auto* hid = std::get_if<HidAddress>(&address)) return event.subsystem == "hidraw" && same(hid->device);
  if (std::holds_alternative<SerialAddress>(address))
    return event.subsystem == "tty";  // its path may be one of udev's links
  if (std::holds_alternative<LpAddress>(address)) return event.subsystem == "usbmisc";
  return false;
}

struct HotPlug::Watch : std::enable_shared_from_this<HotPlug::Watch> {
  Watch(const boost::asio::any_io_executor& executor, Tell to_tell) : descriptor{executor}, tell{std::move(to_tell)} {}

  bool begin() {
    context.reset(udev_new());
    if (!context) return false;
    monitor.reset(udev_monitor_new_from_netlink(context.get(), "udev"));
    if (!monitor) return false;
    for (const char* subsystem : {"usb", "hidraw", "tty", "usbmisc"})
      udev_monitor_filter_add_match_subsystem_devtype(monitor.get(), subsystem, nullptr);
    if (udev_monitor_enable_receiving(monitor.get()) < 0) return false;
    // A copy, so that each has one to close.
    const int copy = ::fcntl(udev_monitor_get_fd(monitor.get()), F_DUPFD_CLOEXEC, 0);
    if (copy < 0) return false;
    descriptor.assign(copy);
    return true;
  }

  void listen() {
    descriptor.async_wait(
        boost::asio::posix::stream_descriptor::wait_read, [self = shared_from_this()](boost::system::error_code code) {
          if (code || !self->descriptor.is_open()) return;
          while (const UdevHandle<udev_device> device{udev_monitor_receive_device(self->monitor.get())}) {
            const auto event = event_of(device.get());
            if (event && self->tell) self->tell(*event);
            if (!self->descriptor.is_open()) return;
          }
          self->listen();
        });
  }

  boost::asio::posix::stream_descriptor descriptor;
  Tell tell;
  UdevHandle<udev> context;
  UdevHandle<udev_monitor> monitor;
};

HotPlug::HotPlug(const boost::asio::any_io_executor& executor, Tell tell)
    : watch_{std::make_shared<Watch>(executor, std::move(tell))} {
  if (watch_->begin()) watch_->listen();
}
HotPlug::~HotPlug() {
  watch_->tell = nullptr;
  boost::system::error_code ignored;
  watch_->descriptor.close(ignored);
}
}  // namespace holdfast::link
