#include "events/event_log.h"

#include <catch2/catch.hpp>

#include "base/json.h"
#include "receipts/journal.h"
#include "reference/vectors.h"
#include "support/test_store.h"

namespace holdfast::events {
namespace {
struct Shop : test::TestStore {
  Appended append(db::Transaction& tx, std::string_view type, std::string payload = "{\"n\":1}") {
    return log.append(tx, {type, "order", aggregate, std::move(payload)}, {now, 60, "request-1", &cashier});
  }
  std::vector<Stored> all() {
    std::vector<Stored> out;
    read_after(db, 0, 1000, [&](const Stored& stored) { out.push_back(stored); });
    return out;
  }
  /// Recomputes the chain from the rows; the number of the first link that is wrong, 0 when all hold.
  std::int64_t first_wrong_link() {
    Sha256 hash = genesis("TEST", 1);
    EventCodec codec;
    std::int64_t wrong = 0;
    db::Statement& rows =
        db.prepare("SELECT seq, event_id, body, body_coding, body_sha, hash FROM event_log ORDER BY seq");
    while (rows.step()) {
      const Sha256 body_sha = sha256(codec.decode(rows.blob(2), rows.small(3)));
      hash = chain(hash, rows.integer(0), rows.uuid(1), body_sha);
      if (wrong == 0 && (bytes_of(body_sha) != rows.blob(4) || bytes_of(hash) != rows.blob(5))) wrong = rows.integer(0);
    }
    return wrong;
  }
  Uuid aggregate = *parse_uuid("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
};
}  // namespace

TEST_CASE("events are numbered from one without a gap, and their chain verifies", "[events]") {
  Shop shop;
  CHECK(shop.log.head().seq == 0);
  CHECK(shop.log.head().hash == genesis("TEST", 1));
  for (int i = 1; i <= 50; ++i)
    shop.change([&](db::Transaction& tx) {
      CHECK(shop.append(tx, "OrderPaid", "{\"n\":" + std::to_string(i) + "}").seq == i);
    });
  CHECK(last_seq(shop.db) == 50);
  CHECK(shop.first_wrong_link() == 0);
  shop.change([](db::Transaction& tx) {
    tx.prepare("UPDATE event_log SET body = x'7b7d', body_coding = 0 WHERE seq = 7").run();
  });
  CHECK(shop.first_wrong_link() == 7);
}
TEST_CASE("an event carries the envelope of its consumers", "[events]") {
  Shop shop;
  shop.change([&](db::Transaction& tx) { shop.append(tx, "OrderPaid"); });
  const auto stored = shop.all();
  REQUIRE(stored.size() == 1);
  CHECK(stored[0].type == "OrderPaid");
  CHECK(stored[0].aggregate_id == to_string(shop.aggregate));
  const auto body = parse_json(stored[0].body);
  REQUIRE(body);
  const auto text = [&](std::string_view name) { return body->find(name)->text(); };
  CHECK(parse_uuid(text("id"))->is_event_id());
  CHECK(text("siteId") == "TEST");
  CHECK(text("tenantId") == "tenant");
  CHECK(text("salesChannelId") == "store");
  CHECK(text("type") == "OrderPaid");
  CHECK(text("aggregateType") == "order");
  CHECK(text("aggregateId") == to_string(shop.aggregate));
  CHECK(text("correlationId") == "request-1");
  CHECK(text("occurredAt") == "2026-11-21T11:00:00.000+01:00");
  CHECK(body->find("metadata")->find("actorId")->text() == to_string(shop.cashier.staff));
  CHECK(body->find("metadata")->find("actorRole")->text() == "cashier");
  CHECK(body->find("payload")->find("n")->integer() == 1);
}
TEST_CASE("the digest of a body is that of its plain text, however it is stored", "[events]") {
  Shop shop;
  Appended appended{};
  shop.change([&](db::Transaction& tx) { appended = shop.append(tx, "OrderPaid"); });
  CHECK(shop.number("SELECT body_coding FROM event_log") == 1);
  CHECK(sha256(shop.all()[0].body) == appended.body_sha);
}
TEST_CASE("numbers of an undone savepoint are given back", "[events]") {
  Shop shop;
  shop.change([&](db::Transaction& tx) {
    shop.append(tx, "A");
    const EventLog::Head head = shop.log.head();
    {
      db::Savepoint savepoint{tx};
      shop.append(tx, "B");
      shop.append(tx, "C");
    }
    CHECK(shop.log.head().seq == 3);
    shop.log.rewind(head);
    CHECK(shop.append(tx, "D").seq == 2);
  });
  CHECK(shop.event_types() == "A D");
  CHECK(shop.first_wrong_link() == 0);
}
TEST_CASE("after a failed commit the head is read from the file again", "[events]") {
  Shop shop;
  shop.change([&](db::Transaction& tx) { shop.append(tx, "A"); });
  const EventLog::Head before = shop.log.head();
  {
    db::Transaction tx{shop.db};
    shop.append(tx, "B");
  }
  CHECK(shop.log.head().seq == 2);
  shop.log.reload(shop.db);
  CHECK(shop.log.head().seq == before.seq);
  CHECK(shop.log.head().hash == before.hash);
  const EventLog opened{shop.db, shop.site, shop.ids, "test", "0"};
  CHECK(opened.head().hash == before.hash);
}
TEST_CASE("events are read from a cursor, in order and so many at a time", "[events]") {
  Shop shop;
  shop.change([&](db::Transaction& tx) {
    for (const char* type : {"A", "B", "C", "D", "E"}) shop.append(tx, type);
  });
  std::string seen;
  const auto each = [&](const Stored& stored) { seen += stored.type; };
  CHECK(read_after(shop.db, 0, 2, each) == 2);
  CHECK(read_after(shop.db, 2, 2, each) == 4);
  CHECK(read_after(shop.db, 4, 2, each) == 5);
  CHECK(read_after(shop.db, 5, 2, each) == 5);
  CHECK(seen == "ABCDE");
}
TEST_CASE("an event above 1 MiB is refused when it is made, and a withheld body reads as empty", "[events]") {
  Shop shop;
  {
    db::Transaction tx{shop.db};
    CHECK_THROWS_AS(shop.append(tx, "Big", '"' + std::string(1 << 20, 'x') + '"'), db::Failure);
  }
  shop.change([&](db::Transaction& tx) { shop.append(tx, "A"); });
  shop.change([](db::Transaction& tx) { tx.prepare("UPDATE event_log SET body = NULL").run(); });
  REQUIRE(shop.all().size() == 1);
  CHECK(shop.all()[0].body.empty());
}
TEST_CASE("rows of the log cannot be renumbered or given another hash", "[events]") {
  Shop shop;
  shop.change([&](db::Transaction& tx) { shop.append(tx, "A"); });
  for (const char* set :
       {"seq = 9", "hash = zeroblob(32)", "body_sha = zeroblob(32)", "event_id = zeroblob(16)", "epoch = 2"})
    CHECK_THROWS_AS(shop.db.execute(std::string{"UPDATE event_log SET "} + set), db::Failure);
}

TEST_CASE("bodies survive being stored, plain or packed", "[events]") {
  EventCodec codec;
  const auto round_trip = [&](const std::string& body, EventCodec::Coding expected) {
    const EventCodec::Encoded stored = codec.encode(body);
    INFO(body.substr(0, 60));
    CHECK(stored.coding == expected);
    CHECK(stored.bytes.size() <= body.size());
    CHECK(codec.decode(stored.bytes, static_cast<int>(stored.coding)) == body);
  };
  round_trip("", EventCodec::Coding::plain);
  round_trip("{}", EventCodec::Coding::plain);
  round_trip("q7\x01\xfe", EventCodec::Coding::plain);
  round_trip(std::string(5'000, 'x'), EventCodec::Coding::zstd_dictionary_1);
  round_trip(
      R"({"id":"01a1fd97","type":"OrderPaid","aggregateType":"order","payload":{"orderId":"01a1","total":1000,"currency":"EUR"}})",
      EventCodec::Coding::zstd_dictionary_1);
  std::string random;
  std::uint64_t state = 3;
  for (int i = 0; i < 10'000; ++i)
    random += static_cast<char>((state = state * 6364136223846793005U + 1442695040888963407U) >> 56);
  round_trip(random, EventCodec::Coding::plain);
}
TEST_CASE("damaged bodies are told, whatever byte is wrong or missing", "[events]") {
  EventCodec codec;
  const std::string body =
      R"({"orderId":"01a1","kind":"sale","status":"PAID","currency":"EUR","note":"something else"})";
  const std::string stored{codec.encode(body).bytes};
  for (std::size_t length = 0; length < stored.size(); ++length)
    CHECK_THROWS_AS(codec.decode(stored.substr(0, length), 1), db::Failure);
  CHECK_THROWS_AS(codec.decode("not zstd at all", 1), db::Failure);
  CHECK(codec.decode(stored, 1) == body);
}

namespace {
Sha256 digest_of_hex(std::string_view hex) {
  const std::string bytes = reference::bytes_of_hex(hex);
  Sha256 out{};
  std::copy_n(bytes.begin(), std::min(bytes.size(), out.size()), out.begin());
  return out;
}
/// Walks the parts of a case, adding one link for each, and compares with the hashes it names.
std::string walk(const boost::json::object& item, std::string_view parts,
                 const std::function<Sha256(const Sha256&, std::int64_t, const std::string&)>& link) {
  Sha256 hash = digest_of_hex(reference::text_of(item.at("prevHashHex")));
  std::int64_t number = item.at(parts == "linesB64" ? "firstSeq" : "firstNumber").as_int64();
  const auto& expected = item.at("hashesHex").as_array();
  std::size_t i = 0;
  for (const auto& part : item.at(parts).as_array()) {
    hash = link(hash, number++, reference::bytes_of_base64(reference::text_of(part)));
    if (to_hex(hash) != reference::text_of(expected.at(i++)))
      return "link " + std::to_string(i) + " is " + to_hex(hash);
  }
  return i == expected.size() ? "" : "has more hashes than parts";
}
/// One event's line as it lies in the log, or the hole that stands for a body withheld.
Sha256 event_link(const Sha256& previous, std::int64_t seq, const std::string& line) {
  const auto json = parse_json(line);
  if (!json) throw reference::NotOffered{"a line that is no JSON"};
  if (const Json* hole = json->find("$hole"))
    return chain(previous, seq, *parse_uuid(hole->find("id")->text()), digest_of_hex(hole->find("bodySha256")->text()));
  return chain(previous, seq, *parse_uuid(json->find("id")->text()), sha256(line));
}
}  // namespace

TEST_CASE("reference: sync-and-journal", "[events][reference]") {
  const auto cases = reference::load_vectors("sync-and-journal");
  if (cases.empty()) return;
  reference::Score score{"sync-and-journal"};
  for (const auto& item : cases)
    score.take(item, [&]() -> std::string {
      const std::string kind = reference::text_of(item.at("kind"));
      const std::string start = reference::text_of(item, "genesisHex", "");
      if (kind == "event-chain") {
        const Sha256 first = genesis(reference::text_of(item.at("siteId")), item.at("epoch").as_int64());
        if (to_hex(first) != start) return "starts from " + to_hex(first);
        return walk(item, "linesB64", event_link);
      }
      if (kind == "fiscal-journal") {
        const Sha256 first = receipts::journal_genesis(reference::text_of(item.at("registerId")));
        if (to_hex(first) != start) return "starts from " + to_hex(first);
        return walk(item, "documentsB64", [](const Sha256& previous, std::int64_t number, const std::string& document) {
          return receipts::journal_chain(previous, number, sha256(document));
        });
      }
      throw reference::NotOffered{"kind " + kind};
    });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast::events
