#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "scale/dialog06_checksum.h"
#include "scale/scale_driver.h"
#include "scale/scale_reading.h"

namespace holdfast::scale {
/// What lies on an emulated scale and what is wrong with it.
struct Platter {
  Quantity gross{};  ///< in `unit`, as shown before zero and tare
  Quantity zero{};   ///< what it takes for nothing
  Quantity tare{};
  WeightUnit unit = WeightUnit::kilogram;
  int decimals = 3;
  Quantity capacity = Quantity::pieces(15);
  Quantity minimum{};  ///< of a price computing scale
  bool in_motion = false;
  ScaleReading::Fault fault = ScaleReading::Fault::none;
};
/// What an honest scale says of it.
ScaleReading read_platter(const Platter& platter);

/// A scale's end of the line: the till's bytes in, its answers out. The platter belongs to the caller, who lays goods
/// on it and takes them off.
class EmulatedScale {
 public:
  virtual ~EmulatedScale() = default;
  virtual std::string on_bytes(std::string_view bytes) = 0;
};

struct EmulatedScaleSettings {
  ScaleProtocol protocol = ScaleProtocol::toledo_8217;
  /// Dialog 06: demand checksums after power-on and every 50 weighings.
  std::optional<DialogChecksumSecret> checksum;
};
/// HID scales report unasked: send encode_hid_scale(read_platter(…)) now and then; their on_bytes takes the zero
/// report.
std::unique_ptr<EmulatedScale> make_emulated_scale(const EmulatedScaleSettings& settings, Platter& platter);
}  // namespace holdfast::scale
