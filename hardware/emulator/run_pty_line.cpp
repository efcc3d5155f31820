#include "emulator/run_pty_line.h"

#include <fcntl.h>
#include <pty.h>
#include <sys/inotify.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <utility>

namespace holdfast::emulator {
namespace asio = boost::asio;
namespace fs = std::filesystem;
using Code = boost::system::error_code;

namespace {
[[noreturn]] void broken(const std::string& what) { throw std::system_error{errno, std::generic_category(), what}; }
}  // namespace

PtyLine::PtyLine(asio::io_context& io, std::string link)
    : link_{fs::absolute(link).lexically_normal().string()}, device_{io}, watcher_{io} {
  open();
}

PtyLine::~PtyLine() { close(); }

/// As an URL has it (RFC 3986): a path may have blanks in it.
std::string PtyLine::address() const {
  constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out = "serial://";
  for (const char c : link_) {
    const auto byte = static_cast<unsigned char>(c);
    if (plain.find(c) != std::string_view::npos)
      out += c;
    else
      ((out += '%') += digits[byte >> 4U]) += digits[byte & 15U];
  }
  return out;
}

void PtyLine::open() {
  int device = -1;
  char name[128];
  if (::openpty(&device, &port_, name, nullptr, nullptr) != 0) broken("no pseudo-terminal");
  ::fcntl(device, F_SETFD, FD_CLOEXEC);
  ::fcntl(port_, F_SETFD, FD_CLOEXEC);
  device_.assign(device);
  port_name_ = name;
  termios settings{};
  ::tcgetattr(port_, &settings);
  ::cfmakeraw(&settings);
  ::tcsetattr(port_, TCSANOW, &settings);
  const int watcher = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (watcher < 0 || ::inotify_add_watch(watcher, name, IN_OPEN | IN_CLOSE) < 0) broken("cannot watch " + port_name_);
  watcher_.assign(watcher);
  openings_ = 0;
  ++generation_;
  // Put in place at once: a till never sees a link that is half there.
  fs::create_directories(fs::path{link_}.parent_path());
  const std::string fresh = link_ + ".new";
  std::error_code ignored;
  fs::remove(fresh, ignored);
  fs::create_symlink(port_name_, fresh);
  fs::rename(fresh, link_);
}

void PtyLine::close() {
  if (!device_.is_open()) return;
  Code ignored;
  std::error_code none;
  if (fs::read_symlink(link_, none) == port_name_) fs::remove(link_, none);
  watcher_.close(ignored);
  device_.close(ignored);
  ::close(std::exchange(port_, -1));
  openings_ = 0;
  writing_ = false;
  ++generation_;
  ++writes_;
}

void PtyLine::start(Listener& listener) {
  listener_ = &listener;
  watch();
  read();
}

void PtyLine::watch() {
  watcher_.async_wait(asio::posix::stream_descriptor::wait_read, [this, generation = generation_](const Code& code) {
    if (code || generation != generation_) return;
    count_openings();
    if (generation == generation_) watch();
  });
}

/// The port is taken for one till alone (TIOCEXCL), which it stays while we hold it: given free when the till has gone.
void PtyLine::count_openings() {
  alignas(inotify_event) std::array<char, 4096> events;
  const std::uint64_t generation = generation_;
  for (;;) {
    const ::ssize_t size = ::read(watcher_.native_handle(), events.data(), events.size());
    if (size <= 0) return;
    for (::ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(events.data() + at);
      at += static_cast<::ssize_t>(sizeof(inotify_event) + event->len);
      if ((event->mask & IN_OPEN) != 0 && ++openings_ == 1) listener_->on_line_up();
      if ((event->mask & IN_CLOSE) != 0 && openings_ > 0 && --openings_ == 0) {
        ::ioctl(port_, TIOCNXCL);
        if (std::exchange(writing_, false)) {  // what nobody has read is not for the next one
          ++writes_;
          device_.cancel();
        }
        ::tcflush(port_, TCIFLUSH);
        listener_->on_line_lost();
      }
      if (generation != generation_) return;
    }
  }
}

void PtyLine::read() {
  device_.async_read_some(asio::buffer(buffer_), [this, generation = generation_](const Code& code, std::size_t count) {
    if (generation != generation_) return;
    if (code == asio::error::operation_aborted) return read();
    if (code) return;
    count_openings();  // who wrote this opened the port before
    if (generation != generation_) return;
    if (openings_ > 0) listener_->on_line_bytes({buffer_.data(), count});
    if (generation == generation_) read();
  });
}

void PtyLine::write(std::string bytes) {
  if (openings_ == 0) return;
  outgoing_ = std::move(bytes);
  writing_ = true;
  asio::async_write(device_, asio::buffer(outgoing_), [this, number = ++writes_](const Code& code, std::size_t) {
    if (code || number != writes_) return;
    writing_ = false;
    listener_->on_line_written();
  });
}

void PtyLine::cut() {
  if (!device_.is_open()) return;
  const bool had = openings_ > 0;
  close();
  open();
  if (had) listener_->on_line_lost();
  watch();
  read();
}

void PtyLine::plug(bool in) {
  if (in == device_.is_open()) return;
  if (in) {
    open();
    watch();
    return read();
  }
  const bool had = openings_ > 0;
  close();
  if (had) listener_->on_line_lost();
}
}  // namespace holdfast::emulator
