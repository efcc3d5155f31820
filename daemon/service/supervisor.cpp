#include "service/supervisor.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace holdfast::service {
namespace {
std::string taken(const char* name) {
  const char* value = std::getenv(name);
  std::string out = value != nullptr ? value : "";
  ::unsetenv(name);
  return out;
}
}  // namespace

Supervisor::Supervisor(std::string_view socket, std::string_view watchdog_usec) {
  if (socket.size() < 2 || socket.size() > sizeof(sockaddr_un::sun_path) - 1 || (socket[0] != '/' && socket[0] != '@'))
    return;
  address_ = socket;
  if (address_[0] == '@') address_[0] = '\0';
  std::int64_t us = 0;
  const char* end = watchdog_usec.data() + watchdog_usec.size();
  if (const auto read = std::from_chars(watchdog_usec.data(), end, us);
      read.ec == std::errc{} && read.ptr == end && us > 0)
    patience_ = std::chrono::microseconds{us};
}

Supervisor Supervisor::from_environment() {
  const std::string pid = taken("WATCHDOG_PID"), usec = taken("WATCHDOG_USEC"), socket = taken("NOTIFY_SOCKET");
  const bool for_us = pid.empty() || pid == std::to_string(::getpid());
  return {socket, for_us ? usec : std::string{}};
}

Supervisor Supervisor::of_environment() {
  const char* socket = std::getenv("NOTIFY_SOCKET");
  return {socket != nullptr ? socket : "", ""};
}

void Supervisor::ready(std::string_view status) const { say("READY=1\nSTATUS=" + std::string{status}); }
void Supervisor::alive() const { say("WATCHDOG=1"); }
void Supervisor::stopping() const { say("STOPPING=1"); }

void Supervisor::still_at_it(std::chrono::seconds more) const {
  say("EXTEND_TIMEOUT_USEC=" + std::to_string(std::chrono::microseconds{more}.count()) + "\nWATCHDOG=1");
}

void Supervisor::say(std::string_view lines) const {
  if (!there()) return;
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) return;
  sockaddr_un to{};
  to.sun_family = AF_UNIX;
  std::memcpy(to.sun_path, address_.data(), address_.size());
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address_.size());
  // Nothing to be done when it does not listen: it then does what it does with a service that fell silent.
  [[maybe_unused]] const ssize_t sent =
      ::sendto(descriptor, lines.data(), lines.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&to), length);
  ::close(descriptor);
}
}  // namespace holdfast::service
