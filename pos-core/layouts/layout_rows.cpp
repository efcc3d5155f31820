#include "layouts/layout_rows.h"

#include "base/check.h"

namespace holdfast::layouts {
std::optional<Stored> find(db::Connection& connection, std::optional<std::int64_t> version) {
  db::Statement& row = connection.prepare(
      "SELECT version, document, at_us FROM layout WHERE ?1 IS NULL OR version = ?1 ORDER BY version DESC LIMIT 1");
  if (!row.all(version).step()) return std::nullopt;
  const auto document = parse_json(row.text(1));
  check(document.has_value());
  auto layout = decode(*document, Document::stored);
  check(layout.has_value());  // what is stored was decoded before
  Stored stored{row.integer(0), *std::move(layout), row.instant(2)};
  row.reset();
  return stored;
}

std::int64_t newest_version(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT coalesce(max(version), 0) FROM layout");
  check(row.step());
  const std::int64_t version = row.integer(0);
  row.reset();
  return version;
}

void insert(db::Transaction& tx, std::int64_t version, const Layout& layout, std::int64_t staff_row, Instant now) {
  tx.prepare("INSERT INTO layout(version, document, staff_id, at_us) VALUES (?, ?, ?, ?)")
      .exec(version, encode(layout), staff_row == 0 ? std::nullopt : std::optional{staff_row}, now);
}
}  // namespace holdfast::layouts
