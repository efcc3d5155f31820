#include "customers/buyer_rows.h"

#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::customers {
Buyer load_buyer(db::Connection& connection, std::int64_t person_row) {
  Buyer buyer;
  db::Statement& groups =
      connection.prepare("SELECT group_code FROM person_group WHERE person_id = ? ORDER BY group_code");
  groups.all(person_row);
  while (groups.step()) buyer.groups.push_back(groups.string(0));
  db::Statement& row = connection.prepare(
      "SELECT net_days, exempt_number, exempt_until_us, exempt_taxes, tax_number, tax_country FROM person_terms WHERE "
      "person_id = ?");
  if (row.all(person_row).step()) {
    if (!row.is_null(0)) buyer.net_days = row.small(0);
    if (!row.is_null(1)) {
      buyer.exemption = Exemption{row.string(1), row.maybe_instant(2), {}};
      if (const auto taxes = parse_json(row.text(3)))
        for (const Json& tax : taxes->items()) buyer.exemption->taxes.push_back(tax.text());
    }
    if (!row.is_null(4)) buyer.tax_number = TaxNumber{row.string(4), row.string(5)};
  }
  row.reset();
  return buyer;
}

void save_buyer(db::Transaction& tx, std::int64_t person_row, const Buyer& buyer) {
  tx.prepare("DELETE FROM person_group WHERE person_id = ?").exec(person_row);
  for (const std::string& group : buyer.groups)
    tx.prepare("INSERT OR IGNORE INTO person_group(person_id, group_code) VALUES (?, ?)").exec(person_row, group);
  tx.prepare("DELETE FROM person_terms WHERE person_id = ?").exec(person_row);
  if (!buyer.net_days && !buyer.exemption && !buyer.tax_number) return;
  std::string taxes;
  JsonWriter json{taxes};
  json.begin_array();
  if (buyer.exemption)
    for (const std::string& tax : buyer.exemption->taxes) json.value(tax);
  json.end_array();
  std::optional<std::int64_t> net_days;
  if (buyer.net_days) net_days = *buyer.net_days;
  std::optional<std::string> number;
  std::optional<Instant> until;
  if (buyer.exemption) {
    number = buyer.exemption->number;
    until = buyer.exemption->until;
  }
  std::optional<std::string> tax_number;
  std::optional<std::string> tax_country;
  if (buyer.tax_number) {
    tax_number = buyer.tax_number->number;
    tax_country = buyer.tax_number->country;
  }
  tx.prepare(
        "INSERT INTO person_terms(person_id, net_days, exempt_number, exempt_until_us, exempt_taxes, tax_number, "
        "tax_country) VALUES (?, ?, ?, ?, ?, ?, ?)")
      .exec(person_row, net_days, number, until, taxes, tax_number, tax_country);
}
}  // namespace holdfast::customers
