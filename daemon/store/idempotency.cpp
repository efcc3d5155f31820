#include "store/idempotency.h"

#include <array>
#include <cstring>
#include <span>

#include "vault/notes.h"

namespace holdfast::store {
namespace {
constexpr std::size_t half = 16;      ///< of a SHA-256: enough to name a key or a request, and half the bytes
constexpr std::size_t together = 64;  ///< keys looked up in memory at once while loading
std::string_view half_of(const Sha256& digest) { return bytes_of(digest).substr(0, half); }
std::span<const std::uint8_t> blob(const Sha256& digest) { return std::span{digest}.first(half); }
std::uint64_t table_hash(std::string_view key_hash) {
  std::uint64_t hash;
  std::memcpy(&hash, key_hash.data(), sizeof hash);
  return hash;
}
std::array<std::uint8_t, 8> scope(const Call& call) {
  return big_endian(call.actor ? static_cast<std::uint64_t>(call.actor->terminal_id) : 0);
}
Sha256 key_hash(const Call& call) { return sha256("key", bytes_of(scope(call)), call.idempotency_key); }
Sha256 seal(const Call& call) { return sha256("seal", bytes_of(scope(call)), call.idempotency_key); }
}  // namespace

void Idempotency::load(db::Connection& connection) {
  fresh_.clear();
  db::Statement& range = connection.prepare(
      "SELECT coalesce((SELECT min(id) FROM idempotency_key), 1), coalesce((SELECT max(id) FROM idempotency_key), 0)");
  range.step();
  const std::int64_t first = range.integer(0);
  const std::int64_t last = range.integer(1);
  range.reset();
  table_.clear(first, static_cast<std::size_t>(last - first + 1));
  db::Statement& rows = connection.prepare("SELECT id, key_hash FROM idempotency_key");
  std::vector<KeyTable::Entry> entries;
  while (rows.step()) {
    entries.push_back({table_hash(rows.blob(1)), rows.integer(0)});
    if (entries.size() < together) continue;
    table_.insert(entries);
    entries.clear();
  }
  table_.insert(entries);
}

std::optional<Result<Answer>> Idempotency::find(db::Connection& connection, const Call& call) {
  const Sha256 hash = key_hash(call);
  bool same_request = false;
  const std::int64_t row = table_.find(table_hash(bytes_of(hash)), [&](std::int64_t candidate) {
    db::Statement& key = connection.prepare("SELECT key_hash, request_sha FROM idempotency_key WHERE id = ?");
    const bool same_key = key.all(candidate).step() && key.blob(0) == half_of(hash);
    same_request = same_key && key.blob(1) == half_of(call.request_sha);
    key.reset();
    return same_key;
  });
  if (row == 0) return std::nullopt;
  if (!same_request) return refuse(ErrorCode::key_reused, "this Idempotency-Key came with another request before");
  db::Statement& stored = connection.prepare("SELECT status, headers, body FROM idempotency_answer WHERE id = ?");
  if (!stored.all(row).step()) return std::nullopt;
  Answer answer;
  answer.status = stored.small(0);
  AnswerCodec::decode_headers(stored.text(1), answer);
  answer.body = codec_.decode_body(stored.blob(2), seal(call));
  stored.reset();
  answer.headers.emplace_back("Idempotency-Replayed", "true");
  return answer;
}

void Idempotency::remember(db::Transaction& tx, const Call& call, const Answer& answer, Instant now) {
  const Sha256 hash = key_hash(call);
  tx.prepare("INSERT INTO idempotency_key(key_hash, request_sha, at_us) VALUES (?, ?, ?)")
      .exec(blob(hash), blob(call.request_sha), now);
  const std::int64_t row = tx.last_rowid();
  // A note that somebody typed is no secret of the client's, but it does not lie here in clear either.
  const bool sealed = answer.secret || vault::holds_note(answer.body);
  const std::string body = codec_.encode_body(answer.body, sealed ? std::optional{seal(call)} : std::nullopt);
  tx.prepare("INSERT INTO idempotency_answer(id, status, headers, body) VALUES (?, ?, ?, ?)")
      .exec(row, answer.status, AnswerCodec::encode_headers(answer),
            std::span{reinterpret_cast<const std::uint8_t*>(body.data()), body.size()});
  table_.insert(table_hash(bytes_of(hash)), row);
  fresh_.push_back({table_hash(bytes_of(hash)), row});
}

void Idempotency::on_rolled_back() {
  for (const KeyTable::Entry& entry : fresh_) table_.erase(entry.hash, entry.row);
  fresh_.clear();
}

int Idempotency::cut(db::Transaction& tx, Instant now, int most) {
  // The newest row stays whatever its age: row numbers must never be given twice while their keys are in memory.
  db::Statement& last = tx.prepare(
      "SELECT max(id), count(*) FROM (SELECT id, at_us FROM idempotency_key WHERE id < (SELECT max(id) FROM "
      "idempotency_key) "
      "ORDER BY id LIMIT ?) WHERE at_us < ?");
  last.all(most, now.plus_seconds(-kept_seconds)).step();
  const std::int64_t up_to = last.integer(0);
  const int count = last.small(1);
  last.reset();
  if (count == 0) return 0;
  tx.prepare("DELETE FROM idempotency_answer WHERE id <= ?").exec(up_to);
  tx.prepare("DELETE FROM idempotency_key WHERE id <= ?").exec(up_to);
  table_.forget_below(up_to + 1);
  return count;
}
}  // namespace holdfast::store
