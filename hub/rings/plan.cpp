#include "rings/plan.h"

#include <algorithm>

#include "base/digest.h"
#include "base/json_writer.h"

namespace holdfast::rings {
namespace {
constexpr std::int64_t hour_s = 3600;
constexpr int whole = 1000, longest_soak_h = 24 * 90;
constexpr std::size_t longest_site = 64;
constexpr std::int64_t highest = INT64_C(1) << 53, slowest_line = 1024;  // as UpdateWish in schema/sync.yaml

Ring read_ring(const Json& item, std::vector<FieldError>& errors, const std::string& pointer) {
  JsonFields fields{item, errors, pointer};
  Ring ring;
  ring.name = fields.text("name", 60);
  std::size_t index = 0;
  for (const Json& site : fields.array("sites", false, 10'000)) {
    if (!site.is_string() || site.text().empty() || site.text().size() > longest_site)
      errors.push_back({pointer + "/sites/" + std::to_string(index), "is not a site's id"});
    else
      ring.sites.push_back(site.text());
    ++index;
  }
  ring.permille = static_cast<int>(fields.maybe_integer("permille", 0, whole).value_or(0));
  const auto hours = fields.maybe_integer("soakHours", 0, longest_soak_h);
  const auto seconds = fields.maybe_integer("soakSeconds", 0, longest_soak_h * hour_s);
  ring.soak_s = seconds.value_or(hours.value_or(24) * hour_s);
  if (hours && seconds) errors.push_back({pointer + "/soakSeconds", "stands beside soakHours"});
  fields.finish();
  return ring;
}

Rules read_rules(const Json& value, std::vector<FieldError>& errors) {
  JsonFields fields{value, errors, "/rules"};
  Rules rules;
  const auto take = [&fields](std::string_view name, int& into, int least, int most) {
    into = static_cast<int>(fields.maybe_integer(name, least, most).value_or(into));
  };
  take("committedPermille", rules.committed_permille, 1, whole);
  take("rollbackSites", rules.rollback_sites, 1, 1'000'000);
  take("rollbackPermille", rules.rollback_permille, 1, whole);
  take("worsePermille", rules.worse_permille, whole + 1, 100 * whole);
  take("fewerSalesPermille", rules.fewer_sales_permille, 1, whole - 1);
  fields.finish();
  return rules;
}
}  // namespace

std::vector<Ring> usual_rings() {
  return {{"first site", {}, 0, 24 * hour_s},
          {"canary", {}, 10, 24 * hour_s},
          {"early", {}, 100, 24 * hour_s},
          {"half", {}, 500, 48 * hour_s},
          {"broad", {}, whole, 48 * hour_s}};
}

std::size_t ring_of(const Plan& plan, std::string_view site) {
  for (std::size_t i = 0; i < plan.rings.size(); ++i)
    if (std::ranges::find(plan.rings[i].sites, site) != plan.rings[i].sites.end()) return i;
  const Sha256 dealt = sha256("HF-RING1", to_string(plan.id), site);
  const int place = (dealt[0] << 16 | dealt[1] << 8 | dealt[2]) % whole;
  for (std::size_t i = 0; i < plan.rings.size(); ++i)
    if (place < plan.rings[i].permille) return i;
  return plan.rings.size() - 1;
}

Result<Plan> parse_plan(std::string_view text) { return parse_plan(TRY(parse_json(text))); }

Result<Plan> parse_plan(const Json& document) {
  std::vector<FieldError> errors;
  JsonFields fields{document, errors};
  Plan plan;
  std::size_t index = 0;
  for (const Json& item : fields.array("rings", false, 20)) {
    const std::string pointer = "/rings/" + std::to_string(index);
    plan.rings.push_back(read_ring(item, errors, pointer));
    if (index > 0 && plan.rings[index].permille < plan.rings[index - 1].permille)
      errors.push_back({pointer + "/permille", "is below that of the ring before, which it contains"});
    ++index;
  }
  if (plan.rings.empty()) plan.rings = usual_rings();
  if (plan.rings.back().permille != whole)
    errors.push_back(
        {"/rings/" + std::to_string(plan.rings.size() - 1) + "/permille", "the last ring holds every site: 1000"});
  if (const Json* rules = fields.maybe_object("rules")) plan.rules = read_rules(*rules, errors);
  plan.automatic = fields.flag("automatic", true);
  plan.back_when_stopped = fields.flag("backWhenStopped", false);
  plan.least_safe = fields.maybe_integer("leastSafeCounter", 0, highest).value_or(0);
  plan.bytes_per_second = fields.maybe_integer("bytesPerSecond", slowest_line, highest).value_or(0);
  fields.finish();
  if (!errors.empty()) return refuse(ErrorCode::invalid_body, "The plan is not as described", std::move(errors));
  return plan;
}

std::string plan_text(const Plan& plan) {
  std::string text;
  JsonWriter json{text};
  json.begin_object().key("rings").begin_array();
  for (const Ring& ring : plan.rings) {
    json.begin_object().member("name", ring.name).key("sites").begin_array();
    for (const std::string& site : ring.sites) json.value(site);
    json.end_array().member("permille", ring.permille).member("soakSeconds", ring.soak_s).end_object();
  }
  json.end_array().key("rules").begin_object();
  json.member("committedPermille", plan.rules.committed_permille)
      .member("rollbackSites", plan.rules.rollback_sites)
      .member("rollbackPermille", plan.rules.rollback_permille)
      .member("worsePermille", plan.rules.worse_permille)
      .member("fewerSalesPermille", plan.rules.fewer_sales_permille);
  json.end_object().member("automatic", plan.automatic).member("backWhenStopped", plan.back_when_stopped);
  if (plan.least_safe > 0) json.member("leastSafeCounter", plan.least_safe);
  if (plan.bytes_per_second > 0) json.member("bytesPerSecond", plan.bytes_per_second);
  json.end_object();
  return text;
}
}  // namespace holdfast::rings
