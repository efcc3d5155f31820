#include <algorithm>

#include "catalogue/category.h"

namespace holdfast::catalogue {
namespace {
#define CATEGORY_COLUMNS                                                                                            \
  "SELECT c.id, c.uuid, c.name, c.slug, c.parent_id, p.uuid, c.sort_order FROM category c LEFT JOIN category p ON " \
  "p.id = c.parent_id "

Category read(const db::Statement& row) {
  Category category{row.integer(0),       row.uuid(1),  row.string(2), row.string(3),
                    row.maybe_integer(4), std::nullopt, row.small(6)};
  if (!row.is_null(5)) category.parent = row.uuid(5);
  return category;
}
std::optional<Category> one(db::Statement& row) {
  if (!row.step()) return std::nullopt;
  Category category = read(row);
  row.reset();
  return category;
}
bool slug_taken(db::Connection& connection, std::string_view slug) {
  db::Statement& row = connection.prepare("SELECT 1 FROM category WHERE slug = ?");
  const bool taken = row.all(slug).step();
  row.reset();
  return taken;
}
}  // namespace

std::vector<Category> all_categories(db::Connection& connection) {
  std::vector<Category> categories;
  db::Statement& rows = connection.prepare(CATEGORY_COLUMNS "ORDER BY c.sort_order, c.name, c.id");
  while (rows.step()) categories.push_back(read(rows));
  return categories;
}
std::optional<Category> find_category(db::Connection& connection, const Uuid& id) {
  return one(connection.prepare(CATEGORY_COLUMNS "WHERE c.uuid = ?").all(id));
}
std::optional<Category> find_category(db::Connection& connection, std::string_view id_or_slug) {
  if (const auto id = parse_uuid(id_or_slug)) return find_category(connection, *id);
  return one(connection.prepare(CATEGORY_COLUMNS "WHERE c.slug = ?").all(id_or_slug));
}

std::vector<std::int64_t> with_descendants(db::Connection& connection, std::int64_t row) {
  std::vector<std::int64_t> rows;
  // UNION (not ALL) ends even if somebody made a circle by hand.
  db::Statement& below = connection.prepare(
      "WITH RECURSIVE tree(id) AS (SELECT ?1 UNION SELECT c.id FROM category c JOIN tree ON c.parent_id = tree.id) "
      "SELECT id FROM tree");
  below.all(row);
  while (below.step()) rows.push_back(below.integer(0));
  return rows;
}

std::vector<std::string> path_of(db::Connection& connection, std::int64_t row) {
  std::vector<std::string> path;
  db::Statement& above = connection.prepare(
      "WITH RECURSIVE up(id, name, parent_id) AS (SELECT id, name, parent_id FROM category WHERE id = ?1 "
      "UNION SELECT c.id, c.name, c.parent_id FROM category c JOIN up ON c.id = up.parent_id) SELECT name FROM up");
  above.all(row);
  while (above.step()) path.push_back(above.string(0));
  std::reverse(path.begin(), path.end());
  return path;
}

void insert(db::Transaction& tx, Category& category, Instant now) {
  if (category.slug.empty()) {
    const std::string wanted = slug_of(category.name);
    category.slug = wanted;
    for (int i = 2; slug_taken(tx.connection(), category.slug); ++i) category.slug = wanted + "-" + std::to_string(i);
  }
  tx.prepare(
        "INSERT INTO category(uuid, name, slug, parent_id, sort_order, created_us, updated_us) VALUES (?, ?, ?, ?, ?, "
        "?, ?)")
      .exec(category.id, category.name, category.slug, category.parent_row, category.sort_order, now, now);
  category.row = tx.last_rowid();
}
void update(db::Transaction& tx, const Category& category, Instant now) {
  tx.prepare("UPDATE category SET name = ?, slug = ?, parent_id = ?, sort_order = ?, updated_us = ? WHERE id = ?")
      .exec(category.name, category.slug, category.parent_row, category.sort_order, now, category.row);
}

std::int64_t CategoryPaths::child(db::Transaction& tx, std::optional<std::int64_t> parent, const std::string& name) {
  db::Statement& known = tx.prepare("SELECT id FROM category WHERE name = ? AND parent_id IS ? ORDER BY id LIMIT 1");
  const bool found = known.all(name, parent).step();
  const std::int64_t row = found ? known.integer(0) : 0;
  known.reset();
  if (found) return row;
  Category made{0, ids_.next(now_), name, {}, parent, std::nullopt, 0};
  insert(tx, made, now_);
  return made.row;
}

std::int64_t CategoryPaths::row_of(db::Transaction& tx, const std::vector<std::string>& path) {
  std::string key;
  for (const std::string& name : path) key.append(name).push_back('\x1f');
  if (const auto hit = seen_.find(key); hit != seen_.end()) return hit->second;
  std::optional<std::int64_t> row;
  for (const std::string& name : path) row = child(tx, row, name);
  seen_.emplace(std::move(key), *row);
  return *row;
}
}  // namespace holdfast::catalogue
