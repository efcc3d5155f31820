#include "escpos/printer_status.h"

#include <catch2/catch.hpp>

#include "escpos/star_status.h"

using namespace holdfast::escpos;

TEST_CASE("a printer that has said nothing is neither fine nor in trouble", "[escpos]") {
  const PrinterStatus status;
  CHECK_FALSE(status.online);
  CHECK_FALSE(trouble_of(status));
}

TEST_CASE("polled answers fill in their part of the status", "[escpos]") {
  PrinterStatus status;
  apply_real_time_status(status, 1, 0x12);
  CHECK(status.online == true);
  CHECK_FALSE(status.cover_open);
  apply_real_time_status(status, 2, 0x16);
  CHECK(status.cover_open == true);
  CHECK(trouble_of(status) == Trouble::cover_open);
  apply_real_time_status(status, 2, 0x32);
  CHECK(trouble_of(status) == Trouble::paper_end);
  apply_real_time_status(status, 2, 0x12);
  apply_real_time_status(status, 4, 0x72);  // one maker's paper end, without the near-end bits
  CHECK(status.paper == Paper::end);
  apply_real_time_status(status, 4, 0x1e);
  CHECK(status.paper == Paper::near_end);
  CHECK_FALSE(trouble_of(status));
}

TEST_CASE("a byte that is no status changes nothing", "[escpos]") {
  for (unsigned byte = 0; byte <= 0xff; ++byte) {
    if (is_real_time_status(byte)) continue;
    for (unsigned n = 0; n <= 5; ++n) {
      PrinterStatus status;
      apply_real_time_status(status, n, byte);
      CHECK(status == PrinterStatus{});
    }
  }
  PrinterStatus status;
  apply_automatic_status(status, "\x10\x01");
  apply_automatic_status(status, "\x12\x01\x01\x01");
  apply_ordered_status(status, 1, 0x90);
  CHECK(status == PrinterStatus{});
}

TEST_CASE("automatic status tells every cause at once", "[escpos]") {
  PrinterStatus status;
  apply_automatic_status(status, {"\x38\x08\x0c\x00", 4});
  CHECK(status.online == false);
  CHECK(status.cover_open == true);
  CHECK(status.cutter_error == true);
  CHECK(status.paper == Paper::end);
  apply_automatic_status(status, {"\x14\x00\x03\x0f", 4});
  CHECK(status.drawer_pin_high == true);
  CHECK(status.paper == Paper::near_end);
  CHECK_FALSE(trouble_of(status));
}

TEST_CASE("a Star block says the same in its own bytes", "[escpos]") {
  const std::string_view block{"\x23\x06\x2c\x08\x00\x0c\x00\x4a\x00", 9};
  const auto star = decode_star_status(block);
  REQUIRE(star);
  CHECK(star->status.drawer_pin_high == true);
  CHECK(star->status.online == false);
  CHECK(star->status.cover_open == true);
  CHECK(star->status.cutter_error == true);
  CHECK(star->status.paper == Paper::end);
  CHECK(star->etb_counter == 0x15);
  CHECK_FALSE(star->star_prnt);
  CHECK(decode_star_status({"\x23\x08\x00\x00\x00\x00\x00\x00\x00", 9})->star_prnt);
  for (std::size_t size = 0; size < block.size(); ++size) CHECK_FALSE(decode_star_status(block.substr(0, size)));
}
