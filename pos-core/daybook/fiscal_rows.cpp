#include "daybook/fiscal_rows.h"

#include <algorithm>

#include "base/base64.h"
#include "base/check.h"
#include "base/digest.h"
#include "vault/keys_of.h"

namespace holdfast::daybook {
namespace {
#define RECEIPT_COLUMNS                                                                                               \
  "SELECT f.id, f.register_id, r.number, f.position, f.order_id, o.uuid, f.kind, f.number, f.facts, f.state, "        \
  "coalesce(f.jws, ''), "                                                                                             \
  "f.problem, f.reason, f.at_us FROM fiscal_receipt f JOIN register r ON r.id = f.register_id LEFT JOIN orders o ON " \
  "o.id = f.order_id "

FiscalReceipt read(const db::Statement& row) {
  FiscalReceipt out{row.integer(0),
                    row.integer(1),
                    row.small(2),
                    row.maybe_integer(3),
                    row.maybe_integer(4),
                    {},
                    row.string(6),
                    row.string(7),
                    {},
                    fiscal::parse_state(row.text(9)).value_or(fiscal::State::undecided),
                    row.string(10),
                    row.string(11),
                    row.string(12),
                    row.instant(13)};
  if (!row.is_null(5)) out.order = row.uuid(5);
  out.facts = fiscal::parse_facts(row.text(8)).value_or(fiscal::Facts{});
  return out;
}
std::optional<FiscalReceipt> one(db::Statement& row) {
  std::optional<FiscalReceipt> found;
  if (row.step()) found = read(row);
  row.reset();
  return found;
}
std::span<const std::uint8_t> blob_of(std::string_view bytes) {
  return {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
}
std::string place_of_unit(std::string_view serial) { return "fiscal_unit.private_key/" + std::string{serial}; }
std::string place_of_box(std::string_view box) { return "fiscal_box.turnover_key/" + std::string{box}; }
}  // namespace

std::optional<fiscal::Settings> fiscal_settings(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT document FROM fiscal_setting WHERE id = 1");
  std::optional<fiscal::Settings> found;
  if (row.step())
    if (auto parsed = fiscal::parse_settings(row.text(0))) found = *std::move(parsed);
  row.reset();
  return found;
}
void put_settings(db::Transaction& tx, const std::optional<fiscal::Settings>& settings, Instant now) {
  tx.prepare("DELETE FROM fiscal_setting").exec();
  if (settings)
    tx.prepare("INSERT INTO fiscal_setting(id, document, changed_us) VALUES (1, ?, ?)")
        .exec(to_document(*settings), now);
}

std::optional<Unit> active_unit(db::Connection& connection) {
  db::Statement& row =
      connection.prepare("SELECT serial, private_key, public_key, out_reason FROM fiscal_unit WHERE active = 1");
  std::optional<Unit> found;
  if (row.step()) found = Unit{row.string(0), row.string(1), std::string{row.blob(2)}, row.string(3)};
  row.reset();
  if (found) found->private_key = vault::open(connection, found->private_key, place_of_unit(found->serial));
  return found;
}
std::vector<KnownUnit> known_units(db::Connection& connection) {
  db::Statement& rows = connection.prepare("SELECT serial, public_key FROM fiscal_unit ORDER BY serial");
  std::vector<KnownUnit> out;
  while (rows.step()) out.push_back({rows.string(0), std::string{rows.blob(1)}});
  return out;
}
std::string pem_of_unit(db::Connection& connection, std::string_view serial) {
  db::Statement& row = connection.prepare("SELECT private_key FROM fiscal_unit WHERE serial = ?");
  const std::string stored = row.all(serial).step() ? row.string(0) : std::string{};
  row.reset();
  return vault::open(connection, stored, place_of_unit(serial));
}
void put_unit(db::Transaction& tx, const Unit& unit, Instant now) {
  tx.prepare("UPDATE fiscal_unit SET active = 0 WHERE active = 1").exec();
  const std::string sealed = vault::keys_of(tx.connection()).seal(unit.private_key, place_of_unit(unit.serial));
  tx.prepare(
        "INSERT INTO fiscal_unit(serial, private_key, public_key, active, out_reason, added_us) VALUES (?, ?, ?, 1, "
        "'', ?) ON CONFLICT(serial) "
        "DO UPDATE SET active = 1, out_reason = '', private_key = excluded.private_key WHERE public_key = "
        "excluded.public_key")
      .exec(unit.serial, sealed, blob_of(unit.point), now);
}
void set_unit_out(db::Transaction& tx, std::string_view reason) {
  tx.prepare("UPDATE fiscal_unit SET out_reason = ? WHERE active = 1").exec(reason);
}

std::optional<Box> find_box(db::Connection& connection, std::int64_t register_row) {
  db::Statement& row = connection.prepare(
      "SELECT cash_box, turnover_key, last_jws, turnover, receipts, specials, out_since_us, last_month, closed_us FROM "
      "fiscal_box WHERE register_id = ?");
  std::optional<Box> found;
  std::string sealed;
  if (row.all(register_row).step()) {
    found = Box{register_row,   row.string(0),        {},           row.string(2), row.integer(3), row.integer(4),
                row.integer(5), row.maybe_instant(6), row.string(7),        row.maybe_instant(8)};
    sealed = row.string(1);
  }
  row.reset();
  if (!found) return found;
  const auto bytes = from_base64(vault::open(connection, sealed, place_of_box(found->cash_box)));
  check(bytes && bytes->size() == found->key.size());
  std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(found->key.data()));
  return found;
}
void insert_box(db::Transaction& tx, const Box& box, Instant now) {
  const std::string sealed =
      vault::keys_of(tx.connection()).seal(to_base64(bytes_of(box.key)), place_of_box(box.cash_box));
  tx.prepare("INSERT INTO fiscal_box(register_id, cash_box, turnover_key, started_us) VALUES (?, ?, ?, ?)")
      .exec(box.register_row, box.cash_box, sealed, now);
}
void update_box(db::Transaction& tx, const Box& box) {
  tx.prepare(
        "UPDATE fiscal_box SET last_jws = ?, turnover = ?, receipts = ?, specials = ?, out_since_us = ?, last_month = "
        "?, closed_us = ? WHERE register_id = ?")
      .exec(box.last_jws, box.turnover, box.receipts, box.specials, box.out_since, box.last_month, box.closed,
            box.register_row);
}

int seal_keys(db::Transaction& tx) {
  const vault::FieldKeys& keys = vault::keys_of(tx.connection());
  if (keys.empty()) return 0;
  std::vector<std::pair<std::string, std::string>> units, boxes;
  const auto take = [&](db::Statement& rows, std::string (*place)(std::string_view), std::vector<std::pair<std::string, std::string>>& into) {
    while (rows.step()) {
      const std::string at = place(rows.text(0));
      if (!rows.text(1).starts_with(keys.newest_prefix()))
        into.emplace_back(rows.string(0), keys.seal(vault::open(tx.connection(), rows.text(1), at), at));
    }
  };
  take(tx.prepare("SELECT serial, private_key FROM fiscal_unit"), [](std::string_view serial) { return place_of_unit(serial); }, units);
  take(tx.prepare("SELECT cash_box, turnover_key FROM fiscal_box"), [](std::string_view box) { return place_of_box(box); }, boxes);
  for (const auto& [serial, sealed] : units) tx.prepare("UPDATE fiscal_unit SET private_key = ? WHERE serial = ?").exec(sealed, serial);
  for (const auto& [box, sealed] : boxes) tx.prepare("UPDATE fiscal_box SET turnover_key = ? WHERE cash_box = ?").exec(sealed, box);
  return static_cast<int>(units.size() + boxes.size());
}

std::optional<FiscalReceipt> find_receipt(db::Connection& connection, std::int64_t row) {
  return one(connection.prepare(RECEIPT_COLUMNS "WHERE f.id = ?").all(row));
}
std::optional<FiscalReceipt> receipt_of_order(db::Connection& connection, std::int64_t order_row) {
  return one(connection.prepare(RECEIPT_COLUMNS "WHERE f.order_id = ?").all(order_row));
}
std::vector<FiscalReceipt> list_receipts(db::Connection& connection, const ReceiptFilter& filter) {
  const std::optional<std::string> state =
      filter.state ? std::optional{std::string{name_of(*filter.state)}} : std::nullopt;
  db::Statement& rows = connection.prepare(
      RECEIPT_COLUMNS "WHERE f.id < ?1 AND (?2 IS NULL OR f.state = ?2) ORDER BY f.id DESC LIMIT ?3");
  rows.all(filter.before == 0 ? INT64_MAX : filter.before, state, filter.limit);
  std::vector<FiscalReceipt> out;
  while (rows.step()) out.push_back(read(rows));
  return out;
}
std::vector<std::string> chain_of(db::Connection& connection, std::int64_t register_row) {
  db::Statement& rows = connection.prepare(
      "SELECT jws FROM fiscal_receipt WHERE register_id = ? AND position IS NOT NULL ORDER BY position");
  rows.all(register_row);
  std::vector<std::string> out;
  while (rows.step()) out.push_back(rows.string(0));
  return out;
}
std::int64_t insert(db::Transaction& tx, const FiscalReceipt& receipt) {
  tx.prepare(
        "INSERT INTO fiscal_receipt(register_id, position, order_id, kind, number, facts, state, jws, problem, at_us) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, "
        "nullif(?, ''), ?, ?)")
      .exec(receipt.register_row, receipt.position, receipt.order_row, receipt.kind, receipt.number,
            to_document(receipt.facts), name_of(receipt.state), receipt.jws, receipt.problem, receipt.at);
  return tx.last_rowid();
}
void update(db::Transaction& tx, const FiscalReceipt& receipt, const Deciding& by) {
  if (receipt.position)
    tx.prepare("UPDATE fiscal_receipt SET position = ?, jws = ? WHERE id = ? AND jws IS NULL")
        .exec(receipt.position, receipt.jws, receipt.row);
  tx.prepare(
        "UPDATE fiscal_receipt SET state = ?, problem = ?, reason = ?, staff_id = nullif(?, 0), approver_id = ?, "
        "decided_us = ? WHERE id = ?")
      .exec(name_of(receipt.state), receipt.problem, receipt.reason, by.staff_row, by.approver, by.at, receipt.row);
}
void collect(db::Transaction& tx, std::int64_t register_row, std::int64_t collective_row, Instant now) {
  tx.prepare(
        "UPDATE fiscal_receipt SET state = 'registered', collected_by = ?, decided_us = ? WHERE register_id = ? AND "
        "state = 'postponed'")
      .exec(collective_row, now, register_row);
}
}  // namespace holdfast::daybook
