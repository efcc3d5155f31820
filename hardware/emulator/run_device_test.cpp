#include "emulator/run_device.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "display/dialect.h"
#include "emulator/run_pty_line.h"
#include "emulator/run_tcp_line.h"
#include "emulator/virtual_display.h"
#include "emulator/virtual_scale.h"
#include "emulator/virtual_scanner.h"
#include "scale/scale_session.h"

using namespace holdfast;
using namespace holdfast::emulator;
using namespace std::chrono_literals;

namespace {
constexpr auto patience = 5s;

/// The till's end: a socket, or the port behind the link.
class TillEnd {
 public:
  TillEnd(boost::asio::io_context& io, const std::string& address) : io_{io} {
    if (address.starts_with("serial://")) {
      fd_ = ::open(address.substr(9).c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK);
    } else {
      sockaddr_in where{};
      where.sin_family = AF_INET;
      where.sin_port = htons(static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1))));
      where.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
      fd_ = ::socket(AF_INET, SOCK_STREAM, 0);
      if (::connect(fd_, reinterpret_cast<sockaddr*>(&where), sizeof where) != 0) hang_up();
      if (fd_ >= 0) ::fcntl(fd_, F_SETFL, O_NONBLOCK);
    }
  }
  ~TillEnd() { hang_up(); }
  TillEnd(const TillEnd&) = delete;
  TillEnd& operator=(const TillEnd&) = delete;
  void hang_up() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  }
  bool there() const { return fd_ >= 0; }
  void say(std::string_view bytes) {
    REQUIRE(::write(fd_, bytes.data(), bytes.size()) == static_cast<::ssize_t>(bytes.size()));
  }
  /// What has come so far; `over` once the device has gone.
  std::string hear() {
    char buffer[512];
    const ::ssize_t count = ::read(fd_, buffer, sizeof buffer);
    if (count == 0 || (count < 0 && errno != EAGAIN)) over = true;
    return {buffer, static_cast<std::size_t>(std::max<::ssize_t>(count, 0))};
  }
  /// Runs the devices until `done` says so of all that has come; false when it never does.
  template <class Done>
  bool until(Done done) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (std::chrono::steady_clock::now() < end) {
      if (there()) heard += hear();
      if (done()) return true;
      io_.restart();
      io_.run_for(2ms);
    }
    return false;
  }
  std::string heard;
  bool over = false;

 private:
  boost::asio::io_context& io_;
  int fd_ = -1;
};

enum class Cable { tcp, pty };
struct Bench {
  template <class Device>
  Bench(Device& device, Cable cable) : folder{fresh_folder()}, port{io, device, faults, line(cable)} {
    port.start();
  }
  ~Bench() { std::filesystem::remove_all(folder); }
  static std::string fresh_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "devices-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    return name;
  }
  std::unique_ptr<Line> line(Cable cable) {
    if (cable == Cable::tcp) return std::make_unique<TcpLine>(io, "127.0.0.1", 0);
    return std::make_unique<PtyLine>(io, folder + "/links/device");
  }
  std::string folder;
  boost::asio::io_context io;
  LineFaults faults;
  DevicePort port;
};

/// What the till's own session makes of the scale at the other end.
std::optional<scale::ScaleSession::Action> weigh(Bench& bench, TillEnd& till, scale::ScaleProtocol protocol) {
  scale::ScaleSession session{scale::make_driver({protocol, scale::WeightUnit::kilogram, {}})};
  REQUIRE(session.weigh({Money{199, Currency{"EUR", 2}}, {}, ""}, time_of_day()));
  std::optional<scale::ScaleSession::Action> last;
  till.until([&] {
    session.on_bytes(std::exchange(till.heard, {}), time_of_day());
    session.on_time(time_of_day());
    while (auto action = session.poll()) {
      if (const auto* send = std::get_if<scale::ScaleSession::Send>(&*action)) till.say(send->bytes);
      last = std::move(action);
    }
    return !session.is_open();
  });
  CHECK(bench.port.connected());
  return last;
}
}  // namespace

TEST_CASE("the till weighs what lies on the virtual scale, by every protocol, over TCP and a serial line",
          "[emulator]") {
  using scale::ScaleProtocol;
  for (const Cable cable : {Cable::tcp, Cable::pty})
    for (const ScaleProtocol protocol : {ScaleProtocol::toledo_8217, ScaleProtocol::nci, ScaleProtocol::dialog_06,
                                         ScaleProtocol::sics, ScaleProtocol::ecr, ScaleProtocol::adam}) {
      const bool on_both = protocol == ScaleProtocol::toledo_8217 || protocol == ScaleProtocol::dialog_06;
      if (cable == Cable::pty && !on_both) continue;  // the cable is the same for all, and weighing takes time
      CAPTURE(static_cast<int>(cable), scale::to_string(protocol));
      VirtualScale scale{{protocol, {}}};
      Bench bench{scale, cable};
      // It swings for a while, and is not sold before it is still.
      scale.lay(*parse_quantity("0.482"), Instant{time_of_day().unix_us() + 120'000});
      bench.port.wake();
      TillEnd till{bench.io, bench.port.address()};
      const auto action = weigh(bench, till, protocol);
      REQUIRE((action && std::holds_alternative<scale::ScaleSession::Weighed>(*action)));
      CHECK(to_string(*std::get<scale::ScaleSession::Weighed>(*action).goods.reading.weight) == "0.482 kg");
      CHECK_FALSE(scale.platter().in_motion);
    }
}

TEST_CASE("a serial port that is cut disappears, and is there again under the same link", "[emulator]") {
  VirtualScale scale{{}};
  Bench bench{scale, Cable::pty};
  const std::string address = bench.port.address();
  CHECK(address == "serial://" + bench.folder + "/links/device");
  const auto first = std::filesystem::read_symlink(address.substr(9));
  {
    TillEnd till{bench.io, address};
    REQUIRE(till.until([&] { return bench.port.connected(); }));
    till.say("W");
    REQUIRE(till.until([&] { return till.heard.ends_with('\r'); }));
    till.hang_up();
    REQUIRE(till.until([&] { return !bench.port.connected(); }));
  }
  TillEnd till{bench.io, address};  // the port was not ours alone for ever
  REQUIRE(till.there());
  REQUIRE(till.until([&] { return bench.port.connected(); }));
  bench.port.cut();
  CHECK(till.until([&] { return till.over; }));
  CHECK_FALSE(bench.port.connected());
  CHECK(std::filesystem::exists(address.substr(9)));
  TillEnd again{bench.io, address};
  again.say("W");
  CHECK(again.until([&] { return again.heard.ends_with('\r'); }));
  bench.port.unplug();
  CHECK(again.until([&] { return again.over; }));
  CHECK_FALSE(std::filesystem::exists(std::filesystem::symlink_status(address.substr(9))));
  bench.port.plug();
  TillEnd last{bench.io, address};
  last.say("W");
  CHECK(last.until([&] { return last.heard.ends_with('\r'); }));
}

TEST_CASE("faults of the line reach the till, whatever the cable", "[emulator]") {
  for (const Cable cable : {Cable::tcp, Cable::pty}) {
    CAPTURE(static_cast<int>(cable));
    VirtualScale scale{{}};
    scale.lay(*parse_quantity("1.5"), {});
    Bench bench{scale, cable};
    TillEnd till{bench.io, bench.port.address()};
    const std::string whole =
        "\x02"
        "01.500\r";
    const auto ask = [&](std::size_t size) {
      till.heard.clear();
      till.say("W");
      return till.until([&] { return till.heard.size() >= size; });
    };
    REQUIRE(ask(7));
    const std::string good = till.heard;
    bench.faults.trouble().half = 1;
    bench.faults.trouble().garbage = 1;
    bench.faults.trouble().duplicate = 1;
    REQUIRE(ask(good.size() / 2));
    CHECK(till.heard == good.substr(0, good.size() / 2));
    REQUIRE(ask(8));
    CHECK(till.heard != good);
    REQUIRE(ask(2 * good.size()));
    CHECK(till.heard == good + good);
    bench.faults.trouble().byte_pause_ms = 15;
    const auto began = std::chrono::steady_clock::now();
    REQUIRE(ask(good.size()));
    CHECK(till.heard == good);
    CHECK(std::chrono::steady_clock::now() - began >= 15ms * (good.size() - 1));
    bench.faults.trouble() = {.silent = true};
    const auto questions = scale.questions();
    till.heard.clear();
    till.say("W");
    REQUIRE(till.until([&] { return scale.questions() > questions; }));
    CHECK(till.heard.empty());
    bench.faults.trouble() = {.cut = 1};
    till.say("W");
    CHECK(till.until([&] { return till.over; }));
    // A port that disappears takes with it what has not been read.
    if (cable == Cable::tcp) CHECK(till.heard == good.substr(0, good.size() / 2));
  }
}

TEST_CASE("a scan arrives whole, and is lost while nobody listens", "[emulator]") {
  VirtualScanner scanner;
  Bench bench{scanner, Cable::pty};
  scanner.scan({barcodes::Symbology::ean13, "4006381333931", "]E0", ""});
  bench.port.wake();
  TillEnd till{bench.io, bench.port.address()};
  REQUIRE(till.until([&] { return bench.port.connected(); }));
  scanner.scan({barcodes::Symbology::ean13, "9524873033558", "]E0", ""});
  bench.port.wake();
  scanner::SerialScanner reader;
  std::optional<scanner::ScanEvent> event;
  REQUIRE(till.until([&] {
    reader.on_bytes(std::exchange(till.heard, {}), time_of_day());
    event = reader.poll();
    return event.has_value();
  }));
  CHECK((event->symbology == barcodes::Symbology::ean13 && event->data == "9524873033558"));
}

TEST_CASE("the virtual display shows what the till writes, in every dialect", "[emulator]") {
  using display::Dialect;
  for (const Cable cable : {Cable::tcp, Cable::pty})
    for (const Dialect dialect :
         {Dialect::esc_pos, Dialect::cd5220, Dialect::dsp800, Dialect::aedex, Dialect::wincor}) {
      CAPTURE(static_cast<int>(cable), display::to_string(dialect));
      display::DisplaySettings settings;
      settings.dialect = dialect;
      VirtualDisplay device{settings};
      Bench bench{device, cable};
      TillEnd till{bench.io, bench.port.address()};
      display::DisplayWriter writer{settings};
      display::Screen screen;
      const std::u32string upper = U"MANGO           1.99", lower = U"TOTAL          12.34";
      std::ranges::copy(upper, screen.letters[0].begin());
      std::ranges::copy(lower, screen.letters[1].begin());
      till.say(writer.start() + writer.write(screen, std::nullopt));
      CHECK(till.until([&] { return device.glass().screen() == screen; }));
    }
}
