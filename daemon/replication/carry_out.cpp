#include "replication/carry_out.h"

#include <openssl/rand.h>

#include <algorithm>

#include "config/data_folder.h"
#include "replication/feed_rows.h"
#include "replication/outbox.h"
#include "replication/progress_rows.h"
#include "wire/batch.h"
#include "wire/hex.h"
#include "wire/packing.h"

namespace holdfast::replication {
namespace {
constexpr int batch_events = 500;
constexpr std::int64_t batch_bytes = 512 * 1024;  ///< raw

std::optional<carry::Key> key_in(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  return wire::parse_digest(config::read_file(file).substr(0, 64));
}
std::filesystem::path pages_file(const std::filesystem::path& data) { return data / "carried-feed"; }

Uuid new_uuid() {
  Uuid id;
  const carry::Key random = carry::random_key();
  std::copy_n(random.begin(), id.bytes.size(), id.bytes.begin());
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0FU) | 0x40U);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3FU) | 0x80U);
  return id;
}
}  // namespace

void keep_hub_carry_key(const std::filesystem::path& data, std::string_view hex) {
  const std::filesystem::path file = data / "hub-carry-key";
  if (!wire::parse_digest(hex) || (std::filesystem::exists(file) && config::read_file(file) == hex)) return;
  config::write_file(file, std::string{hex}, config::Secrecy::open);
}
std::optional<carry::Key> hub_carry_key(const std::filesystem::path& data) { return key_in(data / "hub-carry-key"); }

carry::KeyPair own_carry_key(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "carry-key";
  if (const auto known = key_in(file)) return carry::pair_of(*known);
  const carry::Key fresh = carry::random_key();
  config::write_file(file, to_hex(fresh), config::Secrecy::secret);
  return carry::pair_of(fresh);
}

Result<std::string> write_carry_out(const std::filesystem::path& database, const CarryWish& wish, Instant now) {
  const auto identity = load_identity(wish.data);
  if (!identity) return refuse(ErrorCode::conflict, "this store is not enrolled at a hub");
  const auto hub = hub_carry_key(wish.data);
  if (!hub)
    return refuse(ErrorCode::not_available_now, "this store has not heard from its hub yet: it does not know its key");
  db::Connection connection{database, db::Access::reader};
  db::Statement& site = connection.prepare("SELECT site_id, epoch FROM site WHERE id = 1");
  if (!site.step()) return refuse(ErrorCode::not_configured, "this store has not been set up");
  const std::string site_id = site.string(0);
  const std::int64_t epoch = site.integer(1);
  site.reset();
  Outbox outbox{database, site_id, epoch};
  const auto known = load_memory(connection, epoch).acked;
  wire::Link at = known.value_or(wire::Link{0, wire::genesis(site_id, epoch)});
  if (wish.after && *wish.after > at.seq) {
    const auto hash = outbox.hash_at(*wish.after);
    if (!hash) return refuse(ErrorCode::invalid_argument, "this log does not reach to " + std::to_string(*wish.after));
    at = {*wish.after, *hash};
  }
  carry::Outgoing out;
  out.file = new_uuid();
  out.tenant = identity->tenant_id;
  out.site = site_id;
  out.channel = identity->channel_id;
  out.made = now;
  out.epoch = epoch;
  out.first_seq = at.seq + 1;
  out.feed = load_feed_state(connection).staged;
  out.reply = own_carry_key(wish.data).open;
  out.certificate = identity->certificate_pem;
  wire::Packer packer;
  std::size_t bytes = 0;
  while (bytes < wish.most_bytes) {
    std::vector<edge::OutboxEvent> events = outbox.read(at.seq, batch_events, batch_bytes);
    if (events.empty()) break;
    wire::BatchHeader header;
    header.site_id = site_id;
    header.epoch = epoch;
    header.first_seq = at.seq + 1;
    header.count = static_cast<int>(events.size());
    header.prev_hash = at.hash;
    header.last_hash = events.back().hash;
    at = {events.back().seq, events.back().hash};
    std::vector<wire::Line> lines;
    for (edge::OutboxEvent& event : events)
      lines.push_back(event.body.empty() ? wire::hole_line(event.id, event.body_sha, "erased")
                                         : wire::Line{event.id, event.body_sha, std::move(event.body), {}});
    out.batches.push_back(packer.pack(wire::encode_batch(header, lines), wire::Coding::zstd));
    bytes += out.batches.back().size();
  }
  out.last_seq = at.seq;
  return carry::write(out, *hub, identity->key_pem);
}

Result<carry::Incoming> read_carried(const std::filesystem::path& data, std::string_view file) {
  const auto identity = load_identity(data);
  if (!identity) return refuse(ErrorCode::conflict, "this store is not enrolled at a hub");
  return carry::read_incoming(file, own_carry_key(data), identity->authority_pem, identity->site_id);
}

Result<> take_carried_ack(db::Transaction& tx, const carry::Incoming& incoming, Instant now) {
  db::Connection& connection = tx.connection();
  db::Statement& site = connection.prepare("SELECT site_id, epoch FROM site WHERE id = 1");
  const std::string site_id = site.step() ? site.string(0) : std::string{};
  const std::int64_t epoch = site_id.empty() ? 0 : site.integer(1);
  site.reset();
  const wire::Ack& ack = incoming.ack;
  if (ack.epoch != epoch)
    return refuse(ErrorCode::conflict, "the hub is in epoch " + std::to_string(ack.epoch) +
                                           " of this store, which is in " + std::to_string(epoch) +
                                           ": that needs a line");
  const auto known = load_memory(connection, epoch).acked;
  if (known && ack.ack.seq < known->seq)
    return refuse(ErrorCode::conflict, "this answer is old: it reaches to " + std::to_string(ack.ack.seq) +
                                           ", and the hub is known to hold " + std::to_string(known->seq));
  const auto at = events::find_epoch(connection, epoch);
  const auto own = at                 ? events::hash_at(connection, site_id, *at, ack.ack.seq)
                   : ack.ack.seq == 0 ? std::optional{wire::genesis(site_id, epoch)}
                                      : std::nullopt;
  if (!own || *own != ack.ack.hash)
    return refuse(ErrorCode::conflict,
                  "the hub holds another event " + std::to_string(ack.ack.seq) + " than this log: nothing was taken");
  save_watermark(tx, {epoch, ack.ack, ack.applied_seq, ack.server_time}, 0, now);
  return {};
}

void keep_carried_pages(const std::filesystem::path& data, const std::vector<std::string>& pages) {
  if (pages.empty()) return;
  std::string text;
  for (const std::string& page : pages) text.append(page).append("\n");  // JSON has no line end of its own
  config::write_file(pages_file(data), text, config::Secrecy::secret);
}
bool has_carried_pages(const std::filesystem::path& data) { return std::filesystem::exists(pages_file(data)); }
std::vector<wire::FeedPage> take_carried_pages(const std::filesystem::path& data) {
  std::vector<wire::FeedPage> pages;
  const std::string text = config::read_file(pages_file(data));
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (auto page = wire::decode_feed_page(std::string_view{text}.substr(at, end - at)))
      pages.push_back(*std::move(page));
    else
      return pages;
    at = end + 1;
  }
  return pages;
}
void forget_carried_pages(const std::filesystem::path& data) { std::filesystem::remove(pages_file(data)); }
}  // namespace holdfast::replication
