#include "backup/store_copy.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <memory>
#include <stdexcept>

#include "base/ends.h"
#include "base/json_writer.h"
#include "config/data_folder.h"
#include "daybook/audit_rows.h"
#include "db/transaction.h"
#include "invariants/check_all.h"
#include "orders/order.h"
#include "site/site.h"
#include "vault/keys_of.h"

namespace holdfast::backup {
namespace {
using Handle = std::unique_ptr<sqlite3, Ends<sqlite3_close_v2>>;

/// Copies all pages of one snapshot of `from` into a new file, and makes it one file that no WAL belongs to.
void copy_pages(sqlite3* from, const std::filesystem::path& to, const Pages& seen) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(to.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  const Handle target{opened};
  if (code != SQLITE_OK) throw std::runtime_error{to.string() + ": " + sqlite3_errmsg(opened)};
  std::filesystem::permissions(to, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  sqlite3_exec(opened, "PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
  sqlite3_backup* copy = sqlite3_backup_init(opened, "main", from, "main");
  int step = copy != nullptr ? SQLITE_OK : SQLITE_ERROR;
  while (step == SQLITE_OK) {
    // The caller's snapshot is held, so slices are of one moment.
    step = sqlite3_backup_step(copy, 4096);
    if (seen) seen(sqlite3_backup_pagecount(copy) - sqlite3_backup_remaining(copy), sqlite3_backup_pagecount(copy));
  }
  sqlite3_backup_finish(copy);
  if (step != SQLITE_DONE) throw std::runtime_error{"copying failed: " + std::string{sqlite3_errmsg(opened)}};
  if (sqlite3_exec(opened, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error{"copying failed: " + std::string{sqlite3_errmsg(opened)}};
}
void sync_path(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}
void sync_file(const std::filesystem::path& file) {
  sync_path(file);
  sync_path(file.parent_path().empty() ? std::filesystem::path{"."} : file.parent_path());
}
/// A folder for what must not lie beside a backup in clear; gone at the end.
class WorkFolder {
 public:
  explicit WorkFolder(const std::filesystem::path& parent) {
    std::string name = (parent / "backup-work-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no folder can be made in " + parent.string()};
    path_ = name;
  }
  ~WorkFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};
void remove_database(const std::filesystem::path& file) {
  for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file.string() + end);
}
void snapshot(const std::filesystem::path& database, const std::filesystem::path& to, const Pages& seen) {
  db::Connection source{database, db::Access::reader};
  const db::Snapshot one{source};  // the daemon goes on writing beside it, and nothing here checkpoints
  copy_pages(source.handle(), to, seen);
}
std::string about(const std::filesystem::path& database) {
  db::Connection copy{database, db::Access::reader};
  std::string out;
  JsonWriter json{out};
  json.begin_object();
  if (const Result<Site> site = site::load(copy); site) json.member("siteId", site->site_id).member("name", site->name);
  json.end_object();
  return out;
}
/// Copying is one half of it, checking what came of it the other.
enum class Half : std::int64_t { first, second };
Pages half(const Pages& seen, Half which) {
  if (!seen) return {};
  return
      [seen, which](std::int64_t done, std::int64_t of) { seen(static_cast<std::int64_t>(which) * of + done, 2 * of); };
}
}  // namespace

std::vector<std::string> violations_in(const std::filesystem::path& database, const Pages& seen) {
  constexpr std::size_t most = 20;
  db::Connection copy{database, db::Access::reader};
  std::vector<std::string> found;
  for (const invariants::Violation& each : invariants::check_all(copy, nullptr, 1, seen))
    if (found.size() < most) found.push_back(each.rule + ": " + each.subject + ": " + each.detail);
  return found;
}

Result<Made> make(const std::filesystem::path& data, const std::filesystem::path& file, const Lock& lock,
                  const Pages& seen) {
  const std::filesystem::path database = data / "store.db";
  if (!std::filesystem::exists(database)) return refuse(ErrorCode::not_found, data.string() + " holds no store");
  if (std::filesystem::exists(file))
    return refuse(ErrorCode::conflict, file.string() + " is there already: a backup never overwrites another");
  const std::filesystem::path part = file.string() + ".part";
  std::filesystem::remove(part);
  Made made{file, 0, !lock.none(), {}};
  if (lock.none()) {
    snapshot(database, part, half(seen, Half::first));
    made.violations = violations_in(part, half(seen, Half::second));
  } else {
    const WorkFolder work{data};
    const std::filesystem::path plain = work.path() / "store.db";
    snapshot(database, plain, half(seen, Half::first));
    made.violations = violations_in(plain, half(seen, Half::second));
    std::vector<Part> parts{{"store.db", plain}};
    if (std::filesystem::exists(data / "pepper")) parts.push_back({"pepper", data / "pepper"});
    if (const auto keys = vault::find_key_file(database); !keys.empty()) parts.push_back({"field-keys", keys});
    seal_parts(parts, part, lock, about(plain));
  }
  sync_file(part);
  std::filesystem::rename(part, file);
  sync_file(file);
  made.bytes = static_cast<std::int64_t>(std::filesystem::file_size(file));
  return made;
}

namespace {
Result<std::int64_t> epoch_of(const std::filesystem::path& database) {
  db::Connection reader{database, db::Access::reader};
  const Result<Site> site = site::load(reader);
  if (!site) return refuse(ErrorCode::invalid_argument, "this is no backup of a store: " + site.error().detail);
  return site->epoch;
}
/// Takes what came with a sealed backup, or leaves what is there; true when the store can use what is there now.
bool place_secret(const std::vector<Part>& parts, std::string_view name, const std::filesystem::path& data,
                  bool needed) {
  for (const Part& part : parts)
    if (part.name == name) {
      config::write_file(data / name, config::read_file(part.file), config::Secrecy::secret);
      return true;
    }
  return !needed || std::filesystem::exists(data / name);
}
std::optional<std::int64_t> row_of(db::Transaction& tx, std::string_view table, const Uuid& id) {
  db::Statement& row = tx.connection().prepare_text("SELECT id FROM " + std::string{table} + " WHERE uuid = ?");
  const auto found = row.all(id).step() ? std::optional{row.integer(0)} : std::nullopt;
  row.reset();
  return found;
}
/// In the books that come back: what the ones that go knew of it is gone with them.
void note_restoring(const std::filesystem::path& database, const RestoreWish& wish, std::int64_t epoch, Instant now) {
  db::Connection writer{database, db::Access::writer};
  db::Transaction tx{writer};
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("by", wish.who.by)
      .member("file", wish.file.filename().string())
      .member("epoch", epoch)
      .end_object();
  daybook::append_audit(tx, {.id = 0,
                             .at_us = now.unix_us(),
                             .staff = row_of(tx, "staff", wish.who.staff),
                             .approver = {},
                             .terminal = row_of(tx, "terminal", wish.who.terminal),
                             .action = "store_restored",
                             .subject = "store",
                             .detail = detail});
  tx.commit();
  writer.checkpoint(true);
}
}  // namespace

Result<std::int64_t> begin_next_life(const std::filesystem::path& database, Instant now) {
  db::Connection writer{database, db::Access::writer};
  Result<Site> site = site::load(writer);
  if (!site) return refuse(ErrorCode::invalid_argument, "this is no backup of a store: " + site.error().detail);
  // Another life of this database: what was written after the backup has happened all the same, elsewhere.
  const std::int64_t epoch = ++site->epoch;
  db::Transaction tx{writer};
  site::save(writer, *site, now);
  tx.prepare(
        "INSERT INTO event_epoch(epoch, base_seq, own_after, reason, begun_us) SELECT ?, coalesce(max(seq), 0), "
        "coalesce(max(seq), 0), 'restore', ? FROM event_log")
      .exec(epoch, now);
  // Nor may their numbers be used again: each register begins the next series.
  tx.prepare("UPDATE register SET last_receipt = (last_receipt / ?1 + 1) * ?1").exec(orders::receipt_series);
  tx.commit();
  writer.checkpoint(true);
  return epoch;
}

Result<Restored> restore(const RestoreWish& wish, Instant now, const Pages& seen) {
  if (!std::filesystem::exists(wish.file)) return refuse(ErrorCode::not_found, "there is no " + wish.file.string());
  const std::filesystem::path database = wish.data / "store.db", part = wish.data / "store.db.part";
  if (std::filesystem::exists(database) && !wish.replace)
    return refuse(ErrorCode::conflict, wish.data.string() + " holds a store");
  const WorkFolder work{wish.data};
  std::filesystem::path plain = wish.file;
  std::vector<Part> parts;
  if (is_sealed(wish.file)) {
    parts = TRY(open_parts(wish.file, wish.lock, work.path()));
    plain = work.path() / "store.db";
    if (!std::filesystem::exists(plain)) return refuse(ErrorCode::invalid_argument, "there is no store in this backup");
  }
  if (const auto violations = violations_in(plain, half(seen, Half::first)); !violations.empty())
    return refuse(ErrorCode::conflict, wish.file.string() + " has violations, first: " + violations.front());
  remove_database(part);
  snapshot(plain, part, half(seen, Half::second));
  Restored restored;
  if (const auto epoch = wish.rehearsal ? epoch_of(part) : begin_next_life(part, now); epoch) {
    restored.epoch = *epoch;
  } else {
    remove_database(part);
    return tl::unexpected<Error>(epoch.error());
  }
  if (!wish.rehearsal) note_restoring(part, wish, restored.epoch, now);
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(part.string() + end);
  sync_file(part);
  // The secrets before the store: whoever is interrupted here restores again, and finds them in the same file.
  restored.same_pepper = place_secret(parts, "pepper", wish.data, true);
  restored.same_field_keys = place_secret(parts, "field-keys", wish.data, true);
  for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(database.string() + end);
  std::filesystem::rename(part, database);
  sync_file(database);
  return restored;
}
}  // namespace holdfast::backup
