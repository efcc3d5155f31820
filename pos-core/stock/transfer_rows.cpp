#include "stock/transfer_rows.h"

namespace holdfast::stock {
namespace {
#define HF_TRANSFER "SELECT id, uuid, other_site, outgoing, state, note, made_us, changed_us FROM stock_transfer "

Transfer read_transfer(db::Statement& row) {
  Transfer transfer;
  transfer.row = row.integer(0);
  transfer.id = row.uuid(1);
  transfer.other_site = row.string(2);
  transfer.outgoing = row.flag(3);
  transfer.state = row.string(4);
  transfer.note = row.string(5);
  transfer.made = row.instant(6);
  transfer.changed = row.instant(7);
  return transfer;
}
void read_lines(db::Connection& connection, Transfer& transfer) {
  db::Statement& rows = connection.prepare(
      "SELECT sku, requested_micro, sent_micro, received_micro FROM stock_transfer_line WHERE transfer_id = ? ORDER BY "
      "position");
  rows.all(transfer.row);
  while (rows.step())
    transfer.lines.push_back({rows.string(0), Quantity::from_micro(rows.integer(1)),
                              Quantity::from_micro(rows.integer(2)), Quantity::from_micro(rows.integer(3))});
}
}  // namespace

std::optional<Transfer> find_transfer(db::Connection& connection, const Uuid& id) {
  db::Statement& row = connection.prepare(HF_TRANSFER "WHERE uuid = ?");
  std::optional<Transfer> found;
  if (row.all(id).step()) found = read_transfer(row);
  row.reset();
  if (found) read_lines(connection, *found);
  return found;
}

std::vector<Transfer> transfers(db::Connection& connection, int limit) {
  db::Statement& rows = connection.prepare(HF_TRANSFER "ORDER BY changed_us DESC, id DESC LIMIT ?");
  rows.all(limit);
  std::vector<Transfer> found;
  while (rows.step()) found.push_back(read_transfer(rows));
  for (Transfer& each : found) read_lines(connection, each);
  return found;
}

void save(db::Transaction& tx, Transfer& transfer) {
  tx.prepare(
        "INSERT INTO stock_transfer(uuid, other_site, outgoing, state, note, made_us, changed_us) VALUES (?, ?, ?, ?, "
        "?, ?, ?) ON CONFLICT(uuid) DO UPDATE SET state = excluded.state, note = excluded.note, changed_us = "
        "excluded.changed_us")
      .exec(transfer.id, transfer.other_site, transfer.outgoing, transfer.state, transfer.note, transfer.made,
            transfer.changed);
  db::Statement& row = tx.prepare("SELECT id FROM stock_transfer WHERE uuid = ?");
  if (row.all(transfer.id).step()) transfer.row = row.integer(0);
  row.reset();
  tx.prepare("DELETE FROM stock_transfer_line WHERE transfer_id = ?").exec(transfer.row);
  int position = 0;
  for (const Transfer::Line& line : transfer.lines)
    tx.prepare(
          "INSERT INTO stock_transfer_line(transfer_id, position, sku, requested_micro, sent_micro, received_micro) "
          "VALUES (?, ?, ?, ?, ?, ?)")
        .exec(transfer.row, ++position, line.sku, line.requested.micro(), line.sent.micro(), line.received.micro());
}
}  // namespace holdfast::stock
