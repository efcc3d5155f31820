#include "replication/feed_rows.h"

#include <algorithm>

#include "catalogue/former.h"
#include "replication/feed_load.h"

namespace holdfast::replication {
namespace {
Sha256 digest_of(std::string_view bytes) {
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
std::span<const std::uint8_t> span_of(const Sha256& digest) { return digest; }

Digests load_digests(db::Connection& connection) {
  Digests out;
  db::Statement& rows = connection.prepare("SELECT dataset, row_count, buckets FROM feed_digest");
  while (rows.step()) out.emplace(rows.string(0), read_digest(rows.integer(1), rows.blob(2)));
  return out;
}
void save_digest(db::Transaction& tx, const std::string& dataset, const wire::DatasetDigest& digest, Instant now) {
  const std::string sums = sums_of(digest);
  tx.prepare(
        "INSERT INTO feed_digest(dataset, row_count, root, buckets, changed_us) VALUES (?, ?, ?, ?, ?) ON "
        "CONFLICT(dataset) DO UPDATE SET row_count = excluded.row_count, root = excluded.root, "
        "buckets = excluded.buckets, changed_us = excluded.changed_us")
      .exec(dataset, digest.rows(), to_hex(digest.root(dataset)),
            std::span<const std::uint8_t>{reinterpret_cast<const std::uint8_t*>(sums.data()), sums.size()}, now);
}

/// A row of the stage, with the one in force under its key.
struct Staged {
  MasterRow row;
  std::int64_t version = 0;
  std::optional<std::int64_t> old_version;
  Sha256 old_sha{};
  bool loaded = false;  ///< lies in feed_row already
};
bool is_unseen(db::Connection& connection, std::string_view dataset, std::string_view key) {
  if (dataset == "article" || dataset == "price" || dataset == "price_book" || dataset == "customer") return true;
  if (dataset != "tax_category") return false;
  db::Statement& row = connection.prepare("SELECT 1 FROM tax_category WHERE code = ?");
  const bool known = row.all(key).step();
  row.reset();
  return !known;  // articles lean on a new one, and nobody else does yet
}
bool is_of(db::Connection& connection, Share share, std::string_view dataset, std::string_view key) {
  return share == Share::all || is_unseen(connection, dataset, key) == (share == Share::unseen);
}
struct Batch {
  std::vector<Staged> rows;
  std::vector<std::string> ended;  ///< loads of which nothing is left
};
void read_loaded(db::Connection& connection, const std::string& dataset, const Load& load, int most, Batch& batch) {
  db::Statement& rows = connection.prepare(
      "SELECT row_key, row_version, body FROM feed_row WHERE dataset = ? AND row_key > ? ORDER BY row_key LIMIT ?");
  const int wanted = most - static_cast<int>(batch.rows.size());
  const std::string after = load.applied.value_or("");  // what is bound has to live as long as it is stepped
  rows.all(dataset, after, wanted);
  int read = 0;
  for (; rows.step(); ++read) {
    Staged& staged = batch.rows.emplace_back();
    staged.row = {dataset, rows.string(0), rows.string(2), {}};
    staged.version = rows.integer(1);
    staged.loaded = true;
  }
  if (read < wanted) batch.ended.push_back(dataset);
}
Batch read_staged(db::Connection& connection, int most, Share share) {
  // Name by name: DISTINCT would read the whole stage for each slice.
  db::Statement& next = connection.prepare("SELECT dataset FROM feed_stage WHERE dataset > ? ORDER BY dataset LIMIT 1");
  std::vector<std::string> datasets;
  while (next.reset().all(datasets.empty() ? std::string{} : datasets.back()).step())
    datasets.push_back(next.string(0));
  next.reset();
  const Loads loads = load_loads(connection);
  for (const auto& [dataset, load] : loads) datasets.push_back(dataset);
  if (share != Share::all)
    std::erase_if(datasets, [&](const std::string& name) {
      return name != "tax_category" && !is_of(connection, share, name, {});
    });
  std::sort(datasets.begin(), datasets.end(), [](const std::string& a, const std::string& b) {
    return std::pair{order_of(a), std::string_view{a}} < std::pair{order_of(b), std::string_view{b}};
  });
  Batch batch;
  std::vector<Staged>& out = batch.rows;
  for (const std::string& dataset : datasets) {
    if (const auto load = loads.find(dataset); load != loads.end()) {
      read_loaded(connection, dataset, load->second, most, batch);
      if (static_cast<int>(out.size()) >= most) break;
      continue;
    }
    db::Statement& rows = connection.prepare(
        "SELECT s.row_key, s.op, s.row_version, s.body, r.row_version, r.body_sha, r.body FROM "
        "feed_stage s "
        "LEFT JOIN feed_row r ON r.dataset = s.dataset AND r.row_key = s.row_key WHERE s.dataset = ? ORDER BY "
        "s.row_key LIMIT ?");
    const bool some = share == Share::unseen && dataset == "tax_category";  // the others are left where they are
    rows.all(dataset, some ? -1 : most - static_cast<int>(out.size()));
    while (rows.step()) {
      if (!is_of(connection, share, dataset, rows.text(0))) continue;
      Staged staged{{dataset, rows.string(0), {}, {}}, rows.integer(2), rows.maybe_integer(4), {}};
      if (rows.text(1) == "put") staged.row.body = rows.string(3);
      if (staged.old_version) {
        staged.old_sha = digest_of(rows.blob(5));
        staged.row.before = rows.string(6);
      } else if (staged.row.goes()) {
        staged.row.before = last_known(connection, dataset, staged.row.key);
      }
      out.push_back(std::move(staged));
    }
    if (static_cast<int>(out.size()) >= most) break;
  }
  return batch;
}

void tell_trouble(db::Transaction& tx, commands::Context& context, const MasterRow& row, const std::string& why) {
  tx.prepare(
        "INSERT INTO dead_letter(uuid, direction, dataset, row_key, event_type, error_class, detail, first_us, "
        "last_us) "
        "VALUES (?1, 'down', ?2, ?3, 'MasterRow', 'SchemaValidationError', ?4, ?5, ?5) ON CONFLICT(dataset, row_key) "
        "WHERE "
        "direction = 'down' AND status = 'pending' DO UPDATE SET detail = excluded.detail, attempts = attempts + 1, "
        "last_us = excluded.last_us")
      .exec(context.ids.next(context.now), row.dataset, row.key, why.substr(0, 500), context.now);
}
bool any_trouble(db::Transaction& tx) {
  db::Statement& row = tx.prepare("SELECT 1 FROM dead_letter WHERE direction = 'down' AND status = 'pending' LIMIT 1");
  const bool any = row.step();
  row.reset();
  return any;
}
void settle_trouble(db::Transaction& tx, const MasterRow& row, Instant now) {
  tx.prepare(
        "UPDATE dead_letter SET status = 'replayed', last_us = ? WHERE direction = 'down' AND status = 'pending' AND "
        "dataset = "
        "? AND row_key = ?")
      .exec(now, row.dataset, row.key);
}

/// Others see what was before.
Applied apply_unseen(db::Transaction& tx, commands::Context& context, const std::vector<MasterRow>& rows) {
  constexpr auto indexed = catalogue::Indexing::later;
  catalogue::Writing writing{tx};
  const auto sku_in = [](const std::string& text) {
    const Result<Json> json = parse_json(text.empty() ? "{}" : text);
    const Json* sku = json ? json->find("sku") : nullptr;
    return sku != nullptr && sku->is_string() ? sku->text() : std::string{};
  };
  for (const MasterRow& row : rows) {
    if (row.dataset == "article") writing.keep_article(row.key);
    if (row.dataset == "price_book") writing.keep_book(row.key);
    if (row.dataset != "price") continue;
    writing.keep_prices(sku_in(row.before));
    writing.keep_prices(sku_in(row.body));
  }
  Applied applied = apply_masters(tx, context, rows, indexed);
  writing.keep_new();
  return applied;
}

/// What feed_row says of rows before they are tried.
enum class Before { nothing, trouble_or_day };
/// Rows that are in feed_row already come into force, and say there whether they are.
void force(db::Transaction& tx, commands::Context& context, const std::vector<MasterRow>& rows, store::Answer& answer,
           Share share, Before before) {
  if (rows.empty()) return;
  const Applied applied = share == Share::unseen ? apply_unseen(tx, context, rows) : apply_masters(tx, context, rows);
  answer.site_changed |= applied.site_changed;
  answer.tokens_changed |= applied.tokens_changed;
  const bool to_settle = any_trouble(tx);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (applied.troubles[i] || before == Before::trouble_or_day)
      tx.prepare(
            "UPDATE feed_row SET trouble = ?, due_us = NULL WHERE dataset = ? AND row_key = ? AND (trouble IS NOT ?1 "
            "OR "
            "due_us IS NOT NULL)")
          .exec(applied.troubles[i], rows[i].dataset, rows[i].key);
    if (applied.troubles[i])
      tell_trouble(tx, context, rows[i], *applied.troubles[i]);
    else if (to_settle)
      settle_trouble(tx, rows[i], context.now);
  }
}
template <class Bind>
std::vector<MasterRow> rows_of(db::Statement& statement, const Bind& bind) {
  bind(statement);
  std::vector<MasterRow> out;
  while (statement.step()) out.push_back({statement.string(0), statement.string(1), statement.string(2), {}});
  std::sort(out.begin(), out.end(), [](const MasterRow& a, const MasterRow& b) {
    return std::pair{order_of(a.dataset), std::string_view{a.key}} <
           std::pair{order_of(b.dataset), std::string_view{b.key}};
  });
  return out;
}
}  // namespace

edge::FeedState load_feed_state(db::Connection& connection) {
  edge::FeedState state;
  std::optional<std::string> loading;
  db::Statement& row =
      connection.prepare("SELECT staged_version, staged_ordinal, active_version, loading FROM feed_state");
  if (row.step()) {
    state.staged = {row.integer(0), row.integer(1)};
    state.active_version = row.integer(2);
    loading = row.maybe_string(3);
  }
  row.reset();
  if (!loading) return state;
  auto manifest = wire::decode_manifest(*loading);
  if (!manifest) return state;
  state.loading = edge::Loading{*std::move(manifest), {}};
  db::Statement& parts = connection.prepare("SELECT part FROM feed_part");
  while (parts.step()) state.loading->parts.insert(static_cast<std::size_t>(parts.integer(0)));
  return state;
}

void save_staged(db::Transaction& tx, const wire::Cursor& staged) {
  tx.prepare("UPDATE feed_state SET staged_version = ?, staged_ordinal = ?").exec(staged.version, staged.ordinal);
}

void stage_row(db::Transaction& tx, const wire::Change& row) {
  const bool put = row.op == wire::Op::put;
  tx.prepare("INSERT OR REPLACE INTO feed_stage(dataset, row_key, op, row_version, body) VALUES (?, ?, ?, ?, ?)")
      .exec(row.dataset, row.key, put ? "put" : "del", row.row_version, put ? std::optional{row.body} : std::nullopt);
}

void begin_loading(db::Transaction& tx, const wire::Manifest& manifest) {
  while (drop_loads(tx, 10'000)) {
  }
  tx.prepare("DELETE FROM feed_stage").run();
  tx.prepare("DELETE FROM feed_part").run();
  tx.prepare("UPDATE feed_state SET staged_version = active_version, staged_ordinal = 0, loading = ?")
      .exec(wire::encode(manifest));
}
void forget_loading(db::Transaction& tx) {
  while (drop_loads(tx, 10'000)) {
  }
  tx.prepare("DELETE FROM feed_stage").run();
  tx.prepare("DELETE FROM feed_part").run();
  tx.prepare("UPDATE feed_state SET loading = NULL").run();
}

bool agree(const Digests& digests, const wire::Roots& roots) {
  wire::Roots own, other = roots;
  for (const auto& [dataset, digest] : digests) own.emplace(dataset, digest.root(dataset));
  for (const auto& [dataset, root] : roots) own.try_emplace(dataset, wire::DatasetDigest{}.root(dataset));
  for (const auto& [dataset, root] : own) other.try_emplace(dataset, wire::DatasetDigest{}.root(dataset));
  return own == other;
}

std::vector<std::string> equal_datasets(db::Connection& connection, const wire::Roots& roots) {
  std::vector<std::string> equal;
  db::Statement& rows = connection.prepare("SELECT dataset, root FROM feed_digest");
  while (rows.step()) {
    const auto theirs = roots.find(rows.string(0));
    const Sha256 root = theirs != roots.end() ? theirs->second : wire::DatasetDigest{}.root(rows.text(0));
    if (to_hex(root) == rows.text(1)) equal.push_back(rows.string(0));
  }
  return equal;
}

Digests digests_with_stage(db::Connection& connection, bool alone) {
  Digests out = alone ? Digests{} : load_digests(connection);
  for (const auto& [dataset, load] : load_loads(connection)) out[dataset] = load.digest;
  db::Statement& rows = connection.prepare(
      "SELECT s.dataset, s.row_key, s.op, s.row_version, s.body, r.row_version, r.body_sha FROM feed_stage s LEFT JOIN "
      "feed_row r ON "
      "r.dataset = s.dataset AND r.row_key = s.row_key");
  while (rows.step()) {
    wire::DatasetDigest& digest = out[rows.string(0)];
    const std::string key = rows.string(1);
    if (!alone && !rows.is_null(5)) digest.take_off({key, rows.integer(5), digest_of(rows.blob(6))});
    if (rows.text(2) == "put") digest.add({key, rows.integer(3), sha256(rows.text(4))});
  }
  return out;
}

Recount recount_rows(db::Connection& connection) {
  Recount found;
  db::Statement& rows = connection.prepare("SELECT dataset, row_key, row_version, body_sha, body FROM feed_row");
  while (rows.step()) {
    const Sha256 sha = sha256(rows.text(4));
    found.digests[rows.string(0)].add({rows.text(1), rows.integer(2), sha});
    if (digest_of(rows.blob(3)) != sha) found.wrong.emplace_back(rows.string(0), rows.string(1));
  }
  return found;
}
void save_recount(db::Transaction& tx, const Recount& recount, Instant now) {
  for (const auto& [dataset, key] : recount.wrong) {
    db::Statement& row = tx.prepare("SELECT body FROM feed_row WHERE dataset = ? AND row_key = ?");
    if (!row.all(dataset, key).step()) continue;
    const Sha256 sha = sha256(row.text(0));
    row.reset();
    tx.prepare("UPDATE feed_row SET body_sha = ? WHERE dataset = ? AND row_key = ?").exec(span_of(sha), dataset, key);
  }
  const Digests kept = load_digests(tx.connection());
  for (const auto& [dataset, digest] : kept)
    if (!recount.digests.contains(dataset)) save_digest(tx, dataset, {}, now);
  for (const auto& [dataset, digest] : recount.digests)
    if (const auto known = kept.find(dataset); known == kept.end() || known->second != digest)
      save_digest(tx, dataset, digest, now);
}

std::vector<wire::Change> changes_to(db::Connection& connection, const wire::BucketRows& theirs) {
  struct Held {
    std::int64_t version;
    Sha256 sha;
  };
  std::map<std::string, Held> held;
  const auto asked = [&](std::string_view key) {
    return (!theirs.upto || key <= *theirs.upto) && theirs.of[wire::DatasetDigest::bucket_of(key)];
  };
  db::Statement& rows =
      connection.prepare("SELECT row_key, row_version, body FROM feed_row WHERE dataset = ? AND row_key > ?");
  rows.all(theirs.dataset, theirs.after);
  while (rows.step())
    if (asked(rows.text(0))) held[rows.string(0)] = {rows.integer(1), sha256(rows.text(2))};
  db::Statement& staged =
      connection.prepare("SELECT row_key, op, row_version, body FROM feed_stage WHERE dataset = ? AND row_key > ?");
  staged.all(theirs.dataset, theirs.after);
  while (staged.step()) {
    if (!asked(staged.text(0))) continue;
    if (staged.text(1) == "put")
      held[staged.string(0)] = {staged.integer(2), sha256(staged.text(3))};
    else
      held.erase(staged.string(0));
  }
  std::vector<wire::Change> changes;
  for (const wire::Change& row : theirs.rows) {
    const auto here = held.find(row.key);
    if (here == held.end() || here->second.version != row.row_version || here->second.sha != sha256(row.body))
      changes.push_back(row);
    if (here != held.end()) held.erase(here);
  }
  for (const auto& [key, row] : held)
    changes.push_back({theirs.version, theirs.dataset, key, wire::Op::del, theirs.version, {}});
  return changes;
}

bool trim_snapshot(db::Transaction& tx, RowPlace& at, int most) {
  struct Held {
    RowPlace place;
    std::int64_t version;
    bool missing, same;
  };
  std::vector<Held> held;
  db::Statement& rows = tx.prepare(
      "SELECT r.dataset, r.row_key, r.row_version, s.dataset IS NULL, s.op = 'put' AND s.row_version = r.row_version "
      "AND "
      "s.body = r.body FROM feed_row r LEFT JOIN feed_stage s ON s.dataset = r.dataset AND s.row_key = r.row_key WHERE "
      "(r.dataset, r.row_key) > (?, ?) AND r.dataset NOT IN (SELECT dataset FROM feed_load) ORDER BY r.dataset, "
      "r.row_key LIMIT ?");
  rows.all(at.dataset, at.key, most);
  while (rows.step())
    held.push_back({{rows.string(0), rows.string(1)}, rows.integer(2), rows.flag(3), !rows.is_null(4) && rows.flag(4)});
  for (const Held& row : held) {
    if (row.missing)
      tx.prepare("INSERT INTO feed_stage(dataset, row_key, op, row_version, body) VALUES (?, ?, 'del', ?, NULL)")
          .exec(row.place.dataset, row.place.key, row.version);
    else if (row.same)
      tx.prepare("DELETE FROM feed_stage WHERE dataset = ? AND row_key = ?").exec(row.place.dataset, row.place.key);
  }
  if (!held.empty()) at = held.back().place;
  return static_cast<int>(held.size()) == most;
}
void end_loading(db::Transaction& tx, std::int64_t version) {
  tx.prepare("DELETE FROM feed_part").run();
  tx.prepare("UPDATE feed_state SET loading = NULL, staged_version = ?, staged_ordinal = 0").exec(version);
}

std::int64_t staged_rows(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT count(*) FROM feed_stage");
  const std::int64_t count = row.step() ? row.integer(0) : 0;
  row.reset();
  return count + loaded_rows(connection);
}

Taken apply_staged(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer, Share share) {
  Taken taken;
  Digests digests = load_digests(tx.connection());
  std::vector<MasterRow> now;
  Batch batch = read_staged(tx.connection(), most, share);
  std::map<std::string, std::string> loaded;  // up to which key
  for (Staged& staged : batch.rows) {
    const MasterRow& row = staged.row;
    auto due = row.goes() ? std::nullopt : due_at(row.dataset, row.body);
    if (due && *due <= context.now) due.reset();
    if (staged.loaded) {
      ++taken[row.dataset];
      loaded[row.dataset] = row.key;
      if (due)
        tx.prepare("UPDATE feed_row SET due_us = ? WHERE dataset = ? AND row_key = ?").exec(due, row.dataset, row.key);
      else
        now.push_back(std::move(staged.row));
      continue;
    }
    wire::DatasetDigest& digest = digests[row.dataset];
    if (staged.old_version) digest.take_off({row.key, *staged.old_version, staged.old_sha});
    ++taken[row.dataset];
    tx.prepare("DELETE FROM feed_stage WHERE dataset = ? AND row_key = ?").exec(row.dataset, row.key);
    if (row.goes()) {
      tx.prepare("DELETE FROM feed_row WHERE dataset = ? AND row_key = ?").exec(row.dataset, row.key);
      // Also one that was not in force, or whose row is gone from here by itself: what came of it may still be.
      now.push_back(std::move(staged.row));
      continue;
    }
    const Sha256 sha = sha256(row.body);
    digest.add({row.key, staged.version, sha});
    tx.prepare(
          "INSERT INTO feed_row(dataset, row_key, row_version, body_sha, body, due_us) VALUES (?, ?, ?, ?, ?, ?) ON "
          "CONFLICT(dataset, row_key) DO UPDATE SET row_version = excluded.row_version, body_sha = excluded.body_sha, "
          "body = "
          "excluded.body, due_us = excluded.due_us, trouble = NULL")
        .exec(row.dataset, row.key, staged.version, span_of(sha), row.body, due);
    if (!due) now.push_back(std::move(staged.row));
  }
  for (const auto& [dataset, count] : taken)
    if (!loaded.contains(dataset)) save_digest(tx, dataset, digests[dataset], context.now);
  for (const auto& [dataset, key] : loaded) save_applied(tx, dataset, key);
  for (const std::string& dataset : batch.ended) {
    save_digest(tx, dataset, load_loads(tx.connection()).at(dataset).digest, context.now);
    end_load(tx, dataset);
  }
  force(tx, context, now, answer, share, Before::nothing);
  return taken;
}

void retry_troubled(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer) {
  force(tx, context,
        rows_of(tx.prepare(
                    "SELECT dataset, row_key, body FROM feed_row WHERE trouble IS NOT NULL AND due_us IS NULL LIMIT ?"),
                [&](db::Statement& rows) { rows.all(most); }),
        answer, Share::all, Before::trouble_or_day);
}
int apply_due_rows(db::Transaction& tx, commands::Context& context, int most, store::Answer& answer, Share share) {
  std::vector<MasterRow> rows =
      rows_of(tx.prepare("SELECT dataset, row_key, body FROM feed_row WHERE due_us <= ?1 AND (?2 = 0 OR (dataset IN "
                         "('article', 'customer')) = (?2 = 1)) ORDER BY due_us LIMIT ?3"),
              [&](db::Statement& statement) { statement.all(context.now, static_cast<int>(share), most); });
  force(tx, context, rows, answer, share, Before::trouble_or_day);
  return static_cast<int>(rows.size());
}
std::int64_t due_rows(db::Connection& connection, Instant now) {
  db::Statement& row = connection.prepare("SELECT count(*) FROM feed_row WHERE due_us <= ?");
  const std::int64_t count = row.all(now).step() ? row.integer(0) : 0;
  row.reset();
  return count;
}
std::optional<Instant> next_due(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT min(due_us) FROM feed_row WHERE due_us IS NOT NULL");
  std::optional<Instant> due;
  if (row.step()) due = row.maybe_instant(0);
  row.reset();
  return due;
}

void save_active(db::Transaction& tx, commands::Context& context, std::int64_t version, const Taken& taken) {
  tx.prepare("UPDATE feed_state SET active_version = ?, activated_us = ?").exec(version, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("version", version).key("datasets").begin_array();
  for (const auto& [dataset, count] : taken)
    json.begin_object().member("dataset", dataset).member("rows", count).end_object();
  json.end_array().end_object();
  const Uuid site = parse_uuid(context.site.site_id).value_or(Uuid{});
  context.emit(tx, "MastersActivated", "masters", site, std::move(payload));
}
}  // namespace holdfast::replication
