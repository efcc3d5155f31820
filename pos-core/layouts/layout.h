#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "money/quantity.h"

namespace holdfast::layouts {
/// One thing to tap on. Colours are names that the page gives a look in light and dark.
struct Tile {
  enum class Kind { category, variant, action } kind = Kind::variant;
  int position = 0;       ///< place on its page, row by row from the start; unique there, gaps stay empty
  Uuid target;            ///< of a category or variant
  std::string reference;  ///< as given instead of the id: a variant's SKU, a category's slug; empty once stored
  std::string action;     ///< a word the page knows (`price_check`); of an action
  std::string label;      ///< empty: the name of what it stands for
  std::string colour;     ///< empty: the page's
  std::string image;      ///< path on this daemon or `data:image/…`; empty: none
  friend bool operator==(const Tile&, const Tile&) = default;
};
struct Page {
  std::string label;
  std::string colour;
  std::vector<Tile> tiles;  ///< by position
  friend bool operator==(const Page&, const Page&) = default;
};
using Pages = std::vector<Page>;

/// A table on the plan of its room: where it stands, in squares of the room's grid (`room_columns` by `room_rows`).
struct Table {
  enum class Shape { square, round } shape = Shape::square;
  std::string code;  ///< what checks name it by; unique in the store
  int seats = 0;     ///< 0: not said
  int column = 0, row = 0, columns = 2, rows = 2;
  friend bool operator==(const Table&, const Table&) = default;
};
struct Room {
  std::string label;
  std::vector<Table> tables;
  friend bool operator==(const Room&, const Room&) = default;
};
inline constexpr int room_columns = 24, room_rows = 16;
std::string_view name_of(Table::Shape shape);

/// Packaging that a cashier takes off a weight by one key.
struct Tare {
  std::string label;
  std::string unit;  ///< kg | g | lb | oz
  Quantity weight;
  friend bool operator==(const Tare&, const Tare&) = default;
};

struct Layout {
  Pages pages;              ///< empty: made from the categories
  std::vector<Room> rooms;  ///< empty: the store serves no tables, or knows no plan of them
  std::vector<Tare> tares = {};
  friend bool operator==(const Layout&, const Layout&) = default;
};

/// Names of colours that a tile or page may have.
std::span<const std::string_view> colours();
std::string_view name_of(Tile::Kind kind);

/// `{"pages": […], "rooms": […]?, "tares": […]?}` as PUT /v1/layout takes it; complains about all that is wrong at
/// once. The plan has no pages, as PUT /v1/layout/plan takes it; what is stored after one may have none yet.
enum class Document : std::uint8_t { whole, plan, stored };
Result<Layout> decode(const Json& document, Document which = Document::whole);
/// The same document again, with ids in the place of references.
std::string encode(const Layout& layout);
void append_json(JsonWriter& json, const Table& table);
void append_tares(JsonWriter& json, const std::vector<Tare>& tares);
/// The same, of an object that has more.
void append_members(JsonWriter& json, const Table& table);
}  // namespace holdfast::layouts
