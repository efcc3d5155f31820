#include "authority/authority.h"

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <ctime>
#include <memory>
#include <stdexcept>

#include "http/tls_context.h"

namespace holdfast::authority {
namespace {
using Bio = std::unique_ptr<BIO, Ends<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Ends<X509_REQ_free>>;
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Ends<BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Ends<X509_EXTENSION_free>>;

constexpr std::size_t most_request_bytes = 16 * 1024;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(http::tls_error(what));
}
Bio memory(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

Certificate read_certificate(std::string_view pem) {
  return Certificate(PEM_read_bio_X509(memory(pem).get(), nullptr, nullptr, nullptr));
}
Sha256 der_digest(X509* certificate) {
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate, &der);
  must(size > 0, "the certificate cannot be encoded");
  const Sha256 digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return digest;
}
std::string name_entry(X509* certificate, int nid) {
  X509_NAME* name = X509_get_subject_name(certificate);
  const int at = X509_NAME_get_index_by_NID(name, nid, -1);
  if (at < 0 || X509_NAME_get_index_by_NID(name, nid, at) >= 0) return {};
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
  if (size < 0) return {};
  std::string entry(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
  OPENSSL_free(text);
  return entry;
}
void add_entry(X509* certificate, const char* field, const std::string& text) {
  must(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate), field, MBSTRING_UTF8,
                                  reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()),
                                  -1, 0) == 1,
       "a name cannot be put into a certificate");
}
void extend(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  must(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "an extension cannot be added");
}
Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  must(ASN1_TIME_to_tm(time, &parts) == 1, "the certificate has no readable time");
  return Instant{static_cast<std::int64_t>(timegm(&parts)) * 1'000'000};
}
void set_time(ASN1_TIME* field, Instant at) {
  must(ASN1_TIME_set(field, static_cast<std::time_t>(at.unix_us() / 1'000'000)) != nullptr, "no such time");
}

/// The key of a request that is whole and signed by it.
Result<Key> key_of(std::string_view request_pem) {
  const auto wrong = [](const char* why) {
    (void)http::tls_error("");
    return refuse(ErrorCode::invalid_argument, std::string{"the certificate request "} + why);
  };
  if (request_pem.size() > most_request_bytes) return wrong("is too large");
  const Request request(PEM_read_bio_X509_REQ(memory(request_pem).get(), nullptr, nullptr, nullptr));
  if (!request) return wrong("is no PEM of PKCS #10");
  Key key(X509_REQ_get_pubkey(request.get()));
  if (!key) return wrong("has no key");
  char group[64] = {};
  const bool p256 = EVP_PKEY_is_a(key.get(), "EC") == 1 &&
                    EVP_PKEY_get_group_name(key.get(), group, sizeof group, nullptr) == 1 &&
                    std::string_view{group} == "prime256v1";
  if (!p256 && EVP_PKEY_is_a(key.get(), "ED25519") != 1) return wrong("has a key that is neither P-256 nor Ed25519");
  if (X509_REQ_verify(request.get(), key.get()) != 1) return wrong("is not signed by its own key");
  return key;
}
}  // namespace

Result<SiteCertificate> sign_site(const http::Credential& authority, std::string_view request_pem, const SiteName& name,
                                  Instant now, std::int64_t life_s) {
  const Key key = TRY(key_of(request_pem));
  const Certificate issuer = read_certificate(authority.cert_pem);
  const Key issuer_key(PEM_read_bio_PrivateKey(memory(authority.key_pem).get(), nullptr, nullptr, nullptr));
  must(issuer && issuer_key && X509_check_private_key(issuer.get(), issuer_key.get()) == 1,
       "the authority's key does not fit");
  const Certificate certificate(X509_new());
  must(certificate != nullptr, "no certificate");
  X509* raw = certificate.get();
  X509_set_version(raw, X509_VERSION_3);
  const Number serial(BN_new());
  must(BN_rand(serial.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "no random serial number");
  BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(raw));
  // From an hour ago: the store's clock may be behind.
  set_time(X509_getm_notBefore(raw), now.plus_seconds(-3600));
  set_time(X509_getm_notAfter(raw), now.plus_seconds(life_s));
  add_entry(raw, "O", name.tenant);
  add_entry(raw, "CN", name.site);
  X509_set_issuer_name(raw, X509_get_subject_name(issuer.get()));
  X509_set_pubkey(raw, key.get());
  extend(raw, issuer.get(), NID_basic_constraints, "critical,CA:FALSE");
  extend(raw, issuer.get(), NID_key_usage, "critical,digitalSignature");
  extend(raw, issuer.get(), NID_ext_key_usage, "clientAuth");
  extend(raw, issuer.get(), NID_subject_key_identifier, "hash");
  extend(raw, issuer.get(), NID_authority_key_identifier, "keyid:always");
  must(X509_sign(raw, issuer_key.get(), EVP_sha256()) > 0, "the certificate cannot be signed");
  const Bio pem(BIO_new(BIO_s_mem()));
  must(pem && PEM_write_bio_X509(pem.get(), raw) == 1, "the certificate cannot be written");
  char* data = nullptr;
  const long size = BIO_get_mem_data(pem.get(), &data);
  return SiteCertificate{
      {data, static_cast<std::size_t>(size)}, name, der_digest(raw), instant_of(X509_get0_notAfter(raw))};
}

std::optional<SiteCertificate> read_site_certificate(std::string_view pem) {
  const Certificate certificate = read_certificate(pem);
  if (!certificate) return std::nullopt;
  SiteCertificate read{
      std::string{pem},
      {name_entry(certificate.get(), NID_organizationName), name_entry(certificate.get(), NID_commonName)},
      der_digest(certificate.get()),
      instant_of(X509_get0_notAfter(certificate.get()))};
  if (read.name.tenant.empty() || read.name.site.empty()) return std::nullopt;
  return read;
}

Result<Sha256> request_key(std::string_view request_pem) {
  const Key key = TRY(key_of(request_pem));
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key.get(), &der);
  must(size > 0, "the key cannot be encoded");
  const Sha256 digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return digest;
}

Sha256 fingerprint(std::string_view certificate_pem) {
  const Certificate certificate = read_certificate(certificate_pem);
  must(certificate != nullptr, "this is no PEM certificate");
  return der_digest(certificate.get());
}
}  // namespace holdfast::authority
