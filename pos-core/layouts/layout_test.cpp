#include "layouts/layout.h"

#include <catch2/catch.hpp>

namespace holdfast::layouts {
namespace {
Result<Layout> decoded(std::string_view text) {
  const auto json = parse_json(text);
  REQUIRE(json.has_value());
  return decode(*json);
}
std::vector<std::string> complaints(std::string_view text) {
  const auto pages = decoded(text);
  std::vector<std::string> pointers;
  if (!pages)
    for (const FieldError& field : pages.error().fields) pointers.push_back(field.pointer);
  return pointers;
}
constexpr std::string_view id = "01890000-0000-7000-8000-000000000001";
}  // namespace

TEST_CASE("a layout that was stored is read as it was given, tiles in their order", "[layouts]") {
  const auto layout = decoded(R"({"pages": [{"label": "Bakery", "colour": "brown", "tiles": [
    {"kind": "action", "position": 7, "action": "price_check"},
    {"kind": "variant", "position": 0, "sku": "BREAD", "label": "Bread", "colour": "orange", "image": "/pos/bread.svg"},
    {"kind": "category", "position": 3, "categoryId": "01890000-0000-7000-8000-000000000001"}]}]})");
  REQUIRE(layout.has_value());
  const Pages* const pages = &layout->pages;
  REQUIRE(pages->front().tiles.size() == 3);
  CHECK(pages->front().tiles[0].reference == "BREAD");
  CHECK(pages->front().tiles[1].target == *parse_uuid(id));
  CHECK(pages->front().tiles[2].action == "price_check");
  Layout resolved = *layout;
  resolved.pages[0].tiles[0].reference.clear();
  resolved.pages[0].tiles[0].target = *parse_uuid(id);
  const auto again = decoded(encode(resolved));
  REQUIRE(again.has_value());
  CHECK(*again == resolved);
}

TEST_CASE("all that is wrong with a layout is said at once", "[layouts]") {
  CHECK(complaints(R"({"pages": []})") == std::vector<std::string>{"/pages"});
  CHECK(complaints(R"({"pages": [{"label": "A", "tiles": [], "rows": 2}]})") ==
        std::vector<std::string>{"/pages/0/rows"});
  const auto found = complaints(R"({"pages": [{"label": "A", "colour": "mauve", "tiles": [
    {"kind": "variant", "position": 1},
    {"kind": "variant", "position": 1, "sku": "A", "variantId": "01890000-0000-7000-8000-000000000001"},
    {"kind": "action", "position": 2, "action": "Rm -rf"},
    {"kind": "category", "position": 3, "slug": "a", "image": "https://elsewhere.example/x.png"},
    {"kind": "applet", "position": 4}]}]})");
  for (const char* pointer :
       {"/pages/0/colour", "/pages/0/tiles/0/variantId", "/pages/0/tiles/1/variantId", "/pages/0/tiles/1/position",
        "/pages/0/tiles/2/action", "/pages/0/tiles/3/image", "/pages/0/tiles/4/kind"}) {
    INFO(pointer);
    CHECK(std::find(found.begin(), found.end(), pointer) != found.end());
  }
}

TEST_CASE("a plan of tables is kept with the layout", "[layouts]") {
  const auto layout = decoded(R"({"pages": [{"label": "A", "tiles": []}], "rooms": [
    {"label": "Terrace", "tables": [{"code": "T1", "column": 0, "row": 0},
      {"code": "T2", "shape": "round", "seats": 6, "column": 2, "row": 0, "columns": 3, "rows": 4}]},
    {"label": "Bar", "tables": []}]})");
  REQUIRE(layout.has_value());
  REQUIRE(layout->rooms.size() == 2);
  CHECK(layout->rooms[0].tables[0].columns == 2);
  CHECK(layout->rooms[0].tables[1].shape == Table::Shape::round);
  const auto again = decoded(encode(*layout));
  REQUIRE(again.has_value());
  CHECK(*again == *layout);
}

TEST_CASE("tables stand in their room, apart, and each has a name of its own", "[layouts]") {
  const auto found = complaints(R"({"pages": [{"label": "A", "tiles": []}], "rooms": [
    {"label": "Hall", "tables": [{"code": "1", "column": 0, "row": 0, "columns": 3}, {"code": "2", "column": 2, "row": 1},
      {"code": "3", "column": 23, "row": 0}, {"code": "4", "column": 6, "row": 15, "seats": -1}]},
    {"label": "Bar", "tables": [{"code": "1", "column": 0, "row": 0, "legs": 4}]}]})");
  for (const char* pointer : {"/rooms/0/tables/1", "/rooms/0/tables/2/columns", "/rooms/0/tables/3/rows",
                              "/rooms/0/tables/3/seats", "/rooms/1/tables/0/code", "/rooms/1/tables/0/legs"}) {
    INFO(pointer);
    CHECK(std::find(found.begin(), found.end(), pointer) != found.end());
  }
  CHECK(found.size() == 6);
}
}  // namespace holdfast::layouts
