// Masters by version, over the real rows.
#include "engine/publishing.h"

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
struct Hub : HubFixture {
  engine::ChannelKey channel{"tenant-1", "channel-1"};
  std::int64_t put(std::vector<engine::MasterRow> rows) {
    const auto version = engine::publish(hub, channel, rows, now);
    REQUIRE(version);
    return *version;
  }
  wire::FeedPage page(const wire::Cursor& since, int limit = 100) {
    const engine::Reply reply = engine::changes(hub, channel, since, limit);
    const auto page = wire::decode_feed_page(reply.body);
    REQUIRE(page);
    return *page;
  }
  int status(const wire::Cursor& since) { return engine::changes(hub, channel, since, 10).status; }
};
engine::MasterRow row(std::string key, int amount) {
  return {"price", std::move(key), wire::Op::put, "{\"amount\":" + std::to_string(amount) + "}"};
}
engine::MasterRow gone(std::string key) { return {"price", std::move(key), wire::Op::del, ""}; }
}  // namespace

TEST_CASE("a publication takes one version; rows that say nothing new take none", "[hub]") {
  Hub hub;
  CHECK(hub.put({row("a", 1), row("b", 2)}) == 1);
  CHECK(hub.put({row("a", 1), gone("nothing")}) == 1);
  CHECK(hub.put({row("a", 3), gone("b"), {"tax", "t", wire::Op::put, "{}"}}) == 2);
  const wire::FeedPage page = hub.page({0, 0});
  CHECK(page.checkpoint);
  CHECK(page.to == wire::Cursor{2, 0});
  CHECK(page.changes.size() == 5);
  CHECK(page.changes[3].op == wire::Op::del);
}

TEST_CASE("pages may split a version and say so", "[hub]") {
  Hub hub;
  hub.put({row("a", 1), row("b", 1), row("c", 1)});
  const wire::FeedPage first = hub.page({0, 0}, 2);
  CHECK_FALSE(first.checkpoint);
  CHECK(first.to == wire::Cursor{1, 2});
  const wire::FeedPage second = hub.page(first.to, 2);
  CHECK(second.checkpoint);
  CHECK(second.to == wire::Cursor{1, 0});
  CHECK(second.changes.size() == 1);
}

TEST_CASE("a checkpoint's digests are those of its version, not of the newest", "[hub]") {
  Hub hub;
  hub.put({row("a", 1)});
  const wire::Roots first = hub.page({0, 0}).roots;
  hub.put({row("a", 2)});
  CHECK(hub.page({0, 0}, 1).roots == first);
  CHECK(hub.page({1, 0}).roots != first);
}

TEST_CASE("digests kept up to date equal digests from scratch", "[hub]") {
  Hub hub;
  for (int i = 0; i < 200; ++i)
    hub.put({row("k" + std::to_string(i * 7 % 40), i), i % 3 == 0 ? gone("k" + std::to_string(i % 40)) : row("x", i)});
  const auto rows =
      hub.read([&](engine::HubTransaction& tx) { return tx.feed.rows_after(hub.channel, "", "", 10'000); });
  wire::DatasetDigest digest;
  for (const wire::Change& item : rows) digest.add({item.key, item.row_version, sha256(item.body)});
  CHECK(hub.page({0, 0}, 10'000).roots == wire::Roots{{"price", digest.root("price")}});
}

TEST_CASE("a reader from before what is kept, or from the future, is sent to a snapshot", "[hub]") {
  Hub hub;
  for (int i = 1; i <= 5; ++i) hub.put({row("a", i)});
  CHECK(hub.status({9, 0}) == 409);
  engine::forget_changes(hub.hub, hub.channel, 3);
  CHECK(hub.status({2, 0}) == 410);
  CHECK(hub.status({3, 0}) == 200);
}

TEST_CASE("a snapshot holds every live row in parts that its manifest proves", "[hub]") {
  Hub hub;
  std::vector<engine::MasterRow> rows;
  for (int i = 0; i < 95; ++i) rows.push_back(row("k" + std::to_string(i), i));
  hub.put(rows);
  hub.put({gone("k7"), row("k8", 1000)});
  const auto manifest = wire::decode_manifest(engine::manifest(hub.hub, hub.channel, 20, hub.now).body);
  REQUIRE(manifest);
  CHECK(manifest->version == 2);
  REQUIRE(manifest->parts.size() == 5);
  wire::DatasetDigest digest;
  for (int part = 0; part < 5; ++part) {
    const auto found = wire::decode_part(engine::snapshot_part(hub.hub, hub.channel, 2, part).body,
                                         manifest->parts[static_cast<std::size_t>(part)]);
    REQUIRE(found);
    for (const wire::Change& item : *found) digest.add({item.key, item.row_version, sha256(item.body)});
  }
  CHECK(digest.rows() == 94);
  CHECK(manifest->roots.at("price") == digest.root("price"));
  CHECK(engine::snapshot_part(hub.hub, hub.channel, 1, 0).status == 410);
}

TEST_CASE("a body that is no JSON object is refused, and nothing of its publication is taken", "[hub]") {
  Hub hub;
  const std::vector<engine::MasterRow> rows{row("a", 1), {"price", "b", wire::Op::put, "[1]"}};
  CHECK_FALSE(engine::publish(hub.hub, hub.channel, rows, hub.now));
  CHECK(hub.count("feed_row") == 0);
}
}  // namespace holdfast::database
