#include "engine/projection.h"
#include "server/api.h"

// Events that people of a store put right, as their bodies were refused on the way up.
namespace holdfast::server {
namespace {
/// What people of the store put right there: `{epoch, seq, corrected, reviewedBy, notes}`.
http::Response take_correction(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const wire::Place place{fields.integer("epoch", 0), fields.integer("seq", 1)};
  engine::Correction correction;
  correction.reviewer.name = fields.text("reviewedBy", 100);
  correction.reviewer.notes = fields.maybe_text("notes", 2000).value_or("");
  correction.corrected = fields.text("corrected", 1 << 20);
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  std::string why;
  switch (engine::decide_withheld(call.database, call.sender->key, place, correction, why, call.now)) {
    case engine::Outcome::unknown:
      return problem(Error{ErrorCode::not_found, "no body is withheld there", {}});
    case engine::Outcome::still_held:
      return problem(Error{ErrorCode::conflict, "it cannot be booked as it is now: " + why, {}});
    case engine::Outcome::done:
      break;
  }
  call.services.deliver();
  return json(200, R"({"outcome":"done"})");
}
}  // namespace

void add_store_review_routes(Api& api) {
  api.add(http::Method::post, "/sync/v1/sites/{siteId}/corrections", Guard::site, take_correction);
}
}  // namespace holdfast::server
