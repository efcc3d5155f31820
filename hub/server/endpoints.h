#pragma once
#include <string>

#include "server/call.h"
#include "webhooks/seal.h"

namespace holdfast::server {
/// The endpoint in the path (its first parameter), which has to be there.
Result<engine::Endpoint> endpoint_of(Call& call);
/// As operators see it: no secret, how it stands with each site.
void write_endpoint(JsonWriter& out, engine::HubTransaction& tx, const engine::Endpoint& endpoint, Instant now);
http::Response one_endpoint(Call& call, int status, const engine::EndpointKey& key);
/// Stores it and has it looked at.
void store_endpoint(Call& call, engine::Endpoint endpoint);
/// The patterns as they are kept. Complains to `fields` of what no type can match.
std::string read_types(JsonFields& fields, std::string_view name);
/// Who decides about something that was set aside, and why.
struct Review {
  std::string by, notes;
};
Result<Review> review_of(Call& call, bool needs_notes);
webhooks::Seal seal_of(const Call& call);
}  // namespace holdfast::server
