#include "engine/directives.h"
#include "server/api.h"
#include "server/tenant.h"

// What operators order stores to do; stores fetch it with their reports (sync_routes.cpp).
namespace holdfast::server {
namespace {
using engine::SiteDirective;
constexpr int most_shown = 200;
constexpr std::string_view kinds[] = {"downsync", "upsync", "rebuild", "drain", "pause", "resume"};
constexpr std::string_view directions[] = {"up", "down"};

void write_directive(JsonWriter& out, const engine::SiteKey& key, const SiteDirective& one) {
  const auto maybe_time = [&](std::string_view name, const std::optional<Instant>& at) {
    out.key(name);
    if (at)
      out.time(*at, 0);
    else
      out.null();
  };
  out.begin_object().member("directiveId", one.order.id).member("siteId", key.site).member("kind", one.order.kind);
  out.member("direction", one.order.direction.empty() ? std::string{"both"} : one.order.direction);
  out.member("reason", one.order.reason).member("orderedBy", one.order.ordered_by);
  out.key("orderedAt").time(one.order.ordered, 0).key("expiresAt").time(one.expires, 0);
  out.member("state", one.state).member("detail", one.detail).member("done", one.done).member("total", one.total);
  maybe_time("givenAt", one.given);
  maybe_time("endedAt", one.ended);
  out.member("cancelledBy", one.cancelled_by).end_object();
}
std::string text_of(const engine::SiteKey& key, const SiteDirective& one) {
  std::string body;
  JsonWriter out{body};
  write_directive(out, key, one);
  return body;
}

Uuid fresh_id(const Call& call) {
  IdSource ids{[&] {
    std::uint64_t word = 0;
    call.services.random({reinterpret_cast<std::uint8_t*>(&word), sizeof word});
    return word;
  }};
  return ids.next(call.now);
}

Result<engine::DirectiveWish> wish_of(Call& call) {
  const Json body = TRY(json_body(call));
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  engine::DirectiveWish wish;
  wish.kind = fields.word("kind", kinds);
  wish.direction = fields.maybe_word("direction", directions).value_or("");
  wish.by = fields.text("orderedBy", 100);
  wish.reason = fields.maybe_text("reason", 200).value_or("");
  wish.valid_s = fields.maybe_integer("validMinutes", 1, 60 * 24 * 30).value_or(60 * 24) * 60;
  const auto id = fields.maybe_uuid("directiveId");
  fields.finish();
  TRY(accept_fields(std::move(errors)));
  if (id && !id->is_event_id()) return refuse(ErrorCode::invalid_argument, "directiveId is a UUID of version 4 or 7");
  wish.id = id.value_or(fresh_id(call));
  return wish;
}

http::Response order(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  if (card->revoked) return problem(Error{ErrorCode::conflict, "the site is revoked: nothing reaches it", {}});
  const auto wish = wish_of(call);
  if (!wish) return problem(wish.error());
  Result<SiteDirective> made = refuse(ErrorCode::internal, "");
  call.database.write(
      [&](engine::HubTransaction& tx) { made = engine::order_directive(tx, card->key, *wish, call.now); });
  if (!made) return problem(made.error());
  // The store may be waiting for masters right now: it is answered, and told to report.
  call.services.published({card->key.tenant, card->channel});
  return json(201, text_of(card->key, *made));
}

http::Response list(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  std::string body;
  call.database.read([&](engine::HubTransaction& tx) {
    body.clear();
    JsonWriter out{body};
    out.begin_object().key("items").begin_array();
    for (const SiteDirective& one : tx.directives.of_site(card->key, most_shown)) write_directive(out, card->key, one);
    out.end_array().key("next").null().end_object();
  });
  return json(200, std::move(body));
}

http::Response cancel(Call& call) {
  const auto card = site_of(call);
  if (!card) return problem(card.error());
  const auto id = parse_uuid(call.param(1));
  if (!id) return problem(Error{ErrorCode::not_found, "no such directive", {}});
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  const std::string by = fields.text("cancelledBy", 100);
  fields.finish();
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  Result<SiteDirective> ended = refuse(ErrorCode::internal, "");
  call.database.write(
      [&](engine::HubTransaction& tx) { ended = engine::cancel_directive(tx, card->key, *id, by, call.now); });
  return ended ? json(200, text_of(card->key, *ended)) : problem(ended.error());
}
}  // namespace

void add_directive_routes(Api& api) {
  using http::Method;
  api.add(Method::post, "/v1/sites/{siteId}/directives", Guard::operators, order, "directive.order");
  api.add(Method::get, "/v1/sites/{siteId}/directives", Guard::operators, list);
  api.add(Method::post, "/v1/sites/{siteId}/directives/{directiveId}/cancel", Guard::operators, cancel, "directive.cancel");
}
}  // namespace holdfast::server
