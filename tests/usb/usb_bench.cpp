#include "usb/usb_bench.h"

#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "link/usb_worker.h"

namespace usb_bench {
namespace {
/// Device, configuration, interface 0 of printer class (both ways), bulk 81 in, bulk 02 out: Epson TM-T20II, 04B8:0E15.
constexpr const char* descriptor_hex =
    "1201000200000040b804150e000101020301"
    "0902200001010080fa"
    "0904000002070102000705810240000007050202400000";
constexpr std::string_view device_id = "MFG:EPSON;CMD:ESC/POS;MDL:TM-T20II;CLS:PRINTER;";
constexpr std::uint8_t paper_out_status = 0x30;  // paper out, selected, trouble

template <class T>
T* as(UMockdevIoctlData* data) {
  return reinterpret_cast<T*>(data->data);
}
}  // namespace

bool present() {
  const char* preloaded = std::getenv("LD_PRELOAD");
  return preloaded != nullptr && std::string_view{preloaded}.find("libumockdev-preload") != std::string_view::npos;
}

Printer::Printer(UMockdevTestbed* bench, std::string product_name)
    : bench_{bench}, name_{std::move(product_name)}, handler_{umockdev_ioctl_base_new()} {
  g_object_connect(handler_, "signal-after::handle-ioctl", reinterpret_cast<GCallback>(&Printer::on_ioctl), this,
                   nullptr);
}
Printer::~Printer() {
  // A printer's thread leaves it in its own time; the bench has to be there until then.
  for (int i = 0; holdfast::link::UsbWorker::running() > 0 && i < 500; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  if (plugged_) umockdev_testbed_detach_ioctl(bench_, node, nullptr);
  g_object_unref(handler_);
}

void Printer::plug() {
  {
    const std::lock_guard lock{mutex_};
    gone_ = false;
    owner_ = nullptr;
  }
  umockdev_testbed_attach_ioctl(bench_, node, handler_, nullptr);
  plugged_ = true;
  const std::string device =
      std::string{
          "P: /devices/usb1/1-2\nN: bus/usb/001/007\nE: SUBSYSTEM=usb\nE: DRIVER=usb\nE: BUSNUM=001\nE: DEVNUM=007\n"
          "E: DEVNAME=/dev/bus/usb/001/007\nE: DEVTYPE=usb_device\nE: PRODUCT=4b8/e15/100\nA: "
          "bConfigurationValue=1\\n\n"
          "A: bNumConfigurations=1\\n\nA: busnum=1\\n\nA: devnum=7\\n\nA: speed=12\\n\nA: idVendor=04b8\\n\nA: "
          "idProduct=0e15\\n\n"
          "A: manufacturer=EPSON\\n\nA: serial=J4AB001\\n\nA: product="} +
      name_ + "\\n\nH: descriptors=" + descriptor_hex + "\n\n";
  const std::string interface =
      "P: /devices/usb1/1-2/1-2:1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nE: PRODUCT=4b8/e15/100\nA: "
      "bInterfaceNumber=00\\n\n"
      "A: bInterfaceClass=07\\n\nA: bInterfaceSubClass=01\\n\nA: bInterfaceProtocol=02\\n\n\n";
  GError* error = nullptr;
  if (umockdev_testbed_add_from_string(bench_, device.c_str(), &error) == 0 ||
      umockdev_testbed_add_from_string(bench_, interface.c_str(), &error) == 0)
    throw std::runtime_error{error->message};
}

void Printer::unplug() {
  {
    const std::lock_guard lock{mutex_};
    gone_ = true;
  }
  umockdev_testbed_uevent(bench_, path, "remove");
  umockdev_testbed_remove_device(bench_, interface_path);
  umockdev_testbed_remove_device(bench_, path);
  umockdev_testbed_detach_ioctl(bench_, node, nullptr);
  plugged_ = false;
}

void Printer::say(std::string bytes) {
  const std::lock_guard lock{mutex_};
  to_say_ += bytes;
}
void Printer::stop_taking(bool stopped) {
  const std::lock_guard lock{mutex_};
  stopped_ = stopped;
}
std::string Printer::heard() const {
  const std::lock_guard lock{mutex_};
  return heard_;
}
std::size_t Printer::heard_bytes() const {
  const std::lock_guard lock{mutex_};
  return heard_.size();
}

gboolean Printer::on_ioctl(UMockdevIoctlBase*, UMockdevIoctlClient* client, Printer* self) {
  const std::lock_guard lock{self->mutex_};
  UMockdevIoctlData* arg = umockdev_ioctl_client_get_arg(client);
  const auto request = static_cast<unsigned>(umockdev_ioctl_client_get_request(client));
  const auto done = [&](int result, int error) {
    umockdev_ioctl_client_complete(client, result, error);
    return TRUE;
  };
  if (self->gone_ && request != USBDEVFS_REAPURB && request != USBDEVFS_REAPURBNDELAY) return done(-1, ENODEV);
  switch (request) {
    case USBDEVFS_GET_CAPABILITIES: {
      UMockdevIoctlData* word = umockdev_ioctl_data_resolve(arg, 0, sizeof(std::uint32_t), nullptr);
      *as<std::uint32_t>(word) = USBDEVFS_CAP_BULK_SCATTER_GATHER | USBDEVFS_CAP_BULK_CONTINUATION |
                                 USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT |
                                 USBDEVFS_CAP_ZERO_PACKET;
      g_object_unref(word);
      return done(0, 0);
    }
    case USBDEVFS_GETDRIVER:
      return done(-1, ENODATA);
    case USBDEVFS_CLAIMINTERFACE:
    case USBDEVFS_DISCONNECT_CLAIM:
      if (self->owner_ != nullptr && self->owner_ != client) return done(-1, EBUSY);
      self->owner_ = client;
      ++self->claims_;
      return done(0, 0);
    case USBDEVFS_RESET:
      ++self->resets_;
      return done(0, 0);
    case USBDEVFS_RELEASEINTERFACE:
      if (self->owner_ == client) self->owner_ = nullptr;
      return done(0, 0);
    case USBDEVFS_SETINTERFACE:
    case USBDEVFS_CLEAR_HALT:
    case USBDEVFS_IOCTL:
      return done(0, 0);
    case USBDEVFS_SUBMITURB:
      return static_cast<gboolean>(self->submit(client, arg));
    case USBDEVFS_REAPURB:
    case USBDEVFS_REAPURBNDELAY:
      return static_cast<gboolean>(self->reap(client, arg));
    case USBDEVFS_DISCARDURB:
      return static_cast<gboolean>(self->discard(client, arg));
    default:
      return FALSE;
  }
}

bool Printer::submit(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
  UMockdevIoctlData* urb = umockdev_ioctl_data_resolve(arg, 0, sizeof(usbdevfs_urb), nullptr);
  const auto size = static_cast<std::size_t>(as<usbdevfs_urb>(urb)->buffer_length);
  UMockdevIoctlData* buffer = umockdev_ioctl_data_resolve(urb, offsetof(usbdevfs_urb, buffer), size, nullptr);
  g_object_unref(buffer);  // the urb holds it
  flying_.push_back({client, urb});
  umockdev_ioctl_client_complete(client, 0, 0);
  return true;
}

/// Whether the printer has dealt with it.
bool Printer::serve(UMockdevIoctlData* data) {
  auto* urb = as<usbdevfs_urb>(data);
  auto* bytes = static_cast<std::uint8_t*>(urb->buffer);
  const auto size = static_cast<std::size_t>(urb->buffer_length);
  urb->status = 0;
  if (urb->type == USBDEVFS_URB_TYPE_CONTROL) {
    constexpr std::size_t setup = 8;
    std::string answer;
    if (bytes[0] == 0xa1 && bytes[1] == 0) {
      const std::size_t length = device_id.size() + 2;
      answer = {static_cast<char>(length >> 8U), static_cast<char>(length & 0xffU)};
      answer += device_id;
    } else if (bytes[0] == 0xa1 && bytes[1] == 1) {
      answer = static_cast<char>(paper_out_status);
    } else {
      urb->status = -EPIPE;
    }
    answer.resize(std::min(answer.size(), size - setup));
    std::memcpy(bytes + setup, answer.data(), answer.size());
    urb->actual_length = static_cast<int>(answer.size());
    return true;
  }
  if (urb->endpoint == 0x02) {
    if (stopped_) return false;
    take(bytes, size);
    urb->actual_length = static_cast<int>(size);
    return true;
  }
  if (urb->endpoint != 0x81 || to_say_.empty()) return false;
  const std::size_t count = std::min(size, to_say_.size());
  std::memcpy(bytes, to_say_.data(), count);
  to_say_.erase(0, count);
  urb->actual_length = static_cast<int>(count);
  return true;
}

bool Printer::reap(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
  UMockdevIoctlData* ready = nullptr;
  const auto take_first = [&](std::deque<Transfer>& from, auto&& fits) {
    const auto found = std::find_if(from.begin(), from.end(),
                                    [&](const Transfer& one) { return one.client == client && fits(one.urb); });
    if (found == from.end()) return false;
    ready = found->urb;
    from.erase(found);
    return true;
  };
  const auto any = [](UMockdevIoctlData*) { return true; };
  if (take_first(discarded_, any))
    as<usbdevfs_urb>(ready)->status = -ENOENT;
  else if (gone_ && take_first(flying_, any))
    as<usbdevfs_urb>(ready)->status = -ESHUTDOWN;
  else if (!gone_)
    take_first(flying_, [this](UMockdevIoctlData* urb) { return serve(urb); });
  if (ready == nullptr) {
    umockdev_ioctl_client_complete(client, -1, gone_ ? ENODEV : EAGAIN);
    return true;
  }
  UMockdevIoctlData* pointer = umockdev_ioctl_data_resolve(arg, 0, sizeof(void*), nullptr);
  umockdev_ioctl_data_set_ptr(pointer, 0, ready);
  umockdev_ioctl_client_complete(client, 0, 0);
  g_object_unref(pointer);
  g_object_unref(ready);
  return true;
}

bool Printer::discard(UMockdevIoctlClient* client, UMockdevIoctlData* arg) {
  const auto address = *as<gulong>(arg);
  const auto found = std::find_if(flying_.begin(), flying_.end(), [&](const Transfer& one) {
    return one.client == client && one.urb->client_addr == address;
  });
  if (found == flying_.end()) {
    umockdev_ioctl_client_complete(client, -1, EINVAL);
    return true;
  }
  UMockdevIoctlData* urb = found->urb;
  flying_.erase(found);
  // A printer that stops may have taken some of it.
  auto* block = as<usbdevfs_urb>(urb);
  if (block->endpoint == 0x02) {
    const int part = std::min(block->buffer_length, 64);
    take(static_cast<std::uint8_t*>(block->buffer), static_cast<std::size_t>(part));
    block->actual_length = part;
  }
  discarded_.push_back({client, urb});
  umockdev_ioctl_client_complete(client, 0, 0);
  return true;
}
}  // namespace usb_bench
