#include "training/training.h"

#include <boost/asio/post.hpp>

#include "log/log.h"
#include "routes/all_routes.h"
#include "routes/bearer.h"
#include "routes/capability_routes.h"
#include "routes/card_routes.h"
#include "routes/device_routes.h"
#include "routes/display_routes.h"
#include "routes/exception_routes.h"
#include "routes/customer_desk.h"
#include "routes/gift_card_desk.h"
#include "routes/system_routes.h"
#include "routes/weighing_routes.h"
#include "stream/broadcast.h"
#include "training/practice_store.h"
#include "training/terminals.h"

namespace holdfast::training {
namespace {
constexpr std::string_view mount = "/training";
constexpr std::size_t most_waiting = 256;  ///< requests that come while the store is being made
}  // namespace

/// What the live daemon has, once more; nobody reads these metrics.
struct Training::Practice {
  Practice(Training& owner, store::Options options)
      : store{owner.parts_.io, std::move(options), registry},
        stream{owner.parts_.io, store, registry},
        dispatch{store, table(owner), stream, registry, owner.parts_.hosts, owner.parts_.random, std::string{mount}} {
    store.start();
  }
  const routes::Api& table(Training& owner) {
    api.use_pepper(owner.parts_.pepper);
    routes::add_resource_routes(api);
    routes::add_system_routes(api, store, registry);
    routes::add_price_report_route(api, registry);
    routes::add_capability_routes(api, store, nullptr);
    routes::add_exception_routes(api, {});
    routes::add_device_routes(api, {});  // nothing is driven from here
    routes::add_weighing_routes(api, {});
    routes::add_display_routes(api, nullptr);
    routes::add_card_routes(api, {});
    routes::add_gift_card_desk(api, nullptr);
    routes::add_customer_desk(api, nullptr);
    api.local(http::Method::post, "/v1/reset", routes::Access::terminal(),
              [&owner](const routes::Input&) -> Result<store::Answer> {
                // Not now: this very route is part of what goes.
                boost::asio::post(owner.parts_.io, [&owner] { owner.reset(); });
                store::Answer answer;
                answer.status = 204;
                return answer;
              });
    return api;
  }
  metrics::Registry registry;
  routes::Api api;
  store::Store store;
  stream::Broadcast stream;
  routes::Dispatch dispatch;
};

Training::Training(Parts parts) : parts_{std::move(parts)} {
  parts_.options.file = parts_.folder / "store.db";
  parts_.options.training = true;
  parts_.options.readers = 1;
  std::error_code ignored;  // a leftover only takes room; making the store complains
  std::filesystem::remove_all(parts_.folder, ignored);
}

Training::~Training() { stop(); }

void Training::stop() {
  if (making_.joinable()) making_.join();
  waiting_.clear();
  if (practice_) practice_->store.stop();
  practice_.reset();
}

bool Training::takes(std::string_view path) {
  return path.starts_with(mount) && path.substr(mount.size()).starts_with("/v1/");
}

void Training::handle(http::Request&& request, http::Responder&& responder) {
  Waiting waiting{std::move(request), std::move(responder)};
  if (practice_) return pass(std::move(waiting));
  if (parts_.live.tokens().find(routes::bearer_of(waiting.request)) == nullptr)
    return refuse(std::move(waiting),
                  {ErrorCode::unauthenticated, "a paired terminal's token opens the practice store", {}});
  if (waiting_.size() >= most_waiting)
    return refuse(std::move(waiting), {ErrorCode::busy, "the practice store is being made: try again", {}});
  waiting_.push_back(std::move(waiting));
  if (!making_.joinable()) make();
}

void Training::make() {
  making_ = std::thread{[this, live = parts_.live.options().file, file = parts_.options.file] {
    std::string problem;
    try {
      make_practice_store(live, file);
    } catch (const std::exception& failure) {
      problem = failure.what();
    }
    boost::asio::post(parts_.io, [this, problem] { on_made(problem); });
  }};
}

void Training::on_made(const std::string& problem) {
  if (!making_.joinable()) return;  // stopped meanwhile
  making_.join();
  std::vector<Waiting> waiting = std::exchange(waiting_, {});
  std::string failed = problem;
  try {
    if (failed.empty()) practice_ = std::make_unique<Practice>(*this, parts_.options);
  } catch (const std::exception& failure) {
    failed = failure.what();
  }
  if (!failed.empty())
    log::error("the practice store could not be made", {{"error", log::Fault{"StorageError", failed, true}}});
  for (Waiting& each : waiting) {
    if (practice_)
      pass(std::move(each));
    else
      refuse(std::move(each),
             {ErrorCode::storage_failed, "the practice store could not be made: the log says why", {}});
  }
}

void Training::pass(Waiting waiting) {
  if (terminal_differs(waiting.request)) return take_terminals(std::move(waiting));
  practice_->dispatch.handle(std::move(waiting.request), std::move(waiting.responder));
}

/// Paired since the practice store was made, or revoked since: the live store says who may come in.
bool Training::terminal_differs(const http::Request& request) const {
  std::string_view token = routes::bearer_of(request);
  std::optional<std::string> in_query;  // of an event stream
  if (token.empty() && (in_query = request.query_value("token"))) token = *in_query;
  if (token.empty()) return false;
  const store::Tokens& live = parts_.live.tokens();
  if (const store::Bearer* known = practice_->store.tokens().find(token))
    return !live.has_terminal(known->actor->terminal);
  const store::Bearer* bearer = live.find(token);
  return bearer != nullptr && bearer->kind == store::Bearer::Kind::terminal;
}

void Training::take_terminals(Waiting waiting) {
  const auto held = std::make_shared<Waiting>(std::move(waiting));
  const auto terminals = std::make_shared<std::vector<TerminalRow>>();
  const auto pass_on = [this, held](const Result<store::Answer>&) {
    if (practice_) practice_->dispatch.handle(std::move(held->request), std::move(held->responder));
  };
  parts_.live.read(
      nullptr,
      [terminals](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
        *terminals = paired_terminals(connection);
        return store::Answer{};
      },
      [this, held, terminals, pass_on](const Result<store::Answer>& read) {
        if (!practice_) return;
        if (!read) return refuse(std::move(*held), read.error());
        practice_->store.submit(
            {},
            [terminals](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
              replace_terminals(tx, *terminals, context.now);
              store::Answer answer;
              answer.tokens_changed = true;
              return answer;
            },
            pass_on);
      });
}

void Training::refuse(Waiting waiting, const Error& error) {
  waiting.responder.respond(parts_.dispatch.refusal(error, &waiting.request));
}

/// Running requests are answered first; open event streams are closed.
void Training::reset() {
  if (!practice_) return;
  practice_->store.stop();
  practice_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(parts_.folder, ignored);
  log::info("the practice store was wiped");
}
}  // namespace holdfast::training
