#include "commands/tax_elsewhere.h"

#include "commands/cart_terms.h"

namespace holdfast::commands {
namespace {
Result<> serve_as(db::Transaction& tx, std::int64_t category, std::string_view service,
                  const std::optional<std::string>& code, const std::string& pointer) {
  tx.prepare("DELETE FROM tax_service WHERE tax_category_id = ? AND service = ?").exec(category, service);
  if (!code) return {};
  db::Statement& row = tx.prepare("SELECT id FROM tax_category WHERE code = ?");
  const std::int64_t as = row.all(*code).step() ? row.integer(0) : 0;
  row.reset();
  if (as == 0 || as == category)
    return refuse(ErrorCode::invalid_argument, "no other tax category `" + *code + "`",
                  {{pointer, "is no other tax category"}});
  tx.prepare("INSERT INTO tax_service(tax_category_id, service, taxed_as_id) VALUES (?, ?, ?)")
      .exec(category, service, as);
  return {};
}

Result<> send_as(db::Transaction& tx, std::int64_t category,
                 const std::vector<PutTaxCategory::Destination>& destinations, const std::string& base) {
  tx.prepare("DELETE FROM tax_destination WHERE tax_category_id = ?").exec(category);
  for (std::size_t i = 0; i < destinations.size(); ++i) {
    const std::string at = base + "/destinations/" + std::to_string(i);
    if (!is_place(destinations[i].place))
      return refuse(ErrorCode::invalid_argument, "no such place",
                    {{at + "/place", "must be as FR or US-CA (ISO 3166)"}});
    db::Statement& row = tx.prepare("SELECT id FROM tax_category WHERE code = ?");
    const std::int64_t as = row.all(destinations[i].taxed_as).step() ? row.integer(0) : 0;
    row.reset();
    if (as == 0 || as == category)
      return refuse(ErrorCode::invalid_argument, "no other tax category `" + destinations[i].taxed_as + "`",
                    {{at + "/taxedAs", "is no other tax category"}});
    tx.prepare("INSERT OR REPLACE INTO tax_destination(tax_category_id, place, taxed_as_id) VALUES (?, ?, ?)")
        .exec(category, destinations[i].place, as);
  }
  return {};
}
}  // namespace

Result<> tax_elsewhere(db::Transaction& tx, std::int64_t category, const PutTaxCategory& command,
                       const std::string& at) {
  TRY(serve_as(tx, category, "eatIn", command.eaten_in_as, at + "/eatIn"));
  TRY(serve_as(tx, category, "takeAway", command.taken_away_as, at + "/takeAway"));
  return send_as(tx, category, command.destinations, at);
}
}  // namespace holdfast::commands
