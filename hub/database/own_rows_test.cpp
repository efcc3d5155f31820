// Rows that are one store's each, over the real rows: pages, snapshots and repair, and a hub that kept them for all
// before.
#include "engine/own_rows.h"

#include "database/feed_follower.h"
#include "engine/offer.h"
#include "engine/repair.h"
#include "wire/dataset_versions.h"

namespace holdfast::database {
namespace {
struct Hub : FeedHub {
  const engine::FeedView one = view_of("site-1"), two = view_of("site-2"), third = view_of("site-3");
  Hub() {
    hub.write([&](engine::HubTransaction& tx) {
      tx.fleet.put(engine::Tenant{"tenant-1", "Tenant"}, now);
      tx.fleet.put(engine::SalesChannel{channel, "Channel"}, now);
      for (const char* name : {"site-1", "site-2", "site-3"}) {
        engine::enrol(tx, {"tenant-1", name}, channel.channel, now);
        tx.fleet.put_card({"tenant-1", name}, name, now);
      }
    });
  }
  static engine::FeedView view_of(const std::string& site,
                                  std::map<std::string, std::vector<int>> datasets = wire::dataset_versions()) {
    wire::Offer offer;
    offer.datasets = std::move(datasets);
    return engine::FeedView::of(wire::encode(*wire::negotiate(offer, engine::hub_offer("hub"))), site);
  }
  /// As a hub of before left them: every row, change and digest everybody's.
  void unsort() {
    const auto all = read([&](engine::HubTransaction& tx) { return engine::rows_of(tx, channel, "lease", "", 1000); });
    wire::DatasetDigest digest;
    for (const wire::Change& row : all) digest.add({row.key, row.row_version, sha256(row.body)});
    for (const char* table : {"feed_row", "feed_bucket", "feed_root"})
      opened.session->prepare("DELETE FROM " + std::string{table} + " WHERE dataset = 'lease'").run();
    opened.session->prepare("UPDATE feed_change SET dataset = 'lease' WHERE dataset LIKE 'lease/%'").run();
    hub.write([&](engine::HubTransaction& tx) {
      for (const wire::Change& row : all) tx.feed.put_row(channel, row, sha256(row.body));
      tx.feed.put_digest(channel, "lease", {}, digest);
      tx.feed.put_root(channel, "lease", tx.feed.read(channel).version, digest.root("lease"));
    });
  }
  wire::BucketSums sums(const engine::FeedView& view) {
    const auto found = wire::decode_bucket_sums(engine::bucket_sums(hub, channel, view).body);
    REQUIRE(found);
    return *found;
  }
  std::vector<wire::Change> rows_in(const engine::FeedView& view, std::int64_t version) {
    wire::BucketRows wanted{version, "lease", wire::BucketSet{}.set(), "", {}, {}};
    const auto found = wire::decode_bucket_rows(engine::bucket_rows(hub, channel, wanted, 100, view).body);
    REQUIRE(found);
    return found->rows;
  }
};
std::vector<engine::MasterRow> first_leases() {
  return {put("article", "A", R"({"sku":"A"})"), put("lease", "site-1/x", R"({"n":1})"),
          put("lease", "site-2/x", R"({"n":2})"), put("lease", "site-1/y", R"({"n":3})")};
}
}  // namespace

TEST_CASE("a row that is one store's reaches that store alone, and everybody's digests agree", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  hub.put({put("lease", "site-2/x", R"({"n":20})"), {"lease", "site-1/y", wire::Op::del, ""}});
  Hub::Taken one, two, third;
  hub.follow(one, hub.one);
  hub.follow(two, hub.two);
  hub.follow(third, hub.third);
  for (const Hub::Taken* store : {&one, &two, &third}) {
    CHECK(store->failed == 0);
    CHECK(store->proofs >= 2);
    CHECK(store->at == wire::Cursor{2, 0});
    CHECK(store->rows.at("article").size() == 1);
  }
  CHECK(one.rows["lease"].size() == 1);
  CHECK(one.rows["lease"].contains("site-1/x"));
  CHECK(two.rows["lease"].size() == 1);
  CHECK(two.rows["lease"]["site-2/x"].body == R"({"n":20})");
  CHECK(third.rows["lease"].empty());
}

TEST_CASE("a snapshot holds a store's own rows and nobody else's, at whatever version it was made", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  engine::make_snapshot(hub.hub, hub.channel, 2, hub.now);
  hub.put({{"lease", "site-1/x", wire::Op::del, ""}, put("lease", "site-3/z", R"({"n":4})")});
  for (const auto& [view, before, after] :
       {std::tuple{&hub.one, 2, 1}, std::tuple{&hub.two, 1, 1}, std::tuple{&hub.third, 0, 1}}) {
    Hub::Taken store = hub.snapshot(*view);
    CHECK(store.at == wire::Cursor{1, 0});
    CHECK(store.rows["lease"].size() == static_cast<std::size_t>(before));
    hub.follow(store, *view);
    CHECK(store.rows["lease"].size() == static_cast<std::size_t>(after));
    CHECK(store.failed == 0);
  }
}

TEST_CASE("a channel that has nothing but stores' own rows is proved by a snapshot, too", "[hub]") {
  Hub hub;
  hub.put({put("lease", "site-2/x", R"({"n":2})")});
  CHECK(hub.snapshot(hub.one).rows.empty());
  Hub::Taken two = hub.snapshot(hub.two);
  CHECK(two.rows["lease"].size() == 1);
  CHECK(two.failed == 0);
}

TEST_CASE("repair compares and gives what is the store's", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  Hub::Taken one;
  hub.follow(one, hub.one);
  CHECK(hub.sums(hub.one).datasets.at("lease") == Hub::digest_of(one.rows["lease"]));
  CHECK(hub.rows_in(hub.one, 1).size() == 2);
  CHECK(hub.rows_in(hub.two, 1).size() == 1);
  CHECK(hub.rows_in(hub.third, 1).empty());
  CHECK_FALSE(hub.sums(hub.third).datasets.contains("lease"));
}

TEST_CASE("what a hub of before kept for all goes to its owners with the next lease, and no digest ever differs",
          "[hub]") {
  Hub hub;
  hub.put(first_leases());
  hub.unsort();
  Hub::Taken one, two, late;
  hub.follow(one, hub.one);
  CHECK(one.rows["lease"].size() == 3);
  engine::make_snapshot(hub.hub, hub.channel, 2, hub.now);
  CHECK(hub.put({put("lease", "site-2/x", R"({"n":20})")}) == 2);
  CHECK(hub.put({put("lease", "site-2/x", R"({"n":20})")}) == 2);  // sorted out once
  hub.follow(one, hub.one);
  hub.follow(two, hub.two);
  Hub::Taken from_snapshot = hub.snapshot(hub.one);
  CHECK(from_snapshot.at == wire::Cursor{1, 0});
  hub.follow(from_snapshot, hub.one);
  engine::make_snapshot(hub.hub, hub.channel, 2, hub.now);
  Hub::Taken fresh = hub.snapshot(hub.one);
  for (Hub::Taken* store : {&one, &from_snapshot, &fresh}) {
    CHECK(store->failed == 0);
    CHECK(store->rows["lease"].size() == 2);
    CHECK(store->rows["lease"].contains("site-1/y"));
  }
  CHECK(two.failed == 0);
  CHECK(two.rows["lease"].size() == 1);
  CHECK(two.rows["lease"]["site-2/x"].body == R"({"n":20})");
}

TEST_CASE("stores of an older release, and those of before hello, are given their own rows as others are", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  hub.put({put("staff", "1", R"({"name":"A","role":"cashier","pinHash":"hub$x"})")});
  auto datasets = wire::dataset_versions();
  datasets["staff"] = {1};
  for (const engine::FeedView& view : {Hub::view_of("site-2", datasets), engine::FeedView::of("", "site-2")}) {
    CHECK_FALSE(view.whole());
    Hub::Taken store;
    hub.follow(store, view);
    engine::make_snapshot(hub.hub, hub.channel, 2, hub.now);
    Hub::Taken fresh = hub.snapshot(view);
    CHECK(store.failed + fresh.failed == 0);
    for (Hub::Taken* each : {&store, &fresh}) {
      CHECK(each->rows["lease"].size() == 1);
      CHECK(each->rows["staff"]["1"].body.find("hub$x") == std::string::npos);
    }
  }
}

TEST_CASE("digests of what is forgotten go, and those that still hold stay", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  for (int i = 0; i < 5; ++i) hub.put({put("lease", "site-1/x", "{\"n\":" + std::to_string(100 + i) + "}")});
  Hub::Taken one, two;
  hub.follow(one, hub.one);
  hub.follow(two, hub.two);
  const std::int64_t before = hub.count("feed_root");
  engine::forget_changes(hub.hub, hub.channel, 5);
  CHECK(hub.count("feed_root") < before);
  hub.put({put("article", "B", R"({"sku":"B"})")});
  hub.follow(one, hub.one);
  hub.follow(two, hub.two);
  CHECK(one.failed + two.failed == 0);
  CHECK(hub.snapshot(hub.two).failed == 0);
}

TEST_CASE("operators see the rows of all stores in one list, page by page", "[hub]") {
  Hub hub;
  hub.put(first_leases());
  const auto page = [&](const std::string& after, int most) {
    return hub.read([&](engine::HubTransaction& tx) { return engine::rows_of(tx, hub.channel, "lease", after, most); });
  };
  const auto first = page("", 2);
  REQUIRE(first.size() == 2);
  CHECK(first[0].key == "site-1/x");
  CHECK(first[1].key == "site-1/y");
  const auto rest = page(first[1].key, 2);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].key == "site-2/x");
}
}  // namespace holdfast::database
