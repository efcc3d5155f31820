#include <array>

#include "commands/article_terms.h"
#include "commands/change_layout.h"
#include "commands/change_promotion.h"
#include "commands/change_settings.h"
#include "commands/change_staff.h"
#include "money/quantity.h"
#include "promotions/promotion_rows.h"
#include "replication/apply_masters.h"

namespace holdfast::replication {
Result<> apply_tax_category(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                            Applied&) {
  if (row.goes()) return {};  // articles point at it: it stays as it was
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::PutTaxCategory command{
      row.key, fields.text("name", 100), {}, fields.maybe_text("eatenInAs", 50), fields.maybe_text("takenAwayAs", 50)};
  for (const Json& item : fields.array("destinations", false)) {
    JsonFields destination{item, errors, "/destinations/" + std::to_string(command.destinations.size())};
    command.destinations.push_back({destination.text("place", 6), destination.text("taxedAs", 50)});
  }
  std::size_t index = 0;
  for (const Json& item : fields.array("rates", false)) {
    JsonFields rate{item, errors, "/rates/" + std::to_string(index++)};
    command.rates.push_back(taxes::read_rate(rate, errors, context.site.prices_include_tax));
  }
  TRY(accept(errors));
  return commands::put_tax_category(tx, command, context);
}

Result<> apply_tender(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied&) {
  if (row.goes()) {
    tx.prepare("UPDATE tender SET active = 0 WHERE code = ?").exec(row.key);
    return {};
  }
  static constexpr std::array<std::string_view, 8> kinds{"cash",    "foreign_cash", "card",      "voucher",
                                                         "account", "other",        "gift_card", "points"};
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  payments::Tender tender;
  tender.code = row.key;
  tender.name = fields.text("name", 100);
  const std::string kind = fields.word("kind", kinds);
  tender.kind = payments::parse_tender_kind(kind).value_or(payments::TenderKind::other);
  tender.currency = fields.maybe_text("currency", 3).value_or(std::string{context.site.currency.code()});
  if (const auto rate = fields.maybe_decimal("rate")) tender.rate_micro = parse_scaled(*rate, 6);
  tender.rounding_step = fields.maybe_integer("roundingStep", 1, 100'000).value_or(1);
  tender.rounding_mode =
      parse_rounding(fields.maybe_text("roundingMode", 20).value_or("half_up")).value_or(Rounding::half_up);
  tender.gives_change = fields.flag("givesChange", kind == "cash");
  tender.opens_drawer = fields.flag("opensDrawer", kind == "cash" || kind == "foreign_cash");
  tender.max_amount = fields.maybe_integer("maxAmount", 1);
  tender.active = fields.flag("active", true);
  tender.tips = payments::read_tip_policy(fields, errors);
  TRY(accept(errors));
  TRY(commands::put_tender(tx, std::move(tender), context));
  return {};
}

Result<> apply_role(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                    Applied& applied) {
  if (row.goes()) return {};  // people may hold it
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  commands::PutRole command{row.key, fields.text("name", 100), {}, {}, {}};
  for (const Json& item : fields.array("permissions")) {
    const auto permission = item.is_string() ? parse_permission(item.text()) : std::nullopt;
    if (permission)
      command.permissions.set(static_cast<std::size_t>(*permission));  // one of a later release is not ours
  }
  if (const auto text = fields.maybe_decimal("maxDiscountPercent")) command.max_discount = parse_percent(*text);
  command.max_open_price = fields.maybe_integer("maxOpenPriceMinor", 0);
  if (!command.max_open_price) command.max_open_price = fields.maybe_integer("maxOpenPrice", 0);
  TRY(accept(errors));
  TRY(commands::put_role(tx, command, context));
  applied.tokens_changed = true;
  return {};
}

Result<> apply_register(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                        Applied&) {
  const auto number = parse_scaled(row.key, 0);
  if (!number) return refuse(ErrorCode::invalid_argument, "a register's key is its number");
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const std::string name = fields.maybe_text("name", 100).value_or("Register " + row.key);
  const bool active = !row.goes() && fields.flag("active", true);
  TRY(accept(errors));
  db::Statement& known = tx.prepare("SELECT id FROM register WHERE number = ?");
  known.all(*number);
  const std::int64_t id = known.step() ? known.integer(0) : 0;
  known.reset();
  if (id == 0 && row.goes()) return {};
  if (id == 0) TRY(commands::create_register(tx, {static_cast<int>(*number), name}, context));
  tx.prepare("UPDATE register SET name = ?, active = ? WHERE number = ? AND (name <> ?1 OR active <> ?2)")
      .exec(name, active, *number);
  return {};
}

Result<> apply_in_store_rule(db::Transaction& tx, commands::Context&, const MasterRow& row, const Json& body,
                             Applied&) {
  if (row.goes()) {
    tx.prepare("DELETE FROM in_store_rule WHERE prefix = ?").exec(row.key);
    return {};
  }
  static constexpr std::array<std::string_view, 4> kinds{"weight", "price", "count", "none"};
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const std::int64_t item_digits = fields.integer("itemDigits", 3, 7),
                     value_digits = fields.integer("valueDigits", 0, 7);
  const std::string kind = fields.word("kind", kinds);
  const std::int64_t decimals = fields.maybe_integer("decimals", 0, 5).value_or(0);
  const bool verifier = fields.flag("priceVerifier", false);
  TRY(accept(errors));
  tx.prepare(
        "INSERT INTO in_store_rule(prefix, item_digits, value_digits, kind, decimals, price_verifier) VALUES (?, ?, ?, "
        "?, ?, ?) "
        "ON CONFLICT(prefix) DO UPDATE SET item_digits = excluded.item_digits, value_digits = excluded.value_digits, "
        "kind = "
        "excluded.kind, decimals = excluded.decimals, price_verifier = excluded.price_verifier")
      .exec(row.key, item_digits, value_digits, kind, decimals, verifier);
  return {};
}

Result<> apply_promotion(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                         Applied&) {
  static constexpr std::array<std::string_view, 2> types{"PERCENTAGE", "AMOUNT"};
  const auto known = promotions::find(tx.connection(), row.key);
  if (row.goes()) {
    if (known)
      tx.prepare("UPDATE promotion_code SET active = 0, updated_us = ? WHERE id = ?").exec(context.now, known->row);
    return {};
  }
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  promotions::Promotion promotion;
  promotion.code = row.key;
  const bool percentage = fields.word("discountType", types) == "PERCENTAGE";
  promotion.type = percentage ? promotions::DiscountType::percentage : promotions::DiscountType::amount;
  const auto text = fields.maybe_decimal("value");
  const auto value = text ? parse_scaled(*text, percentage ? 6 : 0) : std::nullopt;
  if (!value || *value <= 0) fields.complain("value", "must be a positive percentage, or an amount in minor units");
  promotion.value = value.value_or(0);
  promotion.valid_from = fields.maybe_time("validFrom");
  promotion.valid_to = fields.maybe_time("validTo");
  promotion.max_redemptions = fields.maybe_integer("maxRedemptions", 1);
  promotion.max_per_person = fields.maybe_integer("maxPerPerson", 1);
  promotion.min_subtotal = fields.maybe_integer("minSubtotal", 1);
  promotion.active = fields.flag("active", true);
  TRY(accept(errors));
  if (!known) {
    TRY(commands::create_promotion(tx, std::move(promotion), context));
    return {};
  }
  TRY(commands::change_promotion(tx,
                                 {.id = known->id,
                                  .value = promotion.value,
                                  .valid_from = promotion.valid_from,
                                  .valid_to = promotion.valid_to,
                                  .max_redemptions = promotion.max_redemptions,
                                  .max_per_person = promotion.max_per_person,
                                  .min_subtotal = promotion.min_subtotal,
                                  .active = promotion.active},
                                 context));
  return {};
}

Result<> apply_article_terms(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                             Applied&) {
  db::Statement& found = tx.prepare("SELECT uuid FROM product_variant WHERE sku = ?");
  const auto variant = found.all(row.key).step() ? std::optional{found.uuid(0)} : std::nullopt;
  found.reset();
  if (!variant) return row.goes() ? Result<>{} : refuse(ErrorCode::not_found, "no article of sku " + row.key);
  const auto terms = row.goes() ? commands::ArticleTerms{} : TRY(commands::read_article_terms(body));
  return commands::put_article_terms(tx, *variant, terms, context);
}

Result<> apply_layout(db::Transaction& tx, commands::Context& context, const MasterRow& row, const Json& body,
                      Applied&) {
  if (row.goes()) return {};  // the till keeps what it shows
  TRY(commands::put_layout(tx, {TRY(layouts::decode(body)), {}}, context));
  return {};
}
}  // namespace holdfast::replication
