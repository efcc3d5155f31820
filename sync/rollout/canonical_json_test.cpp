#include "rollout/canonical_json.h"

#include <bit>
#include <catch2/catch.hpp>

#include "reference/vectors.h"
#include "rollout/public_key.h"

using namespace holdfast;
using namespace holdfast::reference;
using namespace holdfast::rollout;

TEST_CASE("JSON is canonical as others write it", "[rollout][reference]") {
  const std::vector<json::object> cases = load_vectors("jcs-canonical-json");
  if (cases.empty()) return;
  Score score{"jcs-canonical-json"};
  for (const json::object& item : cases)
    score.take(item, [&]() -> std::string {
      if (text_of(item.at("kind")) == "document") {
        const auto document = parse_json(bytes_of_base64(text_of(item.at("inputB64"))));
        if (!document) return document.error().detail;
        return compare(canonical_json(*document).value_or("nothing"),
                       bytes_of_base64(text_of(item.at("canonicalB64"))));
      }
      const auto bits = std::stoull(text_of(item.at("ieee754Hex")), nullptr, 16);
      const json::value& expect = item.at("expect");
      return compare(canonical_number(std::bit_cast<double>(static_cast<std::uint64_t>(bits))).value_or("none"),
                     expect.is_null() ? "none" : text_of(expect));
    });
  CHECK(score.failed() == 0);
}

TEST_CASE("Ed25519 signatures hold or fail as they should", "[rollout][reference]") {
  const std::vector<json::object> cases = load_vectors("ed25519-verify");
  if (cases.empty()) return;
  Score score{"ed25519-verify"};
  for (const json::object& item : cases)
    score.take(item, [&] {
      const bool holds = verifies({"ed25519", text_of(item.at("publicKeyHex"))},
                                  bytes_of_hex(text_of(item.at("msgHex"))), bytes_of_hex(text_of(item.at("sigHex"))));
      return compare(holds ? "holds" : "fails", item.at("valid").as_bool() ? "holds" : "fails");
    });
  CHECK(score.failed() == 0);
}

TEST_CASE("metadata is written in the one way it was signed in", "[rollout]") {
  const auto written = [](std::string_view text) { return canonical_metadata(parse_json(text).value()); };
  CHECK(written(R"( {"b": [1, true, null], "a": "x\n\"\\\u00e9", "A": {}, "-0": -0} )") ==
        "{\"-0\":0,\"A\":{},\"a\":\"x\n\\\"\\\\\xc3\xa9\",\"b\":[1,true,null]}");
  CHECK_FALSE(written("[1.5]"));
  CHECK_FALSE(written("[1e3]"));
  // Beyond the first plane: UTF-16 puts it before U+FB33, code points after.
  CHECK(canonical_json(parse_json(R"({"\ufb33":1,"\ud83d\ude02":2})").value()) ==
        "{\"\xf0\x9f\x98\x82\":2,\"\xef\xac\xb3\":1}");
  CHECK(written(R"({"\ufb33":1,"\ud83d\ude02":2})") == "{\"\xef\xac\xb3\":1,\"\xf0\x9f\x98\x82\":2}");
}
