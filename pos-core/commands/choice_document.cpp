#include "commands/choice_document.h"
#include "money/most_money.h"

#include <algorithm>
#include <set>

namespace holdfast::commands {
namespace {
constexpr std::size_t most_groups = 20, most_options = 60;
constexpr int most_picks = 20;

ArticleTerms::Group read_group(const Json& entry, const std::string& pointer, std::vector<FieldError>& errors) {
  JsonFields fields{entry, errors, pointer};
  ArticleTerms::Group group;
  group.name = fields.text("name", 60);
  group.least = static_cast<int>(fields.maybe_integer("least", 0, most_picks).value_or(1));
  group.most = static_cast<int>(fields.maybe_integer("most", 1, most_picks).value_or(std::max(1, group.least)));
  if (group.most < group.least) fields.complain("most", "is below `least`");
  std::set<std::string> skus;
  for (const Json& each : fields.array("options", true, most_options)) {
    const std::string at = pointer + "/options/" + std::to_string(group.options.size());
    JsonFields option{each, errors, at};
    ArticleTerms::Option out{option.text("sku", 100), option.maybe_integer("extra", 0, most_money)};
    option.finish();
    if (!skus.insert(out.sku).second) errors.push_back({at + "/sku", "is there twice"});
    group.options.push_back(std::move(out));
  }
  if (group.options.empty()) fields.complain("options", "has to name what can be chosen");
  fields.finish();
  return group;
}
}  // namespace

void read_choices(JsonFields& fields, std::vector<FieldError>& errors, ArticleTerms& terms) {
  terms.combo = fields.flag("combo", false);
  std::set<std::string> names;
  for (const Json& entry : fields.array("choices", false, most_groups)) {
    const std::string at = fields.pointer("choices") + '/' + std::to_string(terms.choices.size());
    terms.choices.push_back(read_group(entry, at, errors));
    if (!names.insert(terms.choices.back().name).second) errors.push_back({at + "/name", "is there twice"});
  }
  // A combo's price has to lie on something.
  if (terms.combo && std::none_of(terms.choices.begin(), terms.choices.end(),
                                  [](const ArticleTerms::Group& group) { return group.least > 0; }))
    fields.complain("choices", "a combo has a group of which something is chosen");
}

void append_choices(JsonWriter& json, const ArticleTerms& terms) {
  if (terms.combo) json.member("combo", true);
  json.key("choices").begin_array();
  for (const ArticleTerms::Group& group : terms.choices) {
    json.begin_object().member("name", group.name).member("least", group.least).member("most", group.most);
    json.key("options").begin_array();
    for (const ArticleTerms::Option& option : group.options)
      json.begin_object().member("sku", option.sku).optional("extra", option.extra).end_object();
    json.end_array().end_object();
  }
  json.end_array();
}
}  // namespace holdfast::commands
