#include "cli/replay_document.h"

#include <catch2/catch.hpp>

#include "cli/replay_request.h"
#include "cli/stop.h"

namespace holdfast::cli {
namespace {
constexpr const char* month_text =
    "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
    "536365,85123A,\"HEART, WHITE\",6,2010-12-01 08:26:00,2.55,17850,United Kingdom\n"
    "536365,85123A,\"HEART, WHITE\",6,2010-12-01 08:26:00,2.95,17850,United Kingdom\n"
    "C536379,D,Discount,-1,2010-12-01 09:41:00,27.50,14527,United Kingdom\n"
    "536589,21777,,-10,2010-12-01 16:50:00,0.00,,United Kingdom\n"
    "536400,85123A,OTHER NAME,2,2010-12-02 10:00:00,2.55,,France\n"
    "536401,POST,POSTAGE,1,2010-12-02 10:00:00,18.00,,France\n"
    "536401,21777,LUNCH BOX,-1,2010-12-02 10:00:00,1.65,,France\n"
    "A563186,B,Adjust bad debt,1,2010-12-02 14:51:00,-11062.06,,United Kingdom\n";
}

TEST_CASE("a month's documents keep their lines, days and kinds", "[cli]") {
  const ReplayMonth month = read_month(month_text);
  REQUIRE(month.documents.size() == 6);
  CHECK(month.lines() == 8);
  constexpr ReplayKind kinds[] = {ReplayKind::sale, ReplayKind::return_, ReplayKind::stock,
                                  ReplayKind::sale, ReplayKind::mixed,   ReplayKind::adjustment};
  for (std::size_t i = 0; i < month.documents.size(); ++i) CHECK(month.documents[i].kind() == kinds[i]);
  CHECK(month.documents[0].reference() == "536365@2010-12-01");
  CHECK(month.documents[0].lines[1].unit_price == 295);
  CHECK(month.documents[5].lines[0].unit_price == -1'106'206);
}

TEST_CASE("an article is called and priced as it mostly was, and a charge is kept out of stock", "[cli]") {
  const ReplayMonth month = read_month(month_text);
  CHECK(month.articles.at("85123A").name == "HEART, WHITE");
  CHECK(month.articles.at("85123A").price == 255);
  CHECK(month.articles.at("85123A").tracks_stock);
  CHECK(month.articles.at("B").price == 0);
  CHECK_FALSE(month.articles.at("POST").tracks_stock);
}

TEST_CASE("each kind of document becomes the calls a till would make", "[cli]") {
  const ReplayMonth month = read_month(month_text);
  const auto paths = [&](std::size_t document) {
    std::string out;
    for (const ReplayRequest& request : requests_for(month.documents[document], "R")) out += request.path + " ";
    return out;
  };
  CHECK(paths(0) == "/v1/sales ");
  CHECK(paths(1) == "/v1/returns ");
  CHECK(paths(2) == "/v1/stock/moves ");
  CHECK(paths(4) == "/v1/carts /v1/carts/{cart}/items /v1/carts/{cart}/items /v1/orders ");
  CHECK(paths(5) == "/v1/returns ");
  const ReplayRequest adjustment = requests_for(month.documents[5], "R").front();
  CHECK(adjustment.body.find(R"("quantity":1,"unitPrice":1106206)") != std::string::npos);
  CHECK(adjustment.key == "replay-A563186");
}

TEST_CASE("a row that cannot be read is named by its line", "[cli]") {
  const std::string text =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n1,A,\"two\nlines\",1,2010-12-01 "
      "08:00:00,1.00\n2,B,x,many,2010-12-01 08:00:00,1.00\n";
  CHECK_THROWS_WITH(read_month(text), Catch::Contains("line 4") && Catch::Contains("many"));
  CHECK_THROWS_AS(read_month("InvoiceNo,StockCode\n"), Stop);
}

TEST_CASE("expected sums are read by kind and day", "[cli]") {
  const ReplaySums sums = read_expected(
      R"({"month":"2010-12","documents_sale":3,"lines_sale":7,"minor_sale":-5,"minor_by_day":{"2010-12-01":12}})");
  CHECK(sums.documents.at("sale") == 3);
  CHECK(sums.lines.at("sale") == 7);
  CHECK(sums.minor.at("sale") == -5);
  CHECK(sums.minor_by_day.at("2010-12-01") == 12);
  CHECK(sums.minor.size() == 1);
}
}  // namespace holdfast::cli
