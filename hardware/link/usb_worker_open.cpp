#include <thread>

#include "link/usb_devices.h"
#include "link/usb_worker.h"

namespace holdfast::link {
namespace {
using State = Outcome::State;
constexpr std::size_t packet = 4'096;
constexpr auto claim_limit = std::chrono::seconds{1};
constexpr auto claim_pause = std::chrono::milliseconds{20};
constexpr std::uint8_t printer_class = 7, vendor_class = 0xff;

Outcome failed(std::string why) { return {State::failed, 0, std::move(why)}; }
}  // namespace

Outcome UsbWorker::of_libusb(const char* what, int code) {
  const std::string text = std::string{what} + ": " + libusb_strerror(static_cast<libusb_error>(code));
  if (code == LIBUSB_ERROR_ACCESS) return failed(text + " (its group is set by 70-holdfast.rules)");
  if (code == LIBUSB_ERROR_BUSY) return failed(text + ": another program has it");
  return {code == LIBUSB_ERROR_NO_DEVICE ? State::closed : State::failed, 0, text};
}

Outcome UsbWorker::open() {
  std::optional<UsbDevice> meant;
  for (UsbDevice& device : usb_devices())
    if (!meant && is_meant(address_.device, device.identity)) meant = std::move(device);
  if (!meant) return failed(to_string(Address{address_}) + " is not plugged in");
  libusb_context* context = nullptr;
  if (const int code = libusb_init(&context); code != 0) return of_libusb("USB", code);
  context_.reset(context);
  libusb_device** list = nullptr;
  const ssize_t count = libusb_get_device_list(context, &list);
  if (count < 0) return of_libusb("USB", static_cast<int>(count));
  Outcome outcome = failed(to_string(Address{address_}) + " was unplugged");
  for (ssize_t i = 0; i < count; ++i) {
    if (libusb_get_bus_number(list[i]) != meant->bus || libusb_get_device_address(list[i]) != meant->number) continue;
    libusb_device_handle* handle = nullptr;
    const int code = libusb_open(list[i], &handle);
    device_.reset(handle);
    outcome = code != 0 ? of_libusb("open", code) : choose_interface(list[i]);
    break;
  }
  libusb_free_device_list(list, 1);
  return outcome ? claim() : outcome;
}

/// Printer class, the setting with a way back first; else the maker's own class with a bulk pipe out (hardware
/// protocols 1.1). Endpoints are what the descriptors say.
Outcome UsbWorker::choose_interface(libusb_device* device) {
  libusb_config_descriptor* config = nullptr;
  if (const int code = libusb_get_active_config_descriptor(device, &config); code != 0)
    return of_libusb("configuration", code);
  int best = 0;
  for (int i = 0; i < config->bNumInterfaces; ++i) {
    for (int j = 0; j < config->interface[i].num_altsetting; ++j) {
      const libusb_interface_descriptor& one = config->interface[i].altsetting[j];
      if (address_.interface && *address_.interface != one.bInterfaceNumber) continue;
      const bool printer =
          one.bInterfaceClass == printer_class && one.bInterfaceProtocol != 3;  // 3: IEEE 1284.4 packets
      if (!printer && one.bInterfaceClass != vendor_class && !address_.interface) continue;
      std::uint8_t in = 0, out = 0;
      for (int k = 0; k < one.bNumEndpoints; ++k) {
        const libusb_endpoint_descriptor& pipe = one.endpoint[k];
        if ((pipe.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK) != LIBUSB_TRANSFER_TYPE_BULK) continue;
        std::uint8_t& slot = (pipe.bEndpointAddress & LIBUSB_ENDPOINT_IN) != 0 ? in : out;
        if (slot == 0) slot = pipe.bEndpointAddress;
      }
      const int worth = out == 0 ? 0 : 1 + (in != 0 ? 1 : 0) + (printer ? 2 : 0);
      if (worth <= best) continue;
      best = worth;
      interface_ = one.bInterfaceNumber;
      setting_ = one.bAlternateSetting;
      in_ = in;
      out_ = out;
    }
  }
  libusb_free_config_descriptor(config);
  return best > 0 ? Outcome{} : failed(to_string(Address{address_}) + " has no printer's interface");
}

Outcome UsbWorker::claim() {
  libusb_set_auto_detach_kernel_driver(device_.get(), 1);  // usblp gets it back when we close
  // The thread that had it before us may still be leaving.
  const auto until = std::chrono::steady_clock::now() + claim_limit;
  int code = libusb_claim_interface(device_.get(), interface_);
  while (code == LIBUSB_ERROR_BUSY && std::chrono::steady_clock::now() < until) {
    std::this_thread::sleep_for(claim_pause);
    code = libusb_claim_interface(device_.get(), interface_);
  }
  if (code != 0) {
    interface_ = -1;
    return of_libusb("claim", code);
  }
  if (setting_ != 0) {
    code = libusb_set_interface_alt_setting(device_.get(), interface_, setting_);
    if (code != 0) return of_libusb("setting", code);
  }
  reading_.reset(libusb_alloc_transfer(0));
  writing_.reset(libusb_alloc_transfer(0));
  read_buffer_.resize(packet);
  const std::lock_guard lock{mutex_};
  waker_ = context_.get();
  return {};
}
}  // namespace holdfast::link
