#include "wire/site_chain.h"

namespace holdfast::wire {
namespace {
constexpr std::string_view genesis_tag{"HF-GENESIS1\0", 12};
constexpr std::string_view event_tag{"HF-EV1\0", 7};
}  // namespace

Sha256 genesis(std::string_view site_id, std::int64_t epoch) {
  const auto number = big_endian(static_cast<std::uint64_t>(epoch));
  return sha256(genesis_tag, site_id, std::string_view{"\0", 1}, bytes_of(number));
}

Sha256 next_hash(const Sha256& previous, std::int64_t seq, const Uuid& id, const Sha256& body_sha) {
  const auto number = big_endian(static_cast<std::uint64_t>(seq));
  return sha256(event_tag, bytes_of(previous), bytes_of(number), bytes_of(id.bytes), bytes_of(body_sha));
}
}  // namespace holdfast::wire
