#include "escpos/printer_profile.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "escpos/code_page.h"

using namespace holdfast::escpos;

TEST_CASE("every profile can be used as it is", "[escpos]") {
  std::set<std::string_view> ids;
  for (const PrinterProfile& profile : printer_profiles()) {
    INFO(profile.id);
    CHECK(ids.insert(profile.id).second);
    CHECK(find_profile(profile.id) == &profile);
    CHECK(profile.dots >= 384);
    CHECK(profile.dots <= 832);
    if (profile.id != "epson-tm-u220")
      CHECK(profile.columns[0] * 12 <= profile.dots);  // its needles set narrower letters
    CHECK((profile.has(Feature::raster) || profile.has(Feature::graphics) || profile.has(Feature::column_image)));
    CHECK((!profile.has(Feature::answers) || profile.has(Feature::polled_status)));
    REQUIRE_FALSE(profile.pages.empty());
    for (const PageNumber& page : profile.pages) CHECK(find_code_page(page.page) != nullptr);
  }
  CHECK(find_profile("nobody") == nullptr);
}

TEST_CASE("a printer is known by the longest of our names in what it says", "[escpos]") {
  CHECK(find_profile_by_name("EPSON TM-T88VI")->id == "epson-tm-t88vi");
  CHECK(find_profile_by_name("TM-T88V")->id == "epson-tm-t88v");
  CHECK(find_profile_by_name("tm t20 iii receipt")->id == "epson-tm-t20iii");
  CHECK(find_profile_by_name("mC-Print3")->id == "star-mc-print3");
  CHECK(find_profile_by_name("USB Printing Support") == nullptr);
  CHECK(find_profile_by_name("") == nullptr);
}

TEST_CASE("a USB printer gets a profile by name, by id, or the cautious one", "[escpos]") {
  CHECK(profile_for_usb(0x04b8, 0x0202, "TM-m30II").id == "epson-tm-m30ii");
  CHECK(profile_for_usb(0x04b8, 0x0e28, "").id == "epson-tm-t20iii");
  CHECK(profile_for_usb(0x0416, 0x5011, "USB Printer P").id == "zjiang-pos-5890");
  const PrinterProfile& nobody = profile_for_usb(0x1234, 0x5678, "???");
  CHECK(nobody.id == "unknown");
  CHECK(nobody.dots == 384);
  CHECK(nobody.cutter == Cutter::none);
  CHECK_FALSE(nobody.has(Feature::qr_code));
  CHECK_FALSE(nobody.has(Feature::answers));
}

TEST_CASE("what the reference says of the well-known printers is in their profiles", "[escpos]") {
  const PrinterProfile& t88 = *find_profile("epson-tm-t88v");
  CHECK(t88.dots == 512);
  CHECK(t88.columns == std::array<std::uint8_t, 3>{42, 56, 0});
  CHECK(t88.has(Feature::process_id));
  CHECK_FALSE(find_profile("epson-tm-t88iii")->has(Feature::process_id));
  CHECK_FALSE(find_profile("wincor-nixdorf-th230")->has(Feature::raster));
  CHECK(find_profile("wincor-nixdorf-th230")->has(Feature::graphics));
  CHECK_FALSE(find_profile("epson-tm-u220")->has(Feature::raster));
  CHECK(find_profile("star-tsp100")->language == Language::star_raster);
  const auto euro =
      std::find_if(t88.pages.begin(), t88.pages.end(), [](const PageNumber& each) { return each.page == "cp858"; });
  REQUIRE(euro != t88.pages.end());
  CHECK(euro->number == 19);
}
