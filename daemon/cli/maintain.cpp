#include <algorithm>
#include <array>
#include <iostream>
#include <sstream>

#include "backup/schedule.h"
#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "commands/retention_terms.h"
#include "commands/seal_fields.h"
#include "config/data_folder.h"
#include "config/tls_files.h"
#include "config/machine.h"
#include "config/zone.h"
#include "db/migrate.h"
#include "db/transaction.h"
#include "export/person_document.h"
#include "replication/identity.h"
#include "site/site.h"
#include "vault/keys_of.h"

namespace holdfast::cli {
namespace {
using Counts = std::array<std::pair<const char*, std::int64_t>, 8>;
Counts named(const commands::RetentionCounts& counts) {
  return {{{"cartsExpired", counts.carts_expired},
           {"cartsDeleted", counts.carts_deleted},
           {"usesDeleted", counts.uses_deleted},
           {"credentialsDeleted", counts.credentials_deleted},
           {"printJobsDeleted", counts.print_jobs_deleted},
           {"eventBodiesDeleted", counts.bodies_deleted},
           {"ordersDetached", counts.orders_detached},
           {"tracesDeleted", counts.traces_deleted}}};
}
void say(const commands::RetentionCounts& counts, std::int64_t freed, bool dry_run, bool json) {
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object().member("dryRun", dry_run);
    for (const auto& [name, count] : named(counts)) writer.member(name, count);
    writer.member("bytesGivenBack", freed).end_object();
    std::cout << out << "\n";
    return;
  }
  Table table{{dry_run ? "would go" : "went", ">rows"}};
  for (const auto& [name, count] : named(counts)) table.add({name, std::to_string(count)});
  std::cout << table.text();
  if (!dry_run) std::cout << freed << " bytes given back\n";
}
void add(commands::RetentionCounts& sum, const commands::RetentionCounts& more) {
  sum.carts_expired += more.carts_expired;
  sum.carts_deleted += more.carts_deleted;
  sum.uses_deleted += more.uses_deleted;
  sum.credentials_deleted += more.credentials_deleted;
  sum.print_jobs_deleted += more.print_jobs_deleted;
  sum.bodies_deleted += more.bodies_deleted;
  sum.orders_detached += more.orders_detached;
  sum.traces_deleted += more.traces_deleted;
}
std::int64_t pragma(db::Connection& connection, std::string_view sql) {
  db::Statement& row = connection.prepare_text(sql);
  const std::int64_t value = row.step() ? row.integer(0) : 0;
  row.reset();
  return value;
}
/// Slices, so that a kill in between loses one of them. An older file is made such that space can be given back in
/// slices.
std::int64_t give_space_back(db::Connection& connection) {
  const std::int64_t before = pragma(connection, "PRAGMA page_count");
  if (pragma(connection, "PRAGMA auto_vacuum") == 0) {
    connection.execute("PRAGMA auto_vacuum=INCREMENTAL; VACUUM");
  } else {
    Progress progress{"space", pragma(connection, "PRAGMA freelist_count")};
    for (std::int64_t left = 0; (left = pragma(connection, "PRAGMA freelist_count")) > 0;) {
      connection.prepare("PRAGMA incremental_vacuum(1024)").run();
      progress.at(before - pragma(connection, "PRAGMA page_count"));
      if (pragma(connection, "PRAGMA freelist_count") == left) break;
    }
  }
  connection.checkpoint(true);
  return std::max<std::int64_t>(0, before - pragma(connection, "PRAGMA page_count")) *
         pragma(connection, "PRAGMA page_size");
}
/// Columns that hold values of keys behind the newest.
std::vector<std::string> sealed_by_old_keys(const std::filesystem::path& data) {
  std::vector<std::string> prefixes;
  std::istringstream lines{config::read_file(data / "field-keys")};
  for (std::string line; std::getline(lines, line);)
    if (const auto key = vault::FieldKeys::parse(line); key && !key->empty()) prefixes.push_back(key->newest_prefix());
  if (!prefixes.empty()) prefixes.erase(prefixes.begin());
  db::Connection reader{database_of(data), db::Access::reader};
  std::vector<std::string> places;
  for (const exports::Trace& trace : exports::search_everywhere(reader, prefixes, {})) places.push_back(trace.place);
  return places;
}
Site site_of(db::Connection& connection) {
  const Result<Site> site = site::load(connection);
  if (!site) throw Stop{site.error().detail, "set the store up first"};
  return *site;
}
}  // namespace

int maintain(const std::string& data, bool dry_run, bool json) {
  if (!std::filesystem::exists(database_of(data)))
    throw Stop{data + " holds no store", "give its data folder with --data"};
  const Instant now = config::wall_clock();
  if (dry_run) {
    db::Connection reader{database_of(data), db::Access::reader};
    say(commands::count_retention(reader, site_of(reader), now), 0, true, json);
    return 0;
  }
  const std::optional<DataLock> lock = DataLock::try_take(data);
  if (!lock)
    throw Stop{"a daemon is running on " + data,
               "it does this by itself in quiet hours; stop it to do it now, or look with --dry-run"};
  config::ensure_field_keys(data);
  db::Connection writer{database_of(data), db::Access::writer};
  db::migrate(writer);
  const Site site = site_of(writer);
  config::KernelRandom random;
  IdSource ids{[&random] { return random(); }};
  writer.set_history_source(&ids, now);
  events::EventLog log{writer, site, ids, "cli", "maintain"};
  const int offset = config::offsets_of_zone(site.time_zone)(now);
  commands::Context context{.now = now,
                            .utc_offset_min = offset,
                            .business_date = to_date(now, offset),
                            .correlation_id = "maintain",
                            .site = site,
                            .ids = ids,
                            .log = log,
                            .actor = nullptr,
                            .approval = {},
                            .gate = nullptr};
  commands::RetentionCounts all;
  for (bool more = true; more;) {
    db::Transaction tx{writer};
    const commands::RetentionCounts slice = commands::run_retention(tx, context);
    commands::record_retention(tx, slice, now);
    tx.commit();
    add(all, slice);
    more = slice.total() > 0;
  }
  say(all, give_space_back(writer), false, json);
  return 0;
}

int rotate_field_keys(const std::string& data, bool json) {
  const std::filesystem::path file = vault::find_key_file(database_of(data));
  if (!file.empty() && file.parent_path() != std::filesystem::path{data})
    throw Stop{"the field keys come from " + file.string(),
               "put a new key in front of it there, start the daemon, and take the old one away once it has sealed "
               "everything"};
  const std::optional<DataLock> lock = DataLock::try_take(data);
  if (!lock) throw Stop{"a daemon is running on " + data, "stop it first"};
  if (std::filesystem::exists(std::filesystem::path{data} / "hub-key.json"))
    throw Stop{"an enrolment is under way", "finish it first: `holdfast enrol`"};
  write_trail(data, {"field_keys_rotated"});
  config::add_field_key(data);
  std::int64_t sealed = 0;
  {
    db::Connection writer{database_of(data), db::Access::writer};
    db::migrate(writer);
    config::KernelRandom random;
    IdSource ids{[&random] { return random(); }};
    writer.set_history_source(&ids, config::wall_clock());
    for (int changed = 1; changed > 0;) {
      db::Transaction tx{writer};
      changed = commands::seal_fields(tx, config::wall_clock());
      tx.commit();
      sealed += changed;
    }
    if (!commands::is_all_sealed(writer))
      throw Stop{"not everything is sealed by the new key", "run it again; both keys are still there"};
    writer.checkpoint(true);
  }
  // What is sealed in files is told over by those who wrote it.
  if (const auto identity = replication::load_identity(data)) replication::save_identity(data, *identity);
  config::seal_private_keys(data);
  if (std::filesystem::exists(std::filesystem::path{data} / "backup.json"))
    backup::save_schedule(data, backup::load_schedule(data));
  const std::vector<std::string> still = sealed_by_old_keys(data);
  const std::filesystem::path aside =
      still.empty() ? config::set_old_field_keys_aside(data, config::wall_clock()) : std::filesystem::path{};
  if (json) {
    std::string out;
    JsonWriter writer{out};
    writer.begin_object()
        .member("steps", sealed)
        .member("oldKeys", aside.string())
        .key("stillSealedByOldKeys")
        .begin_array();
    for (const std::string& place : still) writer.value(place);
    writer.end_array().end_object();
    std::cout << out << "\n";
  } else if (still.empty()) {
    std::cout << "Everything is sealed by a new key. The old one is in " << aside.string()
              << ": backups in clear from before need it, this store does not. Keep it away from here.\n";
  } else {
    std::cout << "A new key seals from now on. The old one stays in " << data
              << "/field-keys, as these are still sealed by it:";
    for (const std::string& place : still) std::cout << " " << place;
    std::cout << "\n";
  }
  return 0;
}
}  // namespace holdfast::cli
