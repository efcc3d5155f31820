#pragma once
#include <optional>
#include <string>
#include <vector>

#include "daybook/journal_keys.h"
#include "fiscal/seal.h"

namespace holdfast::daybook {
/// A seal as it is kept: the very bytes that were signed.
struct StoredSeal {
  std::int64_t number = 0;
  std::string business_date;
  std::string document;
  Sha256 sha{};
  std::int64_t generation = 0;
  fiscal::Signature signature{};
  Instant closed;
};
std::optional<StoredSeal> newest_seal(db::Connection& connection);
std::optional<StoredSeal> find_seal(db::Connection& connection, std::int64_t number);
/// Newest first, below `before` (0: from the newest).
std::vector<StoredSeal> list_seals(db::Connection& connection, std::int64_t before, int limit);
void insert(db::Transaction& tx, const StoredSeal& seal, std::int64_t event_seq, std::int64_t staff_row);

/// Where a register stands: at its last seal, or now.
struct Place {
  std::int64_t register_row = 0;
  std::string register_id;
  int number = 0;
  std::int64_t record = 0, receipt = 0;
  Sha256 hash{};
};
/// Of all registers by number; one that no seal knows is at its beginning.
std::vector<Place> sealed_places(db::Connection& connection);
std::vector<Place> present_places(db::Connection& connection);
/// `place` is what the seal says of it.
void insert_place(db::Transaction& tx, std::int64_t seal, const Place& place);

/// The newest record of every register under one signature, so that what is not sealed yet cannot be changed either.
struct SignedHeads {
  std::string document;  ///< {format, at, heads: [{register, number, hash}]}
  std::int64_t generation = 0;
  fiscal::Signature signature{};
};
std::optional<SignedHeads> newest_heads(db::Connection& connection);
}  // namespace holdfast::daybook
