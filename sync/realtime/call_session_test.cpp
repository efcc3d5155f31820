#include "realtime/call_session.h"

#include <catch2/catch.hpp>
#include <random>
#include <vector>

namespace holdfast::realtime {
namespace {
using Outcome = CallSession::Outcome;
using Status = CallSession::Status;
constexpr Instant t0{1'000'000'000};
Instant at(std::int64_t seconds) { return t0.plus_seconds(seconds); }
std::vector<CallSession::Action> drain(CallSession& session) {
  std::vector<CallSession::Action> out;
  while (auto action = session.poll()) out.push_back(*action);
  return out;
}
using Actions = std::vector<CallSession::Action>;
}  // namespace

TEST_CASE("a call that is answered counts", "[realtime]") {
  edge::Breaker breaker{stored_value};
  CallSession session{Kind::redeem, breaker};
  session.start(t0);
  CHECK(drain(session) == Actions{CallSession::Send{}});
  CHECK(session.deadline() == at(5));
  session.on_answer(at(1));
  CHECK(drain(session) == Actions{CallSession::Finished{Outcome::answered}});
  CHECK_FALSE(session.deadline());
}

TEST_CASE("a refusal by rule is an answer and no failure of the service", "[realtime]") {
  edge::Breaker breaker{people};
  for (int i = 0; i < 20; ++i) {
    CallSession session{Kind::lookup, breaker};
    session.start(at(i));
    session.on_refused(at(i));
    CHECK(drain(session).back() == CallSession::Action{CallSession::Finished{Outcome::refused}});
  }
  CHECK(breaker.state() == edge::Breaker::State::closed);
}

TEST_CASE("a read is tried once more, within its two seconds", "[realtime]") {
  edge::Breaker breaker{stored_value};
  CallSession session{Kind::lookup, breaker};
  session.start(t0);
  session.on_failure(at(1));
  CHECK(drain(session) == Actions{CallSession::Send{}, CallSession::Send{}});
  CHECK(session.deadline() == at(2));
  session.on_time(at(2));
  CHECK(drain(session) == Actions{CallSession::Finished{Outcome::unreachable}});
}

TEST_CASE("a redemption whose answer is lost is asked about, never made again", "[realtime]") {
  edge::Breaker breaker{stored_value};
  CallSession session{Kind::redeem, breaker};
  session.start(t0);
  drain(session);
  session.on_time(at(5));
  CHECK(drain(session).empty());
  std::vector<std::int64_t> asked;
  SECTION("nobody knows: it does not count, and is reversed") {
    Actions all;
    while (session.deadline()) {
      const Instant now = *session.deadline();
      session.on_time(now);
      for (const auto& action : drain(session)) {
        if (std::holds_alternative<CallSession::AskStatus>(action))
          asked.push_back((now.unix_us() - at(5).unix_us()) / 1'000'000);
        all.push_back(action);
      }
    }
    CHECK(asked == std::vector<std::int64_t>{1, 2, 4, 8});
    CHECK(all[all.size() - 2] == CallSession::Action{CallSession::QueueReversal{}});
    CHECK(all.back() == CallSession::Action{CallSession::Finished{Outcome::not_counted}});
  }
  SECTION("it was done") {
    session.on_time(at(6));
    session.on_status(Status::done, at(6));
    CHECK(drain(session).back() == CallSession::Action{CallSession::Finished{Outcome::answered}});
  }
  SECTION("it was not done") {
    session.on_time(at(6));
    session.on_status(Status::unknown, at(6));
    session.on_time(at(7));
    session.on_status(Status::not_done, at(7));
    CHECK(drain(session).back() == CallSession::Action{CallSession::Finished{Outcome::not_done}});
  }
}

TEST_CASE("a customer that could not be sent is queued under its key", "[realtime]") {
  edge::Breaker breaker{people};
  CallSession session{Kind::customer_create, breaker};
  session.start(t0);
  session.on_time(at(3));
  CHECK(drain(session).back() == CallSession::Action{CallSession::Finished{Outcome::queued}});
}

TEST_CASE("after too many failures nobody is made to wait", "[realtime]") {
  edge::Breaker breaker{people};
  for (int i = 0; i < 3; ++i) {
    CallSession session{Kind::customer_create, breaker};
    session.start(at(i));
    session.on_failure(at(i));
  }
  CallSession refused{Kind::customer_create, breaker};
  refused.start(at(10));
  CHECK(drain(refused) == Actions{CallSession::Finished{Outcome::circuit_open}});
  CallSession trial{Kind::customer_create, breaker};
  trial.start(at(3 + 60));
  CHECK(drain(trial) == Actions{CallSession::Send{}});
}

TEST_CASE("whatever happens, a write goes out once, every call ends, and nothing uncertain counts", "[realtime]") {
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    std::mt19937 random{seed};
    edge::Breaker breaker{stored_value};
    const Kind kind = static_cast<Kind>(random() % 5);
    CallSession session{kind, breaker};
    std::int64_t us = t0.unix_us();
    session.start(t0);
    int sent = 0, finished = 0, reversed = 0;
    Outcome outcome = Outcome::answered;
    for (int step = 0; step < 60; ++step) {
      for (const auto& action : drain(session)) {
        if (std::holds_alternative<CallSession::Send>(action)) ++sent;
        if (std::holds_alternative<CallSession::QueueReversal>(action)) ++reversed;
        if (const auto* end = std::get_if<CallSession::Finished>(&action)) ++finished, outcome = end->outcome;
      }
      us += random() % 1'500'000;
      const Instant now{us};
      switch (random() % 6) {
        case 0:
          if (random() % 4 == 0) session.on_answer(now);
          break;
        case 1:
          session.on_failure(now);
          break;
        case 2:
          session.on_status(static_cast<Status>(random() % 3), now);
          break;
        default:
          session.on_time(now);
      }
    }
    INFO("seed " << seed);
    CHECK(finished == 1);
    CHECK(sent >= 1);
    CHECK(sent <= (is_read(kind) ? 2 : 1));
    CHECK(reversed == (outcome == Outcome::not_counted ? 1 : 0));
    CHECK(us - t0.unix_us() > 0);
  }
}
}  // namespace holdfast::realtime
