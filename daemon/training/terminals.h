#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"

namespace holdfast::training {
/// A paired terminal, as far as it has to be known elsewhere.
struct TerminalRow {
  Uuid id;
  std::string name;
  std::string token_hash;  ///< 32 bytes
  std::optional<std::int64_t> register_number;
  std::optional<std::string> proof_key;  ///< as it is sealed: the practice store has the same field keys
};
std::vector<TerminalRow> paired_terminals(db::Connection& live);
/// Adds those that are new and revokes those that are gone.
void replace_terminals(db::Transaction& practice, const std::vector<TerminalRow>& terminals, Instant now);
}  // namespace holdfast::training
