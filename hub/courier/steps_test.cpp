#include "courier/steps.h"

#include <catch2/catch.hpp>

#include "courier/commands.h"

namespace holdfast::courier {
TEST_CASE("a form has brackets for what is nested", "[courier]") {
  CHECK(
      form_encoded(*parse_json(R"({"amount":500,"types":["card","cash"],"metadata":{"order id":"ä&b"},"on":true})")) ==
      "amount=500&types%5B0%5D=card&types%5B1%5D=cash&metadata%5Border%20id%5D=%C3%A4%26b&on=true");
}

TEST_CASE("an excerpt ends on a whole character", "[courier]") {
  CHECK(excerpt("abc", 3) == "abc");
  CHECK(excerpt("aä", 2) == "a…");
}

TEST_CASE("orders of a program are read whole or refused", "[courier]") {
  const auto read = [](const char* text) { return read_orders("t", parse_json(text)->items(), "src"); };
  const auto good = read(R"([{"publish":{"channelId":"c","rows":[{"dataset":"policy","key":"k","body":{"a":1}},
    {"dataset":"article","key":"gone","op":"del"}]}},{"signal":{"name":"told","data":{"b":2}}}])");
  REQUIRE(good);
  CHECK(good->publications[0].rows[0].body == R"({"a":1})");
  CHECK(good->publications[0].rows[1].op == wire::Op::del);
  CHECK(good->signals[0].type == "signal.told");
  CHECK(good->signals[0].id == "signal-src-1");
  for (const char* wrong : {R"([{}])", R"([1])", R"([{"publish":{"rows":[]}}])", R"([{"signal":{"name":"A b"}}])",
                            R"([{"publish":{"channelId":"c","rows":[{"dataset":"policy","key":"k"}]}}])"})
    CHECK_FALSE(read(wrong));
}
}  // namespace holdfast::courier
