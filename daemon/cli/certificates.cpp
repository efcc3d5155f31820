#include <iostream>

#include "base/json_writer.h"
#include "cli/act.h"
#include "cli/console.h"
#include "cli/data_folder.h"
#include "cli/operator_tools.h"
#include "cli/stop.h"
#include "config/data_folder.h"
#include "config/tls_files.h"
#include "config/machine.h"
#include "http/tls.h"
#include "replication/identity.h"

namespace holdfast::cli {
namespace {
struct Shown {
  std::string name, pem;
};
std::vector<Shown> certificates_of(const std::filesystem::path& data) {
  std::vector<Shown> found;
  for (const auto& [name, file] : {std::pair{"authority", "ca.pem"}, std::pair{"server", "server.pem"}})
    if (std::filesystem::exists(data / "tls" / file)) found.push_back({name, config::read_file(data / "tls" / file)});
  try {
    if (const auto identity = replication::load_identity(data)) found.push_back({"hub", identity->certificate_pem});
  } catch (const std::exception& broken) {
    std::cerr << "hub: " << broken.what() << "\n";
  }
  return found;
}
std::vector<std::string> names_of(const std::filesystem::path& data) {
  std::vector<std::string> names;
  std::string text = std::filesystem::exists(data / "tls" / "server-names")
                         ? config::read_file(data / "tls" / "server-names")
                         : std::string{};
  for (std::size_t at = 0, end = 0; (end = text.find('\n', at)) != std::string::npos; at = end + 1)
    names.push_back(text.substr(at, end - at));
  if (names.empty()) names = config::machine_addresses();
  return names;
}
}  // namespace

int show_certificates(const std::string& data, bool json) {
  const Instant now = config::wall_clock();
  std::string out;
  JsonWriter writer{out};
  writer.begin_array();
  Table table{{"certificate", "from", "to", ">days left", "key (SHA-256)"}};
  bool ended = false;
  for (const Shown& each : certificates_of(data)) {
    const http::Validity validity = http::certificate_validity(each.pem);
    const std::int64_t days = (validity.not_after.unix_us() - now.unix_us()) / 1'000'000 / seconds_per_day;
    ended = ended || validity.not_after < now;
    table.add({each.name, to_date(validity.not_before), to_date(validity.not_after), std::to_string(days),
               http::spki_sha256(each.pem)});
    writer.begin_object().member("name", each.name).key("from").time(validity.not_before, 0);
    writer.key("to")
        .time(validity.not_after, 0)
        .member("daysLeft", days)
        .member("spkiSha256", http::spki_sha256(each.pem))
        .end_object();
  }
  writer.end_array();
  std::cout << (json ? out + "\n" : table.text());
  return ended ? 1 : 0;
}

int renew_certificates(const std::string& data, bool authority) {
  const std::filesystem::path tls = std::filesystem::path{data} / "tls";
  const std::optional<DataLock> lock = DataLock::try_take(data);
  if (!lock) throw Stop{"a daemon is running on " + data, "stop it first: it reads its certificate when it starts"};
  const std::vector<std::string> names = names_of(data);
  if (names.empty())
    throw Stop{"nothing says by which names this machine is reached", "start the daemon once with --tls-listen"};
  write_trail(data, {"certificates_renewed", authority ? R"("authority":true)" : R"("authority":false)"});
  const std::string stamp = std::to_string(config::wall_clock().unix_us() / 1'000'000);
  // The old ones stay beside: a terminal that is still to be paired again can be looked up by its pin.
  if (authority)
    for (const char* name : {"ca.pem", "ca-key.pem"})
      if (std::filesystem::exists(tls / name))
        std::filesystem::rename(tls / name, tls / (std::string{name} + "." + stamp));
  std::filesystem::remove(tls / "server-names");  // without it the certificate is made again
  const config::ServerIdentity made = config::server_identity(data, names, config::wall_clock());
  std::cout << "A new server certificate until " << to_date(http::certificate_validity(made.cert_pem).not_after)
            << ".\n";
  if (authority)
    std::cout << "The authority is new: its key is " << http::spki_sha256(made.ca_pem)
              << ". Pair every terminal again.\n";
  return 0;
}
}  // namespace holdfast::cli
