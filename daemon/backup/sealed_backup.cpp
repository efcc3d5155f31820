#include "backup/sealed_backup.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sodium.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <fstream>
#include <memory>
#include <stdexcept>

#include "base/check.h"
#include "base/digest.h"
#include "base/ends.h"
#include "base/json.h"
#include "base/json_writer.h"

namespace holdfast::backup {
namespace {
constexpr std::string_view magic{"HFBAK1\n\0", 8};
constexpr std::size_t chunk_bytes = 64 * 1024, tag_bytes = 16, salt_bytes = 16, most_header = 64 * 1024,
                      most_name = 200;
constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64U * 1024U * 1024U;
using Context = std::unique_ptr<EVP_CIPHER_CTX, Ends<EVP_CIPHER_CTX_free>>;
using Key = std::array<std::uint8_t, 32>;

std::optional<std::string> bytes_of_hex(std::string_view hex) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  if (hex.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    const std::size_t high = digits.find(hex[i]), low = digits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}
std::string number_bytes(std::uint64_t value, std::size_t size) {
  const auto all = big_endian(value);
  return {reinterpret_cast<const char*>(all.data()) + (8 - size), size};
}
std::uint64_t number_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return value;
}

/// Every file has a salt of its own, so a key never seals two files; the header is part of what it is derived from.
Key content_key(const Lock& lock, std::string_view salt, std::string_view header) {
  Key outer{};
  if (!lock.passphrase.empty()) {
    check(sodium_init() >= 0);
    if (crypto_pwhash(outer.data(), outer.size(), lock.passphrase.data(), lock.passphrase.size(),
                      reinterpret_cast<const unsigned char*>(salt.data()), passes, memory,
                      crypto_pwhash_ALG_ARGON2ID13) != 0)
      throw std::runtime_error{"there is not enough memory to derive a key from the passphrase (64 MiB)"};
  } else {
    outer = sha256("HF-BACKUP-KEY", *bytes_of_hex(lock.key_hex), salt);
  }
  Key key{};
  unsigned int size = 0;
  check(HMAC(EVP_sha256(), outer.data(), static_cast<int>(outer.size()),
             reinterpret_cast<const unsigned char*>(header.data()), header.size(), key.data(), &size) != nullptr);
  return key;
}

std::array<std::uint8_t, 12> nonce_of(std::uint64_t number, bool last) {
  std::array<std::uint8_t, 12> nonce{};
  nonce[0] = last ? 1 : 0;
  const auto bytes = big_endian(number);
  std::copy(bytes.begin(), bytes.end(), nonce.begin() + 4);
  return nonce;
}
unsigned char* raw(std::string& bytes) { return reinterpret_cast<unsigned char*>(bytes.data()); }

std::string seal_chunk(const Key& key, std::uint64_t number, bool last, std::string_view plain) {
  const auto nonce = nonce_of(number, last);
  const Context cipher{EVP_CIPHER_CTX_new()};
  std::string out(plain.size() + tag_bytes, '\0');
  int size = 0;
  check(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1);
  check(plain.empty() ||
        EVP_EncryptUpdate(cipher.get(), raw(out), &size, reinterpret_cast<const unsigned char*>(plain.data()),
                          static_cast<int>(plain.size())) == 1);
  check(EVP_EncryptFinal_ex(cipher.get(), raw(out) + plain.size(), &size) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, raw(out) + plain.size()) == 1);
  return out;
}
std::optional<std::string> open_chunk(const Key& key, std::uint64_t number, bool last, std::string& sealed) {
  if (sealed.size() < tag_bytes) return std::nullopt;
  const auto nonce = nonce_of(number, last);
  const std::size_t length = sealed.size() - tag_bytes;
  const Context cipher{EVP_CIPHER_CTX_new()};
  std::string out(length, '\0');
  int size = 0;
  check(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1);
  check(length == 0 || EVP_DecryptUpdate(cipher.get(), raw(out), &size, raw(sealed), static_cast<int>(length)) == 1);
  check(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, raw(sealed) + length) == 1);
  if (EVP_DecryptFinal_ex(cipher.get(), raw(out) + length, &size) != 1) return std::nullopt;
  return out;
}

/// Collects plain text into chunks and writes each once the next one begins: only the end knows which is the last.
class ChunkWriter {
 public:
  ChunkWriter(std::ofstream& out, const Key& key) : out_{out}, key_{key} {}
  void add(std::string_view text) {
    while (!text.empty()) {
      if (pending_.size() == chunk_bytes) write(false);
      const std::size_t take = std::min(chunk_bytes - pending_.size(), text.size());
      pending_.append(text.substr(0, take));
      text.remove_prefix(take);
    }
  }
  void end() { write(true); }

 private:
  void write(bool last) {
    const std::string sealed = seal_chunk(key_, number_++, last, pending_);
    out_.write(sealed.data(), static_cast<std::streamsize>(sealed.size()));
    pending_.clear();
  }
  std::ofstream& out_;
  const Key& key_;
  std::uint64_t number_ = 0;
  std::string pending_;
};

/// Takes the plain text apart again as it comes: name, length and bytes of each part.
class PartWriter {
 public:
  explicit PartWriter(std::filesystem::path folder) : folder_{std::move(folder)} {}
  bool add(std::string_view text) {
    while (!text.empty())
      if (left_ == 0 ? !add_head(text) : !add_bytes(text)) return false;
    return true;
  }
  bool whole() const { return left_ == 0 && head_.empty(); }
  std::vector<Part> parts;

 private:
  bool add_head(std::string_view& text) {
    head_ += text.front();
    text.remove_prefix(1);
    if (head_.size() < 2) return true;
    const std::size_t name = number_of(std::string_view{head_}.substr(0, 2));
    if (name == 0 || name > most_name) return false;
    if (head_.size() < 2 + name + 8) return true;
    const std::string file = head_.substr(2, name);
    // A name, never a path: what opens may have been written by somebody who knew the key and wished us ill.
    if (file.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-.") != std::string::npos || file.front() == '.')
      return false;
    left_ = number_of(std::string_view{head_}.substr(2 + name, 8));
    head_.clear();
    parts.push_back({file, folder_ / file});
    const int fd = ::open(parts.back().file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) throw std::runtime_error{parts.back().file.string() + ": " + std::strerror(errno)};
    ::close(fd);
    out_ = std::ofstream{parts.back().file, std::ios::binary};
    return true;
  }
  bool add_bytes(std::string_view& text) {
    const auto take = static_cast<std::size_t>(std::min<std::uint64_t>(left_, text.size()));
    out_.write(text.data(), static_cast<std::streamsize>(take));
    text.remove_prefix(take);
    left_ -= take;
    if (left_ == 0) out_.close();
    if (!out_) throw std::runtime_error{parts.back().file.string() + " cannot be written: is the disk full?"};
    return true;
  }
  std::filesystem::path folder_;
  std::string head_;
  std::uint64_t left_ = 0;
  std::ofstream out_;
};

struct Head {
  std::string bytes;  ///< magic, length and JSON: what the key is derived from
  std::string about, kdf, salt;
};
Result<Head> read_head(std::ifstream& in) {
  const auto no = [] { return refuse(ErrorCode::invalid_argument, "this is no sealed backup, or it is cut off"); };
  Head head;
  head.bytes.resize(magic.size() + 4);
  if (!in.read(head.bytes.data(), static_cast<std::streamsize>(head.bytes.size())) || !head.bytes.starts_with(magic))
    return no();
  const std::uint64_t length = number_of(std::string_view{head.bytes}.substr(magic.size()));
  if (length > most_header) return no();
  std::string text(static_cast<std::size_t>(length), '\0');
  if (!in.read(text.data(), static_cast<std::streamsize>(text.size()))) return no();
  const auto json = parse_json(text);
  const Json* kdf = json ? json->find("kdf") : nullptr;
  const Json* salt = json ? json->find("salt") : nullptr;
  const Json* about = json ? json->find("about") : nullptr;
  if (kdf == nullptr || salt == nullptr || about == nullptr || !kdf->is_string() || !salt->is_string()) return no();
  const auto bytes = bytes_of_hex(salt->text());
  if (!bytes || bytes->size() != salt_bytes) return no();
  head.kdf = kdf->text();
  head.salt = *bytes;
  head.about = about->is_string() ? about->text() : "";
  head.bytes += text;
  return head;
}
Result<std::string> first_line(const std::filesystem::path& file) {
  std::ifstream in{file};
  std::string line;
  if (!in || !std::getline(in, line))
    return refuse(ErrorCode::invalid_argument, file.string() + " cannot be read, or is empty");
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
  return line;
}
}  // namespace

Result<Lock> lock_of_passphrase_file(const std::filesystem::path& file) {
  Lock lock;
  lock.passphrase = TRY(first_line(file));
  if (lock.passphrase.size() < 8)
    return refuse(ErrorCode::invalid_argument,
                  "a passphrase has 8 characters at least, in the first line of " + file.string());
  return lock;
}
Result<Lock> lock_of_key_file(const std::filesystem::path& file) {
  Lock lock;
  lock.key_hex = TRY(first_line(file));
  const auto bytes = bytes_of_hex(lock.key_hex);
  if (!bytes || bytes->size() != 32)
    return refuse(ErrorCode::invalid_argument,
                  file.string() + " holds no key: 64 hex digits, as `openssl rand -hex 32` makes");
  return lock;
}

void seal_parts(const std::vector<Part>& parts, const std::filesystem::path& to, const Lock& lock,
                std::string_view about_json, const Seen& seen) {
  check(!lock.none());
  std::array<std::uint8_t, salt_bytes> salt{};
  check(RAND_bytes(salt.data(), static_cast<int>(salt.size())) == 1);
  std::string json;
  JsonWriter{json}
      .begin_object()
      .member("kdf", lock.passphrase.empty() ? "key" : "argon2id")
      .member("salt", to_hex(salt))
      .member("about", about_json)
      .end_object();
  const std::string head = std::string{magic} + number_bytes(json.size(), 4) + json;
  const Key key = content_key(lock, {reinterpret_cast<const char*>(salt.data()), salt.size()}, head);
  const int fd = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) throw std::runtime_error{to.string() + ": " + std::strerror(errno)};
  ::close(fd);
  std::ofstream out{to, std::ios::binary};
  out.write(head.data(), static_cast<std::streamsize>(head.size()));
  ChunkWriter chunks{out, key};
  std::int64_t done = 0;
  std::string buffer(chunk_bytes, '\0');
  for (const Part& part : parts) {
    const std::uint64_t size = std::filesystem::file_size(part.file);
    chunks.add(number_bytes(part.name.size(), 2) + part.name + number_bytes(size, 8));
    std::ifstream in{part.file, std::ios::binary};
    std::uint64_t left = size;
    while (left > 0 &&
           in.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), left)))) {
      const auto count = static_cast<std::size_t>(in.gcount());
      chunks.add(std::string_view{buffer}.substr(0, count));
      left -= count;
      done += static_cast<std::int64_t>(count);
      if (seen) seen(done);
    }
    if (left > 0) throw std::runtime_error{part.file.string() + " cannot be read to its end"};
  }
  chunks.end();
  out.close();
  if (!out) throw std::runtime_error{to.string() + " cannot be written: is the disk full?"};
}

bool is_sealed(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  std::string start(magic.size(), '\0');
  return in.read(start.data(), static_cast<std::streamsize>(start.size())) && start == magic;
}

Result<std::string> read_about(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return TRY(read_head(in)).about;
}

Result<std::vector<Part>> open_parts(const std::filesystem::path& file, const Lock& lock,
                                     const std::filesystem::path& folder, const Seen& seen) {
  std::ifstream in{file, std::ios::binary};
  const Head head = TRY(read_head(in));
  if (head.kdf != "argon2id" && head.kdf != "key")
    return refuse(ErrorCode::invalid_argument, "this backup was sealed by a newer release");
  if ((head.kdf == "argon2id") == lock.passphrase.empty())
    return refuse(ErrorCode::conflict, head.kdf == "argon2id" ? "this backup is sealed with a passphrase: give it"
                                                              : "this backup is sealed with a key file: give it");
  const Key key = content_key(lock, head.salt, head.bytes);
  PartWriter parts{folder};
  const auto refused = [&] {
    std::error_code ignored;
    for (const Part& part : parts.parts) std::filesystem::remove(part.file, ignored);
    return refuse(ErrorCode::conflict,
                  "the backup does not open: another passphrase or key, or the file was altered or cut off");
  };
  std::string sealed(chunk_bytes + tag_bytes, '\0'), next = sealed;
  const auto read = [&](std::string& into) {
    into.resize(chunk_bytes + tag_bytes);
    in.read(into.data(), static_cast<std::streamsize>(into.size()));
    into.resize(static_cast<std::size_t>(in.gcount()));
  };
  read(sealed);
  std::int64_t done = 0;
  for (std::uint64_t number = 0;; ++number) {
    read(next);
    const bool last = next.empty();
    const auto plain = open_chunk(key, number, last, sealed);
    if (!plain || !parts.add(*plain)) return refused();
    done += static_cast<std::int64_t>(plain->size());
    if (seen) seen(done);
    if (last) break;
    std::swap(sealed, next);
  }
  if (!parts.whole()) return refused();
  return std::move(parts.parts);
}
}  // namespace holdfast::backup
