#include "command/premises.h"

#include <sys/random.h>

#include "authority/authority.h"
#include "base/check.h"
#include "config/data_folder.h"
#include "config/tls_files.h"
#include "config/machine.h"
#include "database/sqlite_hub.h"
#include "postgres/postgres_hub.h"

namespace holdfast::command {
namespace {
constexpr const char* authority_key = "ca-key.pem";

void fill_random(std::span<std::uint8_t> bytes) {
  check(::getrandom(bytes.data(), bytes.size(), 0) == static_cast<ssize_t>(bytes.size()));
}
}  // namespace

http::Credential authority(const std::filesystem::path& data, Instant now) {
  const std::filesystem::path tls = data / "tls";
  if (std::filesystem::create_directories(tls)) std::filesystem::permissions(tls, std::filesystem::perms::owner_all);
  if (!std::filesystem::exists(tls / "ca.pem")) {
    const http::Credential fresh = http::make_store_ca("Holdfast hub", now);
    config::put_private_key(data, authority_key, fresh.key_pem);
    config::write_file(tls / "ca.pem", fresh.cert_pem, config::Secrecy::open);
  }
  auto key = config::private_key(data, authority_key);
  if (!key)
    throw Wrong{(tls / authority_key).string() +
                " is missing, or does not open with the field keys here: put back `field-keys` of the hub that it is of"};
  config::seal_private_keys(data);
  return {config::read_file(tls / "ca.pem"), *std::move(key)};
}

http::TlsIdentity identity(const Settings& settings, Instant now) {
  (void)authority(settings.data, now);  // a store's is made anew when its key does not open: a hub's never
  std::vector<std::string> hosts = settings.hosts;
  if (const std::string own = config::machine_name(); !own.empty()) hosts.push_back(own);
  for (std::string& address : config::machine_addresses()) hosts.push_back(std::move(address));
  const config::ServerIdentity made = config::server_identity(settings.data, hosts, now);
  return {made.cert_pem + made.ca_pem, made.key_pem, made.ca_pem};
}

std::string operator_token(const std::filesystem::path& data) {
  const std::filesystem::path file = data / "hub-token";
  if (!std::filesystem::exists(file)) {
    std::array<std::uint8_t, 32> secret;
    fill_random(secret);
    config::write_file(file, to_hex(secret), config::Secrecy::secret);
  }
  return config::read_file(file);
}

std::unique_ptr<engine::HubDatabase> open_database(const Settings& settings) {
  std::unique_ptr<engine::HubDatabase> opened;
  if (!settings.database.empty())
    opened = std::make_unique<postgres::PostgresHub>(settings.database);
  else
    opened = std::make_unique<database::SqliteHub>(settings.data / "hub.db");
  // All hubs on one database have the key of one authority, and it is not in there.
  const http::Credential own = authority(settings.data, config::wall_clock());
  claim_database(*opened, own.cert_pem);
  opened->use_secret(own.key_pem);
  return opened;
}

void claim_database(engine::HubDatabase& database, const std::string& authority_pem) {
  std::string held;
  database.write([&](engine::HubTransaction& tx) { held = tx.fleet.authority(authority_pem); });
  if (authority::fingerprint(held) != authority::fingerprint(authority_pem))
    throw Wrong{
        "this database is of hubs with another authority: copy tls/ca.pem, tls/ca-key.pem and field-keys of one of them "
        "here"};
}

server::Services services(const Settings& settings, std::string version, metrics::Registry& registry) {
  server::Services made{authority(settings.data, config::wall_clock()),
                        sha256(operator_token(settings.data)),
                        std::move(version),
                        &config::wall_clock,
                        &fill_random,
                        registry};
  made.certificate_life_s = settings.certificate_life_s;
  made.keep_days = settings.keep_days;
  made.keep_log_days = settings.keep_log_days;
  made.reach = settings.private_targets ? webhooks::Reach::all : webhooks::Reach::world;
  made.credentials = settings.data / "credentials";
  made.releases = settings.releases.empty() ? settings.data / "releases" : settings.releases;
  made.rollout_look_s = settings.rollout_look_s;
  made.update_ask_s = settings.update_ask_s;
  made.signal_stretch_s = settings.signal_stretch_s;
  return made;
}

courier::Tools courier_tools(const Settings& settings, const server::Services& services, server::Workers& workers) {
  return {[&workers](const std::function<void(engine::HubDatabase&)>& work) { workers.run_and_wait(work); },
          services.clock,
          services.random,
          services.published,
          webhooks::Seal{services.authority.key_pem},
          to_hex(sha256("HF-COURIER1", operator_token(settings.data))).substr(0, 32),
          services.reach,
          services.credentials,
          std::filesystem::read_symlink("/proc/self/exe").parent_path() / "holdfast-jq",
          settings.away_after_s,
          services.metrics};
}
}  // namespace holdfast::command
