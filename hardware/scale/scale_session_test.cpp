#include "scale/scale_session.h"

#include <catch2/catch.hpp>

using namespace holdfast;
using namespace holdfast::scale;
using Why = ScaleSession::Failed::Why;

namespace {
constexpr Instant t0{1'000'000'000};

/// A till's end of the line with an 8217 behind it, whose answers the test writes.
struct Line {
  explicit Line(ScaleTiming timing = {}, ScaleProtocol protocol = ScaleProtocol::toledo_8217)
      : session{make_driver({protocol, WeightUnit::kilogram, {}}), timing} {}

  /// What the session has to say; bytes sent are kept apart.
  std::vector<ScaleSession::Action> drain() {
    std::vector<ScaleSession::Action> actions;
    while (auto action = session.poll()) {
      if (const auto* send = std::get_if<ScaleSession::Send>(&*action))
        sent += send->bytes;
      else if (!std::holds_alternative<ScaleSession::Seen>(*action))
        actions.push_back(*std::move(action));
    }
    return actions;
  }
  std::vector<ScaleSession::Action> answer(std::string_view bytes) {
    now = Instant{now.unix_us() + 20'000};
    session.on_bytes(bytes, now);
    return drain();
  }
  /// Until the session next wants to be woken.
  std::vector<ScaleSession::Action> wait() {
    REQUIRE(session.deadline());
    now = *session.deadline();
    session.on_time(now);
    return drain();
  }
  /// One answer and the wait for the next poll.
  std::vector<ScaleSession::Action> polled(std::string_view bytes) {
    auto actions = answer(bytes);
    if (session.is_open()) {
      const auto more = wait();
      actions.insert(actions.end(), more.begin(), more.end());
    }
    return actions;
  }
  void open() {
    REQUIRE(session.weigh({}, now));
    CHECK(drain().empty());
  }

  ScaleSession session;
  Instant now = t0;
  std::string sent;
};

constexpr std::string_view goods =
                               "\x02"
                               "00.482\r",
                           other_goods =
                               "\x02"
                               "01.250\r",
                           moving = "\x02?A\r", empty = "\x02?P\r", below = "\x02?D\r";

Why why(const std::vector<ScaleSession::Action>& actions) {
  REQUIRE(actions.size() == 1);
  return std::get<ScaleSession::Failed>(actions[0]).why;
}
const WeighedGoods& weighed(const std::vector<ScaleSession::Action>& actions) {
  REQUIRE(actions.size() == 1);
  return std::get<ScaleSession::Weighed>(actions[0]).goods;
}
}  // namespace

TEST_CASE("a weight is sold when it is stable, the same twice, and asked for by this line", "[scale]") {
  Line line;
  line.session.on_bytes(goods, line.now);  // before anybody asked
  CHECK(line.drain().empty());
  line.open();
  CHECK(line.polled(moving).empty());
  CHECK(line.polled(goods).empty());
  CHECK(line.polled(moving).empty());
  CHECK(line.polled(goods).empty());
  const WeighedGoods got = weighed(line.answer(goods));
  CHECK(line.sent == "WWWWW");
  CHECK(to_string(*got.reading.weight) == "0.482 kg");
  CHECK(got.reading.raw == goods);
  CHECK(got.protocol == "toledo_8217");
  CHECK(got.answered.unix_us() - got.asked.unix_us() == 20'000);
  CHECK(may_bind(got, got.answered));
  CHECK(may_bind(got, got.valid_until));
  CHECK_FALSE(may_bind(got, got.valid_until.plus_seconds(1)));
  CHECK_FALSE(line.session.deadline());
  CHECK_FALSE(line.session.is_open());
}

TEST_CASE("nothing is polled while no weighing is open, and polls keep their distance", "[scale]") {
  Line line;
  CHECK_FALSE(line.session.deadline());
  line.open();
  line.answer(moving);
  CHECK(line.session.deadline()->unix_us() - t0.unix_us() == 250'000);
}

TEST_CASE("the goods of the line before must be lifted or confirmed", "[scale]") {
  Line line{{.equal_readings = 1}};
  line.open();
  weighed(line.answer(goods));

  SECTION("left where they are they are asked about once, and never sold") {
    line.open();
    const auto told = line.polled(goods);
    REQUIRE(told.size() == 1);
    CHECK(std::get<ScaleSession::SameGoods>(told[0]).weight->amount == *parse_quantity("0.482"));
    while (line.session.is_open()) {
      const auto actions = line.polled(goods);
      if (!line.session.is_open()) CHECK(why(actions) == Why::timed_out);
    }
  }
  SECTION("an empty scale in between will do") {
    line.open();
    line.polled(goods);
    line.polled(empty);
    CHECK(weighed(line.answer(goods)).reading.raw == goods);
  }
  SECTION("so will motion, or a scale below zero") {
    for (const std::string_view between : {moving, below}) {
      line.open();
      line.polled(between);
      weighed(line.answer(goods));
    }
  }
  SECTION("the cashier may say that they are others") {
    line.open();
    line.session.confirm_same();  // before anything was asked
    CHECK(std::holds_alternative<ScaleSession::SameGoods>(line.polled(goods).at(0)));
    line.session.confirm_same();
    weighed(line.answer(goods));
  }
  SECTION("another weight is other goods") {
    line.open();
    CHECK(weighed(line.answer(other_goods)).reading.raw == other_goods);
  }
}

TEST_CASE("a scale that does not answer, or answers nonsense, is given up after three polls", "[scale]") {
  Line silent;
  silent.open();
  CHECK(silent.wait().empty());
  CHECK(silent.wait().empty());
  CHECK(silent.wait().empty());
  CHECK(silent.wait().empty());
  CHECK(why(silent.wait()) == Why::no_answer);
  CHECK(silent.sent == "WWW");

  Line noisy;
  noisy.open();
  noisy.polled("\x02garbage\r");
  noisy.polled("\x02garbage\r");
  CHECK(why(noisy.answer("\x02garbage\r")) == Why::garbled);

  Line recovers{{.equal_readings = 1}};
  recovers.open();
  recovers.polled("\x02garbage\r");
  recovers.polled("\x02garbage\r");
  weighed(recovers.answer(goods));
}

TEST_CASE("readings on both sides of a disturbed one do not count as equal", "[scale]") {
  Line line;
  line.open();
  line.polled(goods);
  line.polled("\x02garbage\r");
  CHECK(line.polled(goods).empty());
  weighed(line.answer(goods));
}

TEST_CASE("a weighing ends at its limit and tells the obstacle", "[scale]") {
  Line line;
  line.open();
  std::vector<ScaleSession::Action> actions;
  while (line.session.is_open()) actions = line.polled(empty);
  CHECK(why(actions) == Why::timed_out);
  CHECK(obstacle_of(std::get<ScaleSession::Failed>(actions[0]).last) == WeightObstacle::at_zero);
  CHECK(line.now.unix_us() - t0.unix_us() <= 10'500'000);
}

TEST_CASE("a scale with a fault of its own ends the weighing", "[scale]") {
  Line line{{}, ScaleProtocol::nci};
  line.open();
  const auto actions = line.answer("\n08\r\x03");
  CHECK(why(actions) == Why::fault);
  CHECK(std::get<ScaleSession::Failed>(actions[0]).last.fault == ScaleReading::Fault::calibration);
}

TEST_CASE("the late answer to a cancelled weighing is not the weight of the next line", "[scale]") {
  Line line{{.equal_readings = 1}};
  line.open();
  line.session.cancel(line.now);
  CHECK(why(line.drain()) == Why::cancelled);
  line.open();
  CHECK(line.sent == "W");  // the old answer has to come first
  CHECK(line.answer(goods).empty());
  CHECK(line.sent == "WW");
  CHECK(weighed(line.answer(other_goods)).reading.raw == other_goods);

  line.open();
  line.session.cancel(line.now);
  line.drain();
  line.open();
  CHECK(line.wait().empty());  // or does not come at all
  CHECK(line.sent == "WWWW");
}

TEST_CASE("a lost link ends the weighing without a weight", "[scale]") {
  Line line;
  line.open();
  line.session.on_link_lost();
  CHECK(why(line.drain()) == Why::link_lost);
  line.session.on_bytes(goods, line.now);
  CHECK(line.drain().empty());
  line.session.on_link_lost();
  CHECK(line.drain().empty());
}

TEST_CASE("one weighing at a time, and only what the scale can do", "[scale]") {
  Line line{{}, ScaleProtocol::nci};
  CHECK(line.session.weigh({{}, parse_weight("0.010", WeightUnit::kilogram), ""}, t0).error().code ==
        ErrorCode::invalid_argument);
  CHECK(line.session.clear_tare(t0).error().code == ErrorCode::invalid_argument);
  line.open();
  CHECK(line.session.weigh({}, t0).error().code == ErrorCode::conflict);
  CHECK(line.session.zero(t0).error().code == ErrorCode::conflict);

  Line pricing{{}, ScaleProtocol::dialog_06};
  CHECK(pricing.session.weigh({}, t0).error().code == ErrorCode::invalid_argument);
}

TEST_CASE("a tare from the till counts once the scale shows net", "[scale]") {
  Line line{{.equal_readings = 1}};
  REQUIRE(line.session.weigh({{}, parse_weight("0.010", WeightUnit::kilogram), ""}, line.now));
  line.drain();
  CHECK(line.sent == "T00010W");
  CHECK(line.polled(goods).empty());
  CHECK(line.sent == "T00010WW");
  CHECK(weighed(line.answer("\x02"
                            "00.472N\r"))
            .reading.net);
}

TEST_CASE("zeroing is believed when the next reading shows it", "[scale]") {
  using Outcome = ScaleSession::Adjusted::Outcome;
  const auto outcome = [](const std::vector<ScaleSession::Action>& actions) {
    REQUIRE(actions.size() == 1);
    return std::get<ScaleSession::Adjusted>(actions[0]).outcome;
  };
  Line line;
  REQUIRE(line.session.zero(line.now));
  line.drain();
  CHECK(line.sent == "Z");
  CHECK(line.wait().empty());  // most scales do not answer to it
  CHECK(line.sent == "ZW");
  CHECK(line.polled(moving).empty());
  CHECK(outcome(line.answer(empty)) == Outcome::confirmed);

  REQUIRE(line.session.zero(line.now));
  line.wait();
  CHECK(outcome(line.answer(goods)) == Outcome::unconfirmed);

  Line sics{{}, ScaleProtocol::sics};
  REQUIRE(sics.session.zero(sics.now));
  CHECK(outcome(sics.answer("Z I\r\n")) == Outcome::refused);
  REQUIRE(sics.session.tare(sics.now));
  sics.answer("T S      0.482 kg\r\n");
  CHECK(outcome(sics.answer("S S      0.000 kg\r\n")) == Outcome::confirmed);
}
