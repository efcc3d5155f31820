#include "sim/sim_hub.h"

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <sstream>

#include "sim/mutants.h"

namespace holdfast::sim {
namespace {
std::filesystem::path make_folder() {
  static std::atomic<int> count{0};
  // Memory, where there is a file system for it: the runs are about logic, not about a disk's speed.
  const std::filesystem::path shared = "/dev/shm";
  const auto base = access(shared.c_str(), W_OK) == 0 ? shared : std::filesystem::temp_directory_path();
  const auto path = base / ("holdfast-sim-" + std::to_string(getpid()) + "-" + std::to_string(++count));
  std::filesystem::create_directories(path);
  return path;
}
struct Undo {};
/// The file of a hub that has nothing yet: made once, as bringing it to the schema takes longer than a store's day.
const std::string& empty_hub() {
  static const std::string bytes = [] {
    const auto folder = make_folder();
    {
      database::SqliteHub{folder / "hub.db"}.connection().checkpoint(true);
    }
    std::ostringstream all;
    all << std::ifstream{folder / "hub.db", std::ios::binary}.rdbuf();
    std::filesystem::remove_all(folder);
    return all.str();
  }();
  return bytes;
}
}  // namespace

SimHub::SimHub(Chance& chance, const Faults& faults, Mutant mutant)
    : chance_{chance},
      faults_{faults},
      mutant_{mutant},
      folder_{make_folder()},
      engines_{engine::Ingest{*this}, engine::Ingest{*this}} {
  std::ofstream{folder_ / "hub.db", std::ios::binary} << empty_hub();
  open();
}
SimHub::~SimHub() {
  file_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

void SimHub::open() {
  file_ = std::make_unique<database::SqliteHub>(folder_ / "hub.db");
  // One connection in one process that never loses power: a journal in memory and no locks are enough.
  file_->connection().execute(
      "PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=MEMORY; PRAGMA cache_size=-65536");
}

void SimHub::write(const std::function<void(engine::HubTransaction&)>& work) {
  const bool crashes = !healed_ && chance_.in(faults_.hub_crash);
  const std::int64_t where = crashes ? chance_.below(3) : -1;
  if (where == 0) throw Crash{};
  const bool lies = mutant_ == Mutant::lying_commit && !healed_ && chance_.in(20);
  try {
    file_->write([&](engine::HubTransaction& tx) {
      with_mutant(mutant_, tx, work);
      if (where == 1) throw Crash{};
      if (lies) throw Undo{};
    });
  } catch (const Undo&) {
  }
  if (where == 2) throw Crash{};
}

void SimHub::back_up() {
  file_->connection().checkpoint(true);
  std::filesystem::copy_file(folder_ / "hub.db", folder_ / "backup.db",
                             std::filesystem::copy_options::overwrite_existing);
  backed_up_ = true;
}

void SimHub::roll_back() {
  if (!backed_up_) return;
  file_.reset();
  for (const char* name : {"hub.db", "hub.db-wal", "hub.db-shm"}) std::filesystem::remove(folder_ / name);
  std::filesystem::copy_file(folder_ / "backup.db", folder_ / "hub.db");
  open();
  ++generation_;
}

Masters::Rows SimHub::masters(const engine::ChannelKey& key) {
  return read([&](engine::HubTransaction& tx) {
    Masters::Rows rows;
    for (const wire::Change& row : tx.feed.rows_after(key, "", "", 1'000'000))
      rows[{row.dataset, row.key}] = {row.row_version, row.body, sha256(row.body)};
    return rows;
  });
}
}  // namespace holdfast::sim
