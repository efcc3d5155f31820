#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "scale/ecr.h"
#include "scale/emulated_scale.h"
#include "scale/hid_scale.h"
#include "scale/nci.h"
#include "scale/scale_session.h"
#include "scale/sics.h"
#include "scale/toledo_8217.h"

using namespace holdfast;
using namespace holdfast::scale;

namespace {
constexpr ScaleProtocol protocols[] = {ScaleProtocol::toledo_8217, ScaleProtocol::nci, ScaleProtocol::dialog_06,
                                       ScaleProtocol::sics,        ScaleProtocol::ecr, ScaleProtocol::adam,
                                       ScaleProtocol::hid};
constexpr DialogChecksumSecret secret{0x1021, 1, ChecksumSpelling::separated};

void check_reading(const Result<ScaleReading>& reading) {
  if (!reading || obstacle_of(*reading) != WeightObstacle::none) return;
  check(reading->weight && reading->weight->amount > Quantity{} && reading->stable && !reading->raw.empty());
  check(parse_weight(digits_of(*reading->weight), reading->weight->unit) == reading->weight);
}

void check_decoders(std::string_view bytes) {
  check_reading(decode_toledo(bytes, WeightUnit::kilogram));
  check_reading(decode_nci(bytes));
  check_reading(decode_sics(bytes));
  check_reading(decode_adam(bytes));
  check_reading(decode_ecr(bytes));
  check_reading(decode_hid_scale(bytes));
  (void)decode_sics_outcome(bytes, 'Z');
  (void)is_toledo_probe_answer(bytes);
  if (const auto answer = decode_dialog_answer(bytes)) check(decode_dialog_answer(encode(*answer)).value() == *answer);
  if (const auto request = decode_dialog_request(bytes)) check(decode_dialog_request(encode(*request)).has_value());
}

/// What a session sells is sound, and it ends whatever comes.
void check_session(ScaleProtocol protocol, std::string_view bytes) {
  ScaleSession session{make_driver({protocol, WeightUnit::kilogram, secret})};
  Instant now{1};
  check(session.weigh({Money{199, Currency{"EUR", 2}}, {}, ""}, now).has_value());
  for (int turn = 0; turn < 500 && session.is_open(); ++turn) {
    const std::size_t length = bytes.empty() ? 0 : std::size_t{1} + static_cast<unsigned char>(bytes[0]) % 24;
    session.on_bytes(bytes.substr(0, length), now);
    bytes.remove_prefix(std::min(length, bytes.size()));
    if (session.deadline()) session.on_time(now = *session.deadline());
    while (const auto action = session.poll())
      if (const auto* weighed = std::get_if<ScaleSession::Weighed>(&*action)) check_reading(weighed->goods.reading);
  }
  check(!session.is_open());
}
}  // namespace

/// The first byte picks the protocol; the rest is what the scale sends to the till, and then what a till sends to it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const ScaleProtocol protocol = protocols[data[0] % std::size(protocols)];
  const std::string_view bytes{reinterpret_cast<const char*>(data) + 1, size - 1};
  check_decoders(bytes);
  check_session(protocol, bytes);
  Platter platter{};
  platter.gross = Quantity::from_micro(482'000);
  const auto scale = make_emulated_scale({protocol, secret}, platter);
  (void)scale->on_bytes(bytes);
  return 0;
}
