#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "link/address.h"
#include "link/hid_descriptor.h"

/// What hangs on USB, as udev and sysfs know it: nothing is opened, no permission is needed. Some files are read; for a
/// list of all it takes milliseconds.
namespace holdfast::link {
struct UsbInterface {
  int number = 0;
  std::uint8_t device_class = 0, subclass = 0, protocol = 0;
  std::string driver;  ///< of the kernel: `usblp`, `cdc_acm`; empty: none has it
};
struct UsbDevice {
  UsbIdentity identity;  ///< `port` is always told
  std::string manufacturer, name;
  int bus = 0, number = 0;  ///< /dev/bus/usb/BUS/NUMBER
  std::vector<UsbInterface> interfaces;
};
std::vector<UsbDevice> usb_devices();

/// A node of the kernel's for raw HID reports.
struct HidNode {
  std::string path;  ///< /dev/hidraw0
  UsbIdentity identity;
  std::string manufacturer, name;
  std::vector<HidUsage> usages;
};
std::vector<HidNode> hid_nodes();

/// Whether the device with this identity is the one that is wanted.
bool is_meant(const UsbIdentity& wanted, const UsbIdentity& device);
}  // namespace holdfast::link
