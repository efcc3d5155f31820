#include <catch2/catch.hpp>

#include "gateway/display_post.h"
#include "gateway/scanner_post.h"

using namespace holdfast;
using namespace holdfast::gateway;
using commands::CustomerView;

namespace {
Site shop(const char* locale) {
  Site site;
  site.name = "Corner";
  site.locale = locale;
  return site;
}
std::string row(const display::View& view, std::size_t number) {
  return display::text_of(display::render(view, 0), number);
}

CustomerView selling() {
  CustomerView view;
  view.state = CustomerView::State::selling;
  view.lines = {{"Milk", Quantity::pieces(1), "piece", 119, 119, false},
                {"Apples", *parse_quantity("0.482"), "kg", 199, 96, true}};
  view.total = 1234;
  return view;
}
}  // namespace

TEST_CASE("a line display shows the latest line over the total, as the site's language writes", "[gateway]") {
  CHECK(row(line_view(selling(), shop("en-IE")), 0) == "0.482 kg Apples 0.96");
  CHECK(row(line_view(selling(), shop("en-IE")), 1) == "TOTAL          12.34");
  CHECK(row(line_view(selling(), shop("fr-FR")), 0) == "0,482 kg Apples 0,96");
  CHECK(row(line_view(selling(), shop("fr-FR")), 1).ends_with("12,34"));
}

TEST_CASE("a line display shows what is to pay, the change, and the greeting", "[gateway]") {
  CustomerView view = selling();
  view.state = CustomerView::State::paying;
  view.due = 234;
  CHECK(row(line_view(view, shop("en")), 1) == "To pay          2.34");
  view.state = CustomerView::State::done;
  view.change = 766;
  CHECK(row(line_view(view, shop("en")), 0) == "TOTAL          12.34");
  CHECK(row(line_view(view, shop("en")), 1) == "Change          7.66");
  view.state = CustomerView::State::idle;
  view.upper = "Welcome";
  CHECK(row(line_view(view, shop("en")), 0) == "      Welcome       ");
}

TEST_CASE("a scan is told with what it is, its GS1 elements, and text that is always UTF-8", "[gateway]") {
  scanner::ScanEvent event;
  event.symbology = barcodes::Symbology::gs1_128;
  event.aim = "]C1";
  event.data =
      "0109506000134352"
      "10LOT\x1d"
      "17261231";
  const std::string json = scan_json(event, {}, std::nullopt, {}, Instant{}, 0);
  CHECK(json.find(R"("symbology":"gs1_128","aim":"]C1")") != std::string::npos);
  CHECK(json.find(
            R"("gs1":[{"ai":"01","value":"09506000134352"},{"ai":"10","value":"LOT"},{"ai":"17","value":"261231"}])") !=
        std::string::npos);
  event = {};
  event.data = "caf\xe9";
  const std::string latin = scan_json(event, {}, std::nullopt, {}, Instant{}, 0);
  CHECK(latin.find("\"data\":\"caf\u00e9\"") != std::string::npos);
  CHECK(latin.find("\"gs1\":null") != std::string::npos);
}
