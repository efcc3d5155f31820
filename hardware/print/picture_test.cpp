#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <catch2/catch.hpp>

#include "print/png.h"
#include "print/press.h"
#include "print/sheet.h"
#include "print/symbols.h"
#include "support/sample_receipts.h"

namespace holdfast::print {
namespace {
using receipts::Row;
const std::filesystem::path golden{HOLDFAST_SOURCE_DIR "/tests/golden/receipts"};

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}
/// Dots that differ; all of the larger picture where the sizes do.
int differing(const Bitmap& a, const Bitmap& b) {
  if (a.width() != b.width() || a.height() != b.height())
    return std::max(a.width() * a.height(), b.width() * b.height());
  int count = 0;
  for (int y = 0; y < a.height(); ++y)
    for (int x = 0; x < a.width(); ++x) count += a.at(x, y) != b.at(x, y);
  return count;
}
}  // namespace

TEST_CASE("pictures of receipts are those that were looked at", "[print]") {
  Press press;
  const bool write = std::getenv("HOLDFAST_WRITE_GOLDEN") != nullptr;
  for (const test::SampleReceipt& sample : test::sample_receipts()) {
    const std::string png = press.png(sample.receipt, static_cast<Paper>(sample.dots), test::sample_logo());
    const std::filesystem::path file = golden / (std::string{sample.name} + ".png");
    if (write) {
      std::filesystem::create_directories(golden);
      std::ofstream{file, std::ios::binary} << png;
      continue;
    }
    const auto known = decode_png(file_text(file));
    INFO(file << "; after a change that is meant, run once with HOLDFAST_WRITE_GOLDEN=1 and look at the pictures");
    const auto dots = decode_png(png);
    REQUIRE((known && dots));
    CHECK(dots->height() == known->height());
    CHECK(differing(*dots, *known) * 1000 <= dots->width() * dots->height());
  }
}

TEST_CASE("nothing leaves the paper, and no two cells of a line meet, whatever is sold", "[print]") {
  const Fonts fonts;
  orders::Order order = test::large_sale();
  order.items.push_back(test::sold(6, std::string(120, 'W'), 12'345'678, 123'456'789'012, -1'234'567'890'123));
  order.items.push_back(test::sold(7, "牛奶 \xf0\x9f\x98\x80 حليب Milk ไทย", 1'000'000, 5, 5));
  order.items.push_back(test::sold(8, "", 2'000'000, 5, 10));
  order.items.push_back(
      test::sold(9, "مستشفيات_طويلة_جدا_بدون_أي_فراغ_بين_حروفها_حتى_آخر_السطر_وما_بعده", 1'000'000, 5, 5));
  order.taxes[0].name = std::string(70, 'M');
  order.taxes[1].base = 98'765'432'109'876;
  order.note = "first line\nsecond \x1b[31m line";
  order.staff_code = std::string(60, '7');
  Site site = test::sample_shop();
  site.name = "A department store with a rather long name and no wish to shorten it";
  site.receipt_link = "https://shop.example/" + std::string(600, 'q');
  const auto logo = decode_png(test::sample_logo());
  for (const receipts::Language language : {receipts::Language::en, receipts::Language::fr, receipts::Language::ar})
    for (const int dots : {288, 384, 504, 576, 640})
      for (const Fonts::For use : {Fonts::For::dots, Fonts::For::paper}) {
        const receipts::Receipt receipt =
            receipts::make_receipt(order, site, {.copy = 3, .locale = {language}, .training = true});
        const Sheet sheet = set_rows(fonts, use, receipt.rows, language, dots, &*logo);
        INFO(dots << " dots, " << tag_of(language));
        CHECK(sheet.row_ends.size() == receipt.rows.size());
        for (const Sheet::Box& box : sheet.boxes) {
          REQUIRE((box.x >= 0 && box.x + box.width <= dots));
          REQUIRE((box.y >= 0 && box.y + box.height <= sheet.height));
        }
        for (const Sheet::Text& text : sheet.texts) {
          REQUIRE(text.x >= 0);
          REQUIRE(text.x + text.width <= dots);
          for (const Sheet::Text& other : sheet.texts) {
            const bool apart = &text == &other || text.baseline != other.baseline || text.x + text.width <= other.x ||
                               other.x + other.width <= text.x;
            REQUIRE(apart);
          }
        }
      }
}

TEST_CASE("an Arabic name on an English receipt begins at the left and leaves its price at the right", "[print]") {
  const Fonts fonts;
  const std::vector<Row> rows{{Row::Kind::columns, "حليب طازج", "1.75", Row::Align::start, false, false},
                              {Row::Kind::columns, "Milk", "1.75", Row::Align::start, false, false}};
  const Sheet sheet = set_rows(fonts, Fonts::For::dots, rows, receipts::Language::en, 576, nullptr);
  REQUIRE(sheet.texts.size() == 4);
  CHECK(sheet.texts[0].x == sheet.texts[2].x);
  CHECK(sheet.texts[1].x == sheet.texts[3].x);
  CHECK(sheet.texts[1].x + sheet.texts[1].width == 570);
  const Sheet mirrored = set_rows(fonts, Fonts::For::dots, rows, receipts::Language::ar, 576, nullptr);
  CHECK(mirrored.texts[1].x == 6);
  CHECK(mirrored.texts[0].x + mirrored.texts[0].width == 570);
  CHECK(mirrored.texts[3].x == 6);
}

TEST_CASE("codes are exact: whole dots a module, quiet zones kept", "[print]") {
  const Fonts fonts;
  const auto bars = code128("3-000042");
  REQUIRE(bars);
  CHECK(bars->height == 1);
  CHECK((bars->at(0, 0) && bars->at(1, 0) && !bars->at(2, 0)));  // a start pattern begins with two dark modules
  const auto qr = qr_code("https://shop.example/r/3-000042");
  REQUIRE(qr);
  CHECK(qr->width == qr->height);
  CHECK((qr->width - 17) % 4 == 0);
  CHECK_FALSE(code128("حليب"));
  CHECK_FALSE(code128(""));
  CHECK_FALSE(qr_code(std::string(4000, 'x')));
  for (const int dots : {384, 576}) {
    const std::vector<Row> rows{{Row::Kind::barcode, "3-000042", {}, Row::Align::center, false, false}};
    const Sheet sheet = set_rows(fonts, Fonts::For::dots, rows, receipts::Language::en, dots, nullptr);
    REQUIRE_FALSE(sheet.boxes.empty());
    const int module = sheet.boxes.front().width / 2;
    for (const Sheet::Box& box : sheet.boxes) CHECK(box.width % module == 0);
    CHECK(sheet.boxes.front().x >= code128_quiet_zone * module);
    CHECK(dots - sheet.boxes.back().x - sheet.boxes.back().width >= code128_quiet_zone * module);
  }
}

TEST_CASE("a picture survives its PNG; damaged ones are refused", "[print]") {
  Press press;
  const std::string png = press.png(test::sample_receipts()[0].receipt, Paper::standard, {});
  const auto dots = decode_png(png);
  REQUIRE(dots);
  CHECK(encode_png(*dots) == png);
  for (std::size_t cut = 0; cut < png.size(); cut += 97) (void)decode_png(png.substr(0, cut));
  CHECK_FALSE(decode_png(png.substr(0, 60)));
  CHECK_FALSE(decode_png("GIF89a"));
  CHECK_FALSE(make_logo("no picture"));
  CHECK_FALSE(make_logo(encode_png(Bitmap{10, 10})));  // white
  CHECK_FALSE(make_logo(std::string(600'000, 'x')));
  const auto logo = make_logo(encode_png([] {
    Bitmap large{1000, 100};
    for (int x = 0; x < 1000; ++x)
      for (int y = 0; y < 100; ++y)
        if (x < 500) large.set(x, y);
    return large;
  }()));
  REQUIRE(logo);
  CHECK(logo->width() == 360);
  CHECK(logo->height() == 36);
  CHECK(logo->at(10, 10));
  CHECK_FALSE(logo->at(350, 10));
}

TEST_CASE("a PDF is of the paper's width, the same bytes every time, and goes on on another page when it is long",
          "[print]") {
  Press press;
  const auto samples = test::sample_receipts();
  const std::string pdf = press.pdf(samples[0].receipt, Paper::standard, test::sample_logo());
  CHECK(pdf.starts_with("%PDF-1."));
  CHECK(pdf == press.pdf(samples[0].receipt, Paper::standard, test::sample_logo()));
  CHECK(pdf.find("/Count 1") != std::string::npos);
  orders::Order order = test::sample_sale();
  for (int i = 0; i < 1500; ++i) order.items.push_back(test::sold(4 + i, "Line " + std::to_string(i), 1'000'000, 5, 5));
  const receipts::Receipt endless = receipts::make_receipt(order, test::sample_shop(), {});
  CHECK(press.pdf(endless, Paper::narrow, {}).find("/Count 7") != std::string::npos);
  const std::string picture = press.png(endless, Paper::narrow, {});
  CHECK(picture.substr(16, 4) == std::string("\x00\x00\x01\x80", 4));
  CHECK(picture.substr(20, 4) > std::string("\x00\x00\x9c\x40", 4));  // 40,000 rows
}

TEST_CASE("a missing typeface is said by name", "[print]") {
  Press press{"/nowhere"};
  CHECK_THROWS_WITH(press.png(test::sample_receipts()[0].receipt, Paper::standard, {}),
                    Catch::Contains("fonts-noto-core"));
}
}  // namespace holdfast::print
