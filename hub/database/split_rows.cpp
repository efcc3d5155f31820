#include "database/rows.h"

namespace holdfast::database {
void Books::put_split(const engine::SiteKey& key, const engine::SplitLine& line) {
  db_.prepare(
         "INSERT INTO split_line(tenant_id, site_id, order_id, position, kind, party, business_date, receipt_number, "
         "sku, currency, net, amount) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
      .exec(key.tenant, key.site, line.order_id, line.position, line.kind, line.party, line.business_date,
            line.receipt_number, line.sku, line.currency, line.net, line.amount);
}

std::vector<engine::SplitTotal> Books::splits(const std::string& tenant, const engine::SplitWish& wish, int most) {
  sql::Statement& rows = db_.prepare(
      "SELECT site_id, business_date, kind, party, currency, count(*), CAST(sum(net) AS BIGINT), "
      "CAST(sum(amount) AS BIGINT), CAST(sum(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS BIGINT) "
      "FROM split_line WHERE tenant_id = ? AND (? = '' OR business_date >= ?) AND (? = '' OR business_date <= ?) "
      "AND (? = '' OR site_id = ?) AND (? = '' OR kind = ?) AND (? = '' OR party = ?) "
      "GROUP BY site_id, business_date, kind, party, currency "
      "ORDER BY site_id, business_date, kind, party, currency LIMIT ?");
  rows.all(tenant, wish.from, wish.from, wish.to, wish.to, wish.site, wish.site, wish.kind, wish.kind, wish.party,
           wish.party, most);
  std::vector<engine::SplitTotal> totals;
  while (rows.step())
    totals.push_back({rows.string(0), rows.string(1), rows.string(2), rows.string(3), rows.string(4), rows.integer(5),
                      rows.integer(6), rows.integer(7), rows.integer(8)});
  return totals;
}
}  // namespace holdfast::database
