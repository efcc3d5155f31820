#include "events/stored_body.h"

#include "vault/keys_of.h"
#include "vault/notes.h"

namespace holdfast::events {
namespace {
std::string place_of(std::int64_t seq) { return "event_log.body/" + std::to_string(seq); }
}  // namespace

std::string seal_body(db::Connection& connection, std::string_view plain, const EventCodec::Encoded& encoded,
                      std::int64_t seq) {
  if (!vault::holds_note(plain)) return std::string{encoded.bytes};
  return vault::keys_of(connection).seal(encoded.bytes, place_of(seq));
}

std::string open_body(db::Connection& connection, std::string_view stored, int coding, std::int64_t seq) {
  EventCodec& codec = connection.attached<EventCodec>();
  if (!vault::is_sealed(stored)) return codec.decode(stored, coding);
  if (vault::keys_of(connection).empty()) return {};
  return codec.decode(vault::open(connection, stored, place_of(seq)), coding);
}
}  // namespace holdfast::events
