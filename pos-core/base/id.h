#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/instant.h"

namespace holdfast {
/// Sixteen bytes in network order (RFC 9562).
struct Uuid {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Uuid&, const Uuid&) = default;
  std::span<const std::uint8_t> span() const { return bytes; }
  int version() const { return bytes[6] >> 4; }
  /// Versions 4 and 7 with variant 10: what events and keys may carry.
  bool is_event_id() const { return (version() == 4 || version() == 7) && (bytes[8] >> 6) == 2; }
};

/// 36 characters, hyphens at 8-13-18-23, any letter case. Nothing else.
std::optional<Uuid> parse_uuid(std::string_view text);
std::string to_string(const Uuid& id);
void append_uuid(std::string& out, const Uuid& id);

/// A Uuid that names one kind of thing, so that an OrderId is never passed for a CartId.
template <class Tag>
struct Id {
  Uuid uuid;
  friend auto operator<=>(const Id&, const Id&) = default;
};
template <class Tag>
std::string to_string(const Id<Tag>& id) {
  return to_string(id.uuid);
}

using ProductId = Id<struct ProductTag>;
using VariantId = Id<struct VariantTag>;
using CartId = Id<struct CartTag>;
using OrderId = Id<struct OrderTag>;
using ShiftId = Id<struct ShiftTag>;
using PersonId = Id<struct PersonTag>;

/// Makes UUIDv7: 48 bits of milliseconds, then a counter in rand_a that keeps ids of one process rising even when the
/// clock stands still or steps back (RFC 9562 6.2 method 1), then 62 random bits. Time and randomness are handed in.
class IdSource {
 public:
  using Random = std::function<std::uint64_t()>;
  explicit IdSource(Random random) : random_{std::move(random)} {}
  Uuid next(Instant now);
  /// An id whose last 16 bits are zero, left for the parts of the thing it names (see part_id()).
  Uuid next_whole(Instant now);

 private:
  Random random_;
  std::uint64_t last_ms_ = 0;
  std::uint32_t counter_ = 0;
};

/// Order lines and payments carry their order's id with their position in the last 16 bits: still a valid, unique UUIDv7,
/// and no index of its own is needed to find one.
Uuid part_id(const Uuid& whole, std::uint16_t part);
Uuid whole_of(const Uuid& part);
std::uint16_t part_of(const Uuid& part);
}  // namespace holdfast
