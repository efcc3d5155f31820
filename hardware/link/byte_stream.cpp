#include "link/byte_stream.h"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "link/serial_port.h"

namespace holdfast::link {
namespace {
namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;
using Code = boost::system::error_code;

/// Cancels `target` when the time is up; tells afterwards whether it did.
template <class Target>
class Deadline {
 public:
  Deadline(Target& target, ByteStream::Limit limit) : timer_{target.get_executor(), limit}, up_{std::make_shared<bool>(false)} {
    timer_.async_wait([up = up_, &target](Code code) {
      if (code) return;  // the work was done in time, and `target` may be gone
      *up = true;
      target.cancel();
    });
  }
  bool up() const { return *up_; }

 private:
  asio::steady_timer timer_;  // its destructor cancels the wait
  std::shared_ptr<bool> up_;
};

Outcome outcome_of(const Code& code, std::size_t bytes, bool time_is_up) {
  if (!code) return {Outcome::State::done, bytes, {}};
  if (time_is_up) return {Outcome::State::timed_out, bytes, "no answer in time"};
  const bool gone = code == asio::error::eof || code == asio::error::connection_reset || code == asio::error::broken_pipe ||
                    code == asio::error::operation_aborted || code.value() == EIO;
  return {gone ? Outcome::State::closed : Outcome::State::failed, bytes, code.message()};
}

class DescriptorStream final : public ByteStream {
 public:
  explicit DescriptorStream(asio::posix::stream_descriptor descriptor) : descriptor_{std::move(descriptor)} {}

  asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) override {
    Code code;
    const Deadline deadline{descriptor_, limit};
    const std::size_t bytes = co_await descriptor_.async_read_some(asio::buffer(into.data(), into.size()), redirect_error(use_awaitable, code));
    co_return outcome_of(code, bytes, deadline.up());
  }

  asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) override {
    constexpr std::size_t piece = 4'096;
    std::size_t written = 0;
    while (written < bytes.size()) {
      Code code;
      const Deadline deadline{descriptor_, limit};
      const auto next = bytes.subspan(written, std::min(piece, bytes.size() - written));
      written += co_await descriptor_.async_write_some(asio::buffer(next.data(), next.size()), redirect_error(use_awaitable, code));
      if (code) co_return outcome_of(code, written, deadline.up());
    }
    co_return Outcome{Outcome::State::done, written, {}};
  }

  void close() override {
    Code ignored;
    descriptor_.close(ignored);
  }

 private:
  asio::posix::stream_descriptor descriptor_;
};

asio::awaitable<Opened> open_tcp(TcpAddress address, ByteStream::Limit limit) {
  const auto executor = co_await asio::this_coro::executor;
  Code code;
  asio::ip::tcp::resolver resolver{executor};
  asio::ip::tcp::resolver::results_type found;
  {
    const Deadline deadline{resolver, limit};
    found = co_await resolver.async_resolve(address.host, std::to_string(address.port), redirect_error(use_awaitable, code));
    if (code) co_return Opened{nullptr, outcome_of(code, 0, deadline.up())};
  }
  asio::ip::tcp::socket socket{executor};
  {
    // async_connect opens one socket after another: the limit is for each.
    for (const auto& entry : found) {
      Code ignored;
      socket.close(ignored);
      const Deadline deadline{socket, limit};
      co_await socket.async_connect(entry.endpoint(), redirect_error(use_awaitable, code));
      if (!code) break;
      if (deadline.up()) code = asio::error::timed_out;
    }
    if (code) co_return Opened{nullptr, outcome_of(code, 0, code == asio::error::timed_out)};
  }
  socket.set_option(asio::ip::tcp::no_delay{true}, code);
  socket.set_option(asio::socket_base::keep_alive{true}, code);
  const int descriptor = socket.release(code);
  if (code) co_return Opened{nullptr, outcome_of(code, 0, false)};
  co_return Opened{std::make_unique<DescriptorStream>(asio::posix::stream_descriptor{executor, descriptor}), {}};
}
}  // namespace

asio::awaitable<Opened> open(const Address& address, ByteStream::Limit limit) {
  if (const auto* tcp = std::get_if<TcpAddress>(&address)) co_return co_await open_tcp(*tcp, limit);
  const auto executor = co_await asio::this_coro::executor;
  const Result<int> port = open_serial_port(std::get<SerialAddress>(address));
  if (!port) co_return Opened{nullptr, {Outcome::State::failed, 0, port.error().detail}};
  co_return Opened{std::make_unique<DescriptorStream>(asio::posix::stream_descriptor{executor, *port}), {}};
}
}  // namespace holdfast::link
