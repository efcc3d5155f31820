#include "engine/identity.h"

#include "base/json_writer.h"
#include "operations/operations.h"

namespace holdfast::operations {
namespace {
std::string written(const engine::IdentityState& state) {
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("state", state.state);
  if (!state.url.empty()) json.member("url", state.url);
  json.end_object();
  return out;
}

/// `{minAge}` → `{state: "asked"}`; the call's id names the question from then on. Refused where no connector may be
/// asked.
Result<std::string> request(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const auto min_age = fields.integer("minAge", 1, 150);
  TRY(accept_fields(std::move(errors)));
  if (!engine::identity_is_wanted(tx, ask.site.tenant))
    return refuse(ErrorCode::not_found, "no identity provider is set up at the hub");
  engine::begin_identity(tx, ask.site, ask.id, static_cast<int>(min_age), ask.now);
  return written({});
}

/// `{requestId}` → `{state: asked|ready|proved|refused, url?}`.
Result<std::string> status(engine::HubTransaction& tx, const Ask& ask) {
  std::vector<FieldError> errors;
  JsonFields fields{ask.request, errors};
  const Uuid id = fields.uuid("requestId");
  TRY(accept_fields(std::move(errors)));
  const auto state = engine::identity_state(tx, ask.site, id, ask.now);
  if (!state) return refuse(ErrorCode::not_found, "nobody has asked that, or it was forgotten");
  return written(*state);
}
}  // namespace

void add_identity_operations(Registry& registry) {
  registry.add("identity.request", Effect::keeps, &request);
  registry.add("identity.status", Effect::keeps, &status);
}
}  // namespace holdfast::operations
