#include "backup/totals.h"

#include "base/digest.h"

namespace holdfast::backup {
namespace {
std::int64_t number(db::Connection& connection, std::string_view sql) {
  db::Statement& row = connection.prepare_text(sql);
  const std::int64_t value = row.step() && !row.is_null(0) ? row.integer(0) : 0;
  row.reset();
  return value;
}
}  // namespace

Extent extent_of(db::Connection& connection) {
  Extent extent;
  db::Statement& rows = connection.prepare(
      "SELECT r.id, coalesce((SELECT max(receipt) FROM orders o WHERE o.register_id = r.id), 0) FROM register r ORDER "
      "BY r.id");
  while (rows.step()) extent.registers.push_back({rows.integer(0), rows.integer(1)});
  extent.last_event = number(connection, "SELECT max(seq) FROM event_log");
  extent.last_stock_move = number(connection, "SELECT max(id) FROM stock_move");
  extent.last_value_entry = number(connection, "SELECT max(id) FROM value_entry");
  extent.last_cash_movement = number(connection, "SELECT max(id) FROM cash_movement");
  return extent;
}

std::vector<Total> totals_of(db::Connection& connection, const Extent& extent) {
  std::vector<Total> totals;
  const auto add = [&](std::string name, std::int64_t value) {
    totals.push_back({std::move(name), std::to_string(value)});
  };
  for (const Extent::Till& till : extent.registers) {
    const std::string of = "register " + std::to_string(till.row) + " ";
    db::Statement& sums = connection.prepare(
        "SELECT kind, count(*), sum(net), sum(tax), sum(total), sum(rounding), sum(paid - change_due) FROM orders "
        "WHERE "
        "register_id = ? AND receipt <= ? GROUP BY kind ORDER BY kind");
    sums.all(till.row, till.last_receipt);
    while (sums.step()) {
      const std::string kind = of + sums.string(0) + " ";
      add(kind + "receipts", sums.integer(1));
      add(kind + "net", sums.integer(2));
      add(kind + "tax", sums.integer(3));
      add(kind + "total", sums.integer(4));
      add(kind + "rounding", sums.integer(5));
      add(kind + "paid", sums.integer(6));
    }
    db::Statement& tenders = connection.prepare(
        "SELECT t.code, count(*), sum(p.amount) FROM payment p JOIN orders o ON o.id = p.order_id JOIN tender t ON "
        "t.id = "
        "p.tender_id WHERE o.register_id = ? AND o.receipt <= ? GROUP BY t.code ORDER BY t.code");
    tenders.all(till.row, till.last_receipt);
    while (tenders.step()) {
      add(of + "payments " + tenders.string(0), tenders.integer(1));
      add(of + "amount " + tenders.string(0), tenders.integer(2));
    }
  }
  db::Statement& stock =
      connection.prepare("SELECT count(*), coalesce(sum(quantity_micro), 0) FROM stock_move WHERE id <= ?");
  stock.all(extent.last_stock_move);
  if (stock.step()) {
    add("stock moves", stock.integer(0));
    add("stock quantity in millionths", stock.integer(1));
  }
  stock.reset();
  db::Statement& value = connection.prepare("SELECT count(*), coalesce(sum(amount), 0) FROM value_entry WHERE id <= ?");
  value.all(extent.last_value_entry);
  if (value.step()) {
    add("gift card and point entries", value.integer(0));
    add("gift card and point value", value.integer(1));
  }
  value.reset();
  db::Statement& cash = connection.prepare(
      "SELECT kind, count(*), sum(amount) FROM cash_movement WHERE id <= ? GROUP BY kind ORDER BY kind");
  cash.all(extent.last_cash_movement);
  while (cash.step()) {
    add("cash " + cash.string(0) + " movements", cash.integer(1));
    add("cash " + cash.string(0) + " amount", cash.integer(2));
  }
  db::Statement& event = connection.prepare("SELECT hash FROM event_log WHERE seq = ?");
  event.all(extent.last_event);
  add("events", extent.last_event);
  if (event.step()) {
    const std::string_view hash = event.blob(0);
    totals.push_back({"event log hash", to_hex({reinterpret_cast<const std::uint8_t*>(hash.data()), hash.size()})});
  }
  event.reset();
  return totals;
}
}  // namespace holdfast::backup
