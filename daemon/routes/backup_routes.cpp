#include "routes/backup_routes.h"

#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "backup/off_site.h"
#include "backup/rehearse.h"
#include "backup/s3_place_json.h"
#include "commands/context.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "log/log.h"
#include "machine/removable_media.h"
#include "routes/audited.h"
#include "routes/list.h"
#include "setup/restore_beside.h"
#include "site/site.h"

namespace holdfast::routes {
namespace {
using http::Method;
constexpr std::size_t shortest_passphrase = 8, most_rehearsals = 20;
constexpr const char* own_folder = "holdfast-backups";  ///< on a stick that has other things as well

/// One rehearsal or restoring at a time, on a thread of its own: it reads databases for as long as it takes, and what
/// comes of it lies in the data folder, so nobody waits for it.
class Rehearser {
 public:
  ~Rehearser() {
    if (thread_.joinable()) thread_.join();
  }
  bool running() const { return running_; }
  bool start(std::function<void()> work) {
    if (running_.exchange(true)) return false;
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread{[this, work = std::move(work)] {
      try {
        work();
      } catch (const std::exception& failure) {
        log::write(log::Level::error, "a backup could not be put in place",
                   {{"error", log::Fault{"RestoreError", failure.what(), false}}});
      }
      running_ = false;
    }};
    return true;
  }

 private:
  std::atomic<bool> running_{false};
  std::thread thread_;
};
using SharedRehearser = std::shared_ptr<Rehearser>;

void append_schedule(JsonWriter& json, const backup::Schedule& schedule, const std::filesystem::path& data) {
  struct stat ours{}, theirs{};
  const bool known = ::stat(data.c_str(), &ours) == 0 && ::stat(schedule.folder.c_str(), &theirs) == 0;
  json.begin_object()
      .member("on", schedule.on)
      .member("folder", schedule.folder.string())
      .member("minuteOfDay", schedule.minute_of_day)
      .member("keep", schedule.keep)
      .member("sealed", !schedule.lock.none())
      .member("sameDisk", known && ours.st_dev == theirs.st_dev)
      .key("media")
      .begin_array();
  for (const machine::Medium& medium : machine::removable_media())
    json.begin_object()
        .member("folder", (medium.folder / own_folder).string())
        .member("name", medium.folder.filename().string())
        .member("model", medium.model)
        .member("readOnly", medium.read_only)
        .end_object();
  json.end_array().key("s3");
  if (schedule.s3.empty())
    json.null();
  else
    write_place(json, schedule.s3);
  json.end_object();
}

struct Found {
  backup::Kept kept;
  bool here = false, off_site = false;
};
/// Those of the folder and, as far as we remember, of the place off site, the newest first.
std::vector<Found> all_kept(const std::filesystem::path& data, const backup::Schedule& schedule,
                            const store::Store& store) {
  std::vector<Found> all;
  if (!schedule.folder.empty())
    for (backup::Kept& kept : backup::kept_in(schedule.folder, store.site()->site_id))
      all.push_back({std::move(kept), true, false});
  if (!schedule.s3.empty())
    for (backup::Kept& kept : backup::remembered_off_site(data)) {
      const auto same = std::find_if(all.begin(), all.end(),
                                     [&](const Found& each) { return each.kept.file.filename() == kept.file; });
      if (same != all.end())
        same->off_site = true;
      else
        all.push_back({std::move(kept), false, true});
    }
  std::sort(all.begin(), all.end(), [](const Found& a, const Found& b) { return b.kept.at < a.kept.at; });
  return all;
}

Result<Answer> list_backups(const BackupDesk& desk, const Rehearser& rehearser, const store::Store& store) {
  const backup::Schedule schedule = backup::load_schedule(desk.data);
  const backup::RunSchedule::Status& status = desk.schedule.status();
  const int offset = store.view()->utc_offset_min(store.now());
  Answer answer;
  JsonWriter json{answer.body};
  json.begin_object().key("items").begin_array();
  for (const Found& found : all_kept(desk.data, schedule, store)) {
    json.begin_object().member("name", found.kept.file.filename().string()).key("at").time(found.kept.at, offset);
    json.member("bytes", found.kept.bytes).member("sealed", found.kept.sealed);
    json.member("here", found.here).member("offSite", found.off_site).end_object();
  }
  json.end_array().key("next").null().member("running", status.running);
  append_time(json, "lastGoodAt", status.last_good, offset);
  append_time(json, "lastFailedAt", status.last_failed, offset);
  json.member("problem", status.problem).member("rehearsing", rehearser.running()).end_object();
  return answer;
}

/// Told by the audit trail, and begun once that is certain to be written; nobody waits for its end.
std::variant<Answer, store::Write> begun(AuditedAct told, std::function<bool()> begin) {
  return audited(std::move(told), [begin = std::move(begin)]() -> Result<Answer> {
    if (!begin()) return refuse(ErrorCode::conflict, "one is running already");
    Answer answer;
    answer.status = 202;
    answer.body = "{}";
    return answer;
  });
}
std::string named(const Found& found) {
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("name", found.kept.file.filename().string())
      .key("at")
      .time(found.kept.at, 0)
      .end_object();
  return detail;
}
Result<std::variant<Answer, store::Write>> make_now(const BackupDesk& desk) {
  const backup::Schedule schedule = backup::load_schedule(desk.data);
  if (schedule.folder.empty()) return refuse(ErrorCode::conflict, "say first in which folder backups are kept");
  if (desk.schedule.status().running) return refuse(ErrorCode::conflict, "one is being made already");
  std::string detail;
  JsonWriter{detail}
      .begin_object()
      .member("folder", schedule.folder.string())
      .member("sealed", !schedule.lock.none())
      .end_object();
  return begun({"backup_now", "store", std::move(detail)}, [&backups = desk.schedule] {
    backups.make_soon();
    return true;
  });
}

/// That the folder can be written to is tried now, while somebody looks, and not found out in the night.
void try_folder(const std::filesystem::path& folder, JsonFields& fields) {
  if (!folder.is_absolute()) return fields.complain("folder", "must be a whole path, such as /media/backup");
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fields.complain("folder", error.message());
  const std::filesystem::path trial = folder / ".holdfast-trial";
  try {
    config::write_file(trial, "trial", config::Secrecy::secret);
    std::filesystem::remove(trial, error);
  } catch (const std::exception& failure) {
    fields.complain("folder", failure.what());
  }
}
/// Likewise, and which backups there are: a new appliance finds those of the one that is gone.
void try_off_site(const backup::Schedule& schedule, const std::filesystem::path& data, const std::string& site,
                  JsonFields& fields) {
  if (schedule.s3.empty()) return;
  if (const auto good = backup::try_off_site(schedule.s3); !good) return fields.complain("s3", good.error().detail);
  if (const auto there = backup::list_off_site(schedule.s3, site)) backup::remember_off_site(data, *there);
}
Result<store::Write> put_schedule(const Input& input, const BackupDesk& desk, const std::string& store_id) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  backup::Schedule schedule = backup::load_schedule(desk.data);
  schedule.on = fields.flag("on", true);
  schedule.folder = fields.text("folder", 4000);
  schedule.minute_of_day =
      static_cast<int>(fields.maybe_integer("minuteOfDay", 0, 24 * 60 - 1).value_or(schedule.minute_of_day));
  schedule.keep = static_cast<int>(fields.maybe_integer("keep", 1, 1000).value_or(schedule.keep));
  if (const auto passphrase = fields.maybe_text("passphrase", 200)) {
    if (!passphrase->empty() && passphrase->size() < shortest_passphrase)
      fields.complain("passphrase", "has at least 8 letters, or none at all: then nothing is locked");
    schedule.lock = {*passphrase, {}};
  }
  if (errors.empty()) try_folder(schedule.folder, fields);
  const Json* const given = input.body.find("s3");
  if (const Json* place = fields.maybe_object("s3"))
    schedule.s3 = backup::read_place(*place, schedule.s3, errors, "/s3");
  else if (given != nullptr && given->is_null())
    schedule.s3 = {};
  if (!schedule.s3.empty() && schedule.lock.none() && errors.empty())
    fields.complain("passphrase", "is needed: what leaves the house is locked");
  if (errors.empty()) try_off_site(schedule, desk.data, store_id, fields);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return [schedule, data = desk.data](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    std::string detail;
    JsonWriter{detail}
        .begin_object()
        .member("on", schedule.on)
        .member("folder", schedule.folder.string())
        .member("sealed", !schedule.lock.none())
        .end_object();
    commands::audit(tx, context, "backup_schedule", "store", detail);
    backup::save_schedule(data, schedule);
    Answer answer;
    JsonWriter json{answer.body};
    append_schedule(json, schedule, data);
    return answer;
  };
}

/// The kept backup of that name; the newest when none is named.
Result<Found> kept_file(const std::filesystem::path& data, const backup::Schedule& schedule,
                        const std::optional<std::string>& name, const store::Store& store) {
  for (Found& found : all_kept(data, schedule, store))
    if (!name || found.kept.file.filename() == *name) return std::move(found);
  return refuse(ErrorCode::not_found, "there is no such backup");
}
/// Where it lies, fetched before when it lies off site alone. Blocks.
std::filesystem::path at_hand(const Found& found, const backup::Schedule& schedule, const std::filesystem::path& data) {
  if (found.here) return found.kept.file;
  auto file = backup::fetch_off_site(schedule.s3, found.kept.file.string(), data / "fetched");
  if (!file) throw std::runtime_error{file.error().detail};
  return *std::move(file);
}
Result<std::variant<Answer, store::Write>> rehearse_one(const Input& input, const BackupDesk& desk,
                                                        const SharedRehearser& rehearser, const store::Store& store) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const auto name = fields.maybe_text("name", 300);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const backup::Schedule schedule = backup::load_schedule(desk.data);
  const Found found = TRY(kept_file(desk.data, schedule, name, store));
  if (rehearser->running()) return refuse(ErrorCode::conflict, "one is running already");
  return begun({"backup_rehearsed", "store", named(found)}, [found, rehearser, schedule, data = desk.data] {
    return rehearser->start([found, data, schedule] {
      const std::filesystem::path file = at_hand(found, schedule, data);
      backup::rehearse(data, file, schedule.lock, data / "rehearsal", false, config::wall_clock());
      if (!found.here) std::filesystem::remove(file);
    });
  });
}

/// Nothing of the store that is there is touched before the copy has proved good; it stays as `store.previous.db`. Both
/// say in their audit trails who did it.
Result<std::variant<Answer, store::Write>> restore_one(const Input& input, const BackupDesk& desk,
                                                       const SharedRehearser& rehearser, const Actor& actor,
                                                       const store::Store& store) {
  std::vector<FieldError> errors;
  JsonFields fields{input.body, errors};
  const std::string name = fields.text("name", 300);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  const backup::Schedule schedule = backup::load_schedule(desk.data);
  const Found found = TRY(kept_file(desk.data, schedule, name, store));
  if (rehearser->running()) return refuse(ErrorCode::conflict, "one is running already");
  const backup::Restorer who{actor.staff_code, actor.staff, actor.terminal};
  return begun({"backup_restored", "store", named(found)}, [found, rehearser, desk, schedule, who] {
    return rehearser->start([found, desk, schedule, who] {
      const std::filesystem::path file = at_hand(found, schedule, desk.data);
      const Result<> done = setup::restore_beside(desk.data, file, schedule.lock, config::wall_clock(), who);
      if (!done) throw std::runtime_error{done.error().detail};
      log::write(log::Level::warn, "a backup takes the store's place", {{"file", file.string()}});
      desk.restart();
    });
  });
}

Answer list_rehearsals(const std::filesystem::path& data) {
  std::string out = R"({"items":[)";
  for (const std::string& line : backup::last_rehearsals(data, most_rehearsals)) {
    if (!out.ends_with('[')) out += ',';
    out += line;
  }
  return ok(out + R"(],"next":null})");
}
}  // namespace

void add_backup_routes(Api& api, const BackupDesk& desk) {
  const Access admin = Access::session(Permission::device_admin);
  const auto rehearser = std::make_shared<Rehearser>();
  api.here(
      Method::get, "/v1/backups", admin,
      [desk, rehearser](const Input&, const Actor&, store::Store& store) -> Result<std::variant<Answer, store::Write>> {
        return std::variant<Answer, store::Write>{TRY(list_backups(desk, *rehearser, store))};
      });
  api.here(Method::post, "/v1/backups", admin,
           [desk](const Input&, const Actor&, store::Store&) { return make_now(desk); });
  api.read(Method::get, "/v1/backups/schedule", admin, [desk](const Input&, db::Connection&, const ReadContext&) {
    return ok(body_of(backup::load_schedule(desk.data), [&](JsonWriter& json, const backup::Schedule& schedule) {
      append_schedule(json, schedule, desk.data);
    }));
  });
  api.prepared_write(
      Method::put, "/v1/backups/schedule", admin,
      [desk](const Input& input, db::Connection& connection, const ReadContext&) -> Result<store::Write> {
        return put_schedule(input, desk, TRY(site::load(connection)).site_id);
      });
  api.read(Method::get, "/v1/backups/rehearsals", admin,
           [desk](const Input&, db::Connection&, const ReadContext&) -> Result<Answer> {
             return list_rehearsals(desk.data);
           });
  api.here(Method::post, "/v1/backups/rehearsals", admin,
           [desk, rehearser](const Input& input, const Actor&, store::Store& store) {
             return rehearse_one(input, desk, rehearser, store);
           });
  api.here(Method::post, "/v1/backups/restore", admin,
           [desk, rehearser](const Input& input, const Actor& actor, store::Store& store) {
             return restore_one(input, desk, rehearser, actor, store);
           });
}
}  // namespace holdfast::routes
