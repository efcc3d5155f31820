#include "link/ieee1284.h"

#include <algorithm>
#include <string_view>

namespace holdfast::link {
namespace {
constexpr std::size_t most_value = 120;

std::string printable(std::string_view text) {
  std::string out;
  for (const char letter : text)
    if (letter >= ' ' && letter <= '~' && out.size() < most_value) out += letter;
  const std::size_t first = out.find_first_not_of(' ');
  return first == std::string::npos ? std::string{} : out.substr(first, out.find_last_not_of(' ') - first + 1);
}
std::string upper(std::string text) {
  for (char& letter : text)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - ('a' - 'A'));
  return text;
}
}  // namespace

Ieee1284Id parse_ieee1284_id(std::span<const std::uint8_t> answer) {
  Ieee1284Id id;
  if (answer.size() < 2) return id;
  const std::size_t big = static_cast<std::size_t>(answer[0]) << 8U | answer[1];
  const std::size_t little = static_cast<std::size_t>(answer[1]) << 8U | answer[0];
  const auto plausible = [&](std::size_t length) { return length > 2 && length <= answer.size(); };
  const std::size_t length = plausible(big) ? big : plausible(little) ? little : answer.size();
  std::string_view text{reinterpret_cast<const char*>(answer.data()) + 2, length - 2};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view pair = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t colon = pair.find(':');
    if (colon == std::string_view::npos) continue;
    const std::string key = upper(printable(pair.substr(0, colon)));
    const auto take = [&](std::string& member) {
      if (member.empty()) member = printable(pair.substr(colon + 1));
    };
    if (key == "MFG" || key == "MANUFACTURER") take(id.manufacturer);
    if (key == "MDL" || key == "MODEL") take(id.model);
    if (key == "CMD" || key == "COMMAND SET") take(id.commands);
    if (key == "SN" || key == "SERN" || key == "SERIALNUMBER") take(id.serial);
  }
  return id;
}
}  // namespace holdfast::link
