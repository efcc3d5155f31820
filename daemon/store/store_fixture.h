#pragma once
// For tests only: a store in a folder of its own, with a site, a terminal and somebody signed on.
#include <stdlib.h>

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <filesystem>
#include <optional>
#include <thread>

#include "base/digest.h"
#include "db/migrate.h"
#include "metrics/metrics.h"
#include "site/site.h"
#include "store/store.h"

namespace holdfast::store {
class StoreFixture {
 public:
  static constexpr const char* session_token = "session-token";
  static constexpr const char* terminal_token = "terminal-token";
  enum class Content { site, nothing };

  explicit StoreFixture(Content content = Content::site, Options wishes = {})
      : folder_{make_folder()}, options_{std::move(wishes)} {
    options_.file = folder_ / "store.db";
    options_.clock = [this] { return Instant{now_us.load()}; };
    options_.random = [state = std::uint64_t{7}]() mutable {
      return state = state * 6364136223846793005U + 1442695040888963407U;
    };
    if (content == Content::site) seed();
    open();
  }
  ~StoreFixture() {
    store_.reset();
    std::filesystem::remove_all(folder_);
  }
  Store& store() { return *store_; }
  boost::asio::io_context& io() { return io_; }
  metrics::Registry& registry() { return *registry_; }
  std::filesystem::path folder() const { return folder_; }
  /// The file is nobody's until reopen().
  void close() { store_.reset(); }
  /// As after a restart of the daemon.
  void reopen() {
    store_.reset();
    open();
  }
  /// Runs the I/O thread's work until `done` or ten seconds have passed; says which.
  template <class Done>
  bool run_until(const Done& done) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (!done()) {
      if (std::chrono::steady_clock::now() > end) return false;
      io_.restart();
      io_.run_one_for(std::chrono::milliseconds{20});
    }
    return true;
  }
  Result<Answer> submit(Call call, Write write) {
    std::optional<Result<Answer>> outcome;
    store_->submit(std::move(call), std::move(write), [&](Result<Answer> answer) { outcome = std::move(answer); });
    run_until([&] { return outcome.has_value(); });
    return outcome.value_or(refuse(ErrorCode::timeout, "no answer"));
  }
  Result<Answer> read(Read read) {
    std::optional<Result<Answer>> outcome;
    store_->read(nullptr, std::move(read), [&](Result<Answer> answer) { outcome = std::move(answer); });
    run_until([&] { return outcome.has_value(); });
    return outcome.value_or(refuse(ErrorCode::timeout, "no answer"));
  }
  /// One number out of the file, as a reader sees it.
  std::int64_t number(std::string sql) {
    std::int64_t value = -1;
    (void)read([&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
      db::Statement& row = connection.prepare_text(sql);
      if (row.step()) value = row.integer(0);
      row.reset();
      return Answer{};
    });
    return value;
  }
  Call call(std::string key = {}, std::string_view body = {}) const {
    Call made;
    made.correlation_id = "test";
    if (const Bearer* bearer = store_->tokens().find(session_token)) made.actor = bearer->actor;
    made.idempotency_key = std::move(key);
    made.request_sha = sha256(body);
    return made;
  }
  std::atomic<std::int64_t> now_us{1'795'000'000'000'000};

 private:
  static std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "holdfast-store-XXXXXX").string();
    return ::mkdtemp(name.data());
  }
  void open() {
    registry_ = std::make_unique<metrics::Registry>();
    store_ = std::make_unique<Store>(io_, options_, *registry_);
    store_->start();
  }
  void seed() {
    db::Connection connection{options_.file, db::Access::writer};
    db::migrate(connection);
    Site site;
    site.site_id = "01890000-0000-7000-8000-000000000001";
    site.tenant_id = "tenant";
    site.sales_channel_id = "channel";
    site.name = "Shop";
    site.country = "AT";
    site.time_zone = "Europe/Vienna";
    site.locale = "de-AT";
    const Instant now{now_us.load()};
    site::save(connection, site, now);
    connection.execute(
        "INSERT INTO role(id, code, name) VALUES (1, 'cashier', 'Cashier');"
        "INSERT INTO role_permission VALUES (1, 'sell'), (1, 'suspend')");
    const auto blob = [](const Sha256& digest) { return std::span<const std::uint8_t>{digest}; };
    const auto uuid = [](std::uint8_t last) {
      Uuid id;
      id.bytes[15] = last;
      return id;
    };
    connection
        .prepare(
            "INSERT INTO staff(id, uuid, code, name, role_id, pin_hash, created_us, updated_us) VALUES (?, ?, ?, ?, 1, "
            "'', 0, 0)")
        .exec(1, uuid(1), "1", "One");
    connection
        .prepare(
            "INSERT INTO staff(id, uuid, code, name, role_id, pin_hash, created_us, updated_us) VALUES (?, ?, ?, ?, 1, "
            "'', 0, 0)")
        .exec(2, uuid(2), "2", "Two");
    connection.prepare("INSERT INTO terminal(id, uuid, name, token_hash, paired_us) VALUES (1, ?, 'Till', ?, 0)")
        .exec(uuid(3), blob(sha256(terminal_token)));
    connection
        .prepare(
            "INSERT INTO session(id, uuid, token_hash, terminal_id, staff_id, created_us, expires_us) VALUES (1, ?, ?, "
            "1, 1, 0, ?)")
        .exec(uuid(4), blob(sha256(session_token)), now.plus_seconds(3600));
  }

  std::filesystem::path folder_;
  Options options_;
  boost::asio::io_context io_{1};
  std::unique_ptr<metrics::Registry> registry_;
  std::unique_ptr<Store> store_;
};

/// A command that leaves one row and one event, and answers with the event's number.
inline Write leave_a_mark(std::string subject) {
  return [subject](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    commands::audit(tx, context, "mark", subject, "{}");
    const events::Appended event =
        context.emit(tx, "Marked", "order", context.ids.next(context.now), R"({"subject":")" + subject + "\"}");
    Answer answer;
    answer.status = 201;
    answer.body = R"({"seq":)" + std::to_string(event.seq) + R"(,"subject":")" + subject + "\"}";
    answer.headers.emplace_back("Location", "/v1/marks/" + std::to_string(event.seq));
    return answer;
  };
}
}  // namespace holdfast::store
