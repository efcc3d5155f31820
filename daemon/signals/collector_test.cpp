#include "signals/collector.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "base/json.h"
#include "db/migrate.h"

using namespace holdfast;
using namespace holdfast::signals;

namespace {
struct Folder {
  Folder() : path{std::filesystem::temp_directory_path() / ("holdfast-signals-" + std::to_string(getpid()))} {
    std::filesystem::create_directories(path);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};
std::int64_t member(const std::string& text, const char* name) {
  return parse_json(text).value().find(name)->integer().value();
}
}  // namespace

TEST_CASE("sales, scans and what broke are counted from the tills' requests", "[signals]") {
  Requests requests;
  for (int i = 0; i < 99; ++i) requests.count("POST", "/v1/orders", 201, 1000);
  requests.count("POST", "/v1/orders", 201, 900'000);
  requests.count("POST", "/v1/orders", 422, 1000);  // refused: no sale
  requests.count("GET", "/v1/lookup/{code}", 200, 300);
  requests.count("GET", "/v1/lookup/{code}", 404, 300);
  requests.count("POST", "/v1/carts/{id}/items", 503, 300);
  requests.count("GET", "/v1/products", 500, 300);
  CHECK(requests.sales == 100);
  CHECK(requests.scans == 2);
  CHECK(requests.scans_unknown == 1);
  CHECK(requests.errors == 2);
  CHECK(requests.slow_sale_us() == 1024);  // one of a hundred is not the slow twentieth
  for (int i = 0; i < 10; ++i) requests.count("POST", "/v1/sales", 201, 900'000);
  CHECK(requests.slow_sale_us() == 1 << 20);
}

TEST_CASE("a stretch is told once, and a life that did not end as it should is a restart", "[signals]") {
  Folder folder;
  Instant now{1'795'255'200'000'000};
  const auto clock = [&] { return now; };
  {
    Collector collector{folder.path, folder.path / "store.db", clock};
    collector.count("POST", "/v1/orders", 201, 1000);
    now = now.plus_seconds(60);
    const std::string first = collector.take();
    CHECK(member(first, "sales") == 1);
    CHECK(member(first, "restarts") == 0);
    CHECK(member(collector.take(), "sales") == 0);
    std::filesystem::copy_file(folder.path / "running", folder.path / "kept");
  }
  CHECK_FALSE(std::filesystem::exists(folder.path / "running"));
  std::filesystem::rename(folder.path / "kept", folder.path / "running");  // as a killed one leaves it
  Collector collector{folder.path, folder.path / "store.db", clock};
  CHECK(member(collector.take(), "restarts") == 1);
  CHECK(member(collector.take(), "restarts") == 0);
}

TEST_CASE("while the shop is shut the books are looked at once a day, and what does not agree is told", "[signals]") {
  Folder folder;
  const auto file = folder.path / "store.db";
  {
    db::Connection connection{file, db::Access::writer};
    db::migrate(connection);
  }
  Instant now{1'795'255'200'000'000};
  Collector collector{folder.path, file, [&] { return now; }};
  const auto told_after = [&](std::int64_t seconds) {
    now = now.plus_seconds(seconds);
    collector.look_at_books();
    return member(collector.take(), "integrityErrors");
  };
  CHECK(told_after(IntegrityLook::first_after_s) == 0);
  {
    db::Connection connection{file, db::Access::writer};
    connection.execute(
        "PRAGMA foreign_keys=OFF; INSERT INTO barcode(code, variant_id, kind) VALUES ('4711', 99, 'plain')");
  }
  CHECK(told_after(3600) == 0);
  CHECK(told_after(IntegrityLook::again_after_s) == 1);
  CHECK(told_after(60) == 0);
  // Nobody has to take what was counted: a store without a hub looks at its books all the same.
  now = now.plus_seconds(IntegrityLook::again_after_s);
  collector.look_at_books();
  CHECK(member(collector.take(), "integrityErrors") == 1);
  // Once it is to leave, no look goes on.
  now = now.plus_seconds(IntegrityLook::again_after_s);
  collector.leave();
  CHECK(told_after(0) == 0);
}
