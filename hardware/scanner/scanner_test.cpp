#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "money/quantity.h"
#include "scanner/hid_pos.h"
#include "scanner/repeat_guard.h"
#include "scanner/serial_scanner.h"

using namespace holdfast;
using namespace holdfast::scanner;
using namespace std::string_literals;
using barcodes::Symbology;

namespace {
constexpr Instant t0{1'000'000};
constexpr Instant after_ms(std::int64_t ms) { return Instant{t0.unix_us() + ms * 1000}; }

std::vector<std::string> scans_of(SerialScanner& scanner) {
  std::vector<std::string> scans;
  while (const auto event = scanner.poll()) scans.push_back(lookup_text(*event));
  return scans;
}
std::vector<std::string> scans_of(std::string_view line, SerialScanSettings settings = {}) {
  SerialScanner scanner{std::move(settings)};
  scanner.on_bytes(line, t0);
  return scans_of(scanner);
}
using Scans = std::vector<std::string>;

ScanEvent event_of(std::string_view scan, CodeIdSet set) {
  SerialScanSettings settings;
  settings.code_ids = set;
  return read_serial_scan(scan, settings).value();
}
std::string report(std::string_view start, char flags = 0) {
  std::string bytes{start};
  bytes.resize(HidPosScanner::report_size, '\0');
  bytes[63] = flags;
  return bytes;
}
}  // namespace

TEST_CASE("a scan ends at CR, LF or both, however the bytes come", "[scanner]") {
  const std::string line =
      "4006381333931\r\n]E096385074\n\r\n]C10109521234567881\x1d"
      "10ABC\r";
  const Scans expected{"4006381333931", "]E096385074",
                       "]C10109521234567881\x1d"
                       "10ABC"};
  CHECK(scans_of(line) == expected);
  for (std::size_t split = 0; split <= line.size(); ++split) {
    SerialScanner scanner;
    scanner.on_bytes(std::string_view{line}.substr(0, split), t0);
    scanner.on_bytes(std::string_view{line}.substr(split), after_ms(5));
    CHECK(scans_of(scanner) == expected);
    CHECK_FALSE(scanner.deadline());
  }
}

TEST_CASE("padding, prefix and suffix are taken off and the raw bytes kept", "[scanner]") {
  CHECK(scans_of("\0\0\x02"
                 "12345\x03\r"s) == Scans{"12345"});
  SerialScanSettings settings;
  settings.prefix = "#>";
  settings.suffix = "<#";
  CHECK(scans_of("#>12345<#67890<#\r", settings) == Scans{"12345", "67890"});
  const auto event = read_serial_scan("\x02]E04006381333931\r", {});
  REQUIRE(event);
  CHECK(event->symbology == Symbology::ean13);
  CHECK(event->aim == "]E0");
  CHECK(event->data == "4006381333931");
  CHECK(event->raw == "\x02]E04006381333931\r");
}

TEST_CASE("without a terminator a scan ends after 50 ms of silence, and noise is no scan", "[scanner]") {
  SerialScanner scanner;
  scanner.on_bytes("40063813", t0);
  CHECK(scanner.deadline() == after_ms(50));
  scanner.on_bytes("33931", after_ms(40));
  scanner.on_time(after_ms(60));
  CHECK_FALSE(scanner.poll());
  scanner.on_time(after_ms(90));
  CHECK(scans_of(scanner) == Scans{"4006381333931"});

  scanner.on_bytes("x", after_ms(200));
  scanner.on_bytes("96385074", after_ms(400));  // nobody woke it in between
  scanner.on_time(after_ms(450));
  CHECK(scans_of(scanner) == Scans{"96385074"});
  CHECK(scanner.dropped() == 1);

  scanner.on_bytes("half a sc", after_ms(500));
  scanner.on_link_lost();
  scanner.on_bytes("123\r", after_ms(510));
  CHECK(scans_of(scanner) == Scans{"123"});
}

TEST_CASE("a scan without end costs no memory and is no scan", "[scanner]") {
  SerialScanner scanner;
  for (int i = 0; i < 100; ++i) scanner.on_bytes(std::string(1000, '7'), t0);
  scanner.on_bytes("\r1234\r", t0);
  CHECK(scans_of(scanner) == Scans{"1234"});
  CHECK(scanner.dropped() == 100'001);
}

TEST_CASE("scans that nobody takes do not pile up", "[scanner]") {
  SerialScanner scanner;
  for (int i = 0; i < 1000; ++i) scanner.on_bytes("12345\r", t0);
  CHECK(scans_of(scanner).size() == 64);
}

TEST_CASE("code ids of makers are read only when they are set up", "[scanner]") {
  struct Row {
    CodeIdSet set;
    std::string_view scan;
    Symbology symbology;
    std::string_view lookup;
  };
  const Row rows[] = {
      {CodeIdSet::none, "d4006381333931", Symbology::unknown, "d4006381333931"},
      {CodeIdSet::honeywell, "d4006381333931", Symbology::ean13, "]E04006381333931"},
      {CodeIdSet::honeywell, "D96385074", Symbology::ean8, "]E496385074"},
      {CodeIdSet::honeywell, "I0109521234567881", Symbology::gs1_128, "]C10109521234567881"},
      {CodeIdSet::honeywell, "dragon", Symbology::unknown, "dragon"},
      {CodeIdSet::zebra, "A4006381333931", Symbology::ean13, "]E04006381333931"},
      {CodeIdSet::zebra, "A96385074", Symbology::unknown, "96385074"},
      {CodeIdSet::zebra, "P0G0109521234567881", Symbology::gs1_data_matrix, "]d20109521234567881"},
      {CodeIdSet::zebra, "P00hello", Symbology::data_matrix, "]d1hello"},
      {CodeIdSet::datalogic, "B4006381333931", Symbology::ean13, "]E04006381333931"},
      {CodeIdSet::datalogic, "A96385074", Symbology::ean8, "]E496385074"},
      {CodeIdSet::datalogic, "k0109521234567881", Symbology::gs1_128, "]C10109521234567881"},
      {CodeIdSet::datalogic, "]E04006381333931", Symbology::ean13, "]E04006381333931"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.scan);
    const ScanEvent event = event_of(row.scan, row.set);
    CHECK(event.symbology == row.symbology);
    CHECK(lookup_text(event) == row.lookup);
  }
}

TEST_CASE("a scan means what the barcode rules say", "[scanner]") {
  const auto meat = read_serial_scan(
      "]C1\x1d"
      "0109506000134352"
      "3103000482\x1d"
      "10L7\r",
      {});
  REQUIRE(meat);
  const barcodes::Scan scan = interpret(*meat, {});
  CHECK(scan.kind == barcodes::Scan::Kind::gs1);
  CHECK(scan.code == "09506000134352");
  CHECK(parse_quantity(*scan.quantity) == parse_quantity("0.482"));
  CHECK(scan.elements.find("10") == "L7");
  CHECK(interpret(event_of("E01234565", CodeIdSet::honeywell), {}).code == "00012345000065");
}

TEST_CASE("HID reports with a byte before the identifier, or without one, are read too", "[scanner]") {
  HidPosScanner scanner;
  const auto datalogic = scanner.on_report(report("\x02\x0e"
                                                  "B]E04006381333931\r"),
                                           t0);
  REQUIRE(datalogic);
  CHECK(lookup_text(*datalogic) == "]E04006381333931");  // a CR behind the data is a suffix
  const auto microscan = scanner.on_report(report("\x02\x0d"
                                                  "4006381333931"),
                                           t0);
  REQUIRE(microscan);
  CHECK(microscan->symbology == Symbology::unknown);
  CHECK(microscan->data == "4006381333931");
  const auto any_byte = scanner.on_report(report("\x02\x04]d1\x00\x1d\xff\x0d"s), t0);
  REQUIRE(any_byte);
  CHECK(any_byte->data == "\x00\x1d\xff"s);
}

TEST_CASE("reports that do not belong together make no scan", "[scanner]") {
  HidPosScanner scanner;
  CHECK_FALSE(scanner.on_report(report("\x02\x03]d2abc", 1), t0));
  const auto other = scanner.on_report(report("\x02\x03]Q1xyz"), t0);  // another code: the first has lost its end
  REQUIRE(other);
  CHECK(other->data == "xyz");
  CHECK(scanner.dropped() == 1);
  CHECK_FALSE(scanner.on_report(report("\x02\x03]d2abc", 1), t0));
  CHECK(scanner.on_report(report("\x02\x03]d2def"), after_ms(501))->data == "def");  // too late for it
  CHECK_FALSE(scanner.on_report(report("\x02\x03]d2abc", 1), t0));
  scanner.on_link_lost();
  CHECK(scanner.on_report(report("\x02\x03]d2def"), t0)->data == "def");

  CHECK_FALSE(scanner.on_report(report("\x01\x03]d2abc"), t0));  // another report
  CHECK_FALSE(scanner.on_report(report("\x02\x39]d2abc"), t0));  // longer than itself
  CHECK_FALSE(scanner.on_report(report("\x02\xff"
                                       "abc"),
                                t0));
  CHECK_FALSE(scanner.on_report(report("\x02\x03]d2abc").substr(0, 63), t0));
  CHECK_FALSE(scanner.on_report(report("\x02\x00]d2"s), t0));
  for (int i = 0; i < 1000; ++i) CHECK_FALSE(scanner.on_report(report("\x02\x38]d2" + std::string(56, 'a'), 1), t0));
  CHECK_FALSE(scanner.on_report(report("\x02\x01]d2b"), t0));  // the end of a scan of 56 kB
  CHECK(scanner.on_report(report("\x02\x01]d2b"), t0)->data == "b");
}

TEST_CASE("every report cut short is refused and no turned bit upsets the reader", "[scanner]") {
  const std::string whole = report("\x02\x0d]E04006381333931");
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_FALSE(HidPosScanner{}.on_report(std::string_view{whole}.substr(0, length), t0));
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string damaged = whole;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    HidPosScanner scanner;
    const auto event = scanner.on_report(damaged, t0);
    // The check digit of the number finds what the bus has let through.
    if (event && event->symbology == Symbology::ean13 && event->data.size() == 13 && event->data != "4006381333931")
      CHECK(interpret(*event, {}).kind == barcodes::Scan::Kind::plain);
  }
}

TEST_CASE("scans of any bytes come back from reports and lines", "[scanner]") {
  CHECK(rc::check([] {
    ScanEvent event;
    event.symbology =
        *rc::gen::element(Symbology::gs1_data_matrix, Symbology::qr, Symbology::code128, Symbology::ean13);
    event.aim = barcodes::aim_identifier(event.symbology);
    event.data = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    RC_PRE(!event.data.ends_with('\r') && event.data[0] != '\x1d');
    HidPosScanner scanner;
    std::optional<ScanEvent> got;
    for (const std::string& part : hid_pos_reports(event, 0)) {
      RC_ASSERT(!got);
      got = scanner.on_report(part, t0);
    }
    RC_ASSERT(got && got->data == event.data && got->aim == event.aim && got->symbology == event.symbology);
  }));
  CHECK(rc::check([] {
    ScanEvent event;
    event.data = *rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf("0123456789ABCxyz\x1d"s)));
    event.symbology = Symbology::qr;
    event.aim = "]Q1";
    SerialScanSettings settings;
    settings.code_ids = *rc::gen::element(CodeIdSet::none, CodeIdSet::zebra, CodeIdSet::honeywell);
    settings.prefix = "<";
    settings.suffix = ">";
    SerialScanner scanner{settings};
    scanner.on_bytes(serial_bytes_of(event, settings), t0);
    const auto got = scanner.poll();
    RC_ASSERT(got && got->data == event.data && got->aim == event.aim);
  }));
}

TEST_CASE("any bytes on a line are scans or nothing", "[scanner]") {
  CHECK(rc::check([] {
    SerialScanSettings settings;
    settings.code_ids =
        *rc::gen::element(CodeIdSet::none, CodeIdSet::zebra, CodeIdSet::honeywell, CodeIdSet::datalogic);
    SerialScanner scanner{settings};
    std::int64_t ms = 0;
    const auto chunks =
        *rc::gen::container<std::vector<std::string>>(rc::gen::container<std::string>(rc::gen::arbitrary<char>()));
    for (const std::string& chunk : chunks) {
      scanner.on_bytes(chunk, after_ms(ms += 30));
      while (const auto event = scanner.poll()) {
        RC_ASSERT(!event->data.empty());
        (void)interpret(*event, {});
      }
    }
    HidPosScanner hid;
    for (const std::string& chunk : chunks) (void)hid.on_report(report("\x02" + chunk), t0);
  }));
}

TEST_CASE("a code held before the window is rung up once", "[scanner]") {
  RepeatGuard guard;
  const ScanEvent milk = *read_serial_scan("]E04006381333931", {});
  const ScanEvent bread = *read_serial_scan("]E496385074", {});
  CHECK_FALSE(guard.is_repeat(milk, t0));
  for (int i = 1; i <= 20; ++i) CHECK(guard.is_repeat(milk, after_ms(i * 200)));
  CHECK_FALSE(guard.is_repeat(milk, after_ms(4300)));
  CHECK_FALSE(guard.is_repeat(bread, after_ms(4310)));
  CHECK_FALSE(guard.is_repeat(milk, after_ms(4320)));
  RepeatGuard off{std::chrono::milliseconds{0}};
  CHECK_FALSE(off.is_repeat(milk, t0));
  CHECK_FALSE(off.is_repeat(milk, t0));
}

TEST_CASE("Honeywell scanners are told by a report of their own", "[scanner]") {
  CHECK(honeywell_menu_report("TERMID131.") == "\xfd\x0d\x16M\rTERMID131.");
  CHECK(honeywell_menu_report(std::string(60, 'x')).empty());
}
