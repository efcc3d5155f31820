#include "link/usb_devices.h"

#include <charconv>
#include <fstream>
#include <functional>
#include <iterator>
#include <string_view>

#include "link/udev_handles.h"

namespace holdfast::link {
namespace {
std::string attribute(udev_device* device, const char* name) {
  const char* value = udev_device_get_sysattr_value(device, name);
  std::string text = value == nullptr ? "" : value;
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}
template <class Number>
Number number(const std::string& text, int base) {
  Number value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

/// Every device of a subsystem (and devtype, if one is named).
void each(udev* context, const char* subsystem, const char* type, const std::function<void(udev_device*)>& visit) {
  const UdevHandle<udev_enumerate> search{udev_enumerate_new(context)};
  udev_enumerate_add_match_subsystem(search.get(), subsystem);
  udev_enumerate_scan_devices(search.get());
  for (udev_list_entry* entry = udev_enumerate_get_list_entry(search.get()); entry != nullptr;
       entry = udev_list_entry_get_next(entry)) {
    const UdevHandle<udev_device> device{udev_device_new_from_syspath(context, udev_list_entry_get_name(entry))};
    if (!device) continue;  // unplugged meanwhile
    const char* devtype = udev_device_get_devtype(device.get());
    if (type == nullptr || (devtype != nullptr && std::string_view{devtype} == type)) visit(device.get());
  }
}

UsbIdentity identity_of(udev_device* device) {
  return {number<std::uint16_t>(attribute(device, "idVendor"), 16),
          number<std::uint16_t>(attribute(device, "idProduct"), 16), attribute(device, "serial"),
          udev_device_get_sysname(device)};
}

UsbInterface interface_of(udev_device* device) {
  const auto byte = [&](const char* name) { return number<std::uint8_t>(attribute(device, name), 16); };
  const char* driver = udev_device_get_driver(device);
  return {number<int>(attribute(device, "bInterfaceNumber"), 16), byte("bInterfaceClass"), byte("bInterfaceSubClass"),
          byte("bInterfaceProtocol"), driver == nullptr ? "" : driver};
}
}  // namespace

std::vector<UsbDevice> usb_devices() {
  std::vector<UsbDevice> found;
  const UdevHandle<udev> context{udev_new()};
  each(context.get(), "usb", "usb_device", [&](udev_device* device) {
    found.push_back({identity_of(device),
                     attribute(device, "manufacturer"),
                     attribute(device, "product"),
                     number<int>(attribute(device, "busnum"), 10),
                     number<int>(attribute(device, "devnum"), 10),
                     {}});
  });
  each(context.get(), "usb", "usb_interface", [&](udev_device* interface) {
    udev_device* parent = udev_device_get_parent_with_subsystem_devtype(interface, "usb", "usb_device");
    if (parent == nullptr) return;
    const std::string_view port = udev_device_get_sysname(parent);
    for (UsbDevice& device : found)
      if (device.identity.port == port) device.interfaces.push_back(interface_of(interface));
  });
  return found;
}

std::vector<HidNode> hid_nodes() {
  std::vector<HidNode> found;
  const UdevHandle<udev> context{udev_new()};
  each(context.get(), "hidraw", nullptr, [&](udev_device* node) {
    const char* path = udev_device_get_devnode(node);
    udev_device* usb = udev_device_get_parent_with_subsystem_devtype(node, "usb", "usb_device");
    udev_device* hid = udev_device_get_parent_with_subsystem_devtype(node, "hid", nullptr);
    if (path == nullptr || usb == nullptr || hid == nullptr) return;
    std::ifstream file{std::string{udev_device_get_syspath(hid)} + "/report_descriptor", std::ios::binary};
    const std::string descriptor{std::istreambuf_iterator<char>{file}, {}};
    found.push_back({path, identity_of(usb), attribute(usb, "manufacturer"), attribute(usb, "product"),
                     top_level_usages(descriptor)});
  });
  return found;
}

bool is_meant(const UsbIdentity& wanted, const UsbIdentity& device) {
  return wanted.vendor == device.vendor && wanted.product == device.product &&
         (wanted.serial.empty() || wanted.serial == device.serial) &&
         (wanted.port.empty() || wanted.port == device.port);
}
}  // namespace holdfast::link
