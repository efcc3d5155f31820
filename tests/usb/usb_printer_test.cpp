#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>
#include <chrono>

#include "link/hot_plug.h"
#include "link/usb_devices.h"
#include "link/usb_stream.h"
#include "usb/usb_bench.h"

using namespace holdfast;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using State = link::Outcome::State;

namespace {
template <class F>
void run(asio::io_context& io, F&& coroutine) {
  std::exception_ptr failure;
  asio::co_spawn(io, std::forward<F>(coroutine), [&](std::exception_ptr error) {
    failure = error;
    io.stop();
  });
  io.run();
  if (failure) std::rethrow_exception(failure);
}
std::span<const std::uint8_t> view(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
asio::awaitable<void> pause(std::chrono::milliseconds time) {
  asio::steady_timer timer{co_await asio::this_coro::executor, time};
  co_await timer.async_wait(asio::use_awaitable);
}

struct Bench {
  Bench() : bed{umockdev_testbed_new()} {}
  ~Bench() { g_object_unref(bed); }
  UMockdevTestbed* bed;
};
const link::UsbAddress address{{0x04b8, 0x0e15}};
}  // namespace

TEST_CASE("a printer on USB is found by its ids, told apart by serial number and port, and says what it is", "[usb]") {
  Bench bench;
  usb_bench::Printer printer{bench.bed, "TM-T20II"};
  CHECK(link::usb_devices().empty());
  printer.plug();
  const auto devices = link::usb_devices();
  REQUIRE(devices.size() == 1);
  CHECK(devices[0].identity == link::UsbIdentity{0x04b8, 0x0e15, "J4AB001", "1-2"});
  CHECK((devices[0].manufacturer == "EPSON" && devices[0].name == "TM-T20II"));
  REQUIRE(devices[0].interfaces.size() == 1);
  CHECK((devices[0].interfaces[0].device_class == 7 && devices[0].interfaces[0].protocol == 2));
  asio::io_context io;
  run(io, [&]() -> asio::awaitable<void> {
    for (const char* text :
         {"usb://04b8:0e15", "usb://04b8:0e15/J4AB001", "usb://04b8:0e15?port=1-2", "usb://04b8:0e15?interface=0"}) {
      INFO(text);
      auto [stream, outcome] = co_await link::open(*link::parse_address(text), 5s);
      INFO(outcome.why);
      REQUIRE(stream);
      auto& usb = dynamic_cast<link::UsbPrinter&>(*stream);
      const auto id = co_await usb.device_id(5s);
      REQUIRE(id);
      CHECK((id->manufacturer == "EPSON" && id->model == "TM-T20II" && id->commands == "ESC/POS"));
      const auto status = co_await usb.port_status(5s);
      REQUIRE(status);
      CHECK((status->paper_out && status->selected && status->trouble));
    }
    for (const char* text :
         {"usb://04b8:0e28", "usb://04b8:0e15/OTHER", "usb://04b8:0e15?port=1-3", "usb://04b8:0e15?interface=4"}) {
      INFO(text);
      const auto [stream, outcome] = co_await link::open(*link::parse_address(text), 5s);
      CHECK_FALSE(stream);
      CHECK((outcome.state == State::failed && outcome.why.find("04b8:0e") != std::string::npos));
    }
  });
  CHECK(printer.resets() == 0);
}

TEST_CASE("bytes go to a USB printer and come back, 600 KiB at once too", "[usb]") {
  Bench bench;
  usb_bench::Printer printer{bench.bed, "TM-T20II"};
  printer.plug();
  asio::io_context io;
  run(io, [&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(address, 5s);
    INFO(outcome.why);
    REQUIRE(stream);
    CHECK((co_await stream->write(view("\x10\x04\x01"), 5s)).bytes == 3);
    printer.say("\x16");
    std::uint8_t answer[8];
    const auto got = co_await stream->read(answer, 5s);
    CHECK((got.state == State::done && got.bytes == 1 && answer[0] == 0x16));
    std::vector<std::uint8_t> raster(600U * 1024);
    for (std::size_t i = 0; i < raster.size(); ++i) raster[i] = static_cast<std::uint8_t>(i * 7);
    const auto sent = co_await stream->write(raster, 5s);
    CHECK((sent && sent.bytes == raster.size()));
    CHECK(printer.heard() == "\x10\x04\x01" + std::string{raster.begin(), raster.end()});
    CHECK((co_await stream->read(answer, 30ms)).state == State::timed_out);
    stream->close();
    CHECK((co_await stream->read(answer, 30ms)).state == State::closed);
    CHECK((co_await stream->write(view("x"), 30ms)).state == State::closed);
  });
  CHECK(printer.resets() == 0);
}

TEST_CASE("a USB printer that stops taking data ends a write at its limit, and what it took is known", "[usb]") {
  Bench bench;
  usb_bench::Printer printer{bench.bed, "TM-T20II"};
  printer.plug();
  asio::io_context io;
  run(io, [&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(address, 5s);
    REQUIRE(stream);
    CHECK((co_await stream->write(view("before"), 5s)).bytes == 6);
    printer.stop_taking(true);
    const std::vector<std::uint8_t> more(10'000, 'x');
    const auto stuck = co_await stream->write(more, 80ms);
    CHECK((stuck.state == State::timed_out && stuck.bytes == 64));
    CHECK(printer.heard_bytes() == 6 + 64);
    printer.stop_taking(false);
    const auto rest = co_await stream->write(std::span{more}.subspan(stuck.bytes), 5s);
    CHECK((rest && printer.heard_bytes() == 6 + more.size()));
  });
}

TEST_CASE("a USB printer that is unplugged is closed at once, and plugging it in is told", "[usb]") {
  Bench bench;
  usb_bench::Printer printer{bench.bed, "TM-T20II"};
  asio::io_context io;
  std::vector<link::PlugEvent> events;
  run(io, [&]() -> asio::awaitable<void> {
    const link::HotPlug watch{io.get_executor(), [&](const link::PlugEvent& event) { events.push_back(event); }};
    CHECK_FALSE((co_await link::open(address, 5s)).stream);
    printer.plug();
    for (int i = 0; events.empty() && i < 500; ++i) co_await pause(10ms);
    REQUIRE_FALSE(events.empty());
    CHECK(events[0] == link::PlugEvent{link::PlugEvent::What::plugged, "usb", "/dev/bus/usb/001/007", 0x04b8, 0x0e15});
    CHECK(link::concerns(events[0], address));
    CHECK_FALSE(link::concerns(events[0], link::UsbAddress{{0x0519, 0x0001}}));
    auto [stream, outcome] = co_await link::open(address, 5s);
    INFO(outcome.why);
    REQUIRE(stream);
    asio::co_spawn(
        io,
        [&]() -> asio::awaitable<void> {
          co_await pause(30ms);
          printer.unplug();
        },
        asio::detached);
    std::uint8_t answer[8];
    const auto before = std::chrono::steady_clock::now();
    const auto gone = co_await stream->read(answer, 20s);
    CHECK(gone.state == State::closed);
    CHECK(std::chrono::steady_clock::now() - before < 5s);
    stream.reset();
    CHECK_FALSE((co_await link::open(address, 5s)).stream);
    printer.plug();
    auto again = co_await link::open(address, 5s);
    INFO(again.outcome.why);
    CHECK(again.stream);
  });
}
