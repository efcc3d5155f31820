#include "base/utf8.h"
#include "carry/sealed_file.h"
#include "engine/directives.h"
#include "engine/offer.h"
#include "engine/publishing.h"
#include "engine/repair.h"
#include "server/api.h"
#include "server/staff_pins.h"
#include "wire/bodies.h"
#include "wire/hello.h"
#include "wire/hex.h"

// schema/sync.yaml: the engines do the work, here is what HTTP adds.
namespace holdfast::server {
namespace {
using engine::Reply;
using wire::Reason;

constexpr int rows_a_part = 5000;

Reply refused(Reason reason, std::string detail) {
  return engine::reply(wire::refusal_of({reason, std::move(detail)}));
}

http::Response send(Call& call, const Reply& reply) {
  if (reply.status != 200) {
    const auto refusal = wire::decode_refusal(reply.status, reply.body);
    call.services.metrics
        .counter("hub_sync_refusals_total", "Refusals to stores.",
                 {{"reason", std::string{wire::name_of(refusal.reason)}}})
        .add();
    http::Response response = problem(reply);
    if (refusal.retry_after_s) response.headers.push_back({"Retry-After", std::to_string(*refusal.retry_after_s)});
    return response;
  }
  return json(200, reply.body);
}

/// Documents that may be large are packed as the store says it can read.
http::Response send_packed(Call& call, const Reply& reply) {
  http::Response response = send(call, reply);
  if (response.status != 200 || response.body.size() < 1024) return response;
  const http::Headers& headers = call.request.headers;
  const wire::Coding coding = headers.lists("Accept-Encoding", "dcz")    ? wire::Coding::dcz
                              : headers.lists("Accept-Encoding", "zstd") ? wire::Coding::zstd
                                                                         : wire::Coding::identity;
  if (coding == wire::Coding::identity) return response;
  response.body = call.packer.pack(response.body, coding);
  response.headers.push_back({"Content-Encoding", std::string{wire::content_encoding(coding)}});
  response.headers.push_back({"Vary", "Accept-Encoding"});
  return response;
}

http::Response take(Call& call, std::string_view type,
                    Reply (engine::Ingest::*take_it)(const engine::SiteKey&, wire::Coding, std::string_view, Instant)) {
  const std::string_view shown = call.request.header("Content-Type");
  if (shown.substr(0, shown.find(';')) != type)
    return send(call, refused(Reason::form, "the body is to be " + std::string{type}));
  const auto coding = wire::parse_content_encoding(call.request.header("Content-Encoding"));
  if (!coding) return send(call, refused(Reason::packing, "an unknown Content-Encoding"));
  const Reply reply = (call.ingest.*take_it)(call.sender->key, *coding, call.request.body, call.now);
  if (reply.status == 200) {
    call.services.metrics.counter("hub_received_bytes_total", "Bytes of batches taken, as they came.")
        .add(static_cast<std::int64_t>(call.request.body.size()));
    call.services.arrived(call.sender->key);
  }
  return send(call, reply);
}

http::Response hello(Call& call) {
  const auto offer = wire::decode_offer(call.request.body);
  if (!offer) return send(call, engine::reply(wire::refusal_of(offer.error())));
  const auto common = wire::negotiate(*offer, engine::hub_offer(call.services.version));
  if (!common)
    return send(call, refused(Reason::protocol, "this hub speaks versions " + std::to_string(wire::protocol_oldest) +
                                                    " to " + std::to_string(wire::protocol_newest)));
  if (offer->release != call.sender->report.release && offer->release.size() <= 64)
    call.database.write([&](engine::HubTransaction& tx) { tx.fleet.says_release(call.sender->key, offer->release); });
  // Kept with the site: its feed is given by this. The key of PINs is for its eyes, and no part of that.
  if (const std::string agreed = wire::encode(*common); agreed != call.sender->agreed)
    call.database.write([&](engine::HubTransaction& tx) { tx.fleet.agreed(call.sender->key, agreed); });
  wire::Common answer = *common;
  answer.pin_key = wire::to_text(pin_key(call.services.authority.key_pem));
  answer.carry_key = to_hex(carry::derive_pair(call.services.authority.key_pem).open);
  return json(200, wire::encode(answer));
}

http::Response ping(Call& call) {
  std::string body;
  JsonWriter{body}.begin_object().key("serverTime").time(call.now, 0).end_object();
  return json(200, std::move(body));
}

http::Response status(Call& call) {
  std::vector<FieldError> errors;
  const auto body = parse_json(call.request.body);
  if (!body || call.request.body.size() > 64 * 1024) return send(call, refused(Reason::form, "no JSON object"));
  JsonFields fields{*body, errors};
  engine::Report report;
  report.mode = fields.text("mode", 32);
  report.release = fields.text("release", 64);
  report.backlog = fields.integer("backlog", 0);
  report.backlog_since = fields.maybe_time("backlogSince");
  report.document = call.request.body;
  if (!errors.empty()) return send(call, refused(Reason::form, errors.front().pointer + " " + errors.front().detail));
  const auto outcomes = wire::decode_outcomes(call.request.body);
  if (!outcomes) return send(call, engine::reply(wire::refusal_of(outcomes.error())));
  std::vector<wire::Directive> orders;
  call.database.write([&](engine::HubTransaction& tx) {
    tx.fleet.report(call.sender->key, report, call.now);
    orders = engine::exchange_directives(tx, call.sender->key, *outcomes, call.now);
  });
  return orders.empty() ? no_content() : json(200, wire::encode(orders));
}

engine::ChannelKey channel_of(const Call& call) { return {call.sender->key.tenant, call.sender->channel}; }

http::Response changes(Call& call) {
  const auto since = wire::parse_cursor(call.request.query_value("since").value_or(""));
  const auto limit = query_integer(call, "limit", 2000, 1, 2000);
  const auto wait = query_integer(call, "wait", 0, 0, 25);
  if (!since || !limit || !wait)
    return send(call, refused(Reason::form, "since, limit or wait is not as it should be"));
  const engine::ChannelKey key = channel_of(call);
  const Reply reply = engine::changes(call.database, key, *since, static_cast<int>(*limit), engine::FeedView::of(*call.sender));
  // Asking for what comes after a version proves that the store has it.
  if (reply.status == 200 && since->ordinal == 0 && since->version != call.sender->feed_version)
    call.database.write([&](engine::HubTransaction& tx) { tx.fleet.gave(call.sender->key, since->version); });
  if (reply.status == 200 && *wait > 0) {
    const auto page = wire::decode_feed_page(reply.body);
    if (page && page->changes.empty() && page->to == page->from) call.nothing_yet = key;
  }
  http::Response response = send_packed(call, reply);
  if (reply.status != 200 || !call.request.query_value("directives")) return response;
  // Who says that it knows of directives hears here that there is one, and fetches it with a report.
  bool ordered = false;
  call.database.read(
      [&](engine::HubTransaction& tx) { ordered = engine::has_new_directive(tx, call.sender->key, call.now); });
  if (ordered) {
    call.nothing_yet.reset();
    response.headers.push_back({"Holdfast-Directives", "1"});
  }
  return response;
}

http::Response manifest(Call& call) {
  return send_packed(call, engine::manifest(call.database, channel_of(call), rows_a_part, call.now,
                                            engine::FeedView::of(*call.sender)));
}

http::Response part(Call& call) {
  const auto number = [](const std::string& text) -> std::optional<std::int64_t> {
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string::npos) return {};
    return std::stoll(text);
  };
  const auto version = number(call.param(1)), index = number(call.param(2));
  if (!version || !index || *index > 1'000'000) return send(call, refused(Reason::form, "no such part"));
  return send_packed(call, engine::snapshot_part(call.database, channel_of(call), *version, static_cast<int>(*index),
                                                 engine::FeedView::of(*call.sender)));
}
http::Response buckets(Call& call) {
  return send_packed(call, engine::bucket_sums(call.database, channel_of(call), engine::FeedView::of(*call.sender)));
}

http::Response bucket_rows(Call& call) {
  const auto version = query_integer(call, "version", 0, 0, INT64_MAX);
  const auto of = wire::parse_buckets(call.request.query_value("of").value_or(""));
  wire::BucketRows wanted;
  wanted.dataset = call.param(1);
  wanted.after = call.request.query_value("after").value_or("");
  if (!version || !of || wanted.after.size() > 512 || !is_utf8(wanted.after))
    return send(call, refused(Reason::form, "version, of or after is not as it should be"));
  wanted.version = *version;
  wanted.of = *of;
  return send_packed(call, engine::bucket_rows(call.database, channel_of(call), std::move(wanted), wire::Limits{}.page_rows,
                                               engine::FeedView::of(*call.sender)));
}
}  // namespace

void add_sync_routes(Api& api) {
  using http::Method;
  api.add(Method::get, "/sync/v1/ping", Guard::site, ping);
  api.add(Method::post, "/sync/v1/hello", Guard::site, hello);
  api.add(Method::post, "/sync/v1/sites/{siteId}/events", Guard::site,
          [](Call& call) { return take(call, wire::events_type, &engine::Ingest::take_events); });
  api.add(Method::post, "/sync/v1/sites/{siteId}/bodies", Guard::site,
          [](Call& call) { return take(call, wire::bodies_type, &engine::Ingest::take_bodies); });
  api.add(Method::post, "/sync/v1/sites/{siteId}/epochs", Guard::site,
          [](Call& call) { return send(call, call.ingest.open_epoch(call.sender->key, call.request.body, call.now)); });
  api.add(Method::post, "/sync/v1/sites/{siteId}/status", Guard::site, status);
  api.add(Method::get, "/sync/v1/channels/{channelId}/changes", Guard::site, changes);
  api.add(Method::get, "/sync/v1/channels/{channelId}/buckets", Guard::site, buckets);
  api.add(Method::get, "/sync/v1/channels/{channelId}/buckets/{dataset}/rows", Guard::site, bucket_rows);
  api.add(Method::get, "/sync/v1/channels/{channelId}/snapshots/latest/manifest", Guard::site, manifest);
  api.add(Method::get, "/sync/v1/channels/{channelId}/snapshots/{version}/parts/{part}", Guard::site, part);
}
}  // namespace holdfast::server
