#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>
#include <string_view>

#include "base/ends.h"

namespace holdfast::http {
struct TlsIdentity;
struct TlsTrust;

using SslContext = std::shared_ptr<SSL_CTX>;
using Ssl = std::unique_ptr<SSL, Ends<SSL_free>>;

/// ALPN http/1.1; TLS 1.3 where we are asked, 1.2 and newer where we ask. Throws std::runtime_error when certificate and key are not a pair.
SslContext server_context(const TlsIdentity& identity);
SslContext client_context(const TlsTrust& trust);

/// TLS over a connected non-blocking socket, which the caller keeps open for as long. Like OpenSSL's own socket BIO,
/// but a peer that has gone is an error, not a SIGPIPE.
Ssl tls_over(SSL_CTX* context, int socket);
/// What OpenSSL says went wrong last on this thread, for an exception's text; clears it.
std::string tls_error(std::string_view what);
}  // namespace holdfast::http
