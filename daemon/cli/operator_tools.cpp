#include "cli/operator_tools.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "cli/operator_commands.h"

namespace holdfast::cli {
namespace {
/// Everything these options are read into; the parser's callbacks keep it.
struct Options {
  explicit Options(std::function<int()>& run) : chosen{run} {}
  std::function<int()>& chosen;
  Where where;
  bool json = false, dry_run = false, authority = false;
  std::string data, customer, file, code;
  Backup backup;
  Restore restore;
  Rehearse rehearse;
  BackupSchedule schedule;
  BackupFetch fetch;
  Logs logs;
  AuditWish audit;
  ExportWish exports;
  Erase erase;
  NewStaff staff;
  std::string pin;
};
using Shared = std::shared_ptr<Options>;

CLI::App& command(CLI::App& parent, const std::string& name, const std::string& what, const Shared& o,
                  std::function<int()> run) {
  CLI::App* added = parent.add_subcommand(name, what);
  added->callback([o, run = std::move(run)] { o->chosen = run; });
  return *added;
}
CLI::App& group(CLI::App& parent, const std::string& name, const std::string& what) {
  CLI::App* added = parent.add_subcommand(name, what);
  added->require_subcommand(1);
  return *added;
}
void add_data(CLI::App& app, std::string& data) { app.add_option("--data", data, "data folder")->required(); }
void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, "answer in JSON"); }
void add_where(CLI::App& app, const Shared& o) {
  app.add_option("--data", o->where.data, "data folder of a store on this machine");
  app.add_option("--url", o->where.url, "address of a running daemon");
  app.add_option("--token", o->where.token, "token of a session there");
}
void add_lock(CLI::App& app, BackupLock& lock) {
  CLI::Option* file = app.add_option("--passphrase-file", lock.passphrase_file,
                                     "its first line seals or opens the backup (AES-256-GCM)");
  app.add_option("--key-file", lock.key_file, "64 hex digits instead of a passphrase")->excludes(file);
}

void add_place(CLI::App& app, BackupPlace& place) {
  CLI::Option* endpoint = app.add_option("--s3-endpoint", place.endpoint, "https://host of an S3-compatible store");
  app.add_option("--s3-bucket", place.bucket, "its bucket")->needs(endpoint);
  app.add_option("--s3-prefix", place.prefix, "before every name there")->needs(endpoint);
  app.add_option("--s3-region", place.region, "us-east-1 unless told")->needs(endpoint);
  app.add_option("--s3-key-file", place.key_file, "its access key and its secret key, a line each; a session token on the third")->needs(endpoint);
  app.add_option("--s3-ca", place.ca_file, "PEM of its own authority")->needs(endpoint);
  app.add_flag("--s3-virtual-host", place.virtual_host, "the bucket is part of the host name, not of the path");
}

void add_backups(CLI::App& app, const Shared& o) {
  CLI::App& make =
      command(app, "backup", "copy the store into one file while it runs", o, [o] { return backup(o->backup); });
  make.add_option("file", o->backup.file, "new file")->required();
  add_data(make, o->backup.data);
  add_lock(make, o->backup.lock);
  add_json(make, o->backup.json);
  CLI::App& back = command(app, "restore", "put a backup in place; no daemon may run on the folder", o,
                           [o] { return restore(o->restore); });
  back.add_option("file", o->restore.file, "what `holdfast backup` made")->required();
  add_data(back, o->restore.data);
  back.add_flag("--force", o->restore.force, "replace the store that is there");
  add_lock(back, o->restore.lock);
  add_json(back, o->restore.json);
  CLI::App& rehearsal =
      command(app, "rehearse", "restore a backup somewhere else, check it, compare its totals with the store", o,
              [o] { return rehearse(o->rehearse); });
  rehearsal.add_option("file", o->rehearse.file, "the backup; without it the newest scheduled one");
  add_data(rehearsal, o->rehearse.data);
  rehearsal.add_option("--scratch", o->rehearse.scratch, "a new folder to restore into");
  rehearsal.add_flag("--keep", o->rehearse.keep, "leave the restored store there");
  add_lock(rehearsal, o->rehearse.lock);
  add_json(rehearsal, o->rehearse.json);
  CLI::App& schedule =
      command(app, "backup-schedule", "show or set when backups are made by themselves, and which there are", o,
              [o] { return schedule_backups(o->schedule); });
  add_data(schedule, o->schedule.data);
  schedule.add_option("--folder", o->schedule.folder, "where to; this also switches it on");
  schedule.add_option("--at", o->schedule.at, "HH:MM in the store's time zone")->check([](const std::string& text) {
    const bool good = text.size() == 5 && text[2] == ':' && text.substr(0, 2) >= "00" && text.substr(0, 2) <= "23" &&
                      text.substr(3) >= "00" && text.substr(3) <= "59" &&
                      text.find_first_not_of("0123456789:") == std::string::npos;
    return good ? std::string{} : std::string{"HH:MM, 00:00 to 23:59"};
  });
  schedule.add_option("--keep", o->schedule.keep, "how many files")->check(CLI::Range(1, 1000));
  schedule.add_flag("--off", o->schedule.off, "no more by themselves");
  add_place(schedule, o->schedule.place);
  schedule.add_flag("--no-s3", o->schedule.no_s3, "no more copies off site");
  add_lock(schedule, o->schedule.lock);
  add_json(schedule, o->schedule.json);
  CLI::App& fetch = command(app, "backup-fetch", "fetch a backup from an S3-compatible store", o,
                            [o] { return fetch_backup(o->fetch); });
  fetch.add_option("name", o->fetch.name, "which; the newest when left out");
  fetch.add_option("--to", o->fetch.to, "the folder it is put in")->required();
  fetch.add_option("--data", o->fetch.data, "a data folder whose schedule names the store");
  add_place(fetch, o->fetch.place);
  add_json(fetch, o->fetch.json);
}

void add_looking(CLI::App& app, const Shared& o) {
  CLI::App& logs = command(app, "logs", "what the daemon wrote, filtered", o, [o] { return show_logs(o->logs); });
  logs.add_option("--level", o->logs.level, "debug, info, warn, error, fatal: this and above")->capture_default_str();
  logs.add_option("--correlation-id", o->logs.correlation_id, "of one request only");
  logs.add_option("--register", o->logs.register_number, "lines that name this register (needs --data)");
  CLI::App& trace =
      command(app, "trace", "everything one request did: events, orders, payments, prints, decisions, log, hub", o,
              [o] { return cli::trace(o->logs); });
  trace.add_option("correlation-id", o->logs.correlation_id)->required();
  for (CLI::App* each : {&logs, &trace}) {
    each->add_option("--data", o->logs.data, "data folder");
    each->add_option("--file", o->logs.file, "the daemon's log file; without it systemd's journal");
    each->add_option("--unit", o->logs.unit, "systemd's unit")->capture_default_str();
    each->add_option("--since", o->logs.since, "a day, an RFC 3339 time, or a span back from now: 90m, 12h, 7d");
    each->add_option("--lines", o->logs.lines, "the newest so many")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    add_json(*each, o->logs.json);
  }
  CLI::App& audit = command(app, "audit", "who did what", o, [o] { return o->audit.verify ? verify_audit(o->where, o->json) : show_audit(o->where, o->audit, o->json); });
  audit.add_flag("--verify", o->audit.verify, "follow its chain instead: exit code 1 where it is broken");
  audit.add_option("--action", o->audit.action);
  audit.add_option("--staff", o->audit.staff, "staff code");
  audit.add_option("--subject", o->audit.subject);
  audit.add_option("--from", o->audit.from, "a day or an RFC 3339 time");
  audit.add_option("--to", o->audit.to, "a day or an RFC 3339 time, not included");
  audit.add_option("--lines", o->audit.lines)->check(CLI::Range(1, 100'000))->capture_default_str();
  add_where(audit, o);
  add_json(audit, o->json);
}

void add_books(CLI::App& app, const Shared& o) {
  CLI::App& out = command(app, "export", "the books as files; reads only, beside a running daemon too", o,
                          [o] { return export_books(o->exports); });
  out.add_option("kind", o->exports.kind,
                 "orders, lines, line-taxes, payments, taxes, shifts, cash-movements, stock-moves, customers; dsfinvk (a folder), "
                 "saft (XML)")
      ->required();
  out.add_option("--out", o->exports.out, "new file or folder; without it standard output");
  out.add_option("--format", o->exports.format, "csv or jsonl")
      ->check(CLI::IsMember({"csv", "jsonl"}))
      ->capture_default_str();
  out.add_option("--from", o->exports.from, "first business day, YYYY-MM-DD");
  out.add_option("--to", o->exports.to, "last business day");
  add_data(out, o->exports.data);
  add_json(out, o->exports.json);
  CLI::App& gdpr = group(app, "gdpr", "what is kept of a customer");
  CLI::App& person =
      command(gdpr, "export", "all of it, as JSON", o, [o] { return export_person(o->data, o->customer, o->file); });
  person.add_option("customer", o->customer, "id, or e-mail address")->required();
  person.add_option("--out", o->file, "new file; without it standard output");
  add_data(person, o->data);
  CLI::App& erase = command(gdpr, "erase", "take it out of the books, which stay, and look for what is left", o, [o] {
    o->erase.where = o->where;
    return erase_person(o->erase);
  });
  erase.add_option("customer", o->erase.customer, "id, or e-mail address")->required();
  erase.add_option("--log", o->erase.logs, "a log file to look into as well; may be given again")
      ->allow_extra_args(false);
  erase.add_flag("--yes", o->erase.yes, "do not ask");
  add_where(erase, o);
  add_json(erase, o->erase.json);
}

void add_people(CLI::App& app, const Shared& o) {
  CLI::App& user = group(app, "user", "who may sign on, and as what");
  CLI::App& list = command(user, "list", "everybody", o, [o] { return list_staff(o->where, o->json); });
  CLI::App& add = command(user, "add", "one more", o, [o] { return add_staff(o->where, o->staff, o->json); });
  add.add_option("code", o->staff.code, "staff code")->required();
  add.add_option("name", o->staff.name, "name")->required();
  add.add_option("--role", o->staff.role, "role's code")->required();
  add.add_option("--pin", o->staff.pin, "4 to 12 digits; - reads it from standard input")->required();
  CLI::App& pin = command(user, "pin", "a new PIN", o, [o] { return set_pin(o->where, o->code, o->pin); });
  pin.add_option("code", o->code, "staff code")->required();
  pin.add_option("pin", o->pin, "4 to 12 digits; - reads it from standard input")->required();
  CLI::App& roles =
      command(user, "roles", "roles and what they may do", o, [o] { return list_roles(o->where, o->json); });
  CLI::App& lock = command(user, "lock", "nobody signs on with this code any more; sessions end", o,
                           [o] { return set_active(o->where, o->code, false); });
  CLI::App& unlock = command(user, "unlock", "again", o, [o] { return set_active(o->where, o->code, true); });
  for (CLI::App* each : {&lock, &unlock}) each->add_option("code", o->code, "staff code")->required();
  for (CLI::App* each : {&list, &add, &pin, &roles, &lock, &unlock}) add_where(*each, o);
  for (CLI::App* each : {&list, &add, &roles}) add_json(*each, o->json);
}

void add_keys(CLI::App& app, const Shared& o) {
  CLI::App& cert = group(app, "cert", "the store's certificates");
  CLI::App& show = command(cert, "show", "names, ends, and the key that terminals pin", o,
                           [o] { return show_certificates(o->data, o->json); });
  add_json(show, o->json);
  CLI::App& renew = command(cert, "renew", "a new server certificate; no daemon may run", o,
                            [o] { return renew_certificates(o->data, false); });
  CLI::App& rotate =
      command(cert, "rotate",
              "a new authority and server certificate: every terminal has to be paired again; no daemon may run", o,
              [o] { return renew_certificates(o->data, true); });
  for (CLI::App* each : {&show, &renew, &rotate}) add_data(*each, o->data);
  CLI::App& keys = group(app, "keys", "what customers' data and secrets are sealed with");
  CLI::App& anew = command(keys, "rotate", "seal everything by a new key; no daemon may run", o,
                           [o] { return rotate_field_keys(o->data, o->json); });
  add_data(anew, o->data);
  add_json(anew, o->json);
  CLI::App& maintain =
      command(app, "maintain", "let go of what is kept no longer, and give its space back; no daemon may run", o,
              [o] { return cli::maintain(o->data, o->dry_run, o->json); });
  add_data(maintain, o->data);
  maintain.add_flag("--dry-run", o->dry_run, "only count; beside a running daemon too");
  add_json(maintain, o->json);
}
}  // namespace

void add_operator_tools(CLI::App& app, std::function<int()>& chosen) {
  const Shared options = std::make_shared<Options>(chosen);
  add_backups(app, options);
  add_looking(app, options);
  add_books(app, options);
  add_people(app, options);
  add_keys(app, options);
}
}  // namespace holdfast::cli
