#include "wire/dataset_versions.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/json_text.h"

namespace holdfast::wire {
namespace {
/// What came with a version: members of a body, or rows under these keys.
struct Step {
  int version;
  std::array<std::string_view, 2> members, keys;
};
struct Dataset {
  std::string_view name;
  int newest = 1;
  Step step = {};  ///< to the newest; more than N and N-1 is not spoken
};
constexpr std::array<Dataset, 20> datasets{{{"tax_category"},
                                            {"in_store_rule"},
                                            {"tender"},
                                            {"role"},
                                            {"staff", 2, {2, {"pinHash"}, {}}},
                                            {"register"},
                                            {"device"},
                                            {"customer"},
                                            {"article"},
                                            {"article_terms"},
                                            {"price_book"},
                                            {"price"},
                                            {"promotion"},
                                            {"promotion_rule"},
                                            {"price_list"},
                                            {"charge"},
                                            {"loyalty"},
                                            {"plan"},
                                            {"layout"},
                                            {"policy", 2, {2, {}, {"capabilities", "offlineCards"}}}}};
const Dataset* find(std::string_view name) {
  const auto found =
      std::find_if(datasets.begin(), datasets.end(), [&](const Dataset& each) { return each.name == name; });
  return found != datasets.end() ? &*found : nullptr;
}
bool names(std::span<const std::string_view> list, std::string_view what) {
  return std::find(list.begin(), list.end(), what) != list.end();
}
}  // namespace

std::map<std::string, std::vector<int>> dataset_versions() {
  std::map<std::string, std::vector<int>> all;
  for (const Dataset& each : datasets) {
    std::vector<int>& versions = all[std::string{each.name}];
    if (each.newest > 1) versions.push_back(each.newest - 1);
    versions.push_back(each.newest);
  }
  return all;
}

int newest_version(std::string_view dataset) {
  const Dataset* found = find(dataset);
  return found != nullptr ? found->newest : 0;
}

std::optional<std::string> body_for(std::string_view dataset, std::string_view key, const std::string& body,
                                    int version) {
  const Dataset* found = find(dataset);
  if (found == nullptr || version >= found->newest) return body;
  if (names(found->step.keys, key)) return std::nullopt;
  const auto json = parse_json(body);
  if (!json || !json->is_object()) return body;
  std::vector<Json::Member> members;
  for (const Json::Member& member : json->members())
    if (!names(found->step.members, member.first)) members.push_back(member);
  if (members.size() == json->members().size()) return body;
  return json_text(Json::object(std::move(members)));
}
}  // namespace holdfast::wire
