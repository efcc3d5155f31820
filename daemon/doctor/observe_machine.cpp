#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <fstream>

#include "config/machine.h"
#include "doctor/observe.h"

namespace holdfast::doctor {
namespace {
constexpr std::string_view receipt_font = "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf";
constexpr std::string_view rules_folders[] = {"/etc/udev/rules.d", "/usr/lib/udev/rules.d", "/lib/udev/rules.d"};

/// `MemAvailable` of /proc/meminfo, in bytes.
std::uint64_t available_memory() {
  std::ifstream file{"/proc/meminfo"};
  std::string name, unit;
  for (std::uint64_t kilobytes = 0; file >> name >> kilobytes; std::getline(file, unit))
    if (name == "MemAvailable:") return kilobytes << 10;
  return 0;
}

bool rules_installed() {
  for (const std::string_view folder : rules_folders)
    if (std::filesystem::exists(std::filesystem::path{folder} / "70-holdfast.rules")) return true;
  return false;
}
}  // namespace

Machine observe_machine(const std::filesystem::path& data, Instant now) {
  Machine machine;
  machine.now = now;
  machine.clock = observe_clock();
  struct statvfs disk{};
  // Where the folder itself is missing, its nearest ancestor says what the disk has.
  std::filesystem::path at = std::filesystem::absolute(data);
  while (!std::filesystem::exists(at) && at.has_relative_path()) at = at.parent_path();
  if (statvfs(at.c_str(), &disk) == 0) {
    machine.disk_free = disk.f_bavail * disk.f_frsize;
    machine.disk_size = disk.f_blocks * disk.f_frsize;
    machine.files_free = disk.f_favail;
    machine.files = disk.f_files;
  }
  machine.memory_free = available_memory();
  machine.time_zones = std::filesystem::exists("/usr/share/zoneinfo/Europe/Vienna");
  machine.receipt_fonts = std::filesystem::exists(receipt_font);
  machine.device_rules = rules_installed();
  machine.names = config::machine_addresses();
  if (const std::string name = config::machine_name(); !name.empty()) machine.names.push_back(name);
  return machine;
}

bool port_is_free(const std::string& address, std::uint16_t port) {
  boost::system::error_code wrong;
  const auto parsed = boost::asio::ip::make_address(address, wrong);
  if (wrong || port == 0) return true;
  const int socket = ::socket(parsed.is_v6() ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int again = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &again, sizeof again);
  int result = 0;
  if (parsed.is_v6()) {
    sockaddr_in6 at{};
    at.sin6_family = AF_INET6;
    at.sin6_port = htons(port);
    const auto bytes = parsed.to_v6().to_bytes();
    std::copy(bytes.begin(), bytes.end(), at.sin6_addr.s6_addr);
    result = ::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at);
  } else {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(parsed.to_v4().to_uint());
    result = ::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at);
  }
  const bool taken = result != 0 && errno == EADDRINUSE;
  ::close(socket);
  return !taken;
}
}  // namespace holdfast::doctor
