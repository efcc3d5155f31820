#include "receipts/receipt.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "base/utf8.h"
#include "reference/vectors.h"

namespace holdfast::receipts {
namespace {
Site corner_shop() {
  Site site;
  site.name = "Corner Shop";
  site.address = {"1 Main Street", "Galway"};
  site.tax_number = "IE1234567T";
  site.receipt_footer = {"Thank you"};
  return site;
}
orders::Item item(int position, std::string name, std::int64_t micro, std::int64_t unit_price, std::int64_t subtotal,
                  std::int64_t discount = 0) {
  orders::Item out;
  out.position = position;
  out.name = std::move(name);
  out.unit = "piece";
  out.quantity = Quantity::from_micro(micro);
  out.unit_price = unit_price;
  out.subtotal = subtotal;
  out.discount = discount;
  return out;
}
orders::Order small_order() {
  orders::Order order;
  order.register_number = 3;
  order.receipt = 42;
  order.staff_code = "1001";
  order.items = {item(1, "Bread", 1'000'000, 249, 249), item(2, "Milk 1 l", 3'000'000, 119, 357, 57),
                 item(3, "Apples", 1'234'000, 300, 370)};
  order.items[2].unit = "kg";
  order.taxes = {{"standard", "VAT 20 %", Percent::whole(20), true, 766, 153}};
  orders::Payment cash;
  cash.tender = "cash";
  cash.amount = 920;
  cash.tendered = 1000;
  order.payments = {cash};
  order.discount = 57;
  order.net = 766;
  order.tax = 153;
  order.total = 919;
  order.rounding = 1;
  order.paid = 1000;
  order.change = 80;
  order.created_at = Instant{1'795'255'200'000'000};
  order.utc_offset_min = 60;
  return order;
}
std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  std::stringstream in{text};
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}
Receipt of_rows(std::vector<Row> rows) {
  Receipt receipt;
  receipt.rows = std::move(rows);
  return receipt;
}
Row text_row(std::string left, Row::Align align = Row::Align::start) {
  return {Row::Kind::text, std::move(left), {}, align, false, false};
}
Row columns(std::string left, std::string right) {
  return {Row::Kind::columns, std::move(left), std::move(right), Row::Align::start, false, false};
}
}  // namespace

TEST_CASE("a small receipt on 42 columns", "[receipts]") {
  CHECK(to_text(make_receipt(small_order(), corner_shop(), {})) == R"(               Corner Shop
              1 Main Street
                  Galway
            Tax no. IE1234567T
------------------------------------------
Receipt 3-000042          2026-11-21 11:00
Till 3                        Cashier 1001
------------------------------------------
Bread                                 2.49
Milk 1 l
  3 x 1.19                            3.57
  Discount                           -0.57
Apples
  1.234 kg x 3.00                     3.70
------------------------------------------
You saved                             0.57
TOTAL EUR                             9.19
Cash rounding                         0.01
To pay                                9.20
Cash                                 10.00
Change                                0.80
------------------------------------------
VAT 20 % incl. on 7.66                1.53

                 3-000042
                Thank you
)");
}
TEST_CASE("taxes that come on top are shown between subtotal and total", "[receipts]") {
  orders::Order order = small_order();
  order.taxes[0].included = false;
  const std::string text = to_text(make_receipt(order, corner_shop(), {}));
  CHECK(
      text.find("Subtotal                              7.66\nVAT 20 %                              1.53\nTOTAL EUR") !=
      std::string::npos);
}
TEST_CASE("a copy says so, a gift receipt has no prices, and a return its order", "[receipts]") {
  orders::Order order = small_order();
  const std::string copy = to_text(make_receipt(order, corner_shop(), {.copy = 2}));
  CHECK(copy.find("COPY 2") != std::string::npos);
  const std::string gift = to_text(make_receipt(order, corner_shop(), {.gift = true}));
  CHECK(gift.find("GIFT RECEIPT") != std::string::npos);
  CHECK(gift.find("1.234 kg") != std::string::npos);
  for (const char* price : {"2.49", "3.57", "9.19", "TOTAL", "VAT", "Cash ", "saved"})
    CHECK(gift.find(price) == std::string::npos);
  order.kind = orders::Kind::return_;
  order.original = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  const std::string back = to_text(make_receipt(order, corner_shop(), {}));
  CHECK(back.find("RETURN") != std::string::npos);
  CHECK(back.find("For order\n017f22e2-79b0-7cc3-98c4-dc0c0c07398f") != std::string::npos);
}
TEST_CASE("amounts have the decimals of their currency", "[receipts]") {
  orders::Order order = small_order();
  order.currency = *find_currency("JPY");
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("TOTAL JPY                              919\n") !=
        std::string::npos);
  order.currency = *find_currency("KWD");
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("TOTAL KWD                            0.919\n") !=
        std::string::npos);
}

TEST_CASE("no line is wider than the paper, whatever the names are", "[receipts]") {
  orders::Order order = small_order();
  order.items.push_back(item(
      4, "A very long article name that nobody would ever fit on one line of paper, not even in the smallest print",
      2'000'000, 123'456'789, 246'913'578, 1));
  order.items.push_back(item(5, std::string(100, 'W'), 1'000'000, 5, 5));
  order.items.push_back(item(6,
                             "Cr\xc3\xa8me br\xc3\xbbl\xc3\xa9"
                             "e \xe7\x89\x9b\xe5\xa5\xb6 with code points of many bytes \xf0\x9f\x98\x80",
                             1'000'000, 5, 5));
  order.items.push_back(item(7, "", 1'000'000, 5, 5));
  order.items.push_back(item(8, std::string(60, ' ') + "x", 1'000'000, 5, 5));
  order.note = "first line\nsecond line of the note";
  for (const int width : {16, 20, 24, 30, 32, 40, 42, 48, 56, 64}) {
    for (const std::string& line : lines(to_text(make_receipt(order, corner_shop(), {.copy = 1}), width))) {
      INFO("width " << width << ": " << line);
      CHECK(utf8_count(line) <= static_cast<std::size_t>(width));
      CHECK(is_utf8(line));
    }
  }
}
TEST_CASE("text breaks at blanks, and only a word too long for a line is cut", "[receipts]") {
  CHECK(lines(to_text(of_rows({text_row("the quick brown fox jumps")}), 10)) ==
        std::vector<std::string>{"the quick", "brown fox", "jumps"});
  CHECK(lines(to_text(of_rows({text_row("abcdefghijklmno pq")}), 10)) ==
        std::vector<std::string>{"abcdefghij", "klmno pq"});
  CHECK(lines(to_text(of_rows({text_row("0123456789 next")}), 10)) == std::vector<std::string>{"0123456789", "next"});
  CHECK(lines(to_text(of_rows({text_row("ab", Row::Align::end), text_row("ab", Row::Align::center)}), 10)) ==
        std::vector<std::string>{"        ab", "    ab"});
  CHECK(lines(to_text(of_rows({text_row("one\ntwo")}), 10)) == std::vector<std::string>{"one", "two"});
  CHECK(to_text(of_rows({text_row("a\x1b[31m\tb")})) == "a?[31m?b\n");
}
TEST_CASE("columns keep the right part whole, on the last line or one of its own", "[receipts]") {
  CHECK(lines(to_text(of_rows({columns("a long name", "1.00")}), 10)) ==
        std::vector<std::string>{"a", "long", "name  1.00"});
  CHECK(lines(to_text(of_rows({columns("TOTAL EUR", "12345.00")}), 12)) ==
        std::vector<std::string>{"TOTAL EUR", "    12345.00"});
  CHECK(lines(to_text(of_rows({columns("name", "12345678.00")}), 12)) ==
        std::vector<std::string>{"name", " 12345678.00"});
}

TEST_CASE("the receipt's JSON is its rows", "[receipts]") {
  std::string out;
  append_json(out, make_receipt(small_order(), corner_shop(), {.opens_drawer = true}));
  const auto json = parse_json(out);
  REQUIRE(json);
  CHECK(json->find("receiptNumber")->text() == "3-000042");
  CHECK(json->find("opensDrawer")->truth());
  CHECK(json->find("rows")->items()[0].find("left")->text() == "Corner Shop");
  CHECK(json->find("rows")->items()[0].find("align")->text() == "center");
}

TEST_CASE("a print starts with initialise, ends with a cut, and opens the drawer only when told", "[receipts]") {
  const std::string drawer{"\x1bp\x00\x19\xfa", 5};
  const std::string cut{"\x1dV\x42\x00", 4};
  const std::string plain = to_escpos(make_receipt(small_order(), corner_shop(), {}));
  CHECK(plain.substr(0, 2) == "\x1b@");
  CHECK(plain.substr(2, 3) == "\x1bt\x13");
  CHECK(plain.substr(plain.size() - cut.size()) == cut);
  CHECK(plain.find(drawer) == std::string::npos);
  CHECK(plain.find("{B3-000042") != std::string::npos);
  CHECK(to_escpos(make_receipt(small_order(), corner_shop(), {.opens_drawer = true})).find(drawer) !=
        std::string::npos);
}
TEST_CASE("no name or note sends a command to the printer", "[receipts]") {
  const auto commands = [](const std::string& print) {
    return std::count_if(print.begin(), print.end(), [](char c) { return c == '\x1b' || c == '\x1d' || c == '\x10'; });
  };
  orders::Order order = small_order();
  Site site = corner_shop();
  const std::string before = to_escpos(make_receipt(order, site, {}));
  const std::string evil = "\x1bp\x19\xfa\x1dV\x10\x14\x07\r\t\x1b@";
  for (orders::Item& each : order.items) each.name = evil;
  order.items[0].note = order.items[1].reason = order.note = order.staff_code = evil;
  order.payments[0].reference = evil;
  order.taxes[0].name = evil;
  site.name = site.tax_number = evil;
  site.address = {evil};
  site.receipt_footer = {evil};
  const std::string after = to_escpos(make_receipt(order, site, {}));
  const std::string reference = to_escpos(make_receipt(
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
      }(),
      {}));
  CHECK(commands(after) == commands(reference));
  CHECK(after.find('\t') == std::string::npos);
  CHECK(after.find('\r') == std::string::npos);
  CHECK(after.find('\a') == std::string::npos);
}

TEST_CASE("code page 858 has the letters of Western Europe and the euro sign; the rest becomes a question mark",
          "[receipts]") {
  CHECK(to_cp858("abc 123 ~") == "abc 123 ~");
  CHECK(to_cp858("\xe2\x82\xac") == "\xd5");
  CHECK(to_cp858("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f\xc3\xa9\xc3\x98") == "\x84\x94\x81\xe1\x82\x9d");
  CHECK(to_cp858("\xe7\x89\x9b") == "?");
  CHECK(to_cp858("\xf0\x9f\x98\x80") == "?");
  CHECK(to_cp858("\xff\xc3") == "??");
  CHECK(to_cp858("a\nb\x1b") == "a?b?");
}

TEST_CASE("reference: codepages", "[receipts][reference]") {
  const auto table = [] {
    const auto folder = reference::shared_folder();
    std::ifstream file{folder ? *folder / "vectors" / "table-codepages.json" : std::filesystem::path{}};
    std::stringstream text;
    text << file.rdbuf();
    return folder && file ? boost::json::parse(text.str()) : boost::json::value{};
  }();
  const auto failed = reference::run_vectors(
      "codepages",
      {{"encode", [](const boost::json::object& input, const boost::json::object& expect) {
          const std::string page = reference::text_of(input.at("codepage"));
          const std::string text = reference::text_of(input.at("text"));
          const bool ascii =
              std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
          if (page != "cp858" && !(ascii && page == "cp850")) throw reference::NotOffered{"code page " + page};
          return reference::compare(to_cp858(text), reference::bytes_of_hex(reference::text_of(expect.at("hex"))));
        }}});
  CHECK(failed == 0);
  if (table.is_null()) return;
  int right = 0;
  int wrong = 0;
  for (const auto& [byte, point] : table.at("pages").at("cp858").as_object()) {
    std::string text;
    const auto code = static_cast<unsigned>(std::stoul(reference::text_of(point), nullptr, 16));
    if (code < 0x800)
      text = {static_cast<char>(0xc0 | code >> 6), static_cast<char>(0x80 | (code & 0x3f))};
    else
      text = {static_cast<char>(0xe0 | code >> 12), static_cast<char>(0x80 | (code >> 6 & 0x3f)),
              static_cast<char>(0x80 | (code & 0x3f))};
    const bool same = to_cp858(text) == reference::bytes_of_hex(std::string_view{byte.data(), byte.size()});
    ++(same ? right : wrong);
  }
  std::cout << "reference table-codepages: " << right << " passed, " << wrong << " failed (code points of cp858)\n";
  CHECK(wrong == 0);
}
}  // namespace holdfast::receipts
