#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "http/router.h"
#include "server/call.h"

namespace holdfast::server {
enum class Guard {
  open,      ///< anybody
  site,      ///< a store by its certificate, which must be of the site or channel in the path
  operators  ///< the hub's bearer token, or one of an operator's own
};
/// Of a call of operators that changes nothing, or whose history is kept elsewhere: masters have their own.
constexpr std::string_view unaudited = "-";
using Handle = std::function<http::Response(Call&)>;

/// The calls of one listener. answer() never throws: what breaks is logged, counted and answered 500 or 503.
class Api {
 public:
  explicit Api(metrics::Registry& registry);
  /// `action`: what it is called in the audit log, for operators' calls that change something.
  void add(http::Method method, std::string_view pattern, Guard guard, Handle handle, std::string_view action = {});
  http::Response answer(Call& call, http::Request& request) const;

 private:
  struct Route {
    Guard guard;
    Handle handle;
    metrics::Histogram* duration;
    std::string action;  ///< empty: not noted
  };
  http::Response answer_plainly(Call& call, http::Request& request) const;
  http::Response run(const Route& route, Call& call) const;
  metrics::Registry& registry_;
  http::Router<Route> routes_;
};

/// What stores call: schema/sync.yaml and enrolment.
void add_sync_routes(Api& api);
void add_enrolment_routes(Api& api);
void add_realtime_routes(Api& api);
void add_store_review_routes(Api& api);
void add_release_routes(Api& api);
/// What operators call: schema/hub.yaml.
void add_fleet_routes(Api& api);
void add_directive_routes(Api& api);
void add_totals_routes(Api& api);
void add_split_routes(Api& api);
void add_review_routes(Api& api);
void add_customer_routes(Api& api);
void add_masters_routes(Api& api);
void add_carry_routes(Api& api);
void add_system_routes(Api& api);
void add_webhook_routes(Api& api);
void add_connector_routes(Api& api);
void add_delivery_routes(Api& api);
void add_inbound_routes(Api& api);
void add_rollout_routes(Api& api);
void add_audit_routes(Api& api);

/// The store behind a client certificate, or why not: 401 without one, 403 when it is wrong, expired, revoked, of
/// nobody known, or of another site (channel) than the path's.
tl::expected<engine::SiteCard, engine::Reply> admit_site(const Call& call);
}  // namespace holdfast::server
