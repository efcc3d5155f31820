#include "http/ws_frame.h"

#include <catch2/catch.hpp>

namespace holdfast::http {
namespace {
constexpr MaskKey key{0x37, 0xfa, 0x21, 0x3d};
std::string masked(Opcode opcode, std::string payload, bool final = true) {
  FrameHeader header = frame_header(opcode, payload.size(), key);
  if (!final) header.bytes[0] = static_cast<char>(header.bytes[0] & 0x7f);
  apply_mask(payload.data(), payload.size(), key);
  return std::string(header.view()) + payload;
}
std::optional<std::uint16_t> failure_of(std::string_view bytes, std::size_t limit = 1000) {
  FrameReader reader(FrameReader::Side::server, limit);
  reader.feed(bytes);
  return reader.failure();
}
}  // namespace

TEST_CASE("the frames of RFC 6455, section 5.7, are read", "[http]") {
  FrameReader server(FrameReader::Side::server, 1000), client(FrameReader::Side::client, 1000);
  server.feed("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58");
  CHECK(server.poll()->payload == "Hello");
  client.feed(std::string_view("\x01\x03Hel", 5));
  CHECK_FALSE(client.poll());
  client.feed("\x89\x05Hello\x80\x02lo");
  CHECK(client.poll()->kind == Opcode::ping);
  CHECK(client.poll()->payload == "Hello");
  CHECK_FALSE(client.failure());
}

TEST_CASE("a message arrives whole however its bytes are cut", "[http]") {
  const std::string text(70'000, 'x');
  const std::string bytes = masked(Opcode::text, text.substr(0, 200), false) + masked(Opcode::ping, "p") +
                            masked(Opcode::continuation, text.substr(200), true);
  for (const std::size_t step : {1U, 3U, 4096U, 100'000U}) {
    FrameReader reader(FrameReader::Side::server, 100'000);
    for (std::size_t at = 0; at < bytes.size(); at += step) reader.feed(std::string_view(bytes).substr(at, step));
    CHECK(reader.poll()->kind == Opcode::ping);
    CHECK(reader.poll()->payload == text);
    CHECK_FALSE(reader.poll());
  }
}

TEST_CASE("frames that break the protocol fail with the code that says how", "[http]") {
  CHECK(failure_of("\x81\x05Hello") == close_code::protocol_error);                   // not masked
  CHECK(failure_of(std::string("\xc1\x80", 2)) == close_code::protocol_error);        // compressed
  CHECK(failure_of(std::string("\x83\x80", 2)) == close_code::protocol_error);        // unknown opcode
  CHECK(failure_of(masked(Opcode::ping, "x", false)) == close_code::protocol_error);  // control frame in pieces
  CHECK(failure_of(masked(Opcode::ping, std::string(126, 'x'))) == close_code::protocol_error);
  CHECK(failure_of(masked(Opcode::continuation, "x")) == close_code::protocol_error);
  CHECK(failure_of(masked(Opcode::text, "a", false) + masked(Opcode::text, "b")) == close_code::protocol_error);
  CHECK(failure_of(masked(Opcode::text, "\xff\xfe")) == close_code::bad_text);
  CHECK(failure_of(masked(Opcode::text, std::string(1001, 'x'))) == close_code::too_big);
  CHECK(failure_of(masked(Opcode::text, std::string(600, 'x'), false) +
                   masked(Opcode::continuation, std::string(600, 'x'))) == close_code::too_big);
  CHECK(failure_of(masked(Opcode::close, "\x03")) == close_code::protocol_error);
  CHECK(failure_of(masked(Opcode::close, "\x03\xed")) == close_code::protocol_error);  // 1005 is never sent
  CHECK_FALSE(failure_of(masked(Opcode::close, close_payload(1000, "bye"))));
  CHECK_FALSE(failure_of(masked(Opcode::close, "")));
}

TEST_CASE("the accept key is the one of RFC 6455, section 1.3", "[http]") {
  CHECK(accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
}
}  // namespace holdfast::http
