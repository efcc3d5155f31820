// Any order, repeat, split and damage of batches, against a model of the table of verdicts.
#include <catch2/catch.hpp>

#include "database/hub_fixture.h"

namespace holdfast::database {
namespace {
enum class Damage { none, edited, swapped, miscounted, other_start };

struct Model {
  std::int64_t ack = 0;
  bool frozen = false;
  /// What a hub must say to lines from `first`, of which the one at `wrong` is the first that is not ours (0: none).
  std::string verdict(std::int64_t first, int count, Damage damage, std::int64_t wrong) {
    if (damage == Damage::miscounted) return "count";
    if (frozen) return "fork";
    if (first > ack + 1) return "gap";
    if (damage == Damage::other_start || (damage != Damage::none && wrong <= ack)) {
      frozen = true;
      return "fork";
    }
    if (damage != Damage::none) return "chain";
    ack = std::max(ack, first + count - 1);
    return "ack";
  }
};

struct Draw {
  std::uint64_t state;
  std::int64_t below(std::int64_t most) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::int64_t>((state >> 33) % static_cast<std::uint64_t>(most));
  }
};

wire::EventBatch damaged(wire::EventBatch batch, Damage damage, std::size_t at) {
  switch (damage) {
    case Damage::none:
      break;
    case Damage::edited:
      batch.lines[at].body.replace(batch.lines[at].body.find("EUR"), 3, "USD");
      break;
    case Damage::swapped:
      std::swap(batch.lines[at], batch.lines[at + 1]);
      break;
    case Damage::miscounted:
      batch.lines.pop_back();
      break;
    case Damage::other_start: {
      Sha256 hash = batch.header.prev_hash = sha256("another start");
      std::int64_t seq = batch.header.first_seq;
      for (const wire::Line& line : batch.lines) hash = wire::next_hash(hash, seq++, line.id, line.body_sha);
      batch.header.last_hash = hash;
      break;
    }
  }
  return batch;
}

/// As encode_batch, but for any number of lines.
std::string text_of(const wire::EventBatch& batch) {
  std::string text = wire::encode_batch(
      batch.header, batch.lines.size() == static_cast<std::size_t>(batch.header.count)
                        ? batch.lines
                        : std::vector<wire::Line>(static_cast<std::size_t>(batch.header.count),
                                                  batch.lines.empty() ? wire::Line{} : batch.lines[0]));
  if (batch.lines.size() == static_cast<std::size_t>(batch.header.count)) return text;
  text.resize(text.find('\n') + 1);
  for (const wire::Line& line : batch.lines) text += line.body + "\n";
  return text;
}
}  // namespace

TEST_CASE("10,000 random pushes get the verdicts of the table, and the log stays a prefix", "[hub]") {
  constexpr int events = 40;
  HubFixture hub;
  Draw draw{2026};
  int pushes = 0;
  for (int life = 0; pushes < 10'000; ++life) {
    const engine::SiteKey site{"tenant-1", "life-" + std::to_string(life)};
    hub.hub.write([&](engine::HubTransaction& tx) { engine::enrol(tx, site, "channel-1", hub.now); });
    LogFixture log{site.site};
    for (std::uint64_t i = 1; i <= events; ++i) log.add_sale(i, 100, "1-" + std::to_string(i));
    Model model;
    const std::int64_t few = draw.below(3) == 0 ? 1 : 8;  // some lives see damage often, some hardly
    for (int i = 0; i < 100 && !model.frozen; ++i, ++pushes) {
      const std::int64_t first =
          draw.below(3) == 0 ? 1 + draw.below(events) : std::min<std::int64_t>(events, 1 + draw.below(model.ack + 1));
      const int count = 1 + static_cast<int>(draw.below(std::min<std::int64_t>(12, events - first + 1)));
      auto damage = draw.below(few) == 0 ? static_cast<Damage>(draw.below(5)) : Damage::none;
      if (count < 2 && damage != Damage::none && damage != Damage::other_start) damage = Damage::edited;
      const auto at = static_cast<std::size_t>(damage == Damage::swapped ? draw.below(count - 1) : draw.below(count));
      const engine::Reply reply = hub.ingest.take_events(
          site, wire::Coding::identity, text_of(damaged(log.batch(first, count), damage, at)), hub.now);
      const std::string expected = model.verdict(first, count, damage, first + static_cast<std::int64_t>(at));
      if (reply.status == 200) {
        const auto ack = wire::decode_ack(reply.body);
        REQUIRE(expected == "ack");
        REQUIRE(ack->ack == wire::Link{model.ack, log.hash_at(model.ack)});
      } else {
        const wire::Refusal refusal = wire::decode_refusal(reply.status, reply.body);
        REQUIRE(std::string{wire::name_of(refusal.reason)} == expected);
        REQUIRE(refusal.ack == wire::Link{model.ack, log.hash_at(model.ack)});
      }
    }
    const auto rows = hub.read([&](engine::HubTransaction& tx) { return tx.sites.read(site, {1, 0}, 1000); });
    REQUIRE(static_cast<std::int64_t>(rows.size()) == model.ack);
    for (const engine::LogRow& row : rows) REQUIRE(row.hash == log.hash_at(row.place.seq));
  }
}
}  // namespace holdfast::database
