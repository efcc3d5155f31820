#include "scale/weighing.h"

#include <array>

#include "base/check.h"
#include "base/digest.h"

namespace holdfast::scale {
namespace {
constexpr std::array<std::string_view, 5> tasks{"weigh", "test", "zero", "tare", "clear_tare"};
constexpr std::array<std::string_view, 6> states{"weighing", "same_goods", "weighed", "adjusted", "tested", "failed"};

std::string hex_of(std::string_view bytes) {
  return to_hex({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
}

void weight_member(JsonWriter& json, std::string_view name, const std::optional<Weight>& weight) {
  json.key(name);
  if (weight)
    json.value(digits_of(*weight));
  else
    json.null();
}

void reading_members(JsonWriter& json, const ScaleReading& reading) {
  weight_member(json, "weight", reading.weight);
  json.key("unit");
  if (reading.weight)
    json.value(to_string(reading.weight->unit));
  else
    json.null();
  json.member("stable", reading.stable).member("zero", reading.zero).member("net", reading.net);
  json.member("over", reading.range == ScaleReading::Range::over);
  json.member("under", reading.range == ScaleReading::Range::under);
  weight_member(json, "tare", reading.tare);
  json.nullable("unitPrice", reading.unit_price ? std::optional{reading.unit_price->minor()} : std::nullopt);
  json.nullable("amount", reading.amount ? std::optional{reading.amount->minor()} : std::nullopt);
}

void time_member(JsonWriter& json, std::string_view name, const std::optional<Instant>& at, int utc_offset_min) {
  json.key(name);
  if (at)
    json.time(*at, utc_offset_min);
  else
    json.null();
}
}  // namespace

std::string_view to_string(Task task) { return tasks[static_cast<std::size_t>(task)]; }
std::string_view to_string(WeighingState state) { return states[static_cast<std::size_t>(state)]; }

std::string_view obstacle_word(const Weighing& weighing) {
  if (weighing.state == WeighingState::weighed || weighing.reading.raw.empty()) return {};
  if (weighing.reading.fault != ScaleReading::Fault::none) return to_string(weighing.reading.fault);
  const WeightObstacle obstacle = obstacle_of(weighing.reading);
  return obstacle == WeightObstacle::none ? std::string_view{} : to_string(obstacle);
}

void append_json(JsonWriter& json, const Weighing& weighing, int utc_offset_min) {
  json.begin_object().member("weighingId", weighing.id).member("deviceId", weighing.device);
  json.member("task", to_string(weighing.task)).member("state", to_string(weighing.state));
  json.member("terminalId", weighing.asker.terminal).member("staff", weighing.asker.staff);
  reading_members(json, weighing.reading);
  const auto word = [&](std::string_view name, std::string_view text) {
    json.key(name);
    if (text.empty())
      json.null();
    else
      json.value(text);
  };
  word("why", weighing.why);
  word("obstacle", obstacle_word(weighing));
  json.key("startedAt").time(weighing.started, utc_offset_min);
  time_member(json, "endedAt", weighing.ended, utc_offset_min);
  time_member(json, "validUntil", weighing.goods ? std::optional{weighing.goods->valid_until} : std::nullopt,
              utc_offset_min);
  json.end_object();
}

std::string reading_json(const Weighing& weighing, int utc_offset_min) {
  check(weighing.goods.has_value());
  const WeighedGoods& goods = *weighing.goods;
  std::string out;
  JsonWriter json{out};
  json.begin_object().member("weighingId", weighing.id).member("deviceId", weighing.device);
  json.member("protocol", goods.protocol);
  reading_members(json, goods.reading);
  json.key("askedAt").time(goods.asked, utc_offset_min);
  json.key("weighedAt").time(goods.answered, utc_offset_min);
  json.member("raw", hex_of(goods.reading.raw)).end_object();
  return out;
}
}  // namespace holdfast::scale
