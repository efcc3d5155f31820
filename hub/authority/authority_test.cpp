#include "authority/authority.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <catch2/catch.hpp>

#include "http/tls_context.h"

namespace holdfast::authority {
namespace {
constexpr Instant now{1'795'255'200'000'000};

std::string request_with(EVP_PKEY* key, EVP_PKEY* signer) {
  const std::unique_ptr<X509_REQ, Ends<X509_REQ_free>> request(X509_REQ_new());
  X509_REQ_set_pubkey(request.get(), key);
  X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("somebody else"), -1, -1, 0);
  X509_REQ_sign(request.get(), signer, EVP_PKEY_is_a(key, "ED25519") == 1 ? nullptr : EVP_sha256());
  const std::unique_ptr<BIO, Ends<BIO_free_all>> bio(BIO_new(BIO_s_mem()));
  PEM_write_bio_X509_REQ(bio.get(), request.get());
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}
struct Keys {
  std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>> mine{EVP_EC_gen("P-256")}, other{EVP_EC_gen("P-256")},
      edwards{EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519")}, large{EVP_EC_gen("P-384")};
};
}  // namespace

TEST_CASE("a site's certificate names the site that the hub says, whatever the request says", "[authority]") {
  const http::Credential ca = http::make_store_ca("Holdfast hub", now);
  const Keys keys;
  for (EVP_PKEY* key : {keys.mine.get(), keys.edwards.get()}) {
    const auto made = sign_site(ca, request_with(key, key), {"tenant-1", "site-1"}, now);
    REQUIRE(made);
    const auto read = read_site_certificate(made->pem);
    REQUIRE(read);
    CHECK(read->name.tenant == "tenant-1");
    CHECK(read->name.site == "site-1");
    CHECK(read->fingerprint == made->fingerprint);
    CHECK(read->not_after == now.plus_seconds(site_days * seconds_per_day));
  }
}

TEST_CASE("a certificate request of another form, key or signer is refused", "[authority]") {
  const http::Credential ca = http::make_store_ca("Holdfast hub", now);
  const Keys keys;
  for (const std::string& request :
       {std::string{}, std::string{"-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"},
        std::string(20'000, 'x'), request_with(keys.large.get(), keys.large.get()),
        request_with(keys.mine.get(), keys.other.get())}) {
    CHECK_FALSE(sign_site(ca, request, {"t", "s"}, now));
    CHECK_FALSE(request_key(request));
  }
}

TEST_CASE("a token is found by its secret and shows the authority's digest", "[authority]") {
  const http::Credential ca = http::make_store_ca("Holdfast hub", now);
  const std::string token = write_token("0123456789abcdef", ca.cert_pem);
  CHECK(token == "HF1.MDEyMzQ1Njc4OWFiY2RlZg." + to_hex(fingerprint(ca.cert_pem)));
  REQUIRE(token_digest(token));
  CHECK(token_digest(token) != token_digest(write_token("0123456789abcdeg", ca.cert_pem)));
  for (const std::string wrong : {"", "HF1.", "HF2.MDEyMzQ1Njc4OWFiY2RlZg.00", "HF1.short.00", "HF1..", "HF1.a/b"})
    CHECK_FALSE(token_digest(wrong));
}
}  // namespace holdfast::authority
