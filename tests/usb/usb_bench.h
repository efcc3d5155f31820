#pragma once
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "usb/mock_handles.h"

/// A made-up USB for one test process, which must run under `umockdev-wrapper`: the real libusb, libudev and hidraw
/// code talks to it as to the kernel.
namespace usb_bench {
/// Whether this process runs so; without it there is nothing to test.
bool present();

/// A printer at bus 1, device 7 (port 1-2): class 07/01/02, bulk 81 in and 02 out. What it takes and says is up to the
/// test.
class Printer {
 public:
  Printer(UMockdevTestbed* bench, std::string product_name);
  ~Printer();
  void plug();
  void unplug();
  void say(std::string bytes);  ///< waits in the pipe until it is read
  void stop_taking(bool stopped);
  std::string heard() const;
  std::size_t heard_bytes() const;
  int resets() const { return resets_; }
  int claims() const { return claims_; }

  static constexpr const char* node = "/dev/bus/usb/001/007";
  static constexpr const char* path = "/sys/devices/usb1/1-2";
  static constexpr const char* interface_path = "/sys/devices/usb1/1-2/1-2:1.0";

 private:
  static gboolean on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, Printer* self);
  bool submit(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
  bool reap(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
  bool discard(UMockdevIoctlClient* client, UMockdevIoctlData* arg);
  bool serve(UMockdevIoctlData* urb);
  void take(const std::uint8_t* bytes, std::size_t size) { heard_.append(reinterpret_cast<const char*>(bytes), size); }

  mutable std::mutex mutex_;
  UMockdevTestbed* bench_;
  std::string name_;
  UMockdevIoctlBase* handler_;
  struct Transfer {
    UMockdevIoctlClient* client;
    UMockdevIoctlData* urb;
  };
  UMockdevIoctlClient* owner_ = nullptr;  // who claimed the interface
  std::deque<Transfer> flying_, discarded_;
  std::string heard_, to_say_;
  bool stopped_ = false, gone_ = false, plugged_ = false;
  int resets_ = 0, claims_ = 0;
};
}  // namespace usb_bench
