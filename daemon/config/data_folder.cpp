#include "config/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/random.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

#include "base/check.h"
#include "config/settings.h"
#include "http/tls.h"

namespace holdfast::config {
namespace {
constexpr std::size_t pepper_bytes = 32;
constexpr std::int64_t renew_before_s = 30 * seconds_per_day;

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
}  // namespace

DataFolder::DataFolder(std::filesystem::path folder) : folder_{std::move(folder)} {
  if (std::filesystem::create_directories(folder_))
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all);
  const std::filesystem::path file = folder_ / "lock";
  lock_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_ < 0) throw std::runtime_error{file.string() + " cannot be opened"};
  if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
    ::close(lock_);
    throw std::runtime_error{folder_.string() + " is in use by another holdfast program"};
  }
}
DataFolder::~DataFolder() { ::close(lock_); }

std::string DataFolder::pepper() const {
  const std::filesystem::path file = folder_ / "pepper";
  if (!std::filesystem::exists(file)) {
    std::string fresh(pepper_bytes, '\0');
    check(::getrandom(fresh.data(), fresh.size(), 0) == static_cast<ssize_t>(fresh.size()));
    write_file(file, fresh, Secrecy::secret);
  }
  std::string pepper = read_file(file);
  if (pepper.size() != pepper_bytes) throw std::runtime_error{file.string() + " is damaged: it is 32 bytes"};
  return pepper;
}

ServerIdentity server_identity(const std::filesystem::path& folder, const std::vector<std::string>& hosts,
                               Instant now) {
  const std::filesystem::path tls = folder / "tls";
  if (std::filesystem::create_directories(tls)) std::filesystem::permissions(tls, std::filesystem::perms::owner_all);
  if (!std::filesystem::exists(tls / "ca.pem")) {
    const http::Credential authority = http::make_store_ca("Holdfast store", now);
    write_file(tls / "ca-key.pem", authority.key_pem, Secrecy::secret);
    write_file(tls / "ca.pem", authority.cert_pem, Secrecy::open);
  }
  const std::string names = names_text(hosts);
  if (!still_good(tls, names, now)) {
    http::CertificateNames wanted;
    for (const std::string& host : hosts) (is_address(host) ? wanted.addresses : wanted.dns).push_back(host);
    const http::Credential authority{read_file(tls / "ca.pem"), read_file(tls / "ca-key.pem")};
    const http::Credential server = http::issue_server_certificate(authority, wanted, now);
    write_file(tls / "server-key.pem", server.key_pem, Secrecy::secret);
    write_file(tls / "server.pem", server.cert_pem, Secrecy::open);
    write_file(tls / "server-names", names, Secrecy::open);
  }
  return {read_file(tls / "ca.pem"), read_file(tls / "server.pem"), read_file(tls / "server-key.pem")};
}
}  // namespace holdfast::config
