#pragma once
#include <catch2/catch.hpp>
#include <map>

#include "database/hub_fixture.h"
#include "engine/publishing.h"
#include "wire/dataset_digest.h"

/// For tests: a channel's masters as stores take and prove them.
namespace holdfast::database {
struct FeedHub : HubFixture {
  engine::ChannelKey channel{"tenant-1", "channel-1"};
  std::int64_t put(std::vector<engine::MasterRow> rows) {
    const auto version = engine::publish(hub, channel, rows, now);
    REQUIRE(version);
    return *version;
  }
  /// A store that takes the whole feed as it is given, page by page, and proves it at each checkpoint.
  struct Taken {
    std::map<std::string, std::map<std::string, wire::Change>> rows;
    wire::Cursor at{0, 0};
    int proofs = 0, failed = 0;
  };
  void follow(Taken& store, const engine::FeedView& view, int limit = 2) {
    for (;;) {
      const auto page = wire::decode_feed_page(engine::changes(hub, channel, store.at, limit, view).body);
      REQUIRE(page);
      for (const wire::Change& change : page->changes)
        if (change.op == wire::Op::put)
          store.rows[change.dataset][change.key] = change;
        else
          store.rows[change.dataset].erase(change.key);
      if (page->checkpoint) prove(store, page->roots);
      if (page->to == store.at) return;
      store.at = page->to;
    }
  }
  /// The newest snapshot, made where there is none.
  Taken snapshot(const engine::FeedView& view, int part_rows = 2) {
    const auto manifest = wire::decode_manifest(engine::manifest(hub, channel, part_rows, now, view).body);
    REQUIRE(manifest);
    Taken fresh;
    fresh.at = {manifest->version, 0};
    for (std::size_t i = 0; i < manifest->parts.size(); ++i) {
      const auto part = wire::decode_part(
          engine::snapshot_part(hub, channel, manifest->version, static_cast<int>(i), view).body, manifest->parts[i]);
      REQUIRE(part);
      for (const wire::Change& row : *part) fresh.rows[row.dataset][row.key] = row;
    }
    prove(fresh, manifest->roots);
    return fresh;
  }
  static wire::DatasetDigest digest_of(const std::map<std::string, wire::Change>& rows) {
    wire::DatasetDigest digest;
    for (const auto& [key, change] : rows) digest.add({key, change.row_version, sha256(change.body)});
    return digest;
  }
  static void prove(Taken& store, const wire::Roots& roots) {
    ++store.proofs;
    for (const auto& [name, rows] : store.rows) {
      const auto root = roots.find(name);
      const Sha256 theirs = root != roots.end() ? root->second : wire::DatasetDigest{}.root(name);
      if (digest_of(rows).root(name) != theirs) ++store.failed;
    }
    for (const auto& [name, root] : roots)
      if (!store.rows.contains(name) && root != wire::DatasetDigest{}.root(name)) ++store.failed;
  }
};
inline engine::MasterRow put(std::string dataset, std::string key, std::string body) {
  return {std::move(dataset), std::move(key), wire::Op::put, std::move(body)};
}
}  // namespace holdfast::database
