#include "charges/charge_document.h"

#include <array>
#include <unordered_set>

#include "promotions/rule_fields.h"

namespace holdfast::charges {
namespace {
std::int64_t amount_of(JsonFields& fields, std::string_view name, const promotions::Reading& reading,
                       std::optional<std::int64_t> otherwise) {
  const auto amount = promotions::maybe_amount(fields, name, reading);
  if (!amount) {
    if (!otherwise) fields.complain(name, "is required");
    return otherwise.value_or(0);
  }
  if (amount->denominator() != 1 || amount->numerator() < 0 || amount->numerator() > 1'000'000'000'000) {
    fields.complain(name, "must be an amount of the currency, not negative");
    return 0;
  }
  return amount->rounded();
}

void read_value(JsonFields& fields, Rule& rule, const promotions::Reading& reading) {
  const auto percent = fields.maybe_decimal("percent");
  if (!percent) {
    rule.amount = amount_of(fields, "amount", reading, std::nullopt);
    return;
  }
  rule.percent = parse_percent(*percent);
  if (!rule.percent || *rule.percent <= Percent{} || *rule.percent > Percent::whole(100))
    fields.complain("percent", "must be more than 0 and at most 100");
  if (rule.kind != Kind::service) fields.complain("percent", "is for service charges");
}

}  // namespace

Rule read_charge(const Json& document, const Rational& minor_per_major, std::vector<FieldError>& errors,
                 const std::string& pointer) {
  const promotions::Reading reading{errors, minor_per_major};
  static constexpr std::array<std::string_view, 4> kinds{"deposit", "fee", "service", "delivery"};
  JsonFields fields{document, reading.errors, pointer};
  Rule rule;
  rule.id = fields.text("id", 100);
  rule.version = fields.maybe_integer("version", 1).value_or(1);
  rule.name = fields.text("name", 200);
  rule.kind = parse_kind(fields.word("kind", kinds)).value_or(Kind::fee);
  read_value(fields, rule, reading);
  rule.goods = promotions::read_selection(fields.maybe_object("goods"), fields.pointer("goods"), reading);
  rule.tax_category = fields.maybe_text("tax_category", 50).value_or("");
  rule.automatic = fields.flag("automatic", rule.kind == Kind::deposit || rule.kind == Kind::service);
  if (rule.kind == Kind::deposit && rule.automatic && !rule.goods.names_articles())
    fields.complain("goods", "names the goods that carry the deposit");
  if (!rule.automatic && rule.percent) fields.complain("automatic", "a percentage is not asked for");
  if (rule.kind == Kind::fee && rule.automatic) fields.complain("automatic", "a fee is asked for");
  if (!rule.automatic && rule.tax_category.empty())
    fields.complain("tax_category", "is required: no goods lend theirs");
  if (fields.maybe_decimal("free_from")) rule.free_from = amount_of(fields, "free_from", reading, 0);
  rule.services = promotions::texts(fields, "services");
  for (const std::string& service : rule.services)
    if (service != "eatIn" && service != "takeAway") fields.complain("services", "holds eatIn and takeAway");
  rule.min_guests = static_cast<int>(fields.maybe_integer("min_guests", 0, 1000).value_or(0));
  rule.channels = promotions::texts(fields, "channels");
  rule.starts = fields.maybe_time("starts");
  rule.ends = fields.maybe_time("ends");
  if (rule.starts && rule.ends && *rule.ends < *rule.starts) fields.complain("ends", "is before it starts");
  rule.schedule = promotions::read_schedule(fields.array("schedule", false, 100), fields.pointer("schedule"), reading);
  rule.max_empties = fields.maybe_integer("max_empties", 0, 100'000).value_or(rule.kind == Kind::deposit ? 100 : 0);
  fields.finish();
  return rule;
}

Result<std::vector<Rule>> read_charges(const Json& list, const Rational& minor_per_major) {
  std::vector<FieldError> errors;
  std::vector<Rule> rules;
  if (!list.is_array()) errors.push_back({"", "must be an array of charges"});
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    rules.push_back(read_charge(list.items()[i], minor_per_major, errors, pointer));
    if (!rules.back().id.empty() && !ids.insert(rules.back().id).second)
      errors.push_back({pointer + "/id", "is that of another charge of the list"});
  }
  TRY(accept_fields(std::move(errors)));
  return rules;
}
}  // namespace holdfast::charges
