#include "commands/change_settings.h"

#include <algorithm>

#include "commands/site_limits.h"
#include "commands/tax_elsewhere.h"
#include "receipts/journal.h"
#include "stock/stock_rows.h"
#include "taxes/solvable.h"
#include "taxes/tax_rows.h"

namespace holdfast::commands {
namespace {
using payments::Tender;
using payments::TenderKind;

/// Settings have no id of their own: their events stand under the nil id.
void report(db::Transaction& tx, Context& context, std::string_view event, std::string_view aggregate,
            std::string_view action, std::string_view subject, const std::string& payload, const Consent& consent) {
  context.emit(tx, event, aggregate, Uuid{}, payload);
  audit(tx, context, action, subject, payload, consent);
}

Result<> check_tender(const Tender& tender, const Site& site) {
  const auto wrong = [](const char* pointer, const char* why) {
    return refuse(ErrorCode::invalid_argument, why, {{pointer, why}});
  };
  const bool foreign = tender.kind == TenderKind::foreign_cash;
  if (!find_currency(tender.currency)) return wrong("/currency", "must be a currency of ISO 4217");
  if (foreign == (tender.currency == site.currency.code()))
    return wrong("/currency", foreign ? "must not be the store's own" : "must be the store's own");
  if (foreign && (!tender.rate_micro || *tender.rate_micro <= 0))
    return wrong("/rate", "foreign cash needs a rate above 0");
  if (!foreign && tender.rate_micro) return wrong("/rate", "is for foreign cash");
  const bool tips = tender.kind == TenderKind::cash || tender.kind == TenderKind::card || tender.kind == TenderKind::other;
  if (tender.tips && !tips) return wrong("/tips", "are for cash, cards and what is counted by hand");
  return {};
}
Result<> keep_used_tender(db::Transaction& tx, const Tender& old, const Tender& anew) {
  if (old.kind == anew.kind && old.currency == anew.currency) return {};
  db::Statement& row = tx.prepare("SELECT EXISTS (SELECT 1 FROM payment WHERE tender_id = ?)");
  const bool used = row.all(old.id).step() && row.flag(0);
  row.reset();
  if (used) return refuse(ErrorCode::conflict, "`" + old.code + "` was used already: its kind and currency stay");
  return {};
}
void store_tender(db::Transaction& tx, Tender& tender) {
  if (tender.id == 0) {
    tx.prepare(
          "INSERT INTO tender(code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, "
          "opens_drawer, "
          "max_amount, active, ledger, tips) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(tender.code, tender.name, payments::stored_kind(tender.kind), tender.currency, tender.rate_micro,
              tender.rounding_step, name_of(tender.rounding_mode), tender.gives_change, tender.opens_drawer,
              tender.max_amount, tender.active, payments::stored_ledger(tender.kind), payments::encode(tender.tips));
    tender.id = tx.last_rowid();
    return;
  }
  tx.prepare(
        "UPDATE tender SET name = ?, kind = ?, currency = ?, rate_micro = ?, rounding_step = ?, rounding_mode = ?, "
        "gives_change = ?, "
        "opens_drawer = ?, max_amount = ?, active = ?, ledger = ?, tips = ? WHERE id = ?")
      .exec(tender.name, payments::stored_kind(tender.kind), tender.currency, tender.rate_micro, tender.rounding_step,
            name_of(tender.rounding_mode), tender.gives_change, tender.opens_drawer, tender.max_amount, tender.active,
            payments::stored_ledger(tender.kind), payments::encode(tender.tips), tender.id);
}

Result<> check_rate(const taxes::DatedRate& rate, const std::string& at) {
  const auto flaw = taxes::flaw_of(rate);
  if (!flaw) return {};
  return refuse(ErrorCode::invalid_argument, at + flaw->pointer + " " + flaw->detail, {{at + flaw->pointer, flaw->detail}});
}
/// Whether the rates can be taken together, on each day that one of them begins.
Result<> check_rates(const std::vector<taxes::DatedRate>& rates) {
  for (std::size_t i = 0; i < rates.size(); ++i) TRY(check_rate(rates[i], "/rates/" + std::to_string(i)));
  for (const taxes::DatedRate& beginning : rates) {
    std::vector<taxes::TaxRate> then;
    std::vector<std::uint32_t> places;
    for (const taxes::DatedRate& each : rates) {
      const bool begun = !each.from || (beginning.from && *each.from <= *beginning.from);
      const bool over = each.to && beginning.from && *each.to <= *beginning.from;
      if (!begun || over) continue;
      places.push_back(static_cast<std::uint32_t>(then.size()));
      then.push_back(each.rate);
    }
    if (const auto flaw = taxes::flaw_together(places, then))
      return refuse(ErrorCode::invalid_argument, std::string{*flaw}, {{"/rates", std::string{*flaw}}});
  }
  return {};
}
}  // namespace

Result<Register> create_register(db::Transaction& tx, const CreateRegister& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  db::Statement& twin = tx.prepare("SELECT EXISTS (SELECT 1 FROM register WHERE number = ?)");
  const bool taken = twin.all(command.number).step() && twin.flag(0);
  twin.reset();
  if (taken)
    return refuse(ErrorCode::duplicate, "register " + std::to_string(command.number) + " exists",
                  {{"/number", "is taken"}});
  Register reg;
  reg.id = context.ids.next(context.now);
  reg.number = command.number;
  reg.name = command.name;
  reg.location_row = stock::main_location(tx.connection());
  const Sha256 genesis = receipts::journal_genesis(to_string(reg.id));
  tx.prepare("INSERT INTO register(uuid, number, name, location_id, record_hash, created_us) VALUES (?, ?, ?, ?, ?, ?)")
      .exec(reg.id, reg.number, reg.name, reg.location_row, std::span<const std::uint8_t>{genesis}, context.now);
  reg.row = tx.last_rowid();
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("registerId", reg.id).member("number", reg.number).member("name", reg.name).end_object();
  context.emit(tx, "SettingsChanged", "register", reg.id, payload);
  audit(tx, context, "register_created", to_string(reg.id), payload, consent);
  return reg;
}

Result<Tender> put_tender(db::Transaction& tx, Tender tender, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  TRY(check_tender(tender, context.site));
  tender.id = 0;
  for (const Tender& old : payments::load_tenders(tx.connection())) {
    if (old.code != tender.code) continue;
    tender.id = old.id;
    TRY(keep_used_tender(tx, old, tender));
  }
  store_tender(tx, tender);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object()
      .member("tender", tender.code)
      .member("kind", payments::name_of(tender.kind))
      .member("currency", tender.currency);
  json.nullable("rate", tender.rate_micro ? std::optional{format_scaled(*tender.rate_micro, 6, true)} : std::nullopt);
  json.member("active", tender.active);
  payments::append_json(json.key("tips"), tender.tips);
  json.end_object();
  report(tx, context, "SettingsChanged", "tender", "tender_changed", tender.code, payload, consent);
  return tender;
}

Result<> put_tax_category(db::Transaction& tx, const PutTaxCategory& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  TRY(check_rates(command.rates));
  tx.prepare("INSERT INTO tax_category(code, name) VALUES (?, ?) ON CONFLICT(code) DO UPDATE SET name = excluded.name")
      .exec(command.code, command.name);
  db::Statement& found = tx.prepare("SELECT id FROM tax_category WHERE code = ?");
  check(found.all(command.code).step());
  const std::int64_t category = found.integer(0);
  found.reset();
  TRY(tax_elsewhere(tx, category, command));
  tx.prepare("DELETE FROM tax_rate WHERE tax_category_id = ?").exec(category);
  int position = 0;
  for (const taxes::DatedRate& dated : command.rates) taxes::insert_rate(tx, category, position++, dated);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().member("taxCategory", command.code).key("rates").begin_array();
  for (const auto& [rate, from, to] : command.rates) {
    json.begin_object()
        .member("code", rate.code)
        .member("rate", to_string(rate.rate))
        .member("amount", rate.amount_per_unit.rounded());
    taxes::append_rare(json, rate);
    json.end_object();
  }
  json.end_array().end_object();
  report(tx, context, "CatalogueChanged", "taxCategory", "tax_changed", command.code, payload, consent);
  return {};
}

Result<Site> change_site(db::Transaction& tx, const ChangeSite& command, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  Site site = context.site;
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().key("changed").begin_array();
  const auto take = [&](auto& value, const auto& wanted, const char* name) {
    if (!wanted || *wanted == value) return;
    value = *wanted;
    json.value(name);
  };
  SitePolicy& policy = site.policy;
  take(site.name, command.name, "name");
  take(site.locale, command.locale, "locale");
  take(site.tax_number, command.tax_number, "taxNumber");
  take(site.address, command.address, "address");
  take(site.receipt_footer, command.receipt_footer, "receiptFooter");
  take(site.receipt_link, command.receipt_link, "receiptLink");
  for (const SiteLimit& limit : site_limits) take(policy.*limit.value, command.*limit.wanted, limit.name);
  take(policy.carry_over_carts, command.carry_over_carts, "carryOverCarts");
  take(policy.blind_close, command.blind_close, "blindClose");
  take(policy.reprice_returns, command.reprice_returns, "repriceReturns");
  take(site.tax_level, command.taxes.level, "taxLevel");
  take(policy.tax_rounding, command.taxes.rounding, "taxRounding");
  take(policy.included_target, command.taxes.included_target, "includedTarget");
  take(policy.compound_base, command.taxes.compound_base, "compoundBase");
  take(policy.discount_tax, command.taxes.discount_tax, "discountTax");
  take(policy.kitchen_categories, command.kitchen_categories, "kitchenCategories");
  json.end_array().end_object();
  site::save(tx.connection(), site, context.now);
  report(tx, context, "SettingsChanged", "site", "site_changed", "site", payload, consent);
  return site;
}

Result<> change_logo(db::Transaction& tx, std::string_view png, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::device_admin));
  site::save_logo(tx.connection(), png, context.now);
  std::string payload;
  JsonWriter json{payload};
  json.begin_object().key("changed").begin_array().value("receiptLogo").end_array().end_object();
  report(tx, context, "SettingsChanged", "site", "site_changed", "site", payload, consent);
  return {};
}
}  // namespace holdfast::commands
