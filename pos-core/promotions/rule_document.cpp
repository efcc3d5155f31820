#include "promotions/rule_document.h"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "promotions/rule_fields.h"

namespace holdfast::promotions {
namespace {
constexpr std::array<std::string_view, 6> modes{"by_policy", "compound", "original", "best", "best_line", "best_mix"};
}  // namespace

std::string_view name_of(Mode mode) { return modes[static_cast<std::size_t>(mode)]; }

Rule read_rule(const Json& document, const Rational& minor_per_major, std::vector<FieldError>& errors,
               const std::string& pointer) {
  const Reading reading{errors, minor_per_major};
  JsonFields fields{document, errors, pointer};
  Rule rule;
  rule.id = fields.text("id", 100);
  rule.version = fields.maybe_integer("version", 1).value_or(1);
  rule.name = fields.maybe_text("name", 200).value_or("");
  rule.priority = static_cast<int>(fields.maybe_integer("priority", -1'000'000, 1'000'000).value_or(0));
  rule.exclusive = fields.flag("exclusive", false);
  rule.group = fields.maybe_text("group", 100).value_or("");
  if (const auto mode = fields.maybe_word("mode", modes))
    rule.mode = static_cast<Mode>(std::find(modes.begin(), modes.end(), *mode) - modes.begin());
  if (document.find("combines_with") != nullptr) rule.combines_with = texts(fields, "combines_with");
  rule.stop = fields.flag("stop", false);
  rule.coupon = fields.maybe_text("coupon", 100).value_or("");
  rule.starts = fields.maybe_time("starts");
  rule.ends = fields.maybe_time("ends");
  if (rule.starts && rule.ends && *rule.ends < *rule.starts) fields.complain("ends", "is before it starts");
  rule.schedule = read_schedule(fields.array("schedule", false, 100), fields.pointer("schedule"), reading);
  rule.uses_left = fields.maybe_integer("uses_left", 0);
  rule.uses_left_customer = fields.maybe_integer("uses_left_customer", 0);
  rule.channels = texts(fields, "channels");
  rule.customer_groups = texts(fields, "customer_groups");
  rule.tenders = texts(fields, "tenders");
  if (const Json* conditions = fields.maybe_object("conditions"))
    rule.conditions = read_conditions(*conditions, fields.pointer("conditions"), reading);
  std::size_t at = 0;
  for (const Json& action : fields.array("actions", true, 100))
    rule.actions.push_back(read_action(action, fields.pointer("actions") + "/" + std::to_string(at++), reading));
  if (rule.actions.empty()) fields.complain("actions", "holds at least one");
  fields.finish();
  return rule;
}

Result<std::vector<Rule>> read_rules(const Json& list, const Rational& minor_per_major) {
  std::vector<FieldError> errors;
  std::vector<Rule> rules;
  if (!list.is_array()) errors.push_back({"", "must be an array of rules"});
  std::unordered_set<std::string> ids;
  for (std::size_t i = 0; i < list.items().size(); ++i) {
    const std::string pointer = "/" + std::to_string(i);
    rules.push_back(read_rule(list.items()[i], minor_per_major, errors, pointer));
    if (!rules.back().id.empty() && !ids.insert(rules.back().id).second)
      errors.push_back({pointer + "/id", "is that of another rule of the list"});
  }
  TRY(accept_fields(std::move(errors)));
  return rules;
}
}  // namespace holdfast::promotions
