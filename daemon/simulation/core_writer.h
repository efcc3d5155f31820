#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include "capabilities/gate.h"
#include "replication/write_port.h"
#include "sim/shop.h"

namespace holdfast::simulation {
/// The one writer of a simulated store, on the thread that asks: a transaction, a savepoint, the command, a commit.
/// The power may go around and inside of any of it.
class CoreWriter final : public replication::WritePort {
 public:
  /// Opens the file, which holds a store.
  CoreWriter(std::filesystem::path file, const sim::Setting& setting);

  /// Of masters.
  Result<store::Answer> write(store::Write write) override;
  /// Of anything else that replication keeps.
  Result<store::Answer> keep(const store::Write& write);
  const std::filesystem::path& file() const override { return file_; }
  Instant now() const override { return now_; }
  /// Counted, so that a seed replays.
  std::function<bool()> slice() override;
  std::size_t rows_at_once() const override { return rows_at_once_; }
  /// When somebody waits for it.
  std::launch beside() const override { return std::launch::deferred; }

  /// Business: `act(tx, context)` says a Result. Nobody hears of it when the power goes, and then it was not.
  template <class Do>
  auto run(const Actor* actor, capabilities::Gate* gate, const Do& act) {
    advance();
    const events::EventLog::Head head = log_->head();
    try {
      db::Transaction tx{*connection_};
      commands::Context ctx = context(actor, gate);
      auto result = [&] {
        db::Savepoint savepoint{tx};
        auto done = act(tx, ctx);
        if (done) savepoint.release();
        return done;
      }();
      if (!result) log_->rewind(head);
      setting_.interrupt();
      tx.commit();
      return result;
    } catch (...) {
      log_->rewind(head);
      throw;
    }
  }

  db::Connection& connection() { return *connection_; }
  const Site& site() const { return site_; }
  IdSource& ids() { return ids_; }
  std::int64_t changes() const { return changes_; }  ///< writes of masters
  /// A process begins: the clock may be another, nothing but the file is known.
  void begin();
  /// It has ended: whatever still wants to write is thrown out.
  void end() { over_ = true; }
  /// The file was exchanged for another.
  void close();
  void open();

 private:
  commands::Context context(const Actor* actor, capabilities::Gate* gate);
  void advance();
  void load_site();

  const sim::Setting& setting_;
  std::filesystem::path file_;
  std::size_t rows_at_once_;
  std::unique_ptr<db::Connection> connection_;
  std::unique_ptr<events::EventLog> log_;
  IdSource ids_;
  Site site_;
  Instant now_;
  std::int64_t changes_ = 0;
  bool over_ = false;
};
}  // namespace holdfast::simulation
