#include "routes/kept_answers.h"

#include <catch2/catch.hpp>
#include <memory>

namespace holdfast::routes {
namespace {
store::Call call(std::int64_t terminal, std::string key, std::string_view body) {
  auto actor = std::make_shared<Actor>();
  actor->terminal_id = terminal;
  store::Call made;
  made.actor = std::move(actor);
  made.idempotency_key = std::move(key);
  made.request_sha = sha256(body);
  return made;
}
store::Answer saying(std::string body) {
  store::Answer answer;
  answer.status = 202;
  answer.body = std::move(body);
  return answer;
}
}  // namespace

TEST_CASE("the same key and body of a terminal get the first answer again, marked", "[routes]") {
  KeptAnswers kept;
  const store::Call first = call(7, "a", "one");
  CHECK_FALSE(kept.find(first));
  kept.keep(first, saying("first"));
  kept.keep(first, saying("second"));
  const auto again = kept.find(first);
  REQUIRE((again && *again));
  CHECK((*again)->body == "first");
  CHECK((*again)->status == 202);
  CHECK((*again)->headers.back() == std::pair<std::string, std::string>{"Idempotency-Replayed", "true"});
  CHECK_FALSE(kept.find(call(8, "a", "one")));
  CHECK_FALSE(kept.find(call(7, "b", "one")));
}

TEST_CASE("a key of another request is refused, and no key keeps nothing", "[routes]") {
  KeptAnswers kept;
  kept.keep(call(7, "a", "one"), saying("first"));
  const auto other = kept.find(call(7, "a", "two"));
  REQUIRE(other);
  REQUIRE_FALSE(*other);
  CHECK(other->error().code == ErrorCode::key_reused);
  kept.keep(call(7, "", "one"), saying("first"));
  CHECK_FALSE(kept.find(call(7, "", "one")));
}

TEST_CASE("the oldest answers go when there are too many", "[routes]") {
  KeptAnswers kept;
  for (std::size_t i = 0; i <= KeptAnswers::most; ++i) kept.keep(call(1, std::to_string(i), "x"), saying("y"));
  CHECK_FALSE(kept.find(call(1, "0", "x")));
  CHECK(kept.find(call(1, "1", "x")));
  CHECK(kept.find(call(1, std::to_string(KeptAnswers::most), "x")));
}
}  // namespace holdfast::routes
