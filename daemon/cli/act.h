#pragma once
#include <filesystem>
#include <string>

#include "daybook/audit_rows.h"
#include "db/connection.h"

namespace holdfast::cli {
// What a command does with a store's files, rather than by its routes, stands in the audit trail, too.

/// `members`: further members of the entry's detail, as JSON text without braces; who typed the command is added.
struct ToldAct {
  std::string action;
  std::string members = {};
};
/// Tells the store of a data folder, whether a daemon has it or not, before the act: what cannot be told is not done.
void tell_trail(const std::filesystem::path& data, const ToldAct& act);
/// The same by whoever holds the data folder's lock; nothing where there is no store yet.
void write_trail(const std::filesystem::path& data, const ToldAct& act);
/// Who typed the command: the user, and the one behind `sudo`.
std::string typed_by();
}  // namespace holdfast::cli
