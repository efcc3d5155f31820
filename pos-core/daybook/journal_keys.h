#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"
#include "fiscal/ed25519.h"

/// The keys that sign the journal, one at a time and one an appliance. Their public parts are rows; a seed is derived
/// from the appliance's secret whenever something is signed, and is stored nowhere.
namespace holdfast::daybook {
struct JournalKey {
  std::int64_t generation = 0;
  fiscal::KeyBytes public_key{};
  std::optional<fiscal::Signature> endorsement;  ///< by the generation before, over fiscal::key_statement()
  std::string reason;                            ///< `first`, `rotated`, `appliance` (its secret is another one now)
  Instant made;
};
std::vector<JournalKey> load_keys(db::Connection& connection);

struct Signer {
  std::int64_t generation;
  fiscal::SigningKey key;
};
/// The key of now. Makes the first; and where the secret is not the one that the newest key came from (a backup on
/// another appliance), a next one that nobody vouches for, which every verification shows.
Signer signer(db::Transaction& tx, std::string_view secret, Instant now);
/// The key of now without making one; nothing where there is none, or the secret is not its own.
std::optional<Signer> present_signer(db::Connection& connection, std::string_view secret);
/// The next generation, which the present one signs for.
Signer rotate(db::Transaction& tx, std::string_view secret, Instant now);
}  // namespace holdfast::daybook
