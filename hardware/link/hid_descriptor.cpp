#include "link/hid_descriptor.h"

namespace holdfast::link {
namespace {
constexpr unsigned usage_page_tag = 0x04, usage_tag = 0x08, collection_tag = 0xa0, end_collection_tag = 0xc0,
                   long_item = 0xfe, application = 0x01;

struct Item {
  unsigned tag = 0;  ///< without the size bits
  std::uint32_t value = 0;
  std::size_t size = 0;  ///< of its data
};

/// Takes one item off the front; empty at the end or when it is cut short.
std::optional<Item> take_item(std::string_view& rest) {
  if (rest.empty()) return std::nullopt;
  const auto byte = [&rest](std::size_t i) { return static_cast<unsigned char>(rest[i]); };
  if (byte(0) == long_item) {
    if (rest.size() < 3 || rest.size() < std::size_t{3} + byte(1)) return std::nullopt;
    rest.remove_prefix(std::size_t{3} + byte(1));
    return Item{};
  }
  const std::size_t size = (byte(0) & 3U) == 3 ? 4 : byte(0) & 3U;
  if (rest.size() < 1 + size) return std::nullopt;
  Item item{byte(0) & 0xfcU, 0, size};
  for (std::size_t i = 0; i < size; ++i) item.value |= static_cast<std::uint32_t>(byte(1 + i)) << 8 * i;
  rest.remove_prefix(1 + size);
  return item;
}
}  // namespace

std::vector<HidUsage> top_level_usages(std::string_view descriptor) {
  std::vector<HidUsage> found;
  HidUsage next;
  int depth = 0;
  while (const auto item = take_item(descriptor)) {
    switch (item->tag) {
      case usage_page_tag:
        next.page = static_cast<std::uint16_t>(item->value);
        break;
      case usage_tag:
        if (item->size == 4) next.page = static_cast<std::uint16_t>(item->value >> 16);
        next.usage = static_cast<std::uint16_t>(item->value);
        break;
      case collection_tag:
        if (depth++ == 0 && item->value == application) found.push_back(next);
        break;
      case end_collection_tag:
        if (depth > 0) --depth;
        break;
      default:
        break;
    }
  }
  return found;
}
}  // namespace holdfast::link
