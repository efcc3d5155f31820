#include "scale/weighing_book.h"

#include <catch2/catch.hpp>

#include "scale/emulated_scale.h"

using namespace holdfast;
using namespace holdfast::scale;

namespace {
Uuid id_of(std::uint8_t last) {
  Uuid id;
  id.bytes[15] = last;
  return id;
}
const Uuid device = id_of(1), till_1 = id_of(11), till_2 = id_of(12);

/// A book and an emulated scale with nothing but memory between them.
struct Counter {
  explicit Counter(ScaleProtocol protocol = ScaleProtocol::toledo_8217)
      : scale{make_emulated_scale({protocol, {}}, platter)},
        book{device, ScaleSession{make_driver({protocol, WeightUnit::kilogram, {}})}} {
    book.on_link_up();
    lay("0.482");
  }
  void lay(std::string_view kilograms) { platter.gross = *parse_quantity(kilograms); }
  Result<Weighing> start(Uuid terminal, Uuid id, Task task = Task::weigh, std::string key = {}) {
    StartWeighing wish;
    wish.task = task;
    wish.request.unit_price = Money{199, Currency{"EUR", 2}};
    wish.asker = {terminal, terminal == till_1 ? "Till 1" : "Till 2", "1001"};
    wish.key = std::move(key);
    return book.start(std::move(wish), id, now);
  }
  /// Moves bytes and time until nothing is under way, or `enough`.
  template <class Enough>
  bool run(const Enough& enough) {
    for (int step = 0; step < 1000 && book.busy(); ++step) {
      if (enough()) return true;
      std::string answers;
      while (auto bytes = book.poll()) answers += scale->on_bytes(*bytes);
      now = Instant{now.unix_us() + 10'000};
      if (!answers.empty() && answering) book.on_bytes(answers, now);
      if ((answers.empty() || !answering) && book.deadline()) now = *book.deadline();
      book.on_time(now);
    }
    return enough();
  }
  bool run() {
    return run([&] { return !book.busy(); });
  }
  Weighing last() {
    std::optional<Weighing> latest;
    while (auto news = book.take_news()) latest = std::move(news);
    REQUIRE(latest);
    return *latest;
  }

  Platter platter;
  std::unique_ptr<EmulatedScale> scale;
  WeighingBook book;
  Instant now{5'000'000};
  bool answering = true;
};
}  // namespace

TEST_CASE("a weighing ends with the weight, as the scale wrote it", "[scale]") {
  for (const ScaleProtocol protocol : {ScaleProtocol::toledo_8217, ScaleProtocol::nci, ScaleProtocol::dialog_06,
                                       ScaleProtocol::sics, ScaleProtocol::ecr, ScaleProtocol::adam}) {
    CAPTURE(to_string(protocol));
    Counter counter{protocol};
    counter.lay("0.480");
    REQUIRE(counter.start(till_1, id_of(1)));
    REQUIRE(counter.run());
    const Weighing weighing = counter.last();
    CHECK(weighing.state == WeighingState::weighed);
    REQUIRE(weighing.goods);
    CHECK(digits_of(*weighing.goods->reading.weight) == "0.480");
    CHECK(weighing.ended);
    CHECK(counter.book.take_answered());
    const std::string kept = reading_json(weighing, 60);
    CHECK(kept.find(R"("weight":"0.480","unit":"kg")") != std::string::npos);
    CHECK(kept.find(R"("raw":")") != std::string::npos);
  }
}

TEST_CASE("one terminal weighs at a time, and the others are told who", "[scale]") {
  Counter counter;
  REQUIRE(counter.start(till_1, id_of(1)));
  const auto refused = counter.start(till_2, id_of(2));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::in_use_elsewhere);
  CHECK(refused.error().detail.find("Till 1") != std::string::npos);
  CHECK(counter.start(till_1, id_of(3)).error().code == ErrorCode::conflict);
  CHECK(counter.book.cancel(id_of(1), till_2, counter.now).error().code == ErrorCode::in_use_elsewhere);
  REQUIRE(counter.run());
  counter.lay("0.100");
  CHECK(counter.start(till_2, id_of(4)));
}

TEST_CASE("a repeated request is given the weighing it began", "[scale]") {
  Counter counter;
  REQUIRE(counter.start(till_1, id_of(1), Task::weigh, "key"));
  REQUIRE(counter.run());
  const auto again = counter.start(till_1, id_of(2), Task::weigh, "key");
  REQUIRE(again);
  CHECK(again->id == id_of(1));
  CHECK(again->state == WeighingState::weighed);
  CHECK_FALSE(counter.book.busy());
}

TEST_CASE("goods of the same weight are asked for, and sold once they are confirmed or lifted", "[scale]") {
  for (const bool lift : {false, true}) {
    Counter counter;
    REQUIRE(counter.start(till_1, id_of(1)));
    REQUIRE(counter.run());
    REQUIRE(counter.start(till_1, id_of(2)));
    REQUIRE(counter.run([&] { return counter.book.find(id_of(2))->state == WeighingState::same_goods; }));
    CHECK_FALSE(counter.book.confirm_same(id_of(1), till_1));
    if (lift) {
      counter.lay("0");
      REQUIRE(counter.run([&] { return counter.book.find(id_of(2))->state == WeighingState::weighing; }));
      counter.lay("0.482");
    } else {
      REQUIRE(counter.book.confirm_same(id_of(2), till_1));
    }
    REQUIRE(counter.run());
    CHECK(counter.last().state == WeighingState::weighed);
  }
}

TEST_CASE("a test takes whatever the scale shows, and nothing of it can be sold", "[scale]") {
  Counter counter;
  counter.platter.in_motion = true;
  REQUIRE(counter.start(till_1, id_of(1), Task::test));
  REQUIRE(counter.run());
  const Weighing weighing = counter.last();
  CHECK(weighing.state == WeighingState::tested);
  CHECK_FALSE(weighing.goods);
  CHECK(obstacle_word(weighing) == "in_motion");
}

TEST_CASE("a scale that is silent, away or lost ends its weighing and says why", "[scale]") {
  Counter counter;
  counter.answering = false;
  REQUIRE(counter.start(till_1, id_of(1)));
  REQUIRE(counter.run());
  CHECK(counter.last().why == "no_answer");
  REQUIRE(counter.start(till_1, id_of(2)));
  counter.book.on_link_lost(counter.now);
  const Weighing lost = counter.last();
  CHECK(lost.why == "link_lost");
  CHECK_FALSE(counter.book.busy());
  CHECK(counter.start(till_1, id_of(3)).error().code == ErrorCode::conflict);
}

TEST_CASE("zero and tare are adjusted, and a tare shows in the next weight", "[scale]") {
  Counter counter;
  counter.lay("0.020");
  REQUIRE(counter.start(till_1, id_of(1), Task::tare));
  REQUIRE(counter.run());
  CHECK(counter.last().state == WeighingState::adjusted);
  counter.lay("0.502");
  REQUIRE(counter.start(till_1, id_of(2)));
  REQUIRE(counter.run());
  const Weighing net = counter.last();
  REQUIRE(net.goods);
  CHECK(net.goods->reading.net);
  CHECK(digits_of(*net.goods->reading.weight) == "0.482");
  REQUIRE(counter.start(till_1, id_of(3), Task::clear_tare));
  REQUIRE(counter.run());
  CHECK(counter.last().state == WeighingState::adjusted);
}

TEST_CASE("what has ended is forgotten after a minute", "[scale]") {
  Counter counter;
  REQUIRE(counter.start(till_1, id_of(1)));
  REQUIRE(counter.run());
  counter.book.sweep(counter.now.plus_seconds(59));
  CHECK(counter.book.find(id_of(1)) != nullptr);
  counter.book.sweep(counter.now.plus_seconds(61));
  CHECK(counter.book.find(id_of(1)) == nullptr);
}
