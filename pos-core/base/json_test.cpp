#include "base/json.h"

#include <catch2/catch.hpp>

#include "reference/vectors.h"

namespace holdfast {
namespace {
std::string nested(int levels) {
  return std::string(static_cast<std::size_t>(levels), '[') + std::string(static_cast<std::size_t>(levels), ']');
}
ErrorCode refusal(std::string_view text) {
  const auto parsed = parse_json(text);
  INFO(text);
  REQUIRE_FALSE(parsed);
  return parsed.error().code;
}
Json parsed(std::string_view text) {
  auto json = parse_json(text);
  INFO(text);
  REQUIRE(json);
  return *std::move(json);
}
/// `pointer detail` of each complaint, for comparison with a list.
std::vector<std::string> spoken(const std::vector<FieldError>& errors) {
  std::vector<std::string> out;
  for (const FieldError& error : errors) out.push_back(error.pointer + ' ' + error.detail);
  return out;
}
}  // namespace

TEST_CASE("a document is read with its numbers as written", "[base]") {
  const Json json = parsed(R"({"a":[1,-2.50,1e3,"x\u00e9\ud83d\ude00",true,null],"b":{}})");
  const auto& items = json.find("a")->items();
  REQUIRE(items.size() == 6);
  CHECK(items[0].integer() == 1);
  CHECK(items[1].text() == "-2.50");
  CHECK_FALSE(items[1].integer());
  CHECK(items[2].text() == "1e3");
  CHECK_FALSE(items[2].integer());
  CHECK(items[3].text() == "x\xc3\xa9\xf0\x9f\x98\x80");
  CHECK(items[4].truth());
  CHECK(items[5].is_null());
  CHECK(json.find("b")->is_object());
  CHECK(json.find("c") == nullptr);
}
TEST_CASE("integers go to the limits of 64 bits and no further", "[base]") {
  CHECK(parsed("9223372036854775807").integer() == INT64_MAX);
  CHECK(parsed("-9223372036854775808").integer() == INT64_MIN);
  CHECK_FALSE(parsed("9223372036854775808").integer());
  CHECK_FALSE(parsed("18446744073709551616").integer());
  CHECK_FALSE(parsed("\"1\"").integer());
}

TEST_CASE("what is not JSON is malformed", "[base]") {
  for (const char* text : {"",
                           " ",
                           "{",
                           "[1,]",
                           "{\"a\":1,}",
                           "{a:1}",
                           "'a'",
                           "01",
                           "+1",
                           ".5",
                           "1.",
                           "NaN",
                           "Infinity",
                           "[1] x",
                           "{}{}",
                           "\"\t\"",
                           "\"\\x\"",
                           "// c\n1",
                           "\xef\xbb\xbf{}",
                           "\"\xff\"",
                           "\"\xed\xa0\x80\"",
                           "nul",
                           "True"})
    CHECK(refusal(text) == ErrorCode::malformed_json);
}
TEST_CASE("a member name that occurs twice is refused at any depth and in objects of any size", "[base]") {
  CHECK(refusal(R"({"a":1,"a":1})") == ErrorCode::strict_json);
  CHECK(refusal(R"([{"b":{"x":1,"y":2,"x":3}}])") == ErrorCode::strict_json);
  CHECK(refusal(R"({"a":1,"\u0061":2})") == ErrorCode::strict_json);
  std::string many = "{";
  for (int i = 0; i < 40; ++i) many += "\"m" + std::to_string(i) + "\":1,";
  CHECK(parse_json(many + "\"m40\":1}"));
  CHECK(refusal(many + "\"m7\":1}") == ErrorCode::strict_json);
  CHECK(parse_json(R"({"a":{"a":1},"b":{"a":1}})"));
}
TEST_CASE("a number beyond all bounds is refused, a tiny one is not", "[base]") {
  for (const char* text : {"1e309", "-1e309", "[1e400]", "{\"a\":123123e100000}", "1e99999999999", "0.4e9999999999"})
    CHECK(refusal(text) == ErrorCode::strict_json);
  CHECK(parse_json("1e308"));
  CHECK(parse_json("1e-400"));
  CHECK(parse_json("123456789012345678901234567890"));
}
TEST_CASE("64 levels are read, 65 are refused", "[base]") {
  CHECK(parse_json(nested(64)));
  CHECK(refusal(nested(65)) == ErrorCode::strict_json);
  CHECK(refusal(std::string(100'000, '[')) == ErrorCode::strict_json);
}
TEST_CASE("every truncation of a document is refused", "[base]") {
  const std::string whole = R"({"a":[1.5e2,"\u00e9",true,null,false],"b":{"c":"d"}})";
  REQUIRE(parse_json(whole));
  for (std::size_t length = 0; length < whole.size(); ++length) CHECK_FALSE(parse_json(whole.substr(0, length)));
}

TEST_CASE("fields are read with their types and limits", "[base]") {
  const Json json = parsed(
      R"({"name":"Till","count":3,"on":true,"id":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f","price":1.20,"rate":"0.9",
                               "at":"2026-11-21T10:00:00Z","kind":"sale","list":[1,2],"more":{"x":1},"nothing":null})");
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  constexpr std::array<std::string_view, 2> kinds{"sale", "return"};
  CHECK(fields.text("name") == "Till");
  CHECK(fields.integer("count", 1, 5) == 3);
  CHECK(fields.flag("on", false));
  CHECK(fields.flag("off", true));
  CHECK(to_string(fields.uuid("id")) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f");
  CHECK(fields.maybe_decimal("price") == "1.20");
  CHECK(fields.maybe_decimal("rate") == "0.9");
  CHECK(to_rfc3339(*fields.maybe_time("at")) == "2026-11-21T10:00:00.000Z");
  CHECK(fields.word("kind", kinds) == "sale");
  CHECK(fields.array("list").size() == 2);
  CHECK(fields.maybe_object("more")->find("x")->integer() == 1);
  CHECK_FALSE(fields.maybe_text("nothing"));  // null is as good as missing
  CHECK_FALSE(fields.maybe_integer("absent"));
  CHECK(fields.array("absent", false).empty());
  fields.finish();
  CHECK(errors.empty());
  CHECK(accept_fields(std::move(errors)));
}
TEST_CASE("every complaint is collected with the pointer to its place", "[base]") {
  const Json json =
      parsed(R"({"name":"","long":"abcdef","count":9,"id":"x","kind":"other","list":{},"text":5,"a/b~c":1})");
  std::vector<FieldError> errors;
  JsonFields fields{json, errors, "/items/3"};
  constexpr std::array<std::string_view, 2> kinds{"sale", "return"};
  fields.text("name");
  fields.maybe_text("long", 5);
  fields.integer("count", 1, 5);
  fields.uuid("id");
  fields.word("kind", kinds);
  fields.array("list");
  fields.maybe_text("text");
  fields.text("absent");
  fields.integer("gone");
  fields.finish();
  const std::vector<std::string> expected{"/items/3/name must not be empty",
                                          "/items/3/long is longer than 5 bytes",
                                          "/items/3/count must be at most 5",
                                          "/items/3/id must be a UUID",
                                          "/items/3/kind must be one of sale return",
                                          "/items/3/list must be an array",
                                          "/items/3/text must be a string",
                                          "/items/3/absent is required",
                                          "/items/3/gone is required",
                                          "/items/3/a~1b~0c is not a member of this object"};
  CHECK(spoken(errors) == expected);
  const auto refused = accept_fields(errors);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid_body);
  CHECK(refused.error().detail == "/items/3/name must not be empty");
  CHECK(refused.error().fields == errors);
}
TEST_CASE("a body that is no object draws one complaint, whatever is asked of it", "[base]") {
  const Json json = parsed("[1]");
  std::vector<FieldError> errors;
  JsonFields fields{json, errors};
  fields.text("name");
  fields.integer("count");
  fields.array("list");
  fields.finish();
  CHECK(spoken(errors) == std::vector<std::string>{" must be an object"});
  CHECK(accept_fields(std::move(errors)).error().detail == "the body must be an object");
}

TEST_CASE("reference: json-parsing", "[base][reference]") {
  const auto cases = reference::load_vectors("json-parsing");
  if (cases.empty()) return;
  reference::Score score{"json-parsing"};
  for (const auto& item : cases)
    score.take(item, [&]() -> std::string {
      std::string text;
      if (const auto* repeat = item.if_contains("repeat")) {
        const auto& parts = repeat->as_object();
        const std::string unit = reference::bytes_of_base64(reference::text_of(parts.at("unitB64")));
        for (std::int64_t i = 0; i < parts.at("times").as_int64(); ++i) text += unit;
        text += reference::bytes_of_base64(reference::text_of(parts, "tailB64", ""));
      } else {
        text = reference::bytes_of_base64(reference::text_of(item.at("bytesB64")));
      }
      const std::string expected = reference::text_of(item.at("expect"));
      const auto json = parse_json(text);
      const bool house_rule = !json && json.error().code == ErrorCode::strict_json;
      if (expected == "accept" && !json && !house_rule) return "refused: " + json.error().detail;
      if (expected == "accept" && house_rule && json.error().detail.find("twice") == std::string::npos)
        return "refused: " + json.error().detail;
      if (expected == "reject" && json) return "taken";
      return "";
    });
  CHECK(score.failed() == 0);
}
}  // namespace holdfast
