#include "events/event_log.h"

#include "base/json_writer.h"
#include "events/epochs.h"
#include "events/stored_body.h"

namespace holdfast::events {
namespace {
constexpr std::string_view genesis_tag{"HF-GENESIS1\0", 12};
constexpr std::string_view chain_tag{"HF-EV1\0", 7};
constexpr std::size_t max_body = 1 << 20;
}  // namespace

Sha256 genesis(std::string_view site_id, std::int64_t epoch) {
  const auto number = big_endian(static_cast<std::uint64_t>(epoch));
  return sha256(genesis_tag, site_id, std::string_view{"\0", 1}, bytes_of(number));
}
Sha256 chain(const Sha256& previous, std::int64_t seq, const Uuid& id, const Sha256& body_sha) {
  const auto number = big_endian(static_cast<std::uint64_t>(seq));
  return sha256(chain_tag, bytes_of(previous), bytes_of(number), bytes_of(id.bytes), bytes_of(body_sha));
}

EventLog::EventLog(db::Connection& connection, const Site& site, IdSource& ids, std::string node_id, std::string version)
    : site_epoch_{site.epoch}, site_id_{site.site_id}, ids_{ids}, node_id_{std::move(node_id)}, version_{std::move(version)} {
  JsonWriter json{fixed_head_};
  json.member("tenantId", site.tenant_id).member("siteId", site.site_id).member("salesChannelId", site.sales_channel_id);
  reload(connection);
}

void EventLog::reload(db::Connection& connection) { head_ = head_of(connection, site_id_, site_epoch_); }

Appended EventLog::append(db::Transaction& tx, const Event& event, const Origin& origin) {
  const Uuid id = ids_.next(origin.now);
  body_.clear();
  JsonWriter json{body_};
  json.begin_object().member("id", id);
  json.raw(fixed_head_).member("type", event.type).member("aggregateType", event.aggregate_type);
  json.member("aggregateId", event.aggregate).member("correlationId", origin.correlation_id).member("causationId", origin.correlation_id);
  json.key("occurredAt").time(origin.now, origin.utc_offset_min);
  json.key("metadata").begin_object().member("sourceSystem", "holdfast");
  json.member("actorId", origin.actor != nullptr ? to_string(origin.actor->staff) : std::string{"appliance"});
  json.member("actorRole", origin.actor != nullptr ? std::string_view{origin.actor->role} : std::string_view{"system"});
  json.member("nodeId", node_id_).member("version", 1);
  if (!origin.decisions.empty()) json.key("decisions").raw(origin.decisions);
  json.end_object();
  json.key("payload").raw(event.payload).end_object();
  if (body_.size() > max_body) throw db::Failure{db::Cause::other, 0, "an event above 1 MiB: " + std::string{event.type}};
  const Sha256 body_sha = sha256(body_);
  const std::int64_t seq = head_.seq + 1;
  const Sha256 hash = chain(head_.hash, seq - head_.base_seq, id, body_sha);
  const EventCodec::Encoded encoded = codec_.encode(body_);
  const std::string stored = seal_body(tx.connection(), body_, encoded, seq);
  tx.prepare("INSERT INTO event_log(seq, epoch, event_id, type, aggregate_type, aggregate_id, body, body_coding, body_sha, hash, recorded_us) "
             "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .exec(seq, head_.epoch, id, event.type, event.aggregate_type, event.aggregate,
            std::span{reinterpret_cast<const std::uint8_t*>(stored.data()), stored.size()},
            static_cast<int>(encoded.coding), std::span<const std::uint8_t>{body_sha},
            std::span<const std::uint8_t>{hash}, origin.now);
  head_.seq = seq;
  head_.hash = hash;
  return {seq, body_sha};
}

std::int64_t read_after(db::Connection& connection, std::int64_t since, int limit, const std::function<void(const Stored&)>& each) {
  db::Statement& rows = connection.prepare(
      "SELECT seq, type, aggregate_type, aggregate_id, body, body_coding FROM event_log WHERE seq > ? ORDER BY seq LIMIT ?");
  rows.all(since, limit);
  std::int64_t last = since;
  while (rows.step()) {
    last = rows.integer(0);
    each({last, rows.string(1), rows.string(2), to_string(rows.uuid(3)), rows.is_null(4) ? std::string{} : open_body(connection, rows.blob(4), rows.small(5), last)});
  }
  return last;
}

std::int64_t last_seq(db::Connection& connection) {
  db::Statement& row = connection.prepare("SELECT coalesce(max(seq), 0) FROM event_log");
  const std::int64_t seq = row.step() ? row.integer(0) : 0;
  row.reset();
  return seq;
}
}  // namespace holdfast::events
