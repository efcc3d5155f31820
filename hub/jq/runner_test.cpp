#include "jq/runner.h"

#include <catch2/catch.hpp>

namespace holdfast::jq {
namespace {
std::string made(std::string_view program, std::string_view input = "null") {
  Runner runner;
  std::string out;
  return runner.run(program, input, out) ? out : "! " + out;
}
}  // namespace

TEST_CASE("money is written as a number without a division", "[jq]") {
  CHECK(made("decimal(2)", "1250") == "12.5");
  CHECK(made("decimal_text(2)", "1250") == "\"12.50\"");
  CHECK(made("decimal_text(2)", "-5") == "\"-0.05\"");
  CHECK(made("decimal_text(3)", "1") == "\"0.001\"");
  CHECK(made("decimal_text(0)", "700") == "\"700\"");
  CHECK(made("decimal(2)", "900719925474099") == "9007199254740.99");
  CHECK(made("map(exponent)", R"(["EUR","JPY","KWD"])") == "[2,0,3]");
}

TEST_CASE("the first value counts, and what goes wrong is said", "[jq]") {
  CHECK(made("1, 2") == "1");
  CHECK(made("empty") == "! the program made nothing");
  CHECK(made("error(\"no\")") == "! the program failed: no");
  CHECK(made("{").starts_with("! the program does not compile"));
  CHECK(made(".", "{") == "! the input is no JSON");
  CHECK(made("halt") == "! the program halted");
}

TEST_CASE("a program is used again and another takes its place", "[jq]") {
  Runner runner;
  std::string out;
  for (const char* program : {".a", ".a", ".b", "error", ".a"}) {
    const bool good = runner.run(program, R"({"a":1,"b":2})", out);
    CHECK(good == (std::string_view{program} != "error"));
  }
  CHECK(out == "1");
}
}  // namespace holdfast::jq
