#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/json.h"
#include "base/json_writer.h"
#include "base/no_cards.h"
#include "engine/hub_database.h"
#include "engine/ingest.h"
#include "http/message.h"
#include "http/tls.h"
#include "metrics/metrics.h"
#include "operations/registry.h"
#include "server/call_limits.h"
#include "webhooks/target.h"
#include "wire/packing.h"

namespace holdfast::server {
/// What all requests share. Used from every thread, so whatever changes in it looks after itself.
struct Services {
  http::Credential authority;
  Sha256 operator_token{};  ///< SHA-256 of the bearer token
  std::string version;
  std::function<Instant()> clock;
  std::function<void(std::span<std::uint8_t>)> random;  ///< unpredictable bytes, any thread
  metrics::Registry& metrics;
  std::int64_t certificate_life_s = std::int64_t{90} * seconds_per_day;  ///< of stores
  int keep_days = 90;      ///< of old changes of masters
  int keep_log_days = 0;   ///< of bodies of stores' logs; 0: for ever
  /// A channel has a new version: whoever waits for it is asked again.
  std::function<void(const engine::ChannelKey&)> published = [](const engine::ChannelKey&) {};
  /// A site's log has grown: it is to be projected.
  std::function<void(const engine::SiteKey&)> arrived = [](const engine::SiteKey&) {};
  /// What stores ask while somebody waits, and how often each may.
  std::shared_ptr<const operations::Registry> operations =
      std::make_shared<const operations::Registry>(operations::all_operations());
  std::shared_ptr<CallLimits<engine::SiteKey>> realtime_limits = std::make_shared<CallLimits<engine::SiteKey>>(20, 60);
  /// How often each operator may call, and how often an address may show a token that is none.
  std::shared_ptr<CallLimits<std::string>> operator_limits = std::make_shared<CallLimits<std::string>>(200, 2000);
  std::shared_ptr<CallLimits<std::string>> stranger_limits = std::make_shared<CallLimits<std::string>>(10, 200);
  /// Which addresses webhooks and connectors may be given, where their `{file:NAME}`s are, and a nudge: there may be
  /// something to deliver.
  webhooks::Reach reach = webhooks::Reach::world;
  std::filesystem::path credentials = {};
  /// Where releases are published, how often rollouts are looked at and stores are to ask, and by how long stretches what
  /// they count is kept apart.
  std::filesystem::path releases = {};
  std::int64_t rollout_look_s = 30, update_ask_s = 60, signal_stretch_s = 3600;
  std::function<void()> deliver = [] {};
  /// The demo's WAN: cut() drops what is connected and takes nothing new. Any thread.
  std::function<bool()> line_is_open = [] { return true; };
  std::function<void(bool open)> set_line = [](bool) {};
};

/// One request on a worker's thread, with the worker's connection.
struct Call {
  const http::Request& request;
  engine::HubDatabase& database;
  engine::Ingest& ingest;
  wire::Packer& packer;
  const Services& services;
  Instant now;
  std::optional<engine::SiteCard> sender = {};  ///< who a store's certificate says it is, and what is known of it
  engine::Actor actor = {};  ///< of a call of operators: whose token was shown
  /// Set by a handler that has nothing to tell yet: the channel to wait for. Its response goes out when the time is up.
  std::optional<engine::ChannelKey> nothing_yet = {};

  const std::string& param(std::size_t index) const { return request.params[index]; }
};

http::Response json(int status, std::string body);
http::Response no_content();
/// RFC 9457, by the house's taxonomy.
http::Response problem(const Error& error);
http::Response problem(const engine::Reply& refusal);
/// A body that is a JSON object; 415 and 400 otherwise.
Result<Json> json_body(const Call& call, Codes codes = Codes::of_ours);
/// `name` of the query as an integer within bounds; `otherwise` when it is not there.
Result<std::int64_t> query_integer(const Call& call, std::string_view name, std::int64_t otherwise, std::int64_t least,
                                   std::int64_t most);
}  // namespace holdfast::server
