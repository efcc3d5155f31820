#include "commands/article_terms.h"

#include <algorithm>
#include <array>

#include "base/digest.h"
#include "commands/choice_document.h"
#include "commands/nested_combo.h"
#include "orders/order_rows.h"
#include "subscriptions/subscription.h"

namespace holdfast::commands {
namespace {
constexpr std::array<std::string_view, 3> substitute_prices{"own", "original", "cheaper"};
/// Whether any article has terms at all: most stores should not pay for asking.
struct AnyTerms {
  std::int64_t version = -1;
  bool any = false;
};
bool any_terms(db::Connection& connection) {
  AnyTerms& cached = connection.attached<AnyTerms>();
  db::Statement& version = connection.prepare("SELECT version FROM reference_version");
  const std::int64_t now = version.step() ? version.integer(0) : 0;
  version.reset();
  if (cached.version != now) {
    db::Statement& some = connection.prepare("SELECT EXISTS (SELECT 1 FROM article_terms)");
    cached = {now, some.step() && some.flag(0)};
    some.reset();
  }
  return cached.any;
}

bool names_serials(const orders::Order& order) {
  return std::any_of(order.items.begin(), order.items.end(),
                     [](const orders::Item& item) { return !item.terms.serials.empty(); });
}

/// Twelve letters and digits that are not mistaken for each other, from the random part of a fresh id.
std::string fresh_code(Context& context) {
  static constexpr std::string_view letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  const std::string digest = to_hex(sha256(to_string(context.ids.next(context.now))));
  std::string out;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto hex = [&](std::size_t at) { return digest[at] <= '9' ? digest[at] - '0' : digest[at] - 'a' + 10; };
    out += letters[static_cast<std::size_t>((hex(2 * i) * 16 + hex(2 * i + 1)) % 32)];
    if (i == 3 || i == 7) out += '-';
  }
  return out;
}

std::int64_t units_of(const orders::Item& item) {
  return item.quantity.is_whole() ? item.quantity.micro() / Quantity::one_micro : 0;
}

Result<> complete(db::Transaction& tx, orders::Item& item, const ArticleTerms& terms, Context& context) {
  const std::int64_t units = units_of(item);
  if (terms.serial && units > 0 && static_cast<std::int64_t>(item.terms.serials.size()) != units)
    return refuse(
        ErrorCode::invalid_argument, item.name + " needs the serial number of each",
        {{"/items/" + std::to_string(item.position - 1) + "/serials", "has to name " + std::to_string(units)}});
  for (const std::string& serial : item.terms.serials)
    if (units > 0 && is_sold(tx.connection(), *item.variant_id, serial))
      return refuse(ErrorCode::conflict, "number " + serial + " of " + item.name + " was sold already");
  if (!terms.issues.empty() && units > 0)
    for (std::int64_t i = 0; i < std::min<std::int64_t>(units, 1000); ++i)
      item.terms.issued.push_back(fresh_code(context));
  if (item.origin) return {};  // what others had of the sold line goes back: give_back_splits()
  for (const ArticleTerms::Share& share : terms.shares) {
    const std::int64_t amount = divide(Int128{item.net} * share.percent.micro(), 100'000'000, Rounding::half_up);
    if (amount != 0) item.terms.splits.push_back({share.kind, share.party, amount});
  }
  return {};
}

/// What others had of a sold line, back in proportion and as it was agreed then; the last unit takes the rest, so that
/// all parts come to all of it.
Result<> give_back_splits(db::Connection& connection, const orders::Order& order, orders::Item& item) {
  const orders::Item::Origin& origin = *item.origin;
  const auto sold =
      TRY(orders::load_sold(connection, part_id(origin.order, static_cast<std::uint16_t>(origin.position))));
  if (sold.item.terms.splits.empty()) return {};
  Quantity before = sold.returned;
  for (const orders::Item& other : order.items)
    if (other.position < item.position && other.origin && other.origin->order_row == origin.order_row &&
        other.origin->position == origin.position)
      before = before - other.quantity;
  for (const carts::Split& split : sold.item.terms.splits) {
    const auto gone = [&](Quantity back) {
      return divide(Int128{split.amount} * back.micro(), sold.item.quantity.micro(), Rounding::half_up);
    };
    const std::int64_t amount = gone(before) - gone(before - item.quantity);
    if (amount != 0) item.terms.splits.push_back({split.kind, split.party, amount});
  }
  return {};
}

void put_out(db::Transaction& tx, const orders::Order& order, const orders::Item& item, const ArticleTerms& terms,
             Instant now) {
  const auto insert = [&](const std::string& code, std::string_view kind, const std::optional<std::string>& until) {
    tx.prepare(
          "INSERT INTO sold_unit(code, kind, variant_id, order_id, position, person_id, valid_until, sold_us, "
          "changed_us) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .exec(code, kind, *item.variant_id, order.row, item.position, order.person_row, until, now, now);
  };
  std::optional<std::string> warranty;
  if (terms.warranty_months != 0)
    warranty =
        subscriptions::billing_date(order.business_date, subscriptions::Interval::monthly, 1, terms.warranty_months);
  for (const std::string& serial : item.terms.serials) insert(serial, "serial", warranty);
  std::optional<std::string> valid;
  if (terms.valid_days != 0) valid = subscriptions::add_days(order.business_date, terms.valid_days);
  for (const std::string& code : item.terms.issued) insert(code, terms.issues, valid);
}

/// What comes back: the numbers named, and of what was issued as many as come back, those not used first.
void take_in(db::Transaction& tx, const orders::Order& order, const orders::Item& item, Instant now) {
  for (const std::string& serial : item.terms.serials)
    tx.prepare(
          "UPDATE sold_unit SET status = 'returned', returned_by = ?, changed_us = ? WHERE variant_id = ? AND code = ? "
          "AND status <> 'returned'")
        .exec(order.row, now, *item.variant_id, serial);
  const std::int64_t rest = -units_of(item) - static_cast<std::int64_t>(item.terms.serials.size());
  if (!item.origin || rest <= 0) return;
  tx.prepare(
        "UPDATE sold_unit SET status = 'returned', returned_by = ?, changed_us = ? WHERE id IN (SELECT id FROM "
        "sold_unit WHERE order_id = ? AND position = ? AND status <> 'returned' ORDER BY status = 'used', id LIMIT ?)")
      .exec(order.row, now, item.origin->order_row, item.origin->position, rest);
}
}  // namespace

std::string_view name_of(ArticleTerms::SubstitutePrice price) {
  return substitute_prices[static_cast<std::size_t>(price)];
}

std::optional<ArticleTerms> find_article_terms(db::Connection& connection, std::int64_t variant_row) {
  if (!any_terms(connection)) return std::nullopt;
  db::Statement& row = connection.prepare("SELECT document FROM article_terms WHERE variant_id = ?");
  std::optional<std::string> text;
  if (row.all(variant_row).step()) text = row.string(0);
  row.reset();
  if (!text) return std::nullopt;
  const auto document = parse_json(*text);
  if (!document) return std::nullopt;
  auto terms = read_article_terms(*document);
  return terms ? std::optional{*std::move(terms)} : std::nullopt;
}

Result<ArticleTerms> read_article_terms(const Json& document) {
  static constexpr std::array<std::string_view, 2> issued{"ticket", "membership"};
  static constexpr std::array<std::string_view, 2> kinds{"royalty", "commission"};
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  ArticleTerms terms;
  terms.serial = fields.flag("serial", false);
  terms.warranty_months = static_cast<int>(fields.maybe_integer("warrantyMonths", 0, 1200).value_or(0));
  terms.issues = fields.maybe_word("issues", issued).value_or("");
  terms.valid_days = static_cast<int>(fields.maybe_integer("validDays", 0, 36'500).value_or(0));
  std::size_t at = 0;
  for (const Json& entry : fields.array("shares", false, 20)) {
    JsonFields share{entry, errors, fields.pointer("shares") + '/' + std::to_string(at++)};
    ArticleTerms::Share out;
    out.kind = share.word("kind", kinds);
    out.party = share.text("party", 100);
    const auto percent = parse_percent(share.maybe_decimal("percent").value_or(""));
    if (!percent || *percent <= Percent{} || *percent > Percent::whole(100))
      share.complain("percent", "must be above 0 and up to 100");
    else
      out.percent = *percent;
    share.finish();
    terms.shares.push_back(std::move(out));
  }
  at = 0;
  for (const Json& entry : fields.array("substitutes", false, 50)) {
    JsonFields substitute{entry, errors, fields.pointer("substitutes") + '/' + std::to_string(at++)};
    ArticleTerms::Substitute out;
    out.sku = substitute.text("sku", 100);
    const auto price = substitute.maybe_word("price", substitute_prices);
    for (std::size_t i = 0; price && i < substitute_prices.size(); ++i)
      if (substitute_prices[i] == *price) out.price = static_cast<ArticleTerms::SubstitutePrice>(i);
    substitute.finish();
    terms.substitutes.push_back(std::move(out));
  }
  if (const auto tare = fields.maybe_decimal("tare")) {
    const auto weight = parse_quantity(*tare);
    if (!weight || weight->micro() < 0)
      fields.complain("tare", "must be a weight of 0 or more, in the article's unit");
    else
      terms.tare = *weight;
  }
  read_choices(fields, errors, terms);
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return terms;
}

void append_json(std::string& out, const ArticleTerms& terms) {
  JsonWriter json{out};
  json.begin_object().member("serial", terms.serial).member("warrantyMonths", terms.warranty_months);
  if (!terms.issues.empty()) json.member("issues", terms.issues);
  json.member("validDays", terms.valid_days).key("shares").begin_array();
  for (const ArticleTerms::Share& share : terms.shares)
    json.begin_object()
        .member("kind", share.kind)
        .member("party", share.party)
        .member("percent", to_string(share.percent))
        .end_object();
  json.end_array();
  if (!terms.substitutes.empty()) {
    json.key("substitutes").begin_array();
    for (const ArticleTerms::Substitute& each : terms.substitutes)
      json.begin_object().member("sku", each.sku).member("price", name_of(each.price)).end_object();
    json.end_array();
  }
  if (!terms.tare.is_zero()) json.member("tare", to_string(terms.tare));
  if (!terms.choices.empty()) append_choices(json, terms);
  json.end_object();
}

Result<> put_article_terms(db::Transaction& tx, const Uuid& variant, const ArticleTerms& terms, Context& context) {
  const Consent consent = TRY(require(tx, context, Permission::catalogue_edit));
  db::Statement& row = tx.prepare("SELECT id FROM product_variant WHERE uuid = ?");
  const std::int64_t id = row.all(variant).step() ? row.integer(0) : 0;
  row.reset();
  if (id == 0) return refuse(ErrorCode::not_found, "no article " + to_string(variant));
  TRY(refuse_nested_combo(tx.connection(), id, terms));
  std::string document;
  append_json(document, terms);
  tx.prepare(
        "INSERT INTO article_terms(variant_id, document) VALUES (?, ?) ON CONFLICT(variant_id) DO UPDATE SET document "
        "= excluded.document")
      .exec(id, document);
  audit(tx, context, "article_terms_changed", to_string(variant), document, consent);
  return {};
}

bool is_sold(db::Connection& connection, std::int64_t variant_row, std::string_view code) {
  db::Statement& row = connection.prepare(
      "SELECT EXISTS (SELECT 1 FROM sold_unit WHERE variant_id = ? AND code = ? AND status <> 'returned')");
  const bool sold = row.all(variant_row, code).step() && row.flag(0);
  row.reset();
  return sold;
}

Result<> complete_lines(db::Transaction& tx, orders::Order& order, Context& context) {
  if (!any_terms(tx.connection()) && !names_serials(order)) return {};
  for (orders::Item& item : order.items) {
    if (!item.variant_id) continue;
    if (item.origin) TRY(give_back_splits(tx.connection(), order, item));
    if (const auto terms = find_article_terms(tx.connection(), *item.variant_id))
      TRY(complete(tx, item, *terms, context));
  }
  return {};
}

void keep_units(db::Transaction& tx, const orders::Order& order, const Context& context) {
  if (!any_terms(tx.connection()) && !names_serials(order)) return;
  for (const orders::Item& item : order.items) {
    if (!item.variant_id) continue;
    const auto terms = find_article_terms(tx.connection(), *item.variant_id);
    if (!terms && item.terms.serials.empty()) continue;
    if (item.quantity.micro() > 0)
      put_out(tx, order, item, terms.value_or(ArticleTerms{}), context.now);
    else
      take_in(tx, order, item, context.now);
  }
}

void take_back_units(db::Transaction& tx, std::int64_t order_row, Instant now) {
  tx.prepare("UPDATE sold_unit SET status = 'returned', changed_us = ? WHERE order_id = ?").exec(now, order_row);
  // What it had taken back is out again, unless somebody else has bought it since.
  tx.prepare(
        "UPDATE sold_unit SET status = 'sold', returned_by = NULL, changed_us = ? WHERE returned_by = ? AND NOT EXISTS "
        "(SELECT 1 FROM sold_unit o WHERE o.variant_id = sold_unit.variant_id AND o.code = sold_unit.code AND o.status "
        "<> 'returned')")
      .exec(now, order_row);
}

std::vector<SoldUnit> find_units(db::Connection& connection, std::string_view code) {
  db::Statement& rows = connection.prepare(
      "SELECT u.code, u.kind, v.sku, v.name, u.status, o.uuid, v.uuid, p.uuid, u.valid_until, o.business_date FROM "
      "sold_unit u "
      "JOIN product_variant v ON v.id = u.variant_id JOIN orders o ON o.id = u.order_id LEFT JOIN person p ON p.id = "
      "u.person_id "
      "WHERE u.code = ? ORDER BY u.id DESC LIMIT 100");
  std::vector<SoldUnit> out;
  rows.all(code);
  while (rows.step()) {
    SoldUnit unit{rows.string(0),       rows.string(1), rows.string(2), rows.string(3),
                  rows.string(4),       rows.uuid(5),   rows.uuid(6),   {},
                  rows.maybe_string(8), rows.string(9)};
    if (!rows.is_null(7)) unit.person = rows.uuid(7);
    out.push_back(std::move(unit));
  }
  return out;
}

Result<SoldUnit> use_unit(db::Transaction& tx, std::string_view code, Context& context) {
  std::vector<SoldUnit> found = find_units(tx.connection(), code);
  std::erase_if(found, [](const SoldUnit& unit) { return unit.kind == "serial"; });
  if (found.empty()) return refuse(ErrorCode::not_found, "no ticket or membership `" + std::string{code} + "`");
  SoldUnit& unit = found.front();
  if (unit.status != "sold") return refuse(ErrorCode::conflict, "it was " + unit.status + " already");
  if (unit.valid_until && *unit.valid_until < context.business_date)
    return refuse(ErrorCode::conflict, "it was valid until " + *unit.valid_until);
  if (unit.kind != "ticket") return unit;
  tx.prepare(
        "UPDATE sold_unit SET status = 'used', changed_us = ? WHERE code = ? AND kind = 'ticket' AND status = 'sold'")
      .exec(context.now, code);
  unit.status = "used";
  return unit;
}
}  // namespace holdfast::commands
