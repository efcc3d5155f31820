#include "routes/dispatch.h"

#include "base/card_number.h"
#include "base/no_cards.h"
#include "capabilities/judge.h"
#include "commands/permit.h"
#include "log/log.h"
#include "routes/approvable.h"
#include "routes/bearer.h"
#include "routes/problem.h"
#include "stream/broadcast.h"

namespace holdfast::routes {
namespace {
using Clock = std::chrono::steady_clock;
constexpr std::size_t longest_key = 200;

bool is_write(http::Method method) {
  return method == http::Method::post || method == http::Method::put || method == http::Method::patch ||
         method == http::Method::delete_;
}
/// Where `code` is what was scanned of an article.
Codes codes_of(std::string_view path) {
  constexpr std::array<std::string_view, 5> scans{"/v1/carts/{id}/items", "/v1/carts/{id}/items/{itemId}/substitute",
                                                  "/v1/sales", "/v1/returns", "/v1/stock/counts/{id}/lines"};
  return std::find(scans.begin(), scans.end(), path) == scans.end() ? Codes::of_ours : Codes::of_articles;
}
bool is_type(std::string_view content_type, std::string_view wanted) {
  std::string_view type = content_type.substr(0, content_type.find(';'));
  while (type.ends_with(' ')) type.remove_suffix(1);
  return http::equal_ignoring_case(type, wanted);
}
bool is_json(std::string_view content_type) { return is_type(content_type, "application/json"); }
Error missing_permission(Permission permission, bool approvable) {
  const std::string name{name_of(permission)};
  if (approvable) return {ErrorCode::approval_required, "`" + name + "` needs the approval of another person", {}};
  return {ErrorCode::permission_denied, "your role does not include `" + name + "`", {}};
}
http::Response response_of(Answer answer) {
  http::Response response;
  response.status = answer.status;
  response.content_type = answer.body.empty() && answer.status == 204 ? std::string{} : std::move(answer.content_type);
  response.body = std::move(answer.body);
  response.headers.reserve(answer.headers.size() + 4);
  for (auto& [name, value] : answer.headers) response.headers.push_back({std::move(name), std::move(value)});
  return response;
}
/// The problem's type of a refusal that left something (kept_refusal.h); empty for any other answer.
std::string kept_problem(const Answer& answer) {
  if (answer.content_type != "application/problem+json") return {};
  const Result<Json> problem = parse_json(answer.body);
  const Json* type = problem ? problem->find("type") : nullptr;
  return type != nullptr && type->is_string() ? type->text() : std::string{};
}
void add_safety(http::Response& response) {
  response.headers.push_back({"X-Content-Type-Options", "nosniff"});
  response.headers.push_back({"Cache-Control", "no-store"});
}
/// Of a refusal by the matrix; empty for any other, and where a manager's consent is all that is missing.
std::string_view refused_operation(const Error& error) {
  constexpr std::string_view begin = "\"operation\":\"";  // as capabilities::error_of() writes it
  const std::string_view more = error.more;
  if (!more.starts_with(begin) || error.code == ErrorCode::approval_required) return {};
  return more.substr(begin.size(), more.find('"', begin.size()) - begin.size());
}
}  // namespace

std::string_view bearer_of(const http::Request& request) {
  constexpr std::string_view scheme = "Bearer ";
  const std::string_view value = request.header("Authorization");
  if (value.size() <= scheme.size() || !http::equal_ignoring_case(value.substr(0, scheme.size()), scheme)) return {};
  return value.substr(scheme.size());
}

struct Dispatch::Entry {
  const Api::Route* route;
  std::optional<Permission> permission;
  bool is_stream = false, counts_sales = false;
  std::optional<std::size_t> operation;  // of the capability matrix; a route that names none is for tests alone
  metrics::Counter* by_class[6] = {};  // 1xx to 5xx by first digit
  metrics::Histogram* time = nullptr;
};

/// One request on its way, owned by whoever works on it.
struct Dispatch::Exchange {
  Dispatch* dispatch;
  Input input;
  http::Responder responder;
  Trace trace;
  Clock::time_point begin;
  const Entry* entry = nullptr;
  std::shared_ptr<const Actor> actor;
  std::optional<Instant> expires;
  std::string allow;
  std::string nonce = {};  ///< that the caller is to prove with from now on; empty: nothing new
  bool renews = false;     ///< the caller's terminal is to take a new token
};

class Dispatch::WriteExchange final : public store::Command {
 public:
  explicit WriteExchange(Exchange exchange) : exchange_{std::move(exchange)} {}
  /// Of a prepared route: what its slow part made.
  void use(store::Write write) { write_ = std::move(write); }
  Result<Answer> run(db::Transaction& tx, commands::Context& context) override {
    const auto& needed = exchange_.entry->permission;
    if (needed && !context.actor->may(*needed)) {
      // An Approval header only gets this far; whether it stands for this is known here. The command spends it.
      const auto& approval = context.approval;
      if (!approval || approval->action != name_of(*needed) ||
          !approval->permissions.test(static_cast<std::size_t>(*needed)))
        return tl::unexpected<Error>(missing_permission(*needed, true));
    }
    if (const auto& operation = exchange_.entry->operation) TRY(commands::permit(tx, context, *operation));
    return write_ ? write_(tx, context) : exchange_.entry->route->write(exchange_.input, tx, context);
  }
  void done(Result<Answer> answer) override { exchange_.dispatch->respond(exchange_, std::move(answer)); }
  Exchange& exchange() { return exchange_; }

 private:
  Exchange exchange_;
  store::Write write_;
};

/// The slow part of a write, on a reader; then the command goes to the writer.
class Dispatch::PrepareExchange final : public store::Query {
 public:
  explicit PrepareExchange(std::unique_ptr<WriteExchange> command) : command_{std::move(command)} {
    actor = command_->call.actor;
  }
  Result<Answer> run(db::Connection& connection, const ReadContext& context) override {
    const Exchange& exchange = command_->exchange();
    command_->use(TRY(exchange.entry->route->prepare(exchange.input, connection, context)));
    return Answer{};
  }
  void done(Result<Answer> prepared) override {
    store::Store& store = command_->exchange().dispatch->store_;
    if (!prepared) return command_->done(std::move(prepared));
    store.submit(std::move(command_));
  }

 private:
  std::unique_ptr<WriteExchange> command_;
};

class Dispatch::ReadExchange final : public store::Query {
 public:
  explicit ReadExchange(Exchange exchange) : exchange_{std::move(exchange)} { actor = exchange_.actor; }
  Result<Answer> run(db::Connection& connection, const ReadContext& context) override {
    return exchange_.entry->route->read(exchange_.input, connection, context);
  }
  void done(Result<Answer> answer) override { exchange_.dispatch->respond(exchange_, std::move(answer)); }

 private:
  Exchange exchange_;
};

Dispatch::Dispatch(store::Store& store, const Api& api, stream::Broadcast& stream, metrics::Registry& registry,
                   HostNames hosts, std::function<std::uint64_t()> random, std::string mount)
    : store_{store},
      stream_{stream},
      mount_{std::move(mount)},
      hosts_{std::move(hosts)},
      ids_{random},
      random_{std::move(random)},
      proofs_{random_},
      by_terminal_{Rates::usual},
      by_person_{Rates::usual},
      refused_{registry},
      unmatched_{registry.counter("http_unmatched_total", "Requests that no route took.")},
      sales_{registry.counter("sales_total", "Sales stored.")} {
  own_routes_.local(http::Method::get, "/v1/stream", Access::terminal(), [](const Input&) -> Result<Answer> {
    return refuse(ErrorCode::invalid_argument, "this is a WebSocket: connect with an upgrade");
  });
  for (const Api::Route& route : own_routes_.routes()) add_entry(route, registry);
  entries_.back()->is_stream = true;
  for (const Api::Route& route : api.routes()) add_entry(route, registry);
}
Dispatch::~Dispatch() = default;

void Dispatch::add_entry(const Api::Route& route, metrics::Registry& registry) {
  auto entry = std::make_unique<Entry>();
  entry->route = &route;
  entry->permission = route.access.permission;
  entry->counts_sales = route.method == http::Method::post && (route.path == "/v1/sales" || route.path == "/v1/orders");
  const std::string method{to_string(route.method)};
  entry->operation = capabilities::operation_of(method, route.path);
  for (std::size_t i = 1; i < 6; ++i)
    entry->by_class[i] =
        &registry.counter("http_requests_total", "Requests by route and class of status.",
                          {{"method", method}, {"route", route.path}, {"status", std::to_string(i) + "xx"}});
  entry->time =
      &registry.histogram("http_request_seconds", "From a request's last byte to its answer.",
                          metrics::duration_bounds_us, 1'000'000, {{"method", method}, {"route", route.path}});
  router_.add(route.method, route.path, entry.get());
  entries_.push_back(std::move(entry));
}

void Dispatch::use_strictness(const Strictness& strictness) {
  strictness_ = strictness;
  by_terminal_ = by_person_ = Rates{strictness.requests_per_minute.value_or(Rates::usual)};
}

void Dispatch::accept_operator(const Sha256& token) {
  auto actor = std::make_shared<Actor>();
  actor->name = actor->role = actor->staff_code = "operator";
  actor->permissions.set();
  operator_ = std::move(actor);
  operator_token_ = token;
}

void Dispatch::handle(http::Request&& request, http::Responder&& responder) {
  if (!mount_.empty())
    if (const std::size_t at = request.target.find(mount_); at != std::string::npos) request.target.erase(at, mount_.size());
  Trace trace = trace_of(request, ids_.next(store_.now()), random_());
  Exchange exchange{
      this, {std::move(request), {}}, std::move(responder), std::move(trace), Clock::now(), nullptr, {}, {}, {}};
  if (auto started = start(exchange); !started) respond(exchange, tl::unexpected<Error>(std::move(started).error()));
}

bool Dispatch::accepts_host(std::string_view host) {
  if (host == accepted_host_) return true;
  if (!hosts_.accept(host)) return false;
  accepted_host_ = host;
  return true;
}

Result<> Dispatch::start(Exchange& exchange) {
  const http::Request& request = exchange.input.http;
  if (!accepts_host(request.header("Host")))
    return refuse(ErrorCode::invalid_argument, "this store is not known by that host name");
  TRY(find_route(exchange));
  if (exchange.entry == nullptr) {  // OPTIONS of something that is there
    Answer answer;
    answer.status = 204;
    answer.headers.emplace_back("Allow", exchange.allow + ", OPTIONS");
    respond(exchange, std::move(answer));
    return {};
  }
  const Api::Route& route = *exchange.entry->route;
  if (store_.site() == nullptr && !route.local)
    return refuse(ErrorCode::not_configured, "this store has not been set up: run `holdfast init`");
  if (route.access.who != Access::Who::anyone) TRY(authenticate(exchange));
  if (exchange.entry->is_stream && request.is_websocket_upgrade()) return start_stream(exchange);
  // A command is judged when it runs; what is asked of devices or rows, or has a slow part before it, is judged here too.
  if (!route.write) TRY(judge(exchange));
  if (route.write || route.prepare || route.here || route.ask) return start_write(exchange);
  if (const auto& needed = exchange.entry->permission; needed && !exchange.actor->may(*needed))
    return tl::unexpected<Error>(missing_permission(*needed, false));
  if (route.local || route.inline_read) {
    run_here(exchange);
    return {};
  }
  store_.read(std::make_unique<ReadExchange>(std::move(exchange)));
  return {};
}

/// The capability matrix, for what is not a command. Amounts do not come into it.
Result<> Dispatch::judge(const Exchange& exchange) {
  const auto& operation = exchange.entry->operation;
  if (!operation || store_.site() == nullptr) return {};
  const capabilities::Evaluation& matrix = *store_.capabilities();
  if (matrix.operations[*operation].state != capabilities::State::denied) return {};
  const int offset = store_.view()->utc_offset_min(store_.now());
  return tl::unexpected<Error>(capabilities::error_of(capabilities::judge(matrix, *operation), offset));
}

Result<> Dispatch::find_route(Exchange& exchange) {
  const http::Request& request = exchange.input.http;
  auto match = router_.match(request.method, request.path());
  switch (match.outcome) {
    case http::RouteTree::Outcome::found:
      break;
    case http::RouteTree::Outcome::not_found:
      return refuse(ErrorCode::not_found, "there is nothing at this path");
    case http::RouteTree::Outcome::bad_encoding:
      return refuse(ErrorCode::invalid_argument, "the path is not percent-encoded rightly");
    case http::RouteTree::Outcome::method_not_allowed:
      exchange.allow = std::move(match.allow);
      if (request.method == http::Method::options) return {};
      return refuse(ErrorCode::method_not_allowed, "this path takes " + exchange.allow);
  }
  exchange.entry = *match.route;
  exchange.input.http.params = std::move(match.params);
  return {};
}

Result<> Dispatch::authenticate(Exchange& exchange) {
  const http::Request& request = exchange.input.http;
  std::string_view token = bearer_of(request);
  std::optional<std::string> in_query;  // browsers cannot set headers on a WebSocket
  if (token.empty() && exchange.entry->is_stream) {
    in_query = request.query_value("token");
    if (in_query) token = *in_query;
  }
  if (token.empty()) return refuse(ErrorCode::unauthenticated, "send `Authorization: Bearer <token>`");
  if (operator_ != nullptr && request.loopback && sha256(token) == operator_token_) {
    exchange.actor = operator_;
    return {};
  }
  const store::Bearer* bearer = store_.tokens().find(token);
  if (bearer == nullptr) return refuse(ErrorCode::unauthenticated, "nobody holds this token");
  const bool is_session = bearer->kind != store::Bearer::Kind::terminal;
  if (bearer->kind == store::Bearer::Kind::ended_session || (is_session && bearer->expires <= store_.now()))
    return refuse(ErrorCode::session_expired, "sign on again");
  if (!is_session && exchange.entry->route->access.who == Access::Who::session)
    return refuse(ErrorCode::unauthenticated, "this takes the token of somebody signed on, not the terminal's");
  if (bearer->proof_key) {
    TRY(prove(exchange, token, *bearer->proof_key));
  } else if (strictness_.require_proof) {
    return refuse(ErrorCode::unauthenticated, "this store takes no token without a proof: pair this terminal anew");
  }
  const Instant now = store_.now();
  exchange.renews = bearer->terms.due && *bearer->terms.due <= now;
  if (!is_session && bearer->terms.spent && *bearer->terms.spent <= now && exchange.entry->route->path != renewal_path)
    return refuse(ErrorCode::unauthenticated, "this token is good for nothing but a new one: POST " + std::string{renewal_path});
  exchange.actor = bearer->actor;
  if (is_session) exchange.expires = bearer->expires;
  return count(exchange);
}

Result<> Dispatch::prove(Exchange& exchange, std::string_view token, const Sha256& key) {
  const http::Request& request = exchange.input.http;
  const bool in_query = exchange.entry->is_stream && request.is_websocket_upgrade();
  const std::string target = mount_ + (in_query ? std::string{request.path()} : request.target);
  const std::string proof = in_query ? request.query_value("proof").value_or("") : std::string{request.header("Holdfast-Proof")};
  const Instant now = store_.now();
  switch (proofs_.judge(request, target, token, proof, key, now)) {
    case ProofGuard::Verdict::good:
      return {};
    case ProofGuard::Verdict::good_renew:
      exchange.nonce = proofs_.nonce(now);
      return {};
    case ProofGuard::Verdict::stale:
      exchange.nonce = proofs_.nonce(now);
      return refuse(ErrorCode::unauthenticated, "prove that you are the terminal of this token, with the nonce of this answer");
    case ProofGuard::Verdict::wrong:
      break;
  }
  return refuse(ErrorCode::unauthenticated, "this token is another terminal's");
}

/// What one terminal and one person may ask for in a minute.
Result<> Dispatch::count(const Exchange& exchange) {
  if (exchange.input.http.loopback && !strictness_.requests_per_minute) return {};
  const Instant now = store_.now();
  const Actor& actor = *exchange.actor;
  if ((actor.terminal_id != 0 && by_terminal_.take(actor.terminal_id, now)) ||
      (actor.staff_id != 0 && by_person_.take(actor.staff_id, now)))
    return refuse(ErrorCode::rate_limited, "too many requests of this terminal or person: wait a moment");
  return {};
}

Result<> Dispatch::start_write(Exchange& exchange) {
  const http::Request& request = exchange.input.http;
  store::Call call;
  if (const auto& needed = exchange.entry->permission; needed && !exchange.actor->may(*needed)) {
    // What is only read takes nobody's consent: there is no command to spend it.
    const bool approvable = is_approvable(*needed) && is_write(request.method);
    if (!approvable || !request.headers.contains("Approval"))
      return tl::unexpected<Error>(missing_permission(*needed, approvable));
  }
  if (request.headers.contains("Approval")) {
    call.approval = parse_uuid(request.header("Approval"));
    if (!call.approval) return refuse(ErrorCode::invalid_argument, "Approval is the id given by POST /v1/approvals");
  }
  if (!request.body.empty()) {
    const std::string& raw = exchange.entry->route->raw;
    const std::string_view type = request.header("Content-Type");
    if (!is_json(type) && (raw.empty() || !is_type(type, raw)))
      return refuse(ErrorCode::unsupported_media_type, "the body is application/json" + (raw.empty() ? "" : " or " + raw));
    if (raw.empty()) {
      exchange.input.body = TRY(parse_json(request.body));
      TRY(refuse_cards(exchange.input.body, codes_of(exchange.entry->route->path)));
    }
  }
  if (call.approval || request.headers.contains("Idempotency-Key"))
    call.request_sha = sha256(to_string(request.method), "\n", request.target, "\n", request.body);
  if (is_write(request.method) && request.headers.contains("Idempotency-Key")) {
    call.idempotency_key = request.header("Idempotency-Key");
    if (!is_visible_ascii(call.idempotency_key, longest_key) || holds_card_number(call.idempotency_key))
      return refuse(ErrorCode::invalid_argument, "Idempotency-Key is 1 to 200 visible ASCII characters");
  }
  call.correlation_id = exchange.trace.correlation_id;
  call.actor = exchange.actor;
  auto command = std::make_unique<WriteExchange>(std::move(exchange));
  command->call = std::move(call);
  const Api::Route& route = *command->exchange().entry->route;
  if (route.here) return ask_here(std::move(command));
  if (route.ask) return ask_elsewhere(std::move(command));
  if (route.prepare)
    store_.read(std::make_unique<PrepareExchange>(std::move(command)));
  else
    store_.submit(std::move(command));
  return {};
}

/// A refusal goes through the command, which has taken the exchange.
Result<> Dispatch::ask_here(std::unique_ptr<WriteExchange> command) {
  const Exchange& exchange = command->exchange();
  if (auto first = kept_.find(command->call)) {
    command->done(*std::move(first));
    return {};
  }
  Result<std::variant<Answer, store::Write>> found = refuse(ErrorCode::internal, "the appliance could not do that: its log says why");
  try {
    found = exchange.entry->route->here(exchange.input, *exchange.actor, store_);
  } catch (const std::exception& failure) {
    log::error("a route failed", {{"correlation_id", exchange.trace.correlation_id},
                                  {"error", log::Fault{"InternalError", failure.what(), false}}});
  }
  go_on(std::move(command), std::move(found));
  return {};
}

void Dispatch::go_on(std::unique_ptr<WriteExchange> command, Result<std::variant<Answer, store::Write>> found) {
  if (!found) {
    command->done(tl::unexpected<Error>(std::move(found).error()));
  } else if (auto* answer = std::get_if<Answer>(&*found)) {
    kept_.keep(command->call, *answer);
    command->done(std::move(*answer));
  } else {
    command->use(std::get<store::Write>(std::move(*found)));
    store_.submit(std::move(command));
  }
}

/// The exchange waits with whoever answers; a route that never tells would be a bug, so that it throws is an answer too.
Result<> Dispatch::ask_elsewhere(std::unique_ptr<WriteExchange> command) {
  if (auto first = kept_.find(command->call)) {
    command->done(*std::move(first));
    return {};
  }
  const auto held = std::make_shared<std::unique_ptr<WriteExchange>>(std::move(command));
  const WriteExchange& waiting = **held;
  const Told told = [this, held](Result<std::variant<Answer, store::Write>> found) {
    if (*held) go_on(std::move(*held), std::move(found));
  };
  try {
    (*held)->exchange().entry->route->ask((*held)->exchange().input, waiting.call, store_, told);
  } catch (const std::exception& failure) {
    log::error("a route failed", {{"error", log::Fault{"InternalError", failure.what(), false}}});
    told(refuse(ErrorCode::internal, "the appliance could not do that: its log says why"));
  }
  return {};
}

Result<> Dispatch::start_stream(Exchange& exchange) {
  exchange.entry->by_class[1]->add();
  const std::optional<Uuid> terminal = exchange.actor ? std::optional{exchange.actor->terminal} : std::nullopt;
  exchange.responder.upgrade(
      [&stream = stream_, expires = exchange.expires, terminal](std::shared_ptr<http::WebSocket> socket) {
        stream.add(std::move(socket), expires, terminal);
      });
  return {};
}

void Dispatch::run_here(Exchange& exchange) {
  const Api::Route& route = *exchange.entry->route;
  Result<Answer> answer = refuse(ErrorCode::internal, "the appliance could not do that: its log says why");
  if (route.inline_read) {
    answer = store_.read_inline(exchange.actor.get(), [&](db::Connection& connection, const ReadContext& context) {
      return route.read(exchange.input, connection, context);
    });
  } else {
    try {
      answer = route.local(exchange.input);
    } catch (const std::exception& failure) {
      log::error("a route failed", {{"correlation_id", exchange.trace.correlation_id},
                                    {"error", log::Fault{"InternalError", failure.what(), false}}});
    }
  }
  respond(exchange, std::move(answer));
}

void Dispatch::respond(Exchange& exchange, Result<Answer> answer) {
  const bool good = answer.has_value();
  if (!good && on_refusal_)
    if (const std::string_view operation = refused_operation(answer.error()); !operation.empty())
      on_refusal_(operation);
  const std::string refusal = good ? kept_problem(*answer) : std::string{taxonomy(answer.error().code).type};
  if (!refusal.empty() && exchange.nonce.empty())  // with a nonce it is an honest terminal whose last one was too old
    refused_.note(refusal,
                  {.peer = exchange.input.http.peer_address,
                   .route = exchange.entry != nullptr ? std::string_view{exchange.entry->route->path} : "-",
                   .correlation_id = exchange.trace.correlation_id},
                  store_.now());
  http::Response response =
      good ? response_of(*std::move(answer)) : problem(answer.error(), exchange.trace.correlation_id);
  if (!good && !exchange.allow.empty()) response.headers.push_back({"Allow", exchange.allow});
  if (!exchange.nonce.empty()) response.headers.push_back({"Holdfast-Nonce", std::move(exchange.nonce)});
  if (exchange.renews) response.headers.push_back({"Holdfast-Renew", "token"});
  if (!mount_.empty())
    for (http::ResponseHeader& header : response.headers)
      if (header.name == "Location") header.value.insert(0, mount_);
  note(exchange, response);
  response.headers.push_back({"X-Correlation-Id", std::move(exchange.trace.correlation_id)});
  response.headers.push_back({"traceparent", std::move(exchange.trace.traceparent)});
  add_safety(response);
  exchange.responder.respond(std::move(response));
}

void Dispatch::note(const Exchange& exchange, const http::Response& response) {
  const Entry* entry = exchange.entry;
  const auto us = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - exchange.begin).count();
  if (entry == nullptr) {
    unmatched_.add();
  } else {
    entry->by_class[std::min(5, response.status / 100)]->add();
    entry->time->observe(us);
    if (entry->counts_sales && response.status == 201) sales_.add();
    if (on_done_)
      on_done_({exchange.trace.correlation_id, exchange.trace.traceparent, exchange.input.http.header("traceparent"),
                to_string(exchange.input.http.method), entry->route->path, response.status, us});
  }
  constexpr int server_error = 500;
  const log::Level level = response.status >= server_error ? log::Level::error : log::Level::debug;
  if (!log::enabled(level)) return;
  log::write(level, "request",
             {{"correlation_id", exchange.trace.correlation_id},
              {"method", to_string(exchange.input.http.method)},
              {"route", entry != nullptr ? mount_ + entry->route->path : std::string{"-"}},
              {"status", std::int64_t{response.status}},
              {"duration_ms", us / 1000}});
}

http::Response Dispatch::fault_page(http::Fault fault, std::string_view detail, const http::Request* request) {
  ErrorCode code = ErrorCode::invalid_argument;
  switch (fault) {
    case http::Fault::bad_request:
    case http::Fault::target_too_long:
    case http::Fault::header_too_large:
      code = ErrorCode::invalid_argument;
      break;
    case http::Fault::request_timeout:
      code = ErrorCode::timeout;
      break;
    case http::Fault::body_too_large:
      code = ErrorCode::payload_too_large;
      break;
    case http::Fault::too_many_requests:
      code = ErrorCode::rate_limited;
      break;
    case http::Fault::handler_failed:
      code = ErrorCode::internal;
      break;
    case http::Fault::overloaded:
      code = ErrorCode::busy;
      break;
  }
  http::Response response = refusal({code, std::string{detail}, {}}, request);
  std::erase_if(response.headers,
                [](const http::ResponseHeader& header) { return header.name == "Retry-After"; });  // the server's
  return response;
}

http::Response Dispatch::refusal(const Error& error, const http::Request* request) {
  const Uuid id = ids_.next(store_.now());
  Trace trace = request != nullptr ? trace_of(*request, id, random_()) : Trace{to_string(id), {}};
  http::Response response = problem(error, trace.correlation_id);
  response.headers.push_back({"X-Correlation-Id", std::move(trace.correlation_id)});
  add_safety(response);
  return response;
}
}  // namespace holdfast::routes
