#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/transaction.h"
#include "receipts/signed_receipt.h"

/// The keys of signed receipts: this store's own, and the public parts of all stores of the company (data set
/// `receipt_key`).
namespace holdfast::receipts {
/// The one that signs: the newest whose public part the hub has, as nobody could check another. None: nothing is
/// signed.
std::optional<SigningKey> find_signing_key(db::Connection& connection);
/// A key whose public part the hub does not have yet.
std::optional<SigningKey> find_unregistered_key(db::Connection& connection);
/// When the newest key was made; none: there is no key.
std::optional<Instant> newest_key_made(db::Connection& connection);
void add_signing_key(db::Transaction& tx, const SigningKey& key, Instant now);
/// Seals by the newest field key the seeds that are in clear or under an older one; how many. All else here opens them.
int seal_seeds(db::Transaction& tx);
void set_registered(db::Transaction& tx, const KeyBytes& public_key, Instant now);

/// A key of some store as the hub published it.
struct KnownKey {
  std::string site_id, site_name;
  KeyBytes public_key{};
  std::optional<Instant> revoked;
};
/// All that go by this id: eight digits may be those of two keys.
std::vector<KnownKey> find_known_keys(db::Connection& connection, const std::string& key_id,
                                      const std::string& own_site);
}  // namespace holdfast::receipts
