#include "scale/dialog06_driver.h"

#include <catch2/catch.hpp>

#include "scale/emulated_dialog06.h"

using namespace holdfast;
using namespace holdfast::scale;
using Fault = ScaleReading::Fault;

namespace {
const Currency eur{"EUR", 2};
constexpr DialogChecksumSecret secret{0x1021, 0x4711, ChecksumSpelling::separated};

AskWeight apples(AskWeight::Poll poll = AskWeight::Poll::first) { return {{Money{199, eur}, {}, ""}, poll}; }

/// The reading that ends the exchange.
ScaleReading reading(const ScaleStep& step) {
  REQUIRE(step.answer);
  REQUIRE(std::holds_alternative<ScaleReading>(*step.answer));
  CHECK(step.send == "\x04");
  return std::get<ScaleReading>(*step.answer);
}
/// Both ends wired together until the till has its answer.
ScaleReading exchange(Dialog06Driver& driver, EmulatedScale& scale, const AskWeight& ask) {
  std::string bytes = driver.begin(ask);
  for (int i = 0; i < 20; ++i) {
    const ScaleStep step = driver.on_bytes(scale.on_bytes(bytes));
    if (step.answer) {
      scale.on_bytes(step.send);
      return std::get<ScaleReading>(*step.answer);
    }
    bytes = step.send;
  }
  FAIL("no answer");
  return {};
}
const std::string result =
    "\x02"
    "02\x1b"
    "3\x1b"
    "00482\x1b"
    "000199\x1b"
    "000096\x03";
}  // namespace

TEST_CASE("the price goes first, then the result is asked for", "[scale]") {
  Dialog06Driver driver{{}};
  CHECK(driver.begin(apples()) ==
        "\x04\x02"
        "01\x1b"
        "000199\x1b\x03");
  CHECK(driver.on_bytes("\x06").send == "\x04\x05");
  const ScaleReading got = reading(driver.on_bytes(result));
  CHECK(obstacle_of(got) == WeightObstacle::none);
  CHECK(to_string(*got.weight) == "0.482 kg");
  CHECK(got.unit_price == Money{199, eur});
  CHECK(got.amount == Money{96, eur});
  CHECK(got.raw == result);
}

TEST_CASE("a scale that says no is asked why", "[scale]") {
  struct Row {
    std::string_view code;
    WeightObstacle obstacle;
    Fault fault;
    bool price_again;
  };
  const Row rows[] = {
      {"20", WeightObstacle::in_motion, Fault::none, false},
      {"21", WeightObstacle::fault, Fault::not_moved, false},
      {"22", WeightObstacle::no_weight, Fault::none, true},
      {"30", WeightObstacle::fault, Fault::below_minimum, false},
      {"31", WeightObstacle::under_zero, Fault::none, false},
      {"32", WeightObstacle::over_capacity, Fault::none, false},
      {"11", WeightObstacle::fault, Fault::price, true},
      {"02", WeightObstacle::fault, Fault::transmission, true},
      {"00", WeightObstacle::no_weight, Fault::none, false},
      {"77", WeightObstacle::fault, Fault::other, true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.code);
    Dialog06Driver driver{{}};
    driver.begin(apples());
    driver.on_bytes("\x06");
    CHECK(driver.on_bytes("\x15").send ==
          "\x04\x02"
          "08\x03");
    const ScaleReading got =
        reading(driver.on_bytes("\x02"
                                "09\x1b" +
                                std::string{row.code} + "\x03"));
    CHECK(obstacle_of(got) == row.obstacle);
    CHECK(got.fault == row.fault);
    const std::string next = driver.begin(apples(AskWeight::Poll::further));
    CHECK((next == "\x04\x05") != row.price_again);
  }
}

TEST_CASE("a result for another price, or one that does not multiply, is no result", "[scale]") {
  for (const std::string_view wrong : {"\x02"
                                       "02\x1b"
                                       "3\x1b"
                                       "00482\x1b"
                                       "000198\x1b"
                                       "000096\x03",
                                       "\x02"
                                       "02\x1b"
                                       "3\x1b"
                                       "00482\x1b"
                                       "000199\x1b"
                                       "000098\x03",
                                       "\x02"
                                       "02\x1b"
                                       "2\x1b"
                                       "00482\x1b"
                                       "000199\x1b"
                                       "000096\x03",
                                       "\x02"
                                       "02\x1b"
                                       "3\x1b"
                                       "00582\x1b"
                                       "000199\x1b"
                                       "000096\x03"}) {
    Dialog06Driver driver{{}};
    driver.begin(apples());
    driver.on_bytes("\x06");
    const ScaleReading got = reading(driver.on_bytes(wrong));
    CHECK(got.fault == Fault::price);
    CHECK_FALSE(got.weight);
  }
}

TEST_CASE("a result nobody has asked for is none", "[scale]") {
  Dialog06Driver driver{{}};
  CHECK_FALSE(driver.on_bytes(result).answer);
  driver.begin(apples());
  CHECK(reading(driver.on_bytes(result)).fault == Fault::transmission);
}

TEST_CASE("every turned bit of a result is noticed or leaves the amount within one cent", "[scale]") {
  for (std::size_t bit = 0; bit < result.size() * 8; ++bit) {
    std::string damaged = result;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    Dialog06Driver driver{{}};
    driver.begin(apples());
    driver.on_bytes("\x06");
    const ScaleStep step = driver.on_bytes(damaged);
    if (!step.answer || !std::holds_alternative<ScaleReading>(*step.answer)) continue;
    const ScaleReading& got = std::get<ScaleReading>(*step.answer);
    if (obstacle_of(got) != WeightObstacle::none) continue;
    CAPTURE(bit);
    CHECK(std::abs(got.amount->minor() - 96) <= 1);
  }
}

TEST_CASE("checksums are made when the scale demands them, and the price is told again", "[scale]") {
  Dialog06Driver driver{secret};
  const std::string price = driver.begin(apples());
  const DialogChecksums sums = checksums_for({10, 5}, secret.start, secret.polynomial);
  CHECK(driver
            .on_bytes("\x02"
                      "11\x1b"
                      "2A5\x03")
            .send == encode(DialogChecksums{sums}));
  SECTION("accepted when asked") {
    CHECK(driver.on_bytes("\x06").send == "\x04\x05");
    CHECK(driver
              .on_bytes("\x02"
                        "11\x1b"
                        "1\x03")
              .send == price);
    CHECK(driver.on_bytes("\x06").send == "\x04\x05");
    CHECK(obstacle_of(reading(driver.on_bytes(result))) == WeightObstacle::none);
  }
  SECTION("accepted at once") {
    CHECK(driver
              .on_bytes("\x02"
                        "11\x1b"
                        "1\x03")
              .send == price);
  }
  SECTION("refused") {
    CHECK(reading(driver.on_bytes("\x02"
                                  "11\x1b"
                                  "0\x03"))
              .fault == Fault::checksum);
  }
}

TEST_CASE("without the maker's polynomial a demand for checksums is a fault that names itself", "[scale]") {
  Dialog06Driver driver{{}};
  driver.begin(apples());
  CHECK(reading(driver.on_bytes("\x02"
                                "11\x1b"
                                "2A5\x03"))
            .fault == Fault::checksum);
}

TEST_CASE("a scale that demands checksums without end is left", "[scale]") {
  Dialog06Driver driver{secret};
  driver.begin(apples());
  ScaleStep step;
  int asked = 0;
  while (!step.answer && asked < 10) {
    step = driver.on_bytes(
        "\x02"
        "11\x1b"
        "2A5\x03");
    ++asked;
  }
  CHECK(reading(step).fault == Fault::checksum);
  CHECK(asked == 3);
}

TEST_CASE("tare and text go with the price", "[scale]") {
  Dialog06Driver driver{{}};
  const Weight cup = *parse_weight("0.010", WeightUnit::kilogram);
  const WeighRequest request{Money{199, eur}, cup, "APPLES"};
  CHECK(driver.begin(AskWeight{request}) ==
        "\x04\x02"
        "05\x1b"
        "000199\x1b"
        "0010\x1b"
        "APPLES       \x03");
  driver.on_bytes("\x06");
  const ScaleReading got = reading(driver.on_bytes(result));
  CHECK(got.net);
  CHECK(got.tare == cup);
  for (const std::string_view wrong : {"10.000", "-0.001", "0.0005"})
    CHECK_FALSE(driver.check_request({Money{199, eur}, parse_weight(wrong, WeightUnit::kilogram), ""}));
  CHECK_FALSE(driver.check_request({Money{1'000'000, eur}, {}, ""}));
}

TEST_CASE("the emulated scale wants checksums at power-on and every fifty weighings", "[scale]") {
  Platter platter{.gross = *parse_quantity("0.482")};
  EmulatedDialog06 scale{platter, secret};
  Dialog06Driver driver{secret};
  for (int i = 0; i < 120; ++i) {
    const ScaleReading got = exchange(driver, scale, apples());
    CAPTURE(i, to_string(got.fault));
    REQUIRE(obstacle_of(got) == WeightObstacle::none);
    CHECK(exchange(driver, scale, apples()).fault == Fault::not_moved);
    platter.in_motion = true;
    CHECK(obstacle_of(exchange(driver, scale, apples(AskWeight::Poll::further))) == WeightObstacle::in_motion);
    platter.in_motion = false;
  }
  Dialog06Driver stranger{DialogChecksumSecret{0x8005, 1, ChecksumSpelling::joined}};
  EmulatedDialog06 fresh{platter, secret};
  CHECK(exchange(stranger, fresh, apples()).fault == Fault::checksum);
}
