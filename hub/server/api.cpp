#include "server/api.h"

#include <algorithm>
#include <chrono>

#include "authority/authority.h"
#include "base/check.h"
#include "log/log.h"
#include "server/operators.h"

namespace holdfast::server {
namespace {
constexpr std::int64_t seen_every_s = 10;  ///< a write each, so not with every call

/// What is answered here is of customers and shops: no browser guesses its kind, none keeps it. A page says itself how.
void keep_safe(http::Response& response) {
  const auto has = [&](std::string_view name) {
    return std::ranges::any_of(response.headers, [&](const auto& header) { return header.name == name; });
  };
  for (const auto& [name, value] : {std::pair{"X-Content-Type-Options", "nosniff"}, std::pair{"Cache-Control", "no-store"}})
    if (!has(name)) response.headers.push_back({name, value});
}
}  // namespace

Api::Api(metrics::Registry& registry) : registry_{registry} {}

void Api::add(http::Method method, std::string_view pattern, Guard guard, Handle handle, std::string_view action) {
  // Nobody adds a call by which operators change something and forgets to say how it is noted.
  check(guard != Guard::operators || method == http::Method::get || !action.empty());
  metrics::Histogram& duration = registry_.histogram(
      "hub_request_seconds", "Time a worker takes for a request.", metrics::duration_bounds_us, 1'000'000,
      {{"method", std::string{http::to_string(method)}}, {"route", std::string{pattern}}});
  routes_.add(method, pattern, {guard, std::move(handle), &duration, std::string{action == unaudited ? "" : action}});
}

tl::expected<engine::SiteCard, engine::Reply> admit_site(const Call& call) {
  const auto refused = [](int status, std::string detail) {
    wire::Refusal refusal = wire::refusal_of({wire::Reason::site, std::move(detail)});
    refusal.status = status;
    return tl::unexpected(engine::reply(refusal));
  };
  if (!call.request.client) return refused(401, "a store shows its certificate here");
  if (!call.request.client->trouble.empty())
    return refused(403, "the certificate is not to be trusted: " + call.request.client->trouble);
  const auto shown = authority::read_site_certificate(call.request.client->pem);
  if (!shown) return refused(403, "the certificate names no site");
  // The connection may have lived longer than the certificate it began with.
  if (shown->not_after <= call.now) return refused(403, "the certificate has expired");
  const engine::SiteKey key{shown->name.tenant, shown->name.site};
  std::optional<engine::SiteCard> card;
  std::optional<engine::SiteCertificate> known;
  call.database.read([&](engine::HubTransaction& tx) {
    card = tx.fleet.card(key);
    known = tx.fleet.certificate(key, shown->fingerprint);
  });
  if (!card || !known) return refused(403, "this hub knows no such certificate");
  if (card->revoked || known->revoked) return refused(403, "the certificate has been revoked");
  const std::string_view path = call.request.path();
  if (path.starts_with("/sync/v1/sites/") && call.param(0) != key.site)
    return refused(403, "the path is of another site than the certificate");
  if (path.starts_with("/sync/v1/channels/") && call.param(0) != card->channel)
    return refused(403, "the path is of another channel than the site's");
  if (card->seen.plus_seconds(seen_every_s) < call.now)
    call.database.write([&](engine::HubTransaction& tx) { tx.fleet.saw(key, call.now); });
  return *card;
}

http::Response Api::run(const Route& route, Call& call) const {
  switch (route.guard) {
    case Guard::open:
      break;
    case Guard::operators:
      if (auto actor = admit_operator(call)) {
        call.actor = *std::move(actor);
        return route.action.empty() ? route.handle(call) : audited(call, route.action, route.handle);
      } else {
        return problem(actor.error());
      }
    case Guard::site:
      if (auto sender = admit_site(call)) {
        call.sender = *std::move(sender);
        break;
      } else {
        registry_.counter("hub_sites_refused_total", "Calls of stores refused by their certificate.").add();
        log::warn("a store was refused", {{"error", log::Fault{"Refused", sender.error().body, false}}});
        return problem(sender.error());
      }
  }
  return route.handle(call);
}

http::Response Api::answer(Call& call, http::Request& request) const {
  http::Response response = answer_plainly(call, request);
  keep_safe(response);
  return response;
}

http::Response Api::answer_plainly(Call& call, http::Request& request) const {
  const auto found = routes_.match(request.method, request.path());
  using Outcome = http::RouteTree::Outcome;
  if (!found) {
    if (found.outcome == Outcome::bad_encoding)
      return problem(Error{ErrorCode::invalid_argument, "the path is not percent-encoded as it should be", {}});
    if (found.outcome == Outcome::not_found) return problem(Error{ErrorCode::not_found, "no such resource", {}});
    http::Response response = problem(Error{ErrorCode::method_not_allowed, "not this method", {}});
    response.headers.push_back({"Allow", found.allow});
    return response;
  }
  request.params = found.params;
  const auto began = std::chrono::steady_clock::now();
  http::Response response;
  try {
    response = run(*found.route, call);
  } catch (const std::exception& failure) {
    registry_.counter("hub_failures_total", "Requests that broke here.").add();
    log::error("a request broke", {{"error", log::Fault{"HubError", failure.what(), true}}});
    call.nothing_yet.reset();
    response = problem(Error{ErrorCode::storage_failed, "the hub's database does not answer", {}});
  }
  found.route->duration->observe(
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began).count());
  return response;
}
}  // namespace holdfast::server
