#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/instant.h"

/// How the store stands, as far as a person may have to do something: facts, no judgement. Amounts in minor units.
namespace holdfast::exceptions {
struct CardPayment {
  Uuid id, order;
  int register_number = 0;
  std::int64_t amount = 0;
  std::string state;
  bool contradicted = false;  ///< an answer came that could not be true any more
  Instant at;
};
struct OfflineCard {
  Uuid id, order;
  int register_number = 0;
  std::string receipt;
  std::int64_t amount = 0;
  Instant taken;
};
struct Print {
  Uuid id, order;
  std::string state, device, receipt, why;
  int register_number = 0;
  Instant at;
};
struct Letter {
  Uuid id;
  std::string direction, what, error, detail;
  Instant at;
};
struct DrawerVariance {
  Uuid shift;
  int register_number = 0;
  std::int64_t number = 0, variance = 0;
  std::string closed_by, reason;
  Instant at;
};
struct OpenShift {
  Uuid shift;
  std::string reg;  ///< its name
  Instant since;
};
struct UnpaidOrder {
  Uuid order;
  int register_number = 0;
  std::int64_t total = 0;
  Instant since;
};
struct PriceDifference {
  Uuid id, cart;
  std::int64_t foreseen = 0, answered = 0;
  Instant at;
};
struct LockedPerson {
  Uuid id;
  std::string code, name;
  Instant until;
};
struct Device {
  Uuid id;
  std::string name, kind, light, word, hint;
  Instant since;
};
/// A receipt that its fiscal unit did not sign and nobody has decided about: its register sells nothing until then.
struct FiscalReceipt {
  Uuid order;  ///< nil: a closing of the unit's own
  int register_number = 0;
  std::string number, problem;
  std::optional<std::int64_t> amount;
  Instant at;
};
struct Certificate {
  std::string whose;  ///< `server`, `authority`, `hub`
  bool readable = false;
  Instant ends;
};
struct Release {
  std::string name, cause;
  Instant at;
};
struct Line {
  bool enrolled = false;
  bool away = false;  ///< the hub, by the mode in force
  std::string cause = {};
  Instant since = {};
  bool paused = false;
  std::string pause_reason = {};
  std::int64_t unsent = 0, unsent_amount = 0;
  std::optional<Instant> unsent_since = std::nullopt, masters_as_of = std::nullopt;
  std::int64_t clock_error_us = 0;
};

struct Observed {
  Instant now;
  std::int64_t variance_limit = 0;
  std::optional<int> offline_card_hours;  ///< a card taken without its host has to be forwarded by then
  std::vector<CardPayment> cards;
  std::vector<OfflineCard> offline_cards;
  std::vector<Print> prints;
  std::vector<Letter> letters;
  std::vector<DrawerVariance> variances;
  std::vector<OpenShift> open_shifts;
  std::vector<UnpaidOrder> unpaid;
  std::vector<PriceDifference> price_differences;
  std::vector<LockedPerson> locked;
  std::vector<Device> devices;
  Line line;
  bool disk_low = false;
  std::int64_t disk_free = 0;
  bool backups_known = false;   ///< somebody makes and counts them
  bool backups_wanted = false;  ///< and was told where
  std::optional<Instant> last_backup, last_failed_backup;
  std::string backup_failure;
  std::string elsewhere;        ///< where copies are sent as well; empty: nowhere
  bool backups_sealed = false;  ///< what is in clear is never sent
  std::optional<Instant> oldest_backup, last_sent;
  bool memory_low = false;
  std::int64_t memory_free = 0;
  std::vector<FiscalReceipt> fiscal_receipts;
  std::string fiscal_out;  ///< why the unit in use is out of order; empty: it is not
  std::int64_t shifts_unsealed = 0;
  std::optional<Instant> unsealed_since;
  std::vector<Certificate> certificates;
  std::optional<Release> failed_release, waiting_release;
};
}  // namespace holdfast::exceptions
