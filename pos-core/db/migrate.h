#pragma once
#include <span>
#include <string_view>

#include "db/connection.h"

namespace holdfast::db {
struct Migration {
  int number;
  std::string_view name;
  std::string_view sql;
};
/// Down to which schema programs can read and write what the migration leaves: its first line says so,
/// `-- readable-by: 0037`. Without one only programs that know it.
int readable_by(const Migration& migration);
/// The same of a file that all of them made.
int readable_by(std::span<const Migration> migrations);
/// A file's own word: its schema, and down to which schema programs can read and write it.
struct Schema {
  std::int64_t version = 0, readable_by = 0;
  friend bool operator==(const Schema&, const Schema&) = default;
};
Schema schema_of(Connection& connection);

/// The migrations of schema/edge in order, compiled in.
std::span<const Migration> edge_migrations();

constexpr int application_id = 0x48465354;  // "HFST"

/// Brings the file to the newest schema, each migration in its own transaction, with down to where it can be read.
/// A file of a newer release is left as it is where it says that we can read it, and refused otherwise; so are a file
/// of another program and one whose past migrations differ from ours. Returns how many ran.
int migrate(Connection& connection, std::span<const Migration> migrations = edge_migrations());
}  // namespace holdfast::db
