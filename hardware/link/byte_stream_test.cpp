#include "link/byte_stream.h"

#include <pty.h>
#include <termios.h>
#include <unistd.h>


#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <catch2/catch.hpp>

#include "link/serial_port.h"

using namespace holdfast;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using State = link::Outcome::State;

namespace {
/// Runs a coroutine to its end on an I/O thread of its own time.
template <class F>
void run(F&& coroutine) {
  asio::io_context io;
  std::exception_ptr failure;
  asio::co_spawn(io, std::forward<F>(coroutine), [&](std::exception_ptr error) { failure = error; });
  io.run();
  if (failure) std::rethrow_exception(failure);
}
std::span<const std::uint8_t> view(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

struct Listener {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor{io, {asio::ip::address_v4::loopback(), 0}};
  link::Address address() const { return link::TcpAddress{"127.0.0.1", acceptor.local_endpoint().port()}; }
};
struct PseudoTerminal {
  PseudoTerminal() {
    char name[128];
    REQUIRE(::openpty(&device, &port, name, nullptr, nullptr) == 0);
    path = name;
  }
  ~PseudoTerminal() {
    ::close(device);
    ::close(port);
  }
  int device = -1, port = -1;
  std::string path;
};
}  // namespace

TEST_CASE("bytes go both ways over TCP, and a device that hangs up is closed", "[link]") {
  Listener listener;
  run([&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(listener.address(), 1s);
    REQUIRE(stream);
    asio::ip::tcp::socket device = listener.acceptor.accept();
    CHECK((co_await stream->write(view("hello"), 1s)).bytes == 5);
    char heard[5];
    CHECK(asio::read(device, asio::buffer(heard)) == 5);
    asio::write(device, asio::buffer("\x16", 1));
    std::uint8_t answer[8];
    const auto got = co_await stream->read(answer, 1s);
    CHECK((got.state == State::done && got.bytes == 1 && answer[0] == 0x16));
    device.close();
    CHECK((co_await stream->read(answer, 1s)).state == State::closed);
  });
}

TEST_CASE("every wait on a device ends", "[link]") {
  Listener listener;
  run([&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(listener.address(), 1s);
    REQUIRE(stream);
    std::uint8_t answer[8];
    CHECK((co_await stream->read(answer, 20ms)).state == State::timed_out);
    // A printer that takes nothing: the line's buffers fill, then the limit for a piece is up, and what went is known.
    const std::vector<std::uint8_t> roll(64U * 1024 * 1024, 'x');
    const auto sent = co_await stream->write(roll, 50ms);
    CHECK(sent.state == State::timed_out);
    CHECK((sent.bytes > 0 && sent.bytes < roll.size()));
    stream->close();
    CHECK((co_await stream->write(view("x"), 20ms)).state != State::done);
  });
  run([&]() -> asio::awaitable<void> {
    const auto port = listener.acceptor.local_endpoint().port();
    listener.acceptor.close();
    auto [stream, outcome] = co_await link::open(link::TcpAddress{"127.0.0.1", port}, 1s);
    CHECK_FALSE(stream);
    CHECK((outcome.state == State::failed && !outcome.why.empty()));
  });
}

TEST_CASE("a serial port is raw, ours alone, and closed when it goes away", "[link]") {
  PseudoTerminal pair;
  run([&]() -> asio::awaitable<void> {
    link::SerialAddress address{pair.path, {}};
    auto [stream, outcome] = co_await link::open(address, 1s);
    INFO(outcome.why);
    REQUIRE(stream);
    CHECK((co_await stream->write(view("W\r\n\x03\x11"), 1s)).bytes == 5);
    char heard[8];
    CHECK(::read(pair.device, heard, sizeof heard) == 5);  // no echo, no translation, no signal
    CHECK(std::string_view(heard, 5) == "W\r\n\x03\x11");
    REQUIRE(::write(pair.device, "\x02" "00482\r", 7) == 7);
    std::uint8_t answer[16];
    const auto got = co_await stream->read(answer, 1s);
    CHECK((got.bytes == 7 && answer[6] == '\r'));
    ::close(std::exchange(pair.device, -1));
    CHECK((co_await stream->read(answer, 1s)).state == State::closed);
  });
  CHECK_FALSE(link::open_serial_port({"/dev/null", {}}));
  CHECK_FALSE(link::open_serial_port({"/dev/nothing-here", {}}));
}

TEST_CASE("the line is set as the device's manual says", "[link]") {
  using link::LineSettings;
  termios settings{};
  link::set_line(settings, {2400, 7, 2, LineSettings::Parity::odd, LineSettings::Flow::software});
  CHECK(::cfgetospeed(&settings) == B2400);
  CHECK((settings.c_cflag & CSIZE) == CS7);
  CHECK((settings.c_cflag & (PARENB | PARODD | CSTOPB)) == (PARENB | PARODD | CSTOPB));
  CHECK((settings.c_iflag & (IXON | IXOFF)) == (IXON | IXOFF));
  link::set_line(settings, {});
  CHECK((settings.c_cflag & (CSIZE | PARENB | CSTOPB | CRTSCTS)) == CS8);
  CHECK((settings.c_lflag & (ICANON | ECHO | ISIG)) == 0);
}
