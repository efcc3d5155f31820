// What stores of an older release are given, over the real rows.
#include "engine/feed_view.h"

#include <catch2/catch.hpp>

#include "database/feed_follower.h"
#include "engine/offer.h"
#include "wire/dataset_versions.h"

namespace holdfast::database {
namespace {
using Hub = FeedHub;
engine::FeedView view_of(const wire::Offer& store) {
  return engine::FeedView::of(wire::encode(*wire::negotiate(store, engine::hub_offer("hub"))));
}
wire::Offer offer_of(std::map<std::string, std::vector<int>> datasets) {
  wire::Offer offer;
  offer.datasets = std::move(datasets);
  return offer;
}
void fill(Hub& hub) {
  hub.put({put("staff", "1", R"({"name":"A","role":"cashier","pinHash":"hub$x"})"),
           put("staff", "2", R"({"name":"B","role":"cashier"})"), put("policy", "site", R"({"maxLines":9})"),
           put("policy", "capabilities", R"({"version":"1"})"), put("device", "p", R"({"kind":"scale"})"),
           put("somebodys_own", "x", R"({"a":1})")});
  hub.put({put("staff", "1", R"({"name":"A2","role":"cashier","pinHash":"hub$y"})"),
           put("policy", "capabilities", R"({"version":"2"})")});
  hub.put({{"staff", "1", wire::Op::del, ""},
           {"policy", "capabilities", wire::Op::del, ""},
           put("staff", "3", R"({"pinHash":"hub$z","name":"C","role":"cashier"})")});
}
}  // namespace

TEST_CASE("a store of this release is given everything as it is", "[hub]") {
  Hub hub;
  fill(hub);
  const engine::FeedView view = view_of(offer_of(wire::dataset_versions()));
  CHECK(view.whole());
  Hub::Taken store;
  hub.follow(store, view);
  CHECK(store.failed == 0);
  CHECK(store.proofs >= 3);
  CHECK(store.rows["staff"]["3"].body.find("hub$z") != std::string::npos);
  CHECK(store.rows["somebodys_own"].size() == 1);
}

TEST_CASE("a store of the release before is given rows as it knows them, and its digests agree all the way", "[hub]") {
  Hub hub;
  fill(hub);
  auto datasets = wire::dataset_versions();
  datasets["staff"] = {1};
  datasets["policy"] = {1};
  Hub::Taken store;
  hub.follow(store, view_of(offer_of(datasets)));
  CHECK(store.failed == 0);
  CHECK(store.rows["staff"]["3"].body == R"({"name":"C","role":"cashier"})");
  CHECK(store.rows["policy"].size() == 1);
  CHECK(store.rows["policy"].contains("site"));
}

TEST_CASE("a store of before data sets were agreed on is given all of them in their first versions", "[hub]") {
  Hub hub;
  fill(hub);
  for (const std::string& agreed : {std::string{}, wire::encode(wire::Common{})}) {
    Hub::Taken store;
    hub.follow(store, engine::FeedView::of(agreed));
    CHECK(store.failed == 0);
    CHECK(store.rows["staff"]["3"].body == R"({"name":"C","role":"cashier"})");
    CHECK(store.rows["device"].size() == 1);
  }
}

TEST_CASE("a data set that a store does not know is left out of pages, digests and snapshots, and reported", "[hub]") {
  Hub hub;
  fill(hub);
  auto datasets = wire::dataset_versions();
  datasets.erase("device");
  datasets["staff"] = {1};
  const auto common = wire::negotiate(offer_of(datasets), engine::hub_offer("hub"));
  REQUIRE(common);
  CHECK(common->withheld_datasets == std::vector<std::string>{"device"});
  const engine::FeedView view = engine::FeedView::of(wire::encode(*common));
  Hub::Taken store;
  hub.follow(store, view);
  CHECK(store.failed == 0);
  CHECK_FALSE(store.rows.contains("device"));
  // The same from a snapshot: its manifest is of the parts as they are given.
  engine::make_snapshot(hub.hub, hub.channel, 2, hub.now);
  Hub::Taken fresh = hub.snapshot(view);
  CHECK(fresh.failed == 0);
  CHECK(fresh.rows["staff"]["3"].body == store.rows["staff"]["3"].body);
  CHECK_FALSE(fresh.rows.contains("device"));
}

TEST_CASE("a page of which nothing is for a store still moves it on", "[hub]") {
  Hub hub;
  hub.put({put("device", "a", "{}"), put("device", "b", "{}"), put("device", "c", "{}")});
  auto datasets = wire::dataset_versions();
  datasets.erase("device");
  Hub::Taken store;
  hub.follow(store, view_of(offer_of(datasets)), 2);
  CHECK(store.at == wire::Cursor{1, 0});
  CHECK(store.failed == 0);
}

TEST_CASE("a channel that was published before there was a newer version serves older stores all the same", "[hub]") {
  Hub hub;
  // As an older release left it: no digest of an older version is kept.
  hub.put({put("staff", "1", R"({"name":"A","role":"cashier"})")});
  hub.opened.session->prepare("DELETE FROM feed_root WHERE dataset = 'staff@1'").run();
  hub.opened.session->prepare("DELETE FROM feed_bucket WHERE dataset = 'staff@1'").run();
  const engine::FeedView old = engine::FeedView::of("");
  Hub::Taken store;
  hub.follow(store, old);
  hub.put({put("staff", "2", R"({"name":"B","role":"cashier","pinHash":"hub$x"})")});
  hub.follow(store, old);
  CHECK(store.failed == 0);
  CHECK(store.rows["staff"]["2"].body == R"({"name":"B","role":"cashier"})");
}
}  // namespace holdfast::database
