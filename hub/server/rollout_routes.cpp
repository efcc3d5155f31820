#include <algorithm>

#include "server/api.h"
#include "server/operators.h"
#include "server/rollout_json.h"
#include "server/tenant.h"

namespace holdfast::server {
namespace {
using rollouts::Decision;
constexpr int most_rollouts = 100, most_events = 200;
constexpr std::size_t longest_name = 100, longest_reason = 500;

/// A hub that nobody has enrolled with has no rollouts; that is no error.
bool has_no_tenant(Call& call) {
  bool none = false;
  if (!call.request.query_value("tenant"))
    call.database.read([&](engine::HubTransaction& tx) { none = tx.fleet.tenants().empty(); });
  return none;
}

http::Response list(Call& call) {
  if (has_no_tenant(call)) return json(200, R"({"items":[],"next":null})");
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const engine::Rollout& rollout : tx.rollouts.rollouts(*tenant, most_rollouts)) write_rollout(out, rollout);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

http::Response list_releases(Call& call) {
  const auto offered = rollouts::Repository{call.services.releases}.offered(call.now);
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  if (offered)
    for (const rollouts::Offered& each : *offered) write_offered(out, each);
  out.end_array()
      .nullable("trouble", offered ? std::nullopt : std::optional{offered.error().detail})
      .key("next")
      .null();
  out.end_object();
  return json(200, std::move(body));
}

Uuid fresh_id(Call& call) {
  IdSource ids{[&call] {
    std::uint64_t number = 0;
    call.services.random({reinterpret_cast<std::uint8_t*>(&number), sizeof number});
    return number;
  }};
  return ids.next(call.now);
}

/// `{bundle, ring?, plan?, by?}`: the first site, canary, early, half, broad, when no plan is given.
Result<engine::Rollout> begin_rollout(Call& call) {
  const std::string tenant = TRY(tenant_of(call));
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const std::string name = fields.text("bundle", 200);
  const auto ring = fields.maybe_text("ring", 60);
  const Json* plan = fields.maybe_object("plan");
  engine::Rollout rollout;
  rollout.made_by = who_decides(call, fields.maybe_text("by", longest_name));
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  rollout.plan = TRY(plan != nullptr ? rings::parse_plan(*plan) : rings::parse_plan("{}"));
  if (ring) {
    const auto found = std::ranges::find(rollout.plan.rings, *ring, &rings::Ring::name);
    if (found == rollout.plan.rings.end())
      return refuse(ErrorCode::invalid_argument, "the plan has no ring `" + *ring + "`");
    rollout.state.ring = static_cast<std::size_t>(found - rollout.plan.rings.begin());
  }
  const rollouts::Repository repository{call.services.releases};
  const auto offered = TRY(repository.offered(call.now));
  const auto bundle = std::ranges::find(offered, name, &rollouts::Offered::name);
  if (bundle == offered.end()) return refuse(ErrorCode::not_found, "no bundle `" + name + "` is published here");
  const rollout::Manifest manifest = TRY(repository.manifest_of(*bundle));
  rollout.plan.id = fresh_id(call);
  rollout.plan.bundle = bundle->name;
  rollout.plan.digest = bundle->digest;
  rollout.plan.counter = manifest.counter;
  rollout.release = manifest.release;
  rollout.size = bundle->size;
  rollout.manifest = rollout::manifest_text(manifest);
  return rollouts::begin(call.database, tenant, std::move(rollout), call.services.version, call.now);
}

http::Response answer(int status, const engine::Rollout& rollout) {
  std::string body;
  JsonWriter out{body};
  write_rollout(out, rollout);
  return json(status, std::move(body));
}
http::Response create(Call& call) {
  const auto begun = begin_rollout(call);
  return begun ? answer(201, *begun) : problem(begun.error());
}

/// The rollout in the path, with whose it is.
struct Named {
  std::string tenant;
  Uuid id;
};
Result<Named> named(Call& call) {
  const std::string tenant = TRY(tenant_of(call));
  const auto id = parse_uuid(call.param(0));
  if (!id) return refuse(ErrorCode::not_found, "no such rollout");
  return Named{tenant, *id};
}

/// With what the fleet makes of it, and what happened, the newest first.
http::Response one(Call& call) {
  const auto which = named(call);
  if (!which) return problem(which.error());
  std::string body;
  bool found = false;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    const auto rollout = tx.rollouts.rollout(which->tenant, which->id);
    found = rollout.has_value();
    if (!found) return;
    JsonWriter out{body};
    out.begin_object().key("rollout");
    write_rollout(out, *rollout);
    out.key("fleet");
    write_fleet(out, *rollout, rollouts::look_at_fleet(tx, which->tenant, *rollout, call.now));
    out.key("events").begin_array();
    for (const engine::RolloutEvent& event : tx.rollouts.events(which->tenant, which->id, most_events))
      out.begin_object().key("at").time(event.at, 0).member("by", event.by).member("text", event.text).end_object();
    out.end_array().end_object();
  });
  return found ? json(200, std::move(body)) : problem(Error{ErrorCode::not_found, "no such rollout", {}});
}

http::Response sites(Call& call) {
  const auto which = named(call);
  if (!which) return problem(which.error());
  const auto limit = query_integer(call, "limit", 500, 1, 1000);
  if (!limit) return problem(limit.error());
  const std::string after = call.request.query_value("cursor").value_or("");
  std::string body;
  bool found = false;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    const auto rollout = tx.rollouts.rollout(which->tenant, which->id);
    found = rollout.has_value();
    if (!found) return;
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    const rollouts::FleetPage page =
        rollouts::page_of_fleet(tx, which->tenant, *rollout, after, static_cast<int>(*limit), call.now);
    for (const rollouts::FleetSite& site : page.sites) write_fleet_site(out, *rollout, site);
    out.end_array().nullable("next", page.last.empty() ? std::nullopt : std::optional{page.last}).end_object();
  });
  return found ? json(200, std::move(body)) : problem(Error{ErrorCode::not_found, "no such rollout", {}});
}

Result<engine::Rollout> decided(Call& call, Decision decision) {
  const Named which = TRY(named(call));
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  const std::string by = who_decides(call, fields.maybe_text("by", longest_name));
  const auto reason = fields.maybe_text("reason", longest_reason);
  if (!reason && (decision == Decision::pause || decision == Decision::go_back))
    fields.complain("reason", "is needed: who comes later wants to know");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return rollouts::decide(call.database, which.tenant, which.id, decision, by, reason.value_or(""), call.now);
}
Handle deciding(Decision decision) {
  return [decision](Call& call) {
    const auto done = decided(call, decision);
    return done ? answer(200, *done) : problem(done.error());
  };
}
}  // namespace

void add_rollout_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/v1/releases", Guard::operators, list_releases);
  api.add(Method::get, "/v1/rollouts", Guard::operators, list);
  api.add(Method::post, "/v1/rollouts", Guard::operators, create, "rollout.create");
  api.add(Method::get, "/v1/rollouts/{rolloutId}", Guard::operators, one);
  api.add(Method::get, "/v1/rollouts/{rolloutId}/sites", Guard::operators, sites);
  api.add(Method::post, "/v1/rollouts/{rolloutId}/advance", Guard::operators, deciding(Decision::advance), "rollout.advance");
  api.add(Method::post, "/v1/rollouts/{rolloutId}/pause", Guard::operators, deciding(Decision::pause), "rollout.halt");
  api.add(Method::post, "/v1/rollouts/{rolloutId}/resume", Guard::operators, deciding(Decision::resume), "rollout.resume");
  api.add(Method::post, "/v1/rollouts/{rolloutId}/rollback", Guard::operators, deciding(Decision::go_back), "rollout.rollback");
}
}  // namespace holdfast::server
