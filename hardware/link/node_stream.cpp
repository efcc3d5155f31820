#include <fcntl.h>
#include <linux/hidraw.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cerrno>
#include <cstring>
#include <thread>

#include "link/courier.h"
#include "link/deadline.h"
#include "link/descriptor_stream.h"
#include "link/node_stream.h"
#include "link/usb_devices.h"

namespace holdfast::link {
namespace {
namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;
using State = Outcome::State;

/// A character device whose read gives one message. Writing may block in the driver (a report goes out as a control
/// transfer of up to 5 s), so each write has a thread of its own; they are rare and small, or a printer's fallback.
class NodeStream final : public ByteStream {
 public:
  NodeStream(const asio::any_io_executor& executor, int descriptor, std::size_t piece)
      : descriptor_{executor, descriptor}, piece_{piece}, writes_{std::make_shared<Courier<Write>>(executor)} {}
  ~NodeStream() override { writes_->forget(); }

  asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) override {
    const auto until = std::chrono::steady_clock::now() + limit;
    for (;;) {
      if (!descriptor_.is_open()) co_return Outcome{State::closed, 0, "closed"};
      boost::system::error_code code;
      bool up = false;
      {
        const Deadline deadline{descriptor_,
                                std::chrono::duration_cast<Limit>(until - std::chrono::steady_clock::now())};
        co_await descriptor_.async_wait(asio::posix::stream_descriptor::wait_read, redirect_error(use_awaitable, code));
        up = deadline.up();
      }
      if (code || !descriptor_.is_open()) co_return outcome_of(code ? code : asio::error::operation_aborted, 0, up);
      const ssize_t got = ::read(descriptor_.native_handle(), into.data(), into.size());
      if (got > 0) co_return Outcome{State::done, static_cast<std::size_t>(got), {}};
      const int why = got < 0 ? errno : 0;
      if (why != 0 && why != EAGAIN && why != EINTR && why != EINVAL)
        co_return Outcome{why == ENODEV || why == EIO ? State::closed : State::failed, 0, std::strerror(why)};
      // An empty packet, or a printer with no way back (EINVAL): not a reason to spin.
      asio::steady_timer pause{descriptor_.get_executor()};
      pause.expires_at(
          std::min(until, std::chrono::steady_clock::now() + std::chrono::milliseconds{why == EINVAL ? 1'000 : 20}));
      co_await pause.async_wait(redirect_error(use_awaitable, code));
      if (!descriptor_.is_open()) co_return Outcome{State::closed, 0, "closed"};
      if (std::chrono::steady_clock::now() >= until) co_return Outcome{State::timed_out, 0, "no answer in time"};
    }
  }

  asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) override {
    std::size_t written = 0;
    while (written < bytes.size()) {
      if (!descriptor_.is_open() || writes_->box().stuck) co_return Outcome{State::closed, written, "closed"};
      const auto next = bytes.subspan(written, std::min(piece_, bytes.size() - written));
      Write& box = writes_->box();
      box = {};
      const int copy = ::fcntl(descriptor_.native_handle(), F_DUPFD_CLOEXEC, 0);
      if (copy < 0) co_return Outcome{State::failed, written, std::strerror(errno)};
      std::thread{[copy, limit, courier = writes_, data = std::vector<std::uint8_t>{next.begin(), next.end()}] {
        const auto [count, error] = put(copy, data, limit);
        ::close(copy);
        courier->tell([count, error](Write& result) { result = {true, false, count, error}; });
      }}.detach();
      co_await writes_->wait(limit + std::chrono::milliseconds{100},
                             [&] { return box.done || !descriptor_.is_open(); });
      written += box.count;
      if (!box.done) {
        box.stuck = true;  // the driver still has it: nothing more may follow on this line
        co_return Outcome{descriptor_.is_open() ? State::timed_out : State::closed, written, "no progress"};
      }
      if (box.error != 0)
        co_return Outcome{box.error == EAGAIN   ? State::timed_out
                          : box.error == ENODEV ? State::closed
                                                : State::failed,
                          written, std::strerror(box.error)};
    }
    co_return Outcome{State::done, written, {}};
  }

  void close() override {
    boost::system::error_code ignored;
    descriptor_.close(ignored);
    writes_->notify();
  }

 private:
  struct Write {
    bool done = false, stuck = false;
    std::size_t count = 0;
    int error = 0;
  };
  static std::pair<std::size_t, int> put(int descriptor, const std::vector<std::uint8_t>& data, Limit limit) {
    const auto until = std::chrono::steady_clock::now() + limit;
    for (;;) {
      const ssize_t count = ::write(descriptor, data.data(), data.size());
      if (count > 0) return {static_cast<std::size_t>(count), 0};
      if (count < 0 && errno != EAGAIN && errno != EINTR) return {0, errno};
      if (std::chrono::steady_clock::now() >= until) return {0, EAGAIN};
      std::this_thread::sleep_for(std::chrono::milliseconds{5});
    }
  }
  asio::posix::stream_descriptor descriptor_;
  std::size_t piece_;
  std::shared_ptr<Courier<Write>> writes_;
};

bool wanted(const HidNode& node) {
  return std::ranges::any_of(
      node.usages, [](const HidUsage& usage) { return usage == hid_pos_scanner || usage.page == hid_scale.page; });
}
Opened failed(std::string why) { return {nullptr, {State::failed, 0, std::move(why)}}; }
Opened open_node(const asio::any_io_executor& executor, const std::string& path, std::size_t piece,
                 std::span<const unsigned char> feature) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC);
  if (descriptor < 0) {
    const std::string hint = errno == EACCES ? " (its group is set by 70-holdfast.rules)" : "";
    return failed(path + ": " + std::strerror(errno) + hint);
  }
  if (!feature.empty()) {
    // May take as long as a control transfer does; a device that does not know the report does without.
    std::thread{[copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0),
                 report = std::vector<unsigned char>{feature.begin(), feature.end()}]() mutable {
      (void)::ioctl(copy, HIDIOCSFEATURE(2), report.data());
      ::close(copy);
    }}.detach();
  }
  return {std::make_unique<NodeStream>(executor, descriptor, piece), {}};
}
}  // namespace

Opened open_hid(const asio::any_io_executor& executor, const HidAddress& address) {
  constexpr std::uint16_t honeywell = 0x0c2e, youjie = 0x23d0;
  constexpr unsigned char pos_mode[] = {0xfe, 0x01};
  constexpr std::size_t most_report = 4'096;
  bool keyboard = false;
  for (const HidNode& node : hid_nodes()) {
    if (!is_meant(address.device, node.identity)) continue;
    if (wanted(node)) {
      const bool to_be_told = node.identity.vendor == honeywell || node.identity.vendor == youjie;
      return open_node(executor, node.path, most_report,
                       to_be_told ? std::span<const unsigned char>{pos_mode} : std::span<const unsigned char>{});
    }
    keyboard = true;
  }
  const std::string name = to_string(Address{address});
  if (keyboard)
    return failed(name +
                  " is plugged in, but not set to HID POS: in keyboard mode it types into the till's own computer");
  return failed(name + " is not plugged in");
}

Opened open_lp(const asio::any_io_executor& executor, const LpAddress& address) {
  constexpr std::size_t piece = 4'096;
  return open_node(executor, address.path, piece, {});
}
}  // namespace holdfast::link
