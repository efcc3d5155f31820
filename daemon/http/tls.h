#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.h"

namespace holdfast::http {
/// A certificate and its private key, PEM.
struct Credential {
  std::string cert_pem;
  std::string key_pem;  ///< PKCS #8, not encrypted: the caller keeps the file's mode at 0600
};

/// The authority of one store: EC P-256, ten years, may sign leaves only.
Credential make_store_ca(std::string_view common_name, Instant now);

struct CertificateNames {
  std::vector<std::string> dns;        ///< `localhost` is always added
  std::vector<std::string> addresses;  ///< IPv4 or IPv6 literals; 127.0.0.1 and ::1 are always added
};
/// A server certificate below that authority: EC P-256, 397 days (what browsers accept), server authentication only.
/// Its chain holds the leaf alone: clients trust the authority itself.
Credential issue_server_certificate(const Credential& ca, const CertificateNames& names, Instant now);

/// SHA-256 over the certificate's public key (SubjectPublicKeyInfo), 64 lower-case hexadecimal digits.
std::string spki_sha256(std::string_view cert_pem);
/// SHA-256 over the certificate itself (DER), as browsers show it; 64 lower-case hexadecimal digits.
std::string certificate_sha256(std::string_view cert_pem);
struct Validity {
  Instant not_before, not_after;
};
Validity certificate_validity(std::string_view cert_pem);
}  // namespace holdfast::http
