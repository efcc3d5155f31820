#include <algorithm>
#include <array>

#include "base/json_writer.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
constexpr std::array<std::string_view, 5> subjects{"card", "customer", "register", "staff", "site"};
enum class Verdict { pass, review, hold };
constexpr std::array<std::string_view, 3> verdicts{"pass", "review", "hold"};

/// One rule of the data set `fraud` (schema/datasets.yaml): all that it names has to be so.
struct Rule {
  std::string name, reason;
  Verdict verdict = Verdict::review;
  std::optional<std::int64_t> amount_above;  ///< of this sale, minor units
  std::string subject;                       ///< whose acts are counted; empty: nobody's
  std::int64_t within_s = 0;
  std::optional<std::int64_t> acts_above, total_above;  ///< this sale among them
  std::vector<std::string> kinds, tenders;              ///< empty: any
  bool card_not_present = false;                        ///< only where a card was taken without a terminal
};

struct Sale {
  std::int64_t amount = 0;
  std::string kind = "sale";
  std::vector<std::string> tenders;
  bool card_not_present = false;
  std::array<std::string, subjects.size()> of;  ///< by subject
};

std::string word(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->is_string() ? member->text() : std::string{};
}
std::optional<std::int64_t> number(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr ? member->integer() : std::nullopt;
}

std::vector<std::string> words(const Json& json, std::string_view name) {
  const Json* list = json.find(name);
  std::vector<std::string> out;
  if (list != nullptr && list->is_array())
    for (const Json& each : list->items())
      if (each.is_string()) out.push_back(each.text());
  return out;
}
bool flag(const Json& json, std::string_view name) {
  const Json* member = json.find(name);
  return member != nullptr && member->kind() == Json::Kind::boolean && member->truth();
}
bool has(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

Rule read_rule(const Json& json) {
  Rule rule;
  rule.name = word(json, "name");
  rule.reason = word(json, "reason");
  rule.verdict = word(json, "answer") == "hold" ? Verdict::hold : Verdict::review;
  rule.amount_above = number(json, "amountAbove");
  rule.subject = word(json, "subject");
  rule.within_s = number(json, "withinSeconds").value_or(0);
  rule.acts_above = number(json, "actsAbove");
  rule.total_above = number(json, "totalAbove");
  rule.kinds = words(json, "kinds");
  rule.tenders = words(json, "tenders");
  rule.card_not_present = flag(json, "cardNotPresent");
  return rule;
}

bool is_of(const Rule& rule, const Sale& sale) {
  if (!rule.kinds.empty() && !has(rule.kinds, sale.kind)) return false;
  if (rule.card_not_present && !sale.card_not_present) return false;
  return rule.tenders.empty() || std::any_of(sale.tenders.begin(), sale.tenders.end(),
                                             [&](const std::string& tender) { return has(rule.tenders, tender); });
}
/// A rule that names nothing, or a subject that this sale has not, says nothing.
bool applies(engine::HubTransaction& tx, const Ask& ask, const Rule& rule, const Sale& sale) {
  const bool says_what = !rule.kinds.empty() || !rule.tenders.empty() || rule.card_not_present;
  if (!rule.amount_above && !rule.acts_above && !rule.total_above && !says_what) return false;
  if (!is_of(rule, sale)) return false;
  if (rule.amount_above && sale.amount <= *rule.amount_above) return false;
  if (!rule.acts_above && !rule.total_above) return true;
  std::string subject;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if (subjects[i] == rule.subject && !sale.of[i].empty()) subject = rule.subject + ":" + sale.of[i];
  if (subject.empty() || rule.within_s <= 0) return false;
  engine::Velocity lately = tx.realtime.velocity(ask.site.tenant, subject, ask.now.plus_seconds(-rule.within_s));
  lately.acts += 1;
  lately.amount += sale.amount;
  return (!rule.acts_above || lately.acts > *rule.acts_above) &&
         (!rule.total_above || lately.amount > *rule.total_above);
}

struct Rules {
  std::string version = "0";
  std::vector<Rule> rules;
};
Rules rules_of(engine::HubTransaction& tx, const Ask& ask) {
  Rules out;
  for (const wire::Change& row : tx.feed.rows_after({ask.site.tenant, ask.channel}, "fraud", "", 1)) {
    if (row.dataset != "fraud") continue;
    const auto body = parse_json(row.body);
    if (!body) continue;
    out.version = std::to_string(row.row_version);
    if (const Json* list = body->find("rules"); list != nullptr && list->is_array())
      for (const Json& rule : list->items()) out.rules.push_back(read_rule(rule));
  }
  return out;
}

/// `{amount, currency, card?, customer?, register?, staff?, kind?, tenders?, cardNotPresent?}` → `{verdict, rule?,
/// reason?, rulesVersion}`: the strictest of the rules that apply, the first of them when there are several.
Result<std::string> check_sale(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  Sale sale;
  sale.amount = fields.integer("amount", 0, 1'000'000'000'000'000);
  for (std::size_t i = 0; i + 1 < subjects.size(); ++i) sale.of[i] = fields.maybe_text(subjects[i], 100).value_or("");
  sale.of.back() = ask.site.site;
  sale.kind = fields.maybe_text("kind", 20).value_or("sale");
  sale.tenders = words(ask.request, "tenders");
  sale.card_not_present = fields.flag("cardNotPresent", false);
  TRY(accept_fields(std::move(errors)));
  const Rules rules = rules_of(tx, ask);
  const Rule* strictest = nullptr;
  for (const Rule& rule : rules.rules)
    if (applies(tx, ask, rule, sale) && (strictest == nullptr || rule.verdict > strictest->verdict)) strictest = &rule;
  for (std::size_t i = 0; i < subjects.size(); ++i)
    if (!sale.of[i].empty())
      tx.realtime.add_act(ask.site, std::string{subjects[i]} + ":" + sale.of[i], ask.id, sale.amount, ask.now);
  std::string out;
  JsonWriter json{out};
  const Verdict verdict = strictest == nullptr ? Verdict::pass : strictest->verdict;
  json.begin_object().member("verdict", verdicts[static_cast<std::size_t>(verdict)]);
  if (strictest != nullptr) json.member("rule", strictest->name).member("reason", strictest->reason);
  json.member("rulesVersion", rules.version).end_object();
  return out;
}
}  // namespace

void add_fraud_operations(Registry& registry) { registry.add("fraud.check", Effect::keeps, &check_sale); }
}  // namespace holdfast::operations
