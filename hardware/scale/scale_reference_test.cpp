#include <catch2/catch.hpp>

#include "reference/vectors.h"
#include "scale/dialog06.h"
#include "scale/nci.h"
#include "scale/toledo_8217.h"

using namespace holdfast;
using namespace holdfast::scale;
using namespace holdfast::reference;

namespace {
std::string flags_of(const ScaleReading& reading, const json::object& expect) {
  const std::map<std::string, bool, std::less<>> said{
      {"stable", reading.stable},
      {"motion", reading.in_motion},
      {"net", reading.net},
      {"centreOfZero", reading.zero},
      {"underZero", reading.range == ScaleReading::Range::under},
      {"overCapacity", reading.range == ScaleReading::Range::over},
      {"outsideZeroRange", reading.fault == ScaleReading::Fault::outside_zero_range},
      {"faultyCalibration", reading.fault == ScaleReading::Fault::calibration},
      {"unknownCommand", reading.fault == ScaleReading::Fault::unknown_command},
  };
  for (const auto& [name, value] : said)
    if (expect.contains(name) && flag(expect, name) != value) return name + " is wrong";
  return compare(reading.weight ? digits_of(*reading.weight) : "", member(expect, "weight"));
}

std::string toledo(const json::object& input, const json::object& expect) {
  const std::string frame = bytes_of_hex(text_of(input.at("hex")));
  const auto reading = decode_toledo(frame, WeightUnit::kilogram);
  if (!reading) return reading.error().detail;
  if (encode_toledo(*reading) != frame) return "encoded otherwise";
  return flags_of(*reading, expect);
}

std::string toledo_echo(const json::object& input, const json::object& expect) {
  if (toledo_probe != bytes_of_hex(text_of(input.at("send")))) return "another probe";
  const bool present = is_toledo_probe_answer(bytes_of_hex(text_of(input.at("receive"))));
  return present == flag(expect, "present") ? "" : "wrong";
}

std::string nci(const json::object& input, const json::object& expect) {
  const std::string frame = bytes_of_hex(text_of(input.at("hex")));
  const auto reading = decode_nci(frame);
  if (!reading) return reading.error().detail;
  const NciVariant variant = *nci_variant_of(frame);
  if (encode_nci(*reading, variant) != frame) return "encoded otherwise";
  if (const std::string wanted = member(expect, "variant");
      !wanted.empty() && wanted != (variant == NciVariant::scp_02 ? "SCP-02" : "SCP-01"))
    return "another variant";
  if (reading->weight && to_string(reading->weight->unit) != member(expect, "unit")) return "another unit";
  return flags_of(*reading, expect);
}

std::string dialog_send(const json::object& input, const json::object& expect) {
  const std::string bytes = bytes_of_hex(text_of(input.at("hex")));
  const auto request = decode_dialog_request(bytes);
  if (!request) return request.error().detail;
  const auto* price = std::get_if<DialogPrice>(&*request);
  if (price == nullptr) return "no price";
  if (encode(*request) != bytes) return "encoded otherwise";
  if (bytes.substr(2, 2) != member(expect, "record")) return "another record";
  if (price->unit_price_minor != expect.at("unitPriceMinor").as_int64()) return "another price";
  const std::string tare = member(expect, "tare");
  if (tare.empty() ? price->tare.has_value() : price->tare != std::stoi(tare)) return "another tare";
  return compare(price->text, member(expect, "text"));
}

struct Described {
  const json::object& expect;
  std::string operator()(const DialogAck&) const { return flag(expect, "ack") ? "" : "taken for ACK"; }
  std::string operator()(const DialogNak&) const { return flag(expect, "nak") ? "" : "taken for NAK"; }
  std::string operator()(const DialogResult& result) const {
    if (result.weight.decimals != expect.at("decimals").as_int64()) return "other decimals";
    if (result.unit_price_minor != expect.at("unitPriceMinor").as_int64()) return "another price";
    if (result.amount_minor != expect.at("amountMinor").as_int64()) return "another amount";
    return compare(digits_of(result.weight), member(expect, "weight"));
  }
  std::string operator()(const DialogStatus& status) const {
    return compare(status.code + " " + std::string{dialog_status_text(status.code)},
                   member(expect, "error") + " " + member(expect, "meaning"));
  }
  std::string operator()(const DialogChecksumDemand& demand) const {
    return demand.z1 == expect.at("z1").as_int64() && demand.z2 == expect.at("z2").as_int64() ? "" : "other Z";
  }
  std::string operator()(const DialogChecksumVerdict& given) const {
    const bool accepted = given.verdict == DialogChecksumVerdict::Verdict::accepted;
    return compare(accepted ? "accepted" : "refused", member(expect, "checksums"));
  }
};

std::string dialog_receive(const json::object& input, const json::object& expect) {
  const std::string frame = bytes_of_hex(text_of(input.at("hex")));
  const auto answer = decode_dialog_answer(frame);
  if (!answer) return answer.error().detail;
  if (encode(*answer) != frame) return "encoded otherwise";
  return std::visit(Described{expect}, *answer);
}
}  // namespace

TEST_CASE("the answers of scales are read as their manuals say", "[scale][reference]") {
  CHECK(run_vectors("scales", {{"toledo-8217", toledo},
                               {"toledo-8217-probe", toledo_echo},
                               {"nci", nci},
                               {"dialog06-send", dialog_send},
                               {"dialog06-receive", dialog_receive}}) == 0);
}
