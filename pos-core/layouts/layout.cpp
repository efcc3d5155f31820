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
constexpr std::size_t most_pages = 30, most_tiles = 120, longest_label = 40, longest_image = 32 * 1024;

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

void optional_text(JsonWriter& json, std::string_view name, const std::string& text) {
  if (!text.empty()) json.member(name, text);
}
}  // namespace

std::span<const std::string_view> colours() { return colour_names; }
std::string_view name_of(Tile::Kind kind) { return kinds[static_cast<std::size_t>(kind)]; }

Result<Pages> decode(const Json& document) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Pages pages;
  std::size_t number = 0;
  for (const Json& page : fields.array("pages", true, most_pages))
    pages.push_back(decode_page(page, "/pages/" + std::to_string(number++), errors));
  fields.finish();
  if (errors.empty() && pages.empty()) fields.complain("pages", "needs one page at least");
  TRY(accept_fields(std::move(errors)));
  return pages;
}

std::string encode(const Pages& pages) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().key("pages").begin_array();
  for (const Page& page : pages) {
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
  json.end_array().end_object();
  return out;
}
}  // namespace holdfast::layouts
