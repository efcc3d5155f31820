#include "config/tls_files.h"

#include <algorithm>

#include "config/data_folder.h"
#include "config/settings.h"
#include "http/tls.h"
#include "log/log.h"
#include "vault/keys_of.h"

namespace holdfast::config {
namespace {
constexpr std::int64_t renew_before_s = 30 * seconds_per_day;
constexpr const char* server_key = "server-key.pem";
constexpr const char* authority_key = "ca-key.pem";

std::string names_text(const std::vector<std::string>& hosts) {
  std::vector<std::string> sorted = hosts;
  std::sort(sorted.begin(), sorted.end());
  std::string text;
  for (const std::string& host : sorted) text += host + "\n";
  return text;
}
bool is_address(const std::string& host) {
  try {
    parse_listen(host.find(':') != std::string::npos ? "[" + host + "]:0" : host + ":0");
    return host != "localhost";
  } catch (const Wrong&) {
    return false;
  }
}
bool still_good(const std::filesystem::path& tls, const std::string& names, Instant now) {
  if (!std::filesystem::exists(tls / "server.pem") || !std::filesystem::exists(tls / "server-key.pem")) return false;
  if (!std::filesystem::exists(tls / "server-names") || read_file(tls / "server-names") != names) return false;
  return http::certificate_validity(read_file(tls / "server.pem")).not_after > now.plus_seconds(renew_before_s);
}
vault::FieldKeys keys_beside(const std::filesystem::path& folder) {
  const std::filesystem::path file = vault::find_key_file(folder / "store.db");
  if (file.empty()) return {};
  return vault::FieldKeys::parse(read_file(file)).value_or(vault::FieldKeys{});
}
std::string place_of(const std::string& name) { return "tls/" + name; }
void set_aside(const std::filesystem::path& file) {
  std::filesystem::path aside = file;
  aside += ".unreadable";
  if (std::filesystem::exists(file)) std::filesystem::rename(file, aside);
}
}  // namespace

std::optional<std::string> private_key(const std::filesystem::path& folder, const std::string& name) {
  const std::filesystem::path file = folder / "tls" / name;
  if (!std::filesystem::exists(file)) return std::nullopt;
  return keys_beside(folder).open(read_file(file), place_of(name));
}

void put_private_key(const std::filesystem::path& folder, const std::string& name, const std::string& pem) {
  write_file(folder / "tls" / name, keys_beside(folder).seal(pem, place_of(name)), Secrecy::secret);
}

void seal_private_keys(const std::filesystem::path& folder) {
  const std::string newest = keys_beside(folder).newest_prefix();
  for (const std::string name : {server_key, authority_key}) {
    const auto pem = private_key(folder, name);
    if (pem && !newest.empty() && !read_file(folder / "tls" / name).starts_with(newest))
      put_private_key(folder, name, *pem);
  }
}

ServerIdentity server_identity(const std::filesystem::path& folder, const std::vector<std::string>& hosts, Instant now) {
  const std::filesystem::path tls = folder / "tls";
  // Where the field keys are a credential that this process has not, nothing is made: this says so.
  if (std::filesystem::exists(folder / "field-keys-elsewhere")) ensure_field_keys(folder);
  if (std::filesystem::create_directories(tls)) std::filesystem::permissions(tls, std::filesystem::perms::owner_all);
  if (std::filesystem::exists(tls / "ca.pem") && !private_key(folder, authority_key)) {
    log::error(
        "the authority's key does not open with these field keys: a new one is made, terminals have to trust it");
    for (const char* name : {"ca.pem", authority_key, "server.pem", server_key}) set_aside(tls / name);
  }
  if (!std::filesystem::exists(tls / "ca.pem")) {
    const http::Credential authority = http::make_store_ca("Holdfast store", now);
    put_private_key(folder, authority_key, authority.key_pem);
    write_file(tls / "ca.pem", authority.cert_pem, Secrecy::open);
  }
  const std::string names = names_text(hosts);
  if (!still_good(tls, names, now) || !private_key(folder, server_key)) {
    http::CertificateNames wanted;
    for (const std::string& host : hosts) (is_address(host) ? wanted.addresses : wanted.dns).push_back(host);
    const http::Credential authority{read_file(tls / "ca.pem"), private_key(folder, authority_key).value()};
    const http::Credential server = http::issue_server_certificate(authority, wanted, now);
    put_private_key(folder, server_key, server.key_pem);
    write_file(tls / "server.pem", server.cert_pem, Secrecy::open);
    write_file(tls / "server-names", names, Secrecy::open);
  }
  seal_private_keys(folder);
  return {read_file(tls / "ca.pem"), read_file(tls / "server.pem"), private_key(folder, server_key).value()};
}

std::optional<ShownCertificates> shown_certificates(const std::filesystem::path& folder) {
  const std::filesystem::path tls = folder / "tls";
  if (!std::filesystem::exists(tls / "server.pem") || !std::filesystem::exists(tls / "ca.pem")) return std::nullopt;
  return ShownCertificates{read_file(tls / "server.pem"), read_file(tls / "ca.pem")};
}
}  // namespace holdfast::config
