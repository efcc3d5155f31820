#include "carry/sealed_file.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <vector>

#include "base/digest.h"
#include "base/ends.h"

namespace holdfast::carry {
namespace {
constexpr std::string_view magic = "HFCARRY1";
constexpr std::string_view purpose = "HF-CARRY1";
constexpr std::size_t tag_bytes = 16, key_bytes = 32, iv_bytes = 12, most_header = 64 * 1024, most_signature = 1024;

using Pkey = std::unique_ptr<EVP_PKEY, Ends<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Ends<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Ends<EVP_CIPHER_CTX_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Ends<EVP_MD_CTX_free>>;
using Bio = std::unique_ptr<BIO, Ends<BIO_free>>;
using Certificate = std::unique_ptr<X509, Ends<X509_free>>;

const unsigned char* raw(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* raw(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
void must(bool done) {
  if (!done) throw std::runtime_error("the carried file cannot be made: the cryptography of this machine failed");
}
template <std::size_t N>
void put_number(std::string& out, std::uint64_t value) {
  for (std::size_t i = N; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xFFU);
}
std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<std::uint8_t>(c);
  return value;
}

/// Key and IV of one file: the one-time key is new in each, so neither is ever used twice.
std::array<std::uint8_t, key_bytes + iv_bytes> agree(const Key& secret, std::string_view peer, std::string_view salt) {
  std::array<std::uint8_t, key_bytes + iv_bytes> out{};
  const Pkey own(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, secret.data(), secret.size()));
  const Pkey other(EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, raw(peer), peer.size()));
  must(own && other);
  const PkeyContext derive(EVP_PKEY_CTX_new(own.get(), nullptr));
  std::array<unsigned char, key_bytes> shared{};
  std::size_t size = shared.size();
  // A peer's key of low order gives no secret: refused by the derivation itself.
  must(derive && EVP_PKEY_derive_init(derive.get()) == 1 && EVP_PKEY_derive_set_peer(derive.get(), other.get()) == 1 &&
       EVP_PKEY_derive(derive.get(), shared.data(), &size) == 1 && size == shared.size());
  const PkeyContext expand(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr));
  std::size_t wanted = out.size();
  must(expand && EVP_PKEY_derive_init(expand.get()) == 1 && EVP_PKEY_CTX_set_hkdf_md(expand.get(), EVP_sha256()) == 1 &&
       EVP_PKEY_CTX_set1_hkdf_key(expand.get(), shared.data(), static_cast<int>(shared.size())) == 1 &&
       EVP_PKEY_CTX_set1_hkdf_salt(expand.get(), raw(salt), static_cast<int>(salt.size())) == 1 &&
       EVP_PKEY_CTX_add1_hkdf_info(expand.get(), raw(purpose), static_cast<int>(purpose.size())) == 1 &&
       EVP_PKEY_derive(expand.get(), out.data(), &wanted) == 1 && wanted == out.size());
  return out;
}
std::string_view text_of(const Key& key) { return {reinterpret_cast<const char*>(key.data()), key.size()}; }
std::string salt_of(std::string_view one_time, std::string_view reader) { return std::string{one_time}.append(reader); }
}  // namespace

KeyPair pair_of(const Key& secret) {
  KeyPair pair{secret, {}};
  const Pkey key(EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, nullptr, secret.data(), secret.size()));
  std::size_t size = pair.open.size();
  must(key && EVP_PKEY_get_raw_public_key(key.get(), pair.open.data(), &size) == 1 && size == pair.open.size());
  return pair;
}
KeyPair derive_pair(std::string_view secret) { return pair_of(sha256("HF-CARRY-KEY1\n" + std::string{secret})); }
Key random_key() {
  Key key{};
  must(RAND_bytes(key.data(), static_cast<int>(key.size())) == 1);
  return key;
}

std::string seal(std::string_view header, std::string_view body, const Key& reader, std::string_view writer_key_pem) {
  const KeyPair one_time = pair_of(random_key());
  const auto secret = agree(one_time.secret, text_of(reader), salt_of(text_of(one_time.open), text_of(reader)));
  std::string file{magic};
  put_number<4>(file, header.size());
  file.append(header).append(text_of(one_time.open));
  const std::string bound = file;
  put_number<8>(file, body.size() + tag_bytes);
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  must(cipher &&
       EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, secret.data(), secret.data() + key_bytes) == 1 &&
       EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(bound), static_cast<int>(bound.size())) == 1);
  const std::size_t begin = file.size();
  file.resize(begin + body.size() + tag_bytes);
  must(EVP_EncryptUpdate(cipher.get(), raw(file) + begin, &size, raw(body), static_cast<int>(body.size())) == 1 &&
       EVP_EncryptFinal_ex(cipher.get(), raw(file) + begin + size, &size) == 1 &&
       EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, raw(file) + begin + body.size()) == 1);
  const Bio pem(BIO_new_mem_buf(writer_key_pem.data(), static_cast<int>(writer_key_pem.size())));
  const Pkey writer(PEM_read_bio_PrivateKey(pem.get(), nullptr, nullptr, nullptr));
  const Digest digest(EVP_MD_CTX_new());
  std::string signature(most_signature, '\0');
  std::size_t length = signature.size();
  const EVP_MD* hash = writer && EVP_PKEY_get_base_id(writer.get()) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
  must(writer && digest && EVP_DigestSignInit(digest.get(), nullptr, hash, nullptr, writer.get()) == 1 &&
       EVP_DigestSign(digest.get(), raw(signature), &length, raw(file), file.size()) == 1);
  put_number<2>(file, length);
  return file.append(signature, 0, length);
}

Result<Sealed> take_apart(std::string_view file) {
  const auto cut = [] {
    return refuse(ErrorCode::invalid_argument, "the file is cut off or has grown: carry it again");
  };
  if (!file.starts_with(magic))
    return refuse(ErrorCode::invalid_argument, "this is no file that a store or a hub has written");
  std::string_view rest = file.substr(magic.size());
  const auto take = [&](std::size_t size) {
    const std::string_view taken = rest.substr(0, size);
    rest.remove_prefix(std::min(size, rest.size()));
    return taken;
  };
  const std::uint64_t header = rest.size() >= 4 ? number_of(take(4)) : most_header + 1;
  if (header > most_header || rest.size() < header + key_bytes + 8) return cut();
  Sealed sealed;
  sealed.header = take(static_cast<std::size_t>(header));
  sealed.key = take(key_bytes);
  const std::uint64_t body = number_of(take(8));
  if (body < tag_bytes || rest.size() < 2 || body > rest.size() - 2) return cut();
  sealed.body = take(static_cast<std::size_t>(body));
  sealed.signed_part = file.substr(0, file.size() - rest.size());
  const std::uint64_t signature = number_of(take(2));
  if (signature != rest.size() || signature == 0 || signature > most_signature) return cut();
  sealed.signature = rest;
  return sealed;
}

bool is_signed_by(const Sealed& sealed, std::string_view certificate_pem) {
  const Bio pem(BIO_new_mem_buf(certificate_pem.data(), static_cast<int>(certificate_pem.size())));
  const Certificate certificate(PEM_read_bio_X509(pem.get(), nullptr, nullptr, nullptr));
  EVP_PKEY* key = certificate ? X509_get0_pubkey(certificate.get()) : nullptr;
  const Digest digest(EVP_MD_CTX_new());
  const EVP_MD* hash = key != nullptr && EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519 ? nullptr : EVP_sha256();
  const bool good = key != nullptr && digest && EVP_DigestVerifyInit(digest.get(), nullptr, hash, nullptr, key) == 1 &&
                    EVP_DigestVerify(digest.get(), raw(sealed.signature), sealed.signature.size(),
                                     raw(sealed.signed_part), sealed.signed_part.size()) == 1;
  ERR_clear_error();
  return good;
}

Result<std::string> open(const Sealed& sealed, const KeyPair& reader) {
  const auto refused = [] {
    ERR_clear_error();
    return refuse(ErrorCode::conflict, "the file was written for somebody else, or it was altered");
  };
  std::array<std::uint8_t, key_bytes + iv_bytes> secret{};
  try {
    secret = agree(reader.secret, sealed.key, salt_of(sealed.key, text_of(reader.open)));
  } catch (const std::runtime_error&) {
    return refused();
  }
  std::string bound{magic};
  put_number<4>(bound, sealed.header.size());
  bound.append(sealed.header).append(sealed.key);
  std::string body(sealed.body.size() - tag_bytes, '\0');
  std::string tag{sealed.body.substr(body.size())};
  const Cipher cipher(EVP_CIPHER_CTX_new());
  int size = 0;
  const bool good =
      cipher &&
      EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, secret.data(), secret.data() + key_bytes) == 1 &&
      EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(bound), static_cast<int>(bound.size())) == 1 &&
      EVP_DecryptUpdate(cipher.get(), raw(body), &size, raw(sealed.body), static_cast<int>(body.size())) == 1 &&
      EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, raw(tag)) == 1 &&
      EVP_DecryptFinal_ex(cipher.get(), raw(body) + size, &size) == 1;
  if (!good) return refused();
  return body;
}
}  // namespace holdfast::carry
