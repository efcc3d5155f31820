#include "scale/emulated_scale.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include "scale/hid_scale.h"
#include "scale/scale_session.h"

using namespace holdfast;
using namespace holdfast::scale;

namespace {
constexpr ScaleProtocol protocols[] = {ScaleProtocol::toledo_8217, ScaleProtocol::nci, ScaleProtocol::dialog_06,
                                       ScaleProtocol::sics,        ScaleProtocol::ecr, ScaleProtocol::adam,
                                       ScaleProtocol::hid};
const Currency eur{"EUR", 2};

/// A session and an emulated scale with nothing but memory between them.
struct Shop {
  explicit Shop(ScaleProtocol protocol)
      : hid{protocol == ScaleProtocol::hid},
        scale{make_emulated_scale({protocol, {}}, platter)},
        session{make_driver({protocol, WeightUnit::kilogram, {}})} {}

  /// Moves bytes and time until the session is done; `at_each_step` may change the platter.
  template <class Step>
  std::optional<ScaleSession::Action> run(Step at_each_step) {
    std::optional<ScaleSession::Action> last;
    for (int step = 0; step < 1000; ++step) {
      std::string answers;
      while (auto action = session.poll()) {
        if (const auto* send = std::get_if<ScaleSession::Send>(&*action)) answers += scale->on_bytes(send->bytes);
        last = std::move(action);
      }
      if (!session.is_open()) return last;
      at_each_step(step);
      if (hid) answers = encode_hid_scale(read_platter(platter));
      now = Instant{now.unix_us() + (hid ? 50'000 : 10'000)};
      // Byte by byte, but for reports, which arrive whole.
      if (hid) session.on_bytes(answers, now);
      for (std::size_t i = 0; !hid && i < answers.size(); ++i) session.on_bytes(answers.substr(i, 1), now);
      if (answers.empty() && session.deadline()) now = *session.deadline();
      session.on_time(now);
    }
    return std::nullopt;
  }
  std::optional<ScaleSession::Action> weigh() {
    REQUIRE(session.weigh({Money{199, eur}, {}, ""}, now));
    return run([](int) {});
  }

  bool hid;
  Platter platter;
  std::unique_ptr<EmulatedScale> scale;
  ScaleSession session;
  Instant now{5'000'000};
};
}  // namespace

TEST_CASE("every protocol weighs the goods on its emulated scale", "[scale]") {
  for (const ScaleProtocol protocol : protocols) {
    CAPTURE(to_string(protocol));
    CHECK(parse_protocol(to_string(protocol)) == protocol);
    Shop shop{protocol};
    shop.platter.gross = *parse_quantity("0.482");
    shop.platter.in_motion = true;
    REQUIRE(shop.session.weigh({Money{199, eur}, {}, ""}, shop.now));
    const auto action = shop.run([&](int step) { shop.platter.in_motion = step < 20; });
    REQUIRE(action);
    REQUIRE(std::holds_alternative<ScaleSession::Weighed>(*action));
    const WeighedGoods& goods = std::get<ScaleSession::Weighed>(*action).goods;
    CHECK(to_string(*goods.reading.weight) == "0.482 kg");
    CHECK(goods.protocol == to_string(protocol));
    CHECK_FALSE(goods.reading.raw.empty());
  }
}

TEST_CASE("no protocol sells what may not be sold", "[scale]") {
  const std::vector<std::function<void(Platter&)>> troubles{
      [](Platter& platter) { platter.in_motion = true; },
      [](Platter& platter) { platter.gross = *parse_quantity("15.005"); },
      [](Platter& platter) { platter.zero = *parse_quantity("0.5"); },
      [](Platter& platter) { platter.gross = {}; },
      [](Platter& platter) { platter.fault = ScaleReading::Fault::other; },
  };
  for (const ScaleProtocol protocol : protocols)
    for (const auto& trouble : troubles) {
      // The plain forms have no word for a fault.
      const bool plain = protocol == ScaleProtocol::nci || protocol == ScaleProtocol::ecr;
      Shop shop{protocol};
      shop.platter.gross = *parse_quantity("0.482");
      trouble(shop.platter);
      if (plain && shop.platter.fault != ScaleReading::Fault::none) continue;
      CAPTURE(to_string(protocol), &trouble - troubles.data());
      const auto action = shop.weigh();
      REQUIRE(action);
      CHECK(std::holds_alternative<ScaleSession::Failed>(*action));
    }
}

TEST_CASE("the scale is zeroed and tared from the till where it can be", "[scale]") {
  using Outcome = ScaleSession::Adjusted::Outcome;
  for (const ScaleProtocol protocol : protocols) {
    CAPTURE(to_string(protocol));
    Shop shop{protocol};
    shop.platter.gross = *parse_quantity("0.012");
    if (shop.session.abilities().zero) {
      REQUIRE(shop.session.zero(shop.now));
      const auto action = shop.run([](int) {});
      REQUIRE(action);
      // Adam's are silent on an empty scale, so that nothing shows.
      const Outcome expected = protocol == ScaleProtocol::adam ? Outcome::unconfirmed : Outcome::confirmed;
      CHECK(std::get<ScaleSession::Adjusted>(*action).outcome == expected);
      CHECK(shop.platter.zero == *parse_quantity("0.012"));
    }
    if (shop.session.abilities().tare && protocol != ScaleProtocol::adam) {
      shop.platter.gross = *parse_quantity("0.112");
      REQUIRE(shop.session.tare(shop.now));
      const auto action = shop.run([](int) {});
      CHECK(std::get<ScaleSession::Adjusted>(*action).outcome == Outcome::confirmed);
      shop.platter.gross = *parse_quantity("0.594");
      CHECK(to_string(*std::get<ScaleSession::Weighed>(*shop.weigh()).goods.reading.weight) == "0.482 kg");
    }
  }
}

TEST_CASE("a tare by number is taken off by the scale", "[scale]") {
  for (const ScaleProtocol protocol : {ScaleProtocol::toledo_8217, ScaleProtocol::dialog_06}) {
    Shop shop{protocol};
    shop.platter.gross = *parse_quantity("0.492");
    REQUIRE(shop.session.weigh({Money{199, eur}, parse_weight("0.010", WeightUnit::kilogram), ""}, shop.now));
    const auto action = shop.run([](int) {});
    REQUIRE(action);
    const ScaleReading reading = std::get<ScaleSession::Weighed>(*action).goods.reading;
    CHECK(to_string(*reading.weight) == "0.482 kg");
    CHECK(reading.net);
  }
}

TEST_CASE("a babbling line never yields a weight by chance of its own", "[scale]") {
  for (const ScaleProtocol protocol : protocols)
    CHECK(rc::check([protocol] {
      ScaleSession session{make_driver({protocol, WeightUnit::kilogram, {}})};
      Instant now{1};
      RC_ASSERT(session.weigh({Money{199, eur}, {}, ""}, now).has_value());
      for (int i = 0; i < 200 && session.is_open(); ++i) {
        session.on_bytes(*rc::gen::container<std::string>(rc::gen::arbitrary<char>()), now);
        if (session.deadline()) now = *session.deadline();
        session.on_time(now);
        while (const auto action = session.poll()) RC_ASSERT(!std::holds_alternative<ScaleSession::Weighed>(*action));
      }
      RC_ASSERT(!session.is_open());
    }));
}
