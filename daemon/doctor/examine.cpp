#include "doctor/examine.h"

#include <algorithm>
#include <cstdlib>

namespace holdfast::doctor {
namespace {
constexpr std::int64_t day = seconds_per_day, us = 1'000'000;
constexpr std::uint64_t mebibyte = 1 << 20;
// Below these a store is on its way to a standstill: a day's sales are some ten megabytes, an update and a backup a few
// hundred.
constexpr std::uint64_t disk_trouble = 200 * mebibyte, disk_warning = 1024 * mebibyte, memory_warning = 64 * mebibyte;
constexpr std::uint64_t wal_warning = 256 * mebibyte, files_warning = 1000;
constexpr std::int64_t certificate_warning = 14 * day, shift_warning = day, backlog_notice = day,
                       backlog_warning = 7 * day, masters_warning = 7 * day, clock_slack = 120;
// A backup a day is due; one that was slept through is made up for within minutes of a start.
constexpr std::int64_t backup_warning = 2 * day, backup_trouble = 7 * day, rehearsal_notice = 90 * day,
                       unsealed_warning = 3 * day, update_patience = 7 * day;

class Notes {
 public:
  void add(Severity severity, std::string code, std::string what, std::string remedy) {
    found_.push_back({std::move(code), severity, std::move(what), std::move(remedy)});
  }
  void trouble(std::string code, std::string what, std::string remedy) {
    add(Severity::trouble, std::move(code), std::move(what), std::move(remedy));
  }
  void warning(std::string code, std::string what, std::string remedy) {
    add(Severity::warning, std::move(code), std::move(what), std::move(remedy));
  }
  void notice(std::string code, std::string what, std::string remedy) {
    add(Severity::notice, std::move(code), std::move(what), std::move(remedy));
  }
  /// One line for all that is well in an area.
  void settle(const std::string& area, std::size_t before, std::string what) {
    const bool well = std::all_of(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(),
                                  [](const Finding& finding) { return finding.severity <= Severity::notice; });
    if (well) add(Severity::good, area, std::move(what), "");
  }
  std::size_t size() const { return found_.size(); }
  std::vector<Finding> sorted() && {
    std::vector<Finding> out;
    for (const Severity severity : {Severity::trouble, Severity::warning, Severity::notice, Severity::good})
      std::copy_if(found_.begin(), found_.end(), std::back_inserter(out),
                   [&](const Finding& f) { return f.severity == severity; });
    return out;
  }

 private:
  std::vector<Finding> found_;
};

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes / mebibyte) + " MiB"; }
std::int64_t seconds_between(Instant from, Instant to) { return (to.unix_us() - from.unix_us()) / us; }
std::string days_text(std::int64_t seconds) {
  const std::int64_t days = seconds / day;
  return days == 1 ? "1 day" : std::to_string(days) + " days";
}

void examine_machine(const Machine& machine, Notes& notes) {
  const std::size_t before = notes.size();
  if (machine.disk_free < disk_trouble)
    notes.trouble("disk-full", "The disk has " + megabytes(machine.disk_free) + " left",
                  "Make room: remove old logs and backups from it, or move the store to a larger disk");
  else if (machine.disk_free < disk_warning)
    notes.warning("disk-low",
                  "The disk has " + megabytes(machine.disk_free) + " of " + megabytes(machine.disk_size) + " left",
                  "Make room before it is full: sales stop at a full disk");
  if (machine.files > 0 && machine.files_free < files_warning)
    notes.warning("files-low", "The disk can take " + std::to_string(machine.files_free) + " more files",
                  "Remove what fills it with small files");
  if (machine.memory_free < memory_warning)
    notes.warning("memory-low", megabytes(machine.memory_free) + " of memory are free",
                  "End what else runs on this machine");
  const Clock& clock = machine.clock;
  switch (quality_of(clock)) {
    case ClockQuality::good:
      break;
    case ClockQuality::rough:
      notes.warning("clock-rough",
                    "The clock may be off by " +
                        std::to_string(std::max(std::abs(clock.offset_us), clock.error_us) / 1000) + " ms" +
                        (clock.source.empty() ? "" : ", though " + clock.source + " keeps it"),
                    "See whether the time server is reached: timedatectl timesync-status, or chronyc tracking");
      break;
    case ClockQuality::free:
      notes.warning("clock-free",
                    "The clock is not kept right by a time server" +
                        (clock.source.empty() ? std::string{} : ": " + clock.source + " runs and has none"),
                    "Turn time synchronisation on: timedatectl set-ntp true");
  }
  if (!machine.time_zones)
    notes.trouble("time-zones-missing", "The time zones are not installed", "apt install tzdata");
  if (!machine.receipt_fonts)
    notes.warning("fonts-missing", "Receipts have no font for all languages", "apt install fonts-noto-core");
  if (!machine.device_rules)
    notes.notice("device-rules-missing", "USB devices may be refused: the udev rules are not installed",
                 "Copy packaging/udev/70-holdfast.rules to /etc/udev/rules.d and run udevadm control --reload");
  notes.settle("machine", before,
               megabytes(machine.disk_free) + " of disk and " + megabytes(machine.memory_free) + " of memory free");
}

bool names_all(const Certificate& certificate, const std::vector<std::string>& names, std::string& missing) {
  for (const std::string& name : names)
    if (std::find(certificate.hosts.begin(), certificate.hosts.end(), name) == certificate.hosts.end()) {
      missing = name;
      return false;
    }
  return true;
}

void examine_certificate(const Certificate& certificate, const Machine& machine, bool of_hub, Notes& notes) {
  const std::string remedy = of_hub ? "Bring the line to the hub back, or enrol anew: holdfast enrol"
                                    : "Restart the daemon: it makes a new one for the store by itself";
  if (!certificate.readable)
    return notes.trouble("certificate-unreadable", certificate.path + " cannot be read as a certificate",
                         "Put " + certificate.path + " back from a backup, or remove it and restart the daemon");
  if (!certificate.matches_key)
    return notes.trouble("certificate-of-another-key", certificate.path + " is not for the key beside it",
                         "Put both back from one backup, or remove both and restart the daemon");
  const std::int64_t left = seconds_between(machine.now, certificate.not_after);
  if (left <= 0)
    notes.trouble("certificate-ended", certificate.whose + " certificate ended on " + to_date(certificate.not_after),
                  remedy);
  else if (left < certificate_warning)
    notes.warning("certificate-ending", certificate.whose + " certificate ends on " + to_date(certificate.not_after),
                  remedy);
  std::string missing;
  if (!certificate.hosts.empty() && !names_all(certificate, machine.names, missing))
    notes.warning("certificate-names-another", "Terminals that reach this machine as " + missing + " will not trust it",
                  remedy);
}

void examine_folder(const Folder& folder, const Store& store, const Machine& machine, Notes& notes) {
  const std::size_t before = notes.size();
  const std::string& path = folder.itself.path;
  if (!folder.itself.exists)
    return notes.trouble("folder-missing", path + " is not there",
                         "Name the store's data folder with --data, or make one: holdfast init");
  if (!folder.writable)
    notes.trouble("folder-read-only", path + " cannot be written to",
                  "Give it to the daemon's user, or mount its disk for writing");
  if ((folder.itself.mode & 077) != 0)
    notes.warning("folder-open", path + " is open to other users of this machine", "chmod 700 " + path);
  for (const File& file : folder.secrets) {
    if ((file.mode & 077) != 0)
      notes.trouble("secret-open", file.path + " can be read by other users of this machine", "chmod 600 " + file.path);
    if (!file.ours)
      notes.warning("secret-of-another", file.path + " belongs to another user", "chown it to the daemon's user");
  }
  if (store.exists && !folder.pepper_there && store.active_staff > 0)
    notes.trouble("pepper-missing", "The file `pepper` is gone, so no PIN is right any more",
                  "Put it back from a backup of the folder; without one, set every PIN anew: holdfast staff set-pin");
  if (!folder.unreadable_identity.empty())
    notes.trouble("identity-unreadable", "hub.json cannot be read: " + folder.unreadable_identity,
                  "Put it back from a backup, or enrol anew: holdfast enrol");
  for (const Certificate& certificate : folder.certificates)
    examine_certificate(certificate, machine, certificate.hosts.empty(), notes);
  notes.settle("folder", before,
               path + ": " + std::to_string(folder.secrets.size()) + " secrets closed, " +
                   std::to_string(folder.certificates.size()) + " certificates in force");
}

void examine_trade(const Store& store, const Machine& machine, Notes& notes) {
  if (store.managers == 0)
    notes.trouble("nobody-manages", "Nobody who may do everything can sign on", "holdfast staff add … --role manager");
  if (store.registers == 0)
    notes.trouble("no-register", "There is no register", "Make one in the console or by POST /v1/registers");
  if (store.tenders == 0)
    notes.trouble("no-tender", "No tender is offered: nothing can be paid", "Turn a tender on: PUT /v1/tenders/cash");
  if (store.articles == 0)
    notes.warning("no-articles", "There is nothing to sell yet", "holdfast catalog import FILE.csv");
  if (store.terminals == 0)
    notes.notice("no-terminal", "No till is paired", "holdfast pair, then open the page it names");
  for (const auto& [name, since] : store.open_shifts)
    if (seconds_between(since, machine.now) > shift_warning)
      notes.warning("shift-long-open", name + " has had its shift open since " + to_date(since),
                    "Count the drawer and close the shift at the till");
  if (store.doubtful_payments > 0)
    notes.trouble("payments-in-doubt", std::to_string(store.doubtful_payments) + " card payments have no known outcome",
                  "Look at them at the till under card payments, and ask the terminal again");
  if (store.fiscal_undecided > 0)
    notes.trouble(
        "fiscal-undecided",
        std::to_string(store.fiscal_undecided) + " receipts wait for a decision about the fiscal unit",
        "Decide at the till, or in the console under the fiscal unit: their registers sell nothing until then");
  if (!store.fiscal_out.empty())
    notes.warning("fiscal-unit-out", "The signing unit is out of order: " + store.fiscal_out,
                  "Have it mended, then put it back in order in the console under the fiscal unit");
  if (store.unsealed_since && seconds_between(*store.unsealed_since, machine.now) > unsealed_warning)
    notes.warning("day-unsealed",
                  std::to_string(store.shifts_unsealed) + " closed shifts are under no day's seal, the first of " +
                      to_date(*store.unsealed_since),
                  "Close the day in the console, or by holdfast day close");
  if (store.unknown_prints > 0)
    notes.notice("prints-unknown",
                 "Of " + std::to_string(store.unknown_prints) + " receipts nobody knows whether they were printed",
                 "Print a copy where a customer asks for one");
}

void examine_store(const Store& store, const Machine& machine, Notes& notes) {
  const std::size_t before = notes.size();
  if (!store.exists)
    return notes.trouble("store-missing", "The folder holds no store",
                         "Make one: holdfast init; or bring one back: holdfast restore");
  if (!store.failure.empty())
    return notes.trouble("store-unreadable", "The store cannot be read: " + store.failure,
                         "Stop the daemon and bring the newest backup back: holdfast restore");
  if (!store.damages.empty())
    return notes.trouble("store-damaged", "The store is damaged: " + store.damages.front(),
                         "Stop the daemon and bring the newest backup back: holdfast restore; keep the damaged file "
                         "for its newest sales");
  if (store.schema > store.schema_here && !has_known_tables(store))
    return notes.trouble("program-too-old",
                         "The store is of schema " + std::to_string(store.schema) + ", this program knows " +
                             std::to_string(store.schema_here),
                         "Use the program that wrote it, or a newer one");
  if (store.schema < store.schema_here)
    notes.notice("store-older",
                 "The store is of schema " + std::to_string(store.schema) + " and will be brought to " +
                     std::to_string(store.schema_here),
                 "Back it up, then start the daemon: holdfast backup");
  for (const std::string& violation : store.violations)
    notes.trouble(
        "books-wrong", violation,
        "Do not change anything by hand; keep the file and ask for help with the output of holdfast verify --json");
  if (store.wal_bytes > wal_warning)
    notes.warning("log-long", "The write-ahead log has grown to " + megabytes(store.wal_bytes),
                  "A command or backup that never ended keeps it: end it, then restart the daemon");
  if (seconds_between(machine.now, store.newest) > clock_slack)
    notes.trouble("clock-behind", "The clock is behind the newest entry of the books, of " + to_rfc3339(store.newest),
                  "Set the clock right before anything is sold: timedatectl");
  if (has_known_tables(store)) examine_trade(store, machine, notes);
  notes.settle("store", before,
               std::to_string(store.articles) + " articles, " + std::to_string(store.registers) + " registers, " +
                   std::to_string(store.active_staff) + " people");
}

/// Copies that were to be sent elsewhere and are not there.
void examine_off_site(const Backups& backups, const Machine& machine, Notes& notes) {
  if (backups.elsewhere.empty() || !backups.newest) return;
  const std::string place = "the bucket " + backups.elsewhere;
  if (!backups.newest_sealed)
    return notes.warning("backup-in-clear-not-sent", "Backups are in clear, so none is sent to " + place,
                         "Give them a passphrase: holdfast backup-schedule --passphrase-file SECRET");
  if (backups.sent && *backups.sent >= *backups.newest) return;
  // Where none ever arrived it counts from the oldest that is kept here.
  const std::int64_t behind = seconds_between(backups.sent.value_or(*backups.oldest), machine.now);
  if (behind > backup_warning)
    notes.add(behind > backup_trouble ? Severity::trouble : Severity::warning, "backup-not-sent",
              backups.sent ? "The newest backup in " + place + " is " + days_text(behind) + " old"
                           : "No backup has reached " + place,
              "Try the place in the console under backups: it says what the server answers");
}

void examine_updates(const Updates& updates, const Machine& machine, Notes& notes) {
  if (!updates.managed) return;
  const std::size_t before = notes.size();
  if (!updates.unreadable.empty())
    return notes.trouble("releases-unreadable", "The launcher's folder cannot be read: " + updates.unreadable,
                         "Give it to the daemon's user; the release that runs goes on");
  if (!updates.failed.empty())
    notes.warning("update-failed",
                  "Release " + updates.failed + " did not come to stay (" + updates.failed_as +
                      (updates.why_failed.empty() ? "" : ": " + updates.why_failed) + ")",
                  "holdfast update history says more; the one before runs on. Try again: holdfast update clear");
  if (updates.under_way_since && seconds_between(*updates.under_way_since, machine.now) > update_patience)
    notes.warning("update-waiting",
                  "Release " + updates.under_way + " has been on its way since " + to_date(*updates.under_way_since),
                  "It waits for its window with all shifts closed: holdfast update status, or holdfast update now");
  if (!updates.trusts_somebody)
    notes.notice("updates-untrusted", "Nobody's releases are believed here",
                 "Say whose: holdfast update trust ROOT.json");
  else if (updates.metadata_end && *updates.metadata_end < machine.now)
    notes.warning("update-metadata-ended", "What is known of releases held until " + to_date(*updates.metadata_end),
                  "Bring the line to the hub back, then holdfast update check");
  notes.settle("updates", before, updates.running.empty() ? "put in by hand" : "release " + updates.running);
}

void examine_backups(const Backups& backups, const Store& store, const Machine& machine, Notes& notes) {
  if (!store.exists || !store.failure.empty() || store.site_id.empty()) return;
  const std::size_t before = notes.size();
  if (!backups.unreadable.empty())
    return notes.trouble("backups-unreadable", "The schedule of backups cannot be read: " + backups.unreadable,
                         "Set it again in the console under backups, or by holdfast backup-schedule --folder DIR");
  if (!backups.scheduled) {
    const bool young = seconds_between(store.oldest, machine.now) < day;
    return notes.add(young ? Severity::notice : Severity::warning, "backups-off", "No backups are made by themselves",
                     "Say where they go: in the console under backups, or holdfast backup-schedule --folder DIR");
  }
  if (!backups.folder_there)
    return notes.trouble("backup-folder-gone", backups.folder + ", where backups go, is not there",
                         "Plug the stick in or mount the share, or choose another folder");
  const std::int64_t age = seconds_between(backups.newest.value_or(store.oldest), machine.now);
  if (age > backup_warning)
    notes.add(age > backup_trouble ? Severity::trouble : Severity::warning, "backup-late",
              backups.newest ? "The newest backup is " + days_text(age) + " old" : "No backup was ever made",
              "Make one now (holdfast backup) and look in the daemon's log for why the nightly ones fail");
  if (!backups.rehearsed || seconds_between(*backups.rehearsed, machine.now) > rehearsal_notice)
    notes.notice("backup-unproved", "No backup was read back and compared for a long time",
                 "Prove one: holdfast rehearse, or the button beside it in the console");
  examine_off_site(backups, machine, notes);
  notes.settle("backups", before, backups.newest ? "the newest of " + to_date(*backups.newest) : "none is due yet");
}

void examine_daemon(const Daemon& daemon, bool store_there, Notes& notes) {
  const std::size_t before = notes.size();
  if (!daemon.wrong_settings.empty())
    notes.trouble("settings-wrong", daemon.wrong_settings,
                  "Correct the configuration file: holdfastd --help lists what it may hold");
  for (const std::string& address : daemon.ports_taken)
    notes.trouble("port-taken", "Another program listens on " + address,
                  "End it (ss -ltnp shows it), or give the daemon another port");
  if (!daemon.holds_lock) {
    if (store_there) notes.warning("daemon-stopped", "The daemon does not run", "systemctl start holdfastd");
    return;
  }
  if (!daemon.answers)
    return notes.trouble("daemon-silent", "The daemon runs and does not answer: " + daemon.why_silent,
                         "Restart it: systemctl restart holdfastd; its log says more");
  for (const Device& device : daemon.devices)
    if (device.state == "offline" || device.state == "fault" || device.state == "warning")
      notes.warning("device-away", device.name + " (" + device.kind + ") is " + device.state,
                    device.hint.empty()
                        ? "Look at its cable and power, then holdfast devices test '" + device.name + "'"
                        : device.hint);
  notes.settle("daemon", before, "it answers; " + std::to_string(daemon.devices.size()) + " devices");
}

void examine_replication(const Observed& seen, Notes& notes) {
  const Store& store = seen.store;
  if (!seen.daemon.enrolled || !store.exists || !store.failure.empty()) return;
  const std::size_t before = notes.size();
  if (store.dead_letters > 0)
    notes.warning("dead-letters",
                  std::to_string(store.dead_letters) + " entries wait for a person before they go to the hub",
                  "holdfast replication dead-letters");
  if (store.paused)
    notes.warning("replication-paused", "Somebody has paused replication", "holdfast replication resume");
  if (seen.daemon.answers && seen.daemon.hub_mode == "edge")
    notes.warning("hub-away",
                  "The hub does not answer" + (seen.daemon.hub_cause.empty() ? "" : ": " + seen.daemon.hub_cause),
                  "Look at the store's line; sales go on without it");
  if (store.unsent_since) {
    const std::int64_t age = seconds_between(*store.unsent_since, seen.machine.now);
    const std::string what = std::to_string(store.unsent) + " entries have waited for the hub for " + days_text(age);
    if (age > backlog_warning)
      notes.warning("backlog-old", what, "Bring the line back, or carry them: holdfast carry-out");
    else if (age > backlog_notice)
      notes.notice("backlog", what, "Nothing, if the line is known to be down");
  }
  if (store.masters_as_of && seconds_between(*store.masters_as_of, seen.machine.now) > masters_warning)
    notes.warning("masters-old",
                  "Articles and prices were last known to be the hub's on " + to_date(*store.masters_as_of),
                  "Bring the line back; a manager confirms old prices each day until then");
  notes.settle("replication", before, std::to_string(store.unsent) + " entries to send");
}
}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::string_view names[] = {"good", "notice", "warning", "trouble"};
  return names[static_cast<std::size_t>(severity)];
}

std::vector<Finding> examine(const Observed& seen) {
  Notes notes;
  examine_machine(seen.machine, notes);
  examine_folder(seen.folder, seen.store, seen.machine, notes);
  if (seen.folder.itself.exists) {
    examine_store(seen.store, seen.machine, notes);
    examine_backups(seen.backups, seen.store, seen.machine, notes);
    examine_updates(seen.updates, seen.machine, notes);
    examine_daemon(seen.daemon, seen.store.exists, notes);
    examine_replication(seen, notes);
  }
  return std::move(notes).sorted();
}
}  // namespace holdfast::doctor
