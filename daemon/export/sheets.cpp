#include "export/line_taxes.h"
#include "export/sheet.h"
#include "orders/order.h"

namespace holdfast::exports {
namespace {
// A receipt's number as it is printed: orders/order.cpp, receipt_number(), whose series are of a hundred million.
static_assert(orders::receipt_series == 100'000'000);
#define HF_RECEIPT                                                                                              \
  "r.number || CASE WHEN o.receipt >= 100000000 THEN 'R' || (o.receipt / 100000000 + 1) ELSE '' END || '-' || " \
  "printf('%06d', o.receipt % 100000000)"
// A payment's tip, whoever took it.
#define HF_TIP "(p.tip + coalesce((SELECT a.tip_taken FROM payment_attempt a WHERE a.id = p.attempt_id), 0))"
#define HF_OF_ORDERS                                                                                                 \
  " FROM orders o JOIN register r ON r.id = o.register_id JOIN shift s ON s.id = o.shift_id WHERE o.receipt IS NOT " \
  "NULL "                                                                                                            \
  "AND o.business_date BETWEEN ?1 AND ?2 "

std::vector<Sheet> make() {
  using enum Kind;
  return {
      {"orders",
       {{"orderId", id},
        {"receipt"},
        {"kind"},
        {"status"},
        {"businessDate"},
        {"createdAt", time},
        {"register", number},
        {"shift", number},
        {"staff"},
        {"customerId", id},
        {"currency"},
        {"subtotal", money},
        {"discount", money},
        {"net", money},
        {"tax", money},
        {"total", money},
        {"rounding", money},
        {"paid", money},
        {"change", money},
        {"originalOrderId", id}},
       "SELECT o.uuid, " HF_RECEIPT ", o.kind, o.status, o.business_date, o.created_us, r.number, s.number, (SELECT "
       "code FROM staff WHERE id = o.staff_id), "
       "(SELECT uuid FROM person WHERE id = o.person_id), o.currency, o.subtotal, o.discount, o.net, o.tax, o.total, "
       "o.rounding, "
       "o.paid, o.change_due, (SELECT uuid FROM orders w WHERE w.id = o.original_order_id)" HF_OF_ORDERS
       "ORDER BY o.id"},
      {"lines",
       {{"orderId", id},
        {"receipt"},
        {"position", number},
        {"sku"},
        {"name"},
        {"unit"},
        {"quantity", quantity},
        {"unitPrice", money},
        {"subtotal", money},
        {"discount", money},
        {"net", money},
        {"tax", money},
        {"total", money},
        {"taxCode"},
        {"reason"}},
       "SELECT o.uuid, " HF_RECEIPT ", i.position, i.sku, i.name, i.unit, i.quantity_micro, i.unit_price, i.subtotal, "
       "i.discount, i.net, i.tax, i.total, "
       "coalesce((SELECT group_concat(e.value ->> 'code', '+') FROM json_each(i.detail, '$.taxes') e), i.tax_code), "
       "i.reason FROM orders o JOIN register r ON r.id "
       "= o.register_id JOIN order_item i ON i.order_id = "
       "o.id WHERE "
       "o.receipt IS NOT NULL AND o.business_date BETWEEN ?1 AND ?2 ORDER BY o.id, i.position"},
      {"line-taxes",
       {{"orderId", id}, {"receipt"}, {"position", number}, {"taxCode"}, {"base", money}, {"amount", money}},
       "SELECT o.uuid, " HF_RECEIPT ", i.position, " HF_TAX_CODE ", " HF_TAX_BASE ", " HF_TAX_AMOUNT
       " FROM orders o JOIN register r ON r.id = o.register_id JOIN " HF_LINE_TAXES(
           "o.id") " WHERE o.receipt IS NOT NULL AND o.business_date BETWEEN ?1 AND ?2 ORDER BY o.id, i.position, "
                   "e.key"},
      {"payments",
       {{"orderId", id},
        {"receipt"},
        {"position", number},
        {"tender"},
        {"kind"},
        {"amount", money},
        {"tendered", money},
        {"tip", money},
        {"currency"},
        {"at", time}},
       "SELECT o.uuid, " HF_RECEIPT ", p.position, t.code, t.kind, p.amount, p.tendered, " HF_TIP
       ", p.currency, p.at_us FROM "
       "orders o JOIN register r ON r.id = "
       "o.register_id JOIN payment p ON p.order_id = o.id JOIN tender t ON t.id = p.tender_id WHERE o.receipt IS NOT "
       "NULL AND "
       "o.business_date BETWEEN ?1 AND ?2 ORDER BY o.id, p.position"},
      {"taxes",
       {{"orderId", id},
        {"receipt"},
        {"taxCode"},
        {"name"},
        {"rate", percent},
        {"included", number},
        {"base", money},
        {"amount", money},
        {"treatment"}},
       "SELECT o.uuid, " HF_RECEIPT
       ", t.code, t.name, t.rate_micro, t.included, t.base, t.amount, t.treatment FROM orders o JOIN "
       "register r ON r.id = o.register_id JOIN "
       "order_tax t ON t.order_id = o.id WHERE o.receipt IS NOT NULL AND o.business_date BETWEEN ?1 AND ?2 ORDER BY "
       "o.id, t.code"},
      {"shifts",
       {{"shiftId", id},
        {"register", number},
        {"number", number},
        {"businessDate"},
        {"status"},
        {"currency"},
        {"openingCash", money},
        {"expectedCash", money},
        {"countedCash", money},
        {"varianceReason"},
        {"firstReceipt", number},
        {"lastReceipt", number},
        {"openedAt", time},
        {"openedBy"},
        {"closedAt", time},
        {"closedBy"}},
       "SELECT s.uuid, r.number, s.number, s.business_date, s.status, s.currency, s.opening_cash, s.expected_cash, "
       "s.counted_cash, "
       "s.variance_reason, s.first_receipt, s.last_receipt, s.opened_us, (SELECT code FROM staff WHERE id = "
       "s.opened_by), "
       "s.closed_us, (SELECT code FROM staff WHERE id = s.closed_by) FROM shift s JOIN register r ON r.id = "
       "s.register_id WHERE "
       "s.business_date BETWEEN ?1 AND ?2 ORDER BY s.id"},
      {"stock-moves",
       {{"sku"}, {"location"}, {"kind"}, {"quantity", quantity}, {"orderId", id}, {"reason"}, {"staff"}, {"at", time}},
       "SELECT v.sku, l.code, m.kind, m.quantity_micro, (SELECT uuid FROM orders WHERE id = m.order_id), m.reason, "
       "(SELECT code FROM "
       "staff WHERE id = m.staff_id), m.at_us FROM stock_move m JOIN product_variant v ON v.id = m.variant_id JOIN "
       "location l ON l.id "
       "= m.location_id WHERE date(m.at_us / 1000000, 'unixepoch') BETWEEN ?1 AND ?2 ORDER BY m.id"},
      {"customers",
       {{"customerId", id},
        {"name", sealed, "person.name"},
        {"email", sealed, "person.email"},
        {"phone", sealed, "person.phone"},
        {"note", sealed, "person.note"},
        {"accountLimit", money},
        {"accountBalance", money},
        {"createdAt", time},
        {"taxNumber"},
        {"taxCountry"},
        {"certificate"}},
       "SELECT uuid, name, email, phone, note, account_limit, account_balance, created_us, coalesce(t.tax_number, ''), "
       "coalesce(t.tax_country, ''), coalesce(t.exempt_number, '') FROM person LEFT JOIN person_terms t ON t.person_id "
       "= id WHERE erased_us "
       "IS NULL AND "
       "date(created_us / 1000000, 'unixepoch') BETWEEN ?1 AND ?2 ORDER BY id"},
      {"cash-movements",
       {{"movementId", id},
        {"register", number},
        {"shift", number},
        {"kind"},
        {"amount", money},
        {"reason"},
        {"staff"},
        {"at", time}},
       "SELECT c.uuid, r.number, s.number, c.kind, c.amount, c.reason, (SELECT code FROM staff WHERE id = c.staff_id), "
       "c.at_us FROM "
       "cash_movement c JOIN shift s ON s.id = c.shift_id JOIN register r ON r.id = s.register_id WHERE "
       "s.business_date BETWEEN ?1 "
       "AND ?2 ORDER BY c.id"},
  };
}
}  // namespace

std::span<const Sheet> sheets() {
  static const std::vector<Sheet> all = make();
  return all;
}
}  // namespace holdfast::exports
