#include <catch2/catch.hpp>
#include <stdexcept>

#include "store/store_fixture.h"

using namespace holdfast;
using namespace holdfast::store;

namespace {
/// Holds the writer until `commands` more have queued behind it, so that they make one batch.
void submit_together(StoreFixture& fixture, std::vector<Write> writes, std::vector<Result<Answer>>& outcomes,
                     const Call& call) {
  std::atomic<bool> go{false};
  std::size_t done = 0;
  outcomes.assign(writes.size(), refuse(ErrorCode::timeout, ""));
  bool gate_done = false;
  fixture.store().submit(
      fixture.call(),
      [&go](db::Transaction&, commands::Context&) -> Result<Answer> {
        while (!go) std::this_thread::yield();
        return Answer{};
      },
      [&](Result<Answer>) { gate_done = true; });
  for (std::size_t i = 0; i < writes.size(); ++i)
    fixture.store().submit(call, std::move(writes[i]), [&, i](Result<Answer> answer) {
      outcomes[i] = std::move(answer);
      ++done;
    });
  go = true;
  REQUIRE(fixture.run_until([&] { return gate_done && done == outcomes.size(); }));
}
void submit_together(StoreFixture& fixture, std::vector<Write> writes, std::vector<Result<Answer>>& outcomes) {
  submit_together(fixture, std::move(writes), outcomes, fixture.call());
}
Write refuse_after(Write write) {
  return [write](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    (void)write(tx, context);
    return refuse(ErrorCode::conflict, "no");
  };
}
Write throw_after(Write write, db::Cause cause) {
  return [write, cause](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    (void)write(tx, context);
    throw db::Failure{cause, 0, "injected"};
  };
}
}  // namespace

TEST_CASE("what has queued is stored with one commit and every command gets its own answer", "[store]") {
  StoreFixture fixture;
  std::vector<Write> writes;
  for (int i = 0; i < 50; ++i) writes.push_back(leave_a_mark("m" + std::to_string(i)));
  std::vector<Result<Answer>> outcomes;
  submit_together(fixture, std::move(writes), outcomes);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    REQUIRE(outcomes[i]);
    CHECK(outcomes[i]->body == R"({"seq":)" + std::to_string(i + 1) + R"(,"subject":"m)" + std::to_string(i) + "\"}");
  }
  CHECK(fixture.store().head_seq() == 50);
  CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 50);
  CHECK(fixture.registry().text().find("holdfast_commit_batch_commands_count 1\n") != std::string::npos);
}

TEST_CASE("a refused command leaves nothing and gives its event numbers back", "[store]") {
  StoreFixture fixture;
  std::vector<Result<Answer>> outcomes;
  submit_together(fixture, {leave_a_mark("a"), refuse_after(leave_a_mark("b")), leave_a_mark("c")}, outcomes);
  REQUIRE(outcomes[0]);
  REQUIRE_FALSE(outcomes[1]);
  CHECK(outcomes[1].error().code == ErrorCode::conflict);
  REQUIRE(outcomes[2]);
  CHECK(outcomes[2]->body == R"({"seq":2,"subject":"c"})");
  CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 2);
  CHECK(fixture.number("SELECT max(seq) FROM event_log") == 2);
}

TEST_CASE("a command that throws fails alone", "[store]") {
  StoreFixture fixture;
  const Write bad_constraint = [](db::Transaction& tx, commands::Context&) -> Result<Answer> {
    tx.prepare(
          "INSERT INTO staff(uuid, code, name, role_id, pin_hash, created_us, updated_us) VALUES (x'00', '1', '', 99, "
          "'', 0, 0)")
        .run();
    return Answer{};
  };
  const Write bad_code = [](db::Transaction&, commands::Context&) -> Result<Answer> {
    throw std::runtime_error{"bug"};
  };
  std::vector<Result<Answer>> outcomes;
  submit_together(fixture, {leave_a_mark("a"), bad_constraint, bad_code, leave_a_mark("d")}, outcomes);
  CHECK(outcomes[0]);
  REQUIRE_FALSE(outcomes[1]);
  CHECK(outcomes[1].error().code == ErrorCode::internal);
  REQUIRE_FALSE(outcomes[2]);
  CHECK(outcomes[2].error().code == ErrorCode::internal);
  REQUIRE(outcomes[3]);
  CHECK(outcomes[3]->body == R"({"seq":2,"subject":"d"})");
}

TEST_CASE("a failing disk fails the whole batch, and the next one works again", "[store]") {
  StoreFixture fixture;
  const auto cause = GENERATE(db::Cause::full, db::Cause::read_only, db::Cause::io, db::Cause::corrupt);
  const ErrorCode expected = cause == db::Cause::full        ? ErrorCode::storage_full
                             : cause == db::Cause::read_only ? ErrorCode::storage_read_only
                                                             : ErrorCode::storage_failed;
  REQUIRE(fixture.submit(fixture.call(), leave_a_mark("before")));
  std::vector<Result<Answer>> outcomes;
  submit_together(fixture, {leave_a_mark("a"), throw_after(leave_a_mark("b"), cause), leave_a_mark("c")}, outcomes);
  for (const auto& outcome : outcomes) {
    REQUIRE_FALSE(outcome);
    CHECK(outcome.error().code == expected);
  }
  CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 1);
  const auto after = fixture.submit(fixture.call(), leave_a_mark("after"));
  REQUIRE(after);
  CHECK(after->body == R"({"seq":2,"subject":"after"})");
  CHECK(fixture.store().health().writable);
}

TEST_CASE("a full queue refuses at once", "[store]") {
  Options options;
  options.queue_limit = 4;
  StoreFixture fixture{StoreFixture::Content::site, options};
  std::atomic<bool> go{false};
  int answered = 0, busy = 0;
  const Write wait = [&go](db::Transaction&, commands::Context&) -> Result<Answer> {
    while (!go) std::this_thread::yield();
    return Answer{};
  };
  for (int i = 0; i < 10; ++i)
    fixture.store().submit(fixture.call(), wait, [&](const Result<Answer>& answer) {
      ++answered;
      if (!answer && answer.error().code == ErrorCode::busy) ++busy;
    });
  CHECK(busy == 6);
  go = true;
  CHECK(fixture.run_until([&] { return answered == 10; }));
}

TEST_CASE("time never goes back, not even when the clock does", "[store]") {
  StoreFixture fixture;
  std::vector<std::int64_t> seen;
  const Write look = [&seen](db::Transaction&, commands::Context& context) -> Result<Answer> {
    seen.push_back(context.now.unix_us());
    return Answer{};
  };
  REQUIRE(fixture.submit(fixture.call(), look));
  fixture.now_us -= 5'000'000;
  REQUIRE(fixture.submit(fixture.call(), look));
  CHECK(seen[1] == seen[0]);
}

TEST_CASE("the feed wakes after the answers, with the new head", "[store]") {
  StoreFixture fixture;
  std::vector<std::int64_t> heads;
  bool answered = false, woken_after = false;
  const auto subscription = fixture.store().feed().subscribe([&](std::int64_t head) {
    heads.push_back(head);
    woken_after = answered;
  });
  fixture.store().submit(fixture.call(), leave_a_mark("a"), [&](Result<Answer>) { answered = true; });
  REQUIRE(fixture.run_until([&] { return !heads.empty(); }));
  CHECK(heads == std::vector<std::int64_t>{1});
  CHECK(woken_after);
}

TEST_CASE("a store without a site refuses everything as not configured", "[store]") {
  StoreFixture fixture{StoreFixture::Content::nothing};
  CHECK(fixture.store().site() == nullptr);
  CHECK(fixture.submit(fixture.call(), leave_a_mark("a")).error().code == ErrorCode::not_configured);
  CHECK(fixture.read([](db::Connection&, const ReadContext&) -> Result<Answer> { return Answer{}; }).error().code ==
        ErrorCode::not_configured);
}

TEST_CASE("an approval counts for its requester, once and in time", "[store]") {
  StoreFixture fixture;
  Uuid id;
  id.bytes[15] = 9;
  const Write give = [&](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    tx.prepare(
          "INSERT INTO approval(uuid, approver_id, requester_id, action, reason, created_us, expires_us) VALUES (?, 2, "
          "1, 'sell', '', 0, ?)")
        .exec(id, context.now.plus_seconds(60));
    return Answer{};
  };
  REQUIRE(fixture.submit(fixture.call(), give));
  bool seen = false;
  const Write look = [&seen](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    seen = context.approval && context.approval->approver_id == 2 && context.approval->action == "sell";
    if (seen) tx.prepare("UPDATE approval SET used_us = 1 WHERE id = ?").exec(context.approval->id);
    return Answer{};
  };
  Call call = fixture.call();
  call.approval = id;
  fixture.now_us += 61'000'000;
  REQUIRE(fixture.submit(call, look));
  CHECK_FALSE(seen);
  Uuid other;
  other.bytes[15] = 10;
  const Write again = [&](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    tx.prepare(
          "INSERT INTO approval(uuid, approver_id, requester_id, action, reason, created_us, expires_us) VALUES (?, 2, "
          "1, 'sell', '', 0, ?)")
        .exec(other, context.now.plus_seconds(60));
    return Answer{};
  };
  REQUIRE(fixture.submit(fixture.call(), again));
  call.approval = other;
  REQUIRE(fixture.submit(call, look));
  CHECK(seen);
  REQUIRE(fixture.submit(call, look));
  CHECK_FALSE(seen);
}

TEST_CASE("a preview is answered and leaves nothing, not even its key", "[store]") {
  StoreFixture fixture;
  const Write preview = [](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    Answer answer = TRY(leave_a_mark("tea")(tx, context));
    answer.preview = true;
    return answer;
  };
  const auto seen = fixture.submit(fixture.call("key"), preview);
  REQUIRE(seen);
  CHECK(seen->body == R"({"seq":1,"subject":"tea"})");
  for (const char* table : {"event_log", "audit_entry", "idempotency_key"}) {
    INFO(table);
    CHECK(fixture.number(std::string{"SELECT count(*) FROM "} + table) == 0);
  }
  const auto real = fixture.submit(fixture.call("key"), leave_a_mark("tea"));
  REQUIRE(real);
  CHECK(real->body == seen->body);
  CHECK(fixture.number("SELECT count(*) FROM event_log") == 1);
}

TEST_CASE("once the daemon is to end nothing that a person asks for begins, and what was begun is ended", "[store]") {
  StoreFixture fixture;
  const Write closing = [](db::Transaction&, commands::Context&) -> Result<Answer> {
    Answer answer;
    answer.closing = true;
    return answer;
  };
  REQUIRE(fixture.submit(fixture.call("key-1", "body"), leave_a_mark("before")));
  std::vector<Result<Answer>> outcomes;
  SECTION("in the same batch and in all that follow") {
    submit_together(fixture, {leave_a_mark("just before"), closing, leave_a_mark("just after")}, outcomes);
    CHECK((outcomes[0] && outcomes[1]));
    REQUIRE_FALSE(outcomes[2]);
    CHECK(outcomes[2].error().code == ErrorCode::busy);
    const auto later = fixture.submit(fixture.call(), leave_a_mark("later"));
    REQUIRE_FALSE(later);
    CHECK(later.error().code == ErrorCode::busy);
    CHECK(fixture.submit(fixture.call("key-1", "body"), leave_a_mark("again")));  // an answer that was lost
    CHECK(fixture.submit(Call{}, leave_a_mark("a print that ended")));
    CHECK(fixture.number("SELECT count(*) FROM audit_entry") == 3);
    fixture.reopen();
    CHECK(fixture.submit(fixture.call(), leave_a_mark("after the restart")));
  }
  SECTION("unless the disk did not take it") {
    submit_together(fixture, {closing, throw_after(leave_a_mark("none"), db::Cause::io)}, outcomes, Call{});
    CHECK_FALSE(outcomes[0]);
    CHECK(fixture.submit(fixture.call(), leave_a_mark("it goes on")));
  }
}
