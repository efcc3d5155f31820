#include "engine/publishing.h"
#include "engine/tenant_facts.h"
#include "engine/vouchers.h"
#include "operations/registry.h"
#include "operations/voucher_codes.h"
#include "server/api.h"
#include "server/tenant.h"
#include "wire/hex.h"

// schema/sync.yaml: what a store asks while somebody waits.
namespace holdfast::server {
namespace {
constexpr std::size_t most_bytes = 256U * 1024;

http::Response send(Call& call, const std::string& operation, const engine::Reply& reply) {
  call.services.metrics
      .counter("hub_realtime_total", "Calls that somebody at a till waited for.",
               {{"operation", operation}, {"status", std::to_string(reply.status / 100) + "xx"}})
      .add();
  return reply.status == 200 ? json(200, reply.body) : problem(reply);
}

/// A customer whom stores hold by publication is published as they are now; others are looked up when they are needed.
void publish_customer(Call& call, const std::string& question) {
  const auto body = parse_json(question);
  const Json* request = body ? body->find("request") : nullptr;
  const Json* person = request != nullptr ? request->find("personId") : nullptr;
  const auto id = person != nullptr && person->is_string() ? parse_uuid(person->text()) : std::nullopt;
  if (!id) return;
  std::vector<engine::ChannelKey> channels;
  std::optional<engine::Customer> customer;
  call.database.read([&](engine::HubTransaction& tx) {
    channels.clear();
    customer = tx.customers.lock(call.sender->key.tenant, *id);
    for (const engine::SalesChannel& channel : tx.fleet.channels(call.sender->key.tenant))
      if (tx.feed.row(channel.key, "customer", to_string(*id))) channels.push_back(channel.key);
  });
  if (!customer) return;
  const engine::MasterRow row{"customer", to_string(*id), wire::Op::put, engine::published_body(*customer)};
  for (const engine::ChannelKey& channel : channels)
    if (engine::publish(call.database, channel, {&row, 1}, call.now)) call.services.published(channel);
}

/// The store that is to hand a voucher over may be waiting for masters of any channel: it hears of it at once.
void wake_stores(Call& call) {
  std::vector<engine::SalesChannel> channels;
  call.database.read([&](engine::HubTransaction& tx) { channels = tx.fleet.channels(call.sender->key.tenant); });
  for (const engine::SalesChannel& channel : channels) call.services.published(channel.key);
}

http::Response ask(Call& call, engine::Reply (*run)(engine::HubDatabase&, const operations::Registry&,
                                                    const operations::Question&)) {
  const operations::Registry& known = *call.services.operations;
  const std::string operation = known.find(call.param(1)) != nullptr ? call.param(1) : "unknown";
  if (!call.services.realtime_limits->allow(call.sender->key, call.now)) {
    call.services.metrics.counter("hub_realtime_limited_total", "Calls of sites that asked too often.").add();
    return problem(Error{ErrorCode::rate_limited, "this site asks too often", {}});
  }
  if (call.request.body.size() > most_bytes)
    return problem(Error{ErrorCode::payload_too_large, "a question is short", {}});
  const engine::Reply reply =
      run(call.database, known, {call.sender->key, call.sender->channel, call.param(1), call.request.body, call.now});
  if (operation == "voucher.fetch" && reply.status == 200) wake_stores(call);
  if (operation == "customer.put" && reply.status == 200) publish_customer(call, call.request.body);
  if (operation.starts_with("identity.") && reply.status == 200) call.services.deliver();
  return send(call, operation, reply);
}

std::string key_id_of(const std::array<std::uint8_t, 32>& key) {
  return to_hex(sha256({reinterpret_cast<const char*>(key.data()), key.size()})).substr(0, 8);
}

/// The public part of a key that a store signs its receipts with; from then on every store of the tenant has it.
Result<engine::ReceiptKey> read_key(const Json& body, const engine::SiteKey& site, Instant now) {
  std::vector<FieldError> errors;
  JsonFields fields{body, errors};
  engine::ReceiptKey key{site.site, fields.text("keyId", 16), {}, now, {}};
  const auto bytes = wire::parse_digest(fields.text("publicKey", 64));
  if (!bytes)
    fields.complain("publicKey", "is 32 bytes in hexadecimal digits");
  else
    key.public_key = *bytes;
  TRY(accept_fields(std::move(errors)));
  if (key.key_id != key_id_of(key.public_key))
    return refuse(ErrorCode::invalid_argument, "keyId is the first 8 digits of the key's SHA-256");
  return key;
}

std::string key_row(const engine::ReceiptKey& key, const std::string& site_name) {
  std::string body;
  JsonWriter json{body};
  json.begin_object().member("siteId", key.site).member("siteName", site_name).member("keyId", key.key_id);
  json.member("publicKey", to_hex(key.public_key)).key("from").time(key.registered, 0);
  if (key.revoked) json.key("revoked").time(*key.revoked, 0);
  json.end_object();
  return body;
}

/// Every channel of the tenant: a customer goes to whatever store is near.
void publish_key(Call& call, const engine::ReceiptKey& key) {
  std::vector<engine::SalesChannel> channels;
  std::string name;
  call.database.read([&](engine::HubTransaction& tx) {
    channels = tx.fleet.channels(call.sender->key.tenant);
    name = call.sender->name;
  });
  const engine::MasterRow row{"receipt_key", key.site + "/" + key.key_id, wire::Op::put, key_row(key, name)};
  for (const engine::SalesChannel& channel : channels)
    if (engine::publish(call.database, channel.key, {&row, 1}, call.now)) call.services.published(channel.key);
}

/// `{vouchers: [{voucherId, code, currency}]}`: what this store issued or was given, so that others find it by its code.
http::Response note_vouchers(Call& call) {
  constexpr std::size_t most_vouchers = 500;
  const auto body = json_body(call);
  if (!body) return problem(body.error());
  std::vector<FieldError> errors;
  JsonFields fields{*body, errors};
  struct Told {
    Uuid id;
    std::string code, currency;
  };
  std::vector<Told> told;
  for (const Json& item : fields.array("vouchers", true, most_vouchers)) {
    JsonFields one{item, errors, "/vouchers/" + std::to_string(told.size())};
    told.push_back({one.uuid("voucherId"), one.text("code", 60), one.text("currency", 3)});
  }
  if (const auto accepted = accept_fields(std::move(errors)); !accepted) return problem(accepted.error());
  call.database.write([&](engine::HubTransaction& tx) {
    for (const Told& each : told)
      engine::note_voucher(tx, call.sender->key, each.id,
                           operations::voucher_digest(tx, call.sender->key.tenant, each.id, each.code), each.currency,
                           call.now);
  });
  return no_content();
}

http::Response register_key(Call& call) {
  const auto body = json_body(call);
  auto key =
      body ? read_key(*body, call.sender->key, call.now) : Result<engine::ReceiptKey>{tl::unexpected(body.error())};
  if (!key) return problem(key.error());
  call.database.write([&](engine::HubTransaction& tx) {
    for (const engine::ReceiptKey& known : tx.realtime.keys(call.sender->key))
      if (known.key_id == key->key_id) *key = known;  // asked again: it stays what it was, revoked too
    tx.realtime.put_key(call.sender->key, *key);
  });
  publish_key(call, *key);
  return no_content();
}
}  // namespace

void add_realtime_routes(Api& api) {
  api.add(http::Method::post, "/sync/v1/sites/{siteId}/vouchers", Guard::site, note_vouchers);
  using http::Method;
  api.add(Method::post, "/sync/v1/sites/{siteId}/realtime/{operation}", Guard::site,
          [](Call& call) { return ask(call, &operations::perform); });
  api.add(Method::post, "/sync/v1/sites/{siteId}/realtime/{operation}/status", Guard::site, [](Call& call) {
    return ask(call, [](engine::HubDatabase& database, const operations::Registry&,
                        const operations::Question& question) { return operations::settle(database, question); });
  });
  api.add(Method::post, "/sync/v1/sites/{siteId}/receipt-keys", Guard::site, register_key);
}
}  // namespace holdfast::server
