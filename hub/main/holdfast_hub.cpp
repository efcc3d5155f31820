// The hub: builds each part, wires them, runs until it is told to stop; or runs one command of an operator.
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/json_writer.h"
#include "board/board.h"
#include "command/operate.h"
#include "command/premises.h"
#include "config/data_folder.h"
#include "config/machine.h"
#include "courier/courier.h"
#include "log/log.h"
#include "server/hub.h"
#include "service/heartbeat.h"

namespace holdfast {
namespace {
constexpr const char* version = HOLDFAST_VERSION;
constexpr std::chrono::seconds farewell{5};
constexpr std::chrono::hours identity_check{12};
constexpr int delivery_threads = 4;

std::string url_of(const config::ListenAddress& at, std::uint16_t port, bool tls) {
  const std::string host = at.address.find(':') == std::string::npos ? at.address : "[" + at.address + "]";
  return (tls ? "https://" : "http://") + host + ":" + std::to_string(port);
}

/// How the command line of this machine reaches us. The token is in a file of its own.
void write_runtime(const command::Settings& settings, const std::string& url, const std::string& authority_pem) {
  std::string text;
  JsonWriter{text}.begin_object().member("url", url).member("caCertificate", authority_pem).end_object();
  config::write_file(settings.data / "runtime.json", text, config::Secrecy::secret);
}

/// The server's certificate is made again before it ends.
void keep_identity(boost::asio::steady_timer& timer, server::Hub& hub, const command::Settings& settings) {
  timer.expires_after(identity_check);
  timer.async_wait([&](const boost::system::error_code& stopped) {
    if (stopped) return;
    try {
      hub.renew_identity(command::identity(settings, config::wall_clock()));
    } catch (const std::exception& failure) {
      log::error("the server certificate cannot be renewed", {{"error", log::Fault{"TlsError", failure.what(), true}}});
    }
    keep_identity(timer, hub, settings);
  });
}

void stop_politely(boost::asio::io_context& io, server::Hub& hub, boost::asio::steady_timer& timer,
                   std::chrono::steady_clock::time_point deadline) {
  if (hub.idle() || std::chrono::steady_clock::now() >= deadline) return io.stop();
  timer.expires_after(std::chrono::milliseconds{10});
  timer.async_wait(
      [&io, &hub, &timer, deadline](const boost::system::error_code&) { stop_politely(io, hub, timer, deadline); });
}

int serve(const command::Settings& settings, const service::Supervisor& supervisor) {
  const config::DataFolder lock{settings.data};
  log::open({settings.log_level, settings.log_file, {}, {}, "holdfast-hub"});
  metrics::Registry registry;
  metrics::add_process_metrics(registry);
  server::Services services = command::services(settings, version, registry);
  std::vector<std::unique_ptr<engine::HubDatabase>> connections;
  connections.push_back(command::open_database(settings));
  command::claim_database(*connections.front(), services.authority.cert_pem);
  if (!settings.database.empty())
    while (static_cast<int>(connections.size()) < settings.connections)
      connections.push_back(command::open_database(settings));
  const std::string authority_pem = services.authority.cert_pem;
  boost::asio::io_context io{1};
  server::Workers workers{std::move(connections), registry};
  server::Hub hub{io, std::move(services), workers, &board::answer};
  courier::Courier courier{command::courier_tools(settings, hub.services(), workers), delivery_threads};
  hub.services().deliver = [&courier] { courier.wake(); };
  const http::TlsIdentity identity = command::identity(settings, config::wall_clock());
  const std::uint16_t port = hub.listen_for_stores({settings.listen.address, settings.listen.port, identity});
  const bool plain = config::is_loopback(settings.operator_listen.address);
  http::TlsIdentity operators = identity;
  operators.client_ca_pem.clear();
  const std::uint16_t operator_port =
      hub.listen_for_operators({settings.operator_listen.address, settings.operator_listen.port,
                                plain ? std::optional<http::TlsIdentity>{} : operators});
  write_runtime(settings, url_of(settings.operator_listen, operator_port, !plain), authority_pem);
  if (!settings.port_file.empty())
    config::write_file(settings.port_file, std::to_string(port) + "\n" + std::to_string(operator_port) + "\n",
                       config::Secrecy::open);
  boost::asio::signal_set signals{io, SIGTERM, SIGINT};
  boost::asio::steady_timer timer{io}, identity_timer{io};
  keep_identity(identity_timer, hub, settings);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    log::info("stopping");
    supervisor.stopping();
    identity_timer.cancel();
    hub.stop();
    stop_politely(io, hub, timer, std::chrono::steady_clock::now() + farewell);
  });
  log::info("ready");
  service::Heartbeat heartbeat{io, supervisor, [](const std::function<void()>& came_through) { came_through(); }};
  supervisor.ready("serving stores");
  heartbeat.start();
  io.run();
  heartbeat.stop();
  courier.stop();
  workers.stop();
  std::filesystem::remove(settings.data / "runtime.json");
  log::info("stopped");
  log::flush();
  return 0;
}
}  // namespace
}  // namespace holdfast

int main(int argc, char** argv) {
  using namespace holdfast;
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const command::Settings settings = command::settings_of({argv + 1, argv + argc});
    if (settings.help || settings.version) {
      const std::string text =
          settings.help ? std::string{command::usage()} : "holdfast-hub " + std::string{version} + "\n";
      std::fputs(text.c_str(), stdout);
      return 0;
    }
    return settings.command.empty() ? serve(settings, service::Supervisor::from_environment()) : command::operate(settings, version);
  } catch (const command::Wrong& wrong) {
    std::fprintf(stderr, "holdfast-hub: %s\n%s", wrong.what(), std::string{command::usage()}.c_str());
    return 2;
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "holdfast-hub: %s\n", failure.what());
    return 1;
  }
}
