#include "capabilities/policy.h"

#include <algorithm>

namespace holdfast::capabilities {
namespace {
constexpr std::array<std::string_view, 4> state_words{"allowed", "limited", "queued", "denied"};
constexpr std::size_t longest_version = 40;

const Limit* limit_of(const Operation& operation, std::string_view name) {
  for (const Limit& limit : operation.limits)
    if (name_of(limit.kind) == name) return &limit;
  return nullptr;
}

void decode_limits(const Json& given, const Operation& operation, const std::string& at, Policy::Rule& rule,
                   std::vector<FieldError>& errors) {
  for (const auto& [name, value] : given.members()) {
    const Limit* limit = limit_of(operation, name);
    const auto amount = value.integer();
    if (limit == nullptr || !is_money(limit->kind))
      errors.push_back({at + "/limits/" + name, "is no limit of this operation that can be set"});
    else if (!amount || *amount < 0 || *amount > limit->value)
      errors.push_back({at + "/limits/" + name, "is from 0 to " + std::to_string(limit->value)});
    else
      rule.limits.push_back({limit->kind, *amount});
  }
}
}  // namespace

const Policy::Rule* Policy::rule(std::size_t operation) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const Rule& each) { return each.operation == operation; });
  return found == rules.end() ? nullptr : &*found;
}

Result<Policy> decode_policy(const Json& document) {
  std::vector<FieldError> errors;
  Policy policy;
  JsonFields fields{document, errors};
  policy.version = fields.text("version", longest_version);
  const Json* given = fields.maybe_object("operations");
  fields.finish();
  if (given != nullptr) {
    for (const auto& [name, body] : given->members()) {
      const std::string at = "/operations/" + name;
      const auto index = find_operation(name);
      if (!index) {
        errors.push_back({at, "is no operation"});
        continue;
      }
      const Operation& operation = operations()[*index];
      Policy::Rule rule;
      rule.operation = *index;
      JsonFields row{body, errors, at};
      if (const auto state = row.maybe_word("state", state_words)) rule.at_best = parse_state(*state);
      rule.open = row.flag("open", false);
      if (rule.open && !operation.opt_in) row.complain("open", "is only for what is optIn");
      if (const Json* limits = row.maybe_object("limits")) decode_limits(*limits, operation, at, rule, errors);
      row.finish();
      policy.rules.push_back(std::move(rule));
    }
  }
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "that policy cannot be taken", std::move(errors));
  return policy;
}

std::optional<std::string> load_policy_document(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT document FROM capability_policy WHERE id = 1");
  std::optional<std::string> text;
  if (row.step()) text = row.string(0);
  row.reset();
  return text;
}

Policy load_policy(db::Connection& connection) {
  const auto text = load_policy_document(connection);
  if (!text) return {};
  const auto document = parse_json(*text);
  if (!document) return {};
  auto policy = decode_policy(*document);
  return policy ? *std::move(policy) : Policy{};
}

void save_policy(db::Transaction& tx, std::string_view document, Instant now) {
  tx.prepare("DELETE FROM capability_policy").exec();
  if (!document.empty())
    tx.prepare("INSERT INTO capability_policy(id, document, updated_us) VALUES (1, ?, ?)").exec(document, now);
}
}  // namespace holdfast::capabilities
