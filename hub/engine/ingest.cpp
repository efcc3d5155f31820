#include "engine/ingest.h"

#include <algorithm>

#include "engine/projection.h"

namespace holdfast::engine {
using wire::Reason;

namespace {
constexpr int most_holes = 200;

wire::Ack position(HubTransaction& tx, const Site& site, const Epoch& epoch, const wire::Limits& limits, Instant now) {
  wire::Ack ack;
  ack.epoch = epoch.epoch;
  ack.ack = epoch.ack;
  ack.applied_seq = epoch.applied_seq;
  ack.server_time = now;
  ack.max_events = limits.events;
  ack.max_bytes = static_cast<std::int64_t>(limits.raw_bytes);
  ack.holes = tx.sites.holes(site.key, most_holes);
  return ack;
}

/// A refusal that says where the hub is, wherever it knows the site.
Reply refuse_at(const wire::Fault& fault, const std::optional<Epoch>& epoch) {
  wire::Refusal refusal = wire::refusal_of(fault);
  if (epoch) {
    refusal.epoch = epoch->epoch;
    refusal.ack = epoch->ack;
  }
  return reply(refusal);
}

LogRow log_row(const wire::EventBatch& batch, std::size_t index) {
  const wire::Line& line = batch.lines[index];
  LogRow row;
  row.place = {batch.header.epoch, batch.header.first_seq + static_cast<std::int64_t>(index)};
  row.event_id = line.id;
  if (!line.is_hole()) row.body = line.body;
  row.body_sha = line.body_sha;
  row.hash = batch.hashes[index];
  row.error_class = line.error_class;
  return row;
}

Sha256 hash_before(HubTransaction& tx, const SiteKey& key, const wire::Place& first) {
  if (first.seq == 1) return wire::genesis(key.site, first.epoch);
  return tx.sites.hash_at(key, {first.epoch, first.seq - 1}).value_or(Sha256{});
}

/// The index of the first line that is not what the log holds in its place; the number of lines when all agree.
std::size_t first_difference(HubTransaction& tx, const SiteKey& key, const wire::EventBatch& batch,
                             const wire::Link& ack) {
  // The usual batch goes on where the watermark is: its hash is known without a look at the log.
  const bool goes_on = batch.header.first_seq == ack.seq + 1;
  const Sha256 before = goes_on ? ack.hash : hash_before(tx, key, {batch.header.epoch, batch.header.first_seq});
  if (before != batch.header.prev_hash) return 0;
  const std::int64_t overlap = std::min(batch.last_seq(), ack.seq) - batch.header.first_seq + 1;
  if (overlap <= 0) return batch.lines.size();
  const auto same = [&](std::int64_t index) {
    return tx.sites.hash_at(key, {batch.header.epoch, batch.header.first_seq + index}) ==
           batch.hashes[static_cast<std::size_t>(index)];
  };
  if (same(overlap - 1)) return batch.lines.size();  // a chain that agrees here agrees everywhere before
  std::int64_t index = 0;
  while (same(index)) ++index;
  return static_cast<std::size_t>(index);
}

void keep_fork(HubTransaction& tx, Site site, const wire::EventBatch& batch, std::size_t from, Instant now) {
  for (std::size_t i = from; i < batch.lines.size(); ++i) tx.sites.keep_evidence(site.key, log_row(batch, i), now);
  site.frozen = true;
  tx.sites.put(site, now);
}

/// What is new of a batch that fits; bodies for holes among what is known already are taken as well.
Epoch store(HubTransaction& tx, const Site& site, Epoch epoch, const wire::EventBatch& batch, Instant now) {
  std::vector<LogRow> fresh;
  for (std::size_t i = 0; i < batch.lines.size(); ++i) {
    const std::int64_t seq = batch.header.first_seq + static_cast<std::int64_t>(i);
    if (seq > epoch.ack.seq) fresh.push_back(log_row(batch, i));
  }
  tx.sites.insert(site.key, fresh, now);
  if (batch.last_seq() > epoch.ack.seq) {
    epoch.ack = {batch.last_seq(), batch.header.last_hash};
    tx.sites.put(site.key, epoch, now);
  }
  return epoch;
}

Reply take(HubTransaction& tx, const SiteKey& from, const wire::Decoded<wire::EventBatch>& batch,
           const wire::Limits& limits, Instant now) {
  std::optional<Site> site = tx.sites.lock(from);
  if (!site) return refuse_at({Reason::site, "this hub has no site " + from.site}, std::nullopt);
  const std::optional<Epoch> present = tx.sites.epoch(from, site->epoch);
  if (!batch) return refuse_at(batch.error(), present);
  if (batch->header.site_id != from.site) return refuse_at({Reason::site, "the batch is of another site"}, present);
  if (batch->header.epoch != site->epoch)
    return refuse_at({Reason::epoch, "this site is in epoch " + std::to_string(site->epoch)}, present);
  if (site->frozen) return refuse_at({Reason::fork, "frozen since a fork was found"}, present);
  if (batch->header.first_seq > present->ack.seq + 1)
    return refuse_at({Reason::gap, "the next is " + std::to_string(present->ack.seq + 1)}, present);
  const std::size_t different = first_difference(tx, from, *batch, present->ack);
  if (different < batch->lines.size()) {
    keep_fork(tx, *site, *batch, different, now);
    return refuse_at({Reason::fork, "another event is held at " +
                                        std::to_string(batch->header.first_seq + static_cast<std::int64_t>(different))},
                     present);
  }
  if (!batch->chain_holds()) return refuse_at({Reason::chain, "the lines do not hash to lastHash"}, present);
  const Epoch after = store(tx, *site, *present, *batch, now);
  tx.sites.put(*site, now);
  return reply(position(tx, *site, after, limits, now));
}
}  // namespace

void enrol(HubTransaction& tx, const SiteKey& key, const std::string& channel, Instant now) {
  if (tx.sites.lock(key)) return;
  tx.sites.put({key, channel, 1, false}, now);
  tx.sites.put(key, Epoch{1, {0, wire::genesis(key.site, 1)}, 0, {}, {}}, now);
}

Reply Ingest::take_events(const SiteKey& from, wire::Coding coding, std::string_view packed, Instant now) {
  const auto raw = packer_.unpack(packed, coding, limits_);
  const wire::Decoded<wire::EventBatch> batch = raw ? wire::decode_lines(*raw, limits_) : tl::unexpected(raw.error());
  Reply answer;
  database_.write([&](HubTransaction& tx) { answer = take(tx, from, batch, limits_, now); });
  return answer;
}

Reply Ingest::take_bodies(const SiteKey& from, wire::Coding coding, std::string_view packed, Instant now) {
  const auto raw = packer_.unpack(packed, coding, limits_);
  const wire::Decoded<wire::BodyBatch> batch = raw ? wire::decode_bodies(*raw, limits_) : tl::unexpected(raw.error());
  Reply answer;
  database_.write([&](HubTransaction& tx) {
    const std::optional<Site> site = tx.sites.lock(from);
    if (!site) return void(answer = refuse_at({Reason::site, "this hub has no site " + from.site}, std::nullopt));
    const std::optional<Epoch> present = tx.sites.epoch(from, site->epoch);
    if (!batch) return void(answer = refuse_at(batch.error(), present));
    if (batch->site_id != from.site)
      return void(answer = refuse_at({Reason::site, "the bodies are of another site"}, present));
    // All are looked at before any is written: a refusal stores nothing.
    std::vector<LogRow> rows;
    for (const wire::LateBody& late : batch->bodies) {
      auto row = tx.sites.row(from, late.place);
      if (!row) continue;  // this hub fell back below it: the site hears so from the watermark
      if (row->body_sha != sha256(late.body))
        return void(answer = refuse_at({Reason::body, "not the body of that event"}, present));
      if (row->body) continue;
      row->body = late.body;
      rows.push_back(*std::move(row));
    }
    for (const LogRow& row : rows) {
      tx.sites.fill(from, row.place, *row.body);
      const auto of = tx.sites.epoch(from, row.place.epoch);
      if (of && row.place.seq <= of->applied_seq) project_row(tx, from, row, now);
    }
    answer = reply(position(tx, *site, *present, limits_, now));
  });
  return answer;
}

Reply Ingest::open_epoch(const SiteKey& from, std::string_view text, Instant now) {
  const auto request = wire::decode_epoch_request(text);
  Reply answer;
  database_.write([&](HubTransaction& tx) {
    std::optional<Site> site = tx.sites.lock(from);
    if (!site) return void(answer = refuse_at({Reason::site, "this hub has no site " + from.site}, std::nullopt));
    if (!request) return void(answer = refuse_at(request.error(), tx.sites.epoch(from, site->epoch)));
    if (request->site_id != from.site)
      return void(answer =
                      refuse_at({Reason::site, "the request is of another site"}, tx.sites.epoch(from, site->epoch)));
    std::optional<Epoch> opened = tx.sites.epoch_of_grant(from, request->key);
    if (!opened) {
      // Above both sides' numbers: a hub back from a backup must not give out a number that the site has used.
      opened = Epoch{std::max(site->epoch, request->from_epoch) + 1, {}, 0, request->key, {}};
      opened->ack = {0, wire::genesis(from.site, opened->epoch)};
      for (const wire::Landmark& mark : request->landmarks)
        if (mark.place.seq > 0 && tx.sites.hash_at(from, mark.place) == mark.hash) {
          opened->common = mark.place;
          break;
        }
      tx.sites.put(from, *opened, now);
      site->epoch = opened->epoch;
      site->frozen = false;
      tx.sites.put(*site, now);
    }
    answer = {200, wire::encode(wire::EpochGrant{opened->epoch, opened->common, tx.books.marks(from)})};
  });
  return answer;
}
}  // namespace holdfast::engine
