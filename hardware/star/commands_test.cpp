#include "star/commands.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::star;

namespace {
const PrinterProfile& named(std::string_view id) { return *escpos::find_profile(id); }
std::string picture(std::string_view profile, int width, int height) {
  const std::vector<std::uint8_t> bits(static_cast<std::size_t>((width + 7) / 8 * height), 0x81);
  std::string out;
  REQUIRE(put_picture(out, {width, height, bits}, named(profile)));
  return out;
}
}  // namespace

TEST_CASE("Star's styles, cut and kick are the bytes of the reference", "[star]") {
  std::string out;
  put_bold(out, Switched::on);
  put_bold(out, Switched::off);
  put_size(out, {2, 3});
  put_align(out, Align::right);
  put_cut(out, named("star-tsp650ii"));
  put_kick(out, Drawer::one);
  put_automatic_status(out, Switched::on);
  put_status_request(out);
  put_mark(out);
  CHECK(out ==
        "\x1b"
        "E\x1b"
        "F\x1bi\x02\x01\x1b\x1d"
        "a\x02\x1b"
        "d\x03\x1b\x07\x05\x32\x07\x1b\x1e"
        "a\x03\x1b\x06\x01\x17");
}

TEST_CASE("Star's codes are the bytes of the reference", "[star]") {
  std::string out;
  REQUIRE(put_bar_code(out, BarCode::ean_13, "3130630574613", 60, Switched::off));
  CHECK(out ==
        "\x1b"
        "b\x03\x01\x02\x3c"
        "3130630574613\x1e");
  out.clear();
  REQUIRE(put_bar_code(out, BarCode::code_128, "5%", 60, Switched::on));
  CHECK(out ==
        "\x1b"
        "b\x06\x02\x02\x3c"
        "5%%\x1e");
  CHECK_FALSE(put_bar_code(out, BarCode::code_128, "a\x1e", 60, Switched::on));
  CHECK_FALSE(put_bar_code(out, BarCode::ean_13, "3130630574614", 60, Switched::on));
  out.clear();
  REQUIRE(put_qr(out, "1234", 8, QrLevel::high));
  CHECK(out == std::string_view{"\x1b\x1dyS0\x02\x1b\x1dyS1\x03\x1b\x1dyS2\x08\x1b\x1dyD1\x00\x04\x00"
                                "1234\x1b\x1dyP",
                                34});
}

TEST_CASE("a picture goes as each Star language takes it", "[star]") {
  CHECK(picture("star-tsp650ii", 16, 30).size() == 2 + 2 * (4 + 48 + 1) + 3);
  CHECK(picture("star-mc-print3", 16, 130).size() == 2 * 9 + 260);
  CHECK(picture("star-tsp100", 16, 3).size() == 10 + 3 * 5 + 4);
  std::string out;
  CHECK(put_picture(out, {16, 0, {}}, named("star-tsp650ii")));
  const std::uint8_t row[] = {1, 2};
  CHECK_FALSE(put_picture(out, {16, 1, row}, named("epson-tm-t88v")));
  CHECK_FALSE(put_picture(out, {600, 1, {}}, named("star-tsp650ii")));
}
