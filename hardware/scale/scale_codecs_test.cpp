#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <functional>

#include "scale/dialog06.h"
#include "scale/dialog06_checksum.h"
#include "scale/ecr.h"
#include "scale/hid_scale.h"
#include "scale/nci.h"
#include "scale/sics.h"
#include "scale/toledo_8217.h"

using namespace holdfast;
using namespace holdfast::scale;
using namespace std::string_literals;

namespace {
using Decode = std::function<Result<ScaleReading>(std::string_view)>;
struct Captured {
  std::string frame;
  Decode decode;
};
Result<ScaleReading> toledo_in_kilograms(std::string_view frame) { return decode_toledo(frame, WeightUnit::kilogram); }
Result<ScaleReading> dialog_reading(std::string_view frame) {
  const auto answer = decode_dialog_answer(frame);
  if (!answer) return tl::unexpected(answer.error());
  ScaleReading reading;
  if (const auto* result = std::get_if<DialogResult>(&*answer)) {
    reading.weight = result->weight;
    reading.stable = true;
  }
  return reading;
}

const std::vector<Captured> captures{
    {"\x02"
     "12.34\r",
     toledo_in_kilograms},
    {"\x02"
     "00.482\r",
     toledo_in_kilograms},
    {"\x02"
     "01.250N\r",
     toledo_in_kilograms},
    {"\x02?D\r", toledo_in_kilograms},
    {"\x02?A\r", toledo_in_kilograms},
    {"\n00.482KG\r\nS00\r\x03", decode_nci},
    {"\n00.482KG\r\n10\r\x03", decode_nci},
    {"\nS10\r\x03", decode_nci},
    {"\n02\r\x03", decode_nci},
    {"S S      0.482 kg\r\n", decode_sics},
    {"S D      0.482 kg\r\n", decode_sics},
    {"S +\r\n", decode_sics},
    {"     0.482 kg\r\n", decode_adam},
    {"\x01\x02S 00.482kg" + std::string{encode_ecr(*decode_sics("S S 0.482 kg"))[12]} + "\x03\x04", decode_ecr},
    {"\x03\x04\x03\xfd\xe2\x01"s, decode_hid_scale},
    {"\x02"
     "02\x1b"
     "3\x1b"
     "00482\x1b"
     "000199\x1b"
     "000096\x03",
     dialog_reading},
    {"\x02"
     "09\x1b"
     "20\x03",
     dialog_reading},
};

bool may_be_sold(const Result<ScaleReading>& reading) {
  return reading && obstacle_of(*reading) == WeightObstacle::none;
}
}  // namespace

TEST_CASE("a scale's answer cut short is never a weight", "[scale]") {
  for (const Captured& captured : captures) {
    CHECK(captured.decode(captured.frame));
    const std::size_t end_marks = captured.frame.ends_with("\r\n") ? 2 : 1;  // a line may lack its end
    for (std::size_t length = 0; length + end_marks < captured.frame.size(); ++length) {
      CAPTURE(captured.frame, length);
      CHECK_FALSE(may_be_sold(captured.decode(std::string_view{captured.frame}.substr(0, length))));
    }
  }
}

TEST_CASE("a turned bit makes no weight out of an answer without one", "[scale]") {
  for (const Captured& captured : captures)
    for (std::size_t bit = 0; bit < captured.frame.size() * 8; ++bit) {
      std::string damaged = captured.frame;
      damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
      const auto before = captured.decode(captured.frame);
      const auto after = captured.decode(damaged);
      CAPTURE(captured.frame, bit);
      if (!before->weight) CHECK_FALSE(may_be_sold(after));
      // Digits that turn into other digits are for the parity of the line and the second reading to find; USB has a
      // check of its own.
      if (after && after->weight && before->weight && captured.frame[0] != '\x03')
        CHECK(after->weight->unit == before->weight->unit);
    }
}

TEST_CASE("the check of the ECR form finds every turned bit", "[scale]") {
  ScaleReading reading;
  reading.weight = parse_weight("00.482", WeightUnit::kilogram);
  reading.stable = true;
  const std::string frame = encode_ecr(reading);
  REQUIRE(may_be_sold(decode_ecr(frame)));
  for (std::size_t bit = 0; bit < frame.size() * 8; ++bit) {
    std::string damaged = frame;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << bit % 8));
    CHECK_FALSE(decode_ecr(damaged));
  }
}

TEST_CASE("an 8217 tells why there is no weight", "[scale]") {
  const auto reads = [](std::string_view frame) { return obstacle_of(*toledo_in_kilograms(frame)); };
  CHECK(reads("\x02?A\r") == WeightObstacle::in_motion);
  CHECK(reads("\x02?B\r") == WeightObstacle::over_capacity);
  CHECK(reads("\x02?D\r") == WeightObstacle::under_zero);
  CHECK(reads("\x02?H\r") == WeightObstacle::fault);
  CHECK(reads("\x02?P\r") == WeightObstacle::at_zero);
  CHECK(reads("\x02?@\r") == WeightObstacle::no_weight);
  CHECK(reads("\x02"
              "00.000\r") == WeightObstacle::at_zero);
  for (const std::string_view wrong : {"\x02?!\r",
                                       "\x02"
                                       "1234\r",
                                       "\x02"
                                       "12345\r",
                                       "\x02"
                                       "1.2.3\r",
                                       "\x02"
                                       "-0.48\r",
                                       "\x02\r",
                                       "\x02"
                                       "012.345\r"})
    CHECK_FALSE(toledo_in_kilograms(wrong));
  CHECK(toledo_preset_tare(*parse_weight("0.025", WeightUnit::kilogram)) == "T00025");
  CHECK(toledo_preset_tare(*parse_weight("123.456", WeightUnit::kilogram)).empty());
}

TEST_CASE("an NCI scale that cannot show a weight writes marks for it", "[scale]") {
  const auto over = decode_nci("\n^^^^.^^KG\r\nS02\r\x03");
  REQUIRE(over);
  CHECK_FALSE(over->weight);
  CHECK(obstacle_of(*over) == WeightObstacle::over_capacity);
  CHECK(obstacle_of(*decode_nci("\n____KG\r\nS01\r\x03")) == WeightObstacle::under_zero);
  CHECK(obstacle_of(*decode_nci("\n----KG\r\nS00\r\x03")) == WeightObstacle::no_weight);
  const auto pounds = decode_nci("\n01.250LB\r\n0p4\r\x03");
  REQUIRE(pounds);
  CHECK(to_string(*pounds->weight) == "1.250 lb");
  CHECK(pounds->net);
  CHECK(decode_nci("\n00.000KG\r\nS20\r\x03")->zero);
  // A third status character without its announcement, a second one that promises more, and no unit.
  for (const std::string_view wrong : {"\n000\r\x03", "\n0p\r\x03", "\n00.482\r\n00\r\x03", "\n00482KG\r\n00\r\x03"})
    CHECK_FALSE(decode_nci(wrong));
}

TEST_CASE("a HID scale's number has its exponent and unit", "[scale]") {
  const auto grams = decode_hid_scale("\x03\x04\x02\x00\xe2\x01"s);
  REQUIRE(grams);
  CHECK(to_string(*grams->weight) == "482 g");
  const auto ounces = decode_hid_scale("\x03\x04\x0b\xff\x2a\x00"s);
  CHECK(to_string(*ounces->weight) == "4.2 oz");
  CHECK(obstacle_of(*decode_hid_scale("\x03\x05\x03\xfd\x01\x00"s)) == WeightObstacle::under_zero);
  CHECK(obstacle_of(*decode_hid_scale("\x03\x06\x03\xfd\x01\x00"s)) == WeightObstacle::over_capacity);
  CHECK(decode_hid_scale("\x03\x07\x03\xfd\x01\x00"s)->fault == ScaleReading::Fault::calibration);
  CHECK_FALSE(decode_hid_scale("\x03\x04\x05\x00\x01\x00"s));  // no such unit
  CHECK_FALSE(decode_hid_scale("\x03\x04\x03\x7f\x01\x00"s));  // 10 to the 127
  CHECK_FALSE(decode_hid_scale("\x03\x09\x03\xfd\x01\x00"s));
}

TEST_CASE("weights go from unit to unit only where nothing is lost", "[scale]") {
  const Weight goods = *parse_weight("0.482", WeightUnit::kilogram);
  CHECK(to_string(*amount_in(goods, WeightUnit::gram)) == "482");
  CHECK(to_string(*amount_in(*parse_weight("482", WeightUnit::gram), WeightUnit::kilogram)) == "0.482");
  CHECK(to_string(*amount_in(*parse_weight("4", WeightUnit::ounce), WeightUnit::pound)) == "0.25");
  CHECK_FALSE(amount_in(goods, WeightUnit::pound));
  CHECK(to_string(*parse_weight("  00.480", WeightUnit::kilogram)) == "0.480 kg");
  CHECK(to_string(*parse_weight("- 1.5", WeightUnit::pound)) == "-1.5 lb");
  for (const std::string_view wrong : {"", ".5", "1.", "1.2.3", "1 2", "1e3", "1.2345678"})
    CHECK_FALSE(parse_weight(wrong, WeightUnit::kilogram));
}

TEST_CASE("what a scale sends is what the till reads", "[scale]") {
  CHECK(rc::check([] {
    ScaleReading reading;
    const auto grams = *rc::gen::inRange(0, 99'999);
    reading.weight = Weight{Quantity::from_micro(grams * 1000), WeightUnit::kilogram, 3};
    reading.in_motion = *rc::gen::arbitrary<bool>();
    reading.stable = !reading.in_motion;
    reading.zero = reading.stable && grams == 0;
    const auto same = [&reading](const Result<ScaleReading>& read) {
      ScaleReading expected = reading;
      expected.raw = read ? read->raw : "";
      return read && *read == expected;
    };
    RC_ASSERT(same(decode_nci(encode_nci(reading, NciVariant::scp_01))));
    RC_ASSERT(same(decode_nci(encode_nci(reading, NciVariant::scp_02))));
    RC_ASSERT(same(decode_sics(encode_sics(reading))));
    RC_ASSERT(same(decode_ecr(encode_ecr(reading))));
    if (reading.stable) RC_ASSERT(same(toledo_in_kilograms(encode_toledo(reading))));
    if (grams < 65'536) RC_ASSERT(same(decode_hid_scale(encode_hid_scale(reading))));
  }));
}

TEST_CASE("any bytes are an answer or refused", "[scale]") {
  CHECK(rc::check([] {
    const auto alphabet = rc::gen::elementOf("\x01\x02\x03\x04\x06\x15\x1b\r\n?S DNKGkglb.0123456789+-^_@P"s);
    const auto bytes = *rc::gen::container<std::string>(alphabet);
    for (const Captured& captured : captures) {
      const auto reading = captured.decode(bytes);
      if (reading && reading->weight) RC_ASSERT(!digits_of(*reading->weight).empty());
    }
    FrameBuffer frames{ecr_framing};
    frames.push(bytes);
    while (frames.next()) {
    }
  }));
}

TEST_CASE("frames are cut out of a noisy line however the bytes come", "[scale]") {
  const std::string line =
      "xx\r\x02"
      "00.482\r\x7f\x02?A\r";
  for (std::size_t split = 0; split <= line.size(); ++split) {
    FrameBuffer frames{toledo_framing};
    std::vector<std::string> got;
    for (const std::string_view part :
         {std::string_view{line}.substr(0, split), std::string_view{line}.substr(split)}) {
      frames.push(part);
      while (const auto frame = frames.next()) got.push_back(*frame);
    }
    CHECK(got == std::vector<std::string>{"\x02"
                                          "00.482\r",
                                          "\x02?A\r"});
    CHECK(frames.skipped() == 4);
  }
  FrameBuffer endless{toledo_framing};
  for (int i = 0; i < 1000; ++i) {
    endless.push("\x02" + std::string(100, '1'));
    CHECK_FALSE(endless.next());
  }
}

TEST_CASE("dialog 06 requests and answers read as they were written", "[scale]") {
  const std::vector<DialogRequest> requests{DialogPrice{199, {}, ""},
                                            DialogPrice{999'999, 10, ""},
                                            DialogPrice{0, {}, "APPLES       "},
                                            DialogPrice{5, 0, "PEARS        "},
                                            DialogAsk{},
                                            DialogAskStatus{},
                                            DialogChecksums{0x12ab, 0xf00f},
                                            DialogEnd{}};
  for (const DialogRequest& request : requests) {
    CHECK(decode_dialog_request(encode(request)).value() == request);
    CHECK(decode_dialog_request(encode(request, ChecksumSpelling::joined)).value() == request);
  }
  const auto shown = decode_dialog_request(encode(DialogPrice{1, {}, "K\xc3\xa4se, mittelalt"}));
  CHECK(std::get<DialogPrice>(*shown).text == "K??se, mittel");
  const std::string price = encode(DialogPrice{199, 10, "APPLES"});
  for (std::size_t length = 2; length < price.size(); ++length)
    CHECK_FALSE(decode_dialog_request(std::string_view{price}.substr(0, length)));
}

TEST_CASE("checksums satisfy the scale that demands them and no other", "[scale]") {
  constexpr std::uint16_t polynomial = 0x1021;  // any will do here
  CHECK(rc::check([] {
    const DialogChecksumDemand demand{*rc::gen::inRange(0, 16), *rc::gen::inRange(0, 16)};
    const auto cs = *rc::gen::arbitrary<std::uint16_t>();
    const DialogChecksums sums = checksums_for(demand, cs, polynomial);
    RC_ASSERT(satisfies(sums, demand, polynomial));
    RC_ASSERT(!satisfies({sums.cs, static_cast<std::uint16_t>(sums.kw ^ 1)}, demand, polynomial));
    RC_ASSERT(!satisfies({static_cast<std::uint16_t>(sums.cs ^ 0x8000), sums.kw}, demand, polynomial));
  }));
  // 0001 rotated left by 10 is 0400; x^16 mod the polynomial is the polynomial, rotated right by 5.
  CHECK(checksums_for({10, 5}, 1, polynomial) == DialogChecksums{0x0400, 0x0881});
}
