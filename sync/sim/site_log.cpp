#include "sim/site_log.h"

#include <algorithm>

namespace holdfast::sim {
void SiteLog::open(std::int64_t epoch) { epochs_[epoch].genesis = wire::genesis(site_id_, epoch); }

void SiteLog::append(const Uuid& id, const std::string& type, const std::string& body) {
  Life& life = epochs_.rbegin()->second;
  edge::OutboxEvent event;
  event.seq = static_cast<std::int64_t>(life.events.size()) + 1;
  event.id = id;
  event.type = type;
  event.body = body;
  event.body_sha = sha256(body);
  event.hash =
      wire::next_hash(life.events.empty() ? life.genesis : life.events.back().hash, event.seq, id, event.body_sha);
  life.events.push_back(std::move(event));
}

void SiteLog::take_epoch(const wire::EpochGrant& grant) {
  // An event that was carried over stands in several lives; its last place says whether the hub has it: the hub may
  // know of a life without holding all that the life began with.
  std::map<Uuid, wire::Place> last;
  for (const auto& [epoch, life] : epochs_)
    for (const edge::OutboxEvent& event : life.events) last[event.id] = {epoch, event.seq};
  std::vector<edge::OutboxEvent> carried;
  for (const auto& [epoch, life] : epochs_)
    for (const edge::OutboxEvent& event : life.events)
      if (wire::Place place{epoch, event.seq}; place == last[event.id] && !(grant.common && place <= *grant.common))
        carried.push_back(event);
  open(grant.epoch);
  for (const edge::OutboxEvent& event : carried) append(event.id, event.type, event.body);
}

std::vector<wire::Landmark> SiteLog::landmarks() const {
  std::vector<wire::Landmark> marks;
  for (auto life = epochs_.rbegin(); life != epochs_.rend() && marks.size() < 200; ++life) {
    auto seq = static_cast<std::int64_t>(life->second.events.size());
    for (std::int64_t step = 1; seq > 0; seq -= step, step *= 2)
      marks.push_back({{life->first, seq}, life->second.events[static_cast<std::size_t>(seq - 1)].hash});
  }
  return marks;
}

wire::Link SiteLog::head() {
  const Life& life = epochs_.rbegin()->second;
  return {static_cast<std::int64_t>(life.events.size()), life.events.empty() ? life.genesis : life.events.back().hash};
}

std::optional<Sha256> SiteLog::hash_at(const wire::Place& place) const {
  const auto life = epochs_.find(place.epoch);
  if (life == epochs_.end() || place.seq < 0 || place.seq > static_cast<std::int64_t>(life->second.events.size()))
    return std::nullopt;
  return place.seq == 0 ? life->second.genesis : life->second.events[static_cast<std::size_t>(place.seq - 1)].hash;
}

std::vector<edge::OutboxEvent> SiteLog::read(std::int64_t after, int most_events, std::int64_t most_bytes) {
  const std::vector<edge::OutboxEvent>& all = epochs_.rbegin()->second.events;
  std::vector<edge::OutboxEvent> out;
  std::int64_t bytes = 0;
  for (auto i = static_cast<std::size_t>(after); i < all.size() && static_cast<int>(out.size()) < most_events; ++i) {
    bytes += static_cast<std::int64_t>(all[i].body.size());
    if (!out.empty() && bytes > most_bytes) break;
    out.push_back(all[i]);
  }
  return out;
}

std::optional<std::string> SiteLog::body_at(const wire::Place& place) {
  if (place.seq < 1 || !hash_at(place)) return std::nullopt;
  return epochs_.at(place.epoch).events[static_cast<std::size_t>(place.seq - 1)].body;
}

const Uuid* SiteLog::id_at(const wire::Place& place) const {
  return place.seq > 0 && hash_at(place) ? &epochs_.at(place.epoch).events[static_cast<std::size_t>(place.seq - 1)].id
                                         : nullptr;
}
}  // namespace holdfast::sim
