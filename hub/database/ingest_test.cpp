// The hub's verdicts on what sites send, over the real rows.
#include "engine/ingest.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
using wire::Reason;

struct Hub : HubFixture {
  LogFixture log{"site-1"};
  Hub() {
    for (std::uint64_t i = 1; i <= 8; ++i)
      log.add_sale(i, static_cast<std::int64_t>(i) * 100, "1-00000" + std::to_string(i));
  }
  std::string push_text(const wire::EventBatch& batch) { return said(push(batch)); }
  static std::string said(const engine::Reply& reply) {
    if (reply.status == 200) {
      const auto ack = wire::decode_ack(reply.body);
      return ack ? "ack " + std::to_string(ack->ack.seq) : "unreadable";
    }
    return std::to_string(reply.status) + " " +
           std::string{wire::name_of(wire::decode_refusal(reply.status, reply.body).reason)};
  }
};
}  // namespace

TEST_CASE("a batch is stored once, however often and in whatever pieces it comes", "[hub]") {
  Hub hub;
  CHECK(hub.push_text(hub.log.batch(1, 3)) == "ack 3");
  CHECK(hub.push_text(hub.log.batch(1, 3)) == "ack 3");
  CHECK(hub.push_text(hub.log.batch(2, 4)) == "ack 5");
  CHECK(hub.push_text(hub.log.batch(7, 2)) == "409 gap");
  CHECK(hub.push_text(hub.log.all()) == "ack 8");
  CHECK(hub.push_text(hub.log.batch(3, 2)) == "ack 8");
  CHECK(hub.count("site_log") == 8);
}

TEST_CASE("an acknowledgement proves what is held", "[hub]") {
  Hub hub;
  const auto ack = wire::decode_ack(hub.push(hub.log.batch(1, 5)).body);
  REQUIRE(ack);
  CHECK(ack->ack.hash == hub.log.hash_at(5));
  CHECK(ack->applied_seq == 0);
  hub.project();
  CHECK(wire::decode_ack(hub.push(hub.log.batch(5, 1)).body)->applied_seq == 5);
}

TEST_CASE("another event in a known place freezes the site, keeps both versions and refuses until the next epoch",
          "[hub]") {
  Hub hub;
  hub.push(hub.log.batch(1, 4));
  LogFixture other{"site-1"};
  for (std::uint64_t i = 1; i <= 3; ++i)
    other.add_sale(i, static_cast<std::int64_t>(i) * 100, "1-00000" + std::to_string(i));
  for (std::uint64_t i = 50; i <= 52; ++i) other.add_sale(i, 7, "1-0000" + std::to_string(i));
  CHECK(hub.push_text(other.batch(2, 5)) == "409 fork");
  CHECK(hub.count("fork_evidence") == 3);
  CHECK(hub.count("site_log") == 4);
  CHECK(hub.push_text(hub.log.batch(5, 1)) == "409 fork");

  wire::EpochRequest request{"site-1", numbered_id(900), wire::EpochReason::fork, 1, {}};
  for (const std::int64_t seq : {6, 5, 3, 1}) request.landmarks.push_back({{1, seq}, other.hash_at(seq)});
  const engine::Reply reply = hub.ingest.open_epoch(hub.site, wire::encode(request), hub.now);
  const auto grant = wire::decode_epoch_grant(reply.body);
  REQUIRE(grant);
  CHECK(grant->epoch == 2);
  CHECK(grant->common == wire::Place{1, 3});
  LogFixture second{"site-1", 2};
  for (std::uint64_t i = 50; i <= 52; ++i) second.add_sale(i, 7, "1-0000" + std::to_string(i));
  CHECK(hub.push_text(second.all()) == "ack 3");
  CHECK(hub.push_text(hub.log.batch(5, 1)) == "409 epoch");
}

TEST_CASE("a request for an epoch whose answer was lost gets the same epoch again", "[hub]") {
  Hub hub;
  const wire::EpochRequest request{"site-1", numbered_id(900), wire::EpochReason::restore, 1, {}};
  const std::string first = hub.ingest.open_epoch(hub.site, wire::encode(request), hub.now).body;
  CHECK(hub.ingest.open_epoch(hub.site, wire::encode(request), hub.now).body == first);
  wire::EpochRequest other = request;
  other.key = numbered_id(901);
  other.from_epoch = 7;  // a site that is further than this hub knows
  CHECK(wire::decode_epoch_grant(hub.ingest.open_epoch(hub.site, wire::encode(other), hub.now).body)->epoch == 8);
}

TEST_CASE("the grant of an epoch tells how far receipt numbers went", "[hub]") {
  Hub hub;
  hub.push(hub.log.all());
  hub.project();
  const wire::EpochRequest request{"site-1", numbered_id(900), wire::EpochReason::restore, 1, {}};
  const auto grant = wire::decode_epoch_grant(hub.ingest.open_epoch(hub.site, wire::encode(request), hub.now).body);
  CHECK(grant->registers == std::vector<wire::RegisterMark>{{"1", 8}});
}

TEST_CASE("events carried over into a new epoch are booked once", "[hub]") {
  Hub hub;
  hub.push(hub.log.all());
  const wire::EpochRequest request{"site-1", numbered_id(900), wire::EpochReason::restore, 1, {}};
  hub.ingest.open_epoch(hub.site, wire::encode(request), hub.now);
  LogFixture second{"site-1", 2};
  for (std::uint64_t i = 5; i <= 10; ++i)
    second.add_sale(i, static_cast<std::int64_t>(i) * 100, i < 10 ? "1-00000" + std::to_string(i) : "1-000010");
  CHECK(hub.push_text(second.all()) == "ack 6");
  hub.project();
  const auto sales = hub.read([&](engine::HubTransaction& tx) { return tx.books.sales(hub.site); });
  REQUIRE(sales.size() == 1);
  CHECK(sales[0].orders == 10);
  CHECK(sales[0].total == 5500);
}

TEST_CASE("a body may come after its hole, twice, and only the right one", "[hub]") {
  Hub hub;
  LogFixture log{"site-1"};
  const std::string body =
      R"({"id":")" + to_string(numbered_id(1)) + R"(","type":"StockMoved","aggregateId":"x","payload":{}})";
  log.add(wire::hole_line(numbered_id(1), sha256(body), wire::deferred));
  log.add_sale(2, 500, "1-000001");
  const auto ack = wire::decode_ack(hub.push(log.all()).body);
  CHECK(ack->holes == std::vector<wire::Place>{{1, 1}});
  hub.project();
  const auto send = [&](const std::string& text) {
    const std::vector<wire::LateBody> bodies{{{1, 1}, text}};
    return Hub::said(
        hub.ingest.take_bodies(hub.site, wire::Coding::identity, wire::encode_bodies("site-1", bodies), hub.now));
  };
  CHECK(send("{\"another\":1}") == "422 body");
  CHECK(hub.count("site_hole") == 1);
  CHECK(send(body) == "ack 2");
  CHECK(send(body) == "ack 2");
  CHECK(hub.count("site_hole") == 0);
  CHECK(hub.count("event_seen") == 2);
}

TEST_CASE("what speaks for another site, is unreadable or a bomb stores nothing", "[hub]") {
  Hub hub;
  const wire::EventBatch batch = hub.log.batch(1, 2);
  const std::string raw = wire::encode_batch(batch.header, batch.lines);
  const auto take = [&](const engine::SiteKey& from, wire::Coding coding, const std::string& body) {
    return Hub::said(hub.ingest.take_events(from, coding, body, hub.now));
  };
  hub.hub.write([&](engine::HubTransaction& tx) { engine::enrol(tx, {"tenant-1", "site-2"}, "channel-1", hub.now); });
  CHECK(take({"tenant-1", "site-2"}, wire::Coding::identity, raw) == "403 site");
  CHECK(take({"tenant-2", "site-1"}, wire::Coding::identity, raw) == "403 site");
  CHECK(take(hub.site, wire::Coding::zstd, raw) == "400 packing");
  CHECK(take(hub.site, wire::Coding::identity, raw.substr(0, raw.size() - 3)) == "400 form");
  CHECK(take(hub.site, wire::Coding::identity, std::string(std::size_t{9} << 20, ' ')) == "413 size");
  wire::Packer packer;
  CHECK(take(hub.site, wire::Coding::zstd, packer.pack(std::string(std::size_t{64} << 20, '\n'), wire::Coding::zstd)) ==
        "413 size");
  CHECK(hub.count("site_log") == 0);
}

TEST_CASE("a crash inside the transaction leaves nothing of the batch", "[hub]") {
  struct Breaking final : engine::HubDatabase {
    explicit Breaking(engine::HubDatabase& hub) : hub_{hub} {}
    void write(const std::function<void(engine::HubTransaction&)>& work) override {
      hub_.write([&](engine::HubTransaction& tx) {
        work(tx);
        throw std::runtime_error{"power"};
      });
    }
    engine::HubDatabase& hub_;
  };
  Hub hub;
  Breaking breaking{hub.hub};
  engine::Ingest ingest{breaking};
  const wire::EventBatch batch = hub.log.all();
  CHECK_THROWS(
      ingest.take_events(hub.site, wire::Coding::identity, wire::encode_batch(batch.header, batch.lines), hub.now));
  CHECK(hub.count("site_log") == 0);
  CHECK(hub.push_text(batch) == "ack 8");
}
}  // namespace holdfast::database
