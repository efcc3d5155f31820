#pragma once
#include <string>
#include <string_view>

#include "http/message.h"

namespace holdfast::http {
/// Puts the head of a response into `out`, replacing what is there. A line break in a header's value, which may be a
/// stored text, becomes a space: it must not become a second header.
void write_response_head(std::string& out, const Response& response, std::string_view date, std::size_t body_size,
                         bool close);
void write_upgrade_head(std::string& out, std::string_view accept, std::string_view subprotocol);
bool may_have_body(int status);
}  // namespace holdfast::http
