#include "export/sheet.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "support/test_store.h"

using namespace holdfast;
using namespace holdfast::exports;

namespace {
struct Written {
  test::TestStore store;
  std::string of(const Sheet& sheet, const Wish& wish, std::int64_t rows) {
    std::ostringstream out;
    CHECK(write_sheet(store.db, sheet, wish, out) == rows);
    return out.str();
  }
};
const Sheet kinds{"kinds",
                  {{"text"},
                   {"number", Kind::number},
                   {"money", Kind::money},
                   {"quantity", Kind::quantity},
                   {"percent", Kind::percent},
                   {"time", Kind::time},
                   {"none"}},
                  "SELECT 'a', 7, -1234, 482000, 13500000, 1795255200000000, NULL"};
}  // namespace

TEST_CASE("cells are written by their kind, as CSV and as JSON Lines", "[export]") {
  Written written;
  CHECK(written.of(kinds, {}, 1) ==
        "text,number,money,quantity,percent,time,none\r\na,7,-12.34,0.482,13.5,2026-11-21T10:00:00.000Z,\r\n");
  Wish german;
  german.dialect = {';', ',', "\r\n", false};
  CHECK(written.of(kinds, german, 1).find("a;7;-12,34;0,482;13,5;") != std::string::npos);
  Wish lines;
  lines.format = Format::json_lines;
  CHECK(written.of(kinds, lines, 1) ==
        "{\"text\":\"a\",\"number\":7,\"money\":\"-12.34\",\"quantity\":\"0.482\",\"percent\":\"13.5\",\"time\":\"2026-"
        "11-21T10:00:00.000Z\","
        "\"none\":null}\n");
}

TEST_CASE("a text cannot leave its cell nor become a formula", "[export]") {
  Written written;
  const auto cell = [&](const std::string& literal) {
    const std::string sql = "SELECT " + literal;
    const std::string all = written.of({"one", {{"t"}}, sql}, {}, 1);
    return all.substr(3, all.size() - 5);
  };
  CHECK(cell("'a,b'") == "\"a,b\"");
  CHECK(cell("'say \"hi\"'") == "\"say \"\"hi\"\"\"");
  CHECK(cell("'two' || char(10) || 'lines'") == "\"two\nlines\"");
  CHECK(cell("'=1+1'") == "'=1+1");
  CHECK(cell("'@SUM(A1)'") == "'@SUM(A1)");
  CHECK(cell("'-5'") == "'-5");
  CHECK(cell("'plain'") == "plain");
}

TEST_CASE("every sheet can be asked for, and of an empty store has its heading alone", "[export]") {
  Written written;
  CHECK(sheets().size() == 9);
  for (const Sheet& sheet : sheets()) {
    CHECK(find_sheet(sheet.name) == &sheet);
    const std::string text = written.of(sheet, {}, 0);
    CHECK(std::count(text.begin(), text.end(), ',') == static_cast<std::ptrdiff_t>(sheet.columns.size()) - 1);
  }
  CHECK(find_sheet("dreams") == nullptr);
}
