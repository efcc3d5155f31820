#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/json.h"
#include "engine/hub_database.h"
#include "engine/publishing.h"

namespace holdfast::courier {
/// What a connector's program may have the hub do: `{"publish": {"channelId", "rows": [{"dataset", "key", "op"?,
/// "body"?}]}}` makes one version of the channel's masters; `{"signal": {"name", "subject"?, "data"?}}` tells whoever
/// subscribes to `signal.NAME`.
struct Orders {
  struct Publication {
    engine::ChannelKey channel;
    std::vector<engine::MasterRow> rows;
  };
  std::vector<Publication> publications;
  std::vector<engine::OutboundEvent> signals;
};
/// `source` leads the signals' ids, so that the same orders again have the same ones. Refuses invalid_body.
Result<Orders> read_orders(const std::string& tenant, const std::vector<Json>& commands, const std::string& source);
/// Publishes, each in a transaction of its own; the same again changes nothing. Signals are the caller's to append,
/// with what they are the outcome of. Refuses what publishing refuses, and not_found for a channel that is not there.
Result<> publish(engine::HubDatabase& database, const Orders& orders, Instant now,
                 const std::function<void(const engine::ChannelKey&)>& published);
}  // namespace holdfast::courier
