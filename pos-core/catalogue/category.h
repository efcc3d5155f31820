#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/id.h"
#include "db/transaction.h"

namespace holdfast::catalogue {
/// Categories form a tree; a product may be in several.
struct Category {
  std::int64_t row = 0;
  Uuid id;
  std::string name;
  std::string slug;  ///< unique; what a web address shows
  std::optional<std::int64_t> parent_row;
  std::optional<Uuid> parent;
  int sort_order = 0;
};
/// `Café & bar` -> `cafe-bar`. Letters beyond Latin are left out; what leaves nothing is `category`.
std::string slug_of(std::string_view name);

std::vector<Category> all_categories(db::Connection& connection);  ///< by sort order, then name
std::optional<Category> find_category(db::Connection& connection, const Uuid& id);
/// By id or slug.
std::optional<Category> find_category(db::Connection& connection, std::string_view id_or_slug);
/// The row itself and everything below it.
std::vector<std::int64_t> with_descendants(db::Connection& connection, std::int64_t row);
/// From the top down.
std::vector<std::string> path_of(db::Connection& connection, std::int64_t row);

/// Gives it its row; an empty slug is made from the name, with a number behind it when it is taken.
void insert(db::Transaction& tx, Category& category, Instant now);
void update(db::Transaction& tx, const Category& category, Instant now);

/// Paths (`Food > Bread`) to rows, made when they are missing; remembers what it has seen.
class CategoryPaths {
 public:
  CategoryPaths(IdSource& ids, Instant now) : ids_{ids}, now_{now} {}
  std::int64_t row_of(db::Transaction& tx, const std::vector<std::string>& path);

 private:
  std::int64_t child(db::Transaction& tx, std::optional<std::int64_t> parent, const std::string& name);
  IdSource& ids_;
  Instant now_;
  std::unordered_map<std::string, std::int64_t> seen_;
};
}  // namespace holdfast::catalogue
