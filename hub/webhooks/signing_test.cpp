#include "webhooks/signing.h"

#include <catch2/catch.hpp>

#include "webhooks/seal.h"

namespace holdfast::webhooks {
namespace {
constexpr std::int64_t at_s = 1'614'265'330;
constexpr Instant now{at_s * 1'000'000};
const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
constexpr std::string_view id = "msg_p5jXN8AQM9LWM0D4loKWxJek", body = R"({"test": 2432232314})";

void counted(std::span<std::uint8_t> bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<std::uint8_t>(i * 7 + 3);
}
bool is_right(const std::string& key, const std::string& signature, std::string_view text = body,
              std::int64_t seconds = at_s) {
  const std::string stamp = std::to_string(seconds);
  return verify({&key, 1}, {id, stamp, signature, text}, now, 300);
}
}  // namespace

TEST_CASE("a webhook is signed as Standard Webhooks says", "[webhooks]") {
  CHECK(sign(secret, id, at_s, body) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST_CASE("a signature holds for its own key, body and time alone", "[webhooks]") {
  const std::string signature = sign(secret, id, at_s, body);
  CHECK(is_right(secret, signature));
  CHECK(is_right(secret, "v1,AAAA v1a,BBBB " + signature));
  CHECK_FALSE(is_right(make_secret(Scheme::hmac, counted), signature));
  CHECK_FALSE(is_right(secret, signature, "{}"));
  CHECK_FALSE(is_right(secret, "v2," + signature.substr(3)));
  CHECK_FALSE(is_right(secret, ""));
  for (const std::int64_t seconds : {at_s - 301, at_s + 301})
    CHECK_FALSE(is_right(secret, sign(secret, id, seconds, body), body, seconds));
  CHECK(is_right(secret, sign(secret, id, at_s - 299, body), body, at_s - 299));
}

TEST_CASE("a receiver checks the asymmetric signature with the public key", "[webhooks]") {
  const std::string own = make_secret(Scheme::ed25519, counted), theirs = public_key(own);
  REQUIRE(scheme_of(own) == Scheme::ed25519);
  CHECK(theirs.starts_with("whpk_"));
  const std::string signature = sign(own, id, at_s, body);
  CHECK(signature.starts_with("v1a,"));
  CHECK(is_right(theirs, signature));
  CHECK_FALSE(is_right(theirs, signature, "{}"));
  CHECK_FALSE(is_right(theirs, "v1," + signature.substr(4)));
}

TEST_CASE("what is no secret is told from one", "[webhooks]") {
  CHECK(scheme_of(secret) == Scheme::hmac);
  for (const char* wrong : {"", "whsec_", "whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                            "whsk_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS*"})
    CHECK_FALSE(scheme_of(wrong));
}

TEST_CASE("a sealed secret opens with its own key and in its own place", "[webhooks]") {
  const Seal seal{"one authority"};
  const std::string sealed = seal.close("whsec_x", "endpoint/t/1", counted);
  CHECK(sealed.find("whsec_x") == std::string::npos);
  CHECK(seal.open(sealed, "endpoint/t/1") == "whsec_x");
  CHECK_FALSE(seal.open(sealed, "endpoint/t/2"));
  CHECK_FALSE(Seal{"another"}.open(sealed, "endpoint/t/1"));
  std::string changed = sealed;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  CHECK_FALSE(seal.open(changed, "endpoint/t/1"));
  CHECK_FALSE(seal.open("short", "endpoint/t/1"));
}
}  // namespace holdfast::webhooks
