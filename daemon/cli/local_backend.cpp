#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include "base/json_writer.h"
#include "cli/backend.h"
#include "cli/data_folder.h"
#include "cli/import_articles.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "config/zone.h"
#include "metrics/metrics.h"
#include "routes/all_routes.h"
#include "routes/card_routes.h"
#include "routes/device_routes.h"
#include "routes/replication_routes.h"
#include "store/store.h"

namespace holdfast::cli {
namespace {
std::vector<std::string_view> segments(std::string_view path) {
  std::vector<std::string_view> out;
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::size_t end = std::min(path.find('/'), path.size());
    out.push_back(path.substr(0, end));
    path.remove_prefix(end);
  }
  return out;
}
/// The path's parameters when it fits the pattern.
std::optional<std::vector<std::string>> match(std::string_view pattern, std::string_view path) {
  const auto wanted = segments(pattern);
  const auto given = segments(path);
  if (wanted.size() != given.size()) return {};
  std::vector<std::string> params;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (wanted[i].starts_with('{')) {
      auto decoded = http::percent_decode(given[i]);
      if (!decoded) return {};
      params.push_back(*std::move(decoded));
    } else if (wanted[i] != given[i]) {
      return {};
    }
  }
  return params;
}

/// The same store and routes as the daemon's, without a socket; whoever may write the data folder may do everything.
class LocalBackend : public Backend {
 public:
  LocalBackend(const std::filesystem::path& data, DataLock lock)
      : lock_{std::move(lock)}, store_{io_, options(data), registry_} {
    api_.use_pepper(config::read_file(data / "pepper"));
    routes::add_resource_routes(api_);
    routes::add_device_routes(api_, {});
    routes::add_card_routes(api_, {});
    routes::add_replication_routes(api_, {{}, data});
    store_.start();
  }
  ~LocalBackend() override { store_.stop(); }

  Reply call(http::Method method, std::string_view target, std::string_view body, std::string_view key) override {
    const auto found = find(method, target, body);
    if (!found) return reply_of(tl::unexpected<Error>(found.error()));
    return run(*found->route, found->input, key);
  }

  commands::ImportReport import_catalogue(std::string_view text, ImportMode mode,
                                          const std::function<void(std::int64_t)>& seen) override {
    if (store_.site() == nullptr) throw Stop{"this store has not been set up", "run `holdfast init`"};
    if (mode == ImportMode::dry_run) return dry_run(text);
    commands::ImportReport report;
    bool loaded = false;
    write([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      loaded = commands::catalogue_is_empty(tx.connection());
      if (loaded) TRY(commands::load_catalogue(tx, text, is_json(text), context, report));
      return store::Answer{};
    });
    if (!loaded) import_in_slices(text, report, seen);
    return report;
  }

 private:
  struct Found {
    const routes::Api::Route* route;
    routes::Input input;
  };
  Result<Found> find(http::Method method, std::string_view target, std::string_view body) const {
    Found found{nullptr, {}};
    found.input.http.method = method;
    found.input.http.target = std::string{target};
    found.input.http.body = std::string{body};
    found.input.http.loopback = true;
    for (const routes::Api::Route& route : api_.routes()) {
      if (route.method != method) continue;
      auto params = match(route.path, found.input.http.path());
      if (!params) continue;
      found.input.http.params = *std::move(params);
      if (!body.empty() && route.raw.empty()) found.input.body = TRY(parse_json(body));
      found.route = &route;
      return found;
    }
    return refuse(ErrorCode::not_found, "no such resource: " + std::string{target});
  }
  static store::Call call_of(const routes::Input& input, std::string_view key) {
    store::Call call;
    call.correlation_id = "cli";
    call.idempotency_key = std::string{key};
    call.request_sha = sha256(http::to_string(input.http.method), input.http.target, input.http.body);
    return call;
  }
  static store::Options options(const std::filesystem::path& data) {
    config::ensure_field_keys(data);
    store::Options options;
    options.file = database_of(data);
    options.node_id = "cli";
    options.card_key = config::read_file(data / "pepper");
    options.clock = &config::wall_clock;
    options.random = config::KernelRandom{};
    options.zone = &config::offsets_of_zone;
    return options;
  }
  Reply run(const routes::Api::Route& route, const routes::Input& input, std::string_view key) {
    if (route.local) return reply_of(route.local(input));
    if (route.write)
      return write([&](db::Transaction& tx, commands::Context& context) { return route.write(input, tx, context); },
                   input, key);
    if (route.read)
      return read([&](db::Connection& connection, const store::ReadContext& context) {
        return route.read(input, connection, context);
      });
    store::Write prepared;
    const Reply refused =
        read([&](db::Connection& connection, const store::ReadContext& context) -> Result<store::Answer> {
          prepared = TRY(route.prepare(input, connection, context));
          return store::Answer{};
        });
    return prepared ? write(prepared, input, key) : refused;
  }
  commands::ImportReport dry_run(std::string_view text) {
    commands::ImportReport report;
    write([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
      report = TRY(commands::import_at_once(tx, text, is_json(text), ImportMode::dry_run, context));
      return store::Answer{};
    });
    return report;
  }
  void import_in_slices(std::string_view text, commands::ImportReport& report,
                        const std::function<void(std::int64_t)>& seen) {
    constexpr std::size_t slice = 500;  // rows of one commit
    std::int64_t done = 0;
    const auto apply = [&](std::vector<commands::ImportRow>&& rows) {
      write([&](db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        commands::apply_import(tx, rows, context, report);
        return store::Answer{};
      });
      seen(done += static_cast<std::int64_t>(rows.size()));
    };
    if (const auto read = commands::import_catalogue(text, is_json(text), *store_.site(), slice, apply, report); !read)
      stop_at(read.error());
  }
  /// A change that is no route's; a refusal is a Stop.
  void write(store::Write command) {
    std::optional<Error> refused;
    outcome([&](store::Done done) {
      store_.submit(call_of({}, {}), std::move(command),
                    [&refused, done = std::move(done)](Result<store::Answer> answer) {
                      if (!answer) refused = answer.error();
                      done(std::move(answer));
                    });
    });
    if (refused) stop_at(*refused);
  }
  [[noreturn]] static void stop_at(const Error& error) {
    throw Stop{error.detail, "correct it and import again; what is there already stays as it is"};
  }
  Reply write(store::Write command, const routes::Input& input, std::string_view key) {
    return outcome([&](store::Done done) { store_.submit(call_of(input, key), std::move(command), std::move(done)); });
  }
  Reply read(store::Read query) {
    return outcome([&](store::Done done) { store_.read(nullptr, std::move(query), std::move(done)); });
  }
  /// Runs the loop until the store has answered.
  template <class Start>
  Reply outcome(const Start& start) {
    std::optional<Result<store::Answer>> answer;
    start([&answer](Result<store::Answer> outcome) { answer = std::move(outcome); });
    while (!answer) io_.run_one();
    return reply_of(*answer);
  }
  static Reply reply_of(const Result<store::Answer>& answer) {
    if (answer) return {answer->status, answer->body};
    const ErrorRow& row = taxonomy(answer.error().code);
    Reply reply{row.status, {}};
    JsonWriter json{reply.body};
    json.begin_object().member("title", row.title).member("status", row.status).member("detail", answer.error().detail);
    json.key("errors").begin_array();
    for (const FieldError& field : answer.error().fields)
      json.begin_object().member("pointer", field.pointer).member("detail", field.detail).end_object();
    json.end_array().end_object();
    return reply;
  }

  DataLock lock_;
  boost::asio::io_context io_{1};
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{
      io_.get_executor()};  // or it stops for good
  metrics::Registry registry_;
  routes::Api api_;
  store::Store store_;
};
}  // namespace

std::unique_ptr<Backend> open_local(const std::filesystem::path& data) {
  std::optional<DataLock> lock = DataLock::try_take(data);
  if (!lock) throw Stop{"another process holds " + (data / "lock").string(), "wait until it is done"};
  return std::make_unique<LocalBackend>(data, *std::move(lock));
}
}  // namespace holdfast::cli
