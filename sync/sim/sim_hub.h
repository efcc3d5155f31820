#pragma once
#include <filesystem>
#include <functional>
#include <memory>

#include "database/sqlite_hub.h"
#include "engine/ingest.h"
#include "engine/projection.h"
#include "engine/publishing.h"
#include "engine/repair.h"
#include "sim/faults.h"
#include "sim/masters.h"

namespace holdfast::sim {
/// Two hub engines over one real SQLite database, which may crash around and inside any transaction, and may come back
/// from an older backup of the file.
class SimHub final : public engine::HubDatabase {
 public:
  SimHub(Chance& chance, const Faults& faults, Mutant mutant);
  ~SimHub() override;
  SimHub(const SimHub&) = delete;
  SimHub& operator=(const SimHub&) = delete;

  /// The hub that happens to be asked, and what its clock says.
  struct Desk {
    engine::Ingest& ingest;
    Instant wall;
  };
  Desk either(Instant wall) {
    const auto which = static_cast<std::size_t>(chance_.below(2));
    return {engines_[which], wall.plus_seconds(which == 0 ? faults_.hub_skew_s : -faults_.hub_skew_s)};
  }
  /// As the engines use it: with crashes.
  void write(const std::function<void(engine::HubTransaction&)>& work) override;
  /// For checks: without.
  template <class Read>
  auto read(Read&& get) {
    decltype(get(std::declval<engine::HubTransaction&>())) result{};
    file_->write([&](engine::HubTransaction& tx) { result = get(tx); });
    return result;
  }
  db::Connection& connection() { return file_->connection(); }

  void back_up();
  void roll_back();  ///< to the last backup, if there is one
  int generation() const { return generation_; }
  void heal() { healed_ = true; }

  Masters::Rows masters(const engine::ChannelKey& key);

 private:
  void open();
  Chance& chance_;
  const Faults& faults_;
  Mutant mutant_;
  std::filesystem::path folder_;
  std::unique_ptr<database::SqliteHub> file_;
  engine::Ingest engines_[2];
  int generation_ = 0;
  bool backed_up_ = false;
  bool healed_ = false;
};
}  // namespace holdfast::sim
