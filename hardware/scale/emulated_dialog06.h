#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scale/dialog06.h"
#include "scale/dialog06_checksum.h"
#include "scale/emulated_scale.h"

namespace holdfast::scale {
/// A price computing scale: wants checksums after power-on and every 50 weighings (when it has the secret), then a
/// price, and gives one result for each time the goods have moved.
class EmulatedDialog06 : public EmulatedScale {
 public:
  EmulatedDialog06(Platter& platter, std::optional<DialogChecksumSecret> secret) : platter_{platter}, secret_{secret} {}
  std::string on_bytes(std::string_view bytes) override;
  /// Text of the last price, as its customer side shows.
  const std::string& shown_text() const { return price_.text; }

 private:
  std::string on_request(const DialogRequest& request);
  std::string on_price(const DialogPrice& price);
  std::string on_ask();
  std::string on_checksums(const DialogChecksums& sums);
  std::string refuse_with(std::string_view code);
  std::string_view obstacle() const;

  Platter& platter_;
  std::optional<DialogChecksumSecret> secret_;
  std::string pending_;
  DialogPrice price_;
  bool priced_ = false;
  bool trusted_ = false;
  std::optional<DialogChecksumDemand> demand_;
  std::optional<DialogChecksumVerdict> verdict_;
  int weighings_ = 0;
  std::optional<Quantity> sold_;
  std::string status_ = "00";
};
}  // namespace holdfast::scale
