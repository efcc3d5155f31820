#pragma once
#include <string>
#include <string_view>

#include "db/connection.h"
#include "events/event_codec.h"

namespace holdfast::events {
/// What is put into event_log.body for an encoded body: those with a note that somebody typed are sealed to their place
/// in the log (vault/), all others stay as they are. Hashes are over the plain body.
std::string seal_body(db::Connection& connection, std::string_view plain, const EventCodec::Encoded& encoded,
                      std::int64_t seq);
/// The plain body of what is stored. Throws vault::Unreadable or db::Failure. A copy without any keys (a backup in
/// clear) withholds what is sealed: empty.
std::string open_body(db::Connection& connection, std::string_view stored, int coding, std::int64_t seq);
}  // namespace holdfast::events
