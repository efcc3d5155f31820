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
/// The migrations of schema/edge in order, compiled in.
std::span<const Migration> edge_migrations();

constexpr int application_id = 0x48465354;  // "HFST"

/// Brings the file to the newest schema, each migration in its own transaction; refuses a file of another program, one
/// written by a newer release, and one whose past migrations differ from ours. Returns how many ran.
int migrate(Connection& connection, std::span<const Migration> migrations = edge_migrations());
}  // namespace holdfast::db
