#include "http/tls.h"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <memory>

#include "http/tls_context.h"

namespace holdfast::http {
namespace {
const Instant noon{1'795'000'000'000'000};
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;
Certificate read(const std::string& pem) {
  const std::unique_ptr<BIO, Ends<BIO_free_all>> bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
  return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}
}  // namespace

TEST_CASE("a store's authority signs a server certificate for its names and addresses", "[http]") {
  const Credential ca = make_store_ca("Holdfast store 7", noon);
  const Credential leaf =
      issue_server_certificate(ca, {{"till.local", "shop.example"}, {"192.168.1.20", "fd00::1"}}, noon);
  const Certificate authority = read(ca.cert_pem), certificate = read(leaf.cert_pem);
  REQUIRE(authority);
  REQUIRE(certificate);
  CHECK(X509_verify(certificate.get(), X509_get0_pubkey(authority.get())) == 1);
  CHECK(X509_check_ca(authority.get()) == 1);
  CHECK(X509_check_ca(certificate.get()) == 0);
  for (const char* name : {"till.local", "shop.example", "localhost"})
    CHECK(X509_check_host(certificate.get(), name, 0, 0, nullptr) == 1);
  for (const char* address : {"192.168.1.20", "fd00::1", "127.0.0.1", "::1"})
    CHECK(X509_check_ip_asc(certificate.get(), address, 0) == 1);
  CHECK(X509_check_host(certificate.get(), "other.example", 0, 0, nullptr) == 0);
}

TEST_CASE("the authority lives ten years, a server certificate 397 days", "[http]") {
  const Credential ca = make_store_ca("store", noon);
  const Validity years = certificate_validity(ca.cert_pem);
  const Validity days = certificate_validity(issue_server_certificate(ca, {}, noon).cert_pem);
  CHECK(years.not_before < noon);
  CHECK((years.not_after.unix_us() - years.not_before.unix_us()) / 1'000'000 == 3652 * seconds_per_day);
  CHECK((days.not_after.unix_us() - days.not_before.unix_us()) / 1'000'000 == 397 * seconds_per_day);
}

TEST_CASE("a key's hash stays with the key and differs between keys", "[http]") {
  const Credential a = make_store_ca("a", noon), b = make_store_ca("a", noon);
  CHECK(spki_sha256(a.cert_pem).size() == 64);
  CHECK(spki_sha256(a.cert_pem) == spki_sha256(a.cert_pem));
  CHECK(spki_sha256(a.cert_pem) != spki_sha256(b.cert_pem));
}

TEST_CASE("names that are no names, and files that are no certificates, are refused", "[http]") {
  const Credential ca = make_store_ca("store", noon);
  for (const char* name : {"", "a,IP:1.2.3.4", "a b", "a\n"})
    CHECK_THROWS_AS(issue_server_certificate(ca, {{name}, {}}, noon), std::runtime_error);
  CHECK_THROWS_AS(issue_server_certificate(ca, {{}, {"300.1.1.1"}}, noon), std::runtime_error);
  CHECK_THROWS_AS(issue_server_certificate({ca.cert_pem, make_store_ca("x", noon).key_pem}, {}, noon),
                  std::runtime_error);
  CHECK_THROWS_AS(spki_sha256("no PEM"), std::runtime_error);
}
}  // namespace holdfast::http
