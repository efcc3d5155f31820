#include "daybook/seal_rows.h"

#include <algorithm>

namespace holdfast::daybook {
namespace {
#define SEAL_COLUMNS "SELECT number, business_date, document, sha, generation, signature, closed_us FROM day_seal "

template <std::size_t N>
std::array<std::uint8_t, N> array_of(std::string_view blob) {
  std::array<std::uint8_t, N> out{};
  std::copy_n(blob.begin(), std::min(blob.size(), N), reinterpret_cast<char*>(out.data()));
  return out;
}
StoredSeal read(const db::Statement& row) {
  return {row.integer(0), row.string(1),
          row.string(2),  array_of<32>(row.blob(3)),
          row.integer(4), array_of<64>(row.blob(5)),
          row.instant(6)};
}
std::optional<StoredSeal> one(db::Statement& row) {
  std::optional<StoredSeal> found;
  if (row.step()) found = read(row);
  row.reset();
  return found;
}
std::vector<Place> places(db::Statement& rows) {
  std::vector<Place> out;
  while (rows.step()) {
    Place place{rows.integer(0), to_string(rows.uuid(1)), rows.small(2), rows.integer(3), rows.integer(4), {}};
    place.hash = rows.is_null(5) ? fiscal::journal_genesis(place.register_id) : array_of<32>(rows.blob(5));
    out.push_back(std::move(place));
  }
  return out;
}
}  // namespace

std::optional<StoredSeal> newest_seal(db::Connection& connection) {
  return one(connection.prepare(SEAL_COLUMNS "ORDER BY number DESC LIMIT 1"));
}
std::optional<StoredSeal> find_seal(db::Connection& connection, std::int64_t number) {
  return one(connection.prepare(SEAL_COLUMNS "WHERE number = ?").all(number));
}
std::vector<StoredSeal> list_seals(db::Connection& connection, std::int64_t before, int limit) {
  db::Statement& rows = connection.prepare(SEAL_COLUMNS "WHERE number < ? ORDER BY number DESC LIMIT ?");
  rows.all(before == 0 ? INT64_MAX : before, limit);
  std::vector<StoredSeal> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}
void insert(db::Transaction& tx, const StoredSeal& seal, std::int64_t event_seq, std::int64_t staff_row) {
  tx.prepare(
        "INSERT INTO day_seal(number, business_date, document, sha, generation, signature, event_seq, staff_id, "
        "closed_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)")
      .exec(seal.number, seal.business_date, seal.document, std::span<const std::uint8_t>{seal.sha}, seal.generation,
            std::span<const std::uint8_t>{seal.signature}, event_seq, staff_row, seal.closed);
}

std::vector<Place> sealed_places(db::Connection& connection) {
  return places(connection.prepare(
      "SELECT r.id, r.uuid, r.number, coalesce(s.last_record, 0), coalesce(s.last_receipt, 0), s.hash FROM register r "
      "LEFT JOIN day_seal_register s ON s.register_id = r.id AND s.seal = (SELECT max(seal) FROM day_seal_register l "
      "WHERE "
      "l.register_id = r.id) ORDER BY r.number"));
}
std::vector<Place> present_places(db::Connection& connection) {
  return places(connection.prepare(
      "SELECT id, uuid, number, last_record, last_receipt, record_hash FROM register ORDER BY number"));
}
void insert_place(db::Transaction& tx, std::int64_t seal, const Place& place) {
  tx.prepare("INSERT INTO day_seal_register(seal, register_id, last_record, last_receipt, hash) VALUES (?, ?, ?, ?, ?)")
      .exec(seal, place.register_row, place.record, place.receipt, std::span<const std::uint8_t>{place.hash});
}

std::optional<SignedHeads> newest_heads(db::Connection& connection) {
  db::Statement& row =
      connection.prepare("SELECT document, generation, signature FROM journal_head ORDER BY id DESC LIMIT 1");
  std::optional<SignedHeads> found;
  if (row.step()) found = SignedHeads{row.string(0), row.integer(1), array_of<64>(row.blob(2))};
  row.reset();
  return found;
}
}  // namespace holdfast::daybook
