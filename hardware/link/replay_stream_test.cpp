#include "link/replay_stream.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <functional>

using namespace holdfast;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using link::ReplayStream;
using State = link::Outcome::State;

namespace {
constexpr const char* recorded =
    "# a scale, asked twice\n"
    "2026-11-21T10:00:00.000Z > 57 0d\n"
    "2026-11-21T10:00:00.100Z < 02 30 30 2e\n"
    "2026-11-21T10:00:00.102Z < 34 38 32 0d\n"
    "2026-11-21T10:00:01.000Z > 57\n"
    "2026-11-21T10:00:01.001Z > 0d\n"
    "2026-11-21T10:00:01.100Z < 3f\n";
void play(ReplayStream::Compare compare, const std::function<asio::awaitable<void>(ReplayStream&)>& driver) {
  asio::io_context io;
  std::exception_ptr failure;
  ReplayStream stream{io.get_executor(), *link::parse_trace(recorded), compare};
  asio::co_spawn(io, driver(stream), [&](std::exception_ptr error) { failure = error; });
  io.run();
  if (failure) std::rethrow_exception(failure);
}
std::span<const std::uint8_t> view(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
asio::awaitable<std::string> hear(ReplayStream& stream) {
  std::uint8_t bytes[64];
  const auto got = co_await stream.read(bytes, 20ms);
  co_return got ? std::string{reinterpret_cast<const char*>(bytes), got.bytes} : "silence";
}
}  // namespace

TEST_CASE("a recorded trace plays the device", "[link]") {
  play(ReplayStream::Compare::every_byte, [](ReplayStream& scale) -> asio::awaitable<void> {
    CHECK(co_await hear(scale) == "silence");  // not asked yet
    CHECK((co_await scale.write(view("W\r"), 1s)).bytes == 2);
    CHECK(co_await hear(scale) ==
          "\x02"
          "00.");
    CHECK(co_await hear(scale) == "482\r");
    CHECK((co_await scale.write(view("W\r"), 1s)).bytes == 2);
    CHECK_FALSE(scale.finished());
    CHECK(co_await hear(scale) == "?");
    CHECK(scale.finished());
    CHECK((co_await scale.write(view("W"), 1s)).state == State::failed);
    scale.close();
    CHECK((co_await scale.write(view("W"), 1s)).state == State::closed);
  });
}

TEST_CASE("what differs from the trace is said, or does not matter", "[link]") {
  play(ReplayStream::Compare::every_byte, [](ReplayStream& scale) -> asio::awaitable<void> {
    const auto sent = co_await scale.write(view("W\n"), 1s);
    CHECK((sent.state == State::failed && sent.bytes == 0));
    CHECK(scale.difference() == "exchange 0, byte 1: 0a, recorded 0d");
  });
  play(ReplayStream::Compare::amounts, [](ReplayStream& scale) -> asio::awaitable<void> {
    CHECK((co_await scale.write(view("X\n"), 1s)).bytes == 2);
    CHECK(co_await hear(scale) ==
          "\x02"
          "00.");
    CHECK((co_await scale.write(view("X"), 20ms)).state == State::timed_out);
  });
}
