#include "export/dsfinvk.h"

#include <fstream>
#include <stdexcept>

#include "export/line_taxes.h"

namespace holdfast::exports {
namespace {
// Every table begins with these three: the register, when the closing was made, its number.
#define HF_CLOSING \
  "printf('KASSE%04d', r.number), strftime('%Y-%m-%dT%H:%M:%SZ', s.closed_us / 1000000, 'unixepoch'), s.number"
#define HF_RECEIPT_ID "lower(hex(o.uuid))"
#define HF_ORDERS " FROM orders o JOIN shift s ON s.id = o.shift_id JOIN register r ON r.id = o.register_id "
#define HF_WHERE " WHERE s.status = 'CLOSED' AND o.receipt IS NOT NULL AND s.business_date BETWEEN ?1 AND ?2 "
// Exempt is a key of its own, and so is what the buyer owes; other percentages have keys from 1000 on.
#define HF_KEY(code, rate, treatment)                                                                               \
  "CASE " treatment " WHEN 'exempt' THEN 6 WHEN 'reverse_charge' THEN 2000 ELSE CASE " rate                         \
  " WHEN 19000000 THEN 1 WHEN 7000000 THEN 2 WHEN 0 THEN 5 ELSE 1000 + coalesce((SELECT min(x.id) FROM tax_rate x " \
  "WHERE "                                                                                                          \
  "x.code = " code "), 0) END END"
// A payment's tip, whoever took it. It is the staff's (TrinkgeldAN), of no tax, and beside every turnover of goods.
#define HF_TIP "(p.tip + coalesce((SELECT a.tip_taken FROM payment_attempt a WHERE a.id = p.attempt_id), 0))"
#define HF_TIPS_OF(order) "coalesce((SELECT sum(" HF_TIP ") FROM payment p WHERE p.order_id = " order "), 0)"
#define HF_EACH_TIP HF_ORDERS "JOIN payment p ON p.order_id = o.id" HF_WHERE "AND " HF_TIP " <> 0 "
#define HF_OF_TAX(column) \
  "(SELECT t." column " FROM order_tax t WHERE t.order_id = i.order_id AND t.code = " HF_TAX_CODE ")"
const Column closing_1{"Z_KASSE_ID"}, closing_2{"Z_ERSTELLUNG"}, closing_3{"Z_NR", Kind::number};

std::vector<Column> after_closing(std::vector<Column> columns) {
  columns.insert(columns.begin(), {closing_1, closing_2, closing_3});
  return columns;
}

std::vector<Sheet> make() {
  using enum Kind;
  return {
      {"cashpointclosing",
       after_closing({{"Z_BUCHUNGSTAG"},
                      {"TAXONOMIE_VERSION"},
                      {"Z_START_ID"},
                      {"Z_ENDE_ID"},
                      {"NAME"},
                      {"LAND"},
                      {"STNR"},
                      {"Z_SE_ZAHLUNGEN", money},
                      {"Z_SE_BARZAHLUNGEN", money}}),
       "SELECT " HF_CLOSING ", s.business_date, '2.3', s.first_receipt, s.last_receipt, site.name, site.country, "
       "site.tax_number, (SELECT sum(p.amount + " HF_TIP ") FROM "
       "payment p JOIN orders o ON o.id = p.order_id WHERE o.shift_id = s.id), (SELECT sum(p.amount + " HF_TIP
       ") FROM payment p "
       "JOIN orders o ON "
       "o.id = p.order_id JOIN tender t ON t.id = p.tender_id WHERE o.shift_id = s.id AND t.kind IN ('cash', "
       "'foreign_cash')) FROM "
       "shift s JOIN register r ON r.id = s.register_id, site WHERE s.status = 'CLOSED' AND s.business_date BETWEEN ?1 "
       "AND ?2 ORDER "
       "BY s.id"},
      {"cashregister",
       after_closing(
           {{"KASSE_BRAND"}, {"KASSE_MODELL"}, {"KASSE_SERIENNR"}, {"KASSE_SW_BRAND"}, {"KASSE_BASISWAEH_CODE"}}),
       "SELECT " HF_CLOSING ", 'Holdfast', 'Register', lower(hex(r.uuid)), 'Holdfast', s.currency FROM shift s JOIN "
       "register r ON r.id = s.register_id WHERE "
       "s.status = 'CLOSED' AND s.business_date BETWEEN ?1 AND ?2 ORDER BY s.id"},
      {"vat", after_closing({{"UST_SCHLUESSEL", number}, {"UST_SATZ", percent}, {"UST_BESCHR"}}),
       "SELECT DISTINCT " HF_CLOSING
       ", " HF_KEY("t.code", "t.rate_micro", "t.treatment") ", t.rate_micro, t.name" HF_ORDERS
                                                            "JOIN order_tax t ON t.order_id = o.id" HF_WHERE
                                                            "ORDER BY 1, 3, 4"},
      {"transactions",
       after_closing({{"BON_ID"},
                      {"BON_NR", number},
                      {"BON_TYP"},
                      {"BON_NAME"},
                      {"BON_STORNO", number},
                      {"BON_ENDE"},
                      {"BEDIENER_ID"},
                      {"UMS_BRUTTO", money}}),
       "SELECT " HF_CLOSING ", " HF_RECEIPT_ID
       ", o.receipt, 'Beleg', o.kind, o.kind = 'void', strftime('%Y-%m-%dT%H:%M:%SZ', o.created_us / 1000000, "
       "'unixepoch'), (SELECT code "
       "FROM staff WHERE id = o.staff_id), o.total + " HF_TIPS_OF("o.id") HF_ORDERS HF_WHERE "ORDER BY o.id"},
      {"transactions_vat",
       after_closing(
           {{"BON_ID"}, {"UST_SCHLUESSEL", number}, {"BON_BRUTTO", money}, {"BON_NETTO", money}, {"BON_UST", money}}),
       "SELECT " HF_CLOSING ", " HF_RECEIPT_ID ", " HF_KEY(
           "t.code", "t.rate_micro", "t.treatment") ", t.base + t.amount, t.base, t.amount" HF_ORDERS
                                                    "JOIN order_tax t ON t.order_id = o.id" HF_WHERE
                                                    "UNION ALL SELECT " HF_CLOSING ", " HF_RECEIPT_ID ", 5, sum(" HF_TIP
                                                    "), sum(" HF_TIP "), 0" HF_EACH_TIP "GROUP BY o.id ORDER BY 4"},
      {"datapayment",
       after_closing({{"BON_ID"}, {"ZAHLART_TYP"}, {"ZAHLART_NAME"}, {"ZAHLWAEH_CODE"}, {"BASISWAEH_BETRAG", money}}),
       "SELECT " HF_CLOSING ", " HF_RECEIPT_ID ", CASE t.kind WHEN 'cash' THEN 'Bar' WHEN 'foreign_cash' THEN 'Bar' "
       "WHEN 'card' THEN 'ECKarte' WHEN 'voucher' THEN 'Guthabenkarte' "
       "ELSE 'Unbar' END, t.name, p.currency, p.amount + " HF_TIP HF_ORDERS
       "JOIN payment p ON p.order_id = o.id JOIN tender t ON t.id = "
       "p.tender_id" HF_WHERE "ORDER BY o.id, p.position"},
      {"lines",
       after_closing({{"BON_ID"},
                      {"POS_ZEILE", number},
                      {"ARTIKELTEXT"},
                      {"GV_TYP"},
                      {"P_STORNO", number},
                      {"ART_NR"},
                      {"MENGE", quantity},
                      {"EINHEIT"},
                      {"STK_BR", money}}),
       "SELECT " HF_CLOSING ", " HF_RECEIPT_ID
       ", i.position, i.name, 'Umsatz', o.kind = 'void', i.sku, i.quantity_micro, i.unit, i.unit_price" HF_ORDERS
       "JOIN order_item i ON i.order_id = o.id" HF_WHERE "UNION ALL SELECT " HF_CLOSING ", " HF_RECEIPT_ID
       ", 32767 + p.position, 'Trinkgeld', 'TrinkgeldAN', o.kind = 'void', '', 1000000, '', " HF_TIP HF_EACH_TIP
       "ORDER BY 4, 5"},
      {"lines_vat",
       after_closing({{"BON_ID"},
                      {"POS_ZEILE", number},
                      {"UST_SCHLUESSEL", number},
                      {"POS_BRUTTO", money},
                      {"POS_NETTO", money},
                      {"POS_UST", money}}),
       "SELECT " HF_CLOSING ", " HF_RECEIPT_ID ", i.position, " HF_KEY(
           HF_TAX_CODE, HF_OF_TAX("rate_micro"), HF_OF_TAX("treatment")) ", " HF_TAX_BASE " + " HF_TAX_AMOUNT
                                                                         ", " HF_TAX_BASE ", " HF_TAX_AMOUNT HF_ORDERS
                                                                         "JOIN " HF_LINE_TAXES("o.id") HF_WHERE
       "UNION ALL SELECT " HF_CLOSING ", " HF_RECEIPT_ID ", 32767 + p.position, 5, " HF_TIP ", " HF_TIP
       ", 0" HF_EACH_TIP "ORDER BY 4, 5"},
      {"businesscases",
       after_closing(
           {{"GV_TYP"}, {"UST_SCHLUESSEL", number}, {"Z_UMS_BRUTTO", money}, {"Z_UMS_NETTO", money}, {"Z_UST", money}}),
       "SELECT " HF_CLOSING ", 'Umsatz', " HF_KEY(
           "t.code", "t.rate_micro", "t.treatment") ", sum(t.base + t.amount), sum(t.base), sum(t.amount)" HF_ORDERS
                                                    "JOIN order_tax t ON t.order_id = o.id" HF_WHERE
                                                    "GROUP BY s.id, 5 UNION ALL SELECT " HF_CLOSING
                                                    ", 'TrinkgeldAN', 5, sum(" HF_TIP "), sum(" HF_TIP
                                                    "), 0" HF_EACH_TIP "GROUP BY s.id ORDER BY 3, 1, 4 DESC, 5"},
      {"payment", after_closing({{"ZAHLART_TYP"}, {"ZAHLART_NAME"}, {"Z_ZAHLART_BETRAG", money}}),
       "SELECT " HF_CLOSING ", CASE t.kind WHEN 'cash' THEN 'Bar' WHEN 'foreign_cash' THEN 'Bar' WHEN 'card' THEN "
       "'ECKarte' WHEN 'voucher' THEN 'Guthabenkarte' "
       "ELSE 'Unbar' END, t.name, sum(p.amount + " HF_TIP ")" HF_ORDERS
       "JOIN payment p ON p.order_id = o.id JOIN tender t ON t.id = p.tender_id" HF_WHERE
       "GROUP BY s.id, t.id ORDER BY s.id, t.id"},
  };
}

std::string describe(const Sheet& sheet, int decimals) {
  std::string out =
      "      <Table>\n        <URL>" + std::string{sheet.name} + ".csv</URL>\n        <Name>" +
      std::string{sheet.name} +
      "</Name>\n        <UTF8/>\n        <DecimalSymbol>,</DecimalSymbol>\n        "
      "<DigitGroupingSymbol>.</DigitGroupingSymbol>\n"
      "        <Range><From>2</From></Range>\n        <VariableLength>\n          "
      "<ColumnDelimiter>;</ColumnDelimiter>\n"
      "          <RecordDelimiter>&#13;&#10;</RecordDelimiter>\n          <TextEncapsulator>\"</TextEncapsulator>\n";
  for (const Column& column : sheet.columns) {
    const bool number = column.kind != Kind::text && column.kind != Kind::sealed && column.kind != Kind::id &&
                        column.kind != Kind::time;
    const int accuracy = column.kind == Kind::money ? decimals : column.kind == Kind::number ? 0 : 6;
    out += "          <VariableColumn><Name>" + std::string{column.name} + "</Name>" +
           (number ? "<Numeric><Accuracy>" + std::to_string(accuracy) + "</Accuracy></Numeric>"
                   : std::string{"<AlphaNumeric/>"}) +
           "</VariableColumn>\n";
  }
  return out + "        </VariableLength>\n      </Table>\n";
}
}  // namespace

std::int64_t write_dsfinvk(db::Connection& connection, const std::filesystem::path& folder, const Wish& wish) {
  std::filesystem::create_directories(folder);
  Wish as = wish;
  as.format = Format::csv;
  as.dialect = {';', ',', "\r\n", false};  // read by a program that knows the columns' types
  std::string tables;
  std::int64_t rows = 0;
  for (const Sheet& sheet : make()) {
    std::ofstream out{folder / (std::string{sheet.name} + ".csv"), std::ios::binary};
    rows += write_sheet(connection, sheet, as, out);
    out.close();
    if (!out) throw std::runtime_error{(folder / sheet.name).string() + ".csv cannot be written"};
    tables += describe(sheet, wish.decimals);
  }
  std::ofstream index{folder / "index.xml", std::ios::binary};
  index
      << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE DataSet SYSTEM \"gdpdu-01-09-2004.dtd\">\n<DataSet>\n  "
         "<Version>1.0</Version>\n  <Media>\n    <Name>Holdfast "
      << wish.range.from << " " << wish.range.to << "</Name>\n"
      << tables << "  </Media>\n</DataSet>\n";
  index.close();
  if (!index) throw std::runtime_error{(folder / "index.xml").string() + " cannot be written"};
  return rows;
}
}  // namespace holdfast::exports
