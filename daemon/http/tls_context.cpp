#include "http/tls_context.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/socket.h>

#include <cerrno>
#include <stdexcept>

#include "http/client.h"
#include "http/server.h"

namespace holdfast::http {
namespace {
using Bio = std::unique_ptr<BIO, Ends<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;

Bio memory(std::string_view text) { return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }
int socket_of(BIO* bio) { return static_cast<int>(reinterpret_cast<std::intptr_t>(BIO_get_data(bio))); }

int finish(BIO* bio, ssize_t done, int retry) {
  BIO_clear_retry_flags(bio);
  if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR))
    BIO_set_flags(bio, retry | BIO_FLAGS_SHOULD_RETRY);
  return static_cast<int>(done);
}
int bio_write(BIO* bio, const char* data, int size) {
  return finish(bio, ::send(socket_of(bio), data, static_cast<std::size_t>(size), MSG_NOSIGNAL), BIO_FLAGS_WRITE);
}
int bio_read(BIO* bio, char* data, int size) {
  return finish(bio, ::recv(socket_of(bio), data, static_cast<std::size_t>(size), 0), BIO_FLAGS_READ);
}
long bio_ctrl(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

const BIO_METHOD* socket_method() {
  static const std::unique_ptr<BIO_METHOD, Ends<BIO_meth_free>> method = [] {
    std::unique_ptr<BIO_METHOD, Ends<BIO_meth_free>> made(
        BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "socket"));
    BIO_meth_set_write(made.get(), bio_write);
    BIO_meth_set_read(made.get(), bio_read);
    BIO_meth_set_ctrl(made.get(), bio_ctrl);
    return made;
  }();
  return method.get();
}

SslContext fresh_context(const SSL_METHOD* method) {
  SslContext context(SSL_CTX_new(method), SSL_CTX_free);
  if (!context) throw std::runtime_error(tls_error("TLS cannot start"));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_read_ahead(context.get(), 1);  // header and content of a record in one system call
  SSL_CTX_set_mode(context.get(),
                   SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  return context;
}

int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* offered,
                    unsigned size, void*) {
  static constexpr unsigned char ours[] = "\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, ours, sizeof ours - 1, offered, size) != OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

/// Every certificate is let in and its verdict kept (Session hands it to the handler): a peer that is turned away in the
/// handshake learns nothing about why.
int keep_verdict(int, X509_STORE_CTX*) { return 1; }

void ask_for_certificates(SSL_CTX* context, std::string_view authority_pem) {
  const Bio bio = memory(authority_pem);
  const Certificate authority(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!authority || X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get()) != 1 ||
      SSL_CTX_add_client_CA(context, authority.get()) != 1)
    throw std::runtime_error(tls_error("the clients' authority cannot be used"));
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, keep_verdict);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_num_tickets(context, 0);
}

void use_certificates(SSL_CTX* context, std::string_view pem) {
  const Bio bio = memory(pem);
  const Certificate leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1)
    throw std::runtime_error(tls_error("the certificate cannot be used"));
  while (X509* above = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) SSL_CTX_add0_chain_cert(context, above);
  ERR_clear_error();
}
}  // namespace

namespace {
/// 32 bytes in hexadecimal, or nothing.
std::string digest_hex(const X509* certificate) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  if (X509_digest(certificate, EVP_sha256(), digest, &size) != 1) return {};
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (unsigned i = 0; i < size; ++i) out.append({digits[digest[i] >> 4U], digits[digest[i] & 15U]});
  return out;
}

/// Verifies as usual, with the one authority of the chain whose digest is known as all the trust there is.
int verify_below_pinned(X509_STORE_CTX* verification, void* pinned) {
  STACK_OF(X509)* sent = X509_STORE_CTX_get0_untrusted(verification);
  STACK_OF(X509)* trusted = sk_X509_new_null();
  for (int i = 0; i < sk_X509_num(sent); ++i)
    if (digest_hex(sk_X509_value(sent, i)) == *static_cast<const std::string*>(pinned))
      sk_X509_push(trusted, sk_X509_value(sent, i));
  X509_STORE_CTX_set0_trusted_stack(verification, trusted);
  const int result = X509_verify_cert(verification);
  if (result != 1 && sk_X509_num(trusted) == 0)
    X509_STORE_CTX_set_error(verification, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT);
  X509_STORE_CTX_set0_trusted_stack(verification, nullptr);
  sk_X509_free(trusted);
  return result;
}

void show_own_certificate(SSL_CTX* context, const TlsTrust& trust) {
  use_certificates(context, trust.own_cert_pem);
  const Bio bio = memory(trust.own_key_pem);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key || SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1)
    throw std::runtime_error(tls_error("our private key does not fit our certificate"));
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
}
}  // namespace

std::string tls_error(std::string_view what) {
  std::string text(what);
  if (const unsigned long code = ERR_get_error(); code != 0) {
    char reason[256];
    ERR_error_string_n(code, reason, sizeof reason);
    text.append(": ").append(reason);
  }
  ERR_clear_error();
  return text;
}

SslContext server_context(const TlsIdentity& identity) {
  SslContext context = fresh_context(TLS_server_method());
  use_certificates(context.get(), identity.cert_pem);
  const Bio bio = memory(identity.key_pem);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  if (!key || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1 || SSL_CTX_check_private_key(context.get()) != 1)
    throw std::runtime_error(tls_error("the private key does not fit the certificate"));
  // Everything that asks us is of our own making or a browser of the day; what we ask may be older.
  SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
  SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  if (!identity.client_ca_pem.empty()) ask_for_certificates(context.get(), identity.client_ca_pem);
  return context;
}

SslContext client_context(const TlsTrust& trust) {
  SslContext context = fresh_context(TLS_client_method());
  SSL_CTX_set_alpn_protos(context.get(), reinterpret_cast<const unsigned char*>("\x08http/1.1"), 9);
  if (!trust.own_cert_pem.empty()) show_own_certificate(context.get(), trust);
  if (!trust.pinned_authority.empty()) {
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(context.get(), verify_below_pinned, const_cast<std::string*>(&trust.pinned_authority));
    return context;
  }
  if (!trust.pinned_spki.empty()) return context;  // the key is compared after the handshake
  if (trust.anyone) return context;
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  if (trust.ca_pem.empty()) {
    SSL_CTX_set_default_verify_paths(context.get());
    return context;
  }
  const Bio bio = memory(trust.ca_pem);
  int taken = 0;
  while (X509* raw = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    const Certificate authority(raw);
    taken += X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), authority.get());
  }
  ERR_clear_error();
  if (taken == 0) throw std::runtime_error("no certificate in the trusted authorities");
  return context;
}

Ssl tls_over(SSL_CTX* context, int socket) {
  Ssl ssl(SSL_new(context));
  BIO* bio = BIO_new(socket_method());
  if (!ssl || bio == nullptr) throw std::runtime_error(tls_error("TLS cannot start"));
  BIO_set_data(bio, reinterpret_cast<void*>(static_cast<std::intptr_t>(socket)));
  BIO_set_init(bio, 1);
  SSL_set_bio(ssl.get(), bio, bio);
  return ssl;
}
}  // namespace holdfast::http
