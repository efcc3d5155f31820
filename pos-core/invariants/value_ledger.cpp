#include "invariants/check_all.h"

namespace holdfast::invariants {
namespace {
constexpr std::string_view rule = "value_ledger";

void sums(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT a.id, a.balance, coalesce(sum(e.amount), 0), a.held, coalesce(sum(e.held), 0), coalesce((SELECT "
      "sum(h.amount) FROM "
      "value_hold h WHERE h.account_id = a.id AND h.state = 'held'), 0) FROM value_account a LEFT JOIN value_entry e "
      "ON e.account_id = "
      "a.id GROUP BY a.id");
  while (rows.step()) {
    const std::string subject = "account " + std::to_string(rows.integer(0));
    findings.expect_equal(rule, subject, "balance", rows.integer(1), rows.integer(2));
    findings.expect_equal(rule, subject, "value set aside", rows.integer(3), rows.integer(4));
    findings.expect_equal(rule, subject, "holds", rows.integer(5), rows.integer(3));
  }
}

/// The balance written with each entry is that of the entry before and its amount.
void chain(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT id, balance, before + amount FROM (SELECT id, balance, amount, lag(balance, 1, 0) OVER (PARTITION BY "
      "account_id ORDER BY "
      "id) AS before FROM value_entry) WHERE balance <> before + amount");
  while (rows.step())
    findings.expect_equal(rule, "entry " + std::to_string(rows.integer(0)), "balance", rows.integer(1),
                          rows.integer(2));
}

/// What paid orders say was put on cards is what the ledger says, and the other way round.
void sold_cards(db::Connection& connection, Findings& findings) {
  db::Statement& missing = connection.prepare(
      "SELECT c.order_id, c.position, c.amount, coalesce(sum(e.amount), 0) FROM order_card c JOIN value_account a ON "
      "a.id = c.account_id AND a.home = 'store' "
      "JOIN orders o ON o.id = c.order_id AND o.receipt IS NOT NULL LEFT JOIN value_entry e ON e.account_id = "
      "c.account_id AND e.operation = o.uuid AND e.part = c.position AND "
      "e.kind IN ('activate', 'top_up') GROUP BY c.order_id, c.position HAVING c.amount <> coalesce(sum(e.amount), 0)");
  while (missing.step())
    findings.expect_equal(rule,
                          "order " + std::to_string(missing.integer(0)) + " line " + std::to_string(missing.integer(1)),
                          "put on its card", missing.integer(3), missing.integer(2));
  db::Statement& extra = connection.prepare(
      "SELECT e.id FROM value_entry e JOIN orders o ON o.id = e.order_id WHERE e.kind IN ('activate', 'top_up') AND "
      "NOT EXISTS (SELECT 1 "
      "FROM order_card c WHERE c.order_id = e.order_id AND c.account_id = e.account_id AND c.position = e.part)");
  while (extra.step())
    findings.add(rule, "entry " + std::to_string(extra.integer(0)), "no line of its order sold that");
}

/// What was paid with a card, or paid back to it, is what its account moved by; lines' own entries carry the order's
/// id. Accounts of the hub's have only what this store spends of them.
void payments(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT p.order_id, sum(p.amount), coalesce((SELECT sum(e.amount) FROM value_entry e JOIN value_account a ON "
      "a.id = e.account_id "
      "WHERE e.order_id = p.order_id AND a.kind <> 'points' AND a.home = 'store' AND e.operation <> o.uuid AND e.kind "
      "IN ('redeem', "
      "'refund', 'reverse')), 0) FROM payment p JOIN tender t ON t.id = p.tender_id AND t.ledger = 'gift_card' JOIN "
      "orders o ON o.id = "
      "p.order_id JOIN value_account k ON k.home = 'store' AND lower(hex(k.uuid)) = replace(p.reference, '-', '') "
      "GROUP BY p.order_id");
  while (rows.step())
    findings.expect_equal(rule, "order " + std::to_string(rows.integer(0)), "moved on its gift cards", -rows.integer(2),
                          rows.integer(1));
  db::Statement& unpaid = connection.prepare(
      "SELECT e.id FROM value_entry e WHERE e.kind = 'redeem' AND NOT EXISTS (SELECT 1 FROM payment p JOIN tender t ON "
      "t.id = "
      "p.tender_id AND t.ledger IS NOT NULL WHERE p.order_id = e.order_id) AND NOT EXISTS (SELECT 1 FROM value_hold h "
      "WHERE h.uuid = "
      "e.operation AND h.discount IS NOT NULL)");
  while (unpaid.step())
    findings.add(rule, "entry " + std::to_string(unpaid.integer(0)), "redeems, and no payment says so");
}

void holds(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT h.id FROM value_hold h JOIN orders o ON o.id = h.order_id WHERE h.state = 'held' AND o.status <> "
      "'PENDING_PAYMENT'");
  while (rows.step())
    findings.add(rule, "hold " + std::to_string(rows.integer(0)), "is held for an order that has ended");
}

/// Of points that this store keeps: those of the hub's have only what it spends of them.
void points(db::Connection& connection, Findings& findings) {
  db::Statement& rows = connection.prepare(
      "SELECT l.order_id, l.rule, l.points, coalesce(sum(e.amount), 0) FROM loyalty_earning l JOIN value_account a ON a.id = "
      "l.account_id AND a.home = 'store' JOIN orders o ON o.id = l.order_id LEFT "
      "JOIN value_entry e ON e.account_id = l.account_id AND e.operation = o.uuid AND e.part = l.rule AND e.kind = "
      "'earn' GROUP BY "
      "l.order_id, l.rule HAVING l.points <> coalesce(sum(e.amount), 0)");
  while (rows.step())
    findings.expect_equal(rule, "order " + std::to_string(rows.integer(0)) + " rule " + std::to_string(rows.integer(1)),
                          "points earned", rows.integer(3), rows.integer(2));
  db::Statement& back = connection.prepare(
      "SELECT account_id, earned, moved FROM (SELECT l.account_id, sum(l.points - l.points_back + l.points_short) AS "
      "earned, (SELECT "
      "sum(e.amount) FROM value_entry e WHERE e.account_id = l.account_id AND e.operation IN (SELECT uuid FROM orders "
      "WHERE id = "
      "e.order_id) AND e.kind IN ('earn', 'reverse')) AS moved FROM loyalty_earning l JOIN value_account a "
      "ON a.id = l.account_id AND a.home = 'store' GROUP BY l.account_id) WHERE "
      "earned <> "
      "coalesce(moved, 0)");
  while (back.step())
    findings.expect_equal(rule, "account " + std::to_string(back.integer(0)), "points of its orders", back.integer(2),
                          back.integer(1));
}
}  // namespace

void check_value_ledger(db::Connection& connection, Findings& findings) {
  sums(connection, findings);
  chain(connection, findings);
  sold_cards(connection, findings);
  payments(connection, findings);
  holds(connection, findings);
  points(connection, findings);
}
}  // namespace holdfast::invariants
