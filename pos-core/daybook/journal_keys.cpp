#include "daybook/journal_keys.h"

#include <algorithm>

#include "fiscal/seal.h"

namespace holdfast::daybook {
namespace {
template <std::size_t N>
std::array<std::uint8_t, N> array_of(std::string_view blob) {
  std::array<std::uint8_t, N> out{};
  std::copy_n(blob.begin(), std::min(blob.size(), N), reinterpret_cast<char*>(out.data()));
  return out;
}
Signer derive(std::string_view secret, std::int64_t generation) {
  return {generation, fiscal::SigningKey{fiscal::journal_seed(secret, generation)}};
}
Signer keep(db::Transaction& tx, Signer made, const std::optional<fiscal::Signature>& endorsement,
            std::string_view reason, Instant now) {
  const std::optional<std::span<const std::uint8_t>> by =
      endorsement ? std::optional<std::span<const std::uint8_t>>{*endorsement} : std::nullopt;
  tx.prepare("INSERT INTO journal_key(generation, public_key, endorsement, reason, made_us) VALUES (?, ?, ?, ?, ?)")
      .exec(made.generation, std::span<const std::uint8_t>{made.key.public_key()}, by, reason, now);
  return made;
}
}  // namespace

std::vector<JournalKey> load_keys(db::Connection& connection) {
  db::Statement& rows = connection.prepare(
      "SELECT generation, public_key, endorsement, reason, made_us FROM journal_key ORDER BY generation");
  std::vector<JournalKey> out;
  while (rows.step()) {
    JournalKey key{rows.integer(0), array_of<32>(rows.blob(1)), {}, rows.string(3), rows.instant(4)};
    if (!rows.is_null(2)) key.endorsement = array_of<64>(rows.blob(2));
    out.push_back(std::move(key));
  }
  return out;
}

Signer signer(db::Transaction& tx, std::string_view secret, Instant now) {
  db::Statement& row = tx.prepare("SELECT generation, public_key FROM journal_key ORDER BY generation DESC LIMIT 1");
  std::int64_t generation = 0;
  fiscal::KeyBytes known{};
  if (row.step()) {
    generation = row.integer(0);
    known = array_of<32>(row.blob(1));
  }
  row.reset();
  if (generation == 0) return keep(tx, derive(secret, 1), {}, "first", now);
  Signer present = derive(secret, generation);
  if (present.key.public_key() == known) return present;
  return keep(tx, derive(secret, generation + 1), {}, "appliance", now);
}

std::optional<Signer> present_signer(db::Connection& connection, std::string_view secret) {
  const std::vector<JournalKey> keys = load_keys(connection);
  if (keys.empty()) return std::nullopt;
  Signer present = derive(secret, keys.back().generation);
  if (present.key.public_key() != keys.back().public_key) return std::nullopt;
  return present;
}

Signer rotate(db::Transaction& tx, std::string_view secret, Instant now) {
  const Signer present = signer(tx, secret, now);
  Signer next = derive(secret, present.generation + 1);
  const fiscal::Signature by = present.key.sign(fiscal::key_statement(next.generation, next.key.public_key()));
  return keep(tx, std::move(next), by, "rotated", now);
}
}  // namespace holdfast::daybook
