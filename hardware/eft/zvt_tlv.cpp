#include "eft/zvt_tlv.h"

#include "base/check.h"
#include "eft/bcd.h"

namespace holdfast::eft {
namespace {
constexpr int max_depth = 8;

std::string tag_bytes(std::uint32_t tag) {
  std::string out;
  for (int shift = 24; shift >= 0; shift -= 8)
    if (shift == 0 || tag >> shift != 0) out += static_cast<char>(tag >> shift & 0xFF);
  return out;
}
std::uint8_t first_byte(std::uint32_t tag) {
  while (tag > 0xFF) tag >>= 8;
  return static_cast<std::uint8_t>(tag);
}

TlvList decode_level(std::string_view bytes, int depth) {
  TlvList list;
  while (!bytes.empty()) {
    const auto tag = decode_tlv_tag(bytes);
    const auto length = tag ? decode_tlv_length(bytes.substr(tag->size)) : std::nullopt;
    if (!length || length->length > bytes.size() - tag->size - length->size) {
      list.whole = false;
      return list;
    }
    const std::string_view content = bytes.substr(tag->size + length->size, length->length);
    bytes.remove_prefix(tag->size + length->size + length->length);
    Tlv& item = list.items.emplace_back();
    item.tag = tag->tag;
    if (!tag->constructed || depth == max_depth) {
      item.value = content;
      continue;
    }
    TlvList inner = decode_level(content, depth + 1);
    if (!inner.whole) item.value = content;
    item.children = std::move(inner.items);
    list.whole = list.whole && inner.whole;
  }
  return list;
}
}  // namespace

bool Tlv::constructed() const { return (first_byte(tag) & 0x20) != 0; }
Tlv primitive(std::uint32_t tag, std::string value) { return {tag, std::move(value), {}}; }
Tlv constructed(std::uint32_t tag, std::vector<Tlv> children) { return {tag, {}, std::move(children)}; }

std::optional<TlvTag> decode_tlv_tag(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  TlvTag tag;
  const std::uint8_t first = octet(bytes, 0);
  tag.tag = first;
  tag.size = 1;
  tag.tag_class = first >> 6;
  tag.constructed = (first & 0x20) != 0;
  tag.number = first & 0x1FU;
  if (tag.number != 0x1F) return tag;
  tag.number = 0;
  for (;;) {
    if (tag.size == bytes.size() || tag.size == 4) return std::nullopt;
    const std::uint8_t next = octet(bytes, tag.size++);
    tag.tag = tag.tag << 8 | next;
    tag.number = tag.number << 7 | (next & 0x7FU);
    if ((next & 0x80) == 0) return tag;
  }
}

std::optional<TlvLength> decode_tlv_length(std::string_view bytes) {
  if (bytes.empty()) return std::nullopt;
  const std::uint8_t first = octet(bytes, 0);
  if (first < 0x80) return TlvLength{first, 1};
  if (first == 0x81 && bytes.size() >= 2) return TlvLength{octet(bytes, 1), 2};
  if (first == 0x82 && bytes.size() >= 3)
    return TlvLength{static_cast<std::size_t>(octet(bytes, 1) << 8 | octet(bytes, 2)), 3};
  return std::nullopt;
}

std::string encode_tlv_length(std::size_t length) {
  check(length <= 0xFFFF);
  if (length < 0x80) return std::string(1, static_cast<char>(length));
  if (length <= 0xFF) return {'\x81', static_cast<char>(length)};
  return {'\x82', static_cast<char>(length >> 8), static_cast<char>(length & 0xFF)};
}

TlvList decode_tlv(std::string_view bytes) { return decode_level(bytes, 0); }

std::string encode_tlv(const std::vector<Tlv>& items) {
  std::string out;
  for (const Tlv& item : items) {
    const std::string content = item.children.empty() ? item.value : encode_tlv(item.children);
    out += tag_bytes(item.tag) + encode_tlv_length(content.size()) + content;
  }
  return out;
}

const Tlv* find_tlv(const std::vector<Tlv>& items, std::uint32_t tag) {
  for (const Tlv& item : items) {
    if (item.tag == tag) return &item;
    if (const Tlv* inner = find_tlv(item.children, tag)) return inner;
  }
  return nullptr;
}
}  // namespace holdfast::eft
