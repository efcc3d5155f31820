#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "log/log.h"

namespace holdfast::config {
struct Wrong : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// `127.0.0.1:8080`, `[::1]:8080`; port 0 takes a free one.
struct ListenAddress {
  std::string address;
  std::uint16_t port = 0;
  friend bool operator==(const ListenAddress&, const ListenAddress&) = default;
};
ListenAddress parse_listen(std::string_view text);  ///< throws Wrong
bool is_loopback(const std::string& address);

/// How one daemon runs. From a TOML file (members named as the options, with underscores), then from the command line.
struct Settings {
  std::filesystem::path data;
  std::vector<ListenAddress> listen;  ///< plain HTTP: loopback only
  std::vector<ListenAddress> tls_listen;
  std::vector<std::string> hosts;  ///< names the store's machine is reached by, besides its addresses
  log::Level log_level = log::Level::info;
  std::filesystem::path log_file;   ///< empty: standard error
  std::filesystem::path port_file;  ///< the plain port is written there, the TLS port on a second line
  std::filesystem::path ui_dir;     ///< pages are read from there at each request; empty: those built in
  std::string node_id = "edge";
  std::string otlp_endpoint;  ///< `http://127.0.0.1:4318`: traces go there; empty: nowhere
  bool pairing_in_clear = true;  ///< terminals may send their code itself, and then hold a token without a key
  bool require_proof = false;    ///< terminals that paired so are not taken any more
  std::optional<std::int64_t> requests_per_minute;  ///< of one terminal and of one person; none: the usual, not on loopback
  std::int64_t upsync_bytes_per_second = 512 * 1024;  ///< packed, to the hub; unless the store or the hub asks otherwise
  bool prove = false;  ///< a release that is to show that it works here (launcher/launch.h), and then ends
  bool help = false, version = false;
};
/// Throws Wrong with a sentence for the operator.
Settings settings_of(const std::vector<std::string>& arguments);
std::string_view usage();
}  // namespace holdfast::config
