#include "config/settings.h"

#include <arpa/inet.h>

#include <charconv>

#include "config/toml_file.h"

namespace holdfast::config {
namespace {
std::vector<ListenAddress> one_listen(std::string_view text) { return {parse_listen(text)}; }

bool yes_or_no(std::string_view name, const std::string& value) {
  if (value != "yes" && value != "no") throw Wrong{std::string{name} + " is yes or no"};
  return value == "yes";
}
std::int64_t number_of(std::string_view name, const std::string& value, std::int64_t least, std::int64_t most) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size() || number < least || number > most)
    throw Wrong{std::string{name} + " is " + std::to_string(least) + " to " + std::to_string(most)};
  return number;
}
void set_option(Settings& settings, std::string_view name, const std::string& value) {
  if (name == "--config") {
    apply_toml(settings, value);
  } else if (name == "--data") {
    settings.data = value;
  } else if (name == "--listen") {
    settings.listen = one_listen(value);
  } else if (name == "--tls-listen") {
    settings.tls_listen = one_listen(value);
  } else if (name == "--host") {
    settings.hosts.push_back(value);
  } else if (name == "--log-level") {
    const auto level = log::parse_level(value);
    if (!level) throw Wrong{"--log-level is debug, info, warn, error or fatal"};
    settings.log_level = *level;
  } else if (name == "--log-file") {
    settings.log_file = value;
  } else if (name == "--port-file") {
    settings.port_file = value;
  } else if (name == "--ui-dir") {
    settings.ui_dir = value;
  } else if (name == "--node-id") {
    settings.node_id = value;
  } else if (name == "--otlp-endpoint") {
    settings.otlp_endpoint = value;
  } else if (name == "--pairing-in-clear") {
    settings.pairing_in_clear = yes_or_no(name, value);
  } else if (name == "--require-proof") {
    settings.require_proof = yes_or_no(name, value);
  } else if (name == "--requests-per-minute") {
    settings.requests_per_minute = number_of(name, value, 1, 1'000'000);
  } else if (name == "--upsync-bytes-per-second") {
    settings.upsync_bytes_per_second = number_of(name, value, 1024, 1'000'000'000);
  } else {
    throw Wrong{"unknown option " + std::string{name}};
  }
}
void require_complete(const Settings& settings) {
  if (settings.data.empty()) throw Wrong{"--data DIR (or `data` in the configuration) is needed"};
  if (settings.listen.empty() && settings.tls_listen.empty())
    throw Wrong{"--listen ADDR:PORT or --tls-listen ADDR:PORT is needed"};
  for (const ListenAddress& listen : settings.listen)
    if (!is_loopback(listen.address))
      throw Wrong{"plain HTTP is for loopback addresses only: use --tls-listen for " + listen.address};
}
}  // namespace

ListenAddress parse_listen(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos)
    throw Wrong{"an address to listen on is ADDR:PORT, not `" + std::string{text} + "`"};
  std::string_view address = text.substr(0, colon);
  if (address.size() > 2 && address.front() == '[' && address.back() == ']')
    address = address.substr(1, address.size() - 2);
  const std::string_view digits = text.substr(colon + 1);
  ListenAddress listen{std::string{address == "localhost" ? "127.0.0.1" : address}, 0};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), listen.port);
  in_addr v4{};
  in6_addr v6{};
  const bool literal =
      inet_pton(AF_INET, listen.address.c_str(), &v4) == 1 || inet_pton(AF_INET6, listen.address.c_str(), &v6) == 1;
  if (error != std::errc{} || end != digits.data() + digits.size() || !literal)
    throw Wrong{"an address to listen on is ADDR:PORT, not `" + std::string{text} + "`"};
  return listen;
}

bool is_loopback(const std::string& address) { return address.starts_with("127.") || address == "::1"; }

Settings settings_of(const std::vector<std::string>& arguments) {
  Settings settings;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string name = arguments[i];
    if (name == "--help" || name == "-h") {
      settings.help = true;
      return settings;
    }
    if (name == "--version") {
      settings.version = true;
      return settings;
    }
    if (name == "--prove") {
      settings.prove = true;
      continue;
    }
    if (const std::size_t equals = name.find('='); equals != std::string::npos) {
      const std::string value = name.substr(equals + 1);
      set_option(settings, std::string_view{name}.substr(0, equals), value);
      continue;
    }
    if (i + 1 == arguments.size()) throw Wrong{"a value is missing after " + name};
    set_option(settings, name, arguments[++i]);
  }
  if (settings.prove) {  // only itself is to reach it
    settings.listen = one_listen("127.0.0.1:0");
    settings.tls_listen.clear();
    settings.port_file.clear();
  }
  require_complete(settings);
  return settings;
}

std::string_view usage() {
  return "holdfastd --config FILE | --data DIR --listen ADDR:PORT\n"
         "  --tls-listen ADDR:PORT   HTTPS with the store's own certificate, on any address\n"
         "  --host NAME              a name this machine is reached by (may be repeated)\n"
         "  --ui-dir DIR             the till's page from this folder instead of the one built in\n"
         "  --node-id NAME           names this appliance in events and logs\n"
         "  --otlp-endpoint URL      a collector of traces (OTLP over HTTP, JSON); none unless told\n"
         "  --pairing-in-clear YES   no: a code is proved by an exchange, and never sent itself\n"
         "  --require-proof YES      no terminal with a token alone; those that have one pair anew\n"
         "  --requests-per-minute N  of one terminal and of one person\n"
         "  --upsync-bytes-per-second N  what goes up to the hub takes no more of the line (524288)\n"
         "  --log-level LEVEL        debug, info, warn, error, fatal\n"
         "  --log-file FILE          instead of standard error\n"
         "  --port-file FILE         where the port is written once connections are taken\n"
         "  --prove                  show that this release works here, serve nobody, and end: 0 or 70\n";
}
}  // namespace holdfast::config
