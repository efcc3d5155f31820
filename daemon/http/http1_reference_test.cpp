// The shared torture cases for HTTP/1.1 parsers, read as the session and the client read a stream.
#include <openssl/evp.h>

#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "http/body_decoder.h"
#include "http/strict_head.h"

namespace holdfast::http {
namespace {
namespace json = boost::json;

std::filesystem::path shared_folder() {
  if (const char* given = std::getenv("HOLDFAST_SHARED")) return given;
#ifdef HOLDFAST_SOURCE_DIR
  return std::filesystem::path(HOLDFAST_SOURCE_DIR).parent_path() / "shared";
#else
  return "../shared";
#endif
}

std::string from_base64(std::string_view text) {
  std::string out(text.size() / 4 * 3, '\0');
  EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(text.data()),
                  static_cast<int>(text.size()));
  while (text.ends_with('=')) {
    out.pop_back();
    text.remove_suffix(1);
  }
  return out;
}

struct Message {
  std::string start;  ///< method and target, or the reason phrase
  Headers headers;
  std::string body;
};
struct Reading {
  std::vector<Message> messages;
  bool refused = false;  ///< malformed, or bytes behind the last message of a connection
};

/// Messages one after the other until something is wrong, missing, or the connection would close.
Reading read_stream(std::string_view bytes, bool requests) {
  Reading reading;
  const HeadRules rules{1 << 20, 1 << 16, 1000, false};  // Host has its own test; most of these cases have none
  while (!bytes.empty() && bytes != "\r\n") {
    RequestHead request;
    ResponseHead response;
    const HeadStep step =
        requests ? parse_request_head(bytes, rules, request) : parse_response_head(bytes, rules, false, response);
    if (step.outcome == HeadOutcome::incomplete) return reading;
    reading.refused = step.outcome != HeadOutcome::complete;
    if (reading.refused) return reading;
    bytes.remove_prefix(step.consumed);
    const BodyFraming& framing = requests ? request.body : response.body;
    Message message{
        requests ? (request.method == Method::other ? request.method_text : std::string(to_string(request.method))) +
                       " " + request.target
                 : response.reason,
        std::move(requests ? request.headers : response.headers),
        {}};
    BodyDecoder decoder(framing, 1 << 20);
    const auto fed = framing.other_coding && framing.framing != Framing::chunked
                         ? BodyDecoder::Step{BodyDecoder::Outcome::more, 0}
                         : decoder.feed(bytes, message.body);
    reading.refused = fed.outcome == BodyDecoder::Outcome::malformed;
    if (fed.outcome != BodyDecoder::Outcome::done) return reading;
    bytes.remove_prefix(fed.consumed);
    reading.messages.push_back(std::move(message));
    const bool keep_alive = requests ? request.keep_alive : response.keep_alive;
    if (!keep_alive) {
      reading.refused = !bytes.empty() && bytes != "\r\n";
      return reading;
    }
  }
  return reading;
}

bool same_message(const Message& message, const json::object& expected, bool requests) {
  const auto text = [&expected](std::string_view name) {
    const json::value* value = expected.if_contains(name);
    return value ? std::string(value->as_string()) : std::string{};
  };
  if (message.start != (requests ? text("method") + " " + text("url") : text("status"))) return false;
  if (const json::value* length = expected.if_contains("bodyLength");
      length && message.body.size() != length->to_number<std::size_t>())
    return false;
  const json::array& headers = expected.at("headers").as_array();
  // The cases count trailers as headers; here they are checked and dropped (RFC 9110, section 6.5.1).
  const bool chunked = message.headers.lists("Transfer-Encoding", "chunked");
  if (chunked ? headers.size() < message.headers.size() : headers.size() != message.headers.size()) return false;
  for (std::size_t i = 0; i < message.headers.size(); ++i)
    if (message.headers[i].name != std::string_view(headers[i].at(0).as_string())) return false;
  return true;
}

/// Cases where being strict means to differ, each with its reason; empty for all others.
std::string_view stricter_here(std::string_view id) {
  if (id.find("RTSP response") != id.npos) return "RTSP is not HTTP";
  if (id.find("HTTP version 0.9") != id.npos) return "HTTP/0.9 has no status line";
  return {};
}

bool passes(const json::object& entry) {
  const bool requests = entry.at("kind").as_string() == "request";
  const Reading reading = read_stream(from_base64(entry.at("rawB64").as_string()), requests);
  const std::string_view expect = entry.at("expect").as_string();
  const json::array& messages = entry.at("messages").as_array();
  if (!stricter_here(entry.at("id").as_string()).empty()) return reading.refused;
  if (!entry.at("lenient").as_array().empty() && expect != "error") {
    // What only a lenient parser accepts: refused, or cut short.
    return reading.refused || reading.messages.size() < messages.size() || messages.empty();
  }
  if (expect == "error") return reading.refused && reading.messages.size() <= messages.size();
  if (expect == "upgrade" && !requests) return reading.messages.size() >= messages.size();
  if (expect == "ok" && reading.refused) return false;
  if (expect == "ok" ? reading.messages.size() != messages.size() : reading.messages.size() < messages.size())
    return false;
  for (std::size_t i = 0; i < messages.size(); ++i)
    if (!same_message(reading.messages[i], messages[i].as_object(), requests)) return false;
  return true;
}
}  // namespace

TEST_CASE("the shared HTTP/1.1 parsing cases are read, or refused, as they say", "[http][reference]") {
  const auto file = shared_folder() / "vectors" / "http1-parsing.json";
  std::ifstream in(file);
  if (!in) {
    WARN("skipped: no reference data");
    return;
  }
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  int passed = 0, failed = 0;
  const json::value document = json::parse(text);
  for (const json::value& entry : document.at("cases").as_array()) {
    const bool good = passes(entry.as_object());
    ++(good ? passed : failed);
    if (!good) UNSCOPED_INFO("failed: " << entry.at("id").as_string().c_str());
  }
  std::cout << "reference http1-parsing: " << passed << " passed, " << failed << " failed\n";
  CHECK(failed == 0);
}
}  // namespace holdfast::http
