#include <iostream>
#include <sstream>

#include "backup/off_site.h"
#include "backup/rehearse.h"
#include "backup/schedule.h"
#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "site/site.h"

namespace holdfast::cli {
namespace {
template <class T>
T need(Result<T> result, const std::string& next) {
  if (!result) throw Stop{result.error().detail, next};
  return *std::move(result);
}
void say_made(const backup::Made& made, bool json) {
  if (json) {
    std::string out;
    JsonWriter{out}
        .begin_object()
        .member("file", made.file.string())
        .member("bytes", made.bytes)
        .member("sealed", made.sealed)
        .member("sound", made.violations.empty())
        .end_object();
    std::cout << out << "\n";
  } else {
    std::cout << made.file.string() << ": " << made.bytes << " bytes, " << (made.sealed ? "sealed, " : "")
              << (made.violations.empty() ? "verified" : std::to_string(made.violations.size()) + " violations")
              << "\n";
  }
  if (!made.violations.empty())
    throw Stop{"the copy has violations: " + made.violations.front(), "see `holdfast verify`; keep older backups"};
}
std::string file_member(const std::filesystem::path& file) {
  std::string member;
  JsonWriter{member}.member("file", std::filesystem::absolute(file).string());
  return member;
}
backup::Pages bar(Progress& progress) {
  return [&progress](std::int64_t done, std::int64_t of) { progress.at(of > 0 ? 100 * done / of : 100); };
}
}  // namespace

backup::Lock lock_of(const BackupLock& wish) {
  if (!wish.passphrase_file.empty())
    return need(backup::lock_of_passphrase_file(wish.passphrase_file),
                "put the passphrase in the first line of a file");
  if (!wish.key_file.empty())
    return need(backup::lock_of_key_file(wish.key_file),
                "`openssl rand -hex 32 >FILE` makes one; keep it away from the backups");
  return {};
}

int backup(const Backup& wish) {
  backup::Lock lock = lock_of(wish.lock);
  if (std::filesystem::exists(database_of(wish.data)) && !std::filesystem::exists(wish.file))
    tell_trail(wish.data, {"backup_now", file_member(wish.file) +
                                             (lock.none() ? R"(,"sealed":false)" : R"(,"sealed":true)")});
  backup::Made made;
  {
    Progress progress{"copy", 100, readers(wish.json)};
    made = need(backup::make(wish.data, wish.file, lock, bar(progress)),
                "give the store's data folder with --data, and a new name");
  }
  say_made(made, wish.json);
  return 0;
}

namespace {
backup::S3Place place_of(const BackupPlace& wish) {
  backup::S3Place place{wish.endpoint, wish.bucket, wish.prefix, !wish.virtual_host, {}, {}};
  if (wish.bucket.empty() || wish.key_file.empty())
    throw Stop{"a bucket and its keys are needed", "give --s3-bucket and --s3-key-file"};
  if (!place.prefix.empty() && !place.prefix.ends_with('/')) place.prefix += '/';
  if (!wish.region.empty()) place.credentials.region = wish.region;
  if (!wish.ca_file.empty()) place.ca_pem = config::read_file(wish.ca_file);
  std::istringstream keys{config::read_file(wish.key_file)};
  std::getline(keys, place.credentials.access_key);
  std::getline(keys, place.credentials.secret_key);
  std::getline(keys, place.credentials.session_token);
  if (place.credentials.secret_key.empty())
    throw Stop{wish.key_file + " has no two lines",
               "its access key is the first, its secret key the second; a session token would be the third"};
  return place;
}
}  // namespace

int fetch_backup(const BackupFetch& wish) {
  if (wish.place.endpoint.empty() && wish.data.empty()) throw Stop{"which store?", "give --s3-endpoint, or --data"};
  const backup::S3Place place =
      wish.place.endpoint.empty() ? backup::load_schedule(wish.data).s3 : place_of(wish.place);
  if (place.empty()) throw Stop{"that schedule names no S3-compatible store", "give --s3-endpoint"};
  std::string name = wish.name;
  if (name.empty()) {
    const auto there = need(backup::list_off_site(place, {}), "see endpoint, bucket, region and keys");
    if (there.empty()) throw Stop{"there is no backup", "see --s3-prefix"};
    name = there.front().file.string();
  }
  const auto file = need(backup::fetch_off_site(place, name, wish.to), "see endpoint, bucket, region and keys");
  std::string out;
  JsonWriter{out}.begin_object().member("file", file.string()).end_object();
  std::cout << (wish.json ? out : file.string()) << "\n";
  return 0;
}

int restore(const Restore& options) {
  const std::filesystem::path data{options.data};
  std::filesystem::create_directories(data);
  backup::Restored restored;
  {
    const std::optional<DataLock> lock = DataLock::try_take(data);
    if (!lock) throw Stop{"a daemon is running on " + options.data, "stop it first"};
    Progress progress{"restore", 100, readers(options.json)};
    restored = need(
        backup::restore({options.file, data, lock_of(options.lock), options.force, false, {typed_by()}},
                        config::wall_clock(), bar(progress)),
        "use another backup, another folder, or the right --passphrase-file or --key-file; --force replaces a store");
  }
  config::DataFolder{data}.pepper();  // makes one when it is missing: the store has to start without the old one, too
  if (options.json) {
    std::string out;
    JsonWriter{out}
        .begin_object()
        .member("data", options.data)
        .member("epoch", restored.epoch)
        .member("pins", restored.same_pepper)
        .member("customers", restored.same_field_keys)
        .end_object();
    std::cout << out << "\n";
    return 0;
  }
  std::cout << options.data << " is restored, epoch " << restored.epoch
            << ". Receipts issued after the backup are not in it, so every register begins a new series of numbers.\n";
  if (!restored.same_pepper)
    std::cout
        << "The PINs of the other appliance do not work without its `pepper` file: copy it, or give new ones with "
           "`holdfast staff set-pin`.\n";
  if (!restored.same_field_keys)
    std::cout << "Customers and the devices' secrets cannot be read without the other appliance's `field-keys` file: "
                 "copy it.\n";
  return 0;
}

int rehearse(const Rehearse& wish) {
  const std::filesystem::path data{wish.data};
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{wish.data + " holds no store", "give its data folder with --data"};
  backup::Lock lock = lock_of(wish.lock);
  std::filesystem::path file{wish.file};
  if (file.empty()) {
    const backup::Schedule schedule = backup::load_schedule(data);
    db::Connection reader{database_of(data), db::Access::reader};
    const Result<Site> site = site::load(reader);
    const auto kept = site ? backup::kept_in(schedule.folder, site->site_id) : std::vector<backup::Kept>{};
    if (kept.empty())
      throw Stop{"there is no scheduled backup yet", "name a file: `holdfast rehearse FILE --data DIR`"};
    file = kept.front().file;
    if (lock.none()) lock = schedule.lock;
  }
  std::filesystem::path scratch{wish.scratch};
  if (scratch.empty()) scratch = data / "rehearsal";
  std::filesystem::create_directories(scratch.parent_path());
  tell_trail(data, {"backup_rehearsed", file_member(file)});
  backup::Rehearsal done;
  {
    Progress progress{"rehearsal", 100, readers(wish.json)};
    done = backup::rehearse(data, file, lock, scratch, wish.keep, config::wall_clock(), bar(progress));
  }
  if (wish.json) {
    std::cout << backup::to_json(done) << "\n";
    return done.good() ? 0 : 1;
  }
  std::cout << file.string() << ": " << done.totals << " totals compared, " << done.differences.size() << " differ, "
            << done.violations.size() << " violations, " << done.events_since << " events later, in "
            << decimal_text(done.milliseconds) << " s: " << (done.good() ? "it can be restored" : "DO NOT RELY ON IT")
            << "\n";
  if (!done.failure.empty()) std::cout << "  " << done.failure << "\n";
  for (const backup::Rehearsal::Difference& each : done.differences)
    std::cout << "  " << each.name << ": " << each.live << " in the store, " << each.restored << " in the copy\n";
  for (const std::string& each : done.violations) std::cout << "  " << each << "\n";
  return done.good() ? 0 : 1;
}

namespace {
int show_schedule(const std::filesystem::path& data, bool json) {
  const backup::Schedule schedule = backup::load_schedule(data);
  db::Connection reader{database_of(data), db::Access::reader};
  const Result<Site> site = site::load(reader);
  const auto kept = site ? backup::kept_in(schedule.folder, site->site_id) : std::vector<backup::Kept>{};
  const std::string hour = std::to_string(schedule.minute_of_day / 60 + 100).substr(1) + ":" +
                           std::to_string(schedule.minute_of_day % 60 + 100).substr(1);
  if (!json) {
    std::cout << (schedule.on ? "daily at " + hour + " into " + schedule.folder.string() : std::string{"off"})
              << ", keeps " << schedule.keep << ", " << (schedule.lock.none() ? "in clear" : "sealed")
              << (schedule.s3.empty() ? "" : ", also in " + schedule.s3.bucket + " at " + schedule.s3.endpoint) << "\n";
    for (const backup::Kept& each : kept) std::cout << "  " << each.file.string() << "  " << each.bytes << "\n";
    return 0;
  }
  std::string out;
  JsonWriter writer{out};
  writer.begin_object().member("on", schedule.on).member("folder", schedule.folder.string()).member("at", hour);
  writer.member("keep", schedule.keep).member("sealed", !schedule.lock.none()).key("files").begin_array();
  for (const backup::Kept& each : kept) {
    writer.begin_object().member("file", each.file.string()).member("bytes", each.bytes).member("sealed", each.sealed);
    writer.key("at").time(each.at, 0).end_object();
  }
  writer.end_array().end_object();
  std::cout << out << "\n";
  return 0;
}
}  // namespace

int schedule_backups(const BackupSchedule& wish) {
  const std::filesystem::path data{wish.data};
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{wish.data + " holds no store", "give its data folder with --data"};
  backup::Schedule schedule = backup::load_schedule(data);
  const backup::Lock lock = lock_of(wish.lock);
  if (!wish.folder.empty()) {
    schedule.folder = std::filesystem::absolute(wish.folder);
    schedule.on = true;
  }
  if (wish.off) schedule.on = false;
  if (!wish.at.empty()) schedule.minute_of_day = std::stoi(wish.at.substr(0, 2)) * 60 + std::stoi(wish.at.substr(3, 2));
  if (wish.keep > 0) schedule.keep = wish.keep;
  if (!lock.none()) schedule.lock = lock;
  if (wish.no_s3) schedule.s3 = {};
  if (!wish.place.endpoint.empty()) {
    schedule.s3 = place_of(wish.place);
    if (schedule.lock.none()) throw Stop{"what leaves the house is locked", "give --passphrase-file or --key-file"};
    if (schedule.folder.empty()) throw Stop{"backups are made in a folder first", "give --folder"};
    if (const Result<> good = backup::try_off_site(schedule.s3); !good)
      throw Stop{good.error().detail, "see endpoint, bucket, region and keys"};
    db::Connection reader{database_of(data), db::Access::reader};
    backup::remember_off_site(data, need(backup::list_off_site(schedule.s3, need(site::load(reader), "").site_id), ""));
  }
  if (wish.changes() || !lock.none()) {
    std::string members;
    JsonWriter{members}
        .member("on", schedule.on)
        .member("folder", schedule.folder.string())
        .member("sealed", !schedule.lock.none());
    tell_trail(data, {"backup_schedule", members});
    backup::save_schedule(data, schedule);
  }
  return show_schedule(data, wish.json);
}
}  // namespace holdfast::cli
