#include "capabilities/policy.h"
#include "commands/change_settings.h"
#include "commands/import_rules.h"
#include "commands/site_limits.h"
#include "commands/take_offline_card.h"
#include "commands/upsync_budget.h"
#include "payments/offline_card.h"
#include "promotions/rule_rows.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
namespace {
/// Limits that the store's own manager may set, too: the later of both holds.
Result<> apply_site_policy(db::Transaction& tx, commands::Context& context, const Json& body, Applied& applied) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::ChangeSite command;
  commands::read_limits(fields, command);
  command.carry_over_carts = fields.maybe_flag("carryOverCarts");
  command.blind_close = fields.maybe_flag("blindClose");
  command.reprice_returns = fields.maybe_flag("repriceReturns");
  command.taxes = commands::read_tax_policy(fields);
  if (body.find("kitchenCategories") != nullptr) {
    command.kitchen_categories.emplace();
    for (const Json& slug : fields.array("kitchenCategories", false, 50))
      command.kitchen_categories->push_back(slug.text());
  }
  const std::int64_t upsync = fields.maybe_integer("upsyncBytesPerSecond", 0).value_or(0);
  TRY(accept(errors));
  // The hub's own limit, beside the store's: without the member it has none.
  TRY(commands::limit_upsync(tx, commands::SwitchOwner::hub, upsync > 0 ? std::optional{upsync} : std::nullopt, context));
  TRY(commands::change_site(tx, command, context));
  applied.site_changed = true;
  return {};
}

/// What narrows the capability matrix: decoded as the store's own manager would set it, so that nothing of it can allow
/// more than the table does.
Result<> apply_capability_policy(db::Transaction& tx, commands::Context& context, const MasterRow& row) {
  if (row.goes()) {
    capabilities::save_policy(tx, {}, context.now);
  } else {
    const Json document = TRY(parse_json(row.body));
    const Result<capabilities::Policy> policy = capabilities::decode_policy(document);
    if (!policy)
      return refuse(ErrorCode::invalid_body,
                    policy.error().fields.empty()
                        ? policy.error().detail
                        : policy.error().fields.front().pointer + " " + policy.error().fields.front().detail);
    capabilities::save_policy(tx, row.body, context.now);
  }
  context.emit(tx, "SettingsChanged", "site", Uuid{}, R"({"what":"capabilityPolicy"})");
  return {};
}

Result<> apply_card_policy(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body) {
  if (row.goes()) return commands::put_offline_card_policy(tx, std::nullopt, context);
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const payments::OfflineCardPolicy policy = payments::read_offline_card_policy(fields);
  TRY(accept(errors));
  return commands::put_offline_card_policy(tx, policy, context);
}
}  // namespace

Result<> apply_policy(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied& applied) {
  if (row.key == "capabilities") return apply_capability_policy(tx, context, row);
  if (row.key == "offlineCards") return apply_card_policy(tx, context, row, body);
  if (row.goes() || row.key != "site") return {};
  return apply_site_policy(tx, context, body, applied);
}

namespace {
/// A document as the store's own imports take it, without its version: each of its changes is the store's next one. One
/// that goes ends with a version that is over, by whatever clock.
Result<Json> document_of(const MasterRow& row, const Json& body) {
  const Json* id = body.find("id");
  if (id == nullptr || !id->is_string() || id->text() != row.key)
    return refuse(ErrorCode::invalid_body, "/id is not the row's key");
  std::vector<Json::Member> members;
  for (const Json::Member& member : body.members()) {
    const bool ours = member.first == "version" || member.first == "effectiveFrom";
    const bool span = member.first == "starts" || member.first == "ends";
    if (!ours && !(row.goes() && span)) members.push_back(member);
  }
  if (row.goes()) members.emplace_back("ends", Json::string(to_rfc3339(Instant{0})));
  return Json::array({Json::object(std::move(members))});
}
template <class Done>
Result<> told(const Result<Done>& done) {
  if (done) return {};
  const Error& error = done.error();
  return refuse(ErrorCode::invalid_body,
                error.fields.empty() ? error.detail : error.fields.front().pointer + " " + error.fields.front().detail);
}
}  // namespace

Result<> apply_promotion_rule(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                              Applied&) {
  if (row.goes() && body.members().empty()) return {};  // it never was here
  return told(commands::import_rules(tx, TRY(document_of(row, body)), context));
}
Result<> apply_rule_document(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                             Applied&) {
  if (row.goes() && body.members().empty()) return {};
  const rulebook::Kind kind = row.dataset == "charge"       ? rulebook::Kind::charge
                              : row.dataset == "price_list" ? rulebook::Kind::price_list
                                                            : rulebook::Kind::loyalty;
  return told(commands::import_documents(tx, kind, TRY(document_of(row, body)), context));
}
}  // namespace holdfast::replication
