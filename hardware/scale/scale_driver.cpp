#include "scale/scale_driver.h"

#include <algorithm>

#include "scale/dialog06_driver.h"
#include "scale/polled_driver.h"

namespace holdfast::scale {
namespace {
struct Name {
  ScaleProtocol protocol;
  std::string_view name;
};
constexpr Name names[] = {
    {ScaleProtocol::toledo_8217, "toledo_8217"},
    {ScaleProtocol::nci, "nci"},
    {ScaleProtocol::dialog_06, "dialog_06"},
    {ScaleProtocol::sics, "sics"},
    {ScaleProtocol::ecr, "ecr"},
    {ScaleProtocol::adam, "adam"},
    {ScaleProtocol::hid, "hid"},
};
}  // namespace

std::optional<ScaleProtocol> parse_protocol(std::string_view name) {
  const auto* row = std::ranges::find(names, name, &Name::name);
  if (row == std::end(names)) return std::nullopt;
  return row->protocol;
}
std::string_view to_string(ScaleProtocol protocol) { return std::ranges::find(names, protocol, &Name::protocol)->name; }

std::unique_ptr<ScaleDriver> make_driver(const ScaleSettings& settings) {
  if (settings.protocol == ScaleProtocol::dialog_06) return std::make_unique<Dialog06Driver>(settings.checksum);
  return std::make_unique<PolledDriver>(polled_protocol(settings.protocol, settings.unit));
}
}  // namespace holdfast::scale
