#include "commands/import_rules.h"

#include "base/json_writer.h"
#include "charges/charge_document.h"
#include "commands/change_promotion.h"
#include "loyalty/programme.h"
#include "pricing/price_list_document.h"

namespace holdfast::commands {
namespace {
/// The ids of a list that its reader accepts.
Result<std::vector<std::string>> codes_of(rulebook::Kind kind, const Json& list, const Rational& minor_per_major) {
  std::vector<std::string> codes;
  switch (kind) {
    case rulebook::Kind::charge:
      for (const charges::Rule& rule : TRY(charges::read_charges(list, minor_per_major))) codes.push_back(rule.id);
      break;
    case rulebook::Kind::price_list:
      for (const pricing::PriceList& each : TRY(pricing::read_price_lists(list, minor_per_major))) codes.push_back(each.id);
      break;
    case rulebook::Kind::loyalty:
      for (const loyalty::Programme& each : TRY(loyalty::read_programmes(list))) codes.push_back(each.id);
      break;
  }
  return codes;
}

/// A charge is taxed as one of the store's categories.
Result<> check_categories(db::Connection& connection, const Json& list) {
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const Json* category = list.items()[i].find("tax_category");
    if (category == nullptr) continue;
    db::Statement& row = connection.prepare("SELECT EXISTS (SELECT 1 FROM tax_category WHERE code = ?)");
    const bool known = row.all(category->text()).step() && row.flag(0);
    row.reset();
    if (!known)
      return refuse(ErrorCode::invalid_argument, "no tax category `" + category->text() + "`",
                    {{"/" + std::to_string(i) + "/tax_category", "is no tax category of the store"}});
  }
  return {};
}
/// Tills that are open read what they reckon with anew.
void tell(db::Transaction& tx, std::string_view kind, int added, Context& context) {
  std::string payload;
  JsonWriter{payload}.begin_object().member("rules", kind).member("added", added).end_object();
  context.emit(tx, "CatalogueChanged", "catalogue", parse_uuid(context.site.site_id).value_or(Uuid{}), std::move(payload));
}
}  // namespace

Result<rulebook::Import> keep_documents(db::Transaction& tx, rulebook::Kind kind, const Json& list, Currency currency, Instant now) {
  const std::vector<std::string> codes = TRY(codes_of(kind, list, Rational{currency.minor_per_major()}));
  if (kind == rulebook::Kind::charge) TRY(check_categories(tx.connection(), list));
  return rulebook::import(tx, kind, list, codes, now);
}

Result<rulebook::Import> import_documents(db::Transaction& tx, rulebook::Kind kind, const Json& list, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const rulebook::Import done = TRY(keep_documents(tx, kind, list, context.site.currency, context.now));
  if (done.added == 0) return done;
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("kind", rulebook::name_of(kind)).member("added", done.added).end_object();
  audit(tx, context, "rule_documents_imported", "", detail, consent);
  tell(tx, rulebook::name_of(kind), done.added, context);
  return done;
}

Result<promotions::RuleImport> import_rules(db::Transaction& tx, const Json& list, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  const promotions::RuleImport done = TRY(promotions::import_rules(tx, list, context.site.currency, context.now));
  if (done.added == 0) return done;
  std::string detail;
  JsonWriter json{detail};
  json.begin_object().member("added", done.added).member("unchanged", done.unchanged).end_object();
  audit(tx, context, "promotion_rules_imported", "", detail, consent);
  tell(tx, "promotion", done.added, context);
  return done;
}
}  // namespace holdfast::commands
