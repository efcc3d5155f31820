#include "connectors/document.h"

#include <catch2/catch.hpp>

#include "connectors/credentials.h"
#include "connectors/inbound.h"
#include "webhooks/signing.h"

namespace holdfast::connectors {
namespace {
Result<Document> read(const char* text) { return read_document(*parse_json(text)); }
}  // namespace

TEST_CASE("a connector's document is read with what it leaves out", "[connectors]") {
  const auto document = read(R"({"connector":"x","url":"https://example.org","events":["order.*"],"program":["a","b"],
    "outcomes":{"refused":["4xx",501]},"needs":["order"]})");
  REQUIRE(document);
  CHECK(document->program == "a\nb\n");
  CHECK(document->needs_order);
  CHECK(verdict_of(document->outcomes, 204) == webhooks::Verdict::delivered);
  CHECK(verdict_of(document->outcomes, 404) == webhooks::Verdict::refused);
  CHECK(verdict_of(document->outcomes, 501) == webhooks::Verdict::refused);
  CHECK(verdict_of(document->outcomes, 503) == webhooks::Verdict::failed);
  CHECK(verdict_of(document->outcomes, 410) == webhooks::Verdict::gone);
}

TEST_CASE("a document that cannot work is refused, with where it is wrong", "[connectors]") {
  for (const auto& [text, pointer] : {std::pair{R"({"connector":"x","events":["a"]})", "/program"},
                                      std::pair{R"({"connector":"x","pull":{"everySeconds":5}})", "/pull/program"},
                                      std::pair{R"({"connector":"x","inbound":{"program":"."}})", "/inbound/verify"},
                                      std::pair{R"({"connector":"x","retrySeconds":[-1]})", "/retrySeconds"},
                                      std::pair{R"({"connector":"x","typo":1})", "/typo"}}) {
    const auto document = read(text);
    REQUIRE_FALSE(document);
    bool named = false;
    for (const FieldError& error : document.error().fields) named = named || error.pointer == pointer;
    INFO(text);
    CHECK(named);
  }
}

TEST_CASE("what the installer says goes over the document, member by member", "[connectors]") {
  const Json over = merged(*parse_json(R"({"url":"a","config":{"x":1,"y":{"z":2}}})"),
                           *parse_json(R"({"config":{"y":{"z":3},"w":[1]}})"));
  CHECK(over.find("url")->text() == "a");
  CHECK(over.find("config")->find("x")->integer() == 1);
  CHECK(over.find("config")->find("y")->find("z")->integer() == 3);
  CHECK(over.find("config")->find("w")->items().size() == 1);
}

TEST_CASE("references become credentials, which are left out of what is shown", "[connectors]") {
  Credentials credentials{"/nowhere", [](const std::string& name) -> std::optional<std::string> {
                            return name == "key" ? std::optional<std::string>{"s3cret"} : std::nullopt;
                          }};
  CHECK(credentials.fill("Bearer {secret:key}, {not one}").value() == "Bearer s3cret, {not one}");
  CHECK(credentials.redact("it said s3cret twice: s3cret") == "it said *** twice: ***");
  for (const char* wrong : {"{secret:other}", "{env:PATH}", "{file:../etc/passwd}", "{file:missing}", "{secret:}"})
    CHECK_FALSE(credentials.fill(wrong));
}

TEST_CASE("an HMAC in a header is checked as the document describes it", "[connectors]") {
  Verification rule;
  rule.kind = Verification::Kind::hmac;
  rule.header = "X-Hub-Signature-256";
  rule.prefix = "sha256=";
  const std::vector<std::string> secrets{"old", "It's a Secret to Everybody"};
  std::string shown = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
  const auto header = [&](std::string_view name) {
    return name == rule.header ? std::string_view{shown} : std::string_view{};
  };
  const Instant now{1'795'255'200'000'000};
  CHECK(verify(rule, secrets, {header, "Hello, World!"}, now));
  CHECK_FALSE(verify(rule, secrets, {header, "Hello, World?"}, now));
  shown = "sha256=";
  CHECK_FALSE(verify(rule, secrets, {header, "Hello, World!"}, now));
  CHECK_FALSE(verify(rule, {}, {header, "Hello, World!"}, now));
}

TEST_CASE("the sender's id is found in a header or the body", "[connectors]") {
  Inbound inbound;
  const Received received{
      [](std::string_view name) { return name == "X-Id" ? std::string_view{"h1"} : std::string_view{}; }, ""};
  const Json body = *parse_json(R"({"data":{"id":"b1"},"n":7})");
  inbound.id_header = "X-Id";
  CHECK(event_id(inbound, received, body).value() == "h1");
  inbound.id_header = "";
  inbound.id_pointer = "/data/id";
  CHECK(event_id(inbound, received, body).value() == "b1");
  inbound.id_pointer = "/n";
  CHECK(event_id(inbound, received, body).value() == "7");
  inbound.id_pointer = "/data";
  CHECK_FALSE(event_id(inbound, received, body));
}
}  // namespace holdfast::connectors
