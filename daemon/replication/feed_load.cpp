#include "replication/feed_load.h"

#include <algorithm>

namespace holdfast::replication {
namespace {
Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
/// They become articles, prices, customers; nobody but replication reads their rows, so nobody sees them too early.
bool is_large(std::string_view dataset) { return dataset == "article" || dataset == "price" || dataset == "customer"; }
bool is_any(db::Statement& row) {
  const bool any = row.step();
  row.reset();
  return any;
}
}  // namespace

wire::DatasetDigest read_digest(std::int64_t rows, std::string_view sums) {
  wire::DatasetDigest digest;
  for (std::size_t i = 0; i < wire::DatasetDigest::buckets && (i + 1) * 32 <= sums.size(); ++i)
    digest.restore(i, digest_of(sums.substr(i * 32, 32)), i == 0 ? rows : 0);
  return digest;
}
std::string sums_of(const wire::DatasetDigest& digest) {
  std::string sums;
  sums.reserve(wire::DatasetDigest::buckets * 32);
  for (std::size_t i = 0; i < wire::DatasetDigest::buckets; ++i) sums.append(bytes_of(digest.bucket(i)));
  return sums;
}

Loads load_loads(db::Connection& connection) {
  Loads loads;
  db::Statement& rows = connection.prepare("SELECT dataset, row_count, buckets, applied_key FROM feed_load");
  while (rows.step()) loads[rows.string(0)] = {read_digest(rows.integer(1), rows.blob(2)), rows.maybe_string(3)};
  return loads;
}

Load* LoadRows::load_of(const std::string& dataset) {
  if (!is_large(dataset)) return nullptr;
  if (const auto known = loads_.find(dataset); known != loads_.end()) return &known->second;
  const auto [loadable, first] = loadable_.try_emplace(dataset, false);
  if (first)
    loadable->second = !is_any(tx_.prepare("SELECT 1 FROM feed_row WHERE dataset = ? LIMIT 1").all(dataset)) &&
                       !is_any(tx_.prepare("SELECT 1 FROM feed_stage WHERE dataset = ? LIMIT 1").all(dataset));
  return loadable->second ? &loads_[dataset] : nullptr;
}

bool LoadRows::take(const wire::Change& row) {
  Load* load = load_of(row.dataset);
  if (load == nullptr) return false;
  row.op == wire::Op::put ? put(*load, row) : take_off(*load, row);
  return true;
}

void LoadRows::put(Load& load, const wire::Change& row) {
  const Sha256 sha = sha256(row.body);
  const auto insert = [&] {
    tx_.prepare(
           "INSERT INTO feed_row(dataset, row_key, row_version, body_sha, body) VALUES (?, ?, ?, ?, ?) "
           "ON CONFLICT DO NOTHING")
        .exec(row.dataset, row.key, row.row_version, std::span<const std::uint8_t>{sha}, row.body);
    return tx_.connection().changes() != 0;
  };
  if (!insert()) {
    take_off(load, row);
    insert();
  }
  load.digest.add({row.key, row.row_version, sha});
}

void LoadRows::take_off(Load& load, const wire::Change& row) {
  db::Statement& known = tx_.prepare("SELECT row_version, body_sha FROM feed_row WHERE dataset = ? AND row_key = ?");
  if (known.all(row.dataset, row.key).step())
    load.digest.take_off({row.key, known.integer(0), digest_of(known.blob(1))});
  known.reset();
  tx_.prepare("DELETE FROM feed_row WHERE dataset = ? AND row_key = ?").exec(row.dataset, row.key);
}

void LoadRows::save() {
  for (const auto& [dataset, load] : loads_) {
    const std::string sums = sums_of(load.digest);
    tx_.prepare(
           "INSERT INTO feed_load(dataset, row_count, buckets) VALUES (?, ?, ?) ON CONFLICT(dataset) DO UPDATE SET "
           "row_count = excluded.row_count, buckets = excluded.buckets")
        .exec(dataset, load.digest.rows(),
              std::span<const std::uint8_t>{reinterpret_cast<const std::uint8_t*>(sums.data()), sums.size()});
  }
}

void save_applied(db::Transaction& tx, const std::string& dataset, const std::string& key) {
  tx.prepare("UPDATE feed_load SET applied_key = ? WHERE dataset = ?").exec(key, dataset);
}
void end_load(db::Transaction& tx, const std::string& dataset) {
  tx.prepare("DELETE FROM feed_load WHERE dataset = ?").exec(dataset);
}

bool drop_loads(db::Transaction& tx, int most) {
  for (const auto& [dataset, load] : load_loads(tx.connection())) {
    if (load.applied) continue;
    tx.prepare(
          "DELETE FROM feed_row WHERE dataset = ?1 AND row_key IN (SELECT row_key FROM feed_row WHERE dataset = ?1 "
          "LIMIT ?2)")
        .exec(dataset, most);
    if (tx.connection().changes() == most) return true;
    end_load(tx, dataset);
  }
  return false;
}

std::int64_t loaded_rows(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT coalesce(sum(row_count), 0) FROM feed_load");
  const std::int64_t count = row.step() ? row.integer(0) : 0;
  row.reset();
  return count;
}
}  // namespace holdfast::replication
