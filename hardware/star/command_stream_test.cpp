#include "star/command_stream.h"

#include <catch2/catch.hpp>

#include "star/commands.h"

using namespace holdfast;
using namespace holdfast::star;
using escpos::Unit;

namespace {
std::vector<Unit> units_of(std::string_view bytes, std::size_t piece) {
  CommandStream stream;
  std::vector<Unit> units;
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    stream.feed(bytes.substr(at, piece));
    while (auto unit = stream.next()) units.push_back(*std::move(unit));
  }
  return units;
}
std::string whole_job() {
  std::string out;
  const std::vector<std::uint8_t> bits(64 * 30, 0x1b);
  put_start(out);
  put_size(out, {2, 2});
  put_align(out, Align::center);
  put_bold(out, Switched::on);
  out += "Shop\n";
  put_inverse(out, Switched::off);
  REQUIRE(put_bar_code(out, BarCode::code_128, "3-000042", 80, Switched::on));
  REQUIRE(put_qr(out, "https://a\nb", 5, QrLevel::medium));
  for (const char* profile : {"star-tsp650ii", "star-mc-print3", "star-tsp100"}) {
    REQUIRE(put_picture(out, {512, 30, bits}, *escpos::find_profile(profile)));
    put_cut(out, *escpos::find_profile(profile));
  }
  put_kick(out, Drawer::two);
  put_automatic_status(out, Switched::on);
  put_status_request(out);
  put_mark(out);
  return out;
}
}  // namespace

TEST_CASE("every command that we write is split again, however the bytes come", "[star]") {
  const std::string job = whole_job();
  const std::vector<Unit> units = units_of(job, job.size());
  std::string together;
  for (const Unit& unit : units) {
    CHECK(unit.kind != Unit::Kind::unknown);
    CHECK(unit.size == unit.bytes.size());
    together += unit.bytes;
  }
  CHECK(together == job);
  for (const std::size_t piece : {1U, 3U, 7U, 100U}) CHECK(units_of(job, piece) == units);
}

TEST_CASE("what no rule knows is two bytes, and nothing is held for ever", "[star]") {
  const auto units = units_of(
      "\x1b\x7f"
      "a",
      1);
  REQUIRE(units.size() == 2);
  CHECK(units[0].kind == Unit::Kind::unknown);
  CHECK(units[1].kind == Unit::Kind::text);
  std::string endless = "\x1b\x1dS\x01\xff\xff\xff\xff";
  CHECK(units_of(endless + std::string(100, 'x'), 1).front().kind == Unit::Kind::unknown);
  CHECK(units_of("\x1b"
                 "b\x06\x02",
                 1)
            .empty());
}
