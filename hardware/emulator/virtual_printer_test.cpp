#include "emulator/virtual_printer.h"

#include <catch2/catch.hpp>

#include "emulator/roll_picture.h"
#include "escpos/commands.h"
#include "escpos/star_status.h"
#include "star/commands.h"

using namespace holdfast;
using namespace holdfast::emulator;

namespace {
constexpr std::int64_t second = 1'000'000;
struct Desk {
  VirtualPrinter printer{*escpos::find_profile("epson-tm-t88vi")};
  std::string send(std::string_view bytes) {
    printer.on_bytes(bytes);
    printer.work(second);
    return printer.take_replies();
  }
};
}  // namespace

TEST_CASE("a virtual printer prints letters of its code page, codes and a cut", "[emulator]") {
  Desk desk;
  desk.send(
      "\x1b@\x1bt\x13\x1b"
      "a\x01"
      "Caf\x82 \xd5"
      "1.50\n\x1dkI\x05{BABC\x1dVB");
  desk.send(std::string_view{"\0", 1});
  CHECK(desk.printer.roll().text() == "Café €1.50\n[code ABC]\n------------ cut ------------\n");
  CHECK(desk.printer.roll().cuts() == 1);
  const print::Fonts fonts;
  CHECK(picture_of(desk.printer.roll(), fonts, 512).starts_with("\x89PNG"));
}

TEST_CASE("it says that it has printed a job when it has, and not while paper is out", "[emulator]") {
  Desk desk;
  std::string job = "one\ntwo\n";
  escpos::append_process_mark(job, "0042");
  desk.printer.state().lines_left = 1;
  CHECK(desk.send(job).empty());
  CHECK(desk.printer.state().paper == escpos::Paper::end);
  CHECK(desk.printer.roll().text() == "one\n");
  desk.printer.state().paper = escpos::Paper::present;
  desk.printer.on_state_changed();
  CHECK(desk.send("") == std::string_view{"\x37\x22"
                                          "0042\0",
                                          7});
  CHECK(desk.printer.roll().text() == "one\ntwo\n");
}

TEST_CASE("its status tells paper, cover and drawer, asked for and of itself", "[emulator]") {
  Desk desk;
  std::string ask;
  for (unsigned n = 1; n <= 4; ++n) escpos::append_real_time_request(ask, n);
  CHECK(desk.send(ask) == "\x12\x12\x12\x12");
  desk.printer.state().cover_open = true;
  CHECK(desk.send(ask) == "\x1a\x16\x12\x12");
  desk.printer.state().cover_open = false;
  CHECK(desk.send("\x1d"
                  "a\xff") == std::string_view{"\x10\0\0\0", 4});
  std::string kick;
  escpos::append_kick_at_once(kick, escpos::DrawerPin::two);
  CHECK(desk.send(kick) == std::string_view{"\x14\0\0\0", 4});
  CHECK((desk.printer.state().drawer_open && desk.printer.pulses() == 1));
}

TEST_CASE("a pulse inside a job that has locked pulses opens nothing", "[emulator]") {
  Desk desk;
  std::string job;
  escpos::append_start(job, desk.printer.profile());
  desk.send(job);
  desk.send(std::string_view{"\x10\x14\x01\x00\x01", 5});
  CHECK(desk.printer.pulses() == 0);
}

TEST_CASE("a power cycle loses what was not printed yet, and its buffer is finite", "[emulator]") {
  Desk desk;
  desk.printer.on_bytes("never printed\n");
  CHECK(desk.printer.room() < 4096);
  desk.printer.power_cycle();
  CHECK(desk.printer.room() == 4096);
  desk.send("");
  CHECK(desk.printer.roll().text().empty());
}

TEST_CASE("a virtual Star printer prints its own language and counts what it has printed", "[emulator][star]") {
  for (const char* profile : {"star-tsp650ii", "star-mc-print3", "star-tsp100"}) {
    CAPTURE(profile);
    VirtualPrinter printer{*escpos::find_profile(profile)};
    const std::vector<std::uint8_t> bits(64 * 30, 0x0f);
    std::string job;
    star::put_start(job);
    star::put_align(job, escpos::Align::center);
    job +=
        "\x1b\x1dt\x04"
        "Caf\x82\n";
    REQUIRE(star::put_bar_code(job, star::BarCode::code_128, "3-000042", 80, escpos::Switched::on));
    REQUIRE(star::put_picture(job, {512, 24, bits}, printer.profile()));
    star::put_cut(job, printer.profile());
    star::put_kick(job, star::Drawer::one);
    star::put_mark(job);
    star::put_status_request(job);
    printer.on_bytes(job);
    const auto asked = escpos::decode_star_status(printer.take_replies());
    REQUIRE(asked);
    CHECK(asked->etb_counter == 0);
    printer.work(second);
    CHECK(printer.roll().text() == "Café\n[code 3-000042]\n[picture 512x24]\n------------ cut ------------\n");
    CHECK(printer.pulses() == 1);
    printer.on_bytes("\x1b\x06\x01");
    const auto after = escpos::decode_star_status(printer.take_replies());
    REQUIRE(after);
    CHECK(after->etb_counter == 1);
    CHECK(after->status.drawer_pin_high == true);
    CHECK(after->star_prnt == (printer.profile().language != escpos::Language::star_line));
  }
}

TEST_CASE("a virtual Star printer reports by itself, and says so while paper is out", "[emulator][star]") {
  VirtualPrinter printer{*escpos::find_profile("star-tsp650ii")};
  printer.on_bytes(
      "\x1b\x1e"
      "a\x01");
  printer.work(second);
  REQUIRE(escpos::decode_star_status(printer.take_replies()));
  printer.state().paper = escpos::Paper::end;
  printer.on_state_changed();
  const auto told = escpos::decode_star_status(printer.take_replies());
  REQUIRE(told);
  CHECK(told->status.paper == escpos::Paper::end);
  CHECK(told->status.online == false);
  printer.on_bytes("one\n\x17\x1b\x06");
  printer.on_bytes("\x01");
  printer.work(second);
  CHECK(printer.roll().text().empty());
  CHECK(escpos::decode_star_status(printer.take_replies())->etb_counter == 0);
}
