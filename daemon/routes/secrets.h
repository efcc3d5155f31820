#pragma once
#include <filesystem>
#include <functional>
#include <span>

#include "routes/api.h"
#include "staff/pin.h"
#include "staff/terminal_rows.h"

namespace holdfast::routes {
/// What sign-on needs beyond the database. `random` fills with unpredictable bytes, on any thread.
struct Secrets {
  staff::Pepper pepper;
  std::function<void(std::span<std::uint8_t>)> random;

  /// With that of the hub, `DIR/hub-pin-key` beside this database, which may come at any time.
  staff::Pepper pepper_beside(const std::filesystem::path& database) const;
  staff::TokenBytes token_bytes() const;
  staff::Salt salt() const;
  std::uint64_t number() const;
};
/// The appliance's pepper (hashed to 32 bytes when it is of another length) and the operating system's randomness.
Secrets secrets_of(const Api& api);
}  // namespace holdfast::routes
