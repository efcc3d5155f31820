#include <catch2/catch.hpp>
#include <random>

#include "store/idempotency.h"
#include "store/store_fixture.h"

using namespace holdfast;
using namespace holdfast::store;

namespace {
bool is_replay(const Answer& answer) {
  return !answer.headers.empty() &&
         answer.headers.back() == std::pair<std::string, std::string>{"Idempotency-Replayed", "true"};
}
}  // namespace

TEST_CASE("a hundred calls with one key have one effect and one answer", "[store]") {
  StoreFixture fixture;
  std::vector<Result<Answer>> outcomes;
  for (int i = 0; i < 100; ++i)
    fixture.store().submit(fixture.call("key-1", "body"), leave_a_mark("once"),
                           [&](Result<Answer> answer) { outcomes.push_back(std::move(answer)); });
  REQUIRE(fixture.run_until([&] { return outcomes.size() == 100; }));
  int replays = 0;
  for (const auto& outcome : outcomes) {
    REQUIRE(outcome);
    CHECK(outcome->status == 201);
    CHECK(outcome->body == R"({"seq":1,"subject":"once"})");
    CHECK(outcome->headers[0].second == "/v1/marks/1");
    replays += is_replay(*outcome) ? 1 : 0;
  }
  CHECK(replays == 99);
  CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 1);
}

TEST_CASE("a key with another request is refused", "[store]") {
  StoreFixture fixture;
  REQUIRE(fixture.submit(fixture.call("k", "one"), leave_a_mark("a")));
  const auto other = fixture.submit(fixture.call("k", "two"), leave_a_mark("b"));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == ErrorCode::key_reused);
}

TEST_CASE("a key outlives a restart", "[store]") {
  StoreFixture fixture;
  const auto first = fixture.submit(fixture.call("k", "one"), leave_a_mark("a"));
  fixture.reopen();
  const auto second = fixture.submit(fixture.call("k", "one"), leave_a_mark("b"));
  REQUIRE(second);
  CHECK(second->body == first->body);
  CHECK(is_replay(*second));
}

TEST_CASE("a refusal is not kept: the same key may try again", "[store]") {
  StoreFixture fixture;
  const Write no = [](db::Transaction&, commands::Context&) -> Result<Answer> {
    return refuse(ErrorCode::conflict, "not yet");
  };
  REQUIRE_FALSE(fixture.submit(fixture.call("k", "one"), no));
  const auto again = fixture.submit(fixture.call("k", "one"), leave_a_mark("a"));
  REQUIRE(again);
  CHECK_FALSE(is_replay(*again));
}

TEST_CASE("keys of a batch the disk refused are free again", "[store]") {
  StoreFixture fixture;
  const Write full = [](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    (void)leave_a_mark("x")(tx, context);
    throw db::Failure{db::Cause::full, 0, "injected"};
  };
  int done = 0;
  std::atomic<bool> go{false};
  fixture.store().submit(
      fixture.call(),
      [&go](db::Transaction&, commands::Context&) -> Result<Answer> {
        while (!go) std::this_thread::yield();
        return Answer{};
      },
      [&](Result<Answer>) { ++done; });
  fixture.store().submit(fixture.call("k", "one"), leave_a_mark("a"), [&](Result<Answer>) { ++done; });
  fixture.store().submit(fixture.call(), full, [&](Result<Answer>) { ++done; });
  go = true;
  REQUIRE(fixture.run_until([&] { return done == 3; }));
  const auto again = fixture.submit(fixture.call("k", "one"), leave_a_mark("a"));
  REQUIRE(again);
  CHECK_FALSE(is_replay(*again));
  CHECK(again->body == R"({"seq":1,"subject":"a"})");
}

TEST_CASE("a secret answer is replayed to whoever has the key and cannot be read from the file", "[store]") {
  StoreFixture fixture;
  const Write make = [](db::Transaction&, commands::Context&) -> Result<Answer> {
    Answer answer;
    answer.body = R"({"token":"very-secret"})";
    answer.secret = true;
    return answer;
  };
  REQUIRE(fixture.submit(fixture.call("k", "one"), make));
  const auto second = fixture.submit(fixture.call("k", "one"), make);
  REQUIRE(second);
  CHECK(second->body == R"({"token":"very-secret"})");
  CHECK(fixture.number("SELECT count(*) FROM idempotency_answer WHERE instr(body, CAST('secret' AS BLOB)) > 0") == 0);
}

TEST_CASE("bodies come back byte for byte, and long ones take less room", "[store]") {
  AnswerCodec codec;
  Answer answer;
  for (int i = 0; i < 5; ++i)
    answer.body += R"({"orderItemId":"018f0000","sku":"A-)" + std::to_string(i) +
                   R"(","quantity":"1","unitPrice":199,"subtotal":199,"discount":0,"total":199},)";
  const std::string stored = codec.encode_body(answer.body, {});
  CHECK(stored.size() < answer.body.size() / 2);
  CHECK(codec.decode_body(stored, {}) == answer.body);
  answer.body = "short";
  CHECK(codec.decode_body(codec.encode_body(answer.body, {}), {}) == "short");
  CHECK_THROWS_AS(codec.decode_body("\x01rubbish", {}), db::Failure);
  CHECK_THROWS_AS(codec.decode_body("", {}), db::Failure);
}

TEST_CASE("the key table finds, forgets and grows like a map", "[store]") {
  std::mt19937_64 random{11};
  KeyTable table;
  table.clear(100, 0);
  std::vector<std::pair<std::uint64_t, std::int64_t>> kept;
  std::int64_t row = 100;
  for (int i = 0; i < 20'000; ++i) {
    const std::uint64_t hash = random() % 5000 * 0x9E3779B97F4A7C15U;  // many share their eight bytes
    table.insert(hash, row);
    if (random() % 4 == 0)
      table.erase(hash, row);
    else
      kept.emplace_back(hash, row);
    ++row;
  }
  CHECK(table.size() == kept.size());
  for (const auto& [hash, wanted] : kept)
    CHECK(table.find(hash, [&, w = wanted](std::int64_t candidate) { return candidate == w; }) == wanted);
  CHECK(table.find(12345, [](std::int64_t) { return true; }) == 0);
}
