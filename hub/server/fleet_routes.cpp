#include "engine/upkeep.h"
#include "rollouts/site_report.h"
#include "server/api.h"
#include "server/enrolment.h"
#include "server/tenant.h"
#include "wire/hello.h"

namespace holdfast::server {
namespace {
using engine::SiteCard;

std::int64_t seconds_between(Instant from, Instant to) {
  return std::max<std::int64_t>(0, (to.unix_us() - from.unix_us()) / 1'000'000);
}

constexpr std::int64_t silent_after_s = 90;  ///< a store asks for changes every 25 s, and pings between

/// What the store said, as long as it is heard of; a store that never says is online while it is.
std::string mode_of(const SiteCard& card, Instant now) {
  if (seconds_between(card.seen, now) > silent_after_s) return "edge";
  return card.report.mode.empty() ? "online" : card.report.mode;
}

/// Of the log as far as the store said last that it goes, what the hub has not got: it cannot know what it has not been told
/// of, but what came since the store spoke is not behind any more.
std::int64_t records_behind(const SiteCard& card) {
  const auto said = parse_json(card.report.document);
  const Json* epoch = said ? said->find("epoch") : nullptr;
  const Json* head = said ? said->find("headSeq") : nullptr;
  if (!epoch || !head || epoch->integer() != card.epoch || !head->integer()) return card.report.backlog;
  return std::clamp<std::int64_t>(*head->integer() - card.ack.seq, 0, card.report.backlog);
}

/// As its launcher started it, where there is one: a bundle's release is its own, whatever its programs call themselves.
std::string release_of(engine::HubTransaction& tx, const SiteCard& card) {
  const auto said = tx.rollouts.site(card.key);
  const auto report = said ? rollouts::parse_report(said->report) : Result<rollouts::SiteReport>{rollouts::SiteReport{}};
  return report && report->managed && !report->release.empty() ? report->release : card.report.release;
}

void write_site(JsonWriter& out, engine::HubTransaction& tx, const SiteCard& card, Instant now) {
  const std::int64_t channel_version = tx.feed.read({card.key.tenant, card.channel}).version;
  const engine::ToReview review = tx.books.to_review(card.key);
  const std::int64_t behind = records_behind(card);
  out.begin_object().member("siteId", card.key.site).member("name", card.name).member("tenantId", card.key.tenant);
  out.member("channelId", card.channel).member("release", release_of(tx, card));
  out.member("mode", mode_of(card, now));
  out.member("epoch", card.epoch).member("ackSeq", card.ack.seq).member("ackHash", to_hex(card.ack.hash));
  out.member("appliedSeq", card.applied_seq).member("frozen", card.frozen).member("revoked", card.revoked.has_value());
  out.key("lag").begin_object().member("records", behind);
  out.member("seconds", behind > 0 && card.report.backlog_since ? seconds_between(*card.report.backlog_since, now) : 0);
  out.member("unprojected", card.ack.seq - card.applied_seq).end_object();
  out.member("feedVersion", card.feed_version)
      .member("feedBehind", std::max<std::int64_t>(0, channel_version - card.feed_version));
  out.member("deadLetters", review.held).member("exceptions", review.exceptions);
  out.key("lastSeen").time(card.seen, 0).member("secondsSinceSeen", seconds_between(card.seen, now));
  out.key("enrolledAt").time(card.enrolled, 0);
  // What the store's release does not know: it needs an update.
  out.key("withheldDatasets").begin_array();
  if (const auto common = wire::decode_common(card.agreed); common)
    for (const std::string& name : common->withheld_datasets) out.value(name);
  out.end_array();
  if (card.reported) out.key("reportedAt").time(*card.reported, 0);
  if (!card.report.document.empty()) out.key("report").raw(card.report.document);
  out.end_object();
}

http::Response list_sites(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) {
    // A hub that nobody has enrolled with has no sites; that is no error.
    if (tenant.error().code == ErrorCode::invalid_argument && !call.request.query_value("tenant")) {
      bool none = false;
      call.database.read([&](engine::HubTransaction& tx) { none = tx.fleet.tenants().empty(); });
      if (none) return json(200, R"({"items":[],"next":null})");
    }
    return problem(tenant.error());
  }
  const auto limit = query_integer(call, "limit", 200, 1, 1000);
  if (!limit) return problem(limit.error());
  const int most = static_cast<int>(*limit);
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    const auto cards = tx.fleet.cards(*tenant, call.request.query_value("cursor").value_or(""), most + 1);
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (std::size_t i = 0; i < cards.size() && i < static_cast<std::size_t>(most); ++i)
      write_site(out, tx, cards[i], call.now);
    out.end_array();
    const bool more = cards.size() > static_cast<std::size_t>(most);
    out.nullable("next", more ? std::optional{cards[static_cast<std::size_t>(most) - 1].key.site} : std::nullopt);
    out.end_object();
  });
  return json(200, std::move(body));
}

http::Response one_site(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    write_site(out, tx, *card, call.now);
  });
  return json(200, std::move(body));
}

http::Response revoke(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  revoke_site(call, card->key);
  return one_site(call);
}

http::Response list_tenants(Call& call) {
  std::vector<engine::Tenant> tenants;
  call.database.read([&](engine::HubTransaction& tx) { tenants = tx.fleet.tenants(); });
  std::string body;
  JsonWriter out{body};
  out.begin_object().key("items").begin_array();
  for (const auto& tenant : tenants)
    out.begin_object().member("tenantId", tenant.id).member("name", tenant.name).end_object();
  out.end_array().key("next").null().end_object();
  return json(200, std::move(body));
}

http::Response put_tenant(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const engine::Tenant tenant{call.param(0), fields.text("name", 200)};
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  if (tenant.id.size() > 64) return problem(Error{ErrorCode::invalid_argument, "the id is at most 64 long", {}});
  call.database.write([&](engine::HubTransaction& tx) { tx.fleet.put(tenant, call.now); });
  return no_content();
}

void write_channel(JsonWriter& out, const engine::SalesChannel& channel, const engine::Channel& feed) {
  out.begin_object().member("channelId", channel.key.channel).member("tenantId", channel.key.tenant);
  out.member("name", channel.name)
      .member("version", feed.version)
      .member("oldestVersion", feed.oldest_version)
      .end_object();
}

http::Response list_channels(Call& call) {
  const auto tenant = tenant_of(call);
  if (!tenant) return problem(tenant.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const auto& channel : tx.fleet.channels(*tenant)) write_channel(out, channel, tx.feed.read(channel.key));
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

http::Response put_channel(Call& call) {
  const auto tenant = tenant_of(call);
  const auto body = tenant ? json_body(call) : Result<Json>{tl::unexpected(tenant.error())};
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const engine::SalesChannel channel{{*tenant, call.param(0)}, fields.text("name", 200)};
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  if (channel.key.channel.size() > 64)
    return problem(Error{ErrorCode::invalid_argument, "the id is at most 64 long", {}});
  call.database.write([&](engine::HubTransaction& tx) { tx.fleet.put(channel, call.now); });
  return no_content();
}

http::Response create_token(Call& call) {
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  TokenWish wish;
  wish.channel.channel = fields.text("channelId", 64);
  const auto tenant = fields.maybe_text("tenantId", 64);
  wish.site_name = fields.maybe_text("siteName", 200).value_or("");
  wish.valid_s = fields.maybe_integer("validMinutes", 1, 60 * 24 * 7).value_or(15) * 60;
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  if (tenant) {
    wish.channel.tenant = *tenant;
  } else {
    const auto only = tenant_of(call);
    std::size_t count = 0;
    call.database.read([&](engine::HubTransaction& tx) { count = tx.fleet.tenants().size(); });
    if (!only && count > 0) return problem(only.error());
    wish.channel.tenant = only ? *only : "default";
  }
  const auto made = make_token(call, wish);
  if (!made) return problem(made.error());
  std::string text;
  JsonWriter{text}
      .begin_object()
      .member("token", made->token)
      .member("tenantId", wish.channel.tenant)
      .member("channelId", wish.channel.channel)
      .key("expiresAt")
      .time(made->expires, 0)
      .end_object();
  return json(201, std::move(text));
}

http::Response rebuild(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  const engine::Rebuilt done = engine::rebuild_books(call.database, card->key, call.now);
  if (!done.whole)
    return problem(Error{ErrorCode::conflict, "bodies of booked orders are not kept any more: the books stay as they are", {}});
  std::string body;
  JsonWriter{body}
      .begin_object()
      .member("siteId", card->key.site)
      .member("orders", done.orders)
      .member("differences", done.differences)
      .end_object();
  return json(200, std::move(body));
}
}  // namespace

void add_fleet_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/v1/sites/{siteId}/rebuild", Guard::operators, rebuild, "site.rebuild");
  api.add(Method::get, "/v1/tenants", Guard::operators, list_tenants);
  api.add(Method::put, "/v1/tenants/{tenantId}", Guard::operators, put_tenant, "tenant.set");
  api.add(Method::get, "/v1/channels", Guard::operators, list_channels);
  api.add(Method::put, "/v1/channels/{channelId}", Guard::operators, put_channel, "channel.set");
  api.add(Method::post, "/v1/enrolment-tokens", Guard::operators, create_token, "token.create");
  api.add(Method::get, "/v1/sites", Guard::operators, list_sites);
  api.add(Method::get, "/v1/sites/{siteId}", Guard::operators, one_site);
  api.add(Method::post, "/v1/sites/{siteId}/revoke", Guard::operators, revoke, "site.revoke");
}
}  // namespace holdfast::server
