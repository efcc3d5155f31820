#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace holdfast::eft {
/// One object of a ZVT TLV container (hardware reference 8.5). The tag is kept as written: `1F07` is 0x1F07.
struct Tlv {
  std::uint32_t tag = 0;
  std::string value;          ///< of a primitive object; empty for a constructed one that could be read
  std::vector<Tlv> children;  ///< of a constructed object
  friend bool operator==(const Tlv&, const Tlv&) = default;
  bool constructed() const;
};
Tlv primitive(std::uint32_t tag, std::string value);
Tlv constructed(std::uint32_t tag, std::vector<Tlv> children);

struct TlvTag {
  std::uint32_t tag = 0;
  std::size_t size = 0;
  int tag_class = 0;  ///< 0 universal, 1 application, 2 context, 3 private
  bool constructed = false;
  std::uint32_t number = 0;
};
/// Empty when bytes are missing or the tag has more than four.
std::optional<TlvTag> decode_tlv_tag(std::string_view bytes);
struct TlvLength {
  std::size_t length = 0;
  std::size_t size = 0;
};
/// `00`-`7F`, `81 xx`, `82 hi lo`; others are invalid.
std::optional<TlvLength> decode_tlv_length(std::string_view bytes);
std::string encode_tlv_length(std::size_t length);

struct TlvList {
  std::vector<Tlv> items;  ///< what could be read
  bool whole = true;       ///< every byte belonged to a well-formed object
};
/// At most eight levels deep; deeper ones stay bytes.
TlvList decode_tlv(std::string_view bytes);
std::string encode_tlv(const std::vector<Tlv>& items);

/// The first object with this tag, at any depth, in order of appearance.
const Tlv* find_tlv(const std::vector<Tlv>& items, std::uint32_t tag);
}  // namespace holdfast::eft
