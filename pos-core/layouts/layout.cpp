#include "layouts/layout.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/json_writer.h"

namespace holdfast::layouts {
namespace {
constexpr std::array<std::string_view, 10> colour_names{"grey", "red",  "orange", "yellow", "green",
                                                        "teal", "blue", "purple", "pink",   "brown"};
constexpr std::array<std::string_view, 3> kinds{"category", "variant", "action"};
constexpr std::size_t most_pages = 30, most_tiles = 120, most_rooms = 20, most_tables = 100, most_tares = 20,
                      longest_code = 20, longest_label = 40, longest_image = 32 * 1024;

constexpr std::array<std::string_view, 2> shapes{"square", "round"};

bool is_action(std::string_view word) {
  return !word.empty() && word.size() <= 40 &&
         std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}
/// The pages load nothing from elsewhere, so an address of another host could never be shown.
bool is_image(std::string_view text) {
  return (text.starts_with('/') && !text.starts_with("//")) || text.starts_with("data:image/");
}

/// A target's id, or what may stand for it in its place.
void read_target(JsonFields& fields, Tile& tile, std::string_view id, std::string_view reference, std::size_t longest) {
  const auto target = fields.maybe_uuid(id);
  const auto named = fields.maybe_text(reference, longest);
  if (target.has_value() == (named && !named->empty()))
    fields.complain(id, "is required, or `" + std::string{reference} + "` in its place");
  tile.target = target.value_or(Uuid{});
  tile.reference = named.value_or("");
}

Tile decode_tile(const Json& value, std::string pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, std::move(pointer)};
  Tile tile;
  const std::string kind = fields.word("kind", kinds);
  tile.position = static_cast<int>(fields.integer("position", 0, 999));
  tile.label = fields.maybe_text("label", longest_label).value_or("");
  tile.colour = fields.maybe_word("colour", colour_names).value_or("");
  tile.image = fields.maybe_text("image", longest_image).value_or("");
  if (!tile.image.empty() && !is_image(tile.image))
    fields.complain("image", "is a path on this daemon or data:image/…");
  if (kind == "category") {
    tile.kind = Tile::Kind::category;
    read_target(fields, tile, "categoryId", "slug", 120);
  } else if (kind == "action") {
    tile.kind = Tile::Kind::action;
    tile.action = fields.text("action", 40);
    if (!tile.action.empty() && !is_action(tile.action)) fields.complain("action", "is a word of a-z and _");
  } else if (kind == "variant") {
    read_target(fields, tile, "variantId", "sku", 120);
  } else {
    return tile;  // its other members cannot be judged
  }
  fields.finish();
  return tile;
}

Page decode_page(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  Page page;
  page.label = fields.text("label", longest_label);
  page.colour = fields.maybe_word("colour", colour_names).value_or("");
  std::set<int> taken;
  std::size_t number = 0;
  for (const Json& tile : fields.array("tiles", true, most_tiles)) {
    const std::string at = pointer + "/tiles/" + std::to_string(number++);
    page.tiles.push_back(decode_tile(tile, at, errors));
    if (!taken.insert(page.tiles.back().position).second) errors.push_back({at + "/position", "is taken on this page"});
  }
  fields.finish();
  std::sort(page.tiles.begin(), page.tiles.end(), [](const Tile& a, const Tile& b) { return a.position < b.position; });
  return page;
}

Table decode_table(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  Table table;
  table.code = fields.text("code", longest_code);
  if (fields.maybe_word("shape", shapes).value_or("square") == "round") table.shape = Table::Shape::round;
  table.seats = static_cast<int>(fields.maybe_integer("seats", 0, 100).value_or(0));
  table.column = static_cast<int>(fields.integer("column", 0, room_columns - 1));
  table.row = static_cast<int>(fields.integer("row", 0, room_rows - 1));
  table.columns = static_cast<int>(fields.maybe_integer("columns", 1, room_columns).value_or(2));
  table.rows = static_cast<int>(fields.maybe_integer("rows", 1, room_rows).value_or(2));
  if (table.column + table.columns > room_columns) fields.complain("columns", "leads out of the room");
  if (table.row + table.rows > room_rows) fields.complain("rows", "leads out of the room");
  fields.finish();
  return table;
}
bool overlap(const Table& a, const Table& b) {
  return a.column < b.column + b.columns && b.column < a.column + a.columns && a.row < b.row + b.rows &&
         b.row < a.row + a.rows;
}

Room decode_room(const Json& value, const std::string& pointer, std::set<std::string>& codes,
                 std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  Room room;
  room.label = fields.text("label", longest_label);
  for (const Json& each : fields.array("tables", true, most_tables)) {
    const std::string at = pointer + "/tables/" + std::to_string(room.tables.size());
    Table table = decode_table(each, at, errors);
    if (!codes.insert(table.code).second) errors.push_back({at + "/code", "is there twice"});
    if (std::any_of(room.tables.begin(), room.tables.end(), [&](const Table& other) { return overlap(table, other); }))
      errors.push_back({at, "stands where another table stands"});
    room.tables.push_back(std::move(table));
  }
  fields.finish();
  return room;
}

Tare decode_tare(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  static constexpr std::array<std::string_view, 4> units{"kg", "g", "lb", "oz"};
  JsonFields fields{value, errors, pointer};
  Tare tare;
  tare.label = fields.text("label", longest_label);
  tare.unit = fields.maybe_word("unit", units).value_or("kg");
  const auto weight = parse_quantity(fields.maybe_decimal("weight").value_or(""));
  if (!weight || weight->micro() <= 0)
    fields.complain("weight", "must be a weight above 0");
  else
    tare.weight = *weight;
  fields.finish();
  return tare;
}

void optional_text(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}
}  // namespace

std::span<const std::string_view> colours() { return colour_names; }
std::string_view name_of(Tile::Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }

std::string_view name_of(Table::Shape shape) { return shapes[static_cast<std::size_t>(shape)]; }

Result<Layout> decode(const Json& document, Document which) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Layout layout;
  std::size_t number = 0;
  if (which != Document::plan)
    for (const Json& page : fields.array("pages", true, most_pages))
      layout.pages.push_back(decode_page(page, "/pages/" + std::to_string(number++), errors));
  std::set<std::string> codes;
  for (const Json& room : fields.array("rooms", false, most_rooms))
    layout.rooms.push_back(decode_room(room, "/rooms/" + std::to_string(layout.rooms.size()), codes, errors));
  for (const Json& tare : fields.array("tares", false, most_tares))
    layout.tares.push_back(decode_tare(tare, "/tares/" + std::to_string(layout.tares.size()), errors));
  fields.finish();
  if (which == Document::whole && errors.empty() && layout.pages.empty())
    fields.complain("pages", "needs one page at least");
  TRY(accept_fields(std::move(errors)));
  return layout;
}

namespace {
void append_page(JsonWriter& json, const Page& page) {
  json.begin_object().member("label", page.label);
  optional_text(json, "colour", page.colour);
  json.key("tiles").begin_array();
  for (const Tile& tile : page.tiles) {
    json.begin_object().member("kind", name_of(tile.kind)).member("position", tile.position);
    if (tile.kind == Tile::Kind::category) json.member("categoryId", tile.target);
    if (tile.kind == Tile::Kind::variant) json.member("variantId", tile.target);
    optional_text(json, "action", tile.action);
    optional_text(json, "label", tile.label);
    optional_text(json, "colour", tile.colour);
    optional_text(json, "image", tile.image);
    json.end_object();
  }
  json.end_array().end_object();
}
}  // namespace

void append_json(JsonWriter& json, const Table& table) {
  json.begin_object();
  append_members(json, table);
  json.end_object();
}
void append_members(JsonWriter& json, const Table& table) {
  json.member("code", table.code).member("shape", name_of(table.shape)).member("seats", table.seats);
  json.member("column", table.column).member("row", table.row);
  json.member("columns", table.columns).member("rows", table.rows);
}

void append_tares(JsonWriter& json, const std::vector<Tare>& tares) {
  json.begin_array();
  for (const Tare& tare : tares)
    json.begin_object()
        .member("label", tare.label)
        .member("weight", to_string(tare.weight))
        .member("unit", tare.unit)
        .end_object();
  json.end_array();
}

std::string encode(const Layout& layout) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("pages").begin_array();
  for (const Page& page : layout.pages) append_page(json, page);
  json.end_array();
  if (!layout.tares.empty()) append_tares(json.key("tares"), layout.tares);
  if (!layout.rooms.empty()) {
    json.key("rooms").begin_array();
    for (const Room& room : layout.rooms) {
      json.begin_object().member("label", room.label).key("tables").begin_array();
      for (const Table& table : room.tables) append_json(json, table);
      json.end_array().end_object();
    }
    json.end_array();
  }
  json.end_object();
  return out;
}
}  // namespace holdfast::layouts
