#include "vault/field_keys.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <memory>

#include "base/base64.h"
#include "base/check.h"
#include "base/digest.h"
#include "base/ends.h"

namespace holdfast::vault {
namespace {
constexpr std::string_view mark = "hf1.";
constexpr std::size_t id_digits = 8, nonce_bytes = 12, tag_bytes = 16, prefix_bytes = mark.size() + id_digits + 1;
using Context = std::unique_ptr<EVP_CIPHER_CTX, Ends<EVP_CIPHER_CTX_free>>;

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }
int count(std::string_view bytes) { return static_cast<int>(bytes.size()); }

std::array<std::uint8_t, 32> keyed(std::string_view key, std::string_view text) {
  std::array<std::uint8_t, 32> out{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), key.data(), count(key), raw(text), text.size(), out.data(), &size) != nullptr);
  return out;
}
/// Fetched once: looking an algorithm up costs more than a short text.
const EVP_CIPHER* cipher_kind() {
  static EVP_CIPHER* const kind = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
  check(kind != nullptr);
  return kind;
}
std::optional<std::string> key_bytes_of(std::string_view hex) {
  constexpr std::string_view digits = "0123456789abcdef";
  if (hex.size() != 64) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = digits.find(hex[i]), low = digits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}
}  // namespace

Result<FieldKeys> FieldKeys::parse(std::string_view text) {
  FieldKeys keys;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    const auto master = key_bytes_of(line);
    if (!master) return refuse(ErrorCode::invalid_argument, "a field key is 64 hex digits on a line of its own");
    keys.keys_.push_back({to_hex(sha256("HF-FIELD-KEY", *master)).substr(0, id_digits), keyed(*master, "encrypt"),
                          keyed(*master, "nonce"), keyed(*master, "index")});
  }
  return keys;
}

std::string FieldKeys::newest_prefix() const {
  return keys_.empty() ? std::string{} : std::string{mark} + keys_.front().id + ".";
}

std::string FieldKeys::seal(std::string_view plain, std::string_view place) const {
  if (keys_.empty()) return std::string{plain};
  const Key& key = keys_.front();
  std::string subject{place};
  subject.append(1, '\0').append(plain);
  const auto digest = keyed(bytes_of(key.nonce), subject);
  std::string packed(nonce_bytes + tag_bytes + plain.size(), '\0');
  std::copy_n(digest.begin(), nonce_bytes, packed.begin());
  const Context cipher{EVP_CIPHER_CTX_new()};
  unsigned char* const text = raw(packed) + nonce_bytes + tag_bytes;
  int size = 0;
  check(EVP_EncryptInit_ex2(cipher.get(), cipher_kind(), key.encrypt.data(), raw(packed), nullptr) == 1);
  check(EVP_EncryptUpdate(cipher.get(), nullptr, &size, raw(place), count(place)) == 1);
  check(plain.empty() || EVP_EncryptUpdate(cipher.get(), text, &size, raw(plain), count(plain)) == 1);
  check(EVP_EncryptFinal_ex(cipher.get(), text + plain.size(), &size) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, raw(packed) + nonce_bytes) == 1);
  return newest_prefix() + to_base64(packed, Base64::url);
}

std::optional<std::string> FieldKeys::open(std::string_view stored, std::string_view place) const {
  if (!is_sealed(stored)) return std::string{stored};
  const std::string_view id = stored.substr(mark.size(), id_digits);
  const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const Key& each) { return each.id == id; });
  auto packed = from_base64(stored.substr(prefix_bytes), Base64::url);
  if (key == keys_.end() || !packed || packed->size() < nonce_bytes + tag_bytes) return std::nullopt;
  const std::string_view text = std::string_view{*packed}.substr(nonce_bytes + tag_bytes);
  std::string plain(text.size(), '\0');
  const Context cipher{EVP_CIPHER_CTX_new()};
  int size = 0;
  check(EVP_DecryptInit_ex2(cipher.get(), cipher_kind(), key->encrypt.data(), raw(*packed), nullptr) == 1);
  check(EVP_DecryptUpdate(cipher.get(), nullptr, &size, raw(place), count(place)) == 1);
  check(text.empty() || EVP_DecryptUpdate(cipher.get(), raw(plain), &size, raw(text), count(text)) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, raw(*packed) + nonce_bytes) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), raw(plain) + plain.size(), &size) != 1) return std::nullopt;
  return plain;
}

Token FieldKeys::token(std::string_view word) const {
  Token token{};
  if (keys_.empty()) return token;
  const auto digest = keyed(bytes_of(keys_.front().index), word);
  std::copy_n(digest.begin(), token.size(), token.begin());
  return token;
}

std::vector<Token> FieldKeys::tokens(std::string_view word) const {
  std::vector<Token> found;
  for (const Key& key : keys_) {
    const auto digest = keyed(bytes_of(key.index), word);
    std::copy_n(digest.begin(), Token{}.size(), found.emplace_back().begin());
  }
  if (found.empty()) found.push_back({});
  return found;
}

bool is_sealed(std::string_view stored) {
  return stored.size() > prefix_bytes && stored.starts_with(mark) && stored[prefix_bytes - 1] == '.';
}
}  // namespace holdfast::vault
