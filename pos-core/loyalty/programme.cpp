#include "loyalty/programme.h"

#include <array>
#include <limits>
#include <unordered_set>

#include "money/most_money.h"
#include "money/quantity.h"
#include "rulebook/document_rows.h"

namespace holdfast::loyalty {
namespace {
constexpr std::int64_t micro = 1'000'000;

/// A decimal above zero with at most six digits after the point.
std::optional<Rational> number(JsonFields& fields, std::string_view name, std::int64_t most) {
  const auto text = fields.maybe_decimal(name);
  if (!text) return std::nullopt;
  const auto scaled = parse_scaled(*text, 6);
  if (!scaled || *scaled <= 0 || *scaled > most * micro) {
    fields.complain(name, "must be above 0, at most " + std::to_string(most) + ", with at most 6 decimals");
    return std::nullopt;
  }
  return Rational{Int128{*scaled}, Int128{micro}};
}
std::vector<std::string> words(JsonFields& fields, std::string_view name) {
  std::vector<std::string> out;
  for (const Json& entry : fields.array(name, false, 1000)) {
    if (!entry.is_string() || entry.text().empty() || entry.text().size() > 100) fields.complain(name, "must be words");
    out.push_back(entry.text());
  }
  return out;
}
template <class Read>
void each(JsonFields& fields, std::string_view name, bool required, std::size_t most, const Read& read) {
  std::size_t at = 0;
  for (const Json& entry : fields.array(name, required, most))
    read(entry, fields.pointer(name) + '/' + std::to_string(at++));
}

EarnRule read_rule(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  EarnRule rule;
  rule.id = fields.text("id", 100);
  rule.points = number(fields, "points", 1'000'000).value_or(Rational{1});
  const auto amount = fields.maybe_integer("perAmount", 1, most_money);
  const auto quantity = number(fields, "perQuantity", 1'000'000);
  if (amount.has_value() == quantity.has_value()) fields.complain("perAmount", "name either perAmount or perQuantity");
  rule.by_quantity = quantity.has_value();
  rule.per = quantity ? *quantity : Rational{amount.value_or(1)};
  if (const auto text = fields.maybe_text("rounding", 20)) {
    const auto rounding = parse_rounding(*text);
    if (!rounding) fields.complain("rounding", "is no way to round we know");
    rule.rounding = rounding.value_or(Rounding::floor);
  }
  rule.min_spend = fields.maybe_integer("minSpend", 0, most_money).value_or(0);
  rule.skus = words(fields, "skus");
  rule.categories = words(fields, "categories");
  rule.except_categories = words(fields, "exceptCategories");
  rule.starts = fields.maybe_time("starts");
  rule.ends = fields.maybe_time("ends");
  if (rule.starts && rule.ends && *rule.ends <= *rule.starts) fields.complain("ends", "is not after it starts");
  fields.finish();
  return rule;
}
Tier read_tier(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  Tier tier;
  tier.id = fields.text("id", 100);
  tier.name = fields.maybe_text("name", 200).value_or(tier.id);
  tier.min_spent = fields.integer("minSpent", 0, most_money);
  tier.multiplier = number(fields, "multiplier", 1000).value_or(Rational{1});
  fields.finish();
  return tier;
}
Redeem read_redeem(const Json& value, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, pointer};
  Redeem redeem;
  redeem.point_value = fields.integer("pointValue", 1, most_money);
  redeem.lot = fields.maybe_integer("lot", 1, most_money).value_or(1);
  redeem.min_points = fields.maybe_integer("minPoints", 0, most_money).value_or(0);
  redeem.max_percent = number(fields, "maxPercent", 100);
  redeem.as_tender = fields.flag("asTender", true);
  redeem.as_discount = fields.flag("asDiscount", false);
  fields.finish();
  return redeem;
}
}  // namespace

Programme read_programme(const Json& document, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{document, errors, pointer};
  Programme out;
  out.id = fields.text("id", 100);
  out.version = fields.maybe_integer("version", 1).value_or(1);
  out.name = fields.text("name", 200);
  out.starts = fields.maybe_time("starts");
  out.ends = fields.maybe_time("ends");
  if (out.starts && out.ends && *out.ends <= *out.starts) fields.complain("ends", "is not after it starts");
  std::unordered_set<std::string> ids;
  each(fields, "earn", true, 100, [&](const Json& value, const std::string& at) {
    out.earn.push_back(read_rule(value, at, errors));
    if (!ids.insert(out.earn.back().id).second) errors.push_back({at + "/id", "is that of another rule"});
  });
  each(fields, "tiers", false, 50, [&](const Json& value, const std::string& at) {
    out.tiers.push_back(read_tier(value, at, errors));
    if (out.tiers.size() > 1 && out.tiers.back().min_spent <= out.tiers[out.tiers.size() - 2].min_spent)
      errors.push_back({at + "/minSpent", "must be more than the tier's before"});
  });
  if (const Json* redeem = fields.maybe_object("redeem"))
    out.redeem = read_redeem(*redeem, fields.pointer("redeem"), errors);
  static constexpr std::array<std::string_view, 2> keepers{"store", "hub"};
  out.at_hub = fields.maybe_word("keptBy", keepers) == "hub";
  out.expire_days = fields.maybe_integer("expireDays", 0, 36'500).value_or(0);
  fields.finish();
  return out;
}

Result<std::vector<Programme>> read_programmes(const Json& list) {
  std::vector<FieldError> errors;
  std::vector<Programme> out;
  if (!list.is_array()) errors.push_back({"", "must be an array of programmes"});
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    out.push_back(read_programme(list.items()[i], errors, pointer));
    if (!ids.insert(out.back().id).second)
      errors.push_back({pointer + "/id", "is that of another programme of the list"});
  }
  TRY(accept_fields(std::move(errors)));
  return out;
}

std::vector<Programme> load_programmes(db::Connection& connection, std::optional<Instant> at) {
  std::vector<Programme> out;
  Instant from{std::numeric_limits<std::int64_t>::min()}, until{std::numeric_limits<std::int64_t>::max()};
  for (const rulebook::Document& document : rulebook::in_force(connection, rulebook::Kind::loyalty, at, from, until)) {
    const auto parsed = parse_json(document.text);
    std::vector<FieldError> errors;
    if (!parsed) continue;
    Programme programme = read_programme(*parsed, errors);
    programme.version = document.version;
    if (errors.empty()) out.push_back(std::move(programme));
  }
  return out;
}
}  // namespace holdfast::loyalty
