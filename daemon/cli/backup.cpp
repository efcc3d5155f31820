#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <iostream>
#include <memory>

#include "base/json_writer.h"
#include "cli/data_folder.h"
#include "cli/operator_commands.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "db/connection.h"
#include "db/transaction.h"
#include "invariants/check_all.h"
#include "orders/order.h"
#include "site/site.h"

namespace holdfast::cli {
namespace {
using Handle = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;

/// Copies all pages of one snapshot of `from` into a new file, and makes it one file that no WAL belongs to.
void copy_pages(sqlite3* from, const std::filesystem::path& to) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(to.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Handle target{opened, &sqlite3_close_v2};
  if (code != SQLITE_OK) throw Stop{to.string() + ": " + sqlite3_errmsg(opened), "choose a folder you may write to"};
  sqlite3_exec(opened, "PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
  sqlite3_backup* copy = sqlite3_backup_init(opened, "main", from, "main");
  const int step = copy != nullptr ? sqlite3_backup_step(copy, -1) : SQLITE_ERROR;
  sqlite3_backup_finish(copy);
  if (step != SQLITE_DONE) throw Stop{"copying failed: " + std::string{sqlite3_errmsg(opened)}, "is the disk full?"};
  if (sqlite3_exec(opened, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw Stop{sqlite3_errmsg(opened), "is the disk full?"};
}

void sync_file(const std::filesystem::path& file) {
  for (const std::filesystem::path& path :
       {file, file.parent_path().empty() ? std::filesystem::path{"."} : file.parent_path()}) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ::fsync(fd);
    ::close(fd);
  }
}

std::vector<invariants::Violation> violations_in(const std::filesystem::path& file) {
  db::Connection copy{file, db::Access::reader};
  return invariants::check_all(copy);
}

}  // namespace

int backup(const std::string& data, const std::string& file, bool json) {
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{data + " holds no store", "give its data folder with --data"};
  if (std::filesystem::exists(file))
    throw Stop{file + " is there already", "choose a new name: a backup never overwrites another"};
  const std::filesystem::path part = file + ".part";
  std::filesystem::remove(part);
  {
    // A reader's snapshot: the daemon goes on writing beside it, and nothing here checkpoints.
    db::Connection source{database_of(data), db::Access::reader};
    copy_pages(source.handle(), part);
  }
  sync_file(part);
  std::filesystem::rename(part, file);
  sync_file(file);
  const std::vector<invariants::Violation> violations = violations_in(file);
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().member("file", file).member("bytes", bytes).member("sound", violations.empty()).end_object();
    std::cout << out << "\n";
  } else {
    std::cout << file << ": " << bytes << " bytes, "
              << (violations.empty() ? "verified" : std::to_string(violations.size()) + " violations") << "\n";
  }
  if (!violations.empty())
    throw Stop{"the copy has violations: " + violations.front().detail, "see `holdfast verify`; keep older backups"};
  return 0;
}

int restore(const Restore& options) {
  const std::filesystem::path data{options.data};
  if (!std::filesystem::exists(options.file))
    throw Stop{"there is no " + options.file, "give the file that `holdfast backup` made"};
  const std::vector<invariants::Violation> violations = violations_in(options.file);
  if (!violations.empty())
    throw Stop{
        options.file + " has " + std::to_string(violations.size()) + " violations, first: " + violations.front().detail,
        "use another backup"};
  std::filesystem::create_directories(data);
  std::optional<DataLock> lock = DataLock::try_take(data);
  if (!lock) throw Stop{"a daemon is running on " + options.data, "stop it first"};
  const std::filesystem::path file = database_of(data), part = data / "store.db.part";
  if (std::filesystem::exists(file) && !options.force)
    throw Stop{options.data + " holds a store", "restore into another folder, or give --force to replace it"};
  std::filesystem::remove(part);
  {
    db::Connection source{options.file, db::Access::reader};
    copy_pages(source.handle(), part);
  }
  std::int64_t epoch = 0;
  {
    db::Connection writer{part, db::Access::writer};
    Result<Site> site = site::load(writer);
    if (!site) throw Stop{site.error().detail, "this is no backup of a store"};
    // Another life of this database: what was written after the backup has happened all the same, elsewhere.
    epoch = ++site->epoch;
    db::Transaction tx{writer};
    site::save(writer, *site, config::wall_clock());
    writer.prepare("INSERT INTO event_epoch(epoch, base_seq, own_after, reason, begun_us) SELECT ?, coalesce(max(seq), 0), "
                   "coalesce(max(seq), 0), 'restore', ? FROM event_log")
        .exec(epoch, config::wall_clock());
    // Nor may their numbers be used again: each register begins the next series.
    writer.prepare("UPDATE register SET last_receipt = (last_receipt / ?1 + 1) * ?1").exec(orders::receipt_series);
    tx.commit();
    writer.checkpoint(true);
  }
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(part.string() + end);
  sync_file(part);
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(file.string() + end);
  std::filesystem::rename(part, file);
  sync_file(file);
  const bool same_secret = std::filesystem::exists(data / "pepper");
  lock.reset();
  config::DataFolder{data}.pepper();  // makes one when it is missing: the store has to start without the old one, too
  if (options.json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().member("data", options.data).member("epoch", epoch).end_object();
    std::cout << out << "\n";
  } else {
    std::cout << options.data << " is restored, epoch " << epoch
              << ". Receipts issued after the backup are not in it, so every register begins a new series of numbers.\n";
    if (!same_secret)
      std::cout
          << "The PINs of the other appliance do not work without its `pepper` file: copy it, or give new ones with "
             "`holdfast staff set-pin`.\n";
  }
  return 0;
}
}  // namespace holdfast::cli
