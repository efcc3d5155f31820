#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/backend.h"

namespace holdfast::cli {
// One function a command; each prints on stdout (JSON with `json`) and returns the exit code. They throw Stop.

struct Init {
  std::string data, from;  ///< `from`: a set-up document; otherwise one is made of the members below
  std::string name, country, currency = "EUR", time_zone = "UTC", locale = "en", manager_code = "9001", manager_pin;
  int registers = 1;
  bool json = false;
};
int init(const Init& options);
/// The code with which a browser sets an empty box up.
int setup_code(const std::string& data, bool json);

int status(const Where& where, bool json);
int list_staff(const Where& where, bool json);
struct NewStaff {
  std::string code, name, role, pin;
};
int add_staff(const Where& where, const NewStaff& staff, bool json);
int set_pin(const Where& where, const std::string& code, const std::string& pin);
struct Pairing {
  std::optional<int> register_number;
  int uses = 1;
  std::optional<int> valid_hours;  ///< longer than the API gives; only on a data folder that no daemon has
};
int pair(const Where& where, const Pairing& pairing, bool json);

struct CatalogueImport {
  std::string file;
  bool dry_run = false, json = false;
};
int import_catalogue(const Where& where, const CatalogueImport& options);
int export_catalogue(const Where& where, const std::string& file);
/// What the till shows to tap on: the next version from a file, or the newest as JSON.
int put_layout(const Where& where, const std::string& file);
int show_layout(const Where& where);
struct Printer {
  std::string name, address, profile;
  std::optional<int> register_number;
  bool drawer_switch = false;  ///< high when open
};
/// Sets up a receipt printer, or changes the one of that name.
int put_printer(const Where& where, const Printer& printer);
struct DeviceSetting {
  std::string kind, name, address, profile;
  std::vector<int> registers;         ///< by number; empty: as they are
  std::vector<std::string> settings;  ///< `name=value`, all of them or none: what is not named falls back to its default
  std::string secret, secret_file;    ///< a password or passphrase, or the file whose first line it is
};
/// Sets up a device of any kind, or changes the one of that name.
int put_device(const Where& where, const DeviceSetting& device);
int remove_device(const Where& where, const std::string& name);
/// `name` is a device's id or name.
int list_devices(const Where& where, bool json);
struct Discover {
  std::vector<std::string> sources;  ///< `usb`, `serial`, `mdns`; empty: all three
  std::string scan;                  ///< `192.168.1.0/24`: its printers' ports are tried too; empty: no
};
/// What could become a device: asks the daemon, or looks from this process where none runs.
int discover_devices(const Where& where, const Discover& what, bool json);
int test_device(const Where& where, const std::string& name, bool json);
/// Or, told so, whether they are recorded.
int trace_device(const Where& where, const std::string& name, std::optional<bool> traced);
/// Prices the basket of a document and shows every change of money; by the rules in it or, with a store, by the store's.
struct PriceExplain {
  std::string file;
  bool json = false;
};
int explain_price(const Where& where, const PriceExplain& options);
/// Keeps new versions of promotion rules from a file.
int import_promotion_rules(const Where& where, const std::string& file);

int shift_report(const Where& where, const std::string& shift_id, bool json);

struct DayWish {
  std::string date;               ///< YYYY-MM-DD; empty: today
  bool name_open_shifts = false;
};
/// Seals the day; what is sealed; one seal as it prints.
int close_day(const Where& where, const DayWish& wish, bool json);
int list_days(const Where& where, bool json);
int show_day(const Where& where, const std::string& number, bool json);
struct JournalExport {
  std::string file, from, to;  ///< business dates, inclusive; empty: from the beginning, to the present
};
/// The journal as a file for `holdfast-verify`; reads only, beside a running daemon too.
int export_journal(const std::string& data, const JournalExport& wish, bool json);
int list_journal_keys(const Where& where, bool json);
int rotate_journal_key(const Where& where);
/// Follows the audit trail's chain; 1 when it is broken.
int verify_audit(const Where& where, bool json);

struct Doctor {
  std::string data, config;  ///< one of them; `config` is the daemon's file
  std::string releases;      ///< the launcher's folder; empty: where it is found
  bool deep = false, json = false;
};
/// Looks at everything and says what to do. 1 when something needs doing.
int examine(Doctor options);
/// Opens the database read-only, beside a running daemon too.
int verify(const std::string& data, bool json);

struct Enrol {
  std::string token, hub;
};
int enrol(const Where& where, const Enrol& enrol, bool json);
struct ReplicationWish {
  std::string kind, direction, reason, letter, file;
  std::int64_t after = 0;
  int wait_s = 60;
};
int replication_status(const Where& where, bool json);
int run_replication(const Where& where, const ReplicationWish& wish, bool json);
int pause_replication(const Where& where, const ReplicationWish& wish);
int resume_replication(const Where& where, const ReplicationWish& wish);
int list_dead_letters(const Where& where, bool json);
int write_carry_out(const Where& where, const ReplicationWish& wish);
int take_carried(const Where& where, const ReplicationWish& wish);
int decide_dead_letter(const Where& where, const ReplicationWish& wish, bool release);
}  // namespace holdfast::cli
