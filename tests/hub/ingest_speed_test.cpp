#include <chrono>
#include <cstdio>
#include <cstdlib>

#include <catch2/catch.hpp>

#include "database/hub_fixture.h"
#include "postgres/postgres_hub.h"

// The hub's ingest against the ceiling of the database it writes to: the same rows by multi-row INSERTs and nothing
// else, one transaction a batch, in the same run. Needs a server (tests/hub/with_postgres.sh).
namespace holdfast::database {
namespace {
constexpr int rounds = 3, batches = 40, events = 200, all = rounds * batches * events;

double seconds(const std::function<void()>& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

/// What the rows of a log hold, made beforehand: the ceiling is the database's alone.
struct Row {
  Uuid id;
  std::string body;
  Sha256 body_sha, hash;
};
void insert_all(postgres::PgSession& session, const std::vector<Row>& rows, int round) {
  std::string text =
      "INSERT INTO site_log(tenant_id, site_id, epoch, seq, event_id, body, body_sha, hash, error_class, received_us) "
      "VALUES ";
  for (int i = 0; i < events; ++i) text += i == 0 ? "(?,?,?,?,?,?,?,?,?,?)" : ",(?,?,?,?,?,?,?,?,?,?)";
  for (int batch = round * batches; batch < (round + 1) * batches; ++batch) {
    session.execute("BEGIN");
    sql::Statement& insert = session.prepare(text);
    int index = 0;
    for (int i = batch * events; i < (batch + 1) * events; ++i) {
      const Row& row = rows[static_cast<std::size_t>(i)];
      insert.put(++index, "tenant-1");
      insert.put(++index, "ceiling");
      insert.put(++index, 1);
      insert.put(++index, i + 1);
      insert.put(++index, row.id);
      insert.put(++index, span_of(row.body));
      insert.put(++index, std::span<const std::uint8_t>{row.body_sha});
      insert.put(++index, std::span<const std::uint8_t>{row.hash});
      insert.put(++index, std::nullopt);
      insert.put(++index, 1);
    }
    insert.run();
    session.execute("COMMIT");
  }
}
}  // namespace

TEST_CASE("ingest keeps at least half of what PostgreSQL's own multi-row INSERT does", "[hub][speed]") {
  const char* const server = std::getenv("HOLDFAST_TEST_DATABASE");
  if (server == nullptr || *server == '\0') {
    WARN("no PostgreSQL: HOLDFAST_TEST_DATABASE is not set");
    return;
  }
  HubFixture hub;
  auto* const session = dynamic_cast<postgres::PgSession*>(hub.opened.session);
  REQUIRE(session != nullptr);
  LogFixture log{"site-1"};
  std::vector<Row> rows;
  for (std::uint64_t i = 1; i <= all; ++i) {
    log.add_sale(i, static_cast<std::int64_t>(i), "1-" + std::to_string(i));
    const wire::Line line = log.batch(static_cast<std::int64_t>(i), 1).lines.front();
    rows.push_back({line.id, line.body, line.body_sha, log.hash_at(static_cast<std::int64_t>(i))});
  }
  wire::Packer packer;
  std::vector<std::string> packed;
  for (int i = 0; i < rounds * batches; ++i) {
    const wire::EventBatch batch = log.batch(i * events + 1, events);
    packed.push_back(packer.pack(wire::encode_batch(batch.header, batch.lines), wire::Coding::dcz));
  }
  // In turns, and the best of each: what else the machine does then weighs on both alike.
  double ceiling = 1e9, ours = 1e9;
  for (int round = 0; round < rounds; ++round) {
    ceiling = std::min(ceiling, seconds([&] { insert_all(*session, rows, round); }));
    ours = std::min(
        ours, seconds([&] {
          for (int i = round * batches; i < (round + 1) * batches; ++i)
            REQUIRE(hub.ingest.take_events(hub.site, wire::Coding::dcz, packed[static_cast<std::size_t>(i)], hub.now)
                        .status == 200);
        }));
  }
  const double projecting = seconds([&] { hub.project(); });
  CHECK(hub.count("paid_order") == all);
  std::printf("hub ingest: %.0f events/s, ceiling %.0f rows/s, ratio %.2f; projection %.0f events/s\n",
              batches * events / ours, batches * events / ceiling, ceiling / ours, all / projecting);
#ifdef __OPTIMIZE__
  CHECK(ceiling / ours >= 0.5);
#endif
}
}  // namespace holdfast::database
