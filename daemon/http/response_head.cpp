#include "http/response_head.h"

#include <charconv>

namespace holdfast::http {
namespace {
void append_number(std::string& out, std::size_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

void append_value(std::string& out, std::string_view value) {
  for (const char c : value) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
}
}  // namespace

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

void write_response_head(std::string& out, const Response& response, std::string_view date, std::size_t body_size,
                         bool close) {
  out.assign("HTTP/1.1 ");
  append_number(out, static_cast<std::size_t>(response.status));
  out.append(" ").append(reason_phrase(response.status)).append("\r\nDate: ").append(date);
  if (!response.content_type.empty()) append_value(out.append("\r\nContent-Type: "), response.content_type);
  if (may_have_body(response.status)) append_number(out.append("\r\nContent-Length: "), body_size);
  if (close) out.append("\r\nConnection: close");
  for (const ResponseHeader& header : response.headers)
    append_value(out.append("\r\n").append(header.name).append(": "), header.value);
  out.append("\r\n\r\n");
}

void write_upgrade_head(std::string& out, std::string_view accept, std::string_view subprotocol) {
  out.assign("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ");
  out.append(accept);
  if (!subprotocol.empty()) append_value(out.append("\r\nSec-WebSocket-Protocol: "), subprotocol);
  out.append("\r\n\r\n");
}
}  // namespace holdfast::http
