#include "link/byte_stream.h"

#include <sys/socket.h>
#include <termios.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "link/deadline.h"
#include "link/descriptor_stream.h"
#include "link/node_stream.h"
#include "link/resolve.h"
#include "link/serial_port.h"
#include "link/usb_stream.h"

namespace holdfast::link {
namespace {
namespace asio = boost::asio;
using asio::redirect_error;
using asio::use_awaitable;
using Code = boost::system::error_code;

class DescriptorStream final : public ByteStream {
 public:
  explicit DescriptorStream(asio::posix::stream_descriptor descriptor) : descriptor_{std::move(descriptor)} {}

  asio::awaitable<Outcome> read(std::span<std::uint8_t> into, Limit limit) override {
    Code code;
    const Deadline deadline{descriptor_, limit};
    const std::size_t bytes = co_await descriptor_.async_read_some(asio::buffer(into.data(), into.size()),
                                                                   redirect_error(use_awaitable, code));
    co_return outcome_of(code, bytes, deadline.up());
  }

  asio::awaitable<Outcome> write(std::span<const std::uint8_t> bytes, Limit limit) override {
    constexpr std::size_t piece = 4'096;
    std::size_t written = 0;
    while (written < bytes.size()) {
      Code code;
      const Deadline deadline{descriptor_, limit};
      const auto next = bytes.subspan(written, std::min(piece, bytes.size() - written));
      written += co_await descriptor_.async_write_some(asio::buffer(next.data(), next.size()),
                                                       redirect_error(use_awaitable, code));
      if (code) co_return outcome_of(code, written, deadline.up());
    }
    co_return Outcome{Outcome::State::done, written, {}};
  }

  void close() override {
    Code ignored;
    descriptor_.close(ignored);
  }

  void drop() override {  // each call is for one kind of descriptor and fails on the other
    const linger none{1, 0};
    (void)::setsockopt(descriptor_.native_handle(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    (void)::tcflush(descriptor_.native_handle(), TCOFLUSH);
    close();
  }

 private:
  asio::posix::stream_descriptor descriptor_;
};

asio::awaitable<Opened> open_tcp(TcpAddress address, ByteStream::Limit limit) {
  const auto executor = co_await asio::this_coro::executor;
  const Resolved found = co_await resolve(address.host, address.port, limit);
  Code code = found.code;
  if (found.endpoints.empty())
    co_return Opened{nullptr, outcome_of(code ? code : asio::error::host_not_found, 0, code == asio::error::timed_out)};
  asio::ip::tcp::socket socket{executor};
  // async_connect opens one socket after another: the limit is for each.
  for (const auto& endpoint : found.endpoints) {
    Code ignored;
    socket.close(ignored);
    const Deadline deadline{socket, limit};
    co_await socket.async_connect(endpoint, redirect_error(use_awaitable, code));
    if (!code) break;
    if (deadline.up()) code = asio::error::timed_out;
  }
  if (code) co_return Opened{nullptr, outcome_of(code, 0, code == asio::error::timed_out)};
  socket.set_option(asio::ip::tcp::no_delay{true}, code);
  socket.set_option(asio::socket_base::keep_alive{true}, code);
  const int descriptor = socket.release(code);
  if (code) co_return Opened{nullptr, outcome_of(code, 0, false)};
  co_return Opened{stream_of(executor, descriptor), {}};
}
}  // namespace

Outcome outcome_of(const Code& code, std::size_t bytes, bool time_is_up) {
  if (!code) return {Outcome::State::done, bytes, {}};
  if (time_is_up) return {Outcome::State::timed_out, bytes, "no answer in time"};
  const bool gone = code == asio::error::eof || code == asio::error::connection_reset ||
                    code == asio::error::broken_pipe || code == asio::error::operation_aborted || code.value() == EIO;
  return {gone ? Outcome::State::closed : Outcome::State::failed, bytes, code.message()};
}

std::unique_ptr<ByteStream> stream_of(const asio::any_io_executor& executor, int descriptor) {
  return std::make_unique<DescriptorStream>(asio::posix::stream_descriptor{executor, descriptor});
}

asio::awaitable<Opened> open(const Address& address, ByteStream::Limit limit) {
  if (const auto* tcp = std::get_if<TcpAddress>(&address)) co_return co_await open_tcp(*tcp, limit);
  if (const auto* usb = std::get_if<UsbAddress>(&address)) co_return co_await open_usb(*usb, limit);
  const auto executor = co_await asio::this_coro::executor;
  if (const auto* hid = std::get_if<HidAddress>(&address)) co_return open_hid(executor, *hid);
  if (const auto* lp = std::get_if<LpAddress>(&address)) co_return open_lp(executor, *lp);
  if (const auto* serial = std::get_if<SerialAddress>(&address)) {
    const Result<int> port = open_serial_port(*serial);
    if (!port) co_return Opened{nullptr, {Outcome::State::failed, 0, port.error().detail}};
    co_return Opened{stream_of(executor, *port), {}};
  }
  co_return Opened{
      nullptr,
      {Outcome::State::failed, 0, to_string(address) + " is spoken to by exchanges, not by a stream of bytes"}};
}
}  // namespace holdfast::link
