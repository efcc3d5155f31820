#include "queries/show_layout.h"

#include "catalogue/product_rows.h"
#include "catalogue/search.h"

namespace holdfast::queries {
namespace {
using layouts::Tile;
constexpr int tiles_of_a_page = 24;
constexpr std::size_t most_pages = 12;

void add(layouts::Page& page, Tile::Kind kind, const Uuid& target) {
  Tile tile;
  tile.kind = kind;
  tile.position = static_cast<int>(page.tiles.size());
  tile.target = target;
  page.tiles.push_back(std::move(tile));
}
void add_articles(layouts::Page& page, db::Connection& connection, const Site& site,
                  std::optional<std::int64_t> category) {
  const int room = tiles_of_a_page - static_cast<int>(page.tiles.size());
  if (room <= 0) return;
  const auto found = catalogue::find_products(connection, {.category = category, .active = true, .limit = room}, site);
  if (!found) return;
  for (const std::int64_t row : found->products)
    for (const catalogue::VariantRecord& record : catalogue::load_variants(connection, row))
      if (record.variant.active && page.tiles.size() < tiles_of_a_page)
        add(page, Tile::Kind::variant, record.variant.uuid);
}

void nullable_text(JsonWriter& json, std::string_view name, const std::string& text) {
  json.key(name);
  if (text.empty())
    json.null();
  else
    json.value(text);
}
/// One tile with everything it may have, null where it does not apply.
void append_tile(JsonWriter& json, const Tile& tile, const std::optional<catalogue::Category>& category,
                 const std::optional<catalogue::VariantRecord>& variant, const ShowProduct& as) {
  json.begin_object().member("kind", layouts::name_of(tile.kind)).member("position", tile.position);
  nullable_text(json, "label", tile.label);
  nullable_text(json, "colour", tile.colour);
  nullable_text(json, "image", tile.image);
  nullable_text(json, "action", tile.action);
  json.key("category");
  if (category)
    append_category(json, *category);
  else
    json.null();
  json.key("variant");
  if (variant)
    as.append(json, *variant);
  else
    json.null();
  json.end_object();
}
}  // namespace

layouts::Pages derive_layout(db::Connection& connection, const Site& site) {
  layouts::Pages pages;
  const auto categories = catalogue::all_categories(connection);
  for (const catalogue::Category& category : categories) {
    if (category.parent_row || pages.size() == most_pages) continue;
    layouts::Page& page = pages.emplace_back();
    page.label = category.name;
    page.colour = layouts::colours()[1 + (pages.size() - 1) % (layouts::colours().size() - 1)];
    for (const catalogue::Category& below : categories)
      if (below.parent_row == category.row) add(page, Tile::Kind::category, below.id);
    add_articles(page, connection, site, category.row);
  }
  if (pages.empty()) add_articles(pages.emplace_back(), connection, site, std::nullopt);
  return pages;
}

void append_layout(JsonWriter& json, db::Connection& connection, const std::optional<layouts::Stored>& stored,
                   const Site& site, const ShowProduct& as, int utc_offset_min) {
  const bool derived = !stored || stored->layout.pages.empty();
  json.begin_object().member("version", stored ? stored->version : 0).member("derived", derived);
  json.key("updatedAt");
  if (stored)
    json.time(stored->at, utc_offset_min);
  else
    json.null();
  json.key("pages").begin_array();
  for (const layouts::Page& page : derived ? derive_layout(connection, site) : stored->layout.pages) {
    json.begin_object().member("label", page.label);
    nullable_text(json, "colour", page.colour);
    json.key("tiles").begin_array();
    for (const Tile& tile : page.tiles) {
      std::optional<catalogue::Category> category;
      std::optional<catalogue::VariantRecord> variant;
      if (tile.kind == Tile::Kind::category && !(category = catalogue::find_category(connection, tile.target)))
        continue;
      if (tile.kind == Tile::Kind::variant) {
        variant = catalogue::load_variant(connection, tile.target);
        if (!variant || !variant->variant.active || !variant->product_active) continue;
      }
      append_tile(json, tile, category, variant, as);
    }
    json.end_array().end_object();
  }
  json.end_array().key("rooms").begin_array();
  if (stored)
    for (const layouts::Room& room : stored->layout.rooms) {
      json.begin_object().member("label", room.label).key("tables").begin_array();
      for (const layouts::Table& table : room.tables) layouts::append_json(json, table);
      json.end_array().end_object();
    }
  json.end_array();
  layouts::append_tares(json.key("tares"), stored ? stored->layout.tares : std::vector<layouts::Tare>{});
  json.end_object();
}
}  // namespace holdfast::queries
