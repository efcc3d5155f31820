#include "print/paper_job.h"

#include <catch2/catch.hpp>

#include "print/pen.h"
#include "support/sample_receipts.h"

namespace holdfast::print {
namespace {
using receipts::make_receipt;
using receipts::Row;
using test::sample_sale;

const escpos::PrinterProfile& named(std::string_view id) { return *escpos::find_profile(id); }
const escpos::PrinterProfile& generic() {
  static const escpos::PrinterProfile profile = escpos::generic_printer(42);
  return profile;
}
const escpos::PrinterProfile& epson() { return named("epson-tm-t88vi"); }

Site plain_shop() {
  Site site = test::sample_shop();
  site.logo_sha.clear();
  return site;
}
std::string print_of(const orders::Order& order, const Site& site) {
  return paper_job(make_receipt(order, site, {}), epson(), 42, {});
}
std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++count;
  return count;
}
/// Draws nothing, but tells what it was asked to draw.
struct Drawn {
  std::vector<std::vector<std::string>> asked;
  DrawRows draw(Bitmap dots = Bitmap{16, 300}) {
    return [this, dots](std::span<const Row> rows) -> std::optional<Bitmap> {
      asked.emplace_back();
      for (const Row& row : rows) asked.back().push_back(row.kind == Row::Kind::table ? row.cells[0] : row.left);
      return dots;
    };
  }
};
const std::string link_begins = "https://";
}  // namespace

TEST_CASE("a print begins as its model's jobs do, ends with a cut, and opens the drawer only when told", "[print]") {
  const std::string drawer{"\x1bp\x00\x19\xfa", 5};
  const std::string cut{"\x1dV\x42\x00", 4};
  std::string start, end;
  escpos::append_start(start, epson());
  escpos::append_end(end, epson());
  const std::string plain = print_of(sample_sale(), plain_shop());
  CHECK(plain.starts_with(start));
  CHECK(plain.ends_with(cut + end));
  CHECK(plain.find(drawer) == std::string::npos);
  CHECK(plain.find("{B3-000042") != std::string::npos);
  CHECK(paper_job(make_receipt(sample_sale(), plain_shop(), {.opens_drawer = true}), epson(), 42, {}).find(drawer) !=
        std::string::npos);
  const std::string mobile = paper_job(make_receipt(sample_sale(), plain_shop(), {}), named("epson-tm-p20ii"), 32, {});
  CHECK(mobile.find("\x1dV") == std::string::npos);
}

TEST_CASE("no name or note sends a command to the printer", "[print]") {
  const auto commands = [](const std::string& print) {
    return std::count_if(print.begin(), print.end(), [](char c) { return c == '\x1b' || c == '\x1d' || c == '\x10'; });
  };
  const std::string evil = "\x1bp\x19\xfa\x1dV\x10\x14\x07\r\t\x1b@";
  const auto print_with = [](const std::string& text) {
    orders::Order order = sample_sale();
    Site site = plain_shop();
    for (orders::Item& each : order.items) each.name = text;
    order.items[0].note = order.items[1].reason = order.note = order.staff_code = text;
    order.payments[0].reference = text;
    order.taxes[0].name = text;
    site.name = site.tax_number = text;
    site.address = {text};
    site.receipt_footer = {text};
    return print_of(order, site);
  };
  const std::string after = print_with(evil);
  CHECK(commands(after) == commands(print_with("x")));
  for (const char control : {'\t', '\r', '\a'}) CHECK(after.find(control) == std::string::npos);
}

TEST_CASE("each printer gets letters by its own numbers of code pages", "[print]") {
  orders::Order order = sample_sale();
  order.items[0].name = "Crème 2 €";
  const receipts::Receipt euro = make_receipt(order, plain_shop(), {});
  const auto has = [](const receipts::Receipt& receipt, const escpos::PrinterProfile& profile, std::string_view bytes) {
    return paper_job(receipt, profile, 42, {}).find(bytes) != std::string::npos;
  };
  CHECK(has(euro, generic(), "Cr\x1bt\x13\x8ame 2 \xd5"));
  CHECK(has(euro, named("citizen-ct-s310ii"), "\x1bt\x02"));
  CHECK(has(euro, named("star-tsp650ii"), "\x1b\x1dt\x04"));
  order.items[0].name = "Dvořák";
  CHECK(has(make_receipt(order, plain_shop(), {}), generic(), "Dvo\x1bt\x12\xfd\xa0k"));
}

TEST_CASE("rows with letters that no code page has are drawn, with their table if they are a table's", "[print]") {
  Drawn drawn;
  Site site = plain_shop();
  site.receipt_link.clear();
  orders::Order order = test::large_sale();
  const std::string job = paper_job(make_receipt(order, site, {}), generic(), 42, drawn.draw());
  CHECK(drawn.asked == std::vector<std::vector<std::string>>{{"حليب طازج 1 لتر"}});
  CHECK(job.find("me br\x96l\x82"
                 "e") != std::string::npos);
  drawn.asked.clear();
  order.taxes[1].name = "ض.ق.م";
  (void)paper_job(make_receipt(order, site, {}), epson(), 42, drawn.draw());
  REQUIRE(drawn.asked.size() == 2);
  CHECK(drawn.asked[1].size() == 4);
}

TEST_CASE("a receipt that reads right to left is drawn whole; its bars stay the printer's, its QR code does not",
          "[print]") {
  Drawn drawn;
  const std::string job =
      paper_job(make_receipt(test::arabic_sale(), test::arabic_shop(), {.locale = {receipts::Language::ar}}), epson(),
                42, drawn.draw());
  CHECK(job.find("{B2-001207") != std::string::npos);
  for (const auto& group : drawn.asked)
    for (const std::string& text : group) CHECK(text.find("2-001207") != 0);
  CHECK(job.find("TOTAL") == std::string::npos);
  CHECK(job.find("\x1d(k") == std::string::npos);
}

TEST_CASE("a QR code is a picture whatever the printer can; bars are one where it has none", "[print]") {
  const receipts::Receipt receipt = make_receipt(sample_sale(), plain_shop(), {});
  for (const std::string_view profile : {"epson-tm-t88vi", "star-tsp650ii", "unknown"}) {
    Drawn drawn;
    const std::string job = paper_job(receipt, named(profile), 32, drawn.draw());
    CAPTURE(profile);
    CHECK(job.find("\x1d(k") == std::string::npos);
    CHECK(job.find(link_begins) == std::string::npos);
    REQUIRE_FALSE(drawn.asked.empty());
    CHECK(drawn.asked.back().front().starts_with(link_begins));
    const bool bars_drawn =
        std::find(drawn.asked.begin(), drawn.asked.end(), std::vector<std::string>{"3-000042"}) != drawn.asked.end();
    CHECK(bars_drawn == (profile == "unknown"));
  }
}

TEST_CASE("the logo is drawn; none is printed where there is none", "[print]") {
  Drawn drawn;
  Site site = test::sample_shop();
  site.receipt_link.clear();
  (void)paper_job(make_receipt(sample_sale(), site, {}), epson(), 42, drawn.draw());
  CHECK(drawn.asked.size() == 1);
  const DrawRows nothing = [](std::span<const Row>) { return std::optional<Bitmap>{}; };
  Site plain = site;
  plain.logo_sha.clear();
  CHECK(paper_job(make_receipt(sample_sale(), site, {}), epson(), 42, nothing) == print_of(sample_sale(), plain));
}

TEST_CASE("a picture goes in bands of 128 rows, and none of them holds a command that acts at once", "[print]") {
  Drawn drawn;
  Bitmap dots{24, 300};
  for (const int x : {3, 11, 13, 23}) dots.set(x, 7);  // 10 14 01 from the left
  receipts::Receipt logo;
  logo.rows.emplace_back().kind = Row::Kind::logo;
  const std::string job = paper_job(logo, named("xprinter-xp-n160ii"), 48, drawn.draw(dots));
  CHECK(count_of(job, std::string_view{"\x1dv0\x00\x03\x00\x80\x00", 8}) == 2);
  CHECK(count_of(job, std::string_view{"\x1dv0\x00\x03\x00\x2c\x00", 8}) == 1);
  CHECK(job.find("\x10\x14\x01") == std::string::npos);
  CHECK(job.find("\x11\x14\x01") != std::string::npos);
}

TEST_CASE("a Star printer gets its own language, and one without letters gets pictures alone", "[print]") {
  const receipts::Receipt receipt = make_receipt(sample_sale(), plain_shop(), {.opens_drawer = true});
  Drawn drawn;
  const std::string line = paper_job(receipt, named("star-tsp650ii"), 48, drawn.draw(Bitmap{16, 24}));
  CHECK(line.starts_with(std::string_view{"\x1b@\x1bR\x00\x1b\x07", 7}));
  CHECK(
      line.ends_with("\x1b"
                     "d\x03"));
  CHECK(line.find("\x1bi\x01\x01") != std::string::npos);  // the shop's name
  CHECK(line.find("3-000042\x1e") != std::string::npos);
  CHECK(count_of(line, "\x1bk\x02") == 1);  // the QR code
  for (const std::string_view epsons : {"\x1d!", "\x1dV", "\x1dv0", "\x1dk"})
    CHECK(line.find(epsons) == std::string::npos);
  drawn.asked.clear();
  const std::string raster = paper_job(receipt, named("star-tsp100"), 48, drawn.draw());
  REQUIRE(drawn.asked.size() == 1);
  CHECK(drawn.asked[0].size() == receipt.rows.size());
  CHECK(raster.find("TOTAL") == std::string::npos);
}

TEST_CASE("pictures are as wide as the letters of a line, and never wider than the paper", "[print]") {
  CHECK(dots_across(epson(), 42) == 512);
  CHECK(dots_across(epson(), 32) == 384);
  CHECK(dots_across(epson(), 64) == 512);
  CHECK(dots_across(named("epson-tm-u220"), 42) == 400);
  CHECK(dots_across(escpos::generic_printer(42), 42) == 504);
}
}  // namespace holdfast::print
