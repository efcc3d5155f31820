#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace holdfast::emulator {
/// What is wrong with the line between a virtual device and the till, whatever they speak. The counts are of the
/// device's next messages: each one that is spoilt counts down.
struct LineTrouble {
  bool silent = false;    ///< nothing the device says arrives
  bool deaf = false;      ///< nothing the till says arrives
  int byte_pause_ms = 0;  ///< between two bytes of the device
  int cut = 0;            ///< half of it arrives, then the link is gone
  int lost = 0;
  int half = 0;       ///< its second half never comes
  int garbage = 0;    ///< noise in its place
  int duplicate = 0;  ///< arrives twice
};

/// Stands between device and line, the same for all of them. Decides what becomes of each message; whoever moves the
/// bytes keeps the pause between them and hangs up. Deterministic: the noise is always the same.
class LineFaults {
 public:
  struct Delivery {
    std::string bytes;
    bool cut = false;  ///< hang up once they are out
  };
  /// One message of the device. Trouble that counts is taken in the order of LineTrouble, one kind a message.
  Delivery deliver(std::string message);
  /// What the device hears of the till's bytes.
  std::string_view hear(std::string_view bytes) const { return trouble_.deaf ? std::string_view{} : bytes; }
  LineTrouble& trouble() { return trouble_; }
  const LineTrouble& trouble() const { return trouble_; }

 private:
  std::string noise(std::size_t size);
  LineTrouble trouble_;
  std::uint32_t seed_ = 0x2545F491;
};
}  // namespace holdfast::emulator
