#include "engine/publishing.h"

#include <map>

#include "base/json.h"
#include "base/utf8.h"
#include "engine/tenant_facts.h"
#include "wire/dataset_versions.h"

namespace holdfast::engine {
namespace {
constexpr int rows_a_read = 500;

Result<> accept(std::span<const MasterRow> rows) {
  for (const MasterRow& row : rows) {
    if (row.dataset.empty() || row.dataset.size() > 64 || row.key.empty() || row.key.size() > 512 ||
        !is_utf8(row.key) || !is_utf8(row.dataset))
      return refuse(ErrorCode::invalid_argument, "a row needs a data set and a key");
    if (row.op == wire::Op::del) continue;
    const auto body = is_utf8(row.body) ? parse_json(row.body) : refuse(ErrorCode::malformed_json, "");
    if (!body || !body->is_object())
      return refuse(ErrorCode::invalid_body, "the body of " + row.key + " is no JSON object");
  }
  return {};
}

/// Writes one row if it is news, and says so.
bool apply(HubTransaction& tx, const ChannelKey& key, const MasterRow& row, std::int64_t version, std::int64_t ordinal,
           wire::DatasetDigest& digest, wire::DatasetDigest* older, Instant now) {
  const auto old = tx.feed.row(key, row.dataset, row.key);
  const Sha256 sha = row.op == wire::Op::put ? sha256(row.body) : Sha256{};
  if (row.op == wire::Op::put ? old && old->body_sha == sha : !old) return false;
  wire::Change change{version, row.dataset, row.key,
                      row.op,  version,     row.op == wire::Op::put ? row.body : std::string{}};
  if (older != nullptr) {
    // The same for stores at the version before: what they hold of this row, and what they will.
    const int version_before = wire::newest_version(row.dataset) - 1;
    const auto was = old ? tx.feed.body(key, row.dataset, row.key) : std::nullopt;
    const auto had = was ? wire::body_for(row.dataset, row.key, *was, version_before) : std::nullopt;
    if (had) older->take_off({row.key, old->row_version, sha256(*had)});
    const auto gets =
        row.op == wire::Op::put ? wire::body_for(row.dataset, row.key, row.body, version_before) : std::nullopt;
    if (gets) older->add({row.key, version, sha256(*gets)});
  }
  if (old) digest.take_off({row.key, old->row_version, old->body_sha});
  if (row.op == wire::Op::put) {
    digest.add({row.key, version, sha});
    tx.feed.put_row(key, change, sha);
  } else {
    tx.feed.remove_row(key, row.dataset, row.key);
  }
  if (row.dataset == "promotion_rule" || row.dataset == "tax_category") tx.feed.keep_document(key, change);
  if (row.dataset == "customer")
    note_published(tx, key.tenant, row.key, row.op == wire::Op::put ? std::optional{row.body} : std::nullopt, now);
  tx.feed.add_change(key, {ordinal, std::move(change)});
  return true;
}

std::int64_t snapshot_of(HubTransaction& tx, const ChannelKey& key, int part_rows, Instant now) {
  const Channel channel = tx.feed.lock(key);
  wire::Manifest made;
  made.version = channel.version;
  made.roots = tx.feed.roots_at(key, channel.version);
  std::vector<wire::Change> part;
  const auto close = [&] {
    if (part.empty()) return;
    const std::string body = wire::encode_part(part);
    tx.feed.put_part(key, channel.version, static_cast<int>(made.parts.size()), body);
    made.parts.push_back(
        {static_cast<std::int64_t>(body.size()), sha256(body), static_cast<std::int64_t>(part.size())});
    part.clear();
  };
  std::string dataset, last;
  for (;;) {
    std::vector<wire::Change> rows = tx.feed.rows_after(key, dataset, last, rows_a_read);
    if (rows.empty()) break;
    dataset = rows.back().dataset;
    last = rows.back().key;
    for (wire::Change& row : rows) {
      part.push_back(std::move(row));
      if (static_cast<int>(part.size()) >= part_rows) close();
    }
  }
  close();
  tx.feed.put_snapshot(key, channel.version, wire::encode(made), now);
  tx.feed.keep_snapshots(key, 2);
  return channel.version;
}

/// A part as a store at older versions is given it.
std::string shown_part(const std::string& text, const FeedView& view) {
  const auto items = parse_json(text);
  const auto rows = items && items->is_array() ? static_cast<std::int64_t>(items->items().size()) : 0;
  const auto all = wire::decode_part(text, {static_cast<std::int64_t>(text.size()), sha256(text), rows});
  std::vector<wire::Change> shown;
  if (all)
    for (const wire::Change& row : *all)
      if (auto change = view.shown(row)) shown.push_back(*std::move(change));
  return wire::encode_part(shown);
}

wire::Refusal use_snapshot(wire::Reason reason, std::int64_t version) {
  wire::Refusal refusal = wire::refusal_of({reason, "take a snapshot"});
  refusal.snapshot_version = version;
  return refusal;
}
}  // namespace

Result<std::int64_t> publish(HubDatabase& database, const ChannelKey& key, std::span<const MasterRow> rows,
                             Instant now) {
  TRY(accept(rows));
  std::int64_t result = 0;
  database.write([&](HubTransaction& tx) {
    Channel channel = tx.feed.lock(key);
    const std::int64_t version = channel.version + 1;
    struct Digests {
      wire::DatasetDigest before, after;
    };
    std::map<std::string, Digests> digests;
    std::int64_t ordinal = 0;
    for (const MasterRow& row : rows) {
      auto digest = digests.find(row.dataset);
      if (digest == digests.end()) {
        const wire::DatasetDigest stored = tx.feed.digest(key, row.dataset);
        digest = digests.emplace(row.dataset, Digests{stored, stored}).first;
      }
      Digests* older = nullptr;
      if (const int newest = wire::newest_version(row.dataset); newest > 1) {
        const std::string name = name_at(row.dataset, newest - 1);
        auto found = digests.find(name);
        if (found == digests.end()) {
          // The first time since there is a newer version: till now both were the same.
          const bool kept = tx.feed.roots_at(key, channel.version).contains(name);
          const wire::DatasetDigest stored = kept ? tx.feed.digest(key, name) : digest->second.before;
          found = digests.emplace(name, Digests{kept ? stored : wire::DatasetDigest{}, stored}).first;
        }
        older = &found->second;
      }
      if (apply(tx, key, row, version, ordinal + 1, digest->second.after, older != nullptr ? &older->after : nullptr, now))
        ++ordinal;
    }
    result = channel.version;
    if (ordinal == 0) return;
    for (const auto& [dataset, digest] : digests) {
      tx.feed.put_digest(key, dataset, digest.before, digest.after);
      // Under whatever name it is kept, a digest is of the data set by its own.
      tx.feed.put_root(key, dataset, version, digest.after.root(dataset.substr(0, dataset.find('@'))));
    }
    tx.feed.add_version(key, version, ordinal, now);
    channel.version = version;
    tx.feed.put(key, channel);
    result = version;
  });
  return result;
}

void forget_changes(HubDatabase& database, const ChannelKey& key, std::int64_t up_to_version) {
  database.write([&](HubTransaction& tx) {
    Channel channel = tx.feed.lock(key);
    channel.oldest_version = std::max(channel.oldest_version, std::min(up_to_version, channel.version));
    tx.feed.forget_changes(key, channel.oldest_version);
    tx.feed.put(key, channel);
  });
}

Reply changes(HubDatabase& database, const ChannelKey& key, const wire::Cursor& since, int limit,
              const FeedView& view) {
  Reply answer;
  database.read([&](HubTransaction& tx) {
    const Channel channel = tx.feed.read(key);
    if (since.version > channel.version)
      return void(answer = reply(use_snapshot(wire::Reason::ahead, channel.version)));
    const std::int64_t whole = since.ordinal == 0 ? since.version : since.version - 1;
    if (whole < channel.oldest_version) return void(answer = reply(use_snapshot(wire::Reason::gone, channel.version)));
    wire::FeedPage page{since, since, since.ordinal == 0, {}, {}};
    bool any = false;
    for (NumberedChange& numbered : tx.feed.changes_after(key, since, limit)) {
      page.to = {numbered.change.version, numbered.ordinal};
      any = true;
      if (auto change = view.shown(std::move(numbered.change))) page.changes.push_back(*std::move(change));
    }
    if (any) {
      page.checkpoint = page.to.ordinal == tx.feed.changes_of(key, page.to.version);
      if (page.checkpoint) page.to.ordinal = 0;
    } else if (since.ordinal != 0) {
      // Within a version that this hub has in another shape: it fell back and went on.
      return void(answer = reply(use_snapshot(wire::Reason::ahead, channel.version)));
    }
    if (page.checkpoint) page.roots = view.shown(tx.feed.roots_at(key, page.to.version));
    answer = {200, wire::encode(page)};
  });
  return answer;
}

std::int64_t make_snapshot(HubDatabase& database, const ChannelKey& key, int part_rows, Instant now) {
  std::int64_t version = 0;
  database.write([&](HubTransaction& tx) { version = snapshot_of(tx, key, part_rows, now); });
  return version;
}

Reply manifest(HubDatabase& database, const ChannelKey& key, int part_rows, Instant now, const FeedView& view) {
  Reply answer;
  database.write([&](HubTransaction& tx) {
    const Channel channel = tx.feed.lock(key);
    auto newest = tx.feed.newest_manifest(key);
    const auto known = newest ? wire::decode_manifest(*newest) : wire::fault(wire::Reason::gone, "");
    if (!known || known->version < channel.oldest_version || known->version > channel.version) {
      snapshot_of(tx, key, part_rows, now);
      newest = tx.feed.newest_manifest(key);
    }
    auto made = wire::decode_manifest(newest.value_or(""));
    if (!made) return void(answer = {200, newest.value_or("")});
    made->roots = view.shown(made->roots);
    if (!view.whole()) {
      // Few stores are behind: what they are given is made for them, part by part.
      int index = 0;
      for (wire::SnapshotPart& part : made->parts) {
        const std::string body = shown_part(tx.feed.part(key, made->version, index++).value_or("[]"), view);
        const auto rows = static_cast<std::int64_t>(parse_json(body).value_or(Json::array({})).items().size());
        part = {static_cast<std::int64_t>(body.size()), sha256(body), rows};
      }
    }
    answer = {200, wire::encode(*made)};
  });
  return answer;
}

Reply snapshot_part(HubDatabase& database, const ChannelKey& key, std::int64_t version, int part,
                    const FeedView& view) {
  Reply answer;
  database.read([&](HubTransaction& tx) {
    auto body = tx.feed.part(key, version, part);
    if (body && !view.whole()) body = shown_part(*body, view);
    answer = body ? Reply{200, *std::move(body)} : reply(use_snapshot(wire::Reason::gone, tx.feed.read(key).version));
  });
  return answer;
}
}  // namespace holdfast::engine
