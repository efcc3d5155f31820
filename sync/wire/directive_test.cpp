#include "wire/directive.h"

#include <catch2/catch.hpp>

namespace holdfast::wire {
namespace {
const Uuid one = *parse_uuid("01890000-0000-7000-8000-000000000001");
const Uuid two = *parse_uuid("01890000-0000-7000-8000-000000000002");
}  // namespace

TEST_CASE("directives read as they were written", "[wire]") {
  const std::vector<Directive> given{{one, "pause", "up", "line is dear \"today\"", "Ann", Instant{1'795'255'200'000'000}},
                                     {two, "drain", "", "", "command line", Instant{1'795'255'201'000'000}}};
  const auto read = decode_directives(encode(given));
  REQUIRE(read);
  CHECK(*read == given);
}

TEST_CASE("a later hub may say more of a directive, and one without its id is no document", "[wire]") {
  const std::string id = to_string(one);
  const auto later = decode_directives(R"({"directives":[{"directiveId":")" + id +
                                       R"(","kind":"dance","orderedBy":"x","tempo":3}],"more":1})");
  REQUIRE(later);
  CHECK(later->at(0).kind == "dance");
  CHECK_FALSE(decode_directives(R"({"directives":[{"kind":"pause","orderedBy":"x"}]})"));
  CHECK_FALSE(decode_directives(R"({})"));
  CHECK_FALSE(decode_directives("[]"));
}

TEST_CASE("a report of before directives has no outcomes, one with a state that nobody knows is refused", "[wire]") {
  const auto none = decode_outcomes(R"({"mode":"online","release":"1","backlog":0})");
  REQUIRE(none);
  CHECK(none->empty());
  const std::vector<DirectiveOutcome> told{{one, "running", "", 3, 9}, {two, "failed", "a run is at work", 0, 0}};
  const auto read = decode_outcomes("{\"directives\":" + encode(told) + "}");
  REQUIRE(read);
  CHECK(*read == told);
  CHECK_FALSE(decode_outcomes(R"({"directives":[{"directiveId":")" + to_string(one) + R"(","state":"odd"}]})"));
}
}  // namespace holdfast::wire
