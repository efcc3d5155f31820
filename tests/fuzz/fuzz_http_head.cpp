// Whatever arrives, the strict parser never reads outside its bytes and keeps its promises: what it calls complete lies
// within the bytes, a longer input does not change that verdict, and cutting the body anywhere decodes to the same.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "http/body_decoder.h"
#include "http/strict_head.h"

namespace {
using namespace holdfast;
using http::BodyDecoder;
constexpr std::size_t body_limit = 1 << 16;

std::pair<BodyDecoder::Outcome, std::string> decode(const http::BodyFraming& framing, std::string_view bytes,
                                                    std::size_t step) {
  BodyDecoder decoder(framing, body_limit);
  std::string body;
  auto fed = decoder.feed({}, body);
  while (!bytes.empty() && fed.outcome == BodyDecoder::Outcome::more) {
    fed = decoder.feed(bytes.substr(0, step), body);
    check(fed.consumed <= bytes.size());
    bytes.remove_prefix(fed.consumed);
  }
  check(body.size() <= body_limit);
  return {fed.outcome, body};
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  http::RequestHead head, longer;
  const http::HeadStep step = http::parse_request_head(bytes, http::HeadRules{}, head);
  if (step.outcome == http::HeadOutcome::complete) {
    check(step.consumed <= size && !head.target.empty() && head.headers.size() <= 100);
    const http::HeadStep again = http::parse_request_head(std::string(bytes) + "\r\nX", http::HeadRules{}, longer);
    check(again.outcome == step.outcome && again.consumed == step.consumed);
    check(http::parse_request_head(bytes.substr(0, step.consumed - 1), http::HeadRules{}, longer).outcome !=
          step.outcome);
    const std::string_view rest = bytes.substr(step.consumed);
    const auto whole = decode(head.body, rest, body_limit), cut = decode(head.body, rest, 1);
    check(whole.first == cut.first);
    if (whole.first == BodyDecoder::Outcome::done) check(whole.second == cut.second);
  }
  http::ResponseHead response;
  const http::HeadStep answer = http::parse_response_head(bytes, http::HeadRules{}, false, response);
  check(answer.outcome != http::HeadOutcome::complete || answer.consumed <= size);
  http::Request request;
  request.target = head.target;
  (void)request.path();
  (void)request.query_value("q");
  return 0;
}
