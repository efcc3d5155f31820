#pragma once
#include <libudev.h>

#include <memory>

namespace holdfast::link {
struct UdevRelease {
  void operator()(udev* handle) const { udev_unref(handle); }
  void operator()(udev_enumerate* handle) const { udev_enumerate_unref(handle); }
  void operator()(udev_device* handle) const { udev_device_unref(handle); }
  void operator()(udev_monitor* handle) const { udev_monitor_unref(handle); }
};
template <class T>
using UdevHandle = std::unique_ptr<T, UdevRelease>;
}  // namespace holdfast::link
