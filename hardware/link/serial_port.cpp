#include "link/serial_port.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "base/check.h"

namespace holdfast::link {
namespace {
speed_t speed_of(int baud) {
  constexpr std::pair<int, speed_t> table[] = {{300, B300},     {600, B600},     {1200, B1200},   {2400, B2400},
                                               {4800, B4800},   {9600, B9600},   {19200, B19200}, {38400, B38400},
                                               {57600, B57600}, {115200, B115200}, {230400, B230400}};
  for (const auto& [rate, constant] : table)
    if (rate == baud) return constant;
  check(false);  // parse_address lets no other through
  return B9600;
}

bool is_pseudo_terminal(int descriptor) {
  struct stat about {};
  if (::fstat(descriptor, &about) != 0) return false;
  const unsigned device = major(about.st_rdev);
  return device >= 136 && device <= 143;  // Documentation/admin-guide/devices.txt: Unix98 PTY slaves
}

tl::unexpected<Error> failed(int descriptor, const SerialAddress& address, const char* what) {
  const int code = errno;
  if (descriptor >= 0) ::close(descriptor);
  return refuse(ErrorCode::not_found, address.path + ": " + what + ": " + std::strerror(code));
}
}  // namespace

void set_line(termios& settings, const LineSettings& line) {
  ::cfmakeraw(&settings);
  settings.c_cflag |= CLOCAL | CREAD;
  settings.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS);
  settings.c_iflag &= ~static_cast<tcflag_t>(IXON | IXOFF | INPCK);
  settings.c_cflag |= line.data_bits == 7 ? CS7 : CS8;
  if (line.stop_bits == 2) settings.c_cflag |= CSTOPB;
  if (line.parity != LineSettings::Parity::none) {
    settings.c_cflag |= PARENB;
    settings.c_iflag |= INPCK;
  }
  if (line.parity == LineSettings::Parity::odd) settings.c_cflag |= PARODD;
  if (line.flow == LineSettings::Flow::hardware) settings.c_cflag |= CRTSCTS;
  if (line.flow == LineSettings::Flow::software) settings.c_iflag |= IXON | IXOFF;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  ::cfsetispeed(&settings, speed_of(line.baud));
  ::cfsetospeed(&settings, speed_of(line.baud));
}

Result<int> open_serial_port(const SerialAddress& address) {
  const int descriptor = ::open(address.path.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) return failed(-1, address, "open");
  termios settings{};
  if (::tcgetattr(descriptor, &settings) != 0) return failed(descriptor, address, "this is no serial port");
  if (::ioctl(descriptor, TIOCEXCL) != 0) return failed(descriptor, address, "somebody else has it");
  set_line(settings, address.line);
  termios got{};
  const bool taken = ::tcsetattr(descriptor, TCSANOW, &settings) == 0 && ::tcgetattr(descriptor, &got) == 0;
  // tcsetattr is content when it could do any of it.
  const bool all = taken && got.c_cflag == settings.c_cflag && got.c_iflag == settings.c_iflag;
  if (!all && !is_pseudo_terminal(descriptor)) {
    if (taken) errno = EINVAL;
    return failed(descriptor, address, "the line cannot be set so");
  }
  ::tcflush(descriptor, TCIOFLUSH);
  return descriptor;
}
}  // namespace holdfast::link
