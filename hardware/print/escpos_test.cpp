#include "print/escpos.h"

#include <catch2/catch.hpp>

#include "support/sample_receipts.h"

namespace holdfast::print {
namespace {
using receipts::make_receipt;
using receipts::Row;
using test::sample_sale;

Site plain_shop() {
  Site site = test::sample_shop();
  site.logo_sha.clear();
  return site;
}
std::string print_of(const orders::Order& order, const Site& site) {
  return to_escpos(make_receipt(order, site, {}), 42, {});
}
/// Draws nothing, but tells what it was asked to draw.
struct Drawn {
  std::vector<std::vector<std::string>> asked;
  DrawRows draw() {
    return [this](std::span<const Row> rows) -> std::optional<Bitmap> {
      asked.emplace_back();
      for (const Row& row : rows) asked.back().push_back(row.kind == Row::Kind::table ? row.cells[0] : row.left);
      return Bitmap{16, 300};
    };
  }
};
}  // namespace

TEST_CASE("a print starts with initialise, ends with a cut, and opens the drawer only when told", "[receipts]") {
  const std::string drawer{"\x1bp\x00\x19\xfa", 5};
  const std::string cut{"\x1dV\x42\x00", 4};
  const std::string plain = print_of(sample_sale(), plain_shop());
  CHECK(plain.substr(0, 2) == "\x1b@");
  CHECK(plain.substr(2, 3) == "\x1bt\x13");
  CHECK(plain.substr(plain.size() - cut.size()) == cut);
  CHECK(plain.find(drawer) == std::string::npos);
  CHECK(plain.find("{B3-000042") != std::string::npos);
  CHECK(to_escpos(make_receipt(sample_sale(), plain_shop(), {.opens_drawer = true}), 42, {}).find(drawer) !=
        std::string::npos);
}
TEST_CASE("no name or note sends a command to the printer", "[receipts]") {
  const auto commands = [](const std::string& print) {
    return std::count_if(print.begin(), print.end(), [](char c) { return c == '\x1b' || c == '\x1d' || c == '\x10'; });
  };
  orders::Order order = sample_sale();
  Site site = plain_shop();
  const std::string before = print_of(order, site);
  const std::string evil = "\x1bp\x19\xfa\x1dV\x10\x14\x07\r\t\x1b@";
  for (orders::Item& each : order.items) each.name = evil;
  order.items[0].note = order.items[1].reason = order.note = order.staff_code = evil;
  order.payments[0].reference = evil;
  order.taxes[0].name = evil;
  site.name = site.tax_number = evil;
  site.address = {evil};
  site.receipt_footer = {evil};
  const std::string after = print_of(order, site);
  const std::string reference = print_of(
      [&] {
        orders::Order tame = order;
        for (orders::Item& each : tame.items) each.name = "x";
        tame.items[0].note = tame.items[1].reason = tame.note = tame.staff_code = "x";
        tame.payments[0].reference = "x";
        tame.taxes[0].name = "x";
        return tame;
      }(),
      [&] {
        Site tame = site;
        tame.name = tame.tax_number = "x";
        tame.address = {"x"};
        tame.receipt_footer = {"x"};
        return tame;
      }());
  CHECK(commands(after) == commands(reference));
  CHECK(after.find('\t') == std::string::npos);
  CHECK(after.find('\r') == std::string::npos);
  CHECK(after.find('\a') == std::string::npos);
}

TEST_CASE("rows with letters that the code page lacks are drawn, with their table if they are a table's", "[print]") {
  Drawn drawn;
  orders::Order order = test::large_sale();
  const std::string job = to_escpos(make_receipt(order, plain_shop(), {}), 42, drawn.draw());
  CHECK(drawn.asked == std::vector<std::vector<std::string>>{{"حليب طازج 1 لتر"}});
  CHECK(job.find("Cr\x8ame br\x96l\x82"
                 "e") != std::string::npos);
  drawn.asked.clear();
  order.taxes[1].name = "ض.ق.م";
  to_escpos(make_receipt(order, plain_shop(), {}), 42, drawn.draw());
  REQUIRE(drawn.asked.size() == 2);
  CHECK(drawn.asked[1].size() == 4);
}
TEST_CASE("a receipt that reads right to left is drawn whole; its codes stay the printer's", "[print]") {
  Drawn drawn;
  const std::string job = to_escpos(
      make_receipt(test::arabic_sale(), test::arabic_shop(), {.locale = {receipts::Language::ar}}), 42, drawn.draw());
  CHECK(job.find("{B2-001207") != std::string::npos);
  for (const auto& group : drawn.asked)
    for (const std::string& text : group) CHECK(text.find("2-001207") != 0);
  CHECK(job.find("TOTAL") == std::string::npos);
}
TEST_CASE("the logo is drawn; none is printed where there is none", "[print]") {
  Drawn drawn;
  to_escpos(make_receipt(sample_sale(), test::sample_shop(), {}), 42, drawn.draw());
  CHECK(drawn.asked.size() == 1);
  const DrawRows nothing = [](std::span<const Row>) { return std::optional<Bitmap>{}; };
  CHECK(to_escpos(make_receipt(sample_sale(), test::sample_shop(), {}), 42, nothing) ==
        print_of(sample_sale(), plain_shop()));
}
TEST_CASE("a picture goes to the printer in slices with their sizes", "[print]") {
  Bitmap dots{20, 300};
  dots.set(0, 0);
  dots.set(19, 299);
  std::string out;
  append_raster(out, dots);
  REQUIRE(out.size() == 8 + 3 * 256 + 8 + 3 * 44);
  CHECK(out.substr(0, 9) == std::string("\x1dv0\x00\x03\x00\x00\x01\x80", 9));
  CHECK(out.substr(8 + 3 * 256, 8) == std::string("\x1dv0\x00\x03\x00\x2c\x00", 8));
  CHECK(out.back() == '\x10');
}
}  // namespace holdfast::print
