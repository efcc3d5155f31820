#include "eft/nexo_crypto.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <memory>

#include "base/base64.h"
#include "base/check.h"
#include "base/json_writer.h"

namespace holdfast::eft {
namespace {
constexpr std::size_t most_sealed = 1 << 20;
std::optional<std::string> bounded_bytes(std::string_view base64) {
  return base64.size() > most_sealed ? std::nullopt : from_base64(base64);
}
constexpr std::string_view salt = "AdyenNexoV1Salt";
constexpr int rounds = 4'000;

const unsigned char* data_of(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* data_of(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::array<std::uint8_t, 32> mac_of(std::string_view plain, const NexoKey& key) {
  std::array<std::uint8_t, 32> mac{};
  unsigned size = 0;
  check(HMAC(EVP_sha256(), key.hmac.data(), static_cast<int>(key.hmac.size()), data_of(plain), plain.size(), mac.data(),
             &size) != nullptr);
  check(size == mac.size());
  return mac;
}

enum class Direction { decrypt, encrypt };
std::optional<std::string> aes(std::string_view bytes, const NexoKey& key, std::string_view nonce,
                               Direction direction) {
  std::array<std::uint8_t, 16> iv = key.iv;
  for (std::size_t i = 0; i < iv.size(); ++i)
    iv[i] = static_cast<std::uint8_t>(iv[i] ^ static_cast<std::uint8_t>(nonce[i]));
  const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{EVP_CIPHER_CTX_new(),
                                                                                &EVP_CIPHER_CTX_free};
  check(context && EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, key.cipher.data(), iv.data(),
                                     direction == Direction::encrypt ? 1 : 0) == 1);
  std::string out(bytes.size() + 16, '\0');
  int written = 0, last = 0;
  if (EVP_CipherUpdate(context.get(), data_of(out), &written, data_of(bytes), static_cast<int>(bytes.size())) != 1)
    return std::nullopt;
  if (EVP_CipherFinal_ex(context.get(), data_of(out) + written, &last) != 1) return std::nullopt;
  out.resize(static_cast<std::size_t>(written + last));
  return out;
}

tl::unexpected<Error> not_authentic() {
  return refuse(ErrorCode::invalid_body, "the terminal's message is not authentic");
}

std::string_view envelope_name(const Json& envelope) {
  for (const std::string_view name : {"SaleToPOIRequest", "SaleToPOIResponse"})
    if (envelope.find(name) != nullptr) return name;
  return {};
}
const std::string* text(const Json* object, std::string_view name) {
  const Json* member = object != nullptr && object->is_object() ? object->find(name) : nullptr;
  return member != nullptr && member->is_string() ? &member->text() : nullptr;
}

bool same(const Json& a, const Json& b) {
  if (a.kind() != b.kind() || a.text() != b.text() || a.truth() != b.truth()) return false;
  if (a.items().size() != b.items().size() || a.members().size() != b.members().size()) return false;
  for (std::size_t i = 0; i < a.items().size(); ++i)
    if (!same(a.items()[i], b.items()[i])) return false;
  for (const auto& [name, value] : a.members()) {
    const Json* other = b.find(name);
    if (other == nullptr || !same(value, *other)) return false;
  }
  return true;
}
void write(JsonWriter& out, const Json& value) {
  switch (value.kind()) {
    case Json::Kind::null:
      out.null();
      return;
    case Json::Kind::boolean:
      out.value(value.truth());
      return;
    case Json::Kind::number:
      out.raw(value.text());
      return;
    case Json::Kind::string:
      out.value(value.text());
      return;
    case Json::Kind::array:
      out.begin_array();
      for (const Json& item : value.items()) write(out, item);
      out.end_array();
      return;
    case Json::Kind::object:
      out.begin_object();
      for (const auto& [name, member] : value.members()) {
        out.key(name);
        write(out, member);
      }
      out.end_object();
      return;
  }
}
}  // namespace

NexoKey::~NexoKey() {
  OPENSSL_cleanse(hmac.data(), hmac.size());
  OPENSSL_cleanse(cipher.data(), cipher.size());
  OPENSSL_cleanse(iv.data(), iv.size());
}

NexoKey derive_nexo_key(std::string_view passphrase, std::string identifier, std::int64_t version) {
  std::array<std::uint8_t, 80> material{};
  check(PKCS5_PBKDF2_HMAC_SHA1(passphrase.data(), static_cast<int>(passphrase.size()), data_of(salt),
                               static_cast<int>(salt.size()), rounds, static_cast<int>(material.size()),
                               material.data()) == 1);
  NexoKey key;
  std::copy_n(material.begin(), 32, key.hmac.begin());
  std::copy_n(material.begin() + 32, 32, key.cipher.begin());
  std::copy_n(material.begin() + 64, 16, key.iv.begin());
  key.identifier = std::move(identifier);
  key.version = version;
  OPENSSL_cleanse(material.data(), material.size());
  return key;
}

std::string seal_nexo(std::string_view inner, const NexoKey& key, const NexoNonce& nonce) {
  const auto parsed = parse_json(inner);
  check(parsed.has_value());
  const std::string_view name = envelope_name(*parsed);
  check(!name.empty());
  const Json* header = parsed->find(name)->find("MessageHeader");
  check(header != nullptr);
  const std::string_view nonce_bytes{reinterpret_cast<const char*>(nonce.data()), nonce.size()};
  const auto blob = aes(inner, key, nonce_bytes, Direction::encrypt);
  check(blob.has_value());
  const auto mac = mac_of(inner, key);
  std::string out;
  JsonWriter json{out};
  json.begin_object().key(name).begin_object().key("MessageHeader");
  write(json, *header);
  json.member("NexoBlob", to_base64(*blob)).key("SecurityTrailer").begin_object();
  json.member("AdyenCryptoVersion", key.crypto_version)
      .member("KeyIdentifier", key.identifier)
      .member("KeyVersion", key.version);
  json.member("Nonce", to_base64(nonce_bytes));
  json.member("Hmac", to_base64({reinterpret_cast<const char*>(mac.data()), mac.size()}));
  json.end_object().end_object().end_object();
  return out;
}

Result<std::string> unseal_nexo(const Json& envelope, const NexoKey& key) {
  const Json* body = envelope.is_object() ? envelope.find(envelope_name(envelope)) : nullptr;
  const Json* trailer = body != nullptr && body->is_object() ? body->find("SecurityTrailer") : nullptr;
  const std::string* blob_text = text(body, "NexoBlob");
  const std::string* nonce_text = text(trailer, "Nonce");
  const std::string* mac_text = text(trailer, "Hmac");
  if (blob_text == nullptr || nonce_text == nullptr || mac_text == nullptr) return not_authentic();
  const auto blob = bounded_bytes(*blob_text), nonce = bounded_bytes(*nonce_text), mac = bounded_bytes(*mac_text);
  if (!blob || !nonce || !mac || nonce->size() != 16 || mac->size() != 32 || blob->empty()) return not_authentic();
  // Wrong padding and a wrong MAC must look alike: the MAC is computed in either case.
  const auto plain = aes(*blob, key, *nonce, Direction::decrypt);
  const auto expected = mac_of(plain.value_or(*blob), key);
  const bool right = CRYPTO_memcmp(expected.data(), mac->data(), expected.size()) == 0;
  if (!plain || !right) return not_authentic();
  return *plain;
}

Result<Json> open_nexo(std::string_view body, const NexoKey* key) {
  Json envelope = TRY(parse_json(body));
  if (!envelope.is_object() || envelope_name(envelope).empty())
    return refuse(ErrorCode::invalid_body, "no message of the Terminal API");
  if (key == nullptr) return envelope;
  const std::string plain = TRY(unseal_nexo(envelope, *key));
  Json inner = TRY(parse_json(plain));
  const std::string_view name = envelope_name(envelope);
  const Json* message = inner.is_object() ? inner.find(name) : nullptr;
  const Json* header = message != nullptr && message->is_object() ? message->find("MessageHeader") : nullptr;
  const Json* outer = envelope.find(name)->find("MessageHeader");
  if (header == nullptr || outer == nullptr || !same(*header, *outer)) return not_authentic();
  return inner;
}
}  // namespace holdfast::eft
