#include "daybook/open_day.h"

#include <algorithm>
#include <map>

#include "base/check.h"
#include "fiscal/merkle.h"
#include "orders/order.h"
#include "shifts/shift.h"

namespace holdfast::daybook {
namespace {
/// Receipts as a seal names them, each register's runs as `first..last`: a store without a hub has all of them to name.
class Ranges {
 public:
  void add(int register_number, std::int64_t receipt) {
    std::vector<Run>& runs = runs_[register_number];
    if (!runs.empty() && receipt == runs.back().last) return;
    if (!runs.empty() && receipt == runs.back().last + 1)
      ++runs.back().last;
    else
      runs.push_back({receipt, receipt});
  }
  std::vector<std::string> named() const {
    std::vector<std::string> out;
    for (const auto& [number, runs] : runs_)
      for (const Run& run : runs) {
        std::string text = orders::receipt_number(number, run.first);
        if (run.last != run.first) text += ".." + orders::receipt_number(number, run.last);
        out.push_back(std::move(text));
      }
    return out;
  }

 private:
  struct Run {
    std::int64_t first, last;
  };
  std::map<int, std::vector<Run>> runs_;
};

void read_records(db::Connection& connection, const Place& from, std::vector<Sha256>& leaves) {
  db::Statement& rows =
      connection.prepare("SELECT number, hash FROM fiscal_record WHERE register_id = ? AND number > ? ORDER BY number");
  rows.all(from.register_row, from.record);
  while (rows.step()) {
    Sha256 hash{};
    std::copy_n(rows.blob(1).begin(), hash.size(), reinterpret_cast<char*>(hash.data()));
    leaves.push_back(fiscal::record_leaf(from.register_id, rows.integer(0), hash));
  }
}

/// The newest that was issued up to the seal: what a restore skipped was not.
std::int64_t last_receipt(db::Connection& connection, const Place& from) {
  db::Statement& row =
      connection.prepare("SELECT coalesce(max(receipt), 0) FROM orders WHERE register_id = ? AND receipt <= ?");
  const std::int64_t receipt = row.all(from.register_row, from.receipt).step() ? row.integer(0) : 0;
  row.reset();
  return receipt;
}

void read_receipts(db::Connection& connection, const Place& from, fiscal::SealedRegister& reg) {
  const auto text = [&](std::int64_t receipt) {
    return receipt == 0 ? std::string{} : orders::receipt_number(from.number, receipt);
  };
  db::Statement& rows = connection.prepare(
      "SELECT receipt, total, net, tax FROM orders WHERE register_id = ? AND receipt > ? ORDER BY receipt");
  rows.all(from.register_row, from.receipt);
  std::int64_t previous = last_receipt(connection, from);
  reg.last_receipt = text(previous);
  while (rows.step()) {
    const std::int64_t receipt = rows.integer(0);
    if (receipt != previous + 1)
      reg.gaps.push_back(
          {text(previous), text(receipt),
           receipt / orders::receipt_series > previous / orders::receipt_series ? "restored" : "unexplained"});
    if (reg.first_receipt.empty()) reg.first_receipt = text(receipt);
    reg.last_receipt = text(receipt);
    previous = receipt;
    reg.total += rows.integer(1);
    reg.net += rows.integer(2);
    reg.tax += rows.integer(3);
  }
}

void read_cash(db::Connection& connection, OpenDay& day, std::map<std::int64_t, fiscal::SealedRegister*>& by_row) {
  db::Statement& closed = connection.prepare(
      "SELECT id, register_id, expected_cash, counted_cash FROM shift s WHERE status = 'CLOSED' AND NOT EXISTS (SELECT "
      "1 FROM "
      "day_seal_shift d WHERE d.shift_id = s.id) ORDER BY id");
  while (closed.step()) {
    fiscal::SealedRegister::Cash& cash = by_row.at(closed.integer(1))->cash;
    ++cash.shifts;
    cash.expected += closed.integer(2);
    cash.counted += closed.integer(3);
    cash.variance = cash.counted - cash.expected;
    day.shifts.push_back(closed.integer(0));
  }
  for (const Place& place : day.places)
    if (const auto shift = shifts::find_open(connection, place.register_row))
      day.draft.open_shifts.push_back({place.register_id, to_string(shift->id), shift->number, shift->expected_cash});
}

void read_unsent(db::Connection& connection, fiscal::Seal::Unsent& unsent) {
  db::Statement& at = connection.prepare(
      "SELECT coalesce((SELECT e.base_seq + u.ack_seq FROM upsync_state u JOIN event_epoch e ON e.epoch = u.epoch JOIN "
      "site s ON s.epoch = "
      "u.epoch), 0), coalesce((SELECT max(seq) FROM event_log), 0)");
  check(at.step());
  const std::int64_t sent = at.integer(0);
  unsent.events = std::max<std::int64_t>(0, at.integer(1) - sent);
  at.reset();
  db::Statement& sums = connection.prepare(
      "SELECT count(*), coalesce(sum(o.total), 0) FROM event_log e JOIN orders o ON o.uuid = e.aggregate_id WHERE "
      "e.seq > ? AND e.type = "
      "'OrderPaid'");
  if (sums.all(sent).step()) {
    unsent.orders = sums.integer(0);
    unsent.amount = sums.integer(1);
  }
  sums.reset();
  db::Statement& rows = connection.prepare(
      "SELECT r.number, o.receipt FROM event_log e JOIN orders o ON o.uuid = e.aggregate_id JOIN register r ON r.id = "
      "o.register_id WHERE "
      "e.seq > ? AND e.type = 'OrderPaid' AND o.receipt IS NOT NULL ORDER BY e.seq");
  rows.all(sent);
  Ranges ranges;  // a register's receipts rise with their events
  while (rows.step()) ranges.add(rows.small(0), rows.integer(1));
  unsent.receipts = ranges.named();
}

void read_heads(db::Connection& connection, fiscal::Seal& seal) {
  db::Statement& audit =
      connection.prepare("SELECT hash FROM audit_entry WHERE hash IS NOT NULL ORDER BY id DESC LIMIT 1");
  if (audit.step()) {
    seal.audit.emplace();
    std::copy_n(audit.blob(0).begin(), seal.audit->size(), reinterpret_cast<char*>(seal.audit->data()));
  }
  audit.reset();
  db::Statement& waiting =
      connection.prepare("SELECT count(*) FROM fiscal_receipt WHERE state IN ('undecided', 'postponed')");
  if (waiting.step()) seal.unregistered = waiting.integer(0);
  waiting.reset();
}
}  // namespace

OpenDay load_open_day(db::Connection& connection, const Site& site) {
  OpenDay day;
  day.places = present_places(connection);
  fiscal::Seal& seal = day.draft;
  seal.site = site.site_id;
  seal.currency = site.currency.code();
  const std::vector<Place> before = sealed_places(connection);
  check(before.size() == day.places.size());
  std::vector<Sha256> leaves;
  for (std::size_t i = 0; i < before.size(); ++i) {
    fiscal::SealedRegister& reg = seal.registers.emplace_back();
    reg.id = before[i].register_id;
    reg.number = before[i].number;
    reg.first = before[i].record + 1;
    reg.last = day.places[i].record;
    reg.before = before[i].hash;
    reg.head = day.places[i].hash;
    read_records(connection, before[i], leaves);
    read_receipts(connection, before[i], reg);
    seal.total += reg.total;
  }
  std::map<std::int64_t, fiscal::SealedRegister*> by_row;
  for (std::size_t i = 0; i < before.size(); ++i) by_row[before[i].register_row] = &seal.registers[i];
  read_cash(connection, day, by_row);
  read_unsent(connection, seal.unsent);
  read_heads(connection, seal);
  seal.records = static_cast<std::int64_t>(leaves.size());
  seal.root = fiscal::tree_root(leaves);
  return day;
}
}  // namespace holdfast::daybook
