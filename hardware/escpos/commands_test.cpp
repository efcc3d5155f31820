#include "escpos/commands.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "escpos/command_stream.h"
#include "escpos/raster.h"
#include "escpos/realtime_scanner.h"
#include "escpos/symbols.h"

using namespace holdfast;
using namespace holdfast::escpos;

namespace {
template <class... Args>
std::string made(void (*append)(std::string&, Args...), std::type_identity_t<Args>... args) {
  std::string out;
  append(out, args...);
  return out;
}
std::vector<Unit> units_of(std::string_view bytes) {
  CommandStream stream{Listener::printer};
  stream.feed(bytes);
  std::vector<Unit> units;
  while (auto unit = stream.finish()) units.push_back(*std::move(unit));
  return units;
}
const PrinterProfile& t88() { return *find_profile("epson-tm-t88v"); }

struct Drawing {
  std::vector<std::uint8_t> bits;
  Dots dots;
  Drawing(int width, int height, std::uint8_t fill) : bits(static_cast<std::size_t>((width + 7) / 8 * height), fill) {
    dots = {width, height, bits};
  }
};
}  // namespace

TEST_CASE("a job starts with the ASCII of the USA and outside Kanji mode", "[escpos]") {
  const std::string start = made<const PrinterProfile&>(append_start, unknown_printer());
  CHECK(start == std::string_view{"\x1b@\x1c.\x1bR\x00", 7});
  CHECK(units_of(made<const PrinterProfile&>(append_start, t88())).size() == 4);
}

TEST_CASE("commands are the bytes of the reference", "[escpos]") {
  CHECK(made(append_size, LetterSize{4, 1}) == "\x1d!\x30");
  CHECK(made(append_size, LetterSize{2, 2}) == "\x1d!\x11");
  CHECK(made(append_bold, Switched::on) ==
        "\x1b"
        "E\x01");
  CHECK(made(append_align, Align::center) ==
        "\x1b"
        "a\x01");
  CHECK(made(append_kick, DrawerPin::two, Pulse{}) == std::string_view{"\x1bp\x00\x19\xfa", 5});
  CHECK(made(append_kick_at_once, DrawerPin::five, Pulse{}) == "\x10\x14\x01\x01\x01");
  CHECK(made<const PrinterProfile&>(append_cut, t88()) == std::string_view{"\x1dVB\x00", 4});
  CHECK(made<const PrinterProfile&>(append_cut, unknown_printer()) ==
        "\x1b"
        "d\x04");
  CHECK(made(append_process_mark, "0042") == std::string_view{"\x1d(H\x06\x00\x30\x30"
                                                              "0042",
                                                              11});
  CHECK(process_id(1'234'567) == "4567");
  CHECK(process_id(7) == "0007");
}

TEST_CASE("a tall picture goes in bands that the stream finds whole", "[escpos]") {
  const Drawing drawing{512, 300, 0xaa};
  std::string out;
  REQUIRE(append_picture(out, drawing.dots, t88()));
  const auto units = units_of(out);
  REQUIRE(units.size() == 3);
  CHECK(units[0].size == 8 + 64 * 128);
  CHECK(units[2].size == 8 + 64 * 44);
  std::string graphics;
  append_raster(graphics, drawing.dots, RasterMethod::gs_paren_l);
  CHECK(units_of(graphics).size() == 6);
  std::string columns;
  append_raster(columns, drawing.dots, RasterMethod::esc_star_24);
  CHECK(units_of(columns).size() == 2 + 13 * 2);
}

TEST_CASE("a band above 64 KiB takes the long form", "[escpos]") {
  const Drawing drawing{576, 1000, 0x01};
  std::string out;
  append_raster(out, drawing.dots, RasterMethod::gs_paren_l, 1000);
  const auto units = units_of(out);
  REQUIRE(units.size() == 2);
  CHECK(units[0].bytes.substr(0, 3) == "\x1d\x38L");
  CHECK(units[0].size == 7 + 10 + 72'000);
}

TEST_CASE("a picture wider than the paper is refused", "[escpos]") {
  const Drawing drawing{520, 8, 0xff};
  std::string out;
  const auto refused = append_picture(out, drawing.dots, t88());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid_argument);
  CHECK(out.empty());
  CHECK_FALSE(append_picture(out, drawing.dots, *find_profile("star-tsp650ii")));
}

TEST_CASE("no picture holds a real-time command, whatever was drawn", "[escpos]") {
  CHECK(rc::check([] {
    const auto bits = *rc::gen::container<std::vector<std::uint8_t>>(
        64, rc::gen::element<std::uint8_t>(0x10, 0x04, 0x05, 0x14, 0x01, 0x00, 0x02));
    for (const RasterMethod method :
         {RasterMethod::gs_v_0, RasterMethod::gs_paren_l, RasterMethod::esc_star_24, RasterMethod::esc_star_8}) {
      std::string out;
      append_raster(out, {16, 32, bits}, method, 5);
      RealtimeScanner scanner;
      scanner.feed(out);
      RC_ASSERT_FALSE(scanner.next());
    }
  }));
}

TEST_CASE("bar codes that the printer would not draw are refused", "[escpos]") {
  const auto fault = [](BarCode kind, std::string_view text) { return !fault_of(kind, text).empty(); };
  CHECK_FALSE(fault(BarCode::ean_13, "4006381333931"));
  CHECK_FALSE(fault(BarCode::ean_13, "400638133393"));
  CHECK(fault(BarCode::ean_13, "4006381333932"));
  CHECK(fault(BarCode::ean_13, "40063813339A"));
  CHECK(fault(BarCode::ean_8, "123456"));
  CHECK(fault(BarCode::itf, "123"));
  CHECK_FALSE(fault(BarCode::codabar, "A012345A"));
  CHECK(fault(BarCode::codabar, "012345"));
  CHECK(fault(BarCode::code_39, "abc"));
  CHECK_FALSE(fault(BarCode::code_39, "*0014*"));
  CHECK_FALSE(fault(BarCode::upc_e, "123456"));
  CHECK(fault(BarCode::upc_e, "1234567890"));
  CHECK(fault(BarCode::code_128, "Käse"));
  CHECK(fault(BarCode::code_128, ""));
  CHECK(fault(BarCode::code_128, std::string(300, 'x')));
  std::string out;
  CHECK(append_bar_code(out, BarCode::ean_13, "4006381333932", t88()).error().code == ErrorCode::invalid_argument);
  CHECK(append_bar_code(out, BarCode::ean_13, "4006381333931", unknown_printer()).error().code ==
        ErrorCode::not_configured);
  CHECK(out.empty());
}

TEST_CASE("Code 128 is written in the sets that hold it", "[escpos]") {
  CHECK(code_128_data("1234") == "{C\x0c\x22");
  CHECK(code_128_data("123") == "{B123");
  CHECK(code_128_data("a{b") == "{Ba{{b");
  CHECK(code_128_data("A\nB") == "{BA{A\nB");
  CHECK(code_128_data("\na") == "{B{A\n{Ba");
  CHECK(code_128_data("1620010001") == "{B1620010001");  // in set C these digits would open the drawer
}

TEST_CASE("QR codes are the bytes of the reference", "[escpos]") {
  std::string out;
  REQUIRE(append_qr(out, "1234", t88(), {3, QrLevel::low}));
  CHECK(out == std::string_view{"\x1d(k\x04\x00\x31\x41\x32\x00\x1d(k\x03\x00\x31\x43\x03\x1d(k\x03\x00\x31\x45\x30"
                                "\x1d(k\x07\x00\x31\x50\x30"
                                "1234\x1d(k\x03\x00\x31\x51\x30",
                                45});
  CHECK_FALSE(append_qr(out, std::string(2332, 'x'), t88(), {3, QrLevel::medium}));
  CHECK_FALSE(append_qr(out, "", t88()));
  CHECK_FALSE(append_qr(out, {"\x10\x14\x01\x00\x01", 5}, t88()));
  CHECK_FALSE(append_qr(out, "1234", unknown_printer()));
  CHECK(units_of(out).size() == 5);
}
