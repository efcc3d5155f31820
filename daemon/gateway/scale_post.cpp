#include "gateway/scale_post.h"

#include <charconv>

#include "config/machine.h"

namespace holdfast::gateway {
namespace {
/// `POLYNOMIAL:START`, four hexadecimal digits each: what a maker of Dialog 06 scales gives out under contract.
std::optional<scale::DialogChecksumSecret> checksum_of(std::string_view secret) {
  constexpr std::size_t digits = 4;
  if (secret.size() != 2 * digits + 1 || secret[digits] != ':') return std::nullopt;
  const auto number = [&](std::size_t at) -> std::optional<std::uint16_t> {
    std::uint16_t value = 0;
    const char* end = secret.data() + at + digits;
    const auto [stop, error] = std::from_chars(secret.data() + at, end, value, 16);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
  };
  const auto polynomial = number(0), start = number(digits + 1);
  if (!polynomial || !start) return std::nullopt;
  scale::DialogChecksumSecret out;
  out.polynomial = *polynomial;
  out.start = *start;
  return out;
}

bool has_parity(const link::Address& address) {
  const auto* serial = std::get_if<link::SerialAddress>(&address);
  return serial != nullptr && serial->line.parity != link::LineSettings::Parity::none;
}

scale::ScaleSession session_of(const devices::Device& device, const link::Address& address) {
  scale::ScaleSettings settings;
  settings.protocol = scale::parse_protocol(device.profile).value_or(settings.protocol);
  settings.unit = scale::parse_unit(std::get<devices::ScaleSettings>(device.settings).unit).value_or(settings.unit);
  settings.checksum = checksum_of(device.secret);
  scale::ScaleTiming timing;
  if (has_parity(address)) timing.equal_readings = 1;
  return scale::ScaleSession{scale::make_driver(settings), timing};
}
}  // namespace

ScalePost::ScalePost(PostParts parts, devices::Device device, link::Address address)
    : LinePost{std::move(parts), device, address},
      book_{device.id, session_of(device, address)},
      ids_{config::KernelRandom{}} {}

Result<scale::Weighing> ScalePost::start_weighing(scale::StartWeighing start) {
  const Instant now = parts_.store.now();
  auto weighing = book_.start(std::move(start), ids_.next(now), now);
  wake();
  tell_news();
  return weighing;
}

Result<scale::Weighing> ScalePost::confirm_same(const Uuid& id, const Uuid& terminal) {
  auto weighing = book_.confirm_same(id, terminal);
  wake();
  return weighing;
}

Result<scale::Weighing> ScalePost::cancel(const Uuid& id, const Uuid& terminal) {
  auto weighing = book_.cancel(id, terminal, parts_.store.now());
  wake();
  tell_news();
  return weighing;
}

void ScalePost::on_link_lost(Instant now) {
  book_.on_link_lost(now);
  tell_news();
}
void ScalePost::on_bytes(std::string_view bytes, Instant now) {
  book_.on_bytes(bytes, now);
  tell_news();
}
void ScalePost::on_time(Instant now) {
  book_.on_time(now);
  tell_news();
}

void ScalePost::tell_news() {
  const Instant now = parts_.store.now();
  if (book_.take_answered()) link_health().on_answer(now);
  while (const auto weighing = book_.take_news()) {
    using scale::WeighingState;
    if (weighing->state == WeighingState::failed && weighing->why == "no_answer")
      link_health().on_trouble("not_answering", "check_cable", "it was asked for a weight and kept silent", now);
    if (weighing->state == WeighingState::failed && weighing->why == "fault")
      link_health().on_trouble("scale_fault", "call_service", std::string{scale::obstacle_word(*weighing)}, now);
    std::string data;
    JsonWriter json{data};
    scale::append_json(json, *weighing, utc_offset_min(now));
    parts_.tell({"devices", "Weight", std::move(data), weighing->asker.terminal});
  }
}
}  // namespace holdfast::gateway
