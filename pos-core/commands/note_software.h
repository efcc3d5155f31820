#pragma once
#include "commands/context.h"

namespace holdfast::commands {
/// What serves the store.
struct Software {
  std::string release;       ///< `0.2.0`
  std::int64_t counter = 0;  ///< of the release; 0: nobody installed it from a bundle
  std::string digest;        ///< SHA-256 of its bundle, hex; may be empty
  friend bool operator==(const Software&, const Software&) = default;
};
/// At each start: when it is other software than what served before, SoftwareChanged and a line of the audit trail, as
/// fiscal journals ask for. The first one a store ever had is noted and no change.
/// Nothing need be written when it is_noted().
void note_software(db::Transaction& tx, const Software& now, Context& context);
bool is_noted(db::Connection& connection, const Software& now);
}  // namespace holdfast::commands
