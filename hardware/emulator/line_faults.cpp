#include "emulator/line_faults.h"

#include <algorithm>

namespace holdfast::emulator {
namespace {
constexpr std::size_t least_noise = 8;

bool take(int& count) {
  if (count <= 0) return false;
  --count;
  return true;
}
}  // namespace

LineFaults::Delivery LineFaults::deliver(std::string message) {
  if (trouble_.silent) return {};
  if (take(trouble_.cut)) return {message.substr(0, message.size() / 2), true};
  if (take(trouble_.lost)) return {};
  if (take(trouble_.half)) return {message.substr(0, message.size() / 2), false};
  if (take(trouble_.garbage)) return {noise(std::max(least_noise, message.size())), false};
  if (take(trouble_.duplicate)) return {message + message, false};
  return {std::move(message), false};
}

std::string LineFaults::noise(std::size_t size) {
  std::string out(size, '\0');
  for (char& byte : out) {  // xorshift32
    seed_ ^= seed_ << 13U;
    seed_ ^= seed_ >> 17U;
    seed_ ^= seed_ << 5U;
    byte = static_cast<char>(seed_ >> 8U);
  }
  return out;
}
}  // namespace holdfast::emulator
