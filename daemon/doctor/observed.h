#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.h"
#include "doctor/clock.h"

/// What an appliance is like, as far as it can be seen from its own machine: facts, no judgement.
namespace holdfast::doctor {
struct File {
  std::string path;
  bool exists = false;
  unsigned mode = 0;  ///< permission bits
  bool ours = true;   ///< belongs to who asks
};
struct Certificate {
  std::string path, whose;  ///< `the store's`, `the hub's for this store`
  bool readable = false, matches_key = true;
  Instant not_after;
  std::string sha256;              ///< of its DER form, in hex, as browsers and pairing show it; empty: unreadable
  std::vector<std::string> hosts;  ///< names and addresses it is for; empty: not asked
};
struct Folder {
  File itself;
  bool writable = false;
  std::vector<File> secrets;  ///< keys, pepper, tokens: those that are there
  bool pepper_there = false;
  std::vector<Certificate> certificates;
  std::string unreadable_identity;  ///< why `hub.json` cannot be read; empty: it can, or is not there
};

struct Store {
  bool exists = false;
  std::string failure;                  ///< why the database cannot be opened or read; empty: it can
  std::vector<std::string> damages;     ///< as SQLite's quick_check tells them
  std::vector<std::string> violations;  ///< of what must hold (`--deep`)
  int schema = 0, schema_here = 0;      ///< the file's, and the newest this program knows
  int schema_readable_by = 0;           ///< down to which schema programs can read the file
  std::uint64_t wal_bytes = 0;
  Instant oldest, newest;  ///< of the event log
  std::string site_id;     ///< what backups are named by; empty: not set up
  std::int64_t articles = 0, active_staff = 0, managers = 0, registers = 0, terminals = 0, tenders = 0;
  std::vector<std::pair<std::string, Instant>> open_shifts;  ///< register, since when
  std::int64_t doubtful_payments = 0, unknown_prints = 0, dead_letters = 0;
  std::int64_t fiscal_undecided = 0;  ///< receipts about which the signing unit's failure has to be decided
  std::string fiscal_out;             ///< why the signing unit is out of order; empty: it is not, or there is none
  std::int64_t shifts_unsealed = 0;   ///< closed since the last day seal
  std::optional<Instant> unsealed_since;
  std::int64_t unsent = 0;  ///< events the hub has not acknowledged; only when enrolled
  std::optional<Instant> unsent_since;
  std::optional<Instant> masters_as_of;
  bool paused = false;  ///< replication, by a person
};
/// Whether its tables are as this program knows them: of its own schema, or of a newer one that it can read.
inline bool has_known_tables(const Store& store) {
  return store.schema >= store.schema_here && store.schema_readable_by <= store.schema_here;
}

struct Machine {
  Instant now;
  Clock clock;
  std::uint64_t disk_free = 0, disk_size = 0, files_free = 0, files = 0, memory_free = 0;
  bool time_zones = false, receipt_fonts = false, device_rules = false;
  std::vector<std::string> names;  ///< that terminals may reach it by: addresses and the machine's name
};

struct Device {
  std::string name, kind, state, hint;
};
struct Daemon {
  std::string wrong_settings;            ///< what the configuration file gets wrong; empty: nothing, or none was named
  std::vector<std::string> ports_taken;  ///< addresses that somebody else listens on, while no daemon runs
  bool holds_lock = false, answers = false;
  std::string why_silent;
  std::vector<Device> devices;
  bool enrolled = false;
  std::string hub_mode, hub_cause;
};

struct Backups {
  bool scheduled = false;
  std::string unreadable;  ///< why the schedule cannot be read; empty: it can, or there is none
  std::string folder;      ///< where they go; empty: not into a folder of this machine
  bool folder_there = false;
  std::optional<Instant> newest, oldest;  ///< of this store, in that folder
  std::optional<Instant> rehearsed;       ///< when the newest was last read back and proved good
  std::string elsewhere;                  ///< the bucket they are sent to as well; empty: nowhere
  bool newest_sealed = false;             ///< what is in clear is never sent
  std::optional<Instant> sent;            ///< the newest that is known to be there
};

/// Releases, where the launcher runs the daemon.
struct Updates {
  bool managed = false;
  std::string unreadable;               ///< why its folder cannot be read; empty: it can
  std::string running;                  ///< release; empty: put in by hand
  bool trusts_somebody = false;         ///< whose releases are believed was said
  std::optional<Instant> metadata_end;  ///< until when what is known of releases holds
  std::string under_way;                ///< a release on its way in
  std::optional<Instant> under_way_since;
  std::string failed, failed_as, why_failed;  ///< the last one, when it did not come to stay
};

struct Observed {
  Backups backups;
  Updates updates;
  Machine machine;
  Folder folder;
  Store store;
  Daemon daemon;
};
}  // namespace holdfast::doctor
