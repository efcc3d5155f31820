#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "store/call.h"
#include "store/feed.h"
#include "store/options.h"
#include "store/tokens.h"

namespace boost::asio {
class io_context;
}
namespace holdfast::metrics {
class Registry;
}
namespace holdfast::capabilities {
struct Evaluation;
}

namespace holdfast::store {
class Completions;
class Readers;
class Writer;

/// The store behind the API: one writer with group commit, a few readers, the event feed. Everything here is called on
/// the thread that runs `io`, and everything it calls back runs there, except the bodies of commands and queries.
/// Nobody hears of a change before it is on the disk. Refusals are values; when the disk fails, the batch is refused
/// with storage_full, storage_read_only or storage_failed, and the writer tries again with the next one.
class Store {
 public:
  /// Opens and migrates the file; throws db::Failure. A file without a site is served too: everything is refused with
  /// not_configured then, and site() is null.
  Store(boost::asio::io_context& io, Options options, metrics::Registry& metrics);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  void add_maintenance(std::string name, Maintenance job);  ///< before start()
  void start();
  /// Finishes what is queued and checkpoints; blocks. The answers still go out through the io_context.
  void stop();

  void submit(Call call, Write write, Done done);
  void submit(std::unique_ptr<Command> command);
  void read(std::shared_ptr<const Actor> actor, Read read, Done done);
  void read(std::unique_ptr<Query> query);
  /// Runs here and now, on the I/O thread's own read-only connection: only for what takes some microseconds. Reads of
  /// one turn of the I/O thread share a snapshot, so no lock is taken for each.
  template <class Run>
  Result<Answer> read_inline(const Actor* actor, const Run& run) {
    Result<Answer> answer = refuse(ErrorCode::not_configured, "this store has not been set up: run `holdfast init`");
    run_inline(
        actor, [&](db::Connection& connection, const ReadContext& context) { answer = run(connection, context); },
        answer);
    return answer;
  }

  const Site* site() const { return view_ ? &view_->site : nullptr; }
  std::shared_ptr<const SiteView> view() const { return view_; }
  const Tokens& tokens() const { return *tokens_; }
  std::int64_t head_seq() const { return feed_.head(); }  ///< last durable event
  Feed& feed() { return feed_; }
  Instant now() const { return options_.clock(); }
  const Options& options() const { return options_; }
  /// What may be done now. Replaced as a whole; commands see it from the next batch on.
  std::shared_ptr<const capabilities::Evaluation> capabilities() const { return capabilities_; }
  void use_capabilities(std::shared_ptr<const capabilities::Evaluation> matrix);
  struct Health {
    bool writable = true;  ///< the last commit, checkpoint or probe worked
    std::string problem;   ///< what the last failure said, empty when writable
    std::size_t queued = 0;
  };
  Health health() const;

 private:
  friend class Writer;
  using InlineRun = std::function<void(db::Connection&, const ReadContext&)>;
  void run_inline(const Actor* actor, const InlineRun& run, Result<Answer>& answer);
  void end_turn();
  struct Inline;

  boost::asio::io_context& io_;
  Options options_;
  std::shared_ptr<const SiteView> view_;
  std::shared_ptr<const Tokens> tokens_;
  std::shared_ptr<const capabilities::Evaluation> capabilities_;
  Feed feed_;
  std::shared_ptr<Completions> completions_;
  std::unique_ptr<Writer> writer_;
  std::unique_ptr<Readers> readers_;
  std::unique_ptr<Inline> inline_;
};
}  // namespace holdfast::store
