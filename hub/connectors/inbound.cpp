#include "connectors/inbound.h"

#include <algorithm>
#include <charconv>

#include "base/digest.h"
#include "base/base64.h"
#include "webhooks/signing.h"

namespace holdfast::connectors {
namespace {
tl::unexpected<Error> wrong(std::string why) { return refuse(ErrorCode::unauthenticated, std::move(why)); }

std::optional<std::int64_t> seconds_of(std::string_view text) {
  std::int64_t seconds = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return seconds;
}
bool is_fresh(std::int64_t at_s, Instant now, std::int64_t tolerance_s) {
  const std::int64_t now_s = now.unix_us() / 1'000'000;
  return at_s >= now_s - tolerance_s && at_s <= now_s + tolerance_s;
}
std::string hex(std::string_view bytes) {
  return to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

/// `t=SECONDS,v1=HEX[,v1=HEX…]`; what is signed is `SECONDS.BODY`. Elements of other schemes count for nothing.
Result<> verify_stripe(const Verification& rule, std::span<const std::string> secrets, const Received& received,
                       Instant now) {
  std::string_view rest = received.header("Stripe-Signature"), time;
  std::vector<std::string_view> signatures;
  while (!rest.empty()) {
    const std::string_view element = rest.substr(0, rest.find(','));
    if (element.starts_with("t=")) time = element.substr(2);
    if (element.starts_with("v1=")) signatures.push_back(element.substr(3));
    rest.remove_prefix(std::min(rest.size(), element.size() + 1));
  }
  const auto at = seconds_of(time);
  if (!at || !is_fresh(*at, now, rule.tolerance_s)) return wrong("the signature's time is missing or too far away");
  const std::string content = std::string{time} + "." + std::string{received.body};
  for (const std::string& secret : secrets) {
    const std::string expected = hex(webhooks::hmac(webhooks::Digest::sha256, secret, content));
    for (const std::string_view signature : signatures)
      if (webhooks::equal(signature, expected)) return {};
  }
  return wrong("no signature is right");
}

Result<> verify_hmac(const Verification& rule, std::span<const std::string> secrets, const Received& received,
                     Instant now) {
  std::string_view shown = received.header(rule.header);
  if (!shown.starts_with(rule.prefix) || shown.size() == rule.prefix.size()) return wrong("there is no signature");
  shown.remove_prefix(rule.prefix.size());
  std::string content = rule.content;
  if (!rule.timestamp_header.empty()) {
    const std::string_view time = received.header(rule.timestamp_header);
    const auto at = seconds_of(time);
    if (!at || !is_fresh(*at, now, rule.tolerance_s)) return wrong("the time is missing or too far away");
    if (const std::size_t place = content.find("{timestamp}"); place != std::string::npos)
      content.replace(place, std::string_view{"{timestamp}"}.size(), time);
  }
  content.replace(content.find("{body}"), std::string_view{"{body}"}.size(), received.body);
  const webhooks::Digest digest = rule.algorithm == "sha1"     ? webhooks::Digest::sha1
                                  : rule.algorithm == "sha512" ? webhooks::Digest::sha512
                                                               : webhooks::Digest::sha256;
  for (const std::string& secret : secrets) {
    const std::string made = webhooks::hmac(digest, secret, content);
    if (webhooks::equal(shown, rule.encoding == "base64" ? to_base64(made) : hex(made))) return {};
  }
  return wrong("the signature is not right");
}
}  // namespace

bool is_plain(std::string_view id) {
  return !id.empty() && id.size() <= 200 &&
         std::all_of(id.begin(), id.end(), [](char c) { return c > ' ' && c <= '~'; });
}

Result<> verify(const Verification& rule, std::span<const std::string> secrets, const Received& received, Instant now) {
  switch (rule.kind) {
    case Verification::Kind::standard:
      if (webhooks::verify(secrets,
                           {received.header("webhook-id"), received.header("webhook-timestamp"),
                            received.header("webhook-signature"), received.body},
                           now, rule.tolerance_s))
        return {};
      return wrong("no signature is right, or its time is too far away");
    case Verification::Kind::stripe:
      return verify_stripe(rule, secrets, received, now);
    case Verification::Kind::hmac:
      return verify_hmac(rule, secrets, received, now);
  }
  return wrong("unknown");
}

Result<std::string> event_id(const Inbound& inbound, const Received& received, const Json& body) {
  std::string id;
  if (!inbound.id_header.empty()) {
    id = std::string{received.header(inbound.id_header)};
  } else {
    const Json* at = &body;
    std::string_view pointer = inbound.id_pointer;
    while (at != nullptr && pointer.starts_with('/')) {
      pointer.remove_prefix(1);
      const std::string_view name = pointer.substr(0, pointer.find('/'));
      at = at->is_object() ? at->find(name) : nullptr;
      pointer.remove_prefix(name.size());
    }
    if (at != nullptr && (at->is_string() || at->is_number())) id = at->text();
  }
  if (!is_plain(id)) return refuse(ErrorCode::invalid_argument, "the event has no id, or one that cannot be one");
  return id;
}
}  // namespace holdfast::connectors
