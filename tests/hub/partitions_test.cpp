#include "postgres/partitions.h"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "database/hub_fixture.h"
#include "postgres/postgres_hub.h"

// Needs a server (tests/hub/with_postgres.sh).
namespace holdfast::postgres {
namespace {
const Instant november = *parse_date("2026-11-21");
const Instant january = *parse_date("2027-01-10");

/// The hub's tables as they were before there were months, in a schema of their own.
struct Server {
  static const char* url() {
    const char* const text = std::getenv("HOLDFAST_TEST_DATABASE");
    return text != nullptr && *text != '\0' ? text : nullptr;
  }
  static std::string name() {
    static std::atomic<int> count{0};
    return "months" + std::to_string(getpid()) + "_" + std::to_string(++count);
  }
  std::string schema = name();
  PgSession session{url()};
  database::Rows rows{session};
  engine::SiteKey site{"tenant-1", "site-1"};

  Server() {
    session.execute("CREATE SCHEMA " + schema + "; SET search_path = " + schema);
    for (const database::Migration& migration : database::hub_migrations()) session.execute(translated(migration.sql));
  }
  ~Server() { session.execute("SET client_min_messages = error; DROP SCHEMA " + schema + " CASCADE"); }

  std::string text(const std::string& query) {
    sql::Statement& row = session.prepare(query);
    std::string all;
    while (row.step()) all += (all.empty() ? "" : "\n") + row.string(0);
    return all;
  }
  /// Of a UUIDv7 made at that time.
  static Uuid id(Instant at, int number) {
    Uuid id;
    const auto ms = big_endian(static_cast<std::uint64_t>(at.unix_us() / 1000));
    std::copy(ms.begin() + 2, ms.end(), id.bytes.begin());
    id.bytes[6] = 0x70;
    id.bytes[15] = static_cast<std::uint8_t>(number);
    return id;
  }
  void add(std::int64_t seq, Instant at) {
    engine::LogRow row;
    row.place = {1, seq};
    row.event_id = id(at, static_cast<int>(seq));
    row.body = "{}";
    rows.sites.insert(site, {&row, 1}, at);
    rows.books.put_seen(site, row.event_id, {row.place, {}});
    engine::PaidOrder order;
    order.order_id = id(at, static_cast<int>(seq));
    order.currency = "EUR";
    order.total = 100;
    order.register_id = "register-1";
    order.receipt_number = "1-" + std::to_string(seq);
    order.business_date = to_date(at);
    order.payments = {{"cash", 100}};
    rows.books.book(site, row.place, order);
  }
  std::string months_of(const std::string& table) {
    return text("SELECT DISTINCT tableoid::regclass::text FROM " + table + " ORDER BY 1");
  }
};
bool there() {
  if (Server::url() == nullptr) WARN("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set");
  return Server::url() != nullptr;
}
}  // namespace

TEST_CASE("a database that was there is divided by months with all that is in it", "[hub]") {
  if (!there()) return;
  Server server;
  server.add(1, *parse_date("2026-08-01"));
  server.add(2, november);
  server.add(3, *parse_date("2036-01-01"));  // a clock ten years ahead
  server.session.execute("CREATE INDEX paid_order_day ON paid_order(tenant_id, site_id, business_date)");
  keep_partitions(server.session, november);
  keep_partitions(server.session, november);
  server.add(4, *parse_date("2026-12-24"));
  CHECK(server.months_of("site_log") == "site_log_2026m12\nsite_log_rest\nsite_log_to_2026m12");
  CHECK(server.months_of("paid_order") == "paid_order_2026m12\npaid_order_rest\npaid_order_to_2026m12");
  CHECK(server.months_of("event_seen") == "event_seen_2026m12\nevent_seen_rest\nevent_seen_to_2026m12");
  CHECK(server.months_of("sales_total") == "sales_total_2026m12\nsales_total_rest\nsales_total_to_2026m12");
  CHECK(server.rows.sites.read(server.site, {1, 0}, 100).size() == 4);
  CHECK(server.rows.books.sales(server.site).size() == 4);
  // What is unique stays unique, in the old part and in a month.
  for (const Instant at : {*parse_date("2026-08-01"), *parse_date("2026-12-24")}) {
    const int number = at < november ? 1 : 4;
    CHECK(server.rows.books.seen(server.site, Server::id(at, number)).has_value());
    CHECK_THROWS_AS(server.rows.books.put_seen(server.site, Server::id(at, number), {{1, 9}, {}}), PgFailure);
  }
  CHECK(server.text("SELECT count(*)::text FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE "
                    "'%business_date)' AND tablename LIKE 'paid_order%'") >= "4");
}

TEST_CASE("the months ahead are made in time, and take what came early", "[hub]") {
  if (!there()) return;
  Server server;
  keep_partitions(server.session, november);
  const std::int64_t before = std::stoll(server.text("SELECT count(*)::text FROM pg_inherits"));
  server.add(1, *parse_date("2027-03-05"));
  CHECK(server.months_of("site_log") == "site_log_rest");
  keep_partitions(server.session, january);
  CHECK(server.months_of("site_log") == "site_log_2027m03");
  CHECK(server.months_of("paid_order") == "paid_order_2027m03");
  CHECK(std::stoll(server.text("SELECT count(*)::text FROM pg_inherits")) > before);
}

TEST_CASE("a look at one order or at what came lately reads the months it can be in, and no other", "[hub]") {
  if (!there()) return;
  Server server;
  keep_partitions(server.session, november);
  const std::string order =
      server.text("EXPLAIN SELECT 1 FROM paid_order WHERE tenant_id = 't' AND site_id = 's' AND order_id = '\\x" +
                  to_hex(Server::id(*parse_date("2026-12-24"), 1).span()) + "'");
  CHECK(order.find("paid_order_2026m12") != std::string::npos);
  CHECK(order.find("paid_order_2026m11") == std::string::npos);
  CHECK(order.find("paid_order_rest") == std::string::npos);
  const std::string log = server.text(
      "EXPLAIN SELECT 1 FROM site_log WHERE tenant_id = 't' AND site_id = 's' AND epoch = 1 AND seq > 5 AND "
      "received_us >= " +
      std::to_string(parse_date("2027-01-02")->unix_us()) + " ORDER BY seq LIMIT 10");
  CHECK(log.find("site_log_2027m01") != std::string::npos);
  CHECK(log.find("site_log_2026m1") == std::string::npos);
}

TEST_CASE("a month of the log goes as a whole, once nothing of it is needed", "[hub]") {
  if (!there()) return;
  Server server;
  keep_partitions(server.session, november);
  server.add(1, november);
  server.add(2, *parse_date("2026-12-24"));
  engine::Epoch epoch{
      .epoch = 1, .ack = {2, {}}, .applied_seq = 0, .grant_key = {}, .common = {}};
  server.rows.sites.put(server.site, epoch, november);
  CHECK(drop_log_months(server.session, january).empty());  // not projected yet
  epoch.applied_seq = 2;
  server.rows.sites.put(server.site, epoch, november);
  CHECK(drop_log_months(server.session, january) == std::vector<std::string>{"site_log_2026m11", "site_log_2026m12"});
  CHECK(server.rows.sites.read(server.site, {1, 0}, 100).empty());
  CHECK(server.rows.books.sales(server.site).size() == 2);
  CHECK(server.rows.books.seen(server.site, Server::id(november, 1)).has_value());
}

TEST_CASE("a migration may be nothing but comments", "[hub]") {
  if (!there()) return;
  Server server;
  server.session.execute("-- Nothing yet.\n");
  CHECK(server.text("SELECT 'there'") == "there");
}
}  // namespace holdfast::postgres
