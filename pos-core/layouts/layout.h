#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

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

/// Names of colours that a tile or page may have.
std::span<const std::string_view> colours();
std::string_view name_of(Tile::Kind kind);

/// `{"pages": […]}` as PUT /v1/layout takes it; complains about all that is wrong at once.
Result<Pages> decode(const Json& document);
/// The same document again, with ids in the place of references.
std::string encode(const Pages& pages);
}  // namespace holdfast::layouts
