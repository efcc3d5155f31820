#include "fiscal/certificate.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>

#include "base/ends.h"

namespace holdfast::fiscal {
namespace {
using Memory = std::unique_ptr<BIO, Ends<BIO_free>>;
using X509Owner = std::unique_ptr<X509, Ends<X509_free>>;
using Number = std::unique_ptr<BIGNUM, Ends<BN_free>>;

char no_password[] = "";  // else the library would ask for one on the terminal

std::string serial_of(const X509& certificate) {
  const Number number{ASN1_INTEGER_to_BN(X509_get0_serialNumber(&certificate), nullptr)};
  char* digits = number ? BN_bn2hex(number.get()) : nullptr;
  std::string serial = digits == nullptr ? std::string{} : digits;
  OPENSSL_free(digits);
  std::ranges::transform(serial, serial.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c; });
  return serial.substr(std::min(serial.find_first_not_of('0'), serial.size()));
}
std::string point_of(X509& certificate) {
  const EVP_PKEY* key = X509_get0_pubkey(&certificate);
  unsigned char bytes[65];
  std::size_t size = 0;
  if (key == nullptr || EVP_PKEY_is_a(key, "EC") != 1 || EVP_PKEY_get_bits(key) != 256 ||
      EVP_PKEY_get_octet_string_param(key, OSSL_PKEY_PARAM_PUB_KEY, bytes, sizeof bytes, &size) != 1)
    return {};
  return {reinterpret_cast<const char*>(bytes), size};
}
std::string der_of(const X509& certificate) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509(&certificate, &bytes);
  std::string der = size > 0 ? std::string{reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)} : "";
  OPENSSL_free(bytes);
  return der;
}
}  // namespace

std::vector<Certificate> certificates_in(std::string_view pem) {
  std::vector<Certificate> found;
  const Memory memory{BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  while (const X509Owner each{PEM_read_bio_X509(memory.get(), nullptr, nullptr, no_password)})
    found.push_back({serial_of(*each), point_of(*each), der_of(*each)});
  return found;
}
}  // namespace holdfast::fiscal
