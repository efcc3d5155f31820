#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/asio/ip/address.hpp>
#include <ctime>
#include <memory>

#include "base/ends.h"
#include "config/data_folder.h"
#include "config/tls_files.h"
#include "doctor/observe.h"
#include "http/tls.h"
#include "replication/identity.h"

namespace holdfast::doctor {
namespace {
using Memory = std::unique_ptr<BIO, Ends<BIO_free>>;
using X509Ptr = std::unique_ptr<X509, Ends<X509_free>>;
using KeyPtr = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, Ends<GENERAL_NAMES_free>>;

File look_at(const std::filesystem::path& path) {
  struct stat state{};
  File file{.path = path.string(), .exists = ::stat(path.c_str(), &state) == 0};
  file.mode = state.st_mode & 07777;
  file.ours = !file.exists || state.st_uid == ::geteuid();
  return file;
}

std::optional<std::string> text_of(const std::filesystem::path& path) {
  try {
    return config::read_file(path);
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Instant time_of(const ASN1_TIME* at) {
  std::tm parts{};
  ASN1_TIME_to_tm(at, &parts);
  return Instant{}.plus_seconds(::timegm(&parts));
}

std::vector<std::string> hosts_of(X509* certificate) {
  std::vector<std::string> hosts;
  const Names names{static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    const ASN1_STRING* value = name->type == GEN_DNS     ? name->d.dNSName
                               : name->type == GEN_IPADD ? name->d.iPAddress
                                                         : nullptr;
    if (!value) continue;
    const std::string bytes{reinterpret_cast<const char*>(ASN1_STRING_get0_data(value)),
                            static_cast<std::size_t>(ASN1_STRING_length(value))};
    if (name->type == GEN_DNS) {
      hosts.push_back(bytes);
    } else if (bytes.size() == 4) {
      boost::asio::ip::address_v4::bytes_type four;
      std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(four.data()));
      hosts.push_back(boost::asio::ip::address_v4{four}.to_string());
    } else if (bytes.size() == 16) {
      boost::asio::ip::address_v6::bytes_type sixteen;
      std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(sixteen.data()));
      hosts.push_back(boost::asio::ip::address_v6{sixteen}.to_string());
    }
  }
  return hosts;
}

Certificate look_into(std::string path, std::string whose, const std::optional<std::string>& pem,
                      const std::optional<std::string>& key) {
  Certificate out{.path = std::move(path),
                  .whose = std::move(whose),
                  .readable = false,
                  .matches_key = true,
                  .not_after = {},
                  .sha256 = {},
                  .hosts = {}};
  const auto memory = [](const std::optional<std::string>& text) {
    return Memory{BIO_new_mem_buf(text->data(), static_cast<int>(text->size()))};
  };
  const X509Ptr certificate{pem ? PEM_read_bio_X509(memory(pem).get(), nullptr, nullptr, nullptr) : nullptr};
  if (!certificate) return out;
  out.readable = true;
  out.sha256 = http::certificate_sha256(*pem);
  out.not_after = time_of(X509_get0_notAfter(certificate.get()));
  out.hosts = hosts_of(certificate.get());
  if (!key) return out;
  const KeyPtr pair{PEM_read_bio_PrivateKey(memory(key).get(), nullptr, nullptr, nullptr)};
  out.matches_key = pair && X509_check_private_key(certificate.get(), pair.get()) == 1;
  return out;
}
}  // namespace

Folder observe_folder(const std::filesystem::path& data) {
  Folder folder;
  folder.itself = look_at(data);
  if (!folder.itself.exists) return folder;
  folder.writable = ::access(data.c_str(), W_OK | X_OK) == 0;
  const std::filesystem::path tls = data / "tls";
  for (const std::filesystem::path& path : {data / "pepper", data / "field-keys", data / "hub.json", data / "hub-key.json",
                                            data / "runtime.json", tls / "ca-key.pem", tls / "server-key.pem"})
    if (const File file = look_at(path); file.exists) folder.secrets.push_back(file);
  folder.pepper_there = std::filesystem::exists(data / "pepper");
  for (const auto& [name, key, whose] : {std::tuple{"server.pem", "server-key.pem", "The store's"},
                                         {"ca.pem", "ca-key.pem", "The store's own authority's"}})
    if (std::filesystem::exists(tls / name))
      folder.certificates.push_back(look_into((tls / name).string(), whose, text_of(tls / name), config::private_key(data, key)));
  try {
    if (const auto identity = replication::load_identity(data))
      folder.certificates.push_back(look_into(replication::identity_file(data).string(), "The hub's for this store",
                                              identity->certificate_pem, identity->key_pem));
  } catch (const std::exception& wrong) {
    folder.unreadable_identity = wrong.what();
  }
  return folder;
}
}  // namespace holdfast::doctor
