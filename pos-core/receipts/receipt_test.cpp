#include "receipts/receipt.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "base/utf8.h"
#include "receipts/discounts.h"
#include "receipts/layout.h"
#include "support/sample_receipts.h"

namespace holdfast::receipts {
namespace {
using test::sample_sale;
using test::sold;
Site corner_shop() {
  Site site = test::sample_shop();
  site.receipt_footer = {"Thank you"};
  site.receipt_link.clear();
  return site;
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
  CHECK(to_text(make_receipt(sample_sale(), corner_shop(), {})) == R"(               Corner Shop
              1 Main Street
                  Galway
            Tax no. IE1234567T
------------------------------------------
Receipt 3-000042         21 Nov 2026 11:00
Till 3                        Cashier 1001
------------------------------------------
Bread                                 2.49
Milk 1 l
  3 × 1.19                            3.57
  Discount (3 for 2)                 -0.57
Apples
  1.234 kg × 3.00                     3.70
------------------------------------------
TOTAL                                €9.19
Cash rounding                         0.01
To pay                               €9.20
Cash                                 10.00
Change                               €0.80

             You saved €0.57
------------------------------------------
Tax rate                  Net   Tax  Gross
VAT 20 %                 7.66  1.53   9.19

                 3-000042

                Thank you
)");
}
TEST_CASE("a discount whose reason is only that word is named once, whichever till gave it", "[receipts]") {
  for (const std::string_view reason : {"Discount", "Remise", "خصم"}) {
    orders::Order order = test::large_sale();
    bool found = false;
    for (orders::Item& line : order.items)
      if (const std::size_t at = line.trail.find("Box damaged"); at != std::string::npos) {
        line.trail.replace(at, std::string_view{"Box damaged"}.size(), reason);
        found = true;
      }
    REQUIRE(found);
    const std::string text = to_text(make_receipt(order, corner_shop(), {}));
    CHECK(text.find("  Discount                       -100.00") != std::string::npos);
  }
}
TEST_CASE("taxes that come on top are shown between subtotal and total", "[receipts]") {
  orders::Order order = sample_sale();
  order.taxes[0].included = false;
  const std::string text = to_text(make_receipt(order, corner_shop(), {}));
  CHECK(text.find("Subtotal                              7.66\nVAT 20 %                              1.53\nTOTAL") !=
        std::string::npos);
}
TEST_CASE("discounts stand under their names: a line's below it, those over several lines before the total",
          "[receipts]") {
  const orders::Order order = test::large_sale();
  const std::string text = to_text(make_receipt(order, corner_shop(), {}));
  CHECK(text.find("  Discount (Box damaged)         -100.00") != std::string::npos);
  CHECK(text.find("Subtotal                          1,263.21\nCoupon AUTUMN10                     -11.00\nTOTAL       "
                  "                     €1,252.21") != std::string::npos);
  for (const orders::Item& line : order.items) {
    std::int64_t sum = 0;
    for (const Deduction& deduction : deductions_of(line)) sum += deduction.amount;
    CHECK(sum == line.discount);
  }
  CHECK(shared_deductions(order) == std::vector<Deduction>{{Deduction::Cause::coupon, "AUTUMN10", 1100}});
}
TEST_CASE("a trail that cannot be read is a discount without a name", "[receipts]") {
  orders::Item line = sold(1, "x", 1'000'000, 500, 500);
  line.discount = 50;
  for (const char* trail : {"", "nonsense", "{}", "[1,null,{}]", R"([{"stage":"list_amount","amount":500}])"}) {
    line.trail = trail;
    CHECK(deductions_of(line) == std::vector<Deduction>{{Deduction::Cause::line, "", 50}});
  }
}
TEST_CASE("with several taxes each line has the letter of its tax in the table", "[receipts]") {
  const Receipt receipt = make_receipt(test::large_sale(), corner_shop(), {});
  std::string marks;
  std::vector<std::string> table;
  for (const Row& row : receipt.rows) {
    if (row.kind == Row::Kind::columns && !row.mark.empty()) marks += row.mark;
    if (row.kind == Row::Kind::table) table.push_back(row.cells[0]);
  }
  CHECK(marks == "CB ACB");
  CHECK(table == std::vector<std::string>{"Tax rate", "A VAT 13.5 %", "B VAT 23 %", "C VAT 0 %"});
}
TEST_CASE("foreign cash shows what was handed over and its rate; tenders have the store's names", "[receipts]") {
  payments::Tender dollars;
  dollars.code = "usd";
  dollars.name = "US dollars";
  const std::string text = to_text(make_receipt(test::large_sale(), corner_shop(), {.tenders = {dollars}}));
  CHECK(text.find("US dollars                          460.00\n  $500.00 × 0.92\nCard") != std::string::npos);
  CHECK(text.find("  Ref. 000123 **** 4242") != std::string::npos);
}
TEST_CASE("a copy says so, a gift receipt has no prices, and a return its order", "[receipts]") {
  orders::Order order = sample_sale();
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
  CHECK(back.find("For receipt\n") != std::string::npos);
  CHECK(back.find("017f22e2-79b0-7cc3-98c4-dc0c0c07398f") != std::string::npos);
  const std::string numbered = to_text(make_receipt(order, corner_shop(), {.original_receipt = "3-000007"}));
  CHECK(numbered.find("For receipt                       3-000007") != std::string::npos);
  order.kind = orders::Kind::void_;
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("VOID\n") != std::string::npos);
  order.voided_by = order.original;
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("VOIDED\n") != std::string::npos);
  const std::string practice = to_text(make_receipt(order, corner_shop(), {.training = true}));
  CHECK(practice.find("TRAINING") != practice.rfind("TRAINING"));
}
TEST_CASE("amounts have the decimals of their currency", "[receipts]") {
  orders::Order order = sample_sale();
  order.currency = *find_currency("JPY");
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("TOTAL                                 ¥919\n") !=
        std::string::npos);
  order.currency = *find_currency("KWD");
  CHECK(to_text(make_receipt(order, corner_shop(), {})).find("TOTAL                            KWD 0.919\n") !=
        std::string::npos);
}

TEST_CASE("no line is wider than the paper, whatever the names are", "[receipts]") {
  orders::Order order = sample_sale();
  order.items.push_back(sold(
      4, "A very long article name that nobody would ever fit on one line of paper, not even in the smallest print",
      2'000'000, 123'456'789, 246'913'578));
  order.items.push_back(sold(5, std::string(100, 'W'), 1'000'000, 5, 5));
  order.items.push_back(sold(6,
                             "Cr\xc3\xa8me br\xc3\xbbl\xc3\xa9"
                             "e \xe7\x89\x9b\xe5\xa5\xb6 with code points of many bytes \xf0\x9f\x98\x80",
                             1'000'000, 5, 5));
  order.items.push_back(sold(7, "", 1'000'000, 5, 5));
  order.items.push_back(sold(8, std::string(60, ' ') + "x", 1'000'000, 5, 5));
  order.note = "first line\nsecond line of the note";
  for (const Locale& locale : {Locale{}, Locale{Language::fr}, Locale{Language::ar, true}})
    for (const int width : {16, 20, 24, 30, 32, 40, 42, 48, 56, 64}) {
      for (const std::string& line :
           lines(to_text(make_receipt(order, corner_shop(), {.copy = 1, .locale = locale}), width))) {
        INFO("width " << width << ": " << line);
        CHECK(width_of(line) <= width);
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
  append_json(out, make_receipt(sample_sale(), corner_shop(), {.opens_drawer = true}));
  const auto json = parse_json(out);
  REQUIRE(json);
  CHECK(json->find("receiptNumber")->text() == "3-000042");
  CHECK(json->find("opensDrawer")->truth());
  CHECK(json->find("language")->text() == "en");
  CHECK(json->find("issuedAt")->text() == "2026-11-21T11:00:00.000+01:00");
  CHECK(json->find("rows")->items()[0].find("kind")->text() == "logo");
  CHECK(json->find("rows")->items()[1].find("left")->text() == "Corner Shop");
  CHECK(json->find("rows")->items()[1].find("align")->text() == "center");
}
}  // namespace holdfast::receipts
