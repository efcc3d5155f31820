#include "export/saft.h"

#include "base/markup.h"
#include "export/line_taxes.h"
#include "money/quantity.h"
#include "orders/order.h"
#include "site/site.h"

namespace holdfast::exports {
namespace {
std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string{name} + ">" + escape_markup(text) + "</" + std::string{name} + ">";
}
/// What the parts of the file share.
struct Writer {
  db::Connection& connection;
  const Wish& wish;
  std::ostream& out;
  std::string money(std::int64_t minor) const { return format_scaled(minor, wish.decimals, false); }

  void header(Instant made) const {
    const Result<Site> site = site::load(connection);
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<AuditFile "
           "xmlns=\"urn:OECD:StandardAuditFile-Taxation/2.00\">\n  <Header>\n"
        << "    " << element("AuditFileVersion", "2.00") << element("AuditFileCountry", site ? site->country : "")
        << element("AuditFileDateCreated", to_date(made)) << element("SoftwareCompanyName", "Holdfast")
        << element("SoftwareID", "Holdfast") << "\n    <Company>"
        << element("RegistrationNumber", site ? site->tax_number : "") << element("Name", site ? site->name : "")
        << "</Company>\n    " << element("DefaultCurrencyCode", site ? site->currency.code() : "")
        << "\n    <SelectionCriteria>" << element("SelectionStartDate", wish.range.from)
        << element("SelectionEndDate", wish.range.to) << "</SelectionCriteria>\n  </Header>\n";
  }
  void masters() const {
    out << "  <MasterFiles>\n    <TaxTable>\n";
    db::Statement& taxes = connection.prepare(
        "SELECT DISTINCT code, name, rate_micro FROM tax_rate UNION SELECT t.code, t.name, t.rate_micro "
        "FROM order_tax t JOIN orders o ON o.id = t.order_id WHERE t.treatment <> '' AND o.business_date "
        "BETWEEN ?1 AND ?2 ORDER BY code, rate_micro");
    taxes.all(wish.range.from, wish.range.to);
    while (taxes.step())
      out << "      <TaxTableEntry>" << element("TaxCode", taxes.text(0)) << element("Description", taxes.text(1))
          << element("TaxPercentage", format_scaled(taxes.integer(2), 6, true)) << "</TaxTableEntry>\n";
    out << "    </TaxTable>\n    <Products>\n";
    db::Statement& products = connection.prepare(
        "SELECT DISTINCT i.sku, i.name, i.unit FROM order_item i JOIN orders o ON o.id = i.order_id WHERE o.receipt IS "
        "NOT NULL AND "
        "o.business_date BETWEEN ?1 AND ?2 ORDER BY i.sku");
    products.all(wish.range.from, wish.range.to);
    while (products.step())
      out << "      <Product>" << element("ProductCode", products.text(0)) << element("Description", products.text(1))
          << element("UOMBase", products.text(2)) << "</Product>\n";
    out << "    </Products>\n  </MasterFiles>\n";
  }
  void totals() const {
    db::Statement& sums = connection.prepare(
        "SELECT count(*), coalesce(sum(CASE WHEN net < 0 THEN -net ELSE 0 END), 0), coalesce(sum(CASE WHEN net > 0 "
        "THEN net ELSE 0 END), 0) "
        "FROM orders WHERE receipt IS NOT NULL AND business_date BETWEEN ?1 AND ?2");
    sums.all(wish.range.from, wish.range.to);
    if (sums.step())
      out << "      " << element("NumberOfEntries", std::to_string(sums.integer(0)))
          << element("TotalDebit", money(sums.integer(1))) << element("TotalCredit", money(sums.integer(2))) << "\n";
    sums.reset();
  }
  void taxes(std::int64_t order, std::int64_t position) const {
    db::Statement& rows = connection.prepare(
        "SELECT " HF_TAX_CODE ", " HF_TAX_AMOUNT
        ", coalesce((SELECT t.treatment FROM order_tax t WHERE t.order_id = i.order_id AND t.code = " HF_TAX_CODE
        "), '') FROM orders o JOIN " HF_LINE_TAXES("o.id") " WHERE o.id = ? AND i.position = ? ORDER BY e.key");
    rows.all(order, position);
    while (rows.step()) {
      out << "<Tax>" << element("TaxCode", rows.text(0)) << element("TaxAmount", money(rows.integer(1)));
      if (rows.text(2) != "") out << element("TaxExemptionReason", rows.text(2));
      out << "</Tax>";
    }
  }
  void lines(std::int64_t order) const {
    db::Statement& rows = connection.prepare(
        "SELECT position, sku, name, quantity_micro, unit, unit_price, net FROM order_item WHERE order_id = ? "
        "ORDER BY position");
    rows.all(order);
    while (rows.step()) {
      const std::int64_t net = rows.integer(6);
      out << "        <Line>" << element("LineNumber", std::to_string(rows.integer(0)))
          << element("ProductCode", rows.text(1)) << element("ProductDescription", rows.text(2))
          << element("Quantity", format_scaled(rows.integer(3), 6, true)) << element("UnitOfMeasure", rows.text(4))
          << element("UnitPrice", money(rows.integer(5)))
          << element(net < 0 ? "DebitAmount" : "CreditAmount", money(net < 0 ? -net : net));
      taxes(order, rows.integer(0));
      out << "</Line>\n";
    }
  }
  void payments(std::int64_t order) const {
    db::Statement& rows = connection.prepare(
        "SELECT t.code, p.amount FROM payment p JOIN tender t ON t.id = p.tender_id WHERE p.order_id = ? ORDER BY "
        "p.position");
    rows.all(order);
    while (rows.step())
      out << "        <Settlement>" << element("PaymentMechanism", rows.text(0))
          << element("SettlementAmount", money(rows.integer(1))) << "</Settlement>\n";
  }
  std::int64_t invoices() const {
    std::int64_t count = 0;
    db::Statement& rows = connection.prepare(
        "SELECT o.id, r.number, o.kind, o.business_date, o.created_us, (SELECT code FROM staff WHERE id = "
        "o.staff_id), (SELECT uuid FROM person WHERE id = o.person_id), o.net, o.tax, o.total, o.receipt, "
        "coalesce((SELECT json_extract(document, '$.buyerTaxNumber') FROM order_terms WHERE "
        "order_id = o.id), '') FROM orders o "
        "JOIN register r ON r.id = o.register_id WHERE o.receipt IS NOT NULL AND o.business_date "
        "BETWEEN ?1 AND ?2 ORDER BY o.id");
    rows.all(wish.range.from, wish.range.to);
    for (; rows.step(); ++count) {
      out << "      <Invoice>\n        "
          << element("InvoiceNo", orders::receipt_number(rows.small(1), rows.integer(10)))
          << element("InvoiceType", rows.text(2)) << element("InvoiceDate", rows.text(3))
          << element("SystemEntryDate", to_rfc3339(rows.instant(4)))
          << element("SourceID", rows.is_null(5) ? "" : rows.text(5));
      if (!rows.is_null(6)) out << element("CustomerID", to_string(rows.uuid(6)));
      if (rows.text(11) != "") out << element("CustomerTaxID", rows.text(11));
      out << "\n";
      lines(rows.integer(0));
      payments(rows.integer(0));
      out << "        <DocumentTotals>" << element("TaxPayable", money(rows.integer(8)))
          << element("NetTotal", money(rows.integer(7))) << element("GrossTotal", money(rows.integer(9)))
          << "</DocumentTotals>\n      </Invoice>\n";
      if (wish.seen && count % 1000 == 0) wish.seen(count);
    }
    return count;
  }
};
}  // namespace

std::int64_t write_saft(db::Connection& connection, const Wish& wish, Instant made, std::ostream& out) {
  const Writer writer{connection, wish, out};
  writer.header(made);
  writer.masters();
  out << "  <SourceDocuments>\n    <SalesInvoices>\n";
  writer.totals();
  const std::int64_t count = writer.invoices();
  out << "    </SalesInvoices>\n  </SourceDocuments>\n</AuditFile>\n";
  return count;
}
}  // namespace holdfast::exports
