#pragma once
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json_writer.h"
#include "database/sqlite_hub.h"
#include "engine/ingest.h"
#include "engine/projection.h"
#include "wire/batch.h"

/// For tests: a hub in a temporary file, and a store's log made of given bodies.
namespace holdfast::database {
struct TestHub {
  std::shared_ptr<engine::HubDatabase> hub;
  sql::Session* session = nullptr;
};
/// What the tests' hubs are kept in: SQLite, unless tests/hub has put another database in place.
inline std::function<TestHub(const std::filesystem::path& folder)>& open_test_hub() {
  static std::function<TestHub(const std::filesystem::path&)> open = [](const std::filesystem::path& folder) {
    const auto hub = std::make_shared<SqliteHub>(folder / "hub.db");
    // The tests are about what is stored, not about power cuts.
    hub->connection().execute("PRAGMA synchronous=OFF");
    return TestHub{hub, &hub->session()};
  };
  return open;
}

struct HubFixture {
  HubFixture() : folder{make_folder()}, opened{open_test_hub()(folder)}, hub{*opened.hub}, ingest{hub} {
    hub.write([&](engine::HubTransaction& tx) { engine::enrol(tx, site, "channel-1", now); });
  }
  ~HubFixture() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  HubFixture(const HubFixture&) = delete;
  HubFixture& operator=(const HubFixture&) = delete;

  static std::filesystem::path make_folder() {
    static std::atomic<int> count{0};
    const auto path = std::filesystem::temp_directory_path() /
                      ("holdfast-hub-" + std::to_string(getpid()) + "-" + std::to_string(++count));
    std::filesystem::create_directories(path);
    return path;
  }
  template <class Read>
  auto read(Read&& get) {
    decltype(get(std::declval<engine::HubTransaction&>())) result{};
    hub.write([&](engine::HubTransaction& tx) { result = get(tx); });
    return result;
  }
  std::int64_t count(const std::string& table) {
    sql::Statement& rows = opened.session->prepare("SELECT count(*) FROM " + table);
    const std::int64_t found = rows.step() ? rows.integer(0) : -1;
    rows.reset();
    return found;
  }
  engine::Reply push(const wire::EventBatch& batch) {
    return ingest.take_events(site, wire::Coding::identity, wire::encode_batch(batch.header, batch.lines), now);
  }
  void project() {
    while (engine::project_some(hub, site, 100, now)) {
    }
  }

  engine::SiteKey site{"tenant-1", "site-1"};
  Instant now{1'795'255'200'000'000};  ///< 2026-11-21T10:00:00Z
  std::filesystem::path folder;
  TestHub opened;
  engine::HubDatabase& hub;
  engine::Ingest ingest;
};

inline Uuid numbered_id(std::uint64_t number) {
  Uuid id;
  const auto bytes = big_endian(number);
  std::copy(bytes.begin(), bytes.end(), id.bytes.begin() + 8);
  id.bytes[0] = 1;
  id.bytes[6] = 0x70;
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

/// One life of a store's log.
class LogFixture {
 public:
  explicit LogFixture(std::string site_id, std::int64_t epoch = 1) : site_id_{std::move(site_id)}, epoch_{epoch} {
    hashes_.push_back(wire::genesis(site_id_, epoch_));
  }
  void add(const wire::Line& line) {
    lines_.push_back(line);
    hashes_.push_back(
        wire::next_hash(hashes_.back(), static_cast<std::int64_t>(lines_.size()), line.id, line.body_sha));
  }
  static std::string envelope(const Uuid& id, std::string_view type, const std::string& aggregate,
                              const std::string& payload) {
    std::string out;
    JsonWriter json{out};
    json.begin_object()
        .member("id", id)
        .member("type", type)
        .member("aggregateId", aggregate)
        .key("payload")
        .raw(payload)
        .end_object();
    return out;
  }
  void add(std::uint64_t number, std::string_view type, const std::string& aggregate, const std::string& payload) {
    add(wire::whole_line(numbered_id(number), envelope(numbered_id(number), type, aggregate, payload)));
  }
  void add_sale(std::uint64_t number, std::int64_t total, const std::string& receipt, std::uint64_t order = 0) {
    const std::string id = to_string(numbered_id(order == 0 ? 1'000'000 + number : order));
    add(number, "OrderPaid", id,
        R"({"orderId":")" + id + R"(","currency":"EUR","total":)" + std::to_string(total) +
            R"(,"registerId":"r1","receiptNumber":")" + receipt +
            R"(","businessDate":"2026-11-21","payments":[{"tender":"cash","amount":)" + std::to_string(total) + "}]}");
  }
  wire::EventBatch batch(std::int64_t first, int count) const {
    wire::EventBatch batch;
    const auto from = static_cast<std::size_t>(first - 1);
    batch.header = {wire::protocol_newest,
                    site_id_,
                    epoch_,
                    first,
                    count,
                    hashes_[from],
                    hashes_[from + static_cast<std::size_t>(count)]};
    for (std::size_t i = from; i < from + static_cast<std::size_t>(count); ++i) batch.lines.push_back(lines_[i]);
    return batch;
  }
  wire::EventBatch all() const { return batch(1, static_cast<int>(lines_.size())); }
  const Sha256& hash_at(std::int64_t seq) const { return hashes_[static_cast<std::size_t>(seq)]; }

 private:
  std::string site_id_;
  std::int64_t epoch_;
  std::vector<wire::Line> lines_;
  std::vector<Sha256> hashes_;
};
}  // namespace holdfast::database
