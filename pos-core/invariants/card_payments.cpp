#include "invariants/check_all.h"

namespace holdfast::invariants {
namespace {
void list(Findings& findings, db::Statement& rows, std::string_view what, std::string_view detail) {
  while (rows.step())
    findings.add("card_payments", std::string{what} + ' ' + std::to_string(rows.integer(0)), std::string{detail});
}
}  // namespace

void check_card_payments(db::Connection& connection, Findings& findings) {
  list(findings,
       connection.prepare("SELECT o.id FROM orders o WHERE o.status = 'PENDING_PAYMENT' AND o.id NOT IN (SELECT "
                          "order_id FROM pending_order)"),
       "order", "is pending and nothing says what it waits for");
  list(findings,
       connection.prepare("SELECT p.order_id FROM pending_order p JOIN orders o ON o.id = p.order_id WHERE o.status <> "
                          "'PENDING_PAYMENT'"),
       "order", "is not pending and still waits");
  list(findings,
       connection.prepare("SELECT o.id FROM pending_order p JOIN orders o ON o.id = p.order_id JOIN shift s ON s.id = "
                          "o.shift_id WHERE s.status = 'CLOSED'"),
       "order", "is pending in a closed shift");
  list(findings,
       connection.prepare("SELECT a.id FROM payment_attempt a JOIN orders o ON o.id = a.order_id WHERE o.status <> "
                          "'PENDING_PAYMENT' AND a.state IN ('created', "
                          "'armed', 'running', 'unknown', 'reversing', 'manual')"),
       "attempt", "has no outcome, and its order has ended");
  list(findings,
       connection.prepare("SELECT a.id FROM payment_attempt a JOIN orders o ON o.id = a.order_id WHERE o.receipt IS "
                          "NULL AND o.status = 'CANCELLED' AND a.state = "
                          "'approved' AND a.kind <> 'reversal'"),
       "attempt", "is approved, and its order came to nothing");
  list(findings,
       connection.prepare("SELECT a.id FROM payment_attempt a JOIN orders o ON o.id = a.order_id WHERE o.receipt IS "
                          "NOT NULL AND a.state = 'approved' AND "
                          "NOT EXISTS (SELECT 1 FROM payment p WHERE p.order_id = o.id AND p.attempt_id = a.id) AND "
                          "a.kind <> 'reversal'"),
       "attempt", "is approved, and its order has no such payment");
  list(findings,
       connection.prepare("SELECT p.order_id FROM payment p JOIN payment_attempt a ON a.id = p.attempt_id WHERE "
                          "a.order_id <> p.order_id OR a.state NOT IN "
                          "('approved', 'reversed') OR (a.kind <> 'reversal' AND a.approved <> abs(p.amount))"),
       "order", "has a card payment that its terminal did not approve so");
  list(findings,
       connection.prepare("SELECT o.id FROM orders o WHERE o.receipt IS NULL AND EXISTS (SELECT 1 FROM payment p WHERE "
                          "p.order_id = o.id)"),
       "order", "has payments and no receipt");
  list(findings,
       connection.prepare(
           "SELECT c.id FROM cart c JOIN pending_order p ON p.cart_id = c.id WHERE c.status <> 'CHECKED_OUT'"),
       "cart", "is open while its order waits for a card");
}
}  // namespace holdfast::invariants
