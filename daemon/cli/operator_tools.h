#pragma once
#include <string>
#include <vector>

#include "backup/sealed_backup.h"
#include "cli/backend.h"

namespace CLI {
class App;
}
namespace holdfast::cli {
// What whoever runs a store from a shell needs besides its daily commands. Each prints on stdout (JSON with `json`) and
// returns the exit code; they throw Stop.

/// One of them, or neither: a backup in clear.
struct BackupLock {
  std::string passphrase_file, key_file;
};
backup::Lock lock_of(const BackupLock& wish);
struct Backup {
  std::string data, file;
  BackupLock lock;
  bool json = false;
};
int backup(const Backup& wish);
struct Restore {
  std::string file, data;
  BackupLock lock;
  bool force = false;  ///< replaces the store that is there
  bool json = false;
};
int restore(const Restore& options);
struct Rehearse {
  std::string data, file, scratch;  ///< no file: the newest scheduled backup; no scratch: a folder in the data folder
  BackupLock lock;
  bool keep = false, json = false;
};
/// 1 unless the copy could be restored, is sound, and has the store's totals.
int rehearse(const Rehearse& wish);
/// An S3-compatible store; `key_file`: its access key and its secret key, a line each.
struct BackupPlace {
  std::string endpoint, bucket, prefix, region, key_file, ca_file;
  bool virtual_host = false;
};
struct BackupSchedule {
  std::string data, folder, at;
  int keep = 0;
  BackupLock lock;
  BackupPlace place;
  bool off = false, no_s3 = false, json = false;
  bool changes() const { return !folder.empty() || !at.empty() || keep > 0 || off || no_s3 || !place.endpoint.empty(); }
};
/// Fetches a backup from an S3-compatible store, the newest unless named; without a place by the schedule of `data`.
struct BackupFetch {
  std::string data, name, to;
  BackupPlace place;
  bool json = false;
};
int fetch_backup(const BackupFetch& wish);
int schedule_backups(const BackupSchedule& wish);

struct Logs {
  std::string data, file, unit = "holdfastd", level = "info", since, correlation_id;
  int register_number = 0;
  std::size_t lines = 200;
  bool json = false;
};
int show_logs(const Logs& wish);
/// Everything that one request did, from the store's own files, in the order of time.
int trace(const Logs& wish);

struct AuditWish {
  std::string action, staff, subject, from, to;
  int lines = 100;
  bool verify = false;
};
int show_audit(const Where& where, const AuditWish& wish, bool json);
int list_roles(const Where& where, bool json);
/// Lets somebody sign on, or not any more.
int set_active(const Where& where, const std::string& code, bool active);

struct ExportWish {
  std::string data, kind, from, to, out, format = "csv";
  bool json = false;
};
int export_books(const ExportWish& wish);
int export_person(const std::string& data, const std::string& customer, const std::string& file);
/// Erases, then looks for the customer in every table, the files beside them and `logs`; 1 when something is left.
struct Erase {
  Where where;
  std::string customer;
  std::vector<std::string> logs;
  bool yes = false, json = false;
};
int erase_person(const Erase& wish);

int show_certificates(const std::string& data, bool json);
/// A new server certificate below the same authority; with `authority` a new authority, too, which every terminal has
/// to be told of. No daemon may run.
int renew_certificates(const std::string& data, bool authority);

int maintain(const std::string& data, bool dry_run, bool json);
/// Seals everything by a new field key. No daemon may run.
int rotate_field_keys(const std::string& data, bool json);

/// Adds these commands to the program. `chosen` gets what to run.
void add_operator_tools(CLI::App& app, std::function<int()>& chosen);
}  // namespace holdfast::cli
