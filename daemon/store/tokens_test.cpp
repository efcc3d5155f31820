#include <catch2/catch.hpp>

#include "store/store_fixture.h"

using namespace holdfast;
using namespace holdfast::store;

TEST_CASE("tokens say whose they are", "[store]") {
  StoreFixture fixture;
  const Bearer* session = fixture.store().tokens().find(StoreFixture::session_token);
  REQUIRE(session != nullptr);
  CHECK(session->kind == Bearer::Kind::session);
  CHECK(session->actor->staff_code == "1");
  CHECK(session->actor->may(Permission::sell));
  CHECK_FALSE(session->actor->may(Permission::void_order));
  const Bearer* terminal = fixture.store().tokens().find(StoreFixture::terminal_token);
  REQUIRE(terminal != nullptr);
  CHECK(terminal->kind == Bearer::Kind::terminal);
  CHECK(terminal->actor->terminal_id == 1);
  CHECK(fixture.store().tokens().find("other") == nullptr);
}

TEST_CASE("an answer that changed tokens goes out after they were read again", "[store]") {
  StoreFixture fixture;
  const Write sign_off = [](db::Transaction& tx, commands::Context& context) -> Result<Answer> {
    tx.prepare("UPDATE session SET ended_us = ? WHERE id = 1").exec(context.now);
    Answer answer;
    answer.tokens_changed = true;
    return answer;
  };
  bool ended_when_answered = false;
  bool done = false;
  fixture.store().submit(fixture.call(), sign_off, [&](Result<Answer>) {
    ended_when_answered =
        fixture.store().tokens().find(StoreFixture::session_token)->kind == Bearer::Kind::ended_session;
    done = true;
  });
  REQUIRE(fixture.run_until([&] { return done; }));
  CHECK(ended_when_answered);
}

TEST_CASE("an answer that changed the site goes out after it was read again", "[store]") {
  StoreFixture fixture;
  const Write rename = [](db::Transaction& tx, commands::Context&) -> Result<Answer> {
    tx.prepare("UPDATE site SET name = 'New'").run();
    Answer answer;
    answer.site_changed = true;
    return answer;
  };
  REQUIRE(fixture.submit(fixture.call(), rename));
  CHECK(fixture.store().site()->name == "New");
  REQUIRE(fixture.submit(fixture.call(), leave_a_mark("after")));
}

TEST_CASE("reads of one turn see what was answered before them", "[store]") {
  StoreFixture fixture;
  const auto count = [&] {
    std::int64_t value = -1;
    (void)fixture.store().read_inline(nullptr, [&](db::Connection& connection, const ReadContext&) -> Result<Answer> {
      db::Statement& row = connection.prepare("SELECT count(*) FROM audit_entry");
      row.step();
      value = row.integer(0);
      row.reset();
      return Answer{};
    });
    return value;
  };
  CHECK(count() == 0);
  std::int64_t in_answer = -1;
  bool done = false;
  fixture.store().submit(fixture.call(), leave_a_mark("a"), [&](Result<Answer>) {
    in_answer = count();
    done = true;
  });
  CHECK(count() == 0);
  REQUIRE(fixture.run_until([&] { return done; }));
  CHECK(in_answer == 1);
}
