#include "capabilities/runway.h"

#include <algorithm>

namespace holdfast::capabilities {
namespace {
constexpr std::int64_t seconds_per_hour = 3600;
constexpr std::int64_t farthest_days = 3650;

RunwayItem aged(Data data, const std::optional<Instant>& as_of, Instant now, std::string_view then) {
  const DataRow& row = row_of(data);
  return {row.name,
          Effect::manager,
          as_of.value_or(now.plus_seconds(-row.manager_hours * seconds_per_hour))
              .plus_seconds(row.manager_hours * seconds_per_hour),
          {},
          then};
}

Instant disk_until(const Supplies& supplies) {
  const std::int64_t spare = std::max<std::int64_t>(0, supplies.disk_free - supplies.disk_reserve);
  const std::int64_t per_day = std::max<std::int64_t>(1, supplies.bytes_per_day);
  const std::int64_t days = std::min(farthest_days, spare / per_day);
  return supplies.now.plus_seconds(days * seconds_per_day);
}
}  // namespace

std::string_view name_of(Effect effect) {
  constexpr std::array<std::string_view, 3> names{"manager", "degrades", "stops"};
  return names[static_cast<std::size_t>(effect)];
}

Runway runway(const Supplies& supplies) {
  Runway out;
  if (supplies.hub) {
    out.ready = supplies.masters_as_of.has_value() && supplies.staff_as_of.has_value();
    out.items.push_back(
        aged(Data::staff, supplies.staff_as_of, supplies.now, "A manager confirms once a day before others sign on."));
    out.items.push_back(aged(Data::masters, supplies.masters_as_of, supplies.now,
                             "A manager confirms once a day that prices may be used."));
    if (supplies.certificate_ends)
      out.items.push_back({"certificate",
                           Effect::degrades,
                           supplies.certificate_ends,
                           {},
                           "The store has to enrol again at the hub; it sells on."});
  }
  if (supplies.offline_cards)
    out.items.push_back({"offlineCards", Effect::degrades, supplies.cards_until, supplies.card_budget_left,
                         "No card is taken without the terminal's host."});
  out.items.push_back({"disk", Effect::stops, disk_until(supplies), {}, "No sale can be stored."});
  out.ready = out.ready && supplies.disk_free > supplies.disk_reserve;
  std::sort(out.items.begin(), out.items.end(), [](const RunwayItem& a, const RunwayItem& b) {
    if (a.until.has_value() != b.until.has_value()) return a.until.has_value();
    return a.until && *a.until < *b.until;
  });
  for (const RunwayItem& item : out.items)
    if (item.effect == Effect::stops && item.until && (!out.stops || *item.until < *out.stops)) out.stops = item.until;
  return out;
}
}  // namespace holdfast::capabilities
