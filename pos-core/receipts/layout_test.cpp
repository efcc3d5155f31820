#include "receipts/layout.h"

#include <catch2/catch.hpp>

namespace holdfast::receipts {
TEST_CASE("columns share a line while the right part stays whole and the left keeps half the paper", "[receipts]") {
  CHECK(fit_beside(30, 11, 42, 1));
  CHECK(fit_beside(100, 11, 42, 1));
  CHECK(fit_beside(5, 30, 42, 1));
  CHECK_FALSE(fit_beside(12, 30, 42, 1));
  CHECK_FALSE(fit_beside(0, 42, 42, 1));
  CHECK_FALSE(fit_beside(1, 60, 42, 1));
}
TEST_CASE("a table gives its first column what is left, then a line of its own, then every cell one", "[receipts]") {
  using Shape = TablePlan::Shape;
  const std::vector<int> natural{12, 8, 6, 8};
  const TablePlan wide = plan_table(natural, 5, 42, 1);
  CHECK(wide.shape == Shape::beside);
  CHECK(wide.widths == std::vector<int>{17, 8, 6, 8});
  const TablePlan narrow = plan_table(natural, 8, 32, 1);
  CHECK(narrow.shape == Shape::stacked);
  CHECK(narrow.widths[1] + narrow.widths[2] + narrow.widths[3] + 2 == 32);
  const TablePlan tiny = plan_table(natural, 8, 20, 1);
  CHECK(tiny.shape == Shape::listed);
  CHECK(tiny.widths == std::vector<int>{20, 20, 20, 20});
  CHECK(plan_table({}, 0, 20, 1).widths.empty());
}
TEST_CASE("marks take no place, East Asian letters two", "[receipts]") {
  CHECK(width_of("abc") == 3);
  CHECK(width_of("e\u0301") == 1);
  CHECK(width_of("نقدًا") == 4);
  CHECK(width_of("\u2068a\u2069\u200e") == 1);
  CHECK(width_of("牛奶") == 4);
  CHECK(wrap("牛奶牛奶", 5) == std::vector<std::string>{"牛奶", "牛奶"});
  CHECK(wrap("e\u0301e\u0301e\u0301", 2) == std::vector<std::string>{"e\u0301e\u0301", "e\u0301"});
}
TEST_CASE("what is shown neither commands a device nor turns other text round", "[receipts]") {
  CHECK(visible("a\x1b[31m\tb") == "a?[31m?b");
  CHECK(visible("1\u202e23\u2066\u2069") == "123");
  CHECK(visible("\xff\xc3") == "\ufffd\ufffd");
  CHECK(visible("a\nb\u200fc") == "a\nb\u200fc");
}
TEST_CASE("a text reads as its first letter does; figures alone read left to right", "[receipts]") {
  CHECK(reads_right_to_left("12 حليب"));
  CHECK_FALSE(reads_right_to_left("Milk حليب"));
  CHECK_FALSE(reads_right_to_left("-1,234.50 €"));
  CHECK(has_right_to_left("Milk حليب"));
  CHECK_FALSE(has_right_to_left("Crème €"));
}
TEST_CASE("a name that reads right to left is isolated, so that its price stays where it was", "[receipts]") {
  Receipt receipt;
  receipt.rows = {{Row::Kind::columns, "حليب", "1.75", Row::Align::start, false, false}};
  CHECK(to_text(receipt, 12) == "\u200e\u2068حليب\u2069    1.75\n");
  receipt.locale.language = Language::ar;
  CHECK(to_text(receipt, 12) == "\u200f\u2068حليب\u2069    \u20681.75\u2069\n");
}
}  // namespace holdfast::receipts
