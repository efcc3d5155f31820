#include <libserialport.h>
#include <sys/stat.h>

#include <filesystem>

#include "discovery/local_ports.h"

namespace holdfast::discovery {
namespace {
namespace fs = std::filesystem;
std::string text(const char* value) { return value == nullptr ? std::string{} : value; }

/// Of a device node: what it stands for, whatever it is called. 0: it is none.
dev_t device_of(const std::string& path) {
  struct stat about{};
  return ::stat(path.c_str(), &about) == 0 && S_ISCHR(about.st_mode) ? about.st_rdev : 0;
}

/// udev's lasting name for a node: by what the adapter says it is, else by the plug it hangs on.
std::string stable_path_of(const std::string& node) {
  const dev_t device = device_of(node);
  std::error_code error;
  for (const char* folder : {"/dev/serial/by-id", "/dev/serial/by-path"})
    for (const fs::directory_entry& link : fs::directory_iterator{folder, error})
      if (device != 0 && device_of(link.path().string()) == device) return link.path().string();
  return node;
}
}  // namespace

std::vector<SerialPort> serial_ports() {
  std::vector<SerialPort> found;
  sp_port** list = nullptr;
  if (sp_list_ports(&list) != SP_OK) return found;
  for (sp_port** port = list; *port != nullptr; ++port) {
    SerialPort one;
    one.node = text(sp_get_port_name(*port));
    one.stable_path = stable_path_of(one.node);
    int vendor = 0, product = 0;
    if (sp_get_port_transport(*port) == SP_TRANSPORT_USB &&
        sp_get_port_usb_vid_pid(*port, &vendor, &product) == SP_OK) {
      one.usb = {static_cast<std::uint16_t>(vendor),
                 static_cast<std::uint16_t>(product),
                 text(sp_get_port_usb_serial(*port)),
                 {}};
      one.maker = text(sp_get_port_usb_manufacturer(*port));
      one.model = text(sp_get_port_usb_product(*port));
    }
    found.push_back(std::move(one));
  }
  sp_free_port_list(list);
  return found;
}
}  // namespace holdfast::discovery
