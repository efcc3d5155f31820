#include "receipts/receipt_keys.h"

#include <algorithm>

#include "base/digest.h"
#include "base/json.h"
#include "vault/keys_of.h"

namespace holdfast::receipts {
namespace {
KeyBytes bytes_of(std::string_view blob) {
  KeyBytes out{};
  std::copy_n(blob.begin(), std::min(blob.size(), out.size()), reinterpret_cast<char*>(out.data()));
  return out;
}
std::string seed_place(std::string_view key_id) { return "receipt_key.seed/" + std::string{key_id}; }
std::optional<SigningKey> one(db::Connection& connection, db::Statement& row) {
  std::optional<SigningKey> found;
  if (row.step()) {
    const KeyBytes open = bytes_of(row.blob(1));
    found = SigningKey{bytes_of(vault::open(connection, row.blob(0), seed_place(key_id_of(open)))), open};
  }
  row.reset();
  return found;
}
std::span<const std::uint8_t> blob_of(const std::string& bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
std::string text_of(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<KeyBytes> from_hex(std::string_view text) {
  KeyBytes out{};
  if (text.size() != 2 * out.size()) return std::nullopt;
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < out.size(); ++i) {
    const std::size_t high = digits.find(text[2 * i]), low = digits.find(text[2 * i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return out;
}
}  // namespace

std::optional<SigningKey> find_signing_key(db::Connection& connection) {
  return one(
      connection, connection.prepare("SELECT seed, public_key FROM receipt_signing_key WHERE registered_us IS NOT NULL AND "
                         "retired_us IS NULL ORDER BY "
                         "made_us DESC LIMIT 1"));
}
std::optional<SigningKey> find_unregistered_key(db::Connection& connection) {
  return one(connection, connection.prepare(
      "SELECT seed, public_key FROM receipt_signing_key WHERE registered_us IS NULL ORDER BY made_us LIMIT 1"));
}
std::optional<Instant> newest_key_made(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT max(made_us) FROM receipt_signing_key");
  std::optional<Instant> made;
  if (row.step() && !row.is_null(0)) made = row.instant(0);
  row.reset();
  return made;
}
void add_signing_key(db::Transaction& tx, const SigningKey& key, Instant now) {
  const std::string id = key_id_of(key.public_key);
  const std::string seed = vault::keys_of(tx.connection()).seal(holdfast::bytes_of(key.seed), seed_place(id));
  tx.prepare(
        "INSERT INTO receipt_signing_key(key_id, seed, public_key, made_us) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .exec(id, blob_of(seed),
            std::span<const std::uint8_t>{key.public_key}, now);
}
void set_registered(db::Transaction& tx, const KeyBytes& public_key, Instant now) {
  tx.prepare("UPDATE receipt_signing_key SET registered_us = ? WHERE public_key = ?")
      .exec(now, std::span<const std::uint8_t>{public_key});
}

int seal_seeds(db::Transaction& tx) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  std::vector<std::pair<std::string, std::string>> sealed;
  db::Statement& rows = tx.prepare("SELECT key_id, seed FROM receipt_signing_key");
  while (rows.step()) {
    const std::string place = seed_place(rows.text(0));
    if (!keys.empty() && !rows.blob(1).starts_with(keys.newest_prefix()))
      sealed.emplace_back(rows.string(0), keys.seal(vault::open(tx.connection(), rows.blob(1), place), place));
  }
  for (const auto& [id, seed] : sealed)
    tx.prepare("UPDATE receipt_signing_key SET seed = ? WHERE key_id = ?").exec(blob_of(seed), id);
  return static_cast<int>(sealed.size());
}

std::vector<KnownKey> find_known_keys(db::Connection& connection, const std::string& key_id,
                                      const std::string& own_site) {
  std::vector<KnownKey> found;
  // Keyed `site/key id`: a company has some thousands at most, and nobody waits for more than a scan of them.
  const std::string end = "%/" + key_id;
  db::Statement& rows =
      connection.prepare("SELECT body FROM feed_row WHERE dataset = 'receipt_key' AND row_key LIKE ?");
  rows.all(end);
  while (rows.step()) {
    const auto body = parse_json(rows.text(0));
    const auto key = body ? from_hex(text_of(*body, "publicKey")) : std::nullopt;
    if (!key) continue;
    found.push_back(
        {text_of(*body, "siteId"), text_of(*body, "siteName"), *key, parse_rfc3339(text_of(*body, "revoked"))});
  }
  db::Statement& own = connection.prepare("SELECT public_key FROM receipt_signing_key WHERE key_id = ?");
  own.all(key_id);
  while (own.step()) {
    const KeyBytes key = bytes_of(own.blob(0));
    if (std::none_of(found.begin(), found.end(), [&](const KnownKey& each) { return each.public_key == key; }))
      found.push_back({own_site, {}, key, {}});
  }
  return found;
}
}  // namespace holdfast::receipts
