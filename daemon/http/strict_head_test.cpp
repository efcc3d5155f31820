#include "http/strict_head.h"

#include <catch2/catch.hpp>

#include "http/body_decoder.h"

namespace holdfast::http {
namespace {
HeadStep parse(std::string_view bytes, RequestHead& head) { return parse_request_head(bytes, HeadRules{}, head); }
HeadOutcome outcome_of(std::string_view bytes) {
  RequestHead head;
  return parse(bytes, head).outcome;
}
std::pair<BodyDecoder::Outcome, std::string> unchunk(std::string_view bytes, std::size_t step = 1000,
                                                     std::size_t limit = 1000) {
  BodyDecoder decoder({Framing::chunked, 0, false}, limit);
  std::string body;
  BodyDecoder::Outcome outcome = BodyDecoder::Outcome::more;
  while (!bytes.empty() && outcome == BodyDecoder::Outcome::more) {
    const auto fed = decoder.feed(bytes.substr(0, step), body);
    outcome = fed.outcome;
    bytes.remove_prefix(fed.consumed);
  }
  return {outcome, body};
}
}  // namespace

TEST_CASE("a request head is taken apart, and every prefix of it is incomplete", "[http]") {
  const std::string bytes =
      "POST /v1/carts?x=1 HTTP/1.1\r\nHost: shop:8080\r\nContent-Length: 12\r\nExpect: "
      "100-continue\r\nX-Empty:\r\n\r\nbody";
  RequestHead head;
  const HeadStep step = parse(bytes, head);
  REQUIRE(step.outcome == HeadOutcome::complete);
  CHECK(step.consumed == bytes.size() - 4);
  CHECK(head.method == Method::post);
  CHECK(head.target == "/v1/carts?x=1");
  CHECK(head.headers.size() == 4);
  CHECK(head.headers.find("x-empty").empty());
  CHECK(head.body.framing == Framing::length);
  CHECK(head.body.length == 12);
  CHECK(head.keep_alive);
  CHECK(head.expects_continue);
  for (std::size_t size = 0; size < step.consumed; ++size)
    CHECK(outcome_of(bytes.substr(0, size)) == HeadOutcome::incomplete);
}

TEST_CASE("what two parsers could read in two ways is malformed", "[http]") {
  const std::string host = "Host: a\r\n";
  const char* const lines[] = {"Content-Length: 1\r\nContent-Length: 1\r\n",
                               "Content-Length: 1\r\nContent-Length: 2\r\n",
                               "Content-Length: 1, 1\r\n",
                               "Content-Length: +1\r\n",
                               "Content-Length: -1\r\n",
                               "Content-Length: 0x1\r\n",
                               "Content-Length:\r\n",
                               "Content-Length: 99999999999999999999\r\n",
                               "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n",
                               "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n",
                               "Transfer-Encoding: gzip\r\n",
                               "Transfer-Encoding: chunked, gzip\r\n",
                               "Transfer-Encoding: chunked, chunked\r\n",
                               "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
                               "Transfer-Encoding: ,chunked\r\n",
                               "Transfer-Encoding: x;chunked\r\n",
                               "Transfer-Encoding: \"chunked\"\r\n",
                               "Transfer-Encoding: \vchunked\r\n",
                               "Host: b\r\n",
                               "X-A : b\r\n",
                               "X A: b\r\n",
                               ": b\r\n",
                               "nocolon\r\n",
                               " folded: x\r\n",
                               "X: a\r\n folded\r\n",
                               "X: a\r\n\tfolded\r\n",
                               "X: a\nY: b\r\n",
                               "X: a\rY: b\r\n",
                               "X: a\r\r\n",
                               "X: \x01\r\n",
                               "X: \x7f\r\n",
                               "\xC3\xA9: x\r\n"};
  for (const char* line : lines) {
    INFO(line);
    CHECK(outcome_of("GET / HTTP/1.1\r\n" + host + line + "\r\n") == HeadOutcome::malformed);
  }
  const std::string nul("X: a\0b\r\n", 8);
  CHECK(outcome_of("GET / HTTP/1.1\r\n" + host + nul + "\r\n") == HeadOutcome::malformed);
}

TEST_CASE("a request line is one method, one target and HTTP/1.x between single spaces", "[http]") {
  for (const char* line :
       {"GET  / HTTP/1.1", "GET /  HTTP/1.1", "GET / HTTP/1.1 ", "GET / HTTP/1.2", "GET / HTTP/2.0", "GET / http/1.1",
        "GET /", "GET", "get / HTTP/1.1", "FOO / HTTP/1.1", "GET /a\x01 HTTP/1.1", "GET /\xC3\xA9 HTTP/1.1",
        "GET\t/ HTTP/1.1", "GET x HTTP/1.1", " GET / HTTP/1.1", "\x16\x03\x01", "GET / HTTP/1.1\r"}) {
    INFO(line);
    CHECK(outcome_of(std::string(line) + "\r\nHost: a\r\n\r\n") == HeadOutcome::malformed);
  }
  CHECK(outcome_of("GET / HTTP/1.1\nHost: a\n\n") == HeadOutcome::malformed);
  CHECK(outcome_of("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == HeadOutcome::complete);
}

TEST_CASE("a Host is needed in HTTP/1.1 and must look like one", "[http]") {
  CHECK(outcome_of("GET / HTTP/1.1\r\n\r\n") == HeadOutcome::malformed);
  CHECK(outcome_of("GET / HTTP/1.0\r\n\r\n") == HeadOutcome::complete);
  CHECK(outcome_of("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n") == HeadOutcome::complete);
  for (const char* host : {"a b", "a/b", "user@a", "a,b", "a?b"})
    CHECK(outcome_of("GET / HTTP/1.1\r\nHost: " + std::string(host) + "\r\n\r\n") == HeadOutcome::malformed);
}

TEST_CASE("limits on target, header bytes and fields are found before the head is complete", "[http]") {
  const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
  CHECK(outcome_of("GET /" + std::string(9000, 'a')) == HeadOutcome::target_too_long);
  CHECK(outcome_of(start + "X: " + std::string(17000, 'a')) == HeadOutcome::too_large);
  std::string many = start;
  for (int i = 0; i < 101; ++i) many += "X: y\r\n";
  CHECK(outcome_of(many) == HeadOutcome::too_large);
}

TEST_CASE("chunks are put together however they are cut, and trailers are dropped", "[http]") {
  const std::string bytes = "5\r\nhello\r\n6;ext=\"a;\\\"b\"\r\n world\r\n0\r\nVary: *\r\n\r\nGET";
  for (const std::size_t step : {1U, 2U, 3U, 7U, 1000U}) {
    const auto [outcome, body] = unchunk(bytes, step);
    CHECK(outcome == BodyDecoder::Outcome::done);
    CHECK(body == "hello world");
  }
}

TEST_CASE("a malformed chunk is never guessed at", "[http]") {
  for (const char* bytes : {"\r\n", "g\r\n", "-1\r\n", "0x1\r\n", "1 \r\na\r\n", " 1\r\na\r\n", "1\na\n", "1\r\nab",
                            "1\r\na\n0\r\n\r\n", "1\r\na0", "10000000000000000\r\n", "fffffffffffffffff\r\n", "1;a\nb",
                            "1;\"a\r\n", "0\r\nX : y\r\n", "0\r\nX: y\n", "0\r\n x: y\r\n"}) {
    INFO(bytes);
    CHECK(unchunk(bytes).first == BodyDecoder::Outcome::malformed);
  }
  CHECK(unchunk("3e9\r\n").first == BodyDecoder::Outcome::too_large);
  CHECK(unchunk("fffffffffffffff\r\n").first == BodyDecoder::Outcome::too_large);
  CHECK(unchunk("1;" + std::string(20000, 'a')).first == BodyDecoder::Outcome::malformed);
}

TEST_CASE("a response's body ends by length, chunks or the end of the connection", "[http]") {
  ResponseHead head;
  const auto framing_of = [&head](std::string_view fields, bool answers_head = false) {
    const std::string bytes = "HTTP/1.1 200 OK\r\n" + std::string(fields) + "\r\n";
    REQUIRE(parse_response_head(bytes, HeadRules{}, answers_head, head).outcome == HeadOutcome::complete);
    return head.body.framing;
  };
  CHECK(framing_of("Content-Length: 5\r\n") == Framing::length);
  CHECK(framing_of("Content-Length: 5\r\n", true) == Framing::none);
  CHECK(framing_of("Transfer-Encoding: chunked\r\n") == Framing::chunked);
  CHECK(framing_of("") == Framing::until_close);
  CHECK_FALSE(head.keep_alive);
}
}  // namespace holdfast::http
