#include "barcodes/scan.h"

#include <catch2/catch.hpp>

using namespace holdfast::barcodes;
using Kind = Scan::Kind;

namespace {
const std::vector<InStoreRule> rules = national_rules("DE");
Scan read(std::string_view raw) { return interpret(raw, rules); }
}  // namespace

TEST_CASE("the usual codes are told apart", "[barcodes]") {
  struct Case {
    const char* raw;
    Kind kind;
    const char* code;
    const char* alternative;
  };
  const Case cases[] = {
      {"4006381333931", Kind::gtin, "04006381333931", ""},
      {"\x02"
       "4006381333931\r\n",
       Kind::gtin, "04006381333931", ""},
      {"]E04006381333931", Kind::gtin, "04006381333931", ""},
      {"]E04006381333931|]e010LOT", Kind::gtin, "04006381333931", ""},
      {"036000291452\t", Kind::gtin, "00036000291452", ""},
      {"]I115901234123454", Kind::gtin, "15901234123454", ""},
      {"]E496385074", Kind::gtin, "00000096385074", ""},
      {"02345673", Kind::gtin, "00000002345673", "00023456000073"},
      {"]E002345673", Kind::gtin, "00023456000073", "00000002345673"},
      {"04252614", Kind::gtin, "00042100005264", ""},
      {"]A002345673", Kind::gtin, "00000002345673", ""},
      {"425261", Kind::plain, "425261", "00042100005264"},
      {"4011", Kind::plain, "4011", ""},
      {"94011", Kind::plain, "94011", ""},
      {"4006381333932", Kind::plain, "4006381333932", ""},
      {"SHIRT-42", Kind::plain, "SHIRT-42", ""},
      {"  two words ", Kind::plain, "two words", ""},
      {"]C0SHIRT-42", Kind::plain, "SHIRT-42", ""},
      {"", Kind::plain, "", ""},
      {"]", Kind::plain, "]", ""},
      {"]Q1https://shop.example/01/09506000134352?17=261121", Kind::digital_link, "09506000134352", ""},
      {"https://shop.example/menu", Kind::plain, "https://shop.example/menu", ""},
      {"0109506000134352", Kind::gs1, "09506000134352", ""},
      {"0109506000134353", Kind::plain, "0109506000134353", ""},
      {"]C110LOT", Kind::gs1, "(10)LOT", ""},
      {"]C11012345", Kind::gs1, "(10)12345", ""},
      {"1012345", Kind::plain, "1012345", "00101234000054"},
      {"(01)09506000134352(10)LOT", Kind::gs1, "09506000134352", ""},
      {"(new)", Kind::plain, "(new)", ""},
  };
  for (const Case& each : cases) {
    INFO(each.raw);
    const Scan scan = read(each.raw);
    CHECK(to_string(scan.kind) == to_string(each.kind));
    CHECK(scan.code == each.code);
    CHECK(scan.alternative == each.alternative);
  }
}

TEST_CASE("every spelling of FNC1 is understood", "[barcodes]") {
  const Gs1Message expected = *parse_bracketed("(01)09506000134352(10)LOT(17)261121");
  for (const char* separator : {"\x1d", "^", "{GS}", "<GS>", "\u241d"})
    for (const char* prefix : {"]C1", "]e0", "]d2", "]Q3", "]J1", ""}) {
      const Scan scan = read(std::string{prefix} + "010950600013435210LOT" + separator + "17261121");
      INFO(prefix << separator);
      CHECK(scan.kind == Kind::gs1);
      CHECK(scan.elements == expected);
    }
}

TEST_CASE("weight, count and price come along", "[barcodes]") {
  const Scan weighed = read("]e001950123456789033103001234392299912");
  CHECK(weighed.quantity == "1.234");
  CHECK(weighed.unit == Scan::Unit::kilogram);
  CHECK(weighed.price == Amount{"999.12", ""});

  const Scan pound = read("(01)95012345678903(3202)000150");
  CHECK(pound.quantity == "1.50");
  CHECK(pound.unit == Scan::Unit::pound);
  CHECK(read("(01)95012345678903(30)012").quantity == "12");

  const Scan label = read("2811111068708");
  CHECK(label.kind == Kind::in_store);
  CHECK(label.code == "02811110000006");
  CHECK(label.alternative == "02811111068708");
  CHECK(label.in_store_item == "1111");
  CHECK(label.quantity == "6.870");
  CHECK(label.unit == Scan::Unit::kilogram);
  CHECK(read("2330714002396").price == Amount{"2.39", ""});
  CHECK(read("2511119000129").quantity == "12");
  CHECK(interpret("2811111068708", {}).kind == Kind::gtin);
}

TEST_CASE("a periodical's add-on is kept beside its number", "[barcodes]") {
  const Scan scan = read("]E3978149205374312345");
  CHECK(scan.kind == Kind::gtin);
  CHECK(scan.code == "09781492053743");
  CHECK(scan.add_on == "12345");
}

TEST_CASE("an emulated scanner's text is read back by the strict parser", "[barcodes]") {
  const Symbol symbols[] = {{Symbology::ean13, "4006381333931", ""},
                            {Symbology::ean13, "4006381333931", "10LOT"},
                            {Symbology::ean8, "96385074", ""},
                            {Symbology::gs1_128,
                             "010950600013435210LOT\x1d"
                             "17261121",
                             ""},
                            {Symbology::databar, "0109506000134352", ""},
                            {Symbology::gs1_data_matrix, "10LOT", ""},
                            {Symbology::qr, "https://shop.example/", ""},
                            {Symbology::code39, "SHIRT-42", ""}};
  for (const Symbol& symbol : symbols) {
    const auto text = scan_text(symbol);
    REQUIRE(text);
    CHECK(parse_symbol(*text) == symbol);
  }
  CHECK_FALSE(scan_text({Symbology::gs1_128, "no elements", ""}));
  CHECK_FALSE(scan_text({Symbology::ean13, "4006381333932", ""}));
  CHECK_FALSE(scan_text({Symbology::unknown, "x", ""}));
  CHECK_FALSE(parse_symbol("4006381333931"));
}

TEST_CASE("a very long text is plain", "[barcodes]") {
  std::string text = "]d2";
  for (int i = 0; i < 1000; ++i) text += "10A\x1d";
  CHECK(read(text).kind == Kind::plain);
}
