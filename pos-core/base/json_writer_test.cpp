#include "base/json_writer.h"

#include <catch2/catch.hpp>

#include "base/json.h"

namespace holdfast {
namespace {
std::string quoted(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}
}  // namespace

TEST_CASE("the writer keeps the commas of nested objects and arrays", "[base]") {
  std::string out;
  JsonWriter json{out};
  json.begin_object()
      .member("a", 1)
      .key("b")
      .begin_array()
      .value(1)
      .value("x")
      .begin_object()
      .end_object()
      .begin_array()
      .end_array()
      .null();
  json.end_array()
      .member("c", false)
      .optional("d", std::optional<int>{})
      .nullable("e", std::optional<int>{})
      .optional("f", std::optional{2});
  json.key("g").raw("{\"h\":1}").key("i").time(Instant{0}, 60).member("j", Uuid{}).end_object();
  CHECK(out ==
        R"({"a":1,"b":[1,"x",{},[],null],"c":false,"e":null,"f":2,"g":{"h":1},"i":"1970-01-01T01:00:00.000+01:00",)"
        R"("j":"00000000-0000-0000-0000-000000000000"})");
  CHECK(parse_json(out));
}
TEST_CASE("the limits of 64 bits are written in full", "[base]") {
  std::string out;
  JsonWriter{out}.begin_array().value(INT64_MIN).value(INT64_MAX).value(std::int64_t{0}).end_array();
  CHECK(out == "[-9223372036854775808,9223372036854775807,0]");
}
TEST_CASE("strings are escaped as RFC 8259 asks", "[base]") {
  CHECK(quoted("") == "\"\"");
  CHECK(quoted("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(quoted("\n\r\t\b\x1f") == "\"\\n\\r\\t\\u0008\\u001f\"");
  CHECK(quoted(std::string_view{"\0", 1}) == "\"\\u0000\"");
  CHECK(quoted("\x7f") == "\"\x7f\"");
  CHECK(quoted("cr\xc3\xa8me \xe7\x89\x9b \xf0\x9f\x98\x80") == "\"cr\xc3\xa8me \xe7\x89\x9b \xf0\x9f\x98\x80\"");
}
TEST_CASE("bytes that are no UTF-8 become replacement characters", "[base]") {
  CHECK(quoted("a\xff"
               "b") ==
        "\"a\xef\xbf\xbd"
        "b\"");
  CHECK(quoted("\xed\xa0\x80") == "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
  CHECK(quoted("\xc3") == "\"\xef\xbf\xbd\"");
}
TEST_CASE("any bytes at all are written as JSON that reads back", "[base]") {
  for (int first = 0; first < 256; ++first) {
    const std::string text{static_cast<char>(first), 'a', static_cast<char>(255 - first), '"',
                           static_cast<char>(first)};
    const auto read = parse_json(quoted(text));
    INFO(first);
    REQUIRE(read);
    if (first < 0x80 && 255 - first < 0x80) CHECK(read->text() == text);
  }
}
}  // namespace holdfast
