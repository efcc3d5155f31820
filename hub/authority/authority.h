#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "http/tls.h"

/// The hub's own certificate authority: EC P-256, made on the first start (http::make_store_ca), below which stand the
/// hub's server certificate and one client certificate a site.
namespace holdfast::authority {
/// A certificate's life; a store asks for the next at two thirds of it (design 1.2).
constexpr int site_days = 90;

/// Who a site's certificate says it is: O is the tenant, CN the site.
struct SiteName {
  std::string tenant;
  std::string site;
};
struct SiteCertificate {
  std::string pem;
  SiteName name;
  Sha256 fingerprint{};  ///< SHA-256 of the DER
  Instant not_after;
};
/// Signs what a store asks for: a PKCS #10 request, PEM, whose own signature holds, with a key of P-256 or Ed25519.
/// The names are ours; whatever the request says of subject or extensions is not looked at. Refuses invalid_argument.
Result<SiteCertificate> sign_site(const http::Credential& authority, std::string_view request_pem, const SiteName& name,
                                  Instant now, std::int64_t life_s = std::int64_t{site_days} * seconds_per_day);
/// What a certificate says; empty when it is not of the form above. It does not verify anything.
std::optional<SiteCertificate> read_site_certificate(std::string_view pem);
/// SHA-256 over the key of a request: the same store asking twice has the same. Refuses invalid_argument.
Result<Sha256> request_key(std::string_view request_pem);
/// SHA-256 over a certificate's DER.
Sha256 fingerprint(std::string_view certificate_pem);

/// `HF1.<secret>.<hex SHA-256 of the authority's DER>`: the secret (base64url) lets a store in once, the digest lets it
/// know the hub before anything is trusted. The hub keeps the secret's digest alone.
std::string write_token(std::string_view secret, std::string_view authority_pem);
/// The digest that a token is kept by; empty when it is no token. Whatever it says of the authority is the store's to
/// judge.
std::optional<Sha256> token_digest(std::string_view token);
}  // namespace holdfast::authority
