#include <algorithm>
#include <array>

#include "exceptions/exception.h"

namespace holdfast::exceptions {
namespace {
constexpr std::int64_t us = 1'000'000, hour = 3600, day = 24 * hour;
// The same limits as `holdfast doctor` (daemon/doctor/examine.cpp), where both look.
constexpr std::int64_t shift_too_long = 24 * hour, masters_too_old = 24 * hour, backlog_too_old = 24 * hour;
constexpr std::int64_t unpaid_too_long = hour / 2, clock_slack_us = 120 * us, backup_too_old = 2 * day,
                       hub_away = hour / 4, unsealed_too_long = 3 * day, certificate_ending = 14 * day,
                       backup_lost = 7 * day, release_patience = 7 * day;

std::int64_t age(const Observed& seen, Instant since) { return (seen.now.unix_us() - since.unix_us()) / us; }

Exception about(std::string code, Severity severity) {
  Exception out;
  out.id = out.code = std::move(code);
  out.severity = severity;
  return out;
}
Exception about(std::string code, Severity severity, std::string_view kind, const Uuid& subject) {
  Exception out = about(std::move(code), severity);
  out.subject_kind = kind;
  out.subject = to_string(subject);
  out.id += ":" + out.subject;
  return out;
}
using Found = std::vector<Exception>;

void of_money(const Observed& seen, Found& found) {
  for (const CardPayment& card : seen.cards) {
    Exception& it = found.emplace_back(about("payments-in-doubt", Severity::trouble, "cardPayment", card.id));
    it.since = card.at;
    it.amount = card.amount;
    // While the terminal may still know, it is asked; after that only a person can tell.
    const bool ask = card.state == "unknown" && !card.contradicted;
    it.fix = ask ? Fix::ask_terminal : Fix::decide_payment;
    it.who = ask ? Permission::sell : Permission::approve;
    it.facts = {
        {"order", to_string(card.order)}, {"register", std::to_string(card.register_number)}, {"state", card.state}};
  }
  for (const OfflineCard& card : seen.offline_cards) {
    Exception& it = found.emplace_back(about("offline-card", Severity::warning, "offlineCard", card.id));
    it.since = card.taken;
    if (seen.offline_card_hours) it.until = card.taken.plus_seconds(*seen.offline_card_hours * hour);
    if (it.until && *it.until < seen.now) it.severity = Severity::trouble;
    it.amount = card.amount;
    it.fix = Fix::settle_card;
    it.who = Permission::approve;
    it.facts = {{"order", to_string(card.order)},
                {"register", std::to_string(card.register_number)},
                {"receipt", card.receipt}};
  }
  for (const UnpaidOrder& order : seen.unpaid) {
    if (age(seen, order.since) < unpaid_too_long) continue;
    Exception& it = found.emplace_back(about("order-unpaid", Severity::warning, "order", order.order));
    it.since = order.since;
    it.amount = order.total;
    it.fix = Fix::see_order;
    it.who = Permission::sell;
    it.facts = {{"register", std::to_string(order.register_number)}};
  }
  for (const PriceDifference& difference : seen.price_differences) {
    Exception& it = found.emplace_back(about("price-difference", Severity::warning, "cart", difference.cart));
    it.id = "price-difference:" + to_string(difference.id);
    it.since = difference.at;
    it.amount = difference.answered - difference.foreseen;
    it.fix = Fix::see_cart;
    it.can_be_seen = true;
    it.facts = {{"foreseen", std::to_string(difference.foreseen)}, {"answered", std::to_string(difference.answered)}};
  }
}

void of_drawers(const Observed& seen, Found& found) {
  for (const DrawerVariance& drawer : seen.variances) {
    const std::int64_t off = drawer.variance < 0 ? -drawer.variance : drawer.variance;
    if (off <= seen.variance_limit) continue;
    Exception& it = found.emplace_back(about("drawer-variance", Severity::warning, "shift", drawer.shift));
    it.since = drawer.at;
    it.amount = drawer.variance;
    it.fix = Fix::see_variance;
    it.who = Permission::approve;
    it.can_be_seen = true;
    it.facts = {{"register", std::to_string(drawer.register_number)},
                {"number", std::to_string(drawer.number)},
                {"staff", drawer.closed_by},
                {"reason", drawer.reason}};
  }
  for (const OpenShift& shift : seen.open_shifts) {
    if (age(seen, shift.since) <= shift_too_long) continue;
    Exception& it = found.emplace_back(about("shift-long-open", Severity::warning, "shift", shift.shift));
    it.since = shift.since;
    it.fix = Fix::close_shift;
    it.who = Permission::shift_close;
    it.facts = {{"register", shift.reg}};
  }
}

void of_machines(const Observed& seen, Found& found) {
  for (const Print& print : seen.prints) {
    const bool unknown = print.state == "unknown";
    Exception& it = found.emplace_back(about(unknown ? "prints-unknown" : "print-failed",
                                             unknown ? Severity::notice : Severity::warning, "printJob", print.id));
    it.since = print.at;
    it.fix = Fix::print_again;
    it.can_be_seen = true;
    it.facts = {{"device", print.device},
                {"receipt", print.receipt},
                {"order", to_string(print.order)},
                {"why", print.why},
                {"register", std::to_string(print.register_number)}};
  }
  for (const Device& device : seen.devices) {
    if (device.light == "online") continue;
    Exception& it = found.emplace_back(
        about("device-away", device.light == "warning" ? Severity::notice : Severity::warning, "device", device.id));
    it.since = device.since;
    it.fix = Fix::test_device;
    it.facts = {{"device", device.name},
                {"kind", device.kind},
                {"light", device.light},
                {"word", device.word},
                {"hint", device.hint}};
  }
  if (seen.disk_low) {
    Exception& it = found.emplace_back(about("disk-low", Severity::trouble));
    it.facts = {{"free", std::to_string(seen.disk_free / 1'048'576)}};
  }
  if (seen.memory_low) {
    Exception& it = found.emplace_back(about("memory-low", Severity::warning));
    it.fix = Fix::see_system;
    it.who = Permission::device_admin;
    it.facts = {{"free", std::to_string(seen.memory_free / 1'048'576)}};
  }
}

void of_backups(const Observed& seen, Found& found) {
  if (!seen.backups_known) return;
  if (!seen.backups_wanted) {
    Exception& it = found.emplace_back(about("backup-none", Severity::notice));
    it.fix = Fix::back_up;
    it.who = Permission::device_admin;
    return;
  }
  if (seen.last_failed_backup && (!seen.last_backup || *seen.last_failed_backup > *seen.last_backup)) {
    Exception& it = found.emplace_back(about("backup-failed", Severity::trouble));
    it.since = seen.last_failed_backup;
    it.fix = Fix::back_up;
    it.who = Permission::device_admin;
    it.facts = {{"why", seen.backup_failure}};
  } else if (!seen.last_backup || age(seen, *seen.last_backup) > backup_too_old) {
    Exception& it = found.emplace_back(about("backup-old", Severity::warning));
    it.since = seen.last_backup;
    it.fix = Fix::back_up;
    it.who = Permission::device_admin;
  }
}

/// Copies that were to be sent elsewhere and are not there.
void of_off_site(const Observed& seen, Found& found) {
  if (!seen.backups_known || !seen.backups_wanted || seen.elsewhere.empty() || !seen.last_backup) return;
  if (seen.last_sent && *seen.last_sent >= *seen.last_backup) return;
  // Where none ever arrived it counts from the oldest that is kept here.
  const Instant since = seen.last_sent.value_or(seen.oldest_backup.value_or(*seen.last_backup));
  if (seen.backups_sealed && age(seen, since) <= backup_too_old) return;
  Exception& it = found.emplace_back(about(seen.backups_sealed ? "backup-not-sent" : "backup-in-clear-not-sent",
                                           age(seen, since) > backup_lost ? Severity::trouble : Severity::warning));
  it.since = since;
  it.fix = Fix::back_up;
  it.who = Permission::device_admin;
  it.facts = {{"place", seen.elsewhere}};
}

void of_books(const Observed& seen, Found& found) {
  for (const FiscalReceipt& receipt : seen.fiscal_receipts) {
    Exception& it = found.emplace_back(about("fiscal-undecided", Severity::trouble));
    it.id += ":" + std::to_string(receipt.register_number) + "/" + receipt.number;
    if (receipt.order != Uuid{}) {
      it.subject_kind = "order";
      it.subject = to_string(receipt.order);
    }
    it.since = receipt.at;
    it.amount = receipt.amount;
    it.fix = Fix::decide_fiscal;
    it.who = Permission::approve;
    it.facts = {
        {"register", std::to_string(receipt.register_number)}, {"receipt", receipt.number}, {"why", receipt.problem}};
  }
  if (!seen.fiscal_out.empty()) {
    Exception& it = found.emplace_back(about("fiscal-unit-out", Severity::warning));
    it.fix = Fix::see_fiscal;
    it.who = Permission::device_admin;
    it.facts = {{"why", seen.fiscal_out}};
  }
  if (seen.unsealed_since && age(seen, *seen.unsealed_since) > unsealed_too_long) {
    Exception& it = found.emplace_back(about("day-unsealed", Severity::warning));
    it.since = seen.unsealed_since;
    it.fix = Fix::close_day;
    it.who = Permission::reports;
    it.facts = {{"shifts", std::to_string(seen.shifts_unsealed)}};
  }
}

void of_trust(const Observed& seen, Found& found) {
  for (const Certificate& certificate : seen.certificates) {
    const std::int64_t left = -age(seen, certificate.ends);
    if (certificate.readable && left >= certificate_ending) continue;
    const bool ended = certificate.readable && left <= 0;
    Exception& it = found.emplace_back(about(!certificate.readable ? "certificate-unreadable"
                                             : ended               ? "certificate-ended"
                                                                   : "certificate-ending",
                                             certificate.readable && !ended ? Severity::warning : Severity::trouble));
    it.id += ":" + certificate.whose;
    if (certificate.readable) (ended ? it.since : it.until) = certificate.ends;
    it.fix = certificate.whose == "hub" ? Fix::carry_out : Fix::see_system;
    it.who = Permission::device_admin;
    it.facts = {{"whose", certificate.whose}};
  }
  const auto release = [&](std::string code, const Release& told) {
    Exception& it = found.emplace_back(about(std::move(code), Severity::warning));
    it.since = told.at;
    it.fix = Fix::see_updates;
    it.who = Permission::device_admin;
    it.facts = {{"release", told.name}, {"why", told.cause}};
  };
  if (seen.failed_release) release("update-failed", *seen.failed_release);
  if (seen.waiting_release && age(seen, seen.waiting_release->at) > release_patience)
    release("update-waiting", *seen.waiting_release);
}

void of_people(const Observed& seen, Found& found) {
  for (const LockedPerson& person : seen.locked) {
    if (person.until <= seen.now) continue;
    Exception& it = found.emplace_back(about("staff-locked", Severity::notice, "staff", person.id));
    it.until = person.until;
    it.fix = Fix::reset_pin;
    it.who = Permission::staff_admin;
    it.facts = {{"staff", person.name}, {"code", person.code}};
  }
}

void of_line(const Observed& seen, Found& found) {
  for (const Letter& letter : seen.letters) {
    Exception& it = found.emplace_back(about("dead-letters", Severity::warning, "deadLetter", letter.id));
    it.since = letter.at;
    it.fix = Fix::replay_letter;
    it.who = Permission::device_admin;
    it.facts = {
        {"direction", letter.direction}, {"what", letter.what}, {"error", letter.error}, {"detail", letter.detail}};
  }
  const Line& line = seen.line;
  if (!line.enrolled) return;
  if (line.paused) {
    Exception& it = found.emplace_back(about("replication-paused", Severity::warning));
    it.fix = Fix::resume_replication;
    it.who = Permission::device_admin;
    it.facts = {{"reason", line.pause_reason}};
  }
  if (line.away && age(seen, line.since) > hub_away) {
    Exception& it = found.emplace_back(about("hub-away", Severity::warning));
    it.since = line.since;
    it.facts = {{"cause", line.cause}};
  }
  if (line.unsent > 0 && line.unsent_since && age(seen, *line.unsent_since) > backlog_too_old) {
    Exception& it = found.emplace_back(about("backlog-old", Severity::warning));
    it.since = line.unsent_since;
    it.amount = line.unsent_amount;
    it.fix = Fix::carry_out;
    it.who = Permission::device_admin;
    it.facts = {{"records", std::to_string(line.unsent)}};
  }
  if (line.masters_as_of && age(seen, *line.masters_as_of) > masters_too_old) {
    Exception& it = found.emplace_back(about("masters-old", Severity::warning));
    it.since = line.masters_as_of;
    it.fix = Fix::confirm_prices;
    it.who = Permission::approve;
  }
  if (line.clock_error_us > clock_slack_us || line.clock_error_us < -clock_slack_us) {
    Exception& it = found.emplace_back(about("clock-wrong", Severity::trouble));
    it.facts = {{"seconds", std::to_string(line.clock_error_us / us)}};
  }
}

std::int64_t weight(const Exception& it) {
  const std::int64_t amount = it.amount.value_or(0);
  return amount < 0 ? -amount : amount;
}
bool comes_before(const Exception& a, const Exception& b) {
  if (a.severity != b.severity) return a.severity > b.severity;
  if (weight(a) != weight(b)) return weight(a) > weight(b);
  if (a.since != b.since) return a.since.value_or(Instant{}) < b.since.value_or(Instant{});
  return a.id < b.id;
}
}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::array<std::string_view, 3> names{"notice", "warning", "trouble"};
  return names[static_cast<std::size_t>(severity)];
}
std::string_view name_of(Fix fix) {
  constexpr std::array<std::string_view, 21> names{
      "none",       "askTerminal", "decidePayment", "settleCard", "printAgain",    "replayLetter",
      "closeShift", "seeVariance", "seeOrder",      "testDevice", "confirmPrices", "resumeReplication",
      "carryOut",   "resetPin",    "seeCart",       "backUp",     "decideFiscal",  "seeFiscal",
      "closeDay",   "seeSystem",   "seeUpdates"};
  return names[static_cast<std::size_t>(fix)];
}

std::string Exception::mark() const {
  std::string out = std::to_string(amount.value_or(0));
  for (const auto& [name, value] : facts)
    if (name == "state" || name == "error" || name == "why") out += "|" + value;
  return out;
}

std::vector<Exception> exceptions(const Observed& seen) {
  Found found;
  of_money(seen, found);
  of_drawers(seen, found);
  of_machines(seen, found);
  of_backups(seen, found);
  of_off_site(seen, found);
  of_books(seen, found);
  of_trust(seen, found);
  of_people(seen, found);
  of_line(seen, found);
  std::sort(found.begin(), found.end(), &comes_before);
  return found;
}
}  // namespace holdfast::exceptions
