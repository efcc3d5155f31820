#include "engine/customer_review.h"
#include "engine/publishing.h"
#include "engine/tenant_facts.h"
#include "server/api.h"
#include "server/tenant.h"

// What stores did to customers while they were alone, for a person to decide.
namespace holdfast::server {
namespace {
using engine::Customer;
using engine::CustomerReview;
constexpr int most_shown = 500;

void write_review(JsonWriter& out, engine::HubTransaction& tx, const std::string& tenant,
                  const CustomerReview& review) {
  const auto shown = [&](std::string_view name, const Uuid& id) {
    const auto customer = tx.customers.lock(tenant, id);
    out.key(name).begin_object().member("personId", id);
    if (customer) {
      out.member("name", customer->name).member("email", customer->email).member("phone", customer->phone);
      out.member("state", name_of(customer->state));
    }
    out.end_object();
  };
  out.begin_object().member("id", review.id).member("code", review.code).member("siteId", review.site);
  shown("customer", review.person);
  if (review.other) shown("other", *review.other);
  out.key("offered").raw(review.offered).member("status", review.state);
  out.member("reviewedBy", review.reviewed_by).member("notes", review.notes).key("at").time(review.at, 0);
  out.end_object();
}

http::Response list(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  const std::string status = call.request.query_value("status").value_or("pending");
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const CustomerReview& review : tx.customers.reviews(*tenant, status, most_shown))
      write_review(out, tx, *tenant, review);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

struct Verdict {
  engine::ReviewDecision decision = engine::ReviewDecision::keep;
  std::string reviewed_by, notes;
};
Result<Verdict> verdict_of(Call& call) {
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  Verdict verdict;
  const auto decision = engine::parse_decision(fields.text("decision", 10));
  if (!decision) fields.complain("decision", "is keep, take or merge");
  verdict.decision = decision.value_or(engine::ReviewDecision::keep);
  verdict.reviewed_by = fields.text("reviewedBy", 100);
  verdict.notes = fields.maybe_text("notes", 2000).value_or("");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  return verdict;
}

/// Stores that hold the customer by publication have them as they are now.
void publish_where_known(Call& call, const std::string& tenant, const Customer& customer) {
  std::vector<engine::ChannelKey> channels;
  const std::string key = to_string(customer.id);
  call.database.read([&](engine::HubTransaction& tx) {
    channels.clear();
    for (const engine::SalesChannel& channel : tx.fleet.channels(tenant))
      if (tx.feed.row(channel.key, "customer", key)) channels.push_back(channel.key);
  });
  const engine::MasterRow row{"customer", key, wire::Op::put, engine::published_body(customer)};
  for (const engine::ChannelKey& channel : channels)
    if (engine::publish(call.database, channel, {&row, 1}, call.now)) call.services.published(channel);
}

http::Response decide(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  const auto id = parse_uuid(call.param(0));
  const auto verdict = verdict_of(call);
  if (!verdict) return problem(verdict.error());
  if (!id) return problem(Error{ErrorCode::not_found, "no such review", {}});
  Result<Customer> decided = refuse(ErrorCode::internal, "");
  std::string body;
  call.database.write([&](engine::HubTransaction& tx) {
    body.clear();
    decided =
        engine::decide_review(tx, *tenant, *id, verdict->decision, verdict->reviewed_by, verdict->notes, call.now);
    if (!decided) return;
    JsonWriter out{body};
    write_review(out, tx, *tenant, *tx.customers.review(*tenant, *id));
  });
  if (!decided) return problem(decided.error());
  if (verdict->decision == engine::ReviewDecision::take) publish_where_known(call, *tenant, *decided);
  return json(200, std::move(body));
}
}  // namespace

void add_customer_routes(Api& api) {
  api.add(http::Method::get, "/v1/customer-reviews", Guard::operators, list);
  api.add(http::Method::post, "/v1/customer-reviews/{id}/decide", Guard::operators, decide, "customer.decide");
}
}  // namespace holdfast::server
