#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "http/router.h"
#include "http/server.h"
#include "metrics/metrics.h"
#include "routes/api.h"
#include "routes/kept_answers.h"
#include "routes/proof_guard.h"
#include "routes/rates.h"
#include "routes/refused_access.h"
#include "routes/trace.h"

namespace holdfast::stream {
class Broadcast;
}

namespace holdfast::routes {
/// Names by which the machine may be addressed besides IP literals and `localhost`: a page of another origin that made
/// its own name point here is refused (DNS rebinding).
struct HostNames {
  std::unordered_set<std::string> names;
  bool accept(std::string_view host_header) const;
};

/// Turns requests into calls of the routes and their results into answers: finds the route, says who is asking, checks
/// what can be checked before anything is stored, and writes problems. It knows no rule of the shop. I/O thread only.
class Dispatch {
 public:
  /// `api` is taken as it stands; it, the store and the rest have to outlive this. `mount` comes before every path, in
  /// requests and in the addresses that answers name.
  Dispatch(store::Store& store, const Api& api, stream::Broadcast& stream, metrics::Registry& registry, HostNames hosts,
           std::function<std::uint64_t()> random, std::string mount = {});
  ~Dispatch();
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;
  /// Takes this token (by its SHA-256), from loopback only, as somebody who may do everything: the operator's command
  /// line on this machine, which finds it in `DIR/runtime.json`.
  void accept_operator(const Sha256& token);
  /// How strict we are beyond tokens. `requests_per_minute`: see rates.h; none: the usual, and loopback is exempt.
  struct Strictness {
    bool require_proof = false;
    std::optional<std::int64_t> requests_per_minute = std::nullopt;
  };
  void use_strictness(const Strictness& strictness);
  /// Told of every request that the capability matrix refused, with its operation.
  using OnRefusal = std::function<void(std::string_view operation)>;
  void use_refusals(OnRefusal told) { on_refusal_ = std::move(told); }
  /// One request as traces tell of it; what it points at lives for the call only.
  struct Handled {
    std::string_view correlation_id, traceparent;
    std::string_view parent;  ///< the caller's `traceparent`; empty: the trace began here
    std::string_view method, route;
    int status = 0;
    std::int64_t microseconds = 0;
  };
  using OnDone = std::function<void(const Handled&)>;
  /// Told of every request that a route took, before it is answered.
  void use_traces(OnDone told) { on_done_ = std::move(told); }
  void handle(http::Request&& request, http::Responder&& responder);
  /// A problem for what no route took, with its correlation id.
  http::Response refusal(const Error& error, const http::Request* request);
  http::Response fault_page(http::Fault fault, std::string_view detail, const http::Request* request);

 private:
  struct Entry;
  struct Exchange;
  class WriteExchange;
  class ReadExchange;
  class PrepareExchange;
  void add_entry(const Api::Route& route, metrics::Registry& registry);
  /// Hands the exchange on, or says why not and leaves it whole.
  Result<> start(Exchange& exchange);
  Result<> find_route(Exchange& exchange);
  Result<> judge(const Exchange& exchange);
  Result<> authenticate(Exchange& exchange);
  Result<> prove(Exchange& exchange, std::string_view token, const Sha256& key);
  Result<> count(const Exchange& exchange);
  Result<> start_write(Exchange& exchange);
  Result<> ask_here(std::unique_ptr<WriteExchange> command);
  Result<> ask_elsewhere(std::unique_ptr<WriteExchange> command);
  void go_on(std::unique_ptr<WriteExchange> command, Result<std::variant<Answer, store::Write>> found);
  Result<> start_stream(Exchange& exchange);
  void run_here(Exchange& exchange);
  bool accepts_host(std::string_view host);
  void respond(Exchange& exchange, Result<Answer> answer);
  void note(const Exchange& exchange, const http::Response& response);

  store::Store& store_;
  stream::Broadcast& stream_;
  std::string mount_;
  HostNames hosts_;
  IdSource ids_;
  std::function<std::uint64_t()> random_;
  Api own_routes_;
  std::vector<std::unique_ptr<Entry>> entries_;
  http::Router<const Entry*> router_;
  std::shared_ptr<const Actor> operator_;
  Sha256 operator_token_{};
  KeptAnswers kept_;
  ProofGuard proofs_;
  Strictness strictness_;
  Rates by_terminal_, by_person_;
  RefusedAccess refused_;
  std::string accepted_host_;  // the last: the next is nearly always the same
  OnRefusal on_refusal_;
  OnDone on_done_;
  metrics::Counter& unmatched_;
  metrics::Counter& sales_;
};
}  // namespace holdfast::routes
