#include "commands/set_up_store.h"

#include <array>

#include "commands/import_rules.h"
#include "commands/site_limits.h"
#include "commands/tax_elsewhere.h"
#include "commands/tax_policy.h"
#include "customers/person_rows.h"
#include "money/quantity.h"
#include "payments/tender.h"
#include "receipts/journal.h"
#include "staff/permission.h"
#include "taxes/tax_rows.h"

namespace holdfast::commands {
namespace {
class SetUp {
 public:
  SetUp(db::Transaction& tx, const HashPin& hash_pin, IdSource& ids, Instant now) : tx_{tx}, hash_pin_{hash_pin}, ids_{ids}, now_{now} {}

  Result<> apply(const Json& document) {
    JsonFields fields{document, errors_};
    if (const Json* given = fields.maybe_object("site")) TRY(site(*given));
    each(fields, "taxCategories", [&](JsonFields& entry, const Json&) { tax_category(entry); });
    each(fields, "tenders", [&](JsonFields& entry, const Json&) { tender(entry); });
    each(fields, "roles", [&](JsonFields& entry, const Json& json) { role(entry, json); });
    each(fields, "staff", [&](JsonFields& entry, const Json&) { person(entry); });
    location();
    each(fields, "registers", [&](JsonFields& entry, const Json&) { till(entry); });
    each(fields, "inStoreRules", [&](JsonFields& entry, const Json&) { in_store_rule(entry); });
    each(fields, "promotions", [&](JsonFields& entry, const Json&) { promotion(entry); });
    each(fields, "plans", [&](JsonFields& entry, const Json&) { plan(entry); });
    each(fields, "customers", [&](JsonFields& entry, const Json&) { customer(entry); });
    for (const std::string_view name : {"promotionRules", "charges", "priceLists", "loyaltyProgrammes"}) fields.array(name, false);
    fields.finish();
    TRY(accept_fields(std::move(errors_)));
    TRY(taxed_elsewhere());
    return documents(document);
  }

 private:
  template <class Each>
  void each(JsonFields& fields, std::string_view name, const Each& apply_entry) {
    std::size_t index = 0;
    for (const Json& entry : fields.array(name, false)) {
      JsonFields members{entry, errors_, fields.pointer(name) + '/' + std::to_string(index++)};
      apply_entry(members, entry);
      members.finish();
    }
  }
  /// Nothing may be written once something is wrong: constraints would speak before our own words do.
  bool good() const { return errors_.empty(); }
  std::vector<std::string> lines(JsonFields& fields, std::string_view name) {
    std::vector<std::string> out;
    for (const Json& line : fields.array(name, false, 20)) out.push_back(line.text());
    return out;
  }

  /// Rules that are versions: what is there already in the same words stays.
  Result<> documents(const Json& document) {
    using rulebook::Kind;
    if (const Json* rules = document.find("promotionRules")) TRY(promotions::import_rules(tx_, *rules, currency_, now_));
    if (const Json* charges = document.find("charges")) TRY(keep_documents(tx_, Kind::charge, *charges, currency_, now_));
    if (const Json* lists = document.find("priceLists")) TRY(keep_documents(tx_, Kind::price_list, *lists, currency_, now_));
    if (const Json* programmes = document.find("loyaltyProgrammes")) TRY(keep_documents(tx_, Kind::loyalty, *programmes, currency_, now_));
    return {};
  }

  Result<> site(const Json& given) {
    JsonFields fields{given, errors_, "/site"};
    auto known = site::load(tx_.connection());
    Site site = known ? *known : Site{};
    const auto id = [&](std::string_view name, std::string& value) {
      if (auto text = fields.maybe_text(name, 100)) value = *text;
      if (value.empty()) value = to_string(ids_.next(now_));
    };
    id("siteId", site.site_id);
    id("tenantId", site.tenant_id);
    id("salesChannelId", site.sales_channel_id);
    site.name = fields.text("name", 200);
    site.country = fields.text("country", 2);
    const std::string currency = fields.text("currency", 3);
    if (const auto found = find_currency(currency)) site.currency = *found;
    else fields.complain("currency", "is not in ISO 4217");
    site.time_zone = fields.text("timeZone", 100);
    site.locale = fields.maybe_text("locale", 35).value_or("en");
    site.prices_include_tax = fields.flag("pricesIncludeTax", true);
    static constexpr std::array<std::string_view, 4> levels{"line", "unit", "document", "document_residual_net"};
    site.tax_level = fields.maybe_word("taxLevel", levels).value_or("line");
    site.tax_number = fields.maybe_text("taxNumber", 50).value_or("");
    site.address = lines(fields, "address");
    site.receipt_footer = lines(fields, "receiptFooter");
    site.receipt_link = fields.maybe_text("receiptLink", 300).value_or(site.receipt_link);
    if (const Json* given_policy = fields.maybe_object("policy")) policy(*given_policy, site);
    fields.finish();
    prices_include_tax_ = site.prices_include_tax;
    currency_ = site.currency;
    if (good()) site::save(tx_.connection(), site, now_);
    return {};
  }

  void policy(const Json& given, Site& site) {
    SitePolicy& policy = site.policy;
    JsonFields fields{given, errors_, "/site/policy"};
    ChangeSite limits;
    read_limits(fields, limits);
    for (const SiteLimit& limit : site_limits)
      policy.*limit.value = (limits.*limit.wanted).value_or(policy.*limit.value);
    policy.carry_over_carts = fields.flag("carryOverCarts", policy.carry_over_carts);
    policy.blind_close = fields.flag("blindClose", policy.blind_close);
    policy.reprice_returns = fields.flag("repriceReturns", policy.reprice_returns);
    if (given.find("kitchenCategories") != nullptr) policy.kitchen_categories = lines(fields, "kitchenCategories");
    const TaxPolicy taxes = read_tax_policy(fields);
    site.tax_level = taxes.level.value_or(site.tax_level);
    policy.tax_rounding = taxes.rounding.value_or(policy.tax_rounding);
    policy.included_target = taxes.included_target.value_or(policy.included_target);
    policy.compound_base = taxes.compound_base.value_or(policy.compound_base);
    policy.discount_tax = taxes.discount_tax.value_or(policy.discount_tax);
    fields.finish();
  }

  void tax_category(JsonFields& fields) {
    const std::string code = fields.text("code", 50);
    const std::string name = fields.text("name", 100);
    if (good())
      tx_.prepare("INSERT INTO tax_category(code, name) VALUES (?1, ?2) ON CONFLICT(code) DO UPDATE SET name = ?2 WHERE name <> ?2").exec(code, name);
    keep_elsewhere(fields, code);
    const std::int64_t category = good() ? row_of("SELECT id FROM tax_category WHERE code = ?", code) : 0;
    const bool fresh = good() && row_of("SELECT count(*) FROM tax_rate t JOIN tax_category c ON c.id = t.tax_category_id WHERE c.code = ?", code) == 0;
    int position = 0;
    each(fields, "rates", [&](JsonFields& entry, const Json&) {
      const taxes::DatedRate rate = taxes::read_rate(entry, errors_, prices_include_tax_);
      if (const auto flaw = taxes::flaw_of(rate); good() && flaw) errors_.push_back({entry.pointer("") + flaw->pointer.substr(1), flaw->detail});
      if (good() && fresh) taxes::insert_rate(tx_, category, position++, rate);
    });
  }

  /// A category may name one that comes later in the document, so what it says is set down once all are there.
  void keep_elsewhere(JsonFields& fields, const std::string& code) {
    PutTaxCategory said{.code = code, .name = {}, .rates = {}, .eaten_in_as = fields.maybe_text("eatIn", 50),
                        .taken_away_as = fields.maybe_text("takeAway", 50)};
    for (const Json& item : fields.array("destinations", false, 100)) {
      JsonFields destination{item, errors_, fields.pointer("destinations") + '/' + std::to_string(said.destinations.size())};
      said.destinations.push_back({destination.text("place", 6), destination.text("taxedAs", 50)});
      destination.finish();
    }
    elsewhere_.push_back(std::move(said));
  }
  Result<> taxed_elsewhere() {
    for (std::size_t i = 0; i < elsewhere_.size(); ++i) {
      const PutTaxCategory& said = elsewhere_[i];
      if (!said.eaten_in_as && !said.taken_away_as && said.destinations.empty()) continue;
      TRY(tax_elsewhere(tx_, row_of("SELECT id FROM tax_category WHERE code = ?", said.code), said,
                        "/taxCategories/" + std::to_string(i)));
    }
    return {};
  }

  void tender(JsonFields& fields) {
    static constexpr std::array<std::string_view, 8> kinds{"cash",    "foreign_cash", "card",      "voucher",
                                                            "account", "other",        "gift_card", "points"};
    const std::string code = fields.text("code", 50);
    const std::string name = fields.text("name", 100);
    const std::string kind = fields.word("kind", kinds);
    const std::string currency = fields.maybe_text("currency", 3).value_or(std::string{currency_.code()});
    std::optional<std::int64_t> rate;
    if (const auto text = fields.maybe_decimal("rate")) {
      rate = parse_scaled(*text, 6);
      if (!rate || *rate <= 0) fields.complain("rate", "must be a positive decimal with at most 6 decimals");
    }
    if ((kind == "foreign_cash") != rate.has_value()) fields.complain("rate", "belongs to foreign cash, and to nothing else");
    const std::int64_t step = fields.maybe_integer("roundingStep", 1, 100'000).value_or(1);
    const std::string mode = fields.maybe_text("roundingMode", 20).value_or("half_up");
    if (!parse_rounding(mode)) fields.complain("roundingMode", "is no rounding policy");
    const bool change = fields.flag("givesChange", kind == "cash");
    const bool drawer = fields.flag("opensDrawer", kind == "cash" || kind == "foreign_cash");
    const auto most = fields.maybe_integer("maxAmount", 1);
    const bool active = fields.flag("active", true);
    const auto tips = payments::read_tip_policy(fields, errors_);
    if (!good()) return;
    tx_.prepare("INSERT INTO tender(code, name, kind, currency, rate_micro, rounding_step, rounding_mode, gives_change, opens_drawer, max_amount, active, "
                "ledger, tips) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(code) DO UPDATE SET name = excluded.name, rate_micro = excluded.rate_micro, "
                "rounding_step = excluded.rounding_step, rounding_mode = excluded.rounding_mode, gives_change = excluded.gives_change, "
                "opens_drawer = excluded.opens_drawer, max_amount = excluded.max_amount, active = excluded.active, tips = excluded.tips")
        .exec(code, name, payments::stored_kind(*payments::parse_tender_kind(kind)), currency, rate, step, mode, change, drawer, most, active,
              payments::stored_ledger(*payments::parse_tender_kind(kind)), payments::encode(tips));
  }

  void role(JsonFields& fields, const Json& json) {
    const std::string code = fields.text("code", 50);
    const std::string name = fields.text("name", 100);
    std::optional<std::int64_t> discount;
    if (const auto text = fields.maybe_decimal("maxDiscountPercent")) {
      const auto percent = parse_percent(*text);
      if (!percent || percent->micro() < 0 || *percent > Percent::whole(100)) fields.complain("maxDiscountPercent", "must be 0 to 100");
      else discount = percent->micro();
    }
    auto open_price = fields.maybe_integer("maxOpenPriceMinor", 0);
    if (!open_price) open_price = fields.maybe_integer("maxOpenPrice", 0);
    std::vector<std::string> permissions;
    for (const Json& permission : fields.array("permissions")) {
      if (!permission.is_string() || !parse_permission(permission.text())) fields.complain("permissions", "has a word that is no permission: " + permission.text());
      permissions.push_back(permission.text());
    }
    if (!good() || !json.is_object()) return;
    tx_.prepare("INSERT INTO role(code, name, max_discount_percent_micro, max_open_price) VALUES (?, ?, ?, ?) ON CONFLICT(code) DO UPDATE SET "
                "name = excluded.name, max_discount_percent_micro = excluded.max_discount_percent_micro, max_open_price = excluded.max_open_price")
        .exec(code, name, discount, open_price);
    const std::int64_t row = row_of("SELECT id FROM role WHERE code = ?", code);
    tx_.prepare("DELETE FROM role_permission WHERE role_id = ?").exec(row);
    for (const std::string& permission : permissions)
      tx_.prepare("INSERT OR IGNORE INTO role_permission(role_id, permission) VALUES (?, ?)").exec(row, permission);
  }

  void person(JsonFields& fields) {
    const std::string code = fields.text("code", 20);
    const std::string name = fields.text("name", 100);
    const std::string role_code = fields.text("role", 50);
    const std::string pin = fields.text("pin", 12);
    if (!pin.empty() && (pin.size() < 4 || pin.find_first_not_of("0123456789") != std::string::npos)) fields.complain("pin", "must be 4 to 12 digits");
    const std::int64_t role_row = good() ? row_of("SELECT id FROM role WHERE code = ?", role_code) : 0;
    if (good() && role_row == 0) fields.complain("role", "is no role");
    if (!good() || row_of("SELECT id FROM staff WHERE code = ?", code) != 0) return;
    tx_.prepare("INSERT INTO staff(uuid, code, name, role_id, pin_hash, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .exec(ids_.next(now_), code, name, role_row, hash_pin_(pin), now_, now_);
  }

  void location() {
    if (!good()) return;
    tx_.prepare("INSERT INTO location(uuid, code, name) VALUES (?, 'STORE', 'Store') ON CONFLICT(code) DO NOTHING").exec(ids_.next(now_));
  }

  void till(JsonFields& fields) {
    const std::int64_t number = fields.integer("number", 1, 9999);
    const std::string name = fields.text("name", 100);
    if (!good() || row_of("SELECT id FROM register WHERE number = ?", number) != 0) return;
    const Uuid id = ids_.next(now_);
    const Sha256 genesis = receipts::journal_genesis(to_string(id));
    tx_.prepare("INSERT INTO register(uuid, number, name, location_id, record_hash, created_us) "
                "VALUES (?, ?, ?, (SELECT id FROM location ORDER BY id LIMIT 1), ?, ?)")
        .exec(id, number, name, std::span<const std::uint8_t>{genesis}, now_);
  }

  void in_store_rule(JsonFields& fields) {
    static constexpr std::array<std::string_view, 4> kinds{"weight", "price", "count", "none"};
    const std::string prefix = fields.text("prefix", 7);
    const std::int64_t item_digits = fields.integer("itemDigits", 3, 7);
    const std::int64_t value_digits = fields.integer("valueDigits", 0, 7);
    const std::string kind = fields.word("kind", kinds);
    const std::int64_t decimals = fields.maybe_integer("decimals", 0, 5).value_or(0);
    const bool verifier = fields.flag("priceVerifier", false);
    if (!good()) return;
    tx_.prepare("INSERT INTO in_store_rule(prefix, item_digits, value_digits, kind, decimals, price_verifier) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT(prefix) DO UPDATE SET item_digits = excluded.item_digits, value_digits = excluded.value_digits, kind = excluded.kind, "
                "decimals = excluded.decimals, price_verifier = excluded.price_verifier")
        .exec(prefix, item_digits, value_digits, kind, decimals, verifier);
  }

  void promotion(JsonFields& fields) {
    static constexpr std::array<std::string_view, 2> types{"PERCENTAGE", "AMOUNT"};
    const std::string code = fields.text("code", 100);
    (void)fields.maybe_text("name", 200);  // for people who read the document
    const std::string type = fields.word("discountType", types);
    const auto text = fields.maybe_decimal("value");
    std::optional<std::int64_t> value;
    if (text) value = type == "PERCENTAGE" ? parse_scaled(*text, 6) : parse_scaled(*text, 0);
    if (!value || *value <= 0) fields.complain("value", "must be a positive percentage, or amount in minor units");
    const auto from = fields.maybe_time("validFrom");
    const auto to = fields.maybe_time("validTo");
    const auto most = fields.maybe_integer("maxRedemptions", 1);
    const auto per_person = fields.maybe_integer("maxPerPerson", 1);
    const auto min_subtotal = fields.maybe_integer("minSubtotal", 1);
    if (!good()) return;
    tx_.prepare("INSERT INTO promotion_code(uuid, code, discount_type, value, valid_from_us, valid_to_us, max_redemptions, max_per_person, min_subtotal, "
                "created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(code) DO NOTHING")
        .exec(ids_.next(now_), code, type, *value, from, to, most, per_person, min_subtotal, now_, now_);
  }

  void plan(JsonFields& fields) {
    static constexpr std::array<std::string_view, 4> intervals{"WEEKLY", "MONTHLY", "QUARTERLY", "YEARLY"};
    const std::string code = fields.text("code", 100);
    const std::string name = fields.text("name", 200);
    const std::string description = fields.maybe_text("description", 2000).value_or("");
    auto price = fields.maybe_integer("priceMinor", 0);
    if (!price) price = fields.integer("price", 0);
    const std::string currency = fields.maybe_text("currency", 3).value_or(std::string{currency_.code()});
    const std::string interval = fields.word("interval", intervals);
    const std::int64_t count = fields.maybe_integer("intervalCount", 1, 100).value_or(1);
    const std::int64_t trial = fields.maybe_integer("trialPeriodDays", 0, 3650).value_or(0);
    const std::string tax = fields.maybe_text("taxCategory", 50).value_or("");
    if (!good()) return;
    std::int64_t tax_row = tax.empty() ? 0 : row_of("SELECT id FROM tax_category WHERE code = ?", tax);
    if (tax_row == 0) tax_row = row_of("SELECT id FROM tax_category WHERE ? IS NOT NULL ORDER BY id LIMIT 1", code);
    tx_.prepare("INSERT INTO subscription_plan(uuid, code, name, description, price, currency, interval, interval_count, trial_period_days, "
                "tax_category_id, created_us, updated_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(code) DO NOTHING")
        .exec(ids_.next(now_), code, name, description, *price, currency, interval, count, trial, tax_row, now_, now_);
  }

  void customer(JsonFields& fields) {
    const std::string name = fields.text("name", 200);
    const auto email = fields.maybe_text("email", 200);
    const auto phone = fields.maybe_text("phone", 50);
    const std::int64_t limit = fields.maybe_integer("accountLimit", 0).value_or(0);
    if (!good()) return;
    for (const customers::Person& known : customers::search(tx_.connection(), name, 0, 1000))
      if (known.name == name && known.email == email) return;
    customers::Person person;
    person.id = ids_.next(now_);
    person.name = name;
    person.email = email;
    person.phone = phone;
    person.account_limit = limit;
    person.created = person.updated = now_;
    customers::insert(tx_, person);
  }

  template <std::size_t N, class Key>
  std::int64_t row_of(const char (&sql)[N], const Key& key) {
    db::Statement& row = tx_.prepare(sql);
    const std::int64_t id = row.all(key).step() ? row.integer(0) : 0;
    row.reset();
    return id;
  }

  db::Transaction& tx_;
  const HashPin& hash_pin_;
  IdSource& ids_;
  Instant now_;
  bool prices_include_tax_ = true;
  Currency currency_{"EUR", 2};
  std::vector<PutTaxCategory> elsewhere_;
  std::vector<FieldError> errors_;
};
}  // namespace

Result<> set_up_store(db::Connection& connection, const Json& document, const HashPin& hash_pin, IdSource& ids, Instant now) {
  connection.set_history_source(&ids, now);
  db::Transaction tx{connection};
  TRY(SetUp{tx, hash_pin, ids, now}.apply(document));
  tx.commit();
  return {};
}
}  // namespace holdfast::commands
