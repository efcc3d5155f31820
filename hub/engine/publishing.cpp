#include "engine/publishing.h"

#include <map>

#include "base/json.h"
#include "base/utf8.h"
#include "engine/own_rows.h"
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

/// A row and whose it is; `kept` is where it lies.
struct OwnedRow {
  MasterRow row;
  std::string owner;
  ChannelKey kept;
};
/// The rows that come, each to its owner. Where a hub of before kept owners' rows among everybody's, they move first,
/// all of them in this version: a del for everybody, and a put for the store whose it is.
std::vector<OwnedRow> sort_out(HubTransaction& tx, const ChannelKey& key, std::span<const MasterRow> rows) {
  std::vector<OwnedRow> sorted;
  const auto add = [&](MasterRow row) {
    std::string owner = owner_of(row.dataset, row.key);
    ChannelKey kept = owner.empty() ? key : own_key(key, owner);
    sorted.push_back({std::move(row), std::move(owner), std::move(kept)});
  };
  std::string moved;
  for (const MasterRow& row : rows) {
    const std::string dataset = owner_of(row.dataset, row.key).empty() ? moved : row.dataset;
    if (moved == dataset) continue;
    moved = dataset;
    std::string last;
    for (bool more = true; more;) {
      const auto old = tx.feed.rows_after(key, dataset, last, rows_a_read);
      more = static_cast<int>(old.size()) == rows_a_read && old.back().dataset == dataset;
      for (const wire::Change& each : old) {
        if (each.dataset != dataset) break;
        last = each.key;
        if (owner_of(dataset, each.key).empty()) continue;
        sorted.push_back({{dataset, each.key, wire::Op::del, {}}, {}, key});
        add({dataset, each.key, wire::Op::put, each.body});
      }
    }
  }
  for (const MasterRow& row : rows) add(row);
  return sorted;
}

/// Writes one row if it is news, and says so.
bool apply(HubTransaction& tx, const ChannelKey& channel, const OwnedRow& owned, std::int64_t version,
           std::int64_t ordinal, wire::DatasetDigest& digest, wire::DatasetDigest* older, Instant now) {
  const ChannelKey& key = owned.kept;
  const MasterRow& row = owned.row;
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
  if (row.dataset == "promotion_rule" || row.dataset == "tax_category") tx.feed.keep_document(channel, change);
  if (row.dataset == "customer")
    note_published(tx, channel.tenant, row.key, row.op == wire::Op::put ? std::optional{row.body} : std::nullopt, now);
  change.dataset = feed_name({row.dataset, owned.owner});
  tx.feed.add_change(channel, {ordinal, std::move(change)});
  return true;
}

/// What lies under one key as parts, numbered from `first_part` on.
wire::Manifest put_snapshot(HubTransaction& tx, const ChannelKey& key, std::int64_t version, int part_rows,
                            int first_part, Instant now) {
  wire::Manifest made;
  made.version = version;
  made.roots = tx.feed.roots_at(key, version);
  std::vector<wire::Change> part;
  const auto close = [&] {
    if (part.empty()) return;
    const std::string body = wire::encode_part(part);
    tx.feed.put_part(key, version, first_part + static_cast<int>(made.parts.size()), body);
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
  tx.feed.put_snapshot(key, version, wire::encode(made), now);
  tx.feed.keep_snapshots(key, 2);
  return made;
}

/// Everybody's rows, and after them, numbered on, those of each store.
std::int64_t snapshot_of(HubTransaction& tx, const ChannelKey& key, int part_rows, Instant now) {
  const Channel channel = tx.feed.lock(key);
  const wire::Manifest shared = put_snapshot(tx, key, channel.version, part_rows, 0, now);
  for_each_site(tx, key, [&](const std::string& site) {
    const ChannelKey own = own_key(key, site);
    if (tx.feed.roots_at(own, channel.version).empty()) return;
    put_snapshot(tx, own, channel.version, part_rows, static_cast<int>(shared.parts.size()), now);
  });
  return channel.version;
}

/// A store's own parts of the snapshot of that version; empty: it has none.
std::optional<wire::Manifest> own_manifest(HubTransaction& tx, const ChannelKey& key, std::int64_t version,
                                           const FeedView& view) {
  if (view.site().empty()) return std::nullopt;
  auto made = wire::decode_manifest(tx.feed.newest_manifest(own_key(key, view.site())).value_or(""));
  return made && made->version == version ? std::optional{*std::move(made)} : std::nullopt;
}

/// Nobody has own rows in a snapshot of before the store came to this channel.
bool has_own_parts(HubTransaction& tx, const ChannelKey& key, std::int64_t version, const FeedView& view) {
  return view.site().empty() || tx.feed.roots_at(own_key(key, view.site()), version).empty() ||
         own_manifest(tx, key, version, view);
}

/// A part as it is kept: everybody's, or one of the store's own.
std::optional<std::string> kept_part(HubTransaction& tx, const ChannelKey& key, std::int64_t version, int part,
                                     const FeedView& view) {
  auto body = tx.feed.part(key, version, part);
  return body || view.site().empty() ? body : tx.feed.part(own_key(key, view.site()), version, part);
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
    std::map<std::pair<ChannelKey, std::string>, Digests> digests;
    std::int64_t ordinal = 0;
    for (const OwnedRow& owned : sort_out(tx, key, rows)) {
      const std::string& dataset = owned.row.dataset;
      auto digest = digests.find({owned.kept, dataset});
      if (digest == digests.end()) {
        const wire::DatasetDigest stored = tx.feed.digest(owned.kept, dataset);
        digest = digests.emplace(std::pair{owned.kept, dataset}, Digests{stored, stored}).first;
      }
      Digests* older = nullptr;
      if (const int newest = wire::newest_version(dataset); newest > 1) {
        const std::string name = name_at(dataset, newest - 1);
        auto found = digests.find({owned.kept, name});
        if (found == digests.end()) {
          // The first time since there is a newer version: till now both were the same.
          const bool kept = tx.feed.roots_at(owned.kept, channel.version).contains(name);
          const wire::DatasetDigest stored = kept ? tx.feed.digest(owned.kept, name) : digest->second.before;
          found = digests.emplace(std::pair{owned.kept, name}, Digests{kept ? stored : wire::DatasetDigest{}, stored})
                      .first;
        }
        older = &found->second;
      }
      if (apply(tx, key, owned, version, ordinal + 1, digest->second.after, older != nullptr ? &older->after : nullptr,
                now))
        ++ordinal;
    }
    result = channel.version;
    if (ordinal == 0) return;
    for (const auto& [place, digest] : digests) {
      const auto& [kept, dataset] = place;
      tx.feed.put_digest(kept, dataset, digest.before, digest.after);
      // Under whatever name it is kept, a digest is of the data set by its own.
      tx.feed.put_root(kept, dataset, version, digest.after.root(dataset.substr(0, dataset.find('@'))));
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
    for_each_site(tx, key,
                  [&](const std::string& site) { tx.feed.forget_changes(own_key(key, site), channel.oldest_version); });
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
    if (page.checkpoint) page.roots = view.roots(tx, key, page.to.version);
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
    if (!known || known->version < channel.oldest_version || known->version > channel.version ||
        !has_own_parts(tx, key, known->version, view)) {
      snapshot_of(tx, key, part_rows, now);
      newest = tx.feed.newest_manifest(key);
    }
    auto made = wire::decode_manifest(newest.value_or(""));
    if (!made) return void(answer = {200, newest.value_or("")});
    made->roots = view.roots(tx, key, made->version);
    if (const auto own = own_manifest(tx, key, made->version, view))
      made->parts.insert(made->parts.end(), own->parts.begin(), own->parts.end());
    if (!view.whole()) {
      // Few stores are behind: what they are given is made for them, part by part.
      int index = 0;
      for (wire::SnapshotPart& part : made->parts) {
        const std::string body = shown_part(kept_part(tx, key, made->version, index++, view).value_or("[]"), view);
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
    auto body = kept_part(tx, key, version, part, view);
    if (body && !view.whole()) body = shown_part(*body, view);
    answer = body ? Reply{200, *std::move(body)} : reply(use_snapshot(wire::Reason::gone, tx.feed.read(key).version));
  });
  return answer;
}
}  // namespace holdfast::engine
