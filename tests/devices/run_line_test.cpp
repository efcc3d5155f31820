// The actor of scales, scanners and displays over real pseudo-terminals, with emulated devices on the other side.
#include "registry/run_line.h"

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>

#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <chrono>

#include "display/emulated_display.h"
#include "display/line_display.h"
#include "scale/emulated_scale.h"
#include "scale/weighing_book.h"
#include "scanner/serial_scanner.h"

using namespace holdfast;
using registry::LineActor;

namespace {
Instant wall_clock() {
  return Instant{
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
          .count()};
}

/// A serial cable: its till's end is a port with a name, the device's end is here.
class Cable {
 public:
  Cable() { plug(); }
  ~Cable() { unplug(); }
  void plug() {
    int till_end = -1;
    char name[128] = {};
    REQUIRE(::openpty(&device_end_, &till_end, name, nullptr, nullptr) == 0);
    ::fcntl(device_end_, F_SETFL, O_NONBLOCK);
    ::close(till_end);
    port_ = name;
  }
  void unplug() {
    if (device_end_ >= 0) ::close(device_end_);
    device_end_ = -1;
  }
  link::Address address() const { return link::SerialAddress{port_, {}}; }
  void write(std::string_view bytes) const {
    REQUIRE(::write(device_end_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  }
  std::string read() const {
    char buffer[4096];
    const ssize_t count = ::read(device_end_, buffer, sizeof buffer);
    return count > 0 ? std::string(buffer, static_cast<std::size_t>(count)) : std::string{};
  }

 private:
  int device_end_ = -1;
  std::string port_;
};

struct Loop {
  boost::asio::io_context io{1};
  template <class Done>
  bool until(const Done& done, int seconds = 10) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      io.restart();
      io.run_one_for(std::chrono::milliseconds{5});
    }
    return true;
  }
};

class ScannerDevice final : public registry::LineDevice {
 public:
  void on_link_up(Instant) override { ++ups; }
  void on_link_lost(Instant) override {
    ++downs;
    scanner.on_link_lost();
  }
  void on_bytes(std::string_view bytes, Instant now) override {
    scanner.on_bytes(bytes, now);
    take();
  }
  void on_time(Instant now) override {
    scanner.on_time(now);
    take();
  }
  std::optional<std::string> poll(Instant) override { return std::nullopt; }
  std::optional<Instant> deadline() const override { return scanner.deadline(); }
  void take() {
    while (auto event = scanner.poll()) data.push_back(event->data);
  }
  scanner::SerialScanner scanner;
  std::vector<std::string> data;
  int ups = 0, downs = 0;
};

class ScaleDevice final : public registry::LineDevice {
 public:
  void on_link_up(Instant) override { book.on_link_up(); }
  void on_link_lost(Instant now) override { book.on_link_lost(now); }
  void on_bytes(std::string_view bytes, Instant now) override { book.on_bytes(bytes, now); }
  void on_time(Instant now) override { book.on_time(now); }
  std::optional<std::string> poll(Instant) override { return book.poll(); }
  std::optional<Instant> deadline() const override { return book.deadline(); }
  scale::WeighingBook book{{}, scale::ScaleSession{scale::make_driver({scale::ScaleProtocol::sics, {}, {}})}};
};

class DisplayDevice final : public registry::LineDevice {
 public:
  void on_link_up(Instant now) override { display.on_link_up(now); }
  void on_link_lost(Instant) override { display.on_link_lost(); }
  void on_bytes(std::string_view, Instant) override {}
  void on_time(Instant now) override { display.on_time(now); }
  std::optional<std::string> poll(Instant) override { return display.poll(); }
  std::optional<Instant> deadline() const override { return display.deadline(); }
  display::LineDisplay display{display::DisplaySettings{}};
};

template <class Device>
struct Bench : Loop {
  Bench() { start(); }
  ~Bench() {
    actor->stop();
    io.restart();
    io.poll();
  }
  void start() {
    actor = std::make_shared<LineActor>(io.get_executor(), cable.address(), device, &wall_clock);
    actor->on_health([this](const registry::DeviceHealth& health) { lights.emplace_back(health.light); });
    actor->start();
    REQUIRE(until([&] { return actor->connected(); }));
  }
  Cable cable;
  Device device;
  std::vector<std::string> lights;
  std::shared_ptr<LineActor> actor;
};
}  // namespace

TEST_CASE("scans come out of a line whole, however the bytes come", "[registry]") {
  Bench<ScannerDevice> bench;
  bench.cable.write("]E0952487");
  bench.io.restart();
  bench.io.run_for(std::chrono::milliseconds{5});
  bench.cable.write("3033558\r]C10109506000134352\r");
  REQUIRE(bench.until([&] { return bench.device.data.size() == 2; }));
  CHECK(bench.device.data == std::vector<std::string>{"9524873033558", "0109506000134352"});
  bench.cable.write("no end");  // a silence ends it
  REQUIRE(bench.until([&] { return bench.device.data.size() == 3; }));
  CHECK(bench.device.data.back() == "no end");
  CHECK(bench.actor->trace().exchanges().size() >= 3);
  CHECK(bench.actor->health().health().light == "online");
}

TEST_CASE("a cable that is pulled is told within a second", "[registry]") {
  Bench<ScannerDevice> bench;
  const auto pulled = std::chrono::steady_clock::now();
  bench.cable.unplug();
  REQUIRE(bench.until([&] { return !bench.lights.empty() && bench.lights.back() == "offline"; }, 3));
  CHECK(std::chrono::steady_clock::now() - pulled < std::chrono::seconds{1});
  CHECK(bench.device.downs == 1);
  CHECK(bench.actor->health().health().hint == "check_power_and_cable");
}

TEST_CASE("what was half sent when the line went is no scan", "[registry]") {
  Bench<ScannerDevice> bench;
  bench.cable.write("12345");
  bench.cable.unplug();
  REQUIRE(bench.until([&] { return bench.device.downs == 1; }));
  CHECK(bench.device.data.empty());
}

TEST_CASE("goods are weighed over a line", "[registry]") {
  Bench<ScaleDevice> bench;
  scale::Platter platter;
  platter.gross = *parse_quantity("0.482");
  const auto scale = scale::make_emulated_scale({scale::ScaleProtocol::sics, {}}, platter);
  // Real time: a machine that stands still for as long as a scale may be silent ends the weighing, so it is asked for
  // again.
  const scale::Weighing* weighing = nullptr;
  for (int tries = 0; tries < 5 && (weighing == nullptr || !weighing->goods); ++tries) {
    scale::StartWeighing wish;
    wish.asker.terminal_name = "Till";
    Uuid id;
    id.bytes.back() = static_cast<std::uint8_t>(tries);
    REQUIRE(bench.device.book.start(std::move(wish), id, wall_clock()));
    bench.actor->wake();
    REQUIRE(bench.until([&] {
      if (const std::string answer = scale->on_bytes(bench.cable.read()); !answer.empty()) bench.cable.write(answer);
      return !bench.device.book.busy();
    }));
    weighing = bench.device.book.find(id);
    REQUIRE(weighing != nullptr);
    CAPTURE(weighing->why);
  }
  REQUIRE(weighing->goods);
  CHECK(scale::to_string(*weighing->goods->reading.weight) == "0.482 kg");
}

TEST_CASE("a weighing whose line goes ends at once", "[registry]") {
  Bench<ScaleDevice> bench;
  REQUIRE(bench.device.book.start({}, {}, wall_clock()));
  bench.actor->wake();
  bench.cable.unplug();
  REQUIRE(bench.until([&] { return !bench.device.book.busy(); }));
  CHECK(bench.device.book.find({})->why == "link_lost");
}

TEST_CASE("a display shows the newest view", "[registry]") {
  Bench<DisplayDevice> bench;
  display::EmulatedDisplay glass{display::DisplaySettings{}};
  const auto shows = [&](std::string_view upper) {
    return bench.until([&] {
      (void)glass.on_bytes(bench.cable.read());
      return display::text_of(glass.screen(), 0) == upper;
    });
  };
  for (const char* name : {"Apples", "Pears", "Mango"}) {
    bench.device.display.show(display::item_view(name, "0.96", "Total", "12.34"), wall_clock());
    bench.actor->wake();
  }
  REQUIRE(shows("Mango           0.96"));
  CHECK(display::text_of(glass.screen(), 1) == "Total          12.34");
}

TEST_CASE("an actor that is stopped lets go of its line and calls nobody", "[registry]") {
  Bench<ScannerDevice> bench;
  bench.actor->stop();
  bench.cable.write("9524873033558\r");
  bench.io.restart();
  bench.io.run_for(std::chrono::milliseconds{50});
  CHECK(bench.device.data.empty());
  CHECK_FALSE(bench.actor->connected());
}
