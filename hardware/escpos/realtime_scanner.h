#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace holdfast::escpos {
/// Finds the real-time commands (10 04, 10 05, 10 14) in the raw bytes that reach a printer, wherever they stand: a
/// printer obeys them even inside the data of a picture (hardware reference 1.3), and so does an emulator of one. It
/// looks at values too, so that few pictures hold a command by chance. The bytes stay in the stream for CommandStream.
class RealtimeScanner {
 public:
  void feed(std::string_view bytes) { bytes_.append(bytes); }
  std::optional<std::string> next();

 private:
  std::string bytes_;
};

/// Length of the real-time command that starts there; 0 when none does, nothing when more bytes have to come.
std::optional<std::size_t> realtime_command_at(std::string_view bytes, std::size_t at);
}  // namespace holdfast::escpos
