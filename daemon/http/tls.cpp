#include "http/tls.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <ctime>
#include <memory>
#include <stdexcept>

#include "base/digest.h"
#include "http/tls_context.h"

namespace holdfast::http {
namespace {
using Bio = std::unique_ptr<BIO, Ends<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Ends<BN_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Ends<X509_EXTENSION_free>>;

void must(bool done, const char* what) {
  if (!done) throw std::runtime_error(tls_error(what));
}

Bio memory(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

std::string text_of(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return {data, static_cast<std::size_t>(size)};
}

Certificate read_certificate(std::string_view pem) {
  Certificate certificate(PEM_read_bio_X509(memory(pem).get(), nullptr, nullptr, nullptr));
  must(certificate != nullptr, "this is no PEM certificate");
  return certificate;
}

Credential to_pem(X509* certificate, EVP_PKEY* key) {
  const Bio cert(BIO_new(BIO_s_mem())), secret(BIO_new(BIO_s_mem()));
  must(PEM_write_bio_X509(cert.get(), certificate) == 1, "the certificate cannot be written");
  must(PEM_write_bio_PKCS8PrivateKey(secret.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1,
       "the key cannot be written");
  return {text_of(cert.get()), text_of(secret.get())};
}

void set_time(ASN1_TIME* field, Instant at) {
  must(ASN1_TIME_set(field, static_cast<std::time_t>(at.unix_us() / 1'000'000)) != nullptr, "no such time");
}

/// A certificate without extensions and signature; valid from an hour ago, since clocks on a LAN differ.
Certificate draft(std::string_view common_name, EVP_PKEY* key, Instant now, int days) {
  Certificate certificate(X509_new());
  must(certificate != nullptr, "no certificate");
  X509_set_version(certificate.get(), X509_VERSION_3);
  const Number serial(BN_new());
  must(BN_rand(serial.get(), 127, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY) == 1, "no random serial number");
  BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(certificate.get()));
  const Instant from = now.plus_seconds(-3600);
  set_time(X509_getm_notBefore(certificate.get()), from);
  set_time(X509_getm_notAfter(certificate.get()), from.plus_seconds(days * seconds_per_day));
  X509_set_pubkey(certificate.get(), key);
  X509_NAME* name = X509_get_subject_name(certificate.get());
  const std::string_view cut = common_name.substr(0, 64);  // ub-common-name, RFC 5280
  must(X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(cut.data()),
                                  static_cast<int>(cut.size()), -1, 0) == 1,
       "the common name cannot be used");
  return certificate;
}

void extend(X509* certificate, X509* issuer, int nid, const std::string& value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.c_str()));
  must(extension && X509_add_ext(certificate, extension.get(), -1) == 1, "a name cannot be put into a certificate");
}

std::string alternative_names(CertificateNames names) {
  names.dns.emplace_back("localhost");
  names.addresses.insert(names.addresses.end(), {"127.0.0.1", "::1"});
  std::string text;
  const auto append = [&text](std::vector<std::string>& list, std::string_view kind) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
    for (const std::string& name : list) {
      // The extension's text is comma-separated: nothing but a plain name may get into it.
      const bool plain = !name.empty() && name.find_first_not_of(
                                              "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-:*_") ==
                                              std::string::npos;
      if (!plain) throw std::runtime_error("a host name has a character no host name has");
      if (!text.empty()) text += ',';
      text.append(kind).append(name);
    }
  };
  append(names.dns, "DNS:");
  append(names.addresses, "IP:");
  return text;
}

Instant instant_of(const ASN1_TIME* time) {
  std::tm parts{};
  must(ASN1_TIME_to_tm(time, &parts) == 1, "the certificate has no readable time");
  return Instant{static_cast<std::int64_t>(timegm(&parts)) * 1'000'000};
}
}  // namespace

Credential make_store_ca(std::string_view common_name, Instant now) {
  const Key key(EVP_EC_gen("P-256"));
  must(key != nullptr, "no key");
  const Certificate certificate = draft(common_name, key.get(), now, 3652);
  X509* raw = certificate.get();
  X509_set_issuer_name(raw, X509_get_subject_name(raw));
  extend(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  extend(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  extend(raw, raw, NID_subject_key_identifier, "hash");
  must(X509_sign(raw, key.get(), EVP_sha256()) > 0, "the certificate cannot be signed");
  return to_pem(raw, key.get());
}

Credential issue_server_certificate(const Credential& ca, const CertificateNames& names, Instant now) {
  const Certificate issuer = read_certificate(ca.cert_pem);
  const Key issuer_key(PEM_read_bio_PrivateKey(memory(ca.key_pem).get(), nullptr, nullptr, nullptr));
  must(issuer_key && X509_check_private_key(issuer.get(), issuer_key.get()) == 1, "the authority's key does not fit");
  const Key key(EVP_EC_gen("P-256"));
  must(key != nullptr, "no key");
  const Certificate certificate = draft(names.dns.empty() ? "localhost" : names.dns.front(), key.get(), now, 397);
  X509* raw = certificate.get();
  X509_set_issuer_name(raw, X509_get_subject_name(issuer.get()));
  extend(raw, issuer.get(), NID_basic_constraints, "critical,CA:FALSE");
  extend(raw, issuer.get(), NID_key_usage, "critical,digitalSignature");
  extend(raw, issuer.get(), NID_ext_key_usage, "serverAuth");
  extend(raw, issuer.get(), NID_subject_key_identifier, "hash");
  extend(raw, issuer.get(), NID_authority_key_identifier, "keyid:always");
  extend(raw, issuer.get(), NID_subject_alt_name, alternative_names(names));
  must(X509_sign(raw, issuer_key.get(), EVP_sha256()) > 0, "the certificate cannot be signed");
  return to_pem(raw, key.get());
}

std::string spki_sha256(std::string_view cert_pem) {
  const Certificate certificate = read_certificate(cert_pem);
  unsigned char* der = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate.get()), &der);
  must(size > 0, "the certificate has no public key");
  const Sha256 digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return to_hex(digest);
}

std::string certificate_sha256(std::string_view cert_pem) {
  const Certificate certificate = read_certificate(cert_pem);
  unsigned char* der = nullptr;
  const int size = i2d_X509(certificate.get(), &der);
  must(size > 0, "the certificate cannot be written");
  const Sha256 digest = sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
  OPENSSL_free(der);
  return to_hex(digest);
}

Validity certificate_validity(std::string_view cert_pem) {
  const Certificate certificate = read_certificate(cert_pem);
  return {instant_of(X509_get0_notBefore(certificate.get())), instant_of(X509_get0_notAfter(certificate.get()))};
}
}  // namespace holdfast::http
