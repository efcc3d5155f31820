#pragma once
#include <memory>
#include <optional>
#include <string>

#include "emulator/line.h"
#include "scale/emulated_scale.h"

namespace holdfast::emulator {
/// A scale with somebody in front of it: lays goods on, which swing for a while, and takes them off.
class VirtualScale : public LineDevice {
 public:
  explicit VirtualScale(scale::EmulatedScaleSettings settings)
      : protocol_{settings.protocol}, scale_{scale::make_emulated_scale(settings, platter_)} {}
  scale::ScaleProtocol protocol() const { return protocol_; }
  scale::Platter& platter() { return platter_; }
  const scale::Platter& platter() const { return platter_; }
  /// In motion until `still`; without it at rest at once.
  void lay(Quantity gross, std::optional<Instant> still);
  std::int64_t questions() const { return questions_; }  ///< pieces of the till that it has heard

  void on_bytes(std::string_view bytes, Instant now) override;
  void on_time(Instant now) override;
  std::optional<std::string> poll() override;
  std::optional<Instant> deadline() const override { return still_; }

 private:
  scale::ScaleProtocol protocol_;
  scale::Platter platter_;
  std::unique_ptr<scale::EmulatedScale> scale_;
  std::optional<Instant> still_;
  std::string out_;
  std::int64_t questions_ = 0;
};
}  // namespace holdfast::emulator
