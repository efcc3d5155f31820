#include "routes/secrets.h"

#include <openssl/rand.h>

#include <algorithm>
#include <stdexcept>

#include "config/data_folder.h"
#include "wire/hex.h"

namespace holdfast::routes {
namespace {
void fill(std::span<std::uint8_t> bytes) {
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
    throw std::runtime_error{"the system has no randomness"};
}
template <class Bytes>
Bytes filled(const Secrets& secrets) {
  Bytes bytes;
  secrets.random(bytes);
  return bytes;
}
}  // namespace

staff::Pepper Secrets::pepper_beside(const std::filesystem::path& database) const {
  staff::Pepper all = pepper;
  const std::filesystem::path folder = database.parent_path();
  // The practice store lies in a folder of the real one's.
  for (const std::filesystem::path& file : {folder / "hub-pin-key", folder.parent_path() / "hub-pin-key"}) {
    if (!std::filesystem::exists(file)) continue;
    if (const auto key = wire::parse_digest(config::read_file(file).substr(0, 64))) all.hub = *key;
    break;
  }
  return all;
}
staff::TokenBytes Secrets::token_bytes() const { return filled<staff::TokenBytes>(*this); }
staff::Salt Secrets::salt() const { return filled<staff::Salt>(*this); }
std::uint64_t Secrets::number() const {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : filled<std::array<std::uint8_t, 8>>(*this)) number = number << 8U | byte;
  return number;
}

Secrets secrets_of(const Api& api) {
  Secrets secrets{.pepper = {}, .random = &fill};
  const std::string& pepper = api.pepper();
  if (pepper.size() == secrets.pepper.bytes.size())
    std::transform(pepper.begin(), pepper.end(), secrets.pepper.bytes.begin(),
                   [](char c) { return static_cast<std::uint8_t>(c); });
  else
    secrets.pepper.bytes = sha256(pepper);
  return secrets;
}
}  // namespace holdfast::routes
