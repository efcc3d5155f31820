#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "scale/frame_buffer.h"
#include "scale/scale_driver.h"

namespace holdfast::scale {
enum class Outcome { done, refused };

/// A protocol in which one command brings one answer, as data. An empty command is one that the scale has not.
struct PolledProtocol {
  std::string_view name;
  Framing framing;
  std::string_view ask;
  std::string_view go_ahead;  ///< sent on ACK, where the question comes in two parts
  std::string_view zero, tare, clear_tare;
  std::function<Result<ScaleReading>(std::string_view frame)> decode;
  /// The bytes that set a tare ahead of `ask`; empty text when it does not fit.
  std::function<std::string(const Weight& tare)> preset_tare;
  /// What a frame says about the command sent; empty: it is not about it, go on waiting. Not set: any frame is "done".
  std::function<std::optional<Outcome>(std::string_view frame, std::string_view command)> outcome;
  enum class Silence { fault, no_weight } silence = Silence::fault;
  enum class Link { stream, reports } link = Link::stream;  ///< reports: every on_bytes is one whole answer
};
PolledProtocol polled_protocol(ScaleProtocol protocol, WeightUnit unit);

class PolledDriver : public ScaleDriver {
 public:
  explicit PolledDriver(PolledProtocol protocol);
  std::string_view name() const override { return protocol_.name; }
  ScaleAbilities abilities() const override;
  Result<> check_request(const WeighRequest& request) const override;
  std::string begin(const ScaleCommand& command) override;
  ScaleStep on_bytes(std::string_view bytes) override;
  std::optional<ScaleAnswer> on_silence() override;

 private:
  enum class Waiting { nothing, weight, outcome };
  std::string begin_weighing(const AskWeight& ask);
  std::string begin_command(std::string_view bytes);
  std::optional<ScaleStep> take(const std::string& frame);
  PolledProtocol protocol_;
  FrameBuffer frames_;
  Waiting waiting_ = Waiting::nothing;
  std::string_view command_;
  bool gone_ahead_ = false;
};
}  // namespace holdfast::scale
