#include "discovery/cidr.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace holdfast::discovery {
namespace {
struct Range {
  std::uint32_t first;
  int prefix;
};
constexpr std::array private_ranges{Range{0x0a000000, 8},  Range{0xac100000, 12}, Range{0xc0a80000, 16},
                                    Range{0x64400000, 10}, Range{0xa9fe0000, 16}, Range{0x7f000000, 8}};
constexpr std::uint32_t mask(int prefix) { return prefix == 0 ? 0 : ~std::uint32_t{0} << (32 - prefix); }

/// A decimal without sign or leading zero, at most `most`.
std::optional<unsigned> decimal(std::string_view text, unsigned most) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.size() > 3 || value > most ||
      (text.size() > 1 && text[0] == '0'))
    return std::nullopt;
  return value;
}
}  // namespace

Result<Subnet> parse_subnet(std::string_view text) {
  const auto wrong = [&](std::string_view why) {
    return refuse(ErrorCode::invalid_argument, "`" + std::string{text.substr(0, 40)} + "` " + std::string{why});
  };
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return wrong("is not of the form 192.168.1.0/24");
  const auto prefix = decimal(text.substr(slash + 1), 32);
  std::string_view rest = text.substr(0, slash);
  std::uint32_t address = 0;
  for (int i = 0; i < 4; ++i) {
    const std::size_t dot = i < 3 ? rest.find('.') : rest.size();
    const auto part = dot == std::string_view::npos ? std::nullopt : decimal(rest.substr(0, dot), 255);
    if (!part) return wrong("is not of the form 192.168.1.0/24");
    address = address << 8U | *part;
    rest.remove_prefix(std::min(dot + 1, rest.size()));
  }
  if (!prefix) return wrong("is not of the form 192.168.1.0/24");
  if (*prefix < 24) return wrong("is more than one subnet: /24 at most");
  const Subnet subnet{address & mask(static_cast<int>(*prefix)), static_cast<int>(*prefix)};
  if (std::ranges::none_of(private_ranges,
                           [&](const Range& range) { return (subnet.first & mask(range.prefix)) == range.first; }))
    return wrong("is no private network");
  return subnet;
}

std::vector<std::uint32_t> hosts_of(const Subnet& subnet) {
  const std::uint32_t count = std::uint32_t{1} << (32 - subnet.prefix);
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < count; ++i)
    if (count <= 2 || (i != 0 && i != count - 1)) out.push_back(subnet.first + i);
  return out;
}

std::string dotted(std::uint32_t address) {
  return std::to_string(address >> 24U) + "." + std::to_string((address >> 16U) & 255U) + "." +
         std::to_string((address >> 8U) & 255U) + "." + std::to_string(address & 255U);
}
}  // namespace holdfast::discovery
