#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>

#include "courier/open_calls.h"
#include "engine/hub_database.h"
#include "metrics/metrics.h"
#include "webhooks/seal.h"
#include "webhooks/target.h"

namespace holdfast::courier {
/// What all deliveries of one hub process share. Used from several threads.
struct Tools {
  /// Runs `work` with a connection of the hub and comes back when it is done; its exceptions too.
  std::function<void(const std::function<void(engine::HubDatabase&)>& work)> with_database;
  std::function<Instant()> clock;
  std::function<void(std::span<std::uint8_t>)> random;
  std::function<void(const engine::ChannelKey&)> published;
  webhooks::Seal seal;
  /// Of this data folder: a hub that was killed takes up its own leases at once when it is back.
  std::string holder;
  webhooks::Reach reach = webhooks::Reach::world;
  std::filesystem::path credentials;  ///< where `{file:NAME}` is looked for
  std::filesystem::path jq;           ///< the helper program
  std::int64_t away_after_s = 90;     ///< of silence: a site has gone away
  metrics::Registry& metrics;
  std::shared_ptr<OpenCalls> open_calls = std::make_shared<OpenCalls>();

  void write(const std::function<void(engine::HubTransaction&)>& work) const {
    with_database([&](engine::HubDatabase& database) { database.write(work); });
  }
  std::uint64_t number() const {
    std::uint64_t value = 0;
    random({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
    return value;
  }
};
}  // namespace holdfast::courier
