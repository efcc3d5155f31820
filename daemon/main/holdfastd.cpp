// The store-site daemon: builds each part, wires them, runs until it is told to stop.
#include <malloc.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <thread>
#include <vector>

#include "base/json_writer.h"
#include "commands/claim_device.h"
#include "commands/close_day.h"
#include "commands/expire_value.h"
#include "commands/fiscal_receipt.h"
#include "commands/note_software.h"
#include "commands/retention_terms.h"
#include "commands/seal_fields.h"
#include "config/data_folder.h"
#include "config/tls_files.h"
#include "config/machine.h"
#include "config/settings.h"
#include "config/zone.h"
#include "gateway/display_post.h"
#include "gateway/gateway.h"
#include "gateway/health_metrics.h"
#include "gateway/payment_desk.h"
#include "gateway/terminal_reports.h"
#include "http/server.h"
#include "hub_calls/hub_calls.h"
#include "launcher/launch.h"
#include "log/log.h"
#include "main/device_desks.h"
#include "otlp/exporter.h"
#include "pages/embedded_pages.h"
#include "pages/pages.h"
#include "pages/sources.h"
#include "replication/ping_probe.h"
#include "replication/replication.h"
#include "replication/sync_metrics.h"
#include "routes/all_routes.h"
#include "routes/backup_routes.h"
#include "routes/capability_routes.h"
#include "routes/card_routes.h"
#include "routes/device_routes.h"
#include "routes/discovery_routes.h"
#include "routes/dispatch.h"
#include "routes/display_routes.h"
#include "routes/elsewhere_routes.h"
#include "routes/exception_routes.h"
#include "routes/checkout_desk.h"
#include "routes/customer_desk.h"
#include "routes/gift_card_desk.h"
#include "routes/machine_routes.h"
#include "routes/replication_routes.h"
#include "routes/setup_routes.h"
#include "routes/system_routes.h"
#include "routes/update_routes.h"
#include "routes/weighing_routes.h"
#include "service/heartbeat.h"
#include "setup/box.h"
#include "signals/collector.h"
#include "stream/broadcast.h"
#include "training/training.h"
#include "update/prove.h"
#include "update/share.h"
#include "update/updater.h"

namespace holdfast {
namespace {
constexpr const char* version = HOLDFAST_VERSION;
constexpr std::chrono::seconds farewell{5};  ///< for requests that still run when we are told to stop

store::Options store_options(const config::Settings& settings, const config::DataFolder& folder) {
  store::Options options;
  options.file = folder.store_file();
  options.node_id = settings.node_id;
  options.version = version;
  options.card_key = folder.pepper();
  options.clock = &config::wall_clock;
  options.random = config::KernelRandom{};
  options.zone = &config::offsets_of_zone;
  return options;
}

void add_server_metrics(metrics::Registry& registry, const http::Server& server) {
  metrics::Gauge& connections = registry.gauge("http_connections", "Open connections.");
  metrics::Gauge& requests = registry.gauge("http_requests_seen", "Requests read since start.");
  metrics::Gauge& faults = registry.gauge("http_faults", "Requests refused before a route since start.");
  registry.before_text([&] {
    const http::ServerCounters counters = server.counters();
    connections.set(static_cast<std::int64_t>(counters.connections_open));
    requests.set(static_cast<std::int64_t>(counters.requests));
    faults.set(static_cast<std::int64_t>(counters.faults));
  });
}

std::unique_ptr<otlp::Exporter> trace_exporter(const config::Settings& settings, metrics::Registry& registry) {
  if (settings.otlp_endpoint.empty()) return nullptr;
  return std::make_unique<otlp::Exporter>(
      settings.otlp_endpoint,
      otlp::Resource{{"service.name", "holdfastd"}, {"service.version", version}, {"service.instance.id", settings.node_id}}, registry);
}
otlp::Span span_of(const routes::Dispatch::Handled& told, Instant now) {
  otlp::Span span;
  otlp::split_traceparent(told.traceparent, span.trace_id, span.span_id);
  std::string trace;
  if (!otlp::split_traceparent(told.parent, trace, span.parent_id) || trace != span.trace_id) span.parent_id.clear();
  span.name = std::string{told.method} + " " + std::string{told.route};
  span.begin = Instant{now.unix_us() - told.microseconds};
  span.microseconds = told.microseconds;
  span.status = told.status;
  span.correlation_id = told.correlation_id;
  return span;
}

struct RetentionMetrics {
  explicit RetentionMetrics(metrics::Registry& registry)
      : rows{registry.counter("retention_rows_total", "Rows that were kept no longer.")},
        last{registry.gauge("retention_last_run_timestamp_seconds", "When retention last looked.")},
        free_pages{registry.gauge("store_free_pages", "Pages of the database that hold nothing.")} {}
  metrics::Counter& rows;
  metrics::Gauge& last;
  metrics::Gauge& free_pages;
};
/// A slice of what is kept no longer, then of the space it leaves. Never while somebody sells.
void retain(db::Transaction& tx, commands::Context& context, const RetentionMetrics& metrics) {
  constexpr std::int64_t worth_it = 1'000;  // pages
  if (!commands::is_quiet(tx.connection(), context.now, context.utc_offset_min)) return;
  const commands::RetentionCounts counts = commands::run_retention(tx, context);
  commands::record_retention(tx, counts, context.now);
  metrics.rows.add(counts.total());
  metrics.last.set(context.now.unix_us() / 1'000'000);
  if (counts.total() > 0) log::info("retention let rows go", {{"rows", counts.total()}});
  db::Statement& free = tx.prepare("PRAGMA freelist_count");
  const std::int64_t pages = free.step() ? free.integer(0) : 0;
  free.reset();
  metrics.free_pages.set(pages);
  if (pages > worth_it) tx.prepare("PRAGMA incremental_vacuum(256)").run();
}

std::vector<std::string> host_names(const config::Settings& settings) {
  std::vector<std::string> names = settings.hosts;
  if (const std::string own = config::machine_name(); !own.empty()) {
    names.push_back(own);
    if (own.find('.') == std::string::npos) names.push_back(own + ".local");
  }
  return names;
}

/// Where other devices of the store's network reach this one. A port that is any free one is known only once it listens.
std::vector<std::string> secure_addresses(const config::Settings& settings) {
  std::vector<std::string> found;
  for (const config::ListenAddress& at : settings.tls_listen) {
    const bool any = at.address == "0.0.0.0" || at.address == "::";
    std::vector<std::string> hosts = any ? config::machine_addresses() : std::vector{at.address};
    if (any) hosts.insert(hosts.begin(), settings.hosts.begin(), settings.hosts.end());
    for (const std::string& host : hosts)
      found.push_back("https://" + (host.find(':') != std::string::npos ? "[" + host + "]" : host) + ":" + std::to_string(at.port));
  }
  return found;
}

/// Returns the ports, plain before TLS, one a line.
std::string listen(http::Server& server, config::Settings& settings, const std::vector<std::string>& names) {
  std::string ports;
  // A port that was any free one stays the same when the store begins anew.
  for (config::ListenAddress& at : settings.listen)
    ports += std::to_string(at.port = server.listen({at.address, at.port, {}})) + "\n";
  if (settings.tls_listen.empty()) return ports;
  std::vector<std::string> hosts = names;
  for (std::string& address : config::machine_addresses()) hosts.push_back(std::move(address));
  const config::ServerIdentity identity = config::server_identity(settings.data, hosts, config::wall_clock());
  for (config::ListenAddress& at : settings.tls_listen) {
    at.port = server.listen({at.address, at.port, http::TlsIdentity{identity.cert_pem, identity.key_pem}});
    ports += std::to_string(at.port) + "\n";
  }
  return ports;
}

/// How the command line of this machine reaches us; a new token each time we start.
std::filesystem::path write_runtime(const config::Settings& settings, const std::string& ports,
                                    routes::Dispatch& dispatch) {
  if (settings.listen.empty()) return {};
  config::KernelRandom random;
  std::string token;
  for (int i = 0; i < 4; ++i) token += to_hex(big_endian(random()));
  dispatch.accept_operator(sha256(token));
  const std::string& address = settings.listen.front().address;
  const std::string host = address.find(':') == std::string::npos ? address : "[" + address + "]";
  std::string text;
  JsonWriter{text}
      .begin_object()
      .member("url", "http://" + host + ":" + ports.substr(0, ports.find('\n')))
      .member("token", token)
      .end_object();
  std::filesystem::path file = settings.data / "runtime.json";
  config::write_file(file, text, config::Secrecy::secret);
  return file;
}

/// Stops taking connections, waits until running requests are answered and printed (or the time is up), then ends the loop.
void stop_politely(boost::asio::io_context& io, http::Server& server, const gateway::Gateway& gateway,
                   boost::asio::steady_timer& timer, std::chrono::steady_clock::time_point deadline) {
  if ((server.idle() && gateway.idle()) || std::chrono::steady_clock::now() >= deadline) return io.stop();
  timer.expires_after(std::chrono::milliseconds{10});
  timer.async_wait([&io, &server, &gateway, &timer, deadline](const boost::system::error_code&) {
    stop_politely(io, server, gateway, timer, deadline);
  });
}

/// What the matrix has to know of the hub. Masters are as of the last comparison with the feed that found them equal: it is held open,
/// so there is one every few seconds.
store::HubReport hub_report(const replication::PingProbe& probe, const replication::Replication& replication,
                            const store::Store& store) {
  const replication::ProbeReport heard = probe.report();
  store::HubReport out;
  out.configured = heard.configured;
  if (!heard.configured) return out;
  const replication::Status status = replication.status();
  out.answers = heard.answers;
  out.failures = heard.failures;
  out.round_trip_us = heard.round_trip_us;
  out.refused = heard.refused;
  out.head = store.head_seq();
  out.acknowledged = store.head_seq() - std::max<std::int64_t>(0, status.up.head_seq - status.up.acked_seq);
  if (status.up.breaker == "open") out.breaker = capabilities::Breaker::open;
  if (status.up.breaker == "half_open") out.breaker = capabilities::Breaker::half_open;
  out.masters_as_of = out.staff_as_of = status.down.proof.all;
  out.certificate_ends = status.renew_after;
  out.clock_error_us = status.up.clock_error_us;
  return out;
}

/// Where an empty box waits to be set up: by whoever reads its log, or `holdfast setup-code` on this machine.
void say_setup_code(const setup::Box& box, const std::string& ports, const config::Settings& settings) {
  const std::string port = ports.substr(0, ports.find('\n'));
  const std::string at = settings.listen.empty() ? "https://" + config::machine_name() : "http://127.0.0.1";
  log::write(log::Level::info, "waiting to be set up", {{"address", at + ":" + port + "/console#code=" + box.code()}});
}

routes::UpdateDesk update_desk(update::Updater& updater) {
  routes::UpdateDesk desk;
  desk.status = [&updater](int offset) { return update::status_json(updater.status(), offset); };
  desk.history = [&updater](int offset) { return update::history_json(updater.history(), offset); };
  desk.check = [&updater] { updater.check_now(); };
  desk.now = [&updater] { return updater.now(); };
  desk.back = [&updater] { return updater.back(); };
  desk.take_from = [&updater](const std::string& folder) { updater.take_from(folder); };
  desk.clear_bad = [&updater](const std::string& digest) { return updater.clear_bad(digest); };
  desk.set_policy = [&updater](const rollout::UpdatePolicy& policy) { return updater.set_policy(policy); };
  return desk;
}

/// The last release where it did not come to stay, and one that is on its way in.
routes::ExceptionDesk::Releases releases_in_trouble(const update::Status& status) {
  routes::ExceptionDesk::Releases out;
  if (!status.managed) return out;
  if (status.last && status.last->outcome != update::Outcome::committed)
    out.failed = {status.last->journey.release, status.last->cause.text, status.last->ended};
  if (status.stage != update::Stage::idle)
    out.waiting = {status.journey.release, status.waits_for, status.journey.begun};
  return out;
}

/// A store that is not set up yet has nothing to write it into.
void note_software(store::Store& store, const update::Running& running) {
  if (store.site() == nullptr) return;
  const commands::Software software{running.release, running.counter, running.digest};
  bool noted = false;
  const auto look = store.read_inline(nullptr, [&](db::Connection& connection, const store::ReadContext&) -> Result<store::Answer> {
    noted = commands::is_noted(connection, software);
    return store::Answer{};
  });
  if (look && noted) return;
  store.submit(
      {},
      [software](
          db::Transaction& tx, commands::Context& context) -> Result<store::Answer> {
        commands::note_software(tx, software, context);
        return store::Answer{};
      },
      [](const Result<store::Answer>&) {});
}

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}
/// Where releases lie, when the launcher started us.
std::filesystem::path releases_folder() { return environment(launcher::releases_variable); }

/// How we end, as the launcher understands it.
enum class Ended { stopped, begin_anew, make_place, proved, not_proved };
int exit_code(Ended ended) {
  switch (ended) {
    case Ended::make_place:
      return launcher::make_place;
    case Ended::not_proved:
      return launcher::not_proved;
    case Ended::stopped:
    case Ended::begin_anew:
    case Ended::proved:
      return 0;
  }
  return 0;
}
Ended run(config::Settings& settings, const service::Supervisor& supervisor) {
  log::open({settings.log_level, settings.log_file, {}, settings.node_id});
  const config::DataFolder folder{settings.data};
  if (setup::adopt_next_store(settings.data)) log::info("another store has taken its place");
  boost::asio::io_context io{1};
  metrics::Registry registry;
  metrics::add_process_metrics(registry);
  store::Store store{io, store_options(settings, folder), registry};
  if (store.site() != nullptr)
    log::open({settings.log_level, settings.log_file, store.site()->tenant_id, settings.node_id});

  routes::Api api;
  api.use_pepper(folder.pepper());
  api.use_pairing_in_clear(settings.pairing_in_clear);
  api.use_certificates([data = settings.data]() -> std::optional<routes::Api::Certificates> {
    const auto shown = config::shown_certificates(data);
    if (!shown) return std::nullopt;
    return routes::Api::Certificates{shown->server_pem, shown->authority_pem};
  });
  routes::add_resource_routes(api);
  routes::add_system_routes(api, store, registry);
  routes::add_price_report_route(api, registry);
  stream::Broadcast stream{io, store, registry};
  api.use_left([&stream] { return stream.left(); });
  gateway::Gateway gateway{io, store, registry, [&stream](const gateway::Live& live) {
    return stream.tell(live.topic, live.name, live.data, live.terminal);
  }};
  const auto post_of = [&gateway](const Uuid& id) -> const gateway::Post* { return gateway.post_of(id); };
  routes::DeviceDesk desk;
  desk.health = [post_of](const Uuid& id) {
    const gateway::Post* post = post_of(id);
    return post != nullptr ? std::optional{post->health()} : std::nullopt;
  };
  desk.trace = [post_of](const Uuid& id) {
    const gateway::Post* post = post_of(id);
    return post != nullptr ? std::optional{post->trace()} : std::nullopt;
  };
  desk.scales = scale_desk(gateway);
  desk.show_test = [&gateway](const Uuid& id) {
    auto* post = dynamic_cast<gateway::DisplayPost*>(gateway.post_of(id));
    return post != nullptr && post->show_test();
  };
  routes::add_weighing_routes(api, desk.scales);
  api.use_weighings([&gateway, &store](const Uuid& id) { return weighing_of(gateway, store, id); });
  routes::add_display_routes(api, [&gateway](const Uuid& register_id, const Uuid& terminal) {
    gateway.screens().watch(register_id, terminal);
  });
  const auto health = desk.health;
  routes::add_device_routes(api, std::move(desk));
  routes::add_discovery_routes(api, discovery_desk(io, store));
  store::CapabilityWatch watch{io, store, registry};
  watch.use_terminals([&gateway, &store] { return gateway::terminal_reports(gateway, store); });
  routes::add_capability_routes(api, store, &watch);
  replication::Replication replication{io, store, settings.data, registry, settings.upsync_bytes_per_second, [&stream](const std::string& state) {
    stream.tell("replication", "ReplicationState", state, {});
  }};
  routes::add_replication_routes(api, {[&replication] { return replication.status(); }, settings.data});
  hub_calls::HubCalls hub_calls{io, store, settings.data, registry};
  replication::PingProbe probe{settings.data, [&io, &replication, &hub_calls] {
    replication.on_line_back();
    boost::asio::post(io, [&hub_calls] { hub_calls.on_line_back(); });
  }};
  watch.use_services([&hub_calls] { return hub_calls.health(); });
  routes::add_elsewhere_routes(api, hub_calls);
  routes::add_gift_card_desk(api, &hub_calls);
  routes::add_customer_desk(api, &hub_calls);
  routes::use_checkout_desk(api, hub_calls);
  watch.use_hub([&] { return hub_report(probe, replication, store); });
  const gateway::PaymentDesk payment_desk{store, gateway};
  routes::add_card_routes(api, card_desk(payment_desk));
  const setup::Box box{settings.data};
  Ended ended = Ended::stopped;
  std::function<void()> restart, make_place;
  signals::Collector trading{settings.data, folder.store_file(), &config::wall_clock};
  update::Updater updater{{io, store, releases_folder(), settings.data,
                           [&stream](const std::string& state) { stream.tell("system", "UpdateState", state, {}); },
                           [&make_place] { make_place(); }, [&trading] { return trading.take(); },
                           environment(launcher::launcher_variable)}};
  routes::add_update_routes(api, update_desk(updater));
  routes::add_setup_routes(api, {box, store, [&io, &restart] { boost::asio::post(io, [&restart] { restart(); }); }});
  backup::RunSchedule backups{io,
                              {settings.data, [&store] { return store.site() != nullptr ? store.site()->site_id : std::string{}; },
                               [&store](Instant at) { return store.view() ? store.view()->utc_offset_min(at) : 0; },
                               [&store] { return store.now(); }},
                              registry};
  routes::add_backup_routes(api, {settings.data, backups, [&io, &restart] { boost::asio::post(io, [&restart] { restart(); }); }});
  routes::add_exception_routes(api, {health, settings.data, [&backups] { return backups.status(); },
                                     [&updater] { return releases_in_trouble(updater.status()); }});
  const std::vector<std::string> names = host_names(settings);
  routes::add_machine_routes(api, {settings.data, version, store.now(), settings.log_file, secure_addresses(settings)});
  const routes::HostNames hosts{{names.begin(), names.end()}};
  routes::Dispatch dispatch{store, api, stream, registry, hosts, config::KernelRandom{}};
  const std::unique_ptr<otlp::Exporter> traces = trace_exporter(settings, registry);
  dispatch.use_traces([&store, &trading, exporter = traces.get()](const routes::Dispatch::Handled& told) {
    trading.count(told.method, told.route, told.status, told.microseconds);
    if (exporter != nullptr) exporter->add(span_of(told, store.now()));
  });
  dispatch.use_strictness({settings.require_proof, settings.requests_per_minute});
  dispatch.use_refusals([&watch](std::string_view operation) { watch.on_refusal(operation); });
  training::Training training{{io, store, dispatch, settings.data / "training", store.options(), folder.pepper(), hosts,
                               config::KernelRandom{}}};
  const pages::Pages pages{settings.ui_dir.empty() ? pages::embedded(pages::embedded_pages())
                                                   : pages::in_folder(settings.ui_dir),
                           store.site() == nullptr ? "/console" : "/pos"};
  http::Server server{io,
                      [&](http::Request&& request, http::Responder&& responder) {
                        if (request.target.starts_with("/v1/"))  // nearly all
                          return dispatch.handle(std::move(request), std::move(responder));
                        if (pages::Pages::takes(request.path()) && hosts.accept(request.header("Host")))
                          return responder.respond(pages.answer(request));
                        if (update::is_shared(request.path())) return responder.respond(update::share(updater, request));
                        if (training::Training::takes(request.path()))
                          return training.handle(std::move(request), std::move(responder));
                        dispatch.handle(std::move(request), std::move(responder));
                      },
                      [&](http::Fault fault, std::string_view detail, const http::Request* request) {
                        return dispatch.fault_page(fault, detail, request);
                      }};
  add_server_metrics(registry, server);
  replication::add_sync_metrics(registry, store, [&replication] { return replication.status(); });
  gateway::add_health_metrics(registry, gateway);
  const RetentionMetrics retention{registry};
  store.add_maintenance("retention", [&retention](db::Transaction& tx, commands::Context& context) { retain(tx, context, retention); });
  store.add_maintenance("sealing", [](db::Transaction& tx, commands::Context& context) { commands::seal_fields(tx, context.now); });
  store.add_maintenance("stored value",
                        [](db::Transaction& tx, commands::Context& context) { commands::expire_value(tx, context); });
  store.add_maintenance("journal heads",
                        [](db::Transaction& tx, commands::Context& context) { commands::sign_heads(tx, context); });
  store.add_maintenance("fiscal units",
                        [](db::Transaction& tx, commands::Context& context) { commands::recover_units(tx, context); });
  store.add_maintenance("claims",
                        [](db::Transaction& tx, commands::Context& context) { commands::expire_claims(tx, context); });
  store.start();
  watch.start();
  if (!settings.prove) {  // whose data may go again tells nobody of them
    gateway.start();
    replication.start();
    probe.start();
    hub_calls.start();
    backups.start();
    updater.start();
    trading.watch_books();
    note_software(store, updater.status().running);
  }
  const std::string ports = listen(server, settings, names);
  const std::filesystem::path runtime = settings.prove ? std::filesystem::path{} : write_runtime(settings, ports, dispatch);
  if (!settings.port_file.empty()) config::write_file(settings.port_file, ports, config::Secrecy::open);

  boost::asio::signal_set signals{io, SIGTERM, SIGINT};
  boost::asio::steady_timer timer{io};
  const auto leave = [&] {
    log::info("stopping");
    server.stop();
    watch.stop();
    gateway.stop();
    replication.stop();
    probe.stop();
    hub_calls.stop();
    stop_politely(io, server, gateway, timer, std::chrono::steady_clock::now() + farewell);
  };
  signals.async_wait([&leave, &supervisor](const boost::system::error_code& error, int) {
    if (error) return;
    supervisor.stopping();
    leave();
  });
  restart = [&io, &leave, &ended] {
    ended = Ended::begin_anew;
    boost::asio::post(io, leave);
  };
  make_place = [&io, &leave, &ended] {
    ended = Ended::make_place;
    boost::asio::post(io, leave);
  };
  std::thread proving;
  if (settings.prove)
    proving = std::thread{[&, options = store.options()] {
      const bool good = update::prove({settings.data, releases_folder(), options, settings.listen.front().port}).empty();
      boost::asio::post(io, [&, good] {
        ended = good ? Ended::proved : Ended::not_proved;
        leave();
      });
    }};
  if (settings.prove)
    log::info("proving");
  else if (store.site() == nullptr)
    say_setup_code(box, ports, settings);
  else
    box.forget();
  log::info(store.site() != nullptr ? "ready" : "ready, but this store has not been set up");
  // Proof of life is a command through the writer: a disk that refuses is no reason to start us again, one that hangs is.
  service::Heartbeat heartbeat{io, supervisor, [&store](std::function<void()> came_through) {
    store.submit({}, [](db::Transaction&, commands::Context&) -> Result<store::Answer> { return store::Answer{}; },
                 [came_through](const Result<store::Answer>&) { came_through(); });
  }};
  if (!settings.prove) {
    supervisor.ready(store.site() != nullptr ? "selling" : "waits to be set up");
    heartbeat.start();
  }
  io.run();
  heartbeat.stop();
  trading.leave();
  updater.stop();
  if (proving.joinable()) proving.join();
  training.stop();
  store.stop();
  if (!runtime.empty()) std::filesystem::remove(runtime);
  log::info("stopped");
  log::flush();
  return ended;
}
}  // namespace
}  // namespace holdfast

int main(int argc, char** argv) {
  using namespace holdfast;
  std::signal(SIGPIPE, SIG_IGN);
  mallopt(M_ARENA_MAX, 2);  // a few threads: arenas for each would only hold memory
  try {
    config::Settings settings = config::settings_of({argv + 1, argv + argc});
    if (settings.help || settings.version) {
      const std::string text =
          settings.help ? std::string{config::usage()} : "holdfastd " + std::string{version} + "\n";
      std::fputs(text.c_str(), stdout);
      return 0;
    }
    const service::Supervisor supervisor = service::Supervisor::from_environment();
    Ended ended = Ended::begin_anew;
    while (ended == Ended::begin_anew) ended = run(settings, supervisor);
    return exit_code(ended);
  } catch (const config::Wrong& wrong) {
    std::fprintf(stderr, "holdfastd: %s\n%s", wrong.what(), std::string{config::usage()}.c_str());
    return 2;
  } catch (const std::exception& failure) {
    log::write(log::Level::fatal, "cannot run", {{"error", log::Fault{"StartError", failure.what(), false}}});
    return 1;
  }
}
