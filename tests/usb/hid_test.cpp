#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <chrono>

#include "link/byte_stream.h"
#include "link/usb_devices.h"
#include "scale/hid_scale.h"
#include "scanner/hid_pos.h"
#include "usb/mock_handles.h"

using namespace holdfast;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using State = link::Outcome::State;

namespace {
template <class F>
void run(F&& coroutine) {
  asio::io_context io;
  std::exception_ptr failure;
  asio::co_spawn(io, std::forward<F>(coroutine), [&](std::exception_ptr error) { failure = error; });
  io.run();
  if (failure) std::rethrow_exception(failure);
}

/// A bench with devices on USB that send HID reports.
class HidBench {
 public:
  HidBench() : bed_{umockdev_testbed_new()} {}
  ~HidBench() { g_object_unref(bed_); }

  /// `ids` as `0c2e 0b61`; its node is /dev/hidraw<number>.
  void add(int number, const std::string& vendor, const std::string& product, const std::string& serial,
           const std::string& descriptor) {
    const std::string n = std::to_string(number), usb = "/devices/usb1/1-" + n,
                      hid = usb + "/1-" + n + ":1.0/0003:" + vendor + ":" + product + ".000" + n;
    give("P: " + usb + "\nN: bus/usb/001/00" + n +
         "\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DEVNAME=/dev/bus/usb/001/00" + n + "\nA: idVendor=" + vendor +
         "\\n\nA: idProduct=" + product + "\\n\nA: serial=" + serial + "\\n\nA: busnum=1\\n\nA: devnum=" + n +
         "\\n\nA: manufacturer=Acme \\n\nA: product=Reader\\n\n\n");
    give("P: " + usb + "/1-" + n +
         ":1.0\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_interface\nA: bInterfaceNumber=00\\n\nA: bInterfaceClass=03\\n\n\n");
    give("P: " + hid + "\nE: SUBSYSTEM=hid\nH: report_descriptor=" + descriptor + "\n\n");
    give("P: " + hid + "/hidraw/hidraw" + n + "\nN: hidraw" + n + "\nE: SUBSYSTEM=hidraw\nE: DEVNAME=/dev/hidraw" + n +
         "\n\n");
  }
  /// The device's side of its node.
  int device(int number) { return umockdev_testbed_get_dev_fd(bed_, ("/dev/hidraw" + std::to_string(number)).c_str()); }
  void report(int number, std::string_view bytes) {
    REQUIRE(::write(device(number), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }

 private:
  void give(const std::string& text) {
    GError* error = nullptr;
    if (umockdev_testbed_add_from_string(bed_, text.c_str(), &error) == 0) FAIL(error->message);
  }
  UMockdevTestbed* bed_;
};
constexpr const char* pos_descriptor = "058c0902a101850275089540150026ff00091281c0";
constexpr const char* scale_descriptor = "058d0901a1018503c0";
constexpr const char* keyboard_descriptor = "05010906a101c0";
std::string_view text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
}  // namespace

TEST_CASE("a HID scanner's reports reach us as scans, and its keyboard twin is left alone", "[usb]") {
  HidBench bench;
  bench.add(3, "0c2e", "0b61", "S1", keyboard_descriptor);
  bench.add(4, "0c2e", "0b61", "S1", pos_descriptor);
  const auto nodes = link::hid_nodes();
  REQUIRE(nodes.size() == 2);
  CHECK((nodes[1].path == "/dev/hidraw4" && nodes[1].usages == std::vector{link::hid_pos_scanner} &&
         nodes[1].manufacturer == "Acme"));
  run([&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(*link::parse_address("hid://0c2e:0b61/S1"), 1s);
    INFO(outcome.why);
    REQUIRE(stream);
    scanner::HidPosScanner scanner;
    scanner::ScanEvent scan;
    scan.data = "4006381333931";
    scan.aim = "]E0";
    for (const std::string& report : scanner::hid_pos_reports(scan, 'd')) bench.report(4, report);
    std::uint8_t report[64];
    const auto got = co_await stream->read(report, 2s);
    REQUIRE((got.state == State::done && got.bytes == 64));
    const auto heard = scanner.on_report(text({report, got.bytes}), Instant{0});
    REQUIRE(heard);
    CHECK((heard->data == "4006381333931" && heard->aim == "]E0"));
    CHECK((co_await stream->read(report, 30ms)).state == State::timed_out);
    stream->close();
    CHECK((co_await stream->read(report, 30ms)).state == State::closed);
  });
}

TEST_CASE("a HID scale's reports are read, and zeroing it is written", "[usb]") {
  HidBench bench;
  bench.add(5, "0922", "8003", "", scale_descriptor);
  run([&]() -> asio::awaitable<void> {
    auto [stream, outcome] = co_await link::open(*link::parse_address("hid://0922:8003?port=1-5"), 1s);
    INFO(outcome.why);
    REQUIRE(stream);
    bench.report(5, std::string_view{"\x03\x04\x02\x00\xe2\x01", 6});
    std::uint8_t report[64];
    const auto got = co_await stream->read(report, 2s);
    REQUIRE(got);
    const auto reading = scale::decode_hid_scale(text({report, got.bytes}));
    REQUIRE(reading);
    const auto zero = scale::hid_scale_zero;
    CHECK((co_await stream->write({reinterpret_cast<const std::uint8_t*>(zero.data()), zero.size()}, 2s)).bytes == 2);
    char heard[8];
    CHECK(::read(bench.device(5), heard, sizeof heard) == 2);
    CHECK(std::string_view(heard, 2) == zero);
  });
}

TEST_CASE("a HID device that cannot be opened says why", "[usb]") {
  HidBench bench;
  bench.add(3, "0c2e", "0b61", "S1", keyboard_descriptor);
  run([&]() -> asio::awaitable<void> {
    const auto typing = co_await link::open(*link::parse_address("hid://0c2e:0b61"), 1s);
    CHECK((!typing.stream && typing.outcome.why.find("HID POS") != std::string::npos));
    const auto away = co_await link::open(*link::parse_address("hid://0c2e:0b61/S2"), 1s);
    CHECK((!away.stream && away.outcome.why.find("not plugged in") != std::string::npos));
  });
}
