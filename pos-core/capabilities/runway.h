#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "capabilities/evaluate.h"

namespace holdfast::capabilities {
/// What wears off while the line is down.
struct Supplies {
  Instant now;
  bool hub = false;  ///< one is configured: without, nothing wears off but the disk
  std::optional<Instant> masters_as_of = std::nullopt, staff_as_of = std::nullopt;
  std::optional<Instant> certificate_ends = std::nullopt;  ///< of this appliance at the hub
  std::int64_t disk_free = 0, disk_reserve = 0, bytes_per_day = 0;
  bool offline_cards = false;                         ///< the policy takes cards without a host
  std::int64_t card_budget_left = 0;                  ///< minor units, of the whole store
  std::optional<Instant> cards_until = std::nullopt;  ///< when the oldest one that waits is too old
};
enum class Effect : std::uint8_t {
  manager,   ///< a manager has to confirm it once a day; trade goes on
  degrades,  ///< something else is no longer possible
  stops,     ///< trade ends
};
struct RunwayItem {
  std::string_view what;  ///< masters, staff, certificate, disk, offlineCards
  Effect effect;
  std::optional<Instant> until;      ///< none: not by time
  std::optional<std::int64_t> left;  ///< minor units, of a budget
  std::string_view then;             ///< one sentence
};
struct Runway {
  bool ready = true;              ///< an outage now would be survived: what is needed is here
  std::vector<RunwayItem> items;  ///< soonest first, those without a time last
  std::optional<Instant> stops;   ///< trade ends then, as far as anybody can tell
};
/// How long the store could trade if the line dropped now. Pure.
Runway runway(const Supplies& supplies);
std::string_view name_of(Effect effect);
}  // namespace holdfast::capabilities
