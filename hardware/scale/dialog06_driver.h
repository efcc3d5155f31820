#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "scale/dialog06.h"
#include "scale/dialog06_checksum.h"
#include "scale/scale_driver.h"

namespace holdfast::scale {
/// The dialogue of a price computing scale: price, ACK, then ask until there is a result; NAK is followed by the
/// question why, a demand for checksums is met on the way. A result counts only with the unit price that was sent and
/// an amount that is weight times unit price.
class Dialog06Driver : public ScaleDriver {
 public:
  explicit Dialog06Driver(std::optional<DialogChecksumSecret> secret);
  std::string_view name() const override { return "dialog_06"; }
  ScaleAbilities abilities() const override;
  Result<> check_request(const WeighRequest& request) const override;
  std::string begin(const ScaleCommand& command) override;
  ScaleStep on_bytes(std::string_view bytes) override;
  std::optional<ScaleAnswer> on_silence() override;

 private:
  enum class State { idle, price_sent, result_asked, status_asked, checksums_sent, verdict_asked };
  ScaleStep send(const DialogRequest& request, State next);
  ScaleStep finish(ScaleReading reading);
  ScaleStep on_answer(const DialogAnswer& answer, const std::string& raw);
  ScaleStep on_ack(const std::string& raw);
  ScaleStep on_nak(const std::string& raw);
  ScaleStep on_result(const DialogResult& result, const std::string& raw);
  ScaleStep on_status(const DialogStatus& status, const std::string& raw);
  ScaleStep on_demand(const DialogChecksumDemand& demand, const std::string& raw);
  ScaleStep on_verdict(const DialogChecksumVerdict& verdict, const std::string& raw);
  ScaleStep fail(ScaleReading::Fault fault, const std::string& raw);
  DialogPrice price_record() const;

  std::optional<DialogChecksumSecret> secret_;
  FrameBuffer frames_{dialog_framing};
  State state_ = State::idle;
  WeighRequest request_;
  bool price_accepted_ = false;
  int demands_ = 0;  ///< in this exchange
};
}  // namespace holdfast::scale
